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
    assert [form.number for form in catalogue.forms.values()] == ["01", "03", "09", "10", "11", "12"]


@pytest.mark.parametrize(("form", "rows"), [("01", 29), ("03", 14), ("09", 30), ("10", 16), ("11", 31)])
def test_the_matrix_forms_are_complete(form: str, rows: int) -> None:
    assert len(load_catalogue().form(form).rows) == rows


def test_the_list_form_is_complete() -> None:
    form = load_catalogue().form("12")
    assert (form.kind, len(form.fields)) == ("list", 21)


@pytest.mark.parametrize("level", [Level.COMMUNE, Level.DISTRICT, Level.PROVINCE])
def test_every_form_has_every_level(level: Level) -> None:
    assert all(level in form.levels for form in load_catalogue().forms.values())


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


def test_the_command_shows_file_line_and_remedy_and_exits_with_2(schemas: Path) -> None:
    changed(schemas, "forms/bdg_01.yaml", "required: every", "requird: every")
    result = CliRunner().invoke(root, ["schema", "check", str(schemas)])
    assert result.exit_code == 2
    assert "forms/bdg_01.yaml:" in result.output
    assert "D104" in result.output
    assert "→" in result.output
