"""TCVN3, of the ABC fonts (.VnTime, .VnArialH, …): one Latin-1 character for each Vietnamese letter.

The table is part 3 of the standard TCVN 5712:1993 (VN3): 67 small letters and the seven capitals that bear no tone. It
agrees with the charmap TCVN5712-1 of the C library and with “Bảng đối chiếu encoding các bộ chữ hiện hành với
Unicode”. Two traps: ư is the soft hyphen, which programs hide or turn into a minus sign; and capitals with a tone only
exist in fonts whose name ends in H, which draw small letters as capitals.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sheetcheck.encodings import Encoding

TABLE: Final[Mapping[str, str]] = {
    pair[0]: pair[1]
    for line in (
        "¡Ă ¢Â £Ê ¤Ô ¥Ơ ¦Ư §Đ ¨ă ©â ªê «ô ¬ơ \xadư ®đ",
        "µà ¶ả ·ã ¸á ¹ạ »ằ ¼ẳ ½ẵ ¾ắ Æặ Çầ Èẩ Éẫ Êấ Ëậ",
        "Ìè Îẻ Ïẽ Ðé Ñẹ Òề Óể Ôễ Õế Öệ ×ì Øỉ Üĩ Ýí Þị",
        "ßò áỏ âõ ãó äọ åồ æổ çỗ èố éộ êờ ëở ìỡ íớ îợ",
        "ïù ñủ òũ óú ôụ õừ öử ÷ữ øứ ùự úỳ ûỷ üỹ ýý þỵ",
    )
    for pair in line.split(" ")
}
"""74 entries: what stands in the cell, and the letter that the font shows."""

_COPIED: Final = {"\N{MINUS SIGN}": "ư"}
_FROM: Final = str.maketrans({**TABLE, **_COPIED})
_TO: Final = str.maketrans({letter: old for old, letter in TABLE.items()})
_LETTERS: Final = frozenset(TABLE.values())
_LETTERS_WITH_CAPITAL: Final = frozenset("ăâêôơưđ")
_WORD = re.compile(r"[^\W\d_]+")
_SMALL = re.compile("[a-z]")
_CAPITALS = re.compile(r"[A-Z¡-§]\S*[A-Z¡-§]")
_RUN = re.compile("[A-Za-z\xa1-\xff\N{MINUS SIGN}]+")
_SIGNS: Final = frozenset("×÷·®§¹¼½¾\xad\N{MINUS SIGN}")
"""Standing alone they are what they look like: 2 × 3, § 5, −1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tcvn3:
    name: str = "TCVN3"
    fonts: re.Pattern[str] = re.compile(r"\.vn\w.*", re.IGNORECASE)
    alphabet: frozenset[str] = frozenset(TABLE) | frozenset(_COPIED)

    def decode(self, text: str, font: str = "") -> str:
        letters = _RUN.sub(_translated, text)
        if font.endswith("H") or _is_in_capitals(text):
            return letters.upper()
        return _as_name(_WORD.sub(_as_capital, letters))

    def encode(self, text: str) -> str:
        """Capitals with a tone become small letters, as they are in a font of capitals."""
        return "".join(one if one in _LETTERS or one.isascii() else one.lower() for one in text).translate(_TO)


def _translated(match: re.Match[str]) -> str:
    run = match.group()
    return run if run in _SIGNS else run.translate(_FROM)


def _is_in_capitals(text: str) -> bool:
    """Whether all is written in capitals, as far as the encoding has any: `TRÞ GI¸`."""
    return not _SMALL.search(text) and _CAPITALS.search(text) is not None


def _as_capital(match: re.Match[str]) -> str:
    """`GIá` is GIÁ, and `ái` in `Xã ái Quốc` is Ái: small only because the encoding lacks the capital."""
    word = match.group()
    small = [one for one in word if one.islower()]
    return word.upper() if len(word) - len(small) > 1 and not any(map(str.isascii, small)) else word


def _as_name(text: str) -> str:
    """Among words that all begin with a capital, one that begins with a letter that has none in the encoding."""
    words = _WORD.findall(text)
    low = [word for word in words if word[0].islower() and word != "ở"]
    if len(low) == len(words) or any(word[0].isascii() or word[0] in _LETTERS_WITH_CAPITAL for word in low):
        return text
    return _WORD.sub(lambda match: match.group() if match.group() == "ở" else _capitalised(match.group()), text)


def _capitalised(word: str) -> str:
    return word[0].upper() + word[1:]


ENCODING: Final[Encoding] = Tcvn3()
