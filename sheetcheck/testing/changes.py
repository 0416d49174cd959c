"""Returns with a change or two, written as short as a table of cases needs them.

`01.collaborators total=49 female=50` types two figures of a row, `09.dv_incidents=2` the figure of a row
that has only one, `_` blanks a cell, `+` is a space in a text; changes are parted by `;`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from sheetcheck.catalogue import Catalogue
from sheetcheck.form import Scope
from sheetcheck.grid import Cell, Workbook
from sheetcheck.identity import Identity
from sheetcheck.kinds import KINDS
from sheetcheck.rule import instances
from sheetcheck.template import layouts_for
from sheetcheck.testing.batch import verdicts
from sheetcheck.testing.drawing import Drawn, issued_to, returned


class Base(NamedTuple):
    """A valid return that changes are made to: whose it is, and its figures that are not 0."""

    unit: str
    period: str
    figures: str = ""
    scope: Scope = Scope.OWN


Case = tuple[str, str, str]
"""The name of a base, the changes, and what is then said: `G02 D13 E13; L114 F13`."""


def parsed(changes: str) -> Iterator[tuple[str, Cell]]:
    """`03.x total=1 female=2; 09.y=3` as names of figures and values."""
    for part in filter(None, changes.split(";")):
        row, *cells = part.split()
        if "=" in row:
            name, figure = row.split("=", 1)
            yield f"{name}.value", _value(figure)
        for cell in cells:
            column, figure = cell.split("=", 1)
            yield f"{row}.{column}", figure if column == "venue_unit" else _value(figure)


def _value(text: str) -> Cell:
    if text == "_":
        return ""
    if text[:2] == "20" and text.count("-") == 2:
        return date.fromisoformat(text)
    return float(text) if text.lstrip("-").replace(".", "", 1).isdigit() and text != "1.500" else text.replace("+", " ")


def typed(catalogue: Catalogue, base: Base, changes: str = "") -> tuple[Identity, Drawn]:
    """Whose return it is, and what is typed in it: 0 in every required cell but those of its base and the changes."""
    whose = issued_to(base.unit, base.period, base.scope)
    figures = dict(parsed(base.figures))
    zeros = {
        f"{layout.form.number}.{slot.row}.{slot.column.id}": 0 if KINDS[slot.column.kind].numeric else "2021-2026"
        for layout in layouts_for(catalogue, whose)
        if layout.form.kind == "matrix"
        and whose.period.kind not in layout.form.on_change
        and figures.get(f"{layout.form.number}.{layout.form.zero_row}.value") != 1
        for slot in layout.slots()
        if slot.severity is not None
    }
    return whose, zeros | figures | dict(parsed(changes))


def changed(catalogue: Catalogue, base: Base, changes: str = "") -> Workbook:
    """The return with the changes typed in it."""
    return returned(catalogue, *typed(catalogue, base, changes))


def said(catalogue: Catalogue, bases: Mapping[str, Base], cases: Iterable[Case]) -> Mapping[str, str]:
    """What is said of each case, by its base and changes; all are judged as one batch."""
    drawn = {f"{base} {changes}": changed(catalogue, bases[base], changes) for base, changes, _ in cases}
    return {name: "; ".join(found) for name, found in verdicts(catalogue, drawn).items()}


def only(catalogue: Catalogue, *numbers: str) -> Catalogue:
    """The catalogue with these forms alone, so that a case need not mind the others."""
    forms = [catalogue.form(number) for number in numbers]
    return replace(catalogue, forms={form.id: form for form in forms})


def unbroken(catalogue: Catalogue, cases: Iterable[Case]) -> set[str]:
    """The rules of these forms' own that no case breaks.

    What every form has, every form's cases need not show, nor what is held against the records of another form or
    against another return.
    """
    broken = {one.split()[0] for _, _, expected in cases for one in expected.split("; ") if one}
    rules = {rule.id for form in catalogue.forms.values() for rule in form.rules if not rule.id.startswith("G")}
    return rules - over_records(catalogue, *catalogue.forms) - between_returns(catalogue) - broken


def between_returns(catalogue: Catalogue) -> set[str]:
    """The rules that look at other returns too."""
    return {
        rule.id
        for form in catalogue.forms.values()
        for rule in form.rules
        if any(one.expression.others for one in instances(rule))
    }


def over_records(catalogue: Catalogue, *but: str) -> set[str]:
    """The rules that take records of a list together; not those that each list of `but` has about its own alone."""
    return {
        rule.id
        for form in catalogue.forms.values()
        for rule in form.rules
        for one in instances(rule)
        if one.expression.aggregates
        and not one.expression.others
        and not (
            form.id in but and not one.names and all(part.form in ("", form.id) for part in one.expression.aggregates)
        )
    }
