"""A text as formulas see it: as `text.plain` makes it, with what Excel 2010 has for that."""

from __future__ import annotations

from typing import Final

_NO_BREAK: Final = "\N{NO-BREAK SPACE}"


def plain(cell: str) -> str:
    """The formula for the text in a cell, or for those in a range: a run of white space is one space, none at the ends.

    TRIM knows the space bar only; a no-break space comes from other programs, a line feed from Alt+Enter.
    """
    return f'TRIM(SUBSTITUTE(SUBSTITUTE({cell},"{_NO_BREAK}"," "),CHAR(10)," "))'


def length(cell: str) -> str:
    return f"LEN({plain(cell)})"
