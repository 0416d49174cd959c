"""Form 07, population: a valid return, one change, and what is said of which cells.

Against forms 09 and 11 it stands in `test_rules.py`.
"""

from collections.abc import Mapping

import pytest

from sheetcheck.catalogue import load_catalogue
from sheetcheck.testing.changes import Base, only, unbroken

CATALOGUE = only(load_catalogue(), "07")
BASES = {
    "commune": Base(
        "06331", "2024",
        "07.pop_total total=4000 female=2000; 07.pop_u16 total=1000 female=480; 07.pop_16_59 total=2500 female=1250;"
        "07.pop_ge60 total=500 female=270; 07.births total=100 female=47; 07.households=1000; 07.poor_households=50",
    ),
    "half": Base("06331", "2024-H1", "07.pop_total total=4000 female=2000; 07.births total=50 female=24; 07.households=1000"),
    "hamlet": Base("06331", "2024-H1", "07.pop_total total=499 female=250; 07.households=100"),
    "town": Base("06331", "2024-H1", "07.pop_total total=100000 female=50000; 07.births total=1000 female=474; 07.households=30000"),
    "province": Base("20", "2024"),
}  # fmt: skip
CASES = [
    ("commune", "", ""),
    ("half", "", ""),
    ("hamlet", "", ""),
    ("province", "", "V109 D8"),
    # age groups
    ("commune", "07.pop_ge60 total=501 female=270", "R07.1 D8 D9 D10 D11"),
    ("commune", "07.pop_ge60 total=500 female=271", "R07.1 E8 E9 E10 E11"),
    (
        "commune",
        "07.pop_total em_total=90 em_female=40; 07.pop_u16 em_total=30 em_female=10; 07.pop_16_59 em_total=50 em_female=20;"
        "07.pop_ge60 em_total=10 em_female=9",
        "R07.1 I8 I9 I10 I11",
    ),
    # boys and girls: 100 births 38 to 67 boys, 30 births 8 to 23, 1,000 births 479 to 565
    ("commune", "07.births total=100 female=33", ""),
    ("commune", "07.births total=100 female=32", "R07.3 D13 E13"),
    ("commune", "07.births total=100 female=62", ""),
    ("commune", "07.births total=100 female=63", "R07.3 D13 E13"),
    ("half", "07.births total=29 female=0", ""),
    ("half", "07.births total=30 female=7", ""),
    ("half", "07.births total=30 female=6", "R07.3 D9 E9"),
    ("half", "07.births total=50 female=0", "R07.3 D9 E9"),
    ("half", "07.births total=50 female=51", "G02 D9 E9"),
    # from 1,000 births on also 130 boys to 100 girls: 1,040 births would reach to 132
    ("town", "07.births total=1040 female=453", ""),
    ("town", "07.births total=1040 female=452", "R07.3 D9 E9"),
    # parts of all births
    ("commune", "07.births_third_plus total=100 female=47", ""),
    ("commune", "07.births_third_plus total=101 female=47", "R07.4 D13 D14"),
    ("commune", "07.births_mother_u18 total=50 female=48", "R07.4 E13 E15"),
    ("commune", "07.births_mother_15_19 total=50 female=48", "R07.4 E13 E16"),
    # births for 1,000 people and year: 5 to 40
    ("commune", "07.births total=20 female=10", ""),
    ("commune", "07.births total=19 female=10", "R07.6 D8 D13"),
    ("commune", "07.births total=160 female=76", ""),
    ("commune", "07.births total=161 female=76", "R07.6 D8 D13"),
    ("half", "07.births total=10 female=5", ""),
    ("half", "07.births total=9 female=5", "R07.6 D8 D9"),
    ("half", "07.births total=80 female=38", ""),
    ("half", "07.births total=81 female=38", "R07.6 D8 D9"),
    # men to 100 women: 85 to 120
    ("half", "07.pop_total total=4070 female=2200", ""),
    ("half", "07.pop_total total=4070 female=2201", "R07.7 D8 E8"),
    ("half", "07.pop_total total=4400 female=2000", ""),
    ("half", "07.pop_total total=4401 female=2000", "R07.7 D8 E8"),
    ("hamlet", "07.pop_total total=499 female=1", ""),
    ("hamlet", "07.pop_total total=500 female=1", "R07.7 D8 E8"),
    ("half", "07.pop_total total=4000 female=4001", "G02 D8 E8"),
    # deaths of mothers are explained
    ("half", "07.maternal_deaths value=1 note=Băng+huyết", ""),
    ("half", "07.maternal_deaths=1", "R07.8a D9 D14 J14"),
    ("hamlet", "07.maternal_deaths=1", "R07.8b D9 D14 J14"),
    ("hamlet", "07.maternal_deaths value=1 note=Thai+chết+lưu", ""),
    # early marriages: one or two persons each
    ("half", "07.early_marriage_cases=2; 07.early_marriage_persons total=2 female=2", ""),
    ("half", "07.early_marriage_cases=2; 07.early_marriage_persons total=1 female=1", "R07.9a D17 D18"),
    ("half", "07.early_marriage_cases=2; 07.early_marriage_persons total=4 female=2", ""),
    ("half", "07.early_marriage_cases=2; 07.early_marriage_persons total=5 female=2", "R07.9b D17 D18"),
    ("half", "07.early_marriage_persons total=1 female=1", "R07.9b D17 D18"),
    # households
    ("commune", "07.households_female_head=1000", ""),
    ("commune", "07.households_female_head=1001", "R07.10a D27 D28"),
    ("commune", "07.poor_households_female_head=50; 07.poor_households_em=50", ""),
    ("commune", "07.poor_households_female_head=51", "R07.10b D29 D30"),
    ("commune", "07.poor_households_em=51", "R07.10c D29 D31"),
    ("commune", "07.poor_households=1000", ""),
    ("commune", "07.poor_households=1001", "R07.10d D27 D29"),
    ("half", "07.households=2000", ""),
    ("half", "07.households=2001", "R07.11 D8 D20"),
    ("half", "07.households=572", ""),
    ("half", "07.households=571", "R07.11 D8 D20"),
    ("half", "07.households=0", "R07.11 D8 D20"),
    # births and mothers
    ("half", "07.birth_at_facility=50; 07.antenatal_4plus=50", ""),
    ("half", "07.birth_at_facility=51", "R07.12a D9 D12"),
    ("half", "07.antenatal_4plus=51", "R07.12b D9 D13"),
    ("half", "07.births total=… female=…", "T120 D9; T120 E9"),
]


@pytest.mark.parametrize(("base", "changes", "expected"), CASES)
def test_a_change_breaks_a_rule(found: Mapping[str, str], base: str, changes: str, expected: str) -> None:
    assert found[f"{base} {changes}"] == expected


def test_every_rule_is_broken_by_some_case() -> None:
    assert unbroken(CATALOGUE, CASES) == set()
