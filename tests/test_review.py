"""What shows only when forms are laid out and their rules reasoned about, as tables on a small catalogue."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest
from click.testing import CliRunner
from small_schemas import SMALL, changed, line_of, rule

from sheetcheck import paper
from sheetcheck.catalogue import bundled, read_catalogue
from sheetcheck.cli import root
from sheetcheck.expression import solver
from sheetcheck.finding import Finding
from sheetcheck.review import review
from sheetcheck.text import write

FORM, LIST, COLUMNS, GENERIC = "forms/bdg_90.yaml", "forms/bdg_91.yaml", "columns.yaml", "rules.yaml"
with_solver = pytest.mark.skipif(find_spec("z3") is None, reason="pip install z3-solver")


def reviewed(folder: Path) -> tuple[Finding, ...]:
    """Findings of the review; the definitions themselves must read well."""
    catalogue, mistakes = read_catalogue(folder)
    assert mistakes == ()
    return review(catalogue).findings


def places(findings: tuple[Finding, ...]) -> list[tuple[str, str, int]]:
    return [(one.code, one.file, int(str(one.params["line"]))) for one in findings]


def add(*rules: str) -> tuple[str, str]:
    return "rules:\n", "rules:\n" + "".join(rules)


LONG = " + ".join(["coalesce(staff.total, 0)"] * 60)
BRANCHES = " ".join(f"when plans = {i} then {i}" for i in range(1, 70))
LIKE = "\"case when regexp_like(topic, 'a') then people end\""
LINES = ", ".join(map(str, range(1, 300)))
EXTRA = "".join(f"    - {{id: x{i}, kind: count, width: 30, title: {{vi: X{i}, en: X{i}}}}}\n" for i in range(8))


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "at"),
    [
        # nothing to check, nothing printed, nothing used
        (FORM, *add(rule("N1", "old <= total", "periods: [half]")), "D150", "id: N1"),
        (FORM, *add(rule("N1", "old <= total", "periods: [year]")), None, ""),
        (FORM, *add(rule("N1", "heads.total >= 0 + staff.young", "levels: [commune, province]")), None, ""),
        (FORM, *add(rule("N1", "plans.value <= 9", "levels: [commune, province], scope: own")), "D151", "id: N1"),
        (FORM, *add(rule("N1", "heads.total <= 9", "levels: [province, district]")), "D151", "id: N1"),
        (FORM, *add(rule("N1", "heads.total <= 9", "periods: [half, year]")), "D151", "id: N1"),
        (FORM, *add(rule("N1", "young <= 9", "rows: [heads], levels: [commune], scope: own")), "D150", "id: N1"),
        (GENERIC, *add(rule("N1", "old <= total", "periods: [half]")), "D150", "id: N1"),
        (FORM, "periods: [half, year]", "periods: [half]", "D152", 'heads, code: "02", title: {vi: b, en: b}'),
        (FORM, "levels: [commune, province]", "levels: [commune, district, province]", "D152", "district"),
        # formulas
        (LIST, "id: women, kind: count,", f"id: women, kind: count, computed: {LIKE},", "D153", "case when"),
        (FORM, '"plans + reports"', f'"case {BRANCHES} end"', "D154", "case when"),
        (
            FORM,
            *add(rule("N1", f"count(*) filter (where bdg_91.people in ({LINES})) <= plans.value")),
            "D154",
            "id: N1",
        ),
        (FORM, *add(rule("N1", "count(*) filter (where bdg_91.people in (1, 2)) <= plans.value")), None, ""),
        (FORM, *add(rule("N1", f"{LONG} <= heads.total * 9")), None, ""),
        (FORM, *add(rule("N1", f"case {BRANCHES.replace('plans', 'young')} end <= total")), "D154", "id: N1"),
        (FORM, *add(rule("N1", f"case {BRANCHES.replace('plans', 'young')} end <= total", "severity: info")), None, ""),
    ],
)
def test_what_shows_when_forms_are_laid_out(
    tmp_path: Path, file: str, old: str, new: str, code: str | None, at: str
) -> None:
    text = changed(tmp_path, file, (old, new))
    found = places(reviewed(tmp_path))
    assert found == ([] if code is None else [(code, file, line_of(text, at))])


UNUSED = "  W:\n    - {id: w, kind: count, title: {vi: W, en: W}}\n"


def test_a_shared_set_that_no_form_has_is_no_mistake(tmp_path: Path) -> None:
    """Nor is a rule of every form that waits for a form with such a set."""
    changed(tmp_path, COLUMNS, ("  V:\n", f"{UNUSED}  V:\n"))
    (tmp_path / GENERIC).write_text(SMALL[GENERIC] + rule("N1", "w <= 9"), encoding="utf-8")
    catalogue, mistakes = read_catalogue(tmp_path)
    reviewed = review(catalogue, mistakes)
    assert (reviewed.findings, reviewed.unused) == ((), ("W",))
    result = CliRunner().invoke(root, ["--lang", "en", "schema", "check", str(tmp_path)])
    assert result.exit_code == 0
    assert "no mistake: no form uses the sets W" in result.stderr


def test_a_set_that_a_form_names_and_no_row_has(tmp_path: Path) -> None:
    sets = changed(tmp_path, COLUMNS, ("  V:\n", "  W:\n    - {id: w, kind: count, title: {vi: W, en: W}}\n  V:\n"))
    form = changed(tmp_path, FORM, ("columns: [P, V]\n", "columns: [P, V, W]\n"))
    (tmp_path / COLUMNS).write_text(sets, encoding="utf-8")
    assert places(reviewed(tmp_path)) == [("D159", FORM, line_of(form, "columns: [P"))]


def test_a_form_that_cannot_be_read_on_paper_names_what_to_narrow(tmp_path: Path) -> None:
    changed(tmp_path, COLUMNS, ("  V:\n", EXTRA + "  V:\n"))
    found = reviewed(tmp_path)
    line = line_of((tmp_path / FORM).read_text(encoding="utf-8"), "columns: [P")
    assert places(found)[0] == ("D158", FORM, line)
    assert found[0].params["level"] == "commune"
    assert found[0].params["period"] == "half"
    assert found[0].params["columns"] == ["x0 30", "x1 30", "x2 30"]
    widths = [46, 6, 9, *[9] * 4, *[30] * 8, 18]
    assert paper.points(widths) < paper.SMALLEST
    narrowed = [30 - float(str(found[0].params["excess"])) / 8 if width == 30 else width for width in widths]
    assert paper.points(narrowed) == pytest.approx(paper.SMALLEST, abs=0.1)


@pytest.mark.parametrize(
    ("widths", "points"),
    [([10] * 5, 11), ([146], 11), ([2 * 148.65], 5.5), ([100, 100, 100], 5.4), ([20] * 18, 4.4)],
)
def test_letters_shrink_until_the_columns_fit(widths: list[float], points: float) -> None:
    """10.89 inches are 1045 pixels; every form is one page wide."""
    assert paper.points(widths) == pytest.approx(points, abs=0.1)


@with_solver
@pytest.mark.parametrize(
    ("file", "check", "more", "code"),
    [
        (FORM, "young >= 0", "", "D155"),
        (FORM, "total is null or young <= total or young > total", "", "D155"),
        (FORM, "female / total * 100 >= 0", "severity: warning", "D155"),
        (FORM, "plans.value * 2 <> 7", "", "D155"),
        (FORM, "unit.level <> 'national' or plans.value > 1", "", "D155"),
        (FORM, "period.start < period.end or plans.value > 5", "", "D155"),
        (FORM, "heads.total <= 3 or unit.level = 'province'", "", "D155"),
        (LIST, "people >= 1", "", "D155"),
        (LIST, "people >= 2", "", None),
        (LIST, "topic in ('law', 'health')", "", "D155"),
        (LIST, "topic in ('law')", "", None),
        (LIST, "length(start) >= 4", "", None),
        (LIST, "regexp_like(start, '^20') or not regexp_like(start, '^20')", "", "D155"),
        (LIST, "budget * 2 <> 7", "", None),
        (FORM, "young < 0", "", "D156"),
        (FORM, "young > total and young < total", "severity: info", "D156"),
        (FORM, "plans.value * 2 = 7", "", "D156"),
        (LIST, "people < 1", "severity: warning", "D156"),
        (FORM, "(young is null) = (total is null)", "", None),
        (FORM, "young <= total * 2", "", None),
        (FORM, "female_pct <= 100", "", None),
        (FORM, "plans.value * 0 <= count(bdg_91.people)", "", None),  # of records nothing is asked
    ],
)
def test_rules_that_say_nothing(tmp_path: Path, file: str, check: str, more: str, code: str | None) -> None:
    text = changed(tmp_path, file, add(rule("N1", check, more)))
    assert places(reviewed(tmp_path)) == ([] if code is None else [(code, file, line_of(text, "id: N1"))])


@with_solver
def test_the_turn_of_a_loop_that_says_nothing_is_named(tmp_path: Path) -> None:
    changed(tmp_path, FORM, add(rule("N1", "[c] <= total", "each: {c: [young, total]}")))
    assert [(one.code, one.params["check"]) for one in reviewed(tmp_path)] == [("D155", "total <= total")]


def listed(value: object) -> list[object]:
    assert isinstance(value, list)
    return value


def clashes(folder: Path) -> list[tuple[str, str]]:
    """The rules of each contradiction without their places, and the cells that it takes."""
    found = []
    for one in reviewed(folder):
        assert one.code == "D157"
        names = [write(part, "en").split(" (")[0] for part in listed(one.params["rules"])]
        cells = [str(cell).split(" (")[0] for cell in listed(one.params["cells"])]
        found.append((" ".join(names), " ".join(cells)))
    return found


@with_solver
@pytest.mark.parametrize(
    ("file", "checks", "expected"),
    [
        # nothing wrong
        (FORM, ["young >= 2", "young <= 2"], []),
        (FORM, ["young is null or total is null or young < total", "young >= total - 1"], []),
        (FORM, ["female / total > 1"], []),  # a total of 0 decides nothing
        (FORM, ["plans.value > sum(bdg_91.people)", "plans.value < sum(bdg_91.people)"], []),  # of records nothing is asked
        (LIST, ["regexp_like(start, '^2026')", "not regexp_like(start, '^2026-0')"], []),
        # two that clash, in one row and across rows
        (FORM, ["young > 5", "young < 3"], [("N1 N2", "staff.young")]),
        (FORM, ["young > total"], [("N1 R1", "staff.young staff.total")]),
        (FORM, ["plans.value > reports.value", "reports.value >= plans.value"], [("N1 N2", "plans.value reports.value")]),
        (FORM, ["female >= 1 + total"], [("N1 G1", "staff.female staff.total")]),
        # three that clash and no two of them
        (
            FORM,
            ["plans.value < reports.value", "reports.value < staff.total", "staff.total < plans.value"],
            [("N1 N2 N3", "plans.value reports.value staff.total")],
        ),
        # two before three
        (
            FORM,
            ["young > 5 + total", "young <= 9", "total >= 4"],
            [("N1 R1", "staff.young staff.total"), ("N1 N2 N3", "staff.young staff.total")],
        ),
        # counts are whole
        (FORM, ["plans.value * 2 > 5", "plans.value * 2 < 6"], [("N1 N2", "plans.value")]),
        (LIST, ["budget * 2 > 5", "budget * 2 < 6"], []),
        # choices and limits
        (LIST, ["topic <> 'law'", "topic <> 'health'"], [("N1 N2", "1.topic")]),
        (LIST, ["women < people", "people <= 1", "women > 0"], [("N1 N2 N3", "1.women 1.people")]),
        (LIST, ["women >= 2 * people"], [("N1 R2 min/max of 1.people", "1.women 1.people")]),
        # computed cells
        (FORM, ["papers.value < plans.value"], [("N1 computed papers.value", "plans.value reports.value")]),
        (FORM, ["female_pct > 100"], []),
        (FORM, ["female_pct > 100", "total > 0"], [("N1 N2 G1 computed staff.female_pct", "staff.total staff.female")]),
        # two optional cells may exclude each other, and one of them may not exclude itself
        (FORM, ["plans.value = 0 or reports.value is null or staff.young is null", "plans.value > 0"], []),
        (FORM, ["reports.value is null"], [("N1", "reports.value")]),
    ],
)  # fmt: skip
def test_the_smallest_set_of_rules_that_clash_is_named(
    tmp_path: Path, file: str, checks: list[str], expected: list[tuple[str, str]]
) -> None:
    changed(tmp_path, file, add(*(rule(f"N{i}", check) for i, check in enumerate(checks, start=1))))
    assert clashes(tmp_path) == expected


@with_solver
def test_several_clashes_come_at_once(tmp_path: Path) -> None:
    pairs = ["young > 5", "young < 3", "plans.value > 5", "plans.value < 3", "young > 7"]
    changed(tmp_path, FORM, add(*(rule(f"N{i}", check) for i, check in enumerate(pairs, start=1))))
    assert [names for names, _ in clashes(tmp_path)] == ["N1 N2", "N2 N5", "N3 N4"]


@with_solver
def test_rules_that_only_warn_contradict_nothing(tmp_path: Path) -> None:
    changed(tmp_path, FORM, add(rule("N1", "young > 5"), rule("N2", "young < 3", "severity: warning")))
    assert clashes(tmp_path) == []


@with_solver
def test_a_clash_is_told_with_its_cells_and_the_edition_where_it_was_met(tmp_path: Path) -> None:
    text = changed(tmp_path, FORM, add(rule("N1", "heads.young > 5"), rule("N2", "heads.young < 3")))
    (found,) = reviewed(tmp_path)
    first, second = line_of(text, "id: N1"), line_of(text, "id: N2")
    assert found.params["rules"] == [f"N1 ({FORM}:{first})", f"N2 ({FORM}:{second})"]
    assert found.params["cells"] == ["heads.young (G9)"]
    assert [found.params[name] for name in ("forms", "level", "period", "scope")] == [
        ["Biểu 90"],
        "province",
        "year",
        "own",
    ]


def test_what_ships_has_nothing_to_mend() -> None:
    catalogue, mistakes = read_catalogue(bundled("schemas"))
    assert mistakes == ()
    reviewed = review(catalogue, mistakes)
    assert (reviewed.findings, reviewed.left_out, reviewed.waiting, reviewed.unused) == ((), (), (), ())


def test_without_the_solver_the_rest_is_done_and_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changed(tmp_path, FORM, add(rule("N1", "young >= 0"), rule("N2", "old <= total", "periods: [half]")))
    monkeypatch.setattr(solver, "find_spec", lambda _: None)
    result = CliRunner().invoke(root, ["--lang", "en", "schema", "check", str(tmp_path)])
    assert result.exit_code == 2
    assert "D150" in result.output
    assert "D155" not in result.output
    assert "pip install z3-solver" in result.stderr


def test_forms_that_do_not_read_well_are_left_out_and_named(tmp_path: Path) -> None:
    changed(tmp_path, FORM, ("required: every", "required: often"))
    result = CliRunner().invoke(root, ["--lang", "en", "schema", "check", str(tmp_path)])
    assert result.exit_code == 2
    assert [line.split(" ")[1] for line in result.stdout.splitlines() if ".yaml:" in line] == ["D106"]
    assert "forms 90 were not looked at further" in result.stderr


OTHER = SMALL[FORM].replace("bdg_90", "bdg_92").replace("90/", "92/").replace('"90"', '"92"').split("rules:")[0]
RESTING = (
    rule("N1", "staff.total <= bdg_90.staff.total"),  # never fails where the other cell is not there
    rule("N2", "plans.value >= coalesce(bdg_90.plans.value, 5)"),
    rule("N3", "plans.value <= 3"),  # with N2, a contradiction: if a blank stood there
    rule("N4", "bdg_90.plans.value <= 9", "levels: [commune], severity: warning"),
)


@with_solver
@pytest.mark.parametrize(
    "harm",
    [
        ("required: every", "required: often"),
        ("required: every", "requird: every"),
        ('number: "90"', "number: 90"),
        ("rows:\n", "rows:\n\t"),
        ("form: bdg_90", "form: ["),
        ('number: "90"', f'number: "{"9" * 40}"'),
    ],
)
def test_what_rests_on_a_form_that_is_set_aside_is_not_judged(tmp_path: Path, harm: tuple[str, str]) -> None:
    """Neither the rules of others that take its figures, nor those of every form, nor shared sets."""
    changed(tmp_path, FORM, harm)
    (tmp_path / "forms/bdg_92.yaml").write_text(OTHER + "rules:\n" + "".join(RESTING), encoding="utf-8")
    catalogue, mistakes = read_catalogue(tmp_path)
    assert {one.file for one in mistakes} == {FORM}
    assert len(mistakes) == 1
    reviewed = review(catalogue, mistakes)
    assert (reviewed.findings, reviewed.unused, reviewed.waiting) == ((), (), ("N1", "N2", "N4"))


@with_solver
def test_a_form_whose_cells_come_from_one_that_is_set_aside_waits_with_it(tmp_path: Path) -> None:
    changed(tmp_path, FORM, ("required: every", "required: often"))
    computed = (
        OTHER.replace('"plans + reports"', '"bdg_90.papers.value + 0"') + "rules:\n" + rule("N1", "papers.value >= 0")
    )
    (tmp_path / "forms/bdg_92.yaml").write_text(computed, encoding="utf-8")
    catalogue, mistakes = read_catalogue(tmp_path)
    reviewed = review(catalogue, mistakes)
    assert (reviewed.findings, reviewed.left_out) == ((), ("90", "92"))


@with_solver
def test_the_other_rules_are_judged_all_the_same(tmp_path: Path) -> None:
    changed(tmp_path, FORM, ("required: every", "required: often"))
    idle = OTHER + "rules:\n" + rule("N1", "plans.value >= 0")
    (tmp_path / "forms/bdg_92.yaml").write_text(idle, encoding="utf-8")
    reviewed = review(*read_catalogue(tmp_path))
    assert [(one.code, one.file) for one in reviewed.findings] == [("D155", "forms/bdg_92.yaml")]
    result = CliRunner().invoke(root, ["schema", "check", str(tmp_path)])
    assert "biểu 90 chưa được xem tiếp" in result.stderr


@with_solver
def test_vietnamese_sentences_have_vietnamese_words(tmp_path: Path) -> None:
    changed(tmp_path, FORM, add(rule("N1", "papers.value < plans.value")))
    said = CliRunner().invoke(root, ["schema", "check", str(tmp_path)]).stdout
    assert "ô tự tính papers.value" in said
    assert "gặp ở Biểu 90, cấp xã, báo cáo 6 tháng, báo cáo của riêng đơn vị" in said.replace(
        "báo cáo năm", "báo cáo 6 tháng"
    )
