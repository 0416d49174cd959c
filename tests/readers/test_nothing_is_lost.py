"""Law 4 for every reader: what is read and what is reported are together the cells that are not empty."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from drawn_formats import FORMULAS_HAVE_RESULTS, WRITERS, read
from drawn_table import Drawn, Error, Formula, expected, in_order, non_blank, redrawn
from hypothesis import given, settings
from hypothesis import strategies as st

from sheetcheck.catalogue import Catalogue
from sheetcheck.grid import Workbook, a1
from sheetcheck.intake import packed, take_in

SAVED = Path(__file__).parent.parent / "data" / "formats"
WORDS = st.text("aâđ ằ=+-'\"&<>\n0123", min_size=1, max_size=12).filter(lambda text: text.strip() == text)
PLAIN = st.one_of(
    WORDS,
    st.floats(-1e12, 1e12, allow_nan=False).filter(lambda number: number == 0 or abs(number) > 1e-9),
    st.booleans(),
    st.dates(date(1950, 1, 1), date(2090, 1, 1)),
    st.sampled_from(["#REF!", "#N/A", "#DIV/0!"]).map(Error),
)
CELLS = st.one_of(PLAIN, st.one_of(WORDS, st.integers(1, 999).map(float)).map(Formula), st.just(Formula(None)))
PLACES = st.tuples(st.integers(1, 60), st.integers(1, 40))


def sheet_of(cells: Mapping[tuple[int, int], object]) -> Drawn:
    """A sheet with one formula that has a result: it was calculated by somebody."""
    ordered = {a1(*place): cells[place] for place in sorted(cells)}
    return Drawn("S", {**ordered, "A99": Formula(1.0)})


@settings(max_examples=40, deadline=None)
@given(st.lists(st.dictionaries(PLACES, CELLS, max_size=12), min_size=1, max_size=3))
@pytest.mark.parametrize("form", WRITERS)
def test_read_and_reported_are_all_there_is(form: str, batch: list[Mapping[tuple[int, int], object]]) -> None:
    """Over the batch, and cell by cell."""
    if form in FORMULAS_HAVE_RESULTS:
        batch = [{place: cell for place, cell in cells.items() if cell != Formula(None)} for cells in batch]
    drawn = [sheet_of(cells) for cells in batch]
    found = [read(WRITERS[form]([one], {})).sheets[0] for one in drawn]
    values = sum(cell != "" for sheet in found for row in sheet.rows for cell in row)
    reported = sum(len(sheet.errors) + len(sheet.uncalculated) for sheet in found)
    assert values + reported == sum(len(one.cells) for one in drawn)
    assert [non_blank(sheet) for sheet in found] == [non_blank(expected(one)) for one in drawn]


@cache
def _our_return() -> Workbook:
    return read((SAVED / "return.ods").read_bytes())


FORMATS: Final = ("ods", "xls", "xlsb", "xml2003")


def _untold(workbook: Workbook) -> Workbook:
    return replace(workbook, sheets=tuple(replace(sheet, traces=None) for sheet in workbook.sheets))


@settings(max_examples=10, deadline=None)
@given(typed=st.dictionaries(PLACES, PLAIN, max_size=8), place=st.integers(0, 2))
def test_the_intake_says_the_same_of_a_return_in_every_format(
    few_forms: Catalogue, typed: Mapping[tuple[int, int], object], place: int
) -> None:
    """Whatever somebody types into our return: what is consumed and what is said does not depend on the format.

    Only an .xlsx tells what was done to a sheet beside its cells, so that is left out.
    """
    sheets = [redrawn(sheet) for sheet in _our_return().sheets]
    typed_in = sheets[place]
    changed = {**typed_in.cells, **{a1(*spot): cell for spot, cell in typed.items()}}
    sheets[place] = Drawn(typed_in.name, in_order(changed), visible=typed_in.visible)
    intakes = [
        packed(take_in(_untold(read(WRITERS[form](sheets, {}))), few_forms.forms)) for form in ("xlsx", *FORMATS)
    ]
    assert intakes[1:] == intakes[:1] * len(FORMATS)
