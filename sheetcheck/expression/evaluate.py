"""Evaluates an expression for one record in plain Python: slow and obvious, the measure of all others."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from operator import add, eq, ge, gt, le, lt, mul, ne, sub
from typing import Final

from sheetcheck.expression.tree import Literal, Name, Node, Ref

Value = float | str | bool | None

_COMPARE: Final[Mapping[str, Callable[..., bool]]] = {
    "=": eq,
    "<>": ne,
    "<": lt,
    "<=": le,
    ">": gt,
    ">=": ge,
}
_CALCULATE: Final[Mapping[str, Callable[..., float]]] = {"+": add, "-": sub, "*": mul}


def evaluate(node: Node, values: Mapping[Name, Value]) -> Value:
    """SQL's answer; None is null."""
    match node:
        case Literal(value):
            return value
        case Ref(name):
            return values[name]
    if node.operation == "case":
        return _case(node.args, values)
    args = [evaluate(piece, values) for piece in node.args]
    match node.operation:
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
    return _known(node.operation, args)


def _and(args: Sequence[Value]) -> Value:
    if any(arg is False for arg in args):
        return False
    return None if None in args else True


def _not(arg: Value) -> Value:
    return None if arg is None else not arg


def _case(pieces: Sequence[Node], values: Mapping[Name, Value]) -> Value:
    for condition, value in zip(pieces[:-1:2], pieces[1::2], strict=True):
        if evaluate(condition, values) is True:
            return evaluate(value, values)
    return evaluate(pieces[-1], values)


def _known(operation: str, args: Sequence[Value]) -> Value:
    """An operation that knows nothing as soon as one operand is unknown."""
    if None in args:
        return None
    first = args[0]
    if operation in _COMPARE:
        return _COMPARE[operation](*args)
    match operation:
        case "in":
            return first in args[1:]
        case "length":
            return float(len(str(first)))
        case "regexp_like":
            return re.search(str(args[1]), str(first)) is not None
    return _number(operation, [float(arg) for arg in args if arg is not None])


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
    """On the figure as it is printed, half away from zero."""
    return float(Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))
