"""Figures that break a rule: a small example for whoever reads what the rule says.

A plain search, without a solver: figures that the rule itself names, their neighbours, and a few small ones are tried,
first for one name after another and then by chance with a fixed seed, so that the same rule has the same example.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product
from random import Random
from typing import Final, cast

from sheetcheck.expression import Expression, Name
from sheetcheck.expression.evaluate import Record, Value, evaluate
from sheetcheck.expression.tree import CHILDREN, Aggregate, Call, Literal, everything
from sheetcheck.form import Column, Form, Level, Scope
from sheetcheck.kinds import KINDS
from sheetcheck.layout import NOTE
from sheetcheck.period import PeriodKind
from sheetcheck.rule import Instance, column_named, row_named

_TRIES: Final = 20_000
_SEED: Final = 7
_OFTEN: Final = 9
_DAYS: Final = ("2025-12-15", "2026-06-14", "2026-01-31", "2024-01-01", "2026-07-01")
_TERMS: Final = ("1946-1951", "2021-2026")
_WORDS: Final = ("x y", "y", "20/KH", "5 vụ", "0000000000", "000000000000")
"""Texts that few patterns fit, and some that rules about texts look for: a document's number, cases, a telephone."""
_SPECIAL: Final[Mapping[str, Sequence[Value]]] = {
    "unit.level": tuple(Level),
    "unit.scope": tuple(Scope),
    "period.kind": tuple(PeriodKind),
    "period.start": ("2025-12-15",),
    "period.end": ("2026-06-14",),
}
_ABOVE: Final[Mapping[str, Sequence[Value]]] = {
    "unit.level": (Level.PROVINCE, Level.DISTRICT),
    "unit.scope": (Scope.CONSOLIDATED,),
}
"""What a unit is that has others below it."""


@dataclass(frozen=True, slots=True)
class Counterexample:
    """Figures by the names of the rule, and the records of the lists it looks at, by form id ("" is its own)."""

    figures: Mapping[Name, Value]
    records: Mapping[str, Sequence[Record]]


def counterexample(instance: Instance, form: Form, forms: Mapping[str, Form]) -> Counterexample | None:
    """None where the search finds nothing, which is no proof that nothing breaks the rule.

    `form` has the columns of the rule: of a rule for every form it is one that the rule reaches.
    """
    expression = instance.expression
    constants = tuple(_constants(expression))
    names = expression.names + tuple(name for name in expression.specials if name not in expression.names)
    above = any(one.of_children for one in expression.aggregates)
    choices = [
        _ABOVE[name.written]
        if above and name.written in _ABOVE
        else _choices(name, _column(name, form, forms), constants)
        for name in names
    ]
    lists = dict.fromkeys(_home(one) for one in expression.aggregates)
    ways = [tuple(_lists(expression, one, form, forms, constants, instance.per)) for one in lists]
    for tried in _tried([*choices, *ways], constants):
        figures: dict[Name, Value] = dict(zip(names, cast("tuple[Value, ...]", tried), strict=False))
        records = dict(zip(lists, cast("tuple[Sequence[Record], ...]", tried[len(names) :]), strict=True))
        if evaluate(expression.node, figures, records) is False:
            return Counterexample(figures, records)
    return None


def _tried(choices: Sequence[Sequence[object]], constants: Sequence[Value]) -> Iterator[tuple[object, ...]]:
    """All combinations where they are few, else some by chance, every other one of what the rule itself names."""
    total = 1
    for some in choices:
        total *= len(some)
    if total <= _TRIES:
        yield from product(*choices)
        return
    yield from islice(product(*(some[:2] for some in choices)), _TRIES // 2)
    random = Random(_SEED)
    figures = [one for one in constants if isinstance(one, float)]
    near = {*constants, *(one + 1 for one in figures)}
    named = [[one for one in some if isinstance(one, float | str) and one in near] or some for some in choices]
    for turn in range(_TRIES):
        yield tuple(random.choice(some) for some in (named if turn % 2 else choices))


def _column(name: Name, form: Form, forms: Mapping[str, Form]) -> Column | None:
    """The column of a name, of the kind that its row has; None for what is asked about the unit and the period."""
    home = forms.get(name.form, form)
    column, row = column_named(home, name.column), row_named(home, name.row)
    if name.special or column is None:
        return None
    return replace(column, kind=row.kind) if row and row.kind else column


def _choices(name: Name, column: Column | None, constants: Sequence[Value]) -> tuple[Value, ...]:
    """What a cell might say, the likeliest first, and at last that it is blank."""
    if name.special:
        return tuple(str(one) for one in _SPECIAL[name.written])
    if name.column == NOTE.id or column is None:
        return (None, "x")
    if column.choices:
        said = [one for one in constants if one in column.choices]
        return (*dict.fromkeys((*said, *list(column.choices)[:6])), None)
    if column.kind == "date":
        return (*_DAYS, None)
    if column.kind == "term":
        return (*(one for one in constants if isinstance(one, str)), *_TERMS, None)
    if not KINDS[column.kind].numeric:
        return (*(one for one in constants if isinstance(one, str)), *_WORDS, None)
    return (*_figures(column, constants), None)


def _figures(column: Column, constants: Sequence[Value]) -> Iterator[float]:
    """Figures that the kind lets pass and the column's bounds allow."""
    span = KINDS[column.kind].range
    least = max((one for one in (span.least if span else None, column.minimum) if one is not None), default=None)
    most = min((one for one in (span.most if span else None, column.maximum) if one is not None), default=None)
    said = [float(one) for one in constants if isinstance(one, float | int)]
    near = [figure for one in said for figure in (one, one + 1, one - 1)]
    for figure in dict.fromkeys((10.0, 12.0, 8.0, *near, 5.0, 2.0, 1.0, 0.0, 40.0, 100.0, 1000.0, 99.0, 12.345)):
        whole = not (span and span.whole) or figure.is_integer()
        if whole and (least is None or figure >= least) and (most is None or figure <= most):
            yield figure


def _home(aggregate: Aggregate) -> str:
    """The form whose records it takes; the units below for what is added up over them."""
    return CHILDREN if aggregate.of_children else aggregate.form


def _lists(
    expression: Expression,
    home: str,
    form: Form,
    forms: Mapping[str, Form],
    constants: Sequence[Value],
    per: Sequence[str],
) -> Iterator[tuple[Record, ...]]:
    """A few short lists: none, one record, the same twice and often, two that differ but are of one group."""
    taken = [name for one in expression.aggregates if _home(one) == home for name in one.names if not name.special]
    asked = {name.written if name.whose else name.column: name for name in taken}
    names = {**{field: Name(home, "", field) for field in per}, **asked}
    choices = [_choices(name, _column(name, form, forms), constants)[:-1][:4] for name in names.values()]
    found = [dict(zip(names, said, strict=True)) for said in islice(product(*choices), 40)]
    for one in found:
        yield (one,)
        yield (one, one)
        yield (one,) * _OFTEN
        yield from ((one, {**other, **{field: one[field] for field in per}}) for other in found[:6])
    yield ()


def _constants(expression: Expression) -> Iterator[Value]:
    """The figures and texts that stand in the expression; a pattern is no text that a cell would have."""
    pieces = list(everything(expression.node))
    calls = (piece for piece in pieces if isinstance(piece, Call) and piece.operation == "regexp_like")
    patterns = {id(piece.args[1]) for piece in calls}
    for piece in pieces:
        if isinstance(piece, Literal) and isinstance(piece.value, float | str) and id(piece) not in patterns:
            yield piece.value
