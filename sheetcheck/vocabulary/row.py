"""A row (indicator) of a matrix form."""

from __future__ import annotations

from typing import Final

from sheetcheck.capacity import ALIASES as MOST_ALIASES
from sheetcheck.text import Text
from sheetcheck.vocabulary import Key, Shape, Vocabulary
from sheetcheck.vocabulary._words import ALIASES, ID, KIND_NAMES, LEVELS, NATURES, PERIODS, REQUIRED, ROLL_UPS, SCOPES

ROW: Final = Vocabulary(
    name="row",
    means=Text(vi="Một dòng (chỉ tiêu) của biểu", en="A row (indicator) of a form"),
    keys={
        "id": Key(means=ID, shape=Shape.IDENTIFIER, required=True),
        "code": Key(
            means=Text(
                vi="Mã số in trên biểu; khi đọc, dòng được tìm theo mã này",
                en="The printed code, by which the row is found",
            ),
            shape=Shape.STRING,
            required=True,
        ),
        "title": Key(means=Text(vi="Nhãn in trên biểu", en="The printed label"), shape=Shape.TEXT, required=True),
        "unit": Key(means=Text(vi="Đơn vị tính", en="The unit of measure"), shape=Shape.TEXT, required=True),
        "columns": Key(
            means=Text(vi="Tên bộ cột của dòng", en="The set of columns that the row has"),
            shape=Shape.STRING,
            required=True,
        ),
        "levels": Key(
            means=Text(vi="Cấp điền dòng này", en="The levels that fill it in"),
            shape=Shape.WORDS,
            required=True,
            words=LEVELS,
        ),
        "required": Key(
            means=Text(vi="Khi nào phải điền", en="When it must be filled in"),
            shape=Shape.WORD,
            required=True,
            words=REQUIRED,
        ),
        "nature": Key(
            means=Text(vi="Số phát sinh, số có đến cuối kỳ hay theo nhiệm kỳ", en="Flow, stock or term"),
            shape=Shape.WORD,
            required=True,
            words=NATURES,
        ),
        "roll_up": Key(
            means=Text(vi="Số liệu lên cấp trên bằng cách nào", en="How the figures go up a level"),
            shape=Shape.WORD,
            required=True,
            words=ROLL_UPS,
        ),
        "kind": Key(
            means=Text(
                vi="Ô “value” của dòng chứa gì, khi khác với bộ cột",
                en="What the row's `value` cell holds, when not what the set says",
            ),
            shape=Shape.WORD,
            words=KIND_NAMES,
        ),
        "computed": Key(
            means=Text(
                vi="Biểu thức tính mọi ô của dòng từ các dòng khác, hoặc từng ô theo mã cột; ô bị khóa",
                en="The expression that gives every cell of the row from other rows, or single cells by column; locked",
            ),
            shape=Shape.COMPUTATION,
        ),
        "serves": Key(
            means=Text(vi="Dòng này phục vụ chỉ tiêu, báo cáo nào", en="The targets and reports that need it"),
            shape=Shape.STRINGS,
        ),
        "aliases": Key(means=ALIASES, shape=Shape.STRINGS, most=MOST_ALIASES),
        "periods": Key(
            means=Text(vi="Kỳ báo cáo có dòng này", en="Kinds of period that have the row"),
            shape=Shape.WORDS,
            words=PERIODS,
        ),
        "core": Key(
            means=Text(
                vi="Thuộc bộ chỉ tiêu cốt lõi; không ghi thì tùy theo “serves”",
                en="Belongs to the core profile; when not said, `serves` decides",
            ),
            shape=Shape.FLAG,
        ),
        "scope": Key(
            means=Text(vi="Chỉ có trong loại báo cáo này", en="Stands only in returns of this scope"),
            shape=Shape.WORD,
            words=SCOPES,
        ),
    },
)
