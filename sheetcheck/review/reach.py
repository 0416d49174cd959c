"""What is never met: rules with nothing to check, rows that no sheet prints, sets of a form that no row of it has."""

from __future__ import annotations

from collections.abc import Iterator

from sheetcheck.codes import review as D
from sheetcheck.document import mistake
from sheetcheck.finding import Finding
from sheetcheck.form import Rule
from sheetcheck.review import Forms
from sheetcheck.rule import instances


def mistakes(forms: Forms) -> Iterator[Finding]:
    yield from _rules(forms)
    yield from _rows(forms)
    yield from _sets(forms)


def _rules(forms: Forms) -> Iterator[Finding]:
    """Every rule checks something, and so it does at each level and in each kind of period that it names.

    A rule of every form may wait for the form that has its columns.
    """
    met: dict[int, set[str]] = {}
    for edition in forms.editions:
        for spot in forms.spots(edition):
            met.setdefault(id(spot.instance.rule), set()).update((edition.level.value, edition.period.value))
    said: set[int] = set()
    for rule in (rule for form in forms.all for rule in form.rules):
        if id(rule) not in said | forms.undecided and not (_is_shared(rule, forms) and not _has_home(rule, forms)):
            said.add(id(rule))
            yield from _rule(rule, met.get(id(rule), set()))


def _is_shared(rule: Rule, forms: Forms) -> bool:
    return any(rule is one for one in forms.generic)


def _has_home(rule: Rule, forms: Forms) -> bool:
    """Whether any row has all the columns of a rule, and is of a nature that it is for."""
    rows = (
        {column.id for column in form.sets[row.columns]}
        for form in forms.all
        for row in form.rows
        if row.columns in form.sets and (not rule.natures or row.nature in rule.natures)
    )
    wanted = [{name.column for name in one.names} for one in instances(rule)]
    return any(columns <= there for there in rows for columns in wanted)


def _rule(rule: Rule, met: set[str]) -> Iterator[Finding]:
    if not met:
        yield mistake(D.NOTHING_TO_CHECK, rule.place, rule=rule.id)
        return
    for key, named in (("levels", rule.levels), ("periods", rule.periods)):
        for name in named:
            if name.value not in met:
                yield mistake(D.NOTHING_TO_CHECK_THERE, rule.place.of(key), rule=rule.id, key=key, name=name.value)


def _rows(forms: Forms) -> Iterator[Finding]:
    """Every row is printed somewhere, and at each level that it names."""
    printed: set[tuple[str, str, str]] = set()
    for edition in forms.editions:
        for layout in edition.layouts.values():
            printed.update((layout.form.id, line.row.id, edition.level) for line in layout.lines if line.row)
    for form in forms.all:
        for row in form.rows:
            for level in row.levels:
                if (form.id, row.id, level) not in printed:
                    yield mistake(D.NEVER_PRINTED, row.place.of("levels"), name=row.id, level=level.value)


def _sets(forms: Forms) -> Iterator[Finding]:
    """A form that names a set has it in a row; sets that no form names are left to whoever shares them."""
    for form in forms.all:
        used = {row.columns for row in form.rows}
        for name in form.sets:
            if name not in used:
                yield mistake(D.UNUSED_SET, form.place.of("columns"), name=name)
