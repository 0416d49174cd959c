"""Every statistic of five public documents has a home in the catalogue, and every row that claims one is right.

The statistics are in `data/published_statistics.csv`, the documents in the README beside it.
"""

import re

import pytest
from published_statistics import INVENTORY, Statistic

from sheetcheck.catalogue import load_catalogue
from sheetcheck.expression import Name, parse
from sheetcheck.form import Level, Profile, Scope
from sheetcheck.layout import layout_of
from sheetcheck.period import PeriodKind
from sheetcheck.scoreboard import EXPECTED
from sheetcheck.target import Target

CATALOGUE = load_catalogue()
ROWS = {f"{form.number}.{row.id}": row for form in CATALOGUE.forms.values() for row in form.rows}
FIELDS = {f"{form.number}.{field.id}" for form in CATALOGUE.forms.values() for field in form.fields}
FORMS = {form.number for form in CATALOGUE.forms.values()}
OF_THE_SUBMISSION = {"meta.submitted_at"}
"""When a return came in: known of a file, no cell of a form."""

HOMES = {one.id: one.homes for one in INVENTORY}
SERVED = {(name, one) for name, row in ROWS.items() for one in row.serves}

BESIDES = {
    "form 11 adds up the activities that register 12 lists": """
        11.training_classes S000-02 S000-03 S000-04 S000-05
        11.training_participants S000-02 S000-03 S000-04 S000-05
        11.workshops S000-01
        11.workshop_participants S000-01
        11.contests S004-02
        11.contest_participants S001-06
    """,
    "a home is a part of it, or it is a part of a home, or another part of the same whole": """
        01.staff_fulltime S001-07
        01.docs_other S000-21
        01.docs_total S001-01
        01.legal_docs_reviewed S002-07
        01.budget_state S000-16
        01.budget_other S000-16
        03.hdnd_total S000-06 S000-07 S000-08
        05.cadre S001-15
        05.public_employee S001-15
        05.workforce_total S001-15
        05.planned_party S000-17
        07.poor_households_female_head S004-09
        07.near_poor_households S004-09
        08.schools_total S002-09
        11.sessions S004-06
        11.sessions_thematic S001-04
        11.sessions_integrated S004-05
    """,
    "the same event, counted in another unit: households, persons, broadcasts, money": """
        01.budget_program S001-06
        05.union_member_farmer S004-02
        05.union_member_women S001-06
        07.births_mother_u18 S001-12
        07.early_marriage_persons S001-12
        09.dv_households S001-05
        09.gbv_victims S001-05
        09.sv_essential S001-09 S004-14
        11.action_month_participants S000-15
        11.loudspeaker_broadcasts S001-04
    """,
    "a committee that was re-constituted exists": """
        01.cfaw_exists S003-10
    """,
    "women in all posts and organisations, of which the sentence names none": """
        03.party_commune S001-14
        03.party_commune_sc S001-14
        04.post_cell_secretary S001-14
        04.post_party_deputy S002-06 S003-11
        04.post_party_secretary S002-06
        04.post_public_unit_head S002-06
        04.post_village_head S001-14
        05.cadre S002-06
        05.party_admitted S001-14
        05.party_member S001-14
    """,
}
"""Why a row serves a statistic that has its home elsewhere."""

OF_A_WHOLE_DOCUMENT = {
    ("04.post_prestigious", "S001"),
    ("05.non_specialised", "S001"),
    ("10.men_clubs", "S001"),
}
"""Rows for what a document plans to do, without counting anything."""


def test_the_inventory_has_83_statistics() -> None:
    assert len(HOMES) == len(INVENTORY) == 83
    assert {one.id[1:4] for one in INVENTORY} == {"000", "001", "002", "003", "004"}
    assert all(one.id.startswith(f"S{one.document}-") and one.line.isdecimal() and one.statistic for one in INVENTORY)
    kinds = {"explicit", "explicit (approx)", "explicit (range)", "implied", "text", "defect"}
    assert {one.kind for one in INVENTORY} == kinds


@pytest.mark.parametrize("one", INVENTORY, ids=HOMES)
def test_every_home_exists_and_serves_the_statistic(one: Statistic) -> None:
    assert one.homes
    assert set(one.homes) <= ROWS.keys() | FIELDS | FORMS | OF_THE_SUBMISSION
    assert [home for home in one.homes if home in ROWS and one.id not in ROWS[home].serves] == []


def test_what_a_row_serves_has_its_home_there_or_the_difference_is_explained() -> None:
    claimed = {(name, one) for name, one in SERVED if re.fullmatch(r"S\d{3}-\d{2}", one)}
    assert {one for _, one in claimed} <= HOMES.keys()
    lines = [line.split() for table in BESIDES.values() for line in table.strip().splitlines()]
    explained = [(row, one) for row, *served in lines for one in served]
    assert len(set(explained)) == len(explained)
    assert {(name, one) for name, one in claimed if name not in HOMES[one]} == set(explained)


def test_a_row_serves_a_statistic_rather_than_a_document() -> None:
    assert {(name, one) for name, one in SERVED if re.fullmatch(r"S\d{3}", one)} == OF_A_WHOLE_DOCUMENT


def names_of(target: Target) -> set[Name]:
    both = (parse(target.numerator), parse(target.denominator))
    return {name for expression in both for name in expression.names if name.written != EXPECTED}


@pytest.mark.parametrize("target", CATALOGUE.targets, ids=lambda target: target.number)
def test_a_target_finds_its_rows_in_the_core_profile(target: Target) -> None:
    """A province's figure comes from its consolidated return, a commune's from its own."""
    scope = Scope.OWN if target.level is Level.COMMUNE else Scope.CONSOLIDATED
    names = names_of(target)
    assert names
    for name in names:
        form = CATALOGUE.forms[name.form]
        row = ROWS[f"{form.number}.{name.row}"]
        assert layout_of(form, target.level, PeriodKind.YEAR, scope, Profile.CORE).slot(name.row, name.column), name
        assert f"NQ28-{target.number}" in row.serves, name


def test_a_row_serves_targets_that_there_are() -> None:
    named = {one.removeprefix("NQ28-") for _, one in SERVED if one.startswith("NQ28-")}
    assert named == {target.number for target in CATALOGUE.targets}
