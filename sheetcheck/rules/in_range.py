"""A figure between two bounds."""

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
    crossed,
    number,
    shown,
    stated,
    text,
    when,
)
from sheetcheck.text import Text


def _expand(given: Given) -> Expansion:
    of = given.one("of")
    if "min" in given and "max" in given:
        return Expansion(
            check=when(given, f"{of} between {given.one('min')} and {given.one('max')}"),
            message=text(
                given,
                "<start><figure>, ngoài khoảng <least> đến <most>",
                "<start><figure>, not between <least> and <most>",
                figure=stated(given, "of"),
                least=_bound(given, "min"),
                most=_bound(given, "max"),
            ),
            help=_help(given),
        )
    bound, sign = ("min", ">=") if "min" in given else ("max", "<=")
    vi, en = ("nhỏ hơn", "below") if bound == "min" else ("lớn hơn", "above")
    left, right = shown(given, "of", "left"), shown(given, bound, "right")
    return Expansion(
        check=when(given, f"{of} {sign} {given.one(bound)}"),
        message=text(given, f"<start><of> ghi {left}, {vi} {right}", f"<start><of> is {left}, {en} {right}"),
        help=_help(given),
    )


def _bound(given: Given, name: str) -> Text:
    """A number as it is, a cell as what stands in it."""
    value = given.values[name]
    return number(value) if isinstance(value, float) else Text(*[shown(given, name)] * 2)


def _help(given: Given) -> Text:
    return text(
        given, "Kiểm tra lại <of>; nếu đúng thì nêu rõ ở cột Ghi chú", "Check <of>; if it is right, say so in the note"
    )


TYPE: Final = RuleType(
    name="in_range",
    means=Text(vi="số nằm trong khoảng, kể cả hai đầu", en="the figure is within bounds, both included"),
    about=Text(
        vi="Cận có thể là số hoặc ô khác, có thể chỉ cho một cận. Cận của chính ô nhập, luôn đúng, "
        "thì khai min, max ở cột.",
        en="A bound is a number or another cell, and one alone will do. What holds for every entry "
        "is min and max of the "
        "column.",
    ),
    parameters={
        "of": Parameter(means=Text(vi="Số được xét", en="The figure looked at"), shape=Says.FIGURE, required=True),
        "min": Parameter(means=Text(vi="Không nhỏ hơn", en="No less than"), shape=Says.FIGURE),
        "max": Parameter(means=Text(vi="Không lớn hơn", en="No more than"), shape=Says.FIGURE),
        "when": WHEN,
    },
    some_of=("min", "max"),
    expand=_expand,
    faults=lambda given: crossed(given, "min", "max"),
    examples=(
        Example(given={"of": "members.total", "min": 5.0, "max": 40.0}, figures={"members.total": 5}, verdict=True),
        Example(given={"of": "members.total", "min": 5.0, "max": 40.0}, figures={"members.total": 41}, verdict=False),
        Example(given={"of": "members.total", "min": 5.0, "max": 40.0}, figures={"members.total": None}, verdict=None),
        Example(given={"of": "total", "min": 1.0}, figures={"total": 0}, verdict=False),
        Example(given={"of": "total", "max": "2 * other"}, figures={"total": 6, "other": 3}, verdict=True),
        Example(given={"of": "a", "max": 3.0, "when": "b = 1"}, figures={"a": 4, "b": 0}, verdict=True),
        Example(given={"of": "a", "max": 3.0, "when": "b = 1"}, figures={"a": 4, "b": 1}, verdict=False),
    ),
)
