"""Aggregates on a sheet must say what the reference says: LibreOffice calculates every case over every list."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import openpyxl
import pytest

from sheetcheck.expression import Lists, Name, parse, violated_formula
from sheetcheck.expression.aggregates import is_certain_of, is_certain_of_group
from sheetcheck.expression.arrays import Content, quoted, text_read
from sheetcheck.expression.doubt import depends_on, settled
from sheetcheck.expression.evaluate import Record, Value, evaluate
from sheetcheck.expression.groups import of_group
from sheetcheck.expression.plain_text import plain
from sheetcheck.expression.tree import THIS, aggregates_of

LABELS = {"class": "Tập huấn", "contest": "Hội thi"}
Line = tuple[str | None, float | str | None, float | str | None, str | None]
# The choice kind, the figures a b, the text s; lines may be blank, a text may stand where a number belongs, a dash is 0.
LISTS: Sequence[Sequence[Line]] = [
    [],
    [("class", 1.0, 40.0, "x")],
    [("class", 2.0, 40.0, "x"), ("contest", 4.0, None, " y "), ("class", 1.0, 9.0, "X")],
    [("class", "3-4", 7.0, "x"), (None, None, None, None), ("class", 2.0, "…", None), (None, 8.0, 1.0, "y")],
    [("contest", 2.0, 2.0, "y"), ("contest", -1.0, 2.0, "y"), ("contest", 5.0, 0.0, "z")],
    [("class", "-", 2.0, "x"), ("Tập huấn ", 1.0, "-", None), ("khác", 3.0, 1.0, "x"), ("class", "-", "-", "y")],
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
    "r.cell = max(b)",
    "min(a) <= r.cell",
    "sum(a) + sum(b) > 10 * r.cell",
    "sum(b) / count(b) > 5",
    "count(*) filter (where kind = 'class') = 0 or r.cell > 1",
    "max(b) is null or r.cell > 1",
    "max(a) filter (where kind = 'class') <= r.cell",
    "min(a) filter (where b > 0) >= r.cell",
    "r.cell > max(b) filter (where kind = 'contest' or s = 'x')",
    "r.cell >= min(a) filter (where kind = 'class') or r.cell is null",
    "r.cell = count(*) filter (where kind not in ('class'))",
    "r.cell = count(*) filter (where a <> b)",
    "r.cell = count(*) filter (where 1 > a)",
    "r.cell = count(*)",
    "count(*) <= 2",
    "sum(b) / count(*) > 5",
    "r.cell = sum(a) filter (where unit.level = 'commune' or a > 9)",
    "r.cell = count(*) filter (where unit.level = 'commune' or a > 1)",
    "r.cell = count(*) filter (where kind is null)",
    "r.cell = count(*) filter (where s is null and b is not null)",
    "r.cell = count(*) filter (where a is null or a > 1)",
    "r.cell = count(*) filter (where not (a is null or a > 1))",
    "r.cell = count(*) filter (where coalesce(a, 0) = 0)",
    "r.cell = count(*) filter (where coalesce(b, a) >= 2)",
    "r.cell = count(*) filter (where not coalesce(b, a, 3) >= 2)",
    "r.cell = count(*) filter (where coalesce(s, 'x') = 'x')",
    "r.cell = count(*) filter (where coalesce(kind, 'class') <> 'contest')",
    "r.cell = count(*) filter (where coalesce(b, 9) in (2, 9))",
    "r.cell = count(*) filter (where coalesce(b, a) not in (2, 9))",
    "r.cell = count(*) filter (where coalesce(b, a) is null)",
    "r.cell = count(*) filter (where coalesce(a, 1) between 1 and coalesce(b, 4))",
    "r.cell = count(*) filter (where length(s) < 2)",
    "r.cell = count(*) filter (where not length(s) < 2)",
    "r.cell = count(*) filter (where length(coalesce(s, '')) < a)",
    "r.cell = count(*) filter (where length(s) is null)",
    "r.cell = count(*) filter (where case when kind = 'class' then a when s = 'y' then b end > 1)",
    "r.cell = count(*) filter (where case when kind = 'class' then a else 1 end <> 1)",
    "r.cell = count(*) filter (where case when s is null then 'none' else s end = 'none')",
    "r.cell = count(*) filter (where (a > 1) is null)",
    "r.cell = count(b) filter (where s is null)",
    "r.cell = sum(a) filter (where coalesce(b, 0) < 2)",
    "max(a) filter (where b is null) <= r.cell",
]
SAID = [None, 1.0, 2.0]
HEIGHT = 6


def cells(number: int, name: Name, line: int) -> str:
    letter = "ABCD"["kabs".index(name.column[0])]
    return f"'Biểu {number}'!{letter}{line}" if name.row == THIS else f"'Biểu {number}'!{letter}1:{letter}{HEIGHT}"


CONTENT = {"kind": Content.CHOICE, "a": Content.NUMBER, "b": Content.NUMBER, "s": Content.TEXT}


def sheet(number: int, required: str = "", line: int = 0) -> Lists:
    """A list on a sheet; the labels of its choices stand beside it in column G. `line` is that of the record asked."""
    labels = list(LABELS)

    def readable(name: Name) -> str:
        there = cells(number, name, line)
        match CONTENT[name.column]:
            case Content.NUMBER:
                return f'(ISNUMBER({there})+({there}="-"))'
            case Content.CHOICE:
                return f"ISNUMBER(MATCH(TRIM({there}),'Biểu {number}'!$G$1:$G$2,0))"
        return text_read(there)

    return Lists(
        cells=lambda name: cells(number, name, line),
        content=lambda name: CONTENT[name.column],
        number=lambda name: f"ISNUMBER({cells(number, name, line)})",
        readable=readable,
        label=lambda name, value: (
            f"'Biểu {number}'!$G${labels.index(value) + 1}" if name.column == "kind" else quoted(value)
        ),
        is_required=lambda name: name.column[0] in required,
        is_exact=lambda _: True,
        there=lambda _: f"(MMULT(1-ISBLANK('Biểu {number}'!A1:D{HEIGHT}),{{1;1;1;1}})>0)",
        known=lambda name: "commune" if name.special else None,
    )


def figure(cell: float | str | None) -> float | None:
    return 0.0 if cell == "-" else cell if isinstance(cell, float) else None


def read(line: Line) -> Record:
    """What a reader of returns makes of a line."""
    kind, a, b, s = line
    known = {label: name for name, label in LABELS.items()} | {name: name for name in LABELS}
    said = known.get(kind.strip()) if kind else None
    return {"kind": said, "a": figure(a), "b": figure(b), "s": s.strip() if s else None}


def expected(text: str, number: int, said: float | None) -> bool:
    records = [read(line) for line in LISTS[number] if any(line)]
    values: dict[Name, Value] = {Name("", "r", "cell"): said, Name("", "unit", "level"): "commune"}
    return evaluate(parse(text, lists=True).node, values, {"": records}) is False


def calculate(cases: Sequence[tuple[str, int, float | None]], folder: Path, formulas: Sequence[str]) -> list[object]:
    """What LibreOffice makes of each case: a line, whose cell is in A and whose formula is in B."""
    book = openpyxl.Workbook()
    first = book.worksheets[0]
    for number, lines in enumerate(LISTS):
        page = book.create_sheet(f"Biểu {number}")
        for row, label in enumerate(LABELS.values(), start=1):
            page.cell(row, 7).value = label
        for row, (kind, *rest) in enumerate(lines, start=1):
            for column, cell in enumerate((LABELS.get(kind or "", kind), *rest), start=1):
                page.cell(row, column).value = cell
    for row, ((_, _, said), formula) in enumerate(zip(cases, formulas, strict=True), start=1):
        first.cell(row, 1).value = said
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
    formulas = []
    for row, (text, number, _) in enumerate(cases, start=1):
        address = partial("A{row}".format, row=row)
        formula = violated_formula(parse(text, lists=True), address, is_exact=lambda _: True, lists=sheet(number))
        assert formula is not None, text
        formulas.append(formula)
    found = calculate(cases, tmp_path, formulas)
    wrong = [(case, one) for case, one in zip(cases, found, strict=True) if one is not expected(*case)]
    assert wrong == []


REQUIRED = ("", "a", "ka", "kabs")


def is_doubtful(field: str, line: Line, required: str) -> bool:
    cell = line["kabs".index(field[0])]
    return read(line)[field] is None and (field[0] in required if cell is None or field == "s" else True)


def is_decided(text: str, number: int, required: str) -> bool:
    """What the judgement of returns asks of each record."""
    values: dict[Name, Value] = {Name("", "unit", "level"): "commune"}
    for aggregate in parse(text, lists=True).aggregates:
        made = settled(aggregate, values)
        fields = [name for name in made.names if not name.special]
        for line in filter(any, LISTS[number]):
            doubtful = [name for name in fields if is_doubtful(name.column, line, required)]
            if doubtful and depends_on(doubtful, made, read(line), values):
                return False
    return True


@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("required", REQUIRED)
def test_sheets_know_which_records_are_in_doubt(tmp_path: Path, required: str) -> None:
    cases = [(text, number, None) for text in CHECKS for number in range(len(LISTS))]
    formulas = []
    for text, number, _ in cases:
        known = [is_certain_of(one, sheet(number, required)) for one in parse(text, lists=True).aggregates]
        formulas.append(f"AND({','.join(filter(None, known)) or 'TRUE'})")
    found = calculate(cases, tmp_path, formulas)
    expected = [is_decided(text, number, required) for text, number, _ in cases]
    assert [case for case, one, other in zip(cases, found, expected, strict=True) if one is not other] == []
    assert len(set(expected)) == 2


GROUPS = [
    ("kind", "count(*) <= 1"),
    ("s", "count(*) <= 1"),
    ("b s", "count(*) <= 1"),
    ("kind", "count(distinct s) <= 1"),
    ("kind", "count(distinct a) <= 1"),
    ("a", "count(distinct kind) <= 1"),
    ("s", "sum(a) <= 3"),
    ("kind", "max(b) filter (where a > 0) < 40"),
    ("b", "count(*) filter (where kind = 'class') >= 1"),
    ("kind", "count(*) filter (where s is null) < 1"),
    ("kind", "count(*) filter (where coalesce(b, 0) < 3) <= 1"),
]


def breaks(per: Sequence[str], text: str, number: int, place: int, required: str) -> bool:
    """Whether the group of a line breaks a check, as the judgement of returns has it."""
    lines = [line for line in LISTS[number] if any(line)]
    key = [read(LISTS[number][place])[field] for field in per]
    group = [line for line in lines if [read(line)[field] for field in per] == key]
    check = parse(text, lists=True)
    fields = {name.column for aggregate in check.aggregates for name in aggregate.names}
    if None in key or any(is_doubtful(field, line, required) for line in group for field in fields):
        return False
    return evaluate(check.node, {}, {"": [read(line) for line in group]}) is False


@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("required", REQUIRED)
def test_sheets_know_the_group_of_a_record(tmp_path: Path, required: str) -> None:
    cases, formulas, wanted = [], [], []
    for fields, text in GROUPS:
        per, check = fields.split(), parse(text, lists=True)
        gathered = [name.column for aggregate in check.aggregates for name in aggregate.names]
        node = of_group(check.node, per)
        of_record = replace(check, node=node, aggregates=aggregates_of(node))
        for number, lines in enumerate(LISTS):
            for place, line in enumerate(lines):
                if "distinct" in text and read(line)[gathered[0]] is None:
                    continue  # which of its group it differs from, it does not say; the others do
                lists = sheet(number, required, place + 1)
                broken = violated_formula(of_record, lambda _: "A1", lists=lists)
                formulas.append(f"IF({is_certain_of_group(per, gathered, lists)},{broken},FALSE)")
                cases.append((f"{fields}: {text}", number, float(place)))
                wanted.append(breaks(per, text, number, place, required))
    found = calculate(cases, tmp_path, formulas)
    assert [case for case, one, other in zip(cases, found, wanted, strict=True) if one is not other] == []
    assert len(set(wanted)) == 2


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        (
            "r.cell = count(*) filter (where kind = 'class')",
            "IFERROR(IF(COUNT(A1)=1,A1<>SUMPRODUCT((({KIND}='Biểu 0'!$G$1)*1)),FALSE),FALSE)",
        ),
        (
            "r.cell = sum(a) filter (where b = 1)",
            "IFERROR(IF(COUNT(A1)=1,A1<>SUMPRODUCT((ISNUMBER('Biểu 0'!C1:C6)*('Biểu 0'!C1:C6=1)),'Biểu 0'!B1:B6),FALSE),FALSE)",
        ),
    ],
)
def test_formulas(text: str, formula: str) -> None:
    found = violated_formula(parse(text, lists=True), lambda _: "A1", is_exact=lambda _: True, lists=sheet(0))
    assert found == formula.replace("{KIND}", plain("'Biểu 0'!A1:A6"))


@pytest.mark.parametrize(
    "text",
    [
        "count(distinct a) filter (where b = 1) = 1",
        "sum(a * b) = 1",
        "max(a) filter (where b = 1) = 1",  # neither the greatest alone nor all say it
        "count(distinct s) = 1",  # COUNTIF takes `x` and `X` for one
        "count(distinct kind) = 1",  # and `x` and `x ` for two
        "count(*) filter (where a + b > 1) = 1",
        "count(*) filter (where coalesce(a + b, 0) > 1) = 1",
        "count(*) filter (where length(kind) > 1) = 1",
        "count(*) filter (where regexp_like(s, 'x')) = 1",
        "count(*) filter (where s > 'x') = 1",
        "sum(s) = 1",
    ],
)
def test_what_a_sheet_cannot_say_has_no_formula(text: str) -> None:
    assert violated_formula(parse(text, lists=True), lambda _: "A1", lists=sheet(0)) is None
    assert violated_formula(parse("r.c = sum(a)", lists=True), lambda _: "A1") is None


def test_a_list_that_the_workbook_does_not_have_is_unknown() -> None:
    nowhere = replace(sheet(0), cells=lambda _: "")
    formula = violated_formula(
        parse("r.c = sum(f.a)", lists=True), lambda _: "A1", is_exact=lambda _: True, lists=nowhere
    )
    assert formula == "IFERROR((IF(ISNUMBER(A1),A1,NA())=NA())*1,0.5)=0"


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("r.cell = count(*) filter (where a >= 2)", "('Biểu 0'!B1:B6>2.0-0.0000005)"),
        ("r.cell = count(*) filter (where 0.5 > a)", "('Biểu 0'!B1:B6<=0.5-0.0000005)"),
        ("max(a) filter (where b = 1) <= r.cell", "('Biểu 0'!B1:B6>=(N(A1))+0.0000005)"),
    ],
)
def test_amounts_are_compared_to_six_decimals(text: str, condition: str) -> None:
    amounts = replace(sheet(0), is_exact=lambda name: name.column == "b")
    formula = violated_formula(parse(text, lists=True), lambda _: "A1", lists=amounts)
    assert formula is not None
    assert condition in formula.replace("IF(ISNUMBER(A1),A1,NA())", "N(A1)").replace(">2-", ">2.0-")


def test_two_amounts_of_a_record_are_left_to_whoever_reads_the_return() -> None:
    read = parse("r.cell = count(*) filter (where a > b)", lists=True)
    amounts = replace(sheet(0), is_exact=lambda _: False)
    assert violated_formula(read, lambda _: "A1", lists=amounts) is None
