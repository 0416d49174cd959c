"""Cells that hold what could not have been typed there: one number for each line, whose binary digits say which.

Whoever reads the return says of such a cell that it cannot be read, and rules are silent about it. So are the formulas
of rules: they ask the number of the line, which stands on the hidden sheet beside the verdicts, in the row of the line.
Free texts are no fault for a rule: too long or too short, they are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sheetcheck.boxes import boxes
from sheetcheck.grid import column_letter, place_of
from sheetcheck.layout import Layout, Slot
from sheetcheck.verdicts import Column


def is_asked(slot: Slot) -> bool:
    """Whether the number of its line has a digit for the cell (see `is_at_fault`)."""
    return not slot.computed and slot.column.kind != "text"


def weight(layout: Layout, position: int) -> int:
    return int(2 ** (position - layout.stub_width - 1))


def in_cells(layouts: Sequence[Layout], home: Layout, slots: Iterable[Slot]) -> Iterator[str]:
    """Formulas that are 0 as long as none of the cells is at fault, one for each rectangle."""
    for box in boxes(slot for slot in slots if is_asked(slot)):
        corner, _, end = box.partition(":")
        (top, first), (bottom, last) = place_of(corner), place_of(end or corner)
        digits = _from(_numbers(layouts, home, top, bottom), weight(home, first))
        found = f"MOD({digits},{2 ** (last - first + 1)})"
        yield found if top == bottom else f"SUMPRODUCT({found})"


def of_field(layouts: Sequence[Layout], home: Layout, slot: Slot, *, all_lines: bool) -> str:
    """1 where the field of a record is at fault: an array over all lines of a list, or of the line of `slot`."""
    first, last = (home.lines[0].number, home.last_line) if all_lines else (slot.line, slot.line)
    return f"MOD({_from(_numbers(layouts, home, first, last), weight(home, slot.position))},2)"


def _from(numbers: str, digit: int) -> str:
    return numbers if digit == 1 else f"INT({numbers}/{digit})"


def _numbers(layouts: Sequence[Layout], home: Layout, first: int, last: int) -> str:
    """Their cells as the formulas of rules see them, which stand on the same hidden sheet."""
    place = next(index for index, one in enumerate(layouts) if one.form.id == home.form.id)
    letter = column_letter(Column.FAULTS + place)
    return f"{letter}{first}" if first == last else f"{letter}{first}:{letter}{last}"
