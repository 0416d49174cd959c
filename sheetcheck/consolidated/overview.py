"""The first sheet: what was merged, how much of it, and the shares of women that come out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sheetcheck.cells import clean
from sheetcheck.consolidate import Consolidation, Standing
from sheetcheck.consolidated import matrix, wording
from sheetcheck.form import Required
from sheetcheck.rollup import FormTotals, Total
from sheetcheck.scoreboard import has_scores
from sheetcheck.target import FIRST_YEAR
from sheetcheck.text import Language, Text
from sheetcheck.xlsx import Page

_TITLE = Text(
    vi="TỔNG HỢP THỐNG KÊ BÌNH ĐẲNG GIỚI VÀ VÌ SỰ TIẾN BỘ CỦA PHỤ NỮ",
    en="CONSOLIDATED STATISTICS ON GENDER EQUALITY AND THE ADVANCEMENT OF WOMEN",
)
_FACTS: Sequence[Text] = (
    Text(vi="Đơn vị tổng hợp", en="Consolidated by"),
    Text(vi="Kỳ báo cáo", en="Period"),
    Text(vi="Từ báo cáo của", en="From returns of"),
    Text(vi="Số đơn vị phải báo cáo", en="Units expected"),
    Text(vi="Số đơn vị đã nộp", en="Units that sent a return"),
    Text(vi="Số đơn vị đã tổng hợp", en="Units counted"),
    Text(vi="- trong đó: có cảnh báo", en="- of which with warnings"),
    Text(vi="Số đơn vị có lỗi, chưa tổng hợp", en="Units with errors, not counted"),
    Text(vi="Số đơn vị có tệp không đọc được", en="Units whose file cannot be read"),
    Text(vi="Số đơn vị chưa nộp", en="Units that sent nothing"),
    Text(vi="Số tệp chưa rõ của đơn vị nào", en="Files of no known unit"),
    Text(vi="20 chỉ tiêu của Chiến lược 2021-2030", en="The 20 targets of the Strategy 2021-2030"),
)
_FORMS = (
    Text(vi="Biểu", en="Form"),
    Text(vi="Số đơn vị có số liệu", en="Units with figures"),
)
_SHARES = Text(vi="TỶ LỆ NỮ", en="SHARE OF WOMEN")
_SHARE_HEADINGS = (
    Text(vi="Chỉ tiêu", en="Indicator"),
    Text(vi="Tổng số", en="Total"),
    Text(vi="Trong đó: nữ", en="Of which female"),
    Text(vi="Tỷ lệ nữ (%)", en="Female share (%)"),
    Text(vi="Số đơn vị có số liệu", en="Units with a figure"),
)
_TOO_EARLY = Text(vi="Không đánh giá: kỳ trước khi có Chiến lược", en="Not assessed: before the Strategy began")
_NOT_WHOLE = Text(
    vi="Không đánh giá: báo cáo của riêng cơ quan, chưa gồm cấp dưới; cần báo cáo đã tổng hợp",
    en="Not assessed: the offices' own returns, without the levels below; it takes consolidated returns",
)
_CHART = Text(vi="Tỷ lệ nữ (%), {sheet}", en="Female share (%), {sheet}")
_WIDTHS = (84.0, 14.0, 14.0, 14.0, 14.0, 3.0)
_LEAST_POINTS = 3
_CHART_ROWS = 16


class _Share(NamedTuple):
    """An indicator that counts persons, and where its figures stand on the sheet of its form."""

    title: str
    total: tuple[str, Total]
    female: tuple[str, Total]
    share: tuple[str, Total]


def write_overview(page: Page, whole: Consolidation, language: Language, name: str) -> None:
    page.first()
    page.widths(_WIDTHS)
    page.merged(1, 1, 5, _TITLE.of(language), "title")
    page.height(1, 34)
    if whole.marks:
        page.merged(2, 1, 5, clean(wording.mark(whole.marks, language)), "mark")
    line = _write_facts(page, whole, language, clean(name)) + 1
    line = _write_forms(page, whole, language, line) + 1
    _write_shares(page, whole, language, line)
    page.print_on_a4(landscape=False)


def _write_facts(page: Page, whole: Consolidation, language: Language, name: str) -> int:
    period = whole.period
    values: tuple[str | int, ...] = (
        name,
        f"{period.title.of(language)} ({period.label}), {period.start:%d/%m/%Y} – {period.end:%d/%m/%Y}",
        wording.LEVELS[whole.level].of(language),
        whole.expected,
        whole.received,
        len(whole.counted),
        whole.standing(Standing.WITH_WARNINGS),
        whole.standing(Standing.REJECTED),
        whole.standing(Standing.UNREADABLE),
        whole.standing(Standing.MISSING),
        sum(not unit.code for unit in whole.units),
        "" if has_scores(whole) else (_TOO_EARLY if period.year < FIRST_YEAR else _NOT_WHOLE).of(language),
    )
    line = 3
    for label, value in zip(_FACTS, values, strict=True):
        if value == "":
            continue
        page.text(line, 1, label.of(language), "cell")
        page.height(line, 17)
        if isinstance(value, str):
            page.merged(line, 2, 5, value, "fact_text")
        else:
            page.merged(line, 2, 5, "", "fact_text")
            page.number(line, 2, value, "fact_number")
        line += 1
    return line


def _write_forms(page: Page, whole: Consolidation, language: Language, line: int) -> int:
    page.text(line, 1, _FORMS[0].of(language), "row_heading")
    page.merged(line, 2, 5, _FORMS[1].of(language), "row_heading")
    for merged in whole.forms.values():
        line += 1
        units = {one.unit for one in merged.lines if any(figure is not None for figure in one.figures)}
        label = f"{merged.layout.sheet}. {merged.layout.form.title.of(language)}"
        page.link(line, 1, merged.layout.sheet, label, "link_wrapped")
        page.height(line, 30 if len(label) > 92 else 16)
        page.merged(line, 2, 5, "", "fact_text")
        page.number(line, 2, len(units), "fact_number")
    return line + 1


def _write_shares(page: Page, whole: Consolidation, language: Language, line: int) -> None:
    chart_line = 3
    page.text(line, 1, _SHARES.of(language), "bold")
    line += 1
    for position, heading in enumerate(_SHARE_HEADINGS, start=1):
        page.text(line, position, heading.of(language), "row_heading")
    page.height(line, 32)
    for merged in whole.forms.values():
        shares = list(_shares(merged, language))
        if not shares:
            continue
        sheet = merged.layout.sheet
        line += 1
        page.merged(line, 1, 5, f"{sheet}. {merged.layout.form.title.of(language)}", "label_sum")
        page.height(line, 18)
        first = line + 1
        for share in shares:
            line += 1
            _write_share(page, line, sheet, share)
        if sum(share.share[1].value is not None for share in shares) >= _LEAST_POINTS:
            own = wording.OVERVIEW.of(language)
            page.chart(
                chart_line,
                7,
                title=_CHART.fill(language, {"sheet": sheet}),
                names=f"'{own}'!$A${first}:$A${line}",
                series={_SHARE_HEADINGS[3].of(language): f"'{own}'!$D${first}:$D${line}"},
            )
            chart_line += _CHART_ROWS


def _write_share(page: Page, line: int, sheet: str, share: _Share) -> None:
    page.text(line, 1, share.title, "label_part")
    page.height(line, 30 if len(share.title) > 84 else 16)
    kinds = ("count", "count", "percent")
    for position, (kind, (letter, total)) in enumerate(zip(kinds, share[1:], strict=True), start=2):
        style = f"sum_{kind}" + ("_approx" if total.approx else "")
        page.formula(line, position, f"'{sheet}'!{letter}{matrix.TOTAL}", total.value, style)
    letter, total = share.total
    page.formula(line, 5, f"'{sheet}'!{letter}{matrix.COVERAGE}", float(total.units), "coverage")


def _shares(merged: FormTotals, language: Language) -> Iterator[_Share]:
    """The indicators of a form that must be filled in and that tell women from all persons."""
    if merged.layout.form.kind != "matrix":
        return
    found: dict[str, dict[str, tuple[str, Total]]] = {}
    for place, letter in matrix.letters_of(merged).items():
        slot = merged.slots[place]
        found.setdefault(slot.row, {})[slot.column.id] = (letter, merged.totals[place])
    for line in merged.layout.lines:
        cells = found.get(line.row.id, {}) if line.row else {}
        if line.row is None or line.row.required is Required.OPTIONAL or not cells.keys() >= _PERSONS:
            continue
        if cells["total"][1].units:
            title = line.row.title.of(language).removeprefix("- ")
            yield _Share(title, cells["total"], cells["female"], cells["female_pct"])


_PERSONS = {"total", "female", "female_pct"}
