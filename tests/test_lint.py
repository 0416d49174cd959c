"""The linter as a table: a change in what ships, and the finding that it makes, on the line of the mistake."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path

import pytest

from sheetcheck import capacity
from sheetcheck.catalogue import bundled, read_catalogue
from sheetcheck.codes import all_codes
from sheetcheck.expression import is_name
from sheetcheck.expression.limits import MAX_STRING
from sheetcheck.finding import Code
from sheetcheck.form import Column
from sheetcheck.kinds import KINDS
from sheetcheck.lint.patterns import size
from sheetcheck.review import review
from sheetcheck.text import Text

P, T, V = "forms/bdg_01.yaml", "forms/bdg_03.yaml", "forms/bdg_12.yaml"
NEW_RULE = """  - {{id: NEW, code: R999, severity: warning, check: "{check}", message: {{vi: "{vi}", en: "{en}"}}, help: {{vi: a, en: a}}{more}}}
"""


TURNS = f"[{', '.join(['total', 'female'] * 50)}]"
ROWS = "".join(f"  - {{id: r{i}}}\n" for i in range(201))
RULES = "".join(f"  - {{id: N{i}}}\n" for i in range(501))
COLUMNS = "".join(f"    - {{id: c{i}, kind: count, title: {{vi: C{i}, en: C{i}}}}}\n" for i in range(101))
CHOICES = "".join(f"      c{i}: {{vi: C{i}, en: C{i}}}\n" for i in range(100))


def rule(check: str, vi: str = "a", en: str = "a", more: str = "") -> tuple[str, str]:
    """A rule more, right below the key `rules`."""
    return "rules:\n", "rules:\n" + NEW_RULE.format(check=check, vi=vi, en=en, more=more)


@cache
def texts() -> Mapping[str, str]:
    """Every file of the catalogue that ships."""
    folder = Path(str(bundled("schemas")))
    files = (*folder.glob("*.yaml"), *folder.glob("forms/*.yaml"))
    return {str(file.relative_to(folder).as_posix()): file.read_text(encoding="utf-8") for file in files}


def changed(file: str, old: str, new: str) -> str:
    """The file after one replacement; what it replaces stands there once, or the first one is meant."""
    assert old in texts()[file], f"{file} no longer contains {old!r}"
    return texts()[file].replace(old, new, 1)


def line_of(text: str, part: str) -> int:
    """The line where a part begins, or where its last line stands when it has several."""
    end = text.index(part) + len(part)
    return text.count("\n", 0, end) + 1


def found_with(file: str, text: str, among: Iterable[str] | None = None) -> list[tuple[str, str, int]]:
    """What is wrong when one file of the catalogue is this text; it comes in an archive, which need not be unpacked."""
    archive = zipfile.ZipFile(io.BytesIO(), "w")
    for name in {*(texts() if among is None else among), file}:
        archive.writestr(name, text if name == file else texts()[name])
    return found_in(zipfile.Path(archive))


@cache
def spoken_of(file: str) -> frozenset[str]:
    """The files without which one makes no sense: with its forms, and those that their rules name, it is sound."""
    if file == "targets.yaml":
        return frozenset(texts())
    names, found = [P, file] if file.startswith("forms/") else [P, T, V], {"columns.yaml", "rules.yaml"}
    while names:
        found.add(name := names.pop())
        named = {f"forms/bdg_{number}.yaml" for number in re.findall(r"\bbdg_(\d\d)\b", texts()[name])}
        names += named - found
    return frozenset(found)


def found_in(root: Traversable) -> list[tuple[str, str, int]]:
    _, found = read_catalogue(root)
    return [(one.code, one.file, int(str(one.params["line"]))) for one in found]


@pytest.fixture
def schemas(tmp_path: Path) -> Path:
    """The catalogue that ships, in a folder where files may be missing or no text at all."""
    for name, content in texts().items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "at"),
    [
        # keys and values
        (P, "required: every", "requird: every", "D104", "requird"),
        (P, 'number: "01"', "", "D105", "form: bdg_01"),
        (P, "required: every", "required: often", "D106", "often"),
        (P, 'unit: {vi: "người", en: "persons"}', 'unit: {vi: "người"}', "D107", 'unit: {vi: "người"}'),
        (P, "form: bdg_01", "form: bdg_01\nform: bdg_01  # again", "D103", "again"),
        (P, "form: bdg_01", "form: [", "D101", "version"),
        (P, 'code: "09"', "code: 09.0", "D106", "code: 09.0"),
        (V, "id: teams, kind: count", "id: teams, many: true, kind: count", "D130", "id: teams"),
        (V, 'hoi_thao: {vi: "Hội thảo", en: "Workshop"}', 'hoi_thao: {vi: "tập huấn", en: "Workshop"}', "D131", "hoi_thao"),
        (V, 'hoi_thao: {vi: "Hội thảo", en: "Workshop"}', 'hoi_thao: {vi: "Hội thảo", en: "Tap_huan"}', "D131", "hoi_thao"),
        # ids and codes
        (T, 'number: "03"', 'number: "01"', "D108", 'number: "01"'),
        (T, "03/BĐG-X", "01/BĐG-X", "D108", "01/BĐG-X"),
        (T, "form: bdg_03", "form: bdg_01", "D108", "form: bdg_01"),
        (P, "id: staff_parttime", "id: staff_exp_lt1y", "D108", 'code: "04"'),
        (P, 'code: "09"', 'code: "8"', "D108", 'code: "8"'),
        (P, "id: inspections,", "id: female,", "D108", "id: female,"),
        (T, "code: R332", "code: R331", "D108", "id: R03.3a\n    code"),
        (T, "id: R03.3a", "id: G02", "D108", "id: G02"),
        ("columns.yaml", "id: female_pct, kind", "id: male, kind", "D108", "female / total"),
        ("columns.yaml", "id: value,", "id: note,", "D132", "id: note,"),
        (V, "id: teams,", "id: case,", "D132", "id: case"),
        (T, "id: na_deputies", "id: unit", "D132", "id: unit"),
        # names in rules
        (T, "part: u40_total, whole", "part: u40_totl, whole", "D109", "u40_totl"),
        (T, 'part: "party_province_sc', 'part: "party_provinz_sc', "D109", "party_provinz_sc"),
        (T, "rows: [party_province, party_district,", "rows: [party_provinz, party_district,", "D109", "party_provinz"),
        (P, "columns: [P, V]", "columns: [P, V, W]", "D109", "columns: [P, V, W]"),
        ("columns.yaml", "shares: total", "shares: totl", "D109", "shares: totl"),
        ("forms/bdg_09.yaml", "bdg_10.trusted_addresses", "bdg_99.trusted_addresses", "D109", "bdg_99.trusted_addresses"),
        ("rules.yaml", "equals: {of: male, to", "equals: {of: mal, to", "D109", "{of: mal, to"),
        (T, *rule("u40_total <= "), "D110", "id: NEW"),
        (T, *rule("u40_total + total"), "D110", "id: NEW"),
        (T, *rule("u40_total <= hdnd_commune.total"), "D114", "id: NEW"),
        (T, "rows: [hdnd_province, hdnd_district,", "rows: [hdnd_province, hdnd_cand_province,", None, ""),
        (P, *rule("u40_total <= total"), "D109", "id: NEW"),
        (T, *rule("prev_total <= total", more=", rows: [hdnd_commune, party_cell]"), "D142", "id: NEW"),
        (P, *rule("total <= value"), "D143", "id: NEW"),
        ("rules.yaml", *rule("u16 <= u40_total"), "D143", "id: NEW"),
        (T, *rule("term_label > 5"), "D144", "id: NEW"),
        (V, *rule("length(participants) > 5"), "D144", "id: NEW"),
        (V, *rule("title = participants"), "D144", "id: NEW"),
        (V, *rule("case when participants > 1 then title else sessions end = 1"), "D144", "id: NEW"),
        (V, *rule("case when participants > 1 then title else sessions end is null"), "D144", "id: NEW"),
        (V, *rule("abs(case when participants > 1 then title else title end) > 1"), "D144", "id: NEW"),
        (V, *rule("title = coalesce(case when sessions > 1 then participants end, sessions)"), "D144", "id: NEW"),
        (V, *rule("case when participants > 1 then coalesce(title, 'x') else title end = 'x'"), None, ""),
        (V, *rule("sum(case when sessions > 1 then title else title end) > 1"), "D144", "id: NEW"),
        (P, *rule("staff_total.total >= period.start"), "D144", "id: NEW"),
        (V, *rule("start_date >= '2026-01-01'"), None, ""),
        (V, *rule("title = start_date"), "D144", "id: NEW"),
        (V, *rule("end_date between start_date and title"), "D144", "id: NEW"),
        (V, *rule("case when sessions > 1 then end_date else title end = end_date"), "D144", "id: NEW"),
        (V, *rule("coalesce(title, end_date) is not null"), "D144", "id: NEW"),
        (V, *rule("start_date = unit.level"), "D144", "id: NEW"),
        (V, *rule("activity_type <> period.start"), "D144", "id: NEW"),
        (V, *rule("count(*) filter (where start_date = this.title) <= 1"), "D144", "id: NEW"),
        (V, *rule("coalesce(end_date, start_date) between period.start and period.end"), None, ""),
        (V, *rule("length(start_date) = 10 or title is null"), None, ""),
        (P, *rule("cfaw_exists.value = 'yes'"), "D144", "id: NEW"),
        (P, "roll_up: sum, kind: amount", "roll_up: none, kind: text", "D144", 'check: "budget_state.value + coa'),
        (P, '"docs_plan + docs_decision', '"docs_plan + length(docs_decision)', "D144", "length(docs"),
        (P, *rule("staff_total.total >= 1", more=", each: {c: [total, female]}"), "D145", "id: NEW"),
        # what nothing ever says, and what no figure comes of
        (P, *rule("unit.level <> 'comune'"), "D162", "id: NEW"),
        (V, *rule("start_date >= '01/01/2024'"), "D163", "id: NEW"),
        (P, *rule("total / 0 < 1"), "D164", "id: NEW"),
        (P, 'computed: "docs_plan + docs_decision + docs_other"', 'computed: "docs_plan / (2 - 2)"', "D164", "(2 - 2)"),
        # sentences
        (P, *rule("total > 1", "{left}", "a"), "D111", "id: NEW"),
        (P, *rule("total > 1", "{left} {totl}", "{left} {totl}"), "D133", "id: NEW"),
        (P, *rule("total is not null", "{left}", "{left}"), "D133", "id: NEW"),
        (P, *rule("total > 1", "{row.title} {total.title} {total}", "{row.title} {total.title} {total}"), None, ""),
        (P, *rule("total > 1", "{u40_total.title}", "{u40_total.title}"), "D133", "id: NEW"),
        (P, *rule("staff_total.total > 1", "{row.title}", "{row.title}"), "D133", "id: NEW"),
        (P, *rule("total > 1", "{left", "{left"), "D133", "id: NEW"),
        (P, *rule("total > 1", "{so nu}", "{so nu}"), "D133", "id: NEW"),
        (V, *rule("teams > 1", "{record}: {title}", "{record}: {title}"), None, ""),
        # Excel
        (P, 'number: "01"', 'number: "01: nhân lực"', "D146", 'number: "01: nhân lực"'),
        (P, 'number: "01"', 'number: "01 bộ máy, nhân lực, kinh phí, kiểm tra"', "D112", 'number: "01 bộ máy'),
        (V, "min: 5, max: 300", "min: 300, max: 5", "D147", "min: 300"),
        (V, "min: 5, max: 300", "max: -1", "D147", "max: -1"),
        # how much there may be
        (V, "records: 40", "records: 1000", None, ""),
        (V, "records: 40", "records: 1001", "D180", "records: 1001"),
        (V, "records: 40", "records: 3000000", "D180", "records: 3000000"),
        (V, "version: 1", "version: 1.0e+300", "D180", "version: 1.0e+300"),
        (V, "min: 5, max: 300", "min: 5, max: 40000", "D180", "max: 40000"),
        (V, "min: 5, max: 300", "min: 5, max: 1.0e+400", "D106", "max: 1.0e+400"),
        (V, "min: 5, max: 300", "min: .inf", "D106", "min: .inf"),
        (P, *rule("[a] + [b] <= [c]", more=f", each: {{a: {TURNS}, b: {TURNS}, c: {TURNS}}}"), "D180", "id: NEW"),
        (P, *rule("[a] + [b] <= 9", more=", each: {a: [total, female], b: [total, female]}"), None, ""),
        (V, *rule("not regexp_like(title, '(a{1000}){1000}')"), "D180", "id: NEW"),
        (V, *rule("not regexp_like(title, '[^\\\\w]{300}')"), "D180", "id: NEW"),
        (V, *rule("not regexp_like(title, '(a{9}|b){9}')"), None, ""),
        (P, "rows:\n", f"rows:\n{ROWS}", "D180", "rows:"),
        (P, "rules:\n", f"rules:\n{RULES}", "D180", "rules:"),
        ("columns.yaml", "  V:\n", f"  V:\n{COLUMNS}", "D180", "  V:"),
        (V, "choices:\n", f"choices:\n{CHOICES}", "D180", "choices:"),
        (P, 'number: "01"', f'number: "{"1" * 1001}"', "D181", 'number: "1'),
        (P, "id: staff_total,", f"id: {'s' * 61},", "D181", f"id: {'s' * 61}"),
        # what can be read on a sheet
        (P, 'en: "persons"', f'en: "{"p" * 61}"', "D181", f'{"p" * 61}"'),
        (P, 'code: "09"', 'code: "09.10.11."', "D181", 'code: "09.10.11."'),
        ("columns.yaml", 'en: "Under 16"', f'en: "{"Under 16 " * 6}"', "D181", "Under 16 Under"),
        (V, 'vi: "Hội thảo"', f'vi: "{"Hội thảo, " * 10}."', "D181", "Hội thảo, Hội"),
        (V, 'vi: "Hội thảo"', f'vi: "{"Hội thảo, " * 9}."', None, ""),
        (V, 'vi: "Hội thảo"', 'vi: "Hội thảo?"', "D184", "Hội thảo?"),
        (V, 'vi: "Hội thảo"', 'vi: "Hội  thảo"', "D184", "Hội  thảo"),
        (V, 'vi: "Hội thảo"', 'vi: "Hội thảo "', "D184", "Hội thảo "),
        (V, 'vi: "Hội thảo"', 'vi: "Hội\\nthảo"', "D184", "nthảo"),
        # going up a level
        ("columns.yaml", "id: female_pct, kind: percent,", "id: female_pct, kind: percent, roll_up: sum,", "D113", "id: female_pct"),
        ("columns.yaml", "roll_up: common, width: 12", "roll_up: sum, width: 12", "D137", "term_label"),
        ("columns.yaml", "id: u16, kind: count,", "id: u16, kind: count, roll_up: append,", "D137", "id: u16,"),
        ("columns.yaml", "id: u16, kind: count,", "id: u16, kind: count, roll_up: common,", "D137", "id: u16,"),
        ("columns.yaml", "id: u16, kind: count,", "id: u16, kind: count, roll_up: none,", None, ""),
        (P, 'computed: "docs_plan + docs_decision + docs_other"', 'computed: "docs_plan / docs_decision"', "D113", "id: docs_total"),
        (P, 'computed: "docs_plan + docs_decision + docs_other"', 'computed: "docs_plan / 2"', None, ""),
        (P, "roll_up: sum, kind: amount", "roll_up: sum, kind: percent", "D113", "kind: percent"),
        (P, "roll_up: sum, kind: amount", "roll_up: calc, kind: amount", "D136", "roll_up: calc"),
        (P, "nature: stock, roll_up: sum", "nature: stock, roll_up: append", "D137", "roll_up: append"),
        (P, "nature: stock, roll_up: sum", "nature: stock, roll_up: common", "D137", "roll_up: common"),
        (P, "nature: stock, roll_up: sum", "nature: stock, roll_up: own", "D138", "roll_up: own"),
        (P, "required: every", "required: computed", "D139", "required: computed"),
        (P, "required: computed", "required: every", "D140", "id: docs_total"),
        (P, "id: staff_total, code", "kind: amount, id: staff_total, code", "D141", "id: staff_total, code"),
        # computed cells
        ("columns.yaml", '"total - female"', '"total - mal"', "D109", '"total - mal"'),
        ("columns.yaml", '"total - female"', '"total <= female"', "D110", '"total <= female"'),
        (P, '"docs_plan + docs_decision', '"docs_plan + docs_total', "D115", "docs_plan + docs_total"),
        (P, '"docs_plan + docs_decision', '"docs_plan + docs_decisio', "D109", "docs_decisio "),
        # labels and shared columns
        ("columns.yaml", "  T:\n    - {id: total, kind: count", "  T:\n    - {id: total, kind: amount", "D135", "  P:\n    - {id: total"),
        (V, 'aliases: ["Nữ"]', 'aliases: ["Nữ", "Số đội"]', "D134", "Số đội"),
        (P, "serves: [S001-07, S003-06]}", 'aliases: ["Kiêm nhiệm"]}', "D134", 'aliases: ["Kiêm'),
    ],
)  # fmt: skip
def test_a_mistake_is_found_on_its_line(file: str, old: str, new: str, code: str | None, at: str) -> None:
    """Others may follow from it: a column changed in one set no longer agrees with the other sets."""
    text = changed(file, old, new)
    found = found_with(file, text, among=spoken_of(file))
    if code is None:
        assert found == []
    else:
        assert (code, file, line_of(text, at)) in found


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        (P, "id: staff_total,", "idd: staff_total,", "D104"),  # rules of this form and of others name it
        ("forms/bdg_04.yaml", "id: local_gov,", "id: Local-gov,", "D106"),  # as targets do
        (P, "columns: [P, V]", "columns: [PP, V]", "D109"),  # then no row has its set
        (P, "rows:\n", "rowz:\n", "D104"),
        (T, "columns: T,", "columns: TT,", "D109"),
        (V, "kind: list", "kind: lst", "D106"),  # then neither fields nor records would go with it
        (V, "kind: choice", "kind: choise", "D106"),
        (V, "kind: date", "kind: dte", "D106"),  # `partial` goes with dates
        ("columns.yaml", "kind: count", "kind: cuont", "D106"),  # then texts would be compared with numbers
        ("columns.yaml", "id: female,", "id: Female,", "D106"),
        ("forms/bdg_05.yaml", "levels: [commune, district, province]", "levels: [comune, province]", "D106"),
        ("forms/bdg_08.yaml", "required: annual", "required: anual", "D106"),
        (P, "required: computed", "required: computer", "D106"),
        (T, "part_whole: {part: u40_total,", "part_whol: {part: u40_total,", "D104"),
        (P, *rule("[a] <= 9", more=", each: {a: []}"), "D106"),
        ("targets.yaml", "numerator:", "numerater:", "D104"),
        ("targets.yaml", "with_female_leader", "with_femal_leader", "D109"),
        (P, 'title: {vi: "', 'title: {v: "', "D104"),
    ],
)
def test_one_mistake_is_said_once(file: str, old: str, new: str, code: str) -> None:
    """What follows from it is nobody's mistake: neither in its own definition nor in what speaks of it."""
    found = found_with(file, changed(file, old, new))
    assert {(name, where) for name, where, _ in found} == {(code, file)}
    assert len({line for _, _, line in found}) <= 2  # a row may be named twice in its form


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [
        ("abc", 3),
        ("a{5}", 5),
        ("(ab{3}){4}c", 17),
        ("a{2,6}", 6),
        ("a{3,}", 3),
        ("a{0}", 1),
        (r"\w{20}", 200),
        (r"[^\w]{20}", 200),
        ("[{3}]{4}", 4),
        (r"\({9}", 9),
        ("(a{1000}){1000}", 1_000_000),
        (")", 1),
    ],
)
def test_how_large_a_pattern_becomes(pattern: str, letters: int) -> None:
    assert size(pattern) == letters


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (("columns.yaml", None), [("D117", "columns.yaml", 1)]),
        (("rules.yaml", b"rules: 5"), [("D106", "rules.yaml", 1)]),
        (("targets.yaml", None), [("D119", "forms/bdg_14.yaml", 20)]),
        ((P, b"- form"), [("D102", P, 1)]),
        ((P, "form: a\ntitle: \u0103".encode("utf-16")), [("D116", P, 1)]),
        ((P, b"form: a\n\n" + b"title: \xe0\xe1"), [("D116", P, 3)]),
        ((P, b"form: a\n\tnumber: b"), [("D101", P, 2)]),
        ((V, b"form: a\n\tnumber: b"), [("D101", V, 2)]),  # three forms have rules over its records
        ((P, b"#" * 500_001), [("D182", P, 1)]),
        (("forms/bdg_01.yaml", "forms/bdg_77.yaml"), [("D118", "forms/bdg_77.yaml", 2)]),
        (("targets.yaml", b"targets: [\n"), [("D101", "targets.yaml", 2)]),
    ],
)
def test_a_file_that_cannot_be_read_is_one_mistake(
    schemas: Path, changes: tuple[str, bytes | str | None], expected: list[tuple[str, str, int]]
) -> None:
    file, content = changes
    match content:
        case None:
            (schemas / file).unlink()
        case str():
            (schemas / file).rename(schemas / content)
        case _:
            (schemas / file).write_bytes(content)
    assert found_in(schemas) == expected


def test_line_ends_of_windows_change_nothing(schemas: Path) -> None:
    before, _ = read_catalogue(schemas)
    (schemas / P).write_bytes((schemas / P).read_bytes().replace(b"\n", b"\r\n"))
    after, found = read_catalogue(schemas)
    assert (after.digest, found) == (before.digest, ())


def test_other_forms_are_looked_at_while_one_cannot_be_read(schemas: Path) -> None:
    (schemas / T).write_text(changed(T, "part: u40_total, whole", "part: u40_totl, whole"), encoding="utf-8")
    (schemas / P).write_bytes(b"form: bdg_01\n\t")
    assert [one[:2] for one in found_in(schemas)] == [("D101", P), ("D109", T)]


def test_products_that_no_definition_shows_have_limits(schemas: Path) -> None:
    """Forms, cells and rules of the whole catalogue; nothing is laid out or expanded before."""
    for number in range(20, 107):
        form = texts()[V].replace("bdg_12", f"bdg_{number}").replace("records: 40", "records: 1000")
        rules = "".join(NEW_RULE.format(check="[a]", vi="a", en="a", more=f", each: {{a: {TURNS}}}") for _ in range(9))
        text = form[: form.index("rules:\n")] + "rules:\n" + rules
        (schemas / f"forms/bdg_{number}.yaml").write_text(text, encoding="utf-8")
    catalogue, found = read_catalogue(schemas)
    whats = [(one.code, str(one.params["most"])) for one in found if one.code == "D183"]
    assert sorted(whats) == [("D183", "100"), ("D183", "5000"), ("D183", "50000")]
    reviewed = review(catalogue, found)
    assert (reviewed.findings, len(reviewed.left_out)) == ((), len(catalogue.forms))


def test_the_limits_of_labels_are_within_those_of_readers_and_formulas() -> None:
    column = Column(id="a", title=Text("a", "a"), kind="choice", choices={"b": Text("a, " * 33, "b")})
    assert len("a, " * 33) == capacity.LABEL - 1
    assert KINDS["choice"].read("a, " * 33, column).value == "b"
    assert capacity.LABEL < MAX_STRING


def test_every_mistake_of_an_author_has_a_case() -> None:
    tests = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    assert [code for code in all_codes() if code.startswith("D") and f'"{code}"' not in tests] == []


@pytest.mark.parametrize("code", [code for code in all_codes().values() if code.code.startswith("D")])
def test_what_is_said_of_a_mistake_has_the_same_figures_in_both_languages(code: Code) -> None:
    for text in (code.message, code.help):
        assert text.vi.strip(" .!") == text.vi
        assert text.en.strip(" .!") == text.en
    english = {name.removesuffix("_en") for name in code.message.placeholders("en")}  # known_en: `known` in English
    assert english == code.message.placeholders("vi")


@pytest.mark.parametrize(
    ("word", "free"),
    [("staff_total", True), ("u16_f", True), ("value", True), ("date", True), ("case", False), ("end", False),
     ("between", False), ("length", False), ("u-16", False), ("1st", False), ("", False)],
)  # fmt: skip
def test_words_that_can_stand_for_a_figure(word: str, free: bool) -> None:
    assert is_name(word) is free
