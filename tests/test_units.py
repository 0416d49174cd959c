"""What the register says of units everybody in the pilot knows."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from sheetcheck.errors import SheetcheckError
from sheetcheck.form import Level
from sheetcheck.units import NATION, Register, load_register

ROOT = Path(__file__).parents[1] / "schemas" / "units"
OLD, LAST_OLD, FIRST_NEW, NEW = date(2024, 6, 14), date(2025, 6, 30), date(2025, 7, 1), date(2026, 11, 22)


@pytest.fixture(scope="module")
def units() -> Register:
    return load_register(ROOT)


@pytest.mark.parametrize(
    ("code", "on", "name"),
    [
        ("06331", OLD, "Xã Vạn Thủy"),
        ("06331", LAST_OLD, "Xã Vạn Thủy"),
        ("06331", FIRST_NEW, None),
        ("06337", LAST_OLD, "Xã Đồng Ý"),
        ("06337", FIRST_NEW, "Xã Tân Tri"),
        ("185", LAST_OLD, "Huyện Bắc Sơn"),
        ("185", date(2026, 1, 1), None),
        ("24", OLD, "Tỉnh Bắc Giang"),
        ("24", FIRST_NEW, "Tỉnh Bắc Ninh"),
        ("24", date(2026, 9, 20), "Thành phố Bắc Ninh"),
        ("27", OLD, "Tỉnh Bắc Ninh"),
        ("27", NEW, None),
        ("26368", date(2026, 4, 29), "Xã Long Thành"),
        ("26368", date(2026, 4, 30), "Phường Long Thành"),
        ("22", date(2026, 9, 1), "Thành phố Quảng Ninh"),
        ("15061", OLD, "Thị trấn Ngọc Lặc"),
        ("99", OLD, None),
        ("6331", OLD, None),
        ("", OLD, None),
    ],
)
def test_a_code_names_what_it_named_that_day(units: Register, code: str, on: date, name: str | None) -> None:
    unit = units.get(code, on)
    assert (unit.name.vi if unit else None) == name


def test_van_thuy_lies_in_huyen_185_of_tinh_20(units: Register) -> None:
    (van_thuy,) = units.ever("06331")
    assert (van_thuy.parent, van_thuy.level, van_thuy.valid_to) == ("185", Level.COMMUNE, LAST_OLD)
    assert van_thuy.name.en == "Van Thuy commune"
    assert [unit.code for unit in units.ever("185")] == ["185"]
    assert units.province_of("06331", OLD) == units.get("20", OLD)


@pytest.mark.parametrize(
    ("code", "successors", "whole"),
    [
        ("06331", ("06337",), True),  # Vạn Thủy -> Tân Tri
        ("03052", ("03043",), True),  # Liên Minh -> Mường Bo
        ("03004", ("03004",), True),  # Ngũ Chỉ Sơn
        ("27", ("24",), True),  # Bắc Ninh -> Bắc Ninh
        ("498", ("20333",), True),  # huyện Hoàng Sa -> đặc khu Hoàng Sa
        ("27691", ("27694",), True),  # phường 4 of Tân An, not its namesake in Tây Ninh
        ("04957", ("04924", "04960"), False),  # Cao Sơn was split
        ("185", (), False),  # no unit took over a district
    ],
)
def test_where_an_old_unit_went(units: Register, code: str, successors: tuple[str, ...], whole: bool) -> None:
    old = units.get(code, LAST_OLD)
    assert old is not None
    assert (old.successors, old.share_known) == (successors, whole)


@pytest.mark.parametrize("level", list(Level)[:3])
def test_every_successor_is_there_the_day_after(units: Register, level: Level) -> None:
    ended = [unit for unit in units.children(NATION, LAST_OLD, level) if unit.successors]
    heirs = {code for unit in ended for code in unit.successors}
    assert heirs
    assert all(units.get(code, FIRST_NEW) for code in heirs)
    assert all(unit.share_known == (len(unit.successors) == 1) for unit in ended)


@pytest.mark.parametrize(
    ("on", "provinces", "districts", "communes"),
    [(LAST_OLD, 63, 696, 10_035), (FIRST_NEW, 34, 0, 3_321), (NEW, 34, 0, 3_321)],
)
def test_counts(units: Register, on: date, provinces: int, districts: int, communes: int) -> None:
    assert len(units.children(NATION, on)) == provinces
    assert len(units.children(NATION, on, Level.DISTRICT)) == districts
    assert len(units.children(NATION, on, Level.COMMUNE)) == communes


@pytest.mark.parametrize(
    ("code", "on", "wards", "communes"),
    [
        ("75", date(2026, 4, 29), 23, 72),
        ("75", date(2026, 4, 30), 33, 62),
        ("22", date(2026, 9, 1), 30, 22),
        ("24", date(2026, 9, 19), 33, 66),
        ("24", date(2026, 9, 20), 45, 54),
        (NATION, NEW, 709, 2_599),
    ],
)
def test_communes_became_wards(units: Register, code: str, on: date, wards: int, communes: int) -> None:
    types = Counter(unit.type for unit in units.children(code, on, Level.COMMUNE))
    assert (types["phuong"], types["xa"]) == (wards, communes)


@pytest.mark.parametrize(
    ("on", "types"),
    [
        (LAST_OLD, {"tinh": 57, "thanh_pho": 6, "xa": 7_692, "phuong": 1_726, "thi_tran": 617}),
        (FIRST_NEW, {"tinh": 28, "thanh_pho": 6, "xa": 2_621, "phuong": 687, "dac_khu": 13}),
        (NEW, {"tinh": 25, "thanh_pho": 9, "xa": 2_599, "phuong": 709, "dac_khu": 13}),
    ],
)
def test_provinces_and_communes_by_type(units: Register, on: date, types: dict[str, int]) -> None:
    both = (units.children(NATION, on), units.children(NATION, on, Level.COMMUNE))
    assert Counter(unit.type for found in both for unit in found) == types


def test_the_last_state_is_that_of_the_newest_resolution(units: Register) -> None:
    assert units.state == date(2026, 9, 20)


@pytest.mark.parametrize(
    ("code", "on", "heirs", "previous"),
    [
        ("06331", OLD, ["06337"], []),
        ("06337", NEW, ["06337"], ["06331", "06337", "06340"]),
        ("04957", OLD, ["04924", "04960"], []),
        ("27", OLD, ["24"], []),  # by way of Tỉnh Bắc Ninh (24), which became a city
        ("24", date(2026, 1, 1), ["24"], ["24", "27"]),
        ("24", NEW, ["24"], ["24"]),
        ("20333", NEW, ["20333"], ["498"]),
        ("185", OLD, [], []),
    ],
)
def test_what_is_left_of_a_unit_and_what_it_was_made_of(
    units: Register, code: str, on: date, heirs: list[str], previous: list[str]
) -> None:
    unit = units.get(code, on)
    assert unit is not None
    assert [one.code for one in units.heirs(unit)] == heirs
    assert all(one.valid_to is None for one in units.heirs(unit))
    assert [one.code for one in units.previous_of(unit)] == previous
    assert all(unit in units.next_of(one) for one in units.previous_of(unit))


def test_above(units: Register) -> None:
    (van_thuy,) = units.ever("06331")
    assert [one.name.vi for one in units.above(van_thuy, OLD)] == ["Huyện Bắc Sơn", "Tỉnh Lạng Sơn"]
    assert units.above(van_thuy, NEW) == ()


def test_children_of_huyen_185(units: Register) -> None:
    children = units.children("185", OLD)
    assert {unit.level for unit in children} == {Level.COMMUNE}
    assert [unit.code for unit in children if unit.name.vi == "Xã Vạn Thủy"] == ["06331"]
    assert len(children) == 18
    assert units.children("185", FIRST_NEW) == ()


def test_children_of_a_province_are_districts_before_and_communes_after(units: Register) -> None:
    assert {unit.level for unit in units.children("20", OLD)} == {Level.DISTRICT}
    assert {unit.level for unit in units.children("20", NEW)} == {Level.COMMUNE}
    assert units.get("06331", OLD) in units.children("20", OLD, Level.COMMUNE)


@pytest.mark.parametrize("on", [LAST_OLD, NEW])
def test_every_commune_lies_in_a_province(units: Register, on: date) -> None:
    communes = units.children(NATION, on, Level.COMMUNE)
    assert all(units.province_of(unit.code, on) for unit in communes)


def test_one_code_names_one_unit_a_day(units: Register) -> None:
    everything = {
        code: units.ever(code)
        for on in (LAST_OLD, NEW)
        for level in (Level.PROVINCE, Level.DISTRICT, Level.COMMUNE)
        for code in (unit.code for unit in units.children(NATION, on, level))
    }
    for versions in everything.values():
        days = [(unit.valid_from, unit.valid_to or date.max) for unit in versions]
        assert all(since <= until for since, until in days)
        assert all(until < since for (_, until), (since, _) in pairwise(days))


@pytest.mark.parametrize(
    ("name", "on", "province", "codes"),
    [
        ("Vạn Thủy", OLD, None, ["06331"]),
        ("van thuy", OLD, None, ["06331", "06472"]),  # Vạn Thủy and Vân Thủy
        ("Vân Thuỷ", OLD, "20", ["06472"]),
        ("  XÃ  VẠN THUỶ ", OLD, None, ["06331"]),
        ("Vạn Thủy", NEW, None, []),
        ("huyện Bắc Sơn", OLD, None, ["185"]),
        ("H. Bắc Sơn", OLD, "20", ["185"]),
        ("Bắc Sơn", OLD, "20", ["185", "06325"]),
        ("TP Đồng Nai", NEW, None, ["75"]),
        ("tỉnh Đồng Nai", NEW, None, ["75"]),  # the type they used to write
        ("xã Long Thành", NEW, "75", ["26368"]),
        ("Xà Bang", OLD, "77", ["26596"]),  # 'Xà' is no type word here
        ("P.04", OLD, "80", ["27691"]),
        ("EA H'LEO", NEW, None, ["24184"]),
        ("long_thanh", NEW, "75", ["26368"]),
        ("Van Thuy commune", OLD, None, ["06331", "06472"]),
        ("Bac Son district", OLD, "20", ["185"]),
        ("Ward 4", OLD, "80", ["27691"]),
        ("Bà Rịa – Vũng Tàu", OLD, None, ["77"]),
        ("Bắc Sơn", OLD, "99", []),  # no such province
        ("xã", OLD, None, []),
        ("", OLD, None, []),
    ],
)
def test_find(units: Register, name: str, on: date, province: str | None, codes: list[str]) -> None:
    assert [unit.code for unit in units.find(name, on, province)] == codes


@pytest.mark.parametrize(
    ("name", "province", "codes"),
    [
        ("van thuy", None, ["06331", "06472"]),
        ("xã Vạn Thủy", None, ["06331"]),
        ("Long Thành", "75", ["740", "26368", "26368", "26368"]),
        ("phường Long Thành", "75", ["26368"]),
        ("mỹ phương", "06", ["01927"]),  # where it lay
        ("mỹ phương", "19", ["01927"]),  # where it went
        ("mỹ phương", "20", []),
    ],
)
def test_find_ever(units: Register, name: str, province: str | None, codes: list[str]) -> None:
    assert [unit.code for unit in units.find_ever(name, province)] == codes


@pytest.mark.parametrize(
    ("code", "level", "padded"),
    [
        ("6331", None, "06331"),
        ("6331", Level.COMMUNE, "06331"),
        ("06331", None, "06331"),
        ("1", Level.PROVINCE, "01"),
        ("1", Level.DISTRICT, "001"),
        ("4", Level.COMMUNE, "00004"),
        ("185", None, "185"),
        ("9999", None, "9999"),
        ("٤", None, "٤"),
        ("x", None, "x"),
    ],
)
def test_zero_padded(units: Register, code: str, level: Level | None, padded: str) -> None:
    assert units.zero_padded(code, level) == padded


def test_a_folder_without_the_files_is_the_callers_mistake(tmp_path: Path) -> None:
    with pytest.raises(SheetcheckError, match=r"provinces\.csv"):
        load_register(tmp_path)
