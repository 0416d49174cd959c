"""Rules that contradict each other: a form that is filled in breaks one of them, whatever its figures.

Only rules that reject a return take part, with what computed cells come to and the limits of columns. All cells are
taken as filled in; when two optional ones together are the trouble they exclude each other, and one stays blank.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, islice
from typing import Any, Final

from sheetcheck.codes import review as D
from sheetcheck.document import mistake
from sheetcheck.expression import Name
from sheetcheck.expression.solver import Answer, Question, is_installed
from sheetcheck.finding import Finding, Severity
from sheetcheck.form import Place
from sheetcheck.review import Forms
from sheetcheck.review._groups import Group, groups
from sheetcheck.review._questions import question_on
from sheetcheck.review._statements import Cells, Statement, is_day, limits_of

_MOST_CLASHES: Final = 8
"""Found in one group before the author mends what is known so far."""
_MOST_SETS: Final = 300
"""Sets of rules of one size that are tried when a smaller clash is looked for."""
_NAMED: Final = 12
"""Cells that are named."""


@dataclass(frozen=True)
class _Clash:
    """Rules that cannot all be kept, with the cells, computations and limits that it takes."""

    statements: tuple[Statement, ...]
    filled: tuple[Name, ...]
    given: tuple[Name, ...]
    limited: tuple[Name, ...]


def mistakes(forms: Forms) -> Iterator[Finding]:
    """Nothing when the solver is not there."""
    sound: set[object] = set()
    said: set[object] = set()
    for edition in forms.editions if is_installed() else ():
        cells = Cells(edition)
        statements = [
            cells.stated(spot) for spot in forms.spots(edition) if spot.instance.rule.severity is Severity.ERROR
        ]
        for group in groups(statements, cells):
            shape = group.shape
            if shape in sound:
                continue
            clashes = list(_clashes(group))
            if not clashes:
                sound.add(shape)
            for clash in clashes:
                key = (*(one.spot.instance.rule.id for one in clash.statements), *map(_short, clash.given))
                if key not in said:
                    said.add(key)
                    yield _said(clash, cells)


class _Demands:
    """A group as demands on figures, each under a name by which a conflict can be traced."""

    def __init__(self, group: Group) -> None:
        nodes = [*(one.node for one in group.statements), *group.given.values()]
        self.question, self.facts = question_on(group.names, nodes, group.cells)
        ask = self.question
        names = [name for name in group.names if not is_day(name)]
        self.rules = {f"rule {i}": ask.is_kept(one.node) for i, one in enumerate(group.statements)}
        self.given = {f"given {name.written}": ask.is_given_by(name, node) for name, node in group.given.items()}
        self.filled = {f"filled {name.written}": ask.is_known(name) for name in names if name not in group.given}
        self.limits = {
            f"limit {name.written}": ask.is_within(name, *limits)
            for name in names
            if (limits := limits_of(group.cells, name)) != (None, None)
        }

    @property
    def around(self) -> Mapping[str, Any]:
        """Everything but the rules."""
        return self.given | self.filled | self.limits

    def hold(self) -> Answer:
        return self.question.answer([*self.facts, *self.rules.values(), *self.around.values()])

    def smallest_clash(self) -> tuple[str, ...] | None:
        """As few rules as clash; of several sets as small, the first."""
        always = [*self.facts, *self.around.values()]
        found = self.question.conflict(self.rules, always)
        for size in range(1, len(found or ())):
            for some in islice(combinations(self.rules, size), _MOST_SETS):
                if self.question.answer([*always, *(self.rules[name] for name in some)]) is Answer.IMPOSSIBLE:
                    return some
        return found

    def needed(self, rules: tuple[str, ...]) -> tuple[str, ...]:
        """What it takes around the rules for them to clash."""
        always = [*self.facts, *(self.rules[name] for name in rules)]
        return self.question.conflict(self.around, always) or ()


def _clashes(group: Group) -> Iterator[_Clash]:
    demands = _Demands(group)
    cells = {name.written: name for name in group.names}
    for _ in range(_MOST_CLASHES):
        if demands.hold() is not Answer.IMPOSSIBLE:
            return
        rules = demands.smallest_clash()
        if rules is None:
            return
        needed = demands.needed(rules)
        filled = tuple(cells[one.removeprefix("filled ")] for one in needed if one.startswith("filled "))
        optional = [name for name in filled if group.cells.slot(name).severity is None]
        if len(optional) > 1:
            for name in optional:
                del demands.filled[f"filled {name.written}"]
            continue
        statements = tuple(group.statements[int(one.removeprefix("rule "))] for one in rules)
        given = tuple(cells[one.removeprefix("given ")] for one in needed if one.startswith("given "))
        limited = tuple(cells[one.removeprefix("limit ")] for one in needed if one.startswith("limit "))
        if len(statements) != 1 or given or not _is_broken_anyway(demands.question, statements[0]):
            yield _Clash(statements, filled, given, limited)
        if not rules:
            return
        del demands.rules[rules[-1]]


def _is_broken_anyway(question: Question, statement: Statement) -> bool:
    """A rule that nothing satisfies is said elsewhere (`rules`)."""
    return question.answer([question.is_true(statement.node)]) is Answer.IMPOSSIBLE


def _said(clash: _Clash, cells: Cells) -> Finding:
    named = dict.fromkeys(f"{one.spot.instance.rule.id} ({_at(_place(one))})" for one in clash.statements)
    named |= dict.fromkeys(f"computed {_short(name)}" for name in clash.given)
    named |= dict.fromkeys(f"min/max {_short(name)}" for name in clash.limited)
    filled = [f"{_short(name)} ({cells.slot(name).cell})" for name in clash.filled]
    edition = cells.edition
    forms = dict.fromkeys(one.spot.layout.sheet for one in clash.statements)
    owner = next(iter((*clash.given, *clash.limited, *clash.filled)), None)
    first = _place(clash.statements[0]) if clash.statements or owner is None else cells.slot(owner).column.place
    return mistake(
        D.CONTRADICTION,
        first,
        rules=", ".join(named),
        cells=filled[:_NAMED] + (["…"] if len(filled) > _NAMED else []),
        where=", ".join((*forms, edition.level.value, edition.period.value, edition.scope.value)),
    )


def _place(statement: Statement) -> Place:
    return statement.spot.instance.rule.place.of("check")


def _at(place: Place) -> str:
    return f"{place.file}:{place.line}"


def _short(name: Name) -> str:
    return f"{name.row}.{name.column}"
