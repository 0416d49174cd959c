"""Definitions against each other and against Excel: what one file alone cannot show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sheetcheck import list_rules
from sheetcheck.codes import definition as D
from sheetcheck.document import mistake
from sheetcheck.expression import Expression, ExpressionError, Name, parse
from sheetcheck.finding import Finding
from sheetcheck.form import Column, Form, Place, Row, Rule
from sheetcheck.layout import sheet_name
from sheetcheck.nearest import nearest
from sheetcheck.rule import instances
from sheetcheck.text import LANGUAGES, Text

_SHEET_NAME = 31


def mistakes(forms: Iterable[Form], generic: tuple[Rule, ...], sets: Mapping[str, tuple[Column, ...]]) -> list[Finding]:
    """Everything wrong between definitions that are each well-formed."""
    known = {form.id: form for form in forms}
    found = list(_codes(known.values(), generic))
    for form in known.values():
        found += _form(form, known, generic)
    found += list_rules.mistakes(known, generic)
    for rule in generic:
        found += _sentences(rule)
        found += _fits(rule, sets)
    return found


def _codes(forms: Iterable[Form], generic: tuple[Rule, ...]) -> Iterator[Finding]:
    """Rule ids and codes are given once and never again."""
    seen: dict[str, Place] = {}
    own = [rule for form in forms for rule in form.rules if rule not in generic and not rule.restates]
    for rule in (*generic, *own):
        for name in (rule.id, rule.code):
            if name in seen:
                other = f"{seen[name].file}:{seen[name].line}"
                yield mistake(D.DUPLICATE_ID, rule.place, id=name, other=other)
            seen.setdefault(name, rule.place)


def _form(form: Form, known: Mapping[str, Form], generic: tuple[Rule, ...]) -> Iterator[Finding]:
    place = Place(f"forms/{form.id}.yaml", 1)
    if len(sheet_name(form)) > _SHEET_NAME:
        yield mistake(D.EXCEL_LIMIT, place, what=sheet_name(form), length=len(sheet_name(form)), limit=_SHEET_NAME)
    for kind in ("id", "code"):
        seen: set[str] = set()
        for row in form.rows:
            name = getattr(row, kind)
            if name in seen:
                yield mistake(D.DUPLICATE_ID, place, id=name, other=form.id)
            seen.add(name)
    for rule in form.rules:
        if rule not in generic:
            yield from _rule(rule, form, known)
            yield from _sentences(rule)
    yield from _computed(form, place)


def _rule(rule: Rule, form: Form, known: Mapping[str, Form]) -> Iterator[Finding]:
    for row in rule.rows:
        if row not in {one.id for one in form.rows}:
            yield _unknown(row, [one.id for one in form.rows], rule.place)
    try:
        found = list(instances(rule))
    except ExpressionError as error:
        yield _bad(error, rule.place)
        return
    for instance in found:
        bare = [name.column for name in instance.names if not name.row]
        dotted = [name.written for name in instance.names if name.row]
        if bare and dotted:
            yield mistake(D.MIXED_SCOPE, rule.place, bare=", ".join(bare), dotted=", ".join(dotted))
        if not instance.expression.is_condition:
            said = "a figure, not a condition"
            yield mistake(D.BAD_EXPRESSION, rule.place, position="1:1", problem=said)
        for name in instance.names:
            yield from _name(name, form, known, rule.place)


def _name(name: Name, form: Form, known: Mapping[str, Form], place: Place) -> Iterator[Finding]:
    if name.form and name.form not in known:
        yield _unknown(name.form, list(known), place)
        return
    home = known[name.form] if name.form else form
    columns = {column.id for column in _columns(home)}
    if name.row:
        rows = {row.id: row for row in home.rows}
        if name.row not in rows:
            yield _unknown(name.written, list(rows), place)
            return
        columns = {column.id for column in home.sets.get(rows[name.row].columns, ())}
    if name.column not in columns | {"note"}:
        yield _unknown(name.written, sorted(columns), place)


def _fits(rule: Rule, sets: Mapping[str, tuple[Column, ...]]) -> Iterator[Finding]:
    """A generic rule finds all its columns together in some column set."""
    try:
        wanted = {name.column for instance in instances(rule) for name in instance.names}
    except ExpressionError as error:
        yield _bad(error, rule.place)
        return
    if not any(wanted <= {column.id for column in columns} for columns in sets.values()):
        known = sorted({column.id for columns in sets.values() for column in columns})
        yield from (_unknown(name, known, rule.place) for name in sorted(wanted - set(known)) or sorted(wanted))


def _sentences(rule: Rule) -> Iterator[Finding]:
    """Both languages say the same: they have the same placeholders."""
    for key, text in (("message", rule.message), ("help", rule.help)):
        vi, en = (text.placeholders(language) for language in LANGUAGES)
        if vi != en:
            yield mistake(D.PLACEHOLDERS_DIFFER, rule.place, key=key, names=", ".join(sorted(vi ^ en)))


def _computed(form: Form, place: Place) -> Iterator[Finding]:
    """Computed rows and columns: readable, of known names, never in a circle."""
    rows = {row.id: row for row in form.rows}
    uses: dict[str, set[str]] = {}
    for owner, text, known in _expressions(form, rows):
        try:
            expression: Expression = parse(text)
        except ExpressionError as error:
            yield _bad(error, place)
            continue
        names = {name.column for name in expression.names if not name.special}
        for name in sorted(names - set(known)):
            yield _unknown(name, list(known), place)
        uses[owner] = names
    for owner in uses:
        circle = _circle(owner, uses, ())
        if circle:
            yield mistake(D.CYCLE, place, names=" → ".join(circle))
            return


def _expressions(form: Form, rows: Mapping[str, Row]) -> Iterator[tuple[str, str, Iterable[str]]]:
    for row in form.rows:
        if row.computed:
            yield row.id, row.computed, rows
    for columns in form.sets.values():
        for column in columns:
            if column.computed:
                yield column.id, column.computed, {one.id for one in columns}


def _circle(name: str, uses: Mapping[str, set[str]], path: tuple[str, ...]) -> tuple[str, ...]:
    if name in path:
        return (*path[path.index(name) :], name)
    for used in sorted(uses.get(name, ())):
        found = _circle(used, uses, (*path, name))
        if found:
            return found
    return ()


def _columns(form: Form) -> Iterator[Column]:
    yield from form.fields
    for columns in form.sets.values():
        yield from columns


def _bad(error: ExpressionError, place: Place) -> Finding:
    line, column = error.position
    problem = Text(*(error.message.fill(language, error.params) for language in LANGUAGES))
    return mistake(D.BAD_EXPRESSION, place, position=f"{line}:{column}", problem=problem)


def _unknown(name: str, known: list[str], place: Place) -> Finding:
    near = ", ".join(nearest(name.split(".")[-1], known)) or "—"
    return mistake(D.UNKNOWN_NAME, place, name=name, nearest=near)
