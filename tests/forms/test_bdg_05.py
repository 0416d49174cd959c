"""Form 05, the workforce: a valid return, one change, and what is said of which cells."""

from collections.abc import Mapping

import pytest

from sheetcheck.catalogue import load_catalogue
from sheetcheck.form import Level, Scope
from sheetcheck.layout import layout_of
from sheetcheck.period import PeriodKind
from sheetcheck.testing.batch import figure, taken_in
from sheetcheck.testing.changes import Base, changed, only, unbroken

CATALOGUE = only(load_catalogue(), "01", "05", "07")
OFFICE = "01.staff_total total=2 female=1; 01.staff_fulltime total=1 female=1; 01.staff_parttime total=1"
STAFF = "05.cadre total=10 female=4; 05.civil_servant total=12 female=6; 05.public_employee total=30 female=20"
PLANS = "05.planned_party total=20 female=6; 05.planned_leader total=15 female=5"
DEGREES = (
    "05.edu_below_university total=9 female=4; 05.edu_university total=50 female=27; 05.edu_master total=3 female=1"
)
BASES = {
    "commune": Base("06331", "2024", f"{OFFICE}; {STAFF}; {PLANS}; {DEGREES}; 05.non_specialised total=10 female=2"),
    "half": Base("06331", "2024-H1", f"{OFFICE}; {STAFF}; 05.non_specialised total=10 female=2"),
    "province": Base(
        "20", "2024",
        f"{OFFICE}; {STAFF}; {PLANS}; 05.edu_university total=40 female=25; 05.edu_master total=10 female=4;"
        "05.edu_phd total=2 female=1",
    ),
    "district": Base("185", "2024-H1", f"{OFFICE}; {STAFF}"),
    "whole province": Base("20", "2024", f"{OFFICE}; {STAFF}; {PLANS}; 05.edu_university total=52 female=30",
                           Scope.CONSOLIDATED),
    "whole district": Base("185", "2024-H1", f"{OFFICE}; {STAFF}; 05.non_specialised total=10 female=2", Scope.CONSOLIDATED),
}  # fmt: skip
PEOPLE = "07.pop_total total=900 female=450; 07.pop_16_59 total=900 female=450; 07.households=300; 07.births total=9 female=4"
AGES = (
    "05.cadre total=10 female=4 age_le30=1 age_le30_f=1 age_31_40=4 age_31_40_f=2 age_41_50=3 age_41_50_f=1"
    " age_gt50=2 age_gt50_f=0"
)
CASES = [
    ("commune", "", ""),
    ("half", "", ""),
    ("province", "", ""),
    ("district", "", ""),
    ("whole district", "", ""),
    # the whole and its parts
    ("half", "05.workforce_total total=62 female=32 male=30", "L114 D13 E13 F13"),
    (
        "half",
        "05.workforce_total total=63 male=31 female_pct=50.79",
        "L114 D13 F13 G13; R05.1 D8 D9 D10 D11 D12 D13",
    ),
    (
        "district",
        "05.workforce_total female=31 male=21 female_pct=59.62",
        "L114 E12 F12 G12; R05.1 E8 E9 E10 E11 E12",
    ),
    ("half", "05.contract total=5 female=3; 05.workforce_total total=67 female=35", "L114 D13 E13"),
    ("half", "05.cadre total=…", "T120 D8"),
    ("half", "05.cadre total=10 female=_", "V103 E8"),
    ("half", "05.cadre total=10 female=11", "G02 D8 E8"),
    # ages, in annual returns
    ("commune", AGES, ""),
    ("commune", f"{AGES} total=11", "R05.2a D8 J8 L8 N8 P8; R05.3 D13 D14 D15 D16"),
    ("commune", f"{AGES} age_gt50=3", "R05.2a D8 J8 L8 N8 P8"),
    ("commune", f"{AGES} age_gt50_f=1", "R05.2b E8 K8 M8 O8 Q8"),
    ("commune", f"{AGES} age_le30_f=0 age_41_50_f=2", ""),
    ("commune", f"{AGES} age_le30_f=0 age_gt50=0 age_31_40=6 age_gt50_f=1", "R05.2c P8 Q8"),
    ("commune", f"{AGES} age_le30_f=2 age_31_40_f=1", "R05.2c J8 K8"),
    # degrees
    ("commune", "05.edu_master total=4 female=1", "R05.3 D13 D14 D15 D16"),
    ("commune", "05.edu_master total=3 female=2", "R05.3 E13 E14 E15 E16"),
    ("province", "05.edu_phd total=1 female=1", "R05.3 D12 D13 D14 D15 D16"),
    ("commune", "05.edu_master total=… female=…", "T120 D16; T120 E16"),
    # the staff of form 01 is part of it
    (
        "district",
        "05.cadre total=0 female=0; 05.civil_servant total=2 female=1; 05.public_employee total=0 female=0",
        "",
    ),
    (
        "district",
        "05.cadre total=0 female=0; 05.civil_servant total=1 female=1; 05.public_employee total=0 female=0",
        "R05.5 D12 Biểu 01!D8",
    ),
    (
        "district",
        "05.cadre total=0 female=0; 05.civil_servant total=2 female=0; 05.public_employee total=0 female=0",
        "R05.5 E12 Biểu 01!E8",
    ),
    # the members of the Women's Union are women of form 07
    ("commune", f"{PEOPLE}; 05.union_member_women=450", ""),
    ("commune", f"{PEOPLE}; 05.union_member_women=451", "R05.4 D19 Biểu 07!E8"),
    ("commune", f"{PEOPLE}; 05.union_member_women=451; 07.pop_total total=900 female=…", "T120 E8"),
    ("province", "05.union_member_women=451", ""),
    ("whole province", "05.union_member_women=451", "R05.4 D20 Biểu 07!E8"),
    # plans and appointments
    ("commune", "05.planned_party total=1 female=0", ""),
    ("commune", "05.planned_party total=0 female=0", "R05.6a D22"),
    ("commune", "05.planned_leader total=0 female=0", "R05.6a D23"),
    ("half", "05.appointed total=18 female=9", ""),
    ("half", "05.appointed total=19 female=9", "R05.6b D13 D16"),
    ("whole district", "05.appointed total=19 female=9", "R05.6b D13 D16"),
]


@pytest.mark.parametrize(("base", "changes", "expected"), CASES)
def test_a_change_breaks_a_rule(found: Mapping[str, str], base: str, changes: str, expected: str) -> None:
    assert found[f"{base} {changes}"] == expected


def test_every_rule_is_broken_by_some_case() -> None:
    assert unbroken(only(CATALOGUE, "05"), CASES) == set()


@pytest.mark.parametrize(("base", "total"), [("half", 62), ("district", 52), ("whole district", 62)])
def test_the_total_is_computed_without_the_rows_that_a_level_does_not_have(base: str, total: float) -> None:
    item = taken_in(CATALOGUE, "a.xlsx", changed(CATALOGUE, BASES[base]))
    assert figure(CATALOGUE, item, "05.workforce_total.total") == total


@pytest.mark.parametrize("level", [Level.COMMUNE, Level.DISTRICT, Level.PROVINCE])
def test_persons_with_and_without_ages_stand_in_the_same_columns(level: Level) -> None:
    layout = layout_of(CATALOGUE.form("05"), level, PeriodKind.YEAR)
    places = [
        {slot.column.id: slot.position for slot in line.slots} for line in layout.lines if "total" in line.slots[0].name
    ]
    shared = ("total", "female", "male", "female_pct", "em_total", "em_female")
    assert {tuple(place[column] for column in shared) for place in places} == {(4, 5, 6, 7, 8, 9)}


@pytest.mark.parametrize(("period", "columns"), [(PeriodKind.HALF, 6), (PeriodKind.YEAR, 14)])
def test_ages_are_printed_in_annual_returns(period: PeriodKind, columns: int) -> None:
    layout = layout_of(CATALOGUE.form("05"), Level.COMMUNE, period)
    assert layout.headings[-2].code == str(columns)
