"""What an author may get wrong in rules that look at other returns, each with file and code."""

from pathlib import Path

import pytest
from small_schemas import SMALL, rule, write

from sheetcheck.catalogue import read_catalogue
from sheetcheck.review import review
from sheetcheck.text import LANGUAGES

MATRIX, LIST = "forms/bdg_90.yaml", "forms/bdg_91.yaml"
CASES = [
    # the form, a rule's check and more keys, the code and what is named
    (MATRIX, "total >= previous.total", "", "", ""),
    (MATRIX, "staff.total >= before.staff.total + parent.bdg_90.staff.total", "", "", ""),
    (MATRIX, "first_half.total <= total", "natures: [flow, stock]", "", ""),
    (MATRIX, "total = sum(children.total)", "scope: consolidated", "", ""),
    (MATRIX, "staff.total = sum(children.staff.total) filter (where children.plans.value > 0)", "", "", ""),
    (LIST, "previous.topic is null", "", "", ""),
    # names that are not there
    (MATRIX, "total >= previous.totl", "", "D109", "totl"),
    (MATRIX, "staff.total >= previous.staf.total", "", "D109", "staf"),
    (MATRIX, "staff.total >= previous.bdg_99.staff.total", "", "D109", "bdg_99"),
    (MATRIX, "staff.total = sum(children.staf.total)", "", "D109", "staf"),
    (MATRIX, "total = sum(children.totl)", "", "D109", "children.totl"),
    (MATRIX, "previouss.staff.total <= staff.total", "", "D109", "previouss"),
    # one row or the whole return
    (MATRIX, "total >= previous.staff.total", "", "D114", ""),
    (MATRIX, "total = sum(children.staff.total)", "", "D186", "total, children.staff.total"),
    (MATRIX, "sum(children.total) <= sum(children.staff.total)", "", "D186", "children.total, children.staff.total"),
    # what nothing would ever be known of
    (MATRIX, "female_pct = sum(children.female_pct)", "", "D187", "children.female_pct"),
    (MATRIX, "papers.value = sum(children.papers.value)", "", "D187", "children.papers.value"),
    (MATRIX, "total > previous.note", "", "D144", "previous.note"),
    # records of a list, and other returns
    (MATRIX, "count(bdg_91.topic) >= previous.plans.value", "", "D185", ""),
    (LIST, "count(*) >= previous.bdg_90.plans.value", "per: [topic]", "D172", ""),
    (LIST, "sum(children.people) > 0", "", "D109", "children.people"),
    # the expression itself
    (MATRIX, "children.total <= total", "", "D110", "children.total"),
    (MATRIX, "sum(previous.total) <= total", "", "D110", "previous.total"),
    (MATRIX, "sum(children.total + female) <= total", "", "D110", "female"),
    (MATRIX, "a.b.c.d <= total", "", "D110", "a.b.c.d"),
    (MATRIX, "previous.bdg_90.x.y.z <= total", "", "D110", "previous.bdg_90.x.y.z"),
]


@pytest.mark.parametrize(("file", "check", "more", "code", "named"), CASES)
def test_a_rule(tmp_path: Path, file: str, check: str, more: str, code: str, named: str) -> None:
    folder = write(tmp_path, {**SMALL, file: SMALL[file] + rule("N1", check, more)})
    catalogue, found = read_catalogue(folder)
    assert {one.code for one in found} >= ({code} if code else set()), found
    assert all(one.code == code for one in found if code in ("", "D109", "D110", "D114", "D144", "D186", "D187")), found
    said = [
        f"{one.params.get('name', '')}{one.params.get('names', '')}{one.params.get('problem', '')}" for one in found
    ]
    assert not code or any(named in one for one in said)
    if not code:
        assert [one.code for one in review(catalogue).findings if one.params.get("rule") == "N1"] == []


@pytest.mark.parametrize("name", ["previous", "before", "parent", "children", "first_half"])
def test_a_row_may_not_be_called_so(tmp_path: Path, name: str) -> None:
    files = {**SMALL, MATRIX: SMALL[MATRIX].replace("id: plans", f"id: {name}").replace('"plans +', f'"{name} +')}
    _, found = read_catalogue(write(tmp_path, files))
    assert "D132" in [one.code for one in found]


def test_a_cell_is_not_computed_from_other_returns(tmp_path: Path) -> None:
    files = {**SMALL, MATRIX: SMALL[MATRIX].replace('"plans + reports"', '"plans.value + previous.plans.value"')}
    _, found = read_catalogue(write(tmp_path, files))
    assert [one.code for one in found] == ["D110"]
    problem = found[0].params["problem"]
    assert [problem.of(language).count("previous.plans.value") for language in LANGUAGES] == [1, 1]  # type: ignore[attr-defined]
