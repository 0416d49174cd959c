"""Forms as they come out: laid out at every level, in every kind of period and scope, with all their rules at once.

Each module finds one sort of mistake, found by walking this package. That takes seconds, so it is done when an author
asks (`sheetcheck schema check`) and not whenever the catalogue is read (`lint` is). To add a check, add a module
with a function `mistakes`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from sheetcheck.catalogue import Catalogue
from sheetcheck.codes.capacity import TOO_MUCH
from sheetcheck.discovery import modules
from sheetcheck.expression import parse
from sheetcheck.expression.solver import is_installed
from sheetcheck.finding import Finding, in_order
from sheetcheck.form import Form, Level, Rule, Scope
from sheetcheck.layout import Layout, Slot, layout_of
from sheetcheck.lint import columns_of, distinct
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
    """The forms that are looked at, in all their editions, and the rules that every form has.

    `whole` when these are all the forms there are.
    """

    all: tuple[Form, ...]
    generic: tuple[Rule, ...] = ()
    whole: bool = True

    @cached_property
    def waiting(self) -> frozenset[int]:
        """Rules (by `id`) that take figures of a form that is not looked at: what is said of them may be false."""
        known = {"", *(form.id for form in self.all)}
        return frozenset(
            rule
            for rule, found in self._instances.items()
            for one in found
            if not {*(name.form for name in one.names), *(part.form for part in one.expression.aggregates)} <= known
        )

    @cached_property
    def undecided(self) -> frozenset[int]:
        """Rules (by `id`) that may have more to check, or break, than is seen here."""
        return self.waiting if self.whole else self.waiting | {id(rule) for rule in self.generic}

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
                if id(rule) in self.waiting:
                    continue
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
    """What was found, what was not looked at, and whether rules were reasoned about.

    `left_out` are the forms that wait for mistakes to be mended, `waiting` the rules of others that take figures of
    them. `unused` are shared sets of columns that no form has: no mistake, and worth a word.
    """

    findings: tuple[Finding, ...]
    left_out: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    reasoned: bool = True


def review(catalogue: Catalogue, mistakes: Iterable[Finding] = ()) -> Review:
    """What is wrong with the forms of a catalogue; those with mistakes already found wait until these are mended.

    So does all that rests on them: forms that compute cells from theirs, and rules that speak of their cells.
    """
    mistakes = tuple(mistakes)
    if any(one.code == TOO_MUCH.code for one in mistakes):  # to lay that out would take all memory
        return Review((), left_out=_names(catalogue.forms.values()), reasoned=is_installed())
    kept, out = _kept(catalogue, {one.file for one in mistakes})
    forms = Forms(kept, catalogue.generic, whole=not mistakes)
    found = (one for module in modules(__name__, __path__) for one in module.mistakes(forms))
    used = {name for form in kept for name in form.sets}
    return Review(
        findings=in_order(distinct(found)),
        left_out=_names(out),
        waiting=tuple(dict.fromkeys(rule.id for form in kept for rule in form.rules if id(rule) in forms.waiting)),
        unused=() if mistakes else tuple(name for name in catalogue.sets if name not in used),
        reasoned=is_installed(),
    )


def _names(forms: Iterable[Form]) -> tuple[str, ...]:
    return tuple(form.number or form.id or form.place.file for form in forms)


def _kept(catalogue: Catalogue, broken: Collection[str]) -> tuple[tuple[Form, ...], tuple[Form, ...]]:
    """The forms that can be looked at, and the others."""
    shared = not _SHARED.isdisjoint(broken)
    kept: dict[str, Form] = {
        form.id: form
        for form in catalogue.forms.values()
        if not (shared and form.kind == "matrix") and _files(form).isdisjoint(broken)
    }
    while resting := [name for name, form in kept.items() if not _forms_computed_from(form) <= kept.keys()]:
        for name in resting:
            del kept[name]
    return tuple(kept.values()), tuple(form for form in catalogue.forms.values() if form.id not in kept)


def _files(form: Form) -> set[str]:
    """Its own, and that of rows which are made from another."""
    return {form.place.file, *(row.place.file for row in form.rows)}


def _forms_computed_from(form: Form) -> set[str]:
    rows = (text for row in form.rows for text in (row.computed, *row.cells.values()))
    texts = {*rows, *(column.computed for column in columns_of(form))} - {""}
    return {name.form for text in texts for name in parse(text).names if name.form}
