"""The cells of other returns as columns beside the lines of a batch.

A column `previous`, `parent` and so on has the place of the other return in the pool; what is named in it stands under
the written name (`previous.female`). Nothing is known where there is no such return or it has no such cell.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

import polars as pl

from sheetcheck.expression import Aggregate, Name
from sheetcheck.expression.tree import CHILDREN
from sheetcheck.form import Form, RollUp, Scope
from sheetcheck.kin import Kin, Part
from sheetcheck.kinds import KINDS
from sheetcheck.layout import Layout, layout_of
from sheetcheck.rule import column_named
from sheetcheck.table import LINE, RETURN, FormTable, tables

ROW: Final = "_row"
"""Which row of the form a line is, whatever the layout: its place among all rows."""
CHILD: Final = "_child"


class Beside:
    """The tables of all returns that some return of a batch is held against, form by form as they are asked for."""

    def __init__(self, forms: Mapping[str, Form], kin: Kin) -> None:
        self.forms, self.kin = forms, kin
        links = [found for one in kin.one.values() for found in one.values()]
        parts = [part.at for found in kin.children.values() for part in found if part.at is not None]
        self.places = sorted({*links, *parts})
        self._tables: dict[str, list[FormTable]] = {}

    def tables(self, form: str) -> Sequence[FormTable]:
        """`returns` and the column of returns are places among `self.places`."""
        if form not in self._tables:
            there = [self.kin.pool[place] for place in self.places]
            self._tables[form] = list(tables(self.forms[form], there)) if form in self.forms else []
        return self._tables[form]

    def keep(self, forms: Collection[str]) -> None:
        """Lets go of the tables of all other forms."""
        self._tables = {form: held for form, held in self._tables.items() if form in forms}

    def joined_to_lines(
        self, frame: pl.DataFrame, table: FormTable, whose: str, columns: Sequence[str]
    ) -> pl.DataFrame:
        """Adds columns of the same row; in a list, of the record that says the same in that field."""
        frame = self._linked(frame, whose)
        form = table.layout.form
        for column in columns:
            name = Name("", "", column, whose).written
            kind = _type(form, column)
            key = ROW if form.kind == "matrix" else column
            parts = [
                self._placed(with_rows(one), whose).select(whose, key, pl.col(column).alias(name))
                for one in self.tables(form.id)
                if column in one.lines.columns
            ]
            if not parts:
                frame = frame.with_columns(pl.lit(None, dtype=kind).alias(name))
                continue
            cells = pl.concat(parts).unique([whose, key], keep="first", maintain_order=True)
            frame = frame.join(cells, on=[whose, key], how="left", maintain_order="left")
        return frame

    def joined_to_returns(
        self, frame: pl.DataFrame, table: FormTable, whose: str, names: Sequence[Name]
    ) -> pl.DataFrame:
        """Adds single cells, of the rule's own form or of others."""
        frame = self._linked(frame, whose)
        for form in sorted({name.form for name in names}):
            wanted = [name for name in names if name.form == form]
            parts = [self._placed(_cells_of(one, wanted), whose) for one in self.tables(form or table.layout.form.id)]
            if parts:
                cells = pl.concat(parts).drop(RETURN)
                frame = frame.join(cells, on=whose, how="left", maintain_order="left")
            else:
                frame = frame.with_columns(pl.lit(None, dtype=pl.Float64).alias(name.written) for name in wanted)
        return frame

    def children(self, frame: pl.DataFrame, table: FormTable, aggregate: Aggregate) -> pl.DataFrame:
        """A line for each cell that an aggregate takes, with the return (and the row) that it is below of.

        A unit whose return or sheet is not there has a line of nothing; a unit that is not asked has no line, and
        neither has a figure that does not add up.
        """
        names = [name for name in aggregate.names if name.whose == CHILDREN]
        form = table.layout.form
        rows = [""] if names[0].row else [row.id for row in form.rows]
        columns: dict[str, list[float | None]] = {column: [] for column in (RETURN, ROW, *(n.written for n in names))}
        for index in frame.get_column(RETURN).unique().sort():
            for part in self.kin.children.get(index, ()):
                for place, row in enumerate(rows):
                    cells = [self.child(index, part, name, row, form) for name in names]
                    if any(asked for asked, _ in cells):
                        for column, value in zip(columns, (index, place, *(one for _, one in cells)), strict=True):
                            columns[column].append(value)
        kinds = {RETURN: pl.UInt32(), ROW: pl.UInt32(), **{name.written: pl.Float64() for name in names}}
        return pl.DataFrame(columns, schema=kinds)

    def child(self, index: int, part: Part, name: Name, row: str, form: Form) -> tuple[bool, float | None]:
        """Whether a figure of that unit belongs to what the unit above states, and the figure."""
        home = self.forms.get(name.form, form)
        found = place_of_child(self.kin, index, part, name, row, home)
        if found is None:
            return False, None
        layout, line = found
        if line is None:
            return True, None
        figures = self.kin.pool[part.at].figures.get(home.id) if part.at is not None else None
        if figures is None or name.column not in layout.numbers:
            return True, None
        value = figures.values[layout.number(line, name.column)]
        return True, None if value != value else value

    def _linked(self, frame: pl.DataFrame, whose: str) -> pl.DataFrame:
        """Adds the place of the other return."""
        links = self.kin.one.get(whose, {})
        kinds = {RETURN: pl.UInt32(), whose: pl.UInt32()}
        known = pl.DataFrame({RETURN: list(links), whose: list(links.values())}, schema=kinds)
        return frame.join(known, on=RETURN, how="left", maintain_order="left")

    def _placed(self, lines: pl.DataFrame, whose: str) -> pl.DataFrame:
        """Adds the place in the pool of the return that a line is of."""
        kinds = {RETURN: pl.UInt32(), whose: pl.UInt32()}
        known = pl.DataFrame({RETURN: range(len(self.places)), whose: self.places}, schema=kinds)
        return lines.join(known, on=RETURN, how="left", maintain_order="left")


def place_of_child(
    kin: Kin, index: int, part: Part, name: Name, row: str, home: Form
) -> tuple[Layout, int | None] | None:
    """The layout and the line of a figure that the unit above adds up; None for one that it does not.

    There is no line in a return that was not asked for the figure although its unit has it: in the core profile.
    """
    above, item = kin.pool[index], kin.pool[part.at] if part.at is not None else None
    assert above.identity is not None
    scope = item.identity.scope if item is not None and item.identity is not None else Scope.OWN
    whole = layout_of(home, part.level, above.identity.period.kind, scope)
    slot = whole.slot(name.row or row, name.column)
    if slot is None or slot.computed:
        return None  # what is computed differs because something else does
    found = whole.lines[slot.line - whole.lines[0].number].row
    ways = {RollUp.SUM, RollUp.OWN} if part.unit == above.unit else {RollUp.SUM}
    if found is None or found.roll_up not in ways or slot.column.roll_up not in ways:
        return None
    layout = (item.layout(home) if item is not None else None) or whole
    own = layout.slot(*slot.name)
    return layout, own.line - layout.lines[0].number if own else None


def with_rows(table: FormTable) -> pl.DataFrame:
    """The lines with the row that each is; a record of a list is of none."""
    layout = table.layout
    if layout.form.kind == "list":
        return table.lines.with_columns(pl.lit(0, dtype=pl.UInt32).alias(ROW))
    places = {row.id: place for place, row in enumerate(layout.form.rows)}
    rows = [places[line.row.id] for line in layout.lines if line.row is not None]
    known = pl.DataFrame({LINE: range(len(rows)), ROW: rows}, schema={LINE: pl.UInt32(), ROW: pl.UInt32()})
    return table.lines.join(known, on=LINE, how="left", maintain_order="left")


def _cells_of(table: FormTable, names: Sequence[Name]) -> pl.DataFrame:
    """Single cells of every return of a table, each under its written name."""
    columns = [pl.Series(RETURN, table.returns, dtype=pl.UInt32)]
    for name in names:
        cell = table.cell(name.row, name.column)
        nothing = pl.Series([None] * len(table.returns), dtype=_type(table.layout.form, name.column))
        columns.append((nothing if cell is None else cell).alias(name.written))
    return pl.DataFrame(columns)


def _type(form: Form, column: str) -> pl.DataType:
    """What a column of a form holds in a table."""
    found = column_named(form, column)
    return pl.Float64() if found is not None and KINDS[found.kind].numeric else pl.String()
