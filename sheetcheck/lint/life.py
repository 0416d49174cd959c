"""The life of a rule: a span with some period in it, a threshold that can be reached, blanks of figures only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sheetcheck.codes import lint as D
from sheetcheck.document import mistake
from sheetcheck.expression import Name
from sheetcheck.expression.blanks import counted_names
from sheetcheck.finding import Finding, Severity
from sheetcheck.form import Form, Missing, Rule
from sheetcheck.kinds import KINDS
from sheetcheck.layout import NOTE
from sheetcheck.lint import Definitions, columns_of, columns_of_row
from sheetcheck.period import parse_period
from sheetcheck.rule import Instance


def mistakes(definitions: Definitions) -> Iterator[Finding]:
    for rule, forms in definitions.rules():
        yield from _span(rule)
        found = definitions.instances(rule)
        yield from _threshold(rule, found)
        if rule.missing is not Missing.SKIP_ANY:
            yield from _blanks(rule, found, forms, definitions.forms)


def _span(rule: Rule) -> Iterator[Finding]:
    if rule.since and rule.until and parse_period(rule.until).end < parse_period(rule.since).start:
        yield mistake(D.NEVER_IN_FORCE, rule.place.of("until"), rule=rule.id, since=rule.since, until=rule.until)


def _threshold(rule: Rule, found: Sequence[Instance]) -> Iterator[Finding]:
    limit = rule.fail_when
    if limit is None:
        return
    if rule.severity is Severity.INFO or any(map(_is_of_no_line, found)):
        yield mistake(D.IDLE_THRESHOLD, rule.place.of("fail_when"), rule=rule.id)
    if limit.is_share and (limit.most > 100 or (limit.most == 100 and not limit.inclusive)):
        yield mistake(D.NEVER_REACHED, rule.place.of("fail_when"), rule=rule.id, limit=limit.written)


def _is_of_no_line(one: Instance) -> bool:
    """A threshold counts the lines of one return."""
    return bool(one.per or one.expression.others or one.expression.aggregates) or not one.is_row_scope


def _blanks(
    rule: Rule, found: Sequence[Instance], own: tuple[Form, ...], forms: Mapping[str, Form]
) -> Iterator[Finding]:
    """With `skip_all` and `never` a blank cell counts as 0, which a text cannot be; fields in aggregates do not."""
    if any(one.written.aggregates for one in found) and not any(counted_names(one.written) for one in found):
        yield mistake(D.IDLE_MISSING, rule.place.of("missing"), rule=rule.id, missing=rule.missing.value)
    for instance in found:
        for name in counted_names(instance.written):
            homes = (forms[name.form],) if name.form in forms else own if not name.form else ()
            if any(_is_text(name, form) for form in homes):
                said = {"rule": rule.id, "missing": rule.missing.value, "name": name.written}
                yield mistake(D.TEXT_AS_ZERO, rule.place.of("missing"), **said)


def _is_text(name: Name, form: Form) -> bool:
    if name.column == NOTE.id and form.kind == "matrix":
        return True
    row = next((row for row in form.rows if row.id == name.row), None)
    columns = columns_of_row(form, row) if row else columns_of(form)
    kinds = {
        row.kind if row and row.kind and one.id == "value" else one.kind for one in columns if one.id == name.column
    }
    return any(not KINDS[kind].numeric for kind in kinds)
