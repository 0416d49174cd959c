"""What is proposed for a slip, and when nothing is: a table of slips, and slips drawn by hypothesis."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheetcheck.catalogue import Catalogue
from sheetcheck.finding import Finding, Replacement, Severity, Suggestion
from sheetcheck.grid import Cell
from sheetcheck.judgement import judged
from sheetcheck.reporters._record import finding_record
from sheetcheck.returns import Return
from sheetcheck.suggestions import DEDUCTIONS, is_asked, suggested
from sheetcheck.template import layouts_for
from sheetcheck.testing.batch import taken_in
from sheetcheck.testing.changes import Base, changed, only, parsed, typed
from sheetcheck.testing.drawing import issued_to, returned
from sheetcheck.text import Text
from sheetcheck.words import Words

FIGURES = (
    "01.staff_total total=35 female=21 em_total=12 em_female=8;"
    "01.staff_fulltime total=12 female=7 em_total=4 em_female=3;"
    "01.staff_parttime total=23 female=14 em_total=8 em_female=5;"
    "01.staff_trained total=10 female=6; 01.cfaw_exists=1; 01.cfaw_members total=15 female=5;"
    "01.docs_plan=2; 01.docs_decision=1; 01.inspections=2; 01.units_inspected=14;"
    "01.budget_allocated=250; 01.budget_state=120.5; 01.budget_spent=200"
)
BASE = Base("06331", "2024-H1", FIGURES)

DOUBTFUL = "01.budget_allocated=25,125; 01.budget_state=20.5; 01.budget_spent=20"

CASES = [
    ("", ""),
    # two digits the other way round: only where an equality holds with it
    ("01.staff_total total=53", "R301 digits D8=35"),
    ("01.staff_fulltime total=21", "R301 digits D9=12 | total D8=44"),
    ("01.staff_parttime total=32", "R301 digits D10=23 | total D8=44"),
    ("01.cfaw_members total=15 female=51", "R201 nothing"),
    # a nought, a unit of measure
    ("01.staff_total total=350", "R301 scale D8=35"),
    ("01.staff_parttime total=230", "R301 scale D10=23 | total D8=242"),
    ("01.cfaw_members total=15 female=100", "R201 scale E18=10"),
    ("01.cfaw_members total=15 female=50", "R201 nothing"),
    ("01.budget_spent=200000", "R317 scale D33=200"),
    ("01.budget_spent=300", "R317 nothing"),
    # a sign
    ("01.staff_trained total=-10", "T118 sign D12=10"),
    ("01.staff_trained total=-50", "T118 nothing"),
    # in each other's place; a total that is wrong, or else one of its parts
    ("01.cfaw_members total=5 female=15", "R201 exchanged D18=15 E18=5"),
    ("01.cfaw_exists=0; 01.cfaw_members total=0 female=0; 01.cfaw_regulation=1", "R305 nothing"),
    ("01.staff_trained total=40", "R303 nothing"),
    ("01.inspections=14; 01.units_inspected=2", "R313 exchanged D23=2 D24=14"),
    (
        "01.staff_total total=21 female=35",
        "R201 exchanged D8=35 E8=21; R301 exchanged D8=35 E8=21; R301 exchanged D8=35 E8=21",
    ),
    ("01.staff_total total=36", "R301 total D8=35"),
    ("01.docs_total=4", "R309 total D22=3"),
    ("01.staff_parttime total=33; 01.staff_total total=54", "R301 digits D8=45 | digits D9=21"),
    # figures one cell too far, with the last of them under the notes, or gone
    (
        "01.staff_fulltime total=_ female=12 em_total=7 em_female=4 note=3",
        "; ".join(["R301 shifted D9=12 E9=7 H9=4 I9=3 J9=_"] * 3),
    ),
    (
        "01.staff_fulltime total=_ female=12 em_total=7 em_female=4",
        "R301 shifted D9=12 E9=7 H9=4 I9=_; R301 shifted D9=12 E9=7 H9=4 I9=_; R301 nothing",
    ),
    # cells that could not be read, or not surely
    ("01.staff_trained total=1O", "T117 reading D12=10"),
    ("01.staff_trained total=5O", "T117 nothing"),
    ("01.staff_trained total=4/9 female=_", "T132 reading D12=9 E12=4"),
    ("01.staff_trained total=4/9 female=4", "T132 reading D12=9"),
    ("01.staff_trained total=4/9 female=5", "T132 nothing"),
    (DOUBTFUL, "T108 reading D29=25.125 | reading D29=25125"),
    ("01.budget_allocated=1.500", "T108 reading D29=1500"),
]  # fmt: skip


def written(one: Suggestion) -> str:
    cells = (f"{cell.cell}={'_' if cell.after is None else format(cell.after, 'g')}" for cell in one.replacements)
    return f"{one.deduction} {' '.join(cells)}"


def found_in(catalogue: Catalogue, returns: Iterable[Return]) -> Mapping[str, list[Finding]]:
    """What is found in each of these returns, all of them judged as one batch."""
    items = list(returns)
    found = [one for item in items for one in item.findings] + list(judged(items, catalogue.forms))
    said: dict[str, list[Finding]] = {item.file: [] for item in items}
    for one in suggested(found, items, catalogue.forms):
        said[one.file].append(one)
    return said


@pytest.fixture(scope="module")
def form_01(few_forms: Catalogue) -> Catalogue:
    return only(few_forms, "01")


@pytest.fixture(scope="module")
def told(form_01: Catalogue) -> Mapping[str, list[Finding]]:
    return found_in(form_01, [taken_in(form_01, case, changed(form_01, BASE, case)) for case, _ in CASES])


@pytest.mark.parametrize(("case", "expected"), CASES)
def test_what_is_proposed(told: Mapping[str, list[Finding]], case: str, expected: str) -> None:
    asked = [one for one in told[case] if is_asked(one)]
    said = [f"{one.code} {' | '.join(map(written, one.suggestions)) or 'nothing'}" for one in asked]
    assert "; ".join(said) == expected


def test_every_deduction_is_in_the_table() -> None:
    assert {name for name in DEDUCTIONS if not any(f" {name} " in said for _, said in CASES)} == {"recalculated"}


def test_a_formula_that_shows_an_old_result(form_01: Catalogue) -> None:
    item = taken_in(form_01, "a", changed(form_01, BASE))
    values = item.figures["bdg_01"].values
    layout = item.layout(form_01.forms["bdg_01"])
    assert layout is not None
    stale = replace(item.figures["bdg_01"], values=values[:])
    stale.values[layout.number(14, "value")] = 7.0
    (one,) = found_in(form_01, [replace(item, figures={"bdg_01": stale})])["a"]
    assert [written(said) for said in one.suggestions] == ["recalculated D22=3"]


def test_a_slip_in_a_register(few_forms: Catalogue) -> None:
    """Records have rules of their own; a choice that is nearly one is told by its label."""
    base = Base("06331", "2024-H1", f"{FIGURES}; 01.docs_plan=1; 01.docs_decision=0")
    document = "02.1.doc_type=Kế+hoach; 02.1.doc_number=21/KH; 02.1.issue_date=2024-02-29; 02.1.issuer=UBND"
    document += "; 02.1.summary=Kế+hoạch+năm; 02.1.topic=bdg; 02.1.direction=ban_hanh"
    cells = dict(part.strip().split("=") for part in document.split(";"))
    figures: dict[str, Cell] = {name: value.replace("+", " ") for name, value in cells.items()}
    figures["02.1.issue_date"] = date(2024, 2, 29)
    figures |= {"01.docs_plan.value": 1.0}
    whose = issued_to(base.unit, base.period)
    found = found_in(few_forms, [taken_in(few_forms, "a", returned(few_forms, whose, figures))])["a"]
    (said,) = (one.suggestions for one in found if one.code == "T152")
    assert [[cell.after for cell in one.replacements] for one in said] == [["Kế hoạch"]]


def test_the_words(form_01: Catalogue, told: Mapping[str, list[Finding]]) -> None:
    (vi, en) = (Words(form_01, language) for language in ("vi", "en"))
    (one,) = told["01.staff_total total=53"]
    reason = "hai chữ số đứng cạnh nhau ở ô D8 gõ ngược: 53 thay vì 35"
    assert list(vi.suggestions(one)) == [f"có thể là D8 = 35 (đang là 53), vì {reason}"]
    (one,) = told[DOUBTFUL]
    assert list(en.suggestions(one))[1] == (
        "or it may be D29 = 25125 (now “25,125”): that is what “25,125” most likely means"
    )
    record = finding_record(one, vi)["suggestions"]
    assert isinstance(record, list)
    assert record[0] == {
        "deduction": "reading",
        "cells": [{"sheet": "Biểu 01", "cell": "D29", "before": "25,125", "after": 25.125}],
        "why": "đó là cách hiểu gần nhất của “25,125”",
    }


def test_a_blank_and_a_day_have_words(form_01: Catalogue) -> None:
    cells = (
        Replacement(sheet="Biểu 01", cell="D9", before=12.0, after=None),
        Replacement(sheet="Biểu 02", cell="D8", before="29/2/24", after="2024-02-29", is_day=True),
    )
    one = Finding(
        code="R301",
        severity=Severity.ERROR,
        sheet="Biểu 01",
        suggestions=(Suggestion(deduction="shifted", replacements=cells, why=Text("lý do", "reason")),),
    )
    assert list(Words(form_01).suggestions(one)) == [
        "có thể là D9 = trống (đang là 12), Biểu 02!D8 = 29/02/2024 (đang là “29/2/24”), vì lý do"
    ]


def test_what_is_explained_or_on_trial_is_let_be(form_01: Catalogue) -> None:
    item = taken_in(form_01, "a", changed(form_01, BASE, "01.staff_total total=53"))
    found = [replace(one, severity=Severity.INFO) for one in judged([item], form_01.forms)]
    assert [one.suggestions for one in suggested(found, [item], form_01.forms)] == [()]


def test_of_very_many_faults_the_first_are_looked_at(form_01: Catalogue) -> None:
    item = taken_in(form_01, "a", changed(form_01, BASE, "01.staff_total total=53"))
    (found,) = judged([item], form_01.forms)
    told = [len(one.suggestions) for one in suggested([found] * 31, [item], form_01.forms)]
    assert told == [1] * 30 + [0]


# Slips drawn at random: of those that break a rule, in how many is what stood there among the proposals?

SLIPS = ("digits", "scale", "exchanged", "total", "shifted")
COLUMNS = ("total", "female", "em_total", "em_female")
ROWS = ("staff_total", "staff_fulltime", "staff_parttime", "staff_trained", "cfaw_members")
CELLS = {
    f"01.{row}.{column}": f"{letter}{line}"
    for row, line in zip(ROWS, (8, 9, 10, 12, 18), strict=True)
    for column, letter in zip((*COLUMNS, "note"), "DEHIJ", strict=True)
}
Slip = tuple[str, dict[str, Cell], dict[str, Cell]]
"""Its kind, the figures that were meant, and those that were typed."""


def drawn(source: Random) -> dict[str, Cell]:
    """Figures of form 01 that break no rule: persons of whom so many are women, and so many of a minority."""

    def persons(most: int) -> list[int]:
        total = source.randint(3, most)
        female, minority = source.randint(1, total), source.randint(1, total)
        return [total, female, minority, source.randint(max(0, female + minority - total), min(female, minority))]

    full, part, trained, members = persons(60), persons(90), persons(9), persons(40)
    members[0] = max(members[0], 5)
    rows = ([sum(pair) for pair in zip(full, part, strict=True)], full, part, [0] * 4, members)
    figures = {f"01.{row}.{column}": float(n) for row, line in zip(ROWS, rows, strict=True)
               for column, n in zip(COLUMNS, line, strict=True)}  # fmt: skip
    return {**dict(parsed(FIGURES)), **figures, "01.staff_trained.total": float(min(trained[0], full[0]))}


def slip(kind: str, seed: int) -> Slip | None:
    """None where none of that kind can be made of the figures."""
    source = Random(seed)
    figures = drawn(source)
    other = dict(figures)
    row = source.choice(ROWS)
    names = [f"01.{row}.{column}" for column in COLUMNS]
    name = source.choice(names)
    value = float(str(figures[name]))
    match kind:
        case "digits":
            text = f"{value:.0f}"
            if len(text) == 2 and text[1] != "0":
                other[name] = float(text[::-1])
        case "scale":
            other[name] = value * source.choice((10, 100, 1000))
        case "exchanged":
            other[names[0]], other[names[1]] = figures[names[1]], figures[names[0]]
        case "total":
            name = f"01.staff_total.{source.choice(('total', 'female'))}"
            other[name] = float(str(figures[name])) + source.randint(1, 9)
        case "shifted":
            moved = [figures[one] for one in names]
            other |= {names[0]: "", **dict(zip(names[1:], moved, strict=False)), f"01.{row}.note": f"{moved[-1]:g}"}
    return (kind, figures, other) if other != figures else None


def slips(each: int) -> list[Slip]:
    return [made for kind in SLIPS for seed in range(each) if (made := slip(kind, seed)) is not None]


def typed_in(catalogue: Catalogue, name: str, figures: Mapping[str, Cell]) -> Return:
    """A return with these figures, and 0 in every other cell that must be filled in."""
    whose, zeros = typed(catalogue, Base(BASE.unit, BASE.period))
    return taken_in(catalogue, name, returned(catalogue, whose, {**zeros, **figures}))


def outcome(made: Slip, found: Iterable[Finding]) -> str:
    """`silent` when no rule is broken, `found` when what was meant is among the proposals, else `other` or `nothing`."""
    _, figures, other = made
    broken = [one for one in found if one.rule]
    meant = {CELLS[name]: figures.get(name) for name in other if other[name] != figures.get(name)}
    proposed = [{one.cell: one.after for one in said.replacements} for one in broken for said in one.suggestions]
    if not broken:
        return "silent"
    return "found" if meant in proposed else "other" if proposed else "nothing"


@pytest.fixture(scope="module")
def outcomes(form_01: Catalogue) -> Counter[tuple[str, str]]:
    made = slips(12)
    found = found_in(form_01, [typed_in(form_01, str(number), one[2]) for number, one in enumerate(made)])
    return Counter((one[0], outcome(one, found[str(number)])) for number, one in enumerate(made))


def test_most_slips_that_break_a_rule_are_recognised(outcomes: Counter[tuple[str, str]]) -> None:
    """docs/adr/0012 has the rates of many more; `python -m pytest -s` prints these."""
    sys.stdout.write("\n".join(f"{kind}: {what} {count}" for (kind, what), count in sorted(outcomes.items())) + "\n")
    for kind in SLIPS:
        right, wrong = outcomes[kind, "found"], outcomes[kind, "other"]
        assert right > 0, kind
        assert right > 3 * wrong, kind


JUNK: list[Cell] = [
    0.0,
    12.0,
    350.0,
    -4.0,
    1e14,
    1e20,
    1e300,
    float("inf"),
    5.5,
    "x",
    "…",
    "1O",
    "20/49",
    "1.500",
    "abc",
    "",
]


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_whatever_stands_in_the_cells_nothing_is_raised(form_01: Catalogue, seed: int) -> None:
    source = Random(seed)
    figures = drawn(source)
    slots = [slot for slot in layouts_for(form_01, issued_to("06331", "2024-H1"))[0].slots() if source.random() < 0.3]
    junk = {f"01.{slot.row}.{slot.column.id}": source.choice(JUNK) for slot in slots}
    found = found_in(form_01, [typed_in(form_01, "a", {**figures, **junk})])["a"]
    assert all(len(one.suggestions) <= 3 for one in found)


@settings(max_examples=25, deadline=None)
@given(kind=st.sampled_from(SLIPS), seed=st.integers(0, 10_000))
def test_with_a_proposal_the_rule_holds_and_no_other_is_broken(form_01: Catalogue, kind: str, seed: int) -> None:
    made = slip(kind, seed)
    if made is None:
        return
    names = {cell: name for name, cell in CELLS.items()}
    before = [one for one in found_in(form_01, [typed_in(form_01, "a", made[2])])["a"] if one.rule]
    mended = [
        (one, {**made[2], **{names[cell.cell]: "" if cell.after is None else cell.after for cell in said.replacements}})
        for one in before
        for said in one.suggestions
    ]
    after = found_in(form_01, [typed_in(form_01, str(number), figures) for number, (_, figures) in enumerate(mended)])
    there = {(one.code, one.cells) for one in before}
    for number, (one, _) in enumerate(mended):
        left = {(each.code, each.cells) for each in after[str(number)] if each.rule}
        assert left <= there - {(one.code, one.cells)}
