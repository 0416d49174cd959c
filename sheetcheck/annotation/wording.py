"""What an annotated return says of what was found in it, in the words of an officer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from sheetcheck.annotation.notes import Annotation, Line, Note
from sheetcheck.finding import Finding, Severity, cell_key
from sheetcheck.folding import folded
from sheetcheck.intake import OWN_SHEETS
from sheetcheck.layout import READING_TITLE, RESULT_SHEET
from sheetcheck.period import parse_period
from sheetcheck.report import Verdict
from sheetcheck.returns import Status
from sheetcheck.text import Language, Text
from sheetcheck.words import Words

_ORDER: Final = list(Severity)
_VERDICTS: Final = {
    Status.ACCEPTED: Text(vi="ĐẠT. Không phải sửa gì.", en="ACCEPTED. Nothing to correct."),
    Status.WITH_WARNINGS: Text(
        vi="ĐẠT, CÓ CẢNH BÁO ({warnings}). Xem lại các ô màu vàng; nếu số đúng thì ghi lý do ở cột Ghi chú.",
        en="ACCEPTED WITH WARNINGS ({warnings}). Look at the yellow cells; if a figure is right, say why in the notes.",
    ),
    Status.UNREADABLE: Text(
        vi="KHÔNG ĐỌC ĐƯỢC. Xem lý do bên dưới rồi gửi lại.", en="COULD NOT BE READ. See below why, and send it again."
    ),
}
_CORRECT: Final = Text(
    vi="TRẢ LẠI ({errors} lỗi, {warnings} cảnh báo). Sửa các ô màu đỏ ngay trong tệp này rồi gửi lại; "
    "xem lại các ô màu vàng.",
    en="SENT BACK (errors {errors}, warnings {warnings}). Correct the red cells in this very file and send it again; "
    "look at the yellow cells too.",
)
_OTHERWISE: Final = Text(
    vi="TRẢ LẠI ({errors} lỗi, {warnings} cảnh báo). Xem lý do và cách sửa bên dưới rồi gửi lại.",
    en="SENT BACK (errors {errors}, warnings {warnings}). See below why and what to do, and send it again.",
)
_ELSEWHERE: Final = Text(
    vi="{verdict} Bản này chỉ để xem: sửa trong tệp mà đơn vị đã lập rồi gửi lại tệp đó.",
    en="{verdict} This copy is for reading only: correct the file that the unit made, and send that again.",
)
_TITLE: Final = Text(vi="KẾT QUẢ KIỂM TRA", en="RESULTS OF THE CHECK")
_ABOUT: Final = Text(vi="{name} ({unit}) · {period} · tệp {file}", en="{name} ({unit}) · {period} · file {file}")
_ABOUT_FILE: Final = Text(vi="Tệp {file}", en="File {file}")
_HEADINGS: Final = (
    Text(vi="Mức", en="Level"),
    Text(vi="Biểu", en="Sheet"),
    Text(vi="Ô (bấm để đến)", en="Cells (click to go there)"),
    Text(vi="Điều đã thấy", en="What was found"),
    Text(vi="Cách sửa", en="What to do"),
    Text(vi="Mã", en="Code"),
)
_ALIKE: Final = Text(vi=" (và {count} chỗ tương tự)", en=" (and {count} more like it)")
_FOOT: Final = Text(
    vi="Trang này do chương trình thêm vào; khi gửi lại không cần xóa. "
    "Ô màu đỏ: lỗi; vàng: cảnh báo; xanh: đã đọc theo cách hiểu của chương trình.",
    en="This sheet was added by the program and need not be deleted. "
    "Red cells: errors; yellow: warnings; blue: read as the program understood it.",
)
_NOTHING: Final = Text(vi="Không có gì để nêu.", en="There is nothing to say.")
_LONGEST_NOTE: Final = 2_000


def annotation_of(one: Verdict, findings: Sequence[Finding], words: Words) -> Annotation:
    """Everything found in one return; what is explained or on trial is told as well."""
    language = words.language
    lines, notes = tuple(_lines(findings, words)), _notes(findings, words)
    counts = {"errors": one.errors, "warnings": one.warnings}
    is_red = any(note.severity is Severity.ERROR for some in notes.values() for note in some)
    otherwise = _VERDICTS.get(one.status, _OTHERWISE).fill(language, counts)
    verdict = _CORRECT.fill(language, counts) if one.status is Status.REJECTED and is_red else otherwise
    return Annotation(
        name=RESULT_SHEET.of(language),
        title=_TITLE.of(language),
        about=_about(one, language),
        verdict=verdict,
        reading=(READING_TITLE.of(language), _ELSEWHERE.fill(language, {"verdict": otherwise})),
        own_sheets=OWN_SHEETS,
        is_good=one.status in (Status.ACCEPTED, Status.WITH_WARNINGS),
        headings=tuple(heading.of(language) for heading in _HEADINGS),
        lines=lines,
        foot=(_FOOT if lines else _NOTHING).of(language),
        notes=notes,
    )


def _about(one: Verdict, language: Language) -> str:
    if not one.unit:
        return _ABOUT_FILE.fill(language, {"file": one.file})
    period = parse_period(one.period).title.of(language) if one.period else ""
    told = {"name": one.unit_name or one.unit, "unit": one.unit, "period": period, "file": one.file}
    return _ABOUT.fill(language, told)


def _lines(findings: Sequence[Finding], words: Words) -> Iterable[Line]:
    """The gravest first, then as they stand in the workbook; equal faults of a sheet are one line."""
    folds = sorted(folded(findings, words.help), key=lambda fold: _ORDER.index(fold.first.severity))
    for fold in folds:
        first = fold.first
        alike = _ALIKE.fill(words.language, {"count": fold.count - 1}) if fold.count > 1 else ""
        remark = words.remark(first)
        yield Line(
            severity=first.severity,
            level=words.severity(first.severity),
            sheet=first.sheet,
            cells=fold.where,
            message=words.message(first) + (f" [{remark}]" if remark else "") + alike,
            help="\n".join((words.help(first), *map(_upper, words.suggestions(first)))),
            code=first.code,
            target=_target(first),
        )


def _target(one: Finding) -> str:
    """The first cell of it in this workbook."""
    for cell in one.cells:
        sheet, address = _place(one, cell)
        if sheet:
            return f"{_quoted(sheet)}!{address}"
    return f"{_quoted(one.sheet)}!A1" if one.sheet else ""


def _quoted(sheet: str) -> str:
    return "'" + sheet.replace("'", "''") + "'"


def _place(one: Finding, cell: str) -> tuple[str, str]:
    """Sheet and address of a cell; no sheet for one of another file."""
    sheet, _, address = cell.rpartition("!")
    if ".xlsx!" in cell or "/" in sheet:
        return "", address
    return sheet or one.sheet, address


def _notes(findings: Iterable[Finding], words: Words) -> Mapping[str, tuple[Note, ...]]:
    said: dict[tuple[str, str], list[Finding]] = {}
    for one in findings:
        for cell in one.cells:
            sheet, address = _place(one, cell)
            if sheet:
                said.setdefault((sheet, address), []).append(one)
    found: dict[str, list[Note]] = {}
    for (sheet, cell), about in said.items():
        gravest = min((one.severity for one in about), key=_ORDER.index)
        text = "\n\n".join(dict.fromkeys(_said(one, words) for one in about))
        found.setdefault(sheet, []).append(Note(cell, gravest, text[:_LONGEST_NOTE]))
    return {sheet: tuple(sorted(notes, key=lambda note: cell_key(note.cell))) for sheet, notes in found.items()}


def _said(one: Finding, words: Words) -> str:
    help_ = words.help(one)
    lines = [f"{one.code} ({words.severity(one.severity)}): {words.message(one)}"]
    lines += [f"→ {help_}"] if help_ else []
    return "\n".join((*lines, *(f"≈ {said}" for said in words.suggestions(one))))


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
