"""Workbooks for tests: a sheet drawn as text, or a whole return made from its layouts, without a file.

A figure is named as everywhere: `03.hdnd_commune.female` is form, row and column, `12.1.title` a field
of the first record of a list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import NamedTuple

import xlsxwriter

from sheetcheck.catalogue import Catalogue
from sheetcheck.form import Level, Profile, Scope
from sheetcheck.grid import Cell, Sheet, Workbook, a1, place_of
from sheetcheck.identity import Identity
from sheetcheck.layout import CODE_ROW, HEADING_ROW, IDENTITY_SHEET, Layout
from sheetcheck.period import parse_period
from sheetcheck.spot import figure_of
from sheetcheck.template import layouts_for

Drawn = Mapping[str, Cell]
"""Names of figures, and what somebody typed there: a value, an Error or a Formula."""

Filled = dict[tuple[str, str], float | str]
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_NEVER_CALCULATED = ""


class Error(NamedTuple):
    """A formula that shows an error, such as `#REF!`."""

    text: str


class Formula(NamedTuple):
    """A formula that somebody typed, with the value it showed; without one it was never calculated."""

    value: Cell = _NEVER_CALCULATED


def draw(table: str, *, first_row: int = 1) -> list[list[Cell]]:
    """Rows of cells from a table drawn with `|`; rows above `first_row` are blank.

    A number is a float, as the reader gives it; `01` and `"7"` are texts; 2024-05-31 is a date; `=8` is
    a formula that shows 8, `=` one that was never calculated, `#REF!` an error (see `drawn_sheet`).
    """
    lines = [line.strip() for line in table.strip().splitlines()]
    drawn = [[_drawn(cell) for cell in line.strip("|").split("|")] for line in lines if set(line) - set("|-: ")]
    width = max(map(len, drawn))
    blank: list[list[Cell]] = [[""] * width for _ in range(first_row - 1)]
    return blank + [row + [""] * (width - len(row)) for row in drawn]


def _drawn(cell: str) -> Cell:
    text = cell.strip()
    if len(text) > 1 and text[0] == text[-1] == '"':
        return text[1:-1]
    if text.startswith("="):
        return Formula(_drawn(text[1:]))
    if text.startswith("#"):
        return Error(text)
    if _NUMBER.fullmatch(text):
        return float(text)
    return date.fromisoformat(text) if _DATE.fullmatch(text) else text


def drawn_sheet(name: str, table: str, *, first_row: int = HEADING_ROW) -> Sheet:
    """A sheet with a drawn table on it; nothing stands above it."""
    cells = {
        a1(r, c): cell
        for r, row in enumerate(draw(table, first_row=first_row), start=1)
        for c, cell in enumerate(row, start=1)
        if cell != ""
    }
    return _typed(Sheet(name=name), cells)


def issued_to(unit: str, period: str, scope: Scope = Scope.OWN, profile: Profile = Profile.FULL) -> Identity:
    """The identity of a return; the length of a unit's code tells its level."""
    level = {2: Level.PROVINCE, 3: Level.DISTRICT, 5: Level.COMMUNE}[len(unit)]
    return Identity(unit=unit, unit_name=unit, level=level, period=parse_period(period), scope=scope, profile=profile)


def returned(catalogue: Catalogue, identity: Identity, figures: Drawn | None = None) -> Workbook:
    """The return of a unit with these figures typed in; all else is as the template has it."""
    layouts = layouts_for(catalogue, identity)
    by_form = _by_form(layouts, figures or {})
    sheets = [_sheet(layout, layouts, identity, by_form) for layout in layouts]
    lines = [[key, str(value)] for key, value in identity.lines()]
    return Workbook(sheets=(*sheets, Sheet(name=IDENTITY_SHEET, visible=False, rows=lines)))


def fillable(layouts: Iterable[Layout], figures: Drawn) -> dict[str, Filled]:
    """The same figures as `write_template` takes them; a date becomes the number that Excel has for it."""
    by_form = _by_form(layouts, figures)
    return {
        form: {name: _serial(value) if isinstance(value, date) else _plain(value) for name, value in filled.items()}
        for form, filled in by_form.items()
    }


def _serial(day: date) -> float:
    return float((day - date(1899, 12, 30)).days)


def _plain(value: Cell) -> float | str:
    return float(value) if isinstance(value, float | int) else str(value)


def _by_form(layouts: Iterable[Layout], figures: Drawn) -> dict[str, dict[tuple[str, str], Cell]]:
    by_number = {layout.form.number: layout for layout in layouts}
    found: dict[str, dict[tuple[str, str], Cell]] = {layout.form.id: {} for layout in by_number.values()}
    for name, value in figures.items():
        number, row, column = name.split(".")
        layout = by_number[number]
        if layout.slot(row, column) is None:
            raise KeyError(f"{name}: no such cell on the sheet of this unit and period")
        found[layout.form.id][row, column] = value
    return found


def _sheet(
    layout: Layout,
    layouts: Iterable[Layout],
    identity: Identity,
    by_form: Mapping[str, Mapping[tuple[str, str], Cell]],
) -> Sheet:
    language, width, filled = identity.language, layout.width, by_form[layout.form.id]
    rows: list[list[Cell]] = [[""] * width for _ in range(layout.last_line)]
    rows[0][0] = f"Biểu số: {layout.form.codes[layout.level]}"
    rows[0][-1] = f"Đơn vị báo cáo: {identity.unit_name}"
    rows[1][-1] = f"Mã đơn vị: {identity.unit}"
    rows[2][width // 2] = f"Kỳ báo cáo: {identity.period.label}"
    for heading in layout.headings:
        rows[HEADING_ROW - 1][heading.position - 1] = heading.title.of(language)
        rows[CODE_ROW - 1][heading.position - 1] = heading.code
    formulas = set()
    figures = {
        form: {name: _plain(value) for name, value in cells.items() if isinstance(value, float | int | str)}
        for form, cells in by_form.items()
    }
    for line in layout.lines:
        row = rows[line.number - 1]
        row[: layout.stub_width] = line.stub(language)
        if line.row is not None:
            row[layout.stub_width :] = ["x"] * (width - layout.stub_width)
        for slot in line.slots:
            row[slot.position - 1] = ""
            if slot.computed and slot.name not in filled:
                formulas.add(slot.cell)
                value = figure_of(slot, layout, identity, figures, tuple(layouts))
                row[slot.position - 1] = "" if value is None else value
    sheet = Sheet(name=layout.sheet, rows=rows, formulas=frozenset(formulas))
    return _typed(sheet, {layout.places[name].cell: value for name, value in filled.items()})


def as_file(workbook: Workbook) -> bytes:
    """A drawn workbook as the bytes of a file, without any look."""
    target = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(target, options) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for sheet in workbook.sheets:
            page = book.add_worksheet(sheet.name)
            if not sheet.visible:
                page.hide()
            for r, row in enumerate(sheet.rows):
                for c, cell in enumerate(row):
                    address = a1(r + 1, c + 1)
                    if address in sheet.formulas:
                        page.write_formula(r, c, "=1", None, sheet.errors.get(address, cell))
                    elif isinstance(cell, date):
                        page.write_datetime(r, c, cell, day)
                    elif cell != "":
                        page.write(r, c, cell)
    return target.getvalue()


# What people do to a workbook before they return it. Each gives another workbook.


def typed(workbook: Workbook, sheet: str, cells: Drawn) -> Workbook:
    """Values typed into cells, by address."""
    return on_sheet(workbook, sheet, lambda one: _typed(one, cells))


def on_sheet(workbook: Workbook, name: str, edit: Callable[[Sheet], Sheet | None]) -> Workbook:
    """One sheet edited; None takes it out."""
    sheets = [edit(sheet) if sheet.name == name else sheet for sheet in workbook.sheets]
    return replace(workbook, sheets=tuple(sheet for sheet in sheets if sheet is not None))


def without_results(workbook: Workbook) -> Workbook:
    """As a program saves it that does not calculate: every formula is there, and no formula has a value."""
    return replace(workbook, sheets=tuple(map(_without_results, workbook.sheets)))


def _without_results(sheet: Sheet) -> Sheet:
    drawn = _typed(sheet, dict.fromkeys(sheet.formulas, ""))
    return replace(drawn, formulas=sheet.formulas, uncalculated=sheet.formulas)


def insert_row(sheet: Sheet, before: int, cells: Sequence[Cell] = ()) -> Sheet:
    width = len(sheet.rows[0])
    new = [*cells, *[""] * (width - len(cells))]
    rows = [*sheet.rows[: before - 1], new, *sheet.rows[before - 1 :]]
    return _moved(sheet, rows, lambda row, column: (row + (row >= before), column))


def delete_row(sheet: Sheet, number: int) -> Sheet:
    rows = [*sheet.rows[: number - 1], *sheet.rows[number:]]
    return _moved(sheet, rows, lambda row, column: (row - (row > number), column), lambda row, _: row == number)


def insert_column(sheet: Sheet, before: int) -> Sheet:
    rows = [[*row[: before - 1], "", *row[before - 1 :]] for row in sheet.rows]
    return _moved(sheet, rows, lambda row, column: (row, column + (column >= before)))


def delete_column(sheet: Sheet, number: int) -> Sheet:
    rows = [[*row[: number - 1], *row[number:]] for row in sheet.rows]
    return _moved(sheet, rows, lambda row, column: (row, column - (column > number)), lambda _, c: c == number)


def _moved(
    sheet: Sheet,
    rows: Sequence[Sequence[Cell]],
    to: Callable[[int, int], tuple[int, int]],
    gone: Callable[[int, int], bool] = lambda _row, _column: False,
) -> Sheet:
    def moved(addresses: Iterable[str]) -> Iterator[tuple[str, str]]:
        for address in addresses:
            if not gone(*place_of(address)):
                yield address, a1(*to(*place_of(address)))

    return replace(
        sheet,
        rows=rows,
        errors={new: sheet.errors[old] for old, new in moved(sheet.errors)},
        formulas=frozenset(new for _, new in moved(sheet.formulas)),
        uncalculated=frozenset(new for _, new in moved(sheet.uncalculated)),
    )


def _typed(sheet: Sheet, cells: Drawn) -> Sheet:
    places = {address: place_of(address) for address in cells}
    height = max([len(sheet.rows), *(row for row, _ in places.values())])
    width = max([0, *map(len, sheet.rows), *(column for _, column in places.values())])
    blank: list[Sequence[Cell]] = [()] * (height - len(sheet.rows))
    rows = [[*row, *[""] * (width - len(row))] for row in (*sheet.rows, *blank)]
    errors, formulas, uncalculated = dict(sheet.errors), set(sheet.formulas), set(sheet.uncalculated)
    for address, value in cells.items():
        row, column = places[address]
        shown: Cell = float(value) if type(value) is int else value
        formulas.discard(address)
        uncalculated.discard(address)
        errors.pop(address, None)
        if isinstance(value, Error):
            errors[address], shown = value.text, ""
            formulas.add(address)
        elif isinstance(value, Formula):
            shown = value.value
            formulas.add(address)
            if shown == _NEVER_CALCULATED:
                uncalculated.add(address)
        rows[row - 1][column - 1] = shown
    return replace(sheet, rows=rows, errors=errors, formulas=frozenset(formulas), uncalculated=frozenset(uncalculated))
