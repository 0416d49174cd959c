"""Form 14, the scoreboard: computed from the other forms of the same return, and computed again by the check."""

from collections.abc import Mapping

import pytest

from sheetcheck.catalogue import load_catalogue
from sheetcheck.form import Scope
from sheetcheck.target import MILESTONES
from sheetcheck.testing.batch import figure, taken_in
from sheetcheck.testing.changes import Base, changed, only, unbroken

WHOLE = load_catalogue()
CATALOGUE = only(WHOLE, "04", "06", "07", "08", "09", "10", "11", "14")
PROVINCE = (
    "04.local_gov total_bodies=100 with_female_leader=60; 04.body_hdnd total_bodies=100 with_female_leader=50;"
    "04.body_ubnd total_bodies=100 with_female_leader=50; 04.body_agency total_bodies=9 with_female_leader=3;"
    "04.post_ubnd_chair total=100 female=30; 04.post_ubnd_vice total=200 female=60; 04.post_hdnd_chair total=100 female=30;"
    "04.post_hdnd_vice total=100 female=40;"
    "06.working_age total=4000 female=2000; 06.labour_force total=3000 female=1500; 06.employed total=2000 female=1000;"
    "06.employed_agri total=600 female=300; 06.employed_industry total=700 female=300; 06.employed_services total=700"
    " female=400; 06.wage_employed total=1200 female=550; 06.unpaid_hours_female=3.4; 06.unpaid_hours_male=2;"
    "06.enterprise_directors total=90 female=25; 06.coop_directors total=10 female=2;"
    "07.pop_total total=8000 female=4000; 07.pop_16_59 total=8000 female=4000; 07.households=2000;"
    "07.births total=211 female=100; 07.women_15_19=1000; 07.births_mother_15_19 total=19 female=9;"
    "09.victims total=10 female=9; 09.victims_supported total=8 female=8; 09.dv_incidents=10; 09.dv_households=10;"
    "09.dv_form_mental=10; 09.perpetrators total=10; 09.perp_community_critique=10; 09.perp_criminal=2;"
    "09.perp_counselled=4; 09.sv_counselling=8; 09.sv_medical=1;"
    "11.pop_reached total=4000 female=2000; 11.news_q1=400; 11.news_q2=400; 11.news_q3=400; 11.news_q4=400; 11.news_min4=90;"
    "14.t6_3 units=95 expected_units=100"
)
BASES = {
    "2025": Base("20", "2025", PROVINCE, Scope.CONSOLIDATED),
    "2026": Base("20", "2026", PROVINCE, Scope.CONSOLIDATED),
    "own": Base(
        "20",
        "2026",
        "04.local_gov total_bodies=1; 04.body_ubnd total_bodies=1; 04.post_party_secretary total=1;"
        "04.post_ubnd_chair total=1; 04.post_hdnd_chair total=1; 04.body_hdnd total_bodies=1",
    ),
}
CASES = [
    ("2025", "", ""),
    ("2026", "", ""),
    ("own", "", ""),
    # a figure that is not that of the other forms
    ("2026", "14.t2_1 numerator=551", "L114 D9; X10a D9 Biểu 06!E14"),
    ("2026", "14.t2_1 numerator=550 denominator=1000", "L114 D9 E9"),
    ("2026", "14.t2_1 denominator=1001", "L114 E9; X10b E9 Biểu 06!E10"),
    ("2026", "14.t2_1 value=55", "L114 F9"),
    ("2026", "14.t2_1 value=55.1", "L114 F9"),
    ("2026", "14.t2_1 value=55.2", "L114 F9; R14.1 D9 E9 F9"),
    ("2026", "14.t6_3 expected_units=95", ""),
    # a target, a gap, a tick that was typed over
    ("2026", "14.t2_1 target_2025=45", "L114 H9; R14.5a H9"),
    ("2026", "14.t2_1 target_2030=55", "L114 I9; R14.5b I9"),
    ("2026", "14.t2_1 gap=3", "L114 J9; R14.3b F9 H9 I9 J9"),
    ("2026", "14.t2_1 met=1", "L114 K9; R14.3a F9 H9 I9 K9"),
    ("2025", "14.t2_1 met=1", "L114 K9"),
    ("2026", "14.t4_3 verified=1", "L114 L19; R14.5c L19"),
    # nothing occurred: no result, not 100%
    ("2026", "14.t3_3 value=100", "L114 F15; R14.2 E15 F15"),
]


@pytest.mark.parametrize(("base", "changes", "expected"), CASES, ids=[f"{c[0]} {c[1]}" for c in CASES])
def test_a_change_breaks_a_rule(found: Mapping[str, str], base: str, changes: str, expected: str) -> None:
    assert sorted(found[f"{base} {changes}"].split("; ")) == sorted(expected.split("; "))


def test_every_rule_is_broken_by_some_case() -> None:
    assert unbroken(only(WHOLE, "14"), CASES) == set()


@pytest.mark.parametrize(
    ("target", "value", "gap_2025", "gap_2026", "met_2025", "met_2026"),
    [
        ("t1_1", 60.0, 0.0, -15.0, 1, 0),
        ("t2_1", 55.0, 5.0, -5.0, 1, 0),
        ("t2_2", 30.0, 0.0, 5.0, 0, 0),  # less than 30: 30 itself does not do
        ("t2_3", 27.0, 0.0, -3.0, 1, 0),
        ("t3_1", 1.7, 0.0, 0.3, 1, 0),
        ("t3_2a", 80.0, 0.0, -10.0, 1, 0),
        ("t3_2b", 50.0, 0.0, -20.0, 1, 0),
        ("t4_1", 111.0, 0.0, 2.0, 1, 0),
        ("t4_2", 0.0, -42.0, -42.0, 1, 1),
        ("t4_3", 19.0, 1.0, 1.0, 0, 0),
        ("t4_4", 0.0, -40.0, -70.0, 0, 0),
        ("t6_1", 50.0, -10.0, -30.0, 0, 0),
        ("t6_3", 90.0, -10.0, -10.0, 0, 0),  # of all that had to report, not of those that did
    ],
)
def test_what_a_target_comes_to(
    target: str, value: float, gap_2025: float, gap_2026: float, met_2025: int, met_2026: int
) -> None:
    for year, gap, met in (("2025", gap_2025, met_2025), ("2026", gap_2026, met_2026)):
        one = taken_in(CATALOGUE, year, changed(CATALOGUE, BASES[year]))
        stated = [figure(CATALOGUE, one, f"14.{target}.{column}") for column in ("value", "gap", "met")]
        assert [round(float(cell or 0), 6) for cell in stated] == [value, gap, met]


@pytest.mark.parametrize("target", ["t3_3", "t3_4", "t5_1", "t5_3", "t6_2", "t6_4"])
def test_nothing_occurred_is_no_result(target: str) -> None:
    one = taken_in(CATALOGUE, "x", changed(CATALOGUE, BASES["2026"]))
    found = [figure(CATALOGUE, one, f"14.{target}.{column}") for column in ("denominator", "value", "met")]
    assert [str(cell) for cell in found] == ["0.0", "nan", "nan"]


def test_there_are_20_targets_and_25_lines() -> None:
    numbers = {target.number.rstrip("ab") for target in WHOLE.targets}
    assert (len(numbers), len(WHOLE.targets)) == (20, 25)


def test_what_was_not_verified_is_marked_wherever_it_is_printed() -> None:
    rows = {row.id: row for row in WHOLE.form("14").rows}
    for target in WHOLE.targets:
        marked = [rows[target.id].title.of(language).endswith("(*)") for language in ("vi", "en")]
        assert marked == [not target.verified] * 2, target.id
    assert {target.number for target in WHOLE.targets if not target.verified} == {
        "T4.3", "T5.2", "T5.3", "T6.2", "T6.3", "T6.4",
    }  # fmt: skip


def test_only_what_the_resolution_has_no_level_for_has_none() -> None:
    assert [target.number for target in WHOLE.targets if set(target.milestones) != set(MILESTONES)] == ["T5.1"]
