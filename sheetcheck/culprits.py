"""Where one looks when a rule about all records of a list is broken: at the first of those that are to blame."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from sheetcheck.expression import Aggregate, Expression, Name, culprits_formula
from sheetcheck.expression.evaluate import Record, Value, chosen, evaluate
from sheetcheck.expression.tree import names_of
from sheetcheck.fields import records_in
from sheetcheck.formula import Filled, special
from sheetcheck.spot import Spot, figure_of


class Culprits(NamedTuple):
    """A field of a list, its cells, and the array that is 1 on the lines to look at."""

    field: str
    cells: str
    where: str


def culprits(spot: Spot, expression: Expression) -> Culprits | None:
    """The records of the form's own list that are to blame; None when there are none, or no formula says it."""
    aggregate = _own(spot, expression)
    if aggregate is None:
        return None
    argument = () if aggregate.argument is None else names_of(aggregate.argument)
    first = Name("", "", spot.home.columns[0].id)
    name = next((one for one in (*argument, *aggregate.names) if not one.special), first)
    where = culprits_formula(expression, aggregate, spot.cell, lists=spot.fields.lists, is_exact=spot.is_exact)
    return Culprits(name.column, spot.fields.column(name), where) if where else None


def first_culprit(spot: Spot, expression: Expression, figures: Mapping[str, Filled]) -> str:
    """The id of the first of them for figures that are known; '' when there is none."""
    aggregate = _own(spot, expression)
    assert aggregate is not None
    values: dict[Name, Value] = {name: special(name, spot.identity) for name in expression.specials}
    for name in expression.names:
        if place := spot.place(name):
            values[name] = figure_of(place[1], place[0], spot.identity, figures, spot.layouts)
    records = records_in(spot.home, figures.get(spot.home.form.id, {}))
    counted = chosen(aggregate, values, list(records.values()))
    blamed = (
        name
        for place, (name, record) in enumerate(records.items())
        if counted.get(place) is not None and _is_to_blame(expression, aggregate, record, values)
    )
    return next(blamed, "")


def _own(spot: Spot, expression: Expression) -> Aggregate | None:
    return next((one for one in expression.aggregates if one.form in ("", spot.home.form.id)), None)


def _is_to_blame(expression: Expression, aggregate: Aggregate, record: Record, values: Mapping[Name, Value]) -> bool:
    """Whether it breaks a rule about the greatest or the least by itself; of other rules, each that counts."""
    if aggregate.function not in ("min", "max"):
        return True
    return evaluate(expression.node, values, {aggregate.form: [record]}) is False
