"""The targets of the national strategy against what was merged: a score for each line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import fsum
from typing import Final

from sheetcheck.consolidate import Consolidation
from sheetcheck.expression import Expression, Name, parse
from sheetcheck.expression.evaluate import Value, evaluate
from sheetcheck.form import Level, Scope
from sheetcheck.rollup import Figure, FormTotals
from sheetcheck.target import Target, milestone_of

EXPECTED: Final = "expected_units"
"""The name that a target gives to the number of units that had to report."""


class Outcome(StrEnum):
    """MET and MISSED against the target in force; NONE: the denominator is 0; UNKNOWN: no unit has the figures."""

    MET = "met"
    MISSED = "missed"
    NO_LEVEL = "no_level"
    NONE = "none"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What a target comes to over the `units` that have all its figures; `alike`: those are all that have any.

    `figures` are the names of the cells of other forms that it comes from.
    """

    target: Target
    numerator: float | None
    denominator: float | None
    units: int
    alike: bool
    in_force: int
    figures: tuple[Name, ...]

    @property
    def value(self) -> float | None:
        if self.numerator is None or not self.denominator:
            return None
        return self.numerator * self.target.scale / self.denominator

    @property
    def gap(self) -> float | None:
        """The result minus the target in force, in the unit of the target."""
        level = self.target.milestones.get(self.in_force)
        return None if self.value is None or level is None else self.value - level

    @property
    def outcome(self) -> Outcome:
        if self.value is None:
            return Outcome.NONE if self.denominator == 0 else Outcome.UNKNOWN
        return _OUTCOMES[self.target.is_met(self.value, self.in_force)]


_OUTCOMES: Final = {True: Outcome.MET, False: Outcome.MISSED, None: Outcome.NO_LEVEL}


def scores(targets: Iterable[Target], whole: Consolidation) -> tuple[Score, ...]:
    """A score for each target, in their order."""
    in_force = milestone_of(whole.period.year)
    return tuple(_score(target, whole, in_force) for target in targets)


def expected_units(whole: Consolidation) -> float | None:
    """How many communes had to report: those of the round, or what the returns of provinces say of theirs."""
    if whole.level is Level.COMMUNE:
        return float(whole.expected)
    board = whole.forms.get("bdg_14")
    if board is None or whole.scope is not Scope.CONSOLIDATED:
        return None
    stated = [total.value for slot, total in zip(board.slots, board.totals, strict=True) if slot.column.id == EXPECTED]
    return max((value for value in stated if isinstance(value, float)), default=None)


def _score(target: Target, whole: Consolidation, in_force: int) -> Score:
    """Numerator and denominator of each unit that has both, added up: a ratio of sums over the same units."""
    numerator, denominator = parse(target.numerator), parse(target.denominator)
    names = dict.fromkeys((*numerator.names, *denominator.names))
    figures = tuple(name for name in names if name.written != EXPECTED)
    of_all = {name: expected_units(whole) for name in names if name.written == EXPECTED}
    pairs: list[tuple[float, float]] = []
    alike = True
    for values in _units(figures, whole.forms):
        top, bottom = (_number(part, values | of_all) for part in (numerator, denominator))
        if top is not None and bottom is not None:
            pairs.append((top, bottom))
        elif any(value is not None for value in values.values()):
            alike = False
    tops, bottoms = fsum(top for top, _ in pairs), fsum(bottom for _, bottom in pairs)
    if of_all and pairs:
        bottoms = next(iter(of_all.values())) or 0.0
    return Score(
        target=target,
        numerator=tops if pairs else None,
        denominator=bottoms if pairs else None,
        units=len(pairs),
        alike=alike,
        in_force=in_force,
        figures=figures,
    )


def _units(names: tuple[Name, ...], forms: Mapping[str, FormTotals]) -> Iterator[dict[Name, Value]]:
    """For each unit what each name comes to; None for a form, a row or a figure that it does not have."""
    found: dict[str, dict[Name, Value]] = {}
    for name in names:
        merged = forms.get(name.form)
        place = merged.place(name.row, name.column) if merged else None
        for line in merged.lines if merged else ():
            values = found.setdefault(line.unit, dict.fromkeys(names))
            if place is not None:
                values[name] = line.figures[place]
    yield from found.values()


def _number(expression: Expression, values: Mapping[Name, Value]) -> float | None:
    result: Figure | bool = evaluate(expression.node, values)
    return None if result is None or isinstance(result, str) else float(result)
