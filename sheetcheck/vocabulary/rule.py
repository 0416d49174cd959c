"""A rule: of a form, or of every matrix form."""

from __future__ import annotations

from typing import Final

from sheetcheck.capacity import ROWS, TURNS
from sheetcheck.rules import TYPES, RuleType
from sheetcheck.text import Text
from sheetcheck.vocabulary import Key, Shape, Vocabulary
from sheetcheck.vocabulary._words import LEVELS, MISSING, NATURES, PERIODS, SCOPES, SEVERITIES


def _parameters(one: RuleType) -> Vocabulary:
    """What a type of rule is given."""
    keys = {
        name: Key(means=said.means, shape=said.shape, required=said.required) for name, said in one.parameters.items()
    }
    return Vocabulary(name=one.name, means=one.means, keys=keys, some_of=one.some_of)


RULE: Final = Vocabulary(
    name="rule",
    means=Text(vi="Một quy tắc: điều phải đúng giữa các ô", en="A rule: what must hold between cells"),
    keys={
        "id": Key(
            means=Text(vi="Tên trong tài liệu nghiệp vụ", en="The rule's name in the domain's papers"),
            shape=Shape.STRING,
            required=True,
        ),
        "code": Key(
            means=Text(
                vi="Mã trong báo cáo lỗi, không bao giờ dùng lại", en="The code in reports of faults, never used again"
            ),
            shape=Shape.CODE,
            required=True,
        ),
        "severity": Key(
            means=Text(vi="Sai thì sao", en="What a fault means"), shape=Shape.WORD, required=True, words=SEVERITIES
        ),
        "check": Key(
            means=Text(
                vi="Điều kiện phải đúng; hoặc thay bằng một loại quy tắc, như sum_of",
                en="The condition that must hold; or instead a type of rule, such as sum_of",
            ),
            shape=Shape.EXPRESSION,
        ),
        **{one.name: Key(means=one.means, shape=Shape.PART, members=_parameters(one)) for one in TYPES.values()},
        "message": Key(
            means=Text(
                vi="Câu nói điều sai; {left}, {right}, {tên} là số liệu",
                en="Says the fault; {left}, {right}, {name} are figures",
            ),
            shape=Shape.TEXT,
            needed_with="check",
        ),
        "help": Key(means=Text(vi="Câu chỉ cách sửa", en="Says what to do"), shape=Shape.TEXT, needed_with="check"),
        "each": Key(
            means=Text(
                vi="Lặp quy tắc: {c: [a, b]} thay [c] lần lượt bằng a, b",
                en="Repeats the rule: {c: [a, b]} puts a, then b, for [c]",
            ),
            shape=Shape.LOOPS,
            most=TURNS,
        ),
        "rows": Key(
            means=Text(vi="Chỉ kiểm tra các dòng này", en="Checked on these rows only"),
            shape=Shape.STRINGS,
            most=ROWS,
        ),
        "per": Key(
            means=Text(
                vi="Xét từng nhóm dòng của danh mục có cùng giá trị ở các trường này",
                en="Checked on each group of a list's records that say the same in these fields",
            ),
            shape=Shape.STRINGS,
        ),
        "natures": Key(
            means=Text(vi="Chỉ kiểm tra các dòng có tính chất này", en="Checked on rows of this nature only"),
            shape=Shape.WORDS,
            words=NATURES,
        ),
        "scope": Key(
            means=Text(vi="Chỉ kiểm tra loại báo cáo này", en="Checked in returns of this scope only"),
            shape=Shape.WORD,
            words=SCOPES,
        ),
        "levels": Key(
            means=Text(vi="Chỉ kiểm tra các cấp này", en="Checked at these levels only"),
            shape=Shape.WORDS,
            words=LEVELS,
        ),
        "periods": Key(
            means=Text(vi="Chỉ kiểm tra các kỳ này", en="Checked in these kinds of period only"),
            shape=Shape.WORDS,
            words=PERIODS,
        ),
        "since": Key(
            means=Text(vi="Chỉ kiểm tra từ kỳ này trở đi", en="Checked from this period on"), shape=Shape.PERIOD
        ),
        "until": Key(
            means=Text(vi="Chỉ kiểm tra đến hết kỳ này", en="Checked until the end of this period"),
            shape=Shape.PERIOD,
        ),
        "trial": Key(
            means=Text(
                vi="true: đang thử, có báo nhưng không tính vào kết quả",
                en="true: on trial, told but not counted in any verdict",
            ),
            shape=Shape.FLAG,
        ),
        "fail_when": Key(
            means=Text(
                vi="Chỉ tính khi số dòng sai của một báo cáo vượt ngưỡng; dưới ngưỡng chỉ là thông tin",
                en="Counts only when more lines of a return break it; below, it is information",
            ),
            shape=Shape.THRESHOLD,
        ),
        "missing": Key(
            means=Text(vi="Ô trống được hiểu thế nào", en="What blank cells stand for"),
            shape=Shape.WORD,
            words=MISSING,
        ),
        "source": Key(means=Text(vi="Căn cứ", en="Where the rule comes from"), shape=Shape.STRING),
    },
    one_of=("check", *TYPES),
)
