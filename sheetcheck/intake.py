"""A workbook that came back -> whose it is, its figures, and everything that was odd about it.

Runs in the guarded worker processes, so it needs nothing but the standard library and gives plain
values back. Cells are found by row code and column code. Every non-empty cell is consumed or said.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sheetcheck import tamper
from sheetcheck.codes import identity as I
from sheetcheck.codes import layout as L
from sheetcheck.codes import value as V
from sheetcheck.contents import by_content, likeness, sheets_of_others, without_sheets
from sheetcheck.decoding import decoded, is_called_for, readable
from sheetcheck.figures import Figures
from sheetcheck.finding import Code, Finding, Severity, finding
from sheetcheck.form import Form
from sheetcheck.grid import Sheet, Workbook, a1
from sheetcheck.identity import (
    Identity,
    Printed,
    edited,
    full_code,
    issued_layouts,
    on_hidden_sheet,
    padded,
    printed,
    stated,
    understand,
)
from sheetcheck.label import normal
from sheetcheck.layout import (
    COVER_SHEET,
    HEADING_ROW,
    IDENTITY_SHEET,
    LISTS_SHEET,
    READING_TITLE,
    RESULT_SHEET,
    RULES_SHEET,
    Layout,
    sheet_name,
)
from sheetcheck.letters import visible
from sheetcheck.period import Calendar
from sheetcheck.sheet import SheetReading, form_printed_on, prints_its_number, read_sheet
from sheetcheck.signed import signed_out_of_time
from sheetcheck.text import LANGUAGES

_PRINTED = frozenset(("unit", "unit_name", "period", "level"))
_COVERS = frozenset(sheet.of(language) for sheet in (COVER_SHEET, RESULT_SHEET) for language in LANGUAGES)
_SURELY = 80
"""Percent of its labels by which a form is known that stands on a sheet of another name."""
OWN_SHEETS = _COVERS | {IDENTITY_SHEET, LISTS_SHEET, RULES_SHEET}


@dataclass(frozen=True, slots=True)
class Intake:
    """The result for one workbook."""

    identity: Identity | None
    figures: Mapping[str, Figures]
    findings: tuple[Finding, ...]


def take_in(workbook: Workbook, forms: Mapping[str, Form]) -> Intake:
    """Reads every form of a workbook; never raises for what is in it.

    When something in it may have been typed with an old font, all is read again in Unicode. What is nowhere kept or
    matched is not looked at for that: going through every cell would take a twentieth of the time of a return.
    """
    intake, headers = _taken(workbook, forms)
    if not is_called_for(workbook, _kept(intake), _headers(workbook, headers)):
        return intake
    clear, said = decoded(workbook)
    if clear is not workbook:
        intake, _ = _taken(clear, forms)
    by_sheet = {figures.sheet: forms[name] for name, figures in intake.figures.items()}
    return replace(intake, findings=(*intake.findings, *_on_forms(said, by_sheet)))


def _kept(intake: Intake) -> Iterator[str]:
    """All texts that are kept of a workbook or quoted from it."""
    for figures in intake.figures.values():
        yield from figures.texts.values()
    for one in intake.findings:
        for value in one.params.values():
            yield from (text for text in (value if isinstance(value, list) else (value,)) if isinstance(text, str))


def _headers(workbook: Workbook, headers: Iterable[Printed]) -> Iterator[str]:
    """The headers of sheets on which unit, name, period or form were not found: they may be in another writing."""
    found: dict[str, set[str]] = {}
    for one in headers:
        found.setdefault(one.sheet, set()).add(one.key)
    for sheet in workbook.sheets:
        if not found.get(sheet.name, set()) >= _PRINTED:
            yield from (cell for cell in set[object]().union(*sheet.rows[: HEADING_ROW - 1]) if isinstance(cell, str))


def _taken(workbook: Workbook, forms: Mapping[str, Form]) -> tuple[Intake, tuple[Printed, ...]]:
    """The workbook as it stands, and what its headers print."""
    headers = printed(workbook)
    identity, found, others = _identify(workbook, headers)
    if identity is None:
        return Intake(None, {}, tuple(found)), headers
    layouts = issued_layouts(forms.values(), identity)
    sheets, said = _match_sheets(without_sheets(workbook, others), layouts)
    found += said
    found += _of_others(workbook, others)
    found += _typed_on_cover(workbook)
    readings: dict[str, SheetReading] = {}
    for layout in layouts:
        sheet = sheets.get(layout.form.id)
        if sheet is not None:
            readings[layout.form.id] = read_sheet(sheet, layout, identity.language)
    if readings and all(reading.blank for reading in readings.values()):
        found.append(finding(V.EMPTY_RETURN))
        found += [one for reading in readings.values() for one in reading.findings if one.code != V.EMPTY_FORM.code]
    else:
        found += [one for reading in readings.values() for one in reading.findings]
        found += _only_zeros(readings, layouts)
        read = {layout: readings[layout.form.id].figures for layout in layouts if layout.form.id in readings}
        found += signed_out_of_time(sheets, read, identity.period)
    found += tamper.of_workbook(sheets.values())
    figures = {name: reading.figures for name, reading in readings.items()}
    return Intake(identity, figures, tuple(found)), headers


def _on_forms(found: Iterable[Finding], forms: Mapping[str, Form]) -> Iterator[Finding]:
    """Findings on sheets with the form of their sheet; what stood in a sensitive form is not quoted."""
    for one in found:
        form = forms.get(one.sheet)
        unquoted = {"found": "…", "value": "…", "texts": [], "readings": []} if form and form.sensitive else {}
        yield replace(one, form=form.id if form else "", params={**one.params, **unquoted})


def _only_zeros(readings: Mapping[str, SheetReading], layouts: Iterable[Layout]) -> Iterator[Finding]:
    """Whether nothing but 0 stands in the whole return; one form may well have nothing else.

    A figure that nobody could read, or that is not known, may be more than 0.
    """
    read = [(layout, readings[layout.form.id].figures) for layout in layouts if layout.form.id in readings]
    if any(one.states or any(value > 0 for value in one.values) for _, one in read):
        return
    for layout, one in read:
        if layout.form.kind == "matrix":
            slot = layout.lines[0].slots[0]
            number = one.lines[0] if one.lines else slot.line
            place = one.columns.get(slot.position, 0) if one.columns else slot.position
            cells = (a1(number, place),) if number and place else ()
            yield finding(V.ONLY_ZEROS, sheet=one.sheet, form=layout.form.id, cells=cells)
            return


def _typed_on_cover(workbook: Workbook) -> Iterator[Finding]:
    """Figures on the instruction sheet and on that of an annotation: none of their own is a plain number."""
    for sheet in workbook.sheets:
        if sheet.name not in _COVERS:
            continue
        typed = {
            a1(number, place): cell
            for number, row in enumerate(sheet.rows, start=1)
            for place, cell in enumerate(row, start=1)
            if type(cell) in (float, int) and a1(number, place) not in sheet.formulas
        }
        if typed:
            yield finding(
                L.FIGURE_OUTSIDE, sheet=sheet.name, cells=tuple(typed), params={"found": list(typed.values())}
            )


def _identify(
    workbook: Workbook, headers: tuple[Printed, ...]
) -> tuple[Identity | None, list[Finding], Mapping[str, str]]:
    """The identity of the hidden sheet, else of the visible headers; a contradiction is said.

    Beside it the sheets of other units, by name: those of which this unit has one of its own.
    """
    hidden = stated(workbook)
    identity = understand(hidden)
    found: list[Finding] = []
    if any(_is_for_reading(sheet) for sheet in workbook.sheets):
        return None, [finding(I.OUR_ANSWER)], {}
    if identity is None:
        hidden = {one.key: one.value for one in reversed(headers)}
        identity = understand(hidden)
        if identity is None:
            return None, [finding(I.NOT_A_RETURN)], {}
        first = next(one for one in headers if one.key == "unit")
        said: dict[str, object] = {"unit": identity.unit, "period": identity.period.label}
        found.append(finding(I.IDENTITY_FROM_HEADERS, sheet=first.sheet, cells=(first.cell,), params=said))
    elif not on_hidden_sheet(workbook):
        said = {"unit": identity.unit, "period": identity.period.label}
        found.append(finding(I.IDENTITY_FROM_PROPERTIES, params=said))
    full = padded(identity)
    if full.unit != identity.unit:
        found.append(finding(I.UNIT_CODE_PADDED, params={"found": identity.unit, "unit": full.unit}))
    others = sheets_of_others(workbook, full, headers)
    found += _contradictions(full, [one for one in headers if one.sheet not in others])
    if changes := edited(workbook):
        params = {"changes": [f"{one.key}: {one.issued} → {one.found}" for one in changes]}
        cells = tuple(one.cell for one in changes)
        found.append(finding(I.IDENTITY_EDITED, sheet=IDENTITY_SHEET, cells=cells, params=params))
    if identity.mark:
        found.append(finding(I.GENERATED_FIGURES, params={"mark": identity.mark}))
    return full, found, others


def _is_for_reading(sheet: Sheet) -> bool:
    """Whether it is the first sheet of a copy of ours that is not to be filled in."""
    first = sheet.rows[0][0] if sheet.rows and sheet.rows[0] else ""
    return sheet.name in _COVERS and first in (READING_TITLE.vi, READING_TITLE.en)


def _of_others(workbook: Workbook, others: Mapping[str, str]) -> Iterator[Finding]:
    """One finding for each other unit whose sheets stand in the workbook: which they are, how much is on them."""
    for unit in sorted(set(others.values())):
        sheets = [sheet for sheet in workbook.sheets if others.get(sheet.name) == unit]
        count = sum(cell != "" for sheet in sheets for row in sheet.rows for cell in row)
        names = [sheet.name for sheet in sheets]
        yield finding(I.OTHER_UNIT_IN_WORKBOOK, sheet=names[0], params={"other": unit, "sheets": names, "count": count})


def _contradictions(identity: Identity, headers: Iterable[Printed]) -> Iterator[Finding]:
    """What headers print against what the template was issued for: a finding for each other value."""
    issued = {"unit": identity.unit, "period": identity.period.label, "level": identity.level.value}
    if any(map(str.isalnum, identity.unit_name)):
        issued["unit_name"] = identity.unit_name
    if identity.period.calendar is not Calendar.CUSTOM:
        issued["calendar"] = identity.period.calendar.value
    headers = tuple(headers)
    strangers = {
        one.sheet for one in headers if one.key == "unit" and full_code(one.value, identity.level) != identity.unit
    }
    others: dict[tuple[str, str], list[Printed]] = {}
    for one in headers:
        if one.key == "unit_name" and one.sheet in strangers:
            continue  # the other unit's code is said already
        value = full_code(one.value, identity.level) if one.key == "unit" else one.value
        if normal(value) != normal(issued.get(one.key, value)):
            others.setdefault((one.key, one.value), []).append(one)
    for (key, value), places in others.items():
        sheet = places[0].sheet
        cells = tuple(one.cell if one.sheet == sheet else f"{one.sheet}!{one.cell}" for one in places)
        params = {"key": key, "printed": value, "stated": issued[key]}
        yield finding(I.IDENTITY_DIFFERS, sheet=sheet, cells=cells, params=params)


def _match_sheets(workbook: Workbook, layouts: Iterable[Layout]) -> tuple[dict[str, Sheet], list[Finding]]:
    """Form id -> its sheet: by name where the heading agrees, else by the heading printed on it."""
    layouts = list(layouts)
    numbers = {sheet.name: form_printed_on(sheet) for sheet in workbook.sheets}
    by_id = {layout.form.id: layout for layout in layouts}
    by_number = {layout.form.number: layout.form for layout in layouts}
    by_name = {layout.sheet: layout.form for layout in layouts}
    matched: dict[str, Sheet] = {}
    found: list[Finding] = []
    strays: list[Sheet] = []
    for sheet in sorted(workbook.sheets, key=lambda one: readable(one.name) not in by_name):
        number, named = numbers[sheet.name], by_name.get(readable(sheet.name))
        form = by_number.get(number) if number else named
        if sheet.name in OWN_SHEETS:
            continue
        if (form is None and named is None) or (
            named is not None and not number and _is_another(sheet, named, layouts)
        ):
            strays.append(sheet)
        elif form is not None and form is not named and _is_surely(sheet, by_id[form.id], numbers):
            matched[form.id] = sheet
            found.append(_about(L.SHEET_RENAMED, sheet, form, expected=sheet_name(form), found=sheet.name))
        elif named is not None and form is not named:
            found.append(_about(L.WRONG_FORM, sheet, named, expected=named.number, found=number))
        elif form is not None and form.id in matched:
            count = list(numbers.values()).count(form.number)
            found.append(_about(I.UNIT_REPEATED_IN_WORKBOOK, sheet, form, count=count))
        elif form is not None:
            matched[form.id] = sheet
            found += _say_name(sheet, by_id[form.id], number)
            if not sheet.visible:
                found.append(_about(L.HIDDEN_SHEET, sheet, form))
    said = {one.form for one in found} | matched.keys()
    by_labels = _guessed(strays, layouts, said)
    found += [one for pair in by_labels.values() for one in pair[1]]
    matched.update({form: sheet for form, (sheet, _) in by_labels.items()})
    taken = {sheet.name for sheet, _ in by_labels.values()}
    strays = [sheet for sheet in strays if sheet.name not in taken]
    said |= matched.keys()
    found += _without_sheet(layout.form for layout in layouts if layout.form.id not in said)
    return matched, found + list(_unread(strays))


def _guessed(
    strays: list[Sheet], layouts: list[Layout], said: Collection[str]
) -> Mapping[str, tuple[Sheet, list[Finding]]]:
    """Forms without a sheet whose labels stand on one that bears no form's name: the sheet, and what is said of it."""
    missing = {layout.form.id: layout.form for layout in layouts if layout.form.id not in said}
    guessed = by_content(strays, layouts, missing) if strays and missing else {}
    found: dict[str, tuple[Sheet, list[Finding]]] = {}
    for sheet in [one for one in strays if one.name in guessed]:
        form, confidence = missing[guessed[sheet.name].form], guessed[sheet.name].confidence
        params = {"expected": sheet_name(form), "found": sheet.name, "confidence": confidence}
        hidden = [] if sheet.visible else [_about(L.HIDDEN_SHEET, sheet, form)]
        found[form.id] = (sheet, [_about(L.FORM_BY_CONTENT, sheet, form, **params), *hidden])
    return found


def _say_name(sheet: Sheet, layout: Layout, number: str | None) -> Iterator[Finding]:
    """Whether a form was found by its heading alone, or by its name alone."""
    if visible(sheet.name) != layout.sheet:
        yield _about(L.SHEET_RENAMED, sheet, layout.form, expected=layout.sheet, found=sheet.name)
    elif number is None and prints_its_number(layout.form):
        yield _about(L.HEADING_GONE, sheet, layout.form, found=sheet.name, confidence=likeness(sheet, layout))


def _is_another(sheet: Sheet, named: Form, layouts: Iterable[Layout]) -> bool:
    """Whether the labels on a sheet without a heading are those of another form than the one whose name it bears."""
    found = by_content([sheet], layouts, [layout.form.id for layout in layouts])
    return sheet.name in found and found[sheet.name].form != named.id


def _is_surely(sheet: Sheet, layout: Layout, numbers: Mapping[str, str | None]) -> bool:
    """Whether no other sheet bears the heading of the form, and its labels stand under it: two names were swapped."""
    return list(numbers.values()).count(layout.form.number) == 1 and likeness(sheet, layout) >= _SURELY


def _without_sheet(forms: Iterable[Form]) -> Iterator[Finding]:
    for form in forms:
        yield finding(L.FORM_MISSING, form=form.id, params={"form": form.number, "expected": sheet_name(form)})


def _about(code: Code, sheet: Sheet, form: Form, **params: object) -> Finding:
    return finding(code, sheet=sheet.name, form=form.id, params={"form": form.number, **params})


def _unread(sheets: Iterable[Sheet]) -> Iterable[Finding]:
    for sheet in sheets:
        count = sum(cell != "" for row in sheet.rows for cell in row)
        if count:
            yield finding(L.SHEET_NOT_READ, sheet=sheet.name, params={"found": sheet.name, "count": count})


# Across the process border only plain values travel.


def packed(intake: Intake) -> tuple[Any, ...]:
    """An intake as plain builtins."""
    identity = {key: str(value) for key, value in intake.identity.lines()} if intake.identity else None
    figures = {
        name: (one.sheet, one.values.tobytes(), dict(one.texts), dict(one.states), one.lines, one.columns)
        for name, one in intake.figures.items()
    }
    found = [
        (one.code, one.severity.value, one.sheet, one.cells, one.form, one.row, one.column, _plain(one.params))
        for one in intake.findings
    ]
    return (identity, figures, found)


def _plain(params: Mapping[str, object]) -> dict[str, object]:
    """Parameters as JSON values: a date or whatever else a cell held becomes its text."""
    plain = (str, int, float, bool, type(None), list)
    return {key: value if type(value) in plain else list(value) if isinstance(value, tuple) else str(value)
            for key, value in params.items()}  # fmt: skip


def unpacked(plain: tuple[Any, ...]) -> Intake:
    """What `packed` gave, as values again."""
    identity, figures, found = plain
    return Intake(
        understand(identity) if identity else None,
        {name: _figures(*one) for name, one in figures.items()},
        tuple(
            Finding(
                code=code,
                severity=Severity(severity),
                sheet=sheet,
                cells=cells,
                form=form,
                row=row,
                column=column,
                params=params,
            )
            for code, severity, sheet, cells, form, row, column, params in found
        ),
    )


def _figures(sheet: str, values: bytes, texts: Any, states: Any, lines: Any, columns: Any) -> Figures:
    numbers = array("d")
    numbers.frombytes(values)
    return Figures(sheet=sheet, values=numbers, texts=texts, states=states, lines=lines, columns=columns)
