"""What the sheets of a consolidated workbook are called, and how standings read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from sheetcheck.consolidate import Standing
from sheetcheck.form import Level
from sheetcheck.returns import Status
from sheetcheck.text import Language, Text

OVERVIEW: Final = Text(vi="Tổng quan", en="Overview")
SUBMISSIONS: Final = Text(vi="Tình hình nộp", en="Submissions")
FINDINGS: Final = Text(vi="Lỗi và cảnh báo", en="Errors and warnings")
EXPLAINED: Final = Text(vi="Giải trình", en="Explanations")
SOURCES: Final = Text(vi="Nguồn", en="Sources")
TARGETS: Final = Text(vi="Chỉ tiêu NQ 28", en="Strategy targets")
DATA: Final = Text(vi="Dữ liệu", en="Data")

NUMBER: Final = Text(vi="STT", en="No.")
CODE: Final = Text(vi="Mã đơn vị", en="Unit code")
UNIT: Final = Text(vi="Đơn vị", en="Unit")
STATUS: Final = Text(vi="Tình trạng", en="Status")
DIFFERS: Final = Text(vi="khác nhau", en="differs")
MARK: Final = Text(vi="Có số liệu không phải số liệu thật: {marks}", en="Some figures are not real figures: {marks}")

STANDINGS: Final[Mapping[Standing, Text]] = {
    Standing.COUNTED: Text(vi="Đã tổng hợp", en="Counted"),
    Standing.WITH_WARNINGS: Text(vi="Đã tổng hợp, có cảnh báo", en="Counted, with warnings"),
    Standing.REJECTED: Text(vi="Có lỗi, chưa tổng hợp", en="Has errors, not counted"),
    Standing.UNREADABLE: Text(vi="Không đọc được tệp", en="File cannot be read"),
    Standing.MISSING: Text(vi="Chưa nộp", en="Not received"),
}
VERDICTS: Final[Mapping[Status, Text]] = {
    Status.ACCEPTED: Text(vi="Đạt", en="Accepted"),
    Status.WITH_WARNINGS: Text(vi="Đạt, có cảnh báo", en="Accepted with warnings"),
    Status.REJECTED: Text(vi="Không đạt", en="Rejected"),
    Status.UNREADABLE: Text(vi="Không đọc được", en="Unreadable"),
}
LEVELS: Final[Mapping[Level, Text]] = {
    Level.COMMUNE: Text(vi="cấp xã", en="communes"),
    Level.DISTRICT: Text(vi="cấp huyện", en="districts"),
    Level.PROVINCE: Text(vi="cấp tỉnh", en="provinces"),
    Level.NATIONAL: Text(vi="trung ương", en="national bodies"),
}
STATES: Final[Mapping[str, str]] = {"unavailable": "…", "not_applicable": "x", "unreadable": "?"}
"""What stands in a cell without a figure, as in official tables."""


def mark(marks: Sequence[str], language: Language) -> str:
    return MARK.fill(language, {"marks": "; ".join(marks)})
