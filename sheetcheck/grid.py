"""What a reader hands over: sheets as rows of cells from A1 on, the same for every file format."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

Cell = object
"""str, float, int, bool, date, datetime, time or timedelta; an empty cell is the empty string."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Traces:
    """What a file tells of a sheet beside its cells, by which it is seen what was done to it.

    `formulas` are the texts of the formulas as the file has them, by address, put in one: they are looked at only when
    they are not those of another sheet.
    """

    locked: bool = True
    validated: tuple[str, ...] = ()
    """The ranges of each check of what is typed: `D8:E10 G8`."""
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    formulas: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet. `rows[r - 1][c - 1]` is the cell at row r, column c; rows may be short or absent.

    The three address fields come from the sheet's XML, because the reader of values cannot
    tell an error cell or a formula that was never calculated from a blank one.
    """

    name: str
    visible: bool = True
    rows: Sequence[Sequence[Cell]] = ()
    errors: Mapping[str, str] = field(default_factory=dict)
    """A1 address of an error cell -> its text, such as `#REF!`."""
    formulas: frozenset[str] = frozenset()
    """A1 addresses of all cells that hold a formula."""
    uncalculated: frozenset[str] = frozenset()
    """A1 addresses of formulas that were saved without a value."""
    traces: Traces | None = field(default=None, compare=False)
    """None when the format does not tell."""
    comments: tuple[str, ...] = ()
    """A1 addresses of cells with a comment that is not ours."""


Fonts = Callable[[re.Pattern[str]], Mapping[tuple[str, str], str]]
"""Gives the cells whose font has such a name: sheet and A1 address -> the name."""


def no_fonts(_: re.Pattern[str]) -> Mapping[tuple[str, str], str]:
    """Of a file that tells no fonts."""
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """A workbook as read: its sheets in order and its custom document properties.

    `is_linked` where the reader saw links to other files; in packages of Excel their names tell, before they are read.
    Fonts are looked up when somebody asks, which costs something only where the file has such a font.
    """

    sheets: tuple[Sheet, ...]
    properties: Mapping[str, str] = field(default_factory=dict)
    is_linked: bool = False
    fonts: Fonts = field(default=no_fonts, compare=False, repr=False)


@cache
def column_letter(column: int) -> str:
    """1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def a1(row: int, column: int) -> str:
    """The address of row 7, column 3 is C7; both count from 1."""
    return f"{column_letter(column)}{row}"


def place_of(address: str) -> tuple[int, int]:
    """The row and the column of an address: C7 is row 7, column 3."""
    letters = address.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(address[len(letters) :]), column
