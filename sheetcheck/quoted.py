"""What the sentence of a rule quotes in a workbook that is being filled in: cells, where a report has figures.

“Tổng số (D22) khác D19+D20+D21”: whoever fills the workbook in sees the figures, and is told which are meant.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sheetcheck.checks import Check, fields_of
from sheetcheck.expression import Expression, Name, numbered
from sheetcheck.expression.evaluate import evaluate
from sheetcheck.expression.plainly import margin, plain
from sheetcheck.expression.rewrite import folded
from sheetcheck.expression.tree import COMPARISONS, Aggregate, Call, Literal, Node, Ref, aggregates_of, names_of
from sheetcheck.formula import special
from sheetcheck.grid import column_letter
from sheetcheck.text import Language, Text

_COLUMN = Text(vi="cột {letter}", en="column {letter}")
_LONGEST = 60
"""Characters of a sum that somebody still reads; a longer one is left out."""
_ZERO = Literal(0.0)
_SOME = Text(vi="một số", en="some")
_OFTEN = Text(vi="nhiều", en="several")


def quoted(check: Check, language: Language) -> Mapping[str, object]:
    """By the names of placeholders: cells in brackets, and what is the same for everybody as it is."""
    instance, identity = check.instance, check.spot.identity
    cells = {name: _cell(name, check, language) for name in instance.names}
    found: dict[str, object] = {name.written: f"[{cell}]" for name, cell in cells.items() if cell}
    found |= {name.written: special(name, identity) for name in instance.expression.names if name.special}
    if instance.expression.aggregates:
        found["count"] = _SOME.of(language)
    for name in map(_bare, fields_of(instance)) if instance.per else ():
        found[name.written] = f"[{_cell(name, check, language)}]"
    for side, node in zip(("left", "right"), _sides(instance.expression), strict=False):
        value = _side(node, check, language)
        if value is not None:
            found[side] = value
    return found


def _sides(expression: Expression) -> Sequence[Node]:
    """The sides of the comparison that a rule is, without the margin that it grants."""
    if expression.left is None or expression.right is None:
        return ()
    given = margin(expression.node)
    if given:
        return given.left, given.right
    node = plain(expression.node)
    while isinstance(node, Call) and node.operation == "or":
        node = node.args[-1]
    if isinstance(node, Call) and node.operation in COMPARISONS:
        return node.args
    return expression.left.node, expression.right.node


def _cell(name: Name, check: Check, language: Language) -> str:
    """Where it stands; in a register, of whose records any may be meant, the column."""
    place = check.spot.place(name) or check.spot.field(name)
    if place is None:
        return ""
    home, slot = place
    if home is not check.layout:
        return f"{home.sheet}, {slot.cell}"
    return slot.cell if home.form.kind == "matrix" else _COLUMN.fill(language, {"letter": column_letter(slot.position)})


def _side(side: Node, check: Check, language: Language) -> object:
    """A figure that the period and the unit decide, or a sum of cells; None where neither says it."""
    if check.instance.expression.aggregates:
        side = folded(side, lambda name: special(name, check.spot.identity) if name.special else None)
    names = names_of(side)
    if isinstance(side, Aggregate):
        return _aggregate(side, check, language)
    if aggregates_of(side):
        return None
    if all(name.special for name in names):
        return evaluate(side, {name: special(name, check.spot.identity) for name in names})
    node = _plain(side, check)
    if node is None:
        return None
    text = numbered(replace(check.instance.expression, node=node), lambda name: _cell(name, check, language))
    return f"[{text}]" if len(text) <= _LONGEST else None


def _aggregate(node: Aggregate, check: Check, language: Language) -> object:
    """How often something stands there; of the greatest or the least the column; a sum is no cell that anybody sees."""
    if node.function == "count":
        return _OFTEN.of(language) if check.instance.per else None
    if node.function == "sum" or not isinstance(node.argument, Ref):
        return None
    cell = _cell(node.argument.name, check, language)
    return f"[{cell}]" if cell else None


def _bare(field: str) -> Name:
    return Name("", "", field)


def _plain(node: Node, check: Check) -> Node | None:
    """Plain arithmetic over cells that are there; what counts as 0 while it is blank is read as it stands."""
    if not isinstance(node, Call):
        return None if isinstance(node, Ref) and check.spot.place(node.name) is None else node
    if node.operation == "coalesce" and len(node.args) == 2 and node.args[1] == _ZERO:
        return _plain(node.args[0], check) or _ZERO
    pieces = [_plain(piece, check) for piece in node.args]
    kept = [piece for piece in pieces if piece is not None]
    if node.operation not in ("+", "-", "*", "/") or len(kept) < len(pieces):
        return None
    return kept[0] if node.operation in ("+", "-") and kept[1] == _ZERO else Call(node.operation, tuple(kept))
