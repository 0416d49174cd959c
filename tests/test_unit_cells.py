"""Codes of units in cells: typed as numbers by Excel, written by `fill`; which lost zeros and which are whole."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from command_line import run

from sheetcheck.catalogue import Catalogue
from sheetcheck.readers.xlsx import read
from sheetcheck.reading import Limits
from sheetcheck.submission import settled
from sheetcheck.testing.batch import taken_in
from sheetcheck.testing.drawing import issued_to, returned
from sheetcheck.units import Register
from sheetcheck.units.standing import meant_by

LANG_SON, SA_PA, BA_DINH, HA_NOI = "178", "088", "001", "01"
THEN, NOW = date(2024, 6, 14), date(2026, 6, 14)


@pytest.mark.parametrize(
    ("digits", "home", "on", "code"),
    [
        ("178", LANG_SON, THEN, "178"),  # 00178 lies in Hà Nội
        ("20", LANG_SON, THEN, "20"),  # 020 lies in Hà Nội
        ("20", BA_DINH, THEN, "020"),
        ("88", LANG_SON, THEN, None),  # 088 in Lào Cai, 00088 in Hà Nội
        ("88", SA_PA, THEN, "088"),
        ("6331", "185", THEN, "06331"),
        ("6331", "185", NOW, None),  # it had ended
        ("1", HA_NOI, THEN, None),  # 01, 001, 00001
        ("1", LANG_SON, THEN, None),
        ("20", "20", NOW, "20"),
        ("99", "20", NOW, None),
        ("178", "SNV", THEN, None),  # an office of its own lies nowhere
    ],
)
def test_what_digits_may_stand_for(register: Register, digits: str, home: str, on: date, code: str | None) -> None:
    assert meant_by(register, digits, on, home) == code


@pytest.mark.parametrize(
    ("typed", "unit", "codes"),
    [
        (178.0, LANG_SON, []),
        (20.0, LANG_SON, []),
        (88.0, SA_PA, ["T173"]),
        (20.0, BA_DINH, ["T173"]),
        (6331.0, "06331", ["T172"]),
        ("178", LANG_SON, []),
    ],
)
def test_a_number_is_doubted_only_where_it_may_have_lost_zeros(
    catalogue: Catalogue, register: Register, typed: float | str, unit: str, codes: list[str]
) -> None:
    figures = {"12.1.venue_unit": typed}
    one = taken_in(catalogue, "a.xlsx", returned(catalogue, issued_to(unit, "2024"), figures))
    said = [found.code for found in settled(one, register).findings if found.code.startswith("T17")]
    assert said == codes
    doubted = [found.code for found in settled(one, None).findings if found.code.startswith("T17")]
    assert doubted == (["T173"] if isinstance(typed, float) and typed < 1000 else codes)


@pytest.mark.parametrize(
    ("level", "unit", "value", "written", "said"),
    [
        ("district", LANG_SON, "178", "178", ""),
        ("province", "20", "20", "20", ""),
        ("commune", "06331", "6331", "06331", "6331 trong số liệu được ghi là 06331"),
        ("district", SA_PA, "88", "088", "88 trong số liệu được ghi là 088"),
        ("district", LANG_SON, "06331", "06331", ""),
        ("district", LANG_SON, '"178;06331"', "178;06331", ""),
    ],
)
def test_fill_writes_codes_as_text_and_check_has_no_doubt(
    tmp_path: Path, level: str, unit: str, value: str, written: str, said: str
) -> None:
    blank, data, filled = tmp_path / "a.xlsx", tmp_path / "a.csv", tmp_path / "b.xlsx"
    assert run("template", "--level", level, "--period", "2024", "--unit", unit, "-o", blank).returncode == 0
    data.write_text(f"form,row,column,value\nbdg_12,1,title,20242024\nbdg_12,1,venue_unit,{value}\n", encoding="utf-8")
    told = run("fill", blank, data, "-o", filled)
    assert told.returncode == 0, told.stderr
    assert said in told.stderr
    report = json.loads(run("check", filled, "--format", "json").stdout)
    assert [one for one in report["findings"] if one["code"].startswith("T")] == []
    (sheet,) = (one for one in read(filled.read_bytes(), Limits()).sheets if one.name == "Biểu 12")
    assert {"20242024", written} <= {cell for row in sheet.rows for cell in row if isinstance(cell, str)}
