"""A minus that does not belong there, or one that is missing."""

from __future__ import annotations

from collections.abc import Iterator

from sheetcheck.codes.cell import NEGATIVE
from sheetcheck.kinds import KINDS
from sheetcheck.suggestions._case import Case, Deduction, Proposal, why


def _proposals(case: Case) -> Iterator[Proposal]:
    found = case.finding.params.get("found")
    if case.place is not None and case.finding.code == NEGATIVE.code and isinstance(found, str | int | float):
        slot = case.known.slot(case.place)
        read = KINDS[slot.column.kind].read(_without_sign(found), slot.column) if slot else None
        if read is not None and isinstance(read.value, float):
            reason = why(
                "ô {cell} có dấu trừ thừa trước số {value}",
                "{cell} has a minus before {value} that does not belong there",
                cell=case.address(case.place),
                value=read.value,
            )
            yield Proposal({case.place: read.value}, reason)
    for place, value in case.figures.items():
        slot = case.known.slot(place)
        spread = KINDS[slot.column.kind].range if slot else None
        if value and spread is not None and (spread.least is None or spread.least < 0):
            reason = why(
                "số ở ô {cell} sai dấu: {found} thay vì {value}",
                "the figure in {cell} has the wrong sign: {found} instead of {value}",
                cell=case.address(place),
                found=value,
                value=-value,
            )
            yield Proposal({place: -value}, reason, needs_equality=True)


def _without_sign(found: str | float) -> str | float:
    """What is left, still as it was typed."""
    return abs(float(found)) if isinstance(found, int | float) else found.strip().lstrip("-–−").strip()


DEDUCTION = Deduction("sign", _proposals)
