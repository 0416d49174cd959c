"""The strategy's targets against what was merged: ratios of sums over the units that have both parts."""

from collections.abc import Mapping

import pytest

from sheetcheck.catalogue import Catalogue
from sheetcheck.consolidate import Consolidation, consolidate
from sheetcheck.consolidated import write_consolidated
from sheetcheck.form import Level, Scope
from sheetcheck.period import parse_period
from sheetcheck.readers.xlsx import read
from sheetcheck.reading import Limits
from sheetcheck.returns import Status
from sheetcheck.scoreboard import Outcome, Score, scores
from sheetcheck.submission import Expected
from sheetcheck.testing.batch import taken_in
from sheetcheck.testing.changes import parsed
from sheetcheck.testing.drawing import issued_to, returned

UNITS = {"06330": "Xã Một", "06331": "Xã Hai", "06339": "Xã Chín"}


def merged(catalogue: Catalogue, figures: Mapping[str, str], year: str = "2024") -> Consolidation:
    whose = {unit: issued_to(unit, year) for unit in figures}
    returns = [
        taken_in(catalogue, unit, returned(catalogue, whose[unit], dict(parsed(typed))))
        for unit, typed in figures.items()
    ]
    expected = Expected(units=UNITS, level=Level.COMMUNE, period=parse_period(year))
    return consolidate(returns, [Status.ACCEPTED] * len(returns), catalogue.forms, expected)


def score(catalogue: Catalogue, whole: Consolidation, target: str) -> Score:
    return next(one for one in scores(catalogue.targets, whole) if one.target.id == target)


CASES = {
    # target, figures of the two communes, numerator, denominator, result, gap, units, outcome
    "sums, not averages": (
        "t2_2", "06.employed total=9 female=4; 06.employed_agri total=9 female=4",
        "06.employed total=99 female=96; 06.employed_agri total=9 female=6", 10, 100, 10.0, -20.0, 2, Outcome.MET,
    ),
    "only over those that have both": (
        "t6_1", "11.pop_reached total=50 female=5; 07.pop_total total=100 female=50", "07.pop_total total=900 female=450",
        50, 100, 50.0, -10.0, 1, Outcome.MISSED,
    ),
    "two rows in one part": (
        "t2_3", "06.enterprise_directors total=9 female=2; 06.coop_directors total=1 female=1",
        "06.enterprise_directors total=0 female=0; 06.coop_directors total=0 female=0", 3, 10, 30.0, 3.0, 2, Outcome.MET,
    ),
    "nothing occurred": (
        "t3_3", "09.trafficked_supported total=0 female=0; 09.trafficked_need total=0 female=0", "", 0, 0, None, None, 1,
        Outcome.NONE,
    ),
    "nobody says": ("t3_3", "", "09.trafficked_need total=1 female=1", None, None, None, None, 0, Outcome.UNKNOWN),
    "of all that had to report": (
        "t6_3", "11.news_q1=4; 11.news_q2=4; 11.news_q3=4; 11.news_q4=4", "11.news_q1=4; 11.news_q2=4; 11.news_q3=4;"
        "11.news_q4=3", 1, 3, 100 / 3, 100 / 3 - 100, 2, Outcome.MISSED,
    ),
    "a level that is not of a commune": ("t3_1", "", "", None, None, None, None, 0, Outcome.UNKNOWN),
    "no level set": ("t5_1", "08.schools_total=4; 08.schools_gender_content=1", "", 1, 4, 25.0, None, 1, Outcome.NO_LEVEL),
    "exactly the target": ("t4_1", "07.births total=211 female=100", "", 111, 100, 111.0, 0.0, 1, Outcome.MET),
    "less than, not at most": (
        "t2_2", "06.employed total=20 female=10; 06.employed_agri total=6 female=3", "", 3, 10, 30.0, 0.0, 1,
        Outcome.MISSED,
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("target", "one", "other", "top", "bottom", "value", "gap", "units", "outcome"), CASES.values(), ids=CASES
)
def test_a_target_over_two_communes_of_three(
    catalogue: Catalogue, target: str, one: str, other: str, top: float | None, bottom: float | None,
    value: float | None, gap: float | None, units: int, outcome: Outcome,
) -> None:  # fmt: skip
    found = score(catalogue, merged(catalogue, {"06330": one, "06331": other}), target)
    assert (found.numerator, found.denominator, found.units, found.outcome) == (top, bottom, units, outcome)
    assert found.value == pytest.approx(value)
    assert found.gap == pytest.approx(gap)


@pytest.mark.parametrize(("year", "level"), [("2024", 2025), ("2025", 2025), ("2026", 2030), ("2030", 2030)])
def test_the_target_of_2025_is_in_force_until_the_end_of_2025(catalogue: Catalogue, year: str, level: int) -> None:
    whole = merged(catalogue, {"06330": "07.births total=211 female=100"}, year)
    assert score(catalogue, whole, "t4_1").in_force == level


def sheet(catalogue: Catalogue, figures: Mapping[str, str], language: str = "vi") -> dict[str, list[object]]:
    """The lines of the scoreboard's sheet by the number of the target."""
    whole = merged(catalogue, figures)
    content = write_consolidated(
        whole, catalogue.forms, [], str, targets=catalogue.targets, language="en" if language == "en" else "vi"
    )
    name = {"vi": "Chỉ tiêu NQ 28", "en": "Strategy targets"}[language]
    rows = next(one.rows for one in read(content, Limits()).sheets if one.name == name)
    return {str(row[0]).split(". ")[0]: list(row) for row in rows[4:]}


def test_the_sheet_says_result_target_gap_verdict_and_coverage(catalogue: Catalogue) -> None:
    found = sheet(catalogue, {"06330": "06.employed total=9 female=4; 06.employed_agri total=9 female=4"})["T2.2"]
    assert found[1:10] == ["%", 4.0, 4.0, 100.0, "dưới 30", "dưới 25", 70.0, "Chưa đạt", "1/3"]


def test_nothing_unverified_is_said_as_official(catalogue: Catalogue) -> None:
    found = sheet(catalogue, {"06330": "07.women_15_19=100; 07.births_mother_15_19 total=9 female=4"}, "en")["T4.3"]
    assert found[0] == "T4.3. Adolescent birth rate (*)"
    assert (found[5], found[8], found[10]) == (
        "at most 18 (*)",
        "Not met (for orientation)",
        "No sufficient public source",
    )


def test_a_target_of_provinces_is_not_said_to_be_met_by_communes(catalogue: Catalogue) -> None:
    found = sheet(catalogue, {"06330": "07.births total=211 female=100"}, "en")["T4.1"]
    assert found[8] == "Met (for orientation)"
    assert found[11] == "A target for provinces; what communes add up to is for orientation only"
    own = sheet(catalogue, {"06330": "06.employed total=9 female=4; 06.employed_agri total=2 female=1"}, "en")["T2.2"]
    assert (own[8], own[10]) == ("Met", "thuvienphapluat.vn 466613; evn.com.vn 84449")


def of_provinces(catalogue: Catalogue, figures: Mapping[str, str], year: str, scope: Scope) -> Consolidation:
    """What provinces 01 and 20 add up to, when 08 had to report as well."""
    returns = [
        taken_in(catalogue, unit, returned(catalogue, issued_to(unit, year, scope), dict(parsed(typed))))
        for unit, typed in figures.items()
    ]
    expected = Expected(units=dict.fromkeys(("01", "08", "20"), ""), level=Level.PROVINCE, period=parse_period(year))
    return consolidate(returns, [Status.ACCEPTED] * len(returns), catalogue.forms, expected)


def test_a_province_that_sent_nothing_counts_among_all_provinces(catalogue: Catalogue) -> None:
    figures = {"01": "07.lgbt_facilities=1", "20": "07.lgbt_facilities=0"}
    found = score(catalogue, of_provinces(catalogue, figures, "2025", Scope.CONSOLIDATED), "t4_4")
    assert (found.numerator, found.denominator, found.units, found.outcome) == (1, 3, 2, Outcome.MISSED)


@pytest.mark.parametrize(
    ("year", "scope", "has_any"),
    [
        ("2020", Scope.CONSOLIDATED, False),
        ("2021", Scope.CONSOLIDATED, True),
        ("2025", Scope.OWN, False),
    ],
)
def test_when_provinces_are_held_against_the_targets(
    catalogue: Catalogue, year: str, scope: Scope, has_any: bool
) -> None:
    whole = of_provinces(catalogue, {"01": "06.employed total=9 female=4"}, year, scope)
    assert (bool(scores(catalogue.targets, whole)), "bdg_14" in whole.forms) == (has_any, has_any)
    content = write_consolidated(whole, catalogue.forms, (), str, targets=catalogue.targets)
    assert ("Chỉ tiêu NQ 28" in [one.name for one in read(content, Limits()).sheets]) is has_any


def test_provinces_state_their_results_and_the_nation_adds_the_parts(catalogue: Catalogue) -> None:
    units = {"01": "06.employed total=9 female=4; 06.wage_employed total=4 female=2",
             "20": "06.employed total=99 female=96; 06.wage_employed total=9 female=6"}  # fmt: skip
    returns = [
        taken_in(catalogue, unit, returned(catalogue, issued_to(unit, "2024", Scope.CONSOLIDATED), dict(parsed(typed))))
        for unit, typed in units.items()
    ]
    whole = consolidate(returns, [Status.ACCEPTED] * 2, catalogue.forms)
    board = whole.forms["bdg_14"]
    assert [board.total("t2_1", name).value for name in ("numerator", "denominator", "value")] == [8, 100, 8]
    assert score(catalogue, whole, "t2_1").value == 8
