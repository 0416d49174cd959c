"""The sentences of rules: the same placeholders in both languages, and none that the rule cannot fill."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sheetcheck.codes import lint as D
from sheetcheck.codes.definition import PLACEHOLDERS_DIFFER
from sheetcheck.document import mistake
from sheetcheck.expression.tree import CHILDREN
from sheetcheck.finding import Finding
from sheetcheck.form import Form, Rule
from sheetcheck.lint import Definitions, columns_of
from sheetcheck.nearest import nearest
from sheetcheck.rule import Instance
from sheetcheck.text import LANGUAGES, Text

_PLACEHOLDER: Final = re.compile(r"\{[\w.]+\}")
_BRACES: Final = re.compile(r"\{[^{}]*\}|[{}]")


def mistakes(definitions: Definitions) -> Iterator[Finding]:
    for rule, forms in definitions.rules():
        if rule.restates:
            continue  # its sentences are the program's
        # What cannot be read, and what `_is_whole` refuses, is said by `names`.
        yield from sentences(rule, list(filter(_is_whole, definitions.instances(rule))), forms)


def sentences(
    rule: Rule, found: list[Instance], forms: tuple[Form, ...], more: tuple[str, ...] = ()
) -> Iterator[Finding]:
    """What is wrong with the sentences of a rule, which may quote `more` than its expression gives."""
    quotable = [(one, [_known(one, form) | {*more} for form in forms if _reaches(one, form)]) for one in found]
    for key, text in (("message", rule.message), ("help", rule.help)):
        if rule.type and key not in dict(rule.place.keys):
            continue  # a sentence of the type, which its author did not write
        vi, en = (text.placeholders(language) for language in LANGUAGES)
        unfillable = list(_fillable(rule, key, text, quotable))
        unknown = {str(one.params["placeholder"]).strip("{}") for one in unfillable}
        if not vi ^ en <= unknown:
            names = ", ".join(f"{{{name}}}" for name in sorted(vi ^ en))
            yield mistake(PLACEHOLDERS_DIFFER, rule.place.of(key), key=key, names=names)
        yield from unfillable


def _fillable(rule: Rule, key: str, text: Text, quotable: list[tuple[Instance, list[set[str]]]]) -> Iterator[Finding]:
    said: set[str] = set()
    for instance, known in quotable:
        for language in LANGUAGES:
            for braces in _BRACES.findall(instance.expand(text.of(language))):
                name = braces.strip("{}")
                if braces in said or (_PLACEHOLDER.fullmatch(braces) and all(name in names for names in known)):
                    continue
                said.add(braces)
                names = sorted(set().union(*known)) if known else []
                near = ", ".join(f"{{{one}}}" for one in nearest(name, names)) or "—"
                place = rule.place.of(key).spot(braces)
                yield mistake(D.UNKNOWN_PLACEHOLDER, place, key=key, placeholder=braces, nearest=near)


def _is_whole(instance: Instance) -> bool:
    """A condition, and either on a row or on the return."""
    return instance.expression.is_condition and len({bool(name.row) for name in instance.names}) < 2


def _reaches(instance: Instance, form: Form) -> bool:
    """Whether a rule of every form speaks of any row of this one."""
    wanted = {name.column for name in instance.names if not name.row}
    return any(wanted <= {column.id for column in columns} for columns in (form.fields, *form.sets.values()))


def _known(instance: Instance, form: Form) -> set[str]:
    """What a sentence may quote: figures, sides of a comparison, fields of the record, printed labels."""
    known = {name.written for name in instance.expression.names}
    if instance.expression.is_comparison:
        known |= {"left", "right"}
    if instance.expression.aggregates:
        known.add("count")
    known |= {f"{whose}.{what}" for whose in instance.expression.others - {CHILDREN} for what in ("period", "unit")}
    known |= {f"{row.id}.title" for row in form.rows}
    forms = {*(name.form for name in instance.names), *(one.form for one in instance.expression.aggregates)} - {""}
    known |= {f"{other}.title" for other in forms}
    known |= {f"{column.id}.title" for column in columns_of(form)}
    known |= {f"{choice}.title" for column in form.fields for choice in column.choices}
    if form.kind == "list" and (instance.is_row_scope or instance.per):
        return known | {"record"} | {column.id for column in form.fields}
    return known | {"row.title"} if instance.is_row_scope else known
