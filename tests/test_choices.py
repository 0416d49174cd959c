"""Labels of choices as authors write them: what the template offers is what it, LibreOffice and `check` accept."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from recalculated import recalculated
from small_schemas import changed

from sheetcheck.catalogue import Catalogue, load_catalogue
from sheetcheck.layout import STATUS_ROW
from sheetcheck.readers.xlsx import read
from sheetcheck.reading import Limits
from sheetcheck.template import write_template
from sheetcheck.testing.batch import taken_in
from sheetcheck.testing.drawing import issued_to

LIST = "forms/bdg_91.yaml"
COMMAS = "Luật, nghị định, thông tư; " * 3 + "quyết định"


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    """`law` has a label with commas, nearly as long as a label may be."""
    assert 90 < len(COMMAS) <= 100
    changed(tmp_path, LIST, ("{vi: Luật, en: Law}", f'{{vi: "{COMMAS}", en: Law}}'))
    return load_catalogue(tmp_path)


def book(catalogue: Catalogue, topic: str) -> bytes:
    """A record with a topic as somebody picks or pastes it."""
    blank = openpyxl.load_workbook(BytesIO(write_template(catalogue, issued_to("06331", "2024-H1"))))
    for cell, value in (("B8", topic), ("C8", 45_400), ("D8", 3)):
        blank["Biểu 91"][cell] = value
    saved = BytesIO()
    blank.save(saved)
    return saved.getvalue()


def test_a_label_with_commas_is_one_item_and_is_accepted(catalogue: Catalogue) -> None:
    workbook = openpyxl.load_workbook(BytesIO(book(catalogue, COMMAS)))
    sources = [one.formula1 for one in workbook["Biểu 91"].data_validations.dataValidation if one.type == "list"]
    assert sources == ["_lists!$A$1:$A$2"]
    assert [cell.value for cell in workbook["_lists"]["A"]] == [COMMAS, "Y tế"]
    returned = taken_in(catalogue, "a.xlsx", read(book(catalogue, COMMAS), Limits()))
    assert [one.code for one in returned.findings if one.sheet == "Biểu 91" and one.cells == ("B8",)] == []


@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice")
def test_the_formulas_of_the_workbook_know_it_too(catalogue: Catalogue, tmp_path: Path) -> None:
    (tmp_path / "books").mkdir()
    books = {"picked": book(catalogue, COMMAS), "pasted": book(catalogue, "Luật")}
    said = {
        name: openpyxl.load_workbook(path, data_only=True)["Biểu 91"].cell(STATUS_ROW, 1).value
        for name, path in recalculated(books, tmp_path / "books").items()
    }
    assert not said["picked"]
    assert "B8" in str(said["pasted"])
