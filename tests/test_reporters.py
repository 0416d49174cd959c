"""Reports as text and as JSON: what is in them, in which order, and that they are safe to print."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sheetcheck.catalogue import load_catalogue
from sheetcheck.codes.submission import NOT_RECEIVED
from sheetcheck.errors import SheetcheckError
from sheetcheck.finding import Explanation, Finding, Severity
from sheetcheck.folding import ranges
from sheetcheck.form import Level
from sheetcheck.identity import Identity
from sheetcheck.period import parse_period
from sheetcheck.report import report_of
from sheetcheck.reporters import REPORTERS, reporter
from sheetcheck.returns import Return, verdict
from sheetcheck.validate import Checked

CATALOGUE = load_catalogue()
G02 = {"total": 4.0, "female": 9.0}


def fault(file: str, *cells: str, code: str = "R201", sheet: str = "Biểu 01", **params: object) -> Finding:
    severity = Severity.WARNING if code == "R317" else Severity.ERROR
    where: dict[str, Any] = (
        {"form": "bdg_01", "row": "staff_total"} if code.startswith("R") else {"form": "", "row": ""}
    )
    rule = "G02" if code == "R201" else ""
    return Finding(
        code=code, severity=severity, file=file, sheet=sheet, cells=cells, rule=rule, params=params or G02, **where
    )


def checked(*findings: Finding, files: tuple[str, ...] = ("06331.xlsx",)) -> Checked:
    returns = tuple(_return(file) for file in files)
    statuses = tuple(verdict(one, [item for item in findings if item.file == one.file]) for one in returns)
    return Checked(returns, statuses, findings)


def _return(file: str) -> Return:
    """A return of the unit that the file is named after; `x…` cannot be read."""
    if file.startswith("x"):
        return Return(file=file, path=Path(file), readable=False)
    unit, period = Path(file).stem, parse_period("2026-H1")
    identity = Identity(unit=unit, unit_name="Xã Vạn Thủy", level=Level.COMMUNE, period=period)
    return Return(file=file, path=Path(file), sha256="ab" * 32, identity=identity)


def text(*findings: Finding, files: tuple[str, ...] = ("06331.xlsx",), **asked: bool) -> str:
    report = report_of(checked(*findings, files=files), CATALOGUE, paths=["inbox"], **asked)  # type: ignore[arg-type]
    written = REPORTERS["text"].render(report)
    assert isinstance(written, str)
    return written


def as_json(*findings: Finding, files: tuple[str, ...] = ("06331.xlsx",)) -> dict[str, Any]:
    written = REPORTERS["json"].render(report_of(checked(*findings, files=files), CATALOGUE))
    assert isinstance(written, str)
    return json.loads(written)  # type: ignore[no-any-return]


# ranges and folding


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("D5,D6,D7,F7", "D5:D7, F7"),
        ("D8,D9,E8,E9", "D8:E9"),
        ("Z1,AA1", "Z1:AA1"),
        ("D5,D7", "D5, D7"),
        ("D5,D5", "D5"),
        ("Biểu 10!H9,D5,Biểu 10!H10", "D5, Biểu 10!H9:H10"),
    ],
)
def test_cells_are_written_as_ranges(cells: str, expected: str) -> None:
    assert ", ".join(ranges(cells.split(","))) == expected


def test_equal_faults_are_one_line_and_all_with_verbose() -> None:
    faults = [fault("06331.xlsx", f"D{line}", f"E{line}") for line in (8, 9, 10)]
    assert text(*faults).count("× R201  D8:E10 ") == 1
    assert text(*faults, verbose=True).count("× R201") == 3


# text


def test_text() -> None:
    absent = {"unit": "06334", "name": "Xã Nhất Hòa"}
    missing = Finding(code=NOT_RECEIVED.code, severity=Severity.WARNING, unit="06334", params=absent)
    pdf = fault("x.xlsx", code="F111", sheet="")
    found = [fault("06331.xlsx", "D8", "E8"), fault("06331.xlsx", "D9", "E9"), pdf, missing]
    assert text(*found, files=("06331.xlsx", "06337.xlsx", "x.xlsx")) == (
        "3 tệp: 1 đạt; 1 trả lại; 1 không đọc được · 1 đơn vị chưa nộp · 3 lỗi\n"
        "\n"
        "TRẢ LẠI  06331.xlsx · Xã Vạn Thủy (06331) · 2 lỗi\n"
        "  Biểu 01\n"
        "    × R201  D8:E9  Cán bộ, công chức làm công tác BĐG: số nữ (9) nhiều hơn tổng số (4) (và 1 chỗ tương tự)\n"
        "        → Sửa cột “Tổng số” hoặc cột “Trong đó: nữ”: tổng số gồm cả nam và nữ\n"
        "\n"
        "KHÔNG ĐỌC ĐƯỢC  x.xlsx · 1 lỗi\n"
        "    × F111  Tệp này là PDF, không phải bảng tính\n"
        "        → Gửi kèm tệp Excel gốc đã dùng để in ra bản PDF\n"
        "\n"
        "Chưa nộp (1): Xã Nhất Hòa (06334)\n"
        "\n"
        "Tiếp theo: sheetcheck -v check inbox -o danh-sach-loi.txt\n"
    )


def test_a_province_with_five_bad_returns_fits_on_a_screen() -> None:
    files = tuple(f"{number:05}.xlsx" for number in range(98))
    codes = ["R201", "R203", "R204", "R205", "R301", "R302", "R303", "R307", "R311", "R312"]
    found = [fault(file, f"D{i}", code=code) for file in files[:5] for i, code in enumerate(codes, 8)]
    written = text(*found, files=files)
    assert written.count("\n") <= 50
    assert written.count("xem bằng -v") == 5
    assert text(*found, files=files, verbose=True).count("×") == 50


def test_returns_with_many_warnings_are_a_line_each() -> None:
    files = tuple(f"{number:05}.xlsx" for number in range(8))
    warnings = [fault(file, "D33", code="R317") for file in files]
    written = text(*warnings, files=files)
    assert "ĐẠT, CÓ CẢNH BÁO (8)\n  00000.xlsx · Xã Vạn Thủy (00000) · 1 cảnh báo: R317\n" in written
    assert written.endswith("sheetcheck merge inbox -o tong-hop.xlsx\n")


def test_few_warnings_are_told_in_full() -> None:
    assert "! R317  D33  Kinh phí đã thực hiện" in text(fault("06331.xlsx", "D33", code="R317"))


@pytest.mark.parametrize("mark", ["\x1b[2J", "\u202e", "\u200b", "\n", "\x9b", "\u2028", "\ud800"])
def test_nothing_that_was_typed_steers_the_terminal(mark: str) -> None:
    hostile = fault("06331.xlsx", "D8", code="T102", found=f"a{mark}b", sheet=f"S{mark}")
    written = text(hostile, files=("06331.xlsx", f"06{mark}.xlsx"))
    assert not set(mark) & set(written) - {"\n"} - set("[2J")
    assert f"a\\u{ord(mark[0]):04x}" in written


def test_colour_only_where_it_is_asked_for() -> None:
    assert "\x1b[" not in text(fault("06331.xlsx", "D8"))
    assert "\x1b[31mTRẢ LẠI\x1b[0m" in text(fault("06331.xlsx", "D8"), colour=True)


def test_files_that_were_left_out_are_named() -> None:
    lock = Finding(code="F171", severity=Severity.INFO, file="~$06331.xlsx")
    assert "Bỏ qua 1 tệp không phải báo cáo: ~$06331.xlsx" in text(lock)


def test_an_empty_folder_says_so() -> None:
    assert text(files=()).startswith("Không có báo cáo nào")


# json

KEYS = {
    "returns": ["file", "sha256", "unit", "unit_name", "level", "period", "status", "errors", "warnings", "explained"],
    "findings": [
        "code", "severity", "file", "sheet", "cells", "form", "row", "column", "unit", "period", "rule",
        "message", "help", "declared", "trial", "explained", "suggestions", "params",
    ],
}  # fmt: skip


def test_json_has_the_keys_of_the_contract() -> None:
    document = as_json(fault("06331.xlsx", "D8"))
    assert list(document) == ["schema", "summary", "returns", "findings"]
    assert document["schema"] == "sheetcheck-report/1"
    assert {key: list(document[key][0]) for key in KEYS} == KEYS


def test_json() -> None:
    document = as_json(fault("06331.xlsx", "D8", "E8"))
    assert document["returns"] == [
        {
            "file": "06331.xlsx", "sha256": "ab" * 32, "unit": "06331", "unit_name": "Xã Vạn Thủy", "level": "commune",
            "period": "2026-H1", "status": "rejected", "errors": 1, "warnings": 0, "explained": 0,
        }
    ]  # fmt: skip
    assert document["findings"][0] | {"help": ""} == {
        "code": "R201", "severity": "error", "file": "06331.xlsx", "sheet": "Biểu 01", "cells": ["D8", "E8"],
        "form": "bdg_01", "row": "staff_total", "column": "", "unit": "", "period": "", "rule": "G02",
        "message": "Cán bộ, công chức làm công tác BĐG: số nữ (9) nhiều hơn tổng số (4)", "help": "",
        "declared": "error", "trial": False, "explained": None, "suggestions": [], "params": {"female": 9.0, "total": 4.0},
    }  # fmt: skip


def test_what_counts_for_nothing_is_told_apart() -> None:
    """Three alike explained by one waiver, one by its unit, two of a rule on trial."""
    files = ("06331.xlsx", "06334.xlsx", "06337.xlsx")
    office = Explanation(by="Sở Nội vụ", why="Cấp bổ sung cuối kỳ", where="waivers.yaml:2")
    unit = Explanation(by="", why="Cấp bổ sung", where="Biểu 01!J33")
    aside: dict[str, Any] = {"severity": Severity.INFO, "declared": Severity.WARNING}
    found = [replace(fault(file, "D33", code="R317"), **aside, explained=office) for file in files]
    found.append(replace(fault("06331.xlsx", "D33", code="R317"), **aside, explained=unit))
    found += [replace(fault(file, "D8"), severity=Severity.INFO, trial=True) for file in files[:2]]
    assert text(*found, files=files) == (
        "3 tệp: 3 đạt · 4 đã giải trình · 2 của quy tắc đang thử\n"
        "\n"
        "Đã giải trình, không tính là cảnh báo (4)\n"
        "  ✓ R317  06331.xlsx, Biểu 01 D33  Kinh phí đã thực hiện (… triệu đồng) vượt quá 5% so với kinh phí được bố trí"
        " (… triệu đồng) (và 2 chỗ tương tự)\n"
        "        Sở Nội vụ chấp nhận (waivers.yaml:2): “Cấp bổ sung cuối kỳ”\n"
        "  ✓ R317  06331.xlsx, Biểu 01 D33  Kinh phí đã thực hiện (… triệu đồng) vượt quá 5% so với kinh phí được bố trí"
        " (… triệu đồng)\n"
        "        đơn vị giải trình ở Biểu 01!J33: “Cấp bổ sung”\n"
        "\n"
        "Quy tắc đang thử, không tính vào kết quả (2)\n"
        "  ~ R201  06331.xlsx, Biểu 01 D8  Cán bộ, công chức làm công tác BĐG: số nữ (9) nhiều hơn tổng số (4)"
        " (và 1 chỗ tương tự)\n"
        "        quy tắc đang thử, không tính vào kết quả\n"
        "\n"
        "Tiếp theo: sheetcheck merge inbox -o tong-hop.xlsx\n"
    )
    summary = as_json(*found, files=files)["summary"]
    assert {key: summary[key] for key in ("errors", "warnings", "infos", "explained", "trial")} == {
        "errors": 0, "warnings": 0, "infos": 0, "explained": 4, "trial": 2,
    }  # fmt: skip
    verbose = text(*found, files=files, verbose=True)
    assert "✓ R317  D33  Kinh phí" in verbose
    assert "[quy tắc đang thử, không tính vào kết quả]" in verbose


def test_json_is_in_order_of_file_sheet_and_cell() -> None:
    ordered = ["a|Biểu 01|E9", "a|Biểu 01|AA9", "a|Biểu 01|D10", "a|Biểu 03|D8", "b|Biểu 01|D8"]
    places = [place.split("|") for place in reversed(ordered)]
    document = as_json(*(fault(file, cell, sheet=sheet) for file, sheet, cell in places), files=("b", "a"))
    assert [one["file"] for one in document["returns"]] == ["a", "b"]
    assert [f"{one['file']}|{one['sheet']}|{one['cells'][0]}" for one in document["findings"]] == ordered


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (float("nan"), None),
        (float("inf"), None),
        (("a", 1), ["a", 1]),
        (parse_period("2026-H1").end, "2026-06-14"),
        ("\u202e\x1b\ud800", "\u202e\x1b\ud800"),
    ],
)
def test_json_parameters_are_plain(given: object, expected: object) -> None:
    document = as_json(fault("06331.xlsx", "D8", code="T102", found=given))
    assert document["findings"][0]["params"] == {"found": expected}


def test_json_is_printable_and_always_the_same() -> None:
    report = report_of(checked(fault("06331.xlsx", "D8", code="T102", found="\u202e")), CATALOGUE)
    written = REPORTERS["json"].render(report)
    assert isinstance(written, str)
    assert "\u202e" not in written
    assert REPORTERS["json"].render(replace(report)) == written


# the set of formats


def test_a_format_is_found_by_its_name() -> None:
    assert {"text", "json"} <= REPORTERS.keys()
    with pytest.raises(SheetcheckError, match=r"the formats are: .*json"):
        reporter("docx")
