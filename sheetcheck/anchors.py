"""Where the table of a sheet stands: its row of column codes, its columns and its lines, by their codes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sheetcheck.grid import Cell, a1
from sheetcheck.layout import CODE_ROW, Layout
from sheetcheck.letters import plain

_SEARCHED_ROWS = 60
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
    it was plain at once that every code stands where the template has it, and nowhere else."""

    code_row: int
    columns: tuple[int, ...]
    numbers: tuple[int, ...]
    twice: tuple[Twice, ...]
    moved: bool
    as_issued: bool = False


def locate(rows: Rows, layout: Layout) -> Anchors | None:
    """The anchors of a table, or None when its row of column codes or its column of row codes is gone."""
    codes = tuple(heading.code for heading in layout.headings)
    plain = tuple(range(len(codes) + 1))
    if _is_code_row(rows, CODE_ROW, codes):
        numbers = tuple(line.number for line in layout.lines)
        if layout.form.kind == "list" or _are_lines(rows, layout):
            return Anchors(CODE_ROW, plain, numbers, (), moved=False, as_issued=True)
        code_row, columns, twice = CODE_ROW, plain, list[Twice]()
    else:
        best = _best_code_row(rows, codes)
        if best is None:
            return None
        code_row, columns, twice = best
        if layout.form.kind == "matrix" and not columns[2]:
            return None  # without row codes no line can be told from another
    if layout.form.kind == "list":
        numbers = tuple(code_row + 1 + i for i in range(len(layout.lines)))
    else:
        numbers = tuple(_numbers(rows, layout, code_row, columns[2], twice))
    moved = code_row != CODE_ROW or any(there and there != p for p, there in enumerate(columns)) or any(
        number and number != line.number for number, line in zip(numbers, layout.lines, strict=True)
    )  # fmt: skip
    return Anchors(code_row, columns, numbers, tuple(twice), moved)


def plain_code(cell: Cell) -> str:
    """A code as printed: `3=1-2` is `3`, the number 7.0 is `7`."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return plain(str(cell)).split("=")[0].strip()


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
    """The row with the most column codes, if it has at least half of them."""
    best: tuple[int, dict[str, list[int]]] = (0, {})
    for number, row in enumerate(rows[:_SEARCHED_ROWS], start=1):
        places: dict[str, list[int]] = {}
        for position, cell in enumerate(row, start=1):
            if cell != "" and plain_code(cell) in codes:
                places.setdefault(plain_code(cell), []).append(position)
        if len(places) > len(best[1]):
            best = (number, places)
    number, places = best
    if "A" not in places or len(places) < max(3, len(codes) // 2):
        return None
    twice = [
        Twice(code, tuple(a1(number, p) for p in where), columns=tuple(where))
        for code, where in places.items()
        if len(where) > 1
    ]
    columns = [places[code][0] if len(places.get(code, ())) == 1 else 0 for code in codes]
    return number, (0, *columns), twice


def _numbers(rows: Rows, layout: Layout, code_row: int, position: int, twice: list[Twice]) -> Iterator[int]:
    """The sheet row of each line, by the codes in the column of row codes."""
    places: dict[str, list[int]] = {}
    for number, row in enumerate(rows[code_row:], start=code_row + 1):
        cell = row[position - 1] if position else ""
        if cell != "":
            code = plain_code(cell)
            places.setdefault(code.zfill(2) if code.isdigit() else code, []).append(number)
    for line in layout.lines:
        code = line.row.code if line.row else ""
        where = places.get(code, [])
        if len(where) > 1:
            twice.append(Twice(code, tuple(a1(number, position) for number in where), rows=tuple(where)))
        yield where[0] if len(where) == 1 else 0
