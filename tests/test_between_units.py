"""Rules between units: a consolidated return, the returns it adds up, and what is said of which cells in which files.

The round is that of Bắc Sơn district (185) for 2024, with its communes of that time.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sheetcheck.catalogue import Catalogue, load_catalogue
from sheetcheck.finding import Severity
from sheetcheck.form import Profile, Rule, Scope
from sheetcheck.kin import kin_of
from sheetcheck.returns import Return
from sheetcheck.testing.batch import between, lines, taken_in
from sheetcheck.testing.changes import Base, changed, only
from sheetcheck.testing.drawing import issued_to, returned
from sheetcheck.text import Text
from sheetcheck.units import Register
from sheetcheck.words import Words

CATALOGUE = only(load_catalogue(), "01", "03", "04", "10")
DISTRICT, COMMUNES = "185", 18
COUNCIL = "03.hdnd_commune term_label=2021-2026"


def drawn(unit: str, figures: str = "", scope: Scope = Scope.OWN, period: str = "2024") -> Return:
    name = f"{unit}-all" if scope is Scope.CONSOLIDATED else unit
    return taken_in(CATALOGUE, name, changed(CATALOGUE, Base(unit, period, figures, scope)))


def communes(register: Register, figures: str, *but: str) -> list[Return]:
    """The returns of all communes, without some."""
    units = [one.code for one in register.children(DISTRICT, date(2024, 12, 14))]
    assert len(units) == COMMUNES
    return [drawn(unit, figures) for unit in units if unit not in but]


def district(figures: str, own: str = "") -> list[Return]:
    """The consolidated return of the district, and the return of what it did itself."""
    return [drawn(DISTRICT, figures, Scope.CONSOLIDATED), drawn(DISTRICT, own)]


def said(register: Register, batch: list[Return]) -> list[str]:
    """What is found, with the number of cells in other files in place of their addresses."""
    found = []
    for one in lines(between(CATALOGUE, batch, (), register)):
        name, *cells = one.split(" ")
        own = [cell for cell in " ".join(cells).replace("!Biểu ", "!Biểu_").split(" ") if "!" not in cell]
        found.append(f"{name} {' '.join(own)} +{one.count('!Biểu')}")
    return found


CASES = [
    # what each commune says, what the district did itself, what the consolidated return says, what is found
    (f"{COUNCIL} total=20 female=5", "", f"{COUNCIL} total=360 female=90", []),
    (f"{COUNCIL} total=20 female=5", "", f"{COUNCIL} total=361 female=90", ["U01a D9 +18"]),
    (f"{COUNCIL} total=20 female=5", "", f"{COUNCIL} total=360 female=89", ["U01a E9 +18"]),
    # its own figures are among what it adds up
    ("01.docs_plan=1", "01.docs_plan=2", f"01.docs_plan=20; {COUNCIL}", []),
    ("01.docs_plan=1", "01.docs_plan=2", f"01.docs_plan=18; {COUNCIL}", ["U01b D19 +19"]),
    ("04.local_gov total_bodies=1", "04.local_gov total_bodies=1", "04.local_gov total_bodies=19", []),
    ("04.local_gov total_bodies=1", "04.local_gov total_bodies=1", "04.local_gov total_bodies=18", ["U01c D8 +19"]),
    # what is computed in every return is not told again
    ("10.sustainable_family_clubs opening=2 opened=1", "", "10.sustainable_family_clubs opening=36 opened=17",
     ["U01d E9 +19"]),
    # one figure that nobody knows, and nobody knows the sum
    (f"{COUNCIL} total=… female=5", "", f"{COUNCIL} total=360 female=90", []),
    (f"{COUNCIL} total=nhiều female=5", "", f"{COUNCIL} total=360 female=90", []),
]  # fmt: skip


@pytest.mark.parametrize(("below", "own", "above", "expected"), CASES)
def test_a_consolidated_return_is_what_it_adds_up(
    register: Register, below: str, own: str, above: str, expected: list[str]
) -> None:
    assert said(register, [*district(above, own), *communes(register, below)]) == expected


def test_what_is_not_there_is_in_no_sum(register: Register) -> None:
    wrong = district(f"{COUNCIL} total=999 female=90")
    told = ["U01a D9 +18"]
    below = communes(register, f"{COUNCIL} total=20 female=5")
    assert said(register, [*wrong, *below]) == told
    assert said(register, [*wrong, *below[1:]]) == []  # a commune is missing
    twice = replace(drawn(below[0].unit, f"{COUNCIL} total=21 female=5"), file="again", sha256="again")
    assert said(register, [*wrong, *below, twice]) == []  # and one has two returns, which do not agree
    assert said(register, [*wrong, *below, replace(below[0], file="copy")]) == told  # the same bytes are one return
    other = drawn(below[0].unit, f"{COUNCIL} total=20 female=5", period="2023")
    assert said(register, [*wrong, *below[1:], other]) == []  # nor does another period help
    assert said(register, [wrong[0], *below]) == told  # the district has no such council: its own return may be missing


def test_without_a_register_nobody_is_below_anybody(register: Register) -> None:
    batch = [*district(f"{COUNCIL} total=999 female=90"), *communes(register, f"{COUNCIL} total=20 female=5")]
    assert kin_of(batch).children == {}
    assert len(kin_of(batch, (), register).children) == 2


@pytest.mark.parametrize(
    ("term", "each", "expected"),
    [("2021-2026", 30, []), ("2021-2026", 31, ["X14 D9 L9 +18"]), ("2016-2021", 35, []), ("2016-2021", 14, ["X14 D9 L9 +18"])],
)  # fmt: skip
def test_the_average_council_has_its_legal_size(register: Register, term: str, each: int, expected: list[str]) -> None:
    row = f"03.hdnd_commune term_label={term}"
    below = communes(register, f"{row} total={each} female=5")
    assert said(register, [*district(f"{row} total={COMMUNES * each} female=90"), *below]) == expected


def test_a_sentence_says_how_many_returns_were_added_up(register: Register) -> None:
    batch = [*district("01.docs_plan=18"), *communes(register, "01.docs_plan=2")]
    one = next(one for one in between(CATALOGUE, batch, (), register) if one.rule == "U01b")
    assert Words(CATALOGUE).message(one) == (
        "Kế hoạch ban hành trong kỳ, cột “Số lượng”: báo cáo tổng hợp ghi 18, nhưng 19 báo cáo được cộng lại là 36"
    )


def with_rule(check: str, scope: Scope | None = None) -> Catalogue:
    """The catalogue with one more rule in form 01."""
    form = CATALOGUE.form("01")
    empty = Text("", "")
    rule = Rule(id="N1", code="U901", severity=Severity.ERROR, check=check, message=empty, help=empty, scope=scope)
    return replace(CATALOGUE, forms={**CATALOGUE.forms, form.id: replace(form, rules=(*form.rules, rule))})


RULES = [
    ("docs_plan.value <= parent.docs_plan.value", ["N1 D19 185-all!Biểu 01!D19"]),
    ("docs_plan.value <= parent.docs_plan.value + 1", []),
    ("docs_plan.value <= parent.bdg_01.docs_plan.value", ["N1 D19 185-all!Biểu 01!D19"]),
    ("docs_plan.value <= parent.bdg_03.hdnd_commune.total", ["N1 D19 185-all!Biểu 03!D9"]),
    ("docs_plan.value <= parent.no_such_row.value", []),
    ("docs_plan.value < min(children.docs_plan.value)", []),
    ("docs_plan.value > 9 or parent.docs_plan.value is null", ["N1 D19 185-all!Biểu 01!D19"]),
]


@pytest.mark.parametrize(("check", "expected"), RULES)
def test_a_commune_is_held_against_the_unit_above(register: Register, check: str, expected: list[str]) -> None:
    above = drawn(DISTRICT, "01.docs_plan=1", Scope.CONSOLIDATED)
    batch = [above, drawn("06331", "01.docs_plan=2")]
    found = between(with_rule(check, Scope.OWN), batch, (), register)
    assert lines(one for one in found if one.rule == "N1") == expected


def test_without_the_unit_above_nothing_is_decided(register: Register) -> None:
    catalogue = with_rule("docs_plan.value > 9 or parent.docs_plan.value is null")
    assert lines(between(catalogue, [drawn("06331", "01.docs_plan=2")], (), register)) == []


def figures(register: Register, said: list[str]) -> list[Return]:
    """The returns of all communes, the first ones with these plans, all others with 1."""
    below = communes(register, "")
    plans = said + ["1"] * (len(below) - len(said))
    return [drawn(one.unit, f"01.docs_plan={plan}") for one, plan in zip(below, plans, strict=True)]


AGGREGATES = [
    # what the communes say, the rule of the consolidated return, whether it is told
    (["5", "9"], "sum(children.docs_plan.value) = 30", False),
    (["5", "9"], "sum(children.docs_plan.value) = 29", True),
    (["5", "9"], "min(children.docs_plan.value) = 0 and max(children.docs_plan.value) = 9", False),
    (["5", "9"], "max(children.docs_plan.value) < 9", True),
    (["5", "9"], "count(children.docs_plan.value) = 19", False),
    (["5", "9"], "count(distinct children.docs_plan.value) = 4", False),
    (["5", "9"], "count(children.docs_plan.value) filter (where children.docs_plan.value > 4) = 2", False),
    (["5", "9"], "sum(children.docs_plan.value) filter (where children.docs_plan.value > 4) = 13", True),
    (["5", "9"], "sum(children.docs_plan.value * 2) = 60", False),
    (["5", "9"], "sum(children.docs_plan.value + children.docs_decision.value) = 30", False),
    (["5", "9"], "sum(children.docs_plan.value) <= docs_plan.value", True),
    (["5", "…"], "sum(children.docs_plan.value) = 999", False),
    (["5", "…"], "count(children.docs_plan.value) = 999", False),
    (["5", "nhiều"], "max(children.docs_plan.value) = 999", False),
    (["5", "9"], "docs_plan.value = 0 and sum(children.bdg_03.hdnd_commune.total) = 999", True),
]


@pytest.mark.parametrize(("plans", "check", "told"), AGGREGATES)
def test_aggregates_over_the_units_below(register: Register, plans: list[str], check: str, told: bool) -> None:
    batch = [*district("01.docs_plan=0"), *figures(register, plans)]
    found = between(with_rule(check, Scope.CONSOLIDATED), batch, (), register)
    assert any(one.rule == "N1" for one in found) is told
    for one in found:  # plain Python says the same as the table
        if one.rule == "N1" and "left" in one.params:
            assert one.params["left"] != one.params["right"] or "<" in check


def test_a_unit_that_was_not_asked_for_a_figure_leaves_the_sum_unknown(register: Register) -> None:
    """In the core profile a form has fewer rows; the unit has the figure all the same."""
    below = communes(register, "10.change_leader_clubs opening=1")
    above = district("10.change_leader_clubs opening=99")
    assert said(register, [*above, *below]) == ["U01d D18 +19"]
    core = returned(CATALOGUE, issued_to(below[0].unit, "2024", Scope.OWN, Profile.CORE), {})
    assert said(register, [*above, *below[1:], taken_in(CATALOGUE, "core", core)]) == []
