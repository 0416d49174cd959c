"""What must still be filled in, by formulas that say what a check of the return would say.

A cell that must be filled in is *missing* while it is blank (V101, V103, V106), one that only the annual return
asks for is *open* (V102). A tick that nothing happened fills a form; a form for changes may stay blank; a form
that is blank as a whole is missing even where each cell by itself would only be open (V104); a record of a list
is there as soon as anything stands in its line.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sheetcheck.boxes import boxes, first_where
from sheetcheck.finding import Severity
from sheetcheck.formula import Filled
from sheetcheck.grid import a1
from sheetcheck.layout import FIRST_LINE, Layout, Slot

_NONE = "0"


class Formulas(NamedTuple):
    """How many cells are filled in, missing and open, and where the first one is (see `boxes`)."""

    filled: str
    missing: str
    first_missing: str
    open: str
    first_open: str


class Blanks(NamedTuple):
    """The same for figures that are known: the blank cells themselves."""

    filled: int
    missing: tuple[Slot, ...]
    open: tuple[Slot, ...]


def is_ticked(layout: Layout, filled: Filled) -> bool:
    """Whether the form says that nothing happened, so that its blanks are zeros."""
    return layout.zero_line is not None and filled.get(layout.lines[layout.zero_line].slots[0].name) == 1


def nothing_happened(layout: Layout, filled: Filled) -> bool:
    """Whether it is ticked and no figure denies it."""
    return is_ticked(layout, filled) and sum(isinstance(one, float | int) and one > 0 for one in filled.values()) == 1


def may_stay_blank(layout: Layout) -> bool:
    """A list, a form for changes, and one that asks for nothing."""
    return layout.form.kind == "list" or layout.period in layout.form.on_change or not _needed(layout)


def blanks(layout: Layout, filled: Filled) -> Blanks:
    """What the formulas come to."""
    given = [slot for slot in layout.slots() if not slot.computed and filled.get(slot.name, "") != ""]
    if is_ticked(layout, filled):
        return Blanks(len(given), (), ())
    needed = _needed(layout)
    if layout.form.kind == "list":
        lines = {slot.line for slot in given}
        needed = tuple(slot for slot in needed if slot.line in lines)
    elif layout.period in layout.form.on_change and not given:
        needed = ()
    blank = tuple(slot for slot in needed if filled.get(slot.name, "") == "")
    if _is_asked_as_a_whole(layout) and not given:
        return Blanks(0, blank, ())
    missing = tuple(slot for slot in blank if slot.severity is Severity.ERROR)
    return Blanks(len(given), missing, tuple(slot for slot in blank if slot.severity is Severity.WARNING))


def formulas(layout: Layout) -> Formulas:
    """The formulas of a form; none of them is volatile, and none looks at more than the form's table."""
    if layout.form.kind == "list":
        return _of_records(layout)
    inputs = f"COUNTA({_ranges(layout, [slot for slot in layout.slots() if not slot.computed])})"
    needed = _needed(layout)
    must = [slot for slot in needed if slot.severity is Severity.ERROR]
    asked = [slot for slot in needed if slot.severity is Severity.WARNING]
    if _is_asked_as_a_whole(layout):
        blank = f"{inputs}=0"
        missing, first = f"IF({blank},{_count(layout, asked)},0)", f"IF({blank},{_first(layout, asked)},0)"
        later, first_later = f"IF({blank},0,{_count(layout, asked)})", f"IF({blank},0,{_first(layout, asked)})"
        return Formulas(inputs, missing, first, later, first_later)
    found = Formulas(inputs, _count(layout, must), _first(layout, must), _count(layout, asked), _first(layout, asked))
    if layout.zero_line is not None:
        tick = layout.lines[layout.zero_line].slots[0].cell
        return _unless(f"'{layout.sheet}'!{tick}=1", found)
    return _unless(f"{inputs}=0", found) if layout.period in layout.form.on_change else found


def _needed(layout: Layout) -> tuple[Slot, ...]:
    return tuple(slot for slot in layout.slots() if slot.severity is not None)


def _is_asked_as_a_whole(layout: Layout) -> bool:
    """Whether nothing of it must be filled in and something is asked for: then it may not stay blank."""
    severities = {slot.severity for slot in _needed(layout)}
    return severities == {Severity.WARNING} and not may_stay_blank(layout)


def _unless(condition: str, found: Formulas) -> Formulas:
    filled, *others = found
    return Formulas(filled, *(one if one == _NONE else f"IF({condition},0,{one})" for one in others))


def _ranges(layout: Layout, slots: Sequence[Slot]) -> str:
    return ",".join(f"'{layout.sheet}'!{box}" for box in boxes(slots))


def _count(layout: Layout, slots: Sequence[Slot]) -> str:
    return "+".join(f"COUNTBLANK('{layout.sheet}'!{box})" for box in boxes(slots)) or _NONE


def _first(layout: Layout, slots: Sequence[Slot]) -> str:
    ranges = [f"'{layout.sheet}'!{box}" for box in boxes(slots)]
    return first_where({box: f"ISBLANK({box})" for box in ranges})


def _of_records(layout: Layout) -> Formulas:
    """A line with anything in it is a record. MMULT adds up each line: what is there, and what is not but must be."""
    box, there = _box(layout), is_record(layout)
    must = ["1" if slot.severity is not None else "0" for slot in layout.lines[0].slots]
    missing = f"SUMPRODUCT({there}*MMULT(1*ISBLANK({box}),{{{';'.join(must)}}}))"
    first_missing = first_where({box: f"{there}*ISBLANK({box})*{{{','.join(must)}}}"})
    return Formulas(f"COUNTA({box})", missing, first_missing, _NONE, _NONE)


def is_record(layout: Layout) -> str:
    """The array that is 1 on the lines of a list with anything in them."""
    typed = ";".join("0" if slot.computed else "1" for slot in layout.lines[0].slots)
    return f"(MMULT(1-ISBLANK({_box(layout)}),{{{typed}}})>0)"


def _box(layout: Layout) -> str:
    first, last = layout.lines[0].slots[0], layout.lines[-1].slots[-1]
    return f"'{layout.sheet}'!{a1(FIRST_LINE, first.position)}:{a1(layout.last_line, last.position)}"
