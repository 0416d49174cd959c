"""Rules that contradict each other: a form that is filled in breaks one of them, whatever its figures.

Only rules that reject a return take part, with what computed cells come to and the limits of columns. All cells are
taken as filled in; when two optional ones together are the trouble they exclude each other, and one stays blank.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sheetcheck.codes import review as D
from sheetcheck.document import mistake
from sheetcheck.expression import Name
from sheetcheck.expression.solver import is_installed
from sheetcheck.finding import Finding, Severity
from sheetcheck.form import Place
from sheetcheck.review import Edition, Forms
from sheetcheck.review._demands import Clash, clashes, one_of_each
from sheetcheck.review._groups import groups
from sheetcheck.review._statements import Cells, Statement

_NAMED: Final = 12
"""Cells that are named."""


def mistakes(forms: Forms) -> Iterator[Finding]:
    """Nothing when the solver is not there."""
    looked_at: set[object] = set()
    known: list[frozenset[str]] = []
    for edition in forms.editions if is_installed() else ():
        cells = Cells(edition)
        for group in groups(_statements(forms, edition, cells, without=one_of_each(known)), cells):
            # The rows of a form are often alike, and so are its editions.
            key = (group.shape, tuple(one.rule.id for one in group.statements))
            if key in looked_at:
                continue
            looked_at.add(key)
            for clash in clashes(group):
                if clash.rules not in known:
                    known.append(clash.rules)
                    yield _said(clash, cells)


def _statements(forms: Forms, edition: Edition, cells: Cells, without: set[str]) -> list[Statement]:
    """What the rules of an edition say that reject a return; records of lists and other returns are left open."""
    return [
        cells.stated(spot)
        for spot in forms.spots(edition)
        if spot.instance.rule.severity is Severity.ERROR
        and not spot.instance.expression.aggregates
        and not spot.instance.expression.others
        and spot.instance.rule.id not in without
    ]


def _said(clash: Clash, cells: Cells) -> Finding:
    named = dict.fromkeys(f"{one.rule.id} ({_at(_place(one))})" for one in clash.statements)
    named |= dict.fromkeys(f"computed {_short(name)}" for name in clash.given)
    named |= dict.fromkeys(f"min/max {_short(name)}" for name in clash.limited)
    filled = [f"{_short(name)} ({cells.slot(name).cell})" for name in clash.filled]
    edition = cells.edition
    forms = dict.fromkeys(one.spot.layout.sheet for one in clash.statements)
    owner = next(iter((*clash.given, *clash.limited, *clash.filled)), None)
    first = _place(clash.statements[0]) if clash.statements or owner is None else cells.slot(owner).column.place
    return mistake(
        D.CONTRADICTION,
        first,
        rules=", ".join(named),
        cells=filled[:_NAMED] + (["…"] if len(filled) > _NAMED else []),
        where=", ".join((*forms, edition.level.value, edition.period.value, edition.scope.value)),
    )


def _place(statement: Statement) -> Place:
    return statement.rule.place.of("check")


def _at(place: Place) -> str:
    return f"{place.file}:{place.line}"


def _short(name: Name) -> str:
    return f"{name.row}.{name.column}"
