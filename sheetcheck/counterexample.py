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
from sheetcheck.expression.tree import Call, Literal, everything
from sheetcheck.form import Column, Form, Level, Scope
from sheetcheck.kinds import KINDS
from sheetcheck.layout import NOTE
from sheetcheck.period import PeriodKind
from sheetcheck.rule import Instance, column_named, row_named

_TRIES: Final = 20_000
_SEED: Final = 7
_DAYS: Final = ("2025-12-15", "2026-06-14", "2026-01-31", "2024-01-01", "2026-07-01")
_TERMS: Final = ("1946-1951", "2021-2026")
_WORDS: Final = ("x y", "y")
"""Texts that few patterns fit."""
_SPECIAL: Final[Mapping[str, Sequence[Value]]] = {
    "unit.level": tuple(Level),
    "unit.scope": tuple(Scope),
    "period.kind": tuple(PeriodKind),
    "period.start": ("2025-12-15",),
    "period.end": ("2026-06-14",),
}


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
    choices = [_choices(name, _column(name, form, forms), constants) for name in names]
    lists = dict.fromkeys(one.form for one in expression.aggregates)
    ways = [tuple(_lists(expression, one, forms.get(one, form), constants, instance.per)) for one in lists]
    for tried in _tried([*choices, *ways]):
        figures: dict[Name, Value] = dict(zip(names, cast("tuple[Value, ...]", tried), strict=False))
        records = dict(zip(lists, cast("tuple[Sequence[Record], ...]", tried[len(names) :]), strict=True))
        if evaluate(expression.node, figures, records) is False:
            return Counterexample(figures, records)
    return None


def _tried(choices: Sequence[Sequence[object]]) -> Iterator[tuple[object, ...]]:
    """All combinations where they are few, else some by chance."""
    total = 1
    for some in choices:
        total *= len(some)
    if total <= _TRIES:
        yield from product(*choices)
        return
    yield from islice(product(*(some[:2] for some in choices)), _TRIES // 2)
    random = Random(_SEED)
    for _ in range(_TRIES):
        yield tuple(random.choice(some) for some in choices)


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
    for figure in dict.fromkeys((10.0, 12.0, 8.0, *near, 5.0, 2.0, 1.0, 0.0, 40.0, 100.0, 1000.0)):
        whole = not (span and span.whole) or figure.is_integer()
        if whole and (least is None or figure >= least) and (most is None or figure <= most):
            yield figure


def _lists(
    expression: Expression, form: str, home: Form, constants: Sequence[Value], per: Sequence[str]
) -> Iterator[tuple[Record, ...]]:
    """A few short lists: none, one record, the same twice, two that differ but for what makes them a group."""
    asked = [name.column for one in expression.aggregates if one.form == form for name in one.names if not name.special]
    fields = list(dict.fromkeys((*per, *asked)))
    choices = [_choices(Name("", "", field), column_named(home, field), constants)[:-1][:4] for field in fields]
    found = [dict(zip(fields, said, strict=True)) for said in islice(product(*choices), 40)]
    for one in found:
        yield (one,)
        yield (one, one)
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
