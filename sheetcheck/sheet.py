"""One sheet of a return, read along its layout: by codes, wherever the table was moved to."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import nan

from sheetcheck.codes import cell as T
from sheetcheck.codes import layout as L
from sheetcheck.codes import value as V
from sheetcheck.figures import Figures
from sheetcheck.finding import Code, Finding, Severity, finding
from sheetcheck.form import Required
from sheetcheck.grid import Cell, Sheet, a1
from sheetcheck.kinds import KINDS, Kind
from sheetcheck.label import normal
from sheetcheck.layout import CODE_ROW, FIRST_LINE, Layout, Line, Slot
from sheetcheck.text import Language

_PRINTED = re.compile(r"(?:Biểu số|Form)\s*:?\s*(\d\d)\s*/\s*BĐG")
_NOT_APPLICABLE = ("x", "X", "")
_SEARCHED_ROWS = 60


@dataclass(frozen=True, slots=True)
class SheetReading:
    """The figures of one sheet, what was odd about it, and whether nobody filled anything in."""

    figures: Figures
    findings: tuple[Finding, ...]
    blank: bool


def form_printed_on(sheet: Sheet) -> str | None:
    """The number of the form whose heading the sheet bears, such as `03`."""
    for row in sheet.rows[:5]:
        for cell in row:
            match = _PRINTED.search(cell) if isinstance(cell, str) else None
            if match:
                return match.group(1)
    return None


@dataclass(frozen=True, slots=True)
class _Cell:
    """A slot made ready for reading: where to look, how to read, where the figure goes."""

    slot: Slot
    kind: Kind
    index: int
    is_count: bool


@dataclass(frozen=True, slots=True)
class _Plan:
    """A layout made ready for reading; made once for each layout in a process."""

    codes: tuple[str, ...]
    width: int
    blank: array[float]
    lines: tuple[tuple[Line, tuple[_Cell, ...], tuple[int, ...]], ...]
    computed: frozenset[str]


@cache
def _plan(layout: Layout) -> _Plan:
    numeric = [column.id for column in layout.numeric]
    lines = []
    for line in layout.lines:
        cells = tuple(
            _Cell(slot, KINDS[slot.column.kind], numeric.index(slot.column.id) if slot.column.id in numeric else -1,
                  slot.column.kind == "count" and not slot.computed)
            for slot in line.slots
        )  # fmt: skip
        taken = {slot.position for slot in line.slots}
        idle = tuple(p for p in range(layout.stub_width + 1, layout.width) if p not in taken)
        lines.append((line, cells, idle))
    count = len(layout.lines) if layout.form.kind == "matrix" else 0
    computed = frozenset(slot.cell for slot in layout.slots() if slot.computed)
    codes = tuple(heading.code for heading in layout.headings)
    return _Plan(codes, len(numeric), array("d", [nan]) * (len(numeric) * count), tuple(lines), computed)


@dataclass(slots=True)
class _Pass:
    """One pass over one sheet: the only mutable thing here, thrown away at its end."""

    sheet: Sheet
    layout: Layout
    language: Language
    plan: _Plan
    rows: Sequence[Sequence[Cell]]
    columns: dict[str, int]
    code_row: int
    values: array[float]
    texts: dict[tuple[int, str], str] = field(default_factory=dict)
    states: dict[tuple[int, str], str] = field(default_factory=dict)
    found: list[Finding] = field(default_factory=list)
    filled: int = 0

    def say(self, code: Code, cells: tuple[str, ...] = (), row: str = "", column: str = "", **params: object) -> None:
        where = {"sheet": self.sheet.name, "form": self.layout.form.id, "row": row, "column": column}
        self.found.append(finding(code, cells=cells, params=params, **where))


def read_matrix(sheet: Sheet, layout: Layout, language: Language) -> SheetReading:
    """A matrix form: every line of the layout is looked up by its row code."""
    reading = _begin(sheet, layout, language)
    if reading is None:
        return _unreadable(sheet, layout)
    numbers = _line_numbers(reading)
    typed_over: list[str] = []
    for index, (line, cells, idle) in enumerate(reading.plan.lines):
        number = numbers[index]
        if number:
            _read_line(reading, index, number, cells, typed_over)
            _check_stub(reading, line, number)
            _check_idle(reading, line, number, idle)
    if typed_over:
        reading.say(L.FORMULA_TYPED_OVER, tuple(typed_over), found=len(typed_over))
    moved = _moved(reading, numbers)
    _check_headings(reading)
    _leftovers(reading, set(numbers))
    _formulas(reading, numbers, moved)
    if moved:
        reading.say(L.MOVED, (a1(reading.code_row, reading.columns["1"]),), form=layout.form.number)
    return _finished(reading, tuple(numbers) if moved else None, moved=moved)


def read_list(sheet: Sheet, layout: Layout, language: Language) -> SheetReading:
    """A list form: every line with any content is a record."""
    reading = _begin(sheet, layout, language)
    if reading is None:
        return _unreadable(sheet, layout)
    positions = {heading.column.id: reading.columns[heading.code] for heading in layout.headings if heading.column}
    numbers: list[int] = []
    first = reading.code_row + 1
    for offset, (_, cells, _) in enumerate(reading.plan.lines):
        number = first + offset
        row = reading.rows[number - 1] if number <= len(reading.rows) else ()
        if any(row[p - 1] != "" for p in positions.values() if p <= len(row)) or _in_error(reading, number):
            reading.values.extend([nan] * reading.plan.width)
            _read_line(reading, len(numbers), number, cells, [])
            numbers.append(number)
    _beyond_the_list(reading, first + len(reading.plan.lines))
    _check_headings(reading)
    _leftovers(reading, set(range(first, first + len(reading.plan.lines))))
    moved = _moved(reading, list(range(FIRST_LINE, FIRST_LINE + 1)))
    return _finished(reading, tuple(numbers), moved=moved)


def _begin(sheet: Sheet, layout: Layout, language: Language) -> _Pass | None:
    plan = _plan(layout)
    located = _locate_codes(sheet, plan.codes)
    if located is None:
        return None
    code_row, columns, twice = located
    width = max(columns.values(), default=layout.width)
    rows = sheet.rows
    if rows and len(rows[0]) < width:
        rows = [[*row, *[""] * (width - len(row))] for row in rows]
    reading = _Pass(sheet, layout, language, plan, rows, columns, code_row, array("d", plan.blank))
    for code, cells in twice:
        reading.say(L.CODE_TWICE, cells, found=code, cells=list(cells))
    for heading in layout.headings:
        if heading.code not in columns:
            reading.say(L.COLUMN_MISSING, found=heading.code, label=heading.title.of(language))
    return reading


def _locate_codes(
    sheet: Sheet, codes: tuple[str, ...]
) -> tuple[int, dict[str, int], list[tuple[str, tuple[str, ...]]]] | None:
    """The row of column codes and where each code stands: where the layout has it, else the best match."""
    if len(sheet.rows) >= CODE_ROW:
        there = tuple(_code(cell) for cell in sheet.rows[CODE_ROW - 1])
        if there[: len(codes)] == codes and not any(there[len(codes) :]):
            return CODE_ROW, {code: i for i, code in enumerate(codes, start=1)}, []
    best: tuple[int, dict[str, list[int]]] = (0, {})
    for number, row in enumerate(sheet.rows[:_SEARCHED_ROWS], start=1):
        places: dict[str, list[int]] = {}
        for position, cell in enumerate(row, start=1):
            if cell != "" and _code(cell) in codes:
                places.setdefault(_code(cell), []).append(position)
        if len(places) > len(best[1]):
            best = (number, places)
    number, places = best
    if "1" not in places or len(places) < max(3, len(codes) // 2):
        return None
    twice = [(code, tuple(a1(number, p) for p in where)) for code, where in places.items() if len(where) > 1]
    return number, {code: where[0] for code, where in places.items() if len(where) == 1}, twice


def _code(cell: Cell) -> str:
    """A row or column code as printed: `3=1-2` is `3`, the number 7.0 is `7`."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).split("=")[0].strip()


def _line_numbers(reading: _Pass) -> list[int]:
    """The sheet row of each line of the layout, found by its row code; 0 where there is none."""
    position = reading.columns.get("B", 2) - 1
    rows = reading.rows
    lines = reading.layout.lines
    if reading.code_row == CODE_ROW and len(rows) >= reading.layout.last_line and all(
        rows[line.number - 1][position] == line.row.code for line in lines if line.row
    ):  # fmt: skip
        numbers = [line.number for line in lines]
        own = set(numbers)
        known = {line.row.code for line in lines if line.row}
        again = [i for i, row in enumerate(rows[reading.code_row :], start=reading.code_row + 1)
                 if i not in own and _row_code(row[position]) in known]  # fmt: skip
        if not again:
            return numbers
    places: dict[str, list[int]] = {}
    for number, row in enumerate(rows[reading.code_row :], start=reading.code_row + 1):
        if row[position] != "":
            places.setdefault(_row_code(row[position]), []).append(number)
    return [_line_number(reading, line, places, position) for line in lines]


def _line_number(reading: _Pass, line: Line, places: dict[str, list[int]], position: int) -> int:
    if line.row is None:
        return line.number
    where = places.get(line.row.code, [])
    if len(where) == 1:
        return where[0]
    title = line.row.title.of(reading.language)
    if where:
        cells = tuple(a1(number, position + 1) for number in where)
        reading.say(L.CODE_TWICE, cells, row=line.row.id, found=line.row.code, cells=list(cells))
    elif line.row.required is not Required.OPTIONAL:
        reading.say(L.ROW_MISSING, row=line.row.id, found=line.row.code, label=title)
    return 0


def _row_code(cell: Cell) -> str:
    code = _code(cell)
    return code.zfill(2) if code.isdigit() else code


def _read_line(
    reading: _Pass, index: int, number: int, cells: tuple[_Cell, ...], typed_over: list[str]
) -> None:
    """Every slot of one line: its figure, or why there is none."""
    row = reading.rows[number - 1]
    missing: list[Slot] = []
    values, columns, base = reading.values, reading.columns, index * reading.plan.width
    canonical = columns is not None and reading.code_row == CODE_ROW
    for cell in cells:
        slot = cell.slot
        position = slot.position if canonical and len(columns) == len(reading.plan.codes) else 0
        if not position or columns.get(reading.plan.codes[position - 1]) != position:
            position = columns.get(reading.plan.codes[slot.position - 1], 0)
            if not position:
                continue
        raw = row[position - 1]
        if cell.is_count and type(raw) is float and raw >= 0.0 and raw.is_integer() and raw < 1e12:
            values[base + cell.index] = raw
            reading.filled += 1
        elif raw == "":
            if not _blank_cell(reading, index, number, position, slot) and slot.severity is not None:
                missing.append(slot)
        elif slot.computed:
            _computed(reading, cell, base, raw, a1(number, position), typed_over)
        else:
            _read_cell(reading, cell, index, base, raw, a1(number, position))
    if missing:
        _missing(reading, index, number, missing)


def _blank_cell(reading: _Pass, index: int, number: int, position: int, slot: Slot) -> bool:
    """A cell that reads as blank: is it an error value, or a formula that was never calculated?"""
    if not reading.sheet.errors and not reading.sheet.uncalculated:
        return False
    address = a1(number, position)
    shown = reading.sheet.errors.get(address)
    if slot.computed:
        if shown:
            reading.say(L.COMPUTED_UNREADABLE, (address,), slot.row, slot.column.id, found=shown)
        return True
    if shown:
        reading.say(T.ERROR_VALUE, (address,), slot.row, slot.column.id, found=shown)
    elif address in reading.sheet.uncalculated:
        reading.say(L.FORMULA_WITHOUT_VALUE, (address,), slot.row, slot.column.id)
    else:
        return False
    reading.filled += 1
    reading.states[index, slot.column.id] = "unreadable"
    return True


def _read_cell(reading: _Pass, cell: _Cell, index: int, base: int, raw: Cell, address: str) -> None:
    slot = cell.slot
    read = cell.kind.read(raw, slot.column)
    if read.status == "missing":
        return
    reading.filled += 1
    if read.code is not None:
        reading.say(read.code, (address,), slot.row, slot.column.id, **read.params)
    if read.status:
        reading.states[index, slot.column.id] = read.status
    if read.value is None:
        return
    if cell.index >= 0 and not isinstance(read.value, str):
        reading.values[base + cell.index] = read.value
    else:
        reading.texts[index, slot.column.id] = str(read.value)


def _computed(
    reading: _Pass, cell: _Cell, base: int, raw: Cell, address: str, typed_over: list[str]
) -> None:
    """A computed cell is a statement to be compared, never a source."""
    slot = cell.slot
    read = cell.kind.read(raw, slot.column)
    by_formula = address in reading.sheet.formulas
    if isinstance(read.value, float):
        reading.values[base + cell.index] = read.value
    elif isinstance(raw, float):  # a formula's own result, such as a share of many decimals
        reading.values[base + cell.index] = raw
    elif raw not in _NOT_APPLICABLE and read.status not in ("not_applicable", "unavailable"):
        reading.say(L.COMPUTED_UNREADABLE, (address,), slot.row, slot.column.id, found=str(raw))
    if not by_formula and raw not in _NOT_APPLICABLE:
        typed_over.append(address)
        reading.filled += 1


def _missing(reading: _Pass, index: int, number: int, slots: list[Slot]) -> None:
    """One finding for a line: which required cells are blank."""
    layout, language = reading.layout, reading.language
    cells = tuple(a1(number, reading.columns[reading.plan.codes[slot.position - 1]]) for slot in slots)
    names = [slot.column.title.of(language) for slot in slots]
    line = layout.lines[index] if layout.form.kind == "matrix" else None
    if line is None or line.row is None:
        reading.say(V.MISSING_FIELD, cells, str(index + 1), slots[0].column.id, record=index + 1, columns=names)
        return
    label = line.row.title.of(language)
    only_female = [slot.column.id for slot in slots] == ["female"]
    if only_female and slots[0].severity is Severity.ERROR and _has_total(reading, index):
        reading.say(V.MISSING_SEX_SPLIT, cells, line.row.id, "female", label=label)
        return
    code = V.MISSING if any(slot.severity is Severity.ERROR for slot in slots) else V.MISSING_ANNUAL
    reading.say(code, cells, line.row.id, slots[0].column.id, label=label, columns=names)


def _has_total(reading: _Pass, index: int) -> bool:
    numeric = [column.id for column in reading.layout.numeric]
    value = reading.values[index * reading.plan.width + numeric.index("total")]
    return value == value and value > 0


def _check_stub(reading: _Pass, line: Line, number: int) -> None:
    """The locked texts left of the figures: a changed label is said, a rewritten blank is not."""
    if line.row is None:
        return
    row, title = reading.rows[number - 1], line.row.title
    there = row[reading.columns.get("A", 1) - 1]
    if there == title.of(reading.language) or (there == "" and not reading.columns.get("A")):
        return
    accepted = {normal(text) for text in (title.vi, title.en, *line.row.aliases)}
    if normal(str(there)) not in accepted:
        cell = a1(number, reading.columns.get("A", 1))
        reading.say(L.LABEL_CHANGED, (cell,), line.row.id, expected=title.of(reading.language), found=str(there))


def _check_headings(reading: _Pass) -> None:
    """Titles over the columns, when they still stand right above the codes."""
    if reading.code_row < 2:
        return
    row = reading.rows[reading.code_row - 2]
    for heading in reading.layout.headings:
        position = reading.columns.get(heading.code)
        if position is None:
            continue
        there = row[position - 1]
        if there in ("", heading.title.of(reading.language)):
            continue
        accepted = {normal(text) for text in (heading.title.vi, heading.title.en)}
        accepted |= {normal(text) for text in heading.column.aliases} if heading.column else set()
        if normal(str(there)) not in accepted:
            cell = a1(reading.code_row - 1, position)
            column = heading.column.id if heading.column else ""
            shown = heading.title.of(reading.language)
            reading.say(L.LABEL_CHANGED, (cell,), column=column, expected=shown, found=str(there))


def _check_idle(reading: _Pass, line: Line, number: int, idle: tuple[int, ...]) -> None:
    """Cells that do not apply to a line hold `x`; a figure there has no home."""
    row = reading.rows[number - 1]
    for planned in idle:
        position = reading.columns.get(reading.plan.codes[planned - 1])
        if position and row[position - 1] not in _NOT_APPLICABLE:
            label = line.row.title.of(reading.language) if line.row else ""
            found = str(row[position - 1])
            reading.say(
                L.NOT_APPLICABLE_FILLED, (a1(number, position),), line.row.id if line.row else "", label=label, found=found
            )


def _leftovers(reading: _Pass, lines: set[int]) -> None:
    """What stands outside the lines of the form: texts are heads and signatures, figures are said."""
    places = set(reading.columns.values())
    last = max(lines, default=reading.code_row)
    width = reading.layout.width
    for number, row in enumerate(reading.rows, start=1):
        if number == reading.code_row or number == reading.code_row - 1:
            continue
        if number in lines:
            if len(row) > width or len(places) < width:
                for position, cell in enumerate(row, start=1):
                    if cell != "" and position not in places:
                        reading.say(L.CELL_OUTSIDE, (a1(number, position),), found=str(cell))
            continue
        figures = [(p, cell) for p, cell in enumerate(row, start=1) if type(cell) in (int, float)]
        if figures:
            code = L.ROW_UNKNOWN if reading.code_row < number < last else L.FIGURE_OUTSIDE
            cells = tuple(a1(number, p) for p, _ in figures)
            reading.say(code, cells, found=[cell for _, cell in figures])


def _beyond_the_list(reading: _Pass, first: int) -> None:
    """Records typed below the last line of a list form."""
    needed = [reading.columns[h.code] for h in reading.layout.headings if h.column and h.column.required]
    for number in range(first, len(reading.rows) + 1):
        row = reading.rows[number - 1]
        if sum(row[position - 1] != "" for position in needed) >= max(2, len(needed) // 2):
            reading.say(L.LIST_TOO_LONG, (a1(number, needed[0]),), limit=len(reading.plan.lines))
            return


def _in_error(reading: _Pass, number: int) -> bool:
    return any(address.endswith(str(number)) and address.strip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == str(number)
               for address in reading.sheet.errors)  # fmt: skip


def _formulas(reading: _Pass, numbers: list[int], moved: bool) -> None:
    """Formulas in cells where somebody should have typed: the value shown is taken, and said."""
    computed = reading.plan.computed if not moved else frozenset(_computed_cells(reading, numbers))
    for address in sorted(reading.sheet.formulas - computed - reading.sheet.uncalculated - set(reading.sheet.errors)):
        slot = _slot_at(reading, numbers, address)
        if slot is not None and not slot.computed:
            reading.say(L.FORMULA_IN_INPUT, (address,), slot.row, slot.column.id, found=_shown(reading, address))


def _computed_cells(reading: _Pass, numbers: list[int]) -> Iterator[str]:
    for address, slot in _addresses(reading, numbers):
        if slot.computed:
            yield address


def _addresses(reading: _Pass, numbers: list[int]) -> Iterator[tuple[str, Slot]]:
    for number, (line, _, _) in zip(numbers, reading.plan.lines, strict=True):
        for slot in line.slots if number else ():
            position = reading.columns.get(reading.plan.codes[slot.position - 1])
            if position:
                yield a1(number, position), slot


def _slot_at(reading: _Pass, numbers: list[int], address: str) -> Slot | None:
    return next((slot for there, slot in _addresses(reading, numbers) if there == address), None)


def _shown(reading: _Pass, address: str) -> str:
    match = re.fullmatch(r"([A-Z]+)(\d+)", address)
    if match is None:
        return ""
    column = 0
    for letter in match.group(1):
        column = column * 26 + ord(letter) - 64
    row = reading.rows[int(match.group(2)) - 1] if int(match.group(2)) <= len(reading.rows) else ()
    return str(row[column - 1]) if column <= len(row) else ""


def _moved(reading: _Pass, numbers: list[int]) -> bool:
    expected = {code: i for i, code in enumerate(reading.plan.codes, start=1)}
    lines = [line.number for line in reading.layout.lines[: len(numbers)]]
    there = any(number and number != planned for number, planned in zip(numbers, lines, strict=True))
    shifted = any(expected[code] != position for code, position in reading.columns.items())
    return there or shifted or reading.code_row != CODE_ROW


def _finished(reading: _Pass, lines: tuple[int, ...] | None, *, moved: bool) -> SheetReading:
    layout = reading.layout
    columns = None
    if moved:
        columns = {
            heading.position: reading.columns[heading.code]
            for heading in layout.headings
            if heading.code in reading.columns
        }
    figures = Figures(
        sheet=reading.sheet.name,
        values=reading.values,
        texts=reading.texts,
        states=reading.states,
        lines=lines,
        columns=columns,
    )
    blank = reading.filled == 0
    if not blank or layout.form.kind == "list":
        return SheetReading(figures, tuple(reading.found), blank)
    missing = {V.MISSING.code, V.MISSING_ANNUAL.code, V.MISSING_SEX_SPLIT.code}
    other = [one for one in reading.found if one.code not in missing]
    if len(other) < len(reading.found) and layout.period not in layout.form.on_change:
        first = next(slot.cell for slot in layout.slots() if slot.severity is not None)
        other.append(
            finding(V.EMPTY_FORM, sheet=reading.sheet.name, form=layout.form.id, cells=(first,), params={"form": layout.form.number})
        )
    return SheetReading(figures, tuple(other), blank=True)


def _unreadable(sheet: Sheet, layout: Layout) -> SheetReading:
    """No row of column codes: nothing can be placed, so nothing is read."""
    count = len(layout.lines) if layout.form.kind == "matrix" else 0
    figures = Figures(
        sheet=sheet.name, values=array("d", [nan]) * (len(layout.numeric) * count), texts={}, states={}
    )
    said = finding(L.CODES_NOT_FOUND, sheet=sheet.name, form=layout.form.id, params={"form": layout.form.number})
    return SheetReading(figures, (said,), blank=False)
