"""Verdicts while somebody types: what stands where on the hidden sheet, and how other sheets look it up.

Each check has a line. Its verdict is the number of the line when the rule is broken, with 10,000 added for a
warning, and nothing while it holds or is undecided: the smallest verdict of a range is then the first error, and
where there is none the first warning. Beside the lines stands a table with a line a form, and right of that every
form has a band as high as its table. For a matrix form the band repeats the table: for each cell the line of the
one check that names it, or of the worst that is broken, so that two conditional formats serve the whole form. For a
register the band has a number for each record (see `records`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final, NamedTuple

from sheetcheck.grid import column_letter
from sheetcheck.layout import RULES_SHEET, Layout

WARNING: Final = 10_000
"""Added to the verdict of a warning, so that all errors come before all warnings."""

LISTED: Final = 15
"""How many broken rules are looked up for the first sheet."""


class Column(IntEnum):
    """The columns of the hidden sheet: of a line, of the table of forms, of the list for the first sheet, and the first
    of those that say of each line of a form which cells are at fault (see `faults`), a column a form."""

    SHEET, RULE, VERDICT, SENTENCE, CELL, CODE, PLACE = range(1, 8)
    FORM, FILLED, MISSING, FIRST_MISSING, OPEN, FIRST_OPEN, ERRORS, WARNINGS, FIRST, FIRST_WARNING = range(9, 19)
    BROKEN = 20
    FAULTS = 22


def first_band(forms: int) -> int:
    """The column before the first band, in a workbook of so many forms."""
    return Column.FAULTS + forms


class Number(NamedTuple):
    """A formula for a number, often a single cell of the hidden sheet, and what it comes to now."""

    formula: str
    now: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a form stands: numbers of cells, of broken rules, and lines or places of the first ones."""

    layout: Layout
    filled: Number
    missing: Number
    first_missing: Number
    open: Number
    first_open: Number
    errors: Number
    warnings: Number
    first_verdict: Number
    first_warning: Number


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a rule on one place, or on all records of a register; `verdict` is 0 while it is not broken."""

    number: int
    sheet: str
    cell: str
    sentence: str
    code: str
    is_error: bool
    verdict: int


@dataclass(frozen=True, slots=True)
class Verdicts:
    """All that other sheets may look at."""

    standings: tuple[Standing, ...]
    lines: tuple[Line, ...]
    broken: tuple[Number, ...]
    """The first verdicts in order: of errors, then of warnings; 0 where there are no more."""

    @property
    def filled(self) -> Number:
        return Number(filled_cells(len(self.standings)), sum(one.filled.now for one in self.standings))

    @property
    def missing(self) -> Number:
        return self._total(Column.MISSING, [one.missing for one in self.standings])

    @property
    def errors(self) -> Number:
        return self._total(Column.ERRORS, [one.errors for one in self.standings])

    @property
    def warnings(self) -> Number:
        return self._total(Column.WARNINGS, [one.warnings for one in self.standings])

    @property
    def open(self) -> Number:
        return self._total(Column.OPEN, [one.open for one in self.standings])

    @property
    def not_listed(self) -> Number:
        """How many more lines are broken than `broken` has."""
        now = sum(line.verdict > 0 for line in self.lines)
        return Number(f"MAX(0,COUNT({self._lines(Column.VERDICT)})-{LISTED})", max(0, now - LISTED))

    def sheet(self, verdict: str) -> str:
        return self._lookup(Column.SHEET, verdict)

    def cell(self, verdict: str) -> str:
        return self._lookup(Column.CELL, verdict)

    def sentence(self, verdict: str) -> str:
        return self._lookup(Column.SENTENCE, verdict)

    def code(self, verdict: str) -> str:
        return self._lookup(Column.CODE, verdict)

    def at(self, verdict: float) -> Line | None:
        """The line of a verdict."""
        return self.lines[int(verdict) % WARNING - 1] if verdict else None

    def _lookup(self, column: int, verdict: str) -> str:
        return f"INDEX({self._lines(column)},MOD({verdict},{WARNING}))"

    def _lines(self, column: int) -> str:
        return range_of(column, 1, max(1, len(self.lines)))

    def _total(self, column: int, numbers: Sequence[Number]) -> Number:
        return Number(f"SUM({range_of(column, 1, max(1, len(numbers)))})", sum(one.now for one in numbers))


def range_of(column: int, first: int, last: int) -> str:
    """Lines of one column."""
    letter = column_letter(column)
    return f"{RULES_SHEET}!${letter}${first}:${letter}${last}"


def filled_cells(forms: int) -> str:
    """The formula for how many cells of a workbook with so many forms are filled in."""
    return f"SUM({range_of(Column.FILLED, 1, max(1, forms))})"
