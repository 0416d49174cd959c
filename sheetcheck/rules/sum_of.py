"""A total that is the sum of its parts."""

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
    added,
    number,
    repeated,
    stated,
    text,
    when,
)
from sheetcheck.text import Text


def _expand(given: Given) -> Expansion:
    whole, parts = given.one("whole"), added(given.many("parts"), given.many("optional"))
    within = given.number("within", 0)
    if within:
        check = f"abs({whole} - ({parts})) <= {within:.15g}"
        message = text(
            given,
            "<start><figure>, khác tổng các phần, chênh quá <within>",
            "<start><figure>, off the sum of its parts by more than <within>",
            figure=stated(given, "whole"),
            within=number(within),
        )
    else:
        check = f"{whole} = {parts}"
        message = (
            text(
                given,
                "<start><figure>, khác tổng các phần",
                "<start><figure>, not the sum of its parts",
                figure=stated(given, "whole"),
            )
            if "when" in given
            else text(
                given,
                "<start><whole> ghi {left}, nhưng các phần cộng lại được {right}",
                "<start><whole> is {left}, but its parts add up to {right}",
            )
        )
    return Expansion(
        check=when(given, check),
        message=message,
        help=text(given, "Sửa <whole> hoặc các phần cộng nên nó", "Correct <whole>, or the parts that make it up"),
    )


TYPE: Final = RuleType(
    name="sum_of",
    means=Text(vi="tổng bằng các phần cộng lại", en="the whole is the sum of its parts"),
    about=Text(
        vi="“Chia theo”: các phần không chồng lên nhau và đủ cả. “Trong đó” thì dùng part_whole.",
        en="For parts that do not overlap and leave nothing out; where a part is only “of which”, take part_whole.",
    ),
    parameters={
        "whole": Parameter(means=Text(vi="Tổng", en="The whole"), shape=Says.FIGURE, required=True),
        "parts": Parameter(
            means=Text(
                vi="Các phần; để trống một phần thì không kết luận", en="The parts; one left blank decides nothing"
            ),
            shape=Says.FIGURES,
        ),
        "optional": Parameter(
            means=Text(
                vi="Các phần có thể để trống, khi đó tính là 0", en="Parts that may be blank and then count as 0"
            ),
            shape=Says.FIGURES,
        ),
        "within": Parameter(
            means=Text(vi="Được chênh không quá", en="May be off by no more than"), shape=Says.TOLERANCE
        ),
        "when": WHEN,
    },
    some_of=("parts", "optional"),
    expand=_expand,
    faults=lambda given: repeated(given, "whole", "parts", "optional"),
    examples=(
        Example(
            given={"whole": "all.value", "parts": ("a.value", "b.value")},
            figures={"all.value": 5, "a.value": 2, "b.value": 3},
            verdict=True,
        ),
        Example(
            given={"whole": "all.value", "parts": ("a.value", "b.value")},
            figures={"all.value": 5, "a.value": 2, "b.value": 2},
            verdict=False,
        ),
        Example(
            given={"whole": "all.value", "parts": ("a.value", "b.value")},
            figures={"all.value": 5, "a.value": 2, "b.value": None},
            verdict=None,
        ),
        Example(
            given={"whole": "total", "parts": "a", "optional": "b"},
            figures={"total": 2, "a": 2, "b": None},
            verdict=True,
        ),
        Example(
            given={"whole": "total", "parts": ("a", "b"), "within": 0.5},
            figures={"total": 10.4, "a": 5, "b": 5},
            verdict=True,
        ),
        Example(
            given={"whole": "total", "parts": ("a", "b"), "within": 0.5},
            figures={"total": 10.6, "a": 5, "b": 5},
            verdict=False,
        ),
    ),
)
