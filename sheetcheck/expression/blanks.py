"""What a rule makes of blank cells, written into its expression, so that tables, sheets and Python do alike."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce

from sheetcheck.expression.tree import Call, Expression, Literal, Name, Node, Ref, names_of

_ZERO = Literal(0.0)


def zero_for_blanks(expression: Expression, *, unless_all: bool) -> Expression:
    """The expression with 0 for its blank cells; undecided where all are blank when `unless_all` says so.

    What asks whether a cell is blank goes on asking it.
    """
    counted = counted_names(expression)
    sides = {
        side: replace(piece, node=_filled(piece.node))
        for side in ("left", "right")
        if (piece := getattr(expression, side)) is not None
    }
    node = _filled(expression.node)
    if unless_all and counted:
        some = reduce(lambda one, other: Call("or", (one, other)), map(_is_known, counted))
        node = Call("case", (some, node, Literal(None)))
    return replace(expression, node=node, **sides)


def counted_names(expression: Expression) -> tuple[Name, ...]:
    """The names whose blanks would count as 0: all figures but those that are only asked whether they are there."""
    return tuple(name for name in names_of(_without_questions(expression.node)) if not name.special)


def _is_known(name: Name) -> Node:
    return Call("not", (Call("is null", (Ref(name),)),))


def _filled(node: Node) -> Node:
    match node:
        case Ref(name) if not name.special:
            return Call("coalesce", (node, _ZERO))
        case Call(operation, args) if operation != "is null":
            return Call(operation, tuple(map(_filled, args)))
    return node


def _without_questions(node: Node) -> Node:
    match node:
        case Call("is null", _):
            return Literal(None)
        case Call(operation, args):
            return Call(operation, tuple(map(_without_questions, args)))
    return node
