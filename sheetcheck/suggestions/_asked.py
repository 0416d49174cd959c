"""The rules of a workbook by the cells that they speak of, so that a changed cell meets only its own rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from sheetcheck.computed import Step, steps_of
from sheetcheck.evidence import Place
from sheetcheck.expression import Name
from sheetcheck.formula import slot_of
from sheetcheck.identity import Identity
from sheetcheck.layout import Layout
from sheetcheck.life import in_force
from sheetcheck.rule import Instance, applies, has_any_cell, is_answerable, lines_of, own_instances


@dataclass(frozen=True, slots=True, eq=False)
class Ask:
    """A rule on one place: on a line or record, on the group of a record, or (no line) on the return.

    `places` are the cells that it names; None for one that this level or period does not have. `specials` are what it
    asks about the unit and the period.
    """

    instance: Instance
    layout: Layout
    line: int | None
    places: tuple[tuple[Name, Place | None], ...]
    specials: tuple[Name, ...] = ()

    @property
    def key(self) -> tuple[int, int | None]:
        return id(self.instance), self.line

    @property
    def groups(self) -> bool:
        return bool(self.instance.per)


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """All rules of a workbook that speak of the return itself; those of records wait for a record."""

    layouts: Mapping[str, Layout]
    steps: Mapping[Place, Step]
    uses: Mapping[Place, tuple[Place, ...]]
    """A cell -> the computed cells that come from it, each after those that it needs."""
    order: Mapping[Place, int]
    """Which of the computed cells is worked out when."""
    of_cell: dict[Place, list[Ask]] = field(default_factory=dict)
    of_field: dict[tuple[str, str], list[Ask]] = field(default_factory=dict)
    """Form and field -> the rules of one record or group, with the first record for all."""
    of_list: dict[tuple[str, str], list[Ask]] = field(default_factory=dict)
    """Form and field -> the rules that take the records together."""
    of_rule: dict[tuple[str, str], list[Ask]] = field(default_factory=dict)

    def touching(self, places: Iterable[Place]) -> Iterator[Ask]:
        """Every rule that names one of these cells, once."""
        seen: set[tuple[int, int | None]] = set()
        for place in places:
            own = (at_record(ask, place.line) for ask in self.of_field.get((place.form, place.column), ()))
            lists = self.of_list.get((place.form, place.column), ())
            for ask in (*self.of_cell.get(place, ()), *own, *lists):
                if ask.key not in seen:
                    seen.add(ask.key)
                    yield ask


def at_record(ask: Ask, line: int) -> Ask:
    """A rule of records, asked of this one."""
    form = ask.layout.form.id
    places = tuple((name, Place(form, line, name.column)) for name, _ in ask.places)
    return Ask(ask.instance, ask.layout, line, places, ask.specials)


@cache
def asked_of(layouts: tuple[Layout, ...], identity: Identity) -> Asked:
    """Worked out once for the workbooks of a level and period: `identity` is `anybody`."""
    by_form = {layout.form.id: layout for layout in layouts}
    steps = {Place(*step.cell): step for step in steps_of(layouts, identity)}
    found = Asked(by_form, steps, _uses(steps), {cell: place for place, cell in enumerate(steps)})
    for layout in layouts:
        for rule in layout.form.rules:
            if not applies(rule, layout) or not in_force(rule, identity.period):
                continue
            for instance in own_instances(rule):
                if is_answerable(instance, by_form):
                    for ask in _asks(instance, layout, by_form):
                        _enter(ask, found)
    return found


def _uses(steps: Mapping[Place, Step]) -> dict[Place, tuple[Place, ...]]:
    found: dict[Place, list[Place]] = {}
    sources: dict[Place, set[Place]] = {}
    for cell, step in steps.items():
        parts = {Place(*part) for _, part, _ in step.parts}
        sources[cell] = parts.union(*(sources.get(part, ()) for part in parts))
        for source in sources[cell]:
            found.setdefault(source, []).append(cell)
    return {source: tuple(cells) for source, cells in found.items()}


def _asks(instance: Instance, layout: Layout, by_form: Mapping[str, Layout]) -> Iterator[Ask]:
    form, names, specials = layout.form.id, instance.names, tuple(instance.expression.specials)
    if instance.per:
        yield Ask(instance, layout, 0, (), specials)
    elif instance.is_row_scope:
        for line in lines_of(instance, layout) if layout.form.kind == "matrix" else (0,):
            yield Ask(instance, layout, line, tuple((name, Place(form, line, name.column)) for name in names), specials)
    elif has_any_cell(instance, by_form, layout):
        yield Ask(instance, layout, None, tuple((name, _place(name, layout, by_form)) for name in names), specials)


def _place(name: Name, layout: Layout, by_form: Mapping[str, Layout]) -> Place | None:
    slot = slot_of(by_form, layout, name)
    home = by_form.get(name.form, layout)
    return Place(home.form.id, slot.line - home.lines[0].number, slot.column.id) if slot else None


def _enter(ask: Ask, found: Asked) -> None:
    form = ask.layout.form.id
    found.of_rule.setdefault((form, ask.instance.rule.id), []).append(ask)
    fields = {
        (one.form or form, name.column)
        for one in ask.instance.expression.aggregates
        for name in one.names
        if not name.special
    }
    if ask.groups:
        for column in {*ask.instance.per, *(column for _, column in fields)}:
            found.of_field.setdefault((form, column), []).append(ask)
    elif ask.line is not None and ask.layout.form.kind == "list":
        for name in ask.instance.names:
            found.of_field.setdefault((form, name.column), []).append(ask)
    else:
        for _, place in ask.places:
            if place is not None:
                found.of_cell.setdefault(place, []).append(ask)
        for one in fields:
            found.of_list.setdefault(one, []).append(ask)
