"""The data sheets of a consolidated workbook: written with a proof, and read back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from math import fsum, isclose
from typing import Final

from sheetcheck.cells import Line
from sheetcheck.consolidate import Consolidation
from sheetcheck.consolidated import wording
from sheetcheck.errors import SheetcheckError
from sheetcheck.form import Form
from sheetcheck.grid import Cell, Sheet, Workbook
from sheetcheck.kinds import KINDS
from sheetcheck.layout import IDENTITY_SHEET, Layout
from sheetcheck.returns import Return
from sheetcheck.rollup import Way
from sheetcheck.text import LANGUAGES, Language, Text
from sheetcheck.tidy import FIELDS, Datum, tidy
from sheetcheck.xlsx import Book

FORMAT: Final = "sheetcheck-consolidated/1"
ROWS_A_SHEET: Final = 1_000_000
_VALUE = FIELDS.index("value")
_HEADINGS: Final[Sequence[tuple[Text, float]]] = (
    (Text(vi="Mã đơn vị", en="Unit"), 9),
    (Text(vi="Kỳ báo cáo", en="Period"), 10),
    (Text(vi="Biểu", en="Form"), 9),
    (Text(vi="Chỉ tiêu", en="Row"), 26),
    (Text(vi="Phân tổ", en="Column"), 22),
    (Text(vi="Giá trị", en="Value"), 16),
    (Text(vi="Trạng thái", en="Status"), 14),
    (Text(vi="Tệp", en="File"), 28),
    (Text(vi="Trang tính", en="Sheet"), 11),
    (Text(vi="Ô", en="Cell"), 7),
)
_STYLES = tuple("flat" if name == "value" else "foreign_flat" for name in FIELDS)
_NOT_OURS = Text(vi="đây không phải tệp tổng hợp", en="this is no consolidated workbook")
_ALTERED = Text(
    vi="trang tính {sheet}, dòng {line}: dữ liệu đã bị sửa nên không đọc lại được",
    en="sheet {sheet}, row {line}: the data were altered and cannot be read back",
)
_MISMATCH = Text(
    vi="tệp tổng hợp không khớp với báo cáo nguồn ({what}: ghi {written}, nguồn {expected}); "
    "không có tệp nào được ghi ra, hãy báo cho người phát triển",
    en="the consolidated workbook does not agree with the returns ({what}: written {written}, returns {expected}); "
    "nothing was written, please report it",
)


class Mismatch(SheetcheckError):  # noqa: N818 - it names what was found
    """A fault of the program: what was written is not what was sent in."""

    exit_code = 3


@dataclass(slots=True)
class Proof:
    """What passed into the data sheets: how many data, and their sums by form, row and column."""

    count: int = 0
    sums: dict[tuple[str, str, str], float] = field(default_factory=dict)

    def passing(self, data: Iterable[Datum]) -> Iterator[Line]:
        """The data as lines of a sheet, counted on their way."""
        sums = self.sums
        for datum in data:
            self.count += 1
            value = datum.value
            if isinstance(value, float):
                key = (datum.form, datum.row, datum.column)
                sums[key] = sums.get(key, 0.0) + value
            yield datum if datum.status else _without_status(datum)


def _without_status(datum: Datum) -> Line:
    return (*datum[: _VALUE + 1], None, *datum[_VALUE + 2 :])


def write_data(book: Book, whole: Consolidation, forms: Mapping[str, Form], language: Language) -> Proof:
    """One datum a row; a second sheet where a sheet is full. The proof is complete when the book is closed."""
    proof = Proof()
    lines = proof.passing(tidy(whole.counted, forms))
    count = sum(_stated(one, forms)[0] for one in whole.counted)
    for sheet in range(max(1, -(-count // ROWS_A_SHEET))):
        name = wording.DATA.of(language) + (f" {sheet + 1}" if sheet else "")
        page = book.page(name)
        for position, (heading, width) in enumerate(_HEADINGS, start=1):
            page.columns(position, position, width)
            page.text(1, position, heading.of(language), "row_heading")
        page.freeze(2, 1)
        rows = min(ROWS_A_SHEET, count - sheet * ROWS_A_SHEET)
        page.filter(1, 1 + max(1, rows), len(FIELDS))
        page.lines(2, islice(lines, ROWS_A_SHEET), _STYLES)
    return proof


def prove(proof: Proof, whole: Consolidation, forms: Mapping[str, Form]) -> None:
    """Raises Mismatch unless the data sheets hold what the returns state, and the totals are their sums."""
    stated = [_stated(one, forms) for one in whole.counted]
    _same("count", proof.count, sum(count for count, _ in stated))
    _same("sum", fsum(proof.sums.values()), fsum(total for _, total in stated))
    for form, merged in whole.forms.items():
        is_list = merged.layout.form.kind == "list"
        by_column: dict[str, float] = {}
        for (name, _, column), part in proof.sums.items() if is_list else ():
            if name == form:
                by_column[column] = by_column.get(column, 0.0) + part
        for slot, way, total in zip(merged.slots, merged.ways, merged.totals, strict=True):
            if way is Way.SUM and not slot.computed:
                key = (form, slot.row, slot.column.id)
                independent = by_column.get(slot.column.id) if is_list else proof.sums.get(key)
                _same(".".join(key), total.value or 0.0, independent or 0.0)


def _same(what: str, written: object, expected: object) -> None:
    assert isinstance(written, int | float)
    assert isinstance(expected, int | float)
    if not isclose(written, expected, rel_tol=1e-9, abs_tol=1e-6):
        raise Mismatch(_MISMATCH, what=what, written=written, expected=expected)


def _stated(one: Return, forms: Mapping[str, Form]) -> tuple[int, float]:
    """How many data a return has and what its numbers add up to, counted by another way than `tidy` goes."""
    count = 0
    numbers: list[float] = []
    for form, figures in one.figures.items():
        layout = one.layout(forms[form]) if form in forms else None
        if layout is None:
            continue
        computed = _computed(layout)
        there = [value for place, value in enumerate(figures.values) if value == value and place not in computed]
        numbers += there
        only_states = sum(
            (line, column) not in figures.texts
            and (column not in layout.numbers or (value := figures.values[layout.number(line, column)]) != value)
            for line, column in figures.states
        )
        count += len(there) + len(figures.texts) + only_states
    return count, fsum(numbers)


@cache
def _computed(layout: Layout) -> frozenset[int]:
    """Places of computed figures among the numbers of a return."""
    if layout.form.kind == "list":
        return frozenset()
    return frozenset(
        layout.number(index, slot.column.id)
        for index, line in enumerate(layout.lines)
        for slot in line.slots
        if slot.computed and KINDS[slot.column.kind].numeric
    )


def is_consolidated(workbook: Workbook) -> bool:
    """Whether a workbook says that it is one of ours."""
    return any(
        sheet.name == IDENTITY_SHEET and any(list(row[:2]) == ["format", FORMAT] for row in sheet.rows)
        for sheet in workbook.sheets
    )


def read_consolidated(workbook: Workbook) -> Iterator[Datum]:
    """The data that went in; raises SheetcheckError for another workbook, or one whose data were altered."""
    if not is_consolidated(workbook):
        raise SheetcheckError(_NOT_OURS)
    names = "|".join(wording.DATA.of(language) for language in LANGUAGES)
    for sheet in workbook.sheets:
        if re.fullmatch(rf"(?:{names})(?: \d+)?", sheet.name):
            yield from _data(sheet)


def _data(sheet: Sheet) -> Iterator[Datum]:
    width = len(FIELDS)
    for number, row in enumerate(sheet.rows, start=1):
        cells = [*row[:width], *[""] * (width - len(row))]
        if number == 1:
            if not any(cells == [heading.of(language) for heading, _ in _HEADINGS] for language in LANGUAGES):
                raise SheetcheckError(_ALTERED, sheet=sheet.name, line=1)
        elif any(cell != "" for cell in cells):
            yield _datum(sheet, number, cells)


def _datum(sheet: Sheet, number: int, cells: Sequence[Cell]) -> Datum:
    value = cells[_VALUE]
    others = [cell for place, cell in enumerate(cells) if place != _VALUE]
    is_value = isinstance(value, int | float | str) and not isinstance(value, bool)
    if not is_value or not all(isinstance(cell, str) for cell in others):
        raise SheetcheckError(_ALTERED, sheet=sheet.name, line=number)
    read = float(value) if isinstance(value, int) else None if value == "" else value
    return Datum(*cells[:_VALUE], read, *cells[_VALUE + 1 :])  # type: ignore[arg-type,call-arg]
