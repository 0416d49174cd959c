"""The cells that a broken rule rests on, in the file that came back; nothing when one of them is in doubt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sheetcheck.codes import layout as L
from sheetcheck.codes import value as V
from sheetcheck.engine import Broken
from sheetcheck.expression import Aggregate, Name, parse
from sheetcheck.expression.doubt import depends_on, settled
from sheetcheck.expression.evaluate import Record, Records, Value, chosen
from sheetcheck.expression.tree import names_of
from sheetcheck.finding import cell_key
from sheetcheck.form import Form
from sheetcheck.formula import slot_of, special
from sheetcheck.grid import a1
from sheetcheck.layout import Layout, Slot
from sheetcheck.returns import UNKNOWN, Return
from sheetcheck.text import plain
from sheetcheck.tidy import records

_MISSING = (V.MISSING, V.MISSING_ANNUAL, V.MISSING_SEX_SPLIT, V.MISSING_FIELD, V.EMPTY_FORM)


class Place(NamedTuple):
    """A cell of a return: its form, the index of its line (or of its record) and its column."""

    form: str
    line: int
    column: str


@dataclass(frozen=True, slots=True, eq=False)
class Stated:
    """What one return states, cell by cell, and which cells are already spoken of because they are blank."""

    item: Return
    forms: Mapping[str, Form]
    owned: frozenset[tuple[str, str]]
    lists: dict[str, Sequence[Record] | None] = field(default_factory=dict)

    def layout(self, form: str) -> Layout | None:
        return self.item.layout(self.forms[form]) if form in self.forms else None

    def slot(self, place: Place) -> Slot | None:
        """Its slot; None for a cell that this level or period does not have."""
        layout = self.layout(place.form)
        slots = layout.lines[place.line].slots if layout else ()
        return next((slot for slot in slots if slot.column.id == place.column), None)

    def address(self, place: Place) -> str:
        """Where it is in the file; nothing when it is gone."""
        layout, slot = self.layout(place.form), self.slot(place)
        if layout is None or slot is None or place.form not in self.item.figures:
            return ""
        return self.item.cell(layout, place.line, slot.position)

    def is_doubtful(self, place: Place) -> bool:
        """Gone, unreadable, or blank where it must not be: the earliest stage owns it."""
        address = self.address(place)
        if not address:
            return True
        return (self.item.figures[place.form].sheet, address) in self.owned or self._is_unknown(place)

    def _is_unknown(self, place: Place) -> bool:
        """It could not be read, or is computed from a cell that could not: what it states is then too little."""
        figures, slot = self.item.figures.get(place.form), self.slot(place)
        if figures is None or figures.states.get((place.line, place.column)) in UNKNOWN:
            return True
        return slot is not None and any(map(self._is_unknown, self._parts(slot, place.form)))

    def states_nothing(self, place: Place, value: Value) -> bool:
        """It is blank, or was blank until it was worked out from the other cells."""
        figures = self.item.figures.get(place.form)
        return value is None or (figures is not None and (place.line, place.column) in figures.completed)

    def is_pending(self, place: Place) -> bool:
        """Whether a computed cell that states nothing waits for a cell that is in doubt."""
        slot = self.slot(place)
        parts = self._parts(slot, place.form) if slot else ()
        return any(self.is_doubtful(part) or self.is_pending(part) for part in parts)

    def _parts(self, slot: Slot, form: str) -> Iterator[Place]:
        """The cells that a computed one comes from; those that the layout does not have are not there."""
        own = self.layout(form)
        for name in parse(slot.computed).names if slot.computed else ():
            home = self.layout(name.form or form)
            if own is None or home is None or name.special:
                continue
            found = slot_of({home.form.id: home}, own, name, slot)
            if found is not None:
                yield Place(home.form.id, found.line - home.lines[0].number, found.column.id)

    def records(self, form: str) -> Sequence[Record] | None:
        """The records of a list; None when nobody knows them.

        Its sheet is not there, could not be read or was not read to its end, or the whole return was left empty.
        """
        if form not in self.lists:
            self.lists[form] = self._records(form)
        return self.lists[form]

    def _records(self, form: str) -> Sequence[Record] | None:
        layout, figures = self.layout(form), self.item.figures.get(form)
        untold = ((L.LIST_TOO_LONG.code, form), (V.EMPTY_RETURN.code, ""))
        is_told = all((one.code, one.form) not in untold for one in self.item.findings)
        if layout is None or figures is None or figures.lines is None or not is_told:
            return None
        found: list[dict[str, Value]] = [dict(numbers) for numbers in records(self.item, layout)]
        for (line, column), text in figures.texts.items():
            found[line][column] = plain(text)
        return found

    def following(self, form: str, column: str) -> str:
        """The cell where one more record of a list would begin."""
        layout, figures = self.layout(form), self.item.figures.get(form)
        slot = self.slot(Place(form, 0, column))
        if layout is None or figures is None or slot is None or (figures.columns is not None and not figures.lines):
            return ""
        last = figures.lines[-1] if figures.lines else layout.lines[0].number - 1
        place = figures.columns.get(slot.position, 0) if figures.columns else slot.position
        return a1(last + 1, place) if place and last < layout.last_line else ""


def stated(item: Return, forms: Mapping[str, Form]) -> Stated:
    codes = {code.code for code in _MISSING}
    owned = {(one.sheet, cell) for one in item.findings if one.code in codes for cell in one.cells}
    return Stated(item, forms, frozenset(owned))


@dataclass(frozen=True, slots=True)
class Evidence:
    """`cells` are addresses, those of other sheets with their sheet; `count` is how many records there are."""

    cells: tuple[str, ...]
    first: Slot | None
    count: int


def evidence(one: Broken, there: Stated) -> Evidence | None:
    """None when the rule cannot be decided, because a cell that it rests on says nothing certain."""
    form, aggregates = one.layout.form.id, one.instance.expression.aggregates
    parts = [list(_of_group(one))] if one.group else [_counted(part, one, there) for part in aggregates]
    counted = [place for part in _named_parts(one, parts) for place in part or ()]
    named = dict(_named(one, there))
    places = tuple(dict.fromkeys((*named, *counted)))
    if None in parts or any(map(there.is_doubtful, places)):
        return None
    if any(there.states_nothing(place, value) and there.is_pending(place) for place, value in named.items()):
        return None
    cells = [_cell(place, form, there) for place in sorted(places, key=lambda place: _order(place, form, there))]
    if not cells:
        cells = [there.following(form, name.column) for name in _fields(aggregates)][:1]
    first = next((there.slot(place) for place in places if place.form == form), None)
    count = len({(place.form, place.line) for place in counted})
    return Evidence(tuple(dict.fromkeys(filter(None, cells))), first, count)


def private(form: Form) -> frozenset[str]:
    """Free texts of a sensitive form: who they speak of is not carried on into reports."""
    return frozenset(column.id for column in form.fields if form.sensitive and column.kind == "text")


def known_records(one: Broken, there: Stated) -> Records:
    """The lists that a rule's aggregates take, as the evaluator wants them."""
    found: dict[str, Sequence[Record]] = {}
    for aggregate in one.instance.expression.aggregates:
        listed = there.records(aggregate.form or one.layout.form.id)
        if listed is not None:
            found[aggregate.form] = [listed[line] for line in one.group] if one.group else listed
    return found


def specials(one: Broken, item: Return) -> dict[Name, Value]:
    """What the rule asks about the unit and the period."""
    identity = item.identity
    return {name: special(name, identity) for name in one.instance.expression.specials} if identity else {}


def _named(one: Broken, there: Stated) -> Iterator[tuple[Place, Value]]:
    """The cells that a rule names, with what they state; those that the layout does not have are not there."""
    own = one.layout.form.id
    for name in one.instance.names:
        value = one.values.get(name)
        layout = there.layout(name.form or own)
        if one.line is not None:
            yield Place(own, one.line, name.column), value
        elif layout is not None and (slot := slot_of({layout.form.id: layout}, one.layout, name)) is not None:
            yield Place(layout.form.id, slot.line - layout.lines[0].number, slot.column.id), value


def _of_group(one: Broken) -> Iterator[Place]:
    """What makes the records a group, and what of them was gathered."""
    columns = (*one.instance.per, *(name.column for name in _fields(one.instance.expression.aggregates)))
    return (Place(one.layout.form.id, line, column) for line in one.group for column in columns)


def _counted(aggregate: Aggregate, one: Broken, there: Stated) -> list[Place] | None:
    """The cells whose figures are in an aggregate; None when a record that counts, or may count, is in doubt."""
    form = aggregate.form or one.layout.form.id
    listed = there.records(form)
    if listed is None:
        return None
    values = {**one.values, **specials(one, there.item)}
    aggregate = settled(aggregate, values)
    fields = list(_fields([aggregate]))
    for line, record in enumerate(listed):
        doubtful = {name for name in fields if there.is_doubtful(Place(form, line, name.column))}
        if doubtful and depends_on(doubtful, aggregate, record, values):
            return None
    found = chosen(aggregate, values, listed)
    given = {line: value for line, value in found.items() if value is not None}
    if aggregate.function in ("min", "max") and given:
        best = (min if aggregate.function == "min" else max)(given.values())
        given = {line: value for line, value in given.items() if value == best}
    return [Place(form, line, column) for line in given for column in _quoted(aggregate, form, there)]


def _quoted(aggregate: Aggregate, form: str, there: Stated) -> Sequence[str]:
    """The fields whose cells are named: those that are added up, or the first by which records are counted."""
    if aggregate.argument is not None:
        return [name.column for name in names_of(aggregate.argument) if not name.special]
    layout = there.layout(form)
    usual = [layout.columns[0].id] if layout else []
    return [name.column for name in aggregate.names if not name.special][:1] or usual


def _named_parts(one: Broken, parts: Sequence[Sequence[Place] | None]) -> Sequence[Sequence[Place] | None]:
    """Of a rule about one record only what was found for this record: the rest of the list is not to blame."""
    if not one.instance.expression.looks_up:
        return parts
    return [part for part, aggregate in zip(parts, one.instance.expression.aggregates, strict=True) if aggregate.own]


def _fields(aggregates: Iterable[Aggregate]) -> Iterator[Name]:
    return (name for one in aggregates for name in one.names if not name.special)


def _cell(place: Place, own: str, there: Stated) -> str:
    address = there.address(place)
    return address if place.form == own else f"{there.item.figures[place.form].sheet}!{address}"


def _order(place: Place, own: str, there: Stated) -> tuple[bool, str, tuple[int, int, str]]:
    """The rule's own sheet first; on each sheet as one reads."""
    return place.form != own, place.form, cell_key(there.address(place))
