"""The formulas of the workbooks: each can be written, and none is more than Excel takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from sheetcheck.codes import review as D
from sheetcheck.cover import missing_formula
from sheetcheck.document import mistake
from sheetcheck.expression import Expression, Name, formula_limits, parse
from sheetcheck.expression.limits import MAX_ARGUMENTS, Limit, exceeded
from sheetcheck.finding import Finding, Severity
from sheetcheck.form import Place
from sheetcheck.formula import ABSENT, holds_text, lists_in, slot_of
from sheetcheck.layout import Layout, Line, Slot
from sheetcheck.review import Edition, Forms
from sheetcheck.text import LANGUAGES, Text

_FARTHEST: Final = "AA999"
"""A cell is written as if it stood far off: the question is whether a formula fits wherever it stands."""
_SOME_DAY: Final = "2026-12-31"
_CHECKS: Final = Text(vi="quy tắc ở một ô", en="rules on one cell")


def mistakes(forms: Forms) -> Iterator[Finding]:
    for edition in forms.editions:
        yield from _checks(forms, edition)
        yield from _computed(edition)
        yield from _cover(edition)


def _checks(forms: Forms, edition: Edition) -> Iterator[Finding]:
    """Rules that reject a return are formulas of a hidden sheet; each cell looks at all of its own."""
    looked: Counter[tuple[str, tuple[str, str]]] = Counter()
    asked: dict[tuple[object, ...], tuple[Limit, ...] | None] = {}
    for spot in forms.spots(edition):
        layout, instance = spot.layout, spot.instance
        if instance.rule.severity is not Severity.ERROR or layout.form.kind != "matrix" or instance.expression.others:
            continue
        slots = {name: slot_of(edition.layouts, layout, name, spot.at) for name in instance.names}
        key = (
            id(instance),
            edition.level if instance.expression.aggregates else None,
            *(slot is not None and holds_text(slot) for slot in slots.values()),
            *map(bool, slots.values()),
        )
        if key not in asked:
            asked[key] = _limits(instance.expression, slots, layout, edition)
            yield from _said(asked[key] or (), instance.rule.place.of("check"), instance.rule.id)
        if asked[key] == ():
            looked.update((layout.form.id, slot.name) for name, slot in slots.items() if slot and not name.form)
    for (form, name), number in looked.items():
        place = edition.layouts[form].form.place
        limit = Limit(_CHECKS, number, MAX_ARGUMENTS)
        yield from _said((limit,) if number > MAX_ARGUMENTS else (), place, ".".join(name))


def _computed(edition: Edition) -> Iterator[Finding]:
    """A computed cell is locked, so its formula must be there."""
    asked: dict[tuple[object, ...], tuple[Limit, ...] | None] = {}
    for layout in edition.layouts.values():
        for line in layout.lines[:1] if layout.form.kind == "list" else layout.lines:
            for slot in line.slots:
                if slot.computed:
                    yield from _of_cell(slot, line, layout, edition, asked)


def _of_cell(
    slot: Slot, line: Line, layout: Layout, edition: Edition, asked: dict[tuple[object, ...], tuple[Limit, ...] | None]
) -> Iterator[Finding]:
    expression = parse(slot.computed)
    slots = {name: slot_of(edition.layouts, layout, name, slot) for name in expression.names if not name.special}
    key = (
        slot.computed,
        *(found is not None and holds_text(found) for found in slots.values()),
        *map(bool, slots.values()),
    )
    if key in asked:
        return
    asked[key] = limits = _limits(expression, slots, layout, edition)
    owner = slot.column if slot.column.computed or line.row is None else line.row
    place = owner.place.of("computed")
    if limits is None:
        yield mistake(D.NO_FORMULA, place, name=owner.id)
    yield from _said(limits or (), place, owner.id)


def _cover(edition: Edition) -> Iterator[Finding]:
    for layout in edition.layouts.values():
        yield from _said(tuple(exceeded(missing_formula(layout))), layout.form.place, layout.sheet)


def _limits(
    expression: Expression, slots: Mapping[Name, Slot | None], layout: Layout, edition: Edition
) -> tuple[Limit, ...] | None:
    def known(name: Name) -> str | None:
        said = {"level": edition.level.value, "scope": edition.scope.value, "kind": edition.period.value}
        return said.get(name.column, _SOME_DAY) if name.special else None

    def cell(name: Name) -> str:
        if name.special:
            return f'"{known(name)}"'
        if slots[name] is None:
            return ABSENT
        home = edition.layouts[name.form] if name.form else layout
        return f"'{home.sheet}'!{_FARTHEST}"

    def text(name: Name) -> bool:
        slot = slots.get(name)
        return name.special or (slot is not None and holds_text(slot))

    found = [
        formula_limits(expression, cell, is_text=text, lists=lists_in(edition.layouts, layout, language, known))
        for language in (LANGUAGES if expression.aggregates else LANGUAGES[:1])  # labels of choices are compared
    ]
    return max((one for one in found if one is not None), key=len, default=None)


def _said(limits: tuple[Limit, ...], place: Place, what: str) -> Iterator[Finding]:
    for counted, found, most in limits:
        yield mistake(D.FORMULA_LIMIT, place, what=what, counted=counted, found=found, limit=most)
