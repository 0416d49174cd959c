"""Forms as they come out: laid out at every level, in every kind of period and scope, with all their rules at once.

Each module finds one sort of mistake, found by walking this package. That takes seconds, so it is done when an author
asks (`sheetcheck schema check`) and not whenever the catalogue is read (`lint` is). To add a check, add a module
with a function `mistakes`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from sheetcheck.catalogue import Catalogue
from sheetcheck.discovery import modules
from sheetcheck.expression.solver import is_installed
from sheetcheck.finding import Finding, in_order
from sheetcheck.form import Form, Level, Place, Scope
from sheetcheck.layout import Layout, Slot, layout_of
from sheetcheck.lint import distinct
from sheetcheck.period import PeriodKind
from sheetcheck.rule import Instance, applies, has_any_cell, instances, lines_of

_SHARED: Final = frozenset(("columns.yaml", "rules.yaml"))
"""Files that every matrix form depends on."""


@dataclass(frozen=True, eq=False)
class Edition:
    """The forms of one workbook: what units of a level fill in for a kind of period, in one scope."""

    level: Level
    period: PeriodKind
    scope: Scope
    layouts: Mapping[str, Layout]


@dataclass(frozen=True, slots=True)
class Spot:
    """A rule where it is checked: on a line (`at` is a cell of it) or on the return as a whole."""

    instance: Instance
    layout: Layout
    at: Slot | None = None


@dataclass(frozen=True)
class Forms:
    """The forms that are looked at, in all their editions, and where the sets of columns stand that they may use."""

    all: tuple[Form, ...]
    sets: Mapping[str, Place]

    @cached_property
    def editions(self) -> tuple[Edition, ...]:
        found = []
        for level in Level:
            for period in PeriodKind:
                for scope in Scope:
                    issued = [form for form in self.all if level in form.levels and period in form.periods]
                    layouts = {form.id: layout_of(form, level, period, scope) for form in issued}
                    found.append(
                        Edition(level, period, scope, {name: one for name, one in layouts.items() if one.lines})
                    )
        return tuple(one for one in found if one.layouts)

    @cached_property
    def _instances(self) -> Mapping[int, tuple[Instance, ...]]:
        return {id(rule): tuple(instances(rule)) for form in self.all for rule in form.rules}

    def spots(self, edition: Edition) -> tuple[Spot, ...]:
        """Every rule of an edition, wherever it is checked."""
        return self._spots[self.editions.index(edition)]

    @cached_property
    def _spots(self) -> tuple[tuple[Spot, ...], ...]:
        return tuple(tuple(self._spots_of(edition)) for edition in self.editions)

    def _spots_of(self, edition: Edition) -> Iterator[Spot]:
        for layout in edition.layouts.values():
            for rule in layout.form.rules:
                for instance in self._instances[id(rule)] if applies(rule, layout) else ():
                    yield from _spots(instance, layout, edition.layouts)


def _spots(instance: Instance, layout: Layout, layouts: Mapping[str, Layout]) -> Iterator[Spot]:
    if not instance.is_row_scope:
        if has_any_cell(instance, layouts, layout):
            yield Spot(instance, layout)
        return
    for index in lines_of(instance, layout):
        yield Spot(instance, layout, layout.lines[index].slots[0])
        if layout.form.kind == "list":
            return  # all records are alike


@dataclass(frozen=True, slots=True)
class Review:
    """What was found, the numbers of the forms that were left out, and whether rules were reasoned about."""

    findings: tuple[Finding, ...]
    left_out: tuple[str, ...] = ()
    reasoned: bool = True


def review(catalogue: Catalogue, mistakes: Iterable[Finding] = ()) -> Review:
    """What is wrong with the forms of a catalogue; those with mistakes already found wait until these are mended."""
    broken = {one.file for one in mistakes}
    shared = broken & _SHARED
    kept = tuple(
        form
        for form in catalogue.forms.values()
        if form.place.file not in broken and not (shared and form.kind == "matrix")
    )
    looked_at = {form.id for form in kept}
    left_out = tuple(form.number for form in catalogue.forms.values() if form.id not in looked_at)
    forms = Forms(kept, {} if left_out else catalogue.sets)
    found = (one for module in modules(__name__, __path__) for one in module.mistakes(forms))
    return Review(in_order(distinct(found)), left_out, is_installed())
