"""A column of a matrix form, or a field of a list form."""

from __future__ import annotations

from typing import Final

from sheetcheck.capacity import ALIASES as MOST_ALIASES
from sheetcheck.capacity import CHOICES
from sheetcheck.text import Text
from sheetcheck.vocabulary import Key, Shape, Vocabulary
from sheetcheck.vocabulary._words import ALIASES, COMPUTED, ID, KIND_NAMES, PERIODS, ROLL_UPS, SCOPES

COLUMN: Final = Vocabulary(
    name="column",
    means=Text(
        vi="Một cột (phân tổ) của biểu, hoặc một cột của danh mục", en="A column of a form, or a field of a list"
    ),
    keys={
        "id": Key(means=ID, shape=Shape.IDENTIFIER, required=True),
        "title": Key(means=Text(vi="Nhãn in trên biểu", en="The printed label"), shape=Shape.TEXT, required=True),
        "kind": Key(
            means=Text(vi="Ô chứa gì", en="What a cell holds"), shape=Shape.WORD, required=True, words=KIND_NAMES
        ),
        "required": Key(means=Text(vi="Có bắt buộc điền không", en="Whether it must be filled in"), shape=Shape.FLAG),
        "computed": Key(means=COMPUTED, shape=Shape.EXPRESSION),
        "shares": Key(
            means=Text(
                vi="Mã của cột mà cột này dùng chung chỗ trên biểu",
                en="The column whose place on the sheet this one takes when both are there",
            ),
            shape=Shape.STRING,
        ),
        "periods": Key(
            means=Text(vi="Kỳ báo cáo có cột này", en="Kinds of period that have the column"),
            shape=Shape.WORDS,
            words=PERIODS,
        ),
        "choices": Key(
            means=Text(vi="Danh sách để chọn: mã và nhãn", en="The drop-down list: id and label"),
            shape=Shape.TEXTS,
            most=CHOICES,
            only=("choice",),
            needed_by=("choice",),
        ),
        "min": Key(
            means=Text(vi="Số nhỏ nhất, hoặc số ký tự ít nhất", en="The smallest number, or the fewest characters"),
            shape=Shape.NUMBER,
        ),
        "max": Key(
            means=Text(vi="Số lớn nhất, hoặc số ký tự nhiều nhất", en="The largest number, or the most characters"),
            shape=Shape.NUMBER,
        ),
        "many": Key(
            means=Text(vi="Cho phép nhiều mã đơn vị trong một ô", en="Several unit codes in a cell"),
            shape=Shape.FLAG,
            only=("unit",),
        ),
        "partial": Key(
            means=Text(vi="Cho phép chỉ ghi tháng hoặc năm", en="A month or a year will do"),
            shape=Shape.FLAG,
            only=("date",),
        ),
        "width": Key(
            means=Text(vi="Bề rộng cột, tính bằng ký tự", en="The width of the column in characters"),
            shape=Shape.WIDTH,
        ),
        "roll_up": Key(
            means=Text(vi="Số liệu lên cấp trên bằng cách nào", en="How the figure goes up a level"),
            shape=Shape.WORD,
            words=ROLL_UPS,
        ),
        "aliases": Key(means=ALIASES, shape=Shape.STRINGS, most=MOST_ALIASES),
        "scope": Key(
            means=Text(vi="Chỉ có trong loại báo cáo này", en="Stands only in returns of this scope"),
            shape=Shape.WORD,
            words=SCOPES,
        ),
    },
)
