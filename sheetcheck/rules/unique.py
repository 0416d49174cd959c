"""Records of a list that do not repeat."""

from __future__ import annotations

from typing import Final

from sheetcheck.rule_type import (
    Example,
    Expansion,
    Given,
    Parameter,
    RuleType,
    Says,
    repeated,
)
from sheetcheck.text import Text


def _expand(given: Given) -> Expansion:
    fields = tuple(str(one) for one in given.listed("by"))
    named = ", ".join(f"“{{{one}}}”" for one in fields)
    titles = ", ".join(f"“{{{one}.title}}”" for one in fields)
    return Expansion(
        check="count(*) <= 1",
        per=fields,
        message=Text(vi=f"{named} được ghi {{left}} lần", en=f"{named} stands here {{left}} times"),
        help=Text(
            vi=f"Giữ lại một dòng và xóa các dòng trùng; nếu khác nhau thì sửa {titles}",
            en=f"Keep one line and delete the others; if they are different, correct {titles}",
        ),
    )


TYPE: Final = RuleType(
    name="unique",
    means=Text(
        vi="không có hai dòng của danh mục cùng giá trị ở các trường này",
        en="no two records of the list say the same in these fields",
    ),
    about=Text(
        vi="Chỉ dùng trong biểu danh mục. Dòng để trống một trong các trường thì không xét.",
        en="For list forms only. A record with a blank among these fields is not looked at.",
    ),
    parameters={
        "by": Parameter(
            means=Text(vi="Các trường phân biệt các dòng", en="The fields that tell records apart"),
            shape=Says.FIELDS,
            required=True,
        )
    },
    expand=_expand,
    only=("list",),
    faults=lambda given: repeated(given, "by"),
    examples=(
        Example(given={"by": "number"}, records=({"number": "1"}, {"number": "2"}), verdict=True),
        Example(given={"by": "number"}, records=({"number": "1"}, {"number": "1"}), verdict=False),
        Example(
            given={"by": ("number", "day")},
            records=({"number": "1", "day": "2026-01-01"}, {"number": "1", "day": "2026-01-02"}),
            verdict=True,
        ),
        Example(given={"by": "number"}, records=({"number": None}, {"number": None}), verdict=True),
        Example(given={"by": "number"}, records=None, verdict=None),
    ),
)
