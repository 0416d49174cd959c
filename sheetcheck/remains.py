"""What stands on a sheet beside its figures: labels, cells that do not apply, content without a home."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from operator import itemgetter
from typing import NamedTuple

from sheetcheck.anchors import Anchors
from sheetcheck.codes import layout as L
from sheetcheck.finding import Code, Finding, finding
from sheetcheck.grid import Cell, Sheet, a1, place_of
from sheetcheck.healing import guessed, labels, plain_code, titles, ways
from sheetcheck.label import normal
from sheetcheck.layout import Layout, Line
from sheetcheck.text import Language

_NOTHING = ("", "x", "X", "-")
Rows = Sequence[Sequence[Cell]]
_NUMBER = re.compile(r"\s*[-+]?\d[\d.,\s]*%?\s*")
"""A text that is a figure to whoever typed it."""


def remains(sheet: Sheet, rows: Rows, layout: Layout, anchors: Anchors, language: Language) -> Iterator[Finding]:
    """Everything that nobody else consumed: a changed label, a figure outside the table, …"""
    rows = overlaid(rows, dict.fromkeys(sheet.uncalculated, "=") | dict(sheet.errors))
    for code, cells, row, column, params in _remains(rows, layout, anchors, language):
        yield finding(code, sheet=sheet.name, form=layout.form.id, cells=cells, row=row, column=column, params=params)


class _Unseen(str):
    """What a reader of values leaves blank: an error, a formula without a value."""


def overlaid(rows: Rows, unseen: Mapping[str, str]) -> Rows:
    """The rows with these cells in them, by address."""
    if not unseen:
        return rows
    places = {place_of(address): text for address, text in unseen.items()}
    width = max(len(rows[0]) if rows else 0, *(column for _, column in places))
    height = max(len(rows), *(row for row, _ in places))
    full = [[*row, *[""] * (width - len(row))] for row in (*rows, *[()] * (height - len(rows)))]
    for (row, column), text in places.items():
        full[row - 1][column - 1] = _Unseen(text)
    return full


_Said = tuple[Code, tuple[str, ...], str, str, dict[str, object]]


def _remains(rows: Rows, layout: Layout, anchors: Anchors, language: Language) -> Iterator[_Said]:
    yield from _headings(rows, layout, anchors, language)
    if layout.form.kind == "matrix":
        frames = _frames(layout, language) if anchors.as_issued else (None,) * len(layout.lines)
        for line, number, idle, frame in zip(layout.lines, anchors.numbers, _idle(layout), frames, strict=True):
            if number and not (frame and frame.pick(rows[number - 1]) == frame.printed):
                yield from _stub(rows[number - 1], line, number, anchors, language)
                yield from _not_applicable(rows[number - 1], line, number, idle, anchors, language)
    else:
        yield from _record_numbers(rows, layout, anchors)
    yield from _outside(rows, layout, anchors)
    yield from _beside(rows, anchors)


@cache
def _idle(layout: Layout) -> tuple[tuple[int, ...], ...]:
    """Positions of each line that do not apply to it."""
    return tuple(map(layout.idle, layout.lines))


class _Frame(NamedTuple):
    """The cells of a line in which nobody types: how to pick them from a row, and what is printed in them."""

    pick: Callable[[Sequence[Cell]], tuple[Cell, ...]]
    printed: tuple[Cell, ...]


@cache
def _frames(layout: Layout, language: Language) -> tuple[_Frame, ...]:
    """The frame of each line of a matrix form; comparing a line in one go takes a tenth of going through its cells."""
    frames = []
    for line, idle in zip(layout.lines, _idle(layout), strict=True):
        stub = line.stub(language)
        pick = itemgetter(*range(len(stub)), *(position - 1 for position in idle))
        frames.append(_Frame(pick, (*stub, *"x" * len(idle))))
    return tuple(frames)


def _headings(rows: Rows, layout: Layout, anchors: Anchors, language: Language) -> Iterator[_Said]:
    """Titles over the columns, right above the codes."""
    if not anchors.heading_row:
        return
    row, said_already = rows[anchors.heading_row - 1], guessed(anchors.guesses, lines=False)
    for heading in layout.headings:
        place = anchors.columns[heading.position]
        there = row[place - 1] if place and heading.position not in said_already else ""
        if there not in ("", heading.title.of(language)) and normal(str(there)) not in _normal(titles(heading)):
            column = heading.column.id if heading.column else ""
            said: dict[str, object] = {"expected": heading.title.of(language), "found": str(there)}
            yield L.LABEL_CHANGED, (a1(anchors.heading_row, place),), "", column, said


def _stub(row: Sequence[Cell], line: Line, number: int, anchors: Anchors, language: Language) -> Iterator[_Said]:
    """The indicator's own label and unit: figures under another label may be another indicator's."""
    if line.row is None:
        return
    by_label = any(one.is_line and one.place == number for one in anchors.guesses)
    for position, printed, known in ((1, line.row.title, labels(line)), (3, line.row.unit, ways(line.row.unit))):
        place = anchors.columns[position]
        there = row[place - 1] if place and not (position == 1 and by_label) else printed.of(language)
        if there != printed.of(language) and normal(str(there)) not in _normal(known):
            said: dict[str, object] = {"expected": printed.of(language), "found": str(there)}
            yield L.LABEL_CHANGED, (a1(number, place),), line.row.id, "", said


def _normal(known: Iterable[str]) -> set[str]:
    return set(map(normal, known))


def _not_applicable(
    row: Sequence[Cell], line: Line, number: int, idle: tuple[int, ...], anchors: Anchors, language: Language
) -> Iterator[_Said]:
    """Cells that do not apply hold `x`; a figure there has no home."""
    for position in idle:
        place = anchors.columns[position]
        if place and row[place - 1] not in _NOTHING:
            label = line.row.title.of(language) if line.row else ""
            said: dict[str, object] = {"label": label, "found": str(row[place - 1])}
            yield L.NOT_APPLICABLE_FILLED, (a1(number, place),), line.row.id if line.row else "", "", said


@cache
def _record_codes(layout: Layout) -> frozenset[str]:
    """The printed numbers of the records."""
    return frozenset(str(number) for number in range(1, len(layout.lines) + 1))


def _record_numbers(rows: Rows, layout: Layout, anchors: Anchors) -> Iterator[_Said]:
    """The numbers before the records; people number anew, but what is no such number is said."""
    known = _record_codes(layout) | {""}
    place = anchors.columns[1]
    for number, line in zip(anchors.numbers, layout.lines, strict=True):
        there = rows[number - 1][place - 1] if place and 0 < number <= len(rows) else ""
        if plain_code(there) not in known:
            said: dict[str, object] = {"expected": line.stub("vi")[0], "found": str(there)}
            yield L.LABEL_CHANGED, (a1(number, place),), "", "", said


def _outside(rows: Rows, layout: Layout, anchors: Anchors) -> Iterator[_Said]:
    """Rows that are no line: texts above and below the table are heads and signatures, all else is said."""
    passed = {*anchors.numbers, anchors.code_row, anchors.heading_row}
    passed.update(number for twice in anchors.twice for number in twice.rows)
    last = max(anchors.numbers, default=anchors.code_row)
    for number, row in enumerate(rows, start=1):
        if number in passed or row.count("") == len(row):
            continue
        if layout.form.kind == "list" and number > last and _is_record(row, layout, anchors):
            yield L.LIST_TOO_LONG, (a1(number, anchors.columns[2] or 1),), "", "", {"limit": len(layout.lines)}
            return
        filled = [(place, cell) for place, cell in enumerate(row, start=1) if cell not in _NOTHING]
        figures = [(place, cell) for place, cell in filled if not _is_text(cell)]
        if layout.form.kind == "list" and _is_number_alone(filled, layout, anchors):
            continue  # it was pushed down
        if anchors.code_row < number < last:
            code, named = (L.ROW_UNKNOWN, filled) if figures else (L.TEXT_BETWEEN, filled)
        else:
            code, named = L.FIGURE_OUTSIDE, figures
        if named:
            found = [_plain(cell) for _, cell in figures or filled]
            yield code, tuple(a1(number, place) for place, _ in named), "", "", {"found": found}


def _is_number_alone(filled: Sequence[tuple[int, Cell]], layout: Layout, anchors: Anchors) -> bool:
    """Whether nothing stands in a row but the printed number of a record."""
    return [place for place, _ in filled] == [anchors.columns[1]] and plain_code(filled[0][1]) in _record_codes(layout)


def _is_text(cell: Cell) -> bool:
    """A text, or a day: what people write around a table."""
    if isinstance(cell, str):
        return type(cell) is not _Unseen and not _NUMBER.fullmatch(cell)
    return isinstance(cell, date)


def _is_record(row: Sequence[Cell], layout: Layout, anchors: Anchors) -> bool:
    """Whether a row below a list is one more record: most required fields are there."""
    needed = [anchors.columns[h.position] for h in layout.headings if h.column and h.column.required]
    places = [place for place in needed if place]
    return sum(row[place - 1] != "" for place in places) >= max(2, len(places) // 2)


def _beside(rows: Rows, anchors: Anchors) -> Iterator[_Said]:
    """Cells in columns that are none of the table's, a finding for each column."""
    known = {place for place in anchors.columns if place}
    known.update(place for twice in anchors.twice for place in twice.columns)
    lines = sorted({number for number in anchors.numbers if number} | {anchors.code_row, anchors.heading_row} - {0})
    for place in range(1, len(rows[0]) + 1):
        if place not in known:
            filled = [(number, rows[number - 1][place - 1]) for number in lines if number <= len(rows)]
            filled = [(number, cell) for number, cell in filled if cell != ""]
            if filled:
                cells = tuple(a1(number, place) for number, _ in filled)
                yield L.CELL_OUTSIDE, cells, "", "", {"found": [_plain(cell) for _, cell in filled]}


def _plain(cell: Cell) -> object:
    """A cell as a value that may cross to another process."""
    return cell if type(cell) in (str, float, int, bool) else str(cell)
