"""A list in which each of the values given occurs, and no other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sheetcheck.rule_type import (
    Example,
    Expansion,
    Given,
    Parameter,
    RuleType,
    Says,
    Value,
    repeated,
    text,
)
from sheetcheck.text import Text


def _expand(given: Given) -> Expansion:
    of, values = given.one("of"), given.constants("values")
    known = ", ".join(values)
    listed = ", ".join(f"{one:.15g}" if isinstance(one, float) else str(one) for one in given.listed("values"))
    return Expansion(
        check=f"count(*) filter (where {of} not in ({known})) = 0"
        f" and (count(distinct {of}) filter (where {of} in ({known})) = {len(set(values))}"
        f" or case when count({of}) = count(*) then false end)",
        per=tuple(str(one) for one in given.listed("per")),
        message=text(
            Given({**given.values, "of": given.values["of"]}, True),
            "cột <of> của danh mục phải có đủ, và chỉ có, các giá trị quy định",
            "the column <of> of the list must have each of the values asked for, and no other",
        ),
        help=text(
            given, f"Ghi đủ, mỗi giá trị ít nhất một dòng: {listed}", f"Enter at least one line for each of: {listed}"
        ),
    )


_LIST: Final[Mapping[str, Value]] = {"of": "quarter", "values": (1.0, 2.0)}

TYPE: Final = RuleType(
    name="contains_exactly",
    means=Text(
        vi="danh mục có đủ các giá trị này và không có giá trị nào khác",
        en="each of these values occurs in the list, and no other",
    ),
    about=Text(
        vi="Dùng cho danh mục phải có đủ các quý, các lĩnh vực, các thôn. Dòng để trống trường này "
        "thì chưa kết luận được "
        "là thiếu.",
        en="For a list that must have every quarter, field or village. While a record leaves the "
        "field blank, nothing is "
        "said to be missing.",
    ),
    parameters={
        "of": Parameter(means=Text(vi="Trường được xét", en="The field looked at"), shape=Says.NAME, required=True),
        "values": Parameter(
            means=Text(vi="Các giá trị phải có", en="The values that must occur"), shape=Says.CONSTANTS, required=True
        ),
        "per": Parameter(
            means=Text(
                vi="Xét từng nhóm dòng cùng giá trị ở các trường này",
                en="Asked of each group of records alike in these",
            ),
            shape=Says.FIELDS,
        ),
    },
    expand=_expand,
    only=("list",),
    faults=lambda given: repeated(given, "values"),
    in_own_words=True,
    examples=(
        Example(given=_LIST, records=({"quarter": 1}, {"quarter": 2}, {"quarter": 2}), verdict=True),
        Example(given=_LIST, records=({"quarter": 1}, {"quarter": 1}), verdict=False),
        Example(given=_LIST, records=({"quarter": 1}, {"quarter": 2}, {"quarter": 3}), verdict=False),
        Example(given=_LIST, records=({"quarter": 1}, {"quarter": None}), verdict=None),
        Example(given=_LIST, records=(), verdict=False),
        Example(given=_LIST, records=None, verdict=None),
        Example(given={"of": "topic", "values": ("law",)}, records=({"topic": "law"},), verdict=True),
    ),
)
