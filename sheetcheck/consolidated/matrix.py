"""The sheet of a matrix form: a row a unit, a column a figure, totals and coverage on top."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from sheetcheck.cells import Line, Live, Styled, clean
from sheetcheck.consolidate import Consolidation, UnitStanding
from sheetcheck.consolidated import wording
from sheetcheck.expression import Name, computed_formula
from sheetcheck.formula import ABSENT, holds_text
from sheetcheck.grid import column_letter
from sheetcheck.kinds import KINDS
from sheetcheck.layout import Slot
from sheetcheck.rollup import Figure, FormTotals, Total, UnitLine, Way
from sheetcheck.text import Language, Text
from sheetcheck.xlsx import Page

ROW_TITLES, COLUMN_TITLES, CODES, TOTAL, COVERAGE, FIRST = 4, 5, 6, 7, 8, 9
STUB: tuple[tuple[Text, float], ...] = (
    (wording.NUMBER, 5),
    (wording.CODE, 9),
    (wording.UNIT, 26),
    (wording.STATUS, 18),
)
_HERE = "\0"
"""Stands for the row's number in a formula that is written on many rows."""

_TOTAL = Text(vi="TỔNG SỐ", en="TOTAL")
_COVERAGE = Text(vi="Số đơn vị có số liệu", en="Units with a figure")
_FACTS = Text(
    vi="{period}. Tổng hợp từ {counted}/{expected} đơn vị {level}. "
    "Ký hiệu: ≈ số ước lượng; … chưa thu thập được; x không áp dụng",
    en="{period}. From {counted} of {expected} {level}. ≈ approximate; … not collected; x not applicable",
)


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    """A form's figures and where they stand: `letters` by place; a note that nobody wrote has none."""

    merged: FormTotals
    letters: Mapping[int, str]
    last: int
    language: Language

    def slot(self, place: int) -> Slot:
        return self.merged.slots[place]

    def total(self, place: int) -> Total:
        return self.merged.totals[place]

    def numeric(self, place: int) -> bool:
        return KINDS[self.slot(place).column.kind].numeric

    def range(self, place: int) -> str:
        """The cells of all units."""
        letter = self.letters[place]
        return f"{letter}{FIRST}:{letter}{self.last}"

    def formula(self, place: int, address: Callable[[int], str]) -> str | None:
        """The formula of a computed figure, with its parts where `address` says."""
        one = self.merged.computed[place]

        def cell(name: Name) -> str:
            if name in one.parts:
                return address(one.parts[name])
            known = one.known[name]
            return ABSENT if known is None else f'"{known}"'

        def text(name: Name) -> bool:
            return holds_text(self.slot(one.parts[name])) if name in one.parts else one.known[name] is not None

        return computed_formula(one.expression, cell, is_text=text)


def write_matrix(page: Page, merged: FormTotals, whole: Consolidation, language: Language) -> None:
    units = [unit for unit in whole.units if unit.code]
    table = _Table(merged, letters_of(merged), FIRST + max(1, len(units)) - 1, language)
    write_head(page, merged, whole, language)
    _write_headings(page, table)
    page.merged(TOTAL, 1, len(STUB), _TOTAL.of(language), "sum_label")
    page.merged(COVERAGE, 1, len(STUB), _COVERAGE.of(language), "coverage_label")
    for position, place in enumerate(table.letters, start=len(STUB) + 1):
        _write_total(page, table, place, position)
        count = f"COUNT({table.range(place)})" if table.numeric(place) else f'COUNTIF({table.range(place)},"?*")'
        page.formula(COVERAGE, position, count, float(_covered(table, place)), "coverage")
    page.lines(FIRST, _lines(table, units))
    page.freeze(FIRST, len(STUB) + 1)
    page.print_wide(rows=(ROW_TITLES, COVERAGE), columns=len(STUB), footer=f"&L{merged.layout.sheet}&R&P/&N")


def write_head(page: Page, merged: FormTotals, whole: Consolidation, language: Language) -> None:
    """Title, period, coverage and, where figures are not real, the mark."""
    said = {
        "period": whole.period.title.of(language),
        "counted": len(whole.counted),
        "expected": whole.expected,
        "level": wording.LEVELS[whole.level].of(language),
    }
    page.text(1, 1, f"{merged.layout.sheet}. {merged.layout.form.title.of(language)}", "line_title")
    page.text(2, 1, _FACTS.fill(language, said), "flat")
    if whole.marks:
        page.text(3, 1, clean(wording.mark(whole.marks, language)), "line_mark")


def letters_of(merged: FormTotals) -> dict[int, str]:
    """The letters of the figures that get a column: all but notes that nobody wrote."""
    shown = [
        place
        for place, (slot, total) in enumerate(zip(merged.slots, merged.totals, strict=True))
        if KINDS[slot.column.kind].numeric or merged.ways[place] is Way.COMMON or total.units
        or any(place in line.states for line in merged.lines)
    ]  # fmt: skip
    return {place: column_letter(position) for position, place in enumerate(shown, start=len(STUB) + 1)}


def _covered(table: _Table, place: int) -> int:
    """How many units the count shows: for texts, signs such as … count too."""
    lines = table.merged.lines
    if table.numeric(place):
        return table.total(place).units
    return sum(line.figures[place] is not None or line.states.get(place) in wording.STATES for line in lines)


def _write_headings(page: Page, table: _Table) -> None:
    language = table.language
    for position, (title, width) in enumerate(STUB, start=1):
        page.merged(ROW_TITLES, position, position, title.of(language), "row_heading", rows=3)
        page.columns(position, position, width)
    codes = {heading.position: heading.code for heading in table.merged.layout.headings}
    rows = {line.row.id: line.row for line in table.merged.layout.lines if line.row}
    tallest = 1.0
    position = len(STUB) + 1
    for row_id, group in groupby(table.letters, key=lambda place: table.slot(place).row):
        slots = [table.slot(place) for place in group]
        row = rows[row_id]
        label = f"{row.code}. {row.title.of(language).removeprefix('- ')} ({row.unit.of(language)})"
        page.merged(ROW_TITLES, position, position + len(slots) - 1, label, "row_heading")
        tallest = max(tallest, len(label) / sum(_width(slot) for slot in slots))
        for at, slot in enumerate(slots, start=position):
            page.columns(at, at, _width(slot))
            page.text(COLUMN_TITLES, at, slot.column.title.of(language), "row_heading")
            page.text(CODES, at, f"{row.code}.{codes[slot.position]}", "codes")
        position += len(slots)
    page.height(ROW_TITLES, 14 * min(9, 1 + int(tallest * 1.25)) + 4)
    page.height(COLUMN_TITLES, 58)


def _width(slot: Slot) -> float:
    """Wide enough for a total and for the longest word above it; a lone figure has a long title there."""
    if not KINDS[slot.column.kind].numeric:
        return max(slot.column.width, 12.0)
    return 22.0 if slot.column.id == "value" else 11.0


def _write_total(page: Page, table: _Table, place: int, position: int) -> None:
    total, way = table.total(place), table.merged.ways[place]
    style = f"sum_{table.slot(place).column.kind}" + ("_approx" if total.approx else "")
    if way is Way.SUM:
        added = f"SUM({table.range(place)})"
        # Nothing was stated: that is not zero.
        formula = added if total.units else f'IF(COUNT({table.range(place)})=0,"",{added})'
        page.formula(TOTAL, position, formula, total.value, style)
    elif way is Way.RECOMPUTED:
        _write_recomputed(page, table, place, position, style)
    elif way is Way.COMMON and total.differs:
        page.text(TOTAL, position, wording.DIFFERS.of(table.language), "sum_common")
    else:
        page.text(TOTAL, position, shown(table.slot(place), total.value, table.language), "sum_common")


def _write_recomputed(page: Page, table: _Table, place: int, position: int, style: str) -> None:
    """From the totals beside it; where some units have only some of the parts, from the others alone."""
    total, letters = table.total(place), table.letters
    formula: str | None = None
    if total.alike:
        formula = table.formula(place, lambda part: f"{letters[part]}{TOTAL}")
    elif table.merged.computed[place].expression.is_arithmetic:  # of what may be blank Excel cannot tell who told it
        parts = dict.fromkeys(table.merged.computed[place].parts.values())
        all_there = ",".join(f"--ISNUMBER({table.range(part)})" for part in parts)
        formula = table.formula(place, lambda part: f"SUMPRODUCT({all_there},{table.range(part)})")
    if formula is not None and (total.alike or total.value is not None):
        page.formula(TOTAL, position, formula, total.value, style)
    elif isinstance(total.value, float):
        page.number(TOTAL, position, total.value, style)
    else:
        page.text(TOTAL, position, "", "sum_common")


def shown(slot: Slot, value: Figure, language: Language) -> str:
    """A text as people read it: a choice by its label."""
    text = "" if value is None else str(value)
    choice = slot.column.choices.get(text)
    return choice.of(language) if choice else text


def _lines(table: _Table, units: list[UnitStanding]) -> Iterator[Line]:
    """A line for each unit; those that do not count have no figures and say why."""
    by_unit = {line.unit: line for line in table.merged.lines}
    cells = [_cell_writer(table, place) for place in table.letters]
    places = tuple(table.letters)
    nothing: UnitLine | None = None
    for number, unit in enumerate(units, start=1):
        style = "foreign" if unit.counted else "left_out"
        stub: list[float | str | Styled | Live | None] = [
            Styled(float(number), "row_number"),
            Styled(unit.code, style),
            Styled(unit.name, style),
            Styled(wording.STANDINGS[unit.standing].of(table.language), style),
        ]
        line = by_unit.get(unit.code, nothing)
        if line is not None:
            states, here, figures = line.states, str(FIRST + number - 1), line.figures
            stub += [
                cell(figures[place], states.get(place, "") if states else "", here)
                for cell, place in zip(cells, places, strict=True)
            ]
        yield stub


def _cell_writer(table: _Table, place: int) -> Callable[[Figure, str, str], Styled | Live]:
    """What turns a figure, its state and the number of the row into a cell of that column."""
    slot = table.slot(place)
    kind = slot.column.kind
    if not table.numeric(place):
        return lambda value, state, _: (
            Styled(shown(slot, value, table.language), "foreign")
            if value is not None
            else Styled(wording.STATES.get(state), "state")
        )
    formula = table.formula(place, lambda part: table.letters[part] + _HERE) if place in table.merged.computed else None
    if formula is not None:
        derived = {"": f"derived_{kind}", "approx": f"derived_{kind}_approx"}
        return lambda value, state, here: (
            Live(formula.replace(_HERE, here), value, derived[state])
            if state in derived
            else Styled(wording.STATES[state], "state")
        )
    look = "derived" if slot.computed else "merged"
    plain, approx = f"{look}_{kind}", f"{look}_{kind}_approx"

    def cell(value: Figure, state: str, _: str) -> Styled:
        if value is None:
            return Styled(wording.STATES.get(state), "state")
        return Styled(value, approx if state == "approx" else plain)

    return cell
