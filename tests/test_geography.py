"""The units of the first half of 2025, and of the days around 1 July 2025, when districts ended and units merged.

A half-year that ends before that day belongs to the old units, whoever signs for them afterwards. Codes were kept by
the largest part of a merger: 06337 is Xã Đồng Ý until then and Xã Tân Tri since; 24 is Bắc Giang and then Bắc Ninh.
"""

import csv
import io
from pathlib import Path

import pytest
from command_line import Said, run

from sheetcheck.catalogue import Catalogue
from sheetcheck.grid import Workbook
from sheetcheck.identity import Identity
from sheetcheck.readers.xlsx import read
from sheetcheck.reading import Limits
from sheetcheck.sample import sample_figures
from sheetcheck.template import layouts_for, write_template
from sheetcheck.testing.batch import taken_in
from sheetcheck.testing.drawing import issued_to, typed

pytestmark = pytest.mark.usefixtures("commands_with_few_forms")

CON_DAO = "26732"
"""A special zone founded on 1 July 2025; before, its code was nobody's."""


def units(folder: Path) -> dict[str, tuple[str, str]]:
    rows = csv.DictReader(io.StringIO((folder / "units.csv").read_text("utf-8-sig"), newline=""))
    return {row["code"]: (row["name"], row["receiver"]) for row in rows}


@pytest.mark.parametrize("calendar", ["administrative", "statistical"])
@pytest.mark.parametrize(
    ("period", "code", "name", "receiver", "gone"),
    [
        ("2025-H1", "06331", "Xã Vạn Thủy", "Phòng Nội vụ huyện Bắc Sơn", ""),
        ("2025-H1", "06337", "Xã Đồng Ý", "Phòng Nội vụ huyện Bắc Sơn", ""),
        ("2025-H2", "06337", "Xã Tân Tri", "Sở Nội vụ tỉnh Lạng Sơn", "06331"),
        ("2025", "06337", "Xã Tân Tri", "Sở Nội vụ tỉnh Lạng Sơn", "06331"),
    ],
)
def test_a_round_of_communes_has_the_units_of_the_end_of_its_period(
    tmp_path: Path, calendar: str, period: str, code: str, name: str, receiver: str, gone: str
) -> None:
    said = run("init", tmp_path / "r", "--province", "20", "--period", period, "--calendar", calendar)
    assert said.returncode == 0, said.stderr
    assert units(tmp_path / "r")[code] == (name, receiver)
    assert gone not in units(tmp_path / "r")


@pytest.mark.parametrize(
    ("option", "code", "period", "name"),
    [
        ("--province", "24", "2025-H1", "Tỉnh Bắc Giang"),
        ("--province", "27", "2025-H1", "Tỉnh Bắc Ninh"),
        ("--province", "24", "2025-H2", "Tỉnh Bắc Ninh"),
        ("--province", "24", "2026", "Thành phố Bắc Ninh"),
        ("--district", "185", "2025-H1", "Huyện Bắc Sơn"),
    ],
)
def test_a_code_names_what_it_named_then(tmp_path: Path, option: str, code: str, period: str, name: str) -> None:
    assert run("init", tmp_path / "r", option, code, "--period", period).returncode == 0
    assert f'title = "{name}: ' in (tmp_path / "r" / "round.toml").read_text("utf-8")


@pytest.mark.parametrize(("option", "code"), [("--province", "27"), ("--district", "185")])
def test_no_round_of_a_unit_that_ended(tmp_path: Path, option: str, code: str) -> None:
    said = run("init", tmp_path / "r", option, code, "--period", "2025-H2")
    assert (said.returncode, code in said.stderr) == (2, True)
    assert not (tmp_path / "r").exists()


def test_a_template_of_the_first_half_of_2025_is_the_old_units(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    said = run(
        "template", "--level", "commune", "--period", "2025-H1", "--unit", "6337", "-o", path
    )  # as Excel writes it
    assert said.returncode == 0, said.stderr
    heads = [str(cell) for row in sheet(read(path.read_bytes(), Limits()), "Biểu 01")[:5] for cell in row]
    assert any("Xã Đồng Ý" in cell for cell in heads)
    assert any("Mã đơn vị: 06337" in cell for cell in heads)


@pytest.mark.parametrize(
    ("level", "typed", "code"), [("commune", "4", "00004"), ("province", "1", "01"), ("commune", "06337", "06337")]
)
def test_zeros_that_the_level_tells_are_put_back(tmp_path: Path, level: str, typed: str, code: str) -> None:
    words = ("template", "--level", level, "--period", "2026-H1", "--unit", typed, "-o", tmp_path)
    assert run(*words).returncode == 0
    assert [path.name for path in tmp_path.iterdir()] == [f"{code}_2026-H1.xlsx"]


def sheet(workbook: Workbook, name: str) -> list[list[object]]:
    return next([list(row) for row in one.rows] for one in workbook.sheets if one.name == name)


def returned_by(catalogue: Catalogue, whose: Identity) -> bytes:
    return write_template(catalogue, whose, sample_figures(layouts_for(catalogue, whose), whose.period, whose.unit))


def checked(catalogue: Catalogue, folder: Path, unit: str, period: str) -> Said:
    (folder / "a.xlsx").write_bytes(returned_by(catalogue, issued_to(unit, period)))
    return run("check", folder / "a.xlsx")


@pytest.mark.parametrize(
    ("unit", "period"), [("06331", "2025-H1"), ("06337", "2025-H1"), ("06337", "2025-H2"), (CON_DAO, "2025-H2")]
)
def test_a_unit_of_the_period_is_accepted(few_forms: Catalogue, tmp_path: Path, unit: str, period: str) -> None:
    assert checked(few_forms, tmp_path, unit, period).returncode == 0


@pytest.mark.parametrize(
    ("unit", "period", "since"),
    [(CON_DAO, "2025-H1", "01/07/2025"), ("06331", "2025-H2", "30/06/2025")],
    ids=["a unit that was not there yet", "a unit that had ended"],
)
def test_a_unit_of_another_time_is_refused_with_code_and_remedy(
    few_forms: Catalogue, tmp_path: Path, unit: str, period: str, since: str
) -> None:
    said = checked(few_forms, tmp_path, unit, period)
    assert said.returncode == 1
    assert all(words in said.stdout for words in ("I105", unit, since, "→ Dùng mã")), said.stdout


def test_the_successor_may_sign(few_forms: Catalogue) -> None:
    """Where the signature stands, any text is welcome; who the figures belong to is the code's to say."""
    whose = issued_to("06331", "2025-H1")
    workbook = read(returned_by(few_forms, whose), Limits())
    rows = sheet(workbook, "Biểu 01")
    place = next(
        number for number, row in enumerate(rows, start=1) if any("Người lập biểu" in str(cell) for cell in row)
    )
    signed = typed(workbook, "Biểu 01", {f"A{place + 2}": "UBND xã Tân Tri ký thay, ngày 10/7/2025"})
    item = taken_in(few_forms, "a.xlsx", signed)
    assert (item.unit, item.findings) == ("06331", ())
