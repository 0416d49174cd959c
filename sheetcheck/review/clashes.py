"""Rules that contradict each other: a form that is filled in breaks one of them, whatever its figures.

Only rules that reject a return take part, with what computed cells come to and the limits of columns. All cells are
taken as filled in; when two optional ones together are the trouble they exclude each other, and one stays blank.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, islice
from typing import Any, Final

from sheetcheck.codes import review as D
from sheetcheck.document import mistake
from sheetcheck.expression import Name
from sheetcheck.expression.evaluate import evaluate
from sheetcheck.expression.solver import Answer, is_installed
from sheetcheck.finding import Finding, Severity
from sheetcheck.form import Place
from sheetcheck.review import Forms
from sheetcheck.review._groups import Group, groups
from sheetcheck.review._questions import question_on
from sheetcheck.review._statements import Cells, Statement, is_day, limits_of
from sheetcheck.review._witness import computed, is_allowed, records

_MOST_QUESTIONS: Final = 24
"""Asked about one group before the author mends what is known so far."""
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
                key = (*(one.spot.instance.rule.id for one in clash.statements), *(name.column for name in clash.given))
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

    def smallest_clash(self, without: frozenset[str]) -> tuple[str, ...] | None:
        """As few rules as clash, of those that are left; of several sets as small, the first."""
        always = [*self.facts, *self.around.values()]
        rules = {name: rule for name, rule in self.rules.items() if name not in without}
        found = self.question.conflict(rules, always)
        for size in range(1, len(found or ())):
            for some in islice(combinations(rules, size), _MOST_SETS):
                if self.question.answer([*always, *(rules[name] for name in some)]) is Answer.IMPOSSIBLE:
                    return some
        return found

    def leave_blank(self, names: Iterable[Name]) -> None:
        """Optional cells that exclude each other: from here on they need not be filled in."""
        for name in names:
            self.filled.pop(f"filled {name.written}", None)

    def needed(self, rules: tuple[str, ...]) -> tuple[str, ...]:
        """What it takes around the rules for them to clash."""
        always = [*self.facts, *(self.rules[name] for name in rules)]
        return self.question.conflict(self.around, always) or ()


def _clashes(group: Group) -> Iterator[_Clash]:
    """All of them, as far as it goes: what clashes without one rule of a clash that is known, then without another."""
    if _is_kept_somehow(group):
        return
    demands = _Demands(group)
    if demands.hold() is not Answer.IMPOSSIBLE:
        return
    known: set[tuple[str, ...]] = set()
    waiting = [frozenset[str]()]
    for _ in range(_MOST_QUESTIONS):
        if not waiting:
            return
        rules = demands.smallest_clash(waiting[0])
        if rules is None:
            waiting.pop(0)
            continue
        clash = _traced(demands, rules, group)
        optional = [name for name in clash.filled if group.cells.slot(name).severity is None]
        if len(optional) > 1:
            demands.leave_blank(optional)
            continue
        without = waiting.pop(0)
        waiting += [without | {name} for name in rules if without | {name} not in waiting]
        if rules not in known:
            known.add(rules)
            if len(rules) != 1 or clash.given or not _is_broken_anyway(demands, clash):
                yield clash


def _is_kept_somehow(group: Group) -> bool:
    """Whether one of a few records, with every cell filled in, breaks no rule."""
    nodes = [one.node for one in group.statements]
    for record in records(group.names, nodes, group.cells, blanks=False):
        filled = computed(record, group.given)
        if filled is None or not is_allowed(filled, group.cells):
            continue
        if all(evaluate(node, filled) is not False for node in nodes):
            return True
    return False


def _traced(demands: _Demands, rules: tuple[str, ...], group: Group) -> _Clash:
    """The rules with what it takes around them."""
    cells = {name.written: name for name in group.names}
    needed = [one.split(" ", 1) for one in demands.needed(rules)]
    filled, given, limited = (
        tuple(cells[name] for what, name in needed if what == wanted) for wanted in ("filled", "given", "limit")
    )
    return _Clash(tuple(group.statements[int(one.removeprefix("rule "))] for one in rules), filled, given, limited)


def _is_broken_anyway(demands: _Demands, clash: _Clash) -> bool:
    """A rule that nothing satisfies is said elsewhere (`rules`)."""
    question, (statement,) = demands.question, clash.statements
    limits = (demands.limits[f"limit {name.written}"] for name in clash.limited)
    return question.answer([*demands.facts, *limits, question.is_true(statement.node)]) is Answer.IMPOSSIBLE


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
