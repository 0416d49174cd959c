"""Rules on the records of a register: one number a record, whose binary digits say which rules it breaks.

A formula for each rule on each record would be six hundred for the list of activities alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from sheetcheck.checks import Check
from sheetcheck.expression.limits import MAX_FORMULA

_MOST_DIGITS: Final = 40
"""A sheet counts exactly to 2^53."""


class Digit(NamedTuple):
    """A rule on a register: its checks, one a record, and where they stand in the numbers of records."""

    checks: tuple[Check, ...]
    column: int
    weight: int

    def of(self, numbers: str) -> str:
        """The formula that is 1 where the rule is broken and 0 where it is not."""
        return f"MOD(INT({numbers}/{self.weight}),2)"


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
