"""Rules and computed cells as statements about the cells of one edition, each cell under a name of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from sheetcheck.expression import Expression, Name, Sort, parse
from sheetcheck.expression.domain import Domain
from sheetcheck.expression.tree import Literal, Node, Ref, names_of, substituted
from sheetcheck.form import Rule
from sheetcheck.formula import slot_of
from sheetcheck.kinds import KINDS
from sheetcheck.layout import Layout, Slot
from sheetcheck.review import Edition, Spot

START: Final = Name("", "period", "start")
END: Final = Name("", "period", "end")
IN_ORDER: Final = parse("period.start < period.end").node
"""The days of a period are texts and always known; a definition holds for every period."""


@dataclass(frozen=True)
class Statement:
    """What a rule says on one spot: names are `form.row.column`, absent cells are null."""

    spot: Spot
    node: Node

    @property
    def rule(self) -> Rule:
        return self.spot.instance.rule

    @cached_property
    def names(self) -> tuple[Name, ...]:
        return names_of(self.node)


@dataclass(frozen=True)
class Cells:
    """The cells of an edition by name."""

    edition: Edition

    def slot(self, name: Name) -> Slot:
        return self.edition.layouts[name.form].places[name.row, name.column]

    def stated(self, spot: Spot) -> Statement:
        return Statement(spot, self._placed(spot.instance.expression, spot.layout, spot.at))

    def likeness(self, spot: Spot) -> object:
        """The same for spots on which a rule has one answer: what may stand in its cells is the same."""
        names = spot.instance.expression.names
        slots = (slot_of(self.edition.layouts, spot.layout, name, spot.at) for name in names if not name.special)
        columns = tuple(
            slot and (slot.column.kind, slot.column.minimum, slot.column.maximum, tuple(slot.column.choices))
            for slot in slots
        )
        edition = self.edition
        special = any(name.special for name in names)
        return (columns, (edition.level, edition.period, edition.scope) if special else ())

    def given(self, name: Name) -> Node | None:
        """What a computed cell is computed from."""
        slot = self.slot(name)
        return self._placed(parse(slot.computed), self.edition.layouts[name.form], slot) if slot.computed else None

    def domain(self, name: Name) -> Domain:
        """What may stand in a cell, before the limits that an author sets."""
        if is_day(name):
            return Domain(sort=Sort.TEXT)
        column = self.slot(name).column
        figures = KINDS[column.kind].range
        if figures is None:
            return Domain(sort=Sort.TEXT, texts=tuple(column.choices))
        return Domain(whole=figures.whole, least=figures.least, most=figures.most)

    def _placed(self, expression: Expression, layout: Layout, at: Slot | None) -> Node:
        return substituted(expression.node, {name: self._place(name, layout, at) for name in expression.names})

    def _place(self, name: Name, layout: Layout, at: Slot | None) -> Node:
        if is_day(name):
            return Ref(name)
        if name.special:
            edition = self.edition
            said = {"level": edition.level, "scope": edition.scope, "kind": edition.period}
            return Literal(said[name.column].value)
        slot = slot_of(self.edition.layouts, layout, name, at)
        return Literal(None) if slot is None else Ref(Name(name.form or layout.form.id, slot.row, slot.column.id))


def is_day(name: Name) -> bool:
    return name in (START, END)


def limits_of(cells: Cells, name: Name) -> tuple[float | None, float | None]:
    """What an author adds to the kind: figures outside are refused as they are read (of texts it is the length)."""
    if is_day(name) or cells.domain(name).sort is Sort.TEXT:
        return (None, None)
    column = cells.slot(name).column
    return (column.minimum, column.maximum)


def all_names(nodes: Iterable[Node]) -> Iterator[Name]:
    yield from dict.fromkeys(name for node in nodes for name in names_of(node))
