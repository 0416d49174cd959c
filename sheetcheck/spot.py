"""A place of a workbook at which an expression is worked out, and how formulas see cells from there.

A formula takes a cell for what a reader of the return makes of it: a dash is 0 and other text is no number, a label of
a list is the id that it stands for, a date is a day (or, for a year that stands alone, half a day before its first, for
a month a quarter: `2024` comes before `2024-01`, that before `2024-01-01`). The cells without which nothing can be said
are looked at once, in front, and whether they hold what could have been typed there; in what follows they are plain. So
are the records of lists: whether one that is in doubt decides what they come to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from sheetcheck import faults
from sheetcheck.boxes import boxes
from sheetcheck.choices import choices_of
from sheetcheck.expression import Expression, Name, parse, whole_formula
from sheetcheck.expression.aggregates import is_certain_of, is_certain_of_group
from sheetcheck.expression.arrays import FIRST_DAY
from sheetcheck.expression.evaluate import Record, Records, Value, evaluate
from sheetcheck.expression.groups import of_group
from sheetcheck.expression.limits import Limit, exceeded
from sheetcheck.expression.needed import needed
from sheetcheck.expression.plain_text import length, plain
from sheetcheck.expression.tree import Call, Node, Ref, aggregates_of, asked_of, names_of
from sheetcheck.fields import Fields, is_certain, records_in, same_group
from sheetcheck.formula import ABSENT, Filled, holds_exactly, holds_text, is_at_fault, slot_of, special, typed
from sheetcheck.grid import a1
from sheetcheck.identity import Identity, anybody
from sheetcheck.kinds import KINDS
from sheetcheck.layout import FIRST_LINE, Layout, Slot
from sheetcheck.missing import is_ticked, nothing_happened
from sheetcheck.verdicts import filled_cells

_LENGTH = "length of"
"""Stands where a name has its row: how long the date in a column is, which a sheet holds as a number."""


@dataclass(frozen=True, slots=True)
class Spot:
    """The line of `at`, or the form as a whole; `elsewhere` when the formula stands on another sheet."""

    layouts: tuple[Layout, ...]
    home: Layout
    identity: Identity
    at: Slot | None = None
    elsewhere: bool = False

    def formula(self, expression: Expression, per: Sequence[str] = ()) -> str | None:
        """TRUE where a condition is broken, else the figure; None when no formula that Excel takes says it.

        With `per` it is about the records that say in these fields what the one of `at` says.
        """
        text = self.text(expression, per)
        return text if text is not None and not any(limits(text)) else None

    def text(self, expression: Expression, per: Sequence[str] = ()) -> str | None:
        """The formula, however long; FALSE or a blank while the expression cannot be decided."""
        node = self._without_lengths(of_group(expression.node, per) if per else expression.node)
        names = names_of(node) if per else asked_of(node)
        expression = replace(expression, node=node, names=names, aggregates=aggregates_of(node))
        certain = frozenset(name for name in needed(node) if self.place(name) is not None)

        def cell(name: Name) -> str:
            return self.cell(name, is_known=name in certain)

        def is_known(name: Name) -> bool:
            return name in certain or (name.special and not self._is_text(name))

        lists = self.fields.lists
        lowered = whole_formula(
            expression, cell, is_text=self._is_text, is_exact=self.is_exact, lists=lists, is_known=is_known
        )
        if lowered is None:
            return None
        known = [self._is_used(expression, certain)] if expression.is_condition and not per else []
        known.append(self._all_known(self._places(expression, certain), certain, is_condition=expression.is_condition))
        known += self._of_records(expression, per, certain)
        conditions = [one for one in known if one not in ("", "TRUE")]
        if not conditions:
            return lowered
        otherwise = "FALSE" if expression.is_condition else '""'
        asked = conditions[0] if len(conditions) == 1 else f"AND({','.join(conditions)})"
        return f"IF({asked},{lowered},{otherwise})"

    def _is_used(self, expression: Expression, certain: frozenset[Name]) -> str:
        """Whether the record has anything in it, where the rule might be broken by one that nobody began; else ''."""
        record = self._record()
        is_looked_at = any(self.place(name) == (self.home, slot) for name in certain for slot in record)
        may_be_broken = bool(expression.aggregates) or self._answer(expression, {}) is False
        if not record or is_looked_at or not may_be_broken:
            return ""
        return f"COUNTA({','.join(self._boxes(self.home, record))})>0"

    def _record(self) -> tuple[Slot, ...]:
        """The cells of the record that is asked about in which somebody types; none of a matrix form."""
        if self.at is None or self.home.form.kind != "list":
            return ()
        line = next(line for line in self.home.lines if line.number == self.at.line)
        return tuple(slot for slot in line.slots if not slot.computed)

    @property
    def fields(self) -> Fields:
        return Fields(self.layouts, self.home, self.identity, self.at)

    def _of_records(self, expression: Expression, per: Sequence[str], certain: frozenset[Name]) -> Iterator[str]:
        """Whether nothing in doubt decides what records come to."""
        lists = self.fields.lists
        if per:
            yield is_certain_of_group(per, _gathered(expression), lists)
            return
        for aggregate in expression.aggregates:
            doubts = is_certain_of(aggregate, lists)
            if doubts:
                yield doubts
        is_filled = any(not place[1].computed for name in certain if (place := self.place(name)))
        if expression.aggregates and not is_filled:
            yield f"{filled_cells(len(self.layouts))}>0"

    def _places(self, expression: Expression, certain: frozenset[Name]) -> Mapping[Name, tuple[Layout, Slot]]:
        """The cells that are named, and those that a computed one waits for while it is blank, if a rule asks."""
        found = {name: place for name in expression.names if (place := self.place(name)) is not None}
        if not expression.is_condition:
            return found
        named = {(home.form.id, slot.name) for home, slot in found.values()}
        parts = {
            part: place
            for name, (home, slot) in found.items()
            if name not in certain
            for part, place in replace(self, home=home, at=slot)._parts(slot).items()
        }
        return found | {
            name: place for name, place in parts.items() if (name.form, (name.row, name.column)) not in named
        }

    def _parts(self, slot: Slot) -> Mapping[Name, tuple[Layout, Slot]]:
        """The cells in which somebody types that a computed one comes from in the end."""
        found: dict[Name, tuple[Layout, Slot]] = {}
        for name in parse(slot.computed).names if slot.computed else ():
            place = self.place(name)
            if place is None:
                continue
            home, part = place
            if part.computed:
                found |= replace(self, home=home, at=part)._parts(part)
            else:
                found[Name(home.form.id, *part.name)] = place
        return found

    def place(self, name: Name) -> tuple[Layout, Slot] | None:
        """The cell that a name means, and its form; None when this level or period has no such cell."""
        if name.special:
            return None
        known = _by_form(self.layouts)
        slot = slot_of(known, self.home, name._replace(row="") if name.row == _LENGTH else name, self.at)
        return (known[name.form] if name.form else self.home, slot) if slot else None

    def field(self, name: Name) -> tuple[Layout, Slot] | None:
        """The field of a list that a name in an aggregate means, in its first record."""
        home = next((one for one in self.layouts if one.form.id == name.form), None) if name.form else self.home
        slot = self.fields.slot(name) if not name.row else None
        return (home, slot) if home and slot else None

    def value(self, expression: Expression, figures: Mapping[str, Filled], per: Sequence[str] = ()) -> Value:
        """What the formula comes to for figures that are known, by form id; None while it cannot be decided.

        A record that nobody began is not asked anything.
        """
        filled, record = figures.get(self.home.form.id, {}), self._record()
        if expression.is_condition and record and all(filled.get(slot.name, "") == "" for slot in record):
            return None
        return self._answer(expression, figures, per)

    def _answer(self, expression: Expression, figures: Mapping[str, Filled], per: Sequence[str] = ()) -> Value:
        values: dict[Name, Value] = dict.fromkeys(expression.names)
        values |= {name: special(name, self.identity) for name in expression.specials}
        certain = frozenset(needed(expression.node))
        for name in values:
            if place := self.place(name):
                home, slot = place
                values[name] = figure_of(slot, home, self.identity, figures, self.layouts)
                if values[name] is None and (home is not self.home or name not in certain):
                    values[name] = _zero(home, slot, figures.get(home.form.id, {}))
        places = self._places(expression, certain)
        if expression.is_condition and any(
            is_at_fault(part, figures.get(home.form.id, {}).get(part.name))
            for home, part in self._sources(places.values())
        ):
            return None
        for name, (home, slot) in places.items():
            if values.get(name) is None and not self._may_be_unknown(home, slot, figures):
                return None
        records = self._records(expression, figures, values, per) if expression.aggregates else {}
        return None if records is None else evaluate(expression.node, values, records)

    def _records(
        self, expression: Expression, figures: Mapping[str, Filled], values: Mapping[Name, Value], per: Sequence[str]
    ) -> Records | None:
        """The lists that aggregates take; None while a record in doubt decides what they come to."""
        if per and self.at:
            filled = figures.get(self.home.form.id, {})
            group = same_group(self.home, filled, self.at.row, per, _gathered(expression))
            return None if group is None else {"": group}
        if not any(figures.values()):
            return None
        known = _by_form(self.layouts)
        found: dict[str, Sequence[Record]] = {}
        for one in expression.aggregates:
            layout = known.get(one.form, None if one.form else self.home)
            if layout is None:
                continue
            filled = figures.get(layout.form.id, {})
            if not is_certain(one, layout, filled, values):
                return None
            found[one.form] = list(records_in(layout, filled).values())
        return found

    def _may_be_unknown(self, home: Layout, slot: Slot, figures: Mapping[str, Filled]) -> bool:
        """A blank cell that need not be filled in; what cannot be read is never passed over."""
        filled = figures.get(home.form.id, {})
        if slot.column.kind == "text" and slot.severity is None:
            return True
        if slot.computed or figure_of(slot, home, self.identity, figures, self.layouts) is not None:
            return True
        return filled.get(slot.name, "") == "" and (slot.severity is None or is_ticked(home, filled))

    def _without_lengths(self, node: Node) -> Node:
        """The length of a date as a name of its own."""
        if not isinstance(node, Call):
            return node  # the fields of a list are no cells of their own
        if node.operation == "length" and isinstance(node.args[0], Ref):
            place = self.place(node.args[0].name)
            if place and place[1].column.kind == "date":
                return Ref(node.args[0].name._replace(row=_LENGTH))
        return Call(node.operation, tuple(self._without_lengths(piece) for piece in node.args))

    def _is_text(self, name: Name) -> bool:
        if name.special:
            return name.column not in ("start", "end")
        place = self.place(name)
        return name.row != _LENGTH and place is not None and holds_text(place[1])

    def is_exact(self, name: Name) -> bool:
        """A whole number or a day: a sheet keeps it as it is."""
        place = self.place(name)
        return place is None or name.row == _LENGTH or holds_exactly(place[1])

    def _address(self, home: Layout, cell: str) -> str:
        return f"'{home.sheet}'!{cell}" if self.elsewhere or home is not self.home else cell

    def cell(self, name: Name, *, is_known: bool = False) -> str:
        if name.special:
            return f'"{special(name, self.identity)}"'
        place = self.place(name)
        if place is None:
            return ABSENT
        home, slot = place
        cell, column = self._address(home, slot.cell), slot.column
        if name.row == _LENGTH:
            day = f"IF({cell}>={FIRST_DAY},10,4)"
            return f"IF(ISNUMBER({cell}),{day},7)" if column.partial else day
        if slot.computed:
            return cell
        if KINDS[column.kind].numeric:
            return f"N({cell})" if is_known else f'IF({self._is_blank(home, cell)},"",N({cell}))'
        if column.kind == "date":
            day = _day(cell) if column.partial else f"INT({cell})"
            return day if is_known else f'IF({cell}="","",{day})'
        if column.choices:
            listed = choices_of(self.layouts)[home.form.id, column.id]
            return f"INDEX({listed.ids},MATCH({plain(cell)},{listed.labels},0))"
        return plain(cell) if is_known else cell

    def _is_ticked(self, home: Layout) -> str:
        """Whether a form says that nothing happened, so that its blank cells need no figure."""
        if home.zero_line is None:
            return ""
        return f"({self._address(home, home.lines[home.zero_line].slots[0].cell)}=1)"

    def _nothing_happened(self, home: Layout) -> str:
        """Whether it says so and no other figure denies it: the blanks are then zeros."""
        ticked = self._is_ticked(home)
        box = f"{a1(FIRST_LINE, home.stub_width + 1)}:{a1(home.last_line, home.width)}"
        return f'{ticked}*COUNTIF({self._address(home, box)},">0")=1' if ticked else ""

    def _is_blank(self, home: Layout, cell: str) -> str:
        nothing = self._nothing_happened(home)
        return f'AND({cell}="",NOT({nothing}))' if nothing else f'{cell}=""'

    def _all_known(
        self, places: Mapping[Name, tuple[Layout, Slot]], certain: frozenset[Name], *, is_condition: bool
    ) -> str:
        """Whether all cells can be read, and none is blank that must be filled in or that the answer needs."""
        found = {(home.form.id, slot.name): (name, home, slot) for name, (home, slot) in places.items()}
        by_form: dict[str, list[tuple[Name, Slot]]] = {}
        for name, home, slot in found.values():
            if slot.column.kind == "text" and slot.severity is None and name not in certain:
                continue  # says nothing, or something: either is known
            by_form.setdefault(home.form.id, []).append((name, slot))
        wanted = sum(map(len, by_form.values()))
        pieces: list[str] = []
        for home in self.layouts:
            cells = by_form.get(home.form.id)
            if not cells:
                continue
            numbers = [slot for _, slot in cells if KINDS[slot.column.kind].numeric]
            typed = [slot for slot in numbers if not slot.computed]
            optional = [slot for name, slot in cells if slot.severity is None and name not in certain]
            needed_here = [slot for name, slot in cells if slot.severity and name not in certain]
            needed_there = [slot for name, slot in cells if name in certain and home is not self.home]
            texts = [slot for _, slot in cells if slot.column.kind == "text"]
            others = [slot for _, slot in cells if slot not in numbers and slot not in texts]
            if numbers:
                pieces.append(f"COUNT({','.join(self._boxes(home, numbers))})")
            pieces += [f'COUNTIF({box},"-")' for box in self._boxes(home, typed)]
            if others:
                pieces.append(f"COUNTA({','.join(self._boxes(home, others))})")
            pieces += [f"COUNT(1/{length(self._address(home, slot.cell))})" for slot in texts]
            pieces += [f"COUNTBLANK({box})" for box in self._boxes(home, optional)]
            if home.zero_line is not None:
                # A rule of that form which zeros break would be broken by every tick, so there is none.
                ticked, nothing = self._is_ticked(home), self._nothing_happened(home)
                pieces += [f"{ticked}*COUNTBLANK({box})" for box in self._boxes(home, needed_here)]
                pieces += [f"({nothing})*COUNTBLANK({box})" for box in self._boxes(home, needed_there)]
        at_fault = self._faults((home, slot) for _, home, slot in found.values()) if is_condition else ""
        return "+".join(pieces) + f"{at_fault}={wanted}" if wanted else "TRUE"

    def _faults(self, places: Iterable[tuple[Layout, Slot]]) -> str:
        """What is taken away for what could not have been typed, in these cells or where computed ones come from."""
        cells: dict[str, dict[tuple[str, str], Slot]] = {}
        for home, slot in self._sources(places):
            cells.setdefault(home.form.id, {})[slot.name] = slot
        known = _by_form(self.layouts)
        found = (faults.in_cells(self.layouts, known[form], slots.values()) for form, slots in cells.items())
        return "".join(f"-{one}" for of_form in found for one in of_form)

    def _sources(self, places: Iterable[tuple[Layout, Slot]]) -> Iterator[tuple[Layout, Slot]]:
        """The cells in which somebody types: these, or those that the computed ones among them come from."""
        for home, slot in places:
            if slot.computed:
                yield from replace(self, home=home, at=slot)._parts(slot).values()
            else:
                yield home, slot

    def _boxes(self, home: Layout, slots: Sequence[Slot]) -> list[str]:
        return [self._address(home, box) for box in boxes(slots)]


def _day(cell: str) -> str:
    """A day as its number; a month that stands alone comes before its days, a year before its months."""
    year = f"DATE({cell},1,1)-0.5"
    month = f"DATE(RIGHT({cell},4),LEFT({cell},LEN({cell})-5),1)-0.25"
    return f"IF(ISNUMBER({cell}),IF({cell}>={FIRST_DAY},INT({cell}),{year}),{month})"


@cache
def _by_form(layouts: tuple[Layout, ...]) -> Mapping[str, Layout]:
    return {layout.form.id: layout for layout in layouts}


def _gathered(expression: Expression) -> Sequence[str]:
    """The fields that its aggregates look at."""
    names = (name for one in expression.aggregates for name in one.names if not name.special and not name.row)
    return tuple(dict.fromkeys(name.column for name in names))


def limits(formula: str) -> Iterator[Limit]:
    """What keeps a formula out of a workbook: around a check stands another IF."""
    return exceeded(f'IF({formula},99999,"")')


def figure_of(
    slot: Slot, home: Layout, identity: Identity, figures: Mapping[str, Filled], layouts: tuple[Layout, ...]
) -> Value:
    """The figure or text in a cell as rules see it. What is filled in over a computed cell counts, as on a sheet."""
    filled = figures.get(home.form.id, {})
    if not slot.computed or slot.name in filled:
        return typed(slot, filled.get(slot.name))
    result = Spot(layouts, home, identity, slot).value(parse(slot.computed), figures)
    return float(result) if isinstance(result, float | int) else None


def _zero(home: Layout, slot: Slot, filled: Filled) -> Value:
    """0 for a blank cell of a form that says that nothing happened."""
    is_blank = not slot.computed and filled.get(slot.name, "") == ""
    return 0.0 if is_blank and KINDS[slot.column.kind].numeric and nothing_happened(home, filled) else None


def computed_cell(
    layouts: tuple[Layout, ...], layout: Layout, slot: Slot, identity: Identity, figures: Mapping[str, Filled]
) -> tuple[str | None, float | None]:
    """The formula of a computed cell and the value it has for the figures filled in, by form id."""
    value = figure_of(slot, layout, identity, figures, layouts)
    formula = _formula(layouts, layout, slot.name, anybody(identity))
    return formula, value if isinstance(value, float) else None


@cache
def _formula(layouts: tuple[Layout, ...], layout: Layout, name: tuple[str, str], identity: Identity) -> str | None:
    slot = layout.places[name]
    return Spot(layouts, layout, identity, slot).formula(parse(slot.computed))
