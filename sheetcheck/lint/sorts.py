"""What cells hold against what expressions need: a text compared with a number is never known.

Nor is a text compared with a day: one is as somebody wrote it, `1/2/2024`, the other a number of days on a sheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from sheetcheck.codes import lint as D
from sheetcheck.document import mistake
from sheetcheck.expression import Name, Sort, mismatches, parse
from sheetcheck.expression.tree import COMPARISONS, THIS, Call, Node, Ref, bare, everything, is_date, results
from sheetcheck.finding import Finding
from sheetcheck.form import Form
from sheetcheck.kinds import KINDS
from sheetcheck.lint import Definitions, columns_of_row
from sheetcheck.lint._expressions import Stated, figures, stated
from sheetcheck.lint.computed import Cell
from sheetcheck.text import Text

_ALIKE: Final = COMPARISONS | {"in", "between", "coalesce", "case", "least", "greatest"}
_DAY: Final = Text(vi="ngày", en="a day")
_SORTS: Final = {Sort.NUMBER: Text(vi="số", en="a number"), Sort.TEXT: Text(vi="văn bản", en="text")}


def mistakes(definitions: Definitions) -> Iterator[Finding]:
    sorts = {cell: sort for form in definitions.forms.values() for cell, sort in _cells(form)}
    days = frozenset(_days(definitions))
    for one in stated(definitions):
        yield from _wrong(one, sorts)
        if one.expression.specials or not days.isdisjoint(one.cells.values()):
            yield from _beside_days(one, sorts, days)


def _cells(form: Form) -> Iterator[tuple[Cell, Sort]]:
    """What each cell of a form holds."""
    for column in form.fields:
        yield (form.id, "", column.id), _sort(column.kind)
    for row in form.rows:
        yield (form.id, row.id, "note"), Sort.TEXT
        for column in columns_of_row(form, row):
            kind = row.kind if row.kind and column.id == "value" else column.kind
            yield (form.id, row.id, column.id), _sort(kind)


def _days(definitions: Definitions) -> Iterator[Cell]:
    """The cells that hold days, or months."""
    for form in definitions.forms.values():
        yield from ((form.id, "", column.id) for column in form.fields if column.kind == "date")
        for row in form.rows:
            yield from ((form.id, row.id, one.id) for one in columns_of_row(form, row) if one.kind == "date")


def _sort(kind: str) -> Sort:
    return Sort.NUMBER if KINDS[kind].numeric else Sort.TEXT


def _wrong(one: Stated, sorts: Mapping[Cell, Sort]) -> Iterator[Finding]:
    cells = one.cells.values()
    for name, found, wanted in _mismatches(one.expression.text, tuple(sorts.get(cell) for cell in cells)):
        spot = one.place.spot(name.written, name.column)
        yield mistake(D.WRONG_SORT, spot, name=name.written, found=_SORTS[found], wanted=_SORTS[wanted])


def _beside_days(one: Stated, sorts: Mapping[Cell, Sort], days: frozenset[Cell]) -> Iterator[Finding]:
    """Texts that are held against days."""
    for piece in everything(one.expression.node):
        if not isinstance(piece, Call) or piece.operation not in _ALIKE:
            continue
        names = [ref.name for ref in _chosen(piece)]
        are_days = [is_date(Ref(name)) or one.cells.get(_bare(name)) in days for name in names]
        for name, is_day in zip(names, are_days, strict=True) if any(are_days) else ():
            cell = one.cells.get(_bare(name))
            if not is_day and (name.special or (cell is not None and sorts.get(cell) is Sort.TEXT)):
                spot = one.place.spot(name.written, name.column)
                yield mistake(D.WRONG_SORT, spot, name=name.written, found=_SORTS[Sort.TEXT], wanted=_DAY)


def _chosen(call: Call) -> Iterator[Ref]:
    """The names among what a call takes, or among what that may come to be."""
    given: tuple[Node, ...] = results(call) if call.operation == "case" else call.args
    for one in given:
        if isinstance(one, Ref):
            yield one
        elif isinstance(one, Call) and one.operation in ("case", "coalesce"):
            yield from _chosen(one)


def _bare(name: Name) -> Name:
    return bare(name) if name.row == THIS else name


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
