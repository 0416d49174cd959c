"""The rules as a workbook checks them: one formula for each place on which a rule is held.

A formula says what `judgement` says of the return: a rule is broken only where every cell that it names has
been filled in with something that can be read, and no record in doubt decides what records come to. What a spreadsheet
cannot say (`regexp_like`, the order of texts) has no formula and is left to whoever reads the return.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from sheetcheck.culprits import Culprits, culprits
from sheetcheck.expression import Expression, Name
from sheetcheck.expression.evaluate import Value
from sheetcheck.expression.tree import Call
from sheetcheck.finding import Severity
from sheetcheck.formula import Filled
from sheetcheck.identity import Identity
from sheetcheck.layout import Layout, Slot
from sheetcheck.life import in_force
from sheetcheck.rule import Instance, applies, has_any_cell, is_answerable, lines_of, own_instances
from sheetcheck.spot import Spot


@dataclass(frozen=True, slots=True)
class Check:
    """A rule on one place: its own cells in reading order, and the formula that is TRUE when it is broken.

    `row` is the row, or the record, of which a rule of one line speaks. A rule about groups of records has a check for
    each record, of its own group; one about all records of a list has no cells, but `culprits`. `held` is the formula
    that is TRUE where the rule surely holds, of a rule that counts from a share of its lines on.
    """

    spot: Spot
    instance: Instance
    slots: tuple[Slot, ...]
    formula: str
    culprits: Culprits | None = None
    held: str = ""

    @property
    def layout(self) -> Layout:
        return self.spot.home

    @property
    def row(self) -> str:
        return self.spot.at.row if self.spot.at else ""

    @property
    def is_error(self) -> bool:
        return self.instance.rule.severity is Severity.ERROR

    def value(self, identity: Identity, figures: Mapping[str, Filled]) -> Value:
        """What the rule comes to for figures that are known: False where it is broken, None while nobody knows."""
        return replace(self.spot, identity=identity).value(self.instance.expression, figures, self.instance.per)


@cache
def checks_of(layout: Layout, layouts: tuple[Layout, ...], identity: Identity) -> tuple[Check, ...]:
    """The checks of a form, errors before warnings; the same for `anybody`, so worked out once for a round."""
    return tuple(sorted(_checks(layout, layouts, identity), key=lambda check: not check.is_error))


def _checks(layout: Layout, layouts: tuple[Layout, ...], identity: Identity) -> Iterator[Check]:
    known = {one.form.id: one for one in layouts}
    for rule in layout.form.rules:
        if rule.severity is Severity.INFO or rule.trial or not in_force(rule, identity.period):
            continue
        for instance in own_instances(rule) if applies(rule, layout) else ():
            if not is_answerable(instance, known):
                continue
            if instance.per or instance.is_row_scope:
                for index in range(len(layout.lines)) if instance.per else lines_of(instance, layout):
                    at = layout.lines[index].slots[0]
                    yield from _check(instance, Spot(layouts, layout, identity, at, elsewhere=True))
            elif has_any_cell(instance, known, layout):
                yield from _check(instance, Spot(layouts, layout, identity, elsewhere=True))


def _check(instance: Instance, spot: Spot) -> Iterator[Check]:
    """The check of a rule there; none when no formula says it."""
    expression = instance.expression
    formula = spot.formula(expression, instance.per)
    limit = instance.rule.fail_when
    held = spot.formula(_opposite(expression)) if limit is not None and limit.is_share else ""
    if formula is None or held is None:
        return
    blamed = None
    names = instance.names
    if instance.per:
        names = tuple(Name("", spot.at.row if spot.at else "", field) for field in fields_of(instance))
    elif spot.home.form.kind == "list" and spot.at is None:
        blamed = culprits(spot, expression)
    places = [place for name in names if (place := spot.place(name)) is not None]
    own = {(slot.line, slot.position): slot for home, slot in places if home is spot.home}
    yield Check(spot, instance, tuple(own[place] for place in sorted(own)), formula, blamed, held)


def _opposite(expression: Expression) -> Expression:
    return replace(expression, node=Call("not", (expression.node,)), left=None, right=None)


def fields_of(instance: Instance) -> tuple[str, ...]:
    """What makes records a group, and what of them is taken together."""
    gathered = (name.column for one in instance.expression.aggregates for name in one.names if not name.special)
    return tuple(dict.fromkeys((*instance.per, *gathered)))
