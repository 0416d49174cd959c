"""Turns sqlglot's tree into ours, and refuses what is not on the list or could never be decided."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final, NoReturn

from sheetcheck.expression import refusal
from sheetcheck.expression.nodes import SHAPES, is_inside, operands, operation, start
from sheetcheck.expression.pattern import wrong_from
from sheetcheck.expression.tree import (
    AGGREGATES,
    ARITHMETIC,
    CHILDREN,
    COMPARISONS,
    OTHERS,
    SPECIAL,
    THIS,
    Aggregate,
    Call,
    Literal,
    Name,
    Node,
    Ref,
    Sort,
    aggregates_of,
    names_of,
    results,
    sort_of,
)
from sheetcheck.expression.words import written
from sheetcheck.text import Text

if TYPE_CHECKING:
    from sqlglot import expressions as exp

MAX_DEPTH: Final = 64
_NULL: Final = Literal(None)
_DEFINITE: Final = frozenset({Sort.NUMBER, Sort.TEXT, Sort.TRUTH})

_WANTED = {
    Sort.NUMBER: refusal.NUMBER,
    Sort.TEXT: refusal.TEXT,
    Sort.TRUTH: refusal.CONDITION,
    Sort.VALUE: refusal.VALUE,
}
_NEEDS = dict.fromkeys([*ARITHMETIC, "last_place"], Sort.NUMBER)
_NEEDS |= dict.fromkeys(["length", "regexp_like"], Sort.TEXT)
_NEEDS |= dict.fromkeys(["and", "or", "not"], Sort.TRUTH)
_NEEDS |= dict.fromkeys(["<", "<=", ">", ">=", "in", "between", "coalesce"], Sort.VALUE)
_ALIKE = COMPARISONS | {"in", "between", "coalesce"}
_FITTING = {
    Sort.NUMBER: {Sort.NUMBER, Sort.VALUE},
    Sort.TEXT: {Sort.TEXT, Sort.VALUE},
    Sort.VALUE: {Sort.NUMBER, Sort.TEXT, Sort.VALUE},
    Sort.TRUTH: {Sort.TRUTH},
}


@dataclass(frozen=True, slots=True)
class Builder:
    """Turns sqlglot's tree into ours and refuses what is not on the list.

    `lists` allows aggregates; `inside` says that names are fields of a record, because they stand inside one.
    """

    text: str
    lists: bool = False
    inside: bool = False

    def refuse(self, node: exp.Expr, message: Text, **params: object) -> NoReturn:
        refusal.refuse(self.text, start(node), message, **params)

    def whole(self, tree: exp.Expr) -> Node:
        """The tree of an expression; beside an aggregate over records every name says of which row it is."""
        node = self.build(tree)
        taken = aggregates_of(node)
        if any(not one.of_children for one in taken):
            self.need_lists(tree)
        if any(not one.of_children for one in taken) and not any(one.own for one in taken):
            for piece in tree.walk():
                if piece.key == "column" and not piece.args.get("table") and not is_inside(piece):
                    self.refuse(piece, refusal.BESIDE, found=piece.name)
        return node

    def need_lists(self, tree: exp.Expr) -> None:
        """`sum(childen.total)` would be about the records of a form of that name."""
        meant = Text(f"“{CHILDREN}”", f"“{CHILDREN}”")
        for piece in tree.walk():
            table = piece.args.get("table") if piece.key == "column" and is_inside(piece) else None
            if table is not None and table.name != CHILDREN and get_close_matches(table.name, [CHILDREN], cutoff=0.8):
                self.refuse(piece, refusal.HABIT, found=table.name, instead=meant)

    def build(self, node: exp.Expr, depth: int = 0) -> Node:
        if depth > MAX_DEPTH:
            self.refuse(node, refusal.DEEP)
        self.admit(node, depth)
        match node.key:
            case "paren":
                return self.build(node.this, depth + 1)
            case "literal" | "boolean" | "null":
                return self.literal(node)
            case "column":
                return Ref(self.name(node))
            case "is":
                return self.is_null(node, depth)
            case "case":
                return self.case(node, depth)
            case "sum" | "count" | "min" | "max":
                return self.aggregate(node, None, depth)
            case "filter":
                return self.filtered(node, depth)
        pieces = list(operands(node))
        made = Call(operation(node.key), tuple(self.build(piece, depth + 1) for piece in pieces))
        self.check(made, pieces or [node])
        if made.operation == "neg" and isinstance(made.args[0], Literal):
            return Literal(-float(made.args[0].value or 0))
        return made

    def admit(self, node: exp.Expr, depth: int) -> None:
        if node.key == "alias":  # two operands side by side: sqlglot takes the second for a new name
            alias = node.args["alias"]
            self.refuse(alias, refusal.SYNTAX, found=alias.name)
        shape = SHAPES.get(node.key)
        if shape is not None and all(part in shape or not value for part, value in node.args.items()):
            return
        if depth == 0:  # a statement: no place of its own, and its parts would mislead
            start = len(self.text) - len(self.text.lstrip())
            refusal.refuse(self.text, start, refusal.REFUSED, found=node.sql())
        self.refuse(node, refusal.REFUSED, found=node.sql())

    def literal(self, node: exp.Expr) -> Literal:
        if node.key == "null":
            return Literal(None)
        if node.key == "boolean":
            return Literal(bool(node.this))
        if node.args["is_string"]:
            return Literal(str(node.this))
        try:
            number = float(node.this)
        except ValueError:  # `.1.`, which the parser takes for a number
            number = math.nan
        if not math.isfinite(number):
            self.refuse(node, refusal.NUMBER, found=node.this)
        return Literal(number)

    def name(self, node: exp.Expr) -> Name:
        if node.this.key != "identifier":
            self.refuse(node, refusal.REFUSED, found=node.sql())
        name = _name([node.args[part].name for part in ("catalog", "db", "table", "this") if node.args.get(part)])
        if name is None:
            self.refuse(node, refusal.REFUSED, found=node.sql())
        if name.whose:
            return self.other(name, node)
        if self.inside and name.row == THIS and not name.form:
            return name
        if self.inside and not name.special:
            if name.form:
                self.refuse(node, refusal.FIELD, found=name.written)
            return Name(name.row, "", name.column)
        if name.special and name.column not in SPECIAL[name.row]:
            known = [f"{table}.{item}" for table in SPECIAL for item in sorted(SPECIAL[table])]
            self.refuse(node, refusal.SPECIAL, found=name.written, known=known)
        return name

    def other(self, name: Name, node: exp.Expr) -> Name:
        """A cell of another return: of many units inside an aggregate, of one outside."""
        if not self.lists:
            self.refuse(node, refusal.OTHERS_IN_RULES, found=name.written)
        if self.inside is not (name.whose == CHILDREN):
            self.refuse(node, refusal.INSIDE if self.inside else refusal.OUTSIDE, found=name.written)
        return name

    def is_null(self, node: exp.Expr, depth: int) -> Node:
        if node.expression.key != "null":
            self.refuse(node, refusal.REFUSED, found=node.sql())
        return Call("is null", (self.build(node.this, depth + 1),))

    def case(self, node: exp.Expr, depth: int) -> Node:
        """`case x when 1 …` is written out as `case when x = 1 …`."""
        subject = node.args.get("this")
        pieces: list[Node] = []
        for branch in node.args["ifs"]:
            condition = self.build(branch.this, depth + 1)
            if subject is not None:
                condition = Call("=", (self.build(subject, depth + 1), condition))
                self.check(condition, [subject, branch.this])
            self.need(condition, Sort.TRUTH, branch.this)
            pieces += [condition, self.build(branch.args["true"], depth + 1)]
        default = node.args.get("default")
        pieces.append(self.build(default, depth + 1) if default is not None else Literal(None))
        made = Call("case", tuple(pieces))
        values = [branch.args["true"] for branch in node.args["ifs"]] + ([] if default is None else [default])
        self.alike([pair for pair in zip(results(made), values, strict=False) if pair[0] != _NULL])
        return made

    def filtered(self, node: exp.Expr, depth: int) -> Node:
        """`sum(x) filter (where …)`."""
        if node.this.key not in AGGREGATES:
            self.refuse(node, refusal.FILTER, found=node.this.sql())
        return self.aggregate(node.this, node.expression.this, depth)

    def aggregate(self, node: exp.Expr, condition: exp.Expr | None, depth: int) -> Aggregate:
        """`count(*)` has no argument; everything in it is about one record."""
        if not self.lists:
            self.refuse(node, refusal.RULES_ONLY, found=node.sql().lower())
        if self.inside:
            self.refuse(node, refusal.NESTED, found=node.sql().lower())
        self.admit(node, depth)
        record, given = replace(self, inside=True), node.this
        distinct = given is not None and given.key == "distinct"
        of: list[exp.Expr] = given.expressions if distinct else [] if given is None else [given]
        if len(of) != 1 or node.args.get("expressions") or (node.key != "count" and (distinct or given.key == "star")):
            self.refuse(node, refusal.ONE_FIELD, found=node.key)
        argument = None if given.key == "star" else record.build(of[0], depth + 1)
        if argument is not None:
            self.need(argument, Sort.VALUE if node.key == "count" else Sort.NUMBER, of[0])
            self.need_field(argument, of[0])
        where = None if condition is None else record.build(condition, depth + 1)
        if where is not None and condition is not None:
            self.need(where, Sort.TRUTH, condition)
            self.need_field(where, condition)
        made = Aggregate(node.key, argument, distinct, where)
        if made.of_children:
            self.need_children(made, node)
            return made
        lists = dict.fromkeys(name.form for name in made.names if not name.special)
        if len(lists) > 1:
            found = [form or name.written for form in lists for name in made.names if name.form == form][: len(lists)]
            self.refuse(node, refusal.ONE_LIST, found=found)
        return made

    def need_children(self, made: Aggregate, node: exp.Expr) -> None:
        """Beside a cell of every unit below there are no fields of records."""
        if field := next((name for name in made.names if not name.whose and not name.special), None):
            self.refuse(node, refusal.INSIDE_CHILDREN, found=field.written)

    def check(self, call: Call, nodes: Sequence[exp.Expr]) -> None:
        """Refuses what no figure could ever decide: a number as a condition, a sum of texts.

        `nodes` are those of the operands: where they stand is told.
        """
        operation = call.operation
        pairs = [pair for pair in zip(call.args, nodes, strict=False) if operation != "coalesce" or pair[0] != _NULL]
        match operation:
            case "in":
                self.constants(pairs[1:], nodes[0])
            case "regexp_like":
                self.pattern(*pairs[1])
            case "round":
                self.decimals(pairs[1:])
            case "last_place" if len(pairs) != 1:
                self.refuse(nodes[0], refusal.SYNTAX, found=operation)
            case _ if operation in COMPARISONS:
                self.comparable(pairs, operation)
        for piece, node in pairs if operation in _NEEDS else ():
            self.need(piece, _NEEDS[operation], node)
        if operation in _ALIKE:
            self.alike(pairs)

    def comparable(self, pairs: Sequence[tuple[Node, exp.Expr]], operation: str) -> None:
        for piece, node in pairs:
            if piece == _NULL:
                self.refuse(node, refusal.NULL)
            if piece == Literal(""):
                self.refuse(node, refusal.NOTHING)
        first, node = pairs[0]
        if node.key != "paren" and isinstance(first, Call) and first.operation in COMPARISONS:
            self.refuse(node, refusal.CHAIN, left=written(first), again=f"{written(first.args[1])} {operation}")

    def need(self, piece: Node, sort: Sort, node: exp.Expr) -> None:
        if sort_of(piece) not in _FITTING[sort]:
            self.refuse(node, _WANTED[sort], found=written(piece))

    def need_field(self, piece: Node, node: exp.Expr) -> None:
        """What is the same for every record counts nothing (and polars takes it for one line, not for all)."""
        if all(name.special or name.row == THIS for name in names_of(piece)):
            self.refuse(node, refusal.NO_FIELD, found=written(piece))

    def alike(self, pairs: Sequence[tuple[Node, exp.Expr]]) -> None:
        """Operands of one sort; the first that is not of the sort of those before it is named."""
        known = next((piece for piece, _ in pairs if sort_of(piece) in _DEFINITE), None)
        if known is None:
            return
        wanted = sort_of(known)
        for piece, node in pairs:
            sort = sort_of(piece)
            if sort is not wanted and (sort in _DEFINITE or wanted is Sort.TRUTH):
                self.refuse(node, refusal.ALIKE, left=written(piece), right=written(known))

    def constants(self, pairs: Sequence[tuple[Node, exp.Expr]], node: exp.Expr) -> None:
        wrong = next((at for piece, at in pairs if not isinstance(piece, Literal)), node)
        if not pairs or wrong is not node:
            self.refuse(wrong, refusal.LIST)

    def decimals(self, pairs: Sequence[tuple[Node, exp.Expr]]) -> None:
        for piece, node in pairs:
            value = piece.value if isinstance(piece, Literal) else None
            if not isinstance(value, float) or value != int(value) or abs(value) > 9:
                self.refuse(node, refusal.DECIMALS)

    def pattern(self, piece: Node, node: exp.Expr) -> None:
        value = piece.value if isinstance(piece, Literal) else None
        if not isinstance(value, str):
            self.refuse(node, refusal.NO_PATTERN, found=written(piece))
        wrong = wrong_from(value)
        if wrong is not None:
            self.refuse(node, refusal.PATTERN, found=written(piece), wrong=wrong, times="{0,3}")


def _name(parts: list[str]) -> Name | None:
    """The name that words joined by dots are; None for more words than a name has."""
    whose = parts.pop(0) if len(parts) > 1 and parts[0] in OTHERS else ""
    form, row, column = [""] * (3 - len(parts)) + parts if len(parts) < 4 else ("",) * 3
    return Name(form, row, column, whose) if column else None
