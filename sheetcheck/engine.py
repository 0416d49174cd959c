"""Rules against tables: everything in a batch that does not hold, on which line of which return."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from sheetcheck.asked import (
    Asked,
    asked_of_lines,
    asked_of_returns,
    instances_of_lines,
    instances_of_returns,
    verdict_column,
)
from sheetcheck.expression import Aggregate, Name, parse, written
from sheetcheck.form import Form
from sheetcheck.gathering import of_groups, of_lines, of_returns
from sheetcheck.layout import Layout
from sheetcheck.returns import Return
from sheetcheck.rule import Instance
from sheetcheck.table import LINE, RETURN, FormTable, tables, texts_in, with_special


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that does not hold: for which return, on which line (None: the return as a whole).

    `record` has all fields of a list form's record, because its sentence may quote any of them. A rule about groups
    of records has the lines of the whole group in `group`; its line is the first.
    """

    instance: Instance
    layout: Layout
    index: int
    line: int | None
    values: Mapping[Name, float | str | None]
    record: Mapping[str, float | str | None] = field(default_factory=dict)
    group: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Unproved:
    """A computed figure that is stated while the figures it comes from are not."""

    layout: Layout
    index: int
    line: int
    column: str
    found: float


def judge(forms: Mapping[str, Form], batch: Sequence[Return]) -> Iterator[Broken | Unproved]:
    """Everything in a batch that breaks a rule, form by form."""
    by_form = {name: list(tables(form, batch)) for name, form in forms.items()}
    for found in by_form.values():
        for table in found:
            yield from _judge_lines(table, by_form, batch)
            yield from _judge_returns(table, by_form, batch)
            if table.layout.form.kind == "matrix":
                yield from _unproved(table)


def lines_asked(
    table: FormTable, by_form: Mapping[str, Sequence[FormTable]], batch: Sequence[Return]
) -> tuple[Asked, pl.DataFrame]:
    """What is asked of the form's own table, and the table with all that the rules name."""
    beforehand: list[pl.Series] = []
    for place, one in enumerate(instances_of_lines(table.layout, table.in_force)):
        if one.per:
            beforehand.append(of_groups(table, one.expression, one.per, batch).alias(verdict_column(place)))
        elif one.expression.looks_up:
            beforehand.append(of_lines(table, by_form, one.expression, batch).alias(verdict_column(place)))
    asked = asked_of_lines(table.layout, table.in_force, texts_in(table.lines))
    return asked, with_special(table.lines.with_columns(beforehand), batch, asked.names)


def returns_asked(
    table: FormTable, by_form: Mapping[str, Sequence[FormTable]], batch: Sequence[Return]
) -> tuple[Asked, pl.DataFrame]:
    """What is asked of whole returns, and a line for each with all that the rules name."""
    layouts = tuple(found[0].layout for found in by_form.values() if found)
    cells = cells_of(table, by_form, instances_of_returns(table.layout, table.in_force, layouts), batch)
    return asked_of_returns(table.layout, table.in_force, layouts, texts_in(cells)), cells


def _judge_lines(
    table: FormTable, by_form: Mapping[str, Sequence[FormTable]], batch: Sequence[Return]
) -> Iterator[Broken]:
    """Rules that speak of one row or record, or of a group of records."""
    asked, lines = lines_asked(table, by_form, batch)
    for instance, broken in asked.broken(lines) if asked.verdicts else ():
        yield from _groups(instance, table.layout, broken) if instance.per else _lines(instance, table.layout, broken)


def _lines(instance: Instance, layout: Layout, broken: pl.DataFrame) -> Iterator[Broken]:
    fields = [column.id for column in layout.columns] if layout.form.kind == "list" else []
    for line in broken.iter_rows(named=True):
        values = {name: line[name.column] for name in instance.names}
        record = {column: line[column] for column in fields}
        yield Broken(instance, layout, line[RETURN], line[LINE], values, record)


def _groups(instance: Instance, layout: Layout, broken: pl.DataFrame) -> Iterator[Broken]:
    """One for each group: all its lines are there, because they share the verdict."""
    groups: dict[tuple[object, ...], list[dict[str, Any]]] = {}
    for line in broken.iter_rows(named=True):
        groups.setdefault((line[RETURN], *(line[field] for field in instance.per)), []).append(line)
    for lines in groups.values():
        first = lines[0]
        record = {column.id: first[column.id] for column in layout.columns}
        group = tuple(line[LINE] for line in lines)
        yield Broken(instance, layout, first[RETURN], first[LINE], {}, record, group)


def _judge_returns(
    table: FormTable, by_form: Mapping[str, Sequence[FormTable]], batch: Sequence[Return]
) -> Iterator[Broken]:
    """Rules that speak of several rows, of several forms, or of all records of a list: one line a return."""
    asked, cells = returns_asked(table, by_form, batch)
    for instance, broken in asked.broken(cells) if asked.verdicts else ():
        for line in broken.iter_rows(named=True):
            values = {name: line[name.written] for name in instance.names}
            yield Broken(instance, table.layout, line[RETURN], None, values)


def cells_of(
    table: FormTable, by_form: Mapping[str, Sequence[FormTable]], found: Sequence[Instance], batch: Sequence[Return]
) -> pl.DataFrame:
    """A line for each return of a table, a column for all that rules about whole returns name."""
    names = {name for instance in found for name in instance.names}
    cells = _with_lists(cells_of_returns(table, by_form, names), table, by_form, found, batch)
    return with_special(cells, batch, [name for instance in found for name in instance.expression.names])


def cells_of_returns(table: FormTable, by_form: Mapping[str, Sequence[FormTable]], names: set[Name]) -> pl.DataFrame:
    """The cells that rules name, a column each, for every return of a table; null where there is none."""
    order = pl.Series(RETURN, table.returns, dtype=pl.UInt32)
    columns = [order]
    others: dict[str, list[Name]] = {}
    for name in sorted(names):
        if name.form:
            others.setdefault(name.form, []).append(name)
        else:
            columns.append(_column(table, name))
    cells = pl.DataFrame(columns)
    for form, wanted in others.items():
        parts = [
            pl.DataFrame([pl.Series(RETURN, one.returns, dtype=pl.UInt32), *(_column(one, name) for name in wanted)])
            for one in by_form.get(form, ())
        ]
        if parts:
            cells = cells.join(pl.concat(parts), on=RETURN, how="left", maintain_order="left")
        else:
            cells = cells.with_columns(pl.lit(None).alias(name.written) for name in wanted)
    return cells


def _with_lists(
    cells: pl.DataFrame,
    table: FormTable,
    by_form: Mapping[str, Sequence[FormTable]],
    found: Sequence[Instance],
    batch: Sequence[Return],
) -> pl.DataFrame:
    """Adds what the aggregates of the rules come to; null for a return whose list is not there."""
    aggregates: dict[str, dict[str, Aggregate]] = {}
    for instance in found:
        for one in instance.expression.aggregates:
            aggregates.setdefault(one.form or table.layout.form.id, {})[written(one)] = one
    for form, wanted in sorted(aggregates.items()):
        made = of_returns(by_form.get(form, ()), list(wanted.values()), batch)
        cells = cells.join(made, on=RETURN, how="left", maintain_order="left")
    return cells


def _column(table: FormTable, name: Name) -> pl.Series:
    """One cell of every return of a table, under the name that rules give it."""
    found = table.cell(name.row, name.column)
    if found is None:
        return pl.Series(name.written, [None] * len(table.returns), dtype=pl.Float64)
    return found.alias(name.written)


def _unproved(table: FormTable) -> Iterator[Unproved]:
    """Computed columns that state a figure although it cannot be computed."""
    layout = table.layout
    for column in layout.columns:
        if not column.computed:
            continue
        needed = _inputs(layout, column.computed)
        if not needed <= set(table.lines.columns):
            continue
        absent = pl.any_horizontal([pl.col(name).is_null() for name in sorted(needed)])
        for line in table.lines.filter(pl.col(column.id).is_not_null() & absent).iter_rows(named=True):
            yield Unproved(layout, line[RETURN], line[LINE], column.id, line[column.id])


def _inputs(layout: Layout, computed: str) -> set[str]:
    """The input columns that a computed column comes from in the end."""
    by_id = {column.id: column for column in layout.columns}
    needed: set[str] = set()
    for name in parse(computed).names:
        column = by_id.get(name.column)
        if column is not None and column.computed:
            needed |= _inputs(layout, column.computed)
        elif not name.special:
            needed.add(name.column)
    return needed
