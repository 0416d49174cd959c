"""`sheetcheck rules`: what is listed, what is shown of a rule, and what is said to who asks for what is not there."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from command_line import run
from small_schemas import SMALL, rule, write

from sheetcheck.acts import acts
from sheetcheck.catalogue import load_catalogue, read_catalogue
from sheetcheck.counterexample import counterexample
from sheetcheck.expression.evaluate import evaluate
from sheetcheck.rule_book import Entry, entries, find, page, record
from sheetcheck.rules import TYPES
from sheetcheck.text import LANGUAGES, Language
from sheetcheck.words import Words

CATALOGUE = load_catalogue()
ENTRIES = {one.rule.id: one for one in entries(CATALOGUE)}

GAP = re.compile(r"\{[a-z\[][\w.\[\]]*\}|\[[a-z]\]")
AUTHORS = ("  Viết là:", "  Written as:", "  Biểu thức:", "  Expression:")


def listed(*words: str) -> list[str]:
    return [one["id"] for one in json.loads(run("rules", *words, "--json").stdout)]


def test_all_are_listed_once() -> None:
    assert (
        len(set(listed()))
        == len(listed())
        == len(ENTRIES)
        == len({r.id for f in CATALOGUE.forms.values() for r in f.all_rules})
    )


@pytest.mark.parametrize(
    ("words", "has", "has_not"),
    [
        (["--form", "03"], "R03.4", "R01.1"),
        (["--form", "03"], "G02", "R12.1a"),
        (["--severity", "info"], "G07a", "G02"),
        (["--type", "sum_of"], "R01.6", "R01.4a"),
        (["--type", "check"], "G05", "G02"),
        (["--level", "commune"], "R03.6c", "R03.6a"),
        (["--level", "district"], "R03.6b", "R03.6a"),
        (["--period", "half"], "R01.1", "R01.9a"),
        (["--period", "2026"], "R01.9a", "nothing"),
        (["--text", "dan toc thieu so"], "G04a", "G02"),
        (["--text", "DOCS_TOTAL"], "R01.6", "R01.1"),
        (["--text", "ethnic minority"], "G04a", "G02"),
        (["--form", "3", "--severity", "error", "--type", "part_whole"], "R03.4", "R03.10"),
    ],
)
def test_what_is_asked_for_is_listed(words: list[str], has: str, has_not: str) -> None:
    found = listed(*words)
    assert has in found
    assert has_not not in found


def test_the_list_for_people() -> None:
    lines = run("rules", "--form", "01", "--type", "sum_of", lang="en").stdout.splitlines()
    assert [line.split()[:4] for line in lines[:-1]] == [
        ["R301", "R01.1", "error", "sum_of"],
        ["R309", "R01.6", "error", "sum_of"],
        ["R315", "R01.9a", "error", "sum_of"],
    ]
    assert lines[-1] == "3 rules"


def test_a_rule_is_shown() -> None:
    assert run("rules", "show", "g02", lang="en").stdout == (
        "R201 (G02) · error · type part_whole\n"
        "  Meaning: [Indicator]: more women (…) than persons in total (…)\n"
        "  Must hold: [Total] = 0 or [Of which female] ≤ [Total]\n"
        "  Written as: part_whole: {part: female, whole: total, unless_zero: true}\n"
        "  Expression: total = 0 or female <= total\n"
        "  Broken by: Total = 10; Of which female = 12\n"
        "  Then it says: Staff working on gender equality: more women (12) than persons in total (10)\n"
        "  What to do: Correct the column “Total” or “Of which female”: the total counts men and women\n"
        "  Applies to: form 01, form 03, form 04, form 05, form 06, form 07, form 08, form 09, form 11\n"
        "  Acts in: cells change colour as one types; the status on the workbook's first sheet;"
        " when the return comes in (sheetcheck check); consolidated returns sent upward\n"
    )


@pytest.mark.parametrize(
    ("name", "is_told"), [("R13.4a", True), ("R13.3", True), ("R03.1", False), ("G07a", False), ("G11a", False)]
)
def test_a_rule_that_no_formula_says_is_told(name: str, is_told: bool) -> None:
    assert ("the workbook cannot tell beforehand" in page(ENTRIES[name], CATALOGUE, Words(CATALOGUE, "en"))) is is_told


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_a_page(language: Language) -> None:
    words = Words(CATALOGUE, language)
    pages = {name: page(one, CATALOGUE, words) for name, one in ENTRIES.items() if name.startswith(("G", "R01", "R12"))}
    assert [name for name, text in pages.items() if text.count("\n") < 5 or GAP.search(spoken(text))] == []


def spoken(text: str) -> str:
    """The page without what is written for authors."""
    return "\n".join(line for line in text.splitlines() if not line.startswith(AUTHORS))


def test_an_example_breaks_its_rule() -> None:
    found = {name: counterexample(one.first, one.forms[0], CATALOGUE.forms) for name, one in ENTRIES.items()}
    for name, example in found.items():
        if example is not None:
            assert evaluate(ENTRIES[name].first.expression.node, example.figures, example.records) is False
    across = {name for name, one in ENTRIES.items() if one.rule in one.forms[0].across}
    assert {name for name, example in found.items() if example is None} == across


@pytest.mark.parametrize(
    ("check", "more", "has_example"),
    [
        ("count(*) <= 3", ", per: [topic]", True),
        ("sum(people) <= 50", ", per: [start]", True),
        ("round(budget, 1) = budget", "", True),
        ("sum(people) = sum(bdg_90.staff.total)", "", None),  # no rule: a matrix has no records
        ("people >= 0", "", False),
    ],
)
def test_small_rules_have_examples_too(tmp_path: Path, check: str, more: str, has_example: bool | None) -> None:
    text = SMALL["forms/bdg_91.yaml"] + rule("N1", check, more.removeprefix(", "))
    catalogue, found = read_catalogue(write(tmp_path, {**SMALL, "forms/bdg_91.yaml": text}))
    assert bool(found) is (has_example is None)
    if not found:
        said = record(find("N1", catalogue), catalogue, Words(catalogue, "en"))
        assert ("says" in said) is has_example
        assert ("no short example" in str(said["example"])) is not has_example


@pytest.mark.parametrize(
    ("rule", "where"),
    [
        ("G02", ["cell", "status", "intake", "consolidated"]),
        ("R03.1", ["cell", "status", "intake", "consolidated"]),
        ("R13.4a", ["intake", "consolidated"]),
        ("R04.6a", ["cell", "status", "intake"]),
        ("R03.9a", ["intake", "consolidated"]),
    ],
)
def test_where_a_rule_acts(rule: str, where: list[str]) -> None:
    assert [act.value for act in acts(ENTRIES[rule].rule, ENTRIES[rule].forms, CATALOGUE)] == where


def test_the_same_for_programs() -> None:
    said = json.loads(run("rules", "show", "R309", "--json", lang="en").stdout)
    assert said["id"] == "R01.6"
    assert said["type"] == "sum_of"
    assert said["given"] == {
        "whole": "docs_total.value",
        "parts": ["docs_plan.value", "docs_decision.value", "docs_other.value"],
    }
    assert said["check"] == "docs_total.value = docs_plan.value + docs_decision.value + docs_other.value"
    assert (said["forms"], said["severity"], said["scope"]) == (["01"], "error", "")
    assert said["example"]
    line = next(
        one for one in json.loads(run("rules", "--form", "01", "--json", lang="en").stdout) if one["id"] == "R01.6"
    )
    assert (line["expression"], line["acts"]) == (said["check"], said["acts"])
    assert line["sentence"].startswith("… documents issued in total, but")
    assert "compares many units" in run("rules", "show", "U07a", lang="en").stdout
    assert said["says"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["rules", "show", "R01.66"], "R01.6"),
        (["rules", "show", "G2"], "G02"),
        (["rules", "show", ""], "R01.1"),
        (["rules", "--type", "sum"], "sum_of"),
        (["rules", "types", "sumof"], "sum_of"),
        (["rules", "--form", "77"], "bdg_01"),
        (["rules", "--period", "2026-Q1"], "2026-Q1"),
        (["rules", "--level", "village"], "village"),
    ],
)
def test_what_is_not_there_gets_the_nearest(words: list[str], said: str) -> None:
    answer = run(*words)
    assert answer.returncode == 2
    assert said in answer.stderr
    assert "Traceback" not in answer.stderr


@pytest.mark.parametrize("language", LANGUAGES)
def test_types_are_told_for_authors(language: str) -> None:
    table = run("rules", "types", lang=language).stdout
    assert all(f"| `{name}` |" in table for name in TYPES)
    for name, one in TYPES.items():
        text = run("rules", "types", name, lang=language).stdout
        assert all(f"    {parameter}" in text for parameter in one.parameters)


def test_an_entry_knows_its_type() -> None:
    assert {one.type for one in ENTRIES.values()} <= {*TYPES, "check"}
    assert isinstance(ENTRIES["G02"], Entry)
    assert record(ENTRIES["G02"], CATALOGUE, Words(CATALOGUE))["forms"] == [
        "01",
        "03",
        "04",
        "05",
        "06",
        "07",
        "08",
        "09",
        "11",
    ]


@pytest.mark.parametrize("name", ["R319", "R331"])
def test_a_text_without_the_pattern_breaks_it_and_no_pattern_is_shown_as_a_text(name: str) -> None:
    rule = find(name, CATALOGUE)
    (line,) = [line for line in page(rule, CATALOGUE, Words(CATALOGUE, "en")).splitlines() if "Broken by:" in line]
    assert not set("[]^$") & set(line)
