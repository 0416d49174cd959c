"""Reads an expression with sqlglot, token by token and then as a tree; alone imports sqlglot.

sqlglot costs 0.15 s to import, so it is imported when the first expression is read.
"""

from __future__ import annotations

import logging
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from sheetcheck.expression import refusal
from sheetcheck.expression.build import Builder
from sheetcheck.expression.habits import habit, masked
from sheetcheck.expression.refusal import ExpressionError
from sheetcheck.expression.tree import AGGREGATES, COMPARISONS, Call, Expression, Name, Node, aggregates_of, asked_of
from sheetcheck.expression.words import written

if TYPE_CHECKING:
    from sqlglot import expressions as exp
    from sqlglot.tokenizer_core import Token

MAX_LENGTH: Final = 2_000
# sqlglot needs some 16 frames of the stack for one parenthesis.
MAX_NESTING: Final = 24

_SIGNS = frozenset(["=", "<>", "<", "<=", ">", ">=", "+", "-", "*", "/", "(", ")", ",", "."])
_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_FUNCTIONS = frozenset(["coalesce", "abs", "round", "least", "greatest", "length", "regexp_like", "last_place"])
_BEFORE_PARENTHESIS = (
    frozenset(["and", "or", "not", "in", "between", "case", "when", "then", "else", "is"])
    | _FUNCTIONS
    | AGGREGATES
    | {"filter", "where", "distinct"}
)
_QUERIES = frozenset(["SELECT", "EXISTS", "WITH", "UNION", "INSERT", "DROP", "CREATE", "ALTER"])
_OURS = _BEFORE_PARENTHESIS | {"end", "null", "true", "false"}


@lru_cache(maxsize=4096)
def parse(text: str, *, lists: bool = False) -> Expression:
    """The expression that a text says, or an ExpressionError that says where it goes wrong.

    `lists` allows aggregates over the records of a list form: rules may have them, cells may not.
    """
    if not text.strip():
        refusal.refuse(text, 0, refusal.EMPTY)
    if len(text) > MAX_LENGTH:
        refusal.refuse(text, MAX_LENGTH, refusal.LONG, length=len(text), limit=MAX_LENGTH)
    if foreign := habit(text):
        refusal.refuse(text, foreign.start, refusal.HABIT, found=foreign.found, instead=foreign.instead)
    _balanced(text)
    return _hold(text, Builder(text, lists).whole(_syntax(text)))


def is_name(word: str) -> bool:
    """Whether a word can stand for a figure: SQL keeps some words (`end`, `case`, `between`) for itself."""
    from sqlglot.tokens import Tokenizer

    if not _WORD.fullmatch(word) or word.lower() in _OURS or habit(word):
        return False
    if word.upper() not in Tokenizer.KEYWORDS:
        return True
    try:
        return parse(word).names == (Name("", "", word),) and parse(f"{word}.{word}").names == (Name("", word, word),)
    except ExpressionError:
        return False


def _hold(text: str, node: Node) -> Expression:
    left = right = None
    if isinstance(node, Call) and node.operation in COMPARISONS:
        left, right = (_hold(written(side), side) for side in node.args)
    return Expression(
        text=text, node=node, names=asked_of(node), aggregates=aggregates_of(node), left=left, right=right
    )


def _balanced(text: str) -> None:
    """Refuses a quote that is not closed, and a bracket that is not or that closes nothing."""
    plain = masked(text)
    if plain.count("'") % 2:
        refusal.refuse(text, plain.rfind("'"), refusal.UNCLOSED, found="'")
    opened: list[int] = []
    for place, letter in enumerate(plain):
        if letter == "(":
            opened.append(place)
        elif letter == ")" and not opened:
            refusal.refuse(text, place, refusal.UNOPENED, found=letter)
        elif letter == ")":
            opened.pop()
    if opened:
        refusal.refuse(text, opened[-1], refusal.UNCLOSED, found="(")


def _syntax(text: str) -> exp.Expr:
    from sqlglot.dialects.dialect import Dialect
    from sqlglot.errors import ParseError, TokenError

    logging.getLogger("sqlglot").setLevel(logging.CRITICAL)  # it warns of a statement, which is refused in our words
    dialect = Dialect.get_or_raise(None)  # sqlglot's own SQL, a superset without a vendor's habits
    try:
        tokens = dialect.tokenize(text)
    except TokenError:  # only a text that is not closed: it says no place, but the last quote is it
        start = max(text.rfind("'"), text.rfind('"'), 0)
        refusal.refuse(text, start, refusal.SYNTAX, found=text[start : start + 20])
    if not tokens:
        refusal.refuse(text, 0, refusal.REFUSED, found=text.strip())
    _screen(text, tokens)
    try:
        trees = dialect.parser().parse(tokens, text)
    except RecursionError:
        refusal.refuse(text, 0, refusal.DEEP)
    except ParseError as error:
        detail = error.errors[0] if error.errors else {}
        found = str(detail.get("highlight") or text[-1])
        lines = text.splitlines(keepends=True)
        end = sum(map(len, lines[: int(detail.get("line") or 1) - 1])) + int(detail.get("col") or 1)
        start = max(end - len(found), 0)
        is_last = not text[start + len(found) :].strip()
        refusal.refuse(text, start, refusal.UNFINISHED if is_last and found != ")" else refusal.SYNTAX, found=found)
    if len(trees) != 1 or trees[0] is None:
        refusal.refuse(text, 0, refusal.EMPTY)
    return trees[0]


def _screen(text: str, tokens: list[Token]) -> None:
    """Refuses by token what has no business in an expression: it is where positions are exact."""
    nesting = 0
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        kind, word = token.token_type.name, token.text
        if token.comments:
            refusal.refuse(text, token.start, refusal.REFUSED, found="--")
        if kind in ("NUMBER", "STRING"):
            continue
        if kind == "IDENTIFIER":
            refusal.refuse(text, token.start, refusal.QUOTED, found=word)
        if word not in _SIGNS and not _WORD.fullmatch(word):
            is_word = word.replace("_", "a").isalnum() and not word[0].isdigit()
            refusal.refuse(text, token.start, refusal.ACCENTS if is_word else refusal.REFUSED, found=word)
        if kind in _QUERIES:
            refusal.refuse(text, token.start, refusal.QUERY, found=word)
        lowered = word.lower()
        nesting += (word == "(") + (lowered == "case") - (word == ")") - (kind == "END")
        if nesting > MAX_NESTING:
            refusal.refuse(text, token.start, refusal.DEEP)
        called = following is not None and following.text == "(" and following.token_type.name == "L_PAREN"
        if called and word not in _SIGNS and lowered not in _BEFORE_PARENTHESIS:
            refusal.refuse(text, token.start, refusal.FUNCTION, found=word, known=sorted(_FUNCTIONS | AGGREGATES))
