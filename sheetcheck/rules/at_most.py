"""A figure that is no more than another."""

from __future__ import annotations

from typing import Final

from sheetcheck.rule_type import (
    WHEN,
    Example,
    Expansion,
    Given,
    Parameter,
    RuleType,
    Says,
    repeated,
    shown,
    text,
    when,
)
from sheetcheck.text import Text


def _expand(given: Given) -> Expansion:
    left, right = shown(given, "of", "left"), shown(given, "most", "right")
    return Expansion(
        check=when(given, f"{given.one('of')} <= {given.one('most')}"),
        message=text(
            given,
            f"<start><of> ({left}) lớn hơn mức cao nhất có thể ({right})",
            f"<start><of> ({left}) is more than it can be ({right})",
        ),
        help=text(given, "Sửa <of>, hoặc số liệu được so sánh", "Correct <of>, or the figure it is compared with"),
    )


TYPE: Final = RuleType(
    name="at_most",
    means=Text(vi="số không lớn hơn số kia", en="the figure is no more than the other"),
    about=Text(
        vi="Khi số này không phải là một phần của số kia: số vụ đã xử lý và số vụ phát hiện, số chi và số được bố trí.",
        en="Where the one is no part of the other: cases handled and cases found, money spent and money allocated.",
    ),
    parameters={
        "of": Parameter(means=Text(vi="Số được xét", en="The figure looked at"), shape=Says.FIGURE, required=True),
        "most": Parameter(means=Text(vi="Không lớn hơn", en="No more than this"), shape=Says.FIGURE, required=True),
        "when": WHEN,
    },
    expand=_expand,
    faults=lambda given: repeated(given, "most", "of"),
    examples=(
        Example(
            given={"of": "done.value", "most": "found.value"}, figures={"done.value": 2, "found.value": 2}, verdict=True
        ),
        Example(
            given={"of": "done.value", "most": "found.value"},
            figures={"done.value": 3, "found.value": 2},
            verdict=False,
        ),
        Example(
            given={"of": "done.value", "most": "found.value"},
            figures={"done.value": 3, "found.value": None},
            verdict=None,
        ),
        Example(given={"of": "spent", "most": "1.05 * given"}, figures={"spent": 105, "given": 100}, verdict=True),
        Example(given={"of": "total", "most": 5.0}, figures={"total": 6}, verdict=False),
    ),
)
