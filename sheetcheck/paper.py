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
_ONE_WIDTH: Final = 18
"""Columns that are still readable on one page; a register with more is printed two pages wide."""


def pages_wide(columns: int) -> int:
    return 1 if columns <= _ONE_WIDTH else 2


def points(widths: Sequence[float]) -> float:
    """The size of the letters when columns of these widths (in characters) are printed; never enlarged."""
    pixels = [width * 7 + 5 for width in widths]
    page = _widest_page(pixels, pages_wide(len(pixels)))
    return FONT * min(1.0, (_LENGTH - 2 * MARGIN) * _PIXELS / page)


def excess(widths: Sequence[float]) -> float:
    """Characters of width to take away until the letters are legible; about, where it takes two pages."""
    too_wide = 1 - points(widths) / SMALLEST
    return max(0.0, too_wide * sum(widths))


def _widest_page(pixels: Sequence[float], pages: int) -> float:
    """The narrowest paper on which the columns fit in so many pages; no column is split."""
    total, widest = sum(pixels), 0.0
    if pages == 1:
        return total
    for split in range(1, len(pixels)):
        left = sum(pixels[:split])
        wide = max(left, total - left)
        widest = wide if not widest else min(widest, wide)
    return widest
