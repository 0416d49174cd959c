"""Form 04, key leaders: a valid return, one change, and what is said of which cells."""

from collections.abc import Mapping

import pytest

from sheetcheck.catalogue import load_catalogue
from sheetcheck.form import Scope
from sheetcheck.testing.changes import Base, only, unbroken

CATALOGUE = only(load_catalogue(), "01", "03", "04")
OFFICE = "01.staff_total total=1; 01.staff_parttime total=1"
LEADERS = (
    "04.local_gov total_bodies=1 with_female_leader=1; 04.body_hdnd total_bodies=1 with_female_leader=1;"
    "04.body_ubnd total_bodies=1; 04.body_agency total_bodies=4 with_female_leader=2;"
    "04.post_party_secretary total=1; 04.post_party_deputy total=2 female=1; 04.post_hdnd_chair total=1 female=1;"
    "04.post_hdnd_vice total=1; 04.post_ubnd_chair total=1; 04.post_ubnd_vice total=2"
)
VILLAGES = "04.post_village_head total=5 female=1; 04.post_cell_secretary total=5 female=2"
ALL_UNITS = (
    "04.local_gov total_bodies=9 with_female_leader=4; 04.body_hdnd total_bodies=9 with_female_leader=3;"
    "04.body_ubnd total_bodies=9 with_female_leader=2; 04.post_party_secretary total=9; 04.post_hdnd_chair total=9"
    " female=1; 04.post_hdnd_vice total=9 female=3; 04.post_ubnd_chair total=9; 04.post_ubnd_vice total=20 female=2"
)
NO_COUNCIL = (
    "04.body_hdnd total_bodies=0 with_female_leader=0; 04.local_gov with_female_leader=0 total_bodies=1;"
    "04.post_hdnd_chair total=0 female=0; 04.post_hdnd_vice total=0 female=0"
)
COUNCIL = "03.hdnd_commune total=20 female=8; 03.party_commune total=15 female=5"
BASES = {
    "commune": Base("06331", "2024", f"{OFFICE}; {LEADERS}; {VILLAGES}; {COUNCIL}"),
    "half": Base("06331", "2024-H1", f"{OFFICE}; {LEADERS}; {VILLAGES}"),
    "district": Base("185", "2024", f"{OFFICE}; {LEADERS}; 03.hdnd_district total=35 female=10; 03.party_district total=40 female=10"),
    "province": Base("20", "2024", f"{OFFICE}; {LEADERS}; 03.na_deputies total=6 female=2; 03.hdnd_province total=60 female=20;"
                     "03.party_province total=50 female=10"),
    "whole province": Base("20", "2024-H1", f"{OFFICE}; {ALL_UNITS}", Scope.CONSOLIDATED),
}  # fmt: skip
CASES = [
    ("commune", "", ""),
    ("half", "", ""),
    ("district", "", ""),
    ("province", "", ""),
    ("whole province", "", ""),
    # every form with bodies: percentages
    ("half", "04.body_agency total_bodies=49 with_female_leader=20 pct=40.82", "L114 F11"),
    ("half", "04.body_agency total_bodies=49 with_female_leader=20 pct=40.81", "G07d D11 E11 F11; L114 F11"),
    ("half", "04.body_agency total_bodies=49 with_female_leader=20 pct=41.2", "G07e D11 E11 F11; L114 F11"),
    ("half", "04.body_agency total_bodies=49 with_female_leader=20 pct=44", "G07f D11 E11 F11; L114 F11"),
    ("half", "04.body_agency total_bodies=0 with_female_leader=2", "G08c D11 E11"),
    ("half", "04.body_agency total_bodies=0 with_female_leader=0 pct=0", "G08d D11 F11; L114 F11"),
    # bodies led by women are bodies
    ("half", "04.body_agency total_bodies=4 with_female_leader=4", ""),
    ("half", "04.body_agency total_bodies=4 with_female_leader=5", "R04.1 D11 E11"),
    ("half", "04.local_gov with_female_leader=2 total_bodies=1", "R04.1 D8 E8"),
    ("half", "04.body_hdnd with_female_leader=2 total_bodies=1", "R04.1 D9 E9"),
    # a unit has one of each
    ("half", "04.local_gov total_bodies=2 with_female_leader=1", "R04.2a D8"),
    ("half", "04.local_gov total_bodies=0 with_female_leader=0", "R04.2a D8; R04.5a D8 E8 D9 E9 D10 E10"),
    ("half", "04.body_ubnd total_bodies=2", "R04.2a D10"),
    ("half", "04.body_hdnd total_bodies=2 with_female_leader=1", "R04.2b D9"),
    ("half", NO_COUNCIL, ""),
    # women among chair and vice-chairs, and whether the body is led by women
    ("half", "04.post_hdnd_chair total=1 female=0", "R04.3 D9 E9 H14 H15"),
    ("half", "04.post_hdnd_chair total=1 female=0; 04.post_hdnd_vice total=1 female=1", ""),
    (
        "half",
        "04.body_hdnd total_bodies=1 with_female_leader=0; 04.local_gov total_bodies=1 with_female_leader=0",
        "R04.3 D9 E9 H14 H15",
    ),
    ("half", "04.post_ubnd_vice total=2 female=1", "R04.4 D10 E10 H16 H17"),
    ("half", "04.post_ubnd_vice total=2 female=1; 04.body_ubnd total_bodies=1 with_female_leader=1", ""),
    ("half", "04.body_ubnd total_bodies=1 with_female_leader=1", "R04.4 D10 E10 H16 H17"),
    ("half", "04.post_ubnd_vice total=2 female=…", "T120 H17"),
    ("whole province", "04.body_hdnd with_female_leader=4 total_bodies=9", ""),
    (
        "whole province",
        "04.body_hdnd with_female_leader=5 total_bodies=9; 04.local_gov with_female_leader=5 total_bodies=9",
        "R04.3 D9 E9 H14 H15",
    ),
    ("whole province", "04.post_ubnd_vice total=20 female=1", "R04.4 D10 E10 H16 H17"),
    (
        "whole province",
        "04.body_ubnd with_female_leader=0 total_bodies=9; 04.local_gov with_female_leader=3 total_bodies=9",
        "R04.4 D10 E10 H16 H17",
    ),
    # the authority has both
    ("half", "04.local_gov total_bodies=1 with_female_leader=0", "R04.5a D8 E8 D9 E9 D10 E10"),
    ("whole province", "04.local_gov total_bodies=9 with_female_leader=3", ""),
    ("whole province", "04.local_gov total_bodies=9 with_female_leader=5", ""),
    ("whole province", "04.local_gov total_bodies=9 with_female_leader=2", "R04.5b D8 E8 D9 E9 D10 E10"),
    ("whole province", "04.local_gov total_bodies=9 with_female_leader=6", "R04.5b D8 E8 D9 E9 D10 E10"),
    # one person a post, or a note
    ("half", "04.post_party_secretary total=2", "R04.6a G12"),
    ("half", "04.post_hdnd_chair total=2 female=1", "R04.6a G14"),
    ("half", "04.post_ubnd_chair total=2", "R04.6a G16"),
    ("half", "04.post_party_secretary total=0", "R04.6b G12 M12"),
    ("half", "04.post_party_secretary total=0 note=Khuyết+từ+tháng+5", ""),
    ("half", "04.post_ubnd_chair total=0", "R04.6b G16 M16"),
    ("half", "04.post_hdnd_chair total=0 female=0; 04.post_hdnd_vice total=1 female=1", "R04.6c D9 G14 M14"),
    ("half", "04.post_hdnd_chair total=0 female=0 note=Khuyết; 04.post_hdnd_vice total=1 female=1", ""),
    ("whole province", "04.post_party_secretary total=0", ""),
    # how many deputies are usual
    ("half", "04.post_ubnd_vice total=5", ""),
    ("half", "04.post_ubnd_vice total=6", "R04.7a G17"),
    ("half", "04.post_hdnd_vice total=3", ""),
    ("half", "04.post_hdnd_vice total=4", "R04.7b G15"),
    ("half", "04.post_party_deputy total=4 female=1", ""),
    ("half", "04.post_party_deputy total=5 female=1", "R04.7c G13"),
    ("whole province", "04.post_ubnd_chair total=10", "R04.8 D10 G16"),
    # a 1/0 row of form 01 counts the units that have it
    ("whole province", "01.cfaw_exists=9; 01.cfaw_members total=90; 01.cfaw_consolidated=9", ""),
    ("whole province", "01.cfaw_exists=10; 01.cfaw_members total=90", "R01.4d D8 Biểu 01!D14"),
    ("whole province", "01.cfaw_consolidated=10; 04.local_gov total_bodies=…", "T120 D8"),
    ("half", "01.cfaw_exists=1; 01.cfaw_members total=9", ""),
    # villages
    ("half", "04.post_village_head total=6 female=1", "X06 G22 G23"),
    ("half", "04.post_village_head total=6 female=1; 04.post_cell_secretary total=6 female=2", ""),
    # a council has deputies
    ("commune", "03.hdnd_commune total=0 female=0", "X11a D9 Biểu 03!D8"),
    ("commune", NO_COUNCIL, "X11a D9 Biểu 03!D8"),
    ("commune", f"{NO_COUNCIL}; 03.hdnd_commune total=0 female=0", ""),
    ("commune", "04.body_hdnd total_bodies=2 with_female_leader=1", "R04.2b D9"),
    ("half", "03.hdnd_commune total=20 female=8 term_label=2021-2026", ""),
    ("half", f"{NO_COUNCIL}; 03.hdnd_commune total=20 female=8 term_label=2021-2026", "X11a D9 Biểu 03!D8"),
    ("district", NO_COUNCIL, "X11b D9 Biểu 03!D8"),
    ("province", NO_COUNCIL, "X11c D9 Biểu 03!D9"),
]


@pytest.mark.parametrize(("base", "changes", "expected"), CASES)
def test_a_change_breaks_a_rule(found: Mapping[str, str], base: str, changes: str, expected: str) -> None:
    assert found[f"{base} {changes}"] == expected


def test_every_rule_is_broken_by_some_case() -> None:
    assert unbroken(only(CATALOGUE, "04"), CASES) == set()


def test_what_every_form_with_bodies_has_is_broken_here() -> None:
    said_of_bodies = {one.split()[0] for _, _, expected in CASES for one in expected.split("; ") if one}
    rules = {rule.id for rule in CATALOGUE.form("04").rules if rule.id.startswith("G") and "total_bodies" in rule.check}
    assert rules <= said_of_bodies
