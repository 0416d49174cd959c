"""A record that nobody began is asked nothing and counted nowhere, on the sheet as in the check, whatever a rule makes
of blanks."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from recalculated import recalculated
from small_schemas import changed, rule

from sheetcheck.catalogue import Catalogue, load_catalogue
from sheetcheck.layout import RULES_SHEET
from sheetcheck.template import layouts_for, write_template
from sheetcheck.testing.batch import settled
from sheetcheck.testing.drawing import fillable, issued_to, returned
from sheetcheck.verdicts import Column

WHOSE = issued_to("06331", "2024-H1")
STAFF: dict[str, float | str] = {"90.staff.total": 9.0, "90.staff.female": 3.0, "90.plans.value": 1.0}
FIRST: dict[str, float | str] = {"91.1.topic": "Luật", "91.1.start": "2024-03-01", "91.1.people": 7.0}
SECOND: dict[str, float | str] = {
    "91.2.topic": "Y tế",
    "91.2.start": "2024-03-02",
    "91.2.people": 8.0,
    "91.2.women": 2.0,
    "91.2.budget": 3.0,
}
RULES = [
    # the rule, how many of the two records break it
    (rule("N1", "women is not null"), 1),
    (rule("N1", "women is not null and budget is not null"), 1),
    (rule("N1", "coalesce(women, 0) >= 1"), 1),
    (rule("N1", "women >= 1", "missing: never"), 1),
    (rule("N1", "women + budget >= 1", "missing: never"), 1),
    (rule("N1", "(women is null) = (people is not null)"), 1),
    (rule("N1", "women is null or budget is null"), 1),
    (rule("N1", "women <= people"), 0),
    (rule("N1", "length(coalesce(topic, '')) > 3"), 1),
    (rule("N1", "coalesce(women, 0) >= 1", 'fail_when: "> 40 %"'), 1),
    (rule("N1", "coalesce(women, 0) >= 1", 'fail_when: "> 60 %"'), 0),
    (rule("N1", "count(*) <= 1"), 1),
    (rule("N1", "count(*) <= 2"), 0),
    (rule("N1", "count(*) filter (where women is null) = 0"), 1),
    (rule("N1", "count(*) filter (where coalesce(budget, 0) = 0) < 1"), 1),
    (rule("N1", "count(*) filter (where case when budget > 0 then women else 1 end = 1) < 1"), 1),
    (rule("N1", "count(*) filter (where start < this.start and women is null) >= 1 or women is null"), 0),
]


def with_rule(folder: Path, text: str) -> Catalogue:
    changed(folder, "forms/bdg_91.yaml", ("rules:\n", f"rules:\n{text}"))
    return load_catalogue(folder)


def errors(book: bytes) -> float:
    """How many errors of the register the sheet counts."""
    page = openpyxl.load_workbook(BytesIO(book), data_only=True)[RULES_SHEET]
    value = page.cell(2, Column.ERRORS).value
    return value if isinstance(value, float | int) else 0


def drawn(folder: Path, text: str, figures: Mapping[str, float | str]) -> tuple[bytes, int]:
    """A workbook with these figures, and how many errors the check finds in it."""
    catalogue = with_rule(folder, text)
    said = settled(catalogue, {"one": returned(catalogue, WHOSE, figures)})
    found = sum(one.rule == "N1" and one.severity == "error" for one in said)
    return write_template(catalogue, WHOSE, fillable(layouts_for(catalogue, WHOSE), figures)), found


def folder_of(tmp_path: Path, number: int) -> Path:
    (tmp_path / str(number)).mkdir()
    return tmp_path / str(number)


@pytest.mark.parametrize(("text", "broken"), RULES)
def test_the_check_asks_the_records_that_are_there(tmp_path: Path, text: str, broken: int) -> None:
    book, found = drawn(tmp_path, text, STAFF | FIRST | SECOND)
    assert (found, errors(book)) == (broken, broken)


@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_sheets_ask_them_too(tmp_path: Path) -> None:
    books: dict[str, bytes] = {}
    wanted: dict[str, int] = {}
    for number, (text, broken) in enumerate(RULES):
        for count, figures in ((0, STAFF), (broken, STAFF | FIRST | SECOND)):
            name = f"{number} {len(figures)}"
            books[name], _ = drawn(folder_of(tmp_path, 100 * number + len(figures)), text, figures)
            wanted[name] = count
    found = {name: errors(path.read_bytes()) for name, path in recalculated(books, tmp_path).items()}
    assert found == wanted
    assert {name: errors(book) for name, book in books.items()} == wanted
