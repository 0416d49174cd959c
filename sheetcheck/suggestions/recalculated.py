"""A computed cell whose workbook was saved before it was worked out anew."""

from __future__ import annotations

from collections.abc import Iterator

from sheetcheck.evidence import Place
from sheetcheck.suggestions._case import Case, Deduction, Proposal, why


def _proposals(case: Case) -> Iterator[Proposal]:
    changes: dict[Place, float] = {}
    for _, place in case.ask.places if case.ask is not None else ():
        if place is not None and case.known.is_formula(place):
            value = case.known.recalculated(place)
            if value is not None and value != case.known.value(place):
                changes[place] = value
    if changes:
        cells = ", ".join(map(case.address, changes))
        reason = why(
            "công thức ở ô {cells} chưa tính lại sau khi sửa số",
            "the formula in {cells} was not worked out again after a figure was changed",
            cells=cells,
        )
        yield Proposal(changes, reason)


DEDUCTION = Deduction("recalculated", _proposals, settles=True)
