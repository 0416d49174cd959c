"""Cells of a sheet as rectangles: a formula or a check speaks of a few ranges instead of many cells.

A formula that looks for a cell gives its place: line × 1000 + column, and 0 when there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from sheetcheck.grid import a1
from sheetcheck.layout import Slot


def boxes(slots: Iterable[Slot]) -> tuple[str, ...]:
    """`D8:E10`, `D12`, …: neighbouring lines that have cells in the same columns go together."""
    ordered = sorted(slots, key=lambda slot: (slot.line, slot.position))
    lines = [(line, tuple(slot.position for slot in group)) for line, group in groupby(ordered, key=lambda s: s.line)]
    found: list[str] = []
    start = 0
    for end in range(1, len(lines) + 1):
        if end < len(lines) and lines[end][1] == lines[start][1] and lines[end][0] == lines[end - 1][0] + 1:
            continue
        top, bottom = lines[start][0], lines[end - 1][0]
        found += [_box(top, first, bottom, last) for first, last in _runs(lines[start][1])]
        start = end
    return tuple(found)


def first_where(conditions: Mapping[str, str]) -> str:
    """The formula for the first place in reading order; `conditions` are 1 or 0 for each cell of a range."""
    places = ",".join(f"1E9-{condition}*(1E9-ROW({box})*1000-COLUMN({box}))" for box, condition in conditions.items())
    return f"MOD(SUMPRODUCT(MIN({places})),1E9)" if places else "0"


def address_of(place: str) -> str:
    """The formula for the address of a place."""
    return f"ADDRESS(INT({place}/1000),MOD({place},1000),4)"


def place_of_slot(slot: Slot) -> int:
    return slot.line * 1000 + slot.position


def address_at(place: float) -> str:
    line, position = divmod(int(place), 1000)
    return a1(line, position) if position else ""


def _box(top: int, first: int, bottom: int, last: int) -> str:
    corner = a1(top, first)
    return corner if (top, first) == (bottom, last) else f"{corner}:{a1(bottom, last)}"


def _runs(positions: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last of each run of neighbours."""
    start = previous = positions[0]
    for position in (*positions[1:], 0):
        if position != previous + 1:
            yield start, previous
            start = position
        previous = position
