"""What is wrong with rules over the records of lists: aggregates of what is no list, and groups of nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sheetcheck.codes import definition as D
from sheetcheck.document import mistake
from sheetcheck.expression import Aggregate, Name
from sheetcheck.expression.tree import names_of
from sheetcheck.finding import Finding
from sheetcheck.form import Form, Place, Rule
from sheetcheck.kinds import KINDS
from sheetcheck.lint import Definitions
from sheetcheck.nearest import nearest
from sheetcheck.rule import Instance
from sheetcheck.rules import TYPES


def mistakes(definitions: Definitions) -> Iterator[Finding]:
    """Of rules whose expressions can be read; the others are told by `names`."""
    forms = definitions.forms
    for form in forms.values():
        for rule in definitions.own_rules(form):
            yield from _rule(rule, form, definitions)
    for rule in definitions.generic:  # whatever form it is for has no records
        if _is_misplaced(rule, "matrix"):
            yield _misplaced(rule, "matrix")
            continue
        for instance in definitions.instances(rule):
            lists = filter(_is_over_records, instance.expression.aggregates)
            yield from (_no_list(one, rule.place.of("check"), forms) for one in lists)
            if instance.per:
                yield mistake(D.BAD_GROUPS, rule.place.of("per"))


def _is_over_records(one: Aggregate) -> bool:
    return not one.of_children


def _is_misplaced(rule: Rule, kind: str) -> bool:
    """Whether it is of a type that is for forms of another kind."""
    return bool(rule.type and TYPES[rule.type].only) and kind not in TYPES[rule.type].only


def _misplaced(rule: Rule, kind: str) -> Finding:
    only = ", ".join(TYPES[rule.type].only)
    return mistake(D.NO_EFFECT, rule.place.of(rule.type), key=rule.type, kind=kind, only=only)


def _rule(rule: Rule, form: Form, definitions: Definitions) -> Iterator[Finding]:
    if _is_misplaced(rule, form.kind):
        yield _misplaced(rule, form.kind)
        return
    for instance in definitions.instances(rule):
        taken = () if instance.per and form.kind != "list" else instance.expression.aggregates
        for one in filter(_is_over_records, taken):
            yield from _aggregate(one, form, rule.place.of("check"), definitions.forms)
        if instance.per:
            yield from _groups(instance, form)


def _aggregate(one: Aggregate, form: Form, place: Place, forms: Mapping[str, Form]) -> Iterator[Finding]:
    home = forms.get(one.form) if one.form else form
    if home is None or home.kind != "list":
        yield _no_list(one, place, forms)
        return
    fields = {column.id: column for column in home.fields}
    for name in one.names:
        if not name.special and name.column not in fields:
            yield _unknown(name, list(fields), place)
    if one.argument is not None and one.function != "count":
        for name in names_of(one.argument):
            if name.column in fields and not KINDS[fields[name.column].kind].numeric:
                yield mistake(D.NOT_A_NUMBER, place.spot(name.written), name=name.written)


def _groups(instance: Instance, form: Form) -> Iterator[Finding]:
    written = instance.rule.place  # a type says of itself which records it takes together
    place, expression = written.of("per" if "per" in dict(written.keys) else "check"), instance.expression
    own = expression.aggregates and all(
        _is_over_records(one) and one.form in ("", form.id) for one in expression.aggregates
    )
    if form.kind != "list" or not own or instance.names:
        yield mistake(D.BAD_GROUPS, place)
        return
    fields = [column.id for column in form.fields]
    for field in instance.per:
        if field not in fields:
            yield _unknown(Name("", "", field), fields, place)


def _no_list(one: Aggregate, place: Place, forms: Mapping[str, Form]) -> Finding:
    lists = [known.id for known in forms.values() if known.kind == "list"]
    """`count(*)` names no field: it is told by itself."""
    name = next((name.written for name in one.names if not name.special), f"{one.function}(*)")
    return mistake(D.NOT_IN_A_LIST, place.spot(name, one.function), name=name, lists=", ".join(lists) or "—")


def _unknown(name: Name, known: list[str], place: Place) -> Finding:
    near = ", ".join(nearest(name.column, known)) or "—"
    return mistake(D.UNKNOWN_NAME, place.spot(name.written), name=name.written, nearest=near)
