"""The life of a rule: its periods, its trial, how many lines must break it, and what blank cells stand for."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from command_line import run
from recalculated import recalculated
from small_schemas import SMALL, changed, line_of, rule, write

from sheetcheck.catalogue import Catalogue, load_catalogue, read_catalogue
from sheetcheck.finding import Finding, Severity
from sheetcheck.form import Form, Rule, Threshold
from sheetcheck.layout import RULES_SHEET
from sheetcheck.life import asked_together, in_force, is_reached, threshold
from sheetcheck.period import Calendar, parse_period
from sheetcheck.review import review
from sheetcheck.template import layouts_for, write_template
from sheetcheck.testing.batch import settled
from sheetcheck.testing.drawing import fillable, issued_to, returned
from sheetcheck.verdicts import Column
from sheetcheck.words import Words

M, L = "forms/bdg_90.yaml", "forms/bdg_91.yaml"


def with_rules(folder: Path, *rules: str, file: str = M) -> Catalogue:
    changed(folder, file, ("rules:\n", f"rules:\n{''.join(rules)}"))
    return load_catalogue(folder)


def found(catalogue: Catalogue, figures: Mapping[str, float | str], *periods: str) -> list[Finding]:
    """What the rules called N… find in a return of each period."""
    drawn = {period: returned(catalogue, issued_to("06331", period), figures) for period in periods or ("2024-H1",)}
    return [one for one in settled(catalogue, drawn) if one.rule.startswith("N")]


def rule_of(form: Form) -> Rule:
    return next(one for one in form.rules if one.id == "N1")


# since, until

SPANS = [
    # since, until, the period of the return, its calendar, asked
    ("2026-H1", "", "2026-H1", "administrative", True),
    ("2026-H1", "", "2026-H1", "statistical", True),
    ("2026-H1", "", "2025", "administrative", False),
    ("2026-H1", "", "2025-H2", "statistical", False),
    ("2026-H1", "", "2026", "administrative", True),
    ("2026-H2", "", "2026-H1", "statistical", False),
    ("2026-H2", "", "2026", "statistical", True),  # the annual return is collected with the second half
    ("2026", "", "2026-H1", "administrative", True),
    ("", "2026-H1", "2026-H1", "administrative", True),
    ("", "2026-H1", "2026-H1", "statistical", True),
    ("", "2026-H1", "2026-H2", "administrative", False),
    ("", "2026-H1", "2026", "administrative", False),
    ("", "2026", "2026-H2", "statistical", True),
    ("", "2026", "2027-H1", "statistical", False),
    ("2026-H1", "2026-H1", "2026-H1", "statistical", True),
    ("2026-H2", "2027", "2026-02-01..2026-06-30", "custom", False),
    ("2026-H1", "2026-H1", "2026-02-01..2026-06-30", "custom", True),
    ("2026-02-01..2026-06-30", "", "2026-H1", "administrative", True),
    ("2026-02-01..2026-06-30", "", "2025", "administrative", False),
]


@pytest.mark.parametrize(("since", "until", "period", "calendar", "asked"), SPANS)
def test_since_and_until(tmp_path: Path, since: str, until: str, period: str, calendar: str, asked: bool) -> None:
    more = ", ".join(f'{key}: "{label}"' for key, label in (("since", since), ("until", until)) if label)
    catalogue = with_rules(tmp_path, rule("N1", "young <= total", more))
    one = rule_of(catalogue.form("90"))
    assert in_force(one, parse_period(period, Calendar(calendar))) is asked


def test_one_batch_of_several_periods_asks_each_its_own_rules(tmp_path: Path) -> None:
    catalogue = with_rules(
        tmp_path, rule("N1", "young <= female", "since: 2025-H1"), rule("N2", "plans.value <= 5", "until: 2024-H2")
    )
    figures = {"90.staff.total": 9, "90.staff.female": 3, "90.staff.young": 4, "90.plans.value": 6}
    said = found(catalogue, figures, "2024-H1", "2024-H2", "2025-H1", "2025-H2")
    assert [(one.file, one.rule, one.cells) for one in said] == [
        ("2024-H1", "N2", ("D9",)),
        ("2024-H2", "N2", ("D9",)),
        ("2025-H1", "N1", ("E8", "G8")),
        ("2025-H2", "N1", ("E8", "G8")),
    ]


def test_a_workbook_asks_the_rules_of_its_period(tmp_path: Path) -> None:
    catalogue = with_rules(
        tmp_path, rule("N1", "young <= female", "since: 2025-H1"), rule("N2", "young <= 9", "trial: true")
    )

    def asked(period: str) -> set[str]:
        book = openpyxl.load_workbook(BytesIO(write_template(catalogue, issued_to("06331", period))))
        return {str(cell.value) for row in book[RULES_SHEET].iter_rows() for cell in row} & {"N1", "N2", "R1"}

    assert (asked("2024-H1"), asked("2025-H1")) == ({"R1"}, {"R1", "N1"})


def test_rules_of_different_times_do_not_contradict_each_other(tmp_path: Path) -> None:
    pytest.importorskip("z3")

    def clashing(*rules: str) -> list[str]:
        changed(tmp_path, M, ("rules:\n", f"rules:\n{''.join(rules)}"))
        catalogue, mistakes = read_catalogue(tmp_path)
        return [one.code for one in review(catalogue, mistakes).findings if one.code == "D157"]

    old, new = "plans.value > reports.value", "plans.value < reports.value"
    assert clashing(rule("N1", old), rule("N2", new)) == ["D157"]
    assert clashing(rule("N1", old, "until: 2025"), rule("N2", new, "since: 2026-H1")) == []
    assert clashing(rule("N1", old, "until: 2026"), rule("N2", new, "since: 2026-H1")) == ["D157"]
    assert clashing(rule("N1", old), rule("N2", new, "trial: true")) == []


def test_sets_of_rules_that_are_asked_at_one_time(tmp_path: Path) -> None:
    catalogue = with_rules(
        tmp_path,
        rule("N1", "young <= total", "until: 2025"),
        rule("N2", "young <= total", "since: 2026-H1"),
        rule("N3", "young <= total"),
    )
    rules = [one for one in catalogue.form("90").rules if one.id.startswith("N")]
    assert [[one.id for one in some] for some in asked_together(rules)] == [["N1", "N3"], ["N2", "N3"]]
    assert [[one.id for one in some] for some in asked_together(rules[2:])] == [["N3"]]


# trial


@pytest.mark.parametrize("severity", ["error", "warning", "info"])
def test_a_rule_on_trial_is_told_and_counts_for_nothing(tmp_path: Path, severity: str) -> None:
    catalogue = with_rules(tmp_path, rule("N1", "young <= female", f"severity: {severity}, trial: true"))
    (one,) = found(catalogue, {"90.staff.total": 9, "90.staff.female": 3, "90.staff.young": 4})
    assert (one.severity, one.trial) == (Severity.INFO, True)
    assert (one.declared or one.severity).value == severity
    assert Words(catalogue).remark(one) == "quy tắc đang thử, không tính vào kết quả"


# fail_when

THRESHOLDS = [
    ("> 5 %", Threshold(5, is_share=True), 1, 20, False),
    ("> 5 %", Threshold(5, is_share=True), 2, 20, True),
    (">= 5 %", Threshold(5, is_share=True, inclusive=True), 1, 20, True),
    (">2.5%", Threshold(2.5, is_share=True), 1, 40, False),
    ("> 10", Threshold(10, is_share=False), 10, 11, False),
    ("> 10", Threshold(10, is_share=False), 11, 500, True),
    (">= 10", Threshold(10, is_share=False, inclusive=True), 10, 10, True),
    ("> 0 %", Threshold(0, is_share=True), 1, 1000, True),
]


@pytest.mark.parametrize(("written", "read", "broken", "checked", "counts"), THRESHOLDS)
def test_thresholds(written: str, read: Threshold, broken: int, checked: int, counts: bool) -> None:
    assert threshold(written) == read
    assert threshold(read.written) == read
    assert is_reached(read, broken, checked) is counts


def activities(*pairs: str) -> dict[str, float | str]:
    """Lines of form 91 by people/women; `…` is not available, a blank is blank."""
    figures: dict[str, float | str] = {}
    for number, pair in enumerate(pairs, start=1):
        people, _, women = pair.partition("/")
        figures |= {f"91.{number}.topic": "Luật", f"91.{number}.people": float(people)}
        if women:
            figures[f"91.{number}.women"] = women if women == "…" else float(women)
    return figures


COUNTED = [
    # lines, threshold, severity of what is found, what is quoted
    (("5/9", "5/1", "5/1", "5/1"), "> 20 %", "error", (1, 4)),
    (("5/9", "5/1", "5/1", "5/1"), "> 25 %", "info", (1, 4)),
    (("5/9", "5/1", "5/1", "5"), "> 25 %", "error", (1, 3)),  # a line that is not decided does not count
    (("5/9", "5/1", "5/1", "5/…"), "> 25 %", "error", (1, 3)),
    (("5/9", "5/9", "5/1", "5/1", "5/1"), "> 2", "info", (2, 5)),
    (("5/9", "5/9", "5/9", "5/1"), "> 2", "error", (3, 4)),
]


@pytest.mark.parametrize(("pairs", "limit", "severity", "lines"), COUNTED)
def test_few_broken_lines_are_only_told(
    tmp_path: Path, pairs: tuple[str, ...], limit: str, severity: str, lines: tuple[int, int]
) -> None:
    catalogue = with_rules(tmp_path, rule("N1", "women < people + 1", f'fail_when: "{limit}"'), file=L)
    said = found(catalogue, activities(*pairs))
    assert len(said) == lines[0]
    assert {one.severity.value for one in said} == {severity}
    assert {(one.params["lines_broken"], one.params["lines_checked"]) for one in said} == {lines}
    assert all((one.declared is None) is (severity == "error") for one in said)


def test_the_share_is_quoted(tmp_path: Path) -> None:
    catalogue = with_rules(tmp_path, rule("N1", "women < people + 1", 'fail_when: "> 25 %"'), file=L)
    (below,) = found(catalogue, activities("5/9", "5/1", "5/1", "5/1"))
    (beyond,) = found(catalogue, activities("5/9", "5/1", "5/1"))
    vi, en = Words(catalogue), Words(catalogue, "en")
    assert vi.message(below) == "A (1 trong 4 dòng đã xét, chưa vượt ngưỡng trên 25% số dòng nên chỉ để biết)"
    assert en.message(beyond) == "A (1 of 3 lines checked, beyond the threshold: more than 25% of the lines)"


def test_the_rows_of_a_form_are_counted_too(tmp_path: Path) -> None:
    catalogue = with_rules(tmp_path, rule("N1", "young <= female", 'fail_when: "> 50 %"'))
    rows = {"90.staff.total": 9, "90.staff.female": 3, "90.staff.young": 4}
    heads = {"90.heads.total": 9, "90.heads.female": 3, "90.heads.young": 1}
    province = {"both": returned(catalogue, issued_to("20", "2024"), rows | heads)}
    (one,) = [one for one in settled(catalogue, province) if one.rule == "N1"]
    assert (one.severity, one.cells, one.params["lines_checked"]) == (Severity.INFO, ("E8", "G8"), 2)
    (alone,) = found(catalogue, rows)
    assert (alone.severity, alone.params["lines_checked"]) == (Severity.ERROR, 1)


STAFF = {"90.staff.total": 9, "90.staff.female": 3, "90.staff.young": 4}
HEADS = {"90.heads.total": 9, "90.heads.female": 3}
IN_A_WORKBOOK = [
    # the form and rule, the unit and period, figures; whether the broken lines count
    (L, "women < people + 1", limit, ("06331", "2024-H1"), activities(*pairs), severity == "error")
    for pairs, limit, severity, _ in COUNTED
] + [
    (M, "young <= female", "> 50 %", ("20", "2024"), {**STAFF, **HEADS, "90.heads.young": 1}, False),
    (M, "young <= female", ">= 50 %", ("20", "2024"), {**STAFF, **HEADS, "90.heads.young": 1}, True),
    (M, "young <= female", "> 50 %", ("20", "2024"), {**STAFF, **HEADS}, True),  # nothing is decided of the heads
    (M, "young <= female", "> 1", ("20", "2024"), {**STAFF, **HEADS, "90.heads.young": 1}, False),
    (M, "young <= female", "> 1", ("20", "2024"), {**STAFF, **HEADS, "90.heads.young": 5}, True),
]


def counting(path: Path) -> list[str]:
    """The cells to which the lines of a workbook's hidden sheet lead that tell the rule N1."""
    rows = openpyxl.load_workbook(path, data_only=True)[RULES_SHEET].iter_rows(values_only=True)
    told = (row for row in rows if row[Column.RULE - 1] == "N1" and row[Column.VERDICT - 1] not in (None, ""))
    return [str(row[Column.CELL - 1]) for row in told]


@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_workbook_counts_as_the_check_does(tmp_path: Path) -> None:
    books: dict[str, bytes] = {}
    for number, (file, check, limit, whose, figures, counts) in enumerate(IN_A_WORKBOOK):
        (tmp_path / str(number)).mkdir()
        catalogue = with_rules(tmp_path / str(number), rule("N1", check, f'fail_when: "{limit}"'), file=file)
        identity = issued_to(*whose)
        drawn = returned(catalogue, identity, figures)
        said = [one for one in settled(catalogue, {"one": drawn}) if one.rule == "N1"]
        assert {one.severity is Severity.ERROR for one in said} == {counts}
        filled = fillable(layouts_for(catalogue, identity), figures)
        books[f"{number} {counts}"] = write_template(catalogue, identity, filled)
    for name, path in recalculated(books, tmp_path).items():
        stored = tmp_path / f"{name.split()[0]}.stored.xlsx"
        stored.write_bytes(books[name])
        assert counting(path) == counting(stored), name
        assert bool(counting(path)) is name.endswith("True"), name


# what an author writes wrong

MISTAKES = [
    (M, rule("N1", "young <= total", "since: 2026-H3"), "D106"),
    (M, rule("N1", "young <= total", "until: soon"), "D106"),
    (M, rule("N1", "young <= total", "since: 26"), "D106"),
    (M, rule("N1", "young <= total", "since: 2026-12-01..2026-02-01"), "D106"),
    (M, rule("N1", "young <= total", "since: 2026-H2, until: 2026-H1"), "D148"),
    (M, rule("N1", "young <= total", "since: 2026, until: 2026-H1"), None),
    (M, rule("N1", "young <= total", "trial: perhaps"), "D106"),
    (M, rule("N1", "young <= total", "fail_when: 5"), "D106"),
    (M, rule("N1", "young <= total", 'fail_when: "5 %"'), "D106"),
    (M, rule("N1", "young <= total", 'fail_when: "> -5 %"'), "D106"),
    (M, rule("N1", "young <= total", 'fail_when: "> 100 %"'), "D160"),
    (M, rule("N1", "young <= total", 'fail_when: ">= 100 %"'), None),
    (M, rule("N1", "plans.value <= 5", 'fail_when: "> 5 %"'), "D149"),
    (M, rule("N1", "young <= total", 'severity: info, fail_when: "> 5 %"'), "D149"),
    (M, rule("N1", "young <= total", "missing: sometimes"), "D106"),
    (M, rule("N1", "young <= total or note is not null", "missing: never"), None),
    (M, rule("N1", "young <= total or note = 'a'", "missing: never"), "D161"),
    (L, rule("N1", "women <= people or topic = 'law'", "missing: skip_all"), "D161"),
    (M, rule("N1", "plans.value >= sum(bdg_91.people)", "missing: never"), None),
    (M, rule("N1", "sum(bdg_91.people) >= count(bdg_91.women)", "missing: never"), "D165"),
    (L, rule("N1", "count(*) <= 1", "per: [topic], missing: skip_all"), "D165"),
    (M, rule("N1", "young is null", "missing: never"), None),
]


@pytest.mark.parametrize(("file", "written", "code"), MISTAKES)
def test_mistakes_of_an_author(tmp_path: Path, file: str, written: str, code: str | None) -> None:
    text = changed(tmp_path, file, ("rules:\n", f"rules:\n{written}"))
    _, mistakes = read_catalogue(tmp_path)
    expected = [(code, file, line_of(text, "id: N1"))] if code else []
    assert [(one.code, one.file, one.params["line"]) for one in mistakes] == expected


def test_explain_tells_the_life_of_a_rule(tmp_path: Path) -> None:
    more = 'since: 2026-H1, until: 2027, trial: true, fail_when: "> 5 %", missing: skip_all'
    with_rules(tmp_path, rule("N1", "young <= female", more))
    said = run("--schemas", tmp_path, "explain", "N1", lang="en").stdout
    assert "In force: from the first half of 2026 on, until the end of the year 2027, a rule on trial" in said
    assert "Blank cells: a blank cell counts as 0; with all cells blank nothing is decided" in said
    assert "Counts when: more than 5% of the lines of a return break it" in said
    assert "Must hold: [Trẻ] ≤" not in said
    assert "Must hold: [Young] ≤ [Female]" in said


def test_the_small_catalogue_is_sound(tmp_path: Path) -> None:
    assert read_catalogue(write(tmp_path, SMALL))[1] == ()
