"""Patterns that grow when they are made ready: `(a{1000}){1000}` is a million letters, and no engine takes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sheetcheck.capacity import PATTERN
from sheetcheck.codes.capacity import TOO_MANY
from sheetcheck.document import mistake
from sheetcheck.expression import ExpressionError
from sheetcheck.expression.tree import Call, Literal, walk
from sheetcheck.finding import Finding
from sheetcheck.form import Rule
from sheetcheck.lint import Definitions
from sheetcheck.rule import instances

_PIECE: Final = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\{(\d+)(?:,(\d*))?\}|.", re.DOTALL)
_LETTERS: Final = re.compile(r"\\[wWsSdD]")
_ALPHABET: Final = 10
"""What “any letter of any language” counts: it is made of many ranges."""


def mistakes(definitions: Definitions) -> Iterator[Finding]:
    for rule, _ in definitions.rules():
        largest = max(map(size, _patterns(rule)), default=0)
        if largest > PATTERN:
            place = rule.place.of("check")
            yield mistake(TOO_MANY, place, key="regexp_like", found=largest, most=PATTERN)


def _patterns(rule: Rule) -> Iterator[str]:
    if "regexp_like" not in rule.check:
        return
    try:
        found = list(instances(rule))
    except ExpressionError:
        return  # said by `names`
    for piece in (piece for one in found for piece in walk(one.expression.node)):
        if isinstance(piece, Call) and piece.operation == "regexp_like" and isinstance(piece.args[1], Literal):
            yield str(piece.args[1].value)


def size(pattern: str) -> int:
    """Letters of a pattern with all its repetitions written out, at their largest."""
    groups, last = [0], 0
    for piece in _PIECE.finditer(pattern):
        said = piece.group()
        if said == "(":
            groups.append(0)
            last = 0
            continue
        if said == ")" and len(groups) > 1:
            last = groups.pop()
        elif piece.group(1):
            groups[-1] -= last
            last *= max(int(piece.group(2) or 0), int(piece.group(1)), 1)
        else:
            last = _ALPHABET if _LETTERS.search(said) else 1
        groups[-1] += last
    return sum(groups)
