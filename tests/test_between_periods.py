"""Rules between periods: an earlier return, a later one, and what is said of which cells in both files.

How a return is written is told in `sheetcheck.testing.changes`. Each case is of another unit, so that all are judged as
one batch; the earlier return is the file `old`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pytest

from sheetcheck.catalogue import load_catalogue
from sheetcheck.comparison import compare
from sheetcheck.expression.evaluate import evaluate
from sheetcheck.finding import Finding
from sheetcheck.form import Level
from sheetcheck.formula import special
from sheetcheck.kin import kin_of
from sheetcheck.returns import Return
from sheetcheck.testing.batch import between, lines, taken_in
from sheetcheck.testing.changes import Base, between_returns, changed, only
from sheetcheck.units import Register
from sheetcheck.words import Words

CATALOGUE = only(load_catalogue(), "01", "03", "05", "06", "07", "08", "09", "10", "11", "13")
HALF, YEAR = ("2023-H1", "2024-H1"), ("2023", "2024")
WITHIN, OPENING = ("2024-H1", "2024"), ("2023", "2024-H1")
TRAINED, WORKFORCE, CLUBS = "06.vocational_trained", "05.workforce_total", "10.sustainable_family_clubs"
COUNCIL = "03.hdnd_commune term_label=2021-2026"
SAID = "13.1 item_type=kho_khan domain=khac content=Cán+bộ+đều+kiêm+nhiệm"
FLOWS = "01.docs_plan=3; 01.docs_decision=4; 01.docs_other=5; 01.inspections=6; 01.units_inspected=7"
Case = tuple[tuple[str, str], str, str, str]
CASES: list[Case] = [
    # the two periods; what the earlier return says; what the later one says; what is found
    # G12, flows: the same part of the year before; by 10 or more, and by more than half
    (HALF, f"{TRAINED} total=40 female=10", f"{TRAINED} total=60 female=10", ""),
    (HALF, f"{TRAINED} total=40 female=10", f"{TRAINED} total=61 female=10", "G12a D10 old!Biểu 06!D10"),
    (HALF, f"{TRAINED} total=40 female=10", f"{TRAINED} total=19 female=10", "G12a D10 old!Biểu 06!D10"),
    (HALF, f"{TRAINED} total=2 female=1", f"{TRAINED} total=11 female=1", ""),
    (HALF, f"{TRAINED} total=2 female=1", f"{TRAINED} total=12 female=1", "G12a D10 old!Biểu 06!D10"),
    (HALF, f"{TRAINED} total=40 female=30", f"{TRAINED} total=40 female=10",
     "G12b D10 E10 old!Biểu 06!D10 old!Biểu 06!E10"),
    (HALF, f"{TRAINED} total=40 female=30", f"{TRAINED} total=10 female=2", "G12a D10 old!Biểu 06!D10"),
    (HALF, "01.budget_allocated=100", "01.budget_allocated=150", ""),
    (HALF, "01.budget_allocated=100", "01.budget_allocated=151", "G12c D29 old!Biểu 01!D29"),
    # what is not known on one side is undecided
    (HALF, f"{TRAINED} total=… female=…", f"{TRAINED} total=99 female=10", ""),
    (HALF, f"{TRAINED} total=nhiều female=3", f"{TRAINED} total=99 female=10", ""),
    (HALF, f"{TRAINED} total=_ female=3", f"{TRAINED} total=99 female=10", ""),
    (HALF, f"{TRAINED} total=40 female=10", f"{TRAINED} total=nhiều female=10", ""),
    (HALF, f"{TRAINED} total=40 female=10", f"{TRAINED} total=_ female=_", ""),
    # neither is what has another season or is not earlier
    (("2023-H2", "2024-H1"), f"{TRAINED} total=40 female=10", f"{TRAINED} total=99 female=10", ""),
    (("2022-H1", "2024-H1"), f"{TRAINED} total=40 female=10", f"{TRAINED} total=99 female=10", ""),
    (("2025-H1", "2024-H1"), f"{TRAINED} total=40 female=10", f"{TRAINED} total=99 female=10", ""),
    # G12, stocks of persons and households: by 10 or more, and by more than a tenth
    (YEAR, "06.employed total=500 female=200", "06.employed total=550 female=220", ""),
    (YEAR, "06.employed total=500 female=200", "06.employed total=551 female=220", "G12d D10 old!Biểu 06!D10"),
    (YEAR, "06.employed total=500 female=200", "06.employed total=500 female=230",
     "G12e D10 E10 old!Biểu 06!D10 old!Biểu 06!E10"),
    (YEAR, "06.employed total=549945 female=276386", "06.employed total=456454 female=235799",  # Hòa Bình, 2018 and 2019
     "G12d D10 old!Biểu 06!D10"),
    (YEAR, "06.employed total=445175 female=236636", "06.employed total=464174 female=242674", ""),  # 2020 and 2021
    (YEAR, "07.households=300", "07.households=330", ""),
    (YEAR, "07.households=300", "07.households=331", "G12f D27 old!Biểu 07!D27"),
    # R03.8: inside a term
    (YEAR, f"{COUNCIL} total=25 female=8", f"{COUNCIL} total=28 female=11", ""),
    (YEAR, f"{COUNCIL} total=25 female=8", f"{COUNCIL} total=21 female=8", "R03.8a D8 L8 old!Biểu 03!D8 old!Biểu 03!L8"),
    (YEAR, f"{COUNCIL} total=25 female=8", f"{COUNCIL} total=25 female=12",
     "R03.8b D8 E8 L8 old!Biểu 03!D8 old!Biểu 03!E8 old!Biểu 03!L8"),
    (YEAR, "03.hdnd_commune term_label=2016-2021 total=25 female=8", f"{COUNCIL} total=19 female=2", ""),
    # R05.7: by more than a tenth, also where that is few persons; from 10 on it is G12's
    (YEAR, f"{WORKFORCE} total=30 female=10", f"{WORKFORCE} total=33 female=10", ""),
    (YEAR, f"{WORKFORCE} total=30 female=10", f"{WORKFORCE} total=34 female=10", "R05.7 D13 old!Biểu 05!D13"),
    (YEAR, f"{WORKFORCE} total=30 female=10", f"{WORKFORCE} total=40 female=10", "G12d D13 old!Biểu 05!D13"),
    # R08.6: pupils by more than 15 percent, also where that is few; from 10 on it is G12's
    (YEAR, "08.pupils_primary total=40 female=20", "08.pupils_primary total=46 female=20", ""),
    (YEAR, "08.pupils_primary total=40 female=20", "08.pupils_primary total=47 female=20", "R08.6 D9 old!Biểu 08!D9"),
    (YEAR, "08.pupils_primary total=40 female=20", "08.pupils_primary total=33 female=20", "R08.6 D9 old!Biểu 08!D9"),
    (YEAR, "08.pupils_primary total=40 female=20", "08.pupils_primary total=50 female=20", "G12d D9 old!Biểu 08!D9"),
    # G11: the whole year has at least what its first half had
    (WITHIN, f"{TRAINED} total=40 female=10", f"{TRAINED} total=40 female=10", ""),
    (WITHIN, f"{TRAINED} total=40 female=10", f"{TRAINED} total=39 female=10", "G11a D18 old!Biểu 06!D10"),
    (WITHIN, f"{TRAINED} total=40 female=10", f"{TRAINED} total=40 female=9", "G11a E18 old!Biểu 06!E10"),
    (WITHIN, f"{CLUBS} opening=5 opened=2", f"{CLUBS} opening=5 opened=1", "G11b E9 old!Biểu 10!E9"),
    (("2023-H1", "2024"), f"{TRAINED} total=40 female=10", f"{TRAINED} total=39 female=10", ""),
    (("2024-H2", "2024"), f"{TRAINED} total=40 female=10", f"{TRAINED} total=39 female=10", ""),
    # R11.4: the first quarters are those of the half-year return, or a note says why not
    (WITHIN, "11.news_q1=4", "11.news_q1=5", "R11.4b D14 J14 old!Biểu 11!D14"),
    (WITHIN, "11.news_q1=4", "11.news_q1 value=5 note=Bổ+sung+một+tin", ""),
    (WITHIN, "11.news_q1=4", "11.news_q1=3", "G11a D14 old!Biểu 11!D14"),
    # G15: all figures of what happened in the period are those of an earlier one
    (HALF, FLOWS, FLOWS, "P120 D19 D20 D21 D23 D24"),
    (HALF, FLOWS, FLOWS.replace("=7", "=8"), ""),
    # R10.2: a period begins with what the one before ended with
    (OPENING, f"{CLUBS} opening=5 opened=2 closed=1", f"{CLUBS} opening=6", ""),
    (OPENING, f"{CLUBS} opening=5 opened=2 closed=1", f"{CLUBS} opening=5", "R10.2 D9 old!Biểu 10!G9"),
    (("2023-H2", "2024-H1"), f"{CLUBS} opening=5", f"{CLUBS} opening=4", "R10.2 D9 old!Biểu 10!G9"),
    (HALF, f"{CLUBS} opening=5", f"{CLUBS} opening=4", ""),
    (OPENING, f"{CLUBS} opening=5 opened=nhiều", f"{CLUBS} opening=5", ""),
    # R13.2: the very words of the period before
    (OPENING, SAID, SAID, "R13.2 D8 old!Biểu 13!D8"),
    (OPENING, SAID, f"{SAID}+nhiều+việc", ""),
    (OPENING, SAID.replace("13.1", "13.2"), f"13.2 {SAID.removeprefix('13.1 ')}", "R13.2 D9 old!Biểu 13!D9"),
]  # fmt: skip


def numbered(register: Register) -> list[str]:
    """As many communes as there are cases, none of which changed until 2025."""
    units = register.children("20", date(2024, 6, 14), Level.COMMUNE)
    return [unit.code for unit in units][: len(CASES)]


def drawn(register: Register, cases: Sequence[Case] = CASES) -> tuple[list[Return], list[Return]]:
    """The earlier returns, and the later ones in the order of the cases."""
    earlier: list[Return] = []
    batch: list[Return] = []
    for unit, ((then, now), old, new, _) in zip(numbered(register), cases, strict=False):
        earlier.append(taken_in(CATALOGUE, f"{unit}-old", changed(CATALOGUE, Base(unit, then, old))))
        batch.append(taken_in(CATALOGUE, unit, changed(CATALOGUE, Base(unit, now, new))))
    return earlier, batch


@pytest.fixture(scope="module")
def found(register: Register) -> Mapping[int, list[Finding]]:
    """What is found in each case."""
    earlier, batch = drawn(register)
    said = between(CATALOGUE, batch, earlier, register)
    return {i: [one for one in said if one.file == item.file] for i, item in enumerate(batch)}


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda number: f"{CASES[number][1]} | {CASES[number][2]}")
def test_two_periods(found: Mapping[int, list[Finding]], register: Register, number: int) -> None:
    own = numbered(register)[number]
    assert "; ".join(lines(found[number])).replace(f"{own}-old!", "old!") == CASES[number][3]


def test_a_sentence_quotes_both_figures_and_both_periods(found: Mapping[int, list[Finding]]) -> None:
    one = next(one for findings in found.values() for one in findings if one.rule == "G12d")
    assert Words(CATALOGUE).message(one) == ("Lao động có việc làm: 551, trong khi năm 2023 là 500; thay đổi quá 10%")
    assert (
        Words(CATALOGUE, "en")
        .message(one)
        .endswith(": 551, while it was 500 in the year 2023; a change of more than 10%")
    )


def test_what_was_written_in_a_sensitive_form_is_not_repeated(found: Mapping[int, list[Finding]]) -> None:
    one = next(one for findings in found.values() for one in findings if one.rule == "R13.2")
    assert dict(one.params) == {"before.period": "2023", "before.unit": one.unit, "record": 1}
    assert Words(CATALOGUE).message(one) == "Dòng 1: nội dung giống hệt năm 2023"


def test_every_rule_between_periods_is_broken_by_some_case() -> None:
    broken = {one.split()[0] for *_, expected in CASES for one in expected.split("; ") if one}
    assert between_returns(CATALOGUE) - broken == {
        "R09.12b",
        "U01a",
        "U01b",
        "U01c",
        "U01d",
        "X14",
    }  # of more than two returns: below, and in test_between_units


def four(register: Register, *figures: str, households: int = 3001) -> list[str]:
    """What is said of the last of several returns of one unit, each of the year after the other."""
    returns = [
        taken_in(
            CATALOGUE,
            f"{2020 + at}",
            changed(CATALOGUE, Base("06331", f"{2020 + at}", f"07.households={households}; {one}")),
        )
        for at, one in enumerate(figures, start=1)
    ]
    found = between(CATALOGUE, returns[-1:], returns[:-1], register)
    return [one for one in lines(found) if one.startswith("R09.12b")]


def test_four_periods_without_a_case(register: Register) -> None:
    none, some = "09.dv_incidents=0", "09.dv_incidents=1"
    cells = " ".join(f"{year}!Biểu 09!D10" for year in (2021, 2022, 2023))
    assert four(register, none, none, none, none) == [f"R09.12b D10 Biểu 07!D27 {cells}"]
    assert four(register, none, none, none, none, households=3000) == []
    assert four(register, some, none, none, none) == []
    assert four(register, none, none, none) == []  # three returns say nothing of a fourth
    assert four(register, "09.dv_incidents=nhiều", none, none, none) == []


def test_plain_python_finds_broken_what_the_table_finds_broken(register: Register) -> None:
    earlier, batch = drawn(register)
    kin = kin_of(batch, earlier, register)
    contrasts = list(compare(CATALOGUE.forms, batch, kin))
    assert len(contrasts) > 15
    for one in contrasts:
        identity = batch[one.index].identity
        assert identity is not None
        said = {name: special(name, identity) for name in one.instance.expression.specials}
        assert evaluate(one.instance.expression.node, {**one.values, **said}) is False
