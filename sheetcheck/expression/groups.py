"""A rule about groups of records, asked of one record: what its own group comes to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce

from sheetcheck.expression.tree import THIS, Aggregate, Call, Literal, Name, Node, Ref

_ONE, _NONE = Literal(1.0), Literal(0.0)


def of_group(node: Node, per: Sequence[str]) -> Node:
    """The same with aggregates over the records that say in every field of `per` what this record says."""
    same = [Call("=", (Ref(Name("", "", field)), Ref(_this(field)))) for field in per]
    return _within(node, reduce(lambda one, other: Call("and", (one, other)), same))


def _within(node: Node, group: Node) -> Node:
    match node:
        case Aggregate(condition=condition):
            return replace(node, condition=group if condition is None else Call("and", (group, condition)))
        case Call("<=", (Aggregate("count", Ref(name), True, None), limit)) if limit == _ONE:
            # At most one value is: no other value than this record's, and those a sheet can count. A record without
            # a value is not told of what the others say.
            other = Call("<>", (Ref(name), Ref(_this(name.column))))
            return Call("=", (Aggregate("count", condition=Call("and", (group, other))), _NONE))
        case Call(operation, args):
            return Call(operation, tuple(_within(piece, group) for piece in args))
    return node


def _this(field: str) -> Name:
    return Name("", THIS, field)
