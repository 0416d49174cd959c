"""A target of the national strategy: one line of the scoreboard."""

from __future__ import annotations

from typing import Final

from sheetcheck.target import MILESTONES
from sheetcheck.text import Text
from sheetcheck.vocabulary import Key, Shape, Vocabulary
from sheetcheck.vocabulary._words import ID, LEVELS

YEARS: Final = {str(year): Text(vi=f"Mốc {year}", en=f"Milestone {year}") for year in MILESTONES}
BETTER: Final = {
    "at_least": Text(vi="từ mức đó trở lên", en="the level or more"),
    "more_than": Text(vi="trên mức đó", en="more than the level"),
    "at_most": Text(vi="không quá mức đó", en="the level or less"),
    "less_than": Text(vi="dưới mức đó", en="less than the level"),
}

TARGET: Final = Vocabulary(
    name="target",
    means=Text(vi="Một chỉ tiêu của Chiến lược", en="A target of the strategy"),
    keys={
        "id": Key(means=ID, shape=Shape.IDENTIFIER, required=True),
        "code": Key(means=Text(vi="Mã số in trên biểu", en="The printed code"), shape=Shape.STRING, required=True),
        "number": Key(
            means=Text(vi="Số hiệu chỉ tiêu, ví dụ T1.1", en="The number, such as T1.1"),
            shape=Shape.STRING,
            required=True,
        ),
        "title": Key(means=Text(vi="Tên chỉ tiêu", en="What the target is"), shape=Shape.TEXT, required=True),
        "unit": Key(means=Text(vi="Đơn vị tính", en="The unit of measure"), shape=Shape.TEXT, required=True),
        "numerator": Key(means=Text(vi="Tử số", en="The numerator"), shape=Shape.EXPRESSION, required=True),
        "denominator": Key(means=Text(vi="Mẫu số", en="The denominator"), shape=Shape.EXPRESSION, required=True),
        "scale": Key(
            means=Text(vi="Kết quả = tử số × hệ số / mẫu số", en="Result = numerator × scale / denominator"),
            shape=Shape.NUMBER,
            required=True,
        ),
        "level": Key(
            means=Text(vi="Cấp thấp nhất mà kết quả có nghĩa", en="The lowest level at which it says something"),
            shape=Shape.WORD,
            required=True,
            words=LEVELS,
        ),
        "better": Key(
            means=Text(vi="Thế nào là đạt; chung hoặc từng mốc", en="How it is met; for all or each milestone"),
            shape=Shape.TURNS,
            required=True,
            words=BETTER,
        ),
        "milestones": Key(
            means=Text(vi="Mức phải đạt ở từng mốc", en="The level of each milestone"),
            shape=Shape.LEVELS,
            required=True,
            words=YEARS,
        ),
        "verified": Key(
            means=Text(
                vi="Mức đã đối chiếu với nguyên văn Nghị quyết chưa",
                en="Whether the levels were compared with the text of the Resolution",
            ),
            shape=Shape.FLAG,
            required=True,
        ),
        "evidence": Key(
            means=Text(vi="Nơi đã đọc thấy mức này", en="The public pages where they were read"),
            shape=Shape.STRINGS,
            required=False,
        ),
        "note": Key(means=Text(vi="Ghi chú in kèm", en="A note printed beside it"), shape=Shape.TEXT, required=False),
    },
)
