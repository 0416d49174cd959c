"""A round's folder: made from the register, edited by people, read back with the line of each mistake."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sheetcheck.catalogue import load_catalogue
from sheetcheck.errors import SheetcheckError
from sheetcheck.form import Level, Profile
from sheetcheck.office import default_deadline, receiving_office
from sheetcheck.period import Calendar, parse_period
from sheetcheck.round import Round, create_round, load_round
from sheetcheck.units import load_register

REGISTER = load_register()


def made(folder: Path, parent: str = "185", label: str = "2024-H1") -> Round:
    period = parse_period(label)
    unit = REGISTER.get(parent, period.end)
    assert unit is not None
    units = REGISTER.children(parent, period.end, Level.COMMUNE)
    office = receiving_office(unit, period)
    return create_round(folder, title=label, units=dict.fromkeys(units, office), period=period)


def test_a_round_reads_back_as_it_was_made(tmp_path: Path) -> None:
    assert made(tmp_path / "r") == load_round(tmp_path / "r")


def test_bac_son_had_18_communes(tmp_path: Path) -> None:
    assert len(made(tmp_path / "r").units) == 18


@pytest.mark.parametrize(
    ("parent", "label", "office"),
    [
        ("185", "2024-H1", "Phòng Lao động - Thương binh và Xã hội huyện Bắc Sơn"),
        ("20", "2024", "Sở Lao động - Thương binh và Xã hội tỉnh Lạng Sơn"),
        ("20", "2026-H1", "Sở Nội vụ tỉnh Lạng Sơn"),
    ],
)
def test_the_receiving_office_is_that_of_the_time(parent: str, label: str, office: str) -> None:
    period = parse_period(label)
    unit = REGISTER.get(parent, period.end)
    assert unit is not None
    assert receiving_office(unit, period) == office


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        ("round.toml", 'level = "commune"', 'level = "village"', 4),
        ("round.toml", 'period = "2024-H1"', 'period = "2024-H3"', 5),
        ("round.toml", 'level = "commune"', "level = ", 4),
        ("round.toml", 'calendar = "administrative"', 'calendar = "lunar"', 6),
        ("round.toml", 'profile = "full"', 'profile = "some"', 9),
        ("round.toml", 'profile = "full"', 'forms = "01"', 9),
        ("units.csv", "06331,", "06 31,", 4),
        ("units.csv", "06331,", "06328,", 4),
    ],
)
def test_a_mistake_names_file_and_line(tmp_path: Path, file: str, old: str, new: str, line: int) -> None:
    made(tmp_path / "r")
    path = tmp_path / "r" / file
    path.write_text(path.read_text(encoding="utf-8-sig").replace(old, new), encoding="utf-8")
    with pytest.raises(SheetcheckError) as caught:
        load_round(tmp_path / "r")
    assert (caught.value.params["file"], caught.value.params["line"]) == (file, line)


def test_a_round_is_not_made_over_another(tmp_path: Path) -> None:
    made(tmp_path / "r")
    with pytest.raises(SheetcheckError):
        made(tmp_path / "r")


def test_a_folder_without_a_round(tmp_path: Path) -> None:
    with pytest.raises(SheetcheckError, match="init"):
        load_round(tmp_path)


@pytest.mark.parametrize(
    ("level", "label", "calendar", "day"),
    [
        (Level.COMMUNE, "2026-H1", Calendar.ADMINISTRATIVE, "16/06/2026"),
        (Level.COMMUNE, "2026", Calendar.ADMINISTRATIVE, "16/12/2026"),
        (Level.DISTRICT, "2024-H1", Calendar.STATISTICAL, "10/07/2024"),
        (Level.PROVINCE, "2026", Calendar.ADMINISTRATIVE, "25/12/2026"),
        (Level.COMMUNE, "2026", Calendar.STATISTICAL, "05/01/2027"),
        (Level.COMMUNE, "2026-02-01..2026-06-29", Calendar.CUSTOM, "04/07/2026"),
    ],
)
def test_each_level_has_its_deadline(level: Level, label: str, calendar: Calendar, day: str) -> None:
    assert default_deadline(level, parse_period(label, calendar)) == day


def test_a_round_of_some_forms_and_core_rows(tmp_path: Path) -> None:
    made(tmp_path / "r")
    edit(tmp_path / "r", 'profile = "full"', 'profile = "core"\nforms = ["09", "01"]')
    found = load_round(tmp_path / "r").resolved(load_catalogue().forms)
    assert (found.profile, found.forms) == (Profile.CORE, ("01", "09"))


def test_all_forms_named_is_none_named(tmp_path: Path) -> None:
    made(tmp_path / "r")
    forms = load_catalogue().forms
    edit(tmp_path / "r", 'profile = "full"', f"forms = {json.dumps([form.number for form in forms.values()])}")
    assert load_round(tmp_path / "r").resolved(forms).forms == ()


def test_a_form_that_is_not_there(tmp_path: Path) -> None:
    made(tmp_path / "r")
    edit(tmp_path / "r", 'profile = "full"', 'forms = ["77"]')
    with pytest.raises(SheetcheckError) as caught:
        load_round(tmp_path / "r").resolved(load_catalogue().forms)
    assert caught.value.params["line"] == 9


def edit(folder: Path, old: str, new: str) -> None:
    path = folder / "round.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
