"""Named types of rules: every example of every type, in Python, in tables and as a formula; and where a type is found."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from small_schemas import SMALL, line_of, rule, write

import sheetcheck
from sheetcheck.catalogue import bundled, read_catalogue
from sheetcheck.expression import Expression, Name, to_polars, violated_formula
from sheetcheck.expression.evaluate import Records, Value, evaluate
from sheetcheck.finding import Finding, Severity
from sheetcheck.form import Rule
from sheetcheck.rule import Instance, instances
from sheetcheck.rule_type import Example, Given, RuleType
from sheetcheck.rule_types import both
from sheetcheck.rules import TYPES
from sheetcheck.text import LANGUAGES
from sheetcheck.words import Words

EXAMPLES = [(one, example) for one in TYPES.values() for example in one.examples if one.across is None]
NAMES = [one.name for one, _ in EXAMPLES]
IN_CELLS = [(one, example) for one, example in EXAMPLES if example.records is None]
WITHOUT_FORMULA = {"matches", "unique", "contains_exactly"}
"""A sheet has no regular expressions, groups or distinct values."""


def rule_of(one: RuleType, example: Example) -> Rule:
    made = one.expand(Given(example.given))
    return Rule(
        id="N1",
        code="R901",
        severity=Severity.ERROR,
        check=made.check,
        message=made.message,
        help=made.help,
        each=made.loops,
        per=made.per,
        tables=made.tables,
    )


def worst(verdicts: list[Value]) -> Value:
    return next((verdict for verdict in (False, None) if verdict in verdicts), True)


def groups(instance: Instance, example: Example) -> list[Records]:
    """The records that a check takes: all of them, or each group of those that say the same."""
    if example.lists is not None:
        return [example.lists]
    if example.records is None:
        return [{}]
    records = [dict(record) for record in example.records]
    keys = list(dict.fromkeys(tuple(record[field] for field in instance.per) for record in records)) or [()]
    return [
        {"": [record for record in records if tuple(record[field] for field in instance.per) == key]}
        for key in keys
        if None not in key
    ]


def values_of(expression: Expression, example: Example) -> dict[Name, Value]:
    return {name: example.figures[name.written] for name in expression.names}


@pytest.mark.parametrize(("one", "example"), EXAMPLES, ids=NAMES)
def test_an_example_is_judged_as_it_says(one: RuleType, example: Example) -> None:
    found = list(instances(rule_of(one, example)))
    said = [
        evaluate(instance.expression.node, values_of(instance.expression, example), records)
        for instance in found
        for records in groups(instance, example)
    ]
    assert worst(said) is example.verdict


@pytest.mark.parametrize(("one", "example"), IN_CELLS)
def test_tables_agree(one: RuleType, example: Example) -> None:
    said = []
    for instance in instances(rule_of(one, example)):
        values = values_of(instance.expression, example)
        types = {
            name.written: pl.String if isinstance(value, str) or name.column == "note" else pl.Float64
            for name, value in values.items()
        }
        frame = pl.DataFrame({"line": [0]}).with_columns(
            pl.lit(value, dtype=types[name.written]).alias(name.written) for name, value in values.items()
        )
        if instance.expression.aggregates:
            continue  # what a list comes to is tried by the tests of aggregates
        texts = [name for name, kind in types.items() if kind == pl.String]
        column = to_polars(instance.expression, lambda name: pl.col(name.written), texts=texts)
        said += frame.select(x=column)["x"].to_list()
    assert not said or worst(said) is example.verdict


@pytest.mark.parametrize(("one", "example"), IN_CELLS)
def test_a_sheet_says_it_in_a_formula_that_looks_at_every_cell(one: RuleType, example: Example) -> None:
    for instance in instances(rule_of(one, example)):
        if instance.expression.aggregates:
            continue
        cells = {name: f"Z{place}" for place, name in enumerate(instance.expression.names, 11)}
        days = {name: f'"{example.figures[name.written]}"' for name in cells if name.special}
        where = cells | days
        formula = violated_formula(instance.expression, where.__getitem__)
        assert (formula is None) is (one.name in WITHOUT_FORMULA)
        assert formula is None or all(cell in formula for name, cell in cells.items() if not name.special)


@pytest.mark.parametrize("one", [one for one in TYPES.values() if one.across], ids=lambda one: one.name)
def test_units_are_compared_as_the_examples_say(one: RuleType) -> None:
    for example in one.examples:
        assert one.across is not None
        standing = one.across(example.units, Given(example.given))[-1]
        assert (standing and standing.holds) is example.verdict
        assert standing is None or set(standing.params) == set(one.quotes)


@pytest.mark.parametrize("one", TYPES.values(), ids=TYPES)
def test_a_type_is_told_in_both_languages_and_tried_all_three_ways(one: RuleType) -> None:
    texts = [one.means, one.about, *(said.means for said in one.parameters.values())]
    made = one.expand(Given(one.examples[0].given))
    texts += [made.message, made.help]
    assert all(text.vi and text.en and text.vi != text.en for text in texts)
    assert made.message.placeholders("vi") == made.message.placeholders("en")
    assert {example.verdict for example in one.examples} == {True, False, None}
    assert set().union(*(example.given for example in one.examples)) <= set(one.parameters)


TYPE = """
from sheetcheck.rule_type import Example, Expansion, Given, Parameter, RuleType, Says
from sheetcheck.text import Text

TYPE = RuleType(
    name="twice",
    means=Text("gấp đôi", "twice as much"),
    about=Text("Dùng khi …", "For …"),
    parameters={"of": Parameter(means=Text("số", "figure"), shape=Says.NAME, required=True),
                "half": Parameter(means=Text("nửa", "half"), shape=Says.NAME, required=True)},
    expand=lambda given: Expansion(check=f"{given.one('of')} = 2 * {given.one('half')}", message=Text("a", "b"),
                                   help=Text("a", "b")),
    examples=(),
)
"""


def test_a_type_is_added_by_one_file(tmp_path: Path) -> None:
    """Found, in the vocabulary of rules, in the JSON Schemas, listed, and read from a definition."""
    package = tmp_path / "sheetcheck"
    shutil.copytree(Path(sheetcheck.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    for folder in ("schemas", "docs"):
        (tmp_path / folder).symlink_to(Path(str(bundled(folder))))
    (package / "rules" / "twice.py").write_text(TYPE, encoding="utf-8")
    uses = rule("N1", "").replace('check: ""', "twice: {of: total, half: female}")
    write(tmp_path / "mine", {**SMALL, "forms/bdg_90.yaml": f"{SMALL['forms/bdg_90.yaml']}{uses}"})
    script = (
        "from sheetcheck.json_schema import schemas; from sheetcheck.catalogue import load_catalogue;"
        "from sheetcheck.rules import TYPES; from pathlib import Path;"
        "print('twice' in TYPES, all('\"twice\"' in schemas()[f'{one}.schema.json'] for one in ('form', 'rules')),"
        "load_catalogue(Path('mine')).forms['bdg_90'].rules[1].check)"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "True True total = 2 * female", done.stderr


@pytest.mark.parametrize(
    ("written", "code", "said"),
    [
        ("sum_of: {whole: total, parts: [young, old]}", "", {}),
        ('check: "total > 0", sum_of: {whole: total, parts: [young]}', "D190", {"keys": "check”, “sum_of"}),
        ("equals: {of: total, to: old}, sum_of: {whole: total, parts: [young]}", "D190", {}),
        ("summ_of: {whole: total, parts: [young]}", "D104", {"key": "summ_of", "nearest": "sum_of"}),
        ("sum_of: {whole: total, part: [young]}", "D104", {"key": "part", "nearest": "parts"}),
        ("sum_of: {whole: total}", "D191", {"keys": "parts”, “optional"}),
        ("sum_of: {whole: total, parts: []}", "D106", {"key": "parts"}),
        ("sum_of: [total, young]", "D106", {"key": "sum_of"}),
        ("sum_of: {whole: total, parts: [young], within: none}", "D106", {"key": "within"}),
        ("sum_of: {whole: totl, parts: [young]}", "D109", {"name": "totl", "nearest": "total"}),
        ('sum_of: {whole: total, parts: ["young +"]}', "D110", {"at": 81}),
        ('sum_of: {whole: total, parts: ["young) + (old"]}', "D110", {}),
        ('at_most: {of: total, most: "a < b"}', "D110", {}),
        ('at_most: {of: total, most: 5, when: "young + 1"}', "D110", {}),
        ('at_most: {of: total, most: "exec(1)"}', "D110", {}),
        ('at_most: {of: total, most: "(total"}', "D110", {}),
        (f"at_most: {{of: total, most: {'9 + ' * 600}9}}", "D181", {"key": "most", "length": 2401, "limit": 2000}),
        (f"sum_of: {{whole: total, parts: [{', '.join(['young'] * 400)}]}}", "D192", {"word": "young"}),
        (f"sum_of: {{whole: total, parts: [{', '.join(f'young + {n}' for n in range(200))}]}}", "D110", {}),
        (f"at_most: {{of: total, most: {'(' * 40}young{')' * 40}}}", "D110", {}),
        ("at_most: {of: and, most: 5}", "D110", {}),
        ("at_most: {of: total, most: 'young / 0'}", "D164", {"found": "young / 0"}),
        ('date_within: {of: young, from: "period.start) or (1 = 1"}', "D110", {}),
        ("in_range: {of: total}", "D191", {"keys": "min”, “max"}),
        ("hierarchy: {of: '[node]', tree: {total: []}}", "D106", {"key": "tree"}),
        ("unique: {by: total}", "D130", {"key": "unique"}),
        ("contains_exactly: {of: total, values: [1]}", "D130", {"key": "contains_exactly"}),
        ("matches: {of: total, patterns: '['}", "D110", {}),
        ("outlier: {of: 'young / totl'}", "D109", {"name": "totl"}),
        ("outlier: {of: 'young > 3'}", "D110", {}),
        ("growth_within: {of: totl, percent: 50}", "D109", {"name": "totl"}),
        ("growth_within: {of: total, percent: 50}", "", {}),
        ("sum_of: {whole: total, parts: [total, young]}", "D192", {"key": "parts", "word": "total"}),
        ("sum_of: {whole: total, parts: [young], optional: [young]}", "D192", {"key": "optional", "word": "young"}),
        ("sum_of: {whole: total, parts: ['young * 2', young * 2]}", "D192", {"word": "young * 2"}),
        ("balance: {opening: young, in: old, out: old, closing: total}", "D192", {"key": "out", "word": "old"}),
        ("part_whole: {part: total, whole: total}", "D192", {"key": "part", "word": "total"}),
        ("in_range: {of: total, min: 40, max: 5}", "D192", {"key": "max", "word": "5"}),
        ("in_range: {of: total, min: 5, max: 5}", "", {}),
        ("equals: {of: total, to: 0}", "", {}),
        ("hierarchy: {of: '[node].total', tree: {staff: [heads], heads: [staff]}}", "D192", {"word": "heads"}),
        ("hierarchy: {of: '[node].total', tree: {staff: [staff]}}", "D192", {"word": "staff"}),
        ("hierarchy: {of: '[node].total', tree: {staff: [heads, heads]}}", "D192", {"word": "heads"}),
        ("outlier: {of: 'young / (1 - 1)'}", "D164", {"found": "young / (1 - 1)"}),
        ("matches: {of: note, patterns: ['a', '(']}", "D110", {}),
        ("date_within: {of: young, from: 01/01/2024}", "D110", {}),
    ],
)
def test_mistakes_of_an_author(tmp_path: Path, written: str, code: str, said: dict[str, str]) -> None:
    line = rule("N1", "").replace('check: ""', written)
    write(tmp_path, {**SMALL, "forms/bdg_90.yaml": f"{SMALL['forms/bdg_90.yaml']}{line}"})
    _, found = read_catalogue(tmp_path)
    assert [one.code for one in found] == code.split()
    for one in found:
        assert (one.file, one.params["line"]) == ("forms/bdg_90.yaml", len(SMALL["forms/bdg_90.yaml"].splitlines()) + 1)
        assert said.items() <= one.params.items()


def test_a_mistake_is_shown_at_the_line_of_its_parameter(tmp_path: Path) -> None:
    text = f"""{SMALL["forms/bdg_90.yaml"]}  - id: N1
    code: R901
    severity: error
    sum_of:
      whole: total
      parts:
        - young
        - "old +"
    message: {{vi: a, en: a}}
    help: {{vi: a, en: a}}
"""
    write(tmp_path, {**SMALL, "forms/bdg_90.yaml": text})
    _, found = read_catalogue(tmp_path)
    assert [(one.code, one.params["line"]) for one in found] == [("D110", line_of(text, '"old +"'))]


def test_sentences_are_those_of_the_type_unless_an_author_writes_others(tmp_path: Path) -> None:
    more = (
        "  - {id: N1, code: R901, severity: error, sum_of: {whole: total, parts: [young]}}\n"
        "  - {id: N2, code: R902, severity: error, sum_of: {whole: total, parts: [old]}, message: {vi: câu, en: own}}\n"
        '  - {id: N3, code: R903, severity: error, check: "total > 0"}\n'
    )
    write(tmp_path, {**SMALL, "forms/bdg_90.yaml": f"{SMALL['forms/bdg_90.yaml']}{more}"})
    catalogue, found = read_catalogue(tmp_path)
    assert [(one.code, one.params["key"]) for one in found] == [("D105", "message"), ("D105", "help")]
    first, second = catalogue.forms["bdg_90"].rules[1:3]
    assert first.message.en == "{row.title}: “{total.title}” is {left}, but its parts add up to {right}"
    assert (second.message.vi, second.help) == ("câu", TYPES["sum_of"].expand(Given(second.given)).help)


def test_the_guide_has_the_table_of_types() -> None:
    guide = (Path(str(bundled("docs"))) / "write-a-rule.md").read_text(encoding="utf-8")
    assert both() in guide  # `both()` of `rule_types` writes it anew


@pytest.mark.parametrize(
    ("written_as", "en"),
    [
        ("part_whole: {part: staff.female, whole: staff.total}", "“{staff.title}”, “{female.title}” ({left}) is more than “{staff.title}”, “{total.title}” ({right})"),
        ("at_most: {of: plans.value, most: reports.value}", "“{plans.title}” ({left}) is more than it can be ({right})"),
        ("required_if: {of: note, when: 'total > 5'}", "{row.title}: the note is not filled in, though the figures given call for it"),
        ("in_range: {of: '[r].total', min: 1}, each: {r: [staff]}", "“{staff.title}”, “{total.title}” is {left}, below {right}"),
        ("at_most: {of: staff.total, most: \"case when unit.level = 'commune' then 50 else 900 end\"}", "“{staff.title}”, “{total.title}” ({left}) is more than it can be ({right})"),
        ("required: {of: plans.note}", "the note of “{plans.title}” is not filled in"),
        ("in_range: {of: female / total, min: 0.2, max: 0.8}", "{row.title}: the figure compared, not between 0.2 and 0.8"),
        ("equals: {of: young, to: 0, when: total = 0}", "{row.title}: “{young.title}” is {young} and must be 0"),
        ("sum_of: {whole: 'staff.[c]', parts: ['heads.[c]'], optional: [plans.value]}, each: {c: [total]}", "“{staff.title}”, “{total.title}” is {left}, but its parts add up to {right}"),
    ],
)  # fmt: skip
def test_sentences_of_its_own(tmp_path: Path, written_as: str, en: str) -> None:
    line = f"  - {{id: N1, code: R901, severity: error, {written_as}}}\n"
    write(tmp_path, {**SMALL, "forms/bdg_90.yaml": f"{SMALL['forms/bdg_90.yaml']}{line}"})
    catalogue, found = read_catalogue(tmp_path)
    assert found == ()
    made = catalogue.forms["bdg_90"].rules[1]
    assert next(instances(made)).expand(made.message.en) == en


LISTED = {"record": 3, "start": "2024-07-01", "topic": "law", "people": 4.0, "left": 2.0}


@pytest.mark.parametrize(
    ("form", "written_as", "said", "vi", "en"),
    [
        ("90", "required: {of: [staff.young, staff.note]}", {}, "Chưa điền “a”, “Trẻ”|Chưa điền ghi chú của “a”",
         "“a”, “Young” is not filled in|The note of “a” is not filled in"),
        ("91", "required: {of: [start, people]}", LISTED, "Dòng 3: chưa điền “Từ ngày”|Dòng 3: chưa điền “Số người”",
         "Line 3: “From” is not filled in|Line 3: “People” is not filled in"),
        ("91", "unique: {by: [start, topic]}", LISTED, "“01/07/2024”, “Luật” được ghi 2 lần",
         "“01/07/2024”, “Law” stands here 2 times"),
        ("91", "contains_exactly: {of: topic, values: [law, health], per: start}", LISTED,
         "“01/07/2024”: cột “Chủ đề” chưa có dòng nào ghi “Luật”|“01/07/2024”: cột “Chủ đề” chưa có dòng nào ghi “Y tế”|"
         "“01/07/2024”: cột “Chủ đề” có 2 dòng ghi giá trị khác các giá trị quy định",
         "“01/07/2024”: no line has “Law” in “Topic”|“01/07/2024”: no line has “Health” in “Topic”|"
         "“01/07/2024”: 2 lines have something else in “Topic” than the values asked for"),
        ("91", "contains_exactly: {of: people, values: [1]}", LISTED,
         "Cột “Số người” chưa có dòng nào ghi “1”|Cột “Số người” có 2 dòng ghi giá trị khác các giá trị quy định",
         "No line has “1” in “People”|2 lines have something else in “People” than the values asked for"),
        ("91", "hierarchy: {of: \"sum(people) filter (where topic = '[node]')\", tree: {law: [health]}}", {"left": 10.0, "right": 6.0},
         "“Luật” ghi 10, nhưng các phần của nó cộng lại được 6", "“Law” is 10, but its parts add up to 6"),
        ("91", "hierarchy: {of: \"sum(women) filter (where people = [node])\", tree: {'1': ['2']}}", {"left": 10.0, "right": 6.0},
         "“1” ghi 10, nhưng các phần của nó cộng lại được 6", "“1” is 10, but its parts add up to 6"),
        ("90", "hierarchy: {of: '[node].total', tree: {staff: [heads]}}", {"left": 9.0, "right": 6.0},
         "“a”, “Tổng số” ghi 9, nhưng các phần của nó cộng lại được 6", "“a”, “Total” is 9, but its parts add up to 6"),
        ("90", "sum_of: {whole: bdg_90.staff.total, parts: [bdg_90.heads.total]}", {"left": 4.0, "right": 6.0},
         "“a, Tổng số” ghi 4, nhưng các phần cộng lại được 6", "“a, Total” is 4, but its parts add up to 6"),
        ("91", "equals: {of: bdg_90.plans.value, to: 4}", {"left": 5.0, "right": 4.0},
         "“c (Biểu 90)” ghi 5, phải bằng 4", "“c (form 90)” is 5 and must be 4"),
        ("90", "at_most: {of: staff.total, most: previous.staff.total}", {"left": 5.0, "right": 4.0},
         "“a”, “Tổng số” (5) lớn hơn mức cao nhất có thể (4)", "“a”, “Total” (5) is more than it can be (4)"),
        ("90", "in_range: {of: previous.staff.total, max: 3}", {"left": 5.0, "right": 3.0},
         "“a”, “Tổng số” ở báo cáo khác ghi 5, lớn hơn 3", "“a”, “Total” in another return is 5, above 3"),
    ],
)  # fmt: skip
def test_a_sentence_names_its_cells_and_figures(
    tmp_path: Path, form: str, written_as: str, said: dict[str, object], vi: str, en: str
) -> None:
    name, line = f"forms/bdg_{form}.yaml", f"  - {{id: N1, code: R901, severity: error, {written_as}}}\n"
    write(tmp_path, {**SMALL, name: f"{SMALL[name]}{line}"})
    catalogue, found = read_catalogue(tmp_path)
    assert [one.code for one in found] == []
    made = next(one for one in catalogue.forms[f"bdg_{form}"].all_rules if one.id == "N1")
    findings = [
        Finding(code="R901", severity=Severity.ERROR, rule="N1", form=f"bdg_{form}",
                params={**said, **instance.turns})
        for instance in instances(made)
    ]  # fmt: skip
    for language, expected in zip(LANGUAGES, (vi, en), strict=True):
        words = Words(catalogue, language)
        assert [words.message(one) for one in findings] == expected.split("|")
        assert not any(sign in words.help(one) for one in findings for sign in "[]{}…")
