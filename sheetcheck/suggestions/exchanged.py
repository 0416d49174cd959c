"""Two figures in each other's cell: the women under the total, or a row in the place of its neighbour.

A nought, or an answer of yes and no, may stand anywhere: of these it takes more than two that do not agree.
"""

from __future__ import annotations

from collections.abc import Iterator

from sheetcheck.evidence import Place
from sheetcheck.suggestions._case import Case, Deduction, Proposal, why


def _proposals(case: Case) -> Iterator[Proposal]:
    seen: set[frozenset[Place]] = set()
    for place in case.figures:
        for other, is_sure in _partners(case, place):
            pair = frozenset((place, other))
            first, second = case.known.value(place), case.known.value(other)
            if pair in seen or first == second or not isinstance(first, float) or not isinstance(second, float):
                continue
            seen.add(pair)
            above, below = sorted((place, other), key=case.position)
            reason = why(
                "số ở ô {first} và ô {second} ghi đổi chỗ cho nhau",
                "the figures in {first} and {second} stand in each other's place",
                first=case.address(above),
                second=case.address(below),
            )
            yield Proposal({place: second, other: first}, reason, needs_equality=not is_sure or 0 in (first, second))


def _partners(case: Case, place: Place) -> Iterator[tuple[Place, bool]]:
    """Cells whose figure may have come here.

    Those that the rule holds against each other need no other proof, when they stand in one line or are all that
    two neighbouring lines have.
    """
    for other in case.figures:
        if other != place and other.form == place.form:
            is_row = len(case.line(place)) == 1 == abs(other.line - place.line) and other.column == place.column
            yield other, other.line == place.line or is_row
    line = case.line(place)
    at = next((at for at, (_, one) in enumerate(line) if one == place), None)
    if at is not None:
        yield from ((line[near][1], False) for near in (at - 1, at + 1) if 0 <= near < len(line))
    layout = case.known.asked.layouts[place.form]
    if layout.form.kind == "matrix":
        for near in (place.line - 1, place.line + 1):
            if 0 <= near < len(layout.lines):
                beside = Place(place.form, near, place.column)
                slot = case.known.slot(beside)
                if slot is not None and not slot.computed:
                    yield beside, False


DEDUCTION = Deduction("exchanged", _proposals)
