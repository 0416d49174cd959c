"""sqlglot's nodes: which of them may stand in an expression, what their operands are, and where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sheetcheck.expression.tree import AGGREGATES

if TYPE_CHECKING:
    from sqlglot import expressions as exp

# Keys of sqlglot's nodes; whatever is not among them is refused.
_BINARY = {"eq": "=", "neq": "<>", "lt": "<", "lte": "<=", "gt": ">", "gte": ">=", "and": "and", "or": "or"}
_BINARY |= {"add": "+", "sub": "-", "mul": "*", "div": "/"}
_CALLS = {"abs": "abs", "round": "round", "least": "least", "greatest": "greatest", "coalesce": "coalesce"}
_CALLS |= {"length": "length", "regexplike": "regexp_like", "anonymous": "last_place"}
SHAPES: dict[str, frozenset[str]] = dict.fromkeys(_BINARY, frozenset({"this", "expression"}))
SHAPES |= {
    "paren": frozenset({"this"}),
    "not": frozenset({"this"}),
    "neg": frozenset({"this"}),
    "is": frozenset({"this", "expression"}),
    "in": frozenset({"this", "expressions"}),
    "between": frozenset({"this", "low", "high"}),
    "case": frozenset({"this", "ifs", "default"}),
    "literal": frozenset({"this", "is_string"}),
    "boolean": frozenset({"this"}),
    "null": frozenset(),
    "column": frozenset({"this", "table", "db", "catalog"}),
    "abs": frozenset({"this"}),
    "round": frozenset({"this", "decimals"}),
    "least": frozenset({"this", "expressions", "ignore_nulls"}),
    "greatest": frozenset({"this", "expressions", "ignore_nulls"}),
    "coalesce": frozenset({"this", "expressions"}),
    "length": frozenset({"this"}),
    "regexplike": frozenset({"this", "expression"}),
    "anonymous": frozenset({"this", "expressions"}),
    "sum": frozenset({"this"}),
    "count": frozenset({"this", "big_int"}),
    "min": frozenset({"this", "expressions"}),
    "max": frozenset({"this", "expressions"}),
    "filter": frozenset({"this", "expression"}),
}


def is_inside(node: exp.Expr) -> bool:
    """Whether it stands inside an aggregate, or in the filter of one."""
    above = node.parent
    while above is not None and above.key not in AGGREGATES | {"filter"}:
        above = above.parent
    return above is not None


def operation(key: str) -> str:
    return _BINARY.get(key) or _CALLS.get(key) or key


def operands(node: exp.Expr) -> Iterator[exp.Expr]:
    """The operands of a node, in order of writing."""
    if node.key != "anonymous":  # an unknown function keeps its name there
        yield node.this
    for part in ("expression", "low", "high", "decimals"):
        if node.args.get(part) is not None:
            yield node.args[part]
    yield from node.args.get("expressions") or ()


def start(node: exp.Expr) -> int:
    """Where the first word of a node stands; operators themselves keep no place."""
    return min((piece.meta["start"] for piece in node.walk() if "start" in piece.meta), default=0)
