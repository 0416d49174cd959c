"""Damaged returns: what is said of each, and that no figure is ever wrong in silence (see zoo/README.md)."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from conftest import FEW
from hypothesis import given, settings
from hypothesis import strategies as st
from recalculated import recalculated
from zoo.accounts import account
from zoo.mutations import done

from sheetcheck.catalogue import load_catalogue
from sheetcheck.finding import Finding
from sheetcheck.grid import Workbook, a1
from sheetcheck.intake import Intake, take_in
from sheetcheck.layout import LISTS_SHEET, RULES_SHEET
from sheetcheck.readers.xlsx import read
from sheetcheck.reading import Limits
from sheetcheck.returns import Status
from sheetcheck.template import layouts_for, write_template
from sheetcheck.testing.batch import lines
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
    animal = ANIMALS[name]
    _, intake = reading(file(animal["deeds"]))
    assert told(intake.findings) == sorted(animal["said"])
    assert figures(intake) == expected(animal.get("lost", []))
    sure = [one.params["confidence"] for one in intake.findings if "confidence" in one.params]
    assert min([100, *sure]) == animal.get("confidence", 100)  # type: ignore[type-var]


def test_there_are_enough() -> None:
    assert len(ANIMALS) >= 60


def test_every_cell_of_the_zoo_is_consumed_or_reported() -> None:
    """Law 4 over the batch: cells consumed plus cells reported are the cells that are not empty."""
    accounts = {name: account(*reading(file(animal["deeds"])), LAYOUTS) for name, animal in ANIMALS.items()}
    assert {name: one.left for name, one in accounts.items() if one.left} == {}
    filled, consumed, reported = (sum(one[which] for one in accounts.values()) for which in range(3))
    assert consumed + reported == filled > 50_000


REPAIRS = ("L102", "L109", "L151", "L152", "L154", "L155")


def test_every_animal_gets_a_verdict_and_strict_takes_none_that_was_repaired(tmp_path: Path) -> None:
    names = {f"{number:03}.xlsx": name for number, name in enumerate(ANIMALS)}
    for path, name in names.items():
        (tmp_path / path).write_bytes(file(ANIMALS[name]["deeds"]))
    checked, strictly = (check([tmp_path], CATALOGUE, jobs=1, strict=strict) for strict in (False, True))
    assert [names[one.file] for one in checked.returns] == list(ANIMALS)
    assert Status.UNREADABLE not in checked.statuses
    repaired = [any(one.split()[0] in REPAIRS for one in animal["said"]) for animal in ANIMALS.values()]
    assert {status for status, was in zip(strictly.statuses, repaired, strict=True) if was} == {Status.REJECTED}
    mended = {Status.ACCEPTED, Status.WITH_WARNINGS}
    assert sum(was and status in mended for status, was in zip(checked.statuses, repaired, strict=True)) > 30
