"""Rules on the records of a register: one number a record, whose binary digits say which rules it breaks.

A formula for each rule on each record would be six hundred for the list of activities alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final, NamedTuple

from sheetcheck.checks import Check
from sheetcheck.expression.limits import MAX_FORMULA
from sheetcheck.expression.tree import Call
from sheetcheck.layout import FIRST_LINE, Layout
from sheetcheck.verdicts import range_of

_MOST_DIGITS: Final = 40
"""A sheet counts exactly to 2^53."""


class Digit(NamedTuple):
    """A rule on a register: its checks, one a record, and where they stand in the numbers of records."""

    checks: tuple[Check, ...]
    column: int
    weight: int

    @property
    def of_held(self) -> bool:
        """It is 1 where the rule holds, which a threshold counts; see `as_held`."""
        return self.checks[0].formula == self.checks[0].held

    def counted(self, layout: Layout) -> str:
        """The formula for how many records have it."""
        return f"SUMPRODUCT({self.of(range_of(self.column, FIRST_LINE, layout.last_line))})"

    def of(self, numbers: str) -> str:
        """The formula that is 1 where the rule is broken and 0 where it is not."""
        return f"MOD(INT({numbers}/{self.weight}),2)"


def as_held(check: Check) -> Check:
    """The check that is broken where the other surely holds: a threshold counts the records on which it was decided."""
    node = Call("not", (check.instance.expression.node,))
    expression = replace(check.instance.expression, node=node, left=None, right=None)
    rule = replace(check.instance.rule, id=f"{check.instance.rule.id} held")
    return replace(check, instance=replace(check.instance, rule=rule, expression=expression), formula=check.held)


def digits(checks: Sequence[Check], first_column: int) -> tuple[Digit, ...]:
    """Every rule in a column that has room for it; a column holds what fits into one formula a record."""
    found: list[Digit] = []
    column, weight, length = first_column, 1, 0
    for _, group in groupby(checks, key=lambda check: (check.instance.rule.id, *check.instance.loop.values())):
        of_rule = tuple(group)
        longest = max(len(_term(check, 2**_MOST_DIGITS)) for check in of_rule) + 1
        if weight > 1 and (length + longest > MAX_FORMULA or weight == 2**_MOST_DIGITS):
            column, weight, length = column + 1, 1, 0
        found.append(Digit(of_rule, column, weight))
        weight, length = weight * 2, length + longest
    return tuple(found)


def numbers(columns: Sequence[Digit]) -> Iterator[tuple[int, int, str, tuple[Check, ...]]]:
    """Column and line of each record, the formula of its number, and the checks in it by their digits."""
    for column, group in groupby(columns, key=lambda digit: digit.column):
        of_column = list(group)
        for checks in zip(*(digit.checks for digit in of_column), strict=True):
            terms = (_term(check, digit.weight) for check, digit in zip(checks, of_column, strict=True))
            yield column, checks[0].slots[0].line, "+".join(terms), checks


def _term(check: Check, weight: int) -> str:
    return f"({check.formula})*{weight}"
