"""Form 08, education: a valid return, one change, and what is said of which cells."""

from collections.abc import Mapping

import pytest

from sheetcheck.catalogue import load_catalogue
from sheetcheck.form import Level, Scope
from sheetcheck.layout import layout_of
from sheetcheck.period import PeriodKind
from sheetcheck.testing.changes import Base, only, unbroken

CATALOGUE = only(load_catalogue(), "08")
PUPILS = (
    "08.pupils_preschool total=200 female=98; 08.pupils_primary total=400 female=190;"
    "08.pupils_lower_sec total=300 female=150; 08.pupils_upper_sec total=100 female=50;"
    "08.primary_cohort total=80 female=40 em_total=30 em_female=15;"
    "08.primary_completed total=79 female=40 em_total=30 em_female=15;"
    "08.lower_sec_cohort total=70 female=35; 08.lower_sec_completed total=68 female=35;"
    "08.pop_15_60 total=2500 female=1250; 08.literate_15_60 total=2400 female=1200; 08.schools_total=5"
)
BASES = {
    "commune": Base("06331", "2024", PUPILS),
    "half": Base("06331", "2024-H1", "08.school_violence_cases=1; 08.school_violence_victims total=2 female=1"),
    "province": Base("20", "2024"),
}
CASES = [
    ("commune", "", ""),
    ("half", "", ""),
    ("province", "", "V109 D8"),
    # those who completed, of those who were due
    ("commune", "08.primary_completed total=80 female=40", ""),
    ("commune", "08.primary_completed total=81 female=40", "R08.1a D12 D13"),
    ("commune", "08.primary_completed em_total=31 em_female=15", "R08.1a H12 H13"),
    ("commune", "08.lower_sec_completed total=70 female=36", "R08.1b E14 E15"),
    ("commune", "08.literate_15_60 total=2500 female=1250", ""),
    ("commune", "08.literate_15_60 total=2501 female=1250", "R08.1c D17 D18"),
    # establishments
    ("commune", "08.schools_gender_content=5; 08.schools_safe_model=5", ""),
    ("commune", "08.schools_gender_content=6", "R08.2a D19 D20"),
    ("commune", "08.schools_safe_model=6", "R08.2b D19 D21"),
    # violence, and nobody where there was none
    ("half", "08.school_violence_cases=0", "R08.3 D8 D9"),
    ("half", "08.school_violence_victims total=0 female=0", "R08.3 D8 D9"),
    ("half", "08.school_violence_cases=0; 08.school_violence_victims total=0 female=0", "V109 D8"),
    ("half", "08.school_violence_cases=…", "T120 D8"),
    # girls among the pupils, from 200 on: 42% to 55%
    ("commune", "08.pupils_primary total=400 female=168", ""),
    ("commune", "08.pupils_primary total=400 female=167", "R08.4 D9 E9"),
    ("commune", "08.pupils_preschool total=200 female=110", ""),
    ("commune", "08.pupils_preschool total=200 female=111", "R08.4 D8 E8"),
    ("commune", "08.pupils_upper_sec total=199 female=1", ""),
    ("commune", "08.pupils_lower_sec total=300 female=301", "G02 D10 E10"),
    # drop-outs: at most 5% of 1,000
    ("commune", "08.dropouts total=50 female=20", ""),
    ("commune", "08.dropouts total=51 female=20", "R08.5 D8 D9 D10 D11 D16"),
]


@pytest.mark.parametrize(("base", "changes", "expected"), CASES)
def test_a_change_breaks_a_rule(found: Mapping[str, str], base: str, changes: str, expected: str) -> None:
    assert found[f"{base} {changes}"] == expected


def test_every_rule_is_broken_by_some_case() -> None:
    assert unbroken(CATALOGUE, CASES) == set()


@pytest.mark.parametrize("level", [Level.COMMUNE, Level.PROVINCE])
@pytest.mark.parametrize("scope", list(Scope))
def test_the_half_year_form_is_about_violence_only(level: Level, scope: Scope) -> None:
    layout = layout_of(CATALOGUE.form("08"), level, PeriodKind.HALF, scope)
    assert [line.row.code for line in layout.lines if line.row] == ["15", "16"]
