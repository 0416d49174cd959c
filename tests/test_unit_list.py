"""units.csv: what people and Excel do to it, and what is said of each line."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import cast

import pytest
from command_line import run

from sheetcheck.errors import DefinitionError
from sheetcheck.finding import Finding
from sheetcheck.form import Level
from sheetcheck.round import load_round
from sheetcheck.unit_list import UnitList, read_units
from sheetcheck.units import Register

OLD, NEW = date(2024, 6, 14), date(2026, 6, 14)


def read(
    folder: Path, register: Register | None, *lines: str, on: date = NEW, level: Level = Level.COMMUNE
) -> UnitList:
    path = folder / "units.csv"
    path.write_text("\n".join(("code,name,receiver", *lines)), encoding="utf-8")
    return read_units(path, register, on, level)


@pytest.mark.parametrize(
    ("line", "on", "level", "code"),
    [
        ("06337,Xã Tân Tri,", NEW, Level.COMMUNE, None),
        ("06331,Xã Vạn Thủy,", OLD, Level.COMMUNE, None),
        ("99999,Xã Lạ,", NEW, Level.COMMUNE, "I104"),
        ("06331,Xã Vạn Thủy,", NEW, Level.COMMUNE, "I105"),
        ("185,Huyện Bắc Sơn,", NEW, Level.DISTRICT, "I105"),
        ("06338,,", OLD, Level.COMMUNE, "I104"),
        ("185,Huyện Bắc Sơn,", OLD, Level.COMMUNE, "I106"),
        ("20,Tỉnh Lạng Sơn,", NEW, Level.COMMUNE, "I106"),
        ("06337,Xã Tân Tri,", NEW, Level.PROVINCE, "I106"),
        ("06 337,Xã Tân Tri,", NEW, Level.COMMUNE, "D401"),
        (",Xã Tân Tri,", NEW, Level.COMMUNE, "D401"),
        ("XÃ1,Xã Tân Tri,", NEW, Level.COMMUNE, "D401"),
        ("A" * 33, NEW, Level.COMMUNE, "D401"),
        ("SNV,Sở Nội vụ,", NEW, Level.COMMUNE, None),  # outside the register, and it does not look like its codes
        ("X06999,Xã mới lập,", NEW, Level.COMMUNE, None),
    ],
)
def test_a_line(tmp_path: Path, register: Register, line: str, on: date, level: Level, code: str | None) -> None:
    if code is None:
        assert list(read(tmp_path, register, line, on=on, level=level).units) == [line.split(",")[0]]
        return
    assert said(tmp_path, register, line, on=on, level=level) == [(code, 2)]


def said(
    folder: Path, register: Register | None, *lines: str, on: date = NEW, level: Level = Level.COMMUNE
) -> list[tuple[str, object]]:
    with pytest.raises(DefinitionError) as caught:
        read(folder, register, *lines, on=on, level=level)
    found = cast("tuple[Finding, ...]", caught.value.findings)
    assert {one.file for one in found} == {"units.csv"}
    return [(one.code, one.params["line"]) for one in found]


def test_all_lines_in_question_come_at_once(tmp_path: Path, register: Register) -> None:
    lines = ("06331,,", "06337,,", "99999,,", "6337,,", "185,,", "06 1,,", "SNV,,", "SNV,,", "20,,")
    assert said(tmp_path, register, *lines) == [
        ("I105", 2),
        ("I104", 4),
        ("D402", 5),
        ("I105", 6),
        ("D401", 7),
        ("D402", 9),
        ("I106", 10),
    ]


def test_without_a_register_only_the_list_itself_is_judged(tmp_path: Path) -> None:
    assert list(read(tmp_path, None, "99999,,", "6337,,").units) == ["99999", "6337"]
    assert said(tmp_path, None, "99999,,", "99999,,", "-,,") == [("D402", 3), ("D401", 4)]


@pytest.mark.parametrize(
    ("line", "code", "on", "level"),
    [
        ("6337,Xã Tân Tri,", "06337", NEW, Level.COMMUNE),
        ("4,Phường Ba Đình,", "00004", NEW, Level.COMMUNE),
        ("25,Phường Ngọc Hà,", None, NEW, Level.COMMUNE),  # tỉnh Phú Thọ is 25, and the name is not that of 00025
        ("70,Phường Hoàn Kiếm,", "00070", NEW, Level.COMMUNE),
        ("1,Hà Nội,", "01", NEW, Level.PROVINCE),
        ("1,Quận Ba Đình,", "001", OLD, Level.DISTRICT),
    ],
)
def test_zeros_that_excel_dropped_come_back(
    tmp_path: Path, register: Register, line: str, code: str | None, on: date, level: Level
) -> None:
    if code is None:
        assert said(tmp_path, register, line, on=on, level=level) == [("I106", 2)]
        return
    listed = read(tmp_path, register, line, on=on, level=level)
    assert list(listed.units) == [code]
    assert [(one.code, one.params["line"]) for one in listed.notes] == [("I112", 2)]


@pytest.mark.parametrize(
    ("name", "noticed"),
    [
        ("Xã Tân Tri", False),
        ("UBND xã Tân Tri, Lạng Sơn", False),
        ("xa tan tri", False),
        ("Tan Tri commune", False),
        ("", False),
        ("Xã Vạn Thủy", True),
        ("Xã Tân Trí Đức", False),  # the name is in it; whether that is meant cannot be told
    ],
)
def test_a_code_with_another_units_name_is_noticed(
    tmp_path: Path, register: Register, name: str, noticed: bool
) -> None:
    listed = read(tmp_path, register, f'06337,"{name}",')
    assert [one.code for one in listed.notes] == (["D403"] if noticed else [])
    assert listed.units == {"06337": (name, "")}


def test_the_name_in_the_register_is_said_in_the_language(collection: Path) -> None:
    (collection / "units.csv").write_text("code,name,receiver\n06337,Xã Vạn Thủy,\n", encoding="utf-8")
    assert "mã 06337 là của Xã Tân Tri, nhưng" in run("check", collection).stderr
    assert "code 06337 is that of Tan Tri commune, but" in run("check", collection, lang="en").stderr


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_however_excel_saved_it(tmp_path: Path, register: Register, separator: str, encoding: str, end: str) -> None:
    lines = ["code,name,receiver", "06337,Xã Tân Tri,Sở Nội vụ", "", ",,"]
    text = end.join(lines).replace(",", separator)
    (tmp_path / "units.csv").write_bytes(text.encode(encoding))
    assert read_units(tmp_path / "units.csv", register, NEW, Level.COMMUNE).units == {
        "06337": ("Xã Tân Tri", "Sở Nội vụ")
    }


@pytest.mark.parametrize("content", [b"\xff\xfe0\x006\x00", b"06337,X\xe3"])
def test_what_is_not_utf_8_says_how_to_save_it(tmp_path: Path, register: Register, content: bytes) -> None:
    (tmp_path / "units.csv").write_bytes(content)
    with pytest.raises(DefinitionError) as caught:
        read_units(tmp_path / "units.csv", register, NEW, Level.COMMUNE)
    assert [one.code for one in cast("tuple[Finding, ...]", caught.value.findings)] == ["D404"]


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    assert run("init", tmp_path / "r", "--province", "20", "--period", "2026-H1").returncode == 0
    return tmp_path / "r"


@pytest.mark.parametrize("command", ["template", "check", "merge"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_round_with_units_that_are_none_is_refused(collection: Path, command: str, lang: str) -> None:
    (collection / "units.csv").write_text("code,name,receiver\n06331,Xã Vạn Thủy,\n99999,Xã Lạ,\n", encoding="utf-8")
    result = run(command, collection, lang=lang)
    assert (result.returncode, result.stdout) == (2, "")
    assert [line.split(" ")[:2] for line in result.stderr.splitlines() if line.startswith("units.csv")] == [
        ["units.csv:2:", "I105"],
        ["units.csv:3:", "I104"],
    ]
    assert {"vi": "Xã Tân Tri 06337", "en": "Tan Tri commune 06337"}[lang] in result.stderr
    assert not list((collection / "outbox").iterdir())


@pytest.mark.usefixtures("commands_with_few_forms")
def test_what_is_noticed_stops_nothing(collection: Path, register: Register) -> None:
    (collection / "units.csv").write_text("code;name;receiver\n6337;Xã Vạn Thủy;\nSNV;Sở Nội vụ;\n", encoding="utf-8")
    result = run("template", collection)
    assert result.returncode == 0
    assert [line.split(" ")[:2] for line in result.stderr.splitlines() if line.startswith("units.csv")] == [
        ["units.csv:2:", "I112"],
        ["units.csv:2:", "D403"],
    ]
    names = sorted(path.name for path in (collection / "outbox").iterdir())
    assert names == ["06337_2026-H1.xlsx", "SNV_2026-H1.xlsx"]
    assert list(load_round(collection, register).units) == ["06337", "SNV"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("template", "--level", "commune", "--period", "2026-H1", "--unit", "99999"), "I104"),
        (("template", "--level", "commune", "--period", "2026-H1", "--unit", "06331"), "I105"),
        (("template", "--level", "province", "--period", "2026-H1", "--unit", "06337"), "I106"),
        (("init", "--province", "98", "--period", "2026-H1"), "I104"),
        (("init", "--province", "27", "--period", "2026-H1"), "I105"),
        (("init", "--district", "185", "--period", "2026-H1"), "I105"),
        (("init", "--province", "06337", "--period", "2026-H1"), "I132"),
        (("init", "--district", "20", "--period", "2024-H1"), "I132"),
        (("init", "--district", "06331", "--period", "2024-H1"), "I132"),
        (("init", "--province", "lang", "--period", "2026-H1"), "I134"),
        (("init", "--district", "cho moi", "--period", "2024-H1"), "I133"),
    ],
)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_unit_on_the_command_line(tmp_path: Path, words: tuple[str, ...], code: str, lang: str) -> None:
    where = ("-o", tmp_path / "x.xlsx") if words[0] == "template" else (tmp_path / "x",)
    result = run(*words, *where, lang=lang)
    assert (result.returncode, result.stdout) == (2, "")
    assert f"sheetcheck: {code} " in result.stderr
    assert "\n    → " in result.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("option", "typed", "title"),
    [
        ("--province", "lang son", "Tỉnh Lạng Sơn"),
        ("--province", "1", "Thành phố Hà Nội"),
        ("--district", "bac son", "Huyện Bắc Sơn"),
        ("--district", "88", "Thị xã Sa Pa"),
        ("--district", "Huyện Chợ Mới", None),
    ],
)
def test_init_takes_names_and_codes_without_zeros(tmp_path: Path, option: str, typed: str, title: str | None) -> None:
    said = run("init", tmp_path / "x", option, typed, "--period", "2024-H1")
    assert said.returncode == (0 if title else 2)
    assert (title or "Huyện Chợ Mới 893 (Tỉnh An Giang)") in said.stderr


def test_a_level_that_there_is_not_is_named_in_the_language(tmp_path: Path) -> None:
    words = ("init", tmp_path / "x", "--province", "20", "--level", "district", "--period", "2026")
    assert "không có đơn vị cấp huyện vào ngày 14/12/2026" in run(*words).stderr
    assert "no units of the district level on" in run(*words, lang="en").stderr


@pytest.mark.usefixtures("commands_with_few_forms")
def test_a_template_for_a_unit_outside_the_register(tmp_path: Path) -> None:
    words = ("template", "--level", "province", "--period", "2026-H1", "--unit", "SNV", "-o", tmp_path / "x.xlsx")
    assert run(*words).returncode == 0
