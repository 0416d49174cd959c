"""What one return states, and what its rules would say if some of its cells said something else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import isfinite, isnan
from types import MappingProxyType
from typing import Final

from sheetcheck.codes import layout as L
from sheetcheck.evidence import Place, Stated, stated
from sheetcheck.expression import Name
from sheetcheck.expression.evaluate import Record, Value, evaluate
from sheetcheck.form import Form
from sheetcheck.formula import special
from sheetcheck.grid import place_of
from sheetcheck.identity import anybody, issued_layouts
from sheetcheck.kinds import KINDS
from sheetcheck.layout import Slot
from sheetcheck.returns import Return
from sheetcheck.suggestions._asked import Ask, Asked, asked_of, at_record

Changes = Mapping[Place, Value]
NOTHING: Final[Changes] = MappingProxyType({})


class Known:
    """One return: its figures, its rules, and what is in doubt. Remembers what it was asked."""

    def __init__(self, item: Return, forms: Mapping[str, Form]) -> None:
        assert item.identity is not None
        self.item = item
        self.identity = item.identity
        self.there: Stated = stated(item, forms)
        whose = anybody(item.identity)
        self.asked: Asked = asked_of(issued_layouts(forms.values(), item.identity), whose)
        over = {
            (one.sheet, cell) for one in item.findings if one.code == L.FORMULA_TYPED_OVER.code for cell in one.cells
        }
        self._typed_over = {
            place
            for place in self.asked.steps
            if place.form in item.figures and (item.figures[place.form].sheet, self.there.address(place)) in over
        } if over else set[Place]()  # fmt: skip
        self._doubts: dict[Place, bool] = {}
        self._verdicts: dict[tuple[int, int | None], bool | None] = {}

    def slot(self, place: Place) -> Slot | None:
        return self.there.slot(place)

    def is_formula(self, place: Place) -> bool:
        """Whether the workbook works the cell out by itself."""
        return place in self.asked.steps and place not in self._typed_over

    def value(self, place: Place, supposed: Changes = NOTHING) -> Value:
        """What rules see there."""
        if place in supposed:
            return supposed[place]
        figures, layout = self.item.figures.get(place.form), self.asked.layouts.get(place.form)
        if figures is None or layout is None:
            return None
        number = layout.number(place.line, place.column)
        if number < 0:
            return figures.texts.get((place.line, place.column))
        return None if number >= len(figures.values) or isnan(figures.values[number]) else figures.values[number]

    def place(self, form: str, cell: str) -> Place | None:
        """The cell of a form that stands at an address of the file."""
        figures, layout = self.item.figures.get(form), self.asked.layouts.get(form)
        if figures is None or layout is None:
            return None
        row, position = place_of(cell)
        numbers = figures.lines if figures.lines is not None else tuple(line.number for line in layout.lines)
        if row not in numbers:
            return None
        line = numbers.index(row)
        columns = figures.columns
        for slot in layout.lines[line].slots:
            if (columns.get(slot.position, slot.position) if columns else slot.position) == position:
                return Place(form, line, slot.column.id)
        return None

    def supposing(self, changes: Changes) -> Changes:
        """The changes, and what the workbook would then work out anew."""
        found = dict(changes)
        cells = {cell for place in changes for cell in self.asked.uses.get(place, ())}
        for cell in sorted(cells, key=self.asked.order.__getitem__):
            if cell not in changes and self.is_formula(cell):
                found[cell] = self.recalculated(cell, found)
        return found

    def recalculated(self, cell: Place, supposed: Changes = NOTHING) -> float | None:
        """What a computed cell comes to; None while a part is in doubt."""
        step = self.asked.steps[cell]
        values = dict(step.known)
        for name, part, _ in step.parts:
            if self._is_doubtful(Place(*part), supposed):
                return None
            values[name] = self.value(Place(*part), supposed)
        if step.is_arithmetic and any(values[name] is None for name, _, _ in step.parts):
            return None
        result = step.result(values)
        return result if result is None or isfinite(result) else None

    def inputs(self, place: Place) -> Iterator[Place]:
        """The cells that somebody types from which this one comes; itself when it is one."""
        if not self.is_formula(place):
            yield place
            return
        for _, part, _ in self.asked.steps[place].parts:
            yield from self.inputs(Place(*part))

    def is_possible(self, place: Place, value: Value) -> bool:
        """Whether a figure may stand in the cell without anything to be said about it."""
        slot = self.slot(place)
        if slot is None or not self.there.address(place):
            return False
        if value is None:
            return slot.severity is None
        if not KINDS[slot.column.kind].numeric:
            return isinstance(value, str)
        read = KINDS[slot.column.kind].read(float(value), slot.column)
        return read.value == value and read.code is None and not read.status

    def touching(self, supposed: Changes) -> Iterator[Ask]:
        """Every rule that names a cell whose figure is another than it was."""
        return self.asked.touching([place for place, value in supposed.items() if value != self.value(place)])

    def asks(self, form: str, rule: str, record: int | None) -> Iterator[Ask]:
        """The places on which a rule is held; of a register, this record."""
        for ask in self.asked.of_rule.get((form, rule), ()):
            if ask.layout.form.kind == "matrix" or ask.line is None:
                yield ask
            elif record is not None and not ask.groups:
                yield at_record(ask, record)

    def verdict(self, ask: Ask, supposed: Changes = NOTHING) -> bool | None:
        """Whether the rule holds there; None when that cannot be decided."""
        if not supposed:
            if ask.key not in self._verdicts:
                self._verdicts[ask.key] = self._verdict(ask, supposed)
            return self._verdicts[ask.key]
        return self._verdict(ask, supposed)

    def _verdict(self, ask: Ask, supposed: Changes) -> bool | None:
        expression = ask.instance.expression
        values: dict[Name, Value] = {name: special(name, self.identity) for name in ask.specials}
        for name, place in ask.places:
            if place is None:
                values[name] = None
            elif self._is_doubtful(place, supposed):
                return None
            else:
                values[name] = self.value(place, supposed)
        records = self._records(ask, supposed)
        if records is None:
            return None
        found = evaluate(expression.node, values, records)
        return found if isinstance(found, bool) else None

    def _is_doubtful(self, place: Place, supposed: Changes) -> bool:
        if place in supposed:
            if supposed[place] is not None:
                return False
            if not self.is_formula(place):
                slot = self.slot(place)
                return slot is not None and slot.severity is not None
            return any(self._is_doubtful(Place(*part), supposed) for _, part, _ in self.asked.steps[place].parts)
        if place not in self._doubts:
            there = self.there
            self._doubts[place] = there.is_doubtful(place) or (
                there.states_nothing(place, self.value(place)) and there.is_pending(place)
            )
        return self._doubts[place]

    def _records(self, ask: Ask, supposed: Changes) -> Mapping[str, Sequence[Record]] | None:
        """The lists that a rule takes together; None when they are not known or one of their cells is in doubt."""
        found: dict[str, Sequence[Record]] = {}
        for aggregate in ask.instance.expression.aggregates:
            form = aggregate.form or ask.layout.form.id
            listed = self.there.records(form)
            if listed is None:
                return None
            fields = [name.column for name in aggregate.names if not name.special]
            lines: Sequence[int] = range(len(listed))
            if ask.groups and ask.line is not None:
                key = self._key(ask, ask.line, supposed)
                lines = [line for line in lines if self._key(ask, line, supposed) == key] if None not in key else ()
                if not lines:
                    return None
            if any(self._is_doubtful(Place(form, line, column), supposed) for line in lines for column in fields):
                return None
            changed = {(place.line, place.column): value for place, value in supposed.items() if place.form == form}
            found[aggregate.form] = [
                {**listed[line], **{column: value for (at, column), value in changed.items() if at == line}}
                for line in lines
            ]
        return found

    def _key(self, ask: Ask, line: int, supposed: Changes) -> tuple[Value, ...]:
        return tuple(self.value(Place(ask.layout.form.id, line, column), supposed) for column in ask.instance.per)
