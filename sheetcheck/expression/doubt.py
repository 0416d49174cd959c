"""Fields that say nothing certain: whether an aggregate rests on them, record by record.

A cell that could not be read, or that is blank where it must not be, counts for nothing in a table or on a sheet; the
result is then wrong only if the record counts, or may count.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Final

from sheetcheck.expression.evaluate import Record, Value, evaluate
from sheetcheck.expression.rewrite import folded
from sheetcheck.expression.tree import THIS, Aggregate, Call, Literal, Name, Node, names_of, substituted, walk

_SEE_BLANKS: Final = frozenset(("is null", "coalesce", "case"))


def settled(aggregate: Aggregate, values: Mapping[Name, Value]) -> Aggregate:
    """The aggregate of one return (or record): what it asks about unit, period and record is worked out."""
    made = folded(aggregate, lambda name: str(values[name]) if name.special and values.get(name) is not None else None)
    own = {Name("", THIS, name.column): Literal(values.get(name)) for name in aggregate.own}
    assert isinstance(made, Aggregate)
    argument, condition = (None if one is None else substituted(one, own) for one in (made.argument, made.condition))
    return replace(made, argument=argument, condition=condition)


def depends_on(doubtful: Collection[Name], aggregate: Aggregate, record: Record, values: Mapping[Name, Value]) -> bool:
    """Whether fields of a record in which nothing certain stands decide if it counts, or what it counts for."""
    condition = aggregate.condition
    if condition is None:
        return True
    names = names_of(condition)
    said = {name: values.get(name) if name.special else record.get(name.column) for name in names}
    holds, asked = evaluate(condition, said), set(doubtful).intersection(names)
    if holds is True:
        return True
    return (holds is None and bool(asked)) or bool(asked.intersection(sees_blanks(condition)))


def sees_blanks(condition: Node) -> frozenset[Name]:
    """The fields of which a condition may say something although nothing stands there."""
    pieces = (piece for piece in walk(condition) if isinstance(piece, Call) and piece.operation in _SEE_BLANKS)
    return frozenset(name for piece in pieces for name in names_of(piece) if not name.special)
