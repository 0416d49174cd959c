"""The greatest or the least of some records held to a limit: what a sheet can say by counting those beyond it."""

from __future__ import annotations

from typing import Final, NamedTuple

from sheetcheck.expression.tree import COMPARISONS, Aggregate, Call, Node

_TURNED: Final = str.maketrans("<>", "><")


class Bound(NamedTuple):
    """The greatest (or least) of some records held to a limit; `by_all`: it holds when it does for each of them."""

    aggregate: Aggregate
    operation: str
    limit: Node

    @property
    def by_all(self) -> bool:
        return (self.aggregate.function == "max") is (self.operation[0] == "<")


def bound_of(node: Node) -> Bound | None:
    """`max(a) filter (where …) <= b`, or the same turned round."""
    if not isinstance(node, Call) or node.operation not in COMPARISONS:
        return None
    left, right = node.args
    operation = node.operation
    if isinstance(right, Aggregate):
        left, right = right, left
        operation = operation.translate(_TURNED)
    if not isinstance(left, Aggregate) or left.condition is None or isinstance(right, Aggregate):
        return None
    is_bound = left.function in ("min", "max") and operation in ("<", "<=", ">", ">=")
    return Bound(left, operation, right) if is_bound else None
