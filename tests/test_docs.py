"""The guides hold what they promise: their files make a sound catalogue, their figures are found, their commands exist."""

from __future__ import annotations

import contextlib
import re
import shlex
import shutil
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import click
import openpyxl
import pytest
from command_line import run

from sheetcheck.catalogue import bundled, load_catalogue, read_catalogue
from sheetcheck.cli import root
from sheetcheck.form import Level
from sheetcheck.identity import Identity
from sheetcheck.office import default_deadline, receiving_office
from sheetcheck.period import Calendar, parse_period
from sheetcheck.report import report_of
from sheetcheck.reporters import reporter
from sheetcheck.round import create_round
from sheetcheck.submission import Expected
from sheetcheck.template import write_template
from sheetcheck.text import LANGUAGES
from sheetcheck.units import Register
from sheetcheck.validate import check

ROOT = Path(str(bundled("docs"))).parent
GUIDE = (ROOT / "docs" / "write-a-form.md").read_text(encoding="utf-8")
BLOCK = re.compile(
    r"^```yaml\n# my-schemas/(?P<file>\S+?)(?:, (?P<how>.+?):)?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
PAGES = ("README.md", *(f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md"))))


class Block(NamedTuple):
    """A block of the guide: a whole file, or what is done to one: `thêm vào rows`, `thêm`, `đổi columns`."""

    file: str
    how: str
    text: str


BLOCKS = [Block(found["file"], found["how"] or "", found["text"]) for found in BLOCK.finditer(GUIDE)]


def apply(folder: Path, block: Block) -> None:
    """What the guide tells the reader to do."""
    path = folder / block.file
    if not block.how:
        path.write_text(f"# my-schemas/{block.file}\n{block.text}", encoding="utf-8")
        return
    before = path.read_text(encoding="utf-8")
    words = block.how.split()
    match words:
        case ["thêm"]:
            after = f"{before}\n{block.text}"
        case ["đổi", key]:
            after, changed = re.subn(rf"^{key}:.*\n", block.text, before, flags=re.MULTILINE)
            assert changed == 1
        case ["thêm", "vào", key]:
            start = re.search(rf"^{key}:.*\n", before, re.MULTILINE)
            assert start is not None
            following = re.compile(r"^(?=[a-z])", re.MULTILINE).search(before, start.end())
            end = following.start() if following else len(before)
            after = f"{before[:end].rstrip()}\n{block.text}\n{before[end:]}"
        case _:
            pytest.fail(f"the guide does not say what to do with {block}")
    path.write_text(after, encoding="utf-8")


def folder_of_the_guide(path: Path) -> Path:
    """Step 1: two files copied, a folder for the forms."""
    (path / "forms").mkdir(parents=True)
    for name in ("columns.yaml", "rules.yaml"):
        shutil.copy(str(bundled("schemas") / name), path / name)
    return path


def test_the_guide_has_a_block_for_each_thing_it_explains() -> None:
    assert [block.file for block in BLOCKS if not block.how] == [
        "forms/bdg_15.yaml",
        "forms/bdg_16.yaml",
        "targets.yaml",
        "forms/bdg_17.yaml",
    ]
    assert GUIDE.count("```yaml") == len(BLOCKS)
    told = "".join(block.text for block in BLOCKS)
    keys = ("aliases", "serves", "core", "computed", "restated", "zero_row", "choices", "rows_of", "each", "milestones")
    assert [key for key in keys if f"{key}:" not in told] == []


def test_the_commands_of_the_guide_run_as_they_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Steps 1 to 3, to the letter."""
    monkeypatch.chdir(tmp_path)
    apply(folder_of_the_guide(Path("my-schemas")), BLOCKS[0])
    lines = GUIDE.split("```sh\n")[1].split("```")[0].splitlines()
    assert [shlex.split(line)[3:5] for line in lines] == [
        ["schema", "check"],
        ["schema", "show"],
        ["template", "--level"],
    ]
    said = [run(*shlex.split(line)[1:]) for line in lines]
    assert [one.returncode for one in said] == [0, 0, 0], said
    assert said[0].stderr.splitlines()[-1].startswith(re.search(r"`(danh mục đúng: 1 biểu)", GUIDE)[1])  # type: ignore[index]
    assert "không phải lỗi" in said[0].stderr
    assert (tmp_path / "thu.xlsx").is_file()


def test_the_catalogue_is_sound_after_each_block(tmp_path: Path) -> None:
    """`schema check` looks further than whoever only reads the files: each step of an author passes it."""
    folder = folder_of_the_guide(tmp_path / "my-schemas")
    for block in BLOCKS:
        apply(folder, block)
        if block.how.startswith("đổi columns"):
            continue  # the row that has the set comes in the next block
        said = run("--schemas", str(folder), "schema", "check")
        assert (said.returncode, said.stdout) == (0, ""), block


def test_the_mistake_of_the_guide_is_shown_where_it_says(tmp_path: Path) -> None:
    said = re.search(r"`required` ở dòng (\d+) thành\n?\s*`(\w+)`: lệnh báo\n?\s*`(\S+):(\d+):(\d+): (D\d+)`", GUIDE)
    assert said is not None
    folder = folder_of_the_guide(tmp_path / "my-schemas")
    apply(folder, BLOCKS[0])
    lines = (folder / said[3]).read_text(encoding="utf-8").splitlines(keepends=True)
    number = int(said[1]) - 1
    assert "required" in lines[number]
    lines[number] = lines[number].replace("required", said[2])
    (folder / said[3]).write_text("".join(lines), encoding="utf-8")
    _, found = read_catalogue(folder)
    where = {(one.file, one.params["line"], one.params["at"], one.code) for one in found}
    assert (said[3], int(said[4]), int(said[5]), said[6]) in where


def test_the_wrong_figure_of_the_guide_is_found_as_it_says(tmp_path: Path, register: Register) -> None:
    folder = folder_of_the_guide(tmp_path / "my-schemas")
    apply(folder, BLOCKS[0])
    catalogue = load_catalogue(folder)
    unit = register.get("06337", parse_period("2026-H1").end)
    assert unit is not None
    identity = Identity(unit=unit.code, unit_name=unit.name.vi, level=Level.COMMUNE, period=parse_period("2026-H1"))
    (tmp_path / "blank.xlsx").write_bytes(write_template(catalogue, identity))
    typed = re.findall(r"^\| `([A-Z]+\d+)` \| (\d+) \|", GUIDE, re.MULTILINE)
    told = GUIDE.split("```text\n")[2].split("```")[0].strip()
    assert told in verdict(tmp_path, catalogue, typed, register)
    corrected = re.search(r"Sửa `([A-Z]+\d+)` thành (\d+)", GUIDE)
    assert corrected is not None
    right = [*typed, (corrected[1], corrected[2])]
    assert verdict(tmp_path, catalogue, right, register).startswith("1 tệp: 1 đạt")


def verdict(folder: Path, catalogue: Any, typed: list[tuple[str, str]], register: Register) -> str:
    """What `check` says of the template with those figures."""
    book = openpyxl.load_workbook(folder / "blank.xlsx")
    for cell, figure in typed:
        book["Biểu 15"][cell] = float(figure)
    book.save(folder / "thu.xlsx")
    checked = check([folder / "thu.xlsx"], catalogue, Expected(register=register), jobs=1)
    said = reporter("text")(report_of(checked, catalogue, "vi"))
    return said if isinstance(said, str) else said.decode()


PERIODS = (ROOT / "docs" / "periods-and-units.md").read_text(encoding="utf-8")


def cells(text: str, first: str) -> list[str]:
    """The cells of the table row that begins with a text."""
    line = next(line for line in text.splitlines() if line.startswith(f"| {first}"))
    return [cell.strip() for cell in line.strip("|").split("|")]


@pytest.mark.parametrize("label", ["2026-H1", "2026-H2", "2026"])
def test_the_two_calendars_are_as_told(label: str) -> None:
    both = (parse_period(label, calendar) for calendar in (Calendar.ADMINISTRATIVE, Calendar.STATISTICAL))
    assert cells(PERIODS, f"`{label}`")[1:] == [f"{one.start:%d/%m/%Y} – {one.end:%d/%m/%Y}" for one in both]


@pytest.mark.parametrize(
    ("level", "first"),
    [(Level.COMMUNE, "xã / commune"), (Level.DISTRICT, "huyện / district"), (Level.PROVINCE, "tỉnh / province")],
)
def test_the_deadlines_are_as_told(level: Level, first: str) -> None:
    due = [
        ", ".join(default_deadline(level, parse_period(label, calendar))[:5] for label in ("2026-H1", "2026"))
        for calendar in (Calendar.ADMINISTRATIVE, Calendar.STATISTICAL)
    ]
    assert cells(PERIODS, first)[1:] == due


@pytest.mark.parametrize(("last", "first"), [("2025-02-28", "đến 28/02/2025"), ("2025-03-01", "từ 01/03/2025")])
def test_the_receiving_offices_are_as_told(last: str, first: str, register: Register) -> None:
    period = parse_period(f"2025-01-15..{last}")
    district, province = (register.get(code, period.end) for code in ("185", "20"))
    assert district is not None
    assert province is not None
    said = [
        receiving_office(district, period).removesuffix(" huyện Bắc Sơn"),
        receiving_office(province, period).removesuffix(" tỉnh Lạng Sơn"),
        receiving_office(None, period),
    ]
    assert cells(PERIODS, first)[1:] == said


def test_the_keys_of_a_round_are_as_told(tmp_path: Path, register: Register) -> None:
    table = PERIODS.split("`round.toml` (Notepad):")[1].split("`units.csv`")[0]
    told = [key for row in re.findall(r"^\| (`.*?) \|", table, re.MULTILINE) for key in re.findall(r"`(\w+)`", row)]
    unit = register.get("20", date(2026, 6, 14))
    assert unit is not None
    create_round(tmp_path, title="", units={unit: ""}, period=parse_period("2026-H1"), forms={"01": ""})
    written = tomllib.loads((tmp_path / "round.toml").read_text(encoding="utf-8"))
    assert sorted(told) == sorted([*written, "previous"])  # a new round does not know the one before it


def quoted(page: str) -> Iterator[str]:
    """Every command line of a page: in a fenced block, or between backticks."""
    text = (ROOT / page).read_text(encoding="utf-8")
    fenced = re.findall(r"^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    spans = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL))
    for line in [*(line for block in fenced for line in block.splitlines()), *spans]:
        for command in line.split("&&"):
            words = command.strip().split(maxsplit=1)
            if words and re.fullmatch(r"(?:\.venv[/\\]\w+[/\\])?sheetcheck", words[0]) and len(words) > 1:
                yield words[1]


def resolve(words: list[str]) -> None:
    """Finds the command and reads its options as a shell would hand them over, without running anything.

    A command that is only named (`sheetcheck init` makes a round) has nothing to read.
    """
    command: click.Command = root
    context: click.Context | None = None
    while words or context is None:
        context = command.make_context(command.name, list(words), parent=context)
        left = [*context._protected_args, *context.args]
        if not isinstance(command, click.Group) or (command.invoke_without_command and not left):
            return
        _, found, words = command.resolve_command(context, left)
        assert found is not None
        command = found


COMMANDS = sorted({(page, line) for page in PAGES for line in quoted(page) if "…" not in line and "LỆNH" not in line})


@pytest.mark.parametrize("line", [pytest.param(line, id=f"{page}: {line}") for page, line in COMMANDS])
def test_every_command_line_is_one(line: str) -> None:
    with contextlib.suppress(click.exceptions.Exit):  # --help, --version
        resolve(shlex.split(line))


def test_the_pages_quote_commands() -> None:
    assert len(COMMANDS) > 20
    assert {page for page, _ in COMMANDS} >= {"README.md", "docs/write-a-form.md", "docs/periods-and-units.md"}


@pytest.mark.parametrize("page", [page for page in PAGES if "catalogue." not in page])
def test_every_link_leads_somewhere(page: str) -> None:
    """To a file of the project, and to an anchor or a heading that it has."""
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)?(?:#([\w-]+))?\)", text):
        file, anchor = target
        path = (ROOT / page).parent / file if file else ROOT / page
        assert path.exists(), file
        if anchor:
            assert f'<a id="{anchor}"></a>' in path.read_text(encoding="utf-8"), target


def test_both_languages_of_the_catalogue_are_linked() -> None:
    assert [
        language for language in LANGUAGES if f"catalogue.{language}.md" not in (ROOT / "README.md").read_text("utf-8")
    ] == []
