"""Makes text safe to print: nothing that a sender typed may steer a terminal or turn a line round."""

from __future__ import annotations

import unicodedata
from typing import Final

_UNSAFE: Final = frozenset(("Cc", "Cf", "Cs", "Co", "Zl", "Zp"))


def printable(text: str) -> str:
    """Control, direction and invisible characters as `\\u202e`; all others as they are."""
    if text.isprintable():  # ASCII space is; other spaces are looked at below
        return text
    return "".join(_escaped(mark) if unicodedata.category(mark) in _UNSAFE else mark for mark in text)


def _escaped(mark: str) -> str:
    """In the notation of JSON, which is also what JSON reads back as the same character."""
    number = ord(mark)
    if number <= 0xFFFF:
        return f"\\u{number:04x}"
    number -= 0x10000
    return f"\\u{0xD800 + (number >> 10):04x}\\u{0xDC00 + (number & 0x3FF):04x}"
