"""The figures that one form of a return states."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Figures by line and column of the layout.

    `values` is dense, line by line: one number for each numeric column of the layout, NaN where
    there is none. A list form has a line for each record that was found. `texts` holds the other
    cells, `states` why a cell has no plain figure (`approx` keeps its value), both by line index
    and column id. `lines` and `columns` say where they stood when that is not where the layout
    has them: sheet rows by line index, sheet columns by the position that the layout has.
    `completed` are computed cells that state nothing; their values were worked out from the others.
    """

    sheet: str
    values: array[float]
    texts: Mapping[tuple[int, str], str]
    states: Mapping[tuple[int, str], str]
    lines: tuple[int, ...] | None = None
    columns: Mapping[int, int] | None = None
    completed: frozenset[tuple[int, str]] = frozenset()

    def height(self, width: int) -> int:
        """How many lines there are, when each has so many numbers; a register may have no numbers at all."""
        if self.lines is not None:
            return len(self.lines)
        return len(self.values) // width if width else 0
