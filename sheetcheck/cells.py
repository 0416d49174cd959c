"""What goes into the cells of a long table: plain values, values in a style of their own, live formulas."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

LONGEST: Final = 32_767
_GONE = "\N{REPLACEMENT CHARACTER}"
_UNPRINTABLE = re.compile("[\0-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")


class Styled(NamedTuple):
    """A figure or text in a style of its own."""

    value: float | str | None
    style: str


class Live(NamedTuple):
    """A formula of ours, without `=`, and the value it has now; None shows nothing."""

    formula: str
    value: float | str | None
    style: str


Line = Sequence[float | str | Styled | Live | None]
"""Cells from column A on; None leaves a cell out."""


def clean(text: str) -> str:
    """The text as Excel can hold it; what it cannot hold is visibly replaced, the rest untouched."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _UNPRINTABLE.sub(_GONE, text)
    if len(text) > LONGEST // 2:  # Excel counts as UTF-16 does
        units = text.encode("utf-16-le")
        if len(units) > 2 * LONGEST:
            text = units[: 2 * (LONGEST - 1)].decode("utf-16-le", "ignore") + _GONE
    return text
