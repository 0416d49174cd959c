"""Entries of a YAML document into the nouns of `form`, collecting every mistake on the way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import TypeVar

from sheetcheck.codes import definition as D
from sheetcheck.document import Entry, mistake
from sheetcheck.expression import ExpressionError, Name, parse
from sheetcheck.finding import Finding, Severity
from sheetcheck.form import Column, Form, Level, Nature, Place, Required, RollUp, Row, Rule, Scope
from sheetcheck.kinds import KINDS
from sheetcheck.nearest import nearest
from sheetcheck.period import PeriodKind
from sheetcheck.restated import Restated, rules_of
from sheetcheck.target import MILESTONES, Better, Target, rows_of
from sheetcheck.text import LANGUAGES, Text

Choice = TypeVar("Choice", bound=StrEnum)

_COLUMN_KEYS = (
    "id", "title", "kind", "required", "computed", "shares", "periods", "choices",
    "min", "max", "many", "partial", "width", "roll_up", "aliases", "scope",
)  # fmt: skip
_ROW_KEYS = (
    "id", "code", "title", "unit", "columns", "levels", "required", "nature", "roll_up",
    "kind", "computed", "serves", "aliases", "periods", "scope", "core",
)  # fmt: skip
_RULE_KEYS = (
    "id", "code", "severity", "check", "message", "help", "each", "per", "rows", "scope", "levels", "periods", "source",
)  # fmt: skip
_FORM_KEYS = (
    "form",
    "number",
    "version",
    "code",
    "title",
    "periods",
    "on_change",
    "kind",
    "sensitive",
    "columns",
    "note",
    "rows",
    "rows_of",
    "zero_row",
    "fields",
    "records",
    "restated",
    "rules",
)
_TARGET_KEYS = (
    "id",
    "code",
    "number",
    "title",
    "unit",
    "numerator",
    "denominator",
    "scale",
    "level",
    "better",
    "milestones",
    "verified",
    "evidence",
    "note",
)
_RESTATED_KEYS = ("column", "id", "code", "within")
_CORE = re.compile(r"S[0-9]{3}-[0-9]{2}|NQ28-T[0-9].*")
"""What a row must serve to be in the core profile: a published report, or a target of the strategy."""  # fmt: skip
_FORM_REQUIRED = ("form", "number", "version", "code", "title", "periods", "kind")


def _with_parts(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """A core row that is computed takes the rows it comes from into the core profile."""
    needed = {name.column for row in rows if row.core and row.computed for name in _names(row.computed)}
    return tuple(replace(row, core=True) if row.id in needed else row for row in rows)


def _names(expression: str) -> tuple[Name, ...]:
    try:
        return parse(expression).names
    except ExpressionError:
        return ()  # the linter says where


class Reading:
    """Reads entries; `found` grows with each mistake and a harmless value stands in for the bad one."""

    def __init__(self, found: list[Finding]) -> None:
        self.found = found

    def column_sets(self, entry: Entry) -> dict[str, tuple[Column, ...]]:
        self._keys(entry, ("column_sets",), required=("column_sets",))
        sets = entry.fields.get("column_sets", entry).fields
        return {name: self._columns(columns) for name, columns in sets.items()}

    def rules(self, entry: Entry) -> tuple[Rule, ...]:
        """The rules under the key `rules`, for a form or for `rules.yaml`."""
        listed = entry.fields.get("rules")
        return tuple(self._rule(item) for item in listed.items) if listed else ()

    def form(
        self,
        entry: Entry,
        sets: Mapping[str, tuple[Column, ...]],
        generic: tuple[Rule, ...],
        targets: tuple[Target, ...] = (),
    ) -> Form:
        self._keys(entry, _FORM_KEYS, required=_FORM_REQUIRED)
        kind = self._word(entry, "kind", ("matrix", "list"), "matrix")
        levels = entry.fields.get("code", entry).fields
        codes = {self._level(name, item): str(item.value) for name, item in levels.items()}
        used = {name: sets[name] for name in self._names(entry, "columns", sets)}
        rows = tuple(self._row(item, used) for item in self._list(entry, "rows"))
        if "rows_of" in entry.fields:
            self._word(entry, "rows_of", ("targets",), "targets")
            rows += rows_of(targets)
        rows = _with_parts(rows)
        restated = [self._restated(item) for item in self._list(entry, "restated")]
        return Form(
            id=self._string(entry, "form"),
            number=self._string(entry, "number"),
            version=int(self._number(entry, "version") or 1),
            title=self._text(entry, "title"),
            kind=kind,
            codes=codes,
            periods=self._periods(entry, "periods"),
            on_change=self._periods(entry, "on_change", default=()),
            sets=used,
            rows=rows,
            fields=self._columns(entry.fields["fields"]) if "fields" in entry.fields else (),
            records=int(self._number(entry, "records") or 0),
            note=self._text(entry, "note") if "note" in entry.fields else None,
            rules=(*self.rules(entry), *rules_of(restated, rows), *(generic if kind == "matrix" else ())),
            sensitive=self._flag(entry, "sensitive"),
            zero_row=self._string(entry, "zero_row"),
        )

    def targets(self, entry: Entry) -> tuple[Target, ...]:
        self._keys(entry, ("targets",), required=("targets",))
        return tuple(self._target(item) for item in self._list(entry, "targets"))

    def _target(self, entry: Entry) -> Target:
        optional = ("evidence", "note")
        self._keys(entry, _TARGET_KEYS, required=tuple(key for key in _TARGET_KEYS if key not in optional))
        milestones = entry.fields.get("milestones", entry).fields
        for year, item in milestones.items():
            if year not in map(str, MILESTONES):
                self._wrong(item, "milestones", ", ".join(map(str, MILESTONES)), found=year)
        return Target(
            id=self._string(entry, "id"),
            code=self._string(entry, "code"),
            number=self._string(entry, "number"),
            title=self._text(entry, "title"),
            unit=self._text(entry, "unit"),
            numerator=self._string(entry, "numerator"),
            denominator=self._string(entry, "denominator"),
            scale=self._number(entry, "scale") or 1,
            level=self._level(self._string(entry, "level"), entry),
            better=self._better(entry),
            milestones={
                year: number
                for year in MILESTONES
                if str(year) in milestones and (number := self._number_of(milestones[str(year)], str(year))) is not None
            },
            verified=self._flag(entry, "verified"),
            evidence=self._strings(entry, "evidence"),
            note=self._text(entry, "note") if "note" in entry.fields else None,
            place=entry.place,
        )

    def _better(self, entry: Entry) -> Mapping[int, Better]:
        """One word for all milestones, or a word for each."""
        item = entry.fields.get("better")
        each = item.fields if item is not None and item.fields else None
        if each is None:
            word = self._choice(entry, "better", Better, Better.AT_LEAST)
            return dict.fromkeys(MILESTONES, word)
        assert item is not None
        return {year: self._choice(item, str(year), Better, Better.AT_LEAST) for year in MILESTONES}

    def _restated(self, entry: Entry) -> Restated:
        self._keys(entry, _RESTATED_KEYS, required=_RESTATED_KEYS)
        column, name, code = (self._string(entry, key) for key in ("column", "id", "code"))
        return Restated(column, name, code, self._number(entry, "within") or 0, entry.place)

    def _columns(self, entry: Entry) -> tuple[Column, ...]:
        columns = tuple(self._column(item) for item in entry.items)
        self._unique(((column.id, item.place) for column, item in zip(columns, entry.items, strict=True)))
        return columns

    def _column(self, entry: Entry) -> Column:
        self._keys(entry, _COLUMN_KEYS, required=("id", "title", "kind"))
        kind = self._word(entry, "kind", tuple(KINDS), "text")
        computed = self._string(entry, "computed")
        summable = kind in ("count", "amount", "flag")
        usual = RollUp.CALC if computed else RollUp.SUM if summable else RollUp.NONE
        roll_up = self._choice(entry, "roll_up", RollUp, usual)
        if roll_up is RollUp.SUM and not summable:
            self.found.append(mistake(D.RATIO_SUMMED, entry.place, name=self._string(entry, "id")))
        choices = entry.fields.get("choices")
        return Column(
            id=self._string(entry, "id"),
            title=self._text(entry, "title"),
            kind=kind,
            required=self._flag(entry, "required"),
            computed=computed,
            shares=self._string(entry, "shares"),
            periods=self._periods(entry, "periods", default=tuple(PeriodKind)),
            choices={key: self._text_of(item, key) for key, item in choices.fields.items()} if choices else {},
            minimum=self._number(entry, "min"),
            maximum=self._number(entry, "max"),
            many=self._flag(entry, "many"),
            partial=self._flag(entry, "partial"),
            width=self._number(entry, "width") or 0,
            roll_up=roll_up,
            aliases=self._strings(entry, "aliases"),
            scope=self._choice(entry, "scope", Scope, Scope.OWN) if "scope" in entry.fields else None,
        )

    def _row(self, entry: Entry, sets: Mapping[str, tuple[Column, ...]]) -> Row:
        needed = ("id", "code", "title", "unit", "columns", "levels", "required", "nature", "roll_up")
        self._keys(entry, _ROW_KEYS, required=needed)
        scope = self._choice(entry, "scope", Scope, Scope.OWN) if "scope" in entry.fields else None
        kind = self._word(entry, "kind", tuple(KINDS), "") if "kind" in entry.fields else ""
        columns = self._names(entry, "columns", sets)
        serves = self._strings(entry, "serves")
        computed = entry.fields.get("computed")
        each = computed.fields if computed else {}
        return Row(
            id=self._string(entry, "id"),
            code=self._string(entry, "code"),
            title=self._text(entry, "title"),
            unit=self._text(entry, "unit"),
            columns=columns[0] if columns else next(iter(sets), ""),
            levels=tuple(self._level(name, entry) for name in self._strings(entry, "levels")),
            required=self._choice(entry, "required", Required, Required.OPTIONAL),
            nature=self._choice(entry, "nature", Nature, Nature.FLOW),
            roll_up=self._choice(entry, "roll_up", RollUp, RollUp.SUM),
            kind=kind,
            computed="" if each else self._string(entry, "computed"),
            cells={name: self._string(computed, name) for name in each} if computed else {},
            serves=serves,
            aliases=self._strings(entry, "aliases"),
            periods=self._periods(entry, "periods", default=tuple(PeriodKind)),
            scope=scope,
            place=entry.place,
            core=self._flag(entry, "core") if "core" in entry.fields else any(map(_CORE.fullmatch, serves)),
        )

    def _rule(self, entry: Entry) -> Rule:
        self._keys(entry, _RULE_KEYS, required=("id", "code", "severity", "check", "message", "help"))
        each = entry.fields.get("each")
        scope = self._choice(entry, "scope", Scope, Scope.OWN) if "scope" in entry.fields else None
        return Rule(
            id=self._string(entry, "id"),
            code=self._string(entry, "code"),
            severity=self._choice(entry, "severity", Severity, Severity.ERROR),
            check=self._string(entry, "check"),
            message=self._text(entry, "message"),
            help=self._text(entry, "help"),
            each={name: self._strings(each, name) for name in each.fields} if each else {},
            per=self._strings(entry, "per"),
            rows=self._strings(entry, "rows"),
            scope=scope,
            levels=tuple(self._level(name, entry) for name in self._strings(entry, "levels")),
            periods=self._periods(entry, "periods", default=()),
            source=self._string(entry, "source"),
            place=entry.place,
        )

    # Single values: each says what is wrong and gives something harmless instead.

    def _keys(self, entry: Entry, allowed: tuple[str, ...], *, required: tuple[str, ...]) -> None:
        for key, item in entry.fields.items():
            if key not in allowed:
                near = ", ".join(nearest(key, allowed)) or ", ".join(allowed)
                self.found.append(mistake(D.UNKNOWN_KEY, item.place, key=key, nearest=near))
        for key in required:
            if key not in entry.fields:
                self.found.append(mistake(D.MISSING_KEY, entry.place, key=key))

    def _string(self, entry: Entry, key: str) -> str:
        item = entry.fields.get(key)
        if item is None:
            return ""
        if isinstance(item.value, str):
            return item.value
        if isinstance(item.value, float) and item.value.is_integer():
            return str(int(item.value))
        self._wrong(item, key, "text")
        return ""

    def _strings(self, entry: Entry, key: str) -> tuple[str, ...]:
        item = entry.fields.get(key)
        if item is None:
            return ()
        listed = item.items if isinstance(item.value, tuple) else (item,)
        return tuple(str(int(one.value)) if isinstance(one.value, float) else str(one.value) for one in listed)

    def _names(self, entry: Entry, key: str, known: Mapping[str, object]) -> tuple[str, ...]:
        names = self._strings(entry, key)
        for name in names:
            if name not in known:
                self._wrong(entry.fields[key], key, ", ".join(known), found=name)
        return tuple(name for name in names if name in known)

    def _list(self, entry: Entry, key: str) -> tuple[Entry, ...]:
        item = entry.fields.get(key)
        return item.items if item else ()

    def _flag(self, entry: Entry, key: str) -> bool:
        item = entry.fields.get(key)
        if item is None or isinstance(item.value, bool):
            return bool(item and item.value)
        self._wrong(item, key, "true, false")
        return False

    def _number(self, entry: Entry, key: str) -> float | None:
        item = entry.fields.get(key)
        return None if item is None else self._number_of(item, key)

    def _number_of(self, item: Entry, key: str) -> float | None:
        if isinstance(item.value, float):
            return item.value
        self._wrong(item, key, "1, 2, 3 …")
        return None

    def _word(self, entry: Entry, key: str, allowed: tuple[str, ...], default: str) -> str:
        item = entry.fields.get(key)
        if item is None or item.value in allowed:
            return str(item.value) if item else default
        self._wrong(item, key, ", ".join(allowed))
        return default

    def _choice(self, entry: Entry, key: str, choices: type[Choice], default: Choice) -> Choice:
        return choices(self._word(entry, key, tuple(choice.value for choice in choices), default.value))

    def _level(self, name: str, entry: Entry) -> Level:
        if name in tuple(Level):
            return Level(name)
        self._wrong(entry, "levels", ", ".join(Level), found=name)
        return Level.COMMUNE

    def _periods(
        self, entry: Entry, key: str, default: tuple[PeriodKind, ...] = tuple(PeriodKind)
    ) -> tuple[PeriodKind, ...]:
        if key not in entry.fields:
            return default
        known = {kind.value: kind for kind in PeriodKind}
        return tuple(known[name] for name in self._names(entry, key, known))

    def _text(self, entry: Entry, key: str) -> Text:
        item = entry.fields.get(key)
        return self._text_of(item, key) if item else Text("", "")

    def _text_of(self, item: Entry, key: str) -> Text:
        for language in LANGUAGES:
            if not isinstance(item.fields.get(language, Entry(None, item.place)).value, str):
                self.found.append(mistake(D.MISSING_LANGUAGE, item.place, key=key, language=language))
        self._keys(item, LANGUAGES, required=())
        return Text(*(self._string(item, language) for language in LANGUAGES))

    def _unique(self, ids: Iterable[tuple[str, Place]]) -> None:
        seen: dict[str, Place] = {}
        for name, place in ids:
            if name in seen:
                other = f"{seen[name].file}:{seen[name].line}"
                self.found.append(mistake(D.DUPLICATE_ID, place, id=name, other=other))
            seen[name] = place

    def _wrong(self, item: Entry, key: str, expected: str, *, found: str = "") -> None:
        shown = found or (str(item.value) if not isinstance(item.value, tuple | Mapping) else "…")
        self.found.append(mistake(D.WRONG_VALUE, item.place, key=key, found=shown, expected=expected))
