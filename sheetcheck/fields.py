"""The fields of lists in formulas, and the records of a list for figures that are known."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sheetcheck import faults
from sheetcheck.choices import choices_of
from sheetcheck.expression import Aggregate, Lists, Name
from sheetcheck.expression.arrays import Content, quoted, text_read
from sheetcheck.expression.doubt import depends_on, settled
from sheetcheck.expression.evaluate import Record, Value
from sheetcheck.expression.tree import THIS
from sheetcheck.formula import Filled, holds_exactly, is_at_fault, special, typed
from sheetcheck.grid import a1
from sheetcheck.identity import Identity
from sheetcheck.kinds import KINDS
from sheetcheck.layout import Layout, Slot
from sheetcheck.missing import is_record


@dataclass(frozen=True, slots=True)
class Fields:
    """The lists of a workbook as formulas of the form `home` see them; `at` is a cell of the record asked about."""

    layouts: tuple[Layout, ...]
    home: Layout
    identity: Identity
    at: Slot | None = None

    @property
    def lists(self) -> Lists:
        return Lists(
            cells=self._cells,
            content=self._content,
            number=self._number,
            readable=self._readable,
            label=self._label,
            is_required=self._is_required,
            is_exact=self._is_exact,
            there=lambda form: is_record(self._home(form) or self.home),
            known=lambda name: special(name, self.identity) if name.special else None,
        )

    def slot(self, name: Name) -> Slot | None:
        """The field of the first record, or of this one; None where the workbook has no such list."""
        layout = self._home(name.form)
        if layout is None or layout.form.kind != "list":
            return None
        row = self.at.row if self.at and name.row == THIS else layout.lines[0].slots[0].row
        return layout.slot(row, name.column)

    def column(self, name: Name) -> str:
        """All cells of a field."""
        return self._cells(name._replace(row=""))

    def _home(self, form: str) -> Layout | None:
        return next((one for one in self.layouts if one.form.id == form), None) if form else self.home

    def _cells(self, name: Name) -> str:
        layout, slot = self._home(name.form), self.slot(name)
        if layout is None or slot is None:
            return ""
        if name.row == THIS:
            return f"'{layout.sheet}'!{slot.cell}"
        return f"'{layout.sheet}'!{slot.cell}:{a1(layout.last_line, slot.position)}"

    def _content(self, name: Name) -> Content:
        slot = self.slot(name)
        assert slot is not None, name
        if KINDS[slot.column.kind].numeric:
            return Content.NUMBER
        if slot.column.kind == "date":
            return Content.MONTH if slot.column.partial else Content.DAY
        return Content.CHOICE if slot.column.choices else Content.TEXT

    def _readable(self, name: Name) -> str:
        cells, slot = self._cells(name), self.slot(name)
        assert slot is not None, name
        match self._content(name):
            case Content.NUMBER:
                return f'({self._number(name)}+({cells}="-"))'
            case Content.DAY | Content.MONTH | Content.CHOICE:
                return f"((1-ISBLANK({cells}))*(1-{self._fault(name)}))"
        return text_read(cells)

    def _number(self, name: Name) -> str:
        return f"ISNUMBER({self._cells(name)})*(1-{self._fault(name)})"

    def _fault(self, name: Name) -> str:
        layout, slot = self._home(name.form), self.slot(name)
        assert layout is not None, name
        assert slot is not None, name
        return faults.of_field(self.layouts, layout, slot, all_lines=name.row != THIS)

    def _labels(self, name: Name) -> str:
        return choices_of(self.layouts)[name.form or self.home.form.id, name.column].labels

    def _label(self, name: Name, value: str) -> str:
        """Where the words of a choice stand, so that the formula is the same in every language."""
        slot = self.slot(name)
        ids = list(slot.column.choices) if slot else []
        if value not in ids:
            return quoted(value)
        sheet, _, cells = self._labels(name).partition("!")
        letter = cells.split("$")[1]
        return f"{sheet}!${letter}${ids.index(value) + 1}"

    def _is_required(self, name: Name) -> bool:
        slot = self.slot(name)
        return slot is not None and slot.severity is not None

    def _is_exact(self, name: Name) -> bool:
        slot = self.slot(name)
        return slot is not None and holds_exactly(slot)


def records_in(layout: Layout, filled: Filled) -> Mapping[str, Record]:
    """The records of a list for figures that are known, by their ids: its lines with anything in them."""
    lines = (line for line in layout.lines if any(filled.get(slot.name, "") != "" for slot in line.slots))
    return {line.slots[0].row: {slot.column.id: _said(slot, filled) for slot in line.slots} for line in lines}


def _said(slot: Slot, filled: Filled) -> Value:
    found = filled.get(slot.name)
    return None if is_at_fault(slot, found) else typed(slot, found)


def is_doubtful(layout: Layout, filled: Filled, record: str, field: str) -> bool:
    """Whether what stands there cannot be read, or nothing does though it must."""
    slot = layout.slot(record, field)
    if slot is None or _said(slot, filled) is not None:
        return False
    return filled.get(slot.name, "") != "" or slot.severity is not None


def is_certain(aggregate: Aggregate, layout: Layout, filled: Filled, values: Mapping[Name, Value]) -> bool:
    """Whether no record in doubt decides what an aggregate comes to."""
    made = settled(aggregate, values)
    fields = [name for name in made.names if not name.special]
    return not any(
        doubtful and depends_on(doubtful, made, said, values)
        for record, said in records_in(layout, filled).items()
        if (doubtful := [name for name in fields if is_doubtful(layout, filled, record, name.column)])
    )


def same_group(
    layout: Layout, filled: Filled, record: str, per: Sequence[str], fields: Collection[str]
) -> Sequence[Record] | None:
    """The records that say in all fields of `per` what this one says; None when one of the fields is in doubt."""
    records = records_in(layout, filled)
    keys = {name: tuple(said.get(field) for field in per) for name, said in records.items()}
    own = keys.get(record, (None,))
    if None in own:
        return None
    group = [name for name, key in keys.items() if key == own]
    if any(is_doubtful(layout, filled, name, field) for name in group for field in fields):
        return None
    return [records[name] for name in group]
