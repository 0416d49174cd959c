"""One sheet of a return, read along its layout: by codes, wherever the table was moved to."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from math import nan

from sheetcheck import tamper
from sheetcheck.anchors import Anchors, locate
from sheetcheck.codes import layout as L
from sheetcheck.codes import value as V
from sheetcheck.figures import Figures
from sheetcheck.finding import Code, Finding, Severity, finding
from sheetcheck.form import Form, Required
from sheetcheck.grid import Cell, Sheet, a1, place_of
from sheetcheck.healing import SURE, guessed, labels
from sheetcheck.identity import head_rows
from sheetcheck.kinds import KINDS, Kind
from sheetcheck.label import normal
from sheetcheck.layout import CODE_ROW, STATUS_ROW, Layout, Slot
from sheetcheck.remains import overlaid, remains
from sheetcheck.text import Language

_PRINTED = re.compile(r"(?:Biểu số|Form)\s*:?\s*(\d\d)\s*/\s*BĐG", re.IGNORECASE)
_NOTHING = ("x", "X", "-", "")
_LARGEST = 1e12
_STATUS = a1(STATUS_ROW, 1)


@dataclass(frozen=True, slots=True)
class SheetReading:
    """The figures of one sheet, what was odd about it, and whether nobody filled anything in."""

    figures: Figures
    findings: tuple[Finding, ...]
    blank: bool


def form_printed_on(sheet: Sheet) -> str | None:
    """The number of the form whose heading the sheet bears, such as `03`."""
    for row in head_rows(sheet)[1]:
        for cell in row:
            match = _PRINTED.search(cell) if isinstance(cell, str) else None
            if match:
                return match.group(1)
    return None


def prints_its_number(form: Form) -> bool:
    """Whether the heading of a form has the number in the way that is looked for; an author's own form may not."""
    return all(_PRINTED.search(f"Form {code}") for code in form.codes.values())


@dataclass(frozen=True, slots=True)
class _Cell:
    """A slot made ready for reading: where to look, how to read, where the figure goes."""

    slot: Slot
    position: int
    kind: Kind
    index: int
    is_count: bool


def _is_plain_count(slot: Slot) -> bool:
    """Whether any whole number will do: nearly all cells are so, and read without asking the kind."""
    column = slot.column
    return column.kind == "count" and not slot.computed and column.minimum is None and column.maximum is None


@cache
def _cells(layout: Layout) -> tuple[tuple[_Cell, ...], ...]:
    """The cells of each line; made once for each layout in a process."""
    return tuple(
        tuple(
            _Cell(slot, slot.position, KINDS[slot.column.kind], layout.numbers.get(slot.column.id, -1),
                  _is_plain_count(slot))
            for slot in line.slots
        )
        for line in layout.lines
    )  # fmt: skip


@dataclass(slots=True)
class _Pass:
    """One pass over one sheet: the only mutable thing here, thrown away at its end."""

    sheet: Sheet
    layout: Layout
    language: Language
    rows: Sequence[Sequence[Cell]]
    anchors: Anchors
    values: array[float]
    width: int
    texts: dict[tuple[int, str], str] = field(default_factory=dict)
    states: dict[tuple[int, str], str] = field(default_factory=dict)
    found: list[Finding] = field(default_factory=list)
    typed_over: list[str] = field(default_factory=list)
    filled: int = 0
    nothing_happened: bool = False

    def say(self, code: Code, cells: tuple[str, ...] = (), row: str = "", column: str = "", **params: object) -> None:
        where = {"sheet": self.sheet.name, "form": self.layout.form.id, "row": row, "column": column}
        self.found.append(finding(code, cells=cells, params=params, **where))


def read_sheet(sheet: Sheet, layout: Layout, language: Language) -> SheetReading:
    """The figures of a form. Never raises; a table that cannot be placed is not read."""
    sheet = _without_status(sheet)
    rows = _padded(sheet, layout.width)
    anchors = locate(rows, layout)
    if anchors is None:
        return _unreadable(sheet, layout)
    reading = _Pass(sheet, layout, language, rows, anchors, array("d"), len(layout.numeric))
    _say_anchors(reading)
    numbers = (_read_lines if layout.form.kind == "matrix" else _read_records)(reading)
    reading.found.extend(remains(sheet, rows, layout, anchors, language))
    reading.found.extend(tamper.of_sheet(sheet, layout, anchors))
    _say_formulas(reading)
    if reading.typed_over:
        reading.say(L.FORMULA_TYPED_OVER, tuple(reading.typed_over), found=len(reading.typed_over))
    return _finished(reading, numbers)


def _without_status(sheet: Sheet) -> Sheet:
    """The sheet without the formula that says how the form stands: whatever it shows, nobody typed it."""
    status = _STATUS if _STATUS in sheet.formulas else _moved_status(sheet)
    if not status:
        return sheet
    return replace(
        sheet,
        formulas=sheet.formulas - {status},
        uncalculated=sheet.uncalculated - {status},
        errors={cell: text for cell, text in sheet.errors.items() if cell != status},
    )


def _moved_status(sheet: Sheet) -> str:
    """Where the status went when rows or columns were put before it: still below the form's number."""
    first, rows = head_rows(sheet)
    column = next((place for place, cell in enumerate(rows[0], start=1) if cell != ""), 1) if rows else 1
    places = (a1(first + down, column) for down in range(STATUS_ROW + 1))
    return next((cell for cell in places if cell in sheet.formulas), "")


def _padded(sheet: Sheet, width: int) -> Sequence[Sequence[Cell]]:
    """The rows as a rectangle at least as wide as the table, with errors where readers leave them blank."""
    rows, widths = sheet.rows, set(map(len, sheet.rows))
    width = max(width, *widths, 0)
    if widths != {width}:
        rows = [[*row, *[""] * (width - len(row))] for row in rows]
    return overlaid(rows, sheet.errors) if sheet.errors else rows


def _say_anchors(reading: _Pass) -> None:
    """Which codes are missing or stand twice, and that the table was moved."""
    layout, anchors, language = reading.layout, reading.anchors, reading.language
    if anchors.as_issued:
        return
    for twice in anchors.twice:
        said = {"found": twice.code, "cells": list(twice.cells)}
        where = {"sheet": reading.sheet.name, "form": layout.form.id, "cells": twice.cells}
        reading.found.append(finding(L.CODE_TWICE, **where, params=said))
    doubled = {twice.code for twice in anchors.twice}
    for heading in layout.headings:
        if not anchors.columns[heading.position] and heading.code not in doubled:
            reading.say(L.COLUMN_MISSING, found=heading.code, label=heading.title.of(language))
    for line, number in zip(layout.lines, anchors.numbers, strict=True):
        row = line.row
        if not number and row is not None and row.code not in doubled:
            grave = {} if row.required is not Required.OPTIONAL else {"severity": Severity.INFO}
            said = {"found": row.code, "label": row.title.of(language)}
            where = {"sheet": reading.sheet.name, "form": layout.form.id, "row": row.id}
            reading.found.append(finding(L.ROW_MISSING, **where, **grave, params=said))
    _say_guesses(reading)
    if anchors.moved:
        first = a1(anchors.code_row, anchors.columns[layout.stub_width + 1] or 1)
        expected = a1(CODE_ROW, layout.stub_width + 1)
        reading.say(L.MOVED, (first,), form=layout.form.number, expected=expected, found=first, confidence=SURE)


def _say_guesses(reading: _Pass) -> None:
    """Which lines and columns were found without their codes: one finding for a line, one for all columns."""
    layout, anchors = reading.layout, reading.anchors
    for index, one in guessed(anchors.guesses, lines=True).items():
        row = layout.lines[index].row
        assert row is not None
        said = {"expected": row.code, "label": row.title.of(reading.language), "found": one.found}
        cells = [a1(one.place, anchors.columns[2])]
        if normal(one.found) not in map(normal, labels(layout.lines[index])):
            cells.append(a1(one.place, anchors.columns[1]))
        reading.say(L.ROW_BY_LABEL, tuple(cells), row.id, confidence=one.confidence, **said)
    columns = guessed(anchors.guesses, lines=False)
    if columns:
        reading.say(
            L.COLUMN_BY_HEADING,
            tuple(a1(anchors.code_row, one.place) for one in columns.values()),
            expected=[layout.headings[position - 1].code for position in columns],
            label=[layout.headings[position - 1].title.of(reading.language) for position in columns],
            found=[one.found for one in columns.values()],
            confidence=min(one.confidence for one in columns.values()),
        )


def _read_lines(reading: _Pass) -> tuple[int, ...]:
    """Every line of a matrix form; a line that is not there stays without figures."""
    lines = _cells(reading.layout)
    reading.values = array("d", [nan]) * (reading.width * len(lines))
    zero = reading.layout.zero_line
    if zero is not None and (number := reading.anchors.numbers[zero]):
        _read_line(reading, zero, number, lines[zero])
        reading.nothing_happened = 1.0 in reading.values
    for index, cells in enumerate(lines):
        number = reading.anchors.numbers[index]
        if number and index != zero:
            _read_line(reading, index, number, cells)
    if reading.nothing_happened and zero is not None:
        _fill_with_zeros(reading, zero)
    return reading.anchors.numbers


def _fill_with_zeros(reading: _Pass, zero: int) -> None:
    """The tick "nothing happened" stands for a zero in every blank cell; beside other figures it says nothing."""
    values, width, numbers = reading.values, reading.width, reading.anchors.numbers
    own = range(zero * width, (zero + 1) * width)
    if any(value > 0 for place, value in enumerate(values) if place not in own):
        return  # a rule of the form says that the two do not agree
    filled = 0
    for index, cells in enumerate(_cells(reading.layout)):
        for cell in cells if index != zero and numbers[index] else ():
            place, name = index * width + cell.index, (index, cell.slot.column.id)
            blank = cell.index >= 0 and not cell.slot.computed and values[place] != values[place]
            if blank and name not in reading.states:
                values[place] = 0.0
                filled += 1
    if filled:
        slot = reading.layout.lines[zero].slots[0]
        address = a1(numbers[zero], reading.anchors.columns[slot.position])
        reading.say(V.ZEROS_FROM_TICK, (address,), slot.row, slot.column.id, count=filled)


def _read_records(reading: _Pass) -> tuple[int, ...]:
    """Every line of a list form that has any content is a record."""
    places = [place - 1 for place in reading.anchors.columns[2:] if place]
    blank: list[Cell] = [""] * len(places)
    formulas = {place_of(address)[0] for address in reading.sheet.uncalculated}
    numbers: list[int] = []
    for number, cells in zip(reading.anchors.numbers, _cells(reading.layout), strict=True):
        row = reading.rows[number - 1] if number <= len(reading.rows) else ()
        if number and (number in formulas or (row and [row[place] for place in places] != blank)):
            reading.values.extend([nan] * reading.width)
            _read_line(reading, len(numbers), number, cells)
            numbers.append(number)
    return tuple(numbers)


def _read_line(reading: _Pass, index: int, number: int, cells: tuple[_Cell, ...]) -> None:
    """Every slot of one line: its figure, or why there is none."""
    row, columns, values = reading.rows[number - 1], reading.anchors.columns, reading.values
    base = index * reading.width
    is_any_uncalculated = bool(reading.sheet.uncalculated)
    missing: list[Slot] = []
    for cell in cells:
        place = columns[cell.position]
        if not place:
            continue
        raw = row[place - 1]
        if cell.is_count and type(raw) is float and 0.0 <= raw < _LARGEST and raw.is_integer():
            values[base + cell.index] = raw
            reading.filled += 1
        elif raw == "":
            if is_any_uncalculated and _blank(reading, index, a1(number, place), cell.slot):
                continue
            if cell.slot.severity is not None:
                missing.append(cell.slot)
        elif cell.slot.computed:
            _stated(reading, cell, base, raw, a1(number, place))
        elif not _read_cell(reading, cell, index, base, raw, a1(number, place)) and cell.slot.severity is not None:
            missing.append(cell.slot)
    if missing and not reading.nothing_happened:
        _missing(reading, index, number, missing)


def _blank(reading: _Pass, index: int, address: str, slot: Slot) -> bool:
    """A cell that reads as blank: is it a formula that was never calculated?"""
    if address not in reading.sheet.uncalculated:
        return False
    if not slot.computed:
        reading.say(L.FORMULA_WITHOUT_VALUE, (address,), slot.row, slot.column.id)
        reading.filled += 1
        reading.states[index, slot.column.id] = "unreadable"
    return True


def _read_cell(reading: _Pass, cell: _Cell, index: int, base: int, raw: Cell, address: str) -> bool:
    """Whether anything is there: a space is not, nor a dash where no number belongs."""
    slot = cell.slot
    read = cell.kind.read(raw, slot.column)
    if read.status == "missing":
        return False
    reading.filled += 1
    if read.code is not None:
        reading.say(read.code, (address,), slot.row, slot.column.id, **read.params)
    if read.status:
        reading.states[index, slot.column.id] = read.status
    if read.value is None:
        return True
    if cell.index >= 0 and not isinstance(read.value, str):
        reading.values[base + cell.index] = read.value
    else:
        reading.texts[index, slot.column.id] = str(read.value)
    return True


def _stated(reading: _Pass, cell: _Cell, base: int, raw: Cell, address: str) -> None:
    """A computed cell is a statement to be compared, never a source."""
    slot = cell.slot
    if isinstance(raw, float):  # a formula's own result, such as a share of many decimals
        reading.values[base + cell.index] = raw
    elif raw not in _NOTHING:
        read = cell.kind.read(raw, slot.column)
        if isinstance(read.value, float):
            reading.values[base + cell.index] = read.value
        elif read.status not in ("not_applicable", "unavailable"):
            reading.say(L.COMPUTED_UNREADABLE, (address,), slot.row, slot.column.id, found=str(raw))
    if raw not in _NOTHING and address not in reading.sheet.formulas:
        reading.typed_over.append(address)
        reading.filled += 1


@cache
def _computed_cells(layout: Layout) -> frozenset[str]:
    return frozenset(slot.cell for slot in layout.slots() if slot.computed)


def _say_formulas(reading: _Pass) -> None:
    """Formulas in cells where somebody should have typed: the value shown was taken, and is said."""
    sheet = reading.sheet
    formulas = sheet.formulas - sheet.uncalculated - sheet.errors.keys()
    if formulas <= _computed_cells(reading.layout) and not reading.anchors.moved:
        return
    for cells, number in zip(_cells(reading.layout), reading.anchors.numbers, strict=True):
        for cell in cells if number else ():
            place = reading.anchors.columns[cell.position]
            address = a1(number, place) if place else ""
            if address in formulas and not cell.slot.computed:
                found = reading.rows[number - 1][place - 1]
                reading.say(L.FORMULA_IN_INPUT, (address,), cell.slot.row, cell.slot.column.id, found=found)


def _missing(reading: _Pass, index: int, number: int, slots: list[Slot]) -> None:
    """One finding for a line: which required cells are blank."""
    layout, language = reading.layout, reading.language
    cells = tuple(a1(number, reading.anchors.columns[slot.position]) for slot in slots)
    names = [slot.column.title.of(language) for slot in slots]
    row = layout.lines[index].row if layout.form.kind == "matrix" else None
    if row is None:
        reading.say(V.MISSING_FIELD, cells, str(index + 1), slots[0].column.id, record=index + 1, columns=names)
        return
    label = row.title.of(language)
    if (
        [slot.column.id for slot in slots] == ["female"]
        and slots[0].severity is Severity.ERROR
        and _has_total(reading, index)
    ):
        reading.say(V.MISSING_SEX_SPLIT, cells, row.id, "female", label=label)
        return
    code = V.MISSING if any(slot.severity is Severity.ERROR for slot in slots) else V.MISSING_ANNUAL
    reading.say(code, cells, row.id, slots[0].column.id, label=label, columns=names)


def _has_total(reading: _Pass, index: int) -> bool:
    return reading.values[index * reading.width + reading.layout.numbers["total"]] > 0


def _finished(reading: _Pass, numbers: tuple[int, ...]) -> SheetReading:
    layout, anchors = reading.layout, reading.anchors
    is_list = layout.form.kind == "list"
    elsewhere = anchors.moved or 0 in anchors.numbers or 0 in anchors.columns[1:]
    figures = Figures(
        sheet=reading.sheet.name,
        values=reading.values,
        texts=reading.texts,
        states=reading.states,
        lines=numbers if elsewhere or is_list else None,
        columns=dict(enumerate(anchors.columns)) if elsewhere else None,
    )
    blank = reading.filled == 0
    found = reading.found if not blank or is_list else list(_empty(reading))
    return SheetReading(figures, tuple(found), blank)


def _empty(reading: _Pass) -> list[Finding]:
    """A form without any figure: one finding instead of one for each line."""
    layout = reading.layout
    missing = {V.MISSING.code, V.MISSING_ANNUAL.code}
    kept = [one for one in reading.found if one.code not in missing]
    columns, numbers = reading.anchors.columns, reading.anchors.numbers
    needed = [
        a1(number, columns[slot.position])
        for line, number in zip(layout.lines, numbers, strict=True)
        for slot in line.slots
        if slot.severity is not None and number and columns[slot.position]
    ]
    if needed and layout.period not in layout.form.on_change:
        where = {"sheet": reading.sheet.name, "form": layout.form.id, "cells": (needed[0],)}
        kept.append(finding(V.EMPTY_FORM, **where, params={"form": layout.form.number}))
    return kept


def _unreadable(sheet: Sheet, layout: Layout) -> SheetReading:
    count = len(layout.lines) if layout.form.kind == "matrix" else 0
    values = array("d", [nan]) * (len(layout.numeric) * count)
    figures = Figures(sheet=sheet.name, values=values, texts={}, states={})
    said = finding(L.CODES_NOT_FOUND, sheet=sheet.name, form=layout.form.id, params={"form": layout.form.number})
    return SheetReading(figures, (said,), blank=False)
