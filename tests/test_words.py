"""Findings as sentences: every code and every rule, in both languages, without a gap."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from sheetcheck.catalogue import load_catalogue
from sheetcheck.codes import all_codes
from sheetcheck.finding import Finding, Severity
from sheetcheck.form import Level
from sheetcheck.returns import Status
from sheetcheck.rule import column_named, expand, instances
from sheetcheck.text import LANGUAGES, Language, Text
from sheetcheck.words import Words

CATALOGUE = load_catalogue()
VI, EN = Words(CATALOGUE, "vi"), Words(CATALOGUE, "en")
SOMETHING = Finding(code="R999", severity=Severity.ERROR)
GAP = re.compile(r"\{[\w.\[\]]+\}|\[\w+\]")
STRAIGHT = re.compile(r"'\{|«")


def said(code: str, params: dict[str, Any], words: Words = VI, *, rule: str = "", row: str = "") -> str:
    """The sentence of a finding in form 01."""
    one = Finding(code=code, severity=Severity.ERROR, form="bdg_01", row=row, rule=rule, params=params)
    return words.message(one)


def every_rule() -> Iterator[Finding]:
    for form in CATALOGUE.forms.values():
        for rule in form.rules:
            for one in instances(rule):
                if one.is_row_scope and not all(column_named(form, name.column) for name in one.names):
                    continue  # a generic rule that this form has no columns for
                named = rule.message.placeholders("vi") | rule.help.placeholders("vi")
                params: dict[str, object] = {expand(name, one.loop): 1234.5 for name in named if ".title" not in name}
                params |= {f"[{variable}]": value for variable, value in one.loop.items()}
                row = form.rows[0].id if form.rows else "1"
                yield replace(SOMETHING, code=rule.code, form=form.id, row=row, rule=rule.id, params=params)


@pytest.mark.parametrize("words", [VI, EN], ids=LANGUAGES)
def test_every_rule_is_a_whole_sentence(words: Words) -> None:
    gaps = {
        (one.rule, text)
        for one in every_rule()
        for text in (words.message(one), words.help(one))
        if GAP.search(text) or "“…”" in text or "(…" in text or text[0].islower()
    }
    assert gaps == set()


@pytest.mark.parametrize("code", all_codes())
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_is_a_whole_sentence(code: str, language: Language) -> None:
    known = all_codes()[code]
    names = known.message.placeholders(language) | known.help.placeholders(language)
    one = Finding(code=code, severity=known.severity, params=dict.fromkeys(names, "abc"))
    words = Words(CATALOGUE, language)
    for text in (words.message(one), words.help(one)):
        assert text, code
        assert not GAP.search(text), code
        assert not text[0].islower(), code


@pytest.mark.parametrize("code", all_codes())
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_known_leaves_no_brace(code: str, language: Language) -> None:
    one = Finding(code=code, severity=Severity.ERROR)
    words = Words(CATALOGUE, language)
    assert not GAP.search(words.message(one).replace("[Chỉ tiêu]", "").replace("[Indicator]", ""))
    assert not GAP.search(words.help(one))


@pytest.mark.parametrize("code", all_codes().values(), ids=lambda code: code.code)
def test_found_texts_are_quoted_in_one_way(code: object) -> None:
    texts: list[Text] = [code.message, code.help]  # type: ignore[attr-defined]
    assert not any(STRAIGHT.search(text.of(language)) for text in texts for language in LANGUAGES)


def test_a_code_that_nobody_knows_any_more_speaks_for_itself() -> None:
    assert said("R999", {}) == "R999"
    assert VI.help(Finding(code="R999", severity=Severity.ERROR)) == ""


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (VI, "Chuyên trách (dòng 02): số nữ (1.209) nhiều hơn tổng số (4)"),
        (EN, "Full-time (row 02): more women (1,209) than persons in total (4)"),
    ],
    ids=LANGUAGES,
)
def test_a_generic_rule_names_its_row(words: Words, expected: str) -> None:
    assert said("R201", {"total": 4.0, "female": 1209.0}, words, rule="G02", row="staff_fulltime") == expected


@pytest.mark.parametrize(
    ("stated", "computed", "expected"),
    [
        (29.4, 29.166666666666668, "ghi 29,4%, nhưng 7/24 là 29,17%"),
        (2.696, 2.6960784, "ghi 2,696%, nhưng 7/24 là 2,7%"),
        (0.0337, 0.03371, "ghi 0,0337%, nhưng 7/24 là 0,03%"),
        (33.33, 33.3333333, "ghi 33,33%, nhưng 7/24 là 33,333%"),
    ],
)
def test_a_figure_is_quoted_as_typed_and_our_own_to_two_decimals(stated: float, computed: float, expected: str) -> None:
    params = {"female": 7.0, "total": 24.0, "female_pct": stated, "left": stated, "right": computed}
    assert said("R210", params, rule="G07c", row="staff_total").endswith(expected)


@pytest.mark.parametrize(
    ("code", "params", "expected"),
    [
        ("T103", {"found": "1.500", "value": 1500}, "Ô ghi “1.500” dạng văn bản, được đọc là số 1500"),
        ("T105", {"found": 1.5, "hint": 1500}, "Ô cần số nguyên nhưng ghi 1,5; có thể là 1500"),
        (
            "T164",
            {"found": "2024-05-31", "value": "2024-05-31"},
            "Ngày tháng “2024-05-31” ở dạng văn bản, được đọc là 31/05/2024",
        ),
        (
            "I106",
            {"level": "commune", "unit": "01", "expected": "province"},
            "Biểu mẫu dành cho cấp xã nhưng đơn vị 01 thuộc cấp tỉnh",
        ),
        (
            "I108",
            {"found": "2026-H1", "expected": "2026"},
            "Báo cáo của kỳ 6 tháng đầu năm 2026 nhưng đợt này thu kỳ năm 2026",
        ),
        ("L115", {"found": "3.0"}, "Ô nhập liệu có công thức; lấy giá trị đang hiển thị: 3"),
        ("V106", {"record": 3, "columns": ["A", "B"]}, "Dòng 3: chưa điền “A”, “B”"),
    ],
)
def test_ids_dates_and_figures_are_written_for_people(code: str, params: dict[str, object], expected: str) -> None:
    assert said(code, params) == expected


def test_labels_of_the_template_are_put_into_the_language_of_the_report() -> None:
    params = {"label": "- Chuyên trách", "columns": ["Tổng số", "Trong đó: nữ"]}
    sentence = said("V101", params, EN, row="staff_fulltime")
    assert sentence == "Full-time (row 02): “Total”, “Of which female” not filled in"


def test_a_blank_cell_is_called_blank() -> None:
    assert said("R207", {"total": 12.0, "female": None}, rule="G06", row="staff_total").endswith("nữ: để trống)")


def test_what_a_cell_holds_is_not_taken_for_a_placeholder() -> None:
    assert said("T102", {"found": "{value}", "value": 1}) == "Ô cần số liệu nhưng ghi “{value}”"


def test_a_very_long_text_is_cut() -> None:
    assert len(said("T102", {"found": "a" * 30_000})) < 250


@pytest.mark.parametrize("words", [VI, EN], ids=LANGUAGES)
def test_every_severity_status_and_level_has_a_word(words: Words) -> None:
    said = [*map(words.severity, Severity), *map(words.status, Status), *map(words.level, Level)]
    assert all(said)
    assert len(set(said)) == len(said)


@pytest.mark.parametrize(
    ("count", "en"),
    [(0, "0 units have no"), (1, "1 unit has no"), (2, "2 units have no"), (1000, "1,000 units have no")],
)
def test_a_word_goes_with_its_number(count: int, en: str) -> None:
    one = Finding(code="P111", severity=Severity.INFO, params={"count": count, "units": "06331"})
    assert EN.message(one).startswith(en)
    assert (
        Text("{n} lỗi", "{n} {n|error|errors}").fill("en", {"n": count}).endswith("error" if count == 1 else "errors")
    )


def test_a_number_and_its_word_are_one_placeholder() -> None:
    assert Text("", "{n} {n|line that is|lines that are} {m}").placeholders("en") == {"n", "m"}


def test_the_note_beside_a_row_is_called_so() -> None:
    form = CATALOGUE.forms["bdg_01"]
    assert VI.label(form, "staff_total", "note") == f"{VI.label(form, 'staff_total', '')}, Ghi chú"
    assert EN.label(form, "docs_total", "note").endswith(", Note")
