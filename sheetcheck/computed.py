"""Computed cells that a file gives no value for: worked out from the figures that it states.

A program that does not calculate (a script, some phones) saves formulas without their values, and a figure that was
typed as text is one to us but not to a spreadsheet's formula. Rules must see these cells all the same: a sum that is
never compared would be accepted in silence. What a cell does state is left as it is; rules compare it.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import isnan
from typing import NamedTuple

from sheetcheck.codes import layout as L
from sheetcheck.codes import value as V
from sheetcheck.expression import Expression, Name, parse
from sheetcheck.expression.evaluate import Value, evaluate
from sheetcheck.figures import Figures
from sheetcheck.finding import Finding, finding
from sheetcheck.form import Form
from sheetcheck.formula import slot_of, special
from sheetcheck.identity import Identity, anybody, issued_layouts
from sheetcheck.layout import FIRST_LINE, Layout, Slot
from sheetcheck.returns import UNKNOWN, Return


class Cell(NamedTuple):
    """A cell of a workbook: the form, the index of the line, the column."""

    form: str
    line: int
    column: str


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One computed cell; what it needs is worked out in earlier steps.

    `place` and those of `parts` are among the numbers of the cell's form; -1 for a text.
    """

    cell: Cell
    place: int
    expression: Expression
    is_arithmetic: bool
    parts: tuple[tuple[Name, Cell, int], ...]
    known: Mapping[Name, Value]

    def result(self, values: Mapping[Name, Value]) -> float | None:
        """What the cell comes to when its parts are these."""
        if self.parts and all(values[name] is None for name, _, _ in self.parts):
            return None  # `coalesce` would make a zero of a sheet that was never read
        result = evaluate(self.expression.node, values)
        return None if result is None or isinstance(result, str) else float(result)


def completed(returns: Iterable[Return], forms: Mapping[str, Form]) -> tuple[Return, ...]:
    """The returns with every computed cell that can be worked out; `Figures.completed` says which those are."""
    every = tuple(forms.values())
    return tuple(_completed(one, every) if one.identity and one.figures else one for one in returns)


def _completed(one: Return, forms: tuple[Form, ...]) -> Return:
    assert one.identity is not None
    numbers = {name: array("d", figures.values) for name, figures in one.figures.items()}
    found: dict[str, set[tuple[int, str]]] = {}
    untold = set(_untold(one.figures))
    layouts = issued_layouts(forms, one.identity)
    steps = steps_of(layouts, anybody(one.identity))
    for step in steps:
        cell = step.cell
        if cell.form not in numbers or not isnan(numbers[cell.form][step.place]):
            continue
        if untold and any(part in untold for _, part, _ in step.parts):
            untold.add(cell)  # `…` is some, and nobody knows how many
            continue
        result = _result(step, numbers, one.figures)
        if result is not None:
            numbers[cell.form][step.place] = result
            found.setdefault(cell.form, set()).add((cell.line, cell.column))
    if not found:
        return one
    made = {
        name: replace(one.figures[name], values=numbers[name], completed=frozenset(cells))
        for name, cells in found.items()
    }
    return replace(one, figures={**one.figures, **made}, findings=(*one.findings, *_said(one, made, layouts, steps)))


def _said(
    one: Return, made: Mapping[str, Figures], layouts: Sequence[Layout], steps: Iterable[Step]
) -> Iterator[Finding]:
    """How many cells had no result, but for those whose parts somebody wrote in a way that is already spoken of."""
    explained = set(_spoken_of(one, layouts))
    ticked = {said.form for said in one.findings if said.code == V.ZEROS_FROM_TICK.code}
    count = 0
    for step in steps:
        cell = step.cell
        if cell.form not in made or (cell.line, cell.column) not in made[cell.form].completed:
            continue
        if cell.form in ticked or any(part in explained for _, part, _ in step.parts):
            explained.add(cell)
        else:
            count += 1
    if count:
        said = {"file": one.file, "unit": one.unit, "period": one.period}
        yield finding(L.COMPUTED_WITHOUT_VALUE, **said, params={"count": count})


def _spoken_of(one: Return, layouts: Sequence[Layout]) -> Iterator[Cell]:
    by_form = {layout.form.id: layout for layout in layouts}
    for said in one.findings:
        slot = by_form[said.form].slot(said.row, said.column) if said.form in by_form else None
        if slot is not None:
            yield _where(by_form[said.form], slot)[0]


def _untold(figures: Mapping[str, Figures]) -> Iterator[Cell]:
    for form, there in figures.items():
        for (line, column), state in there.states.items():
            if state in UNKNOWN:
                yield Cell(form, line, column)


def _result(step: Step, numbers: Mapping[str, Sequence[float]], figures: Mapping[str, Figures]) -> float | None:
    values = dict(step.known)
    for name, cell, place in step.parts:
        found: Value = None
        if cell.form in numbers:
            if place < 0:
                found = figures[cell.form].texts.get((cell.line, cell.column))
            elif not isnan(number := numbers[cell.form][place]):
                found = number
        if found is None and step.is_arithmetic:
            return None
        values[name] = found
    return step.result(values)


@cache
def steps_of(layouts: tuple[Layout, ...], identity: Identity) -> tuple[Step, ...]:
    """Every computed cell of a workbook, each after those that it needs."""
    by_form = {layout.form.id: layout for layout in layouts}
    steps: dict[Cell, Step] = {}

    def visit(layout: Layout, slot: Slot) -> None:
        cell, place = _where(layout, slot)
        if cell in steps or not slot.computed:
            return
        expression = parse(slot.computed)
        parts: list[tuple[Name, Cell, int]] = []
        known: dict[Name, Value] = {}
        for name in expression.names:
            home = by_form.get(name.form, layout)
            there = None if name.special else slot_of(by_form, layout, name, slot)
            if there is None:
                known[name] = special(name, identity) if name.special else None
            else:
                visit(home, there)
                parts.append((name, *_where(home, there)))
        steps[cell] = Step(cell, place, expression, expression.is_arithmetic, tuple(parts), known)

    for layout in layouts:
        for slot in layout.slots() if layout.form.kind == "matrix" else ():
            visit(layout, slot)
    return tuple(steps.values())


def _where(layout: Layout, slot: Slot) -> tuple[Cell, int]:
    line, column = slot.line - FIRST_LINE, slot.column.id
    return Cell(layout.form.id, line, column), layout.number(line, column)
