"""A sheet that is put together cell by cell, as readers of XML meet them, repetitions included."""

from __future__ import annotations

from typing import NamedTuple

from sheetcheck.grid import Cell, Sheet, a1
from sheetcheck.readers._marks import Box
from sheetcheck.reading import Limits


class Told(NamedTuple):
    """What one cell says: a value, "" for none; the text of an error; whether it is a formula, and one with a value."""

    value: Cell = ""
    error: str = ""
    is_formula: bool = False
    is_told: bool = True

    @property
    def is_blank(self) -> bool:
        return self.value == "" and not self.error and not self.is_formula


class Table:
    """A sheet while it is read. `row` and `column` are those of the next cell, from 1 on."""

    def __init__(self, name: str, visible: bool, limits: Limits) -> None:
        self.name, self.visible = name, visible
        self.row = self.column = 1
        self._box = Box(name, limits)
        self._rows: list[list[Cell]] = []
        self._cells: list[tuple[int, int, Told]] = []
        self._errors: dict[str, str] = {}
        self._formulas: list[str] = []
        self._uncalculated: list[str] = []

    def take(self, told: Told, repeat: int = 1) -> None:
        """One cell of the row, or the same several times."""
        if not told.is_blank:
            self._box.hold(self.row, self.column + repeat - 1)
            self._cells.append((self.column, repeat, told))
        self.column += repeat

    def end_row(self, repeat: int = 1) -> None:
        """The row is done; it may stand for several that say the same."""
        if self._cells:
            self._box.hold(self.row + repeat - 1, 1)
            self._rows += [[]] * (self.row - 1 - len(self._rows))
            self._rows += [self._drawn()] * repeat
            for row in range(self.row, self.row + repeat):
                self._mark(row)
        self.row, self.column, self._cells = self.row + repeat, 1, []

    def sheet(self) -> Sheet:
        return Sheet(
            name=self.name,
            visible=self.visible,
            rows=self._rows,
            errors=self._errors,
            formulas=frozenset(self._formulas),
            uncalculated=frozenset(self._uncalculated),
        )

    def _drawn(self) -> list[Cell]:
        row: list[Cell] = []
        for column, repeat, told in self._cells:
            row += [""] * (column - 1 - len(row))
            row += [told.value] * repeat
        return row

    def _mark(self, row: int) -> None:
        for first, repeat, told in self._cells:
            if not told.error and not told.is_formula:
                continue
            for column in range(first, first + repeat):
                address = a1(row, column)
                if told.error:
                    self._errors[address] = told.error
                if told.is_formula:
                    self._formulas.append(address)
                if not told.is_told:
                    self._uncalculated.append(address)
