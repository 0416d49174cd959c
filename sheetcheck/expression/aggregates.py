"""Aggregates on a sheet: SUMPRODUCT over the lines of a list, in Excel 2010+, LibreOffice and WPS alike.

What rests on a line in doubt is asked beforehand (`is_certain_of`): for a sum it counts for nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from sheetcheck.expression.arrays import (
    NEVER,
    Content,
    Lists,
    NoFormulaError,
    compared,
    figures_of,
    holds,
    numbers_compared,
    product_of,
    sum_of,
    text_read,
)
from sheetcheck.expression.doubt import sees_blanks
from sheetcheck.expression.evaluate import evaluate
from sheetcheck.expression.needed import needed_to_hold
from sheetcheck.expression.tree import THIS, Aggregate, Literal, Name, Node, Ref, names_of


def is_certain(aggregate: Aggregate, lists: Lists) -> bool:
    """Whether it is a number whatever the lines hold."""
    return aggregate.function in ("sum", "count") and lists.has(aggregate)


def formula_of(aggregate: Aggregate, lists: Lists) -> str:
    """The figure, `NA()` where there is no such list; raises NoFormulaError."""
    if not lists.has(aggregate):
        return "NA()"
    made = lists.settled(aggregate)
    where = "" if made.condition is None else holds(made.condition, True, lists)
    if where == NEVER:
        return "0" if is_certain(made, lists) else "NA()"
    match made.argument:
        case None:
            return f"SUMPRODUCT({_lines(made, where, aggregate.form, lists)})"
        case Ref(name) if made.function == "count":
            return _different(name, where, lists) if made.distinct else f"SUMPRODUCT({counting(aggregate, lists)})"
        case Ref(name) if lists.content(name) is Content.NUMBER:
            cells = lists.cells(name)
            return _summed(cells, where) if made.function == "sum" else _extreme(made.function, cells, where)
    raise NoFormulaError  # arithmetic over cells would be an error where one of them holds a text


def counting(aggregate: Aggregate, lists: Lists) -> str:
    """The array that is 1 on the lines that count; raises NoFormulaError."""
    made = lists.settled(aggregate)
    where = "" if made.condition is None else holds(made.condition, True, lists)
    if made.argument is None:
        return _lines(made, where, aggregate.form, lists)
    if not isinstance(made.argument, Ref):
        raise NoFormulaError
    return product_of(where, lists.readable(made.argument.name))


def beyond(aggregate: Aggregate, operation: str, limit: str, lists: Lists, *, is_exact: bool) -> str:
    """Of the lines that count, those whose figure is so to a limit: `max(a) <= b` holds where none is `>`."""
    made = lists.settled(aggregate)
    if not isinstance(made.argument, Ref) or lists.content(made.argument.name) is not Content.NUMBER:
        raise NoFormulaError
    where = "" if made.condition is None else holds(made.condition, True, lists)
    name = made.argument.name
    is_exact = is_exact and lists.is_exact(name)
    found = numbers_compared(operation, figures_of(name, lists), [("", f"({limit})")], is_exact=is_exact)
    return product_of(where, sum_of(found))


def is_certain_of(aggregate: Aggregate, lists: Lists) -> str:
    """TRUE where no line in doubt decides what it comes to; '' where none can."""
    made = lists.settled(aggregate)
    if not lists.has(made) or made.condition == Literal(False):
        return ""
    fields = [name for name in made.names if not name.special]
    if made.condition is None:
        doubts = _in_doubt(fields, made.form, lists)
        return f"SUMPRODUCT({doubts})=0" if doubts else ""
    asked = [name for name in fields if name in names_of(made.condition)]
    blanks = sees_blanks(made.condition)
    pieces = (
        (holds(made.condition, True, lists), [name for name in fields if name not in asked]),
        (f"(1-{holds(made.condition, False, lists)})", [name for name in asked if name not in blanks]),
        ("", [name for name in asked if name in blanks]),
    )
    found = [product_of(where, doubts) for where, names in pieces if (doubts := _in_doubt(names, made.form, lists))]
    return f"SUMPRODUCT({'+'.join(found)})=0" if found else ""


def is_certain_of_group(per: Sequence[str], fields: Sequence[str], lists: Lists) -> str:
    """TRUE where this record is in a group, and no record of the group has a field in which nothing certain stands."""
    group = [(Ref(Name("", "", field)), Ref(Name("", THIS, field))) for field in per]
    same = product_of(*(compared("=", sides, lists) for sides in group))
    keys = f"{'*'.join(lists.readable(this.name) for _, this in group)}=1"
    gathered = [Name("", "", field) for field in fields if field not in per]
    doubts = _in_doubt(gathered, "", lists, is_there=True)
    return f"AND({keys},SUMPRODUCT({same}*{doubts})=0)" if doubts else keys


def _in_doubt(fields: Sequence[Name], form: str, lists: Lists, *, is_there: bool = False) -> str:
    """Where one of the fields says nothing certain: nothing that can be read, or nothing though it must be there."""
    required = [f"(1-{lists.readable(name)})" for name in fields if lists.is_required(name)]
    optional = [name for name in fields if not lists.is_required(name) and lists.content(name) is not Content.TEXT]
    pieces = [f"(1-{lists.readable(name)})*{text_read(lists.cells(name))}" for name in optional]
    if required:
        pieces.append(product_of("" if is_there else lists.there(form), f"({'+'.join(required)})"))
    return f"({'+'.join(pieces)})" if pieces else ""


def _lines(aggregate: Aggregate, where: str, form: str, lists: Lists) -> str:
    """Where the condition holds; of lines that nobody filled in only where it says something else of them."""
    return where if _is_of_records(aggregate.condition) else product_of(lists.there(form), where)


def _is_of_records(condition: Node | None) -> bool:
    """Whether a condition cannot hold on a line that nobody filled in, whatever the record says that is asked about."""
    if condition is None:
        return False
    names = names_of(condition)
    if any(name.row == THIS for name in names):
        return any(name.row != THIS for name in needed_to_hold(condition))
    return evaluate(condition, dict.fromkeys(names)) is not True


def _different(name: Name, where: str, lists: Lists) -> str:
    if where or lists.content(name) is not Content.NUMBER:  # COUNTIF takes `a` and `A` for one, and `*` for anything
        raise NoFormulaError
    cells = lists.cells(name)
    numbers = f"IF(COUNT({cells})=0,0,SUMPRODUCT((FREQUENCY({cells},{cells})>0)*1))"
    return f'({numbers}+(COUNTIF({cells},"-")>0)*(COUNTIF({cells},0)=0))'


def _summed(cells: str, where: str) -> str:
    return f"SUMPRODUCT({where},{cells})" if where else f"SUM({cells})"


def _extreme(function: str, cells: str, where: str) -> str:
    if where:  # MAXIFS is too new, and LibreOffice takes no array in AGGREGATE
        raise NoFormulaError
    name = function.upper()
    return f'IF(COUNTIF({cells},"-")>0,{name}(0,{cells}),IF(COUNT({cells})>0,{name}({cells}),NA()))'
