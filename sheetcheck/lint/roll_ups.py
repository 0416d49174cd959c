"""How figures go up a level: no ratio is added up, and no figure is lost on the way (see `rollup`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sheetcheck.codes import lint as D
from sheetcheck.codes.definition import RATIO_SUMMED
from sheetcheck.document import mistake
from sheetcheck.expression import ExpressionError, parse
from sheetcheck.expression.tree import Call, names_of, walk
from sheetcheck.finding import Finding
from sheetcheck.form import Column, Form, Required, RollUp, Row
from sheetcheck.kinds import KINDS
from sheetcheck.lint import Definitions, columns_of_row, expression_of
from sheetcheck.text import Text

_RATIOS: Final = ("percent", "points")
_TEXT: Final = Text(vi="văn bản không cộng được", en="texts do not add up")
_NUMBER: Final = Text(vi="chỉ dành cho cột văn bản", en="it is for columns of text")
_MATRIX: Final = Text(vi="chỉ dành cho biểu danh mục", en="it is for list forms")
_ROW_TEXT: Final = Text(vi="ghi ở cột văn bản, không ghi ở dòng", en="it belongs to a column of text, not to a row")


def mistakes(definitions: Definitions) -> Iterator[Finding]:
    for columns in definitions.sets.values():
        for column in columns:
            yield from _column(column, in_matrix=True)
    for form in definitions.forms.values():
        for column in form.fields:
            yield from _column(column, in_matrix=False)
        for row in form.rows:
            yield from _row(row, form)
            yield from _cells(row, form)


def _column(column: Column, *, in_matrix: bool) -> Iterator[Finding]:
    place = column.place.of("roll_up")
    numeric = KINDS[column.kind].numeric
    match column.roll_up:
        case RollUp.SUM if column.kind in _RATIOS or (column.computed and _divides(column.computed)):
            yield mistake(RATIO_SUMMED, place, name=column.id)
        case RollUp.SUM if not numeric:
            yield _misplaced(column.id, column.roll_up, _TEXT, column)
        case RollUp.COMMON if numeric:
            yield _misplaced(column.id, column.roll_up, _NUMBER, column)
        case RollUp.APPEND if in_matrix:
            yield _misplaced(column.id, column.roll_up, _MATRIX, column)


def _inputs(row: Row, form: Form) -> list[Column]:
    """The figures of a row, without those that every row of the set computes."""
    return [column for column in columns_of_row(form, row) if KINDS[column.kind].numeric and not column.computed]


def _expressions(row: Row, columns: list[Column]) -> list[str]:
    return [expression for column in columns if (expression := expression_of(row, column))]


def _row(row: Row, form: Form) -> Iterator[Finding]:
    inputs = _inputs(row, form)
    expressions = _expressions(row, inputs)
    match row.roll_up:
        case RollUp.SUM if row.kind in _RATIOS or any(map(_divides, expressions)):
            yield mistake(RATIO_SUMMED, row.place.of("roll_up"), name=row.id)
        case RollUp.CALC if inputs and not expressions:
            yield mistake(D.LOST, row.place.of("roll_up"), name=row.id)
        case RollUp.APPEND:
            yield _misplaced(row.id, row.roll_up, _MATRIX, row)
        case RollUp.COMMON:
            yield _misplaced(row.id, row.roll_up, _ROW_TEXT, row)
        case RollUp.OWN if len(row.levels) > 1:
            yield mistake(D.SHARED_OWN, row.place.of("levels"), name=row.id, levels=", ".join(row.levels))


def _cells(row: Row, form: Form) -> Iterator[Finding]:
    """What a row says of its cells, and what they are."""
    inputs = _inputs(row, form)
    expressions = _expressions(row, inputs)
    for column in inputs:
        if column.roll_up is RollUp.CALC and not expression_of(row, column):
            yield mistake(D.LOST, column.place.of("roll_up"), name=f"{row.id}.{column.id}")
    if row.required is Required.COMPUTED and inputs and not expressions:
        yield mistake(D.NOTHING_COMPUTES, row.place.of("required"), name=row.id)
    if row.required is not Required.COMPUTED and row.computed:
        yield mistake(D.COMPUTED_YET_REQUIRED, row.place.of("required"), name=row.id, required=row.required.value)
    if row.kind and all(column.id != "value" for column in columns_of_row(form, row)):
        yield mistake(D.KIND_UNUSED, row.place.of("kind"), name=row.id)


def _misplaced(name: str, roll_up: RollUp, why: Text, owner: Column | Row) -> Finding:
    return mistake(D.WRONG_ROLL_UP, owner.place.of("roll_up"), name=name, roll_up=roll_up.value, why=why)


def _divides(expression: str) -> bool:
    """Whether a figure is the quotient of others; by a constant it still adds up (hours from minutes)."""
    try:
        node = parse(expression).node if expression else None
    except ExpressionError:
        return False  # said elsewhere
    return node is not None and any(
        isinstance(piece, Call) and piece.operation == "/" and names_of(piece.args[1]) for piece in walk(node)
    )
