"""What may be typed into the cells of a form, as Excel checks it: while somebody types, and of what was pasted.

A data validation stops a wrong entry, but only a typed one. So the same condition stands a second time on the hidden
sheet, over the whole ranges. The signs “-” (none) and “…” (not collected) may stand for any number: whoever reads the
return knows them, and the instructions ask for them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby

from sheetcheck.boxes import boxes, first_where
from sheetcheck.choices import choices_of
from sheetcheck.expression.plain_text import length, plain
from sheetcheck.form import Column
from sheetcheck.formula import SIGNS, accepts, day_of
from sheetcheck.grid import place_of
from sheetcheck.kinds import KINDS
from sheetcheck.layout import Layout, Slot
from sheetcheck.text import Language, Text

IDLE = "idle"
_NO_COLUMN = Column(id="", title=Text("", ""), kind="text")
_IDLE = Text(
    vi="ô in sẵn dấu x, không thuộc phạm vi của chỉ tiêu: xóa nội dung đã ghi, để lại dấu x",
    en="cells printed with an x do not apply: delete what was entered there and put the x back",
)
_BROKEN = Text(vi="ô báo lỗi, như #REF!: xóa đi và nhập lại", en="an error such as #REF!: delete it and type again")
_EMPTY = Text(
    vi="ô chỉ có dấu cách, hoặc báo lỗi như #REF!: xóa đi và nhập lại",
    en="nothing but spaces, or an error such as #REF!: delete it and type again",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """Cells of a form that are checked alike. `options` are those of a data validation, but for its condition."""

    layout: Layout
    slots: tuple[Slot, ...]
    options: Mapping[str, object]
    labels: str

    @property
    def sentence(self) -> str:
        """What may be typed there; for a column of a register, which column."""
        words = str(self.options["error_message"])
        title = str(self.options["column"])
        return f"{title}: {words[:1].lower()}{words[1:]}" if title else words

    @property
    def is_needed(self) -> bool:
        return self.slots[0].severity is not None

    def validations(self) -> Iterator[tuple[Sequence[str], Mapping[str, object]]]:
        """Ranges and the data validation of each; a condition speaks of the first cell of its range."""
        plain = {key: value for key, value in self.options.items() if key != "column"}
        kind, ranges = self.options["validate"], boxes(self.slots)
        if "input_message" not in self.options:
            return  # nothing to check and nothing to say
        if self.labels:
            yield ranges, {**plain, "source": f"={self.labels}"}
        elif kind == "custom" or _is_number(self.options):
            words = {
                key: value for key, value in plain.items() if key.partition("_")[0] in ("input", "error", "ignore")
            }
            for box in ranges:
                first = box.partition(":")[0]
                sign = f"{_is_sign(first)}+" if _is_number(self.options) else ""
                yield (box,), {**words, "validate": "custom", "value": f"={sign}{_never_fails(self._holds(first))}>0"}
        else:
            yield ranges, plain

    @property
    def first_fault(self) -> str:
        """The formula for the place of the first cell that holds what could not have been typed; a blank is no fault,
        an error value always is."""
        ranges = [f"'{self.layout.sheet}'!{box}" for box in boxes(self.slots)]
        return first_where({box: self._fault(box) for box in ranges})

    def is_fault(self, value: float | str) -> bool:
        """The same for something that is filled in."""
        if value == "":
            return False
        if self.options["validate"] == "any" and "input_message" not in self.options:
            return isinstance(value, str) and not value.strip() and self.is_needed
        return not accepts(self.slots[0].column, value)

    def faults_of(self, slots: Sequence[Slot], weights: Mapping[int, int]) -> Iterator[str]:
        """Formulas that add up the weights of these cells of one line that are at fault, by their columns."""
        for box in boxes(slots):
            corner, _, end = box.partition(":")
            first, last = place_of(corner)[1], place_of(end or corner)[1]
            fault, of_cells = (
                self._fault(f"'{self.layout.sheet}'!{box}"),
                [weights[one] for one in range(first, last + 1)],
            )
            yield (
                f"{fault}*{of_cells[0]}" if first == last else f"SUMPRODUCT({fault}*{{{','.join(map(str, of_cells))}}})"
            )

    def _fault(self, cell: str) -> str:
        """1 or 0 for each cell of a range, and never an error."""
        if self.options["validate"] == "any" and "input_message" not in self.options:
            if self.is_needed:
                return f"((1-ISBLANK({cell}))*(1-ISNUMBER(1/{length(cell)})))"
            return f"(1*ISERROR({cell}))"
        if self.labels:
            # MATCH takes `*` for any words.
            words = f'SUBSTITUTE(SUBSTITUTE({plain(cell)},"*","~*"),"?","~?")'
            return f"((1-ISBLANK({cell}))*ISERROR(MATCH({words},{self.labels},0)))"
        if self.options["validate"] == IDLE:
            return f'(1-ISNUMBER(1/(({cell}="x")+({cell}="-")+({cell}=""))))'
        may_be_sign = _is_number(self.options) or self.options["validate"] == "list"
        no_sign = f"*(1-ISNUMBER(1/({_is_sign(cell)})))" if may_be_sign else ""
        return f"((1-ISBLANK({cell}))*(1-ISNUMBER(1/({self._holds(cell)}))){no_sign})"

    def _holds(self, cell: str) -> str:
        """The condition as 1 or 0, or an error, which is as good as 0."""
        options = self.options
        low, high = options.get("minimum"), options.get("maximum")
        match options["validate"]:
            case "integer":
                return f"({cell}>={low})*({cell}<={high})*({cell}=INT({cell}))"
            case "decimal":
                return f"ISNUMBER({cell})*({cell}>={low})*({cell}<={high})"
            case "date" if isinstance(low, date) and isinstance(high, date):
                return f"ISNUMBER({cell})*({cell}>={day_of(low)})*({cell}<{day_of(high) + 1})"
            case "list":
                return f"({cell}=1)+({cell}=0)"
            case "length":
                return f"({length(cell)}>={low})*({length(cell)}<={high})"
        return str(options["value"]).replace("{cell}", cell)


@cache
def entries_of(layout: Layout, layouts: tuple[Layout, ...], language: Language) -> tuple[Entry, ...]:
    """The cells of a form that somebody fills in, together where they are checked alike."""
    listed = choices_of(layouts)
    inputs = sorted((slot for slot in layout.slots() if not slot.computed), key=lambda slot: _alike(slot, layout))
    found = []
    for _, group in groupby(inputs, key=lambda slot: _alike(slot, layout)):
        slots = tuple(group)
        column = slots[0].column
        options = KINDS[column.kind].validation(column, language) or {
            "validate": "any",
            "error_message": (_EMPTY if slots[0].severity else _BROKEN).of(language),
        }
        title = column.title.of(language) if layout.form.kind == "list" else ""
        place = listed.get((layout.form.id, column.id))
        found.append(Entry(layout, slots, {**options, "column": title}, place.labels if place else ""))
    if idle := tuple(_idle(layout)):
        found.append(Entry(layout, idle, {"validate": IDLE, "error_message": _IDLE.of(language), "column": ""}, ""))
    return tuple(sorted(found, key=lambda entry: (entry.slots[0].line, entry.slots[0].position)))


def _idle(layout: Layout) -> Iterator[Slot]:
    """The cells with a printed `x`: locked, but not for a program, nor where a sheet was unprotected."""
    for line in layout.lines if layout.form.kind == "matrix" else ():
        for position in layout.idle(line):
            yield Slot(line.slots[0].row if line.slots else "", _NO_COLUMN, line.number, position)


def _alike(slot: Slot, layout: Layout) -> tuple[str, ...]:
    column = slot.column
    own = column.id if column.choices or layout.form.kind == "list" else ""
    needed = str(slot.severity is not None) if column.kind == "text" else ""
    return (column.kind, own, str(column.minimum), str(column.maximum), needed)


def _is_sign(cell: str) -> str:
    return "+".join(f'({cell}="{sign}")' for sign in SIGNS)


def _never_fails(condition: str) -> str:
    """The condition as 1 or 0, or 0 where it is an error; one that sees to it itself has no room for more."""
    return condition if condition.startswith("ISNUMBER(1/") else f"ISNUMBER(1/({condition}))"


def _is_number(options: Mapping[str, object]) -> bool:
    return options["validate"] in ("integer", "decimal")
