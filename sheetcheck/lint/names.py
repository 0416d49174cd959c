"""The names in rules: each is there, where the rule needs it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sheetcheck.codes import lint as D
from sheetcheck.codes.definition import BAD_EXPRESSION, MIXED_SCOPE, UNKNOWN_NAME
from sheetcheck.document import mistake
from sheetcheck.expansion import NO_CONDITION, bad_expression
from sheetcheck.expression import ExpressionError, Name
from sheetcheck.finding import Finding
from sheetcheck.form import Column, Form, Place, Rule
from sheetcheck.layout import NOTE
from sheetcheck.lint import Definitions, columns_of, columns_of_row
from sheetcheck.nearest import nearest
from sheetcheck.rule import Instance, instances


def mistakes(definitions: Definitions) -> Iterator[Finding]:
    for rule, forms in definitions.rules():
        if rule.restates:
            continue  # its names are those of a computed cell, and `computed` knows its line
        try:
            found = list(instances(rule))
        except ExpressionError as error:
            yield bad_expression(error, rule.place.of("check"))
            continue
        yield from _loops(rule)
        is_generic = rule in definitions.generic
        for instance in found:
            yield from _shape(instance)
            if is_generic:
                yield from _fits(instance, definitions)
            else:
                yield from own_names(instance, forms[0], definitions.forms)


def unknown(name: str, known: Iterator[str] | list[str], place: Place) -> Finding:
    """A name that is not there, at the place where it stands in the text of its rule or cell."""
    *before, last = name.split(".")
    near = ", ".join(nearest(last, sorted(set(known)))) or "—"
    return mistake(
        UNKNOWN_NAME, place.spot(name, *(f"{one}.{last}" for one in before[1:]), last), name=name, nearest=near
    )


def misnamed(name: Name, form: Form, forms: Mapping[str, Form], place: Place) -> Iterator[Finding]:
    """A name with a row (and perhaps a form) that is not there."""
    if name.form and name.form not in forms:
        yield unknown(name.form, list(forms), place)
        return
    home = forms[name.form] if name.form else form
    row = next((row for row in home.rows if row.id == name.row), None)
    if row is None:
        yield unknown(f"{name.form}.{name.row}".lstrip("."), [row.id for row in home.rows], place)
    elif name.column not in _ids(columns_of_row(home, row)):
        yield unknown(name.written, list(_ids(columns_of_row(home, row))), place)


def _loops(rule: Rule) -> Iterator[Finding]:
    for variable in rule.each:
        if f"[{variable}]" not in rule.check:
            yield mistake(D.IDLE_LOOP, rule.place.of("each"), variable=variable)


def _shape(instance: Instance) -> Iterator[Finding]:
    place = instance.rule.place.of("check")
    bare = [name.column for name in instance.names if not name.row]
    dotted = [name.written for name in instance.names if name.row]
    if bare and dotted:
        yield mistake(MIXED_SCOPE, place, bare=", ".join(bare), dotted=", ".join(dotted))
    if not instance.expression.is_condition:
        yield mistake(BAD_EXPRESSION, place, problem=NO_CONDITION)


def _fits(instance: Instance, definitions: Definitions) -> Iterator[Finding]:
    """A rule of every form speaks of one row, and some set of columns has all its names."""
    place = instance.rule.place.of("check")
    wanted = {name.column for name in instance.names if not name.row}
    for name in instance.names:
        if name.row:
            yield unknown(name.written, [], place)
    if not any(wanted <= _ids(columns) for columns in definitions.sets.values()):
        known = sorted(set().union(*map(_ids, definitions.sets.values())))
        missing = sorted(wanted - set(known))
        yield from (unknown(name, known, place) for name in missing)
        if not missing:
            yield mistake(D.NOT_TOGETHER, place, columns=", ".join(sorted(wanted)))


def own_names(instance: Instance, form: Form, forms: Mapping[str, Form]) -> Iterator[Finding]:
    """The names of a form's own rule are there."""
    rule, place = instance.rule, instance.rule.place.of("check")
    yield from (unknown(row, [one.id for one in form.rows], rule.place.of("rows")) for row in _strangers(rule, form))
    yield from (said for name in instance.names if name.row for said in misnamed(name, form, forms, place))
    if not any(name.row for name in instance.names):
        yield from _bare(instance, form)


def _strangers(rule: Rule, form: Form) -> Iterator[str]:
    yield from (name for name in rule.rows if all(row.id != name for row in form.rows))


def _bare(instance: Instance, form: Form) -> Iterator[Finding]:
    """A rule about one row: its columns are there, together, and in every row that it asks for."""
    place = instance.rule.place.of("check")
    wanted = {name.column for name in instance.names}
    known = _ids(columns_of(form))
    missing = sorted(wanted - known)
    yield from (unknown(name, list(known), place) for name in missing)
    if missing or form.kind == "list":
        return
    asked = [row for row in form.rows if row.id in instance.rule.rows]
    for row in asked:
        lacking = sorted(wanted - _ids(columns_of_row(form, row)))
        if lacking:
            said = mistake(D.NOT_IN_ROW, instance.rule.place.of("rows"), columns=", ".join(lacking), row=row.id)
            yield said
    if not asked and not any(wanted <= _ids(columns_of_row(form, row)) for row in form.rows):
        yield mistake(D.NOT_TOGETHER, place, columns=", ".join(sorted(wanted)))


def _ids(columns: tuple[Column, ...]) -> set[str]:
    return {NOTE.id, *(column.id for column in columns)}
