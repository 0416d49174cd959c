"""Where the table of a sheet stands: its row of column codes, its columns and its lines, by their codes.

Where codes are gone, labels serve (see `healing`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sheetcheck import healing
from sheetcheck.grid import Cell, a1
from sheetcheck.healing import Guess, plain_code
from sheetcheck.layout import CODE_ROW, HEADING_ROW, Layout

_SEARCHED_ROWS = 60
_FOOT = re.compile(r"\s*(?:Người lập biểu|Prepared by|Thủ trưởng đơn vị|Head of the unit|Ngày\b.*\bnăm\b|Date:)", re.I)
_BELOW = 2
"""How far under the last line the foot of a sheet begins."""
Rows = Sequence[Sequence[Cell]]


class Twice(NamedTuple):
    """A code that stands in several cells: nobody can say which one is meant."""

    code: str
    cells: tuple[str, ...]
    rows: tuple[int, ...] = ()
    columns: tuple[int, ...] = ()
    """Sheet rows, or sheet columns, that bear the code."""


@dataclass(frozen=True, slots=True)
class Anchors:
    """`columns[p]` is where the column is that the layout has at position p, `numbers[i]` the sheet row
    of line i; 0 where there is none. `moved`: somewhere this is not what the layout says. `as_issued`:
    it was plain at once that every code stands where the template has it, and nowhere else. `guesses` are
    the columns and lines whose codes were gone. Without a row of codes `code_row` is that of the headings."""

    code_row: int
    columns: tuple[int, ...]
    numbers: tuple[int, ...]
    twice: tuple[Twice, ...]
    moved: bool
    as_issued: bool = False
    heading_row: int = HEADING_ROW
    guesses: tuple[Guess, ...] = ()


def locate(rows: Rows, layout: Layout) -> Anchors | None:
    """The anchors of a table, or None when its headings or most codes of its lines are gone."""
    codes = tuple(heading.code for heading in layout.headings)
    if _is_code_row(rows, CODE_ROW, codes):
        numbers = tuple(line.number for line in layout.lines)
        plain = tuple(range(len(codes) + 1))
        if layout.form.kind == "list":
            above = _above_foot(rows, numbers)
            return Anchors(CODE_ROW, plain, above, (), moved=False, as_issued=above == numbers)
        if _are_lines(rows, layout):
            return Anchors(CODE_ROW, plain, numbers, (), moved=False, as_issued=True)
    return _search(rows, layout, codes)


def _search(rows: Rows, layout: Layout, codes: tuple[str, ...]) -> Anchors | None:
    best = _best_code_row(rows, codes)
    if best is not None:
        code_row, columns, twice = best
        heading_row = _above(rows, code_row)
    else:
        heading_row = healing.heading_row(rows[:_SEARCHED_ROWS], layout)
        if not heading_row:
            return None
        code_row = heading_row + healing.has_code_row(rows, heading_row, codes)
        columns, twice = (0,) * (len(codes) + 1), []
    guesses = healing.columns(rows, layout, heading_row, code_row, columns)
    columns = _with(columns, guesses)
    twice = [one for one in twice if any(not columns[h.position] for h in layout.headings if h.code == one.code)]
    if layout.form.kind == "list":
        numbers = _above_foot(rows, tuple(code_row + 1 + i for i in range(len(layout.lines))))
    else:
        if not columns[2]:
            return None  # without row codes no line can be told from another
        numbers, twins = _numbers(rows, layout, code_row, columns[2])
        lines = healing.lines(rows, layout, code_row, columns, numbers)
        if len(lines) > len(numbers) - numbers.count(0) + len(twins):
            return None
        guesses += lines
        for one in lines:
            numbers = (*numbers[: one.which], one.place, *numbers[one.which + 1 :])
        twice += [one for index, one in twins.items() if not numbers[index]]
    moved = (heading_row, code_row) != (HEADING_ROW, CODE_ROW) or any(
        there and there != p for p, there in enumerate(columns)
    ) or any(
        number and number != line.number for number, line in zip(numbers, layout.lines, strict=True)
    )  # fmt: skip
    return Anchors(code_row, columns, numbers, tuple(twice), moved, heading_row=heading_row, guesses=guesses)


def _above(rows: Rows, code_row: int) -> int:
    """The row of the headings over that of the codes; somebody may have put a blank one between."""
    filled = (number for number in range(code_row - 1, 0, -1) if any(cell != "" for cell in rows[number - 1]))
    return next(filled, code_row - 1)


def _with(places: tuple[int, ...], guesses: Sequence[Guess]) -> tuple[int, ...]:
    found = list(places)
    for one in guesses:
        found[one.which] = one.place
    return tuple(found)


def _above_foot(rows: Rows, numbers: tuple[int, ...]) -> tuple[int, ...]:
    """The lines of a register; where rows were deleted, what stands under it has moved up and is no record."""
    foot = numbers[-1] + _BELOW + 1
    if len(rows) < numbers[-1] or (len(rows) >= foot and _is_foot(rows[foot - 1])):
        return numbers
    first = next((n for n in numbers if n <= len(rows) and _is_foot(rows[n - 1])), 0)
    if not first:
        return numbers
    last = first - 1 if any(cell != "" for cell in rows[first - 2]) else first - 2  # a blank row comes before the foot
    return tuple(number if number <= last else 0 for number in numbers)


def _is_foot(row: Sequence[Cell]) -> bool:
    return any(isinstance(cell, str) and cell != "" and _FOOT.match(cell) is not None for cell in row)


def _is_code_row(rows: Rows, number: int, codes: tuple[str, ...]) -> bool:
    if len(rows) < number:
        return False
    there = tuple(plain_code(cell) for cell in rows[number - 1])
    return there[: len(codes)] == codes and not any(there[len(codes) :])


def _are_lines(rows: Rows, layout: Layout) -> bool:
    """Whether every line bears its code where the layout has it, and no line bears it again elsewhere."""
    if len(rows) < layout.last_line:
        return False
    codes = {line.number: line.row.code for line in layout.lines if line.row}
    if any(rows[number - 1][1] != code for number, code in codes.items()):
        return False
    known = set(codes.values())
    return not any(row[1] != "" and plain_code(row[1]).zfill(2) in known for row in rows[layout.last_line :])


def _best_code_row(rows: Rows, codes: tuple[str, ...]) -> tuple[int, tuple[int, ...], list[Twice]] | None:
    """The row with the most column codes, if it has at least half of them and a letter: figures may be 1, 2, 3."""
    best: tuple[int, dict[str, list[int]]] = (0, {})
    for number, row in enumerate(rows[:_SEARCHED_ROWS], start=1):
        places: dict[str, list[int]] = {}
        for position, cell in enumerate(row, start=1):
            if cell != "" and plain_code(cell) in codes:
                places.setdefault(plain_code(cell), []).append(position)
        if len(places) > len(best[1]) and any(code.isalpha() for code in places):
            best = (number, places)
    number, places = best
    if not number or len(places) < max(3, len(codes) // 2):
        return None
    twice = [
        Twice(code, tuple(a1(number, p) for p in where), columns=tuple(where))
        for code, where in places.items()
        if len(where) > 1
    ]
    columns = [places[code][0] if len(places.get(code, ())) == 1 else 0 for code in codes]
    return number, (0, *columns), twice


def _numbers(rows: Rows, layout: Layout, code_row: int, position: int) -> tuple[tuple[int, ...], dict[int, Twice]]:
    """The sheet row of each line, by the codes in the column of row codes, and the lines whose code stands twice."""
    places: dict[str, list[int]] = {}
    for number, row in enumerate(rows[code_row:], start=code_row + 1):
        cell = row[position - 1]
        if cell != "":
            places.setdefault(_row_code(cell), []).append(number)
    found = dict(_places(layout, places))
    twice = {
        index: Twice(layout.lines[index].stub("vi")[1], tuple(a1(number, position) for number in where), rows=where)
        for index, where in found.items()
        if len(where) > 1
    }
    return tuple(where[0] if len(where) == 1 else 0 for _, where in sorted(found.items())), twice


def _places(layout: Layout, places: dict[str, list[int]]) -> Iterator[tuple[int, tuple[int, ...]]]:
    for index, line in enumerate(layout.lines):
        yield index, tuple(places.get(line.row.code if line.row else "", ()))


def _row_code(cell: Cell) -> str:
    code = plain_code(cell)
    return code.zfill(2) if code.isdigit() else code
