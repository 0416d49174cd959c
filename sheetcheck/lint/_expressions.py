"""Every expression of the definitions, with the place of what it is for and the cells that it speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache

from sheetcheck.expression import Expression, ExpressionError, Name, parse
from sheetcheck.form import Form, Place, Row, Rule
from sheetcheck.lint import Definitions, readable
from sheetcheck.lint.computed import Cell, cell_of, computed_cells, said_at
from sheetcheck.rule import Instance


@dataclass(frozen=True, slots=True)
class Stated:
    """An expression where it is applied; `cells` says which cell each name of a figure means."""

    expression: Expression
    place: Place
    cells: Mapping[Name, Cell]


@lru_cache(maxsize=1)
def stated(definitions: Definitions) -> tuple[Stated, ...]:
    """Of rules, of figures compared between units and of computed cells; those that cannot be read are left out.

    A rule comes once for each sort of row that it may be checked on. Three checks ask for them, one after the other.
    """
    return tuple(_stated(definitions))


def _stated(definitions: Definitions) -> Iterator[Stated]:
    for rule, forms in definitions.rules():
        yield from _of_rule(rule, definitions.instances(rule), forms)
    for form in definitions.forms.values():
        for rule in form.across:
            yield from _of_rule(rule, readable(rule), (form,))
        yield from _of_cells(form)


def _of_rule(rule: Rule, found: Iterable[Instance], forms: Iterable[Form]) -> Iterator[Stated]:
    place = rule.place.of("check")
    for instance in found:
        for form in forms:
            yield from (Stated(instance.written, place, cells) for cells in _met(instance, form))


def _of_cells(form: Form) -> Iterator[Stated]:
    for row, column in computed_cells(form):
        place, text = said_at(row, column)
        with suppress(ExpressionError):  # said by `computed`
            expression = parse(text)
            yield Stated(expression, place, {name: cell_of(name, form, row, column) for name in figures(expression)})


def figures(expression: Expression) -> tuple[Name, ...]:
    """The names of figures and of fields that aggregates take."""
    inside = (name for one in expression.aggregates for name in one.names)
    return tuple(dict.fromkeys(name for name in (*expression.names, *inside) if not name.special))


def _met(instance: Instance, form: Form) -> Iterator[Mapping[Name, Cell]]:
    """The cells that a rule speaks of: once, or on one of all rows that hold the same and that it may be checked on."""
    names = figures(instance.written)
    if not instance.is_row_scope:
        yield {name: (name.form or form.id, name.row, name.column) for name in names}
        return
    rows = (row for row in form.rows if not instance.rule.rows or row.id in instance.rule.rows)
    alike: dict[tuple[str, str], Row] = {(row.columns, row.kind): row for row in rows}
    for row in alike.values() if form.kind == "matrix" else [None]:
        yield {name: (name.form or form.id, row.id if row and not name.form else "", name.column) for name in names}
