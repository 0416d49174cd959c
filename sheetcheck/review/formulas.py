"""The formulas of the workbooks: each can be written, and none is more than Excel takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Final

from sheetcheck.codes import review as D
from sheetcheck.document import mistake
from sheetcheck.entries import entries_of
from sheetcheck.expression import Expression, parse
from sheetcheck.expression.limits import MAX_ARGUMENTS, Limit, exceeded
from sheetcheck.finding import Finding, Severity
from sheetcheck.form import Place
from sheetcheck.identity import nobody
from sheetcheck.layout import Layout, Line, Slot
from sheetcheck.missing import formulas
from sheetcheck.period import PeriodKind, parse_period
from sheetcheck.review import Edition, Forms
from sheetcheck.spot import Spot, limits
from sheetcheck.text import Text

_CHECKS: Final = Text(vi="quy tắc ở một ô", en="rules on one cell")
_PERIODS: Final[Mapping[PeriodKind, str]] = {PeriodKind.HALF: "2026-H1", PeriodKind.YEAR: "2026"}
_Asked = dict[tuple[object, ...], tuple[Limit, ...] | None]
"""What was found for places that are alike: their formulas differ by a few addresses."""


def mistakes(forms: Forms) -> Iterator[Finding]:
    """Each once, as it is where it is worst: the same formula is a few characters longer at another level."""
    worst: dict[tuple[str, ...], Finding] = {}
    for edition in forms.editions:
        for one in chain(_checks(forms, edition), _computed(edition), _status(edition)):
            about = {name: value for name, value in one.params.items() if name != "found"}
            key = (one.code, one.file, repr(about))
            if key not in worst or _found(one) > _found(worst[key]):
                worst[key] = one
    yield from worst.values()


def _found(one: Finding) -> int:
    found = one.params.get("found", 0)
    assert isinstance(found, int)
    return found


def _checks(forms: Forms, edition: Edition) -> Iterator[Finding]:
    """Rules that a return may break are formulas of a hidden sheet; each cell looks at all of its own."""
    looked: Counter[tuple[str, tuple[str, str]]] = Counter()
    asked: _Asked = {}
    for spot in forms.spots(edition):
        layout, instance = spot.layout, spot.instance
        if instance.rule.severity is Severity.INFO or instance.expression.others:
            continue
        place = _spot(edition, layout, spot.at, elsewhere=True)
        key = (id(instance), *_likeness(place, instance.expression))
        if key not in asked:
            asked[key] = _limits(place, instance.expression, instance.per)
            yield from _said(asked[key] or (), instance.rule.place.of("check"), instance.rule.id)
        if asked[key] == ():
            there = (place.place(name) for name in instance.names)
            looked.update((layout.form.id, one[1].name) for one in there if one and one[0] is layout)
    for (form, name), number in looked.items():
        where = edition.layouts[form].form.place
        limit = Limit(_CHECKS, number, MAX_ARGUMENTS)
        yield from _said((limit,) if number > MAX_ARGUMENTS else (), where, ".".join(name))


def _computed(edition: Edition) -> Iterator[Finding]:
    """A computed cell is locked, so its formula must be there."""
    asked: _Asked = {}
    for layout in edition.layouts.values():
        for line in layout.lines[:1] if layout.form.kind == "list" else layout.lines:
            for slot in line.slots:
                if slot.computed:
                    yield from _of_cell(slot, line, layout, edition, asked)


def _of_cell(slot: Slot, line: Line, layout: Layout, edition: Edition, asked: _Asked) -> Iterator[Finding]:
    expression, spot = parse(slot.computed), _spot(edition, layout, slot)
    key = (slot.computed, *_likeness(spot, expression))
    if key in asked:
        return
    asked[key] = found = _limits(spot, expression)
    owner = slot.column if slot.column.computed or line.row is None else line.row
    place = owner.place.of("computed")
    if found is None:
        yield mistake(D.NO_FORMULA, place, name=owner.id)
    yield from _said(found or (), place, owner.id)


def _status(edition: Edition) -> Iterator[Finding]:
    """What counts blank cells, and what looks for entries that could not have been typed."""
    layouts = tuple(edition.layouts.values())
    for layout in layouts:
        wanted = [*formulas(layout), *(entry.first_fault for entry in entries_of(layout, layouts, "vi"))]
        for formula in wanted:
            yield from _said(tuple(exceeded(formula)), layout.form.place, layout.sheet)


def _spot(edition: Edition, layout: Layout, at: Slot | None, *, elsewhere: bool = False) -> Spot:
    period = parse_period(_PERIODS[edition.period])
    whose = nobody(edition.level, period, edition.scope)
    return Spot(tuple(edition.layouts.values()), layout, whose, at, elsewhere)


def _likeness(spot: Spot, expression: Expression) -> Iterator[object]:
    """The same for spots from which formulas see cells of the same kinds."""
    for name in expression.names:
        place = spot.place(name)
        yield place and (place[1].column.kind, place[1].severity, bool(place[1].computed), place[0] is spot.home)


def _limits(spot: Spot, expression: Expression, per: Sequence[str] = ()) -> tuple[Limit, ...] | None:
    text = spot.text(expression, per)
    return None if text is None else tuple(limits(text))


def _said(limits: tuple[Limit, ...], place: Place, what: str) -> Iterator[Finding]:
    for counted, found, most in limits:
        yield mistake(D.FORMULA_LIMIT, place, what=what, counted=counted, found=found, limit=most)
