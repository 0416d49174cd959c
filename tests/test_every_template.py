"""Every kind of template (level, period, scope, profile), each written once: golden, few formulas, read back empty."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from functools import cache
from io import BytesIO
from xml.sax.saxutils import unescape

import pytest

from sheetcheck.catalogue import bundled, load_catalogue
from sheetcheck.form import Profile, Scope
from sheetcheck.identity import Identity
from sheetcheck.intake import take_in
from sheetcheck.readers.xlsx import read
from sheetcheck.reading import Limits
from sheetcheck.shelf import shelf
from sheetcheck.template import write_template
from sheetcheck.testing.batch import lines
from sheetcheck.testing.drawing import issued_to
from sheetcheck.testing.golden import differences

CATALOGUE = load_catalogue()
KINDS = [
    issued_to(unit, label, scope, profile)
    for unit, labels in (("06325", ("2026-H1", "2026")), ("185", ("2024-H1", "2024")), ("20", ("2026-H1", "2026")))
    for label in labels
    for scope in Scope
    for profile in Profile
    if unit in ("185", "20") or scope is Scope.OWN  # nothing is consolidated by communes
]
FULLEST = KINDS[-2]

# Everything that formulas may use: in Excel 2010, LibreOffice and WPS alike, and none of it volatile.
FUNCTIONS = {
    "ABS", "ADDRESS", "AND", "CHAR", "COLUMN", "COUNT", "COUNTA", "COUNTBLANK", "COUNTIF", "DATE", "EXACT", "FIND", "FREQUENCY",
    "HYPERLINK", "IF", "IFERROR", "INDEX", "INT", "ISBLANK", "ISERROR", "ISNUMBER", "LEFT", "LEN", "MATCH", "MAX", "MID", "MIN", "MMULT",
    "MOD", "N", "NA", "NOT", "RIGHT", "ROUND", "ROW", "SMALL", "SUBSTITUTE", "SUM", "SUMPRODUCT", "TRIM",
}  # fmt: skip
MOST_FORMULAS = 5_000
"""In a workbook: with more of them, typing and recalculating are no longer fluid on the machines of communes."""


def kind_of(whose: Identity) -> str:
    return f"{whose.level} {whose.period.label} {whose.scope} {whose.profile}"


@cache
def blank(whose: Identity) -> bytes:
    return write_template(CATALOGUE, whose)


def formulas_of(content: bytes, tag: str = "f") -> list[str]:
    """Those of cells; with tags `formula1` those of data validations, with `formula` those of conditional formats."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        pages = [package.read(name).decode() for name in package.namelist() if "worksheets/sheet" in name]
    return [unescape(one) for page in pages for one in re.findall(rf"<{tag}(?: [^>]*)?>([^<]*)</{tag}>", page)]


@pytest.mark.parametrize("whose", KINDS, ids=kind_of)
def test_it_is_an_empty_return(whose: Identity) -> None:
    intake = take_in(read(blank(whose), Limits()), CATALOGUE.forms)
    assert lines(intake.findings) == ["V105"]
    assert intake.identity == whose
    assert not any(figures.texts or figures.states for figures in intake.figures.values())


@pytest.mark.parametrize("whose", KINDS, ids=kind_of)
def test_formulas_are_few(whose: Identity) -> None:
    assert 1_000 < len(formulas_of(blank(whose))) < MOST_FORMULAS


@pytest.mark.parametrize("whose", [KINDS[2], FULLEST], ids=kind_of)
def test_formulas_are_short_and_old(whose: Identity) -> None:
    formulas, colours, entries = (formulas_of(blank(whose), tag) for tag in ("f", "formula", "formula1"))
    used = {
        name
        for one in (*formulas, *colours, *entries)
        for name in re.findall(r"\b([A-Z][A-Z.]*)\(", re.sub(r'"[^"]*"', "", one))
    }
    assert used <= FUNCTIONS
    assert max(map(len, formulas)) <= 8_192
    assert max(map(len, entries)) <= 255
    assert [one for one in formulas if re.search(r"\$?[A-Z]{1,3}:\$?[A-Z]{1,3}\b(?!\d)", one)] == []  # a whole column
    assert max(len(text) for one in formulas for text in re.findall(r'"((?:[^"]|"")*)"', one)) <= 255


@pytest.mark.parametrize("name", shelf())
def test_the_shelf_is_what_the_catalogue_makes(name: str) -> None:
    kept = (bundled("templates_xlsx") / name).read_bytes()
    assert differences(kept, write_template(CATALOGUE, shelf()[name])) == []  # pytest --update-golden writes them anew


@pytest.mark.parametrize("whose", [KINDS[0], KINDS[4], FULLEST], ids=kind_of)
def test_it_can_be_written_in_english(whose: Identity) -> None:
    """For a unit of either kind of period; sheets, codes and formulas are the same."""
    english = write_template(CATALOGUE, replace(whose, language="en"))
    assert take_in(read(english, Limits()), CATALOGUE.forms).identity == replace(whose, language="en")
    assert len(formulas_of(english)) == len(formulas_of(blank(whose)))


def test_our_formulas_are_as_the_library_would_write_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("sheetcheck.xlsx._Sheet._prepare_formula")
    assert write_template(CATALOGUE, FULLEST) == blank(FULLEST)
