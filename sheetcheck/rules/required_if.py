"""A cell that must be filled in where a condition holds."""

from __future__ import annotations

from typing import Final

from sheetcheck.rule_type import Example, Expansion, Given, Parameter, RuleType, Says, text
from sheetcheck.text import Text


def _expand(given: Given) -> Expansion:
    return Expansion(
        check=f"not ({given.values['when']}) or {given.one('of')} is not null",
        message=text(
            given,
            "<start>chưa điền <of>, mà các số liệu đã ghi đòi hỏi phải có",
            "<start><of> is not filled in, though the figures given call for it",
        ),
        help=text(given, "Điền <of>, hoặc sửa số liệu liên quan", "Fill in <of>, or correct the figures it goes with"),
    )


TYPE: Final = RuleType(
    name="required_if",
    means=Text(vi="ô phải có ghi khi điều kiện đúng", en="the cell must be filled in where the condition holds"),
    about=Text(
        vi="Ví dụ ô ghi chú bắt buộc khi có một số liệu khác thường, hoặc nơi nhận bắt buộc khi là kiến nghị.",
        en="Such as a note that an unusual figure calls for, or an addressee that a proposal needs.",
    ),
    parameters={
        "of": Parameter(
            means=Text(vi="Ô phải có ghi", en="The cell that must be filled in"), shape=Says.NAME, required=True
        ),
        "when": Parameter(
            means=Text(vi="Khi điều kiện này đúng", en="Where this condition holds"),
            shape=Says.CONDITION,
            required=True,
        ),
    },
    expand=_expand,
    examples=(
        Example(given={"of": "note", "when": "total > 40"}, figures={"note": "x", "total": 50}, verdict=True),
        Example(given={"of": "note", "when": "total > 40"}, figures={"note": None, "total": 30}, verdict=True),
        Example(given={"of": "note", "when": "total > 40"}, figures={"note": None, "total": 50}, verdict=False),
        Example(given={"of": "note", "when": "total > 40"}, figures={"note": None, "total": None}, verdict=None),
    ),
)
