"""Form 06, labour: a valid return, one change, and what is said of which cells."""

from collections.abc import Mapping

import pytest

from sheetcheck.catalogue import load_catalogue
from sheetcheck.testing.changes import Base, only, unbroken

CATALOGUE = only(load_catalogue(), "06")
WORKERS = (
    "06.working_age total=1000 female=500 note=Sổ+cung+lao+động; 06.labour_force total=800 female=400; 06.employed total=700 female=350;"
    "06.employed_agri total=300 female=180; 06.employed_industry total=250 female=90;"
    "06.employed_services total=150 female=80; 06.wage_employed total=400 female=180;"
    "06.trained_with_certificate total=200 female=90"
)
BASES = {
    "commune": Base("06331", "2024", WORKERS),
    "half": Base("06331", "2024-H1", "06.vocational_classes=2; 06.vocational_trained total=60 female=40"),
    "province": Base("20", "2024", "06.unpaid_hours_female=5.2; 06.unpaid_hours_male=3"),
}
CASES = [
    ("commune", "", ""),
    ("half", "", ""),
    ("province", "", ""),
    # the three sectors
    ("commune", "06.employed_agri total=301 female=180", "R06.1 D10 D11 D12 D13"),
    ("commune", "06.employed_agri total=300 female=181", "R06.1 E10 E11 E12 E13"),
    ("commune", "06.employed em_total=20 em_female=9; 06.employed_agri em_total=20 em_female=9", ""),
    (
        "commune",
        "06.employed em_total=20 em_female=9; 06.employed_agri em_total=20 em_female=10;"
        "06.employed_industry em_total=0 em_female=0; 06.employed_services em_total=0 em_female=0",
        "R06.1 I10 I11 I12 I13",
    ),
    ("commune", "06.employed_services total=… female=…", "T120 D13; T120 E13"),
    # whose figures they are, and of what day
    ("commune", "06.working_age note=_; 06.employed note=_", "R06.8 D8 J8 D9 J9 D10 J10"),
    ("commune", "06.working_age note=_; 06.employed note=Sổ+cung+lao+động", ""),
    # parts of the labour force
    ("commune", "06.wage_employed total=700 female=350", ""),
    ("commune", "06.wage_employed total=701 female=350", "R06.2a D10 D14"),
    ("commune", "06.wage_employed total=700 female=351", "R06.2a E10 E14"),
    ("commune", "06.labour_force total=700 female=350", ""),
    ("commune", "06.labour_force total=699 female=350", "R06.2b D9 D10"),
    ("commune", "06.trained_with_certificate total=700 female=350", ""),
    ("commune", "06.trained_with_certificate total=701 female=350", "R06.2c D10 D19"),
    ("commune", "06.labour_force total=1150 female=600", ""),
    ("commune", "06.labour_force total=1151 female=600", "R06.3 D8 D9"),
    # the share of women among the employed: 30% to 60%
    (
        "commune",
        "06.employed total=700 female=210; 06.employed_agri total=300 female=50; 06.employed_industry total=250 female=80;"
        "06.wage_employed total=400 female=100",
        "",
    ),
    (
        "commune",
        "06.employed total=700 female=209; 06.employed_agri total=300 female=49; 06.employed_industry total=250 female=80;"
        "06.wage_employed total=400 female=100",
        "R06.4 D10 E10",
    ),
    ("commune", "06.employed total=700 female=701", "G02 D10 E10; R06.1 E10 E11 E12 E13; R06.2b E9 E10"),
    # land
    ("commune", "06.land_cert_total=900; 06.land_cert_wife=900", ""),
    ("commune", "06.land_cert_total=900; 06.land_cert_wife=901", "R06.5 D26 D27"),
    ("commune", "06.land_cert_wife=901", ""),
    # hours without pay
    ("province", "06.unpaid_hours_female=24; 06.unpaid_hours_male=4", ""),
    ("province", "06.unpaid_hours_female=25; 06.unpaid_hours_male=1", "R06.6a D26"),
    ("province", "06.unpaid_hours_male=0", "R06.6a D27"),
    ("province", "06.unpaid_hours_female=2.4; 06.unpaid_hours_male=3", ""),
    ("province", "06.unpaid_hours_female=2.3; 06.unpaid_hours_male=3", "R06.6b D26 D27"),
    ("province", "06.unpaid_hours_female=6.1; 06.unpaid_hours_male=1", "R06.6b D26 D27"),
    ("province", "06.unpaid_hours_male=_", ""),
    # vocational classes: 5 to 60 persons each
    ("half", "06.vocational_trained total=10 female=4", ""),
    ("half", "06.vocational_trained total=9 female=4", "R06.7 D9 D10"),
    ("half", "06.vocational_trained total=120 female=4", ""),
    ("half", "06.vocational_trained total=121 female=4", "R06.7 D9 D10"),
    ("half", "06.vocational_classes=0", "R06.7 D9 D10"),
    ("half", "06.vocational_classes=…", "T120 D9"),
]


@pytest.mark.parametrize(("base", "changes", "expected"), CASES)
def test_a_change_breaks_a_rule(found: Mapping[str, str], base: str, changes: str, expected: str) -> None:
    assert found[f"{base} {changes}"] == expected


def test_every_rule_is_broken_by_some_case() -> None:
    assert unbroken(CATALOGUE, CASES) == set()
