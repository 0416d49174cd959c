"""A computed column that is computed again, and compared with what the return states."""

from __future__ import annotations

from typing import Final

from sheetcheck.text import Text
from sheetcheck.vocabulary import Key, Shape, Vocabulary

RESTATED: Final = Vocabulary(
    name="restated",
    means=Text(vi="Một cột tự tính được tính lại", en="A computed column that is computed again"),
    keys={
        "column": Key(means=Text(vi="Mã cột", en="The column"), shape=Shape.IDENTIFIER, required=True),
        "id": Key(
            means=Text(vi="Tên quy tắc trong tài liệu nghiệp vụ", en="The rule's name in the papers"),
            shape=Shape.STRING,
            required=True,
        ),
        "code": Key(
            means=Text(vi="Mã trong báo cáo lỗi", en="The code in reports of faults"),
            shape=Shape.CODE,
            required=True,
        ),
        "within": Key(
            means=Text(vi="Được phép chênh bao nhiêu", en="How far the stated figure may be off"),
            shape=Shape.NUMBER,
            required=True,
        ),
    },
)
