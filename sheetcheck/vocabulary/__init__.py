"""The keys of the definition files: what each means, and what may stand there. One module a kind of definition.

The reader (`definition`) and the JSON Schemas for editors (`json_schema`) both go by these tables, so that neither
allows what the other refuses. To add a key, add it to its table and read it in `definition`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from sheetcheck.rules import Says
from sheetcheck.text import Text

IDENTIFIER: Final = re.compile(r"[a-z][a-z0-9_]*")
RULE_CODE: Final = re.compile(r"[RXPU][0-9]{3}")
LONGEST_EXPRESSION: Final = 2_000
ALL: Final = "all"
"""Every unit, every period."""
THRESHOLD: Final = re.compile(r"(>=?) *([0-9]+(?:\.[0-9]+)?) *(%?)")
"""`> 5 %`, `>= 10`."""
LONGEST_ID: Final = 60
LONGEST_TEXT: Final = 1_000
"""Of any one text; for what is printed on a form `lint` and `review` have less."""
WIDEST: Final = 255
"""Characters that a column of a sheet can be wide."""


class Shape(StrEnum):
    """What may stand at a key."""

    IDENTIFIER = "identifier"
    CODE = "code"
    STRING = "string"
    STRINGS = "strings"
    EXPRESSION = "expression"
    COMPUTATION = "computation"
    LEVELS = "levels"
    TURNS = "turns"
    TEXT = "text"
    TEXTS = "texts"
    NUMBER = "number"
    WHOLE = "whole"
    WIDTH = "width"
    FLAG = "flag"
    WORD = "word"
    WORDS = "words"
    LOOPS = "loops"
    PRINTED = "printed"
    MEMBERS = "members"
    PERIOD = "period"
    THRESHOLD = "threshold"
    UNITS = "units"
    SPANS = "spans"
    DEADLINE = "deadline"
    PART = "part"
    GROUPS = "groups"


EXPECTED: Final[Mapping[Shape, Text]] = {
    Shape.IDENTIFIER: Text(
        vi="chữ thường không dấu, chữ số, dấu gạch dưới, ví dụ staff_total",
        en="small letters, digits and underscores, such as staff_total",
    ),
    Shape.CODE: Text(vi="R, X, P hoặc U và ba chữ số, ví dụ R301", en="R, X, P or U and three digits, such as R301"),
    Shape.STRING: Text(vi='chữ trong ngoặc kép, ví dụ "01"', en='text in quotes, such as "01"'),
    Shape.STRINGS: Text(
        vi='danh sách chữ trong ngoặc vuông, ví dụ ["a", "b"]', en='a list of texts, such as ["a", "b"]'
    ),
    Shape.EXPRESSION: Text(
        vi='biểu thức trong ngoặc kép, ví dụ "a <= b"', en='an expression in quotes, such as "a <= b"'
    ),
    Shape.COMPUTATION: Text(
        vi='biểu thức trong ngoặc kép, hoặc {mã cột: "biểu thức"}',
        en='an expression in quotes, or {column: "expression"}',
    ),
    Shape.LEVELS: Text(vi="{2025: số, 2030: số}", en="{2025: number, 2030: number}"),
    Shape.TURNS: Text(vi="một từ, hoặc {2025: từ, 2030: từ}", en="a word, or {2025: word, 2030: word}"),
    Shape.TEXT: Text(vi="{vi: …, en: …}", en="{vi: …, en: …}"),
    Shape.TEXTS: Text(vi="mã: {vi: …, en: …}, mỗi mục một dòng", en="id: {vi: …, en: …}, a line each"),
    Shape.NUMBER: Text(vi="một số, ví dụ 5 hoặc 0.5", en="a number, such as 5 or 0.5"),
    Shape.WHOLE: Text(vi="số nguyên từ 1 trở lên", en="a whole number from 1 up"),
    Shape.WIDTH: Text(vi="số lớn hơn 0, không quá 255", en="a number above 0, at most 255"),
    Shape.FLAG: Text(vi="true hoặc false", en="true or false"),
    Shape.WORD: Text(vi="một từ cho sẵn", en="one of the words given"),
    Shape.WORDS: Text(vi="danh sách trong ngoặc vuông, ví dụ [a, b]", en="a list, such as [a, b]"),
    Shape.LOOPS: Text(vi="{c: [a, b]}", en="{c: [a, b]}"),
    Shape.PRINTED: Text(vi='{commune: "01/BĐG-X", …}', en='{commune: "01/BĐG-X", …}'),
    Shape.MEMBERS: Text(
        vi="danh sách, mỗi mục bắt đầu bằng dấu gạch ngang", en="a list, each item beginning with a hyphen"
    ),
    Shape.PERIOD: Text(
        vi="một kỳ báo cáo: 2026-H1, 2026-H2, 2026 hoặc 2026-02-01..2026-06-30",
        en="a period: 2026-H1, 2026-H2, 2026 or 2026-02-01..2026-06-30",
    ),
    Shape.THRESHOLD: Text(
        vi='ngưỡng trong ngoặc kép, ví dụ "> 5 %" (phần trăm số dòng) hoặc "> 10" (số dòng)',
        en='a threshold in quotes, such as "> 5 %" (of the lines) or "> 10" (lines)',
    ),
    Shape.UNITS: Text(
        vi='mã đơn vị trong ngoặc kép, ví dụ "06331" hoặc ["06331", "06337"], hoặc all',
        en='codes of units in quotes, such as "06331" or ["06331", "06337"], or all',
    ),
    Shape.SPANS: Text(
        vi="kỳ báo cáo, ví dụ 2026-H1 hoặc [2026-H1, 2026-H2], hoặc all",
        en="periods, such as 2026-H1 or [2026-H1, 2026-H2], or all",
    ),
    Shape.DEADLINE: Text(
        vi="một ngày viết 2026-12-31, hoặc một kỳ báo cáo viết 2026-H2",
        en="a day such as 2026-12-31, or a period such as 2026-H2",
    ),
    Shape.PART: Text(
        vi="{tham số: giá trị, …}, hoặc mỗi tham số một dòng thụt vào dưới khóa này",
        en="{parameter: value, …}, or a parameter a line, indented below this key",
    ),
    Shape.GROUPS: Text(vi="tên bộ cột: danh sách cột", en="name of a set: list of columns"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A key of a definition. `words` are the words it takes, with what each means.

    `most` is the largest number, or how many members, texts, names or turns of a loop there may be (see `capacity`).
    `only` and `needed_by` are values of the definition's `kind`: with others the key has no effect, with those
    it is required. `instead` is another key that may stand in its place, `needed_with` one beside which it is required.
    """

    means: Text
    shape: Shape | Says
    required: bool = False
    most: int | None = None
    words: Mapping[str, Text] = field(default_factory=dict)
    members: Vocabulary | None = None
    only: tuple[str, ...] = ()
    needed_by: tuple[str, ...] = ()
    instead: str = ""
    needed_with: str = ""
    may_be_empty: bool = False
    """Of members: a list of none says that there are none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """What one definition may say: its keys in the order in which they are usually written.

    `files` is where whole documents of it stand, below `schemas/`; "" when it is part of another definition.
    Exactly one of the keys in `one_of` must be there, and at least one of those in `some_of`.
    """

    name: str
    means: Text
    keys: Mapping[str, Key]
    files: str = ""
    one_of: tuple[str, ...] = ()
    some_of: tuple[str, ...] = ()
