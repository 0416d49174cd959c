"""Returns as submissions: the right unit, level and period, expected here, and only once."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sheetcheck.catalogue import load_catalogue
from sheetcheck.form import Level, Scope
from sheetcheck.period import Calendar, parse_period
from sheetcheck.returns import Return
from sheetcheck.submission import Expected, submission_findings
from sheetcheck.testing.drawing import issued_to
from sheetcheck.units import load_register

CATALOGUE = load_catalogue()
REGISTER = load_register()
ROUND = Expected(
    units={"06331": "Xã Vạn Thủy", "06337": "Xã Tân Tri"},
    level=Level.COMMUNE,
    period=parse_period("2024-H1"),
    register=REGISTER,
)

PROVINCES = Expected(
    units={"20": "Tỉnh Lạng Sơn"},
    level=Level.PROVINCE,
    period=parse_period("2024-H1"),
    scope=Scope.CONSOLIDATED,
    register=REGISTER,
)


def sent(
    file: str, unit: str, period: str = "2024-H1", *, scope: Scope = Scope.OWN, content: str = "", **changes: Any
) -> Return:
    if "period_" in changes:
        changes["period"] = changes.pop("period_")
    identity = replace(issued_to(unit, period, scope), **changes) if unit else None
    return Return(file=file, path=Path(file), sha256=content or file, identity=identity)


BOTH = (sent("a", "06331"), sent("b", "06337"))
CASES = {
    "all as expected": (BOTH, ROUND, []),
    "one is missing": (BOTH[:1], ROUND, [("S101", "", "06337")]),
    "no round": (BOTH[:1], None, []),
    "an unreadable file": ((*BOTH, sent("c", "")), ROUND, []),
    "another commune": ((*BOTH, sent("c", "06325")), ROUND, [("I107", "c", "06325")]),
    "another period": ((BOTH[0], sent("b", "06337", "2024")), ROUND, [("I108", "b", "06337")]),
    "the other calendar": (
        (BOTH[0], sent("b", "06337", period_=parse_period("2024-H1", Calendar.STATISTICAL))), ROUND,
        [("I120", "b", "06337")],
    ),
    "own figures where whole provinces are collected": (
        (sent("a", "20", "2024-H1"),), PROVINCES, [("I141", "a", "20")],
    ),
    "whole provinces": ((sent("a", "20", "2024-H1", scope=Scope.CONSOLIDATED),), PROVINCES, []),
    "a whole district where its own figures are collected": (
        (sent("a", "185", scope=Scope.CONSOLIDATED),), Expected(scope=Scope.OWN, register=REGISTER),
        [("I141", "a", "185")],
    ),
    "a district in a round of communes": ((*BOTH, sent("c", "185")), ROUND, [("I131", "c", "185")]),
    "a commune on the district's template": (
        (sent("a", "06331", level=Level.DISTRICT),), Expected(register=REGISTER), [("I106", "a", "06331")],
    ),
    "no such unit": ((sent("a", "99999"),), Expected(register=REGISTER), [("I104", "a", "99999")]),
    "a commune that was merged": ((sent("a", "06331", "2026-H1"),), Expected(register=REGISTER),
                                  [("I105", "a", "06331")]),
    "a district after districts": ((sent("a", "185", "2026-H1"),), Expected(register=REGISTER), [("I105", "a", "185")]),
    "an office of its own, listed": (
        (sent("a", "SNV"),), Expected(units={"SNV": "Sở Nội vụ"}, register=REGISTER), [],
    ),
    "an office of its own, not listed": ((sent("a", "SNV"),), Expected(register=REGISTER), [("I104", "a", "SNV")]),
    "made from another catalogue": ((sent("a", "06331", digest="older"),), None, [("I109", "a", "06331")]),
    "two versions": ((*BOTH, sent("c", "06331")), ROUND, [("S102", "a", "06331"), ("S102", "c", "06331")]),
    "the same file twice": (
        (*BOTH, sent("c", "06331", content="a")), ROUND, [("S103", "c", "06331")],
    ),
    "two versions and a copy": (
        (*BOTH, sent("c", "06331"), sent("d", "06331", content="a")), ROUND,
        [("S102", "a", "06331"), ("S102", "c", "06331"), ("S102", "d", "06331")],
    ),
    "two periods": ((sent("a", "06331"), sent("b", "06331", "2023")), None, []),
    "own and consolidated": ((sent("a", "185"), sent("b", "185", scope=Scope.CONSOLIDATED)), None, []),
}  # fmt: skip


@pytest.mark.parametrize(("returns", "expected", "said"), CASES.values(), ids=CASES)
def test_what_is_said_of_a_batch(
    returns: Sequence[Return], expected: Expected | None, said: list[tuple[str, ...]]
) -> None:
    found = submission_findings(returns, CATALOGUE, expected)
    assert sorted((one.code, one.file, one.unit) for one in found) == said
