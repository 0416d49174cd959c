"""Cells of a worksheet replaced in its XML; their formats, and every other byte, stay."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from sheetcheck.annotation._splice import Change, Element, appended, elements, spliced, text
from sheetcheck.fixing.edits import Edit
from sheetcheck.grid import a1, place_of

_TYPE: Final = re.compile(rb"""\s+t\s*=\s*(?:"[^"]*"|'[^']*')""")
_STYLE: Final = re.compile(rb"""(\s+s\s*=\s*)(?:"[^"]*"|'[^']*')""")
_ZERO: Final = date(1899, 12, 30)


class Made(NamedTuple):
    """A worksheet with its new cells, and which of them it has."""

    xml: bytes
    cells: frozenset[str]


class _Row(NamedTuple):
    element: Element
    number: int
    cells: Sequence[tuple[int, Element]]


def with_cells(xml: bytes, edits: Iterable[Edit], day_style: Callable[[int], int]) -> Made:
    """`day_style` gives, for the number of a format, that of the same with a day in it.

    A formula that is wanted and not there is passed over, and so is one that is there where none is wanted: what it
    shows would come back as soon as the sheet is worked out.
    """
    found = elements(xml, 4)
    data = next((one for one in found if one.tag == "sheetData" and one.depth == 1), None)
    if data is None:
        return Made(xml, frozenset())
    rows = list(_rows(found))
    there = {a1(row.number, column): cell for row in rows for column, cell in row.cells}
    formulas = {one.start: one for one in found if one.tag == "f" and one.depth == 4}
    changes: list[Change] = []
    new: dict[int, list[tuple[int, bytes]]] = {}
    done: set[str] = set()
    for edit in edits:
        cell = there.get(edit.cell)
        if cell is None:
            row, column = place_of(edit.cell)
            if not edit.is_formula and edit.value is not None:
                tag = f'<{data.prefix}c r="{edit.cell}">'.encode()
                new.setdefault(row, []).append((column, _cell(tag, edit, data.prefix, b"", day_style)))
                done.add(edit.cell)
            continue
        formula = next((one for start, one in formulas.items() if cell.start < start < cell.end), None)
        if (formula is not None) is edit.is_formula:
            kept = xml[formula.start : formula.end] if formula else b""
            tag = xml[cell.start : cell.inner]
            changes.append(Change(cell.start, cell.end, _cell(tag, edit, cell.prefix, kept, day_style)))
            done.add(edit.cell)
    changes += _inserted(xml, data, rows, new)
    return Made(spliced(xml, changes), frozenset(done))


def _rows(found: Iterable[Element]) -> Iterator[_Row]:
    """Rows with their cells; a program may leave out what number each has, and then they follow each other."""
    row: Element | None = None
    number = column = 0
    cells: list[tuple[int, Element]] = []
    for one in found:
        if one.tag == "row" and one.depth == 2:
            if row is not None:
                yield _Row(row, number, cells)
            told = one.attributes.get("r", "")
            number, column, row, cells = int(told) if told.isdigit() else number + 1, 0, one, []
        elif one.tag == "c" and one.depth == 3:
            told = one.attributes.get("r", "")
            column = place_of(told)[1] if told else column + 1
            cells.append((column, one))
    if row is not None:
        yield _Row(row, number, cells)


def _cell(tag: bytes, edit: Edit, prefix: str, formula: bytes, day_style: Callable[[int], int]) -> bytes:
    """The element anew: its attributes but for its type, its formula if it has one, what it holds."""
    tag = _TYPE.sub(b"", tag).rstrip(b">").rstrip().removesuffix(b"/").rstrip()
    if edit.is_day and edit.value is not None:
        tag = _with_day(tag, day_style)
    if edit.value is None and not formula:
        return tag + b"/>"
    kind, inside = _content(edit, prefix, is_formula=bool(formula))
    return tag + kind + b">" + formula + inside + f"</{prefix}c>".encode()


def _content(edit: Edit, prefix: str, *, is_formula: bool) -> tuple[bytes, bytes]:
    if edit.value is None:
        return b"", b""
    if isinstance(edit.value, str) and not edit.is_day:
        if is_formula:
            return b' t="str"', f"<{prefix}v>{text(edit.value)}</{prefix}v>".encode()
        said = f'<{prefix}is><{prefix}t xml:space="preserve">{text(edit.value)}</{prefix}t></{prefix}is>'
        return b' t="inlineStr"', said.encode()
    number = (date.fromisoformat(str(edit.value)) - _ZERO).days if edit.is_day else float(edit.value)
    written = str(int(number)) if number == int(number) and abs(number) < 1e15 else repr(number)
    return b"", f"<{prefix}v>{written}</{prefix}v>".encode()


def _with_day(tag: bytes, day_style: Callable[[int], int]) -> bytes:
    match = _STYLE.search(tag)
    now = int(re.sub(rb"\D", b"", match.group().partition(b"=")[2]) or b"0") if match else 0
    style = f'"{day_style(now)}"'.encode()
    return _STYLE.sub(lambda found: found.group(1) + style, tag) if match else tag + b" s=" + style


def _inserted(
    xml: bytes, data: Element, rows: Sequence[_Row], new: dict[int, list[tuple[int, bytes]]]
) -> Iterator[Change]:
    """Cells that were not there, in their order: rows and cells of a sheet must ascend."""
    known = {row.number: row for row in rows}
    missing = b""
    for number, cells in sorted(new.items()):
        ordered = sorted(cells)
        row = known.get(number)
        if row is None:
            whole = f'<{data.prefix}row r="{number}">'.encode() + b"".join(cell for _, cell in ordered)
            whole += f"</{data.prefix}row>".encode()
            after = next((one.element.start for one in rows if one.number > number), None)
            if after is None:
                missing += whole
            else:
                yield Change(after, after, whole)
            continue
        last = b""
        for column, cell in ordered:
            after = next((one.start for place, one in row.cells if place > column), None)
            if after is None:
                last += cell
            else:
                yield Change(after, after, cell)
        if last:
            yield appended(xml, row.element, last)
    if missing:
        yield appended(xml, data, missing)
