"""`explain` has a page for every code and every rule."""

from __future__ import annotations

import re

import pytest

from sheetcheck.catalogue import load_catalogue
from sheetcheck.codes import all_codes
from sheetcheck.errors import SheetcheckError
from sheetcheck.explain import explain
from sheetcheck.text import LANGUAGES, Language

CATALOGUE = load_catalogue()
RULES = sorted({name for form in CATALOGUE.forms.values() for rule in form.rules for name in (rule.id, rule.code)})
CODES = [name for name in all_codes() if not name.startswith("D")]  # their examples show braces
GAP = re.compile(r"\{[a-z\[][\w.\[\]]*\}|\[[a-z]\]")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_and_rule_has_a_page_without_gaps(language: Language) -> None:
    pages = {name: explain(name, CATALOGUE, language) for name in (*CODES, *RULES)}
    assert [name for name, page in pages.items() if GAP.search(page) or page.count("\n") < 3] == []


def test_a_rule_says_what_must_hold_and_where() -> None:
    assert explain("r01.1", CATALOGUE, "vi") == (
        "R301 (R01.1) · lỗi\n"
        "  Nội dung: Cán bộ, công chức làm công tác BĐG, cột “Tổng số”:"
        " ghi …, nhưng chuyên trách cộng kiêm nhiệm là …\n"
        "  Phải đúng: [Cán bộ, công chức làm công tác BĐG, Tổng số] = [Chuyên trách (dòng 02), Tổng số]"
        " + [Kiêm nhiệm (dòng 03), Tổng số]\n"
        "  Lần lượt với: “Tổng số”, “Trong đó: nữ”, “Trong đó: dân tộc thiểu số”, “Nữ dân tộc thiểu số”\n"
        "  Cách xử lý: Kiểm tra các dòng 01, 02, 03: mỗi người chỉ tính một lần, hoặc chuyên trách hoặc kiêm nhiệm\n"
        "  Kiểm tra: khi so sánh số liệu trong một biểu\n"
        "  Áp dụng: Biểu 01"
    )


def test_a_generic_rule_names_the_forms_that_have_its_columns() -> None:
    page = explain("G02", CATALOGUE, "en")
    assert page.endswith("Applies to: form 01, form 03, form 04, form 05, form 09, form 11")
    assert explain("R201", CATALOGUE, "en") == page


def test_a_code_shows_an_example() -> None:
    assert "Ví dụ: gõ 1.500 nhưng Excel hiểu là 1,5" in explain("T105", CATALOGUE, "vi")


@pytest.mark.parametrize(("name", "nearest"), [("R20", "R201"), ("T1055", "T105"), ("G2", "G02"), ("", "T101")])
def test_an_unknown_name_is_answered_with_the_nearest(name: str, nearest: str) -> None:
    with pytest.raises(SheetcheckError, match=nearest):
        explain(name, CATALOGUE, "vi")
