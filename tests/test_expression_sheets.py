"""Formulas on a sheet must say what polars says: LibreOffice calculates every case."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from recalculated import recalculated

from sheetcheck.expression import (
    Expression,
    Name,
    computed_formula,
    parse,
    to_excel,
    to_polars,
    violated_formula,
)
from sheetcheck.expression.evaluate import Value

Cells = tuple[float | str | None, ...]

# Figures a b c, texts s t; every value of the lists below meets every other.
CELLS: Mapping[str, Sequence[float | str | None]] = {
    "a": [None, "abc", 0.0, 1.0, 2.5],
    "b": [None, "x", 0.0, 1.0],
    "c": [None, 2.0],
    "s": [None, "  ", "xã", "Xã", 5.0],
    "t": [None, "xã"],
    "x": [None],
}
CHECKS = [
    "a < b",
    "a <= b",
    "a > b",
    "a >= b",
    "a = b",
    "a <> b + c",
    "a / b > 1",
    "1 < 2",
    "1 > 2",
    "1 / 0 > 2",
    "not a = 1 or b > 0",
    "a > 0 and b > 0",
    "a > 0 or b > 0",
    "a > 0 and b > 0 and c > 0 or a = b",
    "not (a > 0 and b > 0)",
    "a in (1, 2.5)",
    "a not in (1, 2.5)",
    "a between b and c",
    "a not between 0 and b",
    "(a > 0) = (b = 1)",
    "(a > 0) <> (b = 1)",
    "a is null",
    "a is not null and b is null",
    "a / b is null",
    "coalesce(a, 0) <= coalesce(b, 0)",
    "coalesce(a / b, c, 1) >= 1",
    "case when a > 0 then b >= a else b = 0 end",
    "case when a > 0 then b >= a end",
    "case when a > 0 then b when c > 1 then 7 end > 1",
    "least(a, b) = round(c / 3, 1)",
    "greatest(a, 1, b) - abs(-a) < round(a)",
    "a - (b - c) * -2 > 0",
    "s = 'xã'",
    "s <> 'xã'",
    "s = t",
    "s in ('xã', '5') or a > 0",
    "coalesce(s, t, 'z') not in ('xã', '5', 'z')",
    "s is null",
    "t is not null",
    "length(s) >= 2",
    "coalesce(s, t) = 'xã'",
    "case when a > 0 then s else 'xã' end = t",
    "not s = 'xã' or a > 0",
    "true",
    "a is null or a = 0 or a * b / a = b",
    "a * 0.1 + 0.2 = 0.3",
    "a * 0.1 + 0.2 <= 0.3",
    "a * 0.1 + 0.2 > 0.3",
    "b / 10 + 0.2 in (0.3, 9)",
    "a - b >= 2.5",
    "(a + 0.1) * 10 - 1 = a * 10",
    "round(a * 1.005, 2) = 1.01",
    "last_place(a) = 0.1",
    "last_place(a / 8) = 0.001",
    "last_place(-a / 3) * 1000000 < 0.5",
    "b - last_place(a) * 10 = 0 or last_place(b) < c",
    "case when abs(a - b / c) >= greatest(last_place(a) - 0.000000001, 0.000001) then a else b / c end = b / c",
]
# x has no cell at this level or in this period.
ABSENT = [
    "x < a",
    "a + x = 1",
    "x / a = 1",
    "x = 'xã'",
    "x <> 'xã'",
    "length(x) > 1",
    "x in (1, 2)",
    "x is null",
]
COMPUTED = [
    "a - c",
    "a / b * 100",
    "coalesce(a, 0) + c",
    "case when a > 1 then c end",
    "least(a, b)",
    "a",
    "-a + 2",
    "last_place(a / 4)",
]


def is_text(name: Name) -> bool:
    return name.column in "st"


def meaning(name: Name, cell: float | str | None) -> Value:
    """What a reader of returns makes of a cell."""
    if is_text(name):
        text = f"{cell:g}" if isinstance(cell, float) else (cell or "").strip()
        return text or None
    return cell if isinstance(cell, float) else None


def combinations(read: Expression) -> list[Cells]:
    return list(itertools.product(*(CELLS[name.column] for name in read.names)))


def answers(read: Expression) -> list[Value]:
    """What polars says, combination by combination."""
    rows = [list(map(meaning, read.names, cells)) for cells in combinations(read)]
    schema = {name.column: pl.String if is_text(name) else pl.Float64 for name in read.names}
    frame = pl.DataFrame({"": [0] * len(rows)}).hstack(pl.DataFrame(rows, schema=schema, orient="row"))
    return frame.with_columns(x=to_polars(read, lambda name: pl.col(name.column), texts="st"))["x"].to_list()


def formulas(read: Expression, number: int) -> tuple[str | None, str | None]:
    letters = zip(read.names, "ABCDE", strict=False)
    columns = {name: '""' if name.column == "x" else f"{letter}{number}" for name, letter in letters}
    first = violated_formula if read.is_condition else computed_formula
    bare = to_excel(read, columns.__getitem__, is_text=is_text)
    return first(read, columns.__getitem__, is_text=is_text), bare


def calculate(cases: Sequence[tuple[Expression, Cells]], folder: Path) -> list[tuple[object, object]]:
    """What LibreOffice makes of both formulas of each case; a case is a line, its cells stand from A on."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for number, (read, cells) in enumerate(cases, start=1):
        for column, cell in enumerate(cells, start=1):
            sheet.cell(number, column).value = cell
        for column, formula in enumerate(formulas(read, number), start=11):
            sheet.cell(number, column).value = f"={formula}"
    saved = BytesIO()
    book.save(saved)
    done = openpyxl.load_workbook(recalculated({"": saved.getvalue()}, folder)[""], data_only=True).worksheets[0]
    lines = done.iter_rows(max_row=len(cases), min_col=11, max_col=12)
    return [(first.value, second.value) for first, second in lines]


def right(read: Expression, expected: Value, found: tuple[object, object]) -> bool:
    if read.is_condition:
        return found == (expected is False, "#N/A" if expected is None else expected)
    return (found[0] in (None, "")) if expected is None else found[0] == pytest.approx(expected)


@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_sheets_agree_with_polars(tmp_path: Path) -> None:
    reads = [parse(text) for text in (*CHECKS, *ABSENT, *COMPUTED)]
    cases = [(read, cells) for read in reads for cells in combinations(read)]
    expected = [answer for read in reads for answer in answers(read)]
    results = zip(cases, expected, calculate(cases, tmp_path), strict=True)
    wrong = [(read.text, cells, said, found) for (read, cells), said, found in results if not right(read, said, found)]
    assert wrong == []
