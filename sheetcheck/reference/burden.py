"""How much a unit has to fill in: counted from the layouts, never written by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from sheetcheck.catalogue import Catalogue
from sheetcheck.finding import Severity
from sheetcheck.form import Form, Level, Profile
from sheetcheck.layout import NOTE, Layout, layouts_of
from sheetcheck.period import PeriodKind

LEVELS: Final = (Level.COMMUNE, Level.DISTRICT, Level.PROVINCE)


@dataclass(frozen=True, slots=True)
class Burden:
    """What some sheets of one return ask for. Cells are those that somebody types, without the notes.

    `required`: a blank is an error. `reminded`: a blank is a warning. `other`: filled in when there is a figure, or
    the form only after a change. Registers have records, not cells, and are counted as `registers`.
    """

    forms: int
    registers: int
    rows: int
    required: int
    reminded: int
    other: int

    @property
    def cells(self) -> int:
        return self.required + self.reminded + self.other


def burden(layouts: Iterable[Layout]) -> Burden:
    layouts = tuple(layouts)
    fixed = [layout for layout in layouts if layout.form.kind == "matrix"]
    asked = [severity for layout in fixed for severity in _asked(layout)]
    return Burden(
        forms=len(layouts),
        registers=len(layouts) - len(fixed),
        rows=sum(len(layout.lines) for layout in fixed),
        required=asked.count(Severity.ERROR),
        reminded=asked.count(Severity.WARNING),
        other=asked.count(None),
    )


def burdens(catalogue: Catalogue) -> Iterator[tuple[Level, PeriodKind, Profile, Burden]]:
    """For each level, kind of period and profile what a unit's own return asks for."""
    for level in LEVELS:
        for kind in PeriodKind:
            for profile in Profile:
                layouts = layouts_of(catalogue.forms.values(), level, kind, profile=profile)
                if layouts:
                    yield level, kind, profile, burden(layouts)


def of_form(form: Form, level: Level, kind: PeriodKind, profile: Profile) -> Burden | None:
    """What one form asks for; None where it is not issued."""
    layouts = layouts_of([form], level, kind, profile=profile)
    return burden(layouts) if layouts else None


def _asked(layout: Layout) -> Iterator[Severity | None]:
    """For each cell to type how bad a blank is."""
    on_change = layout.period in layout.form.on_change
    for slot in layout.slots():
        if not slot.computed and slot.column is not NOTE:
            yield None if on_change else slot.severity
