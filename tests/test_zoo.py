"""Damaged returns: what is said of each, and that no figure is ever wrong in silence (see zoo/README.md)."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Iterator, Mapping
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from few import FEW
from hypothesis import given, settings
from hypothesis import strategies as st
from recalculated import XLSX, recalculated
from zoo.accounts import account
from zoo.mutations import cells_of, done

from sheetcheck.catalogue import load_catalogue
from sheetcheck.finding import Finding
from sheetcheck.grid import Workbook, a1, place_of
from sheetcheck.intake import Intake, take_in
from sheetcheck.layout import CODE_ROW, FIRST_LINE, HEADING_ROW, LISTS_SHEET, RULES_SHEET
from sheetcheck.readers import READERS
from sheetcheck.readers.xlsx import read
from sheetcheck.reading import Limits
from sheetcheck.returns import Status, verdict
from sheetcheck.template import layouts_for, write_template
from sheetcheck.testing.changes import only
from sheetcheck.testing.drawing import fillable, issued_to
from sheetcheck.testing.strategies import chosen_figures
from sheetcheck.validate import check

CATALOGUE = only(load_catalogue(), *FEW)
WHOSE = issued_to("06331", "2024")
LAYOUTS = layouts_for(CATALOGUE, WHOSE)
LIMITS = Limits(unread=frozenset((LISTS_SHEET, RULES_SHEET)))
ANIMALS: Mapping[str, Any] = yaml.safe_load(Path(__file__).parent.joinpath("zoo/animals.yaml").read_text("utf-8"))
Deeds = list[dict[str, Any]]


@cache
def sent(unit: str = "06331", seed: int = 1) -> bytes:
    whose = issued_to(unit, "2024")
    figures = chosen_figures(LAYOUTS, whose.period, Random(seed).randint)
    return write_template(CATALOGUE, whose, fillable(LAYOUTS, figures))


def file(deeds: Deeds) -> bytes:
    return done(sent(), deeds, sent("06325", 2))


@cache
def animal(name: str) -> bytes:
    return file(ANIMALS[name]["deeds"])


@cache
def met(name: str) -> tuple[Workbook, Intake]:
    return reading(animal(name))


def reading(data: bytes) -> tuple[Workbook, Intake]:
    workbook = read(data, LIMITS)
    return workbook, take_in(workbook, CATALOGUE.forms)


def figures(intake: Intake) -> dict[str, object]:
    """Every figure and text that was read, by form, row and column."""
    found: dict[str, object] = {}
    for layout in LAYOUTS:
        one = intake.figures.get(layout.form.id)
        for index in range(one.height(len(layout.numeric)) if one else 0):
            row = layout.lines[index].row
            for column in layout.columns:
                name = f"{layout.form.number}.{row.id if row else index + 1}.{column.id}"
                which = layout.number(index, column.id)
                value = one.values[which] if which >= 0 else one.texts.get((index, column.id))  # type: ignore[union-attr]
                if value is not None and value == value:
                    found[name] = value
    return found


@cache
def as_sent() -> Mapping[str, object]:
    return figures(reading(sent())[1])


def expected(lost: list[str]) -> dict[str, object]:
    """The figures that were sent without those that are lost."""
    gone = [one for one in lost if "=" not in one]
    other = {name: float(value) for name, value in (one.split("=") for one in lost if "=" in one)}
    return {
        name: other.get(name, value)
        for name, value in as_sent().items()
        if not any(fnmatch(name, pattern) for pattern in gone)
    }


def told(findings: tuple[Finding, ...]) -> list[str]:
    return sorted(" ".join(filter(None, (one.code, one.sheet, *one.cells))) for one in findings)


@pytest.mark.parametrize("name", ANIMALS)
def test_an_animal(name: str) -> None:
    _, intake = met(name)
    assert told(intake.findings) == sorted(ANIMALS[name]["said"])
    assert figures(intake) == expected(ANIMALS[name].get("lost", []))
    sure = [one.params["confidence"] for one in intake.findings if "confidence" in one.params]
    assert min([100, *sure]) == ANIMALS[name].get("confidence", 100)  # type: ignore[type-var]


def test_there_are_enough() -> None:
    assert len(ANIMALS) >= 60


def test_every_cell_of_the_zoo_is_consumed_or_reported() -> None:
    """Law 4 over the batch: cells consumed plus cells reported are the cells that are not empty."""
    accounts = {name: account(*met(name), LAYOUTS) for name in ANIMALS}
    assert {name: one.left for name, one in accounts.items() if one.left} == {}
    filled = sum(one.filled for one in accounts.values())
    consumed, reported = (
        sum(one.consumed for one in accounts.values()),
        sum(one.reported for one in accounts.values()),
    )
    assert consumed + reported == filled > 50_000


REPAIRS = ("L102", "L109", "L151", "L152", "L154", "L155")


def test_every_animal_gets_a_verdict_and_strict_takes_none_that_was_repaired(tmp_path: Path) -> None:
    names = {f"{number:03}.xlsx": name for number, name in enumerate(ANIMALS)}
    for path, name in names.items():
        (tmp_path / path).write_bytes(animal(name))
    checked = check([tmp_path], CATALOGUE, jobs=1)
    assert [names[one.file] for one in checked.returns] == list(ANIMALS)
    repaired = {name for name, one in ANIMALS.items() if any(said[:4] in REPAIRS for said in one["said"])}
    for_mercy, strictly = (
        {names[one.file]: verdict(one, about[one.file], strict=strict) for one in checked.returns}
        for about in (by_file(checked.findings),)
        for strict in (False, True)
    )
    assert {strictly[name] for name in repaired} == {Status.REJECTED}
    assert sum(for_mercy[name] is not Status.REJECTED for name in repaired) >= 40
    assert strictly["as it was sent"] is Status.ACCEPTED


def by_file(findings: tuple[Finding, ...]) -> Mapping[str, list[Finding]]:
    """What is said of each file by itself: here all of them are of one unit."""
    found: dict[str, list[Finding]] = defaultdict(list)
    for one in findings:
        if not one.code.startswith("S"):
            found[one.file].append(one)
    return found


# Single deeds drawn at random. A place is drawn within the table of one of the forms.

NAMES = {layout.sheet: layout for layout in LAYOUTS}
TEXTS = ("", "x", "thôn", "01", "3", "A", "Tổng số", 7, 0.5)


@st.composite
def deeds(draw: st.DrawFn) -> Deeds:
    sheet = draw(st.sampled_from(list(NAMES)))
    layout = NAMES[sheet]
    rows, columns = st.integers(1, layout.last_line), st.integers(1, layout.width)
    row, other, column, second = draw(rows), draw(rows), draw(columns), draw(columns)
    last = a1(min(row + draw(st.integers(0, 3)), layout.last_line), min(column + draw(st.integers(0, 2)), layout.width))
    box = f"{a1(row, column)}:{last}"
    frame = draw(st.sampled_from((HEADING_ROW, CODE_ROW)))
    name = draw(st.sampled_from(("Sheet1", "Biểu 1", "BIỂU SỐ 01")))
    text = draw(st.sampled_from(TEXTS))
    return [
        draw(
            st.sampled_from(
                [
                    {"insert row": [sheet, row, text, "", "", text]},
                    {"delete row": [sheet, row]},
                    {"insert column": [sheet, column]},
                    {"delete column": [sheet, column]},
                    {"swap rows": [sheet, max(row, 8), max(other, 8)]},
                    {"swap columns": [sheet, column, second]},
                    {"hide row": [sheet, row]},
                    {"hide column": [sheet, column]},
                    {"merge": [sheet, f"{a1(frame, column)}:{a1(frame, max(column, second))}"]},
                    {"merge": [sheet, f"{a1(HEADING_ROW, column)}:{a1(CODE_ROW, column)}"]},
                    {"erase": [sheet, f"{a1(CODE_ROW, column)}:{a1(CODE_ROW, max(column, second))}"]},
                    {"erase": [sheet, f"B{max(row, 8)}:B{max(row, other, 8)}"]},
                    {"type in": [sheet, a1(CODE_ROW, column), text]},
                    {"type in": [sheet, f"B{max(row, 8)}", text]},
                    {"type in": [sheet, f"A{max(row, 8)}", text]},
                    {"rename": [sheet, name]},
                    {"hide sheet": [sheet]},
                    {"delete sheet": [sheet]},
                    {"swap names": [sheet, draw(st.sampled_from([one for one in NAMES if one != sheet]))]},
                    {"copied from": [sheet, name]},
                    {"paste cells": [sheet, box, a1(other, second)]},
                    {"unprotect": [sheet]},
                ]
            )
        )
    ]


SILENT = ("F201", "F202", "F203", "F204", "F205", "L109")
"""Of these alone no figure is to suffer."""
OF_THE_FORM = ("L101", "L103", "L105", "I103", "I111", "I151")
INPUTS = {
    f"{layout.form.number}.{slot.row}.{slot.column.id}": (layout, slot)
    for layout in LAYOUTS
    for slot in layout.slots()
    if not slot.computed
}


def is_told(name: str, intake: Intake) -> bool:
    """Whether a finding names the figure: its row, its column, its cell, or its whole form."""
    layout, slot = INPUTS[name]
    said = [one for one in intake.findings if one.form in ("", layout.form.id) and one.code not in SILENT]
    if any(one.code in OF_THE_FORM or slot.row == one.row or slot.column.id == one.column for one in said):
        return True
    codes = {layout.headings[slot.position - 1].code, *layout.lines[slot.line - FIRST_LINE].stub("vi")[1:2]}
    if any(codes & {*_listed(one.params.get("found")), *_listed(one.params.get("expected"))} for one in said):
        return True  # its column or row is gone, or stands twice, or was found by its label
    return layout.form.kind == "list" and said != []


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def records(read: Mapping[str, object], number: str) -> dict[str, set[tuple[str, object]]]:
    """What each record of a register holds, by its number."""
    found: dict[str, set[tuple[str, object]]] = defaultdict(set)
    for name, value in read.items():
        form, row, column = name.split(".")
        if form == number:
            found[row].add((column, value))
    return found


def differing(read: Mapping[str, object], typed: str, sheet: str) -> Iterator[str]:
    """Figures that are not those that were sent: of rows by name, of records only those that never were.

    Who deletes or copies a record, or types over a cell (those in `typed`), has changed what is reported.
    """
    fresh = {place_of(cell) for cell in cells_of(typed)} if typed else set[tuple[int, int]]()

    def is_fresh(name: str) -> bool:
        layout, slot = INPUTS.get(name, (None, None))
        return bool(layout and slot and layout.sheet == sheet and (slot.line, slot.position) in fresh)

    for name in sorted(as_sent().keys() | read.keys()):
        layout, slot = INPUTS.get(name, (None, None))
        if layout is None or slot is None or is_fresh(name):
            continue
        if layout.form.kind == "matrix":
            if as_sent().get(name) != read.get(name):
                yield name
        elif name in read:
            number, row, _ = name.split(".")
            anew = {column.id for column in layout.columns if is_fresh(f"{number}.{row}.{column.id}")}
            sent = [kept(one, anew) for one in records(as_sent(), number).values()]
            if kept(records(read, number)[row], anew) not in sent:
                yield name


def kept(record: set[tuple[str, object]], anew: set[str]) -> set[tuple[str, object]]:
    """What a record says in the cells that nobody typed over."""
    return {(column, value) for column, value in record if column not in anew}


@settings(max_examples=150, deadline=None)
@given(deeds())
def test_no_figure_is_wrong_in_silence(done_to_it: Deeds) -> None:
    _, intake = reading(file(done_to_it))
    typed, sheet = "", ""
    for verb, words in done_to_it[0].items():
        if verb == "paste cells":
            typed, sheet = pasted(words[1], words[2]), words[0]
    wrong = [name for name in differing(figures(intake), typed, sheet) if not is_told(name, intake)]
    assert wrong == []


def pasted(source: str, target: str) -> str:
    """The range that a copied range covers."""
    (top, left), (bottom, right) = map(place_of, source.split(":"))
    row, column = place_of(target)
    return f"{target}:{a1(row + bottom - top, column + right - left)}"


SAVED = ("eight rows above, and renamed", "names swapped", "village inserted with figures", "spacer column with remarks",
         "headers and codes merged", "code row deleted", "row code erased, label misspelt", "rows swapped")  # fmt: skip


FORMS = {"xlsx": XLSX, "ods": "ods:calc8", "xls": "xls:MS Excel 97"}


@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice")
@pytest.mark.parametrize("kind", [kind for kind in FORMS if kind in READERS])
def test_an_animal_saved_by_libreoffice_is_the_same(tmp_path: Path, kind: str) -> None:
    """What is said of the file itself (F) depends on what a format tells."""
    saved = recalculated({name: animal(name) for name in SAVED}, tmp_path, FORMS[kind])
    for name, path in saved.items():
        intake = take_in(READERS[kind](path.read_bytes(), LIMITS), CATALOGUE.forms)
        known = [one for one in intake.findings if not one.code.startswith("F")]
        assert told(tuple(known)) == sorted(one for one in ANIMALS[name]["said"] if not one.startswith("F")), name
        assert inputs(figures(intake)) == inputs(expected(ANIMALS[name].get("lost", []))), name


def inputs(read: Mapping[str, object]) -> dict[str, object]:
    """The figures that somebody typed; what a program works out may be another last digit, or not be stored."""
    return {name: value for name, value in read.items() if name in INPUTS}
