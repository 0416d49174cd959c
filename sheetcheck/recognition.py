"""Whether a text was typed with an old font, judged by its letters and, where the file tells it, by the font's name.

A text that holds a Vietnamese letter beyond Latin-1 is Unicode and never anything else. Any other is held to be of an
encoding when words that cannot be Vietnamese as they stand are Vietnamese syllables in that encoding, and hardly any
word speaks against it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from enum import Enum, IntEnum, auto
from functools import lru_cache
from operator import itemgetter
from typing import Final

from sheetcheck.encodings import ENCODINGS, Encoding, encoding_of
from sheetcheck.syllable import LETTERS, is_pronounceable, is_syllable, without_tone

_RUN = re.compile("[A-Za-z\xa1-\xff\N{MINUS SIGN}]+")
_SIGNS: Final = frozenset("¡¢£¤¥¦§¨©ª«¬\xad®¯°±²³´µ¶·¸¹º»¼½¾¿×÷\N{MINUS SIGN}")
_ASIDE = re.compile(r"[^\W_]+[¹²³ªº®·]|[A-Za-z0-9]+[·×÷][A-Za-z0-9]")
"""One word that may as well have a footnote, a mark or a sign of multiplication in it."""
_SHORTENED = re.compile("[A-Z]+Đ[A-Z]+")
_VOWEL = re.compile("[aăâeêioôơuưy]")
_BEYOND = re.compile("[\u0100-\u1fff\u3040-\ufdff]")
_PART = re.compile("[:\n]")
_REMEMBERED: Final = 200
"""Characters of the texts whose answer is kept: the texts of a return are few and short, and come again."""
_LOOKED_AT: Final = 2_000
"""Characters by which a long text is judged."""
_LONGEST: Final = 20
"""Letters, or the characters that stand for them, of the longest word that is looked at."""


class Ground(IntEnum):
    """How firmly it is known. POSSIBLE: both readings are Vietnamese. LIKELY: only the old one is, but by too little to
    go by it alone. SURE: it is acted upon."""

    POSSIBLE = 1
    LIKELY = 2
    SURE = 3


@dataclass(frozen=True, slots=True)
class Recognised:
    """A text that may be of an encoding, and what it says then."""

    encoding: str
    text: str
    ground: Ground


class _Word(Enum):
    """What a word says.

    PROOF only makes sense in the encoding; HINT too, but is short or no syllable; EITHER makes sense as it stands as
    well, and SOUND_EITHER is a good syllable in the encoding too; SAME reads the same in the encoding; AGAINST makes no
    sense in it. PLAIN and FOREIGN are in ASCII: a Vietnamese syllable, and a word that is none.
    """

    PROOF = auto()
    HINT = auto()
    EITHER = auto()
    SOUND_EITHER = auto()
    SAME = auto()
    AGAINST = auto()
    PLAIN = auto()
    FOREIGN = auto()
    NOTHING = auto()


def recognise(text: str, font: str = "") -> Recognised | None:
    """The encoding of a text, or None when it is Unicode for all that can be seen; `font` is the name in the file."""
    if text.isascii():
        return None
    return _remembered(text, font) if len(text) < _REMEMBERED else _recognise(text, font)


def _recognise(text: str, font: str) -> Recognised | None:
    if is_unicode(text):
        return _last_part(text, font)
    named = encoding_of(font)
    by_font = _judge(text, named, font) if named else None
    if by_font:
        return by_font[1]
    found = sorted(filter(None, (_judge(text, one) for one in ENCODINGS.values())), key=itemgetter(0), reverse=True)
    if not found:
        return None
    (ground, rank), best = found[0]
    if len(found) > 1 and found[1][0] >= (ground, rank - 1):  # nearly as good in the other encoding
        return None if found[1][0] == (ground, rank) else replace(best, ground=min(ground, Ground.LIKELY))
    return best


_remembered = lru_cache(maxsize=4096)(_recognise)


def is_unicode(text: str) -> bool:
    """Whether it holds a letter or mark that no old font has."""
    return _BEYOND.search(text) is not None


def _last_part(text: str, font: str) -> Recognised | None:
    """What was typed with an old font behind a printed label: `Đơn vị báo cáo: X· V¹n Thñy`."""
    *_, colon = (0, *(match.end() for match in _PART.finditer(text)))
    tail = text[colon:]
    if not colon or tail.isascii() or is_unicode(tail):
        return None
    found = recognise(tail, font)
    if found is None or found.ground is not Ground.SURE:
        return None
    return Recognised(found.encoding, text[:colon] + found.text, found.ground)


def _judge(text: str, encoding: Encoding, font: str = "") -> tuple[tuple[Ground, int], Recognised] | None:
    """What the text says in the encoding, with what to compare encodings by."""
    decoded = encoding.decode(text, font)
    if decoded.lower() == text.lower():
        return None
    words = Counter(_said_by(run, encoding.name) for run in _RUN.findall(text[:_LOOKED_AT]))
    proof, hint, against = words[_Word.PROOF], words[_Word.HINT], words[_Word.AGAINST]
    changed = proof + hint + words[_Word.EITHER] + words[_Word.SOUND_EITHER]
    fluent = against * 4 <= changed and words[_Word.FOREIGN] * 2 <= changed + words[_Word.PLAIN]
    if not changed or against > changed or not (fluent or proof):
        return None
    ground = Ground.POSSIBLE
    if proof or hint:
        alone = proof == 1 and _ASIDE.fullmatch(text.strip()) is not None
        ground = Ground.SURE if fluent and (font or (proof and not alone)) else Ground.LIKELY
    elif font and _all_syllables(decoded) and not _all_syllables(text):
        ground = Ground.SURE
    rank = 3 * proof + words[_Word.SOUND_EITHER] + words[_Word.SAME] - hint - 3 * against
    return (ground, rank), Recognised(encoding.name, decoded, ground)


def _said_by(run: str, encoding: str) -> _Word:
    if _SIGNS.issuperset(run):
        return _Word.NOTHING
    if len(run) > _LONGEST:
        return _Word.AGAINST
    return _weighed(run, encoding)


@lru_cache(maxsize=8192)
def _weighed(word: str, name: str) -> _Word:
    encoding = ENCODINGS[name]
    if word.isascii():
        return _weighed_ascii(word)
    if not encoding.alphabet.issuperset(one for one in word if not one.isascii()):
        return _Word.AGAINST
    decoded = encoding.decode(word)
    letters, _ = without_tone(decoded)
    if decoded == word:
        return _Word.SAME if _is_vietnamese(word) else _Word.NOTHING
    if not _VOWEL.search(letters):
        if _SHORTENED.fullmatch(decoded):  # H§ND
            return _Word.PROOF
        return _Word.HINT if decoded.isupper() else _Word.AGAINST
    if not is_pronounceable(decoded):
        return _Word.AGAINST
    sound = is_syllable(decoded)
    if _is_vietnamese(word):
        return _Word.SOUND_EITHER if sound else _Word.EITHER
    return _Word.PROOF if sound and not _VOWEL.match(letters) else _Word.HINT


def _weighed_ascii(word: str) -> _Word:
    """A word that all encodings write alike; a name may be one of another people's."""
    if len(word) == 1 or word.isupper():
        return _Word.NOTHING
    if is_syllable(word):
        return _Word.PLAIN
    return _Word.NOTHING if word[0].isupper() and is_pronounceable(word) else _Word.FOREIGN


def _is_vietnamese(word: str) -> bool:
    """Whether the word may be Vietnamese as it stands."""
    return all(one.isascii() or one.lower() in LETTERS for one in word) and is_pronounceable(word)


def _all_syllables(text: str) -> bool:
    return len(text) < _REMEMBERED and all(map(is_syllable, re.findall(r"[^\W\d_]+", text)))
