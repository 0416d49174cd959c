"""Reasons typed in the note beside a figure: what counts as one, which warnings it explains, and what is quoted."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_schemas import changed, rule

from sheetcheck.catalogue import Catalogue, load_catalogue
from sheetcheck.finding import Finding
from sheetcheck.label import normal
from sheetcheck.reason import filled_down, is_reason
from sheetcheck.returns import Status, verdict
from sheetcheck.testing.batch import settled, taken_in
from sheetcheck.testing.changes import Base, only
from sheetcheck.testing.changes import changed as drawn
from sheetcheck.testing.drawing import issued_to, returned
from sheetcheck.words import Words

WHOLE = load_catalogue()
FORM_01 = only(WHOLE, "01")
OFFICE = Base(
    "06331",
    "2024-H1",
    "01.staff_total total=2 female=1; 01.staff_fulltime total=1 female=1; 01.staff_parttime total=1; 01.budget_allocated=5",
)

REASONS = [
    ("Xã mới sáp nhập, bổ sung 3 đại biểu", True),
    ("khuyết", True),
    ("KCN, nhiều lao động nam", True),
    ("Merged units", True),
    ("đã kiểm tra, số liệu đúng theo Nghị quyết", True),
    ("x", False),
    ("-", False),
    ("…", False),
    ("", False),
    ("12", False),
    ("12.500 000", False),
    ("20/5/2024", False),
    ("có", False),
    ("ok", False),
    ("OK!!!", False),
    ("aaaaaaaa", False),
    ("xxxxx yyyyy", False),
    ("Không có.", False),
    ("như trên", False),
    ("Đã kiểm tra", False),
    ("Số liệu đúng", False),
    ("  Ghi  chú ", False),
]


@pytest.mark.parametrize(("text", "counts"), REASONS)
def test_what_counts_as_a_reason(text: str, counts: bool) -> None:
    assert is_reason(text) is counts


def test_a_note_that_was_filled_down_is_meant_for_none() -> None:
    assert filled_down(["Đã rà soát kỹ"] * 5 + ["Xã mới sáp nhập"]) == frozenset()
    assert filled_down(["Đã rà soát kỹ"] * 5 + ["đã rà soát  kỹ"]) == {normal("đã rà soát kỹ")}


def found(catalogue: Catalogue, base: Base, changes: str, name: str) -> list[Finding]:
    said = settled(catalogue, {"r": drawn(catalogue, base, changes)})
    return [one for one in said if name in (one.rule, one.code)]


def short(one: Finding) -> tuple[str, ...]:
    """The severity, then where and what the unit explains."""
    explained = (one.explained.where, one.explained.why) if one.explained else ()
    return (one.severity.value, *explained)


NOTES = [
    ("", ("warning",)),
    ("note=Kinh+phí+được+cấp+bổ+sung+cuối+kỳ", ("info", "Biểu 01!J33", "Kinh phí được cấp bổ sung cuối kỳ")),
    ("note=x", ("warning",)),
    ("note=15", ("warning",)),
]


@pytest.mark.parametrize(("note", "expected"), NOTES)
def test_a_warning_of_a_rule(note: str, expected: tuple[str, ...]) -> None:
    (one,) = found(FORM_01, OFFICE, f"01.budget_spent value=6 {note}", "R01.10a")
    assert short(one) == expected
    assert one.params.get("note_without_reason") == ("Biểu 01!J33" if note and len(expected) == 1 else None)


def test_a_note_without_a_reason_is_said() -> None:
    (one,) = found(FORM_01, OFFICE, "01.budget_spent value=6 note=x", "R01.10a")
    assert Words(FORM_01).message(one).endswith("(ghi chú ở Biểu 01!J33 chưa nói rõ lý do)")


def test_a_note_in_any_row_of_the_warning_explains_it_and_others_do_not() -> None:
    in_29 = found(FORM_01, OFFICE, "01.budget_spent=6; 01.budget_allocated value=5 note=Cấp+bổ+sung+sau", "R01.10a")
    elsewhere = found(FORM_01, OFFICE, "01.budget_spent=6; 01.staff_total note=Cấp+bổ+sung+sau", "R01.10a")
    assert [short(one) for one in in_29 + elsewhere] == [("info", "Biểu 01!J29", "Cấp bổ sung sau"), ("warning",)]


def test_a_figure_that_is_not_available_is_explained_and_how_a_file_was_read_is_not() -> None:
    told = found(FORM_01, OFFICE, "01.collaborators total=… female=… note=Chưa+thống+kê+xong", "T120")
    assert [short(one)[:2] for one in told] == [("info", "Biểu 01!J13")] * 2
    typed = found(FORM_01, OFFICE, "01.collaborators note=-Chưa+thống+kê+xong", "T143")
    assert [short(one) for one in typed] == [("warning",)]


def test_an_error_is_never_explained_away() -> None:
    (one,) = found(FORM_01, OFFICE, "01.collaborators total=4 female=9 note=Xã+mới+sáp+nhập", "G02")
    assert (short(one), one.declared) == (("error",), None)


def test_an_explained_warning_is_no_warning_of_the_return() -> None:
    workbook = drawn(FORM_01, OFFICE, "01.budget_spent value=6 note=Kinh+phí+cấp+bổ+sung")
    item, said = taken_in(FORM_01, "r", workbook), settled(FORM_01, {"r": workbook})
    assert [one.rule for one in said if one.explained] == ["R01.10a"]
    assert (verdict(item, said), verdict(item, said, strict=True)) == (Status.ACCEPTED, Status.ACCEPTED)


def test_the_same_note_everywhere_explains_nothing() -> None:
    rows = ("staff_total", "staff_fulltime", "staff_parttime", "docs_plan", "docs_decision", "budget_spent")
    notes = "; ".join(f"01.{row} note=Đã+rà+soát+kỹ" for row in rows)
    (one,) = found(FORM_01, OFFICE, f"01.budget_spent=6; {notes}", "R01.10a")
    assert short(one) == ("warning",)
    (one,) = found(
        FORM_01, OFFICE, f"01.budget_spent=6; {notes.replace('; 01.docs_plan note=Đã+rà+soát+kỹ', '')}", "R01.10a"
    )
    assert short(one) == ("info", "Biểu 01!J33", "Đã rà soát kỹ")


SENSITIVE = ("kind: matrix", "kind: matrix\nsensitive: true")
LIST_NOTE = ("  - {id: budget,", "  - {id: note, kind: text, title: {vi: Ghi chú, en: Note}}\n  - {id: budget,")


def in_small(
    folder: Path, file: str, check: str, figures: dict[str, float | str], *changes: tuple[str, str]
) -> Finding:
    new = rule("N1", check, "severity: warning")
    changed(folder, file, ("rules:\n", f"rules:\n{new}"), *changes)
    catalogue = load_catalogue(folder)
    said = settled(catalogue, {"r": returned(catalogue, issued_to("06331", "2024-H1"), figures)})
    (one,) = [one for one in said if one.rule == "N1"]
    return one


STAFF: dict[str, float | str] = {
    "90.staff.total": 9,
    "90.staff.female": 3,
    "90.staff.young": 4,
    "90.staff.note": "Hai người ở cơ quan khác",
}


def test_the_note_of_a_sensitive_form_is_not_copied(tmp_path: Path) -> None:
    one = in_small(tmp_path, "forms/bdg_90.yaml", "young <= female", {**STAFF}, SENSITIVE)
    assert short(one) == ("info", "Biểu 90!H8", "")
    words = Words(load_catalogue(tmp_path), "en")
    assert words.remark(one) == "the unit explains it in Biểu 90!H8 (not repeated here: the form is sensitive)"
    plain = in_small(tmp_path, "forms/bdg_90.yaml", "young <= female", {**STAFF})
    assert words.remark(plain) == "the unit explains it in Biểu 90!H8: “Hai người ở cơ quan khác”"


def test_the_note_of_a_record_explains_that_record(tmp_path: Path) -> None:
    def lines(note: str) -> dict[str, float | str]:
        return {"91.1.topic": "Luật", "91.1.people": 5, "91.1.women": 4, "91.1.note": note, "91.2.topic": "Luật",
                "91.2.people": 3, "91.2.women": 3, "91.2.note": "Lớp dành riêng cho nữ"}  # fmt: skip

    check = "women < people - 0.5"
    one = in_small(tmp_path, "forms/bdg_91.yaml", check, lines(""), LIST_NOTE)
    assert (one.cells, one.explained and one.explained.where) == (("D9", "E9"), "Biểu 91!F9")
