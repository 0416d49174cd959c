"""A text that has a pattern."""

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
    quoted,
    text,
    when,
)
from sheetcheck.text import Text


def _expand(given: Given) -> Expansion:
    patterns = [quoted(str(one)) for one in given.listed("patterns")]
    check = " or ".join(f"regexp_like({given.one('of')}, {one})" for one in patterns)
    found = f"{{{given.values['of']}}}"
    return Expansion(
        check=when(given, check),
        message=text(
            given,
            f"<start><of> ghi “{found}”, không đúng dạng quy định",
            f"<start><of> is “{found}”, which is not written as it should be",
        ),
        help=text(given, "Viết lại <of> đúng dạng quy định", "Write <of> in the form that is asked for"),
    )


TYPE: Final = RuleType(
    name="matches",
    means=Text(vi="chữ viết đúng một trong các mẫu", en="the text has one of the patterns"),
    about=Text(
        vi="Mẫu là biểu thức chính quy; thêm ^ và $ để mẫu là cả ô. Excel không có biểu thức chính "
        "quy, nên quy tắc chỉ "
        "được kiểm tra khi nhận báo cáo. Mẫu không có nhìn trước, nhìn sau, gọi lại nhóm; "
        "số lần lặp viết đủ hai đầu: {0,3}.",
        en="Patterns are regular expressions; ^ and $ make one the whole cell. Excel has none, so "
        "such a rule acts only "
        "when the return comes in. Patterns neither look around nor refer back to groups; "
        "a repetition has both ends: {0,3}.",
    ),
    parameters={
        "of": Parameter(means=Text(vi="Ô được xét", en="The cell looked at"), shape=Says.NAME, required=True),
        "patterns": Parameter(means=Text(vi="Các mẫu", en="The patterns"), shape=Says.PATTERNS, required=True),
        "when": WHEN,
    },
    expand=_expand,
    examples=(
        Example(given={"of": "number", "patterns": "^[0-9]+/KH$"}, figures={"number": "20/KH"}, verdict=True),
        Example(given={"of": "number", "patterns": "^[0-9]+/KH$"}, figures={"number": "KH 20"}, verdict=False),
        Example(given={"of": "number", "patterns": "^[0-9]+/KH$"}, figures={"number": None}, verdict=None),
        Example(given={"of": "number", "patterns": ("^a", "b$")}, figures={"number": "cb"}, verdict=True),
    ),
)
