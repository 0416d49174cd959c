"""`waivers.yaml` of a round: warnings that an office has accepted beforehand. No file of `schemas/`."""

from __future__ import annotations

from typing import Final

from sheetcheck.text import Text
from sheetcheck.vocabulary import Key, Shape, Vocabulary

WAIVER: Final = Vocabulary(
    name="waiver",
    means=Text(
        vi="Một miễn trừ: quy tắc, đơn vị, kỳ, ai duyệt, vì sao",
        en="A waiver: rule, unit, period, who approved it and why",
    ),
    keys={
        "rule": Key(
            means=Text(vi="Tên hoặc mã của quy tắc", en="The id or the code of the rule"),
            shape=Shape.STRING,
            required=True,
        ),
        "unit": Key(
            means=Text(vi="Mã đơn vị, danh sách mã, hoặc all", en="A unit's code, several, or all"),
            shape=Shape.UNITS,
            required=True,
        ),
        "period": Key(
            means=Text(vi="Kỳ báo cáo, danh sách kỳ, hoặc all", en="A period, several, or all"),
            shape=Shape.SPANS,
            required=True,
        ),
        "approved_by": Key(
            means=Text(vi="Cơ quan hoặc chức vụ duyệt", en="The office or function that approved it"),
            shape=Shape.STRING,
            required=True,
        ),
        "why": Key(means=Text(vi="Lý do", en="The reason"), shape=Shape.STRING, required=True),
        "until": Key(
            means=Text(
                vi="Hết hiệu lực sau ngày này, hoặc sau kỳ này", en="The last day, or the last period, it is for"
            ),
            shape=Shape.DEADLINE,
            required=True,
        ),
    },
)
WAIVERS: Final = Vocabulary(
    name="waivers",
    means=Text(vi="Các miễn trừ của một đợt báo cáo", en="The waivers of a round"),
    keys={
        "waivers": Key(
            means=Text(vi="Các miễn trừ", en="The waivers"), shape=Shape.MEMBERS, required=True, members=WAIVER
        )
    },
)
