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
)
from sheetcheck.text import LANGUAGES, Text


def _expand(given: Given) -> Expansion:
    """Each value is asked for by itself, and last whether there is any other: what is missing is named."""
    of, column = given.one("of"), f"“{{{given.values['of']}.title}}”"
    constants = dict(zip((_written(one) for one in given.listed("values")), given.constants("values"), strict=True))
    known, listed = ", ".join(constants.values()), ", ".join(map(_named, constants))
    per = tuple(str(one) for one in given.listed("per"))
    group = ", ".join(f"“{{{field}}}”" for field in per) + ": " if per else ""
    asked = {
        value: f"count(*) filter (where {of} = {constant}) >= 1 or case when count({of}) = count(*) then false end"
        for value, constant in constants.items()
    }
    missing = Text(vi=f"{group}cột {column} chưa có dòng nào ghi “…”", en=f"{group}no line has “…” in {column}")
    others = Text(
        vi=f"{group}cột {column} có {{left}} dòng ghi giá trị khác các giá trị quy định",
        en=f"{group}{{left}} {{left|line has|lines have}} something else in {column} than the values asked for",
    )
    return Expansion(
        check="[asked]",
        per=per,
        loops={"value": (*constants, _ANY_OTHER)},
        tables={
            "asked": {**asked, _ANY_OTHER: f"count(*) filter (where {of} not in ({known})) = 0"},
            **{
                f"said_{language}": {
                    **{value: missing.of(language).replace("…", _named(value)) for value in constants},
                    _ANY_OTHER: others.of(language),
                }
                for language in LANGUAGES
            },
        },
        message=Text(vi="[said_vi]", en="[said_en]"),
        help=Text(
            vi=f"Ghi đủ, mỗi giá trị ít nhất một dòng, và không ghi giá trị khác: {listed}",
            en=f"Enter at least one line for each of these, and none for anything else: {listed}",
        ),
    )


def _written(value: str | float) -> str:
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def _named(value: str) -> str:
    """The printed words of a choice; what is no id stands for itself."""
    return f"{{{value}.title}}" if value.isidentifier() else value


_ANY_OTHER: Final = "*"
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
