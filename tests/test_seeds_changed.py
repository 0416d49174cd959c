"""Published reports with one change, the mistake that somebody might make: what is said that was not said before.

How a change is written is told in `sheetcheck.testing.changes`. Not here yet, for want of rules that can say so: a
record taken out of register 02, so that form 01 counts more decisions than are listed (X02), and 700 women deputies
trained of 679 (X05), which come with list aggregates; last year's figures sent again under this year's name (G15),
the annual figure below that of the half-year (G11) and an opening stock that is not the last closing one (R10.2),
which come with earlier periods; a later revision of a consolidated return (G14, G23 across files of several rounds).
"""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from published_reports import CATALOGUE, PUBLISHED, VT, news, supposed

from sheetcheck.consolidate import consolidate
from sheetcheck.errors import SheetcheckError
from sheetcheck.form import Level, Scope
from sheetcheck.identity import Identity
from sheetcheck.period import parse_period
from sheetcheck.returns import Return, Status
from sheetcheck.submission import Expected, submission_findings
from sheetcheck.testing.batch import figure, lines, taken_in, verdicts
from sheetcheck.testing.drawing import issued_to, returned
from sheetcheck.units import load_register

VIOLENCE = "09.dv_incidents=2; 09.victims total=2 female=2; 09.perpetrators total=2"
CLASSES = (
    "12.1 activity_type=tap_huan title=Tập+huấn start_date=2019-05-06 venue_unit=925 organiser=UBND organiser_level=H"
    " sessions=3 target_group=can_bo_bdg participants=90 participants_female=60 sex_known=1 approx=0"
)
CASES = [
    # women, men, percentages, ethnic minorities: the provincial council of Bắc Kạn, 20 women of 49
    ("bac kan", "03.hdnd_province female=50", "G02 D9 E9"),
    ("bac kan", "03.hdnd_province male=28", "G03 D9 E9 F9; L114 F9 P9 P10 P11"),
    ("bac kan", "03.hdnd_province male=29", "L114 F9 P9 P10 P11"),
    ("bac kan", "03.hdnd_province female_pct=40.82", "L114 G9 P9 P10 P11"),
    ("bac kan", "03.hdnd_province female_pct=40.81", "G07a D9 E9 G9; L114 G9 P9 P10 P11"),
    ("bac kan", "03.hdnd_province female_pct=41.2", "G07b D9 E9 G9; L114 G9 P9 P10 P11"),
    ("bac kan", "03.hdnd_province female_pct=44", "G07c D9 E9 G9; L114 G9 P9 P10 P11"),
    ("bac kan", "03.hdnd_province em_total=30 em_female=25", "G04c D9 E9 I9"),
    ("bac kan", "03.hdnd_province em_total=40 em_female=5", "G05 D9 E9 H9 I9"),
    ("bac kan", "03.hdnd_province em_total=40 em_female=11", ""),
    # numbers as people type them; what is computed from a cell that cannot be read is not judged
    ("bac kan", "03.hdnd_commune total=2.696", "T105 D11"),
    ("bac kan", "03.hdnd_commune total=…", "T120 D11"),
    ("bac kan", "03.hdnd_province total=20/49", "T112 D9"),
    ("bac kan", "03.hdnd_province term_label=2016-2020", "T181 L9"),
    ("van thuy", "11.loudspeaker_listeners=1.500", "T103 D13"),
    ("van thuy", "11.loudspeaker_listeners=1.5", "T105 D13"),
    ("vinh thanh", "01.cfaw_head_vice_chair=2", "T131 D16"),
    # wholes and parts
    ("van thuy", "01.staff_fulltime total=1", "R01.1 D8 D9 D10"),
    ("van thuy", "01.docs_total=4", "L114 D22; R01.6 D19 D20 D21 D22"),
    ("van thuy", "01.cfaw_exists=0", "R01.4a D14 D15"),
    ("vinh thanh", "01.cfaw_exists=0", "R01.4b D14 D16"),
    ("bac kan", "10.dv_models opening=22 opened=0 closed=0 closing=22", ""),
    ("bac kan", "10.dv_models opening=22 opened=0 closed=0 closing=23", "R10.1a D8 E8 F8 G8"),
    ("bac kan", "10.sustainable_family_clubs closing=10", "R10.4 G8 G9 G10; R10.5b G9 G10"),
    ("bac ninh", "10.shelter_house closed=2", "R10.1b D13 E13 F13"),
    # nothing happened, or something did
    ("van thuy", "09.victims total=1 female=1", "R09.1b D10 D23"),
    ("van thuy", f"{VIOLENCE}; 09.dv_households=3; 09.dv_form_mental=2", "R09.2c D9 D10"),
    ("van thuy", f"{VIOLENCE}; 09.dv_households=2; 09.dv_form_mental=1", "R09.4 D10 D11 D12 D13 D14"),
    ("van thuy", f"{VIOLENCE}; 09.dv_households=2; 09.dv_form_mental=2", ""),
    # a People's Committee led by women without a woman in its posts
    (
        "van thuy",
        "04.body_ubnd total_bodies=1 with_female_leader=1; 04.post_ubnd_chair total=1 female=0;"
        "04.post_ubnd_vice total=1 female=0",
        "R04.4 D10 E10 H16 H17",
    ),
    # registers
    ("bac ninh", "02.1 issue_date=2023-03-28", ""),
    ("bac ninh", "02.1 issue_date=2022-03-28", "R02.3a D8 H8"),
    ("van thuy", "12.1 participants_female=41 sex_known=1", ""),
    ("van thuy", "12.1 participants_female=40 sex_known=1", "R12.2a K8 L8 M8"),
    ("van thuy", "12.1 participants_female=42 sex_known=1", "R12.1a L8 M8; R12.2a K8 L8 M8"),
    ("sa pa 2021", "12.1 participants_female=51", "R12.1a L8 M8"),
    ("sa pa 2021", "12.4 participants_female=69", "R12.2a K11 L11 M11"),
    # classes and who was in them
    ("co do", "11.training_classes=3; 11.training_participants total=90 female=60", "X01a D16; X01b D17; X01c E17"),
    (
        "co do",
        f"11.training_classes=3; 11.training_participants total=90 female=60; {CLASSES}",
        "",
    ),
    (
        "co do",
        "11.training_classes=4; 11.training_participants total=3 female=1",
        "R11.3b D16 D17; X01a D16; X01b D17; X01c E17",
    ),
    ("lien minh", "06.vocational_trained total=50 female=51", "G02 D18 E18"),
    ("lien minh", "06.vocational_trained total=70 female=70", "R06.7 D17 D18"),
]
_BLANK = ("V101", "V102")
"""Cells beside those that a case fills in."""


@pytest.fixture(scope="module")
def found() -> Mapping[str, list[str]]:
    drawn = {seed: supposed(seed) for seed in PUBLISHED}
    return verdicts(CATALOGUE, drawn | {f"{seed} {changes}": supposed(seed, changes) for seed, changes, _ in CASES})


@pytest.mark.parametrize(("seed", "changes", "expected"), CASES)
def test_a_change_is_found(found: Mapping[str, list[str]], seed: str, changes: str, expected: str) -> None:
    said = news(found, seed, f"{seed} {changes}").split("; ")
    assert "; ".join(one for one in said if not one.startswith(_BLANK)) == expected


def test_a_number_typed_as_text_is_read() -> None:
    item = taken_in(CATALOGUE, "a.xlsx", supposed("van thuy", "11.loudspeaker_listeners=1.500"))
    assert figure(CATALOGUE, item, "11.loudspeaker_listeners.value") == 1500


REGISTER = load_register()
ROUND = Expected(units={"06331": "Xã Vạn Thủy"}, level=Level.COMMUNE, period=parse_period("2024-H1"), register=REGISTER)


def sent(name: str, whose: Identity, content: str = "") -> Return:
    """Vạn Thủy's figures under an identity; `content` stands for the bytes of the file."""
    figures = PUBLISHED["van thuy"][1] if whose.level is Level.COMMUNE else {}
    return replace(taken_in(CATALOGUE, name, returned(CATALOGUE, whose, figures)), sha256=content or name)


def said_of(*returns: Return, expected: Expected) -> list[str]:
    own = [one for item in returns for one in item.findings if one.code.startswith("I")]
    return lines([*own, *submission_findings(returns, CATALOGUE, expected)])


@pytest.mark.parametrize(
    ("whose", "expected", "codes"),
    [
        (VT, ROUND, []),
        (replace(VT, unit="6331"), ROUND, ["I112"]),
        (issued_to("185", "2026"), Expected(register=REGISTER), ["I105"]),
        (issued_to("06331", "2026-H1"), Expected(register=REGISTER), ["I105"]),
        (issued_to("06331", "2023-H1"), ROUND, ["I108"]),
        (issued_to("06337", "2024-H1"), ROUND, ["I107", "S101"]),
    ],
    ids=["as issued", "zero lost", "district in 2026", "commune that ended", "last year's", "another commune's"],
)
def test_whose_and_of_when(whose: Identity, expected: Expected, codes: list[str]) -> None:
    assert said_of(sent("a.xlsx", whose), expected=expected) == codes


def test_a_code_without_its_zero_is_the_same_unit() -> None:
    assert sent("a.xlsx", replace(VT, unit="6331")).unit == "06331"


def test_a_return_sent_twice() -> None:
    assert said_of(sent("a.xlsx", VT, "same"), sent("b.xlsx", VT, "same"), expected=ROUND) == ["S103"]
    assert said_of(sent("a.xlsx", VT), sent("b.xlsx", VT), expected=ROUND) == ["S102", "S102"]


@pytest.mark.parametrize("other", [Scope.OWN, Scope.CONSOLIDATED])
def test_a_district_is_never_added_to_its_communes(other: Scope) -> None:
    returns = [sent("a.xlsx", VT), sent("b.xlsx", issued_to("185", "2024-H1", other))]
    with pytest.raises(SheetcheckError, match="several levels"):
        consolidate(returns, [Status.ACCEPTED] * 2, CATALOGUE.forms)
