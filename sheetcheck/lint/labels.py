"""Labels and columns: what two of them share on one sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sheetcheck.codes import lint as D
from sheetcheck.codes.definition import UNKNOWN_NAME
from sheetcheck.document import mistake
from sheetcheck.finding import Finding
from sheetcheck.form import Column, Form, Row
from sheetcheck.label import normal
from sheetcheck.lint import Definitions, columns_of
from sheetcheck.nearest import nearest


def mistakes(definitions: Definitions) -> Iterator[Finding]:
    for form in definitions.forms.values():
        yield from _differing(form)
        yield from _columns(form)
        yield from _rows(form)
    yield from _shares(definitions)


def _differing(form: Form) -> Iterator[Finding]:
    """Sets of one form print in the same places, so a column that they share must be one and the same."""
    first: dict[str, tuple[str, Column]] = {}
    for name, columns in form.sets.items():
        for column in columns:
            other, known = first.setdefault(column.id, (name, column))
            if known != column:
                yield mistake(D.COLUMN_DIFFERS, column.place, name=column.id, set=name, other=other)


def _columns(form: Form) -> Iterator[Finding]:
    """A heading must say which column it is, in either language and as templates already sent out say it."""
    columns = {column.id: column for column in reversed(columns_of(form))}
    pairs: set[frozenset[str]] = set()
    for one, other, label in _shared(columns):
        apart = columns[one].shares != other and columns[other].shares != one
        if apart and frozenset((one, other)) not in pairs:
            pairs.add(frozenset((one, other)))
            yield _same(columns[one], columns[other], label)


def _rows(form: Form) -> Iterator[Finding]:
    """Rows may be printed alike (“- Women”), but an alias stands for one row only."""
    rows = {row.id: row for row in form.rows}
    for one, other, label in _shared(rows):
        if any(normal(label) == normal(alias) for name in (one, other) for alias in rows[name].aliases):
            yield _same(rows[one], rows[other], label)


def _shared(labelled: Mapping[str, Column] | Mapping[str, Row]) -> Iterator[tuple[str, str, str]]:
    """Two ids and a label that both have."""
    owners: dict[str, str] = {}
    for name, one in labelled.items():
        for text in dict.fromkeys((one.title.vi, one.title.en, *one.aliases)):
            owner = owners.setdefault(normal(text), name)
            if text and owner != name:
                yield owner, name, text


def _same(one: Column | Row, other: Column | Row, label: str) -> Finding:
    """At the alias that makes the trouble, else at the second title."""
    owner = next((some for some in (one, other) if normal(label) in map(normal, some.aliases)), None)
    place = owner.place.of("aliases") if owner else other.place.of("title")
    return mistake(D.SAME_TITLE, place, label=label, one=one.id, other=other.id)


def _shares(definitions: Definitions) -> Iterator[Finding]:
    known = {column.id for columns in definitions.sets.values() for column in columns}
    for columns in definitions.sets.values():
        for column in columns:
            if column.shares and column.shares not in known:
                near = ", ".join(nearest(column.shares, known)) or "—"
                yield mistake(UNKNOWN_NAME, column.place.of("shares"), name=column.shares, nearest=near)
