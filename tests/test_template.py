"""The workbook that goes out: golden, reproducible, and what a ministry would send."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from sheetcheck import xlsx
from sheetcheck.catalogue import Catalogue, bundled, load_catalogue
from sheetcheck.form import Level, Profile, Scope
from sheetcheck.identity import Identity
from sheetcheck.layout import RULES_SHEET
from sheetcheck.period import parse_period
from sheetcheck.readers.xlsx import read
from sheetcheck.reading import Limits
from sheetcheck.sample import sample_figures
from sheetcheck.shelf import shelf
from sheetcheck.template import layouts_for, write_template
from sheetcheck.testing.batch import verdicts
from sheetcheck.testing.drawing import issued_to
from sheetcheck.testing.golden import differences
from sheetcheck.text import LANGUAGES, Language, Text

CATALOGUE = load_catalogue()


def identity(level: Level = Level.COMMUNE, label: str = "2024-H1", **more: object) -> Identity:
    return Identity(unit="06331", unit_name="Xã Vạn Thủy", level=level, period=parse_period(label), **more)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def template() -> bytes:
    return write_template(CATALOGUE, identity())


@pytest.fixture(scope="module")
def book(template: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(template))


@pytest.mark.parametrize("name", shelf())
def test_the_shelf_is_what_the_catalogue_makes(name: str) -> None:
    kept = (bundled("templates_xlsx") / name).read_bytes()
    assert differences(kept, write_template(CATALOGUE, shelf()[name])) == []  # pytest --update-golden writes them anew


def test_our_formulas_are_as_the_library_would_write_them(monkeypatch: pytest.MonkeyPatch) -> None:
    fullest = identity(Level.PROVINCE, "2026", scope=Scope.CONSOLIDATED)
    ours = write_template(CATALOGUE, fullest)
    monkeypatch.delattr(xlsx._Sheet, "_prepare_formula")
    assert write_template(CATALOGUE, fullest) == ours


def test_the_same_template_twice_is_the_same_bytes(template: bytes) -> None:
    assert write_template(CATALOGUE, identity()) == template


def test_the_header_block(book: openpyxl.Workbook) -> None:
    cells = [cell.value for row in book["Biểu 03"]["A1:M3"] for cell in row if cell.value]
    assert cells[0] == "Biểu số: 03/BĐG-X"
    assert "Đơn vị báo cáo: Xã Vạn Thủy" in cells
    assert "Mã đơn vị: 06331" in cells
    assert "Kỳ báo cáo: 2024-H1 (từ 15/12/2023 đến 14/06/2024)" in cells


def test_row_and_column_codes_are_printed(book: openpyxl.Workbook) -> None:
    sheet = book["Biểu 01"]
    assert [sheet.cell(7, c).value for c in range(1, 11)] == [
        "A",
        "B",
        "C",
        "1",
        "2",
        "3=1-2",
        "4=2/1×100",
        "5",
        "6",
        "D",
    ]
    assert [sheet.cell(r, 2).value for r in range(8, 11)] == ["01", "02", "03"]


@pytest.mark.parametrize(
    ("cell", "locked", "value"), [("D8", False, None), ("A8", True, None), ("D20", False, None), ("E14", True, "x")]
)
def test_only_input_cells_are_open(book: openpyxl.Workbook, cell: str, locked: bool, value: str | None) -> None:
    sheet = book["Biểu 01"]
    assert sheet.protection.sheet
    assert sheet[cell].protection.locked is locked
    if value is not None:
        assert sheet[cell].value == value


def test_computed_cells_show_empty_and_not_an_error(book: openpyxl.Workbook) -> None:
    assert book["Biểu 01"]["G8"].value == '=IFERROR(IF(COUNT(E8,D8)=2,E8/D8*100,""),"")'


def test_counts_are_checked_while_typing(book: openpyxl.Workbook) -> None:
    checks = [one for one in book["Biểu 09"].data_validations.dataValidation if "D9" in one.sqref]
    assert [(one.type, bool(one.promptTitle), bool(one.error)) for one in checks] == [("whole", True, True)]


def test_choices_are_a_list_from_the_hidden_sheet(book: openpyxl.Workbook) -> None:
    lists = {str(one.sqref): one.formula1 for one in book["Biểu 12"].data_validations.dataValidation}
    assert lists["B8:B47"] == "_lists!$D$1:$D$9"


def two_lists() -> Catalogue:
    """The activity list twice, with columns of the same ids that do not allow the same."""
    form = CATALOGUE.form("12")
    first, *rest = form.fields
    choices = {"one": Text(vi="Một", en="One"), "two": Text(vi="Hai", en="Two")}
    other = replace(form, id="bdg_99", number="99", fields=(replace(first, choices=choices), *rest))
    return Catalogue(forms={"bdg_12": form, "bdg_99": other}, digest="")


def test_columns_of_two_forms_may_share_an_id_and_not_their_choices() -> None:
    book = openpyxl.load_workbook(BytesIO(write_template(two_lists(), identity())))
    sources = [
        next(str(one.formula1) for one in book[name].data_validations.dataValidation if "B8" in one.sqref)
        for name in ("Biểu 12", "Biểu 99")
    ]
    shown = [[cell[0].value for cell in book["_lists"][source.partition("!")[2]]] for source in sources]
    assert (len(shown[0]), shown[1]) == (9, ["Một", "Hai"])


def test_limits_of_a_column_hold_for_that_column_only() -> None:
    form = CATALOGUE.form("10")
    stock = tuple(replace(one, maximum=50) if one.id == "opened" else one for one in form.sets["S"])
    limited = Catalogue(forms={"bdg_10": replace(form, sets={"S": stock})}, digest="")
    book = openpyxl.load_workbook(BytesIO(write_template(limited, identity())))
    allowed = {
        cell: next(one.formula2 for one in book["Biểu 10"].data_validations.dataValidation if cell in one.sqref)
        for cell in ("D8", "E8", "F8")
    }
    assert allowed == {"D8": "999999999", "E8": "50", "F8": "999999999"}


def test_hidden_sheets_are_very_hidden(book: openpyxl.Workbook) -> None:
    assert {sheet.title for sheet in book if sheet.sheet_state == "veryHidden"} == {"_lists", "_rules", "_sheetcheck"}


@pytest.mark.parametrize("level", [Level.COMMUNE, Level.DISTRICT, Level.PROVINCE])
@pytest.mark.parametrize("label", ["2024-H1", "2024"])
@pytest.mark.parametrize("scope", list(Scope))
def test_every_level_period_and_scope_can_be_written(level: Level, label: str, scope: Scope) -> None:
    content = write_template(CATALOGUE, identity(level, label, scope=scope, language="en"))
    with zipfile.ZipFile(BytesIO(content)) as package:
        assert package.testzip() is None


def test_rows_of_the_annual_return_are_not_in_the_half_year_one() -> None:
    half, year = (
        {slot.row for layout in layouts_for(CATALOGUE, identity(label=label)) for slot in layout.slots()}
        for label in ("2024-H1", "2024")
    )
    assert "orgs_total" in year - half


def resaved(folder: Path, content: bytes) -> Path:
    """The workbook as LibreOffice saves it."""
    (folder / "t.xlsx").write_bytes(content)
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to",
               "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder / "out"), str(folder / "t.xlsx")]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / "out" / "t.xlsx"


@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice")
def test_libreoffice_shows_no_error_value(tmp_path: Path) -> None:
    figures = {"bdg_01": {("staff_total", "total"): 5.0, ("staff_total", "female"): 2.0}}
    book = openpyxl.load_workbook(resaved(tmp_path, write_template(CATALOGUE, identity(), figures)), data_only=True)
    assert book["Biểu 01"]["G8"].value == 40
    values = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert [value for value in values if re.match(r"#(REF|DIV|VALUE|N/A|NAME|NUM)|Err:", value)] == []


SAVED = [
    issued_to("06331", "2024-H1"),
    issued_to("06331", "2024", profile=Profile.CORE),
    issued_to("20", "2024"),
    issued_to("20", "2026", Scope.CONSOLIDATED),
]


@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice")
@pytest.mark.parametrize("whose", SAVED, ids=lambda whose: f"{whose.level}-{whose.period.label}-{whose.profile}")
def test_a_valid_return_saved_by_libreoffice_has_nothing_wrong(tmp_path: Path, whose: Identity) -> None:
    """Among the formulas that are worked out anew: every target of the scoreboard, and what it is held to."""
    figures = sample_figures(layouts_for(CATALOGUE, whose), whose.period, whose.unit)
    content = resaved(tmp_path, write_template(CATALOGUE, whose, figures)).read_bytes()
    assert verdicts(CATALOGUE, {"saved": read(content, Limits())}) == {"saved": []}


@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice")
def test_the_tick_makes_a_form_complete(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(BytesIO(write_template(CATALOGUE, identity())))
    for cell, value in (("D8", 1), ("D9", None)):
        book["Biểu 09"][cell] = value
    saved = BytesIO()
    book.save(saved)
    shown = openpyxl.load_workbook(resaved(tmp_path, saved.getvalue()), data_only=True)["Hướng dẫn"]
    states = {row[0].value: (row[2].value, row[4].value) for row in shown.iter_rows(min_row=11, max_row=26)}
    assert (states["Biểu 09"], states["Biểu 10"][1]) == ((0, "Đã đủ"), "Còn thiếu")


def rules_broken(content: bytes) -> set[str]:
    """The rules that the hidden sheet of a workbook says are broken, with their forms."""
    page = openpyxl.load_workbook(BytesIO(content), data_only=True)[RULES_SHEET]
    return {f"{form} {rule}" for form, rule, verdict in page.iter_rows(max_col=3, values_only=True) if verdict is True}


TYPED: Mapping[str, tuple[Mapping[tuple[str, str, str], float | str], set[str]]] = {
    "nothing": ({}, set()),
    "documents": ({("bdg_01", "docs_decision", "value"): 77.0}, {"bdg_01 X02"}),
    "contests": ({("bdg_11", "contests", "value"): 55.0}, {"bdg_11 X01a"}),
    "a text for a number": ({("bdg_12", "3", "participants"): "3-4"}, {"bdg_11 X01b"}),  # counts for nothing
}


@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("typed", TYPED)
def test_registers_are_compared_as_one_types(tmp_path: Path, typed: str, language: Language) -> None:
    """Verdicts that are stored are those that LibreOffice comes to: it has only formulas to go by."""
    changes, expected = TYPED[typed]
    whose = replace(identity(), language=language)
    figures = sample_figures(layouts_for(CATALOGUE, whose), whose.period, whose.unit)
    for (form, row, column), value in changes.items():
        figures[form][row, column] = value
    content, bare = write_template(CATALOGUE, whose, figures), BytesIO()
    openpyxl.load_workbook(BytesIO(content)).save(bare)
    found = rules_broken(resaved(tmp_path, bare.getvalue()).read_bytes())
    assert {one for one in found if one.split()[1].startswith("X0")} == expected
    assert found == rules_broken(content)
