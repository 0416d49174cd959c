"""Files through the worker processes: every bad one gives its own code, sheet and cell, and the batch goes on."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest
from drawn_files import workbook as xml_workbook

from sheetcheck.catalogue import load_catalogue
from sheetcheck.form import Level
from sheetcheck.grid import Cell, Workbook
from sheetcheck.returns import Status
from sheetcheck.submission import Expected
from sheetcheck.template import layouts_for
from sheetcheck.testing.drawing import Drawn, as_file, drawn_sheet, issued_to, on_sheet, returned, typed
from sheetcheck.testing.strategies import chosen_figures
from sheetcheck.units import load_register
from sheetcheck.validate import Checked, check

CATALOGUE = load_catalogue()
WHOSE = issued_to("06331", "2024-H1")
FIGURES = chosen_figures(layouts_for(CATALOGUE, WHOSE), WHOSE.period, Random(1).randint)
GOOD = returned(CATALOGUE, WHOSE, FIGURES)
REGISTER = load_register()
COMMUNES = [unit.code for some in ("185", "184") for unit in REGISTER.children(some, WHOSE.period.end, Level.COMMUNE)]
FORM_10 = next(sheet for sheet in GOOD.sheets if sheet.name == "Biểu 10")
STARTS_LIKE_A_FORMULA = {"J8": '=HYPERLINK("http://a")', "J9": "+84 25", "J10": "-5+3", "J11": "@SUM(A1)"}
TINY_AND_HUGE = xml_workbook(
    '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
)


def of(unit: str, period: str = "2024-H1", level: Level = Level.COMMUNE, figures: Drawn | None = FIGURES) -> Workbook:
    return returned(CATALOGUE, replace(issued_to("06331", period), unit=unit, level=level), figures)


def in_form_01(**cells: Cell) -> Workbook:
    return typed(GOOD, "Biểu 01", cells)


BAD: dict[str, tuple[Workbook | bytes, list[tuple[str, ...]]]] = {
    "no workbook": (b"xin chao", [("F110", "")]),
    "no return": (Workbook(sheets=(drawn_sheet("Lương", "| Bậc 2 | 12 |"),)), [("I101", "")]),
    "empty": (returned(CATALOGUE, WHOSE), [("V105", "")]),
    "wrong form": (
        on_sheet(GOOD, "Biểu 03", lambda sheet: replace(sheet, rows=FORM_10.rows)), [("L103", "Biểu 03")],
    ),
    "wrong level": (of("06331", level=Level.DISTRICT, figures=None), [("I106", ""), ("V105", "")]),
    "unknown unit": (of("99999"), [("I104", "")]),
    "unit of another time": (of("06331", "2026-H1", figures=None), [("I105", ""), ("V105", "")]),
    "text": (in_form_01(D8="nhiều"), [("T102", "Biểu 01", "D8")]),
    "negative": (in_form_01(D8=-3.0), [("T118", "Biểu 01", "D8")]),
    "fraction": (in_form_01(D8="20/49"), [("T112", "Biểu 01", "D8")]),
    "date": (in_form_01(D8=date(2024, 10, 4)), [("T113", "Biểu 01", "D8")]),
    "like formulas": (
        in_form_01(**STARTS_LIKE_A_FORMULA), [("T143", "Biểu 01", cell) for cell in ("J8", "J10", "J11")],
    ),
    "tiny and huge": (TINY_AND_HUGE, [("F143", "")]),
    "good": (GOOD, []),
}  # fmt: skip


def bytes_of(made: Workbook | bytes) -> bytes:
    return made if isinstance(made, bytes) else as_file(made)


def write(folder: Path, files: Mapping[str, Workbook | bytes]) -> Path:
    for name, made in files.items():
        (folder / f"{name}.xlsx").write_bytes(bytes_of(made))
    return folder


def told(checked: Checked) -> dict[str, list[tuple[str, ...]]]:
    """File -> the code, the sheet and the cells of what is said of it; not that all are of one unit, nor that nobody protected them."""
    said: dict[str, list[tuple[str, ...]]] = {one.file.removesuffix(".xlsx"): [] for one in checked.returns}
    for one in checked.findings:
        if one.code not in ("S102", "S103", "F201"):
            said[one.file.removesuffix(".xlsx")].append((one.code, one.sheet, *one.cells))
    return said


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    folder = write(tmp_path_factory.mktemp("bad"), {name: made for name, (made, _) in BAD.items()})
    return check([folder], CATALOGUE, Expected(register=REGISTER), jobs=2)


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_told_by_code_sheet_and_cell(checked: Checked, name: str) -> None:
    assert sorted(told(checked)[name]) == sorted(BAD[name][1])


def test_text_that_begins_like_a_formula_stays_as_it_was_typed(checked: Checked) -> None:
    item = next(one for one in checked.returns if one.file == "like formulas.xlsx")
    assert [text for text in item.figures["bdg_01"].texts.values() if text] == list(STARTS_LIKE_A_FORMULA.values())


def test_one_file_never_changes_the_verdict_of_another(tmp_path: Path) -> None:
    files = {unit: as_file(of(unit)) for unit in COMMUNES[:19]}
    files["06331"] = as_file(in_form_01(D8="20/49"))
    alone = check([write(tmp_path, files)], CATALOGUE, jobs=2)
    (tmp_path / "00000.xlsx").write_bytes(TINY_AND_HUGE)
    beside = check([tmp_path], CATALOGUE, jobs=1)
    assert (beside.returns[0].file, beside.statuses[0]) == ("00000.xlsx", Status.UNREADABLE)
    assert beside.statuses[1:] == alone.statuses
    assert [one for one in beside.findings if one.file != "00000.xlsx"] == list(alone.findings)
    assert alone.statuses.count(Status.ACCEPTED) == len(files) - 1
