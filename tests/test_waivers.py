"""Waivers of a round: what is wrong in the file, which warnings it explains, and where that is shown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from command_line import Said, run

from sheetcheck.catalogue import bundled, load_catalogue
from sheetcheck.codes import all_codes
from sheetcheck.errors import DefinitionError
from sheetcheck.finding import Finding
from sheetcheck.form import Level
from sheetcheck.grid import Sheet
from sheetcheck.layout import IDENTITY_SHEET
from sheetcheck.period import Calendar, parse_period
from sheetcheck.submission import Expected
from sheetcheck.testing.batch import settled
from sheetcheck.testing.changes import Base, changed, only
from sheetcheck.testing.drawing import as_file, on_sheet
from sheetcheck.units import load_register
from sheetcheck.waiver import Waiver, read_waivers

WHOLE = load_catalogue()
CATALOGUE = only(WHOLE, "01")
REGISTER = load_register(bundled("schemas") / "units")
ROUND = Expected(
    units={"06331": "Xã Vạn Thủy", "06337": "Xã Đồng Ý"},
    level=Level.COMMUNE,
    period=parse_period("2024-H1"),
    register=REGISTER,
)
GOOD = """\
waivers:
  - rule: R317
    unit: "06331"
    period: 2024-H1
    approved_by: Sở Nội vụ
    why: Kinh phí được cấp bổ sung cuối kỳ
    until: 2024-12-31
"""


def entry(**changes: str) -> str:
    """A good waiver with other values, as they are written; "" leaves the key out."""
    keys = dict(line.strip(" -").split(": ", 1) for line in GOOD.splitlines()[1:]) | changes
    said = [f"{key}: {value}" for key, value in keys.items() if value]
    return "  - " + "\n    ".join(said) + "\n"


def written(*entries: str) -> str:
    return "waivers:\n" + "".join(entries)


def refused(folder: Path, content: str | bytes, expected: Expected = ROUND) -> list[tuple[str, int]]:
    """Codes and lines of the mistakes in a file."""
    path = folder / "waivers.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    try:
        read_waivers(path, CATALOGUE.forms, expected)
    except DefinitionError as error:
        found = [one for one in error.findings if isinstance(one, Finding)]
        assert {one.file for one in found} == {"waivers.yaml"}
        return [(one.code, int(str(one.params["line"]))) for one in found]
    return []


MISTAKES: dict[str, tuple[str | bytes, list[tuple[str, int]]]] = {
    "good": (GOOD, []),
    "nothing in it": ("", []),
    "a comment": ("# các miễn trừ\n\n", []),
    "no waivers yet": ("waivers:\n", []),
    "an empty list": ("waivers: []\n", []),
    "with a byte order mark": ("\ufeff" + GOOD, []),
    "the id of a rule": (written(entry(rule="r01.10A")), []),
    "several units and periods": (written(entry(unit='["06331", "06337"]', period="[2024-H1, 2024-H2]")), []),
    "all": (written(entry(unit="all", period="all", until="2024")), []),
    "a year without quotes": (written(entry(period="2024")), []),
    "no YAML": ("waivers: [\n", [("D101", 2)]),
    "tabs": ("waivers:\n\t- rule: R317\n", [("D101", 2)]),
    "a list alone": ("- rule: R317\n", [("D507", 1)]),
    "a text": ("xin chào", [("D507", 1)]),
    "another key": ("waiver:\n  - rule: R317\n", [("D104", 1)]),
    "two lists": (GOOD + "waivers: []\n", [("D103", 8)]),
    "not UTF-8": ("waivers: # đợt\n".encode("utf-16"), [("D116", 1)]),
    "another alphabet": ("waivers: # đợt\n".encode("cp1258", "replace") + b"\xff", [("D116", 1)]),
    "too much": (b"#" * 1_000_001, [("D506", 1)]),
    "an alias": ("waivers:\n  - &a {rule: R317}\n  - *a\n", [("D101", 3)]),
    "a number in the list": ("waivers: [5]\n", [("D106", 1)]),
    "a key too many": (written(entry(by="x")), [("D104", 8)]),
    "a key twice": (written(entry() + "    why: Đã có văn bản khác\n"), [("D103", 8)]),
    "keys missing": (written(entry(why="", until="")), [("D105", 2), ("D105", 2)]),
    "a unit without quotes": (written(entry(unit="06331")), [("D106", 3)]),
    "no unit": (written(entry(unit="[]")), [("D106", 3)]),
    "no such period": (written(entry(period="2024-H3")), [("D106", 4)]),
    "one period of several": (written(entry(period="[2024-H1, tháng 6]")), [("D106", 4)]),
    "no period": (written(entry(period="[]")), [("D106", 4)]),
    "nobody": (written(entry(approved_by='""')), [("D106", 5)]),
    "no day": (written(entry(until="2024-02-30")), [("D106", 7)]),
    "a day as people write it": (written(entry(until="31/12/2024")), [("D106", 7)]),
    "a rule as a list": (written(entry(rule="[R317]")), [("D106", 2)]),
    "no such rule": (written(entry(rule="R3170")), [("D501", 2)]),
    "a code that is no rule": (written(entry(rule="T120")), [("D508", 2)]),
    "an error": (written(entry(rule="G02")), [("D503", 2)]),
    "information": (written(entry(rule="R208")), [("D503", 2)]),
    "no such unit": (written(entry(unit='"06332"')), [("D502", 3)]),
    "a unit that lost its zero": (written(entry(unit='["06337", "6331"]')), [("D502", 3)]),
    "no reason": (written(entry(why="ok")), [("D505", 6)]),
    "keys and values": (
        written(entry(rule="R3170", unit='"06332"', why="ok", period="2024-H9", approved_by="")),
        [("D105", 2), ("D501", 2), ("D502", 3), ("D106", 4), ("D505", 5)],
    ),
    "a key of the file beside one written twice": (f"{written(entry())}    why: Đã báo cáo\nnote: a\n", [("D103", 8), ("D104", 9)]),
    "twice": (written(entry(), entry(why="Đã có văn bản khác")), [("D504", 8)]),
    "one unit of several twice": (written(entry(), entry(rule="R01.10a", unit='["06337", "06331"]')), [("D504", 8)]),
    "all at once": (
        written(entry(rule="R9", why="x"), entry(unit="6337", rule="G02"), entry(period="đầu năm")),
        [("D501", 2), ("D505", 6), ("D503", 8), ("D106", 9), ("D106", 16)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_mistakes(tmp_path: Path, name: str) -> None:
    content, expected = MISTAKES[name]
    assert refused(tmp_path, content) == expected


def test_units_without_a_round_are_those_of_the_register(tmp_path: Path) -> None:
    plain = Expected(register=REGISTER)
    assert refused(tmp_path, written(entry(unit='["06331", "20", "SNV"]')), plain) == []
    assert refused(tmp_path, written(entry(unit='"99999"')), plain) == [("D502", 3)]


def test_the_example_of_the_guide_is_sound(tmp_path: Path) -> None:
    page = (Path(str(bundled("docs"))) / "waivers.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"^```yaml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert refused(tmp_path, example) == []


def test_the_guide_names_every_code() -> None:
    page = (Path(str(bundled("docs"))) / "waivers.md").read_text(encoding="utf-8")
    assert {code for code in all_codes() if code.startswith("D5")} <= set(re.findall(r"D5\d\d", page))


def test_a_folder_and_a_file_that_is_not_there(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.yaml"):
        with pytest.raises(DefinitionError) as caught:
            read_waivers(path, CATALOGUE.forms, ROUND)
        assert [one.code for one in caught.value.findings if isinstance(one, Finding)] == ["D116"]


# which warnings

OFFICE = "01.staff_total total=2 female=1; 01.staff_fulltime total=1 female=1; 01.staff_parttime total=1"
TOO_MUCH = "01.budget_allocated=5; 01.budget_spent=6"
ERROR = "01.collaborators total=4 female=9"


def waivers(folder: Path, *entries: str, expected: Expected = ROUND) -> tuple[Waiver, ...]:
    path = folder / "waivers.yaml"
    path.write_text(written(*entries), encoding="utf-8")
    return read_waivers(path, CATALOGUE.forms, expected)


def found(folder: Path, changes: str, *entries: str, unit: str = "06331", period: str = "2024-H1") -> Iterator[str]:
    """`R317 warning`, or `R317 info waivers.yaml:2` where it is explained; then what is said of the waivers."""
    drawn = {"r": changed(CATALOGUE, Base(unit, period, OFFICE), changes)}
    for one in settled(CATALOGUE, drawn, waivers(folder, *entries, expected=Expected(register=REGISTER))):
        if one.code[0] in "RD":
            yield f"{one.code} {one.severity}" + (f" {one.explained.where}" if one.explained else "")


APPLIED = [
    # the entry, the period of the return, and what is found
    (entry(), "2024-H1", ["R317 info waivers.yaml:2"]),
    (entry(unit="all", period="all"), "2024-H1", ["R317 info waivers.yaml:2"]),
    (entry(unit='["06337", "06331"]'), "2024-H1", ["R317 info waivers.yaml:2"]),
    (entry(unit='"06337"'), "2024-H1", ["R317 warning"]),  # that unit has sent nothing, so it may yet be used
    (entry(rule="R318"), "2024-H1", ["R317 warning", "D513 warning"]),
    (entry(), "2024-H2", ["R317 warning"]),
    (entry(until="2024-06-14"), "2024-H1", ["R317 info waivers.yaml:2"]),
    (entry(until="2024-06-13"), "2024-H1", ["R317 warning", "D512 warning"]),
    (entry(until="2024-H1"), "2024-H1", ["R317 info waivers.yaml:2"]),
    (entry(until="2023"), "2024-H1", ["R317 warning", "D512 warning"]),
    (entry(period="all", until="2024-H1"), "2024-H2", ["R317 warning", "D512 warning"]),
]


@pytest.mark.parametrize(("written_entry", "period", "expected"), APPLIED)
def test_which_warnings(tmp_path: Path, written_entry: str, period: str, expected: list[str]) -> None:
    assert list(found(tmp_path, TOO_MUCH, written_entry, period=period)) == expected


def test_a_waiver_of_a_return_without_that_warning_is_said(tmp_path: Path) -> None:
    assert list(found(tmp_path, "", entry())) == ["D513 warning"]


def test_what_is_said_of_waivers_sends_no_return_back() -> None:
    assert [all_codes()[code].severity.value for code in ("D511", "D512", "D513")] == ["warning"] * 3


def test_an_error_beside_it_stays(tmp_path: Path) -> None:
    assert list(found(tmp_path, f"{TOO_MUCH}; {ERROR}", entry())) == ["R201 error", "R317 info waivers.yaml:2"]


def test_a_waiver_in_force_is_taken_before_one_that_lapsed_and_before_a_note(tmp_path: Path) -> None:
    both = (entry(until="2024-01-01"), entry(unit="all", approved_by="UBND tỉnh"))
    noted = f"{TOO_MUCH.removesuffix('=6')} value=6 note=Cấp+bổ+sung+sau"
    assert list(found(tmp_path, noted, *both)) == ["R317 info waivers.yaml:8", "D512 warning"]


@pytest.mark.parametrize(("calendar", "lapsed"), [("administrative", False), ("statistical", True)])
def test_the_last_day_of_the_return_decides(tmp_path: Path, calendar: str, lapsed: bool) -> None:
    (one,) = waivers(tmp_path, entry(until="2024-06-20"))
    assert one.has_lapsed(parse_period("2024-H1", Calendar(calendar))) is lapsed


# the command line


@pytest.fixture(scope="module")
def round_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A round of form 01: one return with a warning, one with an error beside the same warning."""
    folder = tmp_path_factory.mktemp("round")
    (folder / "round.toml").write_text('level = "commune"\nperiod = "2024-H1"\nforms = ["01"]\n', encoding="utf-8")
    (folder / "units.csv").write_text("code,name\n06331,Xã Vạn Thủy\n06337,Xã Đồng Ý\n", encoding="utf-8")
    (folder / "inbox").mkdir()
    for unit, changes in (("06331", TOO_MUCH), ("06337", f"{TOO_MUCH}; {ERROR}")):
        drawn = changed(CATALOGUE, Base(unit, "2024-H1", OFFICE), changes)
        asked = on_sheet(drawn, IDENTITY_SHEET, asking_for_form_01)
        (folder / "inbox" / f"{unit}.xlsx").write_bytes(as_file(asked))
    return folder


def asking_for_form_01(sheet: Sheet) -> Sheet:
    """The hidden sheet of a template of before, which had no seal."""
    return replace(sheet, rows=[*(row for row in sheet.rows if row[0] != "seal"), ["forms", "01"]])


def checked(folder: Path, text: str, *words: str) -> Said:
    (folder / "waivers.yaml").write_text(text, encoding="utf-8")
    try:
        return run("check", folder, *words)
    finally:
        (folder / "waivers.yaml").unlink()


def report(said: Said) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(said.stdout)
    return document


def statuses(said: Said) -> list[tuple[str, str, int, int]]:
    return [(one["unit"], one["status"], one["warnings"], one["explained"]) for one in report(said)["returns"]]


def test_a_round_reads_its_own_waivers(round_folder: Path) -> None:
    without = run("check", round_folder, "--format", "json")
    assert statuses(without) == [("06331", "accepted_with_warnings", 1, 0), ("06337", "rejected", 1, 0)]
    said = checked(round_folder, GOOD, "--format", "json")
    assert statuses(said) == [("06331", "accepted", 0, 1), ("06337", "rejected", 1, 0)]
    assert (report(said)["summary"]["explained"], report(said)["summary"]["warnings"]) == (1, 1)
    (one,) = [one for one in report(said)["findings"] if one["explained"]]
    assert (one["code"], one["severity"], one["declared"], one["trial"]) == ("R317", "info", "warning", False)
    assert one["explained"] == {
        "by": "Sở Nội vụ",
        "why": "Kinh phí được cấp bổ sung cuối kỳ",
        "where": "waivers.yaml:2",
    }


def test_waivers_are_named_for_plain_paths(round_folder: Path, tmp_path: Path) -> None:
    named = tmp_path / "da-duyet.yaml"
    named.write_text(GOOD, encoding="utf-8")
    said = run("check", round_folder / "inbox" / "06331.xlsx", "--waivers", named, "--strict", "--format", "json")
    assert (said.returncode, statuses(said)) == (0, [("06331", "accepted", 0, 1)])


def test_the_text_tells_who_explained_what(round_folder: Path) -> None:
    said = checked(round_folder, GOOD)
    assert said.stdout.startswith("2 tệp: 1 đạt; 1 trả lại · 1 lỗi, 1 cảnh báo · 1 đã giải trình\n")
    assert (
        "Đã giải trình, không tính là cảnh báo (1)\n"
        "  ✓ R317  06331.xlsx, Biểu 01 D29, D33  Kinh phí đã thực hiện (6 triệu đồng) vượt quá 5% so với kinh phí được"
        " bố trí (5 triệu đồng)\n"
        "        Sở Nội vụ chấp nhận (waivers.yaml:2): “Kinh phí được cấp bổ sung cuối kỳ”\n"
    ) in said.stdout


def test_a_waiver_for_another_period_is_said_in_a_round(round_folder: Path) -> None:
    said = checked(round_folder, written(entry(period="2023-H1", until="2023")))
    assert (
        "Cả đợt báo cáo\n"
        "    ! D511  Miễn trừ R317 ở waivers.yaml:2 là cho kỳ khác (2023-H1), không có tác dụng ở đợt báo cáo này\n"
    ) in said.stdout


def test_a_broken_file_stops_before_anything_is_read(round_folder: Path) -> None:
    said = checked(round_folder, written(entry(rule="R3170", unit='"06332"')))
    assert (said.returncode, said.stdout) == (2, "")
    assert "waivers.yaml:2:5: D501 không có quy tắc “R3170”; gần nhất: R310, R317, R03.10" in said.stderr
    assert "waivers.yaml:3:5: D502 đơn vị 06332 không có trong danh sách đơn vị; gần nhất: 06331, 06337" in said.stderr
    assert run("check", round_folder, "--waivers", round_folder / "none.yaml").returncode == 2


def test_waivers_are_no_output(round_folder: Path, tmp_path: Path) -> None:
    named = tmp_path / "da-duyet.yaml"
    named.write_text(GOOD, encoding="utf-8")
    said = run("check", round_folder, "--waivers", named, "--format", "json", "-o", named, "--force")
    assert (said.returncode, named.read_text(encoding="utf-8")) == (2, GOOD)


def test_the_consolidated_workbook_lists_the_explanations(round_folder: Path, tmp_path: Path) -> None:
    named, made = tmp_path / "da-duyet.yaml", tmp_path / "tong-hop.xlsx"
    named.write_text(GOOD, encoding="utf-8")
    run("merge", round_folder, "--waivers", named, "-o", made)
    book = openpyxl.load_workbook(BytesIO(made.read_bytes()))
    assert [cell.value for cell in book["Giải trình"][4]][1:] == [
        "R317", "06331", "Xã Vạn Thủy", "Biểu 01", "D29, D33",
        "Kinh phí đã thực hiện (6 triệu đồng) vượt quá 5% so với kinh phí được bố trí (5 triệu đồng)",
        "Sở Nội vụ", "Kinh phí được cấp bổ sung cuối kỳ", "da-duyet.yaml:2",
    ]  # fmt: skip
    sent = {row[1].value: [cell.value for cell in row[4:]] for row in book["Tình hình nộp"].iter_rows(min_row=4)}
    assert sent["06331"] == ["Đã tổng hợp", "06331.xlsx", 0, 0, 1]
    severities = [row[1].value for row in book["Lỗi và cảnh báo"].iter_rows(min_row=4) if row[2].value == "R317"]
    assert severities == ["đã giải trình", "cảnh báo"]
    run("merge", round_folder, "-o", tmp_path / "without.xlsx")
    assert "Giải trình" not in openpyxl.load_workbook(tmp_path / "without.xlsx").sheetnames
