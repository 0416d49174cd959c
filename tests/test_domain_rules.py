"""Every rule of the domain, one by one: what carries it, a return that breaks it, and one that does not.

`data/domain_rules.yaml` lists them. A rule is carried by rules of the catalogue or by codes of the program, and each of
these must be told of a cell by a case of the tables in this folder, and must hold of another return of the same table.
Nothing is written twice: cases of the tables are looked up by what they say. Each table is judged as one batch.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest
import test_between_periods
import test_between_units
import test_intake
import test_rules
import test_sheet
import test_submission
import yaml
from forms import (
    test_bdg_02,
    test_bdg_04,
    test_bdg_05,
    test_bdg_06,
    test_bdg_07,
    test_bdg_08,
    test_bdg_13,
    test_bdg_14,
    test_lists,
)

from sheetcheck.catalogue import Catalogue, load_catalogue
from sheetcheck.codes import all_codes
from sheetcheck.finding import Finding
from sheetcheck.grid import Workbook
from sheetcheck.intake import take_in
from sheetcheck.judgement import judged
from sheetcheck.sheet import read_sheet
from sheetcheck.submission import submission_findings
from sheetcheck.tally import Verdict, verdicts_of
from sheetcheck.testing.batch import between, lines, taken_in
from sheetcheck.testing.changes import Base, changed
from sheetcheck.testing.drawing import drawn_sheet
from sheetcheck.units import load_register

DOMAIN: Final[Mapping[str, Mapping[str, Any]]] = yaml.safe_load(
    (Path(__file__).parent / "data" / "domain_rules.yaml").read_text(encoding="utf-8")
)
SEVERITIES = {"E": "error", "W": "warning", "I": "info"}
CATALOGUE = load_catalogue()
RULES = {rule.id: rule for form in CATALOGUE.forms.values() for rule in form.all_rules}
KNOWN = {rule: one.severity.value for rule, one in RULES.items()} | {
    code: one.severity.value for code, one in all_codes().items()
}
CARRIERS = {one for rule in DOMAIN.values() for one in rule["by"]}
CELLS = [  # what a cell holds, where no table of returns has it
    ("commune", "", ""),
    ("commune", "01.collaborators total=khoảng+30 female=20", "T114 D13"),
    ("commune", "01.collaborators total=20/49 female=20", "T112 D13"),
    ("commune", "01.collaborators total=3-4 female=2", "T116 D13"),
    ("commune", "01.collaborators total=26/02/2024 female=2", "T113 D13"),
    ("commune", "01.collaborators total=12.3456 female=2", "T104 D13"),
]


OF_A_SHEET = {"L105", "L106", "L107"}
"""What is missing has no cell."""


class Case(NamedTuple):
    """A return of a table: what its table expects, what is said, and the rules that hold where that can be asked."""

    name: str
    meant: Sequence[str]
    said: Sequence[str]
    held: frozenset[str] = frozenset()


Cases = Sequence[Case]


def parted(expected: str) -> list[str]:
    return [one for one in expected.split("; ") if one]


def telling(cases: Sequence[Any], seen: set[str]) -> list[Any]:
    """The cases that say something of the domain which was not seen before, and all that say nothing."""
    found = []
    for case in cases:
        codes = {one.split()[0] for one in parted(case[-1])} & CARRIERS
        if not parted(case[-1]) or codes - seen:
            seen |= codes
            found.append(case)
    return found


def of_returns(bases: Mapping[str, Base], cases: Sequence[tuple[str, str, str]], catalogue: Catalogue) -> Cases:
    """The returns of a form's table, judged as one batch."""
    wanted = {f"{base} | {changes}": (base, changes, expected) for base, changes, expected in cases}
    batch = [
        taken_in(catalogue, name, changed(catalogue, bases[base], changes))
        for name, (base, changes, _) in wanted.items()
    ]
    found = [*(one for item in batch for one in item.findings), *judged(batch, catalogue.forms)]
    held: dict[int, set[str]] = {}
    for rule, verdicts in verdicts_of(catalogue.forms, batch, found).items():
        for place in (place for place, verdict in verdicts.items() if verdict is Verdict.HELD):
            held.setdefault(place, set()).add(rule)
    said: dict[str, list[Finding]] = {name: [] for name in wanted}
    for one in found:
        said[one.file].append(one)
    return [
        Case(name, parted(expected), lines(said[name]), frozenset(held.get(place, ())))
        for place, (name, (*_, expected)) in enumerate(wanted.items())
    ]


def of_periods() -> Cases:
    register, table = load_register(), test_between_periods
    chosen = telling(table.CASES, set())
    earlier, batch = table.drawn(register, chosen)
    found = between(table.CATALOGUE, batch, earlier, register)
    cases = [
        Case(
            f"{old} | {new}",
            parted(expected),
            [one.replace(f"{item.file}-old!", "old!") for one in lines(one for one in found if one.file == item.file)],
        )
        for item, (_, old, new, expected) in zip(batch, chosen, strict=True)
    ]
    silent, some = "09.dv_incidents=0", "09.dv_incidents=1"
    cells = " ".join(f"{year}!Biểu 09!D10" for year in (2021, 2022, 2023))
    return [
        *cases,
        Case("four periods", [f"R09.12b D10 Biểu 07!D27 {cells}"], table.four(register, *[silent] * 4)),
        Case("three of four", [], table.four(register, some, *[silent] * 3)),
    ]


def of_units() -> Cases:
    register, table = load_register(), test_between_units
    row = f"{table.COUNCIL} total={{}} female=5"
    councils: list[tuple[str, str, str, list[str]]] = [
        (row.format(each), "", row.format(each * table.COMMUNES), []) for each in (30, 31)
    ]
    councils[1][3].append("X14 D9 L9 +18")
    return [
        Case(above, expected, table.said(register, [*table.district(above, own), *table.communes(register, below)]))
        for below, own, above, expected in (*(case for case in table.CASES if "04." in case[0]), *councils)
    ]


def of_sheets() -> Cases:
    table = test_sheet
    return [
        Case(name, parted(said), lines(read_sheet(drawn_sheet("Biểu 77", "\n".join([head, *rows])), table.LAYOUT, "vi").findings))
        for name, (head, rows, said, _) in table.CASES.items()
    ]  # fmt: skip


def of_workbooks() -> Cases:
    table = test_intake
    cases: Mapping[str, tuple[Workbook, Any]] = table.CASES
    return [
        Case(name, [f"{code} {' '.join(where)}" for code, *where in expected], [
            f"{one.code} {' '.join((one.sheet, *one.cells))}" for one in take_in(workbook, table.CATALOGUE.forms).findings
        ])
        for name, (workbook, expected) in cases.items()
    ]  # fmt: skip


def of_submissions() -> Cases:
    """A file is what is wrong there, not a cell of it."""
    table = test_submission
    return [
        Case(name, [" ".join(one) for one in expected], [
            f"{one.code} {one.file} {one.unit}" for one in submission_findings(sent, table.CATALOGUE, where)
        ])
        for name, (sent, where, expected) in table.CASES.items()
    ]  # fmt: skip


FORMS = (
    test_bdg_02, test_bdg_06, test_bdg_07, test_bdg_08, test_bdg_13, test_bdg_05, test_bdg_04, test_bdg_14, test_lists,
    test_rules,
)  # fmt: skip


@cache
def tables() -> Mapping[str, Cases]:
    """Every table of cases, judged."""
    seen: set[str] = set()
    found = {one.__name__: of_returns(one.BASES, telling(one.CASES, seen), one.CATALOGUE) for one in FORMS}
    found["cells"] = of_returns(test_rules.BASES, CELLS, test_rules.CATALOGUE)
    return found | {
        "periods": of_periods(), "units": of_units(), "sheets": of_sheets(), "workbooks": of_workbooks(),
        "submissions": of_submissions(),
    }  # fmt: skip


def breaking(carrier: str) -> Iterator[tuple[str, str]]:
    """The tables in which it is told just as a case expects, cells and all, and what is told."""
    for table, cases in tables().items():
        for case in cases:
            for said in case.said:
                if said.split()[0] == carrier and said in case.meant:
                    yield table, said


def holds(carrier: str, table: str) -> bool:
    """Whether some return of a table passes: it holds there, or (where that cannot be asked) nothing is said."""
    held = [case for case in tables()[table] if carrier in case.held]
    silent = [case for case in tables()[table] if not case.meant and not case.said]
    return bool(held or (silent and not any(case.held for case in tables()[table])))


@pytest.mark.parametrize("name", DOMAIN)
def test_a_rule_of_the_domain_is_carried(name: str) -> None:
    if not DOMAIN[name]["by"]:
        pytest.skip(f"{name} is not carried: {DOMAIN[name]['why']}")
    for carrier in DOMAIN[name]["by"]:
        assert carrier in KNOWN, f"there is no rule or code {carrier}"
        table, said = next(breaking(carrier), ("", ""))
        assert table, f"no case breaks {carrier}"
        assert " " in said or carrier in OF_A_SHEET, f"{carrier} names no cell"
        assert carrier not in RULES or holds(carrier, table), f"{carrier} holds of no return of {table}"


@pytest.mark.parametrize("name", DOMAIN)
def test_its_severity_is_the_domain_s_or_it_is_said_why_not(name: str) -> None:
    rule = DOMAIN[name]
    meant = {SEVERITIES[one] for one in rule["is"].split("/")}
    assert meant <= {KNOWN[one] for one in rule["by"]} or rule.get("but") or not rule["by"]


def test_there_are_151_and_four_of_them_stand_in_two_lists() -> None:
    """112 about forms, 25 about every form, 14 across forms; X01, X03, X05 and X06 are in a form's list too."""
    by_letter = {letter: sum(name[0] == letter for name in DOMAIN) for letter in "RGX"}
    assert by_letter == {"R": 112 - 4, "G": 25, "X": 14}


def test_every_rule_of_the_catalogue_comes_from_the_domain() -> None:
    carried = {one for rule in DOMAIN.values() for one in rule["by"]}
    assert RULES.keys() - carried == {one for names in BEYOND for one in names.split()}


BEYOND = {
    "R09.0": "the tick of a form in which nothing happened",
    "R13.5": "a recommendation names its addressee: a required field of the domain's table",
    "R14.5a R14.5b R14.5c": "what a target does not have stays blank",
    "U01a U01b U01d": "a consolidated return is what it adds up",
    "U01.1 U07a U07b U09a": "rates far from those of the other communes",
}
"""Rules that the domain does not name, and what they are for."""
