"""A workbook that came back: whose it is, which sheet is which form, and that nothing on it is passed over."""

from dataclasses import replace
from datetime import date, time
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheetcheck.catalogue import load_catalogue
from sheetcheck.grid import Sheet, Workbook, a1
from sheetcheck.intake import packed, take_in, unpacked
from sheetcheck.layout import HEADING_ROW, IDENTITY_SHEET, STATUS_ROW
from sheetcheck.template import layouts_for
from sheetcheck.testing.drawing import Error, Formula, drawn_sheet, insert_row, issued_to, on_sheet, returned, typed
from sheetcheck.testing.strategies import chosen_figures

CATALOGUE = load_catalogue()
WHOSE = issued_to("06331", "2024-H1")
LAYOUTS = layouts_for(CATALOGUE, WHOSE)
FIGURES = chosen_figures(LAYOUTS, WHOSE.period, Random(1).randint)
GOOD = returned(CATALOGUE, WHOSE, FIGURES)
BLANK = returned(CATALOGUE, WHOSE)
SHEETS, BLANK_SHEETS, NEIGHBOURS = (
    {sheet.name: sheet for sheet in workbook.sheets}
    for workbook in (GOOD, BLANK, returned(CATALOGUE, replace(WHOSE, unit="06325"), FIGURES))
)
DRAFT = drawn_sheet("Nháp", "| Nà Pán | 12 |\n| Bản Khuông | 9 |")


def changed(name: str, /, **how: Any) -> Workbook:
    return on_sheet(GOOD, name, lambda sheet: replace(sheet, **how))


def without(*names: str) -> Workbook:
    return Workbook(sheets=tuple(sheet for sheet in GOOD.sheets if sheet.name not in names))


def plus(*sheets: Sheet) -> Workbook:
    return Workbook(sheets=(*GOOD.sheets, *sheets))


def pasted(name: str, source: Sheet) -> Workbook:
    return changed(name, rows=source.rows, formulas=source.formulas)


def stated(key: str, value: object) -> Workbook:
    rows = [[k, value if k == key else v] for k, v in SHEETS[IDENTITY_SHEET].rows]
    return changed(IDENTITY_SHEET, rows=rows)


def renamed(workbook: Workbook, **names: str) -> Workbook:
    """`B09="Sheet1"`: the sheet of form 09 is named Sheet1."""
    new = {f"Biểu {old[1:]}": name for old, name in names.items()}
    return replace(workbook, sheets=tuple(replace(one, name=new.get(one.name, one.name)) for one in workbook.sheets))


def beheaded(name: str) -> Workbook:
    return changed(name, rows=[[""] * len(row) for row in SHEETS[name].rows[:5]] + list(SHEETS[name].rows[5:]))


BESIDE = [replace(sheet, name=f"{sheet.name} (2)") for name, sheet in NEIGHBOURS.items() if name != IDENTITY_SHEET]
CASES = {
    "as it should be": (GOOD, []),
    "names swapped": (renamed(GOOD, B09="Biểu 10", B10="Biểu 09"), [("L102", "Biểu 09"), ("L102", "Biểu 10")]),
    "heading gone": (beheaded("Biểu 09"), [("L155", "Biểu 09")]),
    "heading gone, under the name of another form": (
        renamed(beheaded("Biểu 09"), B09="Biểu 10", B10="Biểu 09"), [("L102", "Biểu 09"), ("L154", "Biểu 10")],
    ),
    "heading and name gone": (renamed(beheaded("Biểu 09"), B09="Sheet1"), [("L154", "Sheet1")]),
    "rows above the heading, and renamed": (
        renamed(on_sheet(GOOD, "Biểu 09", lambda one: insert_row(insert_row(one, 1), 1, ["Xã"])), B09="a"),
        [("L102", "a"), ("L109", "a", "D9")],
    ),
    "the neighbour's sheets beside": (plus(*BESIDE), [("I151", "Biểu 01 (2)")]),
    "the neighbour's sheets in front, under the forms' names": (
        Workbook(sheets=(*(one for one in NEIGHBOURS.values() if one.name != IDENTITY_SHEET),
                         *(replace(one, name=f"{one.name} (2)") for one in GOOD.sheets if one.name != IDENTITY_SHEET),
                         SHEETS[IDENTITY_SHEET])),
        [("I151", "Biểu 01"), *(("L102", f"{layout.sheet} (2)") for layout in LAYOUTS)],
    ),
    "the blank template": (BLANK, [("V105", "")]),
    "one form blank": (pasted("Biểu 10", BLANK_SHEETS["Biểu 10"]), [("V104", "Biểu 10", "D8")]),
    "sheet renamed": (changed("Biểu 09", name="Sheet1"), [("L102", "Sheet1")]),
    "sheet deleted": (without("Biểu 09"), [("L101", "")]),
    "sheet hidden": (changed("Biểu 09", visible=False), [("L119", "Biểu 09")]),
    "sheet added": (plus(DRAFT), [("L104", "Nháp")]),
    "empty sheet added": (plus(Sheet(name="Sheet2")), []),
    "sheet copied": (plus(replace(SHEETS["Biểu 09"], name="Biểu 09 (2)")), [("I111", "Biểu 09 (2)")]),
    "another form pasted over": (pasted("Biểu 03", SHEETS["Biểu 10"]), [("L103", "Biểu 03")]),
    "a form that is none of ours pasted over": (
        typed(GOOD, "Biểu 03", {"A1": "Biểu số: 77/BĐG-X"}), [("L103", "Biểu 03")],
    ),
    "identity sheet gone": (without(IDENTITY_SHEET), [("I102", "Biểu 01", "J2")]),
    "identity sheet and headings gone": (Workbook(sheets=(DRAFT,)), [("I101", "")]),
    "unit in a heading changed": (
        typed(GOOD, "Biểu 09", {"P2": "Mã đơn vị: 06325"}), [("I103", "Biểu 09", "P2")],
    ),
    "the neighbour's name typed over it": (
        typed(GOOD, "Biểu 09", {"P1": "Đơn vị báo cáo: Xã Tân Thành"}), [("I103", "Biểu 09", "P1")],
    ),
    "dots after its own name": (typed(GOOD, "Biểu 09", {"P1": "Đơn vị báo cáo:  06331 ……"}), []),
    "a neighbour's sheet pasted in": (pasted("Biểu 11", NEIGHBOURS["Biểu 11"]), [("I103", "Biểu 11", "J2")]),
    "period in a heading changed": (
        typed(GOOD, "Biểu 09", {"I3": "Kỳ báo cáo: 2023-H1"}), [("I103", "Biểu 09", "I3")],
    ),
    "a form of the district pasted in": (
        typed(GOOD, "Biểu 01", {"A1": "Biểu số: 01/BĐG-H"}), [("I103", "Biểu 01", "A1")],
    ),
    "identity of another unit": (
        stated("unit", "06325"),
        [("I103", "Biểu 01", "J2", "Biểu 02!I2", "Biểu 03!Q2", "Biểu 04!M2", "Biểu 05!J2", "Biểu 06!J2", "Biểu 07!J2",
          "Biểu 08!J2", "Biểu 09!P2", "Biểu 10!J2", "Biểu 11!J2", "Biểu 12!V2", "Biểu 13!F2"),
         ("I152", "_sheetcheck", "B15")],
    ),
    "zero lost from the unit's code": (stated("unit", 6331.0), [("I112", "")]),
    "generated figures": (stated("mark", "SỐ LIỆU MÔ PHỎNG"), [("I110", ""), ("I152", "_sheetcheck", "B15")]),
    "a record without its organiser": (typed(GOOD, "Biểu 12", {"G8": ""}), [("V106", "Biểu 12", "G8")]),
    "a record of no session": (typed(GOOD, "Biểu 12", {"J8": 0}), [("T125", "Biểu 12", "J8")]),
    "records beyond the list": (
        typed(GOOD, "Biểu 12", {f"{column}48": "41" for column in "ABCDEFGH"}), [("L118", "Biểu 12", "B48")],
    ),
    "records numbered anew": (typed(GOOD, "Biểu 12", {"A8": 2}), []),
    "a text where the record's number was": (typed(GOOD, "Biểu 12", {"A8": "tháng 3"}), [("L110", "Biểu 12", "A8")]),
    "signed a year ago": (
        typed(GOOD, "Biểu 01", {"G36": "Vạn Thủy, ngày 10 tháng 6 năm 2023"}), [("S104", "Biểu 01", "G36")],
    ),
    "signed in time": (typed(GOOD, "Biểu 01", {"G36": "Vạn Thủy, ngày 20 tháng 6 năm 2024"}), []),
    "signed on a day that there is not": (typed(GOOD, "Biểu 01", {"G36": "ngày 31 tháng 6 năm 2024"}), []),
    "a day typed under a register": (typed(GOOD, "Biểu 12", {"G50": date(2026, 6, 10)}), [("S104", "Biểu 12", "G50")]),
    "a note that begins with =": (typed(GOOD, "Biểu 01", {"J8": "=1+1"}), [("T143", "Biểu 01", "J8")]),
}  # fmt: skip


@pytest.mark.parametrize(("workbook", "expected"), CASES.values(), ids=CASES)
def test_what_was_done_to_a_workbook(workbook: Workbook, expected: object) -> None:
    found = take_in(workbook, CATALOGUE.forms).findings
    assert sorted((one.code, one.sheet, *one.cells) for one in found) == expected


def test_headings_serve_when_the_identity_sheet_is_gone() -> None:
    intake = take_in(without(IDENTITY_SHEET), CATALOGUE.forms)
    assert intake.identity == WHOSE
    assert packed(intake)[1] == packed(take_in(GOOD, CATALOGUE.forms))[1]


def test_a_moved_sheet_reads_the_same() -> None:
    assert packed(unpacked(packed(take_in(GOOD, CATALOGUE.forms)))) == packed(take_in(GOOD, CATALOGUE.forms))


@pytest.mark.parametrize("name", ["names swapped", "heading and name gone", "the neighbour's sheets beside",
                                  "the neighbour's sheets in front, under the forms' names"])  # fmt: skip
def test_the_figures_are_those_of_the_unit(name: str) -> None:
    read = take_in(CASES[name][0], CATALOGUE.forms).figures
    known = take_in(GOOD, CATALOGUE.forms).figures
    assert {form: bytes(one.values) for form, one in read.items()} == {
        form: bytes(one.values) for form, one in known.items()
    }


VALUES = (8761.0, 0.5, "xin xem lại", True, date(2024, 3, 8), time(7, 30), Error("#REF!"), Formula(8761.0), Formula())


UNTOUCHED = packed(take_in(GOOD, CATALOGUE.forms))


@settings(max_examples=150, deadline=None)
@given(
    form=st.sampled_from([layout.form.id for layout in LAYOUTS]),
    row=st.integers(1, 60),
    column=st.integers(1, 25),
    value=st.sampled_from(VALUES),
)
def test_a_cell_is_consumed_or_said(form: str, row: int, column: int, value: object) -> None:
    layout = next(one for one in LAYOUTS if one.form.id == form)
    cell = a1(row, column)
    intake = packed(take_in(typed(GOOD, layout.sheet, {cell: value}), CATALOGUE.forms))
    consumed = intake[1] != UNTOUCHED[1]
    said = any(sheet == layout.sheet and (cell in cells or code == "L105") for code, _, sheet, cells, *_ in intake[2])
    signed = isinstance(value, str | date) and not HEADING_ROW <= row <= layout.last_line
    recomputed = value == Formula() and any(slot.cell == cell and slot.computed for slot in layout.slots())
    recomputed = recomputed or (cell == a1(STATUS_ROW, 1) and isinstance(value, Error | Formula))
    unchanged = typed(GOOD, layout.sheet, {cell: value}) == GOOD  # a tick of 1 is TRUE
    assert consumed or said or signed or recomputed or unchanged
