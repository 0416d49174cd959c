"""Writes the hidden sheet of verdicts (see `verdicts`): rules, entries, what is missing, and the colours of cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from sheetcheck import missing
from sheetcheck.boxes import address_at, address_of, place_of_slot
from sheetcheck.checks import Check, checks_of
from sheetcheck.entries import Entry, entries_of
from sheetcheck.formula import Filled
from sheetcheck.grid import a1, column_letter
from sheetcheck.identity import Identity, anybody
from sheetcheck.layout import CODE_ROW, FIRST_LINE, RULES_SHEET, Layout, Slot
from sheetcheck.rule import Instance
from sheetcheck.verdicts import LISTED, WARNING, Column, Line, Number, Standing, Verdicts, range_of
from sheetcheck.xlsx import Book, Page

Say = Callable[[Instance, Layout, str], str]
"""The sentence of a rule on a form, about a row where it speaks of one."""


class _About(NamedTuple):
    """What a line is about."""

    sheet: str
    rule: str
    code: str
    sentence: str
    is_error: bool


@dataclass(slots=True)
class _Sheet:
    """The hidden sheet while it is being written."""

    page: Page
    identity: Identity
    figures: Mapping[str, Filled]
    say: Say
    lines: list[Line] = field(default_factory=list)
    band: int = Column.FIRST_BAND

    def is_broken(self, check: Check) -> bool:
        return any(self.figures.values()) and check.is_broken(self.identity, self.figures)

    def add_check(self, check: Check, verdict: str, *, broken: bool, cell: str, formula: str = "") -> Line:
        row = check.row if check.layout.form.kind == "matrix" else ""
        sentence, rule = self.say(check.instance, check.layout, row), check.instance.rule
        about = _About(check.layout.sheet, rule.id, rule.code, sentence, check.is_error)
        return self.add(about, verdict, broken=broken, cell=cell, formula=formula)

    def add_entry(self, entry: Entry) -> Line:
        """What could not have been typed there is an error, before any rule."""
        filled, number = self.figures.get(entry.layout.form.id, {}), len(self.lines) + 1
        wrong = [place_of_slot(slot) for slot in entry.slots if entry.is_fault(filled.get(slot.name, ""))]
        now, place = min(wrong, default=0), f"${column_letter(Column.PLACE)}${number}"
        self.page.formula(number, Column.PLACE, entry.first_fault, now)
        about = _About(entry.layout.sheet, "", "", entry.sentence, is_error=True)
        where = f'IF({place}>0,{address_of(place)},"")'
        return self.add(about, f"{place}>0", broken=bool(wrong), cell=address_at(now), formula=where)

    def add(self, about: _About, verdict: str, *, broken: bool, cell: str, formula: str) -> Line:
        """Writes the next line; `formula` gives its cell where that is another one each time."""
        number = len(self.lines) + 1
        value = number if about.is_error else number + WARNING
        sheet, rule, code, sentence, is_error = about
        line = Line(number, sheet, cell, sentence, code, is_error, value * broken)
        page = self.page
        page.text(number, Column.SHEET, sheet)
        page.text(number, Column.RULE, rule)
        page.formula(number, Column.VERDICT, f'IF({verdict},{value},"")', value if broken else "")
        page.text(number, Column.SENTENCE, sentence)
        if formula:
            page.formula(number, Column.CELL, formula, cell)
        else:
            page.text(number, Column.CELL, cell)
        page.text(number, Column.CODE, code)
        self.lines.append(line)
        return line


def write(
    book: Book,
    pages: Mapping[str, Page],
    layouts: tuple[Layout, ...],
    identity: Identity,
    figures: Mapping[str, Filled],
    say: Say,
) -> Verdicts:
    """Writes the hidden sheet, and the conditional formats by which cells of broken rules turn red or amber."""
    page = book.page(RULES_SHEET)
    page.hide()
    sheet = _Sheet(page, identity, figures, say)
    standings = []
    for number, layout in enumerate(layouts, start=1):
        start = len(sheet.lines)
        entries = [sheet.add_entry(entry) for entry in entries_of(layout, layouts, identity.language)]
        _colour_entries(pages[layout.form.id], layout, entries)
        checks = checks_of(layout, layouts, anybody(identity))
        if layout.form.kind == "matrix":
            _write_matrix(sheet, pages[layout.form.id], layout, checks)
            counts = _count(sheet.lines[start:])
        else:
            counts = _write_records(sheet, pages[layout.form.id], layout, checks, _count(entries))
        standings.append(_write_standing(sheet, number, layout, sheet.lines[start:], counts))
    return Verdicts(tuple(standings), tuple(sheet.lines), tuple(_write_broken(sheet)))


class _Counts(NamedTuple):
    """How many errors and warnings there are on a form."""

    errors: Number
    warnings: Number


def _count(lines: Sequence[Line]) -> _Counts:
    """One for each broken line."""
    verdicts = range_of(Column.VERDICT, lines[0].number, lines[-1].number)
    return _Counts(
        Number(f'COUNTIF({verdicts},"<{WARNING}")', sum(0 < line.verdict < WARNING for line in lines)),
        Number(f'COUNTIF({verdicts},">{WARNING}")', sum(line.verdict > WARNING for line in lines)),
    )


def _colour_entries(page: Page, layout: Layout, entries: Sequence[Line]) -> None:
    """The first cell of each kind that holds what could not have been typed there; then the next."""
    places = range_of(Column.PLACE, entries[0].number, entries[-1].number)
    page.colour(_table(layout), f"COUNTIF({places},ROW()*1000+COLUMN())>0", "bad")


def _table(layout: Layout) -> str:
    return f"{a1(FIRST_LINE, 1)}:{a1(layout.last_line, layout.width)}"


def _write_matrix(sheet: _Sheet, page: Page, layout: Layout, checks: Sequence[Check]) -> None:
    of_cell: dict[tuple[int, int], list[Line]] = {}
    for check in checks:
        line = sheet.add_check(check, check.formula, broken=sheet.is_broken(check), cell=check.slots[0].cell)
        for slot in check.slots:
            of_cell.setdefault((slot.line, slot.position), []).append(line)
    if not checks:
        return
    for (row, position), named in of_cell.items():
        looked_at = ",".join(f"${column_letter(Column.VERDICT)}${line.number}" for line in named)
        now = min((line.verdict for line in named if line.verdict), default=0)
        sheet.page.formula(row, sheet.band + position, f"MIN({looked_at})", now)
    box = _table(layout)
    corner = f"{RULES_SHEET}!{a1(FIRST_LINE, sheet.band + 1)}"
    page.colour(box, f"AND({corner}>0,{corner}<{WARNING})", "bad")
    page.colour(box, f"{corner}>{WARNING}", "doubtful")
    sheet.band += layout.width


def _write_records(sheet: _Sheet, page: Page, layout: Layout, checks: Sequence[Check], entries: _Counts) -> _Counts:
    """A column a rule; the line of a rule looks for its first record, and each record counts."""
    counts = {True: entries.errors, False: entries.warnings}
    of_position: dict[tuple[int, bool], list[int]] = {}
    for _, group in groupby(checks, key=lambda check: (check.instance.rule.id, *check.instance.loop.values())):
        of_rule = list(group)
        check, column = of_rule[0], sheet.band + 1
        sheet.band = column
        broken = [one for one in of_rule if sheet.is_broken(one)]
        sheet.page.text(CODE_ROW, column, check.instance.rule.id)
        for one in of_rule:
            sheet.page.formula(one.slots[0].line, column, f'IF({one.formula},1,"")', 1 if one in broken else "")
        records = range_of(column, FIRST_LINE, layout.last_line)
        letter = column_letter(check.slots[0].position)
        first = f'"{letter}"&{FIRST_LINE - 1}+IFERROR(MATCH(1,{records},0),1)'
        cell = (broken or of_rule)[0].slots[0].cell
        sheet.add_check(check, f"COUNT({records})>0", broken=bool(broken), cell=cell, formula=first)
        formula, now = counts[check.is_error]
        counts[check.is_error] = Number(f"{formula}+COUNT({records})", now + len(broken))
        for slot in check.slots:
            of_position.setdefault((slot.position, check.is_error), []).append(column)
    _colour_records(page, layout, of_position)
    return _Counts(counts[True], counts[False])


def _colour_records(page: Page, layout: Layout, of_position: Mapping[tuple[int, bool], Iterable[int]]) -> None:
    """A column of a register is red where a rule that names it is broken; errors come first."""
    for (position, is_error), columns in sorted(of_position.items(), key=lambda item: (not item[0][1], item[0])):
        box = f"{a1(FIRST_LINE, position)}:{a1(layout.last_line, position)}"
        looked_at = ",".join(f"{RULES_SHEET}!${column_letter(column)}{FIRST_LINE}" for column in columns)
        page.colour(box, f"COUNT({looked_at})>0", "bad" if is_error else "doubtful")


def _write_standing(sheet: _Sheet, number: int, layout: Layout, lines: Sequence[Line], counts: _Counts) -> Standing:
    blanks = missing.blanks(layout, sheet.figures.get(layout.form.id, {}))
    wanted = missing.formulas(layout)
    verdicts = range_of(Column.VERDICT, lines[0].number, lines[-1].number)
    second = f'IFERROR(SMALL({verdicts},COUNTIF({verdicts},"<{WARNING}")+1),0)'
    broken = [line.verdict for line in lines if line.verdict]
    sheet.page.text(number, Column.FORM, layout.sheet)

    def live(column: int, formula: str, now: float) -> Number:
        sheet.page.formula(number, column, formula, now)
        return Number(f"{RULES_SHEET}!${column_letter(column)}${number}", now)

    return Standing(
        layout=layout,
        filled=live(Column.FILLED, wanted.filled, blanks.filled),
        missing=live(Column.MISSING, wanted.missing, len(blanks.missing)),
        first_missing=live(Column.FIRST_MISSING, wanted.first_missing, _place(blanks.missing)),
        open=live(Column.OPEN, wanted.open, len(blanks.open)),
        first_open=live(Column.FIRST_OPEN, wanted.first_open, _place(blanks.open)),
        errors=live(Column.ERRORS, *counts.errors),
        warnings=live(Column.WARNINGS, *counts.warnings),
        first_verdict=live(Column.FIRST, f"MIN({verdicts})", min(broken, default=0)),
        first_warning=live(Column.FIRST_WARNING, second, min((v for v in broken if v > WARNING), default=0)),
    )


def _place(slots: Sequence[Slot]) -> int:
    return place_of_slot(slots[0]) if slots else 0


def _write_broken(sheet: _Sheet) -> Iterable[Number]:
    """The first broken rules of the whole workbook."""
    now = sorted(line.verdict for line in sheet.lines if line.verdict)
    verdicts = range_of(Column.VERDICT, 1, max(1, len(sheet.lines)))
    for number in range(1, LISTED + 1):
        value = now[number - 1] if number <= len(now) else 0
        sheet.page.formula(number, Column.BROKEN, f"IFERROR(SMALL({verdicts},{number}),0)", value)
        yield Number(f"{RULES_SHEET}!${column_letter(Column.BROKEN)}${number}", value)
