"""The rules of the catalogue: a valid return, one change, and what is said of which cells.

How a change is written is told in `sheetcheck.testing.changes`. All returns are judged as one batch. Forms with
a table of their own are in `forms/`.
"""

from collections.abc import Mapping
from dataclasses import replace
from random import Random

import polars as pl
import pytest

from sheetcheck.asked import Asked, own_name
from sheetcheck.catalogue import load_catalogue
from sheetcheck.errors import SheetcheckError
from sheetcheck.expression import to_polars
from sheetcheck.form import Level, Scope
from sheetcheck.grid import Workbook
from sheetcheck.layout import layout_of
from sheetcheck.period import PeriodKind
from sheetcheck.rule import instances
from sheetcheck.table import RETURN
from sheetcheck.table_schema import schema_of_returns
from sheetcheck.template import layouts_for
from sheetcheck.testing.batch import verdicts
from sheetcheck.testing.changes import Base, between_returns, changed, only, over_records, unbroken
from sheetcheck.testing.drawing import (
    delete_column,
    delete_row,
    insert_row,
    issued_to,
    on_sheet,
    returned,
    without_results,
)
from sheetcheck.testing.strategies import chosen_figures

WHOLE = load_catalogue()
CATALOGUE = only(WHOLE, "01", "03", "07", "09", "10", "11", "12")
OFFICE = (
    "01.staff_total total=2 female=1; 01.staff_fulltime total=1 female=1; 01.staff_parttime total=1; 01.cfaw_exists=1;"
    "01.cfaw_members total=9 female=5; 01.docs_plan=1; 01.docs_decision=2"
)
COUNCIL = "03.hdnd_commune total=20 female=8; 03.party_commune total=15 female=5; 03.party_commune_sc total=5 female=2"
CASE_OF_VIOLENCE = (
    "09.dv_households=2; 09.dv_incidents=2; 09.dv_form_mental=1; 09.dv_form_physical=1; 09.dv_incidents_handled=2;"
    "09.perpetrators total=2; 09.perp_community_critique=2; 09.victims total=2 female=2;"
    "09.victims_supported total=1 female=1; 09.sv_shelter=1; 10.trusted_addresses opening=1 used_count=1;"
    "10.community_shelters used_count=0"
)
CLASS = (
    "12.1 activity_type=truyen_thong title=Nói+chuyện start_date=2024-03-01 end_date=2024-03-02 venue_unit=06331"
    " organiser=UBND organiser_level=X sessions=1 target_group=khac participants=40 participants_female=20"
    " sex_known=1 approx=0"
)
PEOPLE = "07.pop_total total=900 female=450; 07.pop_16_59 total=900 female=450; 07.households=450"
BASES = {
    "commune": Base("06331", "2024", f"{OFFICE}; {COUNCIL}; {PEOPLE}"),
    "violence": Base("06331", "2024", f"{OFFICE}; {COUNCIL}; {PEOPLE}; {CASE_OF_VIOLENCE}"),
    "class": Base("06331", "2024-H1", f"{OFFICE}; {CLASS}"),
    "nothing": Base("06331", "2024-H1", f"{OFFICE}; 09.no_cases=1"),
    "province": Base("20", "2024", f"{OFFICE}; 03.na_deputies total=6 female=2; 03.hdnd_province total=60 female=20;"
                 "03.party_province total=50 female=10; 03.party_province_sc total=15 female=3"),
    "whole province": Base("20", "2024", OFFICE, Scope.CONSOLIDATED),
    "district": Base("185", "2024", f"{OFFICE}; 03.hdnd_district total=35 female=10; 03.party_district total=40 female=10;"
                 "03.party_district_sc total=11 female=3"),
}  # fmt: skip
NEEDED_IN_09 = [
    f"D{line.number} E{line.number}" if len(line.slots) > 2 else f"D{line.number}"
    for line in layout_of(CATALOGUE.form("09"), Level.COMMUNE, PeriodKind.HALF).lines[1:]
]
CASES = [
    # every form: women, men, percentages, ethnic minorities
    ("commune", "", ""),
    ("commune", "01.collaborators total=49 female=20", ""),
    ("commune", "01.collaborators total=49 female=50", "G02 D13 E13"),
    ("commune", "01.collaborators total=49 female=20 male=28", "G03 D13 E13 F13; L114 F13"),
    ("commune", "01.collaborators total=49 female=20 male=29", "L114 F13"),
    ("commune", "01.collaborators total=49 female=20 female_pct=40.82", "L114 G13"),
    ("commune", "01.collaborators total=49 female=20 female_pct=40.81", "G07a D13 E13 G13; L114 G13"),
    ("commune", "01.collaborators total=49 female=20 female_pct=41.2", "G07b D13 E13 G13; L114 G13"),
    ("commune", "01.collaborators total=49 female=20 female_pct=44", "G07c D13 E13 G13; L114 G13"),
    ("commune", "01.collaborators total=49 female=20 em_total=50 em_female=20", "G04a D13 H13"),
    ("commune", "01.collaborators total=49 female=20 em_total=3 em_female=4", "G04b D13 H13 I13"),
    ("commune", "01.collaborators total=49 female=20 em_total=40 em_female=25", "G04c D13 E13 I13"),
    ("commune", "01.collaborators total=49 female=20 em_total=40 em_female=5", "G05 D13 E13 H13 I13"),
    ("commune", "01.collaborators total=49 female=20 em_total=40 em_female=11", ""),
    ("commune", "01.collaborators total=49", "G06 D13 E13"),
    ("commune", "01.collaborators female=20", "G06 D13 E13"),
    ("commune", "01.collaborators total=… female=…", "T120 D13; T120 E13"),
    ("commune", "01.collaborators total=0 female=3", "G08a D13 E13"),
    ("commune", "01.collaborators total=0 female=0 female_pct=0", "G08b D13 G13; L114 G13"),
    ("commune", "01.collaborators total=2.696 female=679", "T105 D13"),
    ("commune", "01.collaborators total=1.500 female=679", "T103 D13"),
    ("commune", "01.collaborators total=1.5 female=1", "T105 D13"),
    ("commune", "01.collaborators total=20/49 female=20", "T112 D13"),
    ("commune", "01.collaborators total=-3 female=0", "T118 D13"),
    # 01: staff, committee, documents, budget
    ("commune", "01.staff_fulltime total=2", "R01.1 D8 D9 D10"),
    ("commune", "01.staff_exp_lt1y total=3 female=1", "R01.2a D8 D11"),
    ("commune", "01.staff_exp_lt1y total=1 female=1", ""),
    ("commune", "01.staff_trained total=3", "R01.2b D8 D12"),
    (
        "commune",
        "01.staff_total total=0 female=0; 01.staff_fulltime total=0 female=0; 01.staff_parttime total=0",
        "R01.3 D8",
    ),
    (
        "commune",
        "01.cfaw_exists=0; 01.cfaw_regulation=1; 01.cfaw_head_vice_chair=1",
        "R01.4a D14 D15; R01.4b D14 D16; R01.4c D14 D18",
    ),
    ("commune", "01.cfaw_members total=0 female=0", "R01.4c D14 D18"),
    ("commune", "01.cfaw_members total=_ female=_", "V101 D18 E18"),
    ("commune", "01.cfaw_members total=3 female=1", "R01.5 D14 D18"),
    ("commune", "01.docs_plan=+; 01.docs_decision=-", "V101 D19"),
    ("commune", "01.docs_total=4", "L114 D22; R01.6 D19 D20 D21 D22"),
    ("province", "01.legal_docs_mainstreamed=1", "R01.7a D23 D24"),
    ("commune", "01.violations_handled=1", "R01.7b D25 D26 J26"),
    ("commune", "01.violations_handled value=1 note=1+vụ+từ+năm+trước", "R01.7d D25 D26 J26"),
    ("commune", "01.violations_handled value=0 note=1+vụ+từ+năm+trước", ""),
    ("commune", "01.complaints_resolved=1", "R01.7c D27 D28 J28"),
    ("commune", "01.complaints_resolved value=1 note=1+đơn+từ+năm+trước", "R01.7e D27 D28 J28"),
    ("whole province", "01.violations_handled=1; 01.complaints_resolved=1", "R01.7d D28 D29 J29; R01.7e D30 D31 J31"),
    ("commune", "01.inspections=2; 01.units_inspected=1", "R01.8a D23 D24"),
    ("commune", "01.units_inspected=2", "R01.8b D23 D24"),
    ("commune", "01.budget_allocated=10; 01.budget_state=8", "R01.9a D29 D30 D31 D32"),
    ("commune", "01.budget_allocated=10; 01.budget_state=8; 01.budget_other=1.7", ""),
    ("class", "01.budget_state=5", "R01.9b D29 D30 D31 D32"),
    ("commune", "01.budget_spent=1", "R01.10a D29 D33"),
    ("commune", "01.budget_allocated=100000; 01.budget_state=100000", "R01.10b D29"),
    # 03: councils and committees
    ("commune", "03.hdnd_commune term_label=2021-2025", "T181 L8"),
    ("commune", "03.hdnd_commune u40_total=21 u40_female=0", "R03.3a D8 J8"),
    ("commune", "03.hdnd_commune u40_total=10 u40_female=9", "R03.3b E8 K8"),
    ("commune", "03.hdnd_commune u40_total=5 u40_female=6", "R03.3c J8 K8"),
    ("commune", "03.hdnd_commune prev_total=10 prev_female=11", "R03.4 M8 N8"),
    ("commune", "03.hdnd_commune prev_total=0 prev_female=1", "G08e M8 N8"),
    ("commune", "03.hdnd_commune prev_total=0 prev_female=0 prev_female_pct=0", "G08f M8 O8; L114 O8"),
    ("commune", "03.hdnd_commune prev_total=49 prev_female=20 prev_female_pct=40.81", "G07g M8 N8 O8; L114 O8"),
    (
        "commune",
        "03.hdnd_commune prev_total=49 prev_female=20 prev_female_pct=41.2",
        "G07h M8 N8 O8; L114 O8; R03.5 D8 E8 M8 N8 P8",
    ),
    (
        "commune",
        "03.hdnd_commune prev_total=49 prev_female=20 prev_female_pct=44",
        "G07i M8 N8 O8; L114 O8; R03.5 D8 E8 M8 N8 P8",
    ),
    ("commune", "03.hdnd_commune term_label=1985-1990", "R03.1 L8; R03.2 L8"),
    ("province", "03.hdnd_province total=60 female=20 prev_total=60 prev_female=18 change_pp=3.33", "L114 P9"),
    (
        "province",
        "03.hdnd_province total=60 female=20 prev_total=60 prev_female=18 change_pp=3.37",
        "L114 P9; R03.5 D9 E9 M9 N9 P9",
    ),
    ("province", "03.hdnd_province change_pp=3.37", "L114 P9; V107 P9"),
    ("province", "03.party_province_sc total=15 female=11", "R03.6a E12 E13"),
    ("district", "03.party_district_sc total=41 female=3", "R03.6b D9 D10"),
    ("commune", "03.party_commune_sc total=5 female=5; 03.party_commune total=15 female=4", "R03.6c E10 E11"),
    ("commune", "03.hdnd_commune total=33 female=8", "R03.7a D8 L8"),
    ("commune", "03.hdnd_commune total=33 female=8 term_label=2016-2021", "R03.2 L8"),
    ("district", "03.hdnd_district total=29 female=10", "R03.7b D8 L8"),
    ("province", "03.hdnd_province total=49 female=20 term_label=2016-2021", "R03.2 L9; R03.7c D9 L9"),
    ("province", "03.party_province total=50 female=7", "R03.9a D12 E12"),
    ("commune", "03.hdnd_commune total=20 female=3", "R03.9b D8 E8"),
    ("province", "03.hdnd_total total=61 male=41 female_pct=32.79", "L114 D10 F10 G10; R03.10 D9 D10"),
    # 09: violence, and nothing where there was none
    ("violence", "", ""),
    ("commune", "09.victims total=1 female=1", "R09.1b D10 D23"),
    ("commune", "09.sv_shelter=1", "R09.13 D27 Biểu 10!G11 Biểu 10!G12; R09.1a D10 D27"),
    ("commune", "09.dv_households=3", "R09.1a D9 D10"),
    ("violence", "09.dv_households=0", "R09.2a D9 D10"),
    ("violence", "09.perpetrators total=0", "R09.2b D10 D16; R09.7b D10 D16 D17"),
    ("violence", "09.dv_households=3", "R09.2c D9 D10"),
    ("violence", "09.dv_form_sexual=3", "R09.3 D10 D13"),
    ("violence", "09.dv_form_physical=0", "R09.4 D10 D11 D12 D13 D14"),
    ("violence", "09.dv_incidents_handled=3", "R09.5a D10 D15; R09.7a D10 D15 D16 D17 D18 D19 D20 D21"),
    ("violence", "09.mediations_success=1", "R09.5b D29 D30"),
    ("violence", "09.child_abuse_girls=1", "R09.5c D34 D35"),
    ("violence", "09.victims u16=1 u16_f=1 a16_59=2 a16_59_f=1 ge60=0 ge60_f=0", "R09.6a D23 J23 L23 N23"),
    ("violence", "09.victims u16=1 u16_f=0 a16_59=1 a16_59_f=1 ge60=0 ge60_f=0", "R09.6b E23 K23 M23 O23"),
    ("violence", "09.victims u16=1 u16_f=2 a16_59=1 a16_59_f=0 ge60=0 ge60_f=0", "R09.6c J23 K23"),
    ("violence", "09.perp_community_critique=1", "R09.7a D10 D15 D16 D17 D18 D19 D20 D21"),
    ("violence", "09.perp_no_contact=3", "R09.7b D10 D16 D18"),
    ("violence", "09.perp_counselled=3", "R09.8 D10 D16 D21 D22"),
    ("violence", "09.victims_supported total=3 female=1", "R09.9a D10 D23 D24"),
    ("violence", "09.gbv_victims_supported total=1 female=0", "R09.9b D32 D33"),
    ("violence", "09.trafficked_supported total=1 female=0", "R09.9c D37 D38"),
    ("violence", "09.trafficked_need total=1 female=0", "R09.9d D36 D37"),
    ("violence", "09.victims_supported total=0 female=0", "R09.10a D10 D24 D25 D26 D27 D28"),
    ("violence", "09.sv_medical=6", "R09.10b D24 D26"),
    ("violence", "09.victims total=6 female=2", "R09.11 D23 E23"),
    ("violence", "10.trusted_addresses opening=0", "R09.13 D27 Biểu 10!G11 Biểu 10!G12"),
    # where a part of a computed cell is blank, that is said, and not that there is none of it
    ("province", "09.sv_shelter=1", "R09.13 D27 Biểu 10!G11 Biểu 10!G12 Biểu 10!G13; R09.1a D10 D27"),
    ("province", "09.sv_shelter=1; 10.shelter_house opening=_", "R09.1a D10 D27; V101 D13"),
    ("province", "09.sv_shelter=1; 10.shelter_house opening=ba", "R09.1a D10 D27; T102 D13"),
    ("violence", "09.dv_incidents=…", "T120 D10"),
    ("nothing", "", "V108 D8"),
    ("nothing", "09.dv_incidents=1", "R09.0 " + " ".join(f"D{n}" for n in range(8, 39))),
    ("nothing", "09.perp_criminal=2", "R09.0 " + " ".join(f"D{n}" for n in range(8, 39))),
    ("nothing", "09.no_cases=0", "; ".join(f"V101 {cells}" for cells in NEEDED_IN_09)),
    # 09 against the households and people of 07; a province has those only that no commune reports
    (
        "violence",
        "07.pop_total total=7 female=3; 07.pop_16_59 total=7 female=3; 07.households=1",
        "X09a D9 Biểu 07!D27",
    ),
    ("violence", "07.pop_total total=250 female=125; 07.pop_16_59 total=250 female=125; 07.households=100", ""),
    (
        "violence",
        "07.pop_total total=250 female=125; 07.pop_16_59 total=250 female=125; 07.households=99",
        "R09.12 D9 Biểu 07!D27",
    ),
    ("violence", "09.victims total=901 female=901", "X09b D23 Biểu 07!D8"),
    ("violence", "09.victims total=900 female=900", ""),
    ("violence", "07.households=…; 07.pop_total total=… female=…", "T120 D27; T120 D8; T120 E8"),
    ("province", f"{CASE_OF_VIOLENCE}; 10.trusted_addresses opening=1", ""),
    ("whole province", CASE_OF_VIOLENCE, "X09a D9 Biểu 07!D28; X09b D23 Biểu 07!D8"),
    # 10: models and clubs
    ("commune", "10.dv_models opening=22; 10.sustainable_family_clubs opening=110; 10.dv_groups opening=110", ""),
    ("commune", "10.comm_teams opening=22 closing=23", "L114 G16; R10.1a D16 E16 F16 G16"),
    ("commune", "10.comm_teams opening=1 closed=2", "R10.1b D16 E16 F16"),
    ("commune", "10.comm_teams opening=2 members_total=20 members_female=20 members_em=20", ""),
    ("commune", "10.comm_teams opening=2 members_total=20 members_female=21", "R10.3a H16 I16"),
    ("commune", "10.comm_teams opening=2 members_total=20 members_em=21", "R10.3b H16 J16"),
    ("commune", "10.comm_teams members_total=20", "R10.3c G16 H16"),
    (
        "commune",
        "10.dv_models opening=22; 10.sustainable_family_clubs opening=10; 10.dv_groups opening=110",
        "R10.4 G8 G9 G10; R10.5b G9 G10",
    ),
    ("commune", "10.sustainable_family_clubs opening=110; 10.dv_groups opening=105", "R10.5a G9 G10"),
    ("province", "10.social_assist_gbv opening=1", "R10.6 G16 G17"),
    ("commune", "10.comm_teams opening=2 members_total=3", "R10.7 G16 H16"),
    ("violence", "10.trusted_addresses used_count=0", "R10.8 K11 K12 Biểu 09!D27"),
    # 11: communication
    ("commune", "11.sessions=4; 11.participants total=90 female=50", "R11.1 D8 D9 D10"),
    ("commune", "11.sessions=4; 11.sessions_thematic=4", "R11.2a D8 D11"),
    ("commune", "11.participants total=90 female=50", "R11.2a D8 D11"),
    ("commune", "11.training_classes=1", "R11.2b D22 D23; X01a D22"),
    ("commune", "11.workshops=1", "R11.2c D24 D25; X01a D24"),
    ("commune", "11.contests=1", "R11.2d D26 D27; X01a D26"),
    ("commune", "11.sessions=4; 11.sessions_thematic=4; 11.participants total=8000 female=50", "R11.3a D8 D11"),
    (
        "commune",
        "11.training_classes=1; 11.training_participants total=4 female=2",
        "R11.3b D22 D23; X01a D22; X01b D23; X01c E23",
    ),
    ("commune", "11.news_q1=4; 11.news_q2=4; 11.news_q3=4; 11.news_q4=4", ""),
    (
        "commune",
        "11.news_q1=4; 11.news_q2=4; 11.news_q3=4; 11.news_q4=3; 11.news_min4=1",
        "L114 D18; R11.4 D14 D15 D16 D17 D18",
    ),
    ("class", "11.news_q1=4; 11.news_q2=4; 11.news_min4=1", "L114 D16"),
    ("province", "11.stations_monthly=1", "R11.5a D13 D14"),
    ("commune", "11.orgs_informed=1", "R11.5b D31 D32"),
    ("commune", "11.village_rules_nondiscrim=1", "R11.5c D34 D35"),
    # 11 against the people of 07
    ("commune", "11.loudspeaker_broadcasts=2; 11.loudspeaker_listeners=1800", ""),
    ("commune", "11.loudspeaker_broadcasts=2; 11.loudspeaker_listeners=1801", "R11.3c D12 D13 Biểu 07!D8"),
    ("commune", "11.pop_reached total=900 female=450", ""),
    ("commune", "11.pop_reached total=900 female=451", "R11.5d E33 Biểu 07!E8"),
    ("province", "11.pop_reached total=900 female=450", ""),
    ("whole province", "11.pop_reached total=9 female=0", "R11.5d D36 Biểu 07!D8"),
    # 12: activities
    ("class", "", ""),
    ("class", "12.1 participants_female=41", "R12.1a L8 M8"),
    ("class", "12.1 participants_em=41", "R12.1b L8 N8"),
    ("class", "12.1 participants_em=4 participants_em_female=5", "R12.1c N8 O8"),
    ("class", "12.1 participants_em=30 participants_em_female=21", "R12.1d M8 O8"),
    ("class", "12.1 target_group=nu_dai_bieu_hdnd_xa", "R12.2a K8 L8 M8"),
    ("class", "12.1 target_group=nam_gioi", "R12.2b K8 M8"),
    ("class", "12.1 participants_female=_ sex_known=0", "R12.3a P8"),
    ("class", "12.1 participants_female=_", "R12.3b M8 P8"),
    ("class", "12.1 start_date=2023-12-14", "R12.4a D8"),
    ("class", "12.1 start_date=2024-07-01 end_date=2024-07-02", "R12.4b D8"),
    ("class", "12.1 end_date=2024-07-02", "R12.4c D8 E8"),
    ("class", "12.1 end_date=2024-02-28", "R12.4d D8 E8"),
    ("class", "12.1 participants=4 participants_female=2", "R12.5 J8 L8"),
    ("class", "12.1 organiser_level=H", "R12.7 H8"),
    ("class", "12.1 approx=1", "R12.8 Q8"),
    ("class", "12.1 sessions=3-4", "T116 J8"),
    # a space is nothing, and so is a dash where no number belongs
    ("class", "12.1 activity_type=- start_date=- venue_unit=- organiser_level=- target_group=-", "V106 B8 D8 F8 H8 K8"),
    ("class", "12.1 title=+ start_date=+ organiser=+ sessions=+ sex_known=+", "V106 C8 D8 G8 J8 P8"),
    ("commune", "03.hdnd_commune term_label=-", "V102 L8"),
    ("commune", "03.hdnd_commune term_label=+ total=+", "V102 D8 L8"),
]


def filled(base: str, changes: str) -> Workbook:
    return changed(CATALOGUE, BASES[base], changes)


GONE = {
    "column of totals": ("commune", "Biểu 01", lambda sheet: delete_column(sheet, 4), "L106; L109 A7"),
    "column of women": ("commune", "Biểu 01", lambda sheet: delete_column(sheet, 5), "L106; L109 D7"),
    "row of incidents": ("violence", "Biểu 09", lambda sheet: delete_row(sheet, 10), "L107; L109 D7"),
    "row that others add up to": ("province", "Biểu 03", lambda sheet: delete_row(sheet, 9), "L107; L109 D7"),
    "nothing, but a row was inserted": ("violence", "Biểu 09", lambda sheet: insert_row(sheet, 10), "L109 D7"),
}
WHOSE = [
    issued_to(unit, period, scope)
    for unit, scopes in (("06331", [Scope.OWN]), ("185", [*Scope]), ("20", [*Scope]))
    for scope in scopes
    for period in ("2024-H1", "2024")
]


@pytest.fixture(scope="module")
def found() -> Mapping[str, list[str]]:
    """What is said of every return of this module; they are judged together."""
    drawn = {f"{base} {changes}": filled(base, changes) for base, changes, _ in CASES}
    drawn |= {name: on_sheet(filled(base, ""), sheet, edit) for name, (base, sheet, edit, _) in GONE.items()}
    drawn["moved"] = on_sheet(filled("violence", "09.dv_households=9"), "Biểu 09", lambda sheet: insert_row(sheet, 10))
    return verdicts(CATALOGUE, drawn)


@pytest.fixture(scope="module")
def found_in_made_up() -> Mapping[str, list[str]]:
    """What is said of returns of all forms with made-up figures."""
    drawn: dict[str, Workbook] = {}
    for number, whose in enumerate(WHOSE * 3):
        figures = chosen_figures(layouts_for(WHOLE, whose), whose.period, Random(number).randint)
        drawn[f"valid {number}"] = returned(WHOLE, whose, figures)
    return verdicts(WHOLE, drawn)


@pytest.mark.parametrize(("base", "changes", "expected"), CASES, ids=[f"{c[0]} {c[1]}" for c in CASES])
def test_a_change_breaks_a_rule(found: Mapping[str, list[str]], base: str, changes: str, expected: object) -> None:
    assert found[f"{base} {changes}"] == sorted(filter(None, str(expected).split("; ")))


def test_rules_hold_in_files_without_any_result(found: Mapping[str, list[str]]) -> None:
    """What a computed cell states (G03, G07, G08, L114) cannot be found there; everything else is."""
    drawn = {f"{base} {changes}": without_results(filled(base, changes)) for base, changes, _ in CASES}
    for name, lines in verdicts(CATALOGUE, drawn).items():
        assert [line for line in lines if line != "L122"] == [line for line in found[name] if line != "L122"], name


def test_every_rule_is_broken_by_some_case() -> None:
    own = only(CATALOGUE, "01", "03", "09", "10", "11", "12")  # 07 has a table of its own, and so have records
    assert unbroken(own, CASES) - over_records(own) == set()
    said = {one.split()[0] for _, _, expected in CASES for one in expected.split("; ") if one}
    generic = [rule for rule in CATALOGUE.form("01").rules if rule.id.startswith("G")]
    here = {rule.id for rule in generic if "total_bodies" not in rule.check} - between_returns(CATALOGUE)
    assert here - said == set()  # the others are in form 04


@pytest.mark.parametrize("name", GONE)
def test_rules_are_silent_about_what_is_gone(found: Mapping[str, list[str]], name: str) -> None:
    assert "; ".join(found[name]) == GONE[name][3]


def test_a_rule_names_the_cells_where_they_are(found: Mapping[str, list[str]]) -> None:
    assert found["moved"] == ["L109 D7", "R09.2c D9 D11"]


@pytest.mark.parametrize("number", range(len(WHOSE) * 3))
def test_valid_figures_break_no_rule(found_in_made_up: Mapping[str, list[str]], number: int) -> None:
    assert found_in_made_up[f"valid {number}"] == []


def test_a_rule_that_cannot_be_worked_out_is_named() -> None:
    """The checks of definitions refuse one; should they let it pass, no library speaks in their place."""
    layout = layout_of(WHOLE.form("12"), Level.COMMUNE, PeriodKind.HALF)
    rules = (replace(one, check=f"case when sessions > 1 then {field} end = 1") for one, field in
             zip(layout.form.rules, ("sessions", "title"), strict=False))  # fmt: skip
    verdicts = tuple((one, to_polars(one.expression, own_name)) for rule in rules for one in instances(rule))
    table = pl.DataFrame({RETURN: [0], "sessions": [2.0], "title": ["a"]}, schema_overrides={RETURN: pl.UInt32})
    asked = Asked(verdicts, schema_of_returns(layout, (holds for _, holds in verdicts)))
    with pytest.raises(SheetcheckError, match=verdicts[1][0].rule.id):
        list(asked.broken(table))
