"""What authors of forms get wrong in expressions: one finding, at the line and column of the word, with what was meant."""

from __future__ import annotations

import io
import zipfile

import pytest
from small_schemas import SMALL

from sheetcheck.catalogue import read_catalogue
from sheetcheck.finding import Finding

M, L, G = "forms/bdg_90.yaml", "forms/bdg_91.yaml", "rules.yaml"


def found_with(file: str, text: str) -> tuple[Finding, ...]:
    archive = zipfile.ZipFile(io.BytesIO(), "w")
    for name, content in {**SMALL, file: text}.items():
        archive.writestr(name, content)
    return read_catalogue(zipfile.Path(archive))[1]


def with_rule(file: str, written: str) -> tuple[str, int]:
    """The file with a rule more, and the number of lines before what was written."""
    head = "  - id: N1\n    code: R901\n    severity: error\n    message: {vi: a, en: a}\n    help: {vi: a, en: a}\n"
    text = SMALL[file] + head
    return text + "".join(f"    {line}\n" for line in written.split("\n")), text.count("\n")


def params(one: Finding) -> str:
    return " ".join(str(getattr(value, "en", value)) for value in one.params.values())


@pytest.mark.parametrize(
    ("file", "written", "code", "at", "said"),
    [
        # names: the nearest, and what may have been meant
        (M, 'check: "previuos.total < total"', "D109", (1, 13), "previuos previous"),
        (M, 'check: "firsthalf.total < total"', "D109", (1, 13), "firsthalf first_half"),
        (M, 'check: "before4.total < total"', "D109", (1, 13), "before4 before"),
        (M, 'check: "parnet.total < total"', "D109", (1, 13), "parnet parent"),
        (M, 'check: "childen.total < total"', "D109", (1, 13), "childen children"),
        (M, 'check: "sum(childen.total) < total"', "D110", (1, 17), "“childen” write “children”"),
        (G, 'check: "previuos.total < total"', "D109", (1, 13), "previuos.total previous"),
        (M, 'check: "staff.total <= femal"', "D109", (1, 28), "femal female"),
        (M, 'in_range: {of: staff.total, min: "a"}', "D109", (1, 39), "a female, female_pct"),
        (M, "in_range:\n  of: staff.total\n  min: a", "D109", (3, 12), "a female"),
        (M, 'check: "staff <= 5"', "D109", (1, 13), "staff staff.total, staff.female"),
        (M, 'check: "total.staff <= 5"', "D109", (1, 13), "total staff.total"),
        (L, 'check: "count(*) <= plans.value"', "D109", (1, 25), "plans bdg_90.plans.value"),
        (M, 'check: "bdg_9.staff.total <= 5"', "D109", (1, 13), "bdg_9 bdg_90"),
        (M, 'check: "Total <= 5"', "D109", (1, 13), "Total total"),
        # where in a text over several lines
        (M, "check: >-\n  total >= 1\n  and femal\n  <= total", "D109", (3, 11), "femal female"),
        (M, "check: |\n  total >= 1\n  and total ==\n  young", "D110", (3, 17), "“==” write “=”"),
        (M, 'check: "[c] <= totl"\neach: {c: [young, old]}', "D109", (1, 20), "totl total"),
        (M, 'check: "staff.[c] < 1 + femal"\neach: {c: [young, old]}', "D109", (1, 29), "femal female"),
        (M, 'sum_of: {whole: total, parts: [young, "old +"]}', "D110", (1, 48), "missing after “+”"),
        (M, "required_if: {of: note, when: 'totl > 5'}", "D109", (1, 36), "totl total"),
        (M, "hierarchy: {of: '[node].total', tree: {staff: [head]}}", "D109", (1, 52), "head heads"),
        (M, "growth_within: {of: totl, percent: 5}", "D109", (1, 25), "totl total"),
        (M, "check: 'note > 5'", "D144", (1, 13), "note text a number"),
        (M, "check: 'total + young'", "D110", (1, 13), "a figure, not a condition"),
        # values that nothing can have
        (M, "check: \"unit.level = 'comune'\"", "D162", (1, 26), "comune commune commune, district"),
        (M, "check: \"total > 0 or period.kind = 'yeer'\"", "D162", (1, 40), "yeer year half, year"),
        (M, "check: \"unit.scope in ('own', 'consolidatd')\"", "D162", (1, 35), "consolidatd consolidated"),
        (M, "check: \"total > case unit.level when 'xa' then 5 else 9 end\"", "D162", (1, 42), "xa"),
        (L, "check: \"topic <> 'lawx'\"", "D162", (1, 22), "lawx law law, health"),
        (L, "one_of: {of: topic, values: [law, helth]}", "D162", (1, 39), "helth health"),
        (L, "check: \"count(*) filter (where topic = 'lawx') < 3\"", "D162", (1, 44), "lawx law"),
        (M, "check: \"count(*) filter (where bdg_91.topic = 'lawx') < 3\"", "D162", (1, 51), "lawx law"),
        (L, "check: \"start >= '01/01/2024'\"", "D163", (1, 22), "01/01/2024"),
        (L, "check: \"start >= '2024-13-01'\"", "D163", (1, 22), "2024-13-01"),
        (L, "date_within: {of: start, from: 2024-02-30}", "D163", (1, 36), "2024-02-30"),
        (M, "check: \"period.end < '31/12/2025'\"", "D163", (1, 26), "31/12/2025"),
        # nothing comes of it
        (M, 'check: "total / 0 < 1"', "D164", (1, 19), "total / 0"),
        (M, 'check: "total / (1 - 1) < 1"', "D164", (1, 19), "total / (1 - 1)"),
        (M, 'check: "total < 5 or young / -0 < 1"', "D164", (1, 32), "young / 0"),
        (M, "outlier: {of: total / 0}", "D164", (1, 25), "total / 0"),
        # a type where it does nothing
        (M, "unique: {by: total}", "D130", (1, 5), "unique matrix list"),
        (M, 'check: "count(*) <= 1"\nper: [total]', "D172", (2, 5), ""),
        # texts without quotes, other forms, no cell at all
        (L, 'check: "topic = law"', "D109", (1, 21), "law 'law'"),
        (M, "at_most: {of: total, most: 5, when: unit.level = commune}", "D109", (1, 54), "commune 'commune'"),
        (M, 'check: "bdg_91.people > 1"', "D109", (1, 13), "bdg_91 sum(bdg_91.people)"),
        (M, 'check: "bdg_91.topic is null"', "D109", (1, 13), "bdg_91 count(bdg_91.topic)"),
        (L, 'check: "sum(people) > bdg_90.staff"', "D109", (1, 27), "bdg_90 bdg_90.staff.staff"),
        (M, 'check: "1 = 1"', "D166", (1, 13), "1 = 1"),
        (M, 'check: "true"', "D166", (1, 13), "true"),
        # values that a comma, an indentation or a separator has changed
        (M, "sum_of: {whole: total, parts: female, young}", "D193", (1, 43), "young"),
        (M, "in_range: {of: total, min: 0, max: 1,000}", "D193", (1, 42), "000"),
        (M, "sum_of:\nwhole: total\nparts: [female]", "D106", (1, 5), "sum_of indented"),
        (M, "part_whole: {part: female, total: total}", "D104", (1, 32), "total whole"),
        (M, "in_range: {of: total, min: 0, max: 1.000}", "D106", (1, 35), "1.000 separators"),
        (M, "in_range: {of: total, min: 0, max: 1.000.000}", "D110", (1, 40), "1.000.000 separators"),
        (M, "sum_of: {whole: total, parts: [nữ, young]}", "D110", (1, 36), "nữ diacritics"),
        (M, 'check: "[c] <= total"\neach: {c: young, old}', "D193", (2, 22), "old"),
        (M, 'check: "[d] <= total"', "D110", (1, 13), "[d] each"),
        (L, "unique: {by: [topic, satrt]}", "D109", (1, 26), "satrt start"),
        # keys that do nothing, bounds that cross, and what a type makes of its parameters
        (M, 'check: "staff.total > 1"\nrows: [staff]', "D167", (2, 5), "rows"),
        (M, 'check: "staff.total > 1"\nnatures: [stock]', "D167", (2, 5), "natures"),
        (M, "outlier: {of: 5}", "D166", (1, 19), "5"),
        (M, "hierarchy: {of: staff.total, tree: {staff: [heads]}}", "D192", (1, 21), "[node]"),
        (L, "date_within: {of: start, from: 2026-01-01, to: 2025-01-01}", "D192", (1, 52), "2025-01-01"),
        (M, "date_within: {of: total, from: period.start}", "D144", (1, 23), "total a number text"),
        (M, "one_of: {of: note, values: [a, 5]}", "D110", (1, 36), "“5” cannot be compared"),
        (M, 'check: "first-half.total > 1"', "D110", (1, 13), "first_half"),
        (M, 'check: "previous.total.female > 1"', "D109", (1, 13), "total heads, papers"),
        (M, 'check: "previous.zz <= total"', "D109", (1, 13), "zz"),
        (M, 'check: "total >= 1 or previous.femal <= total"', "D109", (1, 27), "female"),
        (M, 'check: "count(*) <= 3"', "D170", (1, 13), "count(*)"),
        (M, "at_most: {of: total, most: 5, when: unit.level in (commune)}", "D110", (1, 56), "single quotes"),
        # length
        (M, f'check: "{" + ".join(["total"] * 1250)} > 1"', "D181", (1, 5), "9,999 2000"),
    ],
)  # fmt: skip
def test_one_finding_at_the_word(file: str, written: str, code: str, at: tuple[int, int], said: str) -> None:
    text, before = with_rule(file, written)
    found = found_with(file, text)
    assert [one.code for one in found] == [code]
    assert (found[0].file, found[0].params["line"], found[0].params["at"]) == (file, before + at[0], at[1])
    assert all(word in params(found[0]) for word in said.replace("9,999", "").split()), params(found[0])


@pytest.mark.parametrize(
    ("file", "written"),
    [
        (M, "check: \"not (unit.level = 'commune') or total >= 0.5\""),
        (M, "check: \"total <= case unit.level when 'commune' then 5 else 9 end\""),
        (M, "check: \"period.end < '2025-12-31' or total > 0\""),
        (L, "check: \"topic = 'law' or start >= '2025-07-01'\""),
        (M, 'check: "total / young < 1"'),
        (M, 'check: "total < 5 or 1 / (2 - 1) > total"'),
        (L, "unique: {by: [topic, start]}"),
    ],
)
def test_what_is_right_is_accepted(file: str, written: str) -> None:
    assert found_with(file, with_rule(file, written)[0]) == ()


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "at", "said"),
    [
        (M, "kind: matrix", "kind: list", "D130", (8, 1), "columns”, “rows matrix"),
        (M, "columns: [P, V]", "columns: P, V", "D106", (8, 1), "P, V a list"),
        (M, "periods: [half, year]", "periods: half, year", "D106", (6, 1), "[half, year]"),
        (M, "{vi: Nhân sự, en: Staff}", "{vn: Nhân sự, en: Staff}", "D104", (5, 9), "vn vi"),
        (M, "- {id: heads,", "- {id heads,", "D193", (12, 6), "id heads"),
        (M, "id: heads,", "id: if,", "D132", (12, 6), "if"),
        (M, '"plans + reports"', '"=plans+reports"', "D110", (20, 17), "without the ="),
        (M, '"plans + reports"', '"plans.value + heads"', "D109", (20, 31), "heads papers, plans, reports"),
        (M, "kind: matrix", "kind: matrix\nzero_row: plan", "D109", (8, 11), "plan plans"),
        (M, "kind: matrix", "kind: matrix\nzero_row: staff", "D106", (8, 1), "staff flag"),
        (M, "kind: matrix", "kind: matrix\nrestated:\n  - {column: totl, id: R9, code: R999, within: 0}", "D109", (9, 6), "totl"),
        (M, "message: {vi: a, en: a}", 'message: {vi: "a {femal}", en: a}', "D133", (22, 85), "{femal}"),
        # what is no YAML, in our words
        (M, "  - {id: heads,", "   - {id: heads,", "D101", (12, 4), "indented like"),
        (M, "  - {id: heads,", "- {id: heads,", "D101", (12, 1), "indented like"),
        (M, "  - {id: heads,", "  {id: heads,", "D101", (12, 3), "no colon"),
        (M, "  - {id: heads,", "\t- {id: heads,", "D101", (12, 1), "tab"),
        (M, "{vi: Nhân sự, en: Staff}", "{vi: Nhân sự: nữ, en: Staff}", "D101", (5, 20), "not quoted"),
        (M, 'check: "young <= total"', "check: 'young <= 'total''", "D101", (22, 61), "not closed"),
        (M, 'number: "90"', 'number "90"', "D101", (2, 1), "no colon"),
        (M, "title: {vi: Nhân sự, en: Staff}", "title: %", "D101", (5, 8), "in quotes"),
    ],
)  # fmt: skip
def test_one_finding_of_a_form(file: str, old: str, new: str, code: str, at: tuple[int, int], said: str) -> None:
    assert old in SMALL[file]
    found = found_with(file, SMALL[file].replace(old, new, 1))
    assert [one.code for one in found] == [code]
    assert (found[0].params["line"], found[0].params["at"]) == at
    assert said in params(found[0]) or all(word in params(found[0]) for word in said.split()), params(found[0])


@pytest.mark.parametrize(
    ("old", "new", "found", "expected"),
    [
        ('number: "90"', "number: 0_90.0", "0_90.0", 'text in quotes: "0_90.0"'),
        ('code: "01"', "code: 01", "01", 'text in quotes: "01"'),
        ('code: "01"', "code: no", "no", 'text in quotes: "no"'),
        ("{vi: Nhân sự, en: Staff}", "{vi: Nhân sự, en: 2024}", "2024", 'text in quotes: "2024"'),
        ("roll_up: sum}", "roll_up: 1.50}", "1.50", "sum, calc"),
    ],
)
def test_what_looks_like_a_number_is_shown_as_it_was_typed(old: str, new: str, found: str, expected: str) -> None:
    (one,) = found_with(M, SMALL[M].replace(old, new, 1))
    assert (one.code, one.params["found"]) == ("D106", found)
    assert expected in params(one)
