"""A round's folder: made from the register, edited by people, read back with the line of each mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from sheetcheck.catalogue import bundled
from sheetcheck.errors import SheetcheckError
from sheetcheck.form import Level
from sheetcheck.period import parse_period
from sheetcheck.round import Round, create_round, load_round, receiving_office
from sheetcheck.units import load_register

REGISTER = load_register(bundled("schemas") / "units")


def made(folder: Path, parent: str = "185", label: str = "2024-H1") -> Round:
    period = parse_period(label)
    unit = REGISTER.get(parent, period.end)
    assert unit is not None
    units = REGISTER.children(parent, period.end, Level.COMMUNE)
    return create_round(folder, parent=unit, units=units, period=period)


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
        ("round.toml", 'level = "commune"', 'level = "village"', 3),
        ("round.toml", 'period = "2024-H1"', 'period = "2024-H3"', 4),
        ("round.toml", 'level = "commune"', "level = ", 3),
        ("round.toml", 'calendar = "administrative"', 'calendar = "lunar"', 5),
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
