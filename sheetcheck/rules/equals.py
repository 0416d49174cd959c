"""Two figures that are the same."""

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
    number,
    repeated,
    shown,
    stated,
    text,
    when,
)
from sheetcheck.text import Text


def _expand(given: Given) -> Expansion:
    left, right = given.one("of"), given.one("to")
    within = given.number("within", 0)
    if within:
        check = f"abs({left} - {right}) <= {within:.15g}"
        message = text(
            given,
            "<start><figure>, khác <to>, chênh quá <within>",
            "<start><figure>, off <to> by more than <within>",
            figure=stated(given, "of"),
            within=number(within),
        )
    else:
        check = f"{left} = {right}"
        message = text(
            given,
            f"<start><of> ghi {shown(given, 'of', 'left')}, phải bằng {shown(given, 'to', 'right')}",
            f"<start><of> is {shown(given, 'of', 'left')} and must be {shown(given, 'to', 'right')}",
        )
    return Expansion(
        check=when(given, check),
        message=message,
        help=text(given, "Sửa <of>, hoặc số liệu được so sánh", "Correct <of>, or the figure it is compared with"),
    )


TYPE: Final = RuleType(
    name="equals",
    means=Text(vi="hai số bằng nhau", en="the two figures are the same"),
    about=Text(
        vi="Cùng một việc ghi ở hai nơi, hoặc một số phải đúng một giá trị. Tổng của nhiều phần thì dùng sum_of.",
        en="For what is stated twice, or must have one value. For a sum of parts take sum_of.",
    ),
    parameters={
        "of": Parameter(means=Text(vi="Số được xét", en="The figure looked at"), shape=Says.FIGURE, required=True),
        "to": Parameter(means=Text(vi="Phải bằng", en="What it must be"), shape=Says.FIGURE, required=True),
        "within": Parameter(
            means=Text(vi="Được chênh không quá", en="May be off by no more than"), shape=Says.TOLERANCE
        ),
        "when": WHEN,
    },
    expand=_expand,
    faults=lambda given: repeated(given, "of", "to"),
    examples=(
        Example(
            given={"of": "male", "to": "total - female"}, figures={"male": 2, "total": 5, "female": 3}, verdict=True
        ),
        Example(
            given={"of": "male", "to": "total - female"}, figures={"male": 1, "total": 5, "female": 3}, verdict=False
        ),
        Example(
            given={"of": "male", "to": "total - female"}, figures={"male": None, "total": 5, "female": 3}, verdict=None
        ),
        Example(given={"of": "a", "to": "b", "within": 0.1}, figures={"a": 1.05, "b": 1}, verdict=True),
        Example(given={"of": "a", "to": 0.0, "when": "b = 0"}, figures={"a": 1, "b": 0}, verdict=False),
        Example(given={"of": "a", "to": 0.0, "when": "b = 0"}, figures={"a": 1, "b": 2}, verdict=True),
    ),
)
