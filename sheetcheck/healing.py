"""Columns and lines of a table whose codes are gone, found by their labels; each with how sure that is.

Nothing here is asked of a sheet on which every code stands where the template has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sheetcheck.grid import Cell
from sheetcheck.label import normal
from sheetcheck.layout import Heading, Layout, Line
from sheetcheck.letters import plain
from sheetcheck.likeness import SURE as SURE
from sheetcheck.likeness import match
from sheetcheck.text import Text

Rows = Sequence[Sequence[Cell]]
_BETWEEN_NEIGHBOURS = 75
"""Percent: neither code nor heading is left, but there is one column between the two where it belongs."""
_BY_CODES = 90
"""Percent: the column whose own code is gone, but which holds the codes of the lines."""


class Guess(NamedTuple):
    """A column (`which` is its position in the layout) or a line (its index) found without its code."""

    which: int
    place: int
    """The sheet column, or the sheet row."""
    found: str
    """The label that served; "" when none did."""
    confidence: int
    is_line: bool = False


def plain_code(cell: Cell) -> str:
    """A code as printed: `3=1-2` is `3`, the number 7.0 is `7`."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return plain(str(cell)).split("=")[0].strip()


def ways(printed: Text, aliases: Iterable[str] = ()) -> tuple[str, ...]:
    """How a label may be written: in both languages, and as in templates already sent out."""
    return (printed.vi, printed.en, *aliases)


def titles(heading: Heading) -> tuple[str, ...]:
    return ways(heading.title, heading.column.aliases if heading.column else ())


def labels(line: Line) -> tuple[str, ...]:
    return ways(line.row.title, line.row.aliases) if line.row else ()


def heading_row(rows: Rows, layout: Layout) -> int:
    """The row that has at least half of the headings, three at least; 0 when there is none."""
    known = {normal(way) for heading in layout.headings for way in titles(heading)}
    counts = [len({normal(cell) for cell in row if isinstance(cell, str) and cell} & known) for row in rows]
    most = max(counts, default=0)
    return counts.index(most) + 1 if most >= max(3, len(layout.headings) // 2) else 0


def has_code_row(rows: Rows, heading: int, codes: Sequence[str]) -> bool:
    """Whether the row below the headings is that of the codes: it has one of them, or nothing at all."""
    if heading >= len(rows):
        return False
    row = rows[heading]
    return all(cell == "" for cell in row) or any(str(cell).isalpha() and plain_code(cell) in codes for cell in row)


def columns(rows: Rows, layout: Layout, heading: int, code_row: int, known: tuple[int, ...]) -> tuple[Guess, ...]:
    """The columns that no code tells: by their heading, by the codes of the lines in them, by their neighbours."""
    missing = {one.position for one in layout.headings if not known[one.position]}
    if not missing:
        return ()
    used = {place for place in known if place}
    found: dict[int, Guess] = {}
    by_position = {one.position: titles(one) for one in layout.headings}
    row = rows[heading - 1] if heading else ()
    for place, cell in enumerate(row, start=1):
        if place in used or not isinstance(cell, str) or cell == "":
            continue
        best = match(cell, by_position)
        if best is None or best.key not in missing:
            continue
        if best.key in found:
            found[best.key] = found[best.key]._replace(place=0)  # two columns bear the same heading
        else:
            found[best.key] = Guess(best.key, place, cell, best.confidence)
    found = {position: one for position, one in found.items() if one.place}
    _add_code_column(rows, layout, code_row, used, missing, found)
    _add_between(row, known, missing, found)
    return tuple(sorted(found.values()))


def _add_code_column(
    rows: Rows, layout: Layout, code_row: int, used: set[int], missing: set[int], found: dict[int, Guess]
) -> None:
    """Of a form with rows: the column in which at least half of the codes of its lines stand."""
    codes = {line.row.code for line in layout.lines if line.row}
    if layout.form.kind == "list" or 2 not in missing or 2 in found:
        return
    taken = used | {one.place for one in found.values()}
    free = [place for place in range(1, len(rows[0]) + 1) if place not in taken]
    counts = {place: len({str(row[place - 1]) for row in rows[code_row:]} & codes) for place in free}
    best = max(counts, key=lambda place: counts[place], default=0)
    if best and counts[best] >= max(2, len(codes) / 2):
        found[2] = Guess(2, best, "", _BY_CODES)


def _add_between(row: Sequence[Cell], known: tuple[int, ...], missing: set[int], found: dict[int, Guess]) -> None:
    """A column without a heading, right between the two that are its neighbours in the layout."""
    places = {position: place for position, place in enumerate(known) if place}
    places.update({position: one.place for position, one in found.items()})
    taken = set(places.values())
    for position in sorted(missing - found.keys()):
        before, after = places.get(position - 1, 0), places.get(position + 1, 0)
        place = before + 1
        blank = place <= len(row) and row[place - 1] == ""
        if before and after == place + 1 and place not in taken and blank:
            found[position] = Guess(position, place, "", _BETWEEN_NEIGHBOURS)


def lines(
    rows: Rows, layout: Layout, code_row: int, columns: tuple[int, ...], numbers: tuple[int, ...]
) -> tuple[Guess, ...]:
    """The lines that no code tells, by their labels; one that is only alike must stand between its neighbours."""
    missing = {index for index, number in enumerate(numbers) if not number}
    if not missing or not columns[1]:
        return ()
    known = {index: labels(line) for index, line in enumerate(layout.lines)}
    found: dict[int, Guess] = {}
    for number, cell in _unknown(rows, code_row, columns[1], numbers):
        best = match(cell, known)
        if best is None or best.key not in missing:
            continue
        if best.confidence < SURE and not _is_between(number, best.key, numbers):
            continue
        if best.key in found:
            found[best.key] = found[best.key]._replace(place=0)  # two rows bear the same label
        else:
            found[best.key] = Guess(best.key, number, cell, best.confidence, is_line=True)
    return tuple(sorted(one for one in found.values() if one.place))


def _unknown(rows: Rows, code_row: int, place: int, numbers: tuple[int, ...]) -> Iterator[tuple[int, str]]:
    """Rows below the codes that are no line yet and have a label."""
    taken = set(numbers)
    for number, row in enumerate(rows[code_row:], start=code_row + 1):
        cell = row[place - 1]
        if number not in taken and isinstance(cell, str) and cell.strip():
            yield number, cell


def _is_between(number: int, index: int, numbers: Sequence[int]) -> bool:
    before = next((one for one in reversed(numbers[:index]) if one), 0)
    after = next((one for one in numbers[index + 1 :] if one), number + 1)
    return before < number < after


def guessed(guesses: Iterable[Guess], *, lines: bool) -> Mapping[int, Guess]:
    """The guessed lines, or columns, by their index."""
    return {one.which: one for one in guesses if one.is_line is lines}
