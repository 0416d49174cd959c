"""Form 13, what remains to be said in words: a valid return, one change, and what is said of which cells."""

import json
from collections.abc import Mapping

import pytest

from sheetcheck.catalogue import load_catalogue
from sheetcheck.finding import Finding
from sheetcheck.judgement import judged
from sheetcheck.reporters._record import finding_record
from sheetcheck.testing.batch import taken_in
from sheetcheck.testing.changes import Base, only, parsed, unbroken
from sheetcheck.testing.drawing import issued_to, returned
from sheetcheck.words import Words

CATALOGUE = only(load_catalogue(), "13")
DIFFICULTY = "13.1 item_type=kho_khan domain=quan_ly content=Cán+bộ+đều+kiêm+nhiệm"
REQUEST = "13.1 item_type=kien_nghi domain=quan_ly content=Bố+trí+kinh+phí+cho+cấp+xã addressee=Sở+Nội+vụ"
ISSUE = "item_type=van_de_gioi domain=khac content=Không+có+trong+kỳ+báo+cáo"
OTHERS = f"13.2 {ISSUE}; 13.3 {REQUEST.removeprefix('13.1 ')}"
BASES = {
    "half": Base("06331", "2024-H1", f"{DIFFICULTY}; {OTHERS}"),
    "year": Base("185", "2024", f"{DIFFICULTY}; {OTHERS}"),
    "request": Base("20", "2024-H1", f"{REQUEST}; 13.2 {ISSUE}; 13.3 {DIFFICULTY.removeprefix('13.1 ')}"),
}
CASES = [
    ("half", "", ""),
    ("year", "", ""),
    ("request", "", ""),
    # length
    ("half", "13.1 content=Khó+khăn", "T141 D8"),
    ("half", f"13.1 content={'Khó+khăn+' * 223}", "T142 D8"),
    ("half", f"13.1 content={'Khó+khăn+' * 222}", ""),
    ("half", "13.1 content=_", "V106 D8"),
    # figures that belong in another form
    ("half", "13.1 content=Xảy+ra+03+vụ+bạo+lực", "R13.3 D8"),
    ("half", "13.1 content=Tuyên+truyền+04+cuộc", "R13.3 D8"),
    ("half", "13.1 content=Có+1.500+lượt+người+nghe", "R13.3 D8"),
    ("half", "13.1 content=Còn+12+hộ,+khó+khăn", "R13.3 D8"),
    ("half", "13.1 content=Mới+có+41+hội+viên+tham+gia", ""),
    ("half", "13.1 content=Nghị+quyết+số+11+của+Bộ+Chính+trị", ""),
    ("half", "13.1 content=Nhiều+người+dân+còn+mặc+cảm", ""),
    # personal data
    ("half", "13.1 content=Chị+A,+căn+cước+001185012345", "R13.4a D8"),
    ("half", "13.1 content=Căn+cước+001+185+012+345,+thôn+A", "R13.4a D8"),
    ("half", "13.1 affected=Chị+A+001185012345", "R13.4a E8"),
    ("half", "13.1 content=Căn+cước+0011850123456", ""),
    ("half", "13.1 content=Liên+hệ+0912345678", "R13.4b D8"),
    ("half", "13.1 content=Liên+hệ+0912.345.678.", "R13.4b D8"),
    ("half", "13.1 content=Liên+hệ+0912+34+56+78", "R13.4b D8"),
    ("half", "13.1 content=Liên+hệ+091-234-5678", "R13.4b D8"),
    ("request", "13.1 addressee=Sở+Nội+vụ,+0912345678", "R13.4b F8"),
    ("half", "13.1 content=Từ+05.06.2024-10.06.2024+gặp+khó+khăn", ""),
    ("half", "13.1 content=Thiếu+1.500.000.000+đồng", ""),
    ("half", "13.1 content=Thiếu+150.000.000.000+đồng", ""),
    # a recommendation is made to somebody
    ("request", "13.1 addressee=_", "R13.5 B8 F8"),
    ("half", "13.1 addressee=Sở+Nội+vụ", ""),
    # one line at least of each of three types; the next line is named
    ("half", "13.1 item_type=nguyen_nhan", "R13.1 B11"),
    ("half", "13.2 item_type=ket_qua_noi_bat", "R13.1 B11"),
    ("half", "13.3 item_type=nhiem_vu", "R13.1 B11"),
    ("half", "13.3 item_type=_", "V106 B10"),
]


@pytest.mark.parametrize(("base", "changes", "expected"), CASES, ids=range(len(CASES)))
def test_a_change_breaks_a_rule(found: Mapping[str, str], base: str, changes: str, expected: str) -> None:
    assert found[f"{base} {changes}"] == expected


def test_every_rule_is_broken_by_some_case() -> None:
    assert unbroken(CATALOGUE, CASES) == set()


@pytest.mark.parametrize(
    ("text", "rule"),
    [("Liên hệ +84 912345678", "R13.4b"), ("Có 5\N{NO-BREAK SPACE}người chưa tập huấn", "R13.3")],
)
def test_signs_and_spaces_that_a_case_cannot_hold(text: str, rule: str) -> None:
    assert [one.rule for one in broken(text)] == [rule]


@pytest.mark.parametrize("text", ["Chị A, căn cước 001185012345", "Chị A có 03 vụ việc"])
def test_a_report_does_not_carry_on_what_was_written(text: str) -> None:
    records = [finding_record(one, Words(CATALOGUE)) for one in broken(text)]
    assert records
    assert "Chị A" not in json.dumps(records, ensure_ascii=False)


def broken(content: str) -> list[Finding]:
    figures = dict(parsed(f"{DIFFICULTY}; {OTHERS}")) | {"13.1.content": content}
    item = taken_in(CATALOGUE, "a.xlsx", returned(CATALOGUE, issued_to("06331", "2024-H1"), figures))
    return list(judged([item], CATALOGUE.forms))
