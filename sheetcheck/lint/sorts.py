"""What cells hold against what expressions need: a text compared with a number is never known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from sheetcheck.codes import lint as D
from sheetcheck.document import mistake
from sheetcheck.expression import Name, Sort, mismatches, parse
from sheetcheck.expression.tree import THIS
from sheetcheck.finding import Finding
from sheetcheck.form import Form
from sheetcheck.kinds import KINDS
from sheetcheck.lint import Definitions, columns_of_row
from sheetcheck.lint._expressions import Stated, figures, stated
from sheetcheck.lint.computed import Cell
from sheetcheck.text import Text

_SORTS: Final = {Sort.NUMBER: Text(vi="số", en="a number"), Sort.TEXT: Text(vi="văn bản", en="text")}


def mistakes(definitions: Definitions) -> Iterator[Finding]:
    sorts = {cell: sort for form in definitions.forms.values() for cell, sort in _cells(form)}
    for one in stated(definitions):
        yield from _wrong(one, sorts)


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


def _wrong(one: Stated, sorts: Mapping[Cell, Sort]) -> Iterator[Finding]:
    cells = one.cells.values()
    for name, found, wanted in _mismatches(one.expression.text, tuple(sorts.get(cell) for cell in cells)):
        spot = one.place.spot(name.written, name.column)
        yield mistake(D.WRONG_SORT, spot, name=name.written, found=_SORTS[found], wanted=_SORTS[wanted])


@lru_cache(maxsize=4096)
def _mismatches(text: str, sorts: tuple[Sort | None, ...]) -> tuple[tuple[Name, Sort, Sort], ...]:
    """Most rows have the same sorts of cells, so it is worked out once."""
    expression = parse(text, lists=True)
    names = figures(expression)
    known = {name: sort for name, sort in zip(names, sorts, strict=True) if sort is not None}
    known |= {
        Name("", THIS, name.column): known[name] for one in expression.aggregates for name in one.own if name in known
    }
    # What is asked of the unit and the period is text, days too.
    return tuple((name, known.get(name, Sort.TEXT), wanted) for name, wanted in mismatches(expression, known))
