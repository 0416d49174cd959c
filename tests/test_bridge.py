"""Merged units held against the sum of what they were made of, since July 2025.

Tân Tri commune (06337) is made of three old ones, one of which had its code.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from command_line import run

from sheetcheck.bridge import bridged
from sheetcheck.catalogue import load_catalogue
from sheetcheck.comparable import made_of
from sheetcheck.kin import kin_of
from sheetcheck.returns import Return
from sheetcheck.testing.batch import between, figure, lines, taken_in
from sheetcheck.testing.changes import Base, changed, only
from sheetcheck.testing.drawing import as_file
from sheetcheck.units import Register
from sheetcheck.words import Words

CATALOGUE = only(load_catalogue(), "06", "07", "10")
OLD = ("06331", "06337", "06340")
TRAINED, CLUBS = "06.vocational_trained total={} female=0", "10.sustainable_family_clubs opening={} opened=1"
D18, G9, D10 = ("!Biểu 06!D10", "!Biểu 10!G9", "!Biểu 06!D10")
CASES = [
    # the later period, the earlier one, what each old commune said, what the new one says, what is told of which cells
    ("2025", "2025-H1", TRAINED.format(10), TRAINED.format(30), "", ""),
    ("2025", "2025-H1", TRAINED.format(10), TRAINED.format(29), "G11a D18", D18),
    ("2025-H2", "2025-H1", CLUBS.format(2), CLUBS.format(9), "", ""),
    ("2025-H2", "2025-H1", CLUBS.format(2), CLUBS.format(3), "R10.2 D9", G9),
    ("2026-H1", "2025-H1", TRAINED.format(10), TRAINED.format(45), "", ""),
    ("2026-H1", "2025-H1", TRAINED.format(10), TRAINED.format(46), "G12a D10", D10),
]


def old(period: str, *figures: str) -> list[Return]:
    """The returns of the old communes; the last figures are those of all others."""
    said = [*figures, *figures[-1:] * (len(OLD) - len(figures))]
    return [
        taken_in(CATALOGUE, f"old/{unit}", changed(CATALOGUE, Base(unit, period, one)))
        for unit, one in zip(OLD, said, strict=True)
    ]


def new(period: str, figures: str) -> Return:
    return taken_in(CATALOGUE, "new", changed(CATALOGUE, Base("06337", period, figures)))


@pytest.mark.parametrize(("now", "then", "each", "whole", "own", "cells"), CASES)
def test_a_merged_unit(register: Register, now: str, then: str, each: str, whole: str, own: str, cells: str) -> None:
    found = lines(between(CATALOGUE, [new(now, whole)], old(then, each), register))
    places = " ".join(f"old/{unit}{cells}" for unit in OLD)
    assert found == ([f"{own} {places}"] if own else [])


def test_a_sentence_quotes_the_sum(register: Register) -> None:
    (one,) = between(CATALOGUE, [new("2025-H2", CLUBS.format(3))], old("2025-H1", CLUBS.format(2)), register)
    assert Words(CATALOGUE).message(one).endswith(": đầu kỳ ghi 3, nhưng cuối 6 tháng đầu năm 2025 là 9")


@pytest.mark.parametrize(
    "earlier",
    [old("2025-H1", TRAINED.format(10))[:2], old("2025-H1", "06.vocational_trained total=…", TRAINED.format(10))],
)
def test_what_is_not_whole_is_not_compared(register: Register, earlier: Sequence[Return]) -> None:  # fmt: skip
    assert lines(between(CATALOGUE, [new("2025", TRAINED.format(9))], earlier, register)) == []


def test_a_split_commune_went_nowhere_whole(register: Register) -> None:
    then, now = date(2025, 6, 14), date(2026, 6, 14)
    assert made_of(register, "06337", then, now) == OLD
    assert made_of(register, "06337", date(2024, 6, 14), then) == ()
    whole = {unit.code: made_of(register, unit.code, then, now) for unit in register.children("20", now)}
    assert (len(whole), sum(map(bool, whole.values()))) == (65, 62)


def test_only_figures_that_add_up_are_in_the_sum(register: Register) -> None:
    earlier = old(
        "2025-H1", "07.births total=10 female=4; 10.comm_teams opening=3 closed=1", "07.births total=20 female=11"
    )
    kin = bridged(kin_of([new("2025-H2", "")], earlier, register), CATALOGUE.forms)
    made = kin.pool[kin.one["before"][0]]
    assert (made.unit, made.period, made.file) == ("06337", "2025-H1", "old/06331 + old/06337 + old/06340")
    said = {name: figure(CATALOGUE, made, name) for name in (
        "07.births.total", "07.births.male", "07.births.female_pct", "10.comm_teams.closing")}  # fmt: skip
    assert said == {
        "07.births.total": 50, "07.births.male": 24, "07.births.female_pct": 52, "10.comm_teams.closing": 2,
    }  # fmt: skip


def test_it_is_told_of_the_batch(tmp_path: Path) -> None:
    for folder, returns in (("old", [(u, "2025-H1") for u in OLD]), ("now", [("06337", "2025-H2")])):
        (tmp_path / folder).mkdir()
        for unit, period in returns:
            drawn = changed(load_catalogue(), Base(unit, period, TRAINED.format(10)))
            (tmp_path / folder / f"{unit}.xlsx").write_bytes(as_file(drawn))
    said = run("check", tmp_path / "now", "--previous", tmp_path / "old", "--format", "json").stdout
    assert '"P114"' in said
    assert '"P112"' not in said
