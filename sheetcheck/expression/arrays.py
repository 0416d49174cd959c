"""Aggregates on a sheet: SUMPRODUCT over the lines of a list, in Excel 2010+, LibreOffice and WPS alike.

Each condition becomes an array of 1 and 0, a line each, that says where it holds; what is unknown on a line is 0 in
the array and in that of its opposite. No cells are added or divided, so a text where a number belongs is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from sheetcheck.expression.evaluate import evaluate
from sheetcheck.expression.limits import MAX_STRING
from sheetcheck.expression.rewrite import folded, relabelled
from sheetcheck.expression.tree import COMPARISONS, Aggregate, Call, Literal, Name, Node, Ref, Sort, is_date, sort_of
from sheetcheck.expression.words import written

OPPOSITE: Final = {"=": "<>", "<>": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
_NEVER: Final = "0"


class NoFormulaError(Exception):
    """The expression says something that a spreadsheet cannot."""


@dataclass(frozen=True, slots=True)
class Lists:
    """How lists stand on their sheets.

    `cells` gives the cells of a field, all lines of them, '' where there is no such list; `is_text` whether they hold
    text (or a day); `label` what is printed for a choice; `known` what a name about the unit or the period says.
    """

    cells: Callable[[Name], str]
    is_text: Callable[[Name], bool]
    label: Callable[[Name, str], str]
    known: Callable[[Name], str | None]

    def has(self, aggregate: Aggregate) -> bool:
        return all(self.cells(name) for name in aggregate.names if not name.special)


def is_certain(aggregate: Aggregate, lists: Lists) -> bool:
    """Whether it is a number whatever the lines hold."""
    return aggregate.function in ("sum", "count") and lists.has(aggregate)


def formula_of(aggregate: Aggregate, lists: Lists) -> str:
    """The figure, `NA()` where there is no such list; raises NoFormulaError."""
    if not lists.has(aggregate):
        return "NA()"
    made = relabelled(folded(aggregate, lists.known), lists.label)
    assert isinstance(made, Aggregate)
    where = "" if made.condition is None else _holds(made.condition, True, lists)
    if where == _NEVER:
        return "0" if is_certain(made, lists) else "NA()"
    match made.argument:
        case None:
            return _counted(made, where)
        case Ref(name) if made.function == "count":
            return _different(name, where, lists) if made.distinct else _filled(name, where, lists)
        case Ref(name) if not lists.is_text(name):
            cells = lists.cells(name)
            return _summed(cells, where) if made.function == "sum" else _extreme(made.function, cells, where)
    raise NoFormulaError  # arithmetic over cells would be an error where one of them holds a text


def quoted(text: str) -> str:
    if len(text) > MAX_STRING:
        raise NoFormulaError
    return '"' + text.replace('"', '""') + '"'


def day(date: Literal) -> str:
    year, month, number = map(int, str(date.value).split("-"))
    return f"DATE({year},{month},{number})"


def _counted(aggregate: Aggregate, where: str) -> str:
    """Lines, not records: only where the condition cannot hold on a line that nobody filled in."""
    blank = dict.fromkeys(aggregate.names)
    if aggregate.condition is None or evaluate(aggregate.condition, blank) is True:
        raise NoFormulaError
    return f"SUMPRODUCT({where})"


def _filled(name: Name, where: str, lists: Lists) -> str:
    return f"SUMPRODUCT({_product(where, _known(name, lists))})"


def _different(name: Name, where: str, lists: Lists) -> str:
    if where:
        raise NoFormulaError
    cells = lists.cells(name)
    if lists.is_text(name):
        return f'ROUND(SUMPRODUCT((LEN({cells})>0)/COUNTIF({cells},{cells}&"")),0)'
    return f"IF(COUNT({cells})=0,0,SUMPRODUCT((FREQUENCY({cells},{cells})>0)*1))"


def _summed(cells: str, where: str) -> str:
    return f"SUMPRODUCT({where},{cells})" if where else f"SUM({cells})"


def _extreme(function: str, cells: str, where: str) -> str:
    if where:  # MAXIFS is too new, and LibreOffice takes no array in AGGREGATE
        raise NoFormulaError
    return f"IF(COUNT({cells})>0,{function.upper()}({cells}),NA())"


def _holds(node: Node, truth: bool, lists: Lists) -> str:
    """Where a condition is true (or, for `truth` False, where it is false) as a factor: an array of 1 and 0."""
    if isinstance(node, Literal):
        return "1" if node.value is truth else _NEVER
    if not isinstance(node, Call):
        raise NoFormulaError
    if node.operation in COMPARISONS:
        return _comparison(node, truth, lists)
    args = node.args
    match node.operation:
        case "and" | "or":
            pieces = [_holds(piece, truth, lists) for piece in args]
            return _product(*pieces) if (node.operation == "and") is truth else _any(pieces)
        case "not":
            return _holds(args[0], not truth, lists)
        case "is null":
            return _blank(args[0], truth, lists)
        case "in":
            same = [Call("=", (args[0], item)) for item in dict.fromkeys(args[1:])]
            found = [_holds(piece, truth, lists) for piece in same]
            return f"({'+'.join(found)})" if truth else _product(*found)
        case "between":
            sides = [Call(">=", args[:2]), Call("<=", (args[0], args[2]))]
            found = [_holds(piece, truth, lists) for piece in sides]
            return _product(*found) if truth else _any(found)
        case "case":
            return _chosen(args, truth, lists)
    raise NoFormulaError


def _comparison(node: Call, truth: bool, lists: Lists) -> str:
    if sort_of(node.args[0]) is Sort.TRUTH:
        return _alike(node.args, (node.operation == "=") is truth, lists)
    return _compared(node.operation if truth else OPPOSITE[node.operation], node.args, lists)


def _alike(pieces: Sequence[Node], truth: bool, lists: Lists) -> str:
    """Where two conditions are both true or both false; for `truth` False, where they differ."""
    first, second = pieces
    both = (_product(_holds(first, one, lists), _holds(second, one is truth, lists)) for one in (True, False))
    return f"({'+'.join(both)})"


def _chosen(pieces: Sequence[Node], truth: bool, lists: Lists) -> str:
    *branches, otherwise = pieces
    text = _holds(otherwise, truth, lists)
    for condition, value in reversed(list(zip(branches[::2], branches[1::2], strict=True))):
        when = _holds(condition, True, lists)
        text = f"({_product(when, _holds(value, truth, lists))}+(1-{when})*{text})"
    return text


def _compared(operation: str, sides: Sequence[Node], lists: Lists) -> str:
    constants = [side for side in sides if isinstance(side, Literal)]
    names = [side.name for side in sides if isinstance(side, Ref)]
    if len(constants) + len(names) < 2:
        raise NoFormulaError
    is_text = any(map(lists.is_text, names)) if not constants else sort_of(constants[0]) is Sort.TEXT
    if is_text and not any(map(is_date, constants)):
        return _compared_texts(operation, sides, names, lists)
    known = [f"ISNUMBER({lists.cells(name)})" for name in names]
    left, right = (lists.cells(side.name) if isinstance(side, Ref) else _number(side) for side in sides)
    return _product(*known, f"({left}{operation}{right})")


def _number(side: Node) -> str:
    if isinstance(side, Literal) and is_date(side):
        return day(side)
    if isinstance(side, Literal) and isinstance(side.value, float):
        return written(side).upper()
    raise NoFormulaError


def _compared_texts(operation: str, sides: Sequence[Node], names: Sequence[Name], lists: Lists) -> str:
    if operation not in ("=", "<>"):  # a spreadsheet sorts texts by the user's locale
        raise NoFormulaError
    left, right = (
        f"TRIM({lists.cells(side.name)})" if isinstance(side, Ref) else quoted(str(side.value))
        for side in sides
        if isinstance(side, Ref | Literal)
    )
    same = f"EXACT({left},{right})"
    if operation == "=" and len(names) == 1:
        return f"({same}*1)"
    filled = (f"(LEN(TRIM({lists.cells(name)}))>0)" for name in names)
    return _product(*filled, same if operation == "=" else f"(1-{same})")


def _blank(node: Node, truth: bool, lists: Lists) -> str:
    if not isinstance(node, Ref):
        raise NoFormulaError
    return f"(1-{_known(node.name, lists)})" if truth else f"({_known(node.name, lists)}*1)"


def _known(name: Name, lists: Lists) -> str:
    cells = lists.cells(name)
    return f"(LEN(TRIM({cells}))>0)" if lists.is_text(name) else f"ISNUMBER({cells})"


def _product(*factors: str) -> str:
    """Where all are 1; a lone one that is only true or false becomes a number."""
    given = [factor for factor in factors if factor not in ("", "1")]
    return f"({given[0]}*1)" if len(given) == 1 and given[0] != _NEVER else "*".join(given) or "1"


def _any(pieces: Sequence[str]) -> str:
    return f"((({'+'.join(pieces)})>0)*1)"
