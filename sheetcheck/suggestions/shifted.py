"""A run of figures typed one cell too far: to the right or the left in a line, down or up in a column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from sheetcheck.evidence import Place
from sheetcheck.expression.evaluate import Value
from sheetcheck.kinds import KINDS
from sheetcheck.layout import NOTE
from sheetcheck.suggestions._case import Case, Deduction, Proposal, why
from sheetcheck.text import Text

_LEAST: Final = 2
"""One figure in the wrong cell is no run."""
_LONGEST: Final = 6
"""Digits in a note that may be a figure; more are a telephone number, or the like."""
_ACROSS: Final = (Text("sang phải", "to the right"), Text("sang trái", "to the left"))
_DOWN: Final = (Text("xuống dưới", "down"), Text("lên trên", "up"))


def _proposals(case: Case) -> Iterator[Proposal]:
    seen: set[tuple[Place, ...]] = set()
    for place in case.figures:
        across = _across(case, place)
        for run, directions in ((across, _ACROSS), (_column(case, place), _DOWN)):
            if tuple(run) not in seen:
                seen.add(tuple(run))
                yield from _moved(case, run, directions[0])
                yield from _moved(case, run[::-1], directions[1])


def _across(case: Case, place: Place) -> list[Place]:
    """The cells for numbers of the line, and the note behind them when a figure stands in it."""
    found = case.line(place)
    note = place._replace(column=NOTE.id)
    slot = case.known.slot(note)
    cells = [one for _, one in found]
    follows = bool(found) and slot is not None and slot.position == found[-1][0].position + 1
    return [*cells, note] if follows and _figure(case, note) is not None else cells


def _figure(case: Case, place: Place) -> float | None:
    value = case.known.value(place)
    if isinstance(value, str):
        is_figure = value.isascii() and value.isdecimal() and len(value) <= _LONGEST
        return float(value) if place.column == NOTE.id and is_figure else None
    return value


def _column(case: Case, place: Place) -> list[Place]:
    """The cells for numbers above and below, as far as they follow each other."""
    layout = case.known.asked.layouts[place.form]
    slot = case.known.slot(place)
    if slot is None or layout.form.kind != "matrix":
        return []
    found: list[Place] = []
    for line, cells in enumerate(layout.lines):
        here = next((one for one in cells.slots if one.position == slot.position), None)
        if here is not None and not here.computed and KINDS[here.column.kind].numeric:
            found.append(Place(place.form, line, here.column.id))
        elif line > place.line:
            break
        else:
            found.clear()
    return found


def _moved(case: Case, cells: Sequence[Place], direction: Text) -> Iterator[Proposal]:
    """Each run behind a blank cell, moved into it: whole, or up to where a cell may stay blank."""
    values = [_figure(case, place) for place in cells]
    for blank, value in enumerate(values):
        if value is not None or blank + 1 >= len(cells) or values[blank + 1] is None:
            continue
        end = blank + 1
        while end < len(cells) and values[end] is not None:
            end += 1
        for last in range(blank + _LEAST, end):
            moved: dict[Place, Value] = {cells[at]: values[at + 1] for at in range(blank, last)}
            moved[cells[last]] = None
            if not any(place in case.figures for place in moved):
                continue
            reason = why(
                "các số từ ô {first} đến ô {last} ghi lệch một ô {direction}",
                "the figures from {first} to {last} stand one cell too far {direction}",
                first=case.address(cells[blank + 1]),
                last=case.address(cells[last]),
                direction=direction,
            )
            yield Proposal(moved, reason, loses=last == len(cells) - 1 and cells[last].column != NOTE.id)


DEDUCTION = Deduction("shifted", _proposals)
