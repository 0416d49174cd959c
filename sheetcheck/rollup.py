"""How the figures of one form go up a level: sums, ratios recomputed from summed parts, common texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from math import fsum

from sheetcheck.expression import Expression, Name, parse
from sheetcheck.expression.evaluate import Value, evaluate
from sheetcheck.expression.tree import Call, names_of, walk
from sheetcheck.form import RollUp
from sheetcheck.formula import slot_of, special
from sheetcheck.identity import Identity
from sheetcheck.kinds import KINDS
from sheetcheck.layout import Layout, Slot
from sheetcheck.returns import UNKNOWN, Return
from sheetcheck.tidy import records

Figure = float | str | None


class Way(Enum):
    """What becomes of one column of figures: added up, recomputed, kept when all agree, or nothing."""

    SUM = "sum"
    RECOMPUTED = "recomputed"
    COMMON = "common"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Total:
    """What the counted units come to. `units` is how many of them state a figure.

    `alike` says that all parts of a ratio come from the same units; when they do not, it was
    computed over the units that have them all. `differs` says that texts do not agree.
    """

    value: Figure = None
    units: int = 0
    approx: bool = False
    alike: bool = True
    differs: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Computed:
    """A computed figure: the places of the figures that it needs, or what a name always says.

    `optional` are the places of parts that count as none where they are blank (`coalesce`).
    """

    place: int
    expression: Expression
    parts: Mapping[Name, int]
    known: Mapping[Name, str | None]
    optional: frozenset[int]

    def of(self, figures: Sequence[Figure]) -> float | None:
        values: dict[Name, Value] = {**self.known}
        for name, place in self.parts.items():
            values[name] = figures[place]
        result = evaluate(self.expression.node, values)
        return None if result is None or isinstance(result, str) else float(result)


@dataclass(frozen=True, slots=True, eq=False)
class UnitLine:
    """The figures of one unit in the order of the slots; `states` by place, for those with one."""

    unit: str
    figures: Sequence[Figure]
    states: Mapping[int, str] = field(default_factory=dict)
    record: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class FormTotals:
    """One form of all counted units: a line each (a list form: one each record), and the totals."""

    layout: Layout
    slots: tuple[Slot, ...]
    ways: tuple[Way, ...]
    computed: Mapping[int, Computed]
    lines: tuple[UnitLine, ...]
    totals: tuple[Total, ...]

    def place(self, row: str, column: str) -> int | None:
        """Where a figure stands among the slots; None for one that the form does not have."""
        return next((place for place, slot in enumerate(self.slots) if slot.name == (row, column)), None)

    def total(self, row: str, column: str) -> Total:
        """The total of one figure; nothing for one that the form does not have."""
        place = self.place(row, column)
        return Total() if place is None else self.totals[place]


def roll_up(layout: Layout, returns: Sequence[Return], about: Identity) -> FormTotals:
    """The form over returns that all have this layout; `about` answers for unit level and period."""
    if layout.form.kind == "list":
        slots = layout.lines[0].slots if layout.lines else ()
        lines = tuple(line for one in returns if layout.form.id in one.figures for line in _records(one, layout))
        computed: Mapping[int, Computed] = {}
    else:
        slots = tuple(layout.slots())
        computed = _computed(layout, slots, about)
        lines = tuple(_line(one, layout, computed) for one in returns if layout.form.id in one.figures)
    ways = tuple(_way(slot, layout) for slot in slots)
    return FormTotals(layout, slots, ways, computed, lines, _totals(ways, computed, lines))


def _way(slot: Slot, layout: Layout) -> Way:
    """What the form declares; a computed column is recomputed, whatever its row says."""
    column = slot.column
    row = next((line.row for line in layout.lines if line.row and line.row.id == slot.row), None)
    if not KINDS[column.kind].numeric:
        return Way.COMMON if column.roll_up is RollUp.COMMON else Way.NONE
    if _comes_from_elsewhere(slot):
        return Way.SUM
    if column.computed or (slot.computed and row is not None and row.roll_up is RollUp.CALC):
        return Way.RECOMPUTED
    if column.roll_up is RollUp.NONE or column.kind in ("percent", "points"):
        return Way.NONE
    if row is not None and row.roll_up is RollUp.NONE:
        return Way.NONE
    # OWN too: whoever is merged here owns the figure; what came from below would have another level.
    return Way.SUM if column.roll_up in (RollUp.SUM, RollUp.OWN, RollUp.APPEND) else Way.NONE


def _comes_from_elsewhere(slot: Slot) -> bool:
    """Computed from other forms: within its own form it is a figure that the return states."""
    return bool(slot.computed) and any(name.form for name in parse(slot.computed).names)


def _computed(layout: Layout, slots: Sequence[Slot], about: Identity) -> Mapping[int, Computed]:
    """Computed figures by place, each after those that it needs."""
    places = {slot.name: place for place, slot in enumerate(slots)}
    found: dict[int, Computed] = {}

    def visit(place: int) -> None:
        slot = slots[place]
        if place in found or not slot.computed or _comes_from_elsewhere(slot):
            return
        expression = parse(slot.computed)
        parts: dict[Name, int] = {}
        known: dict[Name, str | None] = {}
        for name in expression.names:
            there = None if name.special else slot_of({}, layout, name, slot)
            if there is None:
                known[name] = special(name, about) if name.special else None
            else:
                parts[name] = places[there.name]
                visit(parts[name])
        optional = frozenset(parts[name] for name in _with_default(expression) if name in parts)
        found[place] = Computed(place, expression, parts, known, optional)

    for place in range(len(slots)):
        visit(place)
    return found


def _with_default(expression: Expression) -> Iterator[Name]:
    for node in walk(expression.node):
        if isinstance(node, Call) and node.operation == "coalesce":
            yield from names_of(node)


def _line(one: Return, layout: Layout, computed: Mapping[int, Computed]) -> UnitLine:
    """The inputs of a return, and everything computed from them (never what the return says of it)."""
    stated = one.figures[layout.form.id]
    values, texts = stated.values, stated.texts
    figures: list[Figure] = []
    states: dict[int, str] = {}
    for place, line, name, number in _inputs(layout):
        value: Figure = None
        if number >= 0:
            value = values[number]
            if value != value:
                value = None
        elif texts and name:
            value = texts.get((line, name))
        figures.append(value)
        if stated.states and name and (line, name) in stated.states:
            states[place] = stated.states[line, name]
    for place, one_computed in computed.items():
        if states and any(states.get(part) in UNKNOWN for part in one_computed.optional):
            states[place] = "unavailable"  # blank is none, but … is some, and nobody knows how many
            continue
        figures[place] = one_computed.of(figures)
        if states and any(states.get(part) == "approx" for part in one_computed.parts.values()):
            states[place] = "approx"
    return UnitLine(one.unit, figures, states)


@cache
def _inputs(layout: Layout) -> Sequence[tuple[int, int, str, int]]:
    """Place, line, column ("" for a computed figure) and place among the numbers (-1 for no input there)."""
    found: list[tuple[int, int, str, int]] = []
    for index, line in enumerate(layout.lines):
        for slot in line.slots:
            name = "" if slot.computed and not _comes_from_elsewhere(slot) else slot.column.id
            found.append((len(found), index, name, layout.number(index, name)))
    return tuple(found)


def _records(one: Return, layout: Layout) -> Iterator[UnitLine]:
    stated = one.figures[layout.form.id]
    slots = layout.lines[0].slots
    for index, numbers in enumerate(records(one, layout)):
        figures = [
            numbers[slot.column.id] if slot.column.id in numbers else stated.texts.get((index, slot.column.id))
            for slot in slots
        ]
        states = {
            place: stated.states[index, slot.column.id]
            for place, slot in enumerate(slots)
            if (index, slot.column.id) in stated.states
        }
        yield UnitLine(one.unit, figures, states, f"{index + 1}")


def _totals(ways: Sequence[Way], computed: Mapping[int, Computed], lines: Sequence[UnitLine]) -> tuple[Total, ...]:
    approximate = {place for line in lines for place, state in line.states.items() if state == "approx"}
    totals = [
        _direct(way, [line.figures[place] for line in lines], place in approximate) for place, way in enumerate(ways)
    ]
    for place, one in computed.items():
        if ways[place] is Way.RECOMPUTED:
            totals[place] = _recomputed(one, totals, lines, approx=place in approximate)
    return tuple(totals)


def _direct(way: Way, column: Sequence[Figure], approx: bool) -> Total:
    stated = [figure for figure in column if figure is not None]
    if way is Way.SUM:
        numbers = [figure for figure in stated if isinstance(figure, float)]
        return Total(fsum(numbers) if numbers else None, len(numbers), approx and bool(numbers))
    if way is Way.COMMON:
        different = set(stated)
        return Total(stated[0] if len(different) == 1 else None, len(stated), differs=len(different) > 1)
    return Total(None, len(stated))


def _recomputed(one: Computed, totals: Sequence[Total], lines: Sequence[UnitLine], *, approx: bool) -> Total:
    """From the totals of its parts; where units have only some of the parts, over those that have all."""
    places = tuple(one.parts.values())
    units = sum(line.figures[one.place] is not None for line in lines)
    if one.expression.is_arithmetic:
        there = [sum(line.figures[place] is not None for place in places) for line in lines]
        whole = [line for line, count in zip(lines, there, strict=True) if count == len(places)]
        alike = all(count in (0, len(places)) for count in there)
    else:
        whole = [line for line in lines if line.states.get(one.place) not in UNKNOWN]
        alike = len(whole) == len(lines)
    if alike:
        return Total(one.of([total.value for total in totals]), units, approx)
    sums: list[Figure] = [None] * len(totals)
    for place in places:
        numbers = [figure for line in whole if isinstance(figure := line.figures[place], float)]
        sums[place] = fsum(numbers) if numbers else None
    return Total(one.of(sums) if whole else None, units, approx, alike=False)
