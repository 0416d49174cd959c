"""What every reader tells beside the values: error cells, formulas, and how far the cells reach."""

from __future__ import annotations

from typing import Final, NamedTuple

from sheetcheck.codes import file as codes
from sheetcheck.grid import a1
from sheetcheck.reading import Limits, Refused

ROWS: Final = 1_048_576
COLUMNS: Final = 16_384


class Marks(NamedTuple):
    """Addresses in one sheet: errors with their text, formulas, formulas saved without a value."""

    errors: dict[str, str]
    formulas: frozenset[str]
    uncalculated: frozenset[str]


NOTHING: Final = Marks({}, frozenset(), frozenset())


class Box:
    """The box from A1 to the last cell with content; the cell that makes it too large is refused by its address."""

    __slots__ = ("_cells", "_lowest", "_rightmost", "_sheet")

    def __init__(self, sheet: str, limits: Limits) -> None:
        self._sheet, self._cells = sheet, limits.box_cells
        self._lowest = self._rightmost = 0

    def hold(self, row: int, column: int) -> None:
        """Takes a cell with content; rows and columns count from 1."""
        if row > self._lowest or column > self._rightmost:
            self._lowest, self._rightmost = max(self._lowest, row), max(self._rightmost, column)
            if self._lowest * self._rightmost > self._cells or row > ROWS or column > COLUMNS:
                raise Refused(codes.FAR_CELL, sheet=self._sheet, cell=a1(row, column))


def check_names(names: list[str]) -> None:
    """calamine finds a sheet by its name even when asked by index: of two namesakes it reads the first twice."""
    for index, name in enumerate(names):
        if name in names[:index]:
            raise Refused(codes.DUPLICATE_SHEET, sheet=name)
