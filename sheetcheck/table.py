"""The figures of a whole batch as tables: one a form, a line for each row of each return."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress

import polars as pl

from sheetcheck.expression import Name
from sheetcheck.form import Form, Rule
from sheetcheck.identity import Identity
from sheetcheck.kinds import KINDS
from sheetcheck.layout import FIRST_LINE, Layout
from sheetcheck.life import in_force
from sheetcheck.period import Period
from sheetcheck.returns import Return
from sheetcheck.text import plain

RETURN, LINE = "_return", "_line"
"""Which return of the batch a line is of, and which line of the layout (or which record) it is."""

_SPECIAL = ("unit.level", "unit.scope", "period.kind", "period.start", "period.end")


@dataclass(frozen=True, slots=True)
class FormTable:
    """Returns of one layout. `returns` are indices into the batch, in the order of the lines.

    `in_force` says of each rule of the form whether it is in the periods of these returns.
    """

    layout: Layout
    returns: tuple[int, ...]
    lines: pl.DataFrame
    in_force: tuple[bool, ...]

    @property
    def rules(self) -> tuple[Rule, ...]:
        return tuple(compress(self.layout.form.rules, self.in_force))

    @property
    def height(self) -> int:
        """Lines a return has; 0 for a list form, where each has its own number."""
        return len(self.layout.lines) if self.layout.form.kind == "matrix" else 0

    def cell(self, row: str, column: str) -> pl.Series | None:
        """One cell of every return, in the order of `returns`; None where the layout has no such cell."""
        slot = self.layout.slot(row, column)
        if slot is None or self.height == 0:
            return None
        return self.lines.get_column(column).gather_every(self.height, slot.line - FIRST_LINE)


def texts_in(frame: pl.DataFrame) -> frozenset[str]:
    """The columns in which texts stand, not figures."""
    return frozenset(name for name, kind in frame.schema.items() if kind == pl.String)


def tables(form: Form, batch: Sequence[Return]) -> Iterator[FormTable]:
    """One table for each layout and set of rules that the returns of a form have: one, unless levels or periods mix.

    A return whose list could not be read is in none: nobody knows its records.
    """
    groups: dict[tuple[Layout, tuple[bool, ...]], list[int]] = {}
    asked: dict[Period, tuple[bool, ...]] = {}
    for index, one in enumerate(batch):
        is_read = form.id in one.figures and (form.kind == "matrix" or one.figures[form.id].lines is not None)
        if is_read and one.identity is not None:
            layout, period = one.layout(form), one.identity.period
            if period not in asked:
                asked[period] = tuple(in_force(rule, period) for rule in form.rules)
            if layout is not None:
                groups.setdefault((layout, asked[period]), []).append(index)
    for (layout, whether), indices in groups.items():
        yield FormTable(layout, tuple(indices), _lines(layout, indices, batch), whether)


def _lines(layout: Layout, indices: Sequence[int], batch: Sequence[Return]) -> pl.DataFrame:
    form, numeric = layout.form.id, layout.numeric
    values = array("d")
    heights: list[int] = []
    for index in indices:
        figures = batch[index].figures[form]
        values.extend(figures.values)
        heights.append(figures.height(len(numeric)))
    columns: dict[str, pl.Series] = {
        RETURN: pl.Series(
            [i for i, height in zip(indices, heights, strict=True) for _ in range(height)], dtype=pl.UInt32
        ),
        LINE: pl.Series([line for height in heights for line in range(height)], dtype=pl.UInt32),
    }
    width = len(numeric)
    for position, column in enumerate(numeric):
        columns[column.id] = pl.Series(values[position::width], dtype=pl.Float64).fill_nan(None)
    texts = _texts(form, indices, heights, batch)
    for column in layout.columns:
        if not KINDS[column.kind].numeric:
            columns[column.id] = texts.get(column.id) or [None] * sum(heights)  # type: ignore[assignment]
    schema = {column.id: pl.String for column in layout.columns if not KINDS[column.kind].numeric}
    return pl.DataFrame(columns, schema_overrides=schema)


def _texts(
    form: str, indices: Sequence[int], heights: Sequence[int], batch: Sequence[Return]
) -> Mapping[str, list[str | None]]:
    """The cells that hold text, by column, as they are compared: few, so they are placed one by one."""
    texts: dict[str, list[str | None]] = {}
    start, total = 0, sum(heights)
    for index, height in zip(indices, heights, strict=True):
        for (line, column), text in batch[index].figures[form].texts.items():
            if column not in texts:
                texts[column] = [None] * total
            texts[column][start + line] = plain(text)
        start += height
    return texts


def with_special(table: pl.DataFrame, batch: Sequence[Return], names: Iterable[Name]) -> pl.DataFrame:
    """Adds what is asked about the unit and the period, as columns."""
    wanted = sorted({name.written for name in names if name.special})
    if not wanted:
        return table
    indices = table.get_column(RETURN).unique()
    said = [_about(batch[index].identity) for index in indices]
    columns = [pl.Series(name, [one[name] for one in said], dtype=pl.String) for name in wanted]
    return table.join(pl.DataFrame([indices, *columns]), on=RETURN, how="left", maintain_order="left")


def _about(identity: Identity | None) -> Mapping[str, str | None]:
    if identity is None:
        return dict.fromkeys(_SPECIAL)
    period = identity.period
    said = (identity.level, identity.scope, period.kind, period.start.isoformat(), period.end.isoformat())
    return dict(zip(_SPECIAL, said, strict=True))
