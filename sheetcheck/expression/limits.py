"""What Excel refuses in a formula, counted in its text: a workbook with such a formula does not open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from sheetcheck.text import Text

MAX_FORMULA: Final = 8_192
MAX_STRING: Final = 255
MAX_NESTING: Final = 64
MAX_ARGUMENTS: Final = 255


class Limit(NamedTuple):
    """A limit that is not kept: what was counted, how much there is, and how much there may be."""

    counted: Text
    found: int
    most: int


_CHARACTERS: Final = Text(vi="ký tự", en="characters")
_QUOTED: Final = Text(vi="ký tự trong một chuỗi", en="characters in one text")
_LEVELS: Final = Text(vi="lớp lồng nhau", en="levels of nesting")
_ARGUMENTS: Final = Text(vi="đối số trong một hàm", en="arguments of one function")


def exceeded(formula: str) -> Iterator[Limit]:
    """The limits that a formula breaks; nothing for one that Excel takes."""
    quoted, depth, arguments = _counted(formula)
    for counted, found, most in (
        (_CHARACTERS, len(formula), MAX_FORMULA),
        (_QUOTED, quoted, MAX_STRING),
        (_LEVELS, depth, MAX_NESTING),
        (_ARGUMENTS, arguments, MAX_ARGUMENTS),
    ):
        if found > most:
            yield Limit(counted, found, most)


def _counted(formula: str) -> tuple[int, int, int]:
    """The longest text, the deepest bracket and the most arguments."""
    longest = deepest = most = 0
    opened: list[int] = []
    for index, part in enumerate(formula.split('"')):  # every second part stands in quotes
        if index % 2:
            longest = max(longest, len(part))
            continue
        for sign in part:
            if sign == "(":
                opened.append(1)
                deepest = max(deepest, len(opened))
            elif sign == "," and opened:
                opened[-1] += 1
                most = max(most, opened[-1])
            elif sign == ")" and opened:
                opened.pop()
    return longest, deepest, most
