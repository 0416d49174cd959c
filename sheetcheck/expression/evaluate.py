"""Evaluates an expression in plain Python: slow and obvious, the measure of all others."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from operator import add, eq, ge, gt, le, lt, mul, ne, sub
from typing import Final

from sheetcheck.expression.pattern import fits
from sheetcheck.expression.tree import CHILDREN, THIS, Aggregate, Literal, Name, Node, Ref

Value = float | str | bool | None
Record = Mapping[str, Value]
"""Field id -> what it says."""
Records = Mapping[str, Sequence[Record]]
"""Form id ('' for the rule's own) -> the records of that list; a form that is not here is not known.

`children` has a record for each unit below: what its cells say, under the names as they are written.
"""
SAME: Final = 5e-7
"""Figures that differ by less than this are the same figure: half a millionth, half a đồng of a million.

Computers keep 0.1 and 29 / 100 only nearly. Whole numbers, their sums and products are exact and differ by 1 at least.
A spreadsheet keeps 15 digits, so figures with decimals are held to six of them up to a hundred million.
"""

_NONE: Final[Records] = {}
_NO_DECIMALS: Final = 2.0**53

_COMPARE: Final[Mapping[str, Callable[..., bool]]] = {
    "=": eq,
    "<>": ne,
    "<": lt,
    "<=": le,
    ">": gt,
    ">=": ge,
}
_CALCULATE: Final[Mapping[str, Callable[..., float]]] = {"+": add, "-": sub, "*": mul}


def evaluate(node: Node, values: Mapping[Name, Value], records: Records = _NONE) -> Value:
    """SQL's answer; None is null."""
    match node:
        case Literal(value):
            return value
        case Ref(name):
            return values[name]
        case Aggregate():
            return _aggregate(node, values, records)
    if node.operation == "case":
        return _case(node.args, values, records)
    return _call(node.operation, [evaluate(piece, values, records) for piece in node.args])


def _call(operation: str, args: Sequence[Value]) -> Value:
    match operation:
        case "and":
            return _and(args)
        case "or":
            return _not(_and([_not(arg) for arg in args]))
        case "not":
            return _not(args[0])
        case "between":
            return _and([_known(">=", args[:2]), _known("<=", args[::2])])
        case "is null":
            return args[0] is None
        case "coalesce":
            return next((arg for arg in args if arg is not None), None)
    return _known(operation, args)


def chosen(aggregate: Aggregate, values: Mapping[Name, Value], records: Sequence[Record]) -> Mapping[int, Value]:
    """Which records count, by their place in the list, and the argument of each (1 for `count(*)`)."""
    found: dict[int, Value] = {}
    names = aggregate.names
    own = {Name("", THIS, name.column): values.get(name) for name in aggregate.own}
    for place, record in enumerate(records):
        said = {
            name: values.get(name) if name.special else record.get(name.written if name.whose else name.column)
            for name in names
        } | own
        if aggregate.condition is None or evaluate(aggregate.condition, said) is True:
            found[place] = 1.0 if aggregate.argument is None else evaluate(aggregate.argument, said)
    return found


def _aggregate(aggregate: Aggregate, values: Mapping[Name, Value], records: Records) -> Value:
    """As in SQL a blank is left out; not as in SQL the sum of no record is 0, so that an empty list is compared too."""
    if aggregate.of_children:
        return _of_children(aggregate, values, records.get(CHILDREN, ()))
    if aggregate.form not in records or any(values.get(name) is None for name in aggregate.own):
        return None
    given = [value for value in chosen(aggregate, values, records[aggregate.form]).values() if value is not None]
    return _gathered(aggregate, given)


def _of_children(aggregate: Aggregate, values: Mapping[Name, Value], children: Sequence[Record]) -> Value:
    """Unknown when it is of one unit: what a blank cell would have said is in no sum."""
    names = [name for name in aggregate.names if name.whose]
    if not children or any(child.get(name.written) is None for child in children for name in names):
        return None
    return _gathered(aggregate, [one for one in chosen(aggregate, values, children).values() if one is not None])


def _gathered(aggregate: Aggregate, given: Sequence[Value]) -> Value:
    if aggregate.function == "count":
        return float(len(set(given) if aggregate.distinct else given))
    numbers = [float(value) for value in given if value is not None]
    if aggregate.function == "sum":
        return sum(numbers, 0.0)
    return (min if aggregate.function == "min" else max)(numbers, default=None)


def _and(args: Sequence[Value]) -> Value:
    if any(arg is False for arg in args):
        return False
    return None if None in args else True


def _not(arg: Value) -> Value:
    return None if arg is None else not arg


def _case(pieces: Sequence[Node], values: Mapping[Name, Value], records: Records) -> Value:
    for condition, value in zip(pieces[:-1:2], pieces[1::2], strict=True):
        if evaluate(condition, values, records) is True:
            return evaluate(value, values, records)
    return evaluate(pieces[-1], values, records)


def _known(operation: str, args: Sequence[Value]) -> Value:
    """An operation that knows nothing as soon as one operand is unknown."""
    if None in args:
        return None
    first = args[0]
    if operation in _COMPARE:
        return _compare(operation, *args)
    match operation:
        case "in":
            return any(_compare("=", first, arg) for arg in args[1:])
        case "length":
            return float(len(str(first)))
        case "regexp_like":
            return fits(str(args[1]), str(first))
    return _number(operation, [float(arg) for arg in args if arg is not None])


def _compare(operation: str, left: Value, right: Value) -> bool:
    """Texts by their letters, figures by six decimals: the difference counts as 0 while it rounds to that."""
    if isinstance(left, float | int) and isinstance(right, float | int):
        apart = left - right
        return _COMPARE[operation](0.0 if abs(apart) < SAME else apart, 0.0)
    return _COMPARE[operation](left, right)


def _number(operation: str, args: Sequence[float]) -> float | None:
    first, last = args[0], args[-1]
    if operation in _CALCULATE:
        return _CALCULATE[operation](first, last)
    match operation:
        case "/":
            return first / last if last else None
        case "neg":
            return -first
        case "abs":
            return abs(first)
        case "round":
            return _round(first, int(args[1]) if len(args) > 1 else 0)
        case "last_place":
            return next((float(f"1e-{d}") for d in range(7) if first == _round(first, d)), 1e-12)
        case "least":
            return min(args)
        case "greatest":
            return max(args)
    raise ValueError(operation)


def _round(value: float, decimals: int) -> float:
    """On the figure as a spreadsheet prints it, with 15 digits, half away from zero; a large one has no decimals."""
    if not abs(value) < _NO_DECIMALS:
        return value
    return float(Decimal(f"{value:.15g}").quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))
