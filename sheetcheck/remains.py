"""What stands on a sheet beside its figures: labels, cells that do not apply, content without a home."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from sheetcheck.anchors import Anchors
from sheetcheck.codes import layout as L
from sheetcheck.finding import Code, Finding, finding
from sheetcheck.form import Row
from sheetcheck.grid import Cell, Sheet, a1
from sheetcheck.label import normal
from sheetcheck.layout import Heading, Layout, Line
from sheetcheck.text import Language

_NOTHING = ("x", "X", "-", "")
Rows = Sequence[Sequence[Cell]]


def remains(sheet: Sheet, rows: Rows, layout: Layout, anchors: Anchors, language: Language) -> Iterator[Finding]:
    """Everything that nobody else consumed: a changed label, a figure outside the table, …"""
    for code, cells, row, column, params in _remains(rows, layout, anchors, language):
        yield finding(
            code, sheet=sheet.name, form=layout.form.id, cells=cells, row=row, column=column, params=params
        )


_Said = tuple[Code, tuple[str, ...], str, str, dict[str, object]]


def _remains(rows: Rows, layout: Layout, anchors: Anchors, language: Language) -> Iterator[_Said]:
    yield from _headings(rows, layout, anchors, language)
    if layout.form.kind == "matrix":
        for line, number, idle in zip(layout.lines, anchors.numbers, _idle(layout), strict=True):
            if number:
                yield from _stub(rows[number - 1], line, number, anchors, language)
                yield from _not_applicable(rows[number - 1], line, number, idle, anchors, language)
    else:
        yield from _beyond_the_list(rows, layout, anchors)
    yield from _outside(rows, layout, anchors)


@cache
def _idle(layout: Layout) -> tuple[tuple[int, ...], ...]:
    """Positions of each line that do not apply to it."""
    figures = range(layout.stub_width + 1, layout.width + 1)
    return tuple(
        tuple(p for p in figures if all(slot.position != p for slot in line.slots)) for line in layout.lines
    )


def _headings(rows: Rows, layout: Layout, anchors: Anchors, language: Language) -> Iterator[_Said]:
    """Titles over the columns, right above the codes."""
    if anchors.code_row < 2:
        return
    row = rows[anchors.code_row - 2]
    for heading in layout.headings:
        place = anchors.columns[heading.position]
        there = row[place - 1] if place else ""
        if there not in ("", heading.title.of(language)) and normal(str(there)) not in _titles(heading):
            column = heading.column.id if heading.column else ""
            said: dict[str, object] = {"expected": heading.title.of(language), "found": str(there)}
            yield L.LABEL_CHANGED, (a1(anchors.code_row - 1, place),), "", column, said


def _titles(heading: Heading) -> set[str]:
    """How a column may be called: in both languages, and as in templates already sent out."""
    aliases = heading.column.aliases if heading.column else ()
    return {normal(text) for text in (heading.title.vi, heading.title.en, *aliases)}


def _stub(row: Sequence[Cell], line: Line, number: int, anchors: Anchors, language: Language) -> Iterator[_Said]:
    """The indicator's own label: figures under another label may be another indicator's."""
    place = anchors.columns[1]
    if line.row is None or not place:
        return
    there = row[place - 1]
    if there != line.row.title.of(language) and normal(str(there)) not in _labels(line.row):
        said: dict[str, object] = {"expected": line.row.title.of(language), "found": str(there)}
        yield L.LABEL_CHANGED, (a1(number, place),), line.row.id, "", said


def _labels(row: Row) -> set[str]:
    return {normal(text) for text in (row.title.vi, row.title.en, *row.aliases)}


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


def _beyond_the_list(rows: Rows, layout: Layout, anchors: Anchors) -> Iterator[_Said]:
    """Records typed below the last line of a list form."""
    needed = [anchors.columns[h.position] for h in layout.headings if h.column and h.column.required]
    places = [place for place in needed if place]
    for number in range(anchors.numbers[-1] + 1, len(rows) + 1):
        if sum(rows[number - 1][place - 1] != "" for place in places) >= max(2, len(places) // 2):
            yield L.LIST_TOO_LONG, (a1(number, places[0]),), "", "", {"limit": len(layout.lines)}
            return


def _outside(rows: Rows, layout: Layout, anchors: Anchors) -> Iterator[_Said]:
    """Texts above and below the table are heads and signatures; figures there, and all else, are said."""
    lines = set(anchors.numbers)
    last = max(anchors.numbers, default=anchors.code_row)
    known = {place for place in anchors.columns if place}
    strays = len(rows[0]) > len(known) if rows else False
    for number, row in enumerate(rows, start=1):
        if number in lines:
            if strays:
                yield from _beside(row, number, known)
        elif number not in (anchors.code_row, anchors.code_row - 1):
            figures = [(p, cell) for p, cell in enumerate(row, start=1) if type(cell) in (float, int)]
            if figures:
                code = L.ROW_UNKNOWN if anchors.code_row < number < last else L.FIGURE_OUTSIDE
                cells = tuple(a1(number, p) for p, _ in figures)
                yield code, cells, "", "", {"found": [cell for _, cell in figures]}


def _beside(row: Sequence[Cell], number: int, known: set[int]) -> Iterator[_Said]:
    for place, cell in enumerate(row, start=1):
        if cell != "" and place not in known:
            yield L.CELL_OUTSIDE, (a1(number, place),), "", "", {"found": str(cell)}
