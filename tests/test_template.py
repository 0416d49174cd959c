"""The workbook that goes out: golden, reproducible, and what a ministry would send."""

from __future__ import annotations

import re
import shutil
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import unescape

import openpyxl
import pytest
from recalculated import recalculated

from sheetcheck import xlsx
from sheetcheck.catalogue import Catalogue, bundled, load_catalogue
from sheetcheck.form import Level, Profile, Scope
from sheetcheck.identity import Identity
from sheetcheck.period import parse_period
from sheetcheck.readers.xlsx import read
from sheetcheck.reading import Limits
from sheetcheck.sample import sample_figures
from sheetcheck.shelf import shelf
from sheetcheck.template import layouts_for, write_template
from sheetcheck.testing.batch import verdicts
from sheetcheck.testing.drawing import issued_to
from sheetcheck.testing.golden import differences
from sheetcheck.text import Text

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
    """A dash is 0 for them as it is for whoever reads the return."""
    share = '=IF(COUNT(D8:E8)+COUNTIF(D8:E8,"-")=2,IFERROR(N(E8)/N(D8)*100,""),"")'
    assert book["Biểu 01"]["G8"].value == share


def test_counts_are_checked_while_typing(book: openpyxl.Workbook) -> None:
    """A whole number, or one of the signs that the instructions ask for."""
    checks = [one for one in book["Biểu 09"].data_validations.dataValidation if "D9" in one.sqref]
    signs = '(D9="-")+(D9="…")+(D9="...")'
    whole = f"{signs}+ISNUMBER(1/((D9>=0)*(D9<=999999999)*(D9=INT(D9))))>0"
    assert [(one.formula1, bool(one.promptTitle), bool(one.error)) for one in checks] == [(whole, True, True)]


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
    conditions = {
        cell: next(one.formula1 for one in book["Biểu 10"].data_validations.dataValidation if cell in one.sqref)
        for cell in ("D8", "E8", "F8")
    }
    allowed = {cell: condition.partition("<=")[2].partition(")")[0] for cell, condition in conditions.items()}
    assert allowed == {"D8": "999999999", "E8": "50", "F8": "999999999"}


# Everything that formulas may use: in Excel 2010, LibreOffice and WPS alike, and none of it volatile.
FUNCTIONS = {
    "ABS", "ADDRESS", "AND", "CHAR", "COLUMN", "COUNT", "COUNTA", "COUNTBLANK", "COUNTIF", "DATE", "EXACT", "FIND", "FREQUENCY",
    "HYPERLINK", "IF", "IFERROR", "INDEX", "INT", "ISBLANK", "ISERROR", "ISNUMBER", "LEFT", "LEN", "MATCH", "MAX", "MID", "MIN", "MMULT",
    "MOD", "N", "NA", "NOT", "RIGHT", "ROUND", "ROW", "SMALL", "SUBSTITUTE", "SUM", "SUMPRODUCT", "TRIM",
}  # fmt: skip


MOST_FORMULAS = 5_000
"""In a workbook: with more of them, typing and recalculating are no longer fluid on the machines of communes."""
EVERY_KIND = [
    issued_to(unit, label, scope, profile)
    for unit, labels in (("06331", ("2024-H1", "2024")), ("185", ("2024-H1", "2024")), ("20", ("2026-H1", "2026")))
    for label in labels
    for scope in Scope
    for profile in Profile
]


def kind_of(whose: Identity) -> str:
    return f"{whose.level} {whose.period.label} {whose.scope} {whose.profile}"


def formulas_of(content: bytes, tag: str = "f") -> list[str]:
    """Those of cells; with tags `formula1` those of data validations, with `formula` those of conditional formats."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        pages = [package.read(name).decode() for name in package.namelist() if "worksheets/sheet" in name]
    return [unescape(one) for page in pages for one in re.findall(rf"<{tag}(?: [^>]*)?>([^<]*)</{tag}>", page)]


@pytest.mark.parametrize("whose", EVERY_KIND, ids=kind_of)
def test_formulas_are_few(whose: Identity) -> None:
    assert 1_000 < len(formulas_of(write_template(CATALOGUE, whose))) < MOST_FORMULAS


@pytest.mark.parametrize("whose", [EVERY_KIND[4], EVERY_KIND[-2]], ids=kind_of)
def test_formulas_are_short_and_old(whose: Identity) -> None:
    content = write_template(CATALOGUE, whose)
    formulas, colours, entries = (formulas_of(content, tag) for tag in ("f", "formula", "formula1"))
    used = {
        name
        for one in (*formulas, *colours, *entries)
        for name in re.findall(r"\b([A-Z][A-Z.]*)\(", re.sub(r'"[^"]*"', "", one))
    }
    assert used <= FUNCTIONS
    assert max(map(len, formulas)) <= 8_192
    assert max(map(len, entries)) <= 255
    assert [one for one in formulas if re.search(r"\$?[A-Z]{1,3}:\$?[A-Z]{1,3}\b(?!\d)", one)] == []  # a whole column
    assert max(len(text) for one in formulas for text in re.findall(r'"((?:[^"]|"")*)"', one)) <= 255


COLLABORATORS = "Gender-equality collaborators and communicators"


def test_the_first_sheet_says_what_is_wrong_before_anything_is_worked_out() -> None:
    whose = identity(label="2024", language="en")
    figures = sample_figures(layouts_for(CATALOGUE, whose), whose.period, whose.unit)
    figures["bdg_01"] |= {("collaborators", "total"): 2.0, ("collaborators", "female"): 3.0, ("docs_plan", "value"): ""}
    book = openpyxl.load_workbook(BytesIO(write_template(CATALOGUE, whose, figures)), data_only=True)
    cover, form = book["Instructions"], book["Biểu 01"]
    assert cover["A3"].value == "Cells missing: 1. Inconsistent: 1. "
    assert [cell.value for cell in cover[14]][2:] == [1, 1, 0, "Inconsistent"]
    listed = [[cell.value for cell in row if cell.value] for row in cover["A40:F40"]]
    assert listed == [
        ["Biểu 01, D13", f"{COLLABORATORS}: more women (E13) than persons in total (D13)", "R201", "To be corrected"]
    ]
    assert form["A4"].value == (
        "Cells missing: 1, from D19 on. "
        f"Inconsistent: 1. Cell D13: {COLLABORATORS}: more women (E13) than persons in total (D13). "
    )


def test_what_the_workbook_says_of_itself_is_no_content_of_a_return() -> None:
    """Nor is it when a program saved it that works nothing out: that is said (L122), and no more."""
    whose = identity(label="2024", mark="thử")
    figures = sample_figures(layouts_for(CATALOGUE, whose), whose.period, whose.unit)
    figures["bdg_01"] |= {("collaborators", "total"): 2.0, ("collaborators", "female"): 3.0}
    written = write_template(CATALOGUE, whose, figures)
    saved = BytesIO()
    openpyxl.load_workbook(BytesIO(written)).save(saved)
    found = verdicts(CATALOGUE, {"as sent": read(written, Limits()), "saved": read(saved.getvalue(), Limits())})
    assert found["as sent"] == ["G02 D13 E13", "I110"]
    assert found["saved"] == ["G02 D13 E13", "I110", "L122"]


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
    """The workbook as LibreOffice saves it, every formula worked out anew."""
    return recalculated({"": content}, folder)[""]


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
