"""Rules against tables; the only module that imports pandera.

One pandera schema a table, with one check: every rule of the line holds. A check of its own for each
rule costs 4 ms however small the table (measured; 250 rules would make one return take a second), so
pandera says which lines fail and only those lines are asked which rule it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandera.polars as pa
import polars as pl
from pandera.errors import SchemaErrors

from sheetcheck.expression import Aggregate, Name, parse, to_polars, written
from sheetcheck.form import Form
from sheetcheck.gathering import of_groups, of_returns
from sheetcheck.kinds import KINDS
from sheetcheck.layout import Layout
from sheetcheck.returns import Return
from sheetcheck.rule import Instance, applies, has_any_cell, lines_of, own_instances
from sheetcheck.table import LINE, RETURN, FormTable, tables, texts_in, with_special

_VERDICT = "_verdict_"


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
            yield from _judge_lines(table, batch)
            yield from _judge_returns(table, by_form, batch)
            if table.layout.form.kind == "matrix":
                yield from _unproved(table)


def schema_of(layout: Layout, rules: Mapping[str, pl.Expr]) -> pa.DataFrameSchema:
    """The pandera schema of a form's table: its columns, and that every rule holds on every line."""
    columns: dict[str, pa.Column] = {RETURN: pa.Column(pl.UInt32), LINE: pa.Column(pl.UInt32)}
    for column in layout.columns:
        numeric = KINDS[column.kind].numeric
        columns[column.id] = pa.Column(pl.Float64 if numeric else pl.String, nullable=True)
    return pa.DataFrameSchema(columns, checks=_all_hold(rules), name=layout.form.id)


def _all_hold(rules: Mapping[str, pl.Expr]) -> list[pa.Check]:
    if not rules:
        return []
    holds = pl.all_horizontal([rule.fill_null(True) for rule in rules.values()])
    return [pa.Check(lambda data: data.lazyframe.select(holds), error="rules")]


def schema_of_returns(layout: Layout, rules: Mapping[str, pl.Expr]) -> pa.DataFrameSchema:
    """The pandera schema of rules whose cells stand beside each other, each under its written name."""
    return pa.DataFrameSchema({RETURN: pa.Column(pl.UInt32)}, checks=_all_hold(rules), name=layout.form.id)


def failing_lines(schema: pa.DataFrameSchema, table: pl.DataFrame) -> pl.DataFrame:
    """The lines on which a check of the schema fails, as pandera says."""
    try:
        schema.validate(table, lazy=True)
    except SchemaErrors as errors:
        # `failure_cases` is slow and of another shape for checks on whole lines.
        outputs = [error.check_output for error in errors.schema_errors]
        if any(output is None or output.height != table.height for output in outputs):
            raise
        failing = pl.any_horizontal([pl.Series(~output.to_series()) for output in outputs])
        return table.filter(failing)
    return table.clear()


def _judge_lines(table: FormTable, batch: Sequence[Return]) -> Iterator[Broken]:
    """Rules that speak of one row or record, or of a group of records."""
    layout, texts = table.layout, texts_in(table.lines)
    found: dict[str, Instance] = {}
    rules: dict[str, pl.Expr] = {}
    verdicts: list[pl.Series] = []
    for rule in table.rules:
        for instance in own_instances(rule) if applies(rule, layout) else ():
            key = f"{len(rules)}"
            if instance.per:
                verdicts.append(of_groups(table, instance.expression, instance.per, batch).alias(_VERDICT + key))
                found[key], rules[key] = instance, pl.col(_VERDICT + key)
            elif instance.is_row_scope and (lines := lines_of(instance, layout)):
                holds = to_polars(instance.expression, own_name, texts=texts)
                found[key], rules[key] = instance, _on_lines(holds, lines, layout)
    if not rules:
        return
    names = [name for instance in found.values() for name in instance.expression.names]
    lines_table = with_special(table.lines.with_columns(verdicts), batch, names)
    failing = failing_lines(schema_of(layout, rules), lines_table)
    for key, instance in found.items():
        broken = failing.filter(~rules[key].fill_null(True)) if failing.height else failing
        yield from _groups(instance, layout, broken) if instance.per else _lines(instance, layout, broken)


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


def _on_lines(rule: pl.Expr, lines: tuple[int, ...], layout: Layout) -> pl.Expr:
    """The rule on the lines it is for; all others hold."""
    if layout.form.kind == "list" or len(lines) == len(layout.lines):
        return rule
    return pl.when(pl.col(LINE).is_in(lines)).then(rule).otherwise(True)


def written_name(name: Name) -> pl.Expr:
    """A name in a rule about cells that stand beside each other, each under its written name."""
    return pl.col(name.written)


def own_name(name: Name) -> pl.Expr:
    """A name in a rule that speaks of one line."""
    return pl.col(name.written if name.special else name.column)


def _judge_returns(
    table: FormTable, by_form: Mapping[str, Sequence[FormTable]], batch: Sequence[Return]
) -> Iterator[Broken]:
    """Rules that speak of several rows, of several forms, or of all records of a list: one line a return."""
    layout = table.layout
    layouts = {name: found[0].layout for name, found in by_form.items() if found}
    found = [
        instance
        for rule in table.rules
        if applies(rule, layout)
        for instance in own_instances(rule)
        if not instance.per and not instance.is_row_scope and has_any_cell(instance, layouts, layout)
    ]
    if not found:
        return
    cells = cells_of(table, by_form, found, batch)
    texts = texts_in(cells)
    rules = {str(i): to_polars(one.expression, written_name, texts=texts) for i, one in enumerate(found)}
    failing = failing_lines(schema_of_returns(layout, rules), cells)
    for key, instance in zip(rules, found, strict=True):
        broken = failing.filter(~rules[key].fill_null(True)) if failing.height else failing
        for line in broken.iter_rows(named=True):
            values = {name: line[name.written] for name in instance.names}
            yield Broken(instance, layout, line[RETURN], None, values)


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
