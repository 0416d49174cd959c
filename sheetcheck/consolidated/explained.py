"""The sheet of explanations: which warnings were explained, by whom and why; only where there are any."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from sheetcheck.consolidate import Consolidation
from sheetcheck.consolidated import wording
from sheetcheck.consolidated.progress import FIRST, write_head
from sheetcheck.finding import Explanation, Finding, in_order
from sheetcheck.text import Language, Text
from sheetcheck.xlsx import Page

_COLUMNS: Sequence[tuple[Text, float]] = (
    (wording.NUMBER, 6),
    (Text(vi="Mã", en="Finding"), 8),
    (wording.CODE, 9),
    (wording.UNIT, 26),
    (Text(vi="Trang tính", en="Sheet"), 12),
    (Text(vi="Ô", en="Cells"), 12),
    (Text(vi="Cảnh báo", en="Warning"), 70),
    (Text(vi="Ai giải trình", en="Explained by"), 28),
    (Text(vi="Lý do", en="Reason"), 60),
    (Text(vi="Ghi ở đâu", en="Where it is written"), 20),
)
_UNIT_ITSELF = Text(vi="đơn vị báo cáo", en="the reporting unit")
_WITHHELD = Text(vi="(biểu có thông tin nhạy cảm, không chép lại)", en="(not repeated: the form is sensitive)")


def write_explained(
    page: Page,
    whole: Consolidation,
    findings: Iterable[Finding],
    sentence: Callable[[Finding], str],
    language: Language,
) -> None:
    """A line for each explained warning, also of returns that do not count."""
    pairs = [(one, one.explained) for one in in_order(findings) if one.explained is not None]
    write_head(page, wording.EXPLAINED, _COLUMNS, language, len(pairs))
    names = {unit.code: unit.name for unit in whole.units}
    styles = ("row_number", *["foreign"] * (len(_COLUMNS) - 1))
    lines = (
        (
            float(number),
            one.code,
            one.unit,
            names.get(one.unit, ""),
            one.sheet,
            ", ".join(one.cells),
            sentence(one),
            *_said(explanation, language),
        )
        for number, (one, explanation) in enumerate(pairs, start=1)
    )
    page.lines(FIRST, lines, styles)


def _said(one: Explanation, language: Language) -> tuple[str, str, str]:
    return (one.by or _UNIT_ITSELF.of(language), one.why or _WITHHELD.of(language), one.where)
