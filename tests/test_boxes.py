"""Cells as rectangles, and places as numbers."""

from __future__ import annotations

from itertools import product

import pytest

from sheetcheck.boxes import address_at, address_of, boxes, first_where
from sheetcheck.form import Column
from sheetcheck.grid import place_of
from sheetcheck.layout import Slot
from sheetcheck.text import Text

COLUMN = Column(id="total", title=Text("Tổng số", "Total"), kind="count")


def slots(cells: str) -> list[Slot]:
    """`D8:E9 G8` as slots."""
    found = []
    for box in cells.split():
        first, _, last = box.partition(":")
        (top, left), (bottom, right) = place_of(first), place_of(last or first)
        found += [
            Slot("", COLUMN, line, place) for line, place in product(range(top, bottom + 1), range(left, right + 1))
        ]
    return found


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("D8", "D8"),
        ("D8:E10", "D8:E10"),
        ("D8:E9 D10", "D8:E9 D10"),
        ("D8:D9 D11", "D8:D9 D11"),
        ("D8:E9 G8:G9", "D8:E9 G8:G9"),
        ("D9 D8 E8 E9", "D8:E9"),
        ("", ""),
    ],
)
def test_boxes(cells: str, expected: str) -> None:
    assert " ".join(boxes(slots(cells))) == expected


def test_a_formula_for_the_first_place() -> None:
    assert first_where({"D8:D9": "ISBLANK(D8:D9)"}) == (
        "MOD(SUMPRODUCT(MIN(1E9-ISBLANK(D8:D9)*(1E9-ROW(D8:D9)*1000-COLUMN(D8:D9)))),1E9)"
    )
    assert first_where({}) == "0"


@pytest.mark.parametrize(("place", "address"), [(8004, "D8"), (12028, "AB12"), (0, "")])
def test_a_place_is_an_address(place: int, address: str) -> None:
    assert address_at(place) == address
    assert address_of("A1") == "ADDRESS(INT(A1/1000),MOD(A1,1000),4)"
