"""Texts that nothing can ever say: `unit.level = 'comune'`, an id that is no choice, a day that is none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from sheetcheck.codes import lint as D
from sheetcheck.document import mistake
from sheetcheck.expression import Name
from sheetcheck.expression.tree import COMPARISONS, Call, Literal, Node, Ref, everything, results
from sheetcheck.finding import Finding
from sheetcheck.form import Column, Level, Scope
from sheetcheck.lint import Definitions, columns_of_row
from sheetcheck.lint._expressions import Stated, stated
from sheetcheck.lint.computed import Cell
from sheetcheck.nearest import nearest
from sheetcheck.period import PeriodKind

_SPECIAL: Final[Mapping[str, tuple[str, ...]]] = {
    "unit.level": tuple(Level),
    "unit.scope": tuple(Scope),
    "period.kind": tuple(PeriodKind),
}
_PART: Final = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


def mistakes(definitions: Definitions) -> Iterator[Finding]:
    closed = {cell: column for cell, column in _columns(definitions) if column.choices or column.kind == "date"}
    for one in stated(definitions):
        if "'" in one.expression.text:
            yield from _wrong(one, closed)


def _columns(definitions: Definitions) -> Iterator[tuple[Cell, Column]]:
    for form in definitions.forms.values():
        yield from (((form.id, "", column.id), column) for column in form.fields)
        for row in form.rows:
            yield from (((form.id, row.id, column.id), column) for column in columns_of_row(form, row))


def _wrong(one: Stated, closed: Mapping[Cell, Column]) -> Iterator[Finding]:
    for piece in everything(one.expression.node):
        if not isinstance(piece, Call) or piece.operation not in {*COMPARISONS, "in", "between"}:
            continue
        said = [text for arg in piece.args for text in _texts(arg)]
        for name in [arg.name for arg in piece.args if isinstance(arg, Ref)] if said else ():
            column = closed.get(one.cells[name]) if name in one.cells else None
            for text in said:
                yield from _unsayable(name, column, text, one)


def _unsayable(name: Name, column: Column | None, text: str, one: Stated) -> Iterator[Finding]:
    known = _SPECIAL.get(name.written) if name.special else tuple(column.choices) if column else ()
    is_day = (column is not None and column.kind == "date") or (name.special and name.column in ("start", "end"))
    if known and text not in known:
        place = one.place.spot(f"'{text}'", text)
        near = ", ".join(nearest(text, known)) or "—"
        yield mistake(D.NEVER_SAID, place, name=name.written, value=text, nearest=near, known=", ".join(known))
    elif is_day and not _is_day(text, partial=column is None or column.partial):
        yield mistake(D.NO_DAY, one.place.spot(f"'{text}'", text), name=name.written, value=text)


def _texts(node: Node) -> Iterator[str]:
    """What an operand may say of itself: a text, or those that a choice is between."""
    if isinstance(node, Literal) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, Call) and node.operation in ("case", "coalesce"):
        yield from (text for one in results(node) for text in _texts(one))


def _is_day(text: str, *, partial: bool) -> bool:
    """`2026-01-31`; where cells may hold a month or a year, those too."""
    found = _PART.fullmatch(text)
    if found is None or not (partial or found.group(3)):
        return False
    try:
        date(int(found.group(1)), int(found.group(2) or 1), int(found.group(3) or 1))
    except ValueError:
        return False
    return True
