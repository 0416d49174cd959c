"""The sheet of the strategy's targets: what came out, beside what was set, and over how many units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from sheetcheck.cells import clean
from sheetcheck.consolidate import Consolidation
from sheetcheck.consolidated import matrix, wording
from sheetcheck.expression import Expression, Name, computed_formula, parse
from sheetcheck.expression.tree import ARITHMETIC, Call, walk
from sheetcheck.form import Level
from sheetcheck.grid import a1
from sheetcheck.scoreboard import Outcome, Score
from sheetcheck.target import MILESTONES
from sheetcheck.text import Language, Text
from sheetcheck.xlsx import Page

_TITLE: Final = Text(
    vi="KẾT QUẢ THỰC HIỆN 20 CHỈ TIÊU CỦA CHIẾN LƯỢC QUỐC GIA VỀ BÌNH ĐẲNG GIỚI 2021-2030",
    en="RESULTS ON THE 20 TARGETS OF THE NATIONAL STRATEGY ON GENDER EQUALITY 2021-2030",
)
_FACTS: Final = Text(
    vi="{period}. Tổng hợp từ {counted}/{expected} đơn vị {level}. Mức đang áp dụng: năm {year}. "
    "(*) Mức chưa đối chiếu với nguyên văn Nghị quyết 28/NQ-CP, chỉ để tham khảo.",
    en="{period}. From {counted} of {expected} {level}. Target in force: {year}. "
    "(*) Not yet compared with the text of Resolution 28/NQ-CP, for orientation only.",
)
_HEADINGS_AND_WIDTHS: Final[Sequence[tuple[Text, float]]] = (
    (Text(vi="Chỉ tiêu", en="Target"), 46),
    (Text(vi="Đơn vị tính", en="Unit"), 11),
    (Text(vi="Tử số", en="Numerator"), 11),
    (Text(vi="Mẫu số", en="Denominator"), 11),
    (Text(vi="Kết quả", en="Result"), 9),
    (Text(vi="Mức đến năm 2025", en="Target for 2025"), 12),
    (Text(vi="Mức đến năm 2030", en="Target for 2030"), 12),
    (Text(vi="Chênh lệch so với mức đang áp dụng", en="Gap to the target in force"), 11),
    (Text(vi="Đánh giá", en="Assessment"), 13),
    (Text(vi="Số đơn vị có số liệu", en="Units with figures"), 9),
    (Text(vi="Căn cứ của mức chỉ tiêu", en="Evidence of the target"), 22),
    (Text(vi="Ghi chú", en="Note"), 30),
)
_TARGET, _UNIT, _TOP, _BOTTOM, _VALUE, _GAP, _SAID, _UNITS, _EVIDENCE, _NOTE = 1, 2, 3, 4, 5, 8, 9, 10, 11, 12
_OUTCOMES: Final = {
    Outcome.MET: Text(vi="Đạt", en="Met"),
    Outcome.MISSED: Text(vi="Chưa đạt", en="Not met"),
    Outcome.NO_LEVEL: Text(vi="Không có mức", en="No level set"),
    Outcome.NONE: Text(vi="Không phát sinh", en="None occurred"),
    Outcome.UNKNOWN: Text(vi="Chưa có số liệu", en="No figures"),
}
_REFERENCE: Final = Text(vi="{outcome} (tham khảo)", en="{outcome} (for orientation)")
_RESOLUTION: Final = Text(vi="Nghị quyết 28/NQ-CP ngày 03/3/2021", en="Resolution 28/NQ-CP, 3 March 2021")
_UNVERIFIED: Final = Text(vi="Chưa đối chiếu văn bản", en="Not compared with the text")
_PARTIAL: Final = Text(
    vi="Chỉ tính các đơn vị có đủ tử số và mẫu số", en="Only units that have both numerator and denominator"
)
_HIGHER: Final = Text(vi="Chỉ đánh giá từ cấp tỉnh trở lên", en="Says something from the provincial level up only")
_HEADINGS, _FIRST = 4, 5


class _Column(NamedTuple):
    """A figure on the sheet of its form: the cell of its total, and the cells of all units."""

    total: str
    units: str


_Columns = Mapping[Name, _Column]


def write_scoreboard(page: Page, scores: Sequence[Score], whole: Consolidation, language: Language) -> None:
    said = {
        "period": whole.period.title.of(language),
        "counted": len(whole.counted),
        "expected": whole.expected,
        "level": wording.LEVELS[whole.level].of(language),
        "year": str(scores[0].in_force) if scores else "",
    }
    page.text(1, 1, _TITLE.of(language), "line_title")
    page.text(2, 1, _FACTS.fill(language, said), "flat")
    if whole.marks:
        page.text(3, 1, clean(wording.mark(whole.marks, language)), "line_mark")
    for position, (heading, width) in enumerate(_HEADINGS_AND_WIDTHS, start=1):
        page.columns(position, position, width)
        page.text(_HEADINGS, position, heading.of(language), "row_heading")
    page.height(_HEADINGS, 48)
    columns = _columns_of(whole)
    for number, score in enumerate(scores, start=_FIRST):
        _write_score(page, number, score, whole, columns, language)
    page.freeze(_FIRST, 2)
    page.print_on_a4(repeat=(_HEADINGS, _HEADINGS), footer=f"&L{wording.TARGETS.of(language)}&R&P/&N")


def _write_score(
    page: Page, row: int, score: Score, whole: Consolidation, columns: _Columns, language: Language
) -> None:
    target = score.target
    label = target.label.of(language)
    page.text(row, _TARGET, label, "cell")
    page.text(row, _UNIT, target.unit.of(language), "cell")
    _write_part(page, row, _TOP, parse(target.numerator), score.numerator, score, columns)
    _write_part(page, row, _BOTTOM, parse(target.denominator), score.denominator, score, columns)
    top, bottom, value = a1(row, _TOP), a1(row, _BOTTOM), a1(row, _VALUE)
    result = f'IF(COUNT({top},{bottom})=2,IF({bottom}=0,"",{top}*{target.scale:g}/{bottom}),"")'
    page.formula(row, _VALUE, result, score.value, "total_percent")
    for position, year in enumerate(MILESTONES, start=_VALUE + 1):
        words = target.said(year)
        page.text(row, position, (words.of(language) if words else "–") + ("" if target.verified else " (*)"), "cell")
    level = target.milestones.get(score.in_force)
    if level is None:
        page.text(row, _GAP, "", "cell")
    else:
        page.formula(row, _GAP, f'IF({value}="","",{value}-{level:g})', score.gap, "percent")
    page.text(row, _SAID, _assessed(score, language), _LOOKS.get(score.outcome, "cell"))
    page.text(row, _UNITS, f"{score.units}/{whole.expected}", "cell")
    evidence = (_RESOLUTION if target.verified else _UNVERIFIED).of(language)
    page.text(row, _EVIDENCE, evidence, "cell")
    notes = [target.note.of(language)] if target.note else []
    notes += [_PARTIAL.of(language)] if score.units and not score.alike else []
    notes += [_HIGHER.of(language)] if target.level is Level.PROVINCE and whole.level is not Level.PROVINCE else []
    note = "; ".join(notes)
    page.text(row, _NOTE, note, "cell")
    page.height(row, _height(label, note, target.unit.of(language), evidence))


def _height(*texts: str) -> float:
    """Of a row whose widest texts stand in columns of so many letters."""
    return 15.0 * max(1 + len(text) // letters for text, letters in zip(texts, (46, 30, 11, 22), strict=True)) + 2


_LOOKS: Final = {Outcome.MET: "boxed_good", Outcome.MISSED: "boxed_bad"}


def _assessed(score: Score, language: Language) -> str:
    """Nothing that was not verified is said as if it were official."""
    outcome = _OUTCOMES[score.outcome].of(language)
    if score.target.verified or score.outcome not in (Outcome.MET, Outcome.MISSED):
        return outcome
    return _REFERENCE.fill(language, {"outcome": outcome})


def _write_part(
    page: Page, row: int, position: int, part: Expression, value: float | None, score: Score, columns: _Columns
) -> None:
    """A sum of totals as a formula over the sheets of the forms; anything else as the number it came to."""
    formula = _formula(part, score, columns) if value is not None else None
    if formula is not None:
        page.formula(row, position, formula, value, "amount")
    elif value is not None:
        page.number(row, position, value, "amount")
    else:
        page.text(row, position, "", "cell")


def _formula(part: Expression, score: Score, columns: _Columns) -> str | None:
    """None for what no formula over totals says: a constant, a choice, the number of units expected."""
    if not set(part.names) & set(score.figures) or not set(score.figures) <= columns.keys():
        return None
    if any(isinstance(node, Call) and node.operation not in ARITHMETIC for node in walk(part.node)):
        return None
    if score.alike:
        return computed_formula(part, lambda name: columns[name].total)
    there = ",".join(f"--ISNUMBER({columns[name].units})" for name in score.figures)
    return computed_formula(part, lambda name: f"SUMPRODUCT({there},{columns[name].units})")


def _columns_of(whole: Consolidation) -> _Columns:
    """Where every figure of the forms stands on their sheets."""
    last = matrix.FIRST + max(1, sum(bool(unit.code) for unit in whole.units)) - 1
    found: dict[Name, _Column] = {}
    for form, merged in whole.forms.items():
        for place, letter in matrix.letters_of(merged).items() if merged.layout.form.kind == "matrix" else ():
            column = f"'{merged.layout.sheet}'!{letter}"
            found[Name(form, *merged.slots[place].name)] = _Column(
                f"{column}{matrix.TOTAL}", f"{column}{matrix.FIRST}:{letter}{last}"
            )
    return found
