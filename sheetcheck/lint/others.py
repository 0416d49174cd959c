"""What is wrong with rules that look at other returns: cells that are not there, and names that only rules may take."""

from __future__ import annotations

from collections.abc import Iterator

from sheetcheck.codes import lint as D
from sheetcheck.codes.definition import BAD_GROUPS
from sheetcheck.document import mistake
from sheetcheck.expression import Name
from sheetcheck.expression.tree import OTHERS, THIS
from sheetcheck.finding import Finding
from sheetcheck.form import Form, Place, RollUp, Rule
from sheetcheck.kinds import KINDS
from sheetcheck.lint import Definitions, columns_of, columns_of_row
from sheetcheck.lint.names import misnamed, unknown
from sheetcheck.rule import Instance


def mistakes(definitions: Definitions) -> Iterator[Finding]:
    """Of rules whose expressions can be read; the others, and names outside aggregates, are told by `names`."""
    for rule, forms in definitions.rules():
        for instance in definitions.instances(rule):
            if instance.expression.others:
                yield from _rule(instance, rule, forms, definitions)
    for form in definitions.forms.values():
        yield from _reserved(form)


def _rule(instance: Instance, rule: Rule, forms: tuple[Form, ...], definitions: Definitions) -> Iterator[Finding]:
    place = rule.place.of("check")
    if instance.per:
        yield mistake(BAD_GROUPS, rule.place.of("per"))
    if any(not one.of_children for one in instance.expression.aggregates):
        yield mistake(D.RECORDS_AND_OTHERS, place)
    names = [name for one in instance.expression.aggregates for name in one.names if name.whose]
    bare, dotted = [name for name in names if not name.row], [name for name in names if name.row]
    own = [name for name in instance.names if bool(name.row) != bool(dotted)]
    if names and (own or (bare and dotted)):
        mixed = [name.written for name in (*instance.names, *names)]
        yield mistake(D.MIXED_CHILDREN, place, names=", ".join(mixed))
    for name in dotted:
        yield from misnamed(name, forms[0], definitions.forms, place)
    for name in bare:
        sets = definitions.sets.values() if rule in definitions.generic else [columns_of(form) for form in forms]
        known = {column.id for columns in sets for column in columns}
        if name.column not in known or any(form.kind == "list" for form in forms):
            yield unknown(name.written, sorted(known), place)
    for name in names:
        yield from _addable(name, forms, definitions, place)


def _addable(name: Name, forms: tuple[Form, ...], definitions: Definitions, place: Place) -> Iterator[Finding]:
    """Figures of the units below are numbers that add up: of anything else nothing would ever be known."""
    homes = [definitions.forms[name.form]] if name.form in definitions.forms else forms
    cells = [
        (row, column)
        for form in homes
        for row in form.rows
        if not name.row or row.id == name.row
        for column in columns_of_row(form, row)
        if column.id == name.column
    ]
    ways = (RollUp.SUM, RollUp.OWN)
    if cells and not any(
        KINDS[column.kind].numeric
        and {column.roll_up, row.roll_up} <= {*ways}
        and not (column.computed or row.computed or column.id in row.cells)
        for row, column in cells
    ):
        yield mistake(D.NEVER_ADDED, place.spot(name.written), name=name.written)


def _reserved(form: Form) -> Iterator[Finding]:
    """`previous.female` would be a cell of a row or a form of that name."""
    for row in form.rows:
        if row.id in (*OTHERS, THIS):
            yield mistake(D.RESERVED_NAME, row.place.of("id"), name=row.id)
    if form.id in (*OTHERS, THIS):
        yield mistake(D.RESERVED_NAME, form.place.of("form"), name=form.id)
