"""Equalities written so that a sentence can quote two figures, seen again as what they mean.

A rule that grants a margin says `case when abs(a - b) <= t then b else a end = b`, because the two sides of an
equality are what its sentence quotes. A reader is told: a = b, within t.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sheetcheck.expression.tree import Call, Literal, Node

_ABOUT: Final = frozenset({"<", "<="})


@dataclass(frozen=True, slots=True)
class Margin:
    """`left` = `right` but for `most`; `strict` says that the difference stays below it."""

    left: Node
    right: Node
    most: Node
    strict: bool


def margin(node: Node) -> Margin | None:
    """The equality with a margin that a condition is; a margin of 0 is none."""
    choice = _choice(node)
    if choice is None:
        return None
    when, then, other, right = choice
    if then != right or not isinstance(when, Call) or when.operation not in _ABOUT:
        return None
    apart, most = when.args
    if apart != Call("abs", (Call("-", (other, right)),)) or most == Literal(0.0):
        return None
    return Margin(other, right, most, when.operation == "<")


def plain(node: Node) -> Node:
    """`case when c then a else b end = b` is: if c, then a = b."""
    choice = _choice(node)
    if choice is None:
        return node
    when, then, other, right = choice
    if other == right:
        return Call("or", (Call("not", (when,)), Call("=", (then, right))))
    if then == right and when == Call("<=", (Call("abs", (Call("-", (other, right)),)), Literal(0.0))):
        return Call("=", (other, right))
    return Call("or", (when, Call("=", (other, right)))) if then == right else node


def _choice(node: Node) -> tuple[Node, Node, Node, Node] | None:
    """Condition, first and second choice of a case with one branch, and what it is held to."""
    if not isinstance(node, Call) or node.operation != "=":
        return None
    left, right = node.args
    if not isinstance(left, Call) or left.operation != "case" or len(left.args) != 3:
        return None
    when, then, other = left.args
    return when, then, other, right
