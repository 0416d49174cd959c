"""A group of statements put to the solver: which of its rules clash, and what it takes around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from sheetcheck.expression import Name
from sheetcheck.expression.evaluate import evaluate
from sheetcheck.expression.solver import Answer
from sheetcheck.review._conflict import irreducible, smallest
from sheetcheck.review._groups import Group
from sheetcheck.review._questions import question_on
from sheetcheck.review._statements import Statement, is_day, limits_of
from sheetcheck.review._witness import computed, is_allowed, records

_MOST_CLASHES: Final = 12
"""Looked for in one group before the author mends what is known so far."""
_STEPS: Final = 12
"""Taken to find a smaller clash than the first."""


@dataclass(frozen=True)
class Clash:
    """Rules that cannot all be kept, with the cells, computations and limits that it takes."""

    statements: tuple[Statement, ...]
    filled: tuple[Name, ...]
    given: tuple[Name, ...]
    limited: tuple[Name, ...]


def clashes(group: Group) -> Iterator[Clash]:
    """What clashes; then what clashes without one rule of a clash that is known, without another, and so on."""
    if _is_kept_somehow(group):
        return
    demands = _Demands(group)
    known: set[tuple[str, ...]] = set()
    waiting = [frozenset[str]()]
    asked = 0
    while waiting and asked < _MOST_CLASHES:
        asked += 1
        without = waiting.pop(0)
        rules = demands.smallest_clash(without)
        if rules is None:
            continue
        clash = demands.traced(rules)
        optional = [name for name in clash.filled if group.cells.slot(name).severity is None]
        if len(optional) > 1:
            demands.leave_blank(optional)
            waiting.insert(0, without)
            continue
        waiting += [without | {name} for name in rules if without | {name} not in waiting]
        if rules not in known:
            known.add(rules)
            if len(rules) != 1 or clash.given or not demands.is_broken_anyway(clash):
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


class _Demands:
    """The rules of a group, and what is around them, each under a name by which a conflict can be traced."""

    def __init__(self, group: Group) -> None:
        nodes = [*(one.node for one in group.statements), *group.given.values()]
        self.group = group
        self.question, self.facts = question_on(group.names, nodes, group.cells)
        self.rules = {f"rule {index}": self.question.is_kept(one.node) for index, one in enumerate(group.statements)}
        self.around = dict(self._around())
        self.trial = self.question.trial(self.rules, [*self.facts, *self.around.values()])

    def _around(self) -> Iterator[tuple[str, Any]]:
        """Every cell is filled in or computed, and within the limits of its column."""
        ask, cells = self.question, self.group.cells
        for name in filter(lambda name: not is_day(name), self.group.names):
            node = self.group.given.get(name)
            if node is None:
                yield f"filled {name.written}", ask.is_known(name)
            else:
                yield f"given {name.written}", ask.is_given_by(name, node)
            limits = limits_of(cells, name)
            if limits != (None, None):
                yield f"limit {name.written}", ask.is_within(name, *limits)

    def smallest_clash(self, without: frozenset[str]) -> tuple[str, ...] | None:
        """As few rules as clash, of those that are left."""
        rules = [name for name in self.rules if name not in without]
        return smallest(rules, self.trial.conflict, self.trial.met, _STEPS)

    def traced(self, rules: tuple[str, ...]) -> Clash:
        """The rules with what it takes around them."""
        trial = self.question.trial(self.around, [*self.facts, *(self.rules[name] for name in rules)])
        needed = [one.split(" ", 1) for one in irreducible(tuple(self.around), trial.conflict) or ()]
        cells = {name.written: name for name in self.group.names}
        filled, given, limited = (
            tuple(cells[name] for what, name in needed if what == wanted) for wanted in ("filled", "given", "limit")
        )
        return Clash(tuple(self.group.statements[int(one.split(" ")[1])] for one in rules), filled, given, limited)

    def leave_blank(self, names: Iterable[Name]) -> None:
        """Optional cells that exclude each other: from here on they need not be filled in."""
        for name in names:
            self.around.pop(f"filled {name.written}", None)
        self.trial = self.question.trial(self.rules, [*self.facts, *self.around.values()])

    def is_broken_anyway(self, clash: Clash) -> bool:
        """A rule that nothing satisfies is said elsewhere (`rules`)."""
        (statement,) = clash.statements
        limits = [self.around[f"limit {name.written}"] for name in clash.limited]
        return self.question.answer([*self.facts, *limits, self.question.is_true(statement.node)]) is Answer.IMPOSSIBLE
