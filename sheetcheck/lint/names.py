"""The names in rules: each is there, where the rule needs it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from sheetcheck.codes import lint as D
from sheetcheck.codes.definition import BAD_EXPRESSION, MIXED_SCOPE, UNKNOWN_NAME
from sheetcheck.document import mistake
from sheetcheck.expansion import NO_CONDITION, bad_expression
from sheetcheck.expression import ExpressionError, Name
from sheetcheck.expression.tree import OTHERS, SPECIAL
from sheetcheck.finding import Finding
from sheetcheck.form import Column, Form, Level, Place, Rule, Scope
from sheetcheck.kinds import KINDS
from sheetcheck.layout import NOTE
from sheetcheck.lint import Definitions, columns_of, columns_of_row
from sheetcheck.nearest import nearest
from sheetcheck.period import PeriodKind
from sheetcheck.rule import Instance, instances

_FEW: Final = 12
"""Names that are all listed where none is like the one that was typed."""


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


def unknown(name: str, known: Iterable[str], place: Place, more: Iterable[str] = ()) -> Finding:
    """A name that is not there, at the place where it stands in the text of its rule or cell.

    `more` are names that may be meant too, and are not listed where nothing is like the one that was typed.
    """
    *before, last = name.split(".")
    listed = sorted(set(known))
    near = ", ".join(nearest(last, sorted({*listed, *more})) or (listed if len(listed) <= _FEW else ())) or "—"
    spot = place.spot(name, *(f"{one}.{last}" for one in before[1:]), last)
    return mistake(UNKNOWN_NAME, spot, name=name, nearest=near)


def misnamed(name: Name, form: Form, forms: Mapping[str, Form], place: Place) -> Iterator[Finding]:
    """A name with a row (and perhaps a form) that is not there."""
    if name.form and name.form not in forms:
        yield unknown(name.form, [*forms, *OTHERS], place.spot(name.written))
        return
    home = forms[name.form] if name.form else form
    row = next((row for row in home.rows if row.id == name.row), None)
    if row is None:
        yield _no_row(name, home, forms, place.spot(name.written))
    elif name.column not in _ids(columns_of_row(home, row)):
        yield unknown(name.written, _ids(columns_of_row(home, row)), place)


def _no_row(name: Name, home: Form, forms: Mapping[str, Form], place: Place) -> Finding:
    """Perhaps a row of another form is meant, or the two words are the wrong way round, or one that is no row."""
    written = f"{name.form}.{name.row}".lstrip(".")
    elsewhere = [other.id for other in forms.values() if any(row.id == name.row for row in other.rows)]
    turned = next((row for row in home.rows if row.id == name.column), None)
    other = forms.get(name.row) if not name.form else None
    if other is not None:
        meant = _of_form(other, name.column)
    elif turned is not None and name.row in _ids(columns_of_row(home, turned)):
        meant = f"{name.column}.{name.row}"
    elif elsewhere and not name.form:
        meant = ", ".join(f"{other}.{name.row}.{name.column}" for other in elsewhere)
    else:
        known = [row.id for row in home.rows]
        more = () if name.form else forms if name.whose else (*OTHERS, *SPECIAL, *forms)
        return unknown(written, known, place, more)
    return mistake(UNKNOWN_NAME, place.spot(name.written), name=written, nearest=meant)


def _of_form(form: Form, column: str) -> str:
    """How a cell, or a field of the records, of another form is written."""
    if form.kind != "list":
        return f"{form.id}.{form.rows[0].id}.{column}" if form.rows else form.id
    numeric = any(one.id == column and KINDS[one.kind].numeric for one in form.fields)
    return f"{'sum' if numeric else 'count'}({form.id}.{column})"


def _loops(rule: Rule) -> Iterator[Finding]:
    for variable, turns in rule.each.items():
        is_in_tables = any(not table.keys().isdisjoint(turns) for table in rule.tables.values())
        if f"[{variable}]" not in rule.check and not is_in_tables:
            yield mistake(D.IDLE_LOOP, rule.place.of("each"), variable=variable)


def _shape(instance: Instance) -> Iterator[Finding]:
    for key, limits in (("rows", instance.rule.rows), ("natures", instance.rule.natures)):
        if limits and not instance.is_row_scope:
            yield mistake(D.IDLE_ROWS, instance.rule.place.of(key), key=key)
    if not instance.expression.is_condition:
        yield mistake(BAD_EXPRESSION, instance.rule.place.of("check").value, problem=NO_CONDITION)
    elif not instance.expression.names and not instance.expression.aggregates:
        yield mistake(D.NO_CELL, instance.rule.place.of("check").value, check=instance.expression.text)


def _fits(instance: Instance, definitions: Definitions) -> Iterator[Finding]:
    """A rule of every form speaks of one row, and some set of columns has all its names."""
    place = instance.rule.place.of("check")
    wanted = {name.column for name in instance.names if not name.row}
    dotted = [name for name in instance.names if name.row]
    yield from (unknown(name.written, [*OTHERS, *SPECIAL], place) for name in dotted)
    if not dotted and not any(wanted <= _ids(columns) for columns in definitions.sets.values()):
        known = sorted(set().union(*map(_ids, definitions.sets.values())))
        missing = sorted(name.written for name in instance.names if name.column not in known)
        yield from (unknown(name, known, place) for name in missing)
        if not missing:
            yield mistake(D.NOT_TOGETHER, place, columns=", ".join(sorted(wanted)))


def own_names(instance: Instance, form: Form, forms: Mapping[str, Form]) -> Iterator[Finding]:
    """The names of a form's own rule are there."""
    rule, place = instance.rule, instance.rule.place.of("check")
    yield from (unknown(row, [one.id for one in form.rows], rule.place.of("rows")) for row in _strangers(rule, form))
    dotted = [name for name in instance.names if name.row]
    bare = [name for name in instance.names if not name.row]
    found = [said for name in dotted for said in misnamed(name, form, forms, place)]
    if dotted:
        found += [_no_column(name, form, place) for name in bare if name.column not in _ids(columns_of(form))]
    yield from found
    if bare and dotted and not found:
        written = ", ".join(name.written for name in dotted)
        alone = [name.written for name in bare]
        yield mistake(MIXED_SCOPE, place.spot(alone[0]), bare=", ".join(alone), dotted=written)
    if not dotted:
        yield from _bare(instance, form)


def _no_column(wanted: Name, form: Form, place: Place) -> Finding:
    """A bare name that is no column: of a row it lacks the column. `previous.female` is one too, of another return."""
    name, place = wanted.column, place.spot(wanted.written)
    row = next((row for row in form.rows if row.id == name), None)
    words = {*Level, *Scope, *PeriodKind, *(choice for column in columns_of(form) for choice in column.choices)}
    if row is None and name in words:  # a text without its quotes
        return mistake(UNKNOWN_NAME, place.spot(name), name=name, nearest=f"'{name}'")
    if row is None:
        return unknown(name, _ids(columns_of(form)), place)
    cells = ", ".join(f"{name}.{column.id}" for column in columns_of_row(form, row))
    return mistake(UNKNOWN_NAME, place.spot(name), name=name, nearest=cells or name)


def _strangers(rule: Rule, form: Form) -> Iterator[str]:
    yield from (name for name in rule.rows if all(row.id != name for row in form.rows))


def _bare(instance: Instance, form: Form) -> Iterator[Finding]:
    """A rule about one row: its columns are there, together, and in every row that it asks for."""
    place = instance.rule.place.of("check")
    wanted = {name.column for name in instance.names}
    known = _ids(columns_of(form))
    missing = sorted(name for name in instance.names if name.column not in known)
    yield from (_no_column(name, form, place) for name in missing)
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
