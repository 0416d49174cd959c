"""The helpers of the tests themselves: drawn sheets and golden comparisons."""

import zipfile
from datetime import date
from io import BytesIO

import pytest

from sheetcheck.catalogue import Catalogue
from sheetcheck.testing.drawing import Error, Formula, draw, drawn_sheet, issued_to, returned
from sheetcheck.testing.golden import differences


def zipped(**parts: str) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return target.getvalue()


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("7", 7.0), ("-2.5", -2.5), ("01", "01"), ('"7"', "7"), ("", ""), ("1.500 lượt", "1.500 lượt"), ("…", "…"),
        ("2024-05-31", date(2024, 5, 31)), ("=8", Formula(8.0)), ("=", Formula("")), ("#REF!", Error("#REF!")),
    ],
)  # fmt: skip
def test_what_is_drawn_in_a_cell(text: str, cell: object) -> None:
    assert draw(f"| {text} | a |") == [[cell, "a"]]


def test_rows_are_as_wide_as_the_widest_and_rules_are_no_rows() -> None:
    assert draw("| a | b |\n|---|---|\n| c |", first_row=2) == [["", ""], ["a", "b"], ["c", ""]]


def test_formulas_and_errors_stand_where_they_were_drawn() -> None:
    sheet = drawn_sheet("S", "| =8 | = | #REF! |", first_row=2)
    assert (sheet.rows[1], sheet.errors) == ([8.0, "", ""], {"C2": "#REF!"})
    assert (set(sheet.formulas), set(sheet.uncalculated)) == ({"A2", "B2", "C2"}, {"B2"})


def test_a_misspelt_figure_is_the_authors_mistake(catalogue: Catalogue) -> None:
    with pytest.raises(KeyError, match=r"01\.staff\.total"):
        returned(catalogue, issued_to("06331", "2024-H1"), {"01.staff.total": 3})


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (zipped(a="<x><y/></x>", b="1"), []),
        (zipped(a="<x><y/></x>"), ["part missing: b"]),
        (zipped(a="<x><y/></x>", b="1", c="2"), ["part added: c"]),
        (zipped(b="1", a="<x><y/></x>"), ["parts in another order: b, a"]),
        (zipped(a="<x><z/></x>", b="1"), ["a: @@ -2 +2 @@", "a: -<y/>", "a: +<z/>"]),
    ],
    ids=["same", "missing", "added", "order", "changed"],
)
def test_a_difference_is_one_that_a_person_can_read(found: bytes, said: list[str]) -> None:
    assert differences(zipped(a="<x><y/></x>", b="1"), found) == said
