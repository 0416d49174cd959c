"""Rules on records as the digits of one number a record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from sheetcheck.catalogue import load_catalogue
from sheetcheck.checks import Check, checks_of
from sheetcheck.expression.limits import MAX_FORMULA
from sheetcheck.identity import anybody
from sheetcheck.records import digits, numbers
from sheetcheck.template import layouts_for
from sheetcheck.testing.drawing import issued_to

WHOSE = issued_to("06331", "2024")
LAYOUTS = layouts_for(load_catalogue(), WHOSE)
ACTIVITIES = next(layout for layout in LAYOUTS if layout.form.number == "12")
CHECKS = [check for check in checks_of(ACTIVITIES, LAYOUTS, anybody(WHOSE)) if check.slots]
RECORDS = len(ACTIVITIES.lines)
RULES = 17
"""Of one record, or of the group that it is in; what is said of all records together has no digit."""


def of_length(length: int) -> Sequence[Check]:
    """The checks with formulas of so many characters."""
    return [replace(check, formula="F" * length) for check in CHECKS]


def test_a_record_has_one_formula_for_all_its_rules() -> None:
    found = list(numbers(digits(CHECKS, 30)))
    assert [(column, line) for column, line, _, _ in found] == [(30, line.number) for line in ACTIVITIES.lines]
    assert len(CHECKS) == RULES * RECORDS


@pytest.mark.parametrize(("length", "columns"), [(100, [30] * RULES), (3_000, [30 + n // 2 for n in range(RULES)])])
def test_a_column_holds_what_fits_into_a_formula(length: int, columns: Sequence[int]) -> None:
    found = digits(of_length(length), 30)
    assert [digit.column for digit in found] == columns
    assert [digit.weight for digit in found[:2]] == [1, 2]
    assert max(len(formula) for _, _, formula, _ in numbers(found)) <= MAX_FORMULA


@pytest.mark.parametrize(("number", "broken"), [(0, set()), (1, {0}), (6, {1, 2}), (2**14 + 8, {3, 14})])
def test_a_digit_says_whether_its_rule_is_broken(number: int, broken: set[int]) -> None:
    found = digits(CHECKS, 30)
    assert found[3].of("AD8") == "MOD(INT(AD8/8),2)"
    assert {place for place, digit in enumerate(found) if number // digit.weight % 2} == broken
