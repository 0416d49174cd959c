"""Aggregates on a sheet must say what the reference says: LibreOffice calculates every case over every list."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from sheetcheck.expression import Lists, Name, parse, violated_formula
from sheetcheck.expression.evaluate import Record, Value, evaluate

LABELS = {"class": "Tập huấn", "contest": "Hội thi"}
Line = tuple[str | None, float | str | None, float | str | None, str | None]
# The choice kind, the figures a b, the text s; lines may be blank, and a text may stand where a number belongs.
LISTS: Sequence[Sequence[Line]] = [
    [],
    [("class", 1.0, 40.0, "x")],
    [("class", 2.0, 40.0, "x"), ("contest", 4.0, None, " y "), ("class", 1.0, 9.0, "X")],
    [("class", "3-4", 7.0, "x"), (None, None, None, None), ("class", 2.0, "…", None), (None, 8.0, 1.0, "y")],
    [("contest", 2.0, 2.0, "y"), ("contest", -1.0, 2.0, "y"), ("contest", 5.0, 0.0, "z")],
]
CHECKS = [
    "r.cell = count(*) filter (where kind = 'class')",
    "r.cell = sum(a) filter (where kind = 'class')",
    "r.cell >= sum(a)",
    "r.cell = count(a)",
    "r.cell = count(s) filter (where kind <> 'class')",
    "r.cell = count(*) filter (where not kind = 'class')",
    "r.cell = count(*) filter (where kind in ('class', 'contest') and a > 1)",
    "r.cell = count(*) filter (where kind = 'class' or a > 1)",
    "r.cell = count(*) filter (where not (kind = 'class' and a > 1))",
    "r.cell = count(*) filter (where a between 1 and 2)",
    "r.cell = count(*) filter (where a not between 1 and b)",
    "r.cell = count(*) filter (where a <= b and s = 'x')",
    "r.cell = count(*) filter (where s is not null and b is null)",
    "r.cell = count(*) filter (where (a > 1) = (kind = 'class'))",
    "r.cell = count(*) filter (where case when kind = 'class' then a > 1 when s = 'y' then b > 0 end)",
    "r.cell = count(*) filter (where kind = case unit.level when 'commune' then 'class' else 'contest' end)",
    "r.cell = count(*) filter (where kind = 'class' and unit.level = 'province')",
    "r.cell = sum(a) filter (where unit.level = 'province' and a > 0)",
    "r.cell = count(distinct a)",
    "r.cell = count(distinct kind)",
    "r.cell = max(b)",
    "min(a) <= r.cell",
    "sum(a) + sum(b) > 10 * r.cell",
    "sum(b) / count(b) > 5",
    "count(*) filter (where kind = 'class') = 0 or r.cell > 1",
    "max(b) is null or r.cell > 1",
]
SAID = [None, 1.0, 2.0]
HEIGHT = 6


def sheet(number: int) -> Lists:
    return Lists(
        cells=lambda name: (
            f"'Biểu {number}'!{'ABCD'['kabs'.index(name.column[0])]}1:{'ABCD'['kabs'.index(name.column[0])]}{HEIGHT}"
        ),
        is_text=lambda name: name.column in ("kind", "s"),
        label=lambda name, value: LABELS.get(value, value) if name.column == "kind" else value,
        known=lambda name: "commune" if name.special else None,
    )


def read(line: Line) -> Record:
    """What a reader of returns makes of a line."""
    kind, a, b, s = line
    numbers = {name: cell if isinstance(cell, float) else None for name, cell in (("a", a), ("b", b))}
    return {"kind": kind, **numbers, "s": s.strip() if s else None}


def expected(text: str, number: int, said: float | None) -> bool:
    records = [read(line) for line in LISTS[number] if any(line)]
    values: dict[Name, Value] = {Name("", "r", "cell"): said, Name("", "unit", "level"): "commune"}
    return evaluate(parse(text, lists=True).node, values, {"": records}) is False


def calculate(cases: Sequence[tuple[str, int, float | None]], folder: Path) -> list[object]:
    """What LibreOffice makes of each case: a line, whose cell is in A and whose formula is in B."""
    book = openpyxl.Workbook()
    first = book.worksheets[0]
    for number, lines in enumerate(LISTS):
        page = book.create_sheet(f"Biểu {number}")
        for row, (kind, *rest) in enumerate(lines, start=1):
            for column, cell in enumerate((LABELS.get(kind or "", kind), *rest), start=1):
                page.cell(row, column).value = cell
    for row, (text, number, said) in enumerate(cases, start=1):
        first.cell(row, 1).value = said
        formula = violated_formula(parse(text, lists=True), lambda _, at=row: f"A{at}", lists=sheet(number))  # type: ignore[misc]
        assert formula is not None, text
        first.cell(row, 2).value = f"={formula}"
    book.save(folder / "cases.xlsx")
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", "out", "cases.xlsx"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=180)
    done = openpyxl.load_workbook(folder / "out" / "cases.xlsx", data_only=True).worksheets[0]
    return [cell.value for (cell,) in done.iter_rows(max_row=len(cases), min_col=2, max_col=2)]


@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_sheets_agree_with_the_reference(tmp_path: Path) -> None:
    cases = [(text, number, said) for text in CHECKS for number in range(len(LISTS)) for said in SAID]
    found = calculate(cases, tmp_path)
    wrong = [(case, one) for case, one in zip(cases, found, strict=True) if one is not expected(*case)]
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        (
            "r.cell = count(*) filter (where kind = 'class')",
            "IFERROR(IF(COUNT(A1)=1,A1<>SUMPRODUCT((EXACT(TRIM('Biểu 0'!A1:A6),\"Tập huấn\")*1)),FALSE),FALSE)",
        ),
        (
            "r.cell = sum(a) filter (where b = 1)",
            "IFERROR(IF(COUNT(A1)=1,A1<>SUMPRODUCT(ISNUMBER('Biểu 0'!C1:C6)*('Biểu 0'!C1:C6=1),'Biểu 0'!B1:B6),FALSE),FALSE)",
        ),
    ],
)
def test_formulas(text: str, formula: str) -> None:
    assert violated_formula(parse(text, lists=True), lambda _: "A1", lists=sheet(0)) == formula


@pytest.mark.parametrize(
    "text",
    [
        "count(*) = 1",  # lines, of which some are no records
        "count(*) filter (where kind is null) = 1",
        "count(distinct a) filter (where b = 1) = 1",
        "sum(a * b) = 1",
        "max(a) filter (where b = 1) = 1",
        "count(*) filter (where a + b > 1) = 1",
        "count(*) filter (where regexp_like(s, 'x')) = 1",
        "count(*) filter (where s > 'x') = 1",
        "sum(s) = 1",
    ],
)
def test_what_a_sheet_cannot_say_has_no_formula(text: str) -> None:
    assert violated_formula(parse(text, lists=True), lambda _: "A1", lists=sheet(0)) is None
    assert violated_formula(parse("r.c = sum(a)", lists=True), lambda _: "A1") is None


def test_a_list_that_the_workbook_does_not_have_is_unknown() -> None:
    nowhere = Lists(lambda _: "", lambda _: False, lambda _, value: value, lambda _: None)
    formula = violated_formula(parse("r.c = sum(f.a)", lists=True), lambda _: "A1", lists=nowhere)
    assert formula == "IFERROR((IF(ISNUMBER(A1),A1,NA())=NA())*1,0.5)=0"
