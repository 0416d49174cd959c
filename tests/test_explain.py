"""`explain` has a page for every code and every rule."""

from __future__ import annotations

import re

import pytest

from sheetcheck.catalogue import Catalogue, load_catalogue
from sheetcheck.cli import run
from sheetcheck.codes import all_codes
from sheetcheck.errors import DefinitionError, SheetcheckError
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
    assert page.endswith("Applies to: form 01, form 03, form 04, form 05, form 06, form 07, form 08, form 09, form 11")
    assert explain("R201", CATALOGUE, "en") == page


def test_a_rule_that_computes_cells_again_is_one_rule() -> None:
    page = explain("R472", CATALOGUE, "vi").splitlines()
    assert page[2] == "  Phải đúng: [Mức đến năm 2025] = số tính lại theo biểu thức của ô"
    assert page[-1].startswith("  Áp dụng: Biểu 14; dòng 01, 02, ")
    assert "14" not in page[-1].split("dòng")[1].split(", ")  # the Resolution names no level for T5.1
    assert "chênh không quá 0,005" in explain("X607", CATALOGUE, "vi")


@pytest.mark.parametrize(
    ("rule", "language", "said"),
    [
        ("X605", "vi", "[cấp của đơn vị] = “tỉnh” và [phạm vi báo cáo] = “báo cáo của riêng đơn vị”"),
        ("R417", "en", "if [kind of period] = “half-year returns” then 2, otherwise 1"),
        ("R465", "vi", "nếu [Loại nội dung] = “Kiến nghị” thì [Cơ quan được kiến nghị] có ghi"),
        ("R475", "en", "[Gap to the target in force] = [Result] − (if [last day of the period] ≤ “31/12/2025”"),
        ("R208", "vi", "+ 0,000000001 và"),
    ],
)
def test_ids_levels_and_dates_are_said_in_words(rule: str, language: Language, said: str) -> None:
    assert said in explain(rule, CATALOGUE, language)


def test_a_code_shows_an_example() -> None:
    assert "Ví dụ: gõ 1.500 nhưng Excel hiểu là 1,5" in explain("T105", CATALOGUE, "vi")


@pytest.mark.parametrize(("name", "code"), [("D104", 0), ("R201", 2)])
def test_a_mistake_is_explained_while_the_catalogue_is_broken(
    monkeypatch: pytest.MonkeyPatch, name: str, code: int
) -> None:
    def broken(*_: object) -> Catalogue:
        raise DefinitionError(())

    monkeypatch.setattr("sheetcheck.catalogue.load_catalogue", broken)
    assert run(["explain", name]) == code


@pytest.mark.parametrize(("name", "nearest"), [("R20", "R201"), ("T1055", "T105"), ("G2", "G02"), ("", "T101")])
def test_an_unknown_name_is_answered_with_the_nearest(name: str, nearest: str) -> None:
    with pytest.raises(SheetcheckError, match=nearest):
        explain(name, CATALOGUE, "vi")
