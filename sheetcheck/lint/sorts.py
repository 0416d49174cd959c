"""What cells hold against what expressions need: a text compared with a number is never known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from sheetcheck.codes import lint as D
from sheetcheck.document import mistake
from sheetcheck.expression import Expression, ExpressionError, Name, Sort, mismatches, parse
from sheetcheck.finding import Finding
from sheetcheck.form import Form, Place, Row
from sheetcheck.kinds import KINDS
from sheetcheck.lint import Definitions, columns_of_row
from sheetcheck.lint.computed import Cell, cell_of, computed_cells, said_at
from sheetcheck.rule import Instance
from sheetcheck.text import Text

_SORTS: Final = {Sort.NUMBER: Text(vi="số", en="a number"), Sort.TEXT: Text(vi="văn bản", en="text")}


def mistakes(definitions: Definitions) -> Iterator[Finding]:
    sorts = {cell: sort for form in definitions.forms.values() for cell, sort in _cells(form)}
    for rule, forms in definitions.rules():
        place = rule.place.of("check")
        for instance in definitions.instances(rule):
            for form in forms:
                for cells in _met(instance, form):
                    yield from _wrong(instance.expression, cells, sorts, place)
    for form in definitions.forms.values():
        for row, column in computed_cells(form):
            place, text = said_at(row, column)
            try:
                expression = parse(text)
            except ExpressionError:
                continue  # said by `computed`
            cells = {name: cell_of(name, form, row, column) for name in _figures(expression)}
            yield from _wrong(expression, cells, sorts, place)


def _cells(form: Form) -> Iterator[tuple[Cell, Sort]]:
    """What each cell of a form holds."""
    for column in form.fields:
        yield (form.id, "", column.id), _sort(column.kind)
    for row in form.rows:
        yield (form.id, row.id, "note"), Sort.TEXT
        for column in columns_of_row(form, row):
            kind = row.kind if row.kind and column.id == "value" else column.kind
            yield (form.id, row.id, column.id), _sort(kind)


def _sort(kind: str) -> Sort:
    return Sort.NUMBER if KINDS[kind].numeric else Sort.TEXT


def _figures(expression: Expression) -> tuple[Name, ...]:
    """The names of figures and of fields that aggregates take."""
    inside = (name for one in expression.aggregates for name in one.names)
    return tuple(dict.fromkeys(name for name in (*expression.names, *inside) if not name.special))


def _met(instance: Instance, form: Form) -> Iterator[Mapping[Name, Cell]]:
    """The cells that a rule speaks of: once, or on one of all rows that hold the same and that it may be checked on."""
    names = _figures(instance.expression)
    if not instance.is_row_scope:
        yield {name: (name.form or form.id, name.row, name.column) for name in names}
        return
    rows = (row for row in form.rows if not instance.rule.rows or row.id in instance.rule.rows)
    alike: dict[tuple[str, str], Row] = {(row.columns, row.kind): row for row in rows}
    for row in alike.values() if form.kind == "matrix" else [None]:
        yield {name: (form.id, row.id if row else "", name.column) for name in names}


def _wrong(
    expression: Expression, cells: Mapping[Name, Cell], sorts: Mapping[Cell, Sort], place: Place
) -> Iterator[Finding]:
    for name, found, wanted in _mismatches(expression.text, tuple(sorts.get(cell) for cell in cells.values())):
        yield mistake(
            D.WRONG_SORT,
            place.spot(name.written, name.column),
            name=name.written,
            found=_SORTS[found],
            wanted=_SORTS[wanted],
        )


@lru_cache(maxsize=4096)
def _mismatches(text: str, sorts: tuple[Sort | None, ...]) -> tuple[tuple[Name, Sort, Sort], ...]:
    """Most rows have the same sorts of cells, so it is worked out once."""
    expression = parse(text, lists=True)
    names = _figures(expression)
    known = {name: sort for name, sort in zip(names, sorts, strict=True) if sort is not None}
    # What is asked of the unit and the period is text, days too.
    return tuple((name, known.get(name, Sort.TEXT), wanted) for name, wanted in mismatches(expression, known))
