"""A total that was added up wrongly, while its parts agree with everything else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sheetcheck.evidence import Place
from sheetcheck.expression.evaluate import Value, evaluate
from sheetcheck.expression.tree import Name, Node, Ref, names_of
from sheetcheck.kinds import KINDS
from sheetcheck.suggestions._asked import Ask
from sheetcheck.suggestions._case import Case, Deduction, Proposal, sides, why
from sheetcheck.text import Text

_DECIMALS: Final = 2
"""Of a percentage, as it is printed."""
_BY_PARTS: Final = Text(
    vi="tính lại từ các phần thì được {value}, mà các phần không trái với quy tắc nào",
    en="its parts come to {value}, and they agree with everything else",
)
_BY_FORMULA: Final = Text(
    vi="ô này vốn do công thức tính, tính lại thì được {value}",
    en="the cell is worked out by a formula, which comes to {value}",
)


def _proposals(case: Case) -> Iterator[Proposal]:
    pair = sides(case.ask.instance.expression) if case.ask is not None else None
    if case.ask is None or pair is None or case.ask.instance.expression.aggregates:
        return
    cells = dict(case.ask.places)
    for whole, parts in (pair, pair[::-1]):
        place = _cell(whole, case.ask)
        names = [name for name in names_of(parts) if not name.special]
        if place is None or place not in case.figures or len(names) < 2 or place in map(cells.get, names):
            continue
        value = _worked_out(parts, case.ask, case, place)
        is_computed = place in case.known.asked.steps  # somebody typed over its formula
        if (
            value is not None
            and _is_filled_in(case, place)
            and (is_computed or all(_is_vouched(case, case.ask, name) for name in names))
        ):
            reason = _BY_FORMULA if is_computed else _BY_PARTS
            yield Proposal({place: value}, why(reason.vi, reason.en, value=value))


def _cell(node: Node, ask: Ask) -> Place | None:
    return dict(ask.places).get(node.name) if isinstance(node, Ref) else None


def _worked_out(parts: Node, ask: Ask, case: Case, whole: Place) -> float | None:
    values: dict[Name, Value] = dict.fromkeys(names_of(parts))
    values |= {name: case.known.value(place) for name, place in ask.places if place is not None}
    found = evaluate(parts, values)
    slot = case.known.slot(whole)
    if slot is None or not isinstance(found, int | float):
        return None
    value = float(found)
    return round(value, _DECIMALS) if KINDS[slot.column.kind].name == "percent" else value


def _is_vouched(case: Case, ask: Ask, name: Name) -> bool:
    """Whether another rule speaks of a part and holds; a part that is blank counts for nothing.

    A blank beside it that should not be there tells that the line was not typed with care: figures may have moved.
    """
    place = dict(ask.places).get(name)
    if place is None or case.known.value(place) is None:
        return True
    if not _is_filled_in(case, place):
        return False
    others = (one for one in case.known.asked.touching([place]) if one.key != ask.key)
    verdicts = {case.known.verdict(one) for one in others}
    return True in verdicts and False not in verdicts


def _is_filled_in(case: Case, place: Place) -> bool:
    return all(case.known.value(one) is not None for slot, one in case.line(place) if slot.severity is not None)


DEDUCTION = Deduction("total", _proposals)
