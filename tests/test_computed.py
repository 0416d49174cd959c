"""Computed cells that a file gives no value for: they are worked out, so that no rule is passed over in silence."""

from io import BytesIO
from math import isnan
from pathlib import Path

import openpyxl
import pytest

from sheetcheck.catalogue import load_catalogue
from sheetcheck.layout import CODE_ROW, HEADING_ROW
from sheetcheck.returns import Return, Status
from sheetcheck.testing.batch import figure, lines, taken_in
from sheetcheck.testing.changes import Base, changed, only
from sheetcheck.testing.drawing import as_file, delete_row, on_sheet, without_results
from sheetcheck.validate import Checked, check

CATALOGUE = only(load_catalogue(), "01", "03")
COMMUNE = Base(
    "06331",
    "2024",
    "01.staff_total total=1; 01.staff_parttime total=1; 03.hdnd_commune total=20 female=8; 03.party_commune total=15 female=5",
)
PROVINCE = Base("20", "2024", "03.hdnd_province total=60 female=20")


def resaved(changes: str, cells: dict[str, float]) -> bytes:
    """What a program that does not calculate makes of a return: its formulas are there, their values are not."""
    book, target = openpyxl.load_workbook(BytesIO(as_file(changed(CATALOGUE, COMMUNE, changes)))), BytesIO()
    for address, value in cells.items():
        book["Biểu 01"][address] = value
    book.save(target)
    return target.getvalue()


def checked(tmp_path: Path, changes: str = "", **cells: float) -> Checked:
    (tmp_path / "a.xlsx").write_bytes(resaved(changes, cells))
    return check([tmp_path], CATALOGUE, jobs=1)


def said(item: Return) -> list[str]:
    return [line for line in lines(item.findings) if line[0] in "LT"]


def test_a_file_without_results_is_accepted_and_it_is_said(tmp_path: Path) -> None:
    found = checked(tmp_path)
    assert (found.statuses[0], lines(found.findings)) == (Status.ACCEPTED, ["F201", "L122"])


def test_more_women_than_people_are_found_without_any_result(tmp_path: Path) -> None:
    assert lines(checked(tmp_path, D13=5.0, E13=8.0).findings) == ["F201", "G02 D13 E13", "L122"]


@pytest.mark.parametrize(
    ("changes", "cell", "value", "expected"),
    [
        ("01.collaborators total=49 female=20", "01.collaborators.male", 29, ["L122"]),
        ("01.collaborators total=50 female=20", "01.collaborators.female_pct", 40, ["L122"]),
        ("01.collaborators total=_ female=_", "01.collaborators.male", None, ["L122"]),
        ("01.collaborators total=… female=20", "01.collaborators.male", None, ["L122", "T120 D13"]),
        ("01.docs_plan=2; 01.docs_decision=3", "01.docs_total.value", 5, ["L122"]),
        ("03.hdnd_province total=60 female=21", "03.hdnd_total.female", 21, ["L122"]),
        ("03.hdnd_province total=… female=…", "03.hdnd_total.female", None, ["L122", "T120 D9", "T120 E9"]),
    ],
)
def test_what_is_worked_out(changes: str, cell: str, value: float | None, expected: list[str]) -> None:
    item = taken_in(CATALOGUE, "a", without_results(changed(CATALOGUE, PROVINCE, changes)))
    found = figure(CATALOGUE, item, cell)
    assert (None if isinstance(found, float) and isnan(found) else found, said(item)) == (value, expected)


def test_what_comes_from_figures_typed_as_text_is_worked_out_and_not_said_twice() -> None:
    item = taken_in(CATALOGUE, "a", changed(CATALOGUE, COMMUNE, "01.collaborators total=1.500 female=600"))
    assert (figure(CATALOGUE, item, "01.collaborators.female_pct"), said(item)) == (40, ["T103 D13"])


def test_a_sheet_that_could_not_be_read_has_no_zeros() -> None:
    drawn = on_sheet(
        changed(CATALOGUE, PROVINCE), "Biểu 03", lambda one: delete_row(delete_row(one, CODE_ROW), HEADING_ROW)
    )
    item = taken_in(CATALOGUE, "a", drawn)
    assert said(item) == ["L105"]
    assert all(map(isnan, item.figures["bdg_03"].values))


def test_a_result_that_is_there_is_never_replaced() -> None:
    item = taken_in(CATALOGUE, "a", changed(CATALOGUE, COMMUNE, "01.collaborators total=49 female=20 male=28"))
    assert (figure(CATALOGUE, item, "01.collaborators.male"), said(item)) == (28, ["L114 F13"])
