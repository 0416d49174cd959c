"""Published reports merged: their figures come out of the consolidated workbook and of `export`, added up with others.

Vạn Thủy's neighbours are generated. What its report does not give is `…`, as in the demonstration.
"""

import csv
import io
from typing import NamedTuple

import pytest
from command_line import run
from published_reports import BK, CATALOGUE, VAN_THUY, VT, supposed

from sheetcheck.consolidate import consolidate
from sheetcheck.consolidated import write_consolidated
from sheetcheck.demo import published
from sheetcheck.readers.xlsx import read
from sheetcheck.reading import Limits
from sheetcheck.returns import Status
from sheetcheck.rollup import FormTotals
from sheetcheck.sample import sample_figures
from sheetcheck.template import file_name, layouts_for, write_template
from sheetcheck.testing.batch import taken_in
from sheetcheck.testing.drawing import issued_to

NEIGHBOURS = {unit: issued_to(unit, "2024-H1") for unit in ("06337", "06340")}
Sheets = dict[str, list[list[object]]]


def sheets(content: bytes) -> Sheets:
    return {sheet.name: [list(row) for row in sheet.rows] for sheet in read(content, Limits()).sheets}


def total(found: Sheets, form: str, code: str) -> object:
    """The total of a figure on the sheet of a form, by its codes of row and column."""
    rows = found[f"Biểu {form}"]
    return rows[6][rows[5].index(code)]


def generated(form: str, row: str, column: str) -> float:
    """What the neighbours' figures come to."""
    figures = [sample_figures(layouts_for(CATALOGUE, one), one.period, unit) for unit, one in NEIGHBOURS.items()]
    return sum(float(one[f"bdg_{form}"][row, column]) for one in figures)


class Merged(NamedTuple):
    """The consolidated workbook of three communes, and the data of it and of the returns themselves."""

    workbook: Sheets
    data: list[dict[str, str]]
    data_of_returns: list[dict[str, str]]


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory) -> Merged:
    folder = tmp_path_factory.mktemp("bac-son")
    inbox = folder / "inbox"
    inbox.mkdir()
    (inbox / file_name(VT)).write_bytes(write_template(CATALOGUE, VT, published(CATALOGUE, VT)))
    for unit, whose in NEIGHBOURS.items():
        figures = sample_figures(layouts_for(CATALOGUE, whose), whose.period, unit)
        (inbox / file_name(whose)).write_bytes(write_template(CATALOGUE, whose, figures))
    for words in (
        ("merge", inbox, "-o", folder / "all.xlsx"),
        ("export", folder / "all.xlsx", "-o", folder / "all.csv"),
        ("export", inbox, "-o", folder / "returns.csv"),
    ):
        said = run(*words)
        assert said.returncode == 0, said
    data, of_returns = (records((folder / name).read_text("utf-8-sig")) for name in ("all.csv", "returns.csv"))
    return Merged(sheets((folder / "all.xlsx").read_bytes()), data, of_returns)


def records(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


NUMBERS = {name: float(value) for name, value in VAN_THUY.items() if isinstance(value, int | float)}


def test_every_number_of_the_report_is_in_the_data(merged: Merged) -> None:
    exported = {(one["unit"], one["form"], one["row"], one["column"]): one["value"] for one in merged.data}
    for name, value in NUMBERS.items():
        form, row, column = name.split(".")
        assert float(exported["06331", f"bdg_{form}", row, column]) == value, name
    assert len(NUMBERS) == 56


def test_the_consolidated_workbook_gives_back_what_went_in(merged: Merged) -> None:
    assert merged.data == merged.data_of_returns


@pytest.mark.parametrize(
    ("name", "code", "published"),
    [
        ("01.staff_total.total", "01.1", 1),
        ("01.staff_parttime.female", "03.2", 1),
        ("01.cfaw_consolidated.value", "10.1", 1),
        ("01.docs_decision.value", "13.1", 2),
        ("07.early_marriage_cases.value", "17.1", 0),
        ("09.dv_incidents.value", "02.1", 0),
        ("11.sessions.value", "01.1", 4),
        ("11.loudspeaker_listeners.value", "06.1", 1500),
    ],
)
def test_a_published_figure_and_its_neighbours_add_up(merged: Merged, name: str, code: str, published: int) -> None:
    form, row, column = name.split(".")
    assert NUMBERS[name] == published
    assert total(merged.workbook, form, code) == published + generated(form, row, column)


@pytest.mark.parametrize(("form", "records"), [("02", 4), ("12", 1), ("13", 6)])
def test_published_records_are_in_the_registers(merged: Merged, form: str, records: int) -> None:
    assert sum(row[1] == "06331" for row in merged.workbook[f"Biểu {form}"]) == records


def test_the_contest_is_listed_as_it_was_reported(merged: Merged) -> None:
    (contest,) = (row for row in merged.workbook["Biểu 12"] if row[1] == "06331")
    assert {41.0, 80.0, 4.0, 3.0} <= set(contest)


def vocational(*changes: str) -> FormTotals:
    """Form 06 of the three communes of Sa Pa where women learnt to embroider in 2021."""
    seeds = ("lien minh", "ngu chi son", "trung chai")
    returns = [taken_in(CATALOGUE, seed, supposed(seed, what)) for seed, what in zip(seeds, changes, strict=True)]
    return consolidate(returns, [Status.WITH_WARNINGS] * 3, CATALOGUE.forms).forms["bdg_06"]


def test_classes_of_sa_pa_as_published() -> None:
    """Three classes; 70 women of two communes are known only together, so a total without them says so."""
    form = vocational("", "", "")
    classes, trained = form.total("vocational_classes", "value"), form.total("vocational_trained", "total")
    assert ((classes.value, classes.units), (trained.value, trained.units)) == ((3, 3), (50, 1))


@pytest.mark.parametrize(("first", "second"), [(35, 35), (40, 30), (0, 70)])
def test_classes_of_sa_pa_however_the_70_women_are_split(first: int, second: int) -> None:
    split = [f"06.vocational_trained total={count} female={count}" for count in (first, second)]
    form = vocational("", *split)
    assert [form.total("vocational_trained", column).value for column in ("total", "female", "female_pct")] == [
        120,
        120,
        100,
    ]


UNCHANGED = "; ".join(
    f"10.{row} opening={count} opened=0 closed=0"
    for row, count in (
        ("dv_models", 22),
        ("sustainable_family_clubs", 110),
        ("dv_groups", 110),
        ("trusted_addresses", 282),
    )
)


@pytest.fixture(scope="module")
def bac_kan() -> Sheets:
    """Bắc Kạn's consolidated figures one level up; those of its communes were not published.

    A stock is made from its beginning and its changes, which were not published either: that nothing changed is supposed.
    """
    item = taken_in(CATALOGUE, "bac-kan.xlsx", supposed("bac kan", UNCHANGED))
    whole = consolidate([item], [Status.WITH_WARNINGS], CATALOGUE.forms)
    return sheets(write_consolidated(whole, CATALOGUE.forms, (), lambda one: one.code))


@pytest.mark.parametrize(
    ("form", "code", "expected"),
    [
        ("03", "02.1", 49),
        ("03", "02.2", 20),
        ("03", "02.4", 40.82),
        ("03", "03.1", 241),
        ("03", "03.4", 29.46),
        ("03", "04.1", 2696),
        ("03", "04.2", 679),
        ("03", "04.4", 25.19),
        ("03", "05.1", 2986),
        ("03", "05.2", 770),
        ("03", "05.4", 25.79),
        ("10", "01.4", 22),
        ("10", "02.4", 110),
        ("10", "03.4", 110),
        ("10", "04.4", 282),
    ],
)
def test_figures_of_bac_kan_one_level_up(bac_kan: Sheets, form: str, code: str, expected: float) -> None:
    found = total(bac_kan, form, code)
    assert isinstance(found, float)
    assert round(found, 2) == expected


def test_a_sum_without_one_of_its_parts_is_not_printed() -> None:
    """Had only the women of the communes' councils been known, 290 deputies would be 265 % women."""
    item = taken_in(CATALOGUE, "bac-kan.xlsx", supposed("bac kan", "03.hdnd_commune total=…"))
    whole = consolidate([item], [Status.WITH_WARNINGS], CATALOGUE.forms)
    found = sheets(write_consolidated(whole, CATALOGUE.forms, (), lambda one: one.code))
    assert [total(found, "03", code) for code in ("05.1", "05.2", "05.4")] == ["", 770.0, ""]
    rows = found["Biểu 03"]
    assert rows[8][rows[5].index("05.1")] == "…"


def test_training_of_bac_kan_is_listed(bac_kan: Sheets) -> None:
    participants = (40.0, 133.0, 596.0, 674.0, 100.0)
    listed = [row for row in bac_kan["Biểu 12"] if row[1] == BK.unit]
    assert [count in row for count, row in zip(participants, listed, strict=True)] == [True] * 5


def test_a_stock_that_only_states_its_end_is_not_added_up() -> None:
    item = taken_in(CATALOGUE, "bac-kan.xlsx", supposed("bac kan"))
    form = consolidate([item], [Status.WITH_WARNINGS], CATALOGUE.forms).forms["bdg_10"]
    assert form.total("dv_models", "closing").value is None
