"""Ids, codes and numbers: each is given once, and can be written in an expression."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sheetcheck.codes import all_codes
from sheetcheck.codes import lint as D
from sheetcheck.codes.definition import DUPLICATE_ID
from sheetcheck.document import mistake
from sheetcheck.expression import is_name
from sheetcheck.expression.tree import SPECIAL
from sheetcheck.finding import Finding
from sheetcheck.form import Form, Place
from sheetcheck.layout import NOTE
from sheetcheck.lint import Definitions, at, columns_of

_OURS: Final = Place("sheetcheck", 0)


class _Taken:
    """Names given so far; a second giving is a finding."""

    def __init__(self) -> None:
        self._places: dict[str, Place] = {}

    def take(self, name: str, place: Place, *, shown: str = "") -> Iterator[Finding]:
        if not name:
            return
        first = self._places.setdefault(name, place)
        if first is not place:
            other = first.file if first is _OURS else at(first)
            yield mistake(DUPLICATE_ID, place, id=shown or name, other=other)


def mistakes(definitions: Definitions) -> Iterator[Finding]:
    yield from _rules(definitions)
    numbers, printed = _Taken(), _Taken()
    for form in definitions.forms.values():
        yield from numbers.take(form.number.casefold(), form.place.of("number"), shown=form.number)
        for code in dict.fromkeys(form.codes.values()):
            yield from printed.take(code, form.place.of("code"))
        yield from _rows(form)
        yield from _reserved(form)
    for columns in definitions.sets.values():
        for column in columns:
            if column.id and (not is_name(column.id) or column.id == NOTE.id):  # every row has a note already
                yield mistake(D.RESERVED_NAME, column.place.of("id"), name=column.id)


def _rules(definitions: Definitions) -> Iterator[Finding]:
    """Rule ids and codes are given once and never again, and none is a code of the program."""
    taken = _Taken()
    for code in all_codes():
        list(taken.take(code, _OURS))
    said: set[str] = set()  # a column that is computed again has a rule for each row, of one id and code
    for rule, _ in definitions.rules():
        if rule.restates and rule.id in said:
            continue
        said.add(rule.id)
        for key, name in (("id", rule.id), ("code", rule.code)):
            yield from taken.take(name, rule.place.of(key))


def _rows(form: Form) -> Iterator[Finding]:
    """A bare name may be a row or a column, so those share their ids; row codes are compared as a sheet is read."""
    ids, codes = _Taken(), _Taken()
    seen: dict[str, Place] = {}
    for column in columns_of(form):
        seen.setdefault(column.id, column.place.of("id"))
    for name, place in seen.items():
        list(ids.take(name, place))
    for row in form.rows:
        yield from ids.take(row.id, row.place.of("id"))
        plain = row.code.split("=")[0].strip()
        yield from codes.take(plain.zfill(2) if plain.isdigit() else plain, row.place.of("code"), shown=row.code)


def _reserved(form: Form) -> Iterator[Finding]:
    if form.id and not is_name(form.id):
        yield mistake(D.RESERVED_NAME, form.place.of("form"), name=form.id)
    for row in form.rows:
        if row.id and (not is_name(row.id) or row.id in SPECIAL):
            yield mistake(D.RESERVED_NAME, row.place.of("id"), name=row.id)
    for column in form.fields:
        if column.id and not is_name(column.id):
            yield mistake(D.RESERVED_NAME, column.place.of("id"), name=column.id)
