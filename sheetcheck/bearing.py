"""What a broken rule counts for: nothing on trial, and no more than information while few lines break it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import isnan

from sheetcheck.expression import Name, parse
from sheetcheck.expression.evaluate import Value, evaluate
from sheetcheck.finding import Finding, Severity
from sheetcheck.form import Form, Rule
from sheetcheck.formula import special
from sheetcheck.layout import Layout, Line
from sheetcheck.life import is_reached
from sheetcheck.remarks import BROKEN, CHECKED, LIMIT, REACHED
from sheetcheck.returns import UNKNOWN, Return
from sheetcheck.rule import Instance, applies, lines_of, own_instances


def weighed(found: Iterable[Finding], returns: Sequence[Return], forms: Mapping[str, Form]) -> list[Finding]:
    """The findings of rules, each with the severity that it counts with."""
    found = list(found)
    rules = {(form.id, rule.code): rule for form in forms.values() for rule in form.all_rules}
    counted = _counted(found, returns, forms, rules)
    return [
        _weighed(one, rules.get((one.form, one.code)), counted.get((one.file, one.form, one.code))) for one in found
    ]


def _weighed(one: Finding, rule: Rule | None, lines: tuple[int, int] | None) -> Finding:
    if rule is None or not (rule.trial or lines):
        return one
    severity, params = one.severity, one.params
    if rule.fail_when is not None and lines is not None:
        reached = is_reached(rule.fail_when, *lines)
        params = {**params, BROKEN: lines[0], CHECKED: lines[1], LIMIT: rule.fail_when.written, REACHED: reached}
        severity = severity if reached else Severity.INFO
    if rule.trial:
        severity = Severity.INFO
    declared = one.severity if severity is not one.severity else None
    return replace(one, severity=severity, declared=declared, trial=rule.trial, params=params)


def _counted(
    found: Iterable[Finding],
    returns: Sequence[Return],
    forms: Mapping[str, Form],
    rules: Mapping[tuple[str, str], Rule],
) -> Mapping[tuple[str, str, str], tuple[int, int]]:
    """File, form and code -> how many lines break a rule that has a threshold, of how many on which it was decided."""
    broken: dict[tuple[str, str, str], int] = {}
    for one in found:
        rule = rules.get((one.form, one.code))
        if rule is not None and rule.fail_when is not None:
            broken[one.file, one.form, one.code] = broken.get((one.file, one.form, one.code), 0) + 1
    by_file = {one.file: one for one in returns}
    return {
        (file, form, code): (count, _checked(rules[form, code], by_file[file], forms[form]))
        for (file, form, code), count in broken.items()
    }


def _checked(rule: Rule, item: Return, form: Form) -> int:
    """On how many lines of a return a rule was decided, each choice of its loops by itself."""
    layout = item.layout(form)
    if layout is None or not applies(rule, layout):
        return 0
    return sum(
        _is_decided(instance, index, line, item, layout)
        for instance in own_instances(rule)
        for index, line in _lines(instance, item, layout)
    )


def _lines(instance: Instance, item: Return, layout: Layout) -> Iterator[tuple[int, Line]]:
    if layout.form.kind == "matrix":
        yield from ((index, layout.lines[index]) for index in lines_of(instance, layout))
    else:
        records = item.figures[layout.form.id].height(len(layout.numeric))
        yield from ((index, layout.lines[0]) for index in range(records))


def _is_decided(instance: Instance, index: int, line: Line, item: Return, layout: Layout) -> bool:
    assert item.identity is not None
    values: dict[Name, Value] = {}
    for name in instance.expression.names:
        if name.special:
            values[name] = special(name, item.identity)
        elif _is_doubtful(name.column, index, line, item, layout):
            return False
        else:
            values[name] = _value(name.column, index, item, layout)
    return evaluate(instance.expression.node, values) is not None


def _is_doubtful(column: str, index: int, line: Line, item: Return, layout: Layout) -> bool:
    """Whether a cell could not be read, or is computed from one of its row that could not."""
    if item.figures[layout.form.id].states.get((index, column)) in UNKNOWN:
        return True
    slot = next((slot for slot in line.slots if slot.column.id == column), None)
    parts = parse(slot.computed).names if slot is not None and slot.computed else ()
    own = (name.column for name in parts if not name.row and name.column != column)
    return any(_is_doubtful(part, index, line, item, layout) for part in own)


def _value(column: str, index: int, item: Return, layout: Layout) -> Value:
    figures = item.figures[layout.form.id]
    if column not in layout.numbers:
        return figures.texts.get((index, column))
    number = figures.values[layout.number(index, column)]
    return None if isnan(number) else number
