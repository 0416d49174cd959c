"""Expressions made into others that mean the same: constants worked out, ids of choices put into words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sheetcheck.expression.evaluate import evaluate
from sheetcheck.expression.tree import COMPARISONS, Aggregate, Call, Literal, Name, Node, Ref, results

Known = Callable[[Name], str | None]
"""What a name always says (`unit.level` in one unit's workbook); None for one that may vary."""


def folded(node: Node, known: Known = lambda _: None) -> Node:
    """The same with everything worked out that does not depend on a figure."""
    match node:
        case Literal():
            return node
        case Ref(name):
            value = known(name)
            return node if value is None else Literal(value)
        case Aggregate():
            return _within(node, lambda piece: folded(piece, known))
    pieces = tuple(folded(piece, known) for piece in node.args)
    if node.operation == "case":
        return _case(pieces)
    if node.operation in ("and", "or"):
        return _connected(node.operation, pieces)
    return _worked_out(Call(node.operation, pieces))


def relabelled(node: Node, label: Callable[[Name, str], str]) -> Node:
    """The same with the texts that a name is compared with as `label` gives them: `tap_huan` becomes `Tập huấn`."""
    match node:
        case Literal() | Ref():
            return node
        case Aggregate():
            return _within(node, lambda piece: relabelled(piece, label))
    named = next((piece.name for piece in node.args if isinstance(piece, Ref)), None)
    pieces = (relabelled(piece, label) for piece in node.args)
    if named is not None and node.operation in {"in", *COMPARISONS}:
        return Call(node.operation, tuple(_labelled(piece, named, label) for piece in pieces))
    return Call(node.operation, tuple(pieces))


def _labelled(node: Node, name: Name, label: Callable[[Name, str], str]) -> Node:
    match node:
        case Literal(str(value)):
            return Literal(label(name, value))
        case Call("case"):
            values = {id(piece) for piece in results(node)}
            pieces = (_labelled(piece, name, label) if id(piece) in values else piece for piece in node.args)
            return Call("case", tuple(pieces))
    return node


def _within(aggregate: Aggregate, change: Callable[[Node], Node]) -> Aggregate:
    argument, condition = (None if one is None else change(one) for one in (aggregate.argument, aggregate.condition))
    return replace(aggregate, argument=argument, condition=None if condition == Literal(True) else condition)


def _case(pieces: tuple[Node, ...]) -> Node:
    kept: list[Node] = []
    otherwise = pieces[-1]
    for condition, value in zip(pieces[:-1:2], pieces[1:-1:2], strict=True):
        if not isinstance(condition, Literal):
            kept += [condition, value]
        elif condition.value is True:
            otherwise = value
            break
    return Call("case", (*kept, otherwise)) if kept else otherwise


def _connected(operation: str, pieces: tuple[Node, ...]) -> Node:
    """`true and x` is x, `false and x` is false; what is not known stays."""
    decisive = operation == "or"
    if Literal(decisive) in pieces:
        return Literal(decisive)
    kept = tuple(piece for piece in pieces if piece != Literal(not decisive))
    if len(kept) < 2:
        return kept[0] if kept else Literal(not decisive)
    return Call(operation, kept)


def _worked_out(call: Call) -> Node:
    if all(isinstance(piece, Literal) for piece in call.args):
        return Literal(evaluate(call, {}))
    return call
