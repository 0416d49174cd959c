"""A value that is on a list."""

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
    text,
    when,
)
from sheetcheck.text import Text


def _expand(given: Given) -> Expansion:
    listed = ", ".join(f"{one:.15g}" if isinstance(one, float) else str(one) for one in given.listed("values"))
    found = f"{{{given.values['of']}}}"
    return Expansion(
        check=when(given, f"{given.one('of')} in ({', '.join(given.constants('values'))})"),
        message=text(
            given,
            f"<start><of> ghi “{found}”, không thuộc các giá trị được phép",
            f"<start><of> is “{found}”, which is none of the values allowed",
        ),
        help=text(given, f"Ghi <of> bằng một trong: {listed}", f"Enter one of these for <of>: {listed}"),
    )


TYPE: Final = RuleType(
    name="one_of",
    means=Text(vi="giá trị là một trong các giá trị cho sẵn", en="the value is one of those given"),
    about=Text(
        vi="Cho số hoặc chữ, kể cả tra một danh sách mã. Ô chọn từ danh sách thì dùng kind: choice ở cột.",
        en="For numbers or texts, such as a list of codes. A cell that is chosen from a list is "
        "kind: choice in its column.",
    ),
    parameters={
        "of": Parameter(means=Text(vi="Ô được xét", en="The cell looked at"), shape=Says.NAME, required=True),
        "values": Parameter(
            means=Text(vi="Các giá trị được phép", en="The values allowed"), shape=Says.CONSTANTS, required=True
        ),
        "when": WHEN,
    },
    expand=_expand,
    faults=lambda given: repeated(given, "values"),
    examples=(
        Example(given={"of": "flag.value", "values": (0.0, 1.0)}, figures={"flag.value": 1}, verdict=True),
        Example(given={"of": "flag.value", "values": (0.0, 1.0)}, figures={"flag.value": 2}, verdict=False),
        Example(given={"of": "flag.value", "values": (0.0, 1.0)}, figures={"flag.value": None}, verdict=None),
        Example(given={"of": "topic", "values": ("law", "it's")}, figures={"topic": "it's"}, verdict=True),
        Example(given={"of": "topic", "values": ("law",)}, figures={"topic": "Law"}, verdict=False),
    ),
)
