"""The first sheet of a template: whose it is, how to fill it in, and what is still missing or wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from sheetcheck.checks import Verdicts
from sheetcheck.form import Profile
from sheetcheck.formula import Filled
from sheetcheck.grid import a1
from sheetcheck.identity import Identity
from sheetcheck.layout import COVER_SHEET, Layout, Slot
from sheetcheck.text import Language, Text
from sheetcheck.xlsx import Page

_TITLE = Text(
    vi="BÁO CÁO THỐNG KÊ BÌNH ĐẲNG GIỚI VÀ VÌ SỰ TIẾN BỘ CỦA PHỤ NỮ",
    en="STATISTICAL RETURN ON GENDER EQUALITY AND THE ADVANCEMENT OF WOMEN",
)
_CORE = Text(vi="BỘ CHỈ TIÊU CỐT LÕI", en="CORE PROFILE")
_FACTS = (
    Text(vi="Đơn vị báo cáo", en="Reporting unit"),
    Text(vi="Mã đơn vị", en="Unit code"),
    Text(vi="Kỳ báo cáo", en="Period"),
    Text(vi="Từ ngày – đến ngày", en="From – to"),
    Text(vi="Đơn vị nhận báo cáo", en="Receiving unit"),
    Text(vi="Ngày nhận báo cáo", en="Due"),
)
_STATUS = Text(vi="Tình trạng điền biểu (tự cập nhật khi nhập liệu)", en="Status of the forms (updates as you type)")
_HEADINGS = (
    Text(vi="Biểu", en="Form"),
    Text(vi="Tên biểu", en="Title"),
    Text(vi="Ô còn thiếu", en="Cells missing"),
    Text(vi="Chỗ chưa khớp", en="Inconsistencies"),
    Text(vi="Tình trạng", en="Status"),
)
_STATES = {
    "complete": Text(vi="Đã đủ", en="Complete"),
    "missing": Text(vi="Còn thiếu", en="Missing"),
    "wrong": Text(vi="Chưa khớp", en="Inconsistent"),
    "list": Text(vi="Điền khi có", en="When there is any"),
    "computed": Text(vi="Tự tính", en="Computes itself"),
}
_HOW = Text(vi="Cách điền", en="How to fill it in")
_STEPS = (
    Text(
        vi="Chỉ điền vào ô nền vàng nhạt. Ô nền xám tự tính, ô ghi x không áp dụng.",
        en="Fill in the light yellow cells only. Grey cells compute themselves; cells marked x do not apply.",
    ),
    Text(
        vi="Số đếm là số nguyên, không gõ dấu chấm hay dấu phẩy ngăn cách hàng nghìn: gõ 1500, không gõ 1.500.",
        en="Counts are whole numbers, typed without separators: 1500, not 1.500.",
    ),
    Text(
        vi="Không phát sinh: ghi 0 hoặc dấu -   |   Có phát sinh nhưng chưa thu thập được: ghi …   |   Không để trống ô bắt buộc.",
        en="None occurred: write 0 or -   |   Occurred but not collected: write …   |   Do not leave required cells blank.",
    ),
    Text(
        vi="Luôn tách số nữ: có tổng số thì phải có số nữ, không có ai là nữ thì ghi 0.",
        en="Always give the number of women: a total needs one; write 0 when there are none.",
    ),
    Text(
        vi="Mỗi ô một con số: không ghi 20/49, 3-4, “hơn 330”, “04 cuộc”. Lời giải thích ghi ở cột Ghi chú.",
        en="One number a cell: not 20/49, 3-4, “over 330”, “04 sessions”. Explanations go into the note column.",
    ),
    Text(
        vi="Ô chuyển sang đỏ là số liệu chưa khớp với ô khác; hãy xem lại trước khi gửi.",
        en="A cell that turns red does not agree with another; look at it again before sending.",
    ),
    Text(
        vi="Không đổi tên, xóa, chèn trang tính, dòng, cột. Lưu dạng Excel Workbook (.xlsx) rồi gửi lại chính tệp này.",
        en="Do not rename, delete or insert sheets, rows or columns. Save as Excel Workbook (.xlsx) and return this very file.",
    ),
    Text(
        vi="Dân tộc thiểu số (DTTS): các dân tộc ngoài dân tộc Kinh, theo Nghị định 05/2011/NĐ-CP.",
        en="Ethnic minority (EM): every group other than the Kinh, as in Decree 05/2011/NĐ-CP.",
    ),
)
_WIDTHS = (20.0, 68.0, 14.0, 14.0, 18.0)


def name(language: Language) -> str:
    return COVER_SHEET.of(language)


def write(
    page: Page,
    layouts: Sequence[Layout],
    identity: Identity,
    verdicts: Mapping[str, Verdicts],
    figures: Mapping[str, Filled],
) -> None:
    """The status formulas look at the forms and at the verdicts on their rules."""
    language = identity.language
    page.first()
    page.widths(_WIDTHS)
    core = f" – {_CORE.of(language)}" if identity.profile is Profile.CORE else ""
    page.merged(1, 1, 5, _TITLE.of(language) + core, "title")
    page.height(1, 32)
    if identity.mark:
        page.merged(2, 1, 5, identity.mark, "mark")
    line = _write_facts(page, identity) + 1
    page.text(line, 1, _STATUS.of(language), "bold")
    line = _write_status(page, line + 1, layouts, verdicts, figures, language) + 1
    page.text(line, 1, _HOW.of(language), "bold")
    for number, step in enumerate(_STEPS, start=1):
        page.text(line + number, 1, f"{number}.", "number")
        page.merged(line + number, 2, 5, step.of(language), "wrapped")
        page.height(line + number, 18)
    page.lock()
    page.print_on_a4()


def _write_facts(page: Page, identity: Identity) -> int:
    period = identity.period
    values = (
        identity.unit_name,
        identity.unit,
        f"{period.title.of(identity.language)} ({period.label})",
        f"{period.start:%d/%m/%Y} – {period.end:%d/%m/%Y}",
        identity.receiver or "…",
        identity.deadline or "…",
    )
    for number, (label, value) in enumerate(zip(_FACTS, values, strict=True), start=3):
        page.text(number, 1, label.of(identity.language))
        page.text(number, 2, value, "bold")
    return 3 + len(values)


def _write_status(
    page: Page,
    line: int,
    layouts: Sequence[Layout],
    verdicts: Mapping[str, Verdicts],
    figures: Mapping[str, Filled],
    language: Language,
) -> int:
    words = {key: text.of(language) for key, text in _STATES.items()}
    for position, heading in enumerate(_HEADINGS, start=1):
        page.text(line, position, heading.of(language), "heading")
    for number, layout in enumerate(layouts, start=line + 1):
        page.link(number, 1, layout.sheet, layout.sheet, "link")
        page.text(number, 2, layout.form.title.of(language), "cell")
        filled, judged = figures.get(layout.form.id, {}), verdicts.get(layout.form.id, Verdicts("", 0))
        missing = 0 if _is_ticked(layout, filled) else sum(filled.get(slot.name, "") == "" for slot in _needed(layout))
        page.formula(number, 3, missing_formula(layout), missing, "count")
        page.formula(number, 4, f"SUMPRODUCT(--({judged.cells}))" if judged.cells else "0", judged.broken, "count")
        done = words[_when_nothing_is_missing(layout)]
        state = f'IF({a1(number, 4)}>0,"{words["wrong"]}",IF({a1(number, 3)}>0,"{words["missing"]}","{done}"))'
        now = words["wrong"] if judged.broken else words["missing"] if missing else done
        page.formula(number, 5, state, now, "cell")
    last = line + len(layouts)
    cells = f"{a1(line + 1, 5)}:{a1(last, 5)}"
    for key, style in (("complete", "good"), ("wrong", "bad"), ("missing", "waiting")):
        page.colour(cells, f'{a1(line + 1, 5)}="{_STATES[key].of(language)}"', style)
    return last + 1


def _needed(layout: Layout) -> list[Slot]:
    if layout.form.kind == "list":
        return []
    return [slot for slot in layout.slots() if slot.severity is not None]


def _is_ticked(layout: Layout, filled: Filled) -> bool:
    """Whether the form says that nothing happened, so that its blanks are zeros."""
    return layout.zero_line is not None and filled.get(layout.lines[layout.zero_line].slots[0].name) == 1


def _when_nothing_is_missing(layout: Layout) -> str:
    """A list, or a form that is filled in only after a change, may stay empty; others may compute themselves."""
    if all(line.row is not None and line.row.cells for line in layout.lines):
        return "computed"
    return "list" if layout.form.kind == "list" or layout.period in layout.form.on_change else "complete"


def missing_formula(layout: Layout) -> str:
    """How many required cells are blank: COUNTBLANK over the fewest ranges."""
    boxes = list(_boxes(_needed(layout)))
    blank = "+".join(f"COUNTBLANK('{layout.sheet}'!{box})" for box in boxes) or "0"
    if layout.zero_line is None:
        return blank
    tick = layout.lines[layout.zero_line].slots[0].cell
    return f"IF('{layout.sheet}'!{tick}=1,0,{blank})"


def _boxes(slots: Sequence[Slot]) -> list[str]:
    """Required cells as rectangles: neighbouring lines that need the same columns go together."""
    lines = [(line, tuple(slot.position for slot in group)) for line, group in groupby(slots, key=lambda s: s.line)]
    boxes: list[str] = []
    start = 0
    for end in range(1, len(lines) + 1):
        if end < len(lines) and lines[end][1] == lines[start][1] and lines[end][0] == lines[end - 1][0] + 1:
            continue
        for first, last in _runs(lines[start][1]):
            boxes.append(f"{a1(lines[start][0], first)}:{a1(lines[end - 1][0], last)}")
        start = end
    return boxes


def _runs(positions: Sequence[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for position in sorted(positions):
        if runs and runs[-1][1] == position - 1:
            runs[-1] = (runs[-1][0], position)
        else:
            runs.append((position, position))
    return runs
