"""Lowers an expression to formulas that Excel 2010+, LibreOffice and WPS understand alike.

An error value stands for null inside a figure; inside a condition 1, 0 and 0.5 stand for true, false
and undecided, so that MIN is `and`, MAX is `or`, and neither writes an operand twice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sheetcheck.expression.aggregates import beyond, counting, formula_of, is_certain
from sheetcheck.expression.arrays import OPPOSITE, Lists, NoFormulaError, day, quoted
from sheetcheck.expression.bounds import Bound, bound_of
from sheetcheck.expression.evaluate import SAME
from sheetcheck.expression.limits import exceeded
from sheetcheck.expression.plain_text import length, plain
from sheetcheck.expression.tree import (
    ARITHMETIC,
    ATOM,
    BINDING,
    COMPARISONS,
    KEEP_WHOLE,
    Aggregate,
    Call,
    Expression,
    Literal,
    Name,
    Node,
    Ref,
    Sort,
    binding,
    demands,
    is_date,
    names_of,
    results,
    sort_of,
    walk,
)
from sheetcheck.expression.words import written

_FUNCTIONS = {"abs": "ABS", "round": "ROUND", "least": "MIN", "greatest": "MAX"}
_UNITS = "1,0.1,0.01,0.001,0.0001,0.00001,0.000001,1E-12"
_SAME = f"{SAME:.0E}".replace("E-0", "E-")


def _nothing_known(_: Name) -> bool:
    return False


def to_excel(
    expression: Expression,
    cell: Callable[[Name], str],
    *,
    is_text: Callable[[Name], bool] | None = None,
    is_exact: Callable[[Name], bool] = _nothing_known,
) -> str | None:
    """The bare formula, without `=`: a figure, or TRUE, FALSE, or #N/A when undecided; None for no form.

    Plain arithmetic takes its cells as they are (blank is 0) and may divide by zero: `computed_formula`
    is the one that minds. `cell` gives an address, or a text in
    quotes, or an atomic formula; `""` or `NA()` for a cell that is not there. Dates are numbers on a sheet.
    What `is_exact` (whole numbers, days) is compared as it is, all other figures to six decimals.
    """
    return _formula(expression, cell, is_text, _bare, is_exact=is_exact)


def computed_formula(
    expression: Expression, cell: Callable[[Name], str], *, is_text: Callable[[Name], bool] | None = None
) -> str | None:
    """The whole formula of a computed cell: "" as long as the figure is unknown or divides by zero."""
    return _formula(expression, cell, is_text, _computed)


def violated_formula(
    expression: Expression,
    cell: Callable[[Name], str],
    *,
    is_text: Callable[[Name], bool] | None = None,
    is_exact: Callable[[Name], bool] = _nothing_known,
    lists: Lists | None = None,
) -> str | None:
    """TRUE when the rule is surely broken, FALSE when it holds or cannot be decided; never an error.

    An aggregate needs `lists`, which say where the records are.
    """
    if not expression.is_condition:
        raise ValueError(f"not a condition: {expression.text}")
    return _formula(expression, cell, is_text, _violated, lists, is_exact)


def whole_formula(
    expression: Expression,
    cell: Callable[[Name], str],
    *,
    is_text: Callable[[Name], bool] | None = None,
    is_exact: Callable[[Name], bool] = _nothing_known,
    lists: Lists | None = None,
    is_known: Callable[[Name], bool] = _nothing_known,
) -> str | None:
    """`violated_formula` or `computed_formula`, however long; None when no formula says it.

    What `is_known` the caller has looked at already: there is a number, or a text, as the expression needs it.
    """
    lower = _violated if expression.is_condition else _computed
    return _written(expression, lower, _Sheet(cell, _texts(expression, is_text), lists, is_known, is_exact))


def culprits_formula(
    expression: Expression,
    aggregate: Aggregate,
    cell: Callable[[Name], str],
    *,
    lists: Lists,
    is_exact: Callable[[Name], bool] = _nothing_known,
) -> str | None:
    """The array that is 1 on the lines that one looks at where the rule is broken: those that are beyond its limit, or
    all that count."""
    sheet = _Sheet(cell, _texts(expression, None), lists, _nothing_known, is_exact)
    node = expression.node
    try:
        bound = bound_of(node)
        if bound and bound.aggregate == aggregate and bound.by_all:
            limit = _arithmetic(bound.limit, sheet, guarded=True)
            return beyond(aggregate, OPPOSITE[bound.operation], limit, lists, is_exact=sheet.is_exact(bound.limit))
        return counting(aggregate, lists)
    except NoFormulaError:
        return None


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Where the names are, and whether each is a text."""

    cell: Callable[[Name], str]
    texts: Mapping[Name, bool | None]
    lists: Lists | None = None
    is_known: Callable[[Name], bool] = _nothing_known
    is_exact_cell: Callable[[Name], bool] = _nothing_known

    def address(self, name: Name) -> str:
        """What the caller gives; but a day in quotes is a number here, as the dates on a sheet are."""
        given = self.cell(name)
        text = Literal(given.strip('"'))
        return day(text) if given.startswith('"') and is_date(Ref(name)) and is_date(text) else given

    def aggregate(self, node: Aggregate) -> str:
        if self.lists is None:
            raise NoFormulaError
        return formula_of(node, self.lists)

    def is_certain(self, node: Aggregate) -> bool:
        return self.lists is not None and is_certain(node, self.lists)

    def is_exact(self, node: Node) -> bool:
        """A whole number or a day, which a sheet keeps as it is; any other figure may be a little off."""
        match node:
            case Literal(value):
                return not isinstance(value, float) or value.is_integer()
            case Ref(name):
                return name.special or self.is_exact_cell(name)
            case Aggregate("count"):
                return True
            case Aggregate(argument=argument):
                return isinstance(argument, Ref) and self.lists is not None and self.lists.is_exact(argument.name)
        if node.operation in KEEP_WHOLE:
            return all(map(self.is_exact, results(node)))
        return node.operation == "length" or (node.operation == "round" and len(node.args) < 2)

    def is_text(self, node: Node) -> bool:
        if isinstance(node, Ref):
            return bool(self.texts.get(node.name))
        return sort_of(node) is Sort.TEXT and not is_date(node)


def _formula(
    expression: Expression,
    cell: Callable[[Name], str],
    is_text: Callable[[Name], bool] | None,
    lower: Callable[[Node, _Sheet], str],
    lists: Lists | None = None,
    is_exact: Callable[[Name], bool] = _nothing_known,
) -> str | None:
    sheet = _Sheet(cell, _texts(expression, is_text), lists, _nothing_known, is_exact)
    text = _written(expression, lower, sheet)
    return text if text is not None and not any(exceeded(text)) else None


def _written(expression: Expression, lower: Callable[[Node, _Sheet], str], sheet: _Sheet) -> str | None:
    try:
        return lower(expression.node, sheet)
    except NoFormulaError:
        return None


def _texts(expression: Expression, is_text: Callable[[Name], bool] | None) -> dict[Name, bool | None]:
    """What the caller says, else what the expression demands; None when neither knows."""
    demanded = demands(expression.node)
    found: dict[Name, bool | None] = {}
    for name in expression.names:
        if name.special:
            found[name] = name.column not in ("start", "end")
        elif name in demanded:
            found[name] = demanded[name] is Sort.TEXT
        else:
            found[name] = None if is_text is None else is_text(name)
    return found


def _bare(node: Node, sheet: _Sheet) -> str:
    if sort_of(node) is Sort.TRUTH:
        return f"CHOOSE({_truth(node, sheet)}*2+1,FALSE,NA(),TRUE)"
    if sheet.is_text(node):
        return _text(node, sheet)
    return _arithmetic(node, sheet, guarded=not _is_simple(node, sheet))


def _computed(node: Node, sheet: _Sheet) -> str:
    if not _is_simple(node, sheet):
        return f'IFERROR({_bare(node, sheet)},"")'
    cells = _cells(node, sheet)
    bare = _arithmetic(node, sheet, guarded=False)
    counted = f'IF(COUNT({",".join(cells)})={len(cells)},{bare},"")' if cells else bare
    return f'IFERROR({counted},"")' if _may_fail(node) else counted


def _violated(node: Node, sheet: _Sheet) -> str:
    """Short for what most rules are, a comparison of sums; the general way for all others."""
    if not (isinstance(node, Call) and node.operation in COMPARISONS and _is_simple_comparison(node, sheet)):
        return f"{_truth(node, sheet)}=0"
    cells = _cells(node, sheet)
    broken = _comparison(node, OPPOSITE[node.operation], sheet)
    counted = f"IF(COUNT({','.join(cells)})={len(cells)},{broken},FALSE)" if cells else broken
    return f"IFERROR({counted},FALSE)" if _may_fail(node) else counted


def _truth(node: Node, sheet: _Sheet) -> str:
    """A condition as 1, 0 or 0.5; never an error."""
    if isinstance(node, Literal):
        return {True: "1", False: "0", None: "0.5"}[None if node.value is None else bool(node.value)]
    assert isinstance(node, Call)
    args = node.args
    match node.operation:
        case "and" | "or":
            best = "MIN" if node.operation == "and" else "MAX"
            return f"{best}({','.join(_truth(piece, sheet) for piece in _chain(node))})"
        case "not":
            return f"(1-{_truth(args[0], sheet)})"
        case "is null":
            return _is_null(args[0], sheet)
        case "in" if all(isinstance(item, Literal) and isinstance(item.value, str) for item in args[1:]):
            return _is_one_of(args[0], args[1:], sheet)
        case "in":
            return f"MAX({','.join(_truth(Call('=', (args[0], item)), sheet) for item in args[1:])})"
        case "between":
            low, high = Call(">=", args[:2]), Call("<=", (args[0], args[2]))
            return f"MIN({_truth(low, sheet)},{_truth(high, sheet)})"
        case "case":
            return _choose(node, lambda piece: "0.5" if piece == Literal(None) else _truth(piece, sheet), sheet)
        case "regexp_like":
            raise NoFormulaError
    return _truth_of_comparison(node, sheet)


def _is_one_of(node: Node, texts: Sequence[Node], sheet: _Sheet) -> str:
    """Whether it is one of constant texts; days, and what a figure is held against, are compared one by one."""
    if not sheet.is_text(node):
        return f"MAX({','.join(_truth(Call('=', (node, text)), sheet) for text in texts)})"
    listed = ",".join(_text(text, sheet) for text in texts)
    return f"IFERROR(SUMPRODUCT(EXACT({_text(node, sheet)},{{{listed}}})*1),0.5)"


def _truth_of_comparison(node: Call, sheet: _Sheet) -> str:
    left, right = node.args
    bound = bound_of(node)
    if bound is not None and sheet.lists is not None and sheet.lists.has(bound.aggregate):
        return _truth_of_bound(bound, sheet, sheet.lists)
    if sort_of(left) is Sort.TRUTH:
        sign = "+" if node.operation == "=" else "-"
        return f"(0.5{sign}({_truth(left, sheet)}-0.5)*({_truth(right, sheet)}-0.5)*2)"
    if sheet.is_text(left) or sheet.is_text(right):
        if node.operation not in ("=", "<>"):  # a spreadsheet sorts texts by the user's locale
            raise NoFormulaError
        same = f"EXACT({_text(left, sheet)},{_text(right, sheet)})"
        return f"IFERROR({same}*1,0.5)" if node.operation == "=" else f"IFERROR(1-{same},0.5)"
    if _is_simple_comparison(node, sheet):
        cells = _cells(node, sheet)
        bare = f"({_comparison(node, node.operation, sheet)})*1"
        counted = f"IF(COUNT({','.join(cells)})={len(cells)},{bare},0.5)" if cells else bare
        return f"IFERROR({counted},0.5)" if _may_fail(node) or not names_of(node) else counted
    return f"IFERROR(({_comparison(node, node.operation, sheet, guarded=True)})*1,0.5)"


def _truth_of_bound(bound: Bound, sheet: _Sheet, lists: Lists) -> str:
    """MAX takes no condition in Excel 2010, but whether a record is beyond a limit can be counted."""
    limit = _arithmetic(bound.limit, sheet, guarded=True)
    operation = OPPOSITE[bound.operation] if bound.by_all else bound.operation
    found = f"SUMPRODUCT({beyond(bound.aggregate, operation, limit, lists, is_exact=sheet.is_exact(bound.limit))})"
    holds = f"({found}=0)*1" if bound.by_all else f"({found}>0)*1"
    return f"IFERROR(IF(SUMPRODUCT({counting(bound.aggregate, lists)})=0,0.5,{holds}),0.5)"


def _is_null(node: Node, sheet: _Sheet) -> str:
    if isinstance(node, Ref) and sheet.texts.get(node.name) in (None, True):
        return f"IFERROR(({length(sheet.address(node.name))}=0)*1,1)"
    if sort_of(node) is Sort.TRUTH:
        return f"({_truth(node, sheet)}=0.5)*1"
    if isinstance(node, Ref):
        return f"(1-ISNUMBER({sheet.address(node.name)}))"
    inner = _text(node, sheet) if sheet.is_text(node) else _arithmetic(node, sheet, guarded=True)
    return f"ISERROR({inner})*1"


def _choose(node: Call, lower: Callable[[Node], str], sheet: _Sheet) -> str:
    *pieces, otherwise = node.args
    text = lower(otherwise)
    for condition, value in reversed(list(zip(pieces[::2], pieces[1::2], strict=True))):
        text = f"IF({_truth(condition, sheet)}=1,{lower(value)},{text})"
    return text


def _text(node: Node, sheet: _Sheet) -> str:
    """A text, or an error when there is none."""
    match node:
        case Literal(None):
            return "NA()"
        case Literal(value):
            return quoted(str(value))
        case Ref(name):
            cell = sheet.address(name)
            is_there = sheet.is_known(name) or (cell.startswith('"') and cell != '""')
            if is_there:
                return cell
            text = cell if "(" in cell else plain(cell)  # an id that was looked up is plain
            return f"IF(LEN({text}),{text},NA())"
        case Aggregate():
            raise NoFormulaError
    match node.operation:
        case "case":
            return _choose(node, lambda piece: _text(piece, sheet), sheet)
        case "coalesce":
            return _first(node, lambda piece: _text(piece, sheet))
    raise NoFormulaError


def _first(node: Call, lower: Callable[[Node], str]) -> str:
    *pieces, last = node.args
    text = lower(last)
    for piece in reversed(pieces):
        text = f"IFERROR({lower(piece)},{text})"
    return text


def _arithmetic(node: Node, sheet: _Sheet, *, guarded: bool, need: int = 0) -> str:
    """A number. Guarded, a cell without one is an error; unguarded, somebody has counted the cells."""
    text = _number(node, sheet, guarded)
    return f"({text})" if binding(node) < need else text


def _number(node: Node, sheet: _Sheet, guarded: bool) -> str:
    match node:
        case Literal(None):
            return "NA()"
        case Literal(str()):
            return day(node)
        case Literal():
            return written(node).upper()
        case Ref(name):
            cell = sheet.address(name)
            return f"IF(ISNUMBER({cell}),{cell},NA())" if guarded and not sheet.is_known(name) else cell
        case Aggregate():
            return sheet.aggregate(node)
    return _calculation(node, sheet, guarded) if node.operation in ARITHMETIC else _chosen(node, sheet, guarded)


def _calculation(node: Call, sheet: _Sheet, guarded: bool) -> str:
    operation, args = node.operation, node.args
    if operation in ("+", "-", "*", "/"):
        own = BINDING[operation]
        left = _arithmetic(args[0], sheet, guarded=guarded, need=own)
        return left + operation + _arithmetic(args[1], sheet, guarded=guarded, need=own + 1)
    if operation == "neg":
        return "-" + _arithmetic(args[0], sheet, guarded=guarded, need=ATOM)
    pieces = [_arithmetic(piece, sheet, guarded=guarded) for piece in args]
    if operation == "round" and len(pieces) == 1:
        pieces.append("0")
    return f"{_FUNCTIONS[operation]}({','.join(pieces)})"


def _chosen(node: Call, sheet: _Sheet, guarded: bool) -> str:
    match node.operation:
        case "length":
            return f"LEN({_text(node.args[0], sheet)})"
        case "last_place":
            return _last_place(_arithmetic(node.args[0], sheet, guarded=guarded))
        case "coalesce":
            return _first(node, lambda piece: _arithmetic(piece, sheet, guarded=True))
        case "case":
            return _choose(node, lambda piece: _arithmetic(piece, sheet, guarded=True), sheet)
    raise NoFormulaError


def _last_place(figure: str) -> str:
    """The unit of the last of up to six decimals: it is counted after how many of them the figure is not yet whole."""
    return f"INDEX({{{_UNITS}}},1+SUMPRODUCT((ROUND({figure},{{0,1,2,3,4,5,6}})<>{figure})*1))"


def _comparison(node: Call, operation: str, sheet: _Sheet, *, guarded: bool = False) -> str:
    """Whole numbers as they are; of other figures what differs by less than `SAME` is the same."""
    left, right = node.args
    one = _arithmetic(left, sheet, guarded=guarded, need=BINDING["-"])
    if sheet.is_exact(left) and sheet.is_exact(right):
        return one + operation + _arithmetic(right, sheet, guarded=guarded, need=BINDING["-"])
    apart = one
    if right != Literal(0.0):
        apart += "-" + _arithmetic(right, sheet, guarded=guarded, need=BINDING["-"] + 1)
    if operation in ("=", "<>"):
        return f"ABS({apart}){'<' if operation == '=' else '>='}{_SAME}"
    return apart + {"<": "<=-", "<=": "<", ">": ">=", ">=": ">-"}[operation] + _SAME


def _is_simple(node: Node, sheet: _Sheet) -> bool:
    """Plain arithmetic over numbers: known as soon as all its cells hold numbers."""
    return all(_is_plain(piece, sheet) for piece in walk(node))


def _is_plain(piece: Node, sheet: _Sheet) -> bool:
    match piece:
        case Call(operation):
            return operation in ARITHMETIC
        case Aggregate():
            return sheet.is_certain(piece)
    return not sheet.is_text(piece) and piece != Literal(None)


def _is_simple_comparison(node: Call, sheet: _Sheet) -> bool:
    return all(sort_of(side) is not Sort.TRUTH and _is_simple(side, sheet) for side in node.args)


def _cells(node: Node, sheet: _Sheet) -> list[str]:
    """The cells that must be looked at before they are reckoned with."""
    return list(dict.fromkeys(sheet.address(name) for name in names_of(node) if not sheet.is_known(name)))


def _may_fail(node: Node) -> bool:
    """Whether it may be an error though all its cells hold numbers: nothing is said of the cells of a list."""
    return any(isinstance(one, Aggregate) or (isinstance(one, Call) and one.operation == "/") for one in walk(node))


def _chain(node: Call) -> list[Node]:
    """The operands of `a and b and c` as one list."""
    return [
        item
        for piece in node.args
        for item in (_chain(piece) if isinstance(piece, Call) and piece.operation == node.operation else [piece])
    ]
