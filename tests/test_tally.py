"""How a batch did rule by rule: what is counted, and that it is in the report only when somebody asks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import run

from sheetcheck.catalogue import load_catalogue
from sheetcheck.finding import Finding, Severity
from sheetcheck.judgement import judged
from sheetcheck.report import report_of
from sheetcheck.reporters import reporter
from sheetcheck.returns import Status
from sheetcheck.tally import RuleTally, tally
from sheetcheck.testing.batch import taken_in
from sheetcheck.testing.changes import only, parsed
from sheetcheck.testing.drawing import as_file, issued_to, returned
from sheetcheck.validate import Checked

CATALOGUE = only(load_catalogue(), "01", "02", "12")
RETURNS = [
    taken_in(CATALOGUE, f"{unit}{number}.xlsx", returned(CATALOGUE, issued_to(unit, "2024-H1"), dict(parsed(figures))))
    for number, (unit, figures) in enumerate(
        (
            (
                "06331",
                "01.staff_total total=2 female=1;01.staff_fulltime total=1 female=1;01.staff_parttime total=1 female=0",
            ),
            (
                "06331",
                "01.staff_total total=2 female=3;01.staff_fulltime total=1 female=1;01.staff_parttime total=1 female=0",
            ),
            ("06337", "01.staff_total total=2 female=3"),
            ("06340", "01.staff_total total=hai female=3"),
            ("06343", "12.1 title=A start_date=2024-03-01;12.2 title=A start_date=2024-03-01"),
        )
    )
]
FOUND = tuple(judged(RETURNS, CATALOGUE.forms))


@pytest.fixture(scope="module")
def counts() -> dict[str, RuleTally]:
    return {one.rule: one for one in tally(CATALOGUE.forms, RETURNS, FOUND)}


@pytest.mark.parametrize(
    ("rule", "checked", "held", "broken", "undecided", "units"),
    [
        ("G02", 5, 1, 2, 2, 2),
        ("R01.1", 5, 1, 1, 3, 1),
        ("R12.6a", 5, 0, 1, 4, 1),
        ("R12.1a", 5, 0, 0, 5, 0),
        ("R01.3", 5, 3, 0, 2, 0),
    ],
)
def test_what_is_counted(counts: dict[str, RuleTally], rule: str, checked: int, held: int, broken: int, undecided: int,
                         units: int) -> None:  # fmt: skip
    one = counts[rule]
    assert (one.checked, one.held, one.broken, one.undecided, one.units) == (checked, held, broken, undecided, units)


def test_every_return_is_counted_once_for_every_rule(counts: dict[str, RuleTally]) -> None:
    assert all(one.checked == one.held + one.broken + one.undecided for one in counts.values())
    assert {one.rule for one in FOUND if one.rule} == {one.rule for one in counts.values() if one.broken}


def test_the_worst_come_first() -> None:
    found = tally(CATALOGUE.forms, RETURNS, FOUND)
    assert [(one.units, one.broken) for one in found] == sorted(
        ((one.units, one.broken) for one in found), reverse=True
    )
    assert found[0].rule == "G02"


def rendered(format_: str, *, asked: bool) -> str:
    checked = Checked(tuple(RETURNS), (Status.REJECTED,) * len(RETURNS), FOUND)
    statistics = tally(CATALOGUE.forms, RETURNS, FOUND) if asked else None
    written = reporter(format_)(report_of(checked, CATALOGUE, "en", statistics=statistics))
    return written if isinstance(written, str) else written.decode()


def test_a_report_has_them_when_asked() -> None:
    assert "statistics" not in json.loads(rendered("json", asked=False))
    first = json.loads(rendered("json", asked=True))["statistics"][0]
    assert first == {
        "rule": "G02", "code": "R201", "severity": "error", "forms": ["01"], "checked": 5, "held": 1, "broken": 2,
        "undecided": 2, "units": 2,
    }  # fmt: skip
    assert "By rule" not in rendered("text", asked=False)
    lines = rendered("text", asked=True).splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("By rule:"))
    assert lines[start + 1].split() == [
        "Code",
        "Rule",
        "Severity",
        "Form",
        "Asked",
        "Held",
        "Broken",
        "Undecided",
        "Units",
    ]
    assert lines[start + 2].split() == ["R201", "G02", "error", "01", "5", "1", "2", "2", "2"]


def test_a_finding_of_no_return_and_of_no_rule_is_not_counted() -> None:
    other = Finding(code="R201", severity=Severity.ERROR, file="elsewhere.xlsx", rule="G02")
    unknown = Finding(code="S101", severity=Severity.ERROR, file=RETURNS[0].file)
    assert tally(CATALOGUE.forms, RETURNS, (*FOUND, other, unknown)) == tally(CATALOGUE.forms, RETURNS, FOUND)
    assert tally(CATALOGUE.forms, [], ()) == ()


def test_the_command(tmp_path: Path) -> None:
    whole = load_catalogue()
    path = tmp_path / "06331.xlsx"
    path.write_bytes(as_file(returned(whole, issued_to("06331", "2024-H1"), {"01.staff_total.total": 1.0})))
    said = run("check", path, "--statistics", "--jobs", "1")
    assert "Theo quy tắc:" in said.stdout
    assert "Theo quy tắc:" not in run("check", path, "--jobs", "1").stdout
    nothing = tmp_path / "empty"
    nothing.mkdir()
    assert "0 quy tắc được kiểm tra" in run("check", nothing, "--statistics").stdout
