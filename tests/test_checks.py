"""The rules that a workbook checks while somebody types: all of the catalogue but those named here."""

from __future__ import annotations

from typing import Final

import pytest

from sheetcheck.catalogue import load_catalogue
from sheetcheck.checks import checks_of
from sheetcheck.finding import Severity
from sheetcheck.form import Scope
from sheetcheck.identity import Identity, anybody
from sheetcheck.layout import Layout
from sheetcheck.life import in_force
from sheetcheck.rule import Instance, applies, has_any_cell, is_answerable, lines_of, own_instances
from sheetcheck.template import layouts_for
from sheetcheck.testing.drawing import issued_to

CATALOGUE = load_catalogue()
NO_FORMULA: Final = frozenset({"R13.4a", "R13.4b"})
"""Errors whose texts are searched for a pattern, the number of an identity card and of a telephone: a return with one
must not be accepted, and no formula knows patterns."""
WARNINGS_WITHOUT: Final = frozenset({"R02.1", "R02.2", "R13.3"})
"""Warnings about how a text is spelt."""
KINDS = [issued_to("06331", "2026"), issued_to("185", "2024", Scope.CONSOLIDATED), issued_to("20", "2026"),
         issued_to("20", "2026-H1", Scope.CONSOLIDATED), issued_to("20", "2026", Scope.CONSOLIDATED)]  # fmt: skip


def is_asked(one: Instance, layout: Layout, layouts: tuple[Layout, ...]) -> bool:
    """Whether it speaks of the return itself, and of any of its cells."""
    known = {each.form.id: each for each in layouts}
    is_of_lines = one.is_row_scope or bool(one.per)
    there = bool(list(lines_of(one, layout))) if is_of_lines else has_any_cell(one, known, layout)
    return there and is_answerable(one, known)


def without_formula(whose: Identity, severity: Severity) -> set[str]:
    """The rules that this workbook should know and does not, each with what its loop says."""
    layouts, found = layouts_for(CATALOGUE, whose), set()
    for layout in layouts:
        live = {
            (one.instance.rule.id, *one.instance.loop.values()) for one in checks_of(layout, layouts, anybody(whose))
        }
        for rule in layout.form.rules:
            is_meant = rule.severity is severity and not rule.trial and in_force(rule, whose.period)
            for one in own_instances(rule) if is_meant and applies(rule, layout) else ():
                if is_asked(one, layout, layouts) and (rule.id, *one.loop.values()) not in live:
                    found.add(rule.id)
    return found


@pytest.mark.parametrize("whose", KINDS, ids=lambda one: f"{one.level} {one.period.label} {one.scope}")
def test_every_error_that_a_workbook_can_know_is_live(whose: Identity) -> None:
    assert without_formula(whose, Severity.ERROR) == NO_FORMULA


@pytest.mark.parametrize("whose", KINDS, ids=lambda one: f"{one.level} {one.period.label} {one.scope}")
def test_every_warning_that_a_workbook_can_know_is_live(whose: Identity) -> None:
    assert without_formula(whose, Severity.WARNING) == WARNINGS_WITHOUT
