"""What the workbook says about itself while somebody fills it in: on the first sheet, and on top of each form.

One line says whether it may be sent, a table how each form stands, a list which rules are broken; every number is
a link to the first cell that it speaks of. On a form the fourth row says the same of this form alone, so that who
sees a cell turn red reads why without leaving it; it is empty once there is nothing to say, and then prints as
nothing. (An input prompt cannot do that: it shows on every cell that somebody enters, right or wrong, is cut at
255 characters, and its place is taken by what may be typed there.)

No macros, and no function that is newer than Excel 2010, volatile or an array formula: WPS and LibreOffice have
them all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from sheetcheck.boxes import address_at, address_of
from sheetcheck.grid import a1, column_letter
from sheetcheck.identity import Identity
from sheetcheck.layout import STATUS_ROW, Layout
from sheetcheck.missing import may_stay_blank
from sheetcheck.text import Language, Text
from sheetcheck.verdicts import WARNING, Number, Standing, Verdicts
from sheetcheck.xlsx import Page

WIDTH: Final = 6
"""Columns of the first sheet."""

_TABLE = Text(vi="Tình trạng từng biểu (tự cập nhật khi nhập liệu)", en="Status of the forms (updates as you type)")
_HEADINGS = (
    Text(vi="Biểu", en="Form"),
    Text(vi="Tên biểu", en="Title"),
    Text(vi="Ô còn thiếu", en="Cells missing"),
    Text(vi="Chỗ chưa khớp", en="Inconsistent"),
    Text(vi="Nên xem lại", en="Worth a look"),
    Text(vi="Tình trạng", en="Status"),
)
_STATES = {
    "wrong": Text(vi="Chưa khớp", en="Inconsistent"),
    "missing": Text(vi="Còn thiếu", en="Missing"),
    "doubtful": Text(vi="Đủ, nên xem lại", en="Complete, worth a look"),
    "complete": Text(vi="Đã đủ", en="Complete"),
    "when_any": Text(vi="Điền khi có", en="When there is any"),
    "computed": Text(vi="Tự tính", en="Computes itself"),
}
_LOOKS = (("wrong", "bad"), ("missing", "waiting"), ("doubtful", "doubtful"), ("complete", "good"))
_LIST = Text(
    vi="Chỗ chưa khớp và chỗ nên xem lại (bấm vào ô để tới nơi cần sửa)",
    en="What does not agree and what is worth a look (click to go to the cell)",
)
_LIST_HEADINGS = (
    Text(vi="Ô", en="Cell"),
    Text(vi="Nội dung", en="What it is"),
    Text(vi="Mã", en="Code"),
    Text(vi="Mức độ", en="Severity"),
)
_SEVERITIES = (Text(vi="Phải sửa", en="To be corrected"), Text(vi="Nên xem lại", en="Worth a look"))

# Each is said only when its number is not 0.
_MISSING = Text(vi="Còn thiếu {number} ô. ", en="Cells missing: {number}. ")
_WRONG = Text(vi="Có {number} chỗ chưa khớp. ", en="Inconsistent: {number}. ")
_OPEN = Text(vi="Nên điền thêm {number} ô của báo cáo năm. ", en="Annual cells still blank: {number}. ")
_DOUBTFUL = Text(vi="Có {number} chỗ nên xem lại.", en="Worth a look: {number}.")
_MORE = Text(vi="… và {number} chỗ khác", en="… and {number} more")
_MISSING_HERE = Text(vi="Còn thiếu {number} ô, từ ô {cell}. ", en="Cells missing: {number}, from {cell} on. ")
_WRONG_HERE = Text(
    vi="Có {number} chỗ chưa khớp. Ô {cell}: {sentence}. ", en="Inconsistent: {number}. Cell {cell}: {sentence}. "
)
_DOUBTFUL_HERE = Text(
    vi="Có {number} chỗ nên xem lại. Ô {cell}: {sentence}.", en="Worth a look: {number}. Cell {cell}: {sentence}."
)
_COMPLETE = Text(vi="Đủ, có thể gửi. ", en="Complete, ready to be sent. ")
_NOTHING = Text(vi="Chưa điền số liệu nào. ", en="Nothing is filled in yet. ")


class Sentence(NamedTuple):
    """A formula for a text, and what it comes to now."""

    formula: str
    now: str


def write_overall(page: Page, line: int, verdicts: Verdicts, language: Language) -> None:
    """Whether the return may be sent; what is only worth a look does not keep it back."""
    missing, wrong = verdicts.missing, verdicts.errors
    ready = Sentence(f'"{_COMPLETE.of(language)}"', _COMPLETE.of(language))
    if all(may_stay_blank(one.layout) for one in verdicts.standings):
        filled, nothing = verdicts.filled, _NOTHING.of(language)
        ready = Sentence(f'IF({filled.formula}=0,"{nothing}",{ready.formula})', ready.now if filled.now else nothing)
    is_kept_back = missing.now + wrong.now > 0
    said = _joined(
        Sentence(f'IF({missing.formula}+{wrong.formula}=0,{ready.formula},"")', "" if is_kept_back else ready.now),
        _said(_MISSING, language, missing),
        _said(_WRONG, language, wrong),
        _said(_OPEN, language, verdicts.open),
        _said(_DOUBTFUL, language, verdicts.warnings),
    )
    page.merged_formula(line, 1, WIDTH, said.formula, said.now, "verdict")
    cells = f"{a1(line, 1)}:{a1(line, WIDTH)}"
    page.colour(cells, f"{wrong.formula}>0", "bad")
    page.colour(cells, f"{missing.formula}>0", "waiting")
    page.colour(cells, f'LEFT(${column_letter(1)}${line},4)="{_COMPLETE.of(language)[:4]}"', "good")


def write_table(page: Page, line: int, verdicts: Verdicts, language: Language) -> int:
    """A line for each form; gives the line after the last."""
    page.text(line, 1, _TABLE.of(language), "bold")
    for position, heading in enumerate(_HEADINGS, start=1):
        page.text(line + 1, position, heading.of(language), "heading")
    first = line + 2
    for number, one in enumerate(verdicts.standings, start=first):
        page.link(number, 1, one.layout.sheet, one.layout.sheet, "link")
        page.text(number, 2, one.layout.form.title.of(language), "cell")
        for position, live in enumerate(_numbers(one, verdicts), start=3):
            page.formula(number, position, live.formula, live.now, "jump_number")
        state = _state(one, [a1(number, position) for position in (3, 4, 5)], language)
        page.formula(number, 6, state.formula, state.now, "cell")
    last = first + len(verdicts.standings) - 1
    page.colour(f"{a1(first, 3)}:{a1(last, 5)}", f"{a1(first, 3)}>0", "jump")
    for key, style in _LOOKS:
        page.colour(f"{a1(first, 6)}:{a1(last, 6)}", f'{a1(first, 6)}="{_STATES[key].of(language)}"', style)
    return last + 1


def write_list(page: Page, line: int, verdicts: Verdicts, language: Language) -> None:
    """The first broken rules, each with a link to its cell."""
    page.merged(line, 1, WIDTH, _LIST.of(language), "bold")
    for (position, last_position), heading in zip(((1, 1), (2, 4), (5, 5), (6, 6)), _LIST_HEADINGS, strict=True):
        page.merged(line + 1, position, last_position, heading.of(language), "heading")
    wrong, doubtful = (severity.of(language) for severity in _SEVERITIES)
    first, last = line + 2, line + 1 + len(verdicts.broken)
    for number, (at, verdict) in enumerate(verdicts.broken, start=first):
        now = verdicts.at(verdict)
        sheet, cell = verdicts.sheet(at), verdicts.cell(at)
        link = f'HYPERLINK({_target(sheet, cell)},{sheet}&", "&{cell})'
        severity = f'IF({at}<{WARNING},"{wrong}","{doubtful}")'
        shown = (f"{now.sheet}, {now.cell}", now.sentence, now.code, wrong if now.is_error else doubtful) if now else ()
        where, sentence, code, how_bad = shown or ("", "", "", "")
        page.formula(number, 1, f'IF({at}=0,"",{link})', where, "jump_to")
        page.merged_formula(number, 2, 4, f'IF({at}=0,"",{verdicts.sentence(at)})', sentence, "listed")
        page.formula(number, 5, f'IF({at}=0,"",{verdicts.code(at)}&"")', code, "listed")
        page.formula(number, 6, f'IF({at}=0,"",{severity})', how_bad, "listed")
        page.height(number, 26)
    severities = f"{a1(first, 6)}:{a1(last, 6)}"
    page.colour(severities, f'{a1(first, 6)}="{wrong}"', "bad")
    page.colour(severities, f'{a1(first, 6)}="{doubtful}"', "doubtful")
    more = _said(_MORE, language, verdicts.not_listed)
    page.formula(last + 1, 2, more.formula, more.now, "italic")


def write_notice(page: Page, one: Standing, verdicts: Verdicts, identity: Identity) -> None:
    """What is to be said of one form, above its table; after the mark of a workbook that has one."""
    language, first = identity.language, one.first_verdict
    now = verdicts.at(first.now)
    where = {
        "cell": Sentence(verdicts.cell(first.formula), now.cell if now else ""),
        "sentence": Sentence(verdicts.sentence(first.formula), now.sentence if now else ""),
    }
    missing = _said(_MISSING_HERE, language, one.missing, cell=_address(one.first_missing))
    wrong = _said(_WRONG_HERE, language, one.errors, **where)
    doubtful = _said(_DOUBTFUL_HERE, language, one.warnings, **where)
    broken = Sentence(
        f"IF({one.errors.formula}>0,{wrong.formula},{doubtful.formula})", wrong.now if one.errors.now else doubtful.now
    )
    said = _joined(missing, broken)
    if identity.mark:
        mark = identity.mark + ". "
        said = _joined(Sentence('"' + mark.replace('"', '""') + '"', mark), said)
    page.merged_formula(STATUS_ROW, 1, one.layout.width, said.formula, said.now, "mark" if identity.mark else "notice")
    if not identity.mark:
        page.colour(a1(STATUS_ROW, 1), f"{one.missing.formula}+{one.errors.formula}=0", "worth_a_look")
    page.height(STATUS_ROW, 28)


def _numbers(one: Standing, verdicts: Verdicts) -> Sequence[Number]:
    """How many cells are missing, wrong and doubtful."""
    sheet = f'"{one.layout.sheet}"'
    doubtful = Number(f"{one.warnings.formula}+{one.open.formula}", one.warnings.now + one.open.now)
    warning = verdicts.cell(one.first_warning.formula)
    return (
        _link(one.missing, sheet, address_of(one.first_missing.formula)),
        _link(one.errors, sheet, verdicts.cell(one.first_verdict.formula)),
        _link(doubtful, sheet, f"IF({one.warnings.formula}>0,{warning},{address_of(one.first_open.formula)})"),
    )


def _link(number: Number, sheet: str, cell: str) -> Number:
    """A number that is a link to a cell; 0 leads to the sheet, because LibreOffice takes it for a link as well."""
    where = f'IF({number.formula}>0,{cell},"A1")'
    return Number(f"HYPERLINK({_target(sheet, where)},{number.formula})", number.now)


def _target(sheet: str, cell: str) -> str:
    """A place of the same workbook as Excel writes it, `#'Biểu 01'!D8`; LibreOffice reads it so too."""
    return f'"#\'"&{sheet}&"\'!"&{cell}'


def _address(place: Number) -> Sentence:
    return Sentence(address_of(place.formula), address_at(place.now))


def _state(one: Standing, cells: Sequence[str], language: Language) -> Sentence:
    """One word for a form; `cells` are those of its three numbers."""
    words = {key: text.of(language) for key, text in _STATES.items()}
    missing, wrong, doubtful = cells
    done = words[_when_nothing_is_missing(one.layout)]
    formula = (
        f'IF({wrong}>0,"{words["wrong"]}",IF({missing}>0,"{words["missing"]}",'
        f'IF({doubtful}>0,"{words["doubtful"]}","{done}")))'
    )
    is_doubtful = one.warnings.now + one.open.now > 0
    key = "wrong" if one.errors.now else "missing" if one.missing.now else "doubtful" if is_doubtful else ""
    return Sentence(formula, words[key] if key else done)


def _when_nothing_is_missing(layout: Layout) -> str:
    """A list, or a form that is filled in only after a change, may stay empty; others may compute themselves."""
    if all(line.row is not None and line.row.cells for line in layout.lines):
        return "computed"
    return "when_any" if layout.form.kind == "list" or layout.period in layout.form.on_change else "complete"


def _said(text: Text, language: Language, number: Number, **others: Sentence) -> Sentence:
    """A sentence with a number in it, or nothing when that is 0."""
    values = {"number": Sentence(number.formula, f"{number.now:.0f}"), **others}
    pieces = re.split(r"\{(\w+)\}", text.of(language))  # texts and names by turns
    written = [values[piece].formula if index % 2 else f'"{piece}"' for index, piece in enumerate(pieces) if piece]
    now = [values[piece].now if index % 2 else piece for index, piece in enumerate(pieces)]
    return Sentence(f'IF({number.formula}>0,{"&".join(written)},"")', "".join(now) if number.now else "")


def _joined(*pieces: Sentence) -> Sentence:
    return Sentence("&".join(piece.formula for piece in pieces), "".join(piece.now for piece in pieces))
