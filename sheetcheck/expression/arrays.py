"""Conditions on the lines of a list: arrays of 1 and 0, a line each, that say where they hold.

What is unknown on a line is 0 in the array and in that of its opposite. No cells are added or divided, so a text where
a number belongs is left out; a dash counts as 0, as it does for whoever reads the return.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import product
from typing import Final

from sheetcheck.expression.evaluate import SAME, evaluate
from sheetcheck.expression.limits import MAX_STRING
from sheetcheck.expression.plain_text import length, plain
from sheetcheck.expression.rewrite import folded
from sheetcheck.expression.tree import (
    COMPARISONS,
    THIS,
    Aggregate,
    Call,
    Literal,
    Name,
    Node,
    Ref,
    Sort,
    is_date,
    sort_of,
)
from sheetcheck.expression.words import written

TURNED: Final = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
OPPOSITE: Final = {"=": "<>", "<>": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
FIRST_DAY: Final = 10_000
"""Numbers of days below this are years or slips: 2024 is a year, and no day of 1905."""
NEVER: Final = "0"
Values = Sequence[tuple[str, str]]
"""What a side of a comparison may be: where it is so, and what it is there."""


class NoFormulaError(Exception):
    """The expression says something that a spreadsheet cannot."""


class Content(StrEnum):
    """What stands in the cells of a field: a day is a number there (a month, where it may be one, a text), a choice one
    of the labels of a drop-down."""

    NUMBER = "number"
    DAY = "day"
    MONTH = "month"
    TEXT = "text"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Lists:
    """How lists stand on their sheets.

    `cells` gives the cells of a field, all lines of them (of a name in the row THIS the one cell of its line), '' where
    there is no such list. `number` gives the array that is 1 where a number stands that may stand there, `readable` the
    one that is 1 where something stands that can be read, a dash for 0 among it; `label` how a formula writes the words
    of a choice; `is_required` whether a record must have the field; `is_exact` whether its figures are whole; `there`
    the array that is 1 on lines with anything in them, of the list of a form; `known` what a name about the unit or the
    period says.
    """

    cells: Callable[[Name], str]
    content: Callable[[Name], Content]
    number: Callable[[Name], str]
    readable: Callable[[Name], str]
    label: Callable[[Name, str], str]
    is_required: Callable[[Name], bool]
    is_exact: Callable[[Name], bool]
    there: Callable[[str], str]
    known: Callable[[Name], str | None]

    def has(self, aggregate: Aggregate) -> bool:
        return all(self.cells(name) for name in aggregate.names if not name.special)

    def settled(self, aggregate: Aggregate) -> Aggregate:
        """What it asks about the unit and the period is worked out."""
        made = folded(aggregate, self.known)
        assert isinstance(made, Aggregate)
        return replace(made, condition=None) if made.condition == Literal(True) else made


def quoted(text: str) -> str:
    if len(text) > MAX_STRING:
        raise NoFormulaError
    return '"' + text.replace('"', '""') + '"'


def day(date: Literal) -> str:
    year, month, number = map(int, str(date.value).split("-"))
    return f"DATE({year},{month},{number})"


def text_read(cells: str) -> str:
    return f"({length(cells)}>0)"


def holds(node: Node, truth: bool, lists: Lists) -> str:
    """Where a condition is true (or, for `truth` False, where it is false) as a factor: an array of 1 and 0."""
    if isinstance(node, Literal):
        return "1" if node.value is truth else NEVER
    if not isinstance(node, Call):
        raise NoFormulaError
    if node.operation in COMPARISONS:
        return _comparison(node, truth, lists)
    args = node.args
    match node.operation:
        case "and" | "or":
            pieces = [holds(piece, truth, lists) for piece in args]
            return product_of(*pieces) if (node.operation == "and") is truth else _any(pieces)
        case "not":
            return holds(args[0], not truth, lists)
        case "is null":
            return _blank(args[0], truth, lists)
        case "in":
            return _among(args[0], args[1:], truth, lists)
        case "between":
            sides = [Call(">=", args[:2]), Call("<=", (args[0], args[2]))]
            found = [holds(piece, truth, lists) for piece in sides]
            return product_of(*found) if truth else _any(found)
        case "case":
            return _chosen(args, truth, lists)
    raise NoFormulaError


def _among(value: Node, items: Sequence[Node], truth: bool, lists: Lists) -> str:
    found = sum_of([holds(Call("=", (value, item)), True, lists) for item in dict.fromkeys(items)])
    return found if truth else product_of(known(value, lists), f"(1-{found})")


def _comparison(node: Call, truth: bool, lists: Lists) -> str:
    if sort_of(node.args[0]) is Sort.TRUTH:
        return _alike(node.args, (node.operation == "=") is truth, lists)
    operation = node.operation if truth else OPPOSITE[node.operation]
    left, right = (ways(side, lists) for side in node.args)
    if [where for where, _ in (*left, *right)] == ["", ""]:
        return compared(operation, (left[0][1], right[0][1]), lists)
    found = [
        product_of(here, there, compared(operation, (one, other), lists))
        for (here, one), (there, other) in product(left, right)
        if Literal(None) not in (one, other)
    ]
    return sum_of(found)


def _alike(pieces: Sequence[Node], truth: bool, lists: Lists) -> str:
    """Where two conditions are both true or both false; for `truth` False, where they differ."""
    first, second = pieces
    both = (product_of(holds(first, one, lists), holds(second, one is truth, lists)) for one in (True, False))
    return sum_of(list(both))


def _chosen(pieces: Sequence[Node], truth: bool, lists: Lists) -> str:
    *branches, otherwise = pieces
    text = holds(otherwise, truth, lists)
    for condition, value in reversed(list(zip(branches[::2], branches[1::2], strict=True))):
        when = holds(condition, True, lists)
        text = f"({product_of(when, holds(value, truth, lists))}+(1-{when})*{text})"
    return text


def ways(node: Node, lists: Lists) -> list[tuple[str, Node]]:
    """The names, lengths and constants that a piece may come to be, and where it does; on each line at most one."""
    found: list[tuple[str, Node]] = []
    match node:
        case Call("coalesce", args):
            blank_so_far = ""
            for arg in args:
                found += [(product_of(blank_so_far, where, known(one, lists)), one) for where, one in ways(arg, lists)]
                blank_so_far = product_of(blank_so_far, f"(1-{known(arg, lists)})")
        case Call("case", (*branches, otherwise)):
            none_so_far = ""
            for condition, value in zip(branches[::2], branches[1::2], strict=True):
                when = holds(condition, True, lists)
                found += [(product_of(none_so_far, when, where), one) for where, one in ways(value, lists)]
                none_so_far = product_of(none_so_far, f"(1-{when})")
            found += [(product_of(none_so_far, where), one) for where, one in ways(otherwise, lists)]
        case Call("length", (text,)):
            found = [(where, _length_of(one)) for where, one in ways(text, lists)]
        case _:
            found = [("", node)]
    return [(where, one) for where, one in found if NEVER not in where.split("*")]


def _length_of(text: Node) -> Node:
    if isinstance(text, Literal):
        return Literal(None if text.value is None else float(len(str(text.value))))
    return Call("length", (text,))


def known(node: Node, lists: Lists) -> str:
    """Where a piece says something, as a factor."""
    match node:
        case Literal(value):
            return NEVER if value is None else "1"
        case Ref(name):
            return lists.readable(name)
        case Call("length", (Ref(name),)):
            return lists.readable(name)
        case Call("coalesce" | "case" | "length"):
            return sum_of([product_of(where, known(one, lists)) for where, one in ways(node, lists)])
    if sort_of(node) is Sort.TRUTH:
        return sum_of([holds(node, truth, lists) for truth in (True, False)])
    raise NoFormulaError


def compared(operation: str, sides: Sequence[Node], lists: Lists) -> str:
    """Where it holds. What is to equal a field of this record equals something that can be read: it makes the group,
    and `is_certain_of_group` has looked at it."""
    if Literal(None) in sides:
        return NEVER
    if all(isinstance(side, Literal) for side in sides):
        return "1" if evaluate(Call(operation, tuple(sides)), {}) is True else NEVER
    names = [side.name for side in sides if isinstance(side, Ref)]
    lengths = [side for side in sides if _is_length(side)]
    if len(names) + len(lengths) + sum(isinstance(side, Literal) for side in sides) < 2:
        raise NoFormulaError
    match lists.content(names[0]) if names else Content.NUMBER:
        case Content.NUMBER:
            is_exact = all(map(lists.is_exact, names)) and all(_is_whole(side) for side in sides)
            if not is_exact and len(names) + len(lengths) > 1:
                raise NoFormulaError  # nothing can be added to a cell that may hold a text
            left, right = (_values(side, operation, lists) for side in sides)
            if isinstance(sides[0], Literal):
                left, right, operation = right, left, TURNED.get(operation, operation)
            return sum_of(numbers_compared(operation, left, right, is_exact=is_exact))
        case Content.DAY | Content.MONTH:
            return _days_compared(operation, sides, names, lists)
    return _texts_compared(operation, sides, names, lists)


def figures_of(name: Name, lists: Lists) -> Values:
    cells = lists.cells(name)
    return [(lists.number(name), cells), (f'({cells}="-")', "0")]


def _values(side: Node, operation: str, lists: Lists) -> Values:
    if isinstance(side, Ref) and operation == "=" and side.name.row == THIS:
        return [("", f"N({lists.cells(side.name)})")]
    if isinstance(side, Ref):
        return figures_of(side.name, lists)
    if isinstance(side, Literal) and isinstance(side.value, float):
        return [("", written(side).upper())]
    if isinstance(side, Call) and isinstance(side.args[0], Ref) and lists.content(side.args[0].name) is Content.TEXT:
        return [(lists.readable(side.args[0].name), length(lists.cells(side.args[0].name)))]
    raise NoFormulaError


def _is_length(side: Node) -> bool:
    return isinstance(side, Call) and side.operation == "length"


def _is_whole(side: Node) -> bool:
    return not isinstance(side, Literal) or (isinstance(side.value, float) and side.value.is_integer())


def numbers_compared(operation: str, left: Values, right: Values, *, is_exact: bool) -> list[str]:
    """An array for each way in which it may hold; what is not exact is compared to six decimals, the limit is right."""
    found = []
    for (here, one), (there, other) in product(left, right):
        if "0" in (one, other) and _is_constant(one) and _is_constant(other):
            if evaluate(Call(operation, (Literal(float(one)), Literal(float(other)))), {}):
                found.append(product_of(here, there))
        else:
            found.append(product_of(here, there, _compared(operation, one, other, is_exact=is_exact)))
    return found


def _compared(operation: str, one: str, other: str, *, is_exact: bool) -> str:
    if is_exact:
        return f"({one}{operation}{other})"
    low, high = f"{other}-{SAME:.7f}", f"{other}+{SAME:.7f}"
    return {
        "=": f"(({one}>{low})*({one}<{high}))",
        "<>": f"(({one}<={low})+({one}>={high}))",
        "<": f"({one}<={low})",
        "<=": f"({one}<{high})",
        ">": f"({one}>={high})",
        ">=": f"({one}>{low})",
    }[operation]


def _is_constant(text: str) -> bool:
    return text.lstrip("-").replace(".", "", 1).isdecimal()


def _days_compared(operation: str, sides: Sequence[Node], names: Sequence[Name], lists: Lists) -> str:
    """A day may have a time of day, which does not count."""
    readable = [lists.readable(name) for name in names]
    if len(names) > 1:
        if operation not in ("=", "<>"):
            raise NoFormulaError
        if operation == "=" and any(name.row == THIS for name in names):
            readable = []
        left, right = map(lists.cells, names)
        if Content.MONTH in map(lists.content, names):  # 5/2024 is 05/2024
            left, right = (f'RIGHT("0"&{cells},7)' for cells in (left, right))
        return product_of(*readable, f"({left}{operation}{right})")
    if lists.content(names[0]) is Content.MONTH:
        raise NoFormulaError  # whether a text is a month has to be asked before it is taken for a day
    (literal,) = (side for side in sides if isinstance(side, Literal))
    if not is_date(literal):
        raise NoFormulaError
    if sides[0] is literal:
        operation = TURNED.get(operation, operation)
    cells, first = lists.cells(names[0]), day(literal)
    on_days = {
        "<": f"({cells}<{first})",
        "<=": f"({cells}<{first}+1)",
        ">": f"({cells}>={first}+1)",
        ">=": f"({cells}>={first})",
        "=": f"({cells}>={first})*({cells}<{first}+1)",
        "<>": f"(1-({cells}>={first})*({cells}<{first}+1))",
    }[operation]
    return product_of(*readable, on_days)


def _texts_compared(operation: str, sides: Sequence[Node], names: Sequence[Name], lists: Lists) -> str:
    if operation not in ("=", "<>"):  # a spreadsheet sorts texts by the user's locale
        raise NoFormulaError
    is_choice = lists.content(names[0]) is Content.CHOICE
    left, right = (
        plain(lists.cells(side.name)) if isinstance(side, Ref) else lists.label(names[0], str(side.value))
        for side in sides
        if isinstance(side, Ref | Literal)
    )
    same = f"({left}={right})" if is_choice else f"EXACT({left},{right})"
    if operation == "<>":
        return product_of(*map(lists.readable, names), f"(1-{same})")
    is_known = len(names) < 2 or any(name.row == THIS for name in names)
    return f"({same}*1)" if is_known else product_of(lists.readable(names[0]), same)


def _blank(node: Node, truth: bool, lists: Lists) -> str:
    there = known(node, lists)
    return f"(1-{there})" if truth else f"({there}*1)"


def product_of(*factors: str) -> str:
    """Where all are 1; a lone one that is only true or false becomes a number."""
    given = [factor for factor in factors if factor not in ("", "1")]
    return f"({given[0]}*1)" if len(given) == 1 and given[0] != NEVER else "*".join(given) or "1"


def _any(pieces: Sequence[str]) -> str:
    return f"((({'+'.join(pieces)})>0)*1)"


def sum_of(pieces: Sequence[str]) -> str:
    """Where one of pieces that exclude each other is 1."""
    return f"({'+'.join(pieces)})" if pieces else NEVER
