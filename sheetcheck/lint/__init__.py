"""Definitions against each other: each module finds one sort of mistake, found by walking this package.

What is here runs whenever the catalogue is read, so it is cheap: no form is laid out (`review` does that). To add a
check, add a module with a function `mistakes`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from sheetcheck.discovery import modules
from sheetcheck.expression import ExpressionError
from sheetcheck.finding import Finding
from sheetcheck.form import Column, Form, Place, RollUp, Row, Rule
from sheetcheck.rule import Instance, instances


@dataclass(frozen=True, eq=False, kw_only=True)
class Definitions:
    """All that was read. `generic` are the rules of every matrix form, `sets` all sets of columns by name."""

    forms: Mapping[str, Form]
    generic: tuple[Rule, ...]
    sets: Mapping[str, tuple[Column, ...]]

    def own_rules(self, form: Form) -> Iterator[Rule]:
        """The rules that the form's own file has."""
        shared = {id(rule) for rule in self.generic}
        yield from (rule for rule in form.rules if id(rule) not in shared)

    def instances(self, rule: Rule) -> tuple[Instance, ...]:
        """Those of one of `rules`; none where its expression cannot be read, which `names` tells."""
        return self._instances[id(rule)]

    @cached_property
    def _instances(self) -> Mapping[int, tuple[Instance, ...]]:
        """Worked out once: nearly every check asks for them."""
        return {id(rule): readable(rule) for rule, _ in self.rules()}

    def rules(self) -> Iterator[tuple[Rule, tuple[Form, ...]]]:
        """Every rule once, with the forms it may reach."""
        matrices = tuple(form for form in self.forms.values() if form.kind == "matrix")
        yield from ((rule, matrices) for rule in self.generic)
        yield from ((rule, (form,)) for form in self.forms.values() for rule in self.own_rules(form))


def readable(rule: Rule) -> tuple[Instance, ...]:
    """The instances of a rule; none where its expression cannot be read."""
    try:
        return tuple(instances(rule))
    except ExpressionError:
        return ()


def mistakes(
    forms: Iterable[Form],
    generic: tuple[Rule, ...],
    sets: Mapping[str, tuple[Column, ...]],
    *,
    unsound: frozenset[Place] = frozenset(),
    some_unread: bool = False,
) -> list[Finding]:
    """Everything wrong between definitions that are each well-formed; nothing that may follow from one that is not."""
    from sheetcheck.lint._doubt import Doubt

    definitions = Definitions(forms={form.id: form for form in forms}, generic=generic, sets=sets)
    doubt = Doubt(definitions, unsound, some_unread)
    found = (one for module in modules(__name__, __path__) for one in module.mistakes(definitions))
    return [one for one in distinct(found) if not doubt.covers(one)]


def distinct(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Each mistake once: a loop repeats it, and a set of columns that forms share is met in each of them."""
    yield from {(one.code, one.file, repr(one.params)): one for one in findings}.values()


def columns_of(form: Form) -> tuple[Column, ...]:
    """All columns that a form may print, set by set; a column that sets share comes more than once."""
    return (*form.fields, *(column for columns in form.sets.values() for column in columns))


def columns_of_row(form: Form, row: Row) -> tuple[Column, ...]:
    return form.sets.get(row.columns, ())


def expression_of(row: Row, column: Column) -> str:
    """What gives a cell of a matrix form; "" for a cell that is filled in, or that a computed row does not have."""
    if column.id in row.cells:
        return row.cells[column.id]
    return column.computed or (row.computed if column.roll_up is RollUp.SUM else "")


def at(place: Place) -> str:
    """How another place is named in a sentence."""
    return f"{place.file}:{place.line}"
