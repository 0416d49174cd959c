"""Codes looked up among the records of another list: what is told of which cell, in a return and in its workbook."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
from recalculated import recalculated
from small_schemas import SMALL, write

from sheetcheck.catalogue import Catalogue, load_catalogue, read_catalogue
from sheetcheck.evidence import stated
from sheetcheck.explain import explain
from sheetcheck.expression.evaluate import evaluate
from sheetcheck.gathering import of_lines
from sheetcheck.grid import Cell
from sheetcheck.judgement import judged
from sheetcheck.layout import RULES_SHEET
from sheetcheck.rule import instances
from sheetcheck.table import RETURN, tables
from sheetcheck.tally import Verdict, verdicts_of
from sheetcheck.template import layouts_for, write_template
from sheetcheck.testing.batch import lines, taken_in
from sheetcheck.testing.changes import parsed
from sheetcheck.testing.drawing import fillable, issued_to, returned
from sheetcheck.verdicts import Column
from sheetcheck.words import Words

DOCUMENTS = """\
form: bdg_92
number: "92"
version: 1
code: {commune: 92/X}
title: {vi: Văn bản, en: Documents}
periods: [half, year]
kind: list
records: 5
fields:
  - {id: number, kind: text, required: true, title: {vi: Số, en: Number}}
  - {id: sort, kind: choice, required: true, title: {vi: Loại, en: Sort}, choices: {plan: {vi: Kế hoạch, en: Plan}, letter: {vi: Công văn, en: Letter}}}
  - {id: page, kind: count, title: {vi: Trang, en: Page}}
"""
FIELDS = """\
  - {id: budget, kind: amount, title: {vi: Kinh phí, en: Budget}}
  - {id: paper, kind: text, title: {vi: Theo văn bản, en: By document}}
  - {id: page, kind: count, title: {vi: Trang, en: Page}}
"""
RULES = """\
rules:
  - {id: L1, code: R910, severity: error, found_in: {of: paper, among: bdg_92.number}}
  - {id: L2, code: R911, severity: error, found_in: {of: paper, among: bdg_92.number, where: "bdg_92.sort = 'plan'"}}
  - {id: L3, code: R912, severity: error, found_in: {of: page, among: bdg_92.page}}
  - {id: L4, code: R913, severity: error, check: "count(*) filter (where paper = this.paper) <= 2",
     message: {vi: "{left} {paper}", en: "{left} {paper}"}, help: {vi: a, en: a}}
"""
FORM = SMALL["forms/bdg_91.yaml"].replace("  - {id: budget, kind: amount, title: {vi: Kinh phí, en: Budget}}\n", FIELDS)
FILES = {
    **SMALL,
    "forms/bdg_91.yaml": FORM.replace("rules:\n", RULES),
    "forms/bdg_92.yaml": DOCUMENTS,
}
WORK = "topic=law start=2024-03-01 people=9"
PLAN, LETTER = "92.1 number=20/KH sort=plan page=3", "92.2 number=91/UBND sort=letter page=4"
BOTH = f"90.plans=1; {PLAN}; {LETTER}"
CASES = [
    # the registers, and what is told of them
    (f"{BOTH}; 91.1 {WORK} paper=20/KH page=3", ""),
    (f"{BOTH}; 91.1 {WORK} paper=21/KH", "L1 G8; L2 G8"),
    (f"{BOTH}; 91.1 {WORK} paper=91/UBND", "L2 G8"),
    (f"{BOTH}; 91.1 {WORK} paper=20/kh", "L1 G8; L2 G8"),
    (f"{BOTH}; 91.1 {WORK} page=5; 91.2 {WORK} page=4; 91.3 {WORK} page=-", "L3 H10; L3 H8"),
    (f"{BOTH}; 91.1 {WORK}; 91.2 {WORK} paper=21/KH", "L1 G9; L2 G9"),
    # nothing is said where nothing is known
    (f"90.plans=1; 91.1 {WORK} paper=20/KH page=3", ""),
    (f"90.plans=1; {LETTER}; 91.1 {WORK} paper=91/UBND page=4", ""),
    (f"{BOTH}; 92.3 sort=plan; 91.1 {WORK} paper=21/KH", "V106 B10"),
    (f"{BOTH}; 92.3 number=5 sort=giấy; 91.1 {WORK} paper=7/KH", "L1 G8; T151 C10"),
    (f"{BOTH}; 92.3 number=5 sort=plan page=ba; 91.1 {WORK} page=8", "T102 D10"),
    # the records that were found are named
    (f"{BOTH}; " + ";".join(f"91.{n} {WORK} paper=20/KH" for n in (1, 2, 3)), "; ".join(["L4 G8 G9 G10"] * 3)),
]  # fmt: skip


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return load_catalogue(write(tmp_path_factory.mktemp("own"), FILES))


def figures_of(figures: str) -> Mapping[str, Cell]:
    return {"90.staff.total": 5, "90.staff.female": 2, **dict(parsed(figures))}


@pytest.mark.parametrize(("figures", "expected"), CASES)
def test_what_is_told_of_which_cell(catalogue: Catalogue, figures: str, expected: str) -> None:
    item = taken_in(catalogue, "a", returned(catalogue, issued_to("06331", "2024-H1"), figures_of(figures)))
    found = [*item.findings, *judged([item], catalogue.forms)]
    assert "; ".join(lines(found)) == expected


def test_each_return_has_lists_of_its_own(catalogue: Catalogue) -> None:
    texts = (CASES[0][0], CASES[1][0], CASES[6][0], f"{BOTH}; 91.1 {WORK}")
    batch = [
        taken_in(catalogue, str(number), returned(catalogue, issued_to(f"0633{number}", "2024-H1"), figures_of(text)))
        for number, text in enumerate(texts)
    ]
    found = list(judged(batch, catalogue.forms))
    assert {one.file for one in found} == {"1"}
    held, broken, undecided = Verdict.HELD, Verdict.BROKEN, Verdict.UNDECIDED
    assert verdicts_of(catalogue.forms, batch, found)["L1"] == dict(enumerate((held, broken, undecided, undecided)))


def test_plain_python_says_what_the_tables_say(catalogue: Catalogue) -> None:
    batch = [
        taken_in(catalogue, str(number), returned(catalogue, issued_to("06331", "2024-H1"), figures_of(text)))
        for number, (text, _) in enumerate(CASES)
    ]
    by_form = {name: list(tables(form, batch)) for name, form in catalogue.forms.items()}
    (table,) = by_form["bdg_91"]
    verdicts = []
    for instance in (one for rule in table.rules if rule.id.startswith("L") for one in instances(rule)):
        expression = instance.expression
        said = of_lines(table, by_form, expression, batch).to_list()
        for line, verdict in zip(table.lines.iter_rows(named=True), said, strict=True):
            there = stated(batch[line[RETURN]], catalogue.forms)
            lists = {"": there.records("bdg_91"), "bdg_92": there.records("bdg_92")}
            known = {name: records for name, records in lists.items() if records is not None}
            assert evaluate(expression.node, {name: line[name.column] for name in expression.names}, known) is verdict
            verdicts.append(verdict)
    assert {verdict: verdicts.count(verdict) for verdict in (True, False)} == {True: 22, False: 17}


def test_its_sentence_quotes_the_code(catalogue: Catalogue) -> None:
    item = taken_in(catalogue, "a", returned(catalogue, issued_to("06331", "2024-H1"), figures_of(CASES[1][0])))
    one = next(judged([item], catalogue.forms))
    assert Words(catalogue, "en").message(one) == ("“By document” is “21/KH”, which is not in form 92")


def test_it_is_told_in_words(catalogue: Catalogue) -> None:
    assert "  Must hold: [By document], [form 92: Number]: the value stands among" in explain("L1", catalogue, "en")
    assert "where [By document] = [By document of this line]) ≤ 2" in explain("L4", catalogue, "en")


@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_workbook_says_what_the_check_says(catalogue: Catalogue, tmp_path: Path) -> None:
    whose = issued_to("06331", "2024-H1")
    layouts = layouts_for(catalogue, whose)
    books = {
        text: write_template(catalogue, whose, fillable(layouts, figures_of(text)))
        for text, _ in CASES
        if "=-" not in text
    }
    files = recalculated(books, tmp_path)
    expected = dict(CASES)
    for text, path in files.items():
        said = set[str]()
        for row in openpyxl.load_workbook(path, data_only=True)[RULES_SHEET].iter_rows():
            if str(row[Column.RULE - 1].value).startswith("L") and row[Column.VERDICT - 1].value not in (None, ""):
                said.add(f"{row[Column.RULE - 1].value} {row[Column.CELL - 1].value}")
        meant = {one for one in expected[text].split("; ") if one.startswith("L")}
        first = {one.split()[0]: one for one in sorted(meant, reverse=True)}
        assert said == {" ".join(one.split()[:2]) for one in first.values()}, text


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("among: bdg_92.number}", "among: bdg_92.numbers}", "D109"),
        ("among: bdg_92.number}", "among: bdg_90.number}", "D170"),
        ("of: page, among: bdg_92.page", "of: page, among: bdg_92.number", "D144"),
        ("of: page, among: bdg_92.page", "of: pages, among: bdg_92.page", "D109"),
        ("severity: error, found_in: {of: page", "severity: error, fail_when: '> 1', found_in: {of: page", "D149"),
    ],
)
def test_mistakes_of_an_author(tmp_path: Path, old: str, new: str, code: str) -> None:
    text = FILES["forms/bdg_91.yaml"]
    assert old in text
    write(tmp_path, {**FILES, "forms/bdg_91.yaml": text.replace(old, new, 1)})
    _, found = read_catalogue(tmp_path)
    assert {one.code for one in found} == {code}
