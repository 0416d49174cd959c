"""What a form is: frozen nouns that do nothing. `schemas/` says them, `catalogue` reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sheetcheck.finding import Severity
from sheetcheck.period import PeriodKind
from sheetcheck.place import Place as Place
from sheetcheck.rule_type import Value
from sheetcheck.text import Text


class Level(StrEnum):
    """Of a reporting unit. Districts exist for periods that end by 2025-06-30."""

    COMMUNE = "commune"
    DISTRICT = "district"
    PROVINCE = "province"
    NATIONAL = "national"


class Scope(StrEnum):
    """OWN: what the unit itself is responsible for. CONSOLIDATED: with all units below it."""

    OWN = "own"
    CONSOLIDATED = "consolidated"


class Profile(StrEnum):
    """FULL: every row. CORE: only rows that a national target or a published report needs, and their parts."""

    FULL = "full"
    CORE = "core"


class Required(StrEnum):
    """When a row must be filled."""

    EVERY = "every"
    ANNUAL = "annual"
    TERM = "term"
    OPTIONAL = "optional"
    COMPUTED = "computed"


class Nature(StrEnum):
    """FLOW happens in a period, STOCK stands at its end, TERM holds for a term of office."""

    FLOW = "flow"
    STOCK = "stock"
    TERM = "term"


class RollUp(StrEnum):
    """How a figure goes up a level; a ratio is always recomputed (CALC), never summed."""

    SUM = "sum"
    CALC = "calc"
    OWN = "own"
    APPEND = "append"
    COMMON = "common"
    NONE = "none"


class Missing(StrEnum):
    """What a rule makes of blank cells.

    SKIP_ANY: nothing that depends on a blank is decided. SKIP_ALL: a blank counts as 0, unless all cells are
    blank. NEVER: a blank always counts as 0.
    """

    SKIP_ANY = "skip_any"
    SKIP_ALL = "skip_all"
    NEVER = "never"


NOWHERE = Place("", 0)


@dataclass(frozen=True, slots=True)
class Threshold:
    """How many lines may break a rule before it counts: `> 10` lines, `>= 5 %` of those on which it was decided."""

    most: float
    is_share: bool
    inclusive: bool = False

    @property
    def written(self) -> str:
        return f"{'>=' if self.inclusive else '>'} {self.most:.12g}{' %' if self.is_share else ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A breakdown of a matrix form, or a field of a list form.

    `kind` names a member of `kinds/`. `computed` is the expression that gives the value.
    `shares` names the column whose place on the sheet this one takes when both are there.
    `scope` limits it to workbooks of one scope.
    """

    id: str
    title: Text
    kind: str
    required: bool = False
    computed: str = ""
    shares: str = ""
    periods: tuple[PeriodKind, ...] = (PeriodKind.HALF, PeriodKind.YEAR)
    choices: Mapping[str, Text] = field(default_factory=dict)
    minimum: float | None = None
    maximum: float | None = None
    many: bool = False
    partial: bool = False
    width: float = 0
    roll_up: RollUp = RollUp.SUM
    aliases: tuple[str, ...] = ()
    scope: Scope | None = None
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An indicator. `code` is printed and is the anchor; `id` is stable for ever.

    `computed` is the expression of every figure of the row, `cells` of single ones, by column id.
    `core` says that the row belongs to the core profile.
    `periods` are those whose returns print the row; an annual row is never on a half-year return.
    """

    id: str
    code: str
    title: Text
    unit: Text
    columns: str
    levels: tuple[Level, ...]
    required: Required
    nature: Nature
    roll_up: RollUp
    kind: str = ""
    computed: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)
    serves: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    periods: tuple[PeriodKind, ...] = (PeriodKind.HALF, PeriodKind.YEAR)
    scope: Scope | None = None
    core: bool = False
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A relation between cells: an expression, two sentences, and where it applies.

    A rule whose names are bare columns speaks of one row (or one record); a rule with
    `row.column` names speaks of one return. `each` expands `[name]` in the expression and in
    the sentences. A rule with no scope, levels or periods holds for all of them.

    Aggregates speak of the records of a list in one return; with `per`, of each group of records of
    the rule's own list that say the same in all these fields.
    """

    id: str
    code: str
    severity: Severity
    check: str
    message: Text
    help: Text
    each: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    per: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    natures: tuple[Nature, ...] = ()
    scope: Scope | None = None
    levels: tuple[Level, ...] = ()
    periods: tuple[PeriodKind, ...] = ()
    source: str = ""
    trial: bool = False
    """Told, and never counted: neither against the return nor in its number of errors and warnings."""
    since: str = ""
    until: str = ""
    """Periods: asked of returns whose last day is in `since`, in `until` or between the two."""
    fail_when: Threshold | None = None
    missing: Missing = Missing.SKIP_ANY
    place: Place = NOWHERE
    restates: bool = False
    """Made from the expression of a computed cell (`restated:`): several of them share one id and code."""
    type: str = ""
    """The named type (`rules/`) that it was written as; its `check` is what that stands for."""
    given: Mapping[str, Value] = field(default_factory=dict)
    """The parameters of the type, as its author gave them."""
    tables: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Beyond `each`: `[children]` becomes the text that its table has for a value of a loop variable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form (biểu). A matrix form has rows and column sets; a list form has fields (columns).

    `zero_row` names the row whose 1 says that nothing happened: blank cells of the form are then zeros.
    A form with a `scope` is in workbooks of that scope only; one with a `since` only from that period on.
    """

    id: str
    number: str
    version: int
    title: Text
    kind: str
    codes: Mapping[Level, str]
    periods: tuple[PeriodKind, ...]
    sets: Mapping[str, tuple[Column, ...]] = field(default_factory=dict)
    rows: tuple[Row, ...] = ()
    fields: tuple[Column, ...] = ()
    records: int = 0
    on_change: tuple[PeriodKind, ...] = ()
    note: Text | None = None
    rules: tuple[Rule, ...] = ()
    sensitive: bool = False
    zero_row: str = ""
    scope: Scope | None = None
    since: str = ""
    across: tuple[Rule, ...] = ()
    """Rules over the returns of a batch together: no one return decides them. Their `check` is a figure."""
    place: Place = field(default=NOWHERE, compare=False)

    @property
    def levels(self) -> tuple[Level, ...]:
        return tuple(self.codes)

    @property
    def all_rules(self) -> tuple[Rule, ...]:
        """Those of one return, and those over many."""
        return (*self.rules, *self.across)
