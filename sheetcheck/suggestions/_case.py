"""What deductions are asked about, and what they answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from sheetcheck.evidence import Place
from sheetcheck.expression import Expression
from sheetcheck.expression.evaluate import Value
from sheetcheck.expression.plainly import margin, plain
from sheetcheck.expression.tree import Call, Node, Sort, sort_of
from sheetcheck.finding import Finding
from sheetcheck.kinds import KINDS
from sheetcheck.layout import Slot
from sheetcheck.suggestions._asked import Ask
from sheetcheck.suggestions._known import Known
from sheetcheck.text import Text

Figures = Mapping[Place, float]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Cells that may say something else, and why.

    `needs_equality`: by itself it proves nothing (any figure can be made small enough), so it counts only when two
    figures that differed agree to the last digit with it. `loses`: a figure is gone, so what it broke may stay open.
    """

    changes: Mapping[Place, Value]
    why: Text
    needs_equality: bool = False
    loses: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """A finding on one return. Of a broken rule `ask` says which; of a cell that was read badly `place` is the cell.

    `figures` are the numbers, typed by somebody, on which the broken rule rests, in the order of its expression.
    """

    finding: Finding
    known: Known
    ask: Ask | None
    place: Place | None
    figures: Figures

    def address(self, place: Place) -> str:
        """The cell as a reader of the finding looks for it: with its sheet when that is another."""
        cell, form = self.known.there.address(place), place.form
        return cell if form == self.finding.form else f"{self.known.item.figures[form].sheet}!{cell}"

    def position(self, place: Place) -> tuple[str, int, int]:
        """Where it is met by who reads the workbook."""
        slot = self.known.slot(place)
        return place.form, place.line, slot.position if slot else 0

    def line(self, place: Place) -> list[tuple[Slot, Place]]:
        """The cells for numbers of a line, from left to right; computed ones are not there."""
        layout = self.known.asked.layouts[place.form]
        slots = layout.lines[place.line].slots
        return [
            (slot, Place(place.form, place.line, slot.column.id))
            for slot in sorted(slots, key=lambda slot: slot.position)
            if not slot.computed and KINDS[slot.column.kind].numeric
        ]


@dataclass(frozen=True, slots=True)
class Deduction:
    """A way in which figures go wrong. Where one that `settles` explains a finding, nothing else is looked for."""

    name: str
    proposals: Callable[[Case], Iterator[Proposal]]
    settles: bool = False


def why(vi: str, en: str, **params: object) -> Text:
    """A reason with its figures written as each language writes them."""
    text = Text(vi, en)
    return Text(text.fill("vi", params), text.fill("en", params))


def sides(expression: Expression) -> tuple[Node, Node] | None:
    """The two figures that a rule says are equal, with or without a margin; None for any other rule."""
    about = margin(expression.node)
    if about is not None:
        return about.left, about.right
    node = plain(expression.node)
    if isinstance(node, Call) and node.operation == "or":
        node = node.args[-1]
    if not isinstance(node, Call) or node.operation != "=" or sort_of(node.args[0]) is Sort.TRUTH:
        return None
    return node.args[0], node.args[1]


def is_equality(ask: Ask) -> bool:
    return sides(ask.instance.expression) is not None
