"""A form: one file under `forms/`."""

from __future__ import annotations

from typing import Final

from sheetcheck.capacity import EDITIONS, FIELDS, RECORDS, ROWS, RULES, SETS
from sheetcheck.text import Text
from sheetcheck.vocabulary import Key, Shape, Vocabulary
from sheetcheck.vocabulary._words import FORM_KINDS, ID, LEVELS, PERIODS, SCOPES
from sheetcheck.vocabulary.column import COLUMN
from sheetcheck.vocabulary.restated import RESTATED
from sheetcheck.vocabulary.row import ROW
from sheetcheck.vocabulary.rule import RULE

FORM: Final = Vocabulary(
    name="form",
    means=Text(vi="Một biểu của danh mục", en="A form of the catalogue"),
    files="forms/*.yaml",
    keys={
        "form": Key(means=ID, shape=Shape.IDENTIFIER, required=True),
        "number": Key(
            means=Text(vi="Số của biểu, cũng là tên trang tính", en="The form's number, which names its sheet"),
            shape=Shape.STRING,
            required=True,
        ),
        "version": Key(
            means=Text(vi="Lần ban hành biểu", en="Which edition of the form"),
            shape=Shape.WHOLE,
            required=True,
            most=EDITIONS,
        ),
        "code": Key(
            means=Text(vi="Ký hiệu biểu in ở mỗi cấp", en="The form's printed code at each level"),
            shape=Shape.PRINTED,
            required=True,
            words=LEVELS,
        ),
        "title": Key(means=Text(vi="Tên biểu", en="The form's title"), shape=Shape.TEXT, required=True),
        "periods": Key(
            means=Text(vi="Kỳ báo cáo có biểu này", en="Kinds of period that have the form"),
            shape=Shape.WORDS,
            required=True,
            words=PERIODS,
        ),
        "on_change": Key(
            means=Text(
                vi="Kỳ chỉ điền khi có thay đổi", en="Kinds of period in which it is filled only after a change"
            ),
            shape=Shape.WORDS,
            words=PERIODS,
        ),
        "kind": Key(
            means=Text(vi="Loại biểu", en="The kind of form"), shape=Shape.WORD, required=True, words=FORM_KINDS
        ),
        "sensitive": Key(
            means=Text(vi="Số liệu nhạy cảm, không ghi tên người", en="Sensitive figures: nobody is named"),
            shape=Shape.FLAG,
        ),
        "scope": Key(
            means=Text(vi="Chỉ có trong loại báo cáo này", en="Only in returns of this scope"),
            shape=Shape.WORD,
            words=SCOPES,
        ),
        "since": Key(
            means=Text(vi="Chỉ có từ kỳ này trở đi", en="Only in returns from this period on"), shape=Shape.PERIOD
        ),
        "columns": Key(
            means=Text(
                vi="Các bộ cột của biểu, theo thứ tự in", en="The sets of columns of the form, in printing order"
            ),
            shape=Shape.STRINGS,
            most=SETS,
            only=("matrix",),
            needed_by=("matrix",),
        ),
        "note": Key(means=Text(vi="Lời dặn in dưới tên biểu", en="What is printed under the title"), shape=Shape.TEXT),
        "rows": Key(
            means=Text(vi="Các dòng (chỉ tiêu)", en="The rows (indicators)"),
            shape=Shape.MEMBERS,
            most=ROWS,
            members=ROW,
            only=("matrix",),
            needed_by=("matrix",),
            instead="rows_of",
        ),
        "rows_of": Key(
            means=Text(vi="Các dòng lấy từ tệp khác", en="Rows made from another file"),
            shape=Shape.WORD,
            words={
                "targets": Text(
                    vi="Mỗi chỉ tiêu trong targets.yaml một dòng", en="A row for each target in targets.yaml"
                )
            },
            only=("matrix",),
        ),
        "zero_row": Key(
            means=Text(
                vi="Mã dòng mà số 1 nghĩa là không phát sinh: ô trống của biểu khi đó là 0",
                en="The row whose 1 says that nothing happened: blank cells of the form are then zeros",
            ),
            shape=Shape.STRING,
            only=("matrix",),
        ),
        "fields": Key(
            means=Text(vi="Các cột của danh mục", en="The columns of the register"),
            shape=Shape.MEMBERS,
            most=FIELDS,
            members=COLUMN,
            only=("list",),
            needed_by=("list",),
        ),
        "records": Key(
            means=Text(vi="Số dòng trống để điền", en="How many lines there are to fill in"),
            shape=Shape.WHOLE,
            most=RECORDS,
            only=("list",),
            needed_by=("list",),
        ),
        "restated": Key(
            means=Text(
                vi="Các cột tự tính được tính lại và so với số đã ghi", en="Computed columns that are computed again"
            ),
            shape=Shape.MEMBERS,
            most=FIELDS,
            members=RESTATED,
            only=("matrix",),
        ),
        "rules": Key(
            means=Text(vi="Các quy tắc của biểu", en="The rules of the form"),
            shape=Shape.MEMBERS,
            most=RULES,
            members=RULE,
            may_be_empty=True,
        ),
    },
)
