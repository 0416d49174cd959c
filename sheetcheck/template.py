"""The workbook that goes out to one unit for one period, blank or with figures filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache, partial

from sheetcheck import choices, cover, live, rules_sheet
from sheetcheck.catalogue import Catalogue
from sheetcheck.checks import Check, checks_of
from sheetcheck.entries import entries_of
from sheetcheck.expression import numbered, parse
from sheetcheck.form import Column, Level
from sheetcheck.formula import Filled as Filled
from sheetcheck.formula import as_typed, day_of
from sheetcheck.identity import Identity, anybody, issued_layouts
from sheetcheck.kinds import KINDS
from sheetcheck.layout import (
    CODE_ROW,
    FIRST_LINE,
    HEADING_ROW,
    IDENTITY_SHEET,
    Layout,
    Line,
    Slot,
)
from sheetcheck.quoted import quoted
from sheetcheck.spot import computed_cell
from sheetcheck.style import STYLES, for_kinds
from sheetcheck.text import Language, Text
from sheetcheck.words import Words
from sheetcheck.xlsx import Book, Page

_ONE_PAGE = 34
"""Lines that are still readable on one page; more go on to a second rather than shrink."""
_FIRST_DAY = 10_000
"""Numbers below it are years, not days."""
_WORDS: Mapping[str, Text] = {
    "form": Text(vi="Biểu số: {code}", en="Form: {code}"),
    "issued": Text(vi="Ban hành theo: ………………………", en="Issued under: ………………………"),
    "due": Text(vi="Ngày nhận báo cáo: {deadline}", en="Due: {deadline}"),
    "unit": Text(vi="Đơn vị báo cáo: {name}", en="Reporting unit: {name}"),
    "code": Text(vi="Mã đơn vị: {unit}", en="Unit code: {unit}"),
    "receiver": Text(vi="Đơn vị nhận báo cáo: {receiver}", en="Receiving unit: {receiver}"),
    "period": Text(vi="Kỳ báo cáo: {label} (từ {start} đến {end})", en="Period: {label} ({start} to {end})"),
    "date": Text(vi="Ngày …… tháng …… năm ………", en="Date: …………………"),
    "prepared": Text(vi="Người lập biểu", en="Prepared by"),
    "prepared_how": Text(vi="(Ký, họ tên)", en="(Signature, name)"),
    "head": Text(vi="Thủ trưởng đơn vị", en="Head of the unit"),
    "head_how": Text(vi="(Ký, đóng dấu, họ tên)", en="(Signature, stamp, name)"),
}


def write_template(catalogue: Catalogue, identity: Identity, figures: Mapping[str, Filled] | None = None) -> bytes:
    """The workbook of a unit as bytes; `figures` by form id fills it in, computed cells included."""
    layouts = layouts_for(catalogue, identity)
    book = Book({**STYLES, **for_kinds({name: kind.number_format for name, kind in KINDS.items()})})
    book.describe(
        title=f"{identity.unit} {identity.period.label}",
        custom={f"sheetcheck_{key}": value for key, value in identity.lines() if value},
    )
    front = book.page(cover.name(identity.language))
    pages = {layout.form.id: book.page(layout.sheet) for layout in layouts}
    choices.write(book, layouts, identity.language)
    for layout in layouts:
        _write_form(pages[layout.form.id], layout, layouts, identity, figures or {})
    sentences = partial(_sentences, layouts=layouts, identity=anybody(identity), language=identity.language)
    found = rules_sheet.write(book, pages, layouts, identity, figures or {}, sentences)
    for standing in found.standings:
        live.write_notice(pages[standing.layout.form.id], standing, found, identity)
    cover.write(front, identity, found)
    _write_identity(book, identity)
    return book.close()


def layouts_for(catalogue: Catalogue, identity: Identity) -> tuple[Layout, ...]:
    """The forms that the unit's level gets in that kind of period."""
    return issued_layouts(catalogue.forms.values(), identity)


@cache
def _sentences(layout: Layout, layouts: tuple[Layout, ...], identity: Identity, language: Language) -> Sequence[str]:
    """What each check of a form says where it is broken; the same for `anybody`, so written once for a round."""
    words = Words(Catalogue(forms={one.form.id: one.form for one in layouts}, digest=""), language)
    return [_sentence(words, check) for check in checks_of(layout, layouts, identity)]


def _sentence(words: Words, check: Check) -> str:
    """Of the records of a register it says the same."""
    instance, layout = check.instance, check.layout
    row = (check.row or check.slots[0].row) if layout.form.kind == "matrix" else ""
    cells = quoted(check, words.language)
    return words.outline(instance.rule.message, layout.form.id, instance.loop, row, cells)


def _write_form(
    page: Page, layout: Layout, layouts: tuple[Layout, ...], identity: Identity, figures: Mapping[str, Filled]
) -> None:
    page.widths([heading.width for heading in layout.headings])
    _write_head(page, layout, identity)
    _write_headings(page, layout, identity.language)
    for line in layout.lines:
        _write_stub(page, layout, line, identity.language)
        for slot in line.slots:
            _write_slot(page, layout, slot, layouts, identity, figures)
    _write_validations(page, layout, layouts, identity.language)
    _write_foot(page, layout, identity.language)
    page.freeze(FIRST_LINE, layout.stub_width + 1)
    page.lock()
    footer = f"&L{layout.form.codes[_printed_level(layout)]}&R&P/&N"
    high = 1 if len(layout.lines) <= _ONE_PAGE else 0
    page.print_on_a4(repeat=(HEADING_ROW, CODE_ROW), footer=footer, high=high)


def _printed_level(layout: Layout) -> Level:
    return layout.level if layout.level in layout.form.codes else layout.form.levels[-1]


def _write_head(page: Page, layout: Layout, identity: Identity) -> None:
    """Form number left, title and period in the middle, units right (as official forms have it)."""
    language, period = identity.language, identity.period
    width = layout.width
    left, right = _bands(layout)
    said: dict[str, object] = {
        "code": layout.form.codes[_printed_level(layout)],
        "deadline": identity.deadline or "……………",
        "name": identity.unit_name,
        "unit": identity.unit,
        "receiver": identity.receiver or "………………………",
        "label": period.label,
        "start": f"{period.start:%d/%m/%Y}",
        "end": f"{period.end:%d/%m/%Y}",
    }
    rows = (
        ("form", layout.form.title.of(language).upper(), "title", "unit"),
        ("issued", period.title.of(language), "centre_bold", "code"),
        ("due", _WORDS["period"].fill(language, said), "centre_italic", "receiver"),
    )
    for number, (first, middle, style, last) in enumerate(rows, start=1):
        page.merged(number, 1, left, _WORDS[first].fill(language, said), "head_left")
        page.merged(number, left + 1, right - 1, middle, style)
        page.merged(number, right, width, _WORDS[last].fill(language, said), "head_right")
    page.height(1, 46)
    if layout.form.note:
        page.merged(5, 1, width, layout.form.note.of(language), "italic")
        page.height(5, 30)


def _bands(layout: Layout) -> tuple[int, int]:
    """Last column of the left band and first of the right one, each about a quarter of the width."""
    widths = [heading.width for heading in layout.headings]
    quarter = sum(widths) * 0.24
    left, used = 1, widths[0]
    while used < quarter:
        used += widths[left]
        left += 1
    right, used = len(widths), widths[-1]
    while used < quarter and right > left + 2:
        right -= 1
        used += widths[right - 1]
    return left, right


def _write_headings(page: Page, layout: Layout, language: Language) -> None:
    tallest = max(len(h.title.of(language)) / h.width for h in layout.headings)
    page.height(HEADING_ROW, 15 + 14 * min(6, int(tallest * 1.2)))
    for heading in layout.headings:
        page.text(HEADING_ROW, heading.position, heading.title.of(language), "heading")
        page.text(CODE_ROW, heading.position, printed_code(layout, heading.column, heading.code), "codes")


def printed_code(layout: Layout, column: Column | None, code: str) -> str:
    """`4` or, for a computed column, `4=2/1×100`."""
    if column is None or not column.computed:
        return code
    numbers = {h.column.id: h.code for h in layout.headings if h.column}
    expression = parse(column.computed)
    if any(name.column not in numbers for name in expression.names):
        return code  # not arithmetic of this row alone: the note of the form says it
    return f"{code}={numbered(expression, lambda name: numbers[name.column])}"


def _write_stub(page: Page, layout: Layout, line: Line, language: Language) -> None:
    """The locked texts left of the figures, and an x where the row has no figure."""
    number = line.number
    if line.row is None:
        page.text(number, 1, line.stub(language)[0], "code")
        return
    title = line.row.title.of(language)
    style = "label_part" if title.startswith("-") else "label_sum" if line.row.computed else "label"
    page.text(number, 1, title, style)
    page.text(number, 2, line.row.code, "code")
    unit = line.row.unit.of(language)
    page.text(number, 3, unit, "unit")
    lines = max(1 + len(title) // 64, 1 + len(unit) // 12)
    if lines > 1:
        page.height(number, 15 * lines)
    for position in layout.idle(line):
        page.text(number, position, "x", "idle")


def _write_slot(
    page: Page,
    layout: Layout,
    slot: Slot,
    layouts: tuple[Layout, ...],
    identity: Identity,
    figures: Mapping[str, Filled],
) -> None:
    kind, filled = slot.column.kind, figures.get(layout.form.id, {})
    value = filled.get(slot.name, "")
    if slot.computed and slot.name not in filled:  # a figure that is given stands in place of the formula
        formula, computed = computed_cell(layouts, layout, slot, identity, figures)
        if formula is not None:
            page.formula(slot.line, slot.position, formula, computed, f"computed_{kind}")
            return
    style = f"computed_{kind}" if slot.computed else f"input_{kind}"
    if kind == "date" and isinstance(value, str):
        value = _serial(value)
        if isinstance(value, float) and value < _FIRST_DAY:
            style = "input_flag"  # a plain number: shown as a day, a year would be one of 1905
    if isinstance(value, float | int):
        page.number(slot.line, slot.position, value, style)
    else:
        page.text(slot.line, slot.position, _shown(slot.column, value, identity.language), style)


def _serial(value: str) -> float | str:
    """A full date as the number of days that a sheet counts, a year as a number; a month is text, `05/2024`."""
    if len(value) == 4 and value.isdecimal():
        return float(value)
    try:
        return float(day_of(date.fromisoformat(value)))
    except ValueError:
        return as_typed(value)


def _shown(column: Column, value: str, language: Language) -> str:
    return column.choices[value].of(language) if value in column.choices else value


def _write_validations(page: Page, layout: Layout, layouts: tuple[Layout, ...], language: Language) -> None:
    for entry in entries_of(layout, layouts, language):
        for cells, options in entry.validations():
            page.validate(cells, options)


def _write_foot(page: Page, layout: Layout, language: Language) -> None:
    start = layout.last_line + 2
    middle = max(3, layout.width // 2 + 1)
    page.merged(start, middle, layout.width, _WORDS["date"].of(language), "centre_italic")
    for offset, (left, right, style) in enumerate(
        (("prepared", "head", "centre_bold"), ("prepared_how", "head_how", "centre_italic")), start=1
    ):
        page.merged(start + offset, 1, middle - 1, _WORDS[left].of(language), style)
        page.merged(start + offset, middle, layout.width, _WORDS[right].of(language), style)


def _write_identity(book: Book, identity: Identity) -> None:
    page = book.page(IDENTITY_SHEET)
    page.hide()
    for number, (key, value) in enumerate(identity.lines(), start=1):
        page.text(number, 1, key)
        page.text(number, 2, value)


def file_name(identity: Identity) -> str:
    """`06331_2024-H1.xlsx`: the register's code and the period, nothing that a unit typed."""
    return f"{identity.unit}_{identity.period.label}.xlsx"
