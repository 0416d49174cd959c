"""Figures that no rule objects to, drawn by hypothesis or by any other source of choices."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hypothesis import strategies as st

from sheetcheck.grid import Cell
from sheetcheck.layout import Layout
from sheetcheck.period import Period
from sheetcheck.sample import Choose, sample_figures

_UNIT = "06331"


def valid_figures(layouts: Iterable[Layout], period: Period) -> st.SearchStrategy[dict[str, Cell]]:
    """Names of figures (`03.hdnd_commune.female`) and their values, for one return."""
    layouts = tuple(layouts)

    @st.composite
    def figures(draw: st.DrawFn) -> dict[str, Cell]:
        return chosen_figures(layouts, period, lambda least, most: draw(st.integers(least, most)))

    return figures()


def chosen_figures(layouts: Iterable[Layout], period: Period, choose: Choose) -> dict[str, Cell]:
    """The same from any source of choices, such as `random.Random(7).randint`; days are dates."""
    layouts = tuple(layouts)
    drawn = sample_figures(layouts, period, _UNIT, choose)
    return {
        f"{layout.form.number}.{row}.{column}": _day(layout, row, column, value)
        for layout in layouts
        for (row, column), value in drawn[layout.form.id].items()
    }


def _day(layout: Layout, row: str, column: str, value: float | str) -> Cell:
    slot = layout.slot(row, column)
    is_day = slot is not None and slot.column.kind == "date"
    return date.fromisoformat(str(value)) if is_day else value
