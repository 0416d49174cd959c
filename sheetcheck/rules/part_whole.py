"""A part, “of which”, that is no more than the whole."""

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
    part, whole = given.one("part"), given.one("whole")
    check, told = f"{part} <= {whole}", given
    if given.values.get("unless_zero") is True:
        check = f"{whole} = 0 or {check}"
        told = Given({**given.values, "when": "-"}, given.in_list)  # no longer a comparison with two sides
    left, right = shown(told, "part", "left"), shown(told, "whole", "right")
    return Expansion(
        check=when(given, check),
        message=text(
            given,
            f"<start><part> ({left}) nhiều hơn <whole> ({right})",
            f"<start><part> ({left}) is more than <whole> ({right})",
        ),
        help=text(given, "Sửa <part> hoặc <whole>", "Correct <part> or <whole>"),
    )


TYPE: Final = RuleType(
    name="part_whole",
    means=Text(vi="phần không nhiều hơn tổng", en="the part is no more than the whole"),
    about=Text(
        vi="“Trong đó”: nữ trong tổng số, dưới 40 tuổi trong cấp ủy.",
        en="For “of which”: women among all, members under 40 among members.",
    ),
    parameters={
        "part": Parameter(means=Text(vi="Phần", en="The part"), shape=Says.FIGURE, required=True),
        "whole": Parameter(means=Text(vi="Tổng", en="The whole"), shape=Says.FIGURE, required=True),
        "unless_zero": Parameter(
            means=Text(
                vi="true: không nói khi tổng là 0, vì quy tắc khác nói",
                en="true: silent where the whole is 0, because another rule speaks",
            ),
            shape=Says.SWITCH,
        ),
        "when": WHEN,
    },
    expand=_expand,
    faults=lambda given: repeated(given, "whole", "part"),
    examples=(
        Example(given={"part": "female", "whole": "total"}, figures={"female": 3, "total": 3}, verdict=True),
        Example(given={"part": "female", "whole": "total"}, figures={"female": 4, "total": 3}, verdict=False),
        Example(given={"part": "female", "whole": "total"}, figures={"female": None, "total": 3}, verdict=None),
        Example(
            given={"part": "female", "whole": "total", "unless_zero": True},
            figures={"female": 4, "total": 0},
            verdict=True,
        ),
        Example(
            given={"part": "female", "whole": "total", "unless_zero": True},
            figures={"female": 4, "total": 3},
            verdict=False,
        ),
    ),
)
