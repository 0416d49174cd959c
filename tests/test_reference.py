"""The catalogue as a document and as a page on one form: nothing is left out, and what is committed is what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from sheetcheck.catalogue import bundled, load_catalogue
from sheetcheck.cli import root
from sheetcheck.form import Level, Profile, Scope
from sheetcheck.layout import sheet_name
from sheetcheck.period import PeriodKind, parse_period
from sheetcheck.reference import listing, reference
from sheetcheck.reference.burden import burdens, of_form
from sheetcheck.reference.markdown import plain
from sheetcheck.shelf import shelf
from sheetcheck.text import LANGUAGES, Language
from sheetcheck.words import Words

CATALOGUE = load_catalogue()
PAGES = {language: reference(CATALOGUE, language) for language in LANGUAGES}
PIPE = re.compile(r"(?<!\\)\|")


def committed(language: Language) -> Path:
    return Path(str(bundled("docs"))) / f"catalogue.{language}.md"


def show(form: str, language: Language) -> str:
    result = CliRunner().invoke(root, ["--lang", language, "schema", "show", form])
    assert result.exit_code == 0, result.output
    return result.output


def section(page: str, anchor: str) -> str:
    return page.split(f'<a id="{anchor}"></a>')[1].split("<a id=")[0]


def tables(page: str) -> Iterator[list[str]]:
    """The lines of each table."""
    for block in page.split("\n\n"):
        lines = block.strip().splitlines()
        if lines and lines[0].startswith("| "):
            yield lines


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_committed_is_what_the_catalogue_says(language: Language) -> None:
    said = committed(language).read_text(encoding="utf-8")
    assert said == PAGES[language], (
        f"sheetcheck --lang {language} schema reference -o docs/{committed(language).name} --force"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_out(language: Language) -> None:
    page = PAGES[language]
    for form in CATALOGUE.forms.values():
        part = section(page, f"form-{form.number}")
        own = [rule for rule in form.rules if rule not in CATALOGUE.generic]
        named = [f"| `{name}` |" for name in (*(row.id for row in form.rows), *(field.id for field in form.fields))]
        named += [f"- **{rule.code}** (`{rule.id}`)" for rule in own]
        assert [name for name in named if name not in part] == []
        printed = [row.title for row in form.rows] + [field.title for field in form.fields]
        assert [title.vi for title in printed if plain(title.of(language)) not in part] == []
        assert [code for code in form.codes.values() if code not in part] == []
        for name, columns in form.sets.items():
            one = section(page, "sets").split(f"### {name}\n")[1].split("###")[0]
            assert [column.id for column in columns if f"`{column.id}`" not in one] == []
    assert [rule.id for rule in CATALOGUE.generic if f"(`{rule.id}`)" not in section(page, "rules")] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_target_says_how_far_it_can_be_trusted(language: Language) -> None:
    goals = section(PAGES[language], "targets")
    shown = re.split(r"\n  (?=\S)", show("14", language))
    for target in CATALOGUE.targets:
        line = next(line for line in goals.splitlines() if f"`{target.id}`" in line)
        own = next(block for block in shown if f"  {target.id}  " in block)
        for text, mark in ((line, "(\\*)"), (own, "(*)")):
            assert (mark in text) is not target.verified
            assert [one for one in target.evidence if one not in text] == []
    assert "chưa có nguồn" in goals or "No public source" in goals


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_is_a_table(language: Language) -> None:
    for lines in tables(PAGES[language]):
        assert {len(PIPE.findall(line)) for line in lines} == {len(PIPE.findall(lines[0]))}, lines[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_gap_and_no_id_in_a_sentence(language: Language) -> None:
    text = re.sub(r"`[^`]*`", "", PAGES[language])
    assert re.findall(r"\{[a-z]+[\w.]*\}|\[[a-z]\]", text) == []


@pytest.mark.parametrize(
    ("level", "period", "profile"),
    [
        (Level.COMMUNE, "2026-H1", Profile.FULL),
        (Level.COMMUNE, "2026", Profile.CORE),
        (Level.DISTRICT, "2024", Profile.FULL),
        (Level.PROVINCE, "2026", Profile.FULL),
    ],
)
def test_the_burden_is_what_a_template_leaves_open(level: Level, period: str, profile: Profile) -> None:
    """Counted anew in a workbook: the unlocked cells left of the notes."""
    when = parse_period(period)
    kind = (level, when, profile, Scope.OWN)
    name = next(name for name, one in shelf().items() if (one.level, one.period, one.profile, one.scope) == kind)
    book = openpyxl.load_workbook(BytesIO((bundled("templates_xlsx") / name).read_bytes()))
    total = next(found for *key, found in burdens(CATALOGUE) if key == [level, when.kind, profile])
    counted = 0
    for form in CATALOGUE.forms.values():
        if form.kind == "matrix" and (one := of_form(form, level, when.kind, profile)):
            sheet = book[sheet_name(form)]
            open_cells = sum(
                not cell.protection.locked for row in sheet.iter_rows() for cell in row[: sheet.max_column - 1]
            )
            assert (form.number, open_cells) == (form.number, one.cells)
            counted += open_cells
    assert counted == total.cells == total.required + total.reminded + total.other
    assert str(total.cells) in section(PAGES["vi"], "burden")


def test_a_form_that_is_not_issued_asks_for_nothing() -> None:
    assert of_form(CATALOGUE.form("14"), Level.COMMUNE, PeriodKind.YEAR, Profile.FULL) is None


@pytest.mark.parametrize(
    ("form", "language", "said"),
    [
        ("09", "vi", "Ai điền: xã, huyện, tỉnh"),
        ("09", "vi", "ghi 1 ở dòng 00 thì mọi ô trống của biểu được hiểu là 0"),
        ("09", "vi", "  ge60_f  Nữ từ đủ 60 tuổi"),
        ("09", "vi", "Câu báo: Tổng số vụ bạo lực gia đình là 0 nhưng dòng “Hộ có bạo lực gia đình” ghi …"),
        (
            "09",
            "en",
            "Columns: C · Levels: commune, district, province · Required: every period · Nature: flow · Going up: sum",
        ),
        ("09", "en", "and the rules of every matrix form: R201, "),
        ("14", "vi", "Mức đến năm 2030: dưới 18"),
        (
            "14",
            "en",
            "(*) NO public source bears the level out; for orientation only, not official",
        ),
        ("14", "en", "Seen at: thuvienphapluat.vn 466613; evn.com.vn 84449"),
        ("02", "vi", "ke_hoach: Kế hoạch; quyet_dinh: Quyết định"),
        ("01", "en", "Computed from: [Plans issued during the period] + [Decisions issued during the period] + "),
        ("7", "en", "07  bdg_07"),
    ],
)
def test_show_says(form: str, language: Language, said: str) -> None:
    assert said in show(form, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_show_names_every_row_and_rule(language: Language) -> None:
    words = Words(CATALOGUE, language)
    for form in CATALOGUE.forms.values():
        said = "\n".join(listing(form, words))
        names = [row.id for row in form.rows] + [field.id for field in form.fields] + [rule.code for rule in form.rules]
        assert [name for name in names if name not in said] == []


def test_the_command_knows_an_old_document(tmp_path: Path) -> None:
    path = tmp_path / "danh-muc.md"
    run = CliRunner().invoke
    assert run(root, ["schema", "reference", "-o", str(path)]).exit_code == 0
    assert run(root, ["schema", "reference", "--check", "-o", str(path)], standalone_mode=False).return_value == 0
    path.write_text(path.read_text(encoding="utf-8").replace("staff_total", "staff"), encoding="utf-8")
    assert run(root, ["schema", "reference", "--check", "-o", str(path)], standalone_mode=False).return_value == 1
    assert run(root, ["schema", "reference", "--check"], standalone_mode=False).return_value == 0


def test_signs_mean_nothing_to_markdown() -> None:
    assert plain("|a| < 5 và <b> (*) [x](y)\n`z`") == r"\|a\| < 5 và \<b> (\*) [x]\(y) \`z\`"
