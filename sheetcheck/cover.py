"""The first sheet of a template: whose it is, how it stands, and how to fill it in."""

from __future__ import annotations

from sheetcheck.form import Profile
from sheetcheck.identity import Identity
from sheetcheck.layout import COVER_SHEET
from sheetcheck.live import WIDTH, write_list, write_overall, write_table
from sheetcheck.text import Language, Text
from sheetcheck.verdicts import Verdicts
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
        vi="Ô đỏ: chưa khớp với ô khác, phải sửa. Ô cam: nên xem lại, nếu đúng thì để nguyên. Dòng chữ phía trên bảng cho biết lý do.",
        en="Red cells do not agree with others: correct them. Amber cells are worth a look. The line above the table says why.",
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
_WIDTHS = (18.0, 62.0, 12.0, 12.0, 12.0, 19.0)
_OVERALL = 3


def name(language: Language) -> str:
    return COVER_SHEET.of(language)


def write(page: Page, identity: Identity, verdicts: Verdicts) -> None:
    language = identity.language
    page.first()
    page.widths(_WIDTHS)
    core = f" – {_CORE.of(language)}" if identity.profile is Profile.CORE else ""
    page.merged(1, 1, WIDTH, _TITLE.of(language) + core, "title")
    page.height(1, 32)
    if identity.mark:
        page.merged(2, 1, WIDTH, identity.mark, "mark")
    write_overall(page, _OVERALL, verdicts, language)
    page.height(_OVERALL, 30)
    line = _write_facts(page, _OVERALL + 2, identity) + 1
    line = write_table(page, line, verdicts, language) + 1
    line = _write_how(page, line, language) + 1
    write_list(page, line, verdicts, language)
    page.lock()
    page.print_on_a4(landscape=False, high=1)


def _write_facts(page: Page, line: int, identity: Identity) -> int:
    period = identity.period
    values = (
        identity.unit_name,
        identity.unit,
        f"{period.title.of(identity.language)} ({period.label})",
        f"{period.start:%d/%m/%Y} – {period.end:%d/%m/%Y}",
        identity.receiver or "…",
        identity.deadline or "…",
    )
    for number, (label, value) in enumerate(zip(_FACTS, values, strict=True), start=line):
        page.text(number, 1, label.of(identity.language))
        page.text(number, 2, value, "bold")
    return line + len(values)


def _write_how(page: Page, line: int, language: Language) -> int:
    page.text(line, 1, _HOW.of(language), "bold")
    for number, step in enumerate(_STEPS, start=1):
        page.text(line + number, 1, f"{number}.", "number")
        page.merged(line + number, 2, WIDTH, step.of(language), "wrapped")
        page.height(line + number, 18)
    return line + len(_STEPS) + 1
