"""Computed cells: their expressions can be read, their names are there, and none needs itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sheetcheck.codes.definition import BAD_EXPRESSION, CYCLE
from sheetcheck.document import mistake
from sheetcheck.expansion import NO_FIGURE, bad_expression
from sheetcheck.expression import Expression, ExpressionError, Name, parse
from sheetcheck.finding import Finding
from sheetcheck.form import Column, Form, Place, Row
from sheetcheck.lint import Definitions, columns_of, columns_of_row, expression_of
from sheetcheck.lint.names import misnamed, unknown

Cell = tuple[str, str, str]
"""Form, row and column id; a field of a list form has no row."""


def mistakes(definitions: Definitions) -> Iterator[Finding]:
    needs: dict[Cell, tuple[tuple[Cell, ...], Place]] = {}
    for form in definitions.forms.values():
        for row, column in computed_cells(form):
            place, text = said_at(row, column)
            try:
                expression = parse(text)
            except ExpressionError as error:
                yield bad_expression(error, place)
                continue
            yield from _names(expression, form, row, column, definitions.forms, place)
            needed = tuple(cell_of(name, form, row, column) for name in expression.names if not name.special)
            needs[form.id, row.id if row else "", column.id] = (needed, place)
    yield from _circles(needs)


def computed_cells(form: Form) -> Iterator[tuple[Row | None, Column]]:
    """The computed cells: of a row and a column, or of a field of every record."""
    yield from ((None, column) for column in form.fields if column.computed)
    for row in form.rows:
        yield from ((row, column) for column in columns_of_row(form, row) if expression_of(row, column))


def said_at(row: Row | None, column: Column) -> tuple[Place, str]:
    """Where the expression of a computed cell stands, and the expression."""
    if row is not None and column.id in row.cells:  # of a target, each part has a key of its own
        place = row.place if column.id in dict(row.place.keys) else row.place.of("computed")
        return place.of(column.id), row.cells[column.id]
    owner = column if row is None or column.computed else row
    return owner.place.of("computed"), column.computed if row is None else expression_of(row, column)


def _names(
    expression: Expression, form: Form, row: Row | None, column: Column, forms: Mapping[str, Form], place: Place
) -> Iterator[Finding]:
    if expression.is_condition:
        yield mistake(BAD_EXPRESSION, place.value, problem=NO_FIGURE)
    for name in expression.names:
        if name.special:
            continue
        if name.row:
            yield from misnamed(name, form, forms, place)
        elif not _is_there(name.column, form, row, column):
            rows = [] if column.computed else [one.id for one in form.rows if _has(one, column, form)]
            yield unknown(name.column, rows or [one.id for one in columns_of(form)], place)


def _is_there(name: str, form: Form, row: Row | None, column: Column) -> bool:
    """A bare name is a column of the same row, else a row whose cell in the same column is meant."""
    if row is None:
        return any(column.id == name for column in form.fields)
    return any(one.id == name for one in columns_of_row(form, row)) or any(
        one.id == name and _has(one, column, form) for one in form.rows
    )


def _has(row: Row, column: Column, form: Form) -> bool:
    return any(one.id == column.id for one in columns_of_row(form, row))


def cell_of(name: Name, form: Form, row: Row | None, column: Column) -> Cell:
    """The cell that a name means in the expression of another."""
    if name.row:
        return (name.form or form.id, name.row, name.column)
    if row is not None and all(one.id != name.column for one in columns_of_row(form, row)):
        return (form.id, name.column, column.id)
    return (form.id, row.id if row else "", name.column)


def _circles(needs: Mapping[Cell, tuple[tuple[Cell, ...], Place]]) -> Iterator[Finding]:
    """Each circle once, however many rows go round in it."""
    said: set[frozenset[Place]] = set()
    done: set[Cell] = set()
    for start in needs:
        circle = _circle(start, needs, [], done)
        places = frozenset(needs[cell][1] for cell in circle)
        if circle and places not in said:
            said.add(places)
            names = " → ".join(f"{row}.{column}".lstrip(".") for _, row, column in (*circle, circle[0]))
            yield mistake(CYCLE, needs[circle[0]][1], names=names)


def _circle(
    cell: Cell, needs: Mapping[Cell, tuple[tuple[Cell, ...], Place]], path: list[Cell], done: set[Cell]
) -> list[Cell]:
    if cell in path:
        return path[path.index(cell) :]
    if cell in done or cell not in needs:
        return []
    path.append(cell)
    for needed in needs[cell][0]:
        found = _circle(needed, needs, path, done)
        if found:
            return found
    path.pop()
    done.add(cell)
    return []
