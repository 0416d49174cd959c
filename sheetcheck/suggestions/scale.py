"""A nought too many or too few, or another unit of measure: ten, a hundred, a thousand, a million times too much."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sheetcheck.evidence import Place
from sheetcheck.suggestions._case import Case, Deduction, Proposal, is_equality, why

_FACTORS: Final = (10, 100, 1_000, 1_000_000)
_UNITS: Final = 1_000
"""From this factor on it is another unit of measure, and may make a figure too small as well."""
_CLOSE: Final = 0.2
"""Of a figure that is no more than another, how much of it at least for the two to be of one scale."""


def _proposals(case: Case) -> Iterator[Proposal]:
    for place, value in case.figures.items():
        for factor in _FACTORS:
            many, few = _times(value, factor), _part(value, factor)
            if value and few is not None:
                reason = why(
                    "số ở ô {cell} lớn gấp {factor} lần: {found} thay vì {value}",
                    "the figure in {cell} is {factor} times too large: {found} instead of {value}",
                    cell=case.address(place),
                    factor=factor,
                    found=value,
                    value=few,
                )
                yield Proposal({place: few}, reason, needs_equality=not _fits(case, place, few, factor))
            if value:
                reason = why(
                    "số ở ô {cell} nhỏ đi {factor} lần: {found} thay vì {value}",
                    "the figure in {cell} is {factor} times too small: {found} instead of {value}",
                    cell=case.address(place),
                    factor=factor,
                    found=value,
                    value=many,
                )
                yield Proposal(
                    {place: many}, reason, needs_equality=not (factor >= _UNITS and _fits(case, place, many, factor))
                )


def _times(value: float, factor: int) -> float:
    return round(value * factor, 6)


def _part(value: float, factor: int) -> float | None:
    """None where digits would be lost."""
    part = round(value / factor, 6)
    return part if round(part * factor, 6) == value else None


def _fits(case: Case, place: Place, value: float, factor: int) -> bool:
    """Whether one figure held against another is far off its scale, and near it with the change.

    50 women of 12 persons are not: they may be anything. 1,200 of 130 are: 120 of 130 is what one expects.
    """
    if len(case.figures) != 2 or case.ask is None or is_equality(case.ask):
        return False
    other = next(figure for at, figure in case.figures.items() if at != place)
    before = case.figures[place]
    if not (other > 0 and before > 0 and value > 0):
        return False
    apart = max(before, other) / min(before, other)
    return apart >= factor / 2 and min(value, other) / max(value, other) >= _CLOSE


DEDUCTION = Deduction("scale", _proposals)
