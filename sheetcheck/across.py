"""Rules over the returns of a batch together: one figure of each, and how it stands among the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

import polars as pl

from sheetcheck.asked import own_name, written_name
from sheetcheck.engine import Broken, cells_of
from sheetcheck.expression import to_polars
from sheetcheck.form import Form, Rule
from sheetcheck.layout import Layout
from sheetcheck.life import in_force
from sheetcheck.returns import Return
from sheetcheck.rule import Instance, applies, has_any_cell, instances, lines_of
from sheetcheck.rules import TYPES, Given, Standing
from sheetcheck.table import LINE, RETURN, FormTable, tables, texts_in, with_special

_FIGURE = "_figure"


class Stood(NamedTuple):
    """A rule, the line of the return (or of the row) that it was asked of, and what came of it."""

    instance: Instance
    layout: Layout
    line: Mapping[str, Any]
    standing: Standing | None


def judge_across(
    forms: Mapping[str, Form], batch: Sequence[Return]
) -> Iterator[tuple[Broken, Mapping[str, float | str]]]:
    """What is broken, and the figures that its sentence may quote."""
    for instance, layout, line, standing in standings(forms, batch):
        if standing is not None and not standing.holds:
            yield _broken(instance, layout, line), standing.params


def standings(forms: Mapping[str, Form], batch: Sequence[Return]) -> Iterator[Stood]:
    """How each figure that is compared stands: returns of one level, scope and period are compared."""
    if not any(form.across for form in forms.values()):
        return
    by_form = {name: list(tables(form, batch)) for name, form in forms.items()}
    for form in forms.values():
        for table in by_form[form.id]:
            for instance in _asked(form.across, table, by_form):
                across, given = TYPES[instance.rule.type].across, Given(instance.rule.given)
                assert across is not None
                for lines in _comparable(instance, table, by_form, batch):
                    about = batch[lines[0][RETURN]].identity
                    if about is None or not in_force(instance.rule, about.period):
                        continue
                    found = across([line[_FIGURE] for line in lines], given)
                    yield from (Stood(instance, table.layout, *one) for one in zip(lines, found, strict=True))


def _asked(rules: Sequence[Rule], table: FormTable, by_form: Mapping[str, Sequence[FormTable]]) -> Iterator[Instance]:
    layout = table.layout
    layouts = {name: found[0].layout for name, found in by_form.items() if found}
    for rule in rules:
        for instance in instances(rule) if applies(rule, layout) else ():
            if lines_of(instance, layout) if instance.is_row_scope else has_any_cell(instance, layouts, layout):
                yield instance


def _comparable(
    instance: Instance, table: FormTable, by_form: Mapping[str, Sequence[FormTable]], batch: Sequence[Return]
) -> Iterator[list[dict[str, Any]]]:
    """Lines with their figures, those of one period (and of one row, for a rule that speaks of rows) together."""

    def alike(line: dict[str, Any]) -> tuple[str, int]:
        return batch[line[RETURN]].period, line.get(LINE, 0)

    lines = sorted(_figures(instance, table, by_form, batch).iter_rows(named=True), key=alike)
    yield from (list(found) for _, found in groupby(lines, key=alike))


def _figures(
    instance: Instance, table: FormTable, by_form: Mapping[str, Sequence[FormTable]], batch: Sequence[Return]
) -> pl.DataFrame:
    """The figure that the rule compares, for each return or each row of it."""
    names = instance.expression.names
    if not instance.is_row_scope:
        cells = cells_of(table, by_form, [instance], batch)
        return cells.with_columns(to_polars(instance.expression, written_name, texts=texts_in(cells)).alias(_FIGURE))
    lines = with_special(table.lines, batch, names)
    if table.layout.form.kind == "matrix":
        lines = lines.filter(pl.col(LINE).is_in(lines_of(instance, table.layout)))
    return lines.with_columns(to_polars(instance.expression, own_name, texts=texts_in(lines)).alias(_FIGURE))


def _broken(instance: Instance, layout: Layout, line: Mapping[str, Any]) -> Broken:
    if not instance.is_row_scope:
        values = {name: line[name.written] for name in instance.names}
        return Broken(instance, layout, line[RETURN], None, values)
    values = {name: line[name.column] for name in instance.names}
    fields = [column.id for column in layout.columns] if layout.form.kind == "list" else []
    return Broken(instance, layout, line[RETURN], line[LINE], values, {field: line[field] for field in fields})
