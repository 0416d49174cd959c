"""What could not have been typed: the data validation, the number of a line and the stored values agree on it."""

from __future__ import annotations

import pytest

from sheetcheck import faults
from sheetcheck.catalogue import load_catalogue
from sheetcheck.checks import checks_of
from sheetcheck.entries import entries_of
from sheetcheck.formula import accepts, as_typed, is_at_fault, typed
from sheetcheck.identity import anybody
from sheetcheck.kinds import KINDS
from sheetcheck.layout import Layout
from sheetcheck.template import layouts_for
from sheetcheck.testing.drawing import issued_to

CATALOGUE = load_catalogue()
WHOSE = issued_to("06331", "2024")
LAYOUTS = layouts_for(CATALOGUE, WHOSE)
BY_NUMBER = {layout.form.number: layout for layout in LAYOUTS}
CELLS = {
    "count": ("01", "docs_plan", "value"),
    "amount": ("01", "budget_allocated", "value"),
    "flag": ("01", "cfaw_exists", "value"),
    "term": ("03", "hdnd_commune", "term_label"),
    "note": ("01", "docs_plan", "note"),
    "day": ("02", "1", "issue_date"),
    "month": ("12", "1", "start_date"),
    "choice": ("12", "1", "activity_type"),
    "unit": ("12", "1", "venue_unit"),
}


@pytest.mark.parametrize(
    ("cell", "value", "fits"),
    [
        ("count", 3.0, True),
        ("count", "-", True),
        ("count", "…", True),
        ("count", -4.0, False),
        ("count", 2.5, False),
        ("count", 1e15, False),
        ("count", "20 ", False),
        ("amount", 2.5, True),
        ("amount", -0.1, False),
        ("flag", 1.0, True),
        ("flag", "-", True),
        ("flag", 2.0, False),
        ("term", "2021-2026", True),
        ("term", "2021-2025", False),
        ("note", " " * 600, True),
        ("note", "x  " * 200, True),
        ("note", "x" * 501, False),
        ("day", 45_000.0, True),
        ("day", "2024-05-31", True),
        ("day", 16_437.0, False),
        ("day", 2024.0, False),
        ("day", "31/05/2024", False),
        ("month", "05/2024", True),
        ("month", "5/2024", True),
        ("month", 2024.0, True),
        ("month", "13/2024", False),
        ("month", "05/1989", False),
        ("month", "1./2024", False),
        ("month", "abc", False),
        ("choice", "Tập huấn", True),
        ("choice", "*", False),
        ("unit", "06331; 06332", True),
        ("unit", 6331.0, True),
        ("unit", "Xã Vạn Thủy", False),
        ("unit", "0633106332", False),
    ],
)
def test_what_could_have_been_typed(cell: str, value: float | str, fits: bool) -> None:
    number, row, column = CELLS[cell]
    slot = BY_NUMBER[number].places[row, column]
    entry = next(one for one in entries_of(BY_NUMBER[number], LAYOUTS, "vi") if slot in one.slots)
    assert accepts(slot.column, value) is fits
    assert entry.is_fault(value) is (not fits)
    assert is_at_fault(slot, value) is (not fits and cell != "note")


@pytest.mark.parametrize("cell", CELLS)
def test_what_the_sheet_takes_the_check_takes(cell: str) -> None:
    """So that nobody is sent back for a cell that the workbook accepted."""
    number, row, column = CELLS[cell]
    column_of = BY_NUMBER[number].places[row, column].column
    tried = (
        0.0,
        1.0,
        2.5,
        -1.0,
        1e12,
        1990.0,
        2024.0,
        45_000.0,
        "-",
        "…",
        "...",
        "05/2024",
        "2021-2026",
        "06331",
        "20;22",
    )
    for value in tried:
        if accepts(column_of, value):
            read = KINDS[column_of.kind].read(value, column_of)
            assert read.code is None or read.code.severity.value != "error", value


@pytest.mark.parametrize(
    ("written", "said", "shown"), [("2024-05", "2024-05", "05/2024"), ("2024-05-31", "2024-05-31", "2024-05-31")]
)
def test_a_month_is_written_as_somebody_types_it(written: str, said: str, shown: str) -> None:
    slot = BY_NUMBER["12"].places["1", "start_date"]
    assert as_typed(written) == shown
    assert {typed(slot, written), typed(slot, shown)} == {said}


def of(number: str, names: list[tuple[str, str]]) -> list[str]:
    layout: Layout = BY_NUMBER[number]
    return [one[one.index("(") :] for one in faults.in_cells(LAYOUTS, layout, (layout.places[name] for name in names))]


def test_a_rule_asks_whether_its_cells_are_at_fault() -> None:
    assert of("01", [("collaborators", "total")]) == ["(V13,2)"]
    assert of("01", [("collaborators", "female")]) == ["(INT(V13/2),2)"]
    assert of("01", [("collaborators", "total"), ("collaborators", "female")]) == ["(V13,4)"]
    assert of("01", [("staff_total", "total"), ("staff_fulltime", "total")]) == ["(MOD(V8:V9,2))"]
    assert of("01", [("docs_plan", "note")]) == []
    checks = checks_of(BY_NUMBER["01"], LAYOUTS, anybody(WHOSE))
    of_women = next(one for one in checks if one.instance.rule.id == "G02" and one.row == "collaborators")
    assert "-MOD(V13,4)=2" in of_women.formula


@pytest.mark.parametrize(("value", "broken"), [(2.0, True), (2.5, False), (-1.0, False), (1e15, False)])
def test_a_rule_does_not_know_a_cell_at_fault(value: float, broken: bool) -> None:
    checks = checks_of(BY_NUMBER["01"], LAYOUTS, anybody(WHOSE))
    of_women = next(one for one in checks if one.instance.rule.id == "G02" and one.row == "collaborators")
    figures = {"bdg_01": {("collaborators", "total"): value, ("collaborators", "female"): 3.0}}
    assert (of_women.value(WHOSE, figures) is False) is broken


def test_each_printed_x_is_looked_at() -> None:
    last = [one for one in entries_of(BY_NUMBER["01"], LAYOUTS, "vi") if "dấu x" in one.sentence]
    assert [slot.cell for one in last for slot in one.slots][:2] == ["E14", "F14"]
    assert list(last[0].validations()) == []


@pytest.mark.parametrize(
    ("raw", "code"), [("x  " * 200, ""), ("x" * 501, "T142"), ("x\n" * 250, ""), (" " * 600, ""), (1e14, "")]
)
def test_the_length_of_a_text_is_that_of_its_words(raw: float | str, code: str) -> None:
    column = BY_NUMBER["01"].places["docs_plan", "note"].column
    read = KINDS["text"].read(raw, column)
    assert (read.code.code if read.code else "") == code
    assert read.code is not None or accepts(column, raw)


def test_a_number_in_a_text_is_held_to_its_length_too() -> None:
    title = BY_NUMBER["12"].places["1", "title"].column
    found = [KINDS["text"].read(raw, title).code for raw in (7.0, "7", True)]
    assert [one.code if one else "" for one in found] == ["T141", "T141", "T141" if (title.minimum or 0) > 4 else ""]
