"""A form, a row, a rule and two aliases that exist only as YAML in a folder of one's own, all the way to the merge."""

import shutil
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

import pytest
from command_line import Said, run
from small_schemas import write

from sheetcheck import cli
from sheetcheck.catalogue import Catalogue, bundled, load_catalogue, read_catalogue
from sheetcheck.consolidate import consolidate
from sheetcheck.consolidated import write_consolidated
from sheetcheck.grid import Workbook
from sheetcheck.judgement import judged
from sheetcheck.readers.xlsx import read
from sheetcheck.reading import Limits
from sheetcheck.returns import Status
from sheetcheck.sample import Cells, sample_figures
from sheetcheck.template import layouts_for, write_template
from sheetcheck.testing.batch import taken_in, verdicts
from sheetcheck.testing.drawing import issued_to, returned, typed

pytestmark = pytest.mark.usefixtures("without_solver")

FORM = """
form: bdg_15
number: "15"
version: 1
code: {commune: 15/BĐG-X, province: 15/BĐG-T}
title: {vi: "Phụ nữ trong hợp tác xã", en: "Women in cooperatives"}
periods: [half, year]
kind: matrix
columns: [P]

rows:
  - {id: members, code: "01", columns: P, levels: [commune, province], required: every, nature: stock, roll_up: sum,
     title: {vi: "Thành viên hợp tác xã", en: "Members of cooperatives"}, unit: {vi: "người", en: "persons"}}
  - {id: board, code: "02", columns: P, levels: [commune, province], required: every, nature: stock, roll_up: sum,
     title: {vi: "- Trong hội đồng quản trị", en: "- On the board"}, unit: {vi: "người", en: "persons"}}

rules:
  - id: R15.1
    code: R551
    severity: error
    each: {c: [total, female]}
    check: "board.[c] <= members.[c]"
    message:
      vi: "Hội đồng quản trị có {left} người, nhiều hơn số thành viên ({right}), cột “{[c].title}”"
      en: "{left} persons on the board, more than members ({right}), column “{[c].title}”"
    help:
      vi: "Sửa dòng 02 hoặc dòng 01"
      en: "Correct row 02 or row 01"
"""
ROW = """
  - {id: volunteers, code: "30", columns: V, levels: [commune], required: every, nature: stock, roll_up: sum,
     title: {vi: "Tình nguyện viên", en: "Volunteers"}, unit: {vi: "người", en: "persons"}}

rules:
"""
FIRST_ROW, MISPRINTED_ROW = "Cán bộ, công chức làm công tác BĐG", "Cán bộ, viên chức làm công tác BDG"
COLUMN, MISPRINTED_COLUMN = 'aliases: ["Nữ"]', "Trong đó: nử"


@pytest.fixture(scope="module")
def schemas(tmp_path_factory: pytest.TempPathFactory, few_definitions: Path) -> Path:
    """Forms of the program with the changes that an author makes with a text editor, and no register."""
    folder = tmp_path_factory.mktemp("own") / "schemas"
    shutil.copytree(few_definitions, folder)
    (folder / "forms" / "bdg_15.yaml").write_text(FORM, encoding="utf-8")
    edit(folder / "forms" / "bdg_01.yaml", "\nrules:\n", ROW)
    edit(
        folder / "forms" / "bdg_01.yaml",
        f'title: {{vi: "{FIRST_ROW}"',
        f'aliases: ["{MISPRINTED_ROW}"], title: {{vi: "{FIRST_ROW}"',
    )
    edit(folder / "columns.yaml", COLUMN, f'aliases: ["Nữ", "{MISPRINTED_COLUMN}"]')
    return folder


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture(scope="module")
def own(schemas: Path) -> Catalogue:
    return load_catalogue(schemas)


Filled = Callable[..., bytes]


@pytest.fixture(scope="module")
def filled(own: Catalogue) -> Filled:
    """The workbook of a commune by unit, members and board; each is written once."""
    return cache(partial(workbook_of, own))


def workbook_of(own: Catalogue, unit: str, *, members: int, board: int) -> bytes:
    """Made-up figures, and three of the new rows."""
    whose = issued_to(unit, "2024-H1")
    figures: dict[str, Cells] = sample_figures(layouts_for(own, whose), whose.period, unit)
    persons = {"members": members, "board": board}
    figures["bdg_15"] = {(row, column): count for row, count in persons.items() for column in ("total", "female")}
    figures["bdg_01"]["volunteers", "value"] = 7
    return write_template(own, whose, figures)


def test_the_new_form_and_row_are_printed(own: Catalogue) -> None:
    sheets = {
        sheet.name: sheet.rows for sheet in read(write_template(own, issued_to("06331", "2024-H1")), Limits()).sheets
    }
    assert [row[0] for row in sheets["Biểu 15"] if row[1] in ("01", "02")] == [
        "Thành viên hợp tác xã",
        "- Trong hội đồng quản trị",
    ]
    assert ["Tình nguyện viên", "30", "người"] in [row[:3] for row in sheets["Biểu 01"]]


@pytest.mark.parametrize(("board", "expected"), [(5, []), (9, ["R15.1 D8 D9", "R15.1 E8 E9"])])
def test_the_new_rule_is_checked(own: Catalogue, filled: Filled, board: int, expected: list[str]) -> None:
    workbook = read(filled("06331", members=8, board=board), Limits())
    item = taken_in(own, "a.xlsx", workbook)
    assert item.findings == ()
    assert [" ".join((one.rule, *one.cells)) for one in judged([item], own.forms)] == expected


def test_the_new_figures_are_added_up(own: Catalogue, filled: Filled) -> None:
    workbooks = [read(filled(unit, members=8, board=3), Limits()) for unit in ("06331", "06337")]
    returns = [taken_in(own, f"{number}.xlsx", workbook) for number, workbook in enumerate(workbooks)]
    whole = consolidate(returns, [Status.ACCEPTED] * 2, own.forms)
    content = write_consolidated(whole, own.forms, (), lambda one: one.code)
    totals = {
        sheet.name: (sheet.rows[5], sheet.rows[6])
        for sheet in read(content, Limits()).sheets
        if sheet.name[:4] == "Biểu"
    }
    for form, code, expected in (("15", "01.1", 16), ("15", "02.2", 6), ("15", "02.4", 100), ("01", "30.1", 14)):
        codes, total = totals[f"Biểu {form}"]
        assert total[codes.index(code)] == expected, code


def misprinted(catalogue: Catalogue) -> Workbook:
    """A return on a template with two misprints, of a heading and of a row."""
    workbook = returned(
        catalogue, issued_to("06331", "2024-H1"), {"01.collaborators.total": 3, "01.collaborators.female": 1}
    )
    return typed(workbook, "Biểu 01", {"E6": MISPRINTED_COLUMN, "A8": MISPRINTED_ROW})


def test_an_alias_makes_a_misprint_known(own: Catalogue) -> None:
    found = verdicts(own, {"a.xlsx": misprinted(own)})["a.xlsx"]
    assert [one for one in found if one.startswith("L110")] == []


def test_without_an_alias_a_misprint_is_said(catalogue: Catalogue) -> None:
    found = verdicts(catalogue, {"a.xlsx": misprinted(catalogue)})["a.xlsx"]
    assert [one for one in found if one.startswith("L110")] == ["L110 A8", "L110 E6"]


# the same through the command line


def with_own(schemas: Path, *words: str | Path) -> Said:
    return run("--schemas", schemas, *words)


def test_template_fill_check_merge_and_export(schemas: Path, filled: Filled, tmp_path: Path) -> None:
    (tmp_path / "sent.xlsx").write_bytes(filled("06331", members=8, board=5))
    for words in (
        ("template", "--level", "commune", "--period", "2024-H1", "--unit", "06331", "-o", tmp_path / "blank.xlsx"),
        ("export", tmp_path / "sent.xlsx", "-o", tmp_path / "data.csv"),
        ("fill", tmp_path / "blank.xlsx", tmp_path / "data.csv", "-o", tmp_path / "filled.xlsx"),
        ("check", tmp_path / "filled.xlsx"),
        ("merge", tmp_path / "filled.xlsx", "-o", tmp_path / "merged.xlsx"),
        ("export", tmp_path / "merged.xlsx", "-o", tmp_path / "merged.csv"),
    ):
        said = with_own(schemas, *words)
        assert said.returncode == 0, (words, said)
    assert '"bdg_15","board","female","5"' in (tmp_path / "merged.csv").read_text("utf-8-sig")


def test_a_broken_new_rule_is_named_with_its_remedy(schemas: Path, filled: Filled, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(filled("06331", members=8, board=9))
    said = with_own(schemas, "check", tmp_path / "a.xlsx")
    assert said.returncode == 1
    assert "R551" in said.stdout
    assert "Sửa dòng 02 hoặc dòng 01" in said.stdout


def test_a_form_that_the_program_does_not_know_is_not_passed_over(filled: Filled, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(filled("06331", members=8, board=5))
    said = run("check", tmp_path / "a.xlsx")
    assert "L104" in said.stdout
    assert "Biểu 15" in said.stdout


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("schema", "check"), "5 biểu"),
        (("schema", "list"), "15  Phụ nữ trong hợp tác xã"),
        (("schema", "show", "15"), "bdg_15.board"),
        (("explain", "R551"), "Hội đồng quản trị"),
    ],
)
def test_commands_that_look_at_the_catalogue(
    schemas: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], expected: str
) -> None:
    said = with_own(schemas, *words)
    assert (said.returncode, expected in said.stdout + said.stderr) == (0, True)
    monkeypatch.setenv("SHEETCHECK_SCHEMAS", str(schemas))
    assert run(*words) == said


def test_a_round_asks_for_the_new_form_and_knows_the_units(schemas: Path, tmp_path: Path) -> None:
    """The folder has no register of its own, so the program's serves."""
    assert with_own(schemas, "init", tmp_path / "r", "--district", "185", "--period", "2024-H1").returncode == 0
    assert '"15",  # Phụ nữ trong hợp tác xã' in (tmp_path / "r" / "round.toml").read_text("utf-8")
    assert "06331,Xã Vạn Thủy" in (tmp_path / "r" / "units.csv").read_text("utf-8-sig")
    said = run("template", tmp_path / "r")
    assert said.returncode == 2
    assert "không có biểu '15'" in said.stderr


def test_a_register_of_ones_own(schemas: Path, tmp_path: Path) -> None:
    folder = tmp_path / "schemas"
    shutil.copytree(schemas, folder)
    shutil.copytree(str(bundled("schemas") / "units"), folder / "units")
    edit(folder / "units" / "communes.csv", "Xã Vạn Thủy", "Xã Vạn Thủy Mới")
    assert with_own(folder, "init", tmp_path / "r", "--district", "185", "--period", "2024-H1").returncode == 0
    assert "06331,Xã Vạn Thủy Mới" in (tmp_path / "r" / "units.csv").read_text("utf-8-sig")


def test_folders_that_are_no_catalogue(schemas: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    broken = tmp_path / "broken"
    shutil.copytree(schemas, broken)
    edit(broken / "forms" / "bdg_15.yaml", "board.[c] <= members.[c]", "boad.[c] <= members.[c]")
    for folder, expected in (
        (tmp_path / "nowhere", "--schemas (hoặc biến SHEETCHECK_SCHEMAS)"),
        (tmp_path / "empty", "không có tệp biểu .yaml nào"),
        (broken, "forms/bdg_15.yaml:22:13: D109"),
    ):
        said = with_own(folder, "schema", "list")
        assert (said.returncode, expected in said.stderr) == (2, True), said


def test_the_sample_round_has_the_forms_of_the_program(schemas: Path, tmp_path: Path) -> None:
    said = with_own(schemas, "demo", tmp_path / "r")
    assert (said.returncode, "SHEETCHECK_SCHEMAS" in said.stderr) == (2, True)
    assert not (tmp_path / "r").exists()


def test_every_command_takes_its_forms_and_units_from_one_place() -> None:
    sources = {path.name: path.read_text("utf-8") for path in Path(cli.__path__[0]).glob("*.py")}
    loaders = ("load_catalogue(", "load_register(", 'bundled("schemas")')
    assert [name for name, text in sources.items() if any(word in text for word in loaders)] == ["_schemas.py"]


ONLY_OWN = {
    "columns.yaml": "column_sets:\n  X:\n    - {id: boats, kind: count, required: true, title: {vi: Thuyền, en: Boats}}\n",
    "forms/bdg_70.yaml": """
form: bdg_70
number: "70"
version: 1
code: {commune: 70/X}
title: {vi: Thuyền bè, en: Boats}
periods: [half, year]
kind: matrix
columns: [X]
rows:
  - {id: river, code: "01", columns: X, levels: [commune], required: every, nature: stock, roll_up: sum,
     title: {vi: "Trên sông", en: "On the river"}, unit: {vi: "chiếc", en: "boats"}}
rules: []
""",
}


@pytest.mark.parametrize("rules", [None, "", "# chưa có / none yet\n", "rules: []\n", "rules:\n", "---\nrules: []\n"])
def test_a_folder_of_ones_own_needs_no_rules_of_every_form(tmp_path: Path, rules: str | None) -> None:
    folder = write(tmp_path, ONLY_OWN if rules is None else {**ONLY_OWN, "rules.yaml": rules})
    catalogue, found = read_catalogue(folder)
    assert (found, list(catalogue.forms), catalogue.generic) == ((), ["bdg_70"], ())


def test_a_folder_with_ones_own_columns_only_goes_all_the_way(tmp_path: Path) -> None:
    folder, book = write(tmp_path / "own", ONLY_OWN), tmp_path / "06337.xlsx"
    said = [
        with_own(folder, "schema", "check"),
        with_own(folder, "template", "--level", "commune", "--period", "2026-H1", "--unit", "06337", "-o", book),
        with_own(folder, "check", book, "--jobs", "1"),
    ]
    assert [one.returncode for one in said] == [0, 0, 1], said
    assert "V105" in said[2].stdout
