"""Records tried before the solver is asked: finding one that does is a hundred times faster than building the question.

They prove what is possible and never what is not. The same ones are drawn each time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from random import Random

from sheetcheck.expression import Name, Sort
from sheetcheck.expression.domain import Domain
from sheetcheck.expression.evaluate import Value, evaluate
from sheetcheck.expression.tree import Literal, Node, names_of, walk
from sheetcheck.review._statements import END, START, Cells, is_day, limits_of

Record = dict[Name, Value]

_FIGURES = (0.0, 1.0, 2.0, 3.0, 7.0, 20.0, 100.0)
_DAYS = {START: "2025-12-15", END: "2026-06-14"}
_DRAWN = 40


def records(names: Iterable[Name], nodes: Iterable[Node], cells: Cells, *, blanks: bool) -> Iterator[Record]:
    """All cells alike first, then mixed; with `blanks`, cells may be blank."""
    names = tuple(names)
    literals = {piece.value for node in nodes for piece in walk(node) if isinstance(piece, Literal)}
    choices = {name: _choices(name, literals, cells) for name in names}
    yield from ({name: some[place % len(some)] for name, some in choices.items()} for place in (0, 1))
    draw = Random(7)
    if blanks:
        choices = {name: some if is_day(name) else (*some, None) for name, some in choices.items()}
    for _ in range(_DRAWN):
        yield {name: draw.choice(some) for name, some in choices.items()}


def computed(record: Record, given: Mapping[Name, Node]) -> Record | None:
    """The record with what its computed cells come to; None where one needs another in a way we do not follow."""
    found = {name: value for name, value in record.items() if name not in given}
    waiting = dict(given)
    while waiting:
        ready = [name for name, node in waiting.items() if all(one in found for one in names_of(node))]
        if not ready:
            return None
        for name in ready:
            result = evaluate(waiting.pop(name), found)
            found[name] = float(result) if isinstance(result, bool | int) else result
    return found


def is_allowed(record: Record, cells: Cells) -> bool:
    """Whether each cell may hold its value."""
    return all(value is None or is_day(name) or _fits(value, name, cells) for name, value in record.items())


def _fits(value: Value, name: Name, cells: Cells) -> bool:
    domain, limits = cells.domain(name), limits_of(cells, name)
    if domain.sort is Sort.TEXT:
        return isinstance(value, str) and (not domain.texts or value in domain.texts)
    if isinstance(value, str) or value is None or (domain.whole and value != int(value)):
        return False
    lows, highs = (domain.least, limits[0]), (domain.most, limits[1])
    return all(low is None or value >= low for low in lows) and all(high is None or value <= high for high in highs)


def _choices(name: Name, literals: Iterable[Value], cells: Cells) -> tuple[Value, ...]:
    if is_day(name):
        return (_DAYS[name],)
    domain: Domain = cells.domain(name)
    if domain.sort is Sort.TEXT:
        spelt = sorted(value for value in literals if isinstance(value, str))
        return domain.texts or ("", *spelt, *_DAYS.values())
    numbers = sorted(float(value) for value in literals if isinstance(value, float))
    near = [number + step for number in numbers for step in (0, 1, -1)]
    least = limits_of(cells, name)[0]
    candidates = dict.fromkeys((*([least] if least is not None else []), *_FIGURES, *near))
    return tuple(value for value in candidates if _fits(value, name, cells)) or (0.0,)
