"""Lowers expressions to terms of the solver z3; the only module that imports it.

Null is a second term beside the value, so that conditions have SQL's three values. What the solver cannot know (whether
a text fits a pattern, how long it is, how many decimals were printed) may be anything: it then finds more cases than
there are, so what it says cannot be is so for certain. Texts are points on a line, in the order of their letters.

Answers depend on counted steps and not on a clock: the same question has the same answer on every machine.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import Enum
from fractions import Fraction
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sheetcheck.expression.domain import Domain
from sheetcheck.expression.evaluate import SAME
from sheetcheck.expression.pattern import fits as has_pattern
from sheetcheck.expression.tree import (
    COMPARISONS,
    KEEP_WHOLE,
    Call,
    Literal,
    Name,
    Node,
    Ref,
    Sort,
    results,
    sort_of,
    walk,
)

if TYPE_CHECKING:
    import z3

STEPS: Final = 400_000
"""What one question may cost, in the solver's own units; a third of a second on a slow machine."""


PLACES: Final = (*(float(f"1e-{decimals}") for decimals in range(7)), 1e-12)
"""What `last_place` may give."""


def is_installed() -> bool:
    return find_spec("z3") is not None


class Answer(Enum):
    """Whether there are figures for which all that is asked holds."""

    POSSIBLE = "possible"
    IMPOSSIBLE = "impossible"
    UNDECIDED = "undecided"


class Piece(NamedTuple):
    """A figure or a text: whether it is known, and what it then is (texts by their place on the line)."""

    known: Any
    value: Any


class Truth(NamedTuple):
    """A condition; neither when it is undecided."""

    true: Any
    false: Any


class Trial:
    """Named demands; what the solver learns of one choice of them helps it with the next."""

    def __init__(self, solver: z3.Solver, demands: Mapping[str, Any], marks: Mapping[str, Any]) -> None:
        import z3

        self._z3, self._solver = z3, solver
        self._demands, self._marks = demands, marks
        self._possible = False
        for name, demand in demands.items():
            solver.add(z3.Implies(marks[name], demand))

    def conflict(self, names: Collection[str]) -> frozenset[str] | None:
        """Some of these demands that cannot all hold, perhaps more than it takes; None when that is not proved."""
        result = self._solver.check(*(self._marks[name] for name in names))
        self._possible = result == self._z3.sat
        if result != self._z3.unsat:
            return None
        shown = {str(self._marks[name]): name for name in names}
        return frozenset(shown[str(mark)] for mark in self._solver.unsat_core())

    def met(self) -> frozenset[str]:
        """The demands that the last answer meets, if it was that the choice is possible."""
        if not self._possible:
            return frozenset()
        model, is_true = self._solver.model(), self._z3.is_true
        return frozenset(
            name for name, demand in self._demands.items() if is_true(model.eval(demand, model_completion=True))
        )


class Question:
    """Names with their domains, and conditions on them. One question has one world of terms."""

    def __init__(self, domains: Mapping[Name, Domain], nodes: Iterable[Node]) -> None:
        import z3

        self._z3 = z3
        self._world = z3.Context()
        self._ranks = _ranks(domains.values(), nodes)
        self._facts: list[Any] = []
        self._opaque: dict[str, Any] = {}
        self._exact = {name: domain.whole or domain.sort is Sort.TEXT for name, domain in domains.items()}
        self._refs = {name: self._variable(name, domain) for name, domain in domains.items()}

    # What may be demanded.

    def is_true(self, node: Node) -> Any:
        return self._truth(node).true

    def is_false(self, node: Node) -> Any:
        return self._truth(node).false

    def is_kept(self, node: Node) -> Any:
        """True or undecided: a rule is broken only when it is false."""
        return self._z3.Not(self._truth(node).false)

    def is_known(self, name: Name) -> Any:
        return self._refs[name].known

    def is_given_by(self, name: Name, node: Node) -> Any:
        """A computed cell: what its expression gives, and blank when that gives nothing."""
        z3, cell, given = self._z3, self._refs[name], self._piece(node)
        return z3.And(cell.known == given.known, z3.Implies(cell.known, cell.value == given.value))

    def is_within(self, name: Name, least: float | None, most: float | None) -> Any:
        cell = self._refs[name]
        return self._z3.Implies(cell.known, self._between(cell.value, least, most))

    # Answers.

    def answer(self, demands: Sequence[Any]) -> Answer:
        solver = self._solver()
        solver.add(*demands)
        return self._said(solver.check())

    def trial(self, demands: Mapping[str, Any], facts: Sequence[Any]) -> Trial:
        """Demands that are to be tried in many choices, beside facts that always hold."""
        solver = self._solver()
        solver.add(*facts)
        return Trial(solver, demands, {name: self._z3.Bool(f"demand {name}", self._world) for name in demands})

    def _solver(self) -> Any:
        solver = self._z3.Solver(ctx=self._world)
        solver.set("rlimit", STEPS)
        solver.add(*self._facts)
        return solver

    def _said(self, result: z3.CheckSatResult) -> Answer:
        if result == self._z3.sat:
            return Answer.POSSIBLE
        return Answer.IMPOSSIBLE if result == self._z3.unsat else Answer.UNDECIDED

    # Terms.

    def _variable(self, name: Name, domain: Domain) -> Piece:
        z3 = self._z3
        known = z3.Bool(f"known {name.written}", self._world)
        if domain.sort is Sort.TEXT:
            value = z3.Real(f"text {name.written}", self._world)
            if domain.texts:
                self._facts.append(z3.Or(*(value == self._ranks[text] for text in domain.texts)))
            return Piece(known, value)
        if domain.whole:
            whole = z3.Int(name.written, self._world)
            self._facts.append(self._between(whole, domain.least, domain.most))
            return Piece(known, z3.ToReal(whole))
        value = z3.Real(name.written, self._world)
        self._facts.append(self._between(value, domain.least, domain.most))
        return Piece(known, value)

    def _between(self, value: Any, least: float | None, most: float | None) -> Any:
        low = [] if least is None else [value >= self._number(least)]
        high = [] if most is None else [value <= self._number(most)]
        return self._z3.And(*low, *high, self._bool(True))

    def _number(self, value: float) -> Any:
        """Exactly the decimal figure that is written."""
        exact = Fraction(repr(float(value)))
        return self._z3.Q(exact.numerator, exact.denominator, self._world)

    def _bool(self, value: bool) -> Any:
        return self._z3.BoolVal(value, self._world)

    def _piece(self, node: Node) -> Piece:
        match node:
            case Literal(None):
                return Piece(self._bool(False), self._number(0))
            case Literal(str() as text):
                return Piece(self._bool(True), self._number(self._ranks[text]))
            case Literal(value):
                return Piece(self._bool(True), self._number(float(value or 0)))
            case Ref(name):
                return self._refs[name]
        assert isinstance(node, Call)  # rules over records are not asked about
        match node.operation:
            case "case":
                return self._chosen(node)
            case "coalesce":
                return self._first([self._piece(piece) for piece in node.args])
            case "length" | "last_place":
                return self._unknowable(node.operation, self._piece(node.args[0]))
        return self._calculated(node.operation, node.args)

    def _calculated(self, operation: str, args: Sequence[Node]) -> Piece:
        z3, pieces = self._z3, [self._piece(piece) for piece in args]
        known = z3.And(*(piece.known for piece in pieces))
        first, last = pieces[0].value, pieces[-1].value
        match operation:
            case "+":
                return Piece(known, first + last)
            case "-":
                return Piece(known, first - last)
            case "*":
                return Piece(known, first * last)
            case "/":
                return Piece(z3.And(known, last != self._number(0)), first / last)
            case "neg":
                return Piece(known, -first)
            case "abs":
                return Piece(known, self._if(first < 0, -first, first))
            case "round":
                return Piece(known, self._rounded(first, args[1] if len(args) > 1 else Literal(0.0)))
            case "least" | "greatest":
                best = first
                for piece in pieces[1:]:
                    takes = piece.value < best if operation == "least" else piece.value > best
                    best = self._if(takes, piece.value, best)
                return Piece(known, best)
        raise ValueError(operation)

    def _rounded(self, value: Any, decimals: Node) -> Any:
        """Half away from zero."""
        assert isinstance(decimals, Literal)
        factor = self._number(10.0 ** int(decimals.value or 0))
        size = self._if(value < 0, -value, value) * factor
        whole = self._z3.ToReal(self._z3.ToInt(size + self._number(0.5)))
        return self._if(value < 0, -whole, whole) / factor

    def _chosen(self, node: Call) -> Piece:
        *branches, otherwise = node.args
        found = self._piece(otherwise)
        for condition, value in reversed(list(zip(branches[::2], branches[1::2], strict=True))):
            takes, then = self._truth(condition).true, self._piece(value)
            found = Piece(self._if(takes, then.known, found.known), self._if(takes, then.value, found.value))
        return found

    def _first(self, pieces: Sequence[Piece]) -> Piece:
        found = pieces[-1]
        for piece in reversed(pieces[:-1]):
            found = Piece(self._z3.Or(piece.known, found.known), self._if(piece.known, piece.value, found.value))
        return found

    def _if(self, condition: Any, then: Any, otherwise: Any) -> Any:
        return self._z3.If(condition, then, otherwise, self._world)

    def _truth(self, node: Node) -> Truth:
        z3 = self._z3
        if isinstance(node, Literal):
            return Truth(self._bool(node.value is True), self._bool(node.value is False))
        assert isinstance(node, Call)
        args = node.args
        match node.operation:
            case "and":
                sides = [self._truth(piece) for piece in args]
                return Truth(z3.And(*(side.true for side in sides)), z3.Or(*(side.false for side in sides)))
            case "or":
                sides = [self._truth(piece) for piece in args]
                return Truth(z3.Or(*(side.true for side in sides)), z3.And(*(side.false for side in sides)))
            case "not":
                return Truth(*reversed(self._truth(args[0])))
            case "is null":
                known = self._is_known(args[0])
                return Truth(z3.Not(known), known)
            case "in":
                return self._truth(_either([Call("=", (args[0], item)) for item in args[1:]]))
            case "between":
                return self._truth(Call("and", (Call(">=", args[:2]), Call("<=", (args[0], args[2])))))
            case "case" | "coalesce":
                return self._chosen_truth(node)
            case "regexp_like":
                return self._fits(node)
        return self._compared(node)

    def _is_known(self, node: Node) -> Any:
        if sort_of(node) is Sort.TRUTH:
            return self._z3.Or(*self._truth(node))
        return self._piece(node).known

    def _compared(self, node: Call) -> Truth:
        z3, (left, right) = self._z3, node.args
        assert node.operation in COMPARISONS
        if sort_of(left) is Sort.TRUTH or sort_of(right) is Sort.TRUTH:
            one, other = self._truth(left), self._truth(right)
            same = z3.Or(z3.And(one.true, other.true), z3.And(one.false, other.false))
            differ = z3.Or(z3.And(one.true, other.false), z3.And(one.false, other.true))
            return Truth(same, differ) if node.operation == "=" else Truth(differ, same)
        first, second = self._piece(left), self._piece(right)
        known, a, b = z3.And(first.known, second.known), first.value, second.value
        if Sort.TEXT in (sort_of(left), sort_of(right)) or all(map(self._is_exact, node.args)):
            said = {"=": a == b, "<>": a != b, "<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[node.operation]
        else:
            said = self._nearly(node.operation, a - b)
        return Truth(z3.And(known, said), z3.And(known, z3.Not(said)))

    def _is_exact(self, node: Node) -> bool:
        """A text or a whole number: no two of them are nearly the same."""
        match node:
            case Literal(value):
                return not isinstance(value, float) or value.is_integer()
            case Ref(name):
                return self._exact[name]
            case Call(operation):
                return operation in KEEP_WHOLE and all(map(self._is_exact, results(node)))
        return False

    def _nearly(self, operation: str, apart: Any) -> Any:
        """Figures to six decimals, as they are compared everywhere."""
        same = self._number(SAME)
        is_more, is_less = apart >= same, apart <= -same
        match operation:
            case "=" | "<>":
                differs = self._z3.Or(is_more, is_less)
                return differs if operation == "<>" else self._z3.Not(differs)
            case "<" | ">=":
                return is_less if operation == "<" else self._z3.Not(is_less)
        return is_more if operation == ">" else self._z3.Not(is_more)

    def _chosen_truth(self, node: Call) -> Truth:
        *branches, otherwise = node.args
        found = self._truth(otherwise)
        for condition, value in reversed(list(zip(branches[::2], branches[1::2], strict=True))):
            takes, then = self._truth(condition).true, self._truth(value)
            found = Truth(self._if(takes, then.true, found.true), self._if(takes, then.false, found.false))
        return found

    # What the solver does not know: the same text gives the same answer, and known texts give the right one.

    def _fits(self, node: Call) -> Truth:
        piece, pattern = self._piece(node.args[0]), str(node.args[1].value) if isinstance(node.args[1], Literal) else ""
        fits = self._function(f"fits {pattern}", self._z3.BoolSort(self._world))
        for text, rank in self._ranks.items():
            self._facts.append(fits(self._number(rank)) == self._bool(has_pattern(pattern, text)))
        said = fits(piece.value)
        return Truth(self._z3.And(piece.known, said), self._z3.And(piece.known, self._z3.Not(said)))

    def _unknowable(self, operation: str, piece: Piece) -> Piece:
        z3, function = self._z3, self._function(operation, self._z3.RealSort(self._world))
        value = function(piece.value)
        if operation == "length":
            self._facts += [function(self._number(rank)) == len(text) for text, rank in self._ranks.items()]
            self._facts += [value >= 0, z3.IsInt(value)]
        else:
            self._facts.append(z3.Or(*(value == self._number(place) for place in PLACES)))
        return Piece(piece.known, value)

    def _function(self, name: str, gives: Any) -> Any:
        if name not in self._opaque:
            self._opaque[name] = self._z3.Function(name, self._z3.RealSort(self._world), gives)
        return self._opaque[name]


def _either(conditions: Sequence[Node]) -> Node:
    found = conditions[0]
    for condition in conditions[1:]:
        found = Call("or", (found, condition))
    return found


def _ranks(domains: Iterable[Domain], nodes: Iterable[Node]) -> Mapping[str, int]:
    """Every text that is spelt out, in the order in which tables compare them."""
    texts = {text for domain in domains for text in domain.texts}
    for node in nodes:
        texts |= {piece.value for piece in walk(node) if isinstance(piece, Literal) and isinstance(piece.value, str)}
    return {text: rank for rank, text in enumerate(sorted(texts))}
