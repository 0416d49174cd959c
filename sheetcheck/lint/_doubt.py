"""Where a mistake may only be the consequence of another one: nothing is said there until that one is mended.

A row whose `levels` is misspelt, or whose id was lost, stands in the catalogue with harmless values. What is found on
its own lines, or on those of a rule or a computed cell that speaks of it, may follow from these.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from sheetcheck.expression import ExpressionError, Name, parse
from sheetcheck.finding import Finding
from sheetcheck.form import Column, Form, Place, Row, Rule
from sheetcheck.lint import Definitions, columns_of, columns_of_row, expression_of
from sheetcheck.rule import instances


@dataclass(frozen=True)
class Doubt:
    """`unsound` are definitions with values that could not be read; `some_unread` says that whole files are so."""

    definitions: Definitions
    unsound: frozenset[Place]
    some_unread: bool

    def covers(self, one: Finding) -> bool:
        """Whether a mistake stands where another one may have made it, or speaks of a column that is unsound."""
        is_of_lost = one.file == "columns.yaml" and one.params.get("name") in self._lost
        return is_of_lost or (one.file, one.params["line"]) in self._lines

    @cached_property
    def _lost(self) -> frozenset[str]:
        columns = (column for columns in self.definitions.sets.values() for column in columns)
        return frozenset(column.id for column in columns if column.place in self.unsound)

    @cached_property
    def _lines(self) -> frozenset[tuple[str, int]]:
        if not self.unsound and not self.some_unread:
            return frozenset()
        places = (place for place in self._places() if place.file)
        return frozenset((place.file, line) for place in places for line in place.lines)

    def _places(self) -> Iterator[Place]:
        """All definitions that are unsound or speak of one that is."""
        forms = self.definitions.forms.values()
        yield from self.unsound - {form.place for form in forms}
        yield from (
            rule.place for rule, own in self.definitions.rules() if any(self._of_rule(rule, one) for one in own)
        )
        for form in forms:
            yield from (rule.place for rule in form.across if self._of_rule(rule, form))
            yield from (row.place for row in form.rows if self._of_row(row, form))
            yield from (one.place for one in columns_of(form) if one.computed and self._of_text(one.computed, form))

    def _of_rule(self, rule: Rule, form: Form) -> bool:
        try:
            found = [one.expression for one in instances(rule)]
        except ExpressionError:
            return False  # it has a mistake of its own
        names = {name for one in found for name in one.names if not name.special}
        taken = (one for expression in found for one in expression.aggregates)
        fields = {Name(one.form, "", name.column) for one in taken for name in (*one.names, Name("", "", ""))}
        rows = (Name("", row, "") for row in rule.rows)
        return any(self._of_name(name, form) for name in (*names, *fields, *rows))

    def _of_row(self, row: Row, form: Form) -> bool:
        columns = columns_of_row(form, row)
        if form.place in self.unsound or not self.unsound.isdisjoint(one.place for one in columns):
            return True
        return any(self._of_text(text, form) for one in columns if (text := expression_of(row, one)))

    def _of_text(self, text: str, form: Form) -> bool:
        try:
            return any(self._of_name(name, form) for name in parse(text).names if not name.special)
        except ExpressionError:
            return False

    def _of_name(self, name: Name, form: Form) -> bool:
        home = self.definitions.forms.get(name.form) if name.form else form
        if home is None:
            return self.some_unread or "" in self.definitions.forms
        if home.place in self.unsound:
            return True
        known = {row.id: row for row in home.rows}
        row = known.get(name.row or name.column)
        if row is not None and row.place in self.unsound:
            return True
        columns = columns_of_row(home, row) if name.row and row is not None else columns_of(home)
        if self._is_lost(name.column, columns):
            return True
        return row is None and "" in known and (bool(name.row) or all(one.id != name.column for one in columns))

    def _is_lost(self, name: str, columns: Iterable[Column]) -> bool:
        return any(column.id in ("", name) and column.place in self.unsound for column in columns)
