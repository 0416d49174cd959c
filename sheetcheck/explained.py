"""Warnings that somebody has explained: an office by a waiver, a unit by a reason in the note of the row.

Errors are never explained away. An explained warning is told with who said why, and counts for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from sheetcheck.codes import waiver as W
from sheetcheck.codes.cell import UNAVAILABLE
from sheetcheck.finding import Code, Explanation, Finding, Severity, finding
from sheetcheck.form import Form
from sheetcheck.label import normal
from sheetcheck.layout import NOTE
from sheetcheck.period import Period
from sheetcheck.reason import filled_down, is_reason
from sheetcheck.remarks import NO_REASON
from sheetcheck.returns import Return
from sheetcheck.waiver import Waiver

_ABOUT_FIGURES: Final = "RXPUV"
_ROW: Final = re.compile(r"(?:(?P<sheet>.*)!)?[A-Z]+(?P<row>[0-9]+)")


def explained(
    found: Iterable[Finding],
    returns: Sequence[Return],
    forms: Mapping[str, Form],
    waivers: Sequence[Waiver] = (),
    round_period: Period | None = None,
) -> list[Finding]:
    """The findings, with their explanations, and what became of the waivers."""
    by_file = {one.file: one for one in returns}
    notes: dict[str, _Notes] = {}
    used: dict[Waiver, bool] = {}
    said: list[Finding] = []
    for one in found:
        item = by_file.get(one.file)
        if one.severity is not Severity.WARNING or item is None or item.identity is None:
            said.append(one)
            continue
        waiver = _waiver(one, item.identity.period, waivers, used)
        if waiver is not None:
            said.append(_with(one, Explanation(by=waiver.approved_by, why=waiver.why, where=waiver.where)))
        elif one.code[0] in _ABOUT_FIGURES or one.code == UNAVAILABLE.code:
            if one.file not in notes:
                notes[one.file] = _Notes(item, forms)
            said.append(notes[one.file].explained(one))
        else:
            said.append(one)
    return [*said, *_left_over(waivers, used, returns, round_period)]


def _waiver(one: Finding, period: Period, waivers: Iterable[Waiver], used: dict[Waiver, bool]) -> Waiver | None:
    """The waiver of a warning; `used` remembers those that were needed, and whether they could be used."""
    for waiver in waivers:
        if waiver.is_for(one.code, one.unit, one.period):
            lapsed = waiver.has_lapsed(period)
            used[waiver] = used.get(waiver, False) or not lapsed
            if not lapsed:
                return waiver
    return None


def _with(one: Finding, explanation: Explanation) -> Finding:
    return replace(one, severity=Severity.INFO, declared=one.severity, explained=explanation)


class _Note(NamedTuple):
    text: str
    where: str
    is_private: bool


class _Notes:
    """The notes of one return by sheet and row of the file."""

    def __init__(self, item: Return, forms: Mapping[str, Form]) -> None:
        self.notes = {place: note for form in forms.values() for place, note in _notes_of(form, item)}
        self.filled_down = filled_down(note.text for note in self.notes.values())

    def explained(self, one: Finding) -> Finding:
        """The finding with the first reason beside one of its cells, or with the note that is none."""
        beside = dict.fromkeys(filter(None, (self._beside(cell, one.sheet) for cell in one.cells)))
        for note in beside:
            if is_reason(note.text) and normal(note.text) not in self.filled_down:
                why = "" if note.is_private else note.text
                return _with(one, Explanation(by="", why=why, where=note.where))
        if beside:
            return replace(one, params={**one.params, NO_REASON: next(iter(beside)).where})
        return one

    def _beside(self, cell: str, sheet: str) -> _Note | None:
        match = _ROW.fullmatch(cell)
        return self.notes.get((match["sheet"] or sheet, int(match["row"]))) if match else None


def _notes_of(form: Form, item: Return) -> Iterator[tuple[tuple[str, int], _Note]]:
    """Where each note of a form stands: its sheet and row, and what it says."""
    figures, layout = item.figures.get(form.id), item.layout(form)
    if figures is None or layout is None:
        return
    position = next((one.position for one in layout.headings if one.column and one.column.id == NOTE.id), 0)
    for (line, column), text in figures.texts.items():
        if column == NOTE.id and text.strip() and position:
            cell = item.cell(layout, line, position)
            match = _ROW.fullmatch(cell)
            if match:
                yield (figures.sheet, int(match["row"])), _Note(text.strip(), f"{figures.sheet}!{cell}", form.sensitive)


def _left_over(
    waivers: Iterable[Waiver], used: Mapping[Waiver, bool], returns: Sequence[Return], round_period: Period | None
) -> Iterator[Finding]:
    """Waivers that explained nothing, where it is known that they do not."""
    received = {(one.unit, one.period) for one in returns if one.identity}
    for waiver in waivers:
        if used.get(waiver):
            continue
        if waiver in used:
            yield _said(W.LAPSED, waiver, until=waiver.until)
        elif round_period is not None and not waiver.covers(round_period.label):
            yield _said(W.OTHER_PERIOD, waiver, found=", ".join(waiver.periods))
        elif waiver.is_answered(received):
            yield _said(W.NOT_USED, waiver)


def _said(code: Code, waiver: Waiver, **params: object) -> Finding:
    where = {"rule": waiver.rule, "place": waiver.where, "line": waiver.place.line}
    return finding(code, file=waiver.place.file, params={**where, **params})
