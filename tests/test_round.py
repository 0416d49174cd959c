"""A round's folder: made from the register, edited by people, read back with the line of each mistake."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from command_line import run

from sheetcheck.catalogue import Catalogue, load_catalogue
from sheetcheck.errors import SheetcheckError
from sheetcheck.form import Level, Profile, Scope
from sheetcheck.identity import Identity, stated, understand
from sheetcheck.office import default_deadline, receiving_office
from sheetcheck.period import Calendar, parse_period
from sheetcheck.readers.xlsx import read
from sheetcheck.reading import Limits
from sheetcheck.round import Round, create_round, load_round
from sheetcheck.sample import sample_figures
from sheetcheck.template import layouts_for, write_template
from sheetcheck.testing.drawing import issued_to
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
        ("round.toml", 'deadline = "16/06/2024"', 'deadline = "31/06/2024"', 7),
        ("round.toml", 'deadline = "16/06/2024"', 'deadline = "sớm"', 7),
        ("round.toml", 'deadline = "16/06/2024"', "deadline = 20240616", 7),
        ("round.toml", 'deadline = "16/06/2024"', 'deadline = "16/06/2023"', 7),  # before the period begins
        ("round.toml", 'scope = "own"', 'scope = "all"', 10),
        ("round.toml", 'scope = "own"', 'scope = "consolidated"', 10),  # communes have nothing below
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


@pytest.mark.parametrize(
    ("written", "printed"),
    [('"16/06/2024"', "16/06/2024"), ('"7/6/2024"', "07/06/2024"), ("2024-06-16", "16/06/2024"), ('""', "")],
)
def test_a_deadline_is_a_day_however_it_is_written(tmp_path: Path, written: str, printed: str) -> None:
    made(tmp_path / "r")
    edit(tmp_path / "r", '"16/06/2024"', written)
    assert load_round(tmp_path / "r").deadline == printed


@pytest.mark.parametrize("day", ["31/02/2024", "2024-02-31", "sớm", "16/6/24", "14/12/2023"])
def test_init_refuses_a_deadline_that_cannot_be(tmp_path: Path, day: str) -> None:
    said = run("init", tmp_path / "r", "--district", "185", "--period", "2024-H1", "--deadline", day)
    assert (said.returncode, said.stdout) == (2, "")
    assert f"hạn nộp '{day}'" in said.stderr or f"hạn nộp {day} ở trước ngày đầu kỳ" in said.stderr
    assert "ví dụ 16/06/2024" in said.stderr
    assert not (tmp_path / "r").exists()


COUNTRY = ("--level", "province", "--period", "2026-02-01..2026-06-29")


@pytest.mark.parametrize(
    ("words", "vi", "en"),
    [
        (
            ("--province", "20", "--period", "2024"),
            "Tỉnh Lạng Sơn: báo cáo cấp xã, năm 2024",
            "Lang Son province: commune returns, year 2024",
        ),
        (
            ("--province", "20", "--level", "district", "--period", "2024-H1"),
            "Tỉnh Lạng Sơn: báo cáo cấp huyện, 6 tháng đầu năm 2024",
            "Lang Son province: district returns, first half of 2024",
        ),
        (
            ("--province", "20", "--level", "province", "--period", "2024"),
            "Tỉnh Lạng Sơn: báo cáo cấp tỉnh, năm 2024",
            "Lang Son province: province returns, year 2024",
        ),
        (
            COUNTRY,
            "Cả nước: báo cáo cấp tỉnh, từ 01/02/2026 đến 29/06/2026",
            "The country: province returns, 01/02/2026 to 29/06/2026",
        ),
        (
            (*COUNTRY, "--scope", "consolidated"),
            "Cả nước: báo cáo tổng hợp cấp tỉnh, từ 01/02/2026 đến 29/06/2026",
            "The country: consolidated province returns, 01/02/2026 to 29/06/2026",
        ),
    ],
)
def test_a_title_says_what_is_collected(tmp_path: Path, words: tuple[str, ...], vi: str, en: str) -> None:
    for lang, title in (("vi", vi), ("en", en)):
        assert run("init", tmp_path / lang, *words, lang=lang).returncode == 0
        assert load_round(tmp_path / lang).title == title


@pytest.mark.parametrize(
    ("words", "is_said"),
    [
        (("--level", "province"), True),
        (("--level", "province", "--scope", "consolidated"), False),
        (("--province", "20"), False),
    ],
)
def test_init_says_when_it_collects_the_units_own_part_only(
    tmp_path: Path, words: tuple[str, ...], is_said: bool
) -> None:
    said = run("init", tmp_path / "r", *words, "--period", "2026")
    assert ("chính đơn vị cấp tỉnh (scope own)" in said.stderr) == is_said


def test_no_consolidated_round_of_communes(tmp_path: Path) -> None:
    said = run("init", tmp_path / "r", "--province", "20", "--period", "2026", "--scope", "consolidated")
    assert (said.returncode, "dùng scope own" in said.stderr) == (2, True)
    assert not (tmp_path / "r").exists()


@pytest.mark.usefixtures("commands_with_few_forms")
def test_the_ministry_collects_whole_provinces(tmp_path: Path, few_forms: Catalogue) -> None:
    """A consolidated round from templates to the merged workbook; a province's own figures are sent back."""
    folder = tmp_path / "r"
    assert run("init", folder, "--level", "province", "--scope", "consolidated", "--period", "2026").returncode == 0
    (folder / "units.csv").write_text("code,name,receiver\n20,,\n24,,\n", encoding="utf-8")
    assert run("template", folder).returncode == 0
    blank = issued(folder / "outbox" / "20_2026.xlsx")
    assert (blank.scope, blank.level) == (Scope.CONSOLIDATED, Level.PROVINCE)
    for unit, scope in (("20", Scope.CONSOLIDATED), ("24", Scope.OWN)):
        identity = replace(issued_to(unit, "2026", scope), digest=few_forms.digest)
        figures = sample_figures(layouts_for(few_forms, identity), identity.period, unit)
        (folder / "inbox" / f"{unit}_2026.xlsx").write_bytes(write_template(few_forms, identity, figures))
    said = run("check", folder, "--format", "json")
    found = [(one["code"], one["file"]) for one in json.loads(said.stdout)["findings"] if one["severity"] == "error"]
    assert found == [("I141", "24_2026.xlsx")]
    assert "tệp thuộc loại “báo cáo của riêng đơn vị”" in run("check", folder).stdout.lower()
    assert run("merge", folder).returncode == 1
    assert (folder / "results" / "tong-hop_2026.xlsx").is_file()


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


def issued(path: Path) -> Identity:
    identity = understand(stated(read(path.read_bytes(), Limits())))
    assert identity is not None
    return identity


def edit(folder: Path, old: str, new: str) -> None:
    path = folder / "round.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
