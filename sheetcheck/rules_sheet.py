"""Writes the hidden sheet of verdicts (see `verdicts`): rules, entries, what is missing, and the colours of cells."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from sheetcheck import faults, missing
from sheetcheck.boxes import address_at, address_of, first_where, place_of_slot
from sheetcheck.checks import Check, checks_of
from sheetcheck.culprits import first_culprit
from sheetcheck.entries import Entry, entries_of
from sheetcheck.expression.evaluate import Value
from sheetcheck.formula import Filled
from sheetcheck.grid import a1, column_letter
from sheetcheck.identity import Identity, anybody
from sheetcheck.layout import FIRST_LINE, RULES_SHEET, Layout, Slot
from sheetcheck.life import is_reached, reached_formula
from sheetcheck.records import Digit, as_held, digits, numbers
from sheetcheck.verdicts import LISTED, WARNING, Column, Line, Number, Standing, Verdicts, first_band, range_of
from sheetcheck.xlsx import Book, Page

Sentences = Callable[[Layout], Sequence[str]]
"""What each check of a form says when it is broken, in their order."""


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
    band: int
    said: dict[int, str] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)

    def value(self, check: Check) -> Value:
        """What a check comes to now; None while nobody knows."""
        return check.value(self.identity, self.figures) if any(self.figures.values()) else None

    def is_broken(self, check: Check) -> bool:
        return self.value(check) is False

    def add_check(self, check: Check, verdict: str, *, broken: bool, cell: str, formula: str = "") -> Line:
        sentence, rule = self.said[id(check)], check.instance.rule
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
    sentences: Sentences,
) -> Verdicts:
    """Writes the hidden sheet, and the conditional formats by which cells of broken rules turn red or amber."""
    page = book.page(RULES_SHEET)
    page.hide()
    sheet = _Sheet(page, identity, figures, first_band(len(layouts)))
    standings = []
    for number, layout in enumerate(layouts, start=1):
        start = len(sheet.lines)
        listed = entries_of(layout, layouts, identity.language)
        entries = [sheet.add_entry(entry) for entry in listed]
        _write_faults(sheet, Column.FAULTS + number - 1, layout, listed)
        _colour_entries(pages[layout.form.id], layout, entries)
        checks = checks_of(layout, layouts, anybody(identity))
        sheet.said |= zip(map(id, checks), sentences(layout), strict=True)
        if layout.form.kind == "matrix":
            _write_matrix(sheet, pages[layout.form.id], layout, checks)
            counts = _count(sheet.lines[start:])
        else:
            counts = _write_records(sheet, pages[layout.form.id], layout, checks, _count(entries))
        standings.append(_write_standing(sheet, number, layout, sheet.lines[start:], counts))
    return Verdicts(tuple(standings), tuple(sheet.lines), tuple(_write_broken(sheet)))


def _write_faults(sheet: _Sheet, column: int, layout: Layout, entries: Sequence[Entry]) -> None:
    """For each line of the form the number that says which of its cells hold what could not have been typed."""
    filled = sheet.figures.get(layout.form.id, {})
    terms: dict[int, list[str]] = {}
    wrong: dict[int, int] = {}
    for entry in entries:
        slots = [slot for slot in entry.slots if faults.is_asked(slot)]
        for line, cells in groupby(slots, key=lambda slot: slot.line):
            found = list(cells)
            weights = {slot.position: faults.weight(layout, slot.position) for slot in found}
            terms.setdefault(line, []).extend(entry.faults_of(found, weights))
            wrong[line] = wrong.get(line, 0) + sum(
                weights[slot.position] for slot in found if entry.is_fault(filled.get(slot.name, ""))
            )
    for line, pieces in terms.items():
        sheet.page.formula(line, column, "+".join(pieces), wrong[line])


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
    _colour_places(page, layout, entries)


def _table(layout: Layout) -> str:
    return f"{a1(FIRST_LINE, 1)}:{a1(layout.last_line, layout.width)}"


def _write_matrix(sheet: _Sheet, page: Page, layout: Layout, checks: Sequence[Check]) -> None:
    """The band of a matrix form: for each cell the line of the check to look at."""
    of_cell: dict[tuple[int, int], list[Line]] = {}
    for _, of_rule in groupby(checks, key=lambda check: check.instance.rule.id):
        for check, verdict, broken in _counting(sheet, tuple(of_rule)):
            line = sheet.add_check(check, verdict, broken=broken, cell=check.slots[0].cell)
            for slot in check.slots:
                of_cell.setdefault((slot.line, slot.position), []).append(line)
    if not checks:
        return
    for (row, position), named in of_cell.items():
        if len(named) == 1:
            sheet.page.number(row, sheet.band + position, named[0].number)
            continue
        looked_at = ",".join(f"${column_letter(Column.VERDICT)}${line.number}" for line in named)
        now = min((line.verdict for line in named if line.verdict), default=0) % WARNING
        sheet.page.formula(row, sheet.band + position, f"MOD(MIN({looked_at}),{WARNING})", now)
    box, corner = _table(layout), f"{RULES_SHEET}!{a1(FIRST_LINE, sheet.band + 1)}"
    verdict = f"N(INDEX({range_of(Column.VERDICT, 1, len(sheet.lines))},{corner}))"
    page.colour(box, f"IF({corner}>0,AND({verdict}>0,{verdict}<{WARNING}))", "bad")
    page.colour(box, f"IF({corner}>0,{verdict}>{WARNING})", "doubtful")
    sheet.band += layout.width


def _counting(sheet: _Sheet, checks: Sequence[Check]) -> Iterator[tuple[Check, str, bool]]:
    """The checks of a rule, and when each counts: where it is broken, and enough others are if it has a threshold.

    Beside each line of such a rule stands 1 where it is broken, and 0 where it holds if a share of the lines is meant.
    """
    limit, first = checks[0].instance.rule.fail_when, len(sheet.lines) + 1
    values = [sheet.value(check) for check in checks]
    if limit is None:
        yield from ((check, check.formula, value is False) for check, value in zip(checks, values, strict=True))
        return
    states = range_of(Column.PLACE, first, first + len(checks) - 1)
    enough = reached_formula(limit, f"COUNTIF({states},1)", f"COUNT({states})")
    is_enough = is_reached(limit, values.count(False), len(values) - values.count(None))
    for number, (check, value) in enumerate(zip(checks, values, strict=True), start=first):
        holds = f'IF({check.held},0,"")' if check.held else '""'
        now: float | str = 1 if value is False else 0 if value is True and check.held else ""
        sheet.page.formula(number, Column.PLACE, f"IF({check.formula},1,{holds})", now)
        place = f"${column_letter(Column.PLACE)}${number}"
        yield check, f"AND({place}=1,{enough})", value is False and is_enough


def _write_records(sheet: _Sheet, page: Page, layout: Layout, checks: Sequence[Check], entries: _Counts) -> _Counts:
    """The band of a register: a number a record; the line of a rule looks for its first record, each record counts.

    Rules about all records together follow, a line each.
    """
    asked = [check for check in checks if check.slots]
    holding = [as_held(check) for check in asked if check.held]
    columns = digits([*asked, *holding], sheet.band + 1)
    values = {id(check): sheet.value(check) for check in (*asked, *holding)}
    broken = {check for check, value in values.items() if value is False}
    weights = {id(check): digit.weight for digit in columns for check in digit.checks}
    for column, line, formula, named in numbers(columns):
        number = sum(weights[id(check)] for check in named if id(check) in broken)
        sheet.page.formula(line, column, formula, number)
    counts = {True: entries.errors, False: entries.warnings}
    lines: list[tuple[Digit, Line]] = []
    for digit in columns:
        sheet.band = digit.column
        if digit.of_held:
            continue
        enough, is_enough = _enough(digit, columns, layout, broken)
        wrong = [check.slots[0] for check in digit.checks if id(check) in broken and is_enough]
        lines.append((digit, _add_rule(sheet, layout, digit, wrong, enough)))
        formula, now = counts[digit.checks[0].is_error]
        count = digit.counted(layout)
        counted = f"IF({enough},{count},0)" if enough else count
        counts[digit.checks[0].is_error] = Number(f"{formula}+{counted}", now + len(wrong))
    _colour_records(page, layout, lines)
    together = [_add_together(sheet, layout, check) for check in checks if check.culprits]
    if together:
        of_errors, of_warnings = _count(together)
        _colour_places(page, layout, together)
        counts[True] = Number(f"{counts[True].formula}+{of_errors.formula}", counts[True].now + of_errors.now)
        counts[False] = Number(f"{counts[False].formula}+{of_warnings.formula}", counts[False].now + of_warnings.now)
    return _Counts(counts[True], counts[False])


def _enough(digit: Digit, columns: Sequence[Digit], layout: Layout, broken: Collection[int]) -> tuple[str, bool]:
    """Whether enough records break a rule that has a threshold, as a formula and now; '' for one that has none."""
    rule = digit.checks[0].instance.rule
    if rule.fail_when is None:
        return "", True
    alike = [one for one in columns if one.checks[0].instance.rule.code == rule.code]
    wrong = "+".join(one.counted(layout) for one in alike if not one.of_held)
    known = "+".join(one.counted(layout) for one in alike)
    counts = {True: 0, False: 0}
    for one in alike:
        counts[one.of_held] += sum(id(check) in broken for check in one.checks)
    is_enough = is_reached(rule.fail_when, counts[False], counts[False] + counts[True])
    return reached_formula(rule.fail_when, wrong, known), is_enough


def _add_together(sheet: _Sheet, layout: Layout, check: Check) -> Line:
    """The line of a rule about all records of a register: it leads to the first of them that is to blame, else to where
    one more would begin, else to the first."""
    assert check.culprits is not None
    (field, cells, where), number = check.culprits, len(sheet.lines) + 1
    broken, first = sheet.is_broken(check), layout.lines[0]
    filled = sheet.figures.get(layout.form.id, {})
    blamed = first_culprit(check.spot, check.instance.expression, sheet.figures) if broken else ""
    blank = (line for line in layout.lines if all(filled.get(slot.name, "") == "" for slot in line.slots))
    line = next((line for line in layout.lines if line.slots[0].row == blamed), next(blank, first))
    slot, place = (
        next(slot for slot in line.slots if slot.column.id == field),
        f"${column_letter(Column.PLACE)}${number}",
    )
    following = f"MAX({first_where({cells: f'(1-{missing.is_record(layout)})'})},{first.number * 1000 + slot.position})"
    found = f"IF(SUMPRODUCT({where})>0,{first_where({cells: where})},{following})"
    now = place_of_slot(slot) if broken else 0
    sheet.page.formula(number, Column.PLACE, f"IF({check.formula},{found},0)", now)
    address = f'IF({place}>0,{address_of(place)},"")'
    return sheet.add_check(check, f"{place}>0", broken=broken, cell=address_at(now), formula=address)


def _colour_places(page: Page, layout: Layout, lines: Sequence[Line]) -> None:
    """The cell that a line leads to, in the colour of its severity."""
    for is_error, style in ((True, "bad"), (False, "doubtful")):
        places = [line.number for line in lines if line.is_error is is_error]
        if places:
            looked_at = range_of(Column.PLACE, places[0], places[-1])
            page.colour(_table(layout), f"COUNTIF({looked_at},ROW()*1000+COLUMN())>0", style)


def _add_rule(sheet: _Sheet, layout: Layout, digit: Digit, wrong: Sequence[Slot], enough: str) -> Line:
    """The line of a rule on a register: broken while one record breaks it, or `enough` of them do."""
    check, number = digit.checks[0], len(sheet.lines) + 1
    records, place = range_of(digit.column, FIRST_LINE, layout.last_line), f"${column_letter(Column.PLACE)}${number}"
    now = wrong[0].line * 1000 + digit.column if wrong else 0
    found = first_where({records: digit.of(records)})
    sheet.page.formula(number, Column.PLACE, f"IF({enough},{found},0)" if enough else found, now)
    first = f'"{column_letter(check.slots[0].position)}"&MAX({FIRST_LINE},INT({place}/1000))'
    cell = (wrong or check.slots)[0].cell
    return sheet.add_check(check, f"{place}>0", broken=bool(wrong), cell=cell, formula=first)


def _colour_records(page: Page, layout: Layout, lines: Sequence[tuple[Digit, Line]]) -> None:
    """A column of a register is red where a rule that names it is broken; errors come first."""
    of_position: dict[tuple[bool, int], list[str]] = {}
    for digit, line in lines:
        for slot in digit.checks[0].slots:
            of_position.setdefault((not line.is_error, slot.position), []).append(_in_record(digit, line))
    for (is_warning, position), named in sorted(of_position.items(), key=lambda item: item[0]):
        box = f"{a1(FIRST_LINE, position)}:{a1(layout.last_line, position)}"
        page.colour(box, f"{'+'.join(named)}>0", "doubtful" if is_warning else "bad")


def _in_record(digit: Digit, line: Line) -> str:
    """Whether a record breaks a rule, and this counts."""
    found = digit.of(f"{RULES_SHEET}!${column_letter(digit.column)}{FIRST_LINE}")
    counts = f"(N({RULES_SHEET}!${column_letter(Column.VERDICT)}${line.number})>0)"
    return found if digit.checks[0].instance.rule.fail_when is None else f"{found}*{counts}"


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
