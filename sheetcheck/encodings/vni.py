"""VNI, of the fonts VNI-Times, VNI-Helve, …: a vowel, and after it a character for its hat and tone.

The table agrees with vni.h of the input method xvnkb (Dao Hai Lam, 2002) and with “Bảng đối chiếu encoding các bộ chữ
hiện hành với Unicode”. The sample “Xin chaøo caùc baïn” is on the page of the encoding in Wikipedia.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from sheetcheck.encodings import Encoding

_TONED: Final = "a á à ả ã ạ, e é è ẻ ẽ ẹ, o ó ò ỏ õ ọ, ô ớ ờ ở ỡ ợ, u ú ù ủ ũ ụ, ö ứ ừ ử ữ ự, y ý ỳ ỷ ỹ"
"""A vowel as VNI has it, then with the tones in the order of their characters."""
_TONES: Final = "ùøûõï"
_HATTED: Final = (
    ("a", "âáàåãä", "âấầẩẫậ"),
    ("e", "âáàåãä", "êếềểễệ"),
    ("o", "âáàåãä", "ôốồổỗộ"),
    ("a", "êéèúüë", "ăắằẳẵặ"),
)
_ALONE: Final = {"í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ñ": "đ", "ö": "ư", "ô": "ơ"}


def _pairs() -> Iterator[tuple[str, str]]:
    for line in _TONED.split(", "):
        vowel, *letters = line.split()
        yield from zip((vowel + tone for tone in _TONES), letters, strict=False)
    for vowel, marks, hatted in _HATTED:
        yield from zip((vowel + mark for mark in marks), hatted, strict=True)
    yield from _ALONE.items()


TABLE: Final[Mapping[str, str]] = dict(_pairs())
"""67 entries, small letters only: what stands in the cell, and the letter that the font shows."""

_FROM: Final = {
    written: letter
    for old, new in TABLE.items()
    for written, letter in ((old, new), (old.upper(), new.upper()), (old[0].upper() + old[1:], new.upper()))
}
_TO: Final = str.maketrans(
    {new: old for old, new in TABLE.items()} | {new.upper(): old.upper() for old, new in TABLE.items()}
)
_OLD = re.compile("|".join(sorted(map(re.escape, _FROM), key=len, reverse=True)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Vni:
    name: str = "VNI"
    fonts: re.Pattern[str] = re.compile(r"vni-\w.*", re.IGNORECASE)
    alphabet: frozenset[str] = frozenset(one for old in _FROM for one in old if not one.isascii())

    def decode(self, text: str, font: str = "") -> str:
        return _OLD.sub(lambda match: _FROM[match.group()], text)

    def encode(self, text: str) -> str:
        return text.translate(_TO)


ENCODING: Final[Encoding] = Vni()
