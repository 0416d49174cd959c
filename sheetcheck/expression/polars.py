"""Lowers an expression to polars; the only module of the package that imports it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import lru_cache, partial, reduce
from math import floor
from operator import and_, or_

import polars as pl

from sheetcheck.expression.evaluate import SAME, evaluate
from sheetcheck.expression.tree import (
    ARITHMETIC,
    COMPARISONS,
    Aggregate,
    Call,
    Literal,
    Name,
    Node,
    Ref,
    Sort,
    is_constant,
    sort_of,
    walk,
)
from sheetcheck.expression.words import written

type_of = {Sort.NUMBER: pl.Float64(), Sort.TEXT: pl.String(), Sort.TRUTH: pl.Boolean()}

# 2.675 is stored a little below 2.675; a spreadsheet rounds it up all the same, and so do we.
_NUDGE = 1 + 2**-50
_EXACT = 2.0**52
_FINEST = 1e-12
_ZERO = Literal(0.0)
_MIRRORED = {"=": "=", "<>": "<>", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


Column = Callable[[Name], pl.Expr]
"""Where the value of a name is; what an aggregate came to is in the column that bears its text."""
Compare = Callable[[str, pl.Expr, pl.Expr], pl.Expr]


def lower(node: Node, column: Column, texts: Collection[str] = ()) -> pl.Expr:
    """One piece. Null stands for unknown, and polars' own `&` and `|` are Kleene's. `texts` are columns of texts.

    What has no name in it is worked out here: polars gives a column of length one for a constant.
    """
    match node:
        case Literal(value):
            return pl.lit(value)
        case Ref(name):
            return column(name)
        case Aggregate():
            return pl.col(written(node))
    if is_constant(node):
        return pl.lit(evaluate(node, {}), dtype=type_of.get(sort_of(node)))
    if node.operation == "case":
        return _case(node, column, texts)
    if node.operation == "is null":
        return lower(node.args[0], column, texts).is_null()
    return _called(node, column, texts)


def _called(node: Call, column: Column, texts: Collection[str]) -> pl.Expr:
    operation, pieces = node.operation, node.args
    args = _alike(node, column, texts)
    if operation in ARITHMETIC or operation == "last_place":
        return _number(node, args)
    compare = _compare_figures if _are_figures(node, column, texts) else _compare
    if operation not in COMPARISONS:
        return _decide(node, args, compare)
    # Polars 2.1 gives a column of length one for a constant compared with a `when`, but not the other way round.
    if is_constant(pieces[0]):
        operation, args, pieces = _MIRRORED[operation], args[::-1], pieces[::-1]
    if pieces[1] == _ZERO and compare is _compare_figures:
        return _compare_to_zero(operation, args[0])
    return compare(operation, *args)


def gather(aggregate: Aggregate, column: Column, texts: Collection[str] = ()) -> pl.Expr:
    """One figure out of the lines of a group: for `group_by` and for `over`. `column` gives a record's fields."""
    value: pl.Expr = pl.lit(1.0)
    if aggregate.argument is not None:
        value = lower(aggregate.argument, column, texts)
    if aggregate.function != "count":
        value = value.cast(pl.Float64, strict=False)
    if aggregate.condition is not None:
        value = pl.when(lower(aggregate.condition, column, texts)).then(value)
    elif aggregate.argument is None:
        return pl.len().cast(pl.Float64)
    match aggregate.function:
        case "sum":
            return value.sum()
        case "min":
            return value.min()
        case "max":
            return value.max()
    return (value.drop_nulls().n_unique() if aggregate.distinct else value.count()).cast(pl.Float64)


def _are_figures(node: Call, column: Column, texts: Collection[str]) -> bool:
    """Whether what is compared are numbers: what the operands say, else what is in the columns of their names."""
    sorts = {sort_of(piece) for piece in node.args}
    if sorts & {Sort.NUMBER, Sort.TEXT, Sort.TRUTH}:
        return Sort.NUMBER in sorts
    names = (piece.name for operand in node.args for piece in walk(operand) if isinstance(piece, Ref))
    return all(column(name).meta.output_name() not in texts for name in names)


def _decide(node: Call, args: Sequence[pl.Expr], compare: Compare) -> pl.Expr:
    match node.operation:
        case "and" | "or":
            return reduce(and_ if node.operation == "and" else or_, args)
        case "not":
            return ~args[0]
        case "in":
            # Not `is_in`: of a constant that gives a column of one row.
            return reduce(or_, (compare("=", args[0], arg) for arg in args[1:]))
        case "between":
            if not is_constant(node.args[0]):
                return compare(">=", args[0], args[1]) & compare("<=", args[0], args[2])
            return compare("<=", args[1], args[0]) & compare(">=", args[2], args[0])
        case "coalesce":
            # Not `pl.coalesce`: when it begins with a constant it gives a column of one row.
            return reduce(lambda rest, arg: pl.when(arg.is_not_null()).then(arg).otherwise(rest), reversed(args))
        case "length":
            return args[0].str.len_chars().cast(pl.Float64)
        case "regexp_like":
            return args[0].str.contains(args[1], strict=False)
    raise ValueError(node.operation)


def _alike(node: Call, column: Column, texts: Collection[str]) -> list[pl.Expr]:
    """The operands as one type, so that an absent cell (a bare null) is a figure or a text too."""
    args = [lower(piece, column, texts) for piece in node.args]
    match node.operation:
        case "length" | "regexp_like":
            wanted = Sort.TEXT
        case "+" | "-" | "*" | "/" | "neg" | "abs" | "round" | "last_place":
            wanted = Sort.NUMBER
        case _:
            sorts = {sort_of(piece) for piece in node.args}
            wanted = next((sort for sort in type_of if sort in sorts), Sort.VALUE)
    if wanted is Sort.VALUE:
        return args
    return [
        arg.cast(type_of[wanted], strict=False) if isinstance(piece, Ref) else arg
        for piece, arg in zip(node.args, args, strict=True)
    ]


def _compare_figures(operation: str, left: pl.Expr, right: pl.Expr) -> pl.Expr:
    """What differs by less than half a millionth is the same (see `evaluate`)."""
    return _compare_to_zero(operation, left - right)


def _compare_to_zero(operation: str, apart: pl.Expr) -> pl.Expr:
    match operation:
        case "=":
            return apart.abs() < SAME
        case "<>":
            return apart.abs() >= SAME
        case "<":
            return apart <= -SAME
        case "<=":
            return apart < SAME
        case ">":
            return apart >= SAME
    return apart > -SAME


def _compare(operation: str, left: pl.Expr, right: pl.Expr) -> pl.Expr:
    match operation:
        case "=":
            return left == right
        case "<>":
            return left != right
        case "<":
            return left < right
        case "<=":
            return left <= right
        case ">":
            return left > right
    return left >= right


def _number(node: Call, args: Sequence[pl.Expr]) -> pl.Expr:
    first, second = args[0], args[-1]
    match node.operation:
        case "+":
            return first + second
        case "-":
            return first - second
        case "*":
            return first * second
        case "/":
            return pl.when(second != 0).then(_over(first, second))
        case "neg":
            return -first
        case "abs":
            return first.abs()
        case "round":
            return _round(first, _decimals(node))
        case "last_place":
            return _last_place(first)
        case "least" | "greatest":
            best = pl.min_horizontal if node.operation == "least" else pl.max_horizontal
            return pl.when(reduce(and_, (arg.is_not_null() for arg in args))).then(best(args))
    raise ValueError(node.operation)


def _decimals(node: Call) -> int:
    last = node.args[1] if len(node.args) > 1 else Literal(0.0)
    assert isinstance(last, Literal)
    return int(last.value or 0)


def _over(value: pl.Expr, divisor: pl.Expr) -> pl.Expr:
    """Divides by a column even where the divisor is a constant.

    Polars (2.1) multiplies a column by the reciprocal of a constant: 3 / 10 and 57 / 100 would not be 0.3 and 0.57.
    """
    return value / (divisor + value.is_null().cast(pl.Float64))


def _round(value: pl.Expr, decimals: int) -> pl.Expr:
    """Half away from zero, as SQL and spreadsheets round; not half to even, as Python does."""
    factor = 10.0 ** abs(decimals)
    scaled = value * factor if decimals >= 0 else _over(value, pl.lit(factor))
    whole = (scaled.abs() * _NUDGE + 0.5).floor() * scaled.sign()
    rounded = _over(whole, pl.lit(factor)) if decimals >= 0 else whole * factor
    return pl.when(scaled.abs() < _EXACT).then(rounded).otherwise(value)


def _last_place(value: pl.Expr) -> pl.Expr:
    """The unit of the last printed decimal: 1, 0.1, … 1e-6, or 1e-12 for a longer figure.

    By Python, figure by figure: as a nest of `when` it took more than half of all that judging one return takes
    (polars plans it anew for every rule), and percentages are the same few figures over and over.
    """
    return value.map_batches(_last_places, return_dtype=pl.Float64, is_elementwise=True)


def _last_places(values: pl.Series) -> pl.Series:
    units = [None if value is None else _last_place_of(value) for value in values.cast(pl.Float64)]
    return pl.Series(values.name, units, dtype=pl.Float64)


@lru_cache(maxsize=100_000)
def _last_place_of(value: float) -> float:
    for decimals in range(7):
        factor = 10.0**decimals
        scaled = abs(value) * factor
        # The first is for figures so large that they have no decimals, and for what is no number.
        if not scaled < _EXACT or floor(scaled * _NUDGE + 0.5) / factor == abs(value):
            return float(f"1e-{decimals}")
    return _FINEST


def _case(node: Call, column: Column, texts: Collection[str]) -> pl.Expr:
    """A condition without names is decided here: polars gives a column of length one for it."""
    inner = partial(lower, column=column, texts=texts)
    branches: list[tuple[pl.Expr, pl.Expr]] = []
    otherwise = node.args[-1]
    for condition, value in zip(node.args[:-1:2], node.args[1:-1:2], strict=True):
        if not is_constant(condition):
            branches.append((inner(condition), inner(value)))
        elif evaluate(condition, {}) is True:
            otherwise = value
            break
    chosen = inner(otherwise)
    for when, then in reversed(branches):
        chosen = pl.when(when).then(then).otherwise(chosen)
    return chosen


def fits(pattern: str, text: str) -> bool:
    """Whether a pattern is somewhere in one text, for `expression.pattern`."""
    return bool(pl.Series([text]).str.contains(pattern, strict=False)[0])


def misread(pattern: str) -> str | None:
    """The part of a pattern from which the engine cannot read it; of one that is only too large, None."""
    try:
        pl.Series([""]).str.contains(pattern)
    except pl.exceptions.ComputeError as error:
        lines = str(error).splitlines()
        if "size limit" in lines[0]:
            return None  # said with its size by the checks of definitions
        mark = next((line for line in lines if line.strip(" ^") == "" and "^" in line), None)
        at = 0 if mark is None or pattern not in lines[1] else mark.index("^") - lines[1].index(pattern)
        while at > 0 and pattern[at - 1] in "([{?,\\":
            at -= 1
        return pattern[at : at + 40]
    return None
