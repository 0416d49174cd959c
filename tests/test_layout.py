"""Where everything stands: what is written to a cell is read back from it, for every form of every unit."""

from collections import Counter
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sheetcheck.catalogue import load_catalogue
from sheetcheck.form import Scope
from sheetcheck.identity import Identity
from sheetcheck.intake import packed, take_in
from sheetcheck.layout import Layout
from sheetcheck.readers.xlsx import read
from sheetcheck.reading import Limits
from sheetcheck.template import layouts_for, write_template
from sheetcheck.testing.batch import figure, taken_in
from sheetcheck.testing.drawing import fillable, issued_to, returned
from sheetcheck.testing.strategies import chosen_figures, valid_figures

WHOSE = [
    issued_to(unit, period, scope)
    for unit in ("06331", "185", "20")
    for period in ("2024-H1", "2024")
    for scope in Scope
    if len(unit) < 5 or scope is Scope.OWN
]
CATALOGUE = load_catalogue()
LAYOUTS = [layout for whose in WHOSE for layout in layouts_for(CATALOGUE, whose)]


def label(whose: Identity) -> str:
    return f"{whose.level}-{whose.period.label}-{whose.scope}"


def of(layout: Layout) -> str:
    return f"{layout.form.number}-{layout.level}-{layout.period}-{layout.scope}"


@pytest.mark.parametrize("layout", LAYOUTS, ids=of)
def test_every_cell_has_one_figure_and_every_figure_one_cell(layout: Layout) -> None:
    cells = Counter(slot.cell for slot in layout.slots())
    assert set(cells.values()) == {1}
    assert all(layout.slot(*slot.name) is slot for slot in layout.slots())
    assert all(slot.position > layout.stub_width for slot in layout.slots())


@pytest.mark.parametrize("whose", WHOSE[::5], ids=label)
def test_a_drawn_return_reads_like_a_written_one(whose: Identity) -> None:
    layouts = layouts_for(CATALOGUE, whose)
    figures = chosen_figures(layouts, whose.period, Random(7).randint)
    written = read(write_template(CATALOGUE, whose, fillable(layouts, figures)), Limits())
    assert packed(take_in(returned(CATALOGUE, whose, figures), CATALOGUE.forms)) == packed(
        take_in(written, CATALOGUE.forms)
    )


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.data())
def test_what_is_typed_is_what_is_read(data: st.DataObject) -> None:
    whose = data.draw(st.sampled_from(WHOSE))
    layouts = [layout for layout in layouts_for(CATALOGUE, whose) if layout.form.kind == "matrix"]
    layout = data.draw(st.sampled_from(layouts))
    figures = data.draw(valid_figures([layout], whose.period))
    item = taken_in(CATALOGUE, "drawn", returned(CATALOGUE, whose, figures))
    assert {name: figure(CATALOGUE, item, name) for name in figures} == figures
