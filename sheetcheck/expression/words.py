"""Writes an expression out again: as SQL, as a sentence in Vietnamese or English, as a printed formula."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from sheetcheck.expression.plainly import margin, plain
from sheetcheck.expression.tree import (
    AGGREGATES,
    ATOM,
    BINDING,
    COMPARISONS,
    Aggregate,
    Call,
    Expression,
    Literal,
    Name,
    Node,
    Ref,
    binding,
)
from sheetcheck.text import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """How one audience writes: signs between operands, patterns for all else."""

    signs: Mapping[str, str]
    patterns: Mapping[str, str]
    comma: str
    constants: Mapping[bool | None, str]
    branch: str
    otherwise: str
    case: str
    quote: Callable[[str], str]
    number: Callable[[float], str]


def _plain(value: float) -> str:
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


def _grouped(value: float) -> str:
    return f"{int(value):,}" if value == int(value) and abs(value) < 1e15 else f"{Decimal(repr(value)):,f}"


_SQL_SIGNS: Final = {sign: f" {sign} " for sign in (*COMPARISONS, "+", "-", "*", "/", "and", "or")}
_PRINTED_SIGNS: Final = {"<=": "≤", ">=": "≥", "<>": "≠", "*": "×", "-": "-"}
_SIGNS: Final = {sign: f" {_PRINTED_SIGNS.get(sign, sign)} " for sign in _SQL_SIGNS} | {"-": " − "}

_SQL_FUNCTIONS: Final = ("abs", "round", "least", "greatest", "coalesce", "length", "last_place")

_SQL = _Words(
    signs=_SQL_SIGNS,
    patterns={
        "neg": "-{0}",
        "not": "not {0}",
        "is null": "{0} is null",
        "in": "{0} in ({rest})",
        "between": "{0} between {1} and {2}",
        "regexp_like": "regexp_like({all})",
        "count *": "count(*)",
        "count distinct": "count(distinct {0})",
        "filter": "{0} filter (where {1})",
        "filter count": "{0} filter (where {1})",
    }
    | {name: name + "({0})" for name in sorted(AGGREGATES)}
    | {name: name + "({all})" for name in ("abs", "round", "least", "greatest", "coalesce", "length", "last_place")},
    comma=", ",
    constants={True: "true", False: "false", None: "null"},
    branch="when {0} then {1}",
    otherwise=" else {0}",
    case="case {0}{1} end",
    quote=lambda value: "'" + value.replace("'", "''") + "'",
    number=_plain,
)
_VI = _Words(
    signs=_SIGNS | {"and": " và ", "or": " hoặc "},
    patterns={
        "neg": "−{0}",
        "not": "không phải {0}",
        "if": "nếu {0} thì {1}",
        "is null": "{0} để trống",
        "not is null": "{0} có ghi",
        "in": "{0} là một trong các giá trị {rest}",
        "not in": "{0} không thuộc các giá trị {rest}",
        "between": "{0} từ {1} đến {2}",
        "not between": "{0} ngoài khoảng từ {1} đến {2}",
        "regexp_like": "{0} viết đúng mẫu {1}",
        "abs": "|{0}|",
        "round": "làm tròn({all})",
        "least": "số nhỏ nhất trong ({all})",
        "greatest": "số lớn nhất trong ({all})",
        "coalesce": "{0} (để trống thì lấy {rest})",
        "length": "số ký tự của {0}",
        "last_place": "một đơn vị ở chữ số cuối của {0}",
        "within": "{0} = {1}, chênh không quá {2}",
        "nearer": "{0} = {1}, chênh dưới {2}",
        "sum": "(tổng {0})",
        "min": "(giá trị nhỏ nhất của {0})",
        "max": "(giá trị lớn nhất của {0})",
        "count": "(số dòng có ghi {0})",
        "count *": "(số dòng)",
        "count distinct": "(số giá trị khác nhau của {0})",
        "filter": "({0} ở các dòng mà {1})",
        "filter count": "({0} mà {1})",
    },
    comma="; ",
    constants={True: "đúng", False: "sai", None: "để trống"},
    branch="nếu {0} thì {1}",
    otherwise=", còn lại {0}",
    case="({0}{1})",
    quote=lambda value: f"“{value}”",
    number=lambda value: _grouped(value).translate(str.maketrans(",.-", ".,−")),
)
_EN = _Words(
    signs=_SIGNS,
    patterns={
        "neg": "−{0}",
        "not": "not {0}",
        "if": "if {0} then {1}",
        "is null": "{0} is blank",
        "not is null": "{0} is filled in",
        "in": "{0} is one of {rest}",
        "not in": "{0} is none of {rest}",
        "between": "{0} is between {1} and {2}",
        "not between": "{0} is not between {1} and {2}",
        "regexp_like": "{0} has the pattern {1}",
        "abs": "|{0}|",
        "round": "round({all})",
        "least": "the least of ({all})",
        "greatest": "the greatest of ({all})",
        "coalesce": "{0} (if blank, {rest})",
        "length": "the length of {0}",
        "last_place": "one unit in the last digit of {0}",
        "within": "{0} = {1}, give or take {2}",
        "nearer": "{0} = {1}, off by less than {2}",
        "sum": "(the sum of {0})",
        "min": "(the least {0})",
        "max": "(the greatest {0})",
        "count": "(the number of lines with {0})",
        "count *": "(the number of lines)",
        "count distinct": "(the number of different {0})",
        "filter": "({0} over the lines where {1})",
        "filter count": "({0} where {1})",
    },
    comma="; ",
    constants={True: "true", False: "false", None: "blank"},
    branch="if {0} then {1}",
    otherwise=", otherwise {0}",
    case="({0}{1})",
    quote=lambda value: f"“{value}”",
    number=lambda value: _grouped(value).replace("-", "−"),
)
_PRINTED = _Words(
    signs={sign: _PRINTED_SIGNS.get(sign, sign) for sign in _SQL_SIGNS} | {"and": " và ", "or": " hoặc "},
    patterns={**_VI.patterns, "neg": "-{0}"},
    comma=";",
    constants=_VI.constants,
    branch=_VI.branch,
    otherwise=_VI.otherwise,
    case=_VI.case,
    quote=_VI.quote,
    number=lambda value: _plain(value).replace(".", ","),
)


def written(node: Node) -> str:
    """A piece as SQL, which `parse` reads again as the same piece."""
    return _write(node, _SQL, lambda name: name.written)


def describe(expression: Expression, label: Callable[[Name], str], *, language: Language = "vi") -> str:
    """A sentence for people: “[Trong đó: nữ] ≤ [Tổng số]”. `label` gives the words without the brackets."""
    words = _VI if language == "vi" else _EN

    def bracketed(name: Name) -> str:
        return f"[{label(name)}]"

    granted = margin(expression.node)
    if granted is None:
        return _write(plain(expression.node), words, bracketed)
    sides = (_inside(side, BINDING["+"], words, bracketed) for side in (granted.left, granted.right))
    pattern = words.patterns["nearer" if granted.strict else "within"]
    return pattern.format(*sides, _write(granted.most, words, bracketed))


def numbered(expression: Expression, number: Callable[[Name], str]) -> str:
    """The formula under a printed column code: `2/1×100`."""
    return _write(expression.node, _PRINTED, number)


def _write(node: Node, words: _Words, label: Callable[[Name], str]) -> str:
    match node:
        case Literal(str(value)):
            return words.quote(value)
        case Literal(float(value)):
            return words.number(value)
        case Literal(value):
            return words.constants[None if value is None else bool(value)]
        case Ref(name):
            return label(name)
        case Aggregate():
            return _write_aggregate(node, words, label)
    if node.operation == "case":
        return _write_case(node, words, label)
    if node.operation in words.signs:
        return _write_between(node, words, label)
    return _write_pattern(node, words, label)


def _write_between(node: Call, words: _Words, label: Callable[[Name], str]) -> str:
    """Two operands and their sign, with the parentheses that the meaning needs and no others."""
    left, right = node.args
    if node.operation == "or" and "if" in words.patterns and _is_not(left):
        assert isinstance(left, Call)
        return words.patterns["if"].format(_inside(left.args[0], 1, words, label), _inside(right, 1, words, label))
    own = BINDING[node.operation]
    loose = own + 1 if node.operation in COMPARISONS else own
    tight = own if node.operation in ("and", "or") else own + 1
    return words.signs[node.operation].join((_inside(left, loose, words, label), _inside(right, tight, words, label)))


def _write_pattern(node: Call, words: _Words, label: Callable[[Name], str]) -> str:
    operation, args = node.operation, node.args
    inner = args[0]
    if operation == "not" and isinstance(inner, Call) and f"not {inner.operation}" in words.patterns:
        operation, args = f"not {inner.operation}", inner.args
    pattern = words.patterns[operation]
    enclosed = "({all})" in pattern or pattern.startswith("|")
    need = 0 if enclosed else ATOM if operation == "coalesce" else BINDING.get(operation.removeprefix("not "), 5) + 1
    pieces = [_inside(piece, need, words, label) for piece in args]
    return pattern.format(*pieces, all=words.comma.join(pieces), rest=words.comma.join(pieces[1:]))


def _write_case(node: Call, words: _Words, label: Callable[[Name], str]) -> str:
    *pieces, otherwise = node.args
    written_pieces = [_inside(piece, 0, words, label) for piece in pieces]
    pairs = zip(written_pieces[::2], written_pieces[1::2], strict=True)
    joint = " " if words is _SQL else words.comma
    branches = joint.join(words.branch.format(condition, value) for condition, value in pairs)
    last = "" if otherwise == Literal(None) else words.otherwise.format(_inside(otherwise, 0, words, label))
    return words.case.format(branches, last)


def _write_aggregate(node: Aggregate, words: _Words, label: Callable[[Name], str]) -> str:
    star = " *" if node.argument is None else " distinct" if node.distinct else ""
    argument = "" if node.argument is None else _inside(node.argument, 0, words, label)
    text = words.patterns[node.function + star].format(argument)
    if node.condition is None:
        return text
    bare = text if words is _SQL else text[1:-1]
    pattern = words.patterns["filter count" if node.function == "count" and not node.distinct else "filter"]
    return pattern.format(bare, _inside(node.condition, 0, words, label))


def _is_not(node: Node) -> bool:
    return isinstance(node, Call) and node.operation == "not"


def _inside(node: Node, need: int, words: _Words, label: Callable[[Name], str]) -> str:
    inner = _write(node, words, label)
    return f"({inner})" if binding(node) < need else inner
