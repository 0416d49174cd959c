"""A rule's instances: `each` expanded, the expression read, the cells it speaks of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from sheetcheck.expression import Expression, Name, parse
from sheetcheck.expression.blanks import zero_for_blanks
from sheetcheck.expression.tree import Call, names_of, walk
from sheetcheck.form import Column, Form, Missing, Row, Rule
from sheetcheck.layout import Layout, Line
from sheetcheck.text import Text


@dataclass(frozen=True, slots=True)
class Instance:
    """A rule for one choice of its loop variables, which are in `loop` with the texts that tables have for them.

    `expression` is what is worked out, with what the rule makes of blank cells; `written` is what its author wrote.
    """

    rule: Rule
    loop: Mapping[str, str]
    written: Expression
    expression: Expression

    @property
    def is_row_scope(self) -> bool:
        return self.expression.is_row_scope

    @property
    def per(self) -> tuple[str, ...]:
        """The fields whose equal values make a group of records, if the rule speaks of such groups."""
        return tuple(expand(field, self.loop) for field in self.rule.per)

    @property
    def turns(self) -> Mapping[str, str]:
        """The loop variables alone, as findings have them: `[c]` is the column that is meant."""
        return {f"[{variable}]": self.loop[variable] for variable in self.rule.each}

    @property
    def names(self) -> tuple[Name, ...]:
        """The names of figures, without those of the unit and the period."""
        return tuple(name for name in self.expression.names if not name.special)

    def expand(self, text: str) -> str:
        return expand(text, self.loop)


def expand(text: str, loop: Mapping[str, str]) -> str:
    """`[c]` becomes what the loop says it is."""
    for variable, value in loop.items():
        text = text.replace(f"[{variable}]", value)
    return text


def instances(rule: Rule) -> Iterator[Instance]:
    """One for each combination of the loop variables; raises ExpressionError."""
    for values in product(*rule.each.values()):
        loop = with_tables(rule, dict(zip(rule.each, values, strict=True)))
        written = parse(expand(rule.check, loop), lists=True)
        yield Instance(rule, loop, written, _with_blanks(written, rule.missing))


def with_tables(rule: Rule, loop: Mapping[str, str]) -> Mapping[str, str]:
    """The loop, and before it what its values stand for: those texts may have loop variables themselves."""
    found = {name: table[value] for name, table in rule.tables.items() for value in loop.values() if value in table}
    return {**found, **loop}


def _with_blanks(written: Expression, missing: Missing) -> Expression:
    if missing is Missing.SKIP_ANY:
        return written
    return zero_for_blanks(written, unless_all=missing is Missing.SKIP_ALL)


def own_instances(rule: Rule) -> Iterator[Instance]:
    """Those that speak of the return itself and of nothing else; raises ExpressionError."""
    yield from (one for one in instances(rule) if not one.expression.others)


def applies(rule: Rule, layout: Layout) -> bool:
    """Whether a rule holds for the level, the kind of period and the scope of a layout."""
    return (
        (rule.scope is None or rule.scope is layout.scope)
        and (not rule.levels or layout.level in rule.levels)
        and (not rule.periods or layout.period in rule.periods)
    )


def is_answerable(instance: Instance, layouts: Mapping[str, Layout]) -> bool:
    """Whether blanks may count: those of a form that the unit does not have at all are no noughts."""
    missing = instance.rule.missing
    return missing is Missing.SKIP_ANY or all(not name.form or name.form in layouts for name in instance.names)


def lines_of(instance: Instance, layout: Layout) -> tuple[int, ...]:
    """Indices of the lines on which a row rule is checked: those that have all its columns.

    A rule that asks whether a figure is there is not for a row that is computed from other rows: it is
    blank because one of them is, and that is said of the one.
    """
    wanted = {name.column for name in instance.names}
    asked = {name.column for name in _asked(instance.written)}
    return tuple(
        index
        for index, line in enumerate(layout.lines)
        if _is_for(instance.rule, line)
        and wanted <= {slot.column.id for slot in line.slots}
        and not any(slot.computed == _of_row(line) for slot in line.slots if slot.column.id in asked)
    )


def _is_for(rule: Rule, line: Line) -> bool:
    """Whether a line's row is among those that a rule names, and of a nature that it names."""
    if line.row is None:
        return not rule.rows and not rule.natures
    return (not rule.rows or line.row.id in rule.rows) and (not rule.natures or line.row.nature in rule.natures)


def _of_row(line: Line) -> str | None:
    """The expression of a row that is computed from other rows as a whole."""
    return line.row.computed or None if line.row else None


def _asked(expression: Expression) -> Iterator[Name]:
    """The names of which the expression asks whether there is a figure at all."""
    for piece in walk(expression.node):
        if isinstance(piece, Call) and piece.operation == "is null":
            yield from names_of(piece)


def has_any_cell(instance: Instance, layouts: Mapping[str, Layout], own: Layout) -> bool:
    """Whether a return has at least one of the cells or records that a return rule names, in its own form."""
    home = ("", own.form.id)
    return any(one.form in home for one in instance.expression.aggregates) or any(
        layouts.get(name.form, own).slot(name.row, name.column) is not None
        for name in instance.names
        if name.form in home and not name.whose
    )


def column_named(form: Form, column: str) -> Column | None:
    columns = (*form.fields, *(one for columns in form.sets.values() for one in columns))
    return next((one for one in columns if one.id == column), None)


def choice_named(form: Form, choice: str) -> Text | None:
    """The printed words of a choice, whichever field has it."""
    return next((one.choices[choice] for one in form.fields if choice in one.choices), None)


def row_named(form: Form, row: str) -> Row | None:
    return next((one for one in form.rows if one.id == row), None)
