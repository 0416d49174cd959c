"""Why an expression is refused: the words for it, and the place in its text."""

from __future__ import annotations

from typing import NoReturn

from sheetcheck.errors import SheetcheckError
from sheetcheck.text import Text

EMPTY = Text(vi="biểu thức để trống", en="the expression is empty")
LONG = Text(
    vi="biểu thức dài {length} ký tự, nhiều nhất là {limit}",
    en="the expression has {length} characters, at most {limit} are read",
)
DEEP = Text(vi="biểu thức lồng nhau quá nhiều lớp", en="the expression is nested too deeply")
SYNTAX = Text(vi="viết sai từ “{found}”", en="it goes wrong at “{found}”")
HABIT = Text(vi="thay cho “{found}” hãy viết {instead}", en="instead of “{found}” write {instead}")
UNCLOSED = Text(vi="“{found}” mở ra mà không đóng", en="“{found}” is opened and not closed")
UNOPENED = Text(vi="“{found}” đóng mà không mở", en="“{found}” closes nothing")
UNFINISHED = Text(vi="sau “{found}” còn thiếu", en="something is missing after “{found}”")
QUERY = Text(vi="không dùng được câu truy vấn “{found}”", en="there are no queries (“{found}”)")
ACCENTS = Text(
    vi="“{found}” không phải là tên: tên là mã viết không dấu (schema show in các tên), chữ thì đặt trong dấu nháy đơn",
    en="“{found}” is no name: names are ids without diacritics (schema show prints them), texts take single quotes",
)
NOTHING = Text(
    vi="ô trống không phải là chữ “”: viết “is null” (để trống) hoặc “is not null” (có ghi)",
    en="a blank cell is not the text “”: write “is null” or “is not null”",
)
CHAIN = Text(
    vi="mỗi lần chỉ so sánh hai vế; hãy viết “{left} and {again} …”",
    en="two sides are compared at a time; write “{left} and {again} …”",
)
REFUSED = Text(vi="không được dùng “{found}”", en="“{found}” may not be used in it")
FUNCTION = Text(vi="không có hàm “{found}”, chỉ có: {known}", en="no function “{found}”, only: {known}")
QUOTED = Text(
    vi="“{found}” đặt trong dấu nháy kép: tên viết không có dấu nháy, chuỗi đặt trong dấu nháy đơn",
    en="“{found}” stands in double quotes: names take no quotes, texts take single ones",
)
SPECIAL = Text(vi="không có tên “{found}”, chỉ có: {known}", en="no name “{found}”, only: {known}")
CONDITION = Text(vi="“{found}” phải là một điều kiện", en="“{found}” must be a condition")
NUMBER = Text(vi="“{found}” phải là một số", en="“{found}” must be a number")
TEXT = Text(vi="“{found}” phải là văn bản", en="“{found}” must be text")
VALUE = Text(vi="“{found}” phải là số hoặc văn bản", en="“{found}” must be a number or text")
ALIKE = Text(vi="không so sánh được “{left}” với “{right}”", en="“{left}” cannot be compared with “{right}”")
NULL = Text(vi="so sánh với null phải viết “is null”", en="a comparison with null is written “is null”")
LIST = Text(
    vi="danh sách sau “in” chỉ gồm các số, hoặc chữ trong dấu nháy đơn",
    en="the list after “in” takes constants only: numbers, or texts in single quotes",
)
DECIMALS = Text(
    vi="số chữ số làm tròn phải là số nguyên từ -9 đến 9",
    en="the number of decimals must be a whole number from -9 to 9",
)
RULES_ONLY = Text(
    vi="“{found}” gộp nhiều dòng của một danh mục, chỉ dùng được trong quy tắc",
    en="“{found}” takes many records together, which only a rule may do",
)
NESTED = Text(
    vi="không đặt phép gộp “{found}” bên trong một phép gộp khác",
    en="the aggregate “{found}” may not stand inside another one",
)
FILTER = Text(
    vi="“filter (where …)” chỉ đi ngay sau sum, count, min, max; ở đây đi sau “{found}”",
    en="“filter (where …)” follows sum, count, min or max only; here it follows “{found}”",
)
ONE_FIELD = Text(
    vi="“{found}” gộp đúng một giá trị của mỗi dòng; chỉ riêng count viết được count(*) và count(distinct …)",
    en="“{found}” takes exactly one value of each record; count alone may be count(*) and count(distinct …)",
)
NO_FIELD = Text(
    vi="“{found}” không có trường nào của danh mục, nên dòng nào cũng như nhau",
    en="“{found}” has no field of a list, so it is the same for every record",
)
FIELD = Text(
    vi="“{found}” là một ô của biểu số liệu; trong phép gộp chỉ viết tên trường của danh mục: trường hoặc biểu.trường",
    en="“{found}” is one cell of a form; an aggregate takes fields of a list, written field or form.field",
)
ONE_LIST = Text(
    vi="một phép gộp chỉ lấy các dòng của một danh mục, ở đây có: {found}",
    en="an aggregate takes the records of one list, here there are: {found}",
)
BESIDE = Text(
    vi="“{found}” đứng ngoài phép gộp, không rõ của dòng nào; hãy viết chỉ tiêu.cột hoặc đưa vào “filter (where …)”",
    en="“{found}” stands outside the aggregates, of no certain record; write row.column, or put it into a filter",
)
OTHERS_IN_RULES = Text(
    vi="“{found}” là số liệu của báo cáo khác, chỉ dùng được trong quy tắc",
    en="“{found}” is a figure of another return, which only a rule may use",
)
OUTSIDE = Text(
    vi="“{found}” là ô của nhiều đơn vị; hãy đặt vào sum(…), count(…), min(…) hoặc max(…)",
    en="“{found}” is a cell of many units: put it into sum(…), count(…), min(…) or max(…)",
)
INSIDE = Text(
    vi="“{found}” là ô của một báo cáo khác, không gộp được; phép gộp lấy các dòng của danh mục hoặc children.…",
    en="“{found}” is a cell of one other return: an aggregate takes the records of a list, or children.…",
)
INSIDE_CHILDREN = Text(
    vi="trong phép gộp các đơn vị cấp dưới, “{found}” cũng phải viết là children.{found}",
    en="in an aggregate over the units below, “{found}” must be written children.{found} too",
)
NO_PATTERN = Text(
    vi="mẫu phải là chữ trong dấu nháy đơn, ở đây là “{found}”",
    en="a pattern is a text in single quotes, here it is “{found}”",
)
PATTERN = Text(
    vi="mẫu {found} viết sai từ “{wrong}”: dấu ngoặc, dấu \\ muốn hiểu là chính nó thì viết \\ ở trước, số lần lặp "
    "viết đủ hai đầu như {times}; biểu thức chính quy ở đây không có nhìn trước, nhìn sau, gọi lại nhóm",
    en="the pattern {found} cannot be read from “{wrong}”: write \\ before a bracket or \\ that stands for itself, and "
    "both ends of a repetition, such as {times}; regular expressions here neither look around nor refer back to groups",
)


class ExpressionError(SheetcheckError):
    """An expression that cannot be used: `start` is where in its `text` it goes wrong, `position` (line, column)."""

    def __init__(self, message: Text, *, text: str, start: int, **params: object) -> None:
        self.text = text
        self.start = start
        super().__init__(message, **params)

    @property
    def position(self) -> tuple[int, int]:
        """Line and column in the text, from 1."""
        begins = self.text.rfind("\n", 0, self.start) + 1
        return self.text.count("\n", 0, self.start) + 1, self.start - begins + 1


def refuse(text: str, start: int, message: Text, **params: object) -> NoReturn:
    raise ExpressionError(message, text=text, start=start, **params)
