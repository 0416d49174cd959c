"""The sheet of paper that a form is printed on: A4 on its side, and how small the letters become on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

FONT: Final = 11
"""Points of the letters on a sheet; printing shrinks them until the columns fit."""
SMALLEST: Final = 6.0
"""Points that somebody still reads and writes beside: small print. Below it a form is no use on paper."""
MARGIN: Final = 0.4
"""Inches left and right."""
_LENGTH: Final = 11.69
_PIXELS: Final = 96
"""Pixels an inch, in which a spreadsheet counts the width of columns: 7 a character, and 5 around it."""


def points(widths: Sequence[float]) -> float:
    """The size of the letters when columns of these widths (in characters) are printed; never enlarged."""
    pixels = [width * 7 + 5 for width in widths]
    return FONT * min(1.0, (_LENGTH - 2 * MARGIN) * _PIXELS / sum(pixels))


def excess(widths: Sequence[float]) -> float:
    """Characters of width to take away until the letters are legible."""
    too_wide = 1 - points(widths) / SMALLEST
    return max(0.0, too_wide * sum(widths))
