"""The sentence of a rule in a workbook names cells; what a report would quote is not known there."""

from __future__ import annotations

import pytest

from sheetcheck.catalogue import load_catalogue
from sheetcheck.form import Scope
from sheetcheck.identity import Identity
from sheetcheck.layout import RULES_SHEET
from sheetcheck.readers.xlsx import read
from sheetcheck.reading import Limits
from sheetcheck.template import write_template
from sheetcheck.testing.drawing import issued_to
from sheetcheck.verdicts import Column

CATALOGUE = load_catalogue()
COMMUNE, WHOLE_PROVINCE = issued_to("06331", "2024"), issued_to("20", "2026", Scope.CONSOLIDATED)


def sentences(whose: Identity) -> dict[str, str]:
    """What the first line of each rule on the hidden sheet says."""
    book = read(write_template(CATALOGUE, whose), Limits())
    rows = next(sheet.rows for sheet in book.sheets if sheet.name == RULES_SHEET)
    found: dict[str, str] = {}
    for row in rows:
        found.setdefault(str(row[Column.RULE - 1]), str(row[Column.SENTENCE - 1]))
    del found[""]  # what may be typed into cells
    return found


@pytest.fixture(scope="module")
def said() -> dict[Identity, dict[str, str]]:
    return {whose: sentences(whose) for whose in (COMMUNE, WHOLE_PROVINCE)}


@pytest.mark.parametrize(
    ("whose", "rule", "sentence"),
    [
        (COMMUNE, "G02", "Cán bộ, công chức làm công tác BĐG: số nữ (E8) nhiều hơn tổng số (D8)"),
        # a sum, a figure that the level decides, a cell of another form
        (COMMUNE, "R01.6", "Tổng số văn bản ban hành ghi [D22], nhưng kế hoạch, quyết định và văn bản khác cộng lại là [D19+D20+D21]"),
        (COMMUNE, "R04.7a", "Có [G17] Phó Chủ tịch UBND, nhiều hơn mức thường gặp là 5 người"),
        (COMMUNE, "R05.4", "Số hội viên Hội Liên hiệp Phụ nữ (D19) nhiều hơn số nữ trong dân số ở biểu 07 (Biểu 07, E8)"),
        # any record of a register: the column
        (COMMUNE, "R12.1a", "Số nữ (cột M) nhiều hơn tổng số người tham dự (cột L)"),
        (COMMUNE, "R12.4b", "Bắt đầu [cột D], sau kỳ báo cáo (đến 14/12/2024)"),
        (COMMUNE, "R02.3a", "Văn bản ban hành ngày [cột D], trước kỳ báo cáo (từ 15/12/2023)"),
        # a margin is not quoted, and neither is a choice among cells
        (COMMUNE, "R11.4", "Đạt ít nhất 04 tin, bài mỗi quý ghi [D18], nhưng theo số tin, bài từng quý thì phải là số khác"),
        (WHOLE_PROVINCE, "R03.10", "Cộng đại biểu HĐND các cấp, cột “Tổng số”: ghi [D12], nhưng các cấp cộng lại là [D9+D10+D11]"),
    ],
)  # fmt: skip
def test_a_sentence_names_the_cells(
    said: dict[Identity, dict[str, str]], whose: Identity, rule: str, sentence: str
) -> None:
    assert said[whose][rule] == sentence


@pytest.mark.parametrize("whose", [COMMUNE, WHOLE_PROVINCE], ids=["commune", "whole province"])
def test_no_sentence_has_a_gap(said: dict[Identity, dict[str, str]], whose: Identity) -> None:
    """“…” in a workbook means that something could not be collected."""
    assert [text for text in said[whose].values() if "…" in text or "[]" in text or len(text) > 255] == []
