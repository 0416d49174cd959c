"""Names of units as people write them: without diacritics, with or without a type word, tones moved."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from sheetcheck.letters import composed
from sheetcheck.units.unit import TYPES, Unit

_TONES: Final = frozenset("\u0300\u0301\u0303\u0309\u0323")

# What stands before a name, written out or shortened ("TP. Hồ Chí Minh", "P.4", "huyện Bắc Sơn").
_SHORT: Final = {"tx": "thi xa", "tp": "thanh pho", "tt": "thi tran"} | {
    word[0]: word for word in ("xa", "phuong", "huyen", "quan", "tinh")
}
_TYPE_WORD: Final = re.compile(
    r"(?:(thi tran|thi xa|thanh pho|dac khu|phuong|huyen|quan|tinh|xa)\s+"
    r"|(tx|tp|tt|x|p|h|q|t)(?:\.\s*|\s+|(?=\d)))(?=\S)"
)

_NOUNS: Final = "|".join(sorted({title.en for title in TYPES.values()}, key=len, reverse=True))
_NOUN_AFTER: Final = re.compile(rf"(?P<name>.+) (?P<noun>{_NOUNS})")
_NOUN_BEFORE: Final = re.compile(rf"(?P<noun>{_NOUNS}) (?P<name>\d+)")

_APOSTROPHE: Final = re.compile(r"['’‘`]")
_WORD: Final = re.compile(r"[^\W_]+")
_LEADING_ZEROS: Final = re.compile(r"\b0+(?=\d)")


def without_diacritics(text: str) -> str:
    """Vạn Thủy -> Van Thuy."""
    letters = unicodedata.normalize("NFD", text).translate({ord("đ"): "d", ord("Đ"): "D"})
    return letters if letters.isascii() else "".join(c for c in letters if not unicodedata.combining(c))


def key(name: str) -> str:
    """What two spellings of a name have in common: no marks, no case, no punctuation, 04 = 4."""
    words = _WORD.findall(_APOSTROPHE.sub("", without_diacritics(name).casefold()))
    return _LEADING_ZEROS.sub("", " ".join(words))


def bare(unit: Unit) -> str:
    """The name without its type word: `Xã Vạn Thủy` -> `Vạn Thủy`."""
    return unit.name.vi.removeprefix(f"{TYPES[unit.type].vi} ")


def is_spelt(unit: Unit, written: str) -> bool:
    """Whether the text ends with the unit's name, diacritics and all; text without any never does."""
    name = _spelling(bare(unit))
    return not written.isascii() and _spelling(written)[-len(name) :] == name


def without_type(english: str, noun: str) -> str:
    """'Van Thuy commune' -> 'Van Thuy', 'Ward 4' -> '4'."""
    if english.endswith(f" {noun}"):
        return english.removesuffix(f" {noun}")
    return english.split(" ")[-1]


def split_type(name: str) -> tuple[str, frozenset[str]]:
    """The name without its type word, and the types that word can mean: `xã Vạn Thủy`, `Van Thuy commune`."""
    folded = " ".join(without_diacritics(name).casefold().split())
    english = _NOUN_AFTER.fullmatch(folded) or _NOUN_BEFORE.fullmatch(folded)
    if english is not None:
        return english["name"], frozenset(kind for kind, title in TYPES.items() if title.en == english["noun"])
    match = _TYPE_WORD.match(folded)
    if match is None:
        return folded, frozenset()
    word = match.group(1) or _SHORT[match.group(2)]
    kinds = (kind for kind, title in TYPES.items() if without_diacritics(title.vi).casefold() == word)
    return folded[match.end() :], frozenset(kinds)


def is_of_other_type(found: Iterable[Unit], others: Iterable[Unit], name: str) -> bool:
    """Whether the type word that was typed fits none of the first units but some of the others."""
    kinds = split_type(name)[1]
    return not any(unit.type in kinds for unit in found) and any(unit.type in kinds for unit in others)


def _spelling(name: str) -> list[tuple[str, frozenset[str]]]:
    """Letters and tone of each word: Thủy and Thuỷ are one spelling, Vạn and Vân are two."""
    words = re.findall(r"\w+", composed(name).casefold())
    marked = [unicodedata.normalize("NFD", word) for word in words]
    return [("".join(c for c in word if c not in _TONES), _TONES.intersection(word)) for word in marked]
