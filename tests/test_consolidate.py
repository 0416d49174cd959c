"""Consolidation: what counts, what it adds up to, and for how many units it stands."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheetcheck.catalogue import Catalogue, load_catalogue
from sheetcheck.consolidate import Consolidation, Standing, consolidate
from sheetcheck.errors import SheetcheckError
from sheetcheck.form import Level
from sheetcheck.grid import Cell
from sheetcheck.period import parse_period
from sheetcheck.returns import Return, Status
from sheetcheck.submission import Expected
from sheetcheck.testing.batch import taken_in
from sheetcheck.testing.drawing import Drawn, issued_to, returned

OK, REJECTED = Status.ACCEPTED, Status.REJECTED
ROUND = Expected(
    units={"06331": "Xã Vạn Thủy", "06334": "Xã Hưng Vũ"}, level=Level.COMMUNE, period=parse_period("2024-H1")
)


def sent(catalogue: Catalogue, unit: str, figures: Drawn, period: str = "2024-H1") -> Return:
    return taken_in(catalogue, f"{unit}.xlsx", returned(catalogue, issued_to(unit, period), figures))


def merged(catalogue: Catalogue, *figures: Drawn, period: str = "2024-H1") -> Consolidation:
    returns = [sent(catalogue, f"0633{place}", one, period) for place, one in enumerate(figures)]
    return consolidate(returns, [OK] * len(returns), catalogue.forms)


def total(whole: Consolidation, name: str) -> object:
    form, row, column = name.split(".")
    return whole.forms[f"bdg_{form}"].total(row, column).value


@pytest.mark.parametrize(
    ("name", "one", "other", "expected"),
    [
        ("01.staff_total.total", 5, 7, 12.0),
        ("01.staff_total.total", 5, 0, 5.0),
        ("01.staff_total.total", 5, "…", 5.0),
        ("01.staff_total.total", "…", "…", None),
        ("01.staff_total.total", "khoảng 30", 7, 37.0),
        ("01.cfaw_exists.value", 1, 1, 2.0),
        ("01.budget_state.value", 0.1, 0.2, 0.3),
        ("03.hdnd_commune.term_label", "2021-2026", "2021-2026", "2021-2026"),
        ("01.staff_total.note", "a", "a", None),
    ],
)
def test_totals(catalogue: Catalogue, name: str, one: object, other: object, expected: object) -> None:
    found = total(merged(catalogue, {name: one}, {name: other}), name)
    assert found == (pytest.approx(expected) if isinstance(expected, float) else expected)


@pytest.mark.parametrize(("contract", "expected"), [("", 16.0), (4, 20.0), ("…", None)])
def test_a_part_left_blank_is_none_but_one_that_is_not_known_is_some(
    catalogue: Catalogue, contract: Cell, expected: float | None
) -> None:
    staff: Drawn = {"05.cadre.total": 10, "05.civil_servant.total": 5, "05.public_employee.total": 1}
    name, with_contracts = "05.workforce_total.total", {**staff, "05.contract.total": contract}
    assert total(merged(catalogue, with_contracts), name) == expected
    assert total(merged(catalogue, staff, with_contracts), name) == 16 + (expected or 0)


def test_texts_that_do_not_agree_have_no_common_value(catalogue: Catalogue) -> None:
    name = "03.hdnd_commune.term_label"
    found = merged(catalogue, {name: "2021-2026"}, {name: "2016-2021"}).forms["bdg_03"]
    assert found.total("hdnd_commune", "term_label").differs


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("01.staff_total.male", 45.0),  # not every unit gave women: theirs are left out on both sides
        ("01.staff_total.female_pct", 40 / 85 * 100),
        ("01.docs_total.value", 6.0),  # of the unit that gave all parts
        ("11.news_min4.value", 1.0),  # units that reached it, not whether the sum does
        ("10.trusted_addresses.closing", 11.0),
    ],
)
def test_what_is_computed_is_computed_from_summed_parts(catalogue: Catalogue, name: str, expected: float) -> None:
    whole = merged(
        catalogue,
        {
            "01.staff_total.total": 80, "01.staff_total.female": 36,
            "01.docs_plan.value": 1, "01.docs_decision.value": 2, "01.docs_other.value": 3,
            "11.news_q1.value": 4, "11.news_q2.value": 5,
            "10.trusted_addresses.opening": 9, "10.trusted_addresses.opened": 1, "10.trusted_addresses.closed": 0,
        },
        {
            "01.staff_total.total": 5, "01.staff_total.female": 4, "01.docs_plan.value": 1,
            "11.news_q1.value": 3, "11.news_q2.value": 3,
            "10.trusted_addresses.opening": 2, "10.trusted_addresses.opened": 0, "10.trusted_addresses.closed": 1,
        },
        {"01.staff_total.total": 1000},
    )  # fmt: skip
    assert total(whole, name) == pytest.approx(expected)


def test_a_total_knows_its_coverage(catalogue: Catalogue) -> None:
    name = "01.staff_total.total"
    found = merged(catalogue, {name: 5}, {name: "…"}, {name: "khoảng 30"}, {}).forms["bdg_01"]
    assert found.total("staff_total", "total").units == 2
    assert found.total("staff_total", "total").approx


def test_records_of_a_list_are_appended(catalogue: Catalogue) -> None:
    found = merged(catalogue, {"12.1.sessions": 2, "12.2.sessions": 3}, {"12.1.sessions": 4}).forms["bdg_12"]
    assert [(line.unit, line.record) for line in found.lines] == [("06330", "1"), ("06330", "2"), ("06331", "1")]
    assert found.total("1", "sessions").value == 9.0


def test_records_without_any_number_are_appended_too(catalogue: Catalogue) -> None:
    found = merged(catalogue, {"02.1.doc_number": "20/KH-UBND"}, {"02.1.doc_number": "7/KH-UBND"}).forms["bdg_02"]
    assert [(line.unit, line.figures[1]) for line in found.lines] == [("06330", "20/KH-UBND"), ("06331", "7/KH-UBND")]


def test_everybody_is_in_it_and_only_the_accepted_count(catalogue: Catalogue) -> None:
    nobody = Return(file="hong.xlsx", path=Path("hong.xlsx"), readable=False)
    returns = [sent(catalogue, "06331", {}), sent(catalogue, "06337", {"01.staff_total.total": 5}), nobody]
    whole = consolidate(returns, [REJECTED, OK, Status.UNREADABLE], catalogue.forms, ROUND)
    assert [(unit.code, unit.standing, unit.expected) for unit in whole.units] == [
        ("06331", Standing.REJECTED, True),
        ("06334", Standing.MISSING, True),
        ("06337", Standing.COUNTED, False),
        ("", Standing.UNREADABLE, False),
    ]
    assert (whole.expected, whole.received, total(whole, "01.staff_total.total")) == (2, 2, 5.0)


def test_a_copy_counts_once(catalogue: Catalogue) -> None:
    one = sent(catalogue, "06331", {"01.staff_total.total": 5})
    copy = replace(one, file="copy.xlsx")
    whole = consolidate([copy, one], [OK, OK], catalogue.forms)
    assert total(whole, "01.staff_total.total") == 5.0
    assert [(source.one.file, source.copy_of) for source in whole.sources] == [
        ("06331.xlsx", ""),
        ("copy.xlsx", "06331.xlsx"),
    ]


def test_two_different_accepted_files_of_a_unit_are_refused(catalogue: Catalogue) -> None:
    one = sent(catalogue, "06331", {})
    with pytest.raises(SheetcheckError, match=r"06331 has several different accepted files: 06331\.xlsx, b\.xlsx"):
        consolidate([one, replace(one, file="b.xlsx", sha256="b")], [OK, OK], catalogue.forms)


@pytest.mark.parametrize(
    ("unit", "period", "said"),
    [
        ("185", "2024-H1", r"several levels \(commune, district\)"),
        ("06334", "2023-H2", r"several periods \(2023-H2, 2024-H1\)"),
        ("06334", "2024", r"several periods \(2024, 2024-H1\)"),
    ],
)
def test_levels_and_periods_are_never_mixed(catalogue: Catalogue, unit: str, period: str, said: str) -> None:
    returns = [sent(catalogue, "06331", {}), sent(catalogue, unit, {}, period)]
    with pytest.raises(SheetcheckError, match=said):
        consolidate(returns, [OK, OK], catalogue.forms)


def test_a_rejected_return_of_another_period_disturbs_nobody(catalogue: Catalogue) -> None:
    returns = [sent(catalogue, "06331", {}), sent(catalogue, "06334", {}, "2023-H2")]
    assert consolidate(returns, [OK, REJECTED], catalogue.forms).period.label == "2024-H1"


def test_nothing_accepted_and_nothing_expected_is_refused(catalogue: Catalogue) -> None:
    with pytest.raises(SheetcheckError, match="no return was accepted"):
        consolidate([], [], catalogue.forms)


def test_a_round_without_any_return_has_only_missing_units(catalogue: Catalogue) -> None:
    whole = consolidate([], [], catalogue.forms, ROUND)
    assert {unit.standing for unit in whole.units} == {Standing.MISSING}
    assert total(whole, "01.staff_total.total") is None


@settings(max_examples=10, deadline=None)
@given(st.permutations(range(4)))
def test_the_order_of_files_never_matters(order: list[int]) -> None:
    catalogue = load_catalogue()
    returns = [sent(catalogue, f"0633{place}", {"01.budget_state.value": 0.1 * place}) for place in range(4)]
    one = consolidate(returns, [OK, OK, REJECTED, OK], catalogue.forms)
    statuses = [(OK, OK, REJECTED, OK)[place] for place in order]
    other = consolidate([returns[place] for place in order], statuses, catalogue.forms)
    assert (one.units, one.counted) == (other.units, other.counted)
    assert [one.forms[form].totals == other.forms[form].totals for form in one.forms] == [True] * len(one.forms)
