"""Whether a word can be Vietnamese: its onset, its rime and its one tone.

Onsets and rimes are those of the school grammar (28 and some 160), with the few that names of places add (Đắk, Xoong).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Final

_ONSETS: Final = " b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_RIMES: Final = (
    "a ai ao au ay ac ach am an ang anh ap at ăc ăm ăn ăng ăp ăt ăk âu ây âc âm ân âng âp ât "
    "e eo ec em en eng ep et ê êu êch êm ên êng ênh êp êt "
    "i ia iu ich im in inh ip it iêc iêm iên iêng iêp iêt iêu y yêu yên yêm yêng yêt "
    "o oi oa oai oao oay oac oach oam oan oang oanh oap oat oăc oăm oăn oăng oăt oe oen oeo oet oc om on ong "
    "op ot ô ôi ôc ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt "
    "u ui ua uc um un ung up ut uê uêch uênh uêt uây uân uâng uât uơ uy uya uych uyên uyêt uyn uynh uyt uyu "
    "uôc uôi uôm uôn uông uôt ư ưi ưa ưu ưc ưng ưt ươc ươi ươm ươn ương ươp ươt ươu"
)
_AFTER_QU: Final = (
    "a ai ao au ay ac ach am an ang anh ap at ăc ăm ăn ăng ăp ăt ây ân âng ât e eo en et ê êu ên ênh êt "
    "i it ich in inh ơ ơi ơn ôc y yên yêt yt ynh ych"
)
_FRONT: Final = frozenset("eêiy")
_NEEDS_FRONT, _REFUSES_FRONT = frozenset(("k", "gh", "ngh")), frozenset(("c", "g", "ng"))

TONES: Final = frozenset("\u0300\u0301\u0303\u0309\u0323")
_SHARP, _HEAVY = "\u0301", "\u0323"
_STOPS = ("c", "ch", "p", "t", "k")
_VOWELS = "aăâeêioôơuưy"
_CONSONANTS = "bcdđfghjklmnpqrstvwxz"
_SOUND = re.compile(rf"([{_CONSONANTS}]{{0,4}})([{_VOWELS}]{{1,4}})((?:ch|ng|nh|[chklmnprst])?)")
_ALL_VOWELS = re.compile(f"[{_VOWELS}]")
_MARKED = "ăâêôơư"
_EITHER = ("oa", "oe", "uy")
_CLOSED: Final = (
    "ai ao au ay eo oi ui iu ưi ưu âu ây ia ua ưa êu ơi ôi iêu yêu uôi ươi ươu oai oay oao oeo uya uyu uây uơi"
)
"""Runs that nothing may follow but a breath: Tẻh, Măih, Chais."""
_OTHERS: Final = ("êê", "ei", "eei", "ăi", "iao", "uơi", "ea", "uoai", "oo", "ooi", "ee")
"""Runs of vowels in names of places that Vietnamese itself lacks: La Dêê, Sơmei, Măih."""
LETTERS: Final = frozenset("àáâãèéêìíòóôõùúýăđĩũơư") | {chr(code) for code in range(0x1EA0, 0x1EFA)}
"""The letters of Vietnamese that ASCII lacks; capitals of the last block included."""


def without_tone(word: str) -> tuple[str, str]:
    """The letters of a word in lower case, and its tone marks: `Thuỷ` is `thuy` and a hook."""
    letters, tones = list[str](), list[str]()
    for part in unicodedata.normalize("NFD", word.lower()):
        (tones if part in TONES else letters).append(part)
    return unicodedata.normalize("NFC", "".join(letters)), "".join(tones)


@lru_cache(maxsize=4096)
def is_syllable(word: str) -> bool:
    """Whether it is well formed: `đường` is, `đuờg` is not, nor `lôc`, for a stop is high or low."""
    base, tones = without_tone(word)
    if base not in _syllables() or not is_pronounceable(word):
        return False
    return not base.endswith(_STOPS) or tones in (_SHARP, _HEAVY)


@lru_cache(maxsize=4096)
def is_pronounceable(word: str) -> bool:
    """Whether it has one run of Vietnamese vowels and one tone at most, in its place: also `Krông`, `Tẻh`, `Đrăng`."""
    base, tones = without_tone(word)
    match = _SOUND.fullmatch(base)
    if match is None or len(tones) > 1:
        return False
    onset, run, coda = match.groups()
    if len(run) > 1 and (onset, run[0]) in (("q", "u"), ("g", "i")):
        onset, run = onset + run[0], run[1:]
    if run not in _runs_of_vowels() or (run in _closed() and coda not in ("", "h", "s")) or (run in "ăâ" and not coda):
        return False
    return not tones or _place(word) - len(onset) in _places(run, coda)


def _place(word: str) -> int:
    """Which letter bears the tone."""
    return next(place for place, letter in enumerate(unicodedata.normalize("NFC", word)) if without_tone(letter)[1])


def _places(run: str, coda: str) -> tuple[int, ...]:
    """Which letters of a run of vowels may bear the tone, in the old and in the new spelling."""
    marked = [place for place, vowel in enumerate(run) if vowel in _MARKED]
    if marked:
        return (marked[-1],)
    if coda:
        return (len(run) - 1,)
    if len(run) > 2:
        return (1,)
    return (0, 1) if run in _EITHER else (0,)


@cache
def _syllables() -> frozenset[str]:
    onsets = [onset for onset in _ONSETS.split(" ") if onset != "qu"]
    found = {onset + rime for onset in onsets for rime in _RIMES.split() if _agree(onset, rime)}
    return frozenset(found | {"qu" + rime for rime in _AFTER_QU.split()} | {"gi", "giêng", "giêt", "giêm", "giên"})


def _agree(onset: str, rime: str) -> bool:
    front = rime[0] in _FRONT
    return not (onset in _NEEDS_FRONT and not front) and not (onset in _REFUSES_FRONT and front)


@cache
def _runs_of_vowels() -> frozenset[str]:
    return frozenset("".join(_ALL_VOWELS.findall(rime)) for rime in (*_RIMES.split(), *_AFTER_QU.split())).union(
        _OTHERS
    )


@cache
def _closed() -> frozenset[str]:
    return frozenset(_CLOSED.split())
