"""A group of statements put to the solver: which of its rules clash, and what it takes around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from sheetcheck.expression import Name
from sheetcheck.expression.evaluate import evaluate
from sheetcheck.expression.solver import Answer
from sheetcheck.expression.tree import is_linear
from sheetcheck.review._conflict import irreducible, smallest
from sheetcheck.review._groups import Group
from sheetcheck.review._questions import question_on
from sheetcheck.review._statements import Statement, is_day, limits_of
from sheetcheck.review._witness import computed, is_allowed, records

_MOST_CLASHES: Final = 12
"""Looked for in one group before the author mends what is known so far."""
_STEPS: Final = 12
"""Taken to find a smaller clash than the first."""
_MANY: Final = 60
"""Statements beside which products and quotients of figures take the solver long: then the first clashes must do."""
_FEW_CLASHES: Final = 3


@dataclass(frozen=True)
class Clash:
    """Rules that cannot all be kept, with the cells, computations and limits that it takes."""

    statements: tuple[Statement, ...]
    filled: tuple[Name, ...]
    given: tuple[Name, ...]
    limited: tuple[Name, ...]

    @property
    def rules(self) -> frozenset[str]:
        return frozenset(one.rule.id for one in self.statements)


def clashes(group: Group) -> Iterator[Clash]:
    """What clashes: first among sums and comparisons, which the solver knows best, then with all the rest."""
    if _is_kept_somehow(group):
        return
    known: list[Clash] = []
    plain = tuple(one for one in group.statements if is_linear(one.node))
    for some in (plain, group.statements):
        given = {name: node for name, node in group.given.items() if some is group.statements or is_linear(node)}
        left = [one for one in some if one.rule.id not in one_of_each([clash.rules for clash in known])]
        for clash in _clashes(replace(group, statements=tuple(left), given=given), computed_names=tuple(group.given)):
            known.append(clash)
            yield clash


def one_of_each(known: Iterable[frozenset[str]]) -> set[str]:
    """Rules without which none of the clashes known so far is met again."""
    chosen: set[str] = set()
    while left := [rules for rules in known if not rules & chosen]:
        met = [name for rules in left for name in sorted(rules)]
        chosen.add(max(dict.fromkeys(met), key=met.count))
    return chosen


def _clashes(group: Group, computed_names: tuple[Name, ...]) -> Iterator[Clash]:
    """One clash; then what clashes without one of its rules, without another, and so on."""
    demands = _Demands(group, computed_names)
    is_quick = len(group.statements) <= _MANY or all(is_linear(node) for node in demands.nodes)
    known: set[tuple[str, ...]] = set()
    waiting = [frozenset[str]()]
    for _ in range(_MOST_CLASHES if is_quick else _FEW_CLASHES):
        if not waiting:
            return
        without = waiting.pop(0)
        rules = demands.smallest_clash(without, _STEPS if is_quick else 0)
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

    def __init__(self, group: Group, computed_names: tuple[Name, ...]) -> None:
        """`computed_names` are not filled in by anybody, even where nothing is said of how they come about."""
        self.group = group
        self.nodes = [*(one.node for one in group.statements), *group.given.values()]
        self.question, self.facts = question_on(group.names, self.nodes, group.cells)
        self.rules = {f"rule {index}": self.question.is_kept(one.node) for index, one in enumerate(group.statements)}
        self.around = dict(self._around(computed_names))
        self.trial = self.question.trial(self.rules, [*self.facts, *self.around.values()])

    def _around(self, computed_names: tuple[Name, ...]) -> Iterator[tuple[str, Any]]:
        """Every cell is filled in or computed, and within the limits of its column."""
        ask, cells = self.question, self.group.cells
        for name in filter(lambda name: not is_day(name), self.group.names):
            if name in self.group.given:
                yield f"given {name.written}", ask.is_given_by(name, self.group.given[name])
            elif name not in computed_names:
                yield f"filled {name.written}", ask.is_known(name)
            limits = limits_of(cells, name)
            if limits != (None, None):
                yield f"limit {name.written}", ask.is_within(name, *limits)

    def smallest_clash(self, without: frozenset[str], steps: int) -> tuple[str, ...] | None:
        """As few rules as clash, of those that are left."""
        rules = [name for name in self.rules if name not in without]
        return smallest(rules, self.trial.conflict, self.trial.met, steps)

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
