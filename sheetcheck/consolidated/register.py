"""The sheet of a list form: the records of all units under one another, with totals on top."""

from __future__ import annotations

from collections.abc import Iterator

from sheetcheck.cells import Line, Styled
from sheetcheck.consolidate import Consolidation
from sheetcheck.consolidated import wording
from sheetcheck.consolidated.matrix import shown, write_head
from sheetcheck.grid import column_letter
from sheetcheck.kinds import KINDS
from sheetcheck.rollup import Figure, FormTotals, Way
from sheetcheck.text import Language, Text
from sheetcheck.xlsx import Page

HEADINGS, CODES, TOTAL, COVERAGE, FIRST = 4, 5, 6, 7, 8
_RECORD = Text(vi="Dòng trong báo cáo", en="Line in the return")
_STUB: tuple[tuple[Text, float], ...] = ((wording.NUMBER, 5), (wording.CODE, 9), (wording.UNIT, 26), (_RECORD, 9))
_TOTAL = Text(
    vi="TỔNG SỐ ({records} dòng của {units} đơn vị)",
    en="TOTAL ({records} {records|record|records} of {units} {units|unit|units})",
)
_COVERAGE = Text(vi="Số dòng có số liệu", en="Records with a figure")


def write_register(page: Page, merged: FormTotals, whole: Consolidation, language: Language) -> None:
    write_head(page, merged, whole, language)
    _write_headings(page, merged, language)
    last = FIRST + max(1, len(merged.lines)) - 1
    said = {"records": len(merged.lines), "units": len({line.unit for line in merged.lines})}
    page.merged(TOTAL, 1, len(_STUB), _TOTAL.fill(language, said), "sum_label")
    page.merged(COVERAGE, 1, len(_STUB), _COVERAGE.of(language), "coverage_label")
    for place, slot in enumerate(merged.slots):
        position = len(_STUB) + 1 + place
        letter = column_letter(position)
        cells, total = f"{letter}{FIRST}:{letter}{last}", merged.totals[place]
        if not KINDS[slot.column.kind].numeric:
            page.text(TOTAL, position, "", "sum_common")
            page.text(COVERAGE, position, "", "coverage")
            continue
        page.formula(COVERAGE, position, f"COUNT({cells})", float(total.units), "coverage")
        if merged.ways[place] is Way.SUM:
            formula = f"SUM({cells})" if total.units else f'IF(COUNT({cells})=0,"",SUM({cells}))'
            style = f"sum_{slot.column.kind}" + ("_approx" if total.approx else "")
            page.formula(TOTAL, position, formula, total.value, style)
        else:
            page.text(TOTAL, position, "", "sum_common")
    page.lines(FIRST, _lines(merged, whole, language))
    page.freeze(FIRST, len(_STUB) + 1)
    page.print_wide(rows=(HEADINGS, CODES), columns=len(_STUB), footer=f"&L{merged.layout.sheet}&R&P/&N")


def _write_headings(page: Page, merged: FormTotals, language: Language) -> None:
    for position, (title, width) in enumerate(_STUB, start=1):
        page.merged(HEADINGS, position, position, title.of(language), "row_heading", rows=2)
        page.columns(position, position, width)
    codes = {heading.position: heading.code for heading in merged.layout.headings}
    for position, slot in enumerate(merged.slots, start=len(_STUB) + 1):
        page.columns(position, position, max(slot.column.width, 11.0))
        page.text(HEADINGS, position, slot.column.title.of(language), "row_heading")
        page.text(CODES, position, codes[slot.position], "codes")
    page.height(HEADINGS, 58)


def _lines(merged: FormTotals, whole: Consolidation, language: Language) -> Iterator[Line]:
    names = {unit.code: unit.name for unit in whole.units}
    for number, line in enumerate(merged.lines, start=1):
        yield [
            Styled(float(number), "row_number"),
            Styled(line.unit, "foreign"),
            Styled(names[line.unit], "foreign"),
            Styled(float(line.record), "row_number"),
            *(
                _cell(merged, place, figure, line.states.get(place, ""), language)
                for place, figure in enumerate(line.figures)
            ),
        ]


def _cell(merged: FormTotals, place: int, value: Figure, state: str, language: Language) -> Styled:
    slot = merged.slots[place]
    if value is None:
        return Styled(wording.STATES.get(state), "state")
    if isinstance(value, float):
        return Styled(value, f"merged_{slot.column.kind}" + ("_approx" if state == "approx" else ""))
    if slot.column.kind == "date":
        value = "/".join(reversed(value.split("-")))  # 2024-05-31, 2024-05 or 2024
    return Styled(shown(slot, value, language), "foreign")
