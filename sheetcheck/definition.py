"""Entries of a YAML document into the nouns of `form`, collecting every mistake on the way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from sheetcheck.choice_labels import indistinct, unpickable
from sheetcheck.codes import definition as D
from sheetcheck.document import Entry, mistake
from sheetcheck.entry_values import EntryValues, text_of
from sheetcheck.expansion import expanded, given_in, type_of
from sheetcheck.expression import ExpressionError, Name, parse
from sheetcheck.finding import Finding, Severity
from sheetcheck.form import Column, Form, Level, Missing, Nature, Place, Required, RollUp, Row, Rule
from sheetcheck.life import threshold
from sheetcheck.nearest import nearest
from sheetcheck.period import PeriodKind
from sheetcheck.restated import Restated, rules_of
from sheetcheck.rules import TYPES, Expansion, Given
from sheetcheck.target import MILESTONES, Better, Target, rows_of
from sheetcheck.vocabulary.column import COLUMN
from sheetcheck.vocabulary.columns import COLUMN_SETS
from sheetcheck.vocabulary.form import FORM
from sheetcheck.vocabulary.restated import RESTATED
from sheetcheck.vocabulary.row import ROW
from sheetcheck.vocabulary.rule import RULE
from sheetcheck.vocabulary.rules import RULES
from sheetcheck.vocabulary.target import TARGET
from sheetcheck.vocabulary.targets import TARGETS

Sets = Mapping[str, tuple[Column, ...]]

_CORE = re.compile(r"S[0-9]{3}-[0-9]{2}|NQ28-T[0-9].*")
"""What a row must serve to be in the core profile: a published report, or a target of the strategy."""


def _with_parts(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """A core row that is computed takes the rows it comes from into the core profile."""
    needed = {name.column for row in rows if row.core and row.computed for name in _names(row.computed)}
    return tuple(replace(row, core=True) if row.id in needed else row for row in rows)


def _names(expression: str) -> tuple[Name, ...]:
    try:
        return parse(expression).names
    except ExpressionError:
        return ()  # the linter says where


class Reading(EntryValues):
    """Reads the definitions of a catalogue, one file after another. `set_places` says where each set of columns is."""

    def __init__(self, found: list[Finding]) -> None:
        super().__init__(found)
        self.set_places: dict[str, Place] = {}

    def column_sets(self, entry: Entry) -> Sets:
        """The sets of `columns.yaml` by name."""
        sets = self._admit(entry, COLUMN_SETS).fields.get("column_sets")
        if sets is None:
            return {}
        self.set_places = {name: sets.place.of(name) for name in sets.fields}
        return {name: self._columns(columns) for name, columns in sets.fields.items()}

    def generic_rules(self, entry: Entry) -> tuple[Rule, ...]:
        """The rules of `rules.yaml`."""
        return self._rules(self._admit(entry, RULES))

    def form(
        self, entry: Entry, sets: Sets, generic: tuple[Rule, ...], targets: tuple[Target, ...] | None = ()
    ) -> Form:
        """A form of these sets; `targets` is None where they cannot be read."""
        entry = self._admit(entry, FORM)
        kind = self._string(entry, "kind") or ("list" if "fields" in entry.fields else "matrix")
        codes = entry.fields["code"].fields if "code" in entry.fields else {}
        named = self._strings(entry, "columns")
        used = {name: sets[name] for name in self._names(entry, "columns", sets)}
        rows = tuple(self._row(item, used if len(used) == len(named) else {}) for item in self._list(entry, "rows"))
        if "rows_of" in entry.fields and targets == ():
            self.found.append(mistake(D.NO_TARGETS, entry.place.of("rows_of")))
        rows = _with_parts(rows + (rows_of(targets or ()) if "rows_of" in entry.fields else ()))
        if kind == "matrix" and not (rows and len(used) == len(named)):
            self.unsound.add(entry.place)
        restated = [self._restated(item) for item in self._list(entry, "restated")]
        if self.unsound.isdisjoint({entry.place, *(row.place for row in rows)}):
            self._recomputed(restated, rows)
        rules = (*self._rules(entry, kind), *rules_of(restated, rows), *(generic if kind == "matrix" else ()))
        return Form(
            id=self._string(entry, "form"),
            number=self._string(entry, "number"),
            version=int(self._number(entry, "version") or 1),
            title=self._text(entry, "title"),
            kind=kind,
            codes={Level(name): str(item.value) for name, item in codes.items()},
            periods=self._periods(entry, "periods"),
            on_change=self._periods(entry, "on_change", default=()),
            sets=used,
            rows=rows,
            fields=self._columns(entry.fields["fields"]) if "fields" in entry.fields else (),
            records=int(self._number(entry, "records") or 0),
            note=self._text(entry, "note") if "note" in entry.fields else None,
            rules=tuple(rule for rule in rules if not _is_across(rule)),
            across=tuple(rule for rule in rules if _is_across(rule)),
            sensitive=self._flag(entry, "sensitive"),
            zero_row=self._string(entry, "zero_row"),
            scope=self._scope(entry),
            since=self._period(entry, "since"),
            place=entry.place,
        )

    def targets(self, entry: Entry) -> tuple[Target, ...]:
        """The targets of `targets.yaml`."""
        return tuple(self._target(item) for item in self._list(self._admit(entry, TARGETS), "targets"))

    def _target(self, entry: Entry) -> Target:
        entry = self._admit(entry, TARGET)
        milestones = entry.fields["milestones"].fields if "milestones" in entry.fields else {}
        return Target(
            id=self._string(entry, "id"),
            code=self._string(entry, "code"),
            number=self._string(entry, "number"),
            title=self._text(entry, "title"),
            unit=self._text(entry, "unit"),
            numerator=self._string(entry, "numerator"),
            denominator=self._string(entry, "denominator"),
            scale=self._number(entry, "scale") or 1,
            level=self._choice(entry, "level", Level, Level.PROVINCE),
            better=self._better(entry),
            milestones={int(year): float(str(item.value)) for year, item in milestones.items()},
            verified=self._flag(entry, "verified"),
            evidence=self._strings(entry, "evidence"),
            note=self._text(entry, "note") if "note" in entry.fields else None,
            place=entry.place,
        )

    def _better(self, entry: Entry) -> Mapping[int, Better]:
        """One word for all milestones, or a word for each."""
        each = entry.fields["better"].fields if "better" in entry.fields else {}
        if not each:
            return dict.fromkeys(MILESTONES, self._choice(entry, "better", Better, Better.AT_LEAST))
        return {year: self._choice(entry.fields["better"], str(year), Better, Better.AT_LEAST) for year in MILESTONES}

    def _restated(self, entry: Entry) -> Restated:
        entry = self._admit(entry, RESTATED)
        column, name, code = (self._string(entry, key) for key in ("column", "id", "code"))
        return Restated(column, name, code, self._number(entry, "within") or 0, entry.place)

    def _recomputed(self, restated: Iterable[Restated], rows: Iterable[Row]) -> None:
        """What is computed again must be computed in some row."""
        known = dict.fromkeys(column for row in rows for column in row.cells)
        for one in restated:
            if one.column and one.column not in known:
                near = ", ".join(nearest(one.column, known) or known) or "—"
                self.found.append(mistake(D.UNKNOWN_NAME, one.place.of("column"), name=one.column, nearest=near))

    def _columns(self, entry: Entry) -> tuple[Column, ...]:
        columns = tuple(self._column(item) for item in entry.items)
        self._unique((column.id, column.place.of("id")) for column in columns)
        return columns

    def _column(self, entry: Entry) -> Column:
        entry = self._admit(entry, COLUMN)
        kind = self._string(entry, "kind") or "text"
        computed = self._string(entry, "computed")
        usual = RollUp.CALC if computed else RollUp.SUM if kind in ("count", "amount", "flag") else RollUp.NONE
        choices = entry.fields["choices"].fields if "choices" in entry.fields else {}
        self.found += (*indistinct(choices), *unpickable(choices))
        return Column(
            id=self._string(entry, "id"),
            title=self._text(entry, "title"),
            kind=kind,
            required=self._flag(entry, "required"),
            computed=computed,
            shares=self._string(entry, "shares"),
            periods=self._periods(entry, "periods", default=tuple(PeriodKind)),
            choices={key: text_of(item) for key, item in choices.items()},
            minimum=self._number(entry, "min"),
            maximum=self._number(entry, "max"),
            many=self._flag(entry, "many"),
            partial=self._flag(entry, "partial"),
            width=self._number(entry, "width") or 0,
            roll_up=self._choice(entry, "roll_up", RollUp, usual),
            aliases=self._strings(entry, "aliases"),
            scope=self._scope(entry),
            place=entry.place,
        )

    def _row(self, entry: Entry, sets: Sets) -> Row:
        entry = self._admit(entry, ROW)
        columns = self._names(entry, "columns", sets)
        if not columns:
            self.unsound.add(entry.place)
        serves = self._strings(entry, "serves")
        each = entry.fields["computed"].fields if "computed" in entry.fields else {}
        return Row(
            id=self._string(entry, "id"),
            code=self._string(entry, "code"),
            title=self._text(entry, "title"),
            unit=self._text(entry, "unit"),
            columns=columns[0] if columns else next(iter(sets), ""),
            levels=tuple(map(Level, self._strings(entry, "levels"))),
            required=self._choice(entry, "required", Required, Required.OPTIONAL),
            nature=self._choice(entry, "nature", Nature, Nature.FLOW),
            roll_up=self._choice(entry, "roll_up", RollUp, RollUp.SUM),
            kind=self._string(entry, "kind"),
            computed="" if each else self._string(entry, "computed"),
            cells={name: str(item.value) for name, item in each.items()},
            serves=serves,
            aliases=self._strings(entry, "aliases"),
            periods=self._periods(entry, "periods"),
            scope=self._scope(entry),
            core=self._flag(entry, "core") if "core" in entry.fields else any(map(_CORE.fullmatch, serves)),
            place=entry.place,
        )

    def _rules(self, entry: Entry, kind: str = "matrix") -> tuple[Rule, ...]:
        rules = (self._rule(item, kind) for item in self._list(entry, "rules"))
        return tuple(rule for rule in rules if rule is not None)

    def _rule(self, entry: Entry, kind: str) -> Rule | None:
        """None for a rule of which nobody knows what must hold; why is said."""
        entry = self._admit(entry, RULE)
        turns = entry.fields.get("each")
        each = {name: self._strings(turns, name) for name in turns.fields} if turns else {}
        name, place = type_of(entry), entry.place
        made, given = self._expansion(name, entry.fields[name], each, kind) if name else (None, Given({}))
        if made:
            place = place._replace(keys=(*place.keys, ("check", dict(place.keys)[name])))
        elif "check" not in entry.fields:
            return None
        loops = {**each, **(made.loops if made else {})}
        return Rule(
            id=self._string(entry, "id"),
            code=self._string(entry, "code"),
            severity=self._choice(entry, "severity", Severity, Severity.ERROR),
            check=made.check if made else self._string(entry, "check"),
            message=made.message if made and "message" not in entry.fields else self._text(entry, "message"),
            help=made.help if made and "help" not in entry.fields else self._text(entry, "help"),
            each=loops,
            per=made.per if made and made.per else self._strings(entry, "per"),
            rows=self._strings(entry, "rows"),
            natures=tuple(map(Nature, self._strings(entry, "natures"))),
            scope=self._scope(entry),
            levels=tuple(map(Level, self._strings(entry, "levels"))),
            periods=self._periods(entry, "periods", default=()),
            source=self._string(entry, "source"),
            trial=self._flag(entry, "trial"),
            since=self._period(entry, "since"),
            until=self._period(entry, "until"),
            fail_when=threshold(self._string(entry, "fail_when")),
            missing=self._choice(entry, "missing", Missing, Missing.SKIP_ANY),
            place=place._replace(loop=loops),
            type=name,
            given=given.values,
            tables=made.tables if made else {},
        )

    def _expansion(
        self, name: str, entry: Entry, each: Mapping[str, tuple[str, ...]], kind: str
    ) -> tuple[Expansion | None, Given]:
        """What a named type makes of its parameters; None when they are not all right."""
        members = RULE.keys[name].members
        assert members is not None
        before = len(self.found)
        given = given_in(self._admit(entry, members), in_list=kind == "list")
        if len(self.found) > before:
            return None, given
        made, found = expanded(name, entry, given, each)
        self.found += found
        return (None if found else made), given


def _is_across(rule: Rule) -> bool:
    return bool(rule.type) and TYPES[rule.type].across is not None
