"""What authors bring along from Excel, from programs and from paper, and how this language writes it."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from sheetcheck.text import Text


class Habit(NamedTuple):
    """Something of another language: where it stands, what it is, and what to write instead."""

    start: int
    found: str
    instead: Text


def _same(instead: str) -> Text:
    return Text(vi=f"“{instead}”", en=f"“{instead}”")


_WHEN: Final = Text(
    vi="“case when điều kiện then giá trị else giá trị khác end”; “nếu a thì b” viết “not (a) or b”",
    en="“case when condition then value else other value end”; “if a then b” is written “not (a) or b”",
)
_PATTERN: Final = Text(vi="“regexp_like(tên, 'biểu thức chính quy')”", en="“regexp_like(name, 'regular expression')”")
_SUMS: Final = Text(
    vi="“a + b” để cộng các ô; sum(…) chỉ cộng một trường của các dòng trong danh mục",
    en="“a + b” for cells; sum(…) adds one field over the records of a list",
)
_IN_A_LIST: Final = Text(
    vi="“count(*) filter (where điều kiện)” hoặc “sum(trường) filter (where điều kiện)”",
    en="“count(*) filter (where condition)” or “sum(field) filter (where condition)”",
)
_CELL: Final = Text(
    vi="tên, không phải địa chỉ ô: “chỉ tiêu.cột”, hoặc “cột” của cùng dòng (schema show in các tên)",
    en="names, not addresses of cells: “row.column”, or “column” of the same row (schema show prints the names)",
)
_DAY: Final = Text(
    vi="năm-tháng-ngày trong dấu nháy đơn, như '2024-01-31'", en="year-month-day in single quotes, as in '2024-01-31'"
)
_QUOTES: Final = Text(vi="dấu nháy đơn thẳng: 'chữ'", en="straight single quotes: 'text'")
_PERCENT: Final = Text(
    vi="số thập phân: 5% là 0.05; “phần trăm của” là “* 100”", en="a decimal: 5% is 0.05; “percent of” is “* 100”"
)
_POINT: Final = Text(vi="dấu chấm thập phân, như 0.5", en="a decimal point, as in 0.5")
_PLAIN: Final = Text(
    vi="số không có dấu ngăn hàng nghìn, như 1000; dấu chấm là dấu thập phân",
    en="a number without separators, such as 1000; the point begins the decimals",
)
_BARE: Final = Text(vi="tên không có ngoặc nhọn: female", en="the name without braces: female")
_ROUND: Final = Text(vi="ngoặc tròn: in (1, 2)", en="round brackets: in (1, 2)")
_NULL: Final = Text(vi="“is null” (để trống) hoặc “is not null” (có ghi)", en="“is null” or “is not null”")
_TOGETHER: Final = Text(
    vi="“,” giữa các giá trị, “and” giữa các điều kiện", en="“,” between values, “and” between conditions"
)
_EACH: Final = Text(
    vi="tên vòng lặp có trong each, như each: {c: [a, b]}", en="a loop of each, as in each: {c: [a, b]}"
)
_BETWEEN: Final = _same("between 1 and 5")
_REMARK: Final = Text(vi="ghi chú ở sau dấu #, bên ngoài dấu nháy", en="remarks after a #, outside the quotes")
_FORM: Final = Text(vi="mã của biểu: bdg_01.chỉ tiêu.cột", en="the id of the form: bdg_01.row.column")
_NO_SIGN: Final = Text(vi="biểu thức không có dấu = ở đầu", en="the expression without the = before it")
_FILTER: Final = Text(
    vi="“sum(trường) filter (where điều kiện)”, có ngoặc quanh where",
    en="“sum(field) filter (where condition)”, with brackets around where",
)
_ALL: Final = Text(vi="“a and b”, “a or b”, từ nối đứng giữa", en="“a and b”, “a or b”, the word in between")
_TIMES: Final = Text(vi="“a * a”", en="“a * a”")
_SHARE: Final = Text(vi="“(a + b) / 2”", en="“(a + b) / 2”")
_END: Final = Text(vi="“period.start” hoặc “period.end”", en="“period.start” or “period.end”")

_OPERAND: Final = r"(?:^|[(,=<>]|\b(?:and|or|not|when|then|else))\s*"
_HABITS: Final = tuple(
    (re.compile(pattern, re.IGNORECASE if pattern.islower() else 0), instead)
    for pattern, instead in (
        (r"^\s*=(?!=)", _NO_SIGN),
        (r"(?<=[\w)])\s+where\b", _FILTER),
        (r"==+", _same("=")),
        (r"=>|≥", _same(">=")),
        (r"=<|≤", _same("<=")),
        (r"!=|≠|><", _same("<>")),
        (r"&&?", _same("and")),
        (r"\|\|?", _same("or")),
        (r"!(?!=)", _same("not")),
        (r"×", _same("*")),
        (r"÷", _same("/")),
        (r"[−–—]", _same("-")),
        (r"\*\*|\^", _TIMES),
        (r"[“”„‘’«»]", _QUOTES),
        (r"%", _PERCENT),
        (r";", _TOGETHER),
        (r"[{}]", _BARE),
        (r"(?<=\bin)\s*\[", _ROUND),
        (r"(?<=\bin)\s+[\w'][^\s)]*", _ROUND),
        (r"\[\w*\]", _EACH),
        (r"\bbetween\s+[^\s(),]+\s*,", _BETWEEN),
        (r"//|/\*|--|#", _REMARK),
        (r"(?<![\w.])\d{1,2}\.[a-z]\w*\.[a-z]\w*", _FORM),
        (r"(?<![\w./])\d{1,2}/\d{1,2}/\d{4}(?![\w./])", _DAY),
        (r"(?<![\w.-])\d{4}-\d{1,2}-\d{1,2}(?![\w.-])", _DAY),
        (r"(?<![\w.])[1-9]\d{0,2}(?:\.\d\d0|(?:\.\d{3}){2,})(?![\w.])", _PLAIN),
        (r"(?<![\w.$])\$?[A-Z]{1,3}\$?[1-9]\d{0,4}(?![\w.(])", _CELL),
        (r"(?<![\w.])first[- ]half\b", _same("first_half")),
        (r"(?<![\w.])if(?!\w)", _WHEN),
        (_OPERAND + r"(?:and|or|xor)\s*\(", _ALL),
        (r"(?<![\w.])(?:ifs|iif|iff|switch|choose)\s*\(", _WHEN),
        (r"(?<![\w.])(?:countifs?|sumifs?|averageifs?|counta|countblank|sumproduct)\s*\(", _IN_A_LIST),
        (r"(?<![\w.])(?:average|avg|mean|median)\s*\(", _SHARE),
        (r"(?<![\w.])(?:isblank|isnull|isnumber|isempty)\s*\(", _NULL),
        (r"(?<![\w.])(?:ifnull|nvl|iferror|ifna|n)\s*\(", _same("coalesce(a, 0)")),
        (r"(?<![\w.])(?:len|char_length)\s*\(", _same("length(a)")),
        (r"(?<![\w.])(?:today|now|current_date|date|year|month)\s*\(", _END),
        (r"(?<![\w.])(?:not\s+)?(?:like|ilike|rlike|similar\s+to)(?=\s*[('])", _PATTERN),
        (r"(?<![\w.])(?:left|right|mid|substr|substring|search|find)\s*\(", _PATTERN),
        (r"\bis\s+(?:not\s+)?(?:blank|empty|none)\b", _NULL),
        (r"(?<![\w.])(?:và|hoặc|không phải|không)(?!\w)", Text(vi="“and”, “or”, “not”", en="“and”, “or”, “not”")),
    )
)  # fmt: skip
_GIVEN_MORE: Final = re.compile(r"(?<![\w.])(sum|min|max)\s*\(", re.IGNORECASE)
_MORE: Final = {"sum": _SUMS, "min": _same("least(a, b)"), "max": _same("greatest(a, b)")}
_COMMA: Final = re.compile(r"(?<![\w.,])\d+,\d+(?![\w.,])")
_CALLED: Final = re.compile(r"\w\s*$")


def masked(text: str) -> str:
    """The text with blanks for what stands in single quotes, so that no sign is looked for in there."""
    return re.sub(r"'(?:[^']|'')*(?:'|$)", lambda found: "'" + " " * (len(found.group()) - 2) + "'", text)


def habit(text: str) -> Habit | None:
    """The first thing in a text that belongs to another language."""
    plain = masked(text)
    found = [_stripped(one, instead) for pattern, instead in _HABITS if (one := pattern.search(plain))]
    found += [Habit(one.start(), one.group(), _POINT) for one in _COMMA.finditer(plain) if not _is_listed(plain, one)]
    for one in _GIVEN_MORE.finditer(plain):
        if _is_given_more(plain, one.end()):
            found.append(Habit(one.start(), one.group().rstrip(" ("), _MORE[one.group(1).lower()]))
    return min(found, default=None, key=lambda one: one.start)


def _stripped(match: re.Match[str], instead: Text) -> Habit:
    """Without what only shows that it is one: an opening bracket, what stands before a word."""
    found = match.group()
    if len(found) > 1 and found.rstrip().endswith("("):
        found = found.rstrip("( \n")
        word = re.search(r"\w+$", found)
        start = word.start() if word else 0
        return Habit(match.start() + start, found[start:], instead)
    return Habit(match.start() + len(found) - len(found.lstrip()), found.strip(), instead)


def _is_listed(text: str, match: re.Match[str]) -> bool:
    """Whether a comma may part two values: within the brackets of a function or of `in`."""
    depth = 0
    for place in range(match.start() - 1, -1, -1):
        depth += (text[place] == ")") - (text[place] == "(")
        if depth < 0:
            before = text[:place].rstrip()
            return bool(_CALLED.search(before)) and not re.search(r"\b(?:and|or|not|when|then|else)$", before)
    return False


def _is_given_more(text: str, start: int) -> bool:
    """Whether a comma stands in the bracket that is open at this place, not in one within it."""
    depth = 0
    for letter in text[start:]:
        depth += (letter == "(") - (letter == ")")
        if depth < 0:
            return False
        if depth == 0 and letter == ",":
            return True
    return False
