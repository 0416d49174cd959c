"""Where everything of a form stands on its sheet: the only home of addresses.

A matrix form has the indicator in column A, its code (Mã số) in B, the unit of measure in C, then
the numbered columns and the note; a list form has the record number in A, then its fields.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from sheetcheck.finding import Severity
from sheetcheck.form import Column, Form, Level, Profile, Required, RollUp, Row, Scope
from sheetcheck.grid import a1
from sheetcheck.kinds import KINDS
from sheetcheck.period import PeriodKind
from sheetcheck.text import Text

STATUS_ROW = 4
"""Where a form says what is still wrong with it; a formula, and nothing that anybody typed."""
HEADING_ROW = 6
CODE_ROW = 7
FIRST_LINE = 8
IDENTITY_SHEET = "_sheetcheck"
LISTS_SHEET = "_lists"
RULES_SHEET = "_rules"
RESULT_SHEET = Text(vi="Kết quả kiểm tra", en="Results of the check")
"""The first sheet of an annotated return; what stands on it is ours."""
READING_TITLE = Text(vi="KẾT QUẢ KIỂM TRA (bản chỉ để xem)", en="RESULTS OF THE CHECK (for reading only)")
"""What stands first on it where the copy has no formulas any more, so that it is no return."""
COVER_SHEET = Text(vi="Hướng dẫn", en="Instructions")

NOTE = Column(id="note", title=Text(vi="Ghi chú", en="Note"), kind="text", maximum=500, width=18, roll_up=RollUp.NONE)
_STUB = (
    (Text(vi="Chỉ tiêu", en="Indicator"), "A", 46.0),
    (Text(vi="Mã số", en="Code"), "B", 6.0),
    (Text(vi="Đơn vị tính", en="Unit"), "C", 9.0),
)
_NUMBER = (Text(vi="STT", en="No."), "A", 5.0)

_BELOW = {
    Level.COMMUNE: (Level.COMMUNE,),
    Level.DISTRICT: (Level.DISTRICT, Level.COMMUNE),
    Level.PROVINCE: (Level.PROVINCE, Level.DISTRICT, Level.COMMUNE),
    Level.NATIONAL: tuple(Level),
}


@dataclass(frozen=True, slots=True)
class Heading:
    """A printed column: its position on the sheet (A is 1), its code (`A`, `3`) and its title."""

    position: int
    code: str
    title: Text
    width: float
    column: Column | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of one figure. `severity` says how bad it is when the figure is missing."""

    row: str
    column: Column
    line: int
    position: int
    computed: str = ""
    severity: Severity | None = None

    @property
    def cell(self) -> str:
        return a1(self.line, self.position)

    @property
    def name(self) -> tuple[str, str]:
        return (self.row, self.column.id)


@dataclass(frozen=True, slots=True)
class Line:
    """One data line of a sheet: an indicator, or a record of a list form (`row` is None)."""

    number: int
    slots: tuple[Slot, ...]
    row: Row | None = None

    def stub(self, language: str) -> tuple[str, ...]:
        """The locked texts left of the figures, as printed."""
        if self.row is None:
            return (str(self.number - FIRST_LINE + 1),)
        return (self.row.title.of(language), self.row.code, self.row.unit.of(language))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """A form at a level, for a kind of period, a scope and a profile, on its sheet."""

    form: Form
    level: Level
    period: PeriodKind
    scope: Scope
    profile: Profile
    headings: tuple[Heading, ...]
    lines: tuple[Line, ...]
    columns: tuple[Column, ...]
    """Every column that some line has, in printing order, once each."""
    numeric: tuple[Column, ...]
    """The columns whose figures are numbers; the others are texts."""
    numbers: Mapping[str, int]
    """Which of the numbers of a line is that of a column, by column id."""
    places: Mapping[tuple[str, str], Slot]

    @property
    def sheet(self) -> str:
        return sheet_name(self.form)

    @property
    def zero_line(self) -> int | None:
        """The index of the line whose 1 stands for zeros everywhere: in a unit's own return only."""
        if not self.form.zero_row or self.scope is not Scope.OWN:
            return None
        rows = (line.row.id if line.row else "" for line in self.lines)
        return next((index for index, row in enumerate(rows) if row == self.form.zero_row), None)

    @property
    def last_line(self) -> int:
        return self.lines[-1].number if self.lines else FIRST_LINE - 1

    @property
    def width(self) -> int:
        return self.headings[-1].position

    def idle(self, line: Line) -> tuple[int, ...]:
        """Positions that do not apply to a line; an `x` is printed there."""
        taken = {slot.position for slot in line.slots}
        return tuple(one for one in range(self.stub_width + 1, self.width + 1) if one not in taken)

    @property
    def stub_width(self) -> int:
        return 1 if self.form.kind == "list" else len(_STUB)

    def slots(self) -> Iterator[Slot]:
        for line in self.lines:
            yield from line.slots

    def slot(self, row: str, column: str) -> Slot | None:
        """The place of a figure; for a list form `row` is the record's number, from 1."""
        return self.places.get((row, column))

    def number(self, line: int, column: str) -> int:
        """Where the number of a cell stands among those of all lines (`Figures.values`); -1 for a text."""
        return line * len(self.numbers) + self.numbers[column] if column in self.numbers else -1


def sheet_name(form: Form) -> str:
    return f"Biểu {form.number}"


@cache
def _lay_out(form_key: _FormKey, level: Level, period: PeriodKind, scope: Scope, profile: Profile) -> Layout:
    form = form_key.form
    if form.kind == "matrix":
        headings, lines = _matrix(form, printed_rows(form, level, period, scope, profile), period, scope)
    else:
        headings, lines = _list(form, period)
    places = {slot.name: slot for line in lines for slot in line.slots}
    first: dict[str, Column] = {}
    for slot in places.values():
        first.setdefault(slot.column.id, slot.column)
    columns = tuple(first.values())
    numeric = tuple(column for column in columns if KINDS[column.kind].numeric)
    numbers = {column.id: which for which, column in enumerate(numeric)}
    return Layout(form, level, period, scope, profile, headings, lines, columns, numeric, numbers, places)


@dataclass(frozen=True, slots=True, eq=False)
class _FormKey:
    """A form compared by identity: forms hold mappings, so they cannot be hashed by value."""

    form: Form

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _FormKey) and other.form is self.form

    def __hash__(self) -> int:
        return id(self.form)


def layout_of(
    form: Form, level: Level, period: PeriodKind, scope: Scope = Scope.OWN, profile: Profile = Profile.FULL
) -> Layout:
    """The layout of a form for units of a level; the same object for the same arguments."""
    return _lay_out(_FormKey(form), level, period, scope, profile)


def layouts_of(
    forms: Iterable[Form],
    level: Level,
    period: PeriodKind,
    scope: Scope = Scope.OWN,
    profile: Profile = Profile.FULL,
    numbers: Collection[str] = (),
) -> tuple[Layout, ...]:
    """The forms that units of a level fill in for that kind of period: those that print at least one line.

    `numbers` names the forms that were asked for; all when empty.
    """
    issued = (
        form
        for form in forms
        if level in form.levels
        and period in form.periods
        and form.scope in (None, scope)
        and (not numbers or form.number in numbers)
    )
    layouts = (layout_of(form, level, period, scope, profile) for form in issued)
    return tuple(layout for layout in layouts if layout.lines)


def printed_rows(form: Form, level: Level, period: PeriodKind, scope: Scope, profile: Profile) -> tuple[Row, ...]:
    """The rows a unit of that level sees in that kind of period; in the core profile only core rows."""
    levels = _BELOW[level] if scope is Scope.CONSOLIDATED else (level,)
    return tuple(
        row
        for row in form.rows
        if any(one in row.levels for one in levels)
        and (row.scope is None or row.scope is scope)
        and period in row.periods
        and (period is PeriodKind.YEAR or _is_asked_by_half(row))
        and (profile is Profile.FULL or row.core)
    )


def _is_asked_by_half(row: Row) -> bool:
    """A half-year return asks for less: no annual rows, optional ones only where a report or a target needs them."""
    return row.core if row.required is Required.OPTIONAL else row.required is not Required.ANNUAL


def _is_printed(column: Column, period: PeriodKind, scope: Scope) -> bool:
    return period in column.periods and column.scope in (None, scope)


def _matrix(
    form: Form, rows: tuple[Row, ...], period: PeriodKind, scope: Scope
) -> tuple[tuple[Heading, ...], tuple[Line, ...]]:
    positions = _positions(form, rows, period, scope)
    headings = [Heading(i, code, title, width) for i, (title, code, width) in enumerate(_STUB, start=1)]
    shown: set[int] = set()
    for position, column in positions.values():
        if position not in shown:
            shown.add(position)
            headings.append(Heading(position, str(position - len(_STUB)), column.title, column.width or 9, column))
    note = len(headings) + 1
    headings.append(Heading(note, "D", NOTE.title, NOTE.width, NOTE))
    lines = tuple(
        Line(FIRST_LINE + i, tuple(_slots(form, row, FIRST_LINE + i, positions, note, period, scope)), row)
        for i, row in enumerate(rows)
    )
    return tuple(headings), lines


def _positions(form: Form, rows: tuple[Row, ...], period: PeriodKind, scope: Scope) -> dict[str, tuple[int, Column]]:
    """Column id -> its position on the sheet; a column that shares a place takes the other's."""
    used = {row.columns for row in rows}
    positions: dict[str, tuple[int, Column]] = {}
    following = len(_STUB) + 1
    for name, columns in form.sets.items():
        for column in columns if name in used else ():
            if column.id in positions or not _is_printed(column, period, scope):
                continue
            if column.shares in positions:
                positions[column.id] = (positions[column.shares][0], column)
                continue
            positions[column.id] = (following, column)
            following += 1
    return positions


def _slots(
    form: Form,
    row: Row,
    line: int,
    positions: Mapping[str, tuple[int, Column]],
    note: int,
    period: PeriodKind,
    scope: Scope,
) -> Iterator[Slot]:
    for column in form.sets[row.columns]:
        if not _is_printed(column, period, scope):
            continue
        position = positions[column.id][0]
        own = replace(column, kind=row.kind) if row.kind and column.id == "value" else column
        computed = row.cells.get(column.id, row.computed)
        if own.kind == "flag" and scope is Scope.CONSOLIDATED:
            own, computed = replace(own, kind="count"), ""  # how many units answered yes
        if row.computed and not column.computed and column.roll_up is not RollUp.SUM:
            continue  # a text, such as a term, is not computed from other rows
        if column.computed and column.id not in row.cells:
            yield Slot(row.id, own, line, position, column.computed)
        else:
            severity = _severity(row, column, period)
            yield Slot(row.id, own, line, position, computed, severity)
    yield Slot(row.id, NOTE, line, note)


def _severity(row: Row, column: Column, period: PeriodKind) -> Severity | None:
    if not column.required or row.required in (Required.OPTIONAL, Required.COMPUTED) or column.id in row.cells:
        return None
    if row.required is Required.EVERY:
        return Severity.ERROR
    return Severity.WARNING if period is PeriodKind.YEAR else None


def _list(form: Form, period: PeriodKind) -> tuple[tuple[Heading, ...], tuple[Line, ...]]:
    title, code, width = _NUMBER
    fields = tuple(column for column in form.fields if period in column.periods)
    headings = (
        Heading(1, code, title, width),
        *(Heading(i + 1, str(i), column.title, column.width or 11, column) for i, column in enumerate(fields, 1)),
    )
    lines = tuple(
        Line(
            number,
            tuple(
                Slot(str(number - FIRST_LINE + 1), column, number, i, column.computed, _needed(column))
                for i, column in enumerate(fields, start=2)
            ),
        )
        for number in range(FIRST_LINE, FIRST_LINE + form.records)
    )
    return headings, lines


def _needed(column: Column) -> Severity | None:
    return Severity.ERROR if column.required else None
