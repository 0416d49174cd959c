"""Characters made plain: the one place that knows spaces, digits, dashes and quotes of all kinds."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

SOFT_HYPHEN: Final = "\xad"
"""Invisible in Unicode, and the letter ư of an old font: whoever removes it must know which."""
_INVISIBLE = dict.fromkeys((0x34F, 0x180E, *range(0x200B, 0x2010), *range(0x2060, 0x2065), 0xFEFF))
_SPACES = dict.fromkeys((0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " ")
_FULL_WIDTH = {wide: chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F)}
_DASHES = dict.fromkeys((*range(0x2010, 0x2016), 0x2043, 0x2212, 0xFE58, 0xFE63), "-")
_QUOTES = dict.fromkeys((0x2018, 0x2019, 0x201A, 0x201B, 0x2032, 0x60, 0xB4), "'") | dict.fromkeys(
    (0xAB, 0xBB, 0x201C, 0x201D, 0x201E, 0x201F, 0x2033), '"'
)
# Fonts draw these three alike; Vietnamese is written with the first.
_DE = {0xD0: "Đ", 0x189: "Đ", 0xF0: "đ", 0x256: "đ"}

_VISIBLE: Final = {**_INVISIBLE, **_SPACES}
_PLAIN: Final = {**_VISIBLE, **_FULL_WIDTH, 0xAD: None}
_ALIKE: Final = {**_PLAIN, **_DASHES, **_QUOTES, **_DE}
_FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")
_ODD = re.compile(f"[{re.escape(''.join(map(chr, _VISIBLE)))}{SOFT_HYPHEN}\u0300-\u036f]")


def is_odd(text: str) -> bool:
    """Whether something in it cannot be seen, or is a letter in pieces."""
    return _ODD.search(text) is not None


def composed(text: str) -> str:
    """NFC: one character for a letter with its marks, however it was typed."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def visible(text: str) -> str:
    """The same to the eye: NFC, ordinary spaces, nothing that cannot be seen. Tabs and line feeds stay."""
    if text.isascii():
        return text
    return composed(text.translate(_VISIBLE))


def plain(text: str) -> str:
    """Visible, with ordinary letters and digits for full-width ones and for digits of other scripts.

    Superscripts stay: 3² is not 32.
    """
    if text.isascii():
        return text
    text = _FOREIGN_DIGIT.sub(lambda match: str(unicodedata.digit(match.group())), text.translate(_PLAIN))
    return composed(text)


def alike(text: str) -> str:
    """Plain, with one dash, one quote and one đ: for comparing, not for keeping."""
    if text.isascii():
        return text.replace("`", "'")
    return plain(text.translate(_ALIKE))
