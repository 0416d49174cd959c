"""The strict writer: text stays text, nothing is dropped in silence, same calls give same bytes."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest

from sheetcheck.xlsx import Book, ExcelLimit


def book(*texts: str) -> bytes:
    made = Book({"plain": {}})
    page = made.page("S")
    for row, text in enumerate(texts, start=1):
        page.text(row, 1, text, "plain")
    return made.close()


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "{=1}", "http://x.vn", "00123", "=cmd|' /C calc'!A0"])
def test_text_stays_text(text: str) -> None:
    cell = openpyxl.load_workbook(BytesIO(book(text)))["S"]["A1"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_same_calls_same_bytes() -> None:
    assert book("a", "b") == book("a", "b")


def test_a_text_that_excel_would_cut_is_refused() -> None:
    with pytest.raises(ExcelLimit):
        book("x" * 32_768)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 2.0**53])
def test_a_number_that_excel_cannot_hold_is_refused(value: float) -> None:
    page = Book({"plain": {}}).page("S")
    with pytest.raises(ExcelLimit):
        page.number(1, 1, value, "plain")


def test_a_long_sheet_name_is_refused() -> None:
    with pytest.raises(ExcelLimit):
        Book({}).page("x" * 32)
