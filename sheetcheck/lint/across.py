"""Rules over many returns: figures whose names are there, ids and codes given once, sentences that can be filled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sheetcheck.codes import definition as D
from sheetcheck.codes.lint import IDLE_THRESHOLD, NO_CELL
from sheetcheck.document import mistake
from sheetcheck.expansion import bad_expression
from sheetcheck.expression import ExpressionError
from sheetcheck.finding import Finding
from sheetcheck.form import Form, Place, Rule
from sheetcheck.lint import Definitions, at
from sheetcheck.lint.names import own_names
from sheetcheck.lint.sentences import sentences
from sheetcheck.rule import instances
from sheetcheck.rules import TYPES


def mistakes(definitions: Definitions) -> Iterator[Finding]:
    taken = {name: rule.place for rule, _ in definitions.rules() for name in (rule.id, rule.code)}
    for form in definitions.forms.values():
        for rule in form.across:
            yield from _once(rule, taken)
            yield from _of_rule(rule, form, definitions.forms)
            if rule.fail_when is not None:
                yield mistake(IDLE_THRESHOLD, rule.place.of("fail_when"), rule=rule.id)


def _once(rule: Rule, taken: dict[str, Place]) -> Iterator[Finding]:
    for key, name in (("id", rule.id), ("code", rule.code)):
        first = taken.setdefault(name, rule.place)
        if first is not rule.place:
            yield mistake(D.DUPLICATE_ID, rule.place.of(key), id=name, other=at(first))


def _of_rule(rule: Rule, form: Form, forms: Mapping[str, Form]) -> Iterator[Finding]:
    try:
        found = list(instances(rule))
    except ExpressionError as error:
        yield bad_expression(error, rule.place.of("check"))
        return
    for instance in found:
        if not instance.expression.names and not instance.expression.aggregates:
            yield mistake(
                NO_CELL, rule.place.of("check").spot(instance.expression.text), check=instance.expression.text
            )
        yield from own_names(instance, form, forms)
    yield from sentences(rule, found, (form,), TYPES[rule.type].quotes)
