"""The catalogue: what ships is sound, and every mistake of an author is shown with file and line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from sheetcheck.catalogue import bundled, load_catalogue, read_catalogue
from sheetcheck.cli import root
from sheetcheck.errors import DefinitionError
from sheetcheck.form import Level

pytestmark = pytest.mark.usefixtures("without_solver")


@pytest.fixture
def schemas(tmp_path: Path) -> Path:
    source = Path(str(bundled("schemas")))
    shutil.copytree(source, tmp_path / "schemas", ignore=shutil.ignore_patterns("units"))
    return tmp_path / "schemas"


def changed(folder: Path, file: str, old: str, new: str) -> tuple[tuple[str, str, int], ...]:
    """Codes with file and line after one replacement in one file."""
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    _, found = read_catalogue(folder)
    return tuple((one.code, one.file, int(str(one.params["line"]))) for one in found)


def test_what_ships_is_sound() -> None:
    catalogue, found = read_catalogue(bundled("schemas"))
    assert found == ()
    assert [form.number for form in catalogue.forms.values()] == [f"{number:02d}" for number in range(1, 15)]


@pytest.mark.parametrize(
    ("form", "rows"),
    [
        ("01", 29),
        ("03", 14),
        ("04", 17),
        ("05", 23),
        ("06", 22),
        ("07", 26),
        ("08", 20),
        ("09", 31),
        ("10", 16),
        ("11", 31),
        ("14", 25),
    ],
)
def test_the_matrix_forms_are_complete(form: str, rows: int) -> None:
    assert len(load_catalogue().form(form).rows) == rows


@pytest.mark.parametrize(("form", "fields"), [("02", 8), ("12", 21), ("13", 5)])
def test_the_list_forms_are_complete(form: str, fields: int) -> None:
    one = load_catalogue().form(form)
    assert (one.kind, len(one.fields)) == ("list", fields)


def test_the_core_profile_has_what_a_report_or_a_target_needs() -> None:
    rows = [row for form in load_catalogue().forms.values() for row in form.rows if row.columns != "G"]
    assert (len(rows), sum(row.core for row in rows)) == (229, 173)
    core = [row for row in rows if row.core and not any(one.startswith(("S0", "NQ28-")) for one in row.serves)]
    assert [row.id for row in core] == ["contract", "no_cases"]  # a part of the workforce


@pytest.mark.parametrize(
    ("level", "without"), [(Level.COMMUNE, ["14"]), (Level.DISTRICT, ["06", "07", "08", "14"]), (Level.PROVINCE, [])]
)
def test_who_gets_every_form(level: Level, without: list[str]) -> None:
    forms = load_catalogue().forms.values()
    assert [form.number for form in forms if level not in form.levels] == without


def test_all_mistakes_come_at_once(schemas: Path) -> None:
    changed(schemas, "forms/bdg_01.yaml", "required: every", "requird: every")
    found = changed(schemas, "forms/bdg_10.yaml", "severity: error", "severity: serious")
    assert {one[1] for one in found} == {"forms/bdg_01.yaml", "forms/bdg_10.yaml"}


def test_a_file_that_is_not_utf8(schemas: Path) -> None:
    (schemas / "forms" / "bdg_01.yaml").write_bytes(b"title: \xe0\xe1")
    _, found = read_catalogue(schemas)
    assert "D116" in {one.code for one in found}


def test_loading_a_broken_catalogue_raises_with_all_mistakes(schemas: Path) -> None:
    (schemas / "columns.yaml").unlink()
    with pytest.raises(DefinitionError) as caught:
        load_catalogue(schemas)
    assert caught.value.findings


@pytest.mark.usefixtures("without_solver")
def test_the_command_shows_file_line_and_remedy_and_exits_with_2(few_definitions: Path, tmp_path: Path) -> None:
    schemas = Path(shutil.copytree(few_definitions, tmp_path / "schemas"))
    changed(schemas, "forms/bdg_01.yaml", "required: every", "requird: every")
    result = CliRunner().invoke(root, ["schema", "check", str(schemas)])
    assert result.exit_code == 2
    assert "forms/bdg_01.yaml:" in result.output
    assert "D104" in result.output
    assert "→" in result.output
