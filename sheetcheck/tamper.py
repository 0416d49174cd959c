"""What was done to a workbook beside its figures, by what its file tells of each sheet.

None of it changes what is read. What nearly every return has in common is worked out once in a process: the ranges that
are checked and the formulas of a form are the same bytes in all of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache

from sheetcheck.anchors import Anchors
from sheetcheck.boxes import boxes
from sheetcheck.codes import tamper as T
from sheetcheck.finding import Finding, finding
from sheetcheck.grid import Cell, Sheet, a1, place_of
from sheetcheck.kinds import KINDS
from sheetcheck.layout import Layout, Slot

_RUN = re.compile(r"([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?")
_REFERENCE = re.compile(r"\$?\b([A-Z]{1,3})\$?(\d{1,7})\b")
_SPACES = re.compile(r"\s+")
_LINK = re.compile(r"\[\d+\]")
_MOST = 1_000_000


def of_sheet(sheet: Sheet, layout: Layout, anchors: Anchors) -> Iterator[Finding]:
    """What was done to the sheet of a form; nothing where its file does not tell."""
    traces = sheet.traces
    where = {"sheet": sheet.name, "form": layout.form.id}
    if sheet.comments:
        yield finding(T.COMMENTS, cells=sheet.comments, params={"count": len(sheet.comments)}, **where)
    if traces is None:
        return
    where_to = None if anchors.as_issued else _places(layout, anchors)
    lost: tuple[Slot, ...] = ()
    if traces.locked or traces.validated:  # else the sheet is no longer the template's, which is said of the workbook
        lost = (
            _unchecked(layout, traces.validated)
            if where_to is None
            else _not_covered(layout, where_to, traces.validated)
        )
    if lost:
        params = {"count": len(lost), "ranges": list(boxes(lost))}
        yield finding(T.VALIDATION_LOST, cells=(lost[0].cell,), params=params, **where)
    altered = _altered(layout, traces.formulas) if where_to is None else _odd(where_to, traces.formulas)
    if altered:
        yield finding(T.FORMULA_ALTERED, cells=altered, params={"count": len(altered)}, **where)
    if b"[" in traces.formulas and (cells := _linked(traces.formulas)):
        yield finding(T.EXTERNAL_LINKS, cells=cells, params={"count": len(cells)}, **where)
    if traces.hidden_rows or traces.hidden_columns:
        yield from _hidden(sheet, anchors, where)


def of_workbook(forms: Iterable[Sheet]) -> Iterator[Finding]:
    """What was done to the workbook as a whole: these are the sheets of its forms."""
    unlocked = [sheet.name for sheet in forms if sheet.traces is not None and not sheet.traces.locked]
    if unlocked:
        yield finding(T.UNLOCKED, sheet=unlocked[0], params={"sheets": unlocked})


def _places(layout: Layout, anchors: Anchors) -> tuple[Slot, ...]:
    """The slots where they are on this sheet."""
    return tuple(
        Slot(slot.row, slot.column, number, anchors.columns[slot.position], slot.computed, slot.severity)
        for line, number in zip(layout.lines, anchors.numbers, strict=True)
        for slot in line.slots
        if number and anchors.columns[slot.position]
    )


@lru_cache(maxsize=512)
def _unchecked(layout: Layout, validated: tuple[str, ...]) -> tuple[Slot, ...]:
    return _not_covered(layout, tuple(layout.slots()), validated)


def _not_covered(layout: Layout, slots: Iterable[Slot], validated: tuple[str, ...]) -> tuple[Slot, ...]:
    """The cells that a template checks while somebody types and that no range of the sheet covers."""
    covered, checked = _covered(validated), _checked(layout)
    return tuple(slot for slot in slots if slot.name in checked and (slot.line, slot.position) not in covered)


@cache
def _checked(layout: Layout) -> frozenset[tuple[str, str]]:
    """Names of the cells that a template checks while somebody types."""
    return frozenset(
        slot.name
        for slot in layout.slots()
        if not slot.computed and KINDS[slot.column.kind].validation(slot.column, "vi") is not None
    )


@lru_cache(maxsize=512)
def _covered(validated: tuple[str, ...]) -> frozenset[tuple[int, int]]:
    """Places in the ranges; a range over whole columns is cut where no form reaches."""
    places: set[tuple[int, int]] = set()
    for first, top, last, bottom in _RUN.findall(" ".join(validated)):
        left, right = place_of(f"{first}1")[1], place_of(f"{last or first}1")[1]
        rows = range(int(top), min(int(bottom or top), int(top) + 2_000) + 1)
        if len(places) + len(rows) * (right - left + 1) > _MOST:
            break
        places.update((row, column) for row in rows for column in range(left, right + 1))
    return frozenset(places)


@lru_cache(maxsize=512)
def _altered(layout: Layout, formulas: bytes) -> tuple[str, ...]:
    return _odd(tuple(layout.slots()), formulas)


def _odd(slots: Iterable[Slot], formulas: bytes) -> tuple[str, ...]:
    """Computed cells whose formula is not that of most cells which are computed alike.

    Programs write formulas anew in ways of their own, but all of a column in the same way.
    """
    texts, slots = _texts(formulas), [slot for slot in slots if slot.computed]
    sums = {slot.row for slot in slots if slot.computed != slot.column.computed}  # of other rows, not of other columns
    groups: dict[tuple[str, str, bool], list[tuple[str, str]]] = {}
    for slot in slots:
        if text := texts.get(slot.cell, ""):
            alike = (slot.column.id, slot.computed, slot.row in sums)
            groups.setdefault(alike, []).append((slot.cell, _relative(text, slot)))
    return tuple(cell for group in groups.values() for cell in _minority(group))


def _minority(group: list[tuple[str, str]]) -> Iterator[str]:
    (usual, count), *others = Counter(pattern for _, pattern in group).most_common()
    if others and count > 1 and count > 2 * sum(one for _, one in others):
        yield from (cell for cell, pattern in group if pattern != usual)


def _relative(text: str, slot: Slot) -> str:
    """The formula as it would be in any line: references to its own line without the number."""

    def one(match: re.Match[str]) -> str:
        return f"{match.group(1)}[{int(match.group(2)) - slot.line}]"

    return _REFERENCE.sub(one, _SPACES.sub("", text).upper())


def _texts(formulas: bytes) -> Mapping[str, str]:
    """Formula by address. A formula that the file shares between cells is told of the first alone."""
    addresses, *texts = formulas.decode("utf-8", "replace").split("\n")
    return dict(zip(addresses.split(), texts, strict=False))


def _hidden(sheet: Sheet, anchors: Anchors, where: Mapping[str, str]) -> Iterator[Finding]:
    """Hidden rows with content, and hidden columns of the table."""
    assert sheet.traces is not None
    shown = [number for number in sheet.traces.hidden_rows if number <= len(sheet.rows)]
    rows = [number for number in shown if _has_content(sheet.rows[number - 1])]
    hidden = {*sheet.traces.hidden_columns} & {*anchors.columns} - {0}
    lines = [number for number in anchors.numbers if 0 < number <= len(sheet.rows)]
    columns = [
        place
        for place in sorted(hidden)
        if any(place <= len(sheet.rows[number - 1]) and sheet.rows[number - 1][place - 1] != "" for number in lines)
    ]
    if rows or columns:
        cells = (*(a1(number, 1) for number in rows), *(a1(anchors.code_row, place) for place in columns))
        yield finding(T.HIDDEN_LINES, cells=cells, params={"rows": len(rows), "columns": len(columns)}, **where)


def _has_content(row: Iterable[Cell]) -> bool:
    return any(cell not in ("", "x") for cell in row)


def _linked(formulas: bytes) -> tuple[str, ...]:
    """Cells whose formulas name another file, which stands as a number in brackets."""
    return tuple(cell for cell, text in _texts(formulas).items() if _LINK.search(text))
