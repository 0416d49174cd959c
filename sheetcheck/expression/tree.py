"""The meaning of an expression as frozen values: no parser, no table library, safe to pickle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

SPECIAL: Final = {"unit": frozenset({"level", "scope"}), "period": frozenset({"kind", "start", "end"})}
THIS: Final = "this"
"""Stands where a name has its row: inside an aggregate it is the record for which a rule is asked."""
EARLIER: Final = ("previous", "before", "before2", "before3", "first_half")
"""Returns of the same unit: of the comparable period a year earlier; of the period that ends when this one begins, of
the one before that, and the next; of the first half of the same year."""
PARENT: Final = "parent"
CHILDREN: Final = "children"
OTHERS: Final = frozenset({*EARLIER, PARENT, CHILDREN})
"""Whose cells a name may mean besides those of the return itself."""


class Name(NamedTuple):
    """Where a value is found; an absent part is ''. `unit.level` is Name('', 'unit', 'level').

    Inside an aggregate `bdg_12.sessions` is a field of another form's records: Name('bdg_12', '', 'sessions').
    `whose` says of which other return it is:
    `previous.clubs.opening` is Name('', 'clubs', 'opening', 'previous').
    """

    form: str
    row: str
    column: str
    whose: str = ""

    @property
    def special(self) -> bool:
        """About the unit or the period, not about a figure."""
        return not self.form and not self.whose and self.row in SPECIAL

    @property
    def written(self) -> str:
        return ".".join(part for part in (self.whose, self.form, self.row, self.column) if part)


class Sort(StrEnum):
    """What a piece gives. VALUE is a figure or a text (a name, as long as nothing says more)."""

    NUMBER = "number"
    TEXT = "text"
    TRUTH = "truth"
    VALUE = "value"
    NULL = "null"


@dataclass(frozen=True, slots=True)
class Literal:
    """A constant; None is SQL's null."""

    value: float | str | bool | None


@dataclass(frozen=True, slots=True)
class Ref:
    """The value that a name stands for."""

    name: Name


@dataclass(frozen=True, slots=True)
class Call:
    """An operation on pieces. `case` holds condition, value, condition, value, …, otherwise."""

    operation: str
    args: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Aggregate:
    """One figure out of the records of a list form: `sum`, `count`, `min` or `max` of a piece of each record.

    Without an argument it counts the records themselves. A condition leaves out the records for which it does not hold.
    Of children it takes a cell of each unit below instead, and says nothing unless every one of them does.
    """

    function: str
    argument: Node | None = None
    distinct: bool = False
    condition: Node | None = None

    @property
    def names(self) -> tuple[Name, ...]:
        """The fields it looks at (and what it asks about the unit and the period), in order of writing."""
        return tuple(name for name in self._everything() if name.row != THIS)

    @property
    def own(self) -> tuple[Name, ...]:
        """What `this.product` asks of the record for which the rule is asked: names of its fields."""
        return tuple(bare(name) for name in self._everything() if name.row == THIS)

    def _everything(self) -> tuple[Name, ...]:
        pieces = (piece for piece in (self.argument, self.condition) if piece is not None)
        return tuple(dict.fromkeys(name for piece in pieces for name in names_of(piece)))

    @property
    def form(self) -> str:
        """The list form whose records it takes; '' for the one that the rule belongs to."""
        return next((name.form for name in self.names if not name.special), "")

    @property
    def of_children(self) -> bool:
        """Over the units below, not over records."""
        return any(name.whose for name in self.names)


Node = Literal | Ref | Call | Aggregate

AGGREGATES: Final = frozenset({"sum", "count", "min", "max"})
COMPARISONS: Final = frozenset({"=", "<>", "<", "<=", ">", ">="})
ARITHMETIC: Final = frozenset({"+", "-", "*", "/", "neg", "abs", "round", "least", "greatest"})
CONDITIONS: Final = COMPARISONS | {"and", "or", "not", "in", "between", "is null", "regexp_like"}
KEEP_WHOLE: Final = frozenset({"+", "-", "*", "neg", "abs", "least", "greatest", "coalesce", "case"})
"""Of whole numbers they give whole numbers."""
NUMBERS: Final = ARITHMETIC | {"length", "last_place"}
# How tightly an operation binds when it is written; what is not here is written as a function.
BINDING: Final = {
    "or": 1,
    "and": 2,
    "not": 3,
    **dict.fromkeys((*COMPARISONS, "in", "between", "is null", "regexp_like"), 4),
    **dict.fromkeys("+-", 5),
    **dict.fromkeys("*/", 6),
    "neg": 7,
}
ATOM: Final = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """A rule's check or a column's computation. `left` and `right` are the sides of a comparison.

    `names` are those outside aggregates, and the fields of its own record that aggregates ask for: each stands for one
    value.
    """

    text: str
    node: Node
    names: tuple[Name, ...]
    aggregates: tuple[Aggregate, ...] = ()
    left: Expression | None = None
    right: Expression | None = None

    @property
    def specials(self) -> tuple[Name, ...]:
        """What it asks about the unit and the period, in aggregates too."""
        inside = (name for one in self.aggregates for name in one.names)
        return tuple(dict.fromkeys(name for name in (*self.names, *inside) if name.special))

    @property
    def is_comparison(self) -> bool:
        return self.left is not None

    @property
    def is_condition(self) -> bool:
        """True or false (a check), not a figure (a computation)."""
        return sort_of(self.node) is Sort.TRUTH

    @property
    def is_arithmetic(self) -> bool:
        """Unknown as soon as one name is; `coalesce` and `case` may do without."""
        return all(not isinstance(node, Call) or node.operation in ARITHMETIC for node in walk(self.node))

    @property
    def is_row_scope(self) -> bool:
        """Speaks of one row only: every name that is not special is bare."""
        of_children = [name for one in self.aggregates if one.of_children for name in one.names]
        of_line = self.looks_up or all(one.of_children for one in self.aggregates)
        return of_line and all(name.special or not name.row for name in (*self.names, *of_children))

    @property
    def looks_up(self) -> bool:
        """Asks of one record what the records of a list have to do with it."""
        return any(one.own for one in self.aggregates)

    @property
    def others(self) -> frozenset[str]:
        """Whose figures it looks at besides those of the return itself."""
        inside = (name for one in self.aggregates for name in one.names)
        return frozenset(name.whose for name in (*self.names, *inside) if name.whose)


def binding(node: Node) -> int:
    if isinstance(node, Literal) and isinstance(node.value, float) and node.value < 0:
        return BINDING["neg"]
    return BINDING.get(node.operation, ATOM) if isinstance(node, Call) else ATOM


def results(node: Call) -> tuple[Node, ...]:
    """The pieces that an operation which only chooses (case, coalesce) may give."""
    return (*node.args[1::2], node.args[-1]) if node.operation == "case" else node.args


def sort_of(node: Node) -> Sort:
    match node:
        case Literal(None):
            return Sort.NULL
        case Literal(bool()):
            return Sort.TRUTH
        case Literal(value):
            return Sort.TEXT if isinstance(value, str) else Sort.NUMBER
        case Ref(name):
            return Sort.TEXT if name.special else Sort.VALUE
        case Aggregate():
            return Sort.NUMBER
    if node.operation in CONDITIONS:
        return Sort.TRUTH
    if node.operation in NUMBERS:
        return Sort.NUMBER
    found = {sort_of(piece) for piece in results(node)}
    return next((sort for sort in Sort if sort in found), Sort.NULL)


def walk(node: Node) -> Iterator[Node]:
    """The node and all below it, in order of writing; an aggregate is one piece, and what is in it is not walked."""
    waiting = [node]
    while waiting:
        piece = waiting.pop()
        yield piece
        if isinstance(piece, Call):
            waiting += reversed(piece.args)


def names_of(node: Node) -> tuple[Name, ...]:
    return tuple(dict.fromkeys(piece.name for piece in walk(node) if isinstance(piece, Ref)))


def bare(name: Name) -> Name:
    """The field of the record itself that `this.field` means."""
    return Name("", "", name.column)


def asked_of(node: Node) -> tuple[Name, ...]:
    """The names outside aggregates, and the fields of its own record that aggregates ask for."""
    inside = (name for one in aggregates_of(node) for name in one.own)
    return tuple(dict.fromkeys((*names_of(node), *inside)))


def aggregates_of(node: Node) -> tuple[Aggregate, ...]:
    return tuple(dict.fromkeys(piece for piece in walk(node) if isinstance(piece, Aggregate)))


def is_constant(node: Node) -> bool:
    """Whether it says the same whatever the figures are."""
    return not any(isinstance(piece, Ref | Aggregate) for piece in walk(node))


def substituted(node: Node, by: Mapping[Name, Node]) -> Node:
    """The node with other pieces in place of names; a name that is not in `by` stays."""
    match node:
        case Ref(name):
            return by.get(name, node)
        case Call(operation, args):
            return Call(operation, tuple(substituted(piece, by) for piece in args))
    return node


def is_linear(node: Node) -> bool:
    """Sums and comparisons: no figure is multiplied or divided by another."""
    return not any(
        isinstance(piece, Call)
        and (
            (piece.operation == "/" and names_of(piece.args[1]))
            or (piece.operation == "*" and all(map(names_of, piece.args)))
        )
        for piece in walk(node)
    )


def demands(node: Node) -> dict[Name, Sort]:
    """What the expression needs each name to be: NUMBER or TEXT; a name it leaves open is not here."""
    found: dict[Name, Sort] = {}
    for piece in walk(node):
        if isinstance(piece, Aggregate):
            found |= _demanded_by(piece)
        if not isinstance(piece, Call):
            continue
        operands, sort = _operands(piece)
        for operand in operands:
            if isinstance(operand, Ref) and sort in (Sort.NUMBER, Sort.TEXT):
                found.setdefault(operand.name, sort)
    return found


def _demanded_by(aggregate: Aggregate) -> dict[Name, Sort]:
    found = demands(aggregate.condition) if aggregate.condition is not None else {}
    argument = aggregate.argument
    if argument is not None:
        found |= demands(argument)
        if isinstance(argument, Ref) and aggregate.function != "count":
            found.setdefault(argument.name, Sort.NUMBER)
    return found


def everything(node: Node) -> Iterator[Node]:
    """What `walk` gives, and what is in aggregates."""
    for piece in walk(node):
        yield piece
        if isinstance(piece, Aggregate):
            for inner in (piece.argument, piece.condition):
                yield from () if inner is None else walk(inner)


def mismatches(expression: Expression, sorts: Mapping[Name, Sort]) -> Iterator[tuple[Name, Sort]]:
    """Names whose cells hold a number where a text is needed, or the other way, and what is needed."""
    said: set[Name] = set()
    for piece in everything(expression.node):
        operands, wanted = _given(piece)
        found = [sorts.get(one.name, sort_of(one)) if isinstance(one, Ref) else sort_of(one) for one in operands]
        if wanted is Sort.VALUE:
            definite = [Sort.TEXT] if any(map(is_date, operands)) else found
            wanted = next((sort for sort in definite if sort in (Sort.NUMBER, Sort.TEXT)), Sort.VALUE)
        for operand, sort in zip(operands, found, strict=True):
            wrong = {wanted, sort} == {Sort.NUMBER, Sort.TEXT}
            if wrong and isinstance(operand, Ref) and operand.name not in said:
                said.add(operand.name)
                yield operand.name, wanted


def _given(piece: Node) -> tuple[tuple[Node, ...], Sort]:
    """The figures and texts that a piece takes and that must be alike, and what they must be."""
    operands: tuple[Node, ...] = ()
    wanted = Sort.VALUE
    match piece:
        case Aggregate(function, Call() as argument) if function != "count":  # a bare name is told otherwise
            operands, wanted = (argument,), Sort.NUMBER
        case Call("case"):
            operands = results(piece)
        case Call():
            operands, wanted = _operands(piece)
    return tuple(one for operand in operands for one in _chosen(operand)), wanted


def _chosen(node: Node) -> Iterator[Node]:
    """What a piece may come to be: of `case` and `coalesce` each of what they choose from, of all else itself."""
    if isinstance(node, Call) and node.operation in ("case", "coalesce"):
        for one in results(node):
            yield from _chosen(one)
    else:
        yield node


def _operands(call: Call) -> tuple[tuple[Node, ...], Sort]:
    """The operands of a call that must be alike, and what they must be."""
    operation, args = call.operation, call.args
    if operation == "length":
        return args, Sort.TEXT
    if operation == "regexp_like":
        return args[:1], Sort.TEXT
    if operation in NUMBERS and operation not in ("least", "greatest"):
        return args, Sort.NUMBER
    if operation in COMPARISONS | {"in", "between", "coalesce", "least", "greatest"}:
        # A date is text in a table and a number on a sheet, so it demands neither.
        sorts = {sort_of(piece) for piece in args if not is_date(piece)}
        return args, next((sort for sort in (Sort.NUMBER, Sort.TEXT) if sort in sorts), Sort.VALUE)
    return (), Sort.VALUE


def is_date(node: Node) -> bool:
    """A date written as ISO text, or the first or last day of the period."""
    match node:
        case Ref(name):
            return name.special and name.column in ("start", "end")
        case Literal(str(value)):
            parts = value.split("-")
            return [len(part) for part in parts] == [4, 2, 2] and all(part.isdecimal() for part in parts)
    return False
