"""Which values an expression cannot do without: as long as one of them is unknown, so is the answer."""

from __future__ import annotations

from collections.abc import Iterable

from sheetcheck.expression.tree import (
    COMPARISONS,
    Aggregate,
    Call,
    Literal,
    Name,
    Node,
    Ref,
    Sort,
    aggregates_of,
    sort_of,
)

Names = frozenset[Name]
_NONE: Names = frozenset()


def needed(node: Node) -> Names:
    """The names that must be known for a figure, and for a condition to be known as false.

    So must what is looked up: nobody knows where a blank is found.
    """
    found = _for_truth(node, False) if sort_of(node) is Sort.TRUTH else _for_value(node)
    return found.union(*(one.own for one in aggregates_of(node)))


def needed_to_hold(condition: Node) -> Names:
    """The names that must be known for a condition to be known as true."""
    return _for_truth(condition, True)


def _for_truth(node: Node, wanted: bool) -> Names:
    """The names that must be known for a condition to be this."""
    if not isinstance(node, Call):
        return _NONE
    operation, args = node.operation, node.args
    if operation == "not":
        return _for_truth(args[0], not wanted)
    if operation in ("and", "or"):
        pieces = [_for_truth(piece, wanted) for piece in args]
        return _all(pieces) if (operation == "and") is wanted else _common(pieces)
    if operation == "between":
        low, high = _all(map(_for_value, args[:2])), _all(map(_for_value, (args[0], args[2])))
        return low | high if wanted else low & high
    if operation == "is null":
        return _NONE if wanted else _either(args[0])
    if operation == "case":
        return _NONE
    if operation in COMPARISONS and sort_of(args[0]) is Sort.TRUTH:
        return _all(map(_either, args))
    return _all(map(_for_value, args))


def _either(node: Node) -> Names:
    """The names that must be known for the node to be known at all."""
    if sort_of(node) is not Sort.TRUTH:
        return _for_value(node)
    return _for_truth(node, True) & _for_truth(node, False)


def _for_value(node: Node) -> Names:
    match node:
        case Literal():
            return _NONE
        case Aggregate():
            return frozenset(node.own)
        case Ref(name):
            return _NONE if name.special else frozenset((name,))
    return _NONE if node.operation in ("case", "coalesce") else _all(map(_for_value, node.args))


def _all(pieces: Iterable[Names]) -> Names:
    return _NONE.union(*pieces)


def _common(pieces: Iterable[Names]) -> Names:
    first, *others = pieces
    return first.intersection(*others)
