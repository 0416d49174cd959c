"""What a cell that was read badly, or with a doubt, may mean: intake names it already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from sheetcheck.codes import cell as C
from sheetcheck.codes import entry as E
from sheetcheck.evidence import Place
from sheetcheck.expression.evaluate import Value
from sheetcheck.kinds import KINDS
from sheetcheck.suggestions._case import Case, Deduction, Proposal, why

HINTED: Final = frozenset((C.THOUSANDS_LOST.code, C.LETTER_FOR_DIGIT.code))
_FRACTIONS: Final = frozenset((C.FRACTION.code, C.FRACTION_OR_DATE.code))
CODES: Final = HINTED | _FRACTIONS | {C.AMBIGUOUS_SEPARATOR.code, C.NEGATIVE.code, E.CHOICE_NEAR.code}
"""Everything of which somebody may be shown what it means; `sign` looks at one of them."""
_TOTAL, _FEMALE = "total", "female"


def _proposals(case: Case) -> Iterator[Proposal]:
    if case.place is None:
        return
    params, code = case.finding.params, case.finding.code
    if code == C.AMBIGUOUS_SEPARATOR.code:
        yield from _both_ways(case, case.place)
    elif code in HINTED:
        slot = case.known.slot(case.place)
        hint = params.get("hint")
        if slot is not None:
            read = KINDS[slot.column.kind].read(float(hint) if isinstance(hint, int | float) else hint, slot.column)
            if read.value is not None:
                yield _meant(case, {case.place: read.value})
    elif code in _FRACTIONS:
        yield from _fraction(case, case.place)
    elif code == E.CHOICE_NEAR.code:
        ids = params.get("ids")
        for one in ids if isinstance(ids, list | tuple) else ():
            yield _meant(case, {case.place: str(one)})


def _meant(case: Case, changes: Mapping[Place, Value]) -> Proposal:
    reason = why(
        "đó là cách hiểu gần nhất của “{found}”",
        "that is what “{found}” most likely means",
        found=case.finding.params.get("found", ""),
    )
    return Proposal(changes, reason)


def _both_ways(case: Case, place: Place) -> Iterator[Proposal]:
    """46,111 as thousands and as a decimal: where only one of them agrees with the rules, it is told alone."""
    value = case.finding.params.get("value")
    if isinstance(value, int | float):
        large = float("".join(letter for letter in str(case.finding.params["found"]) if letter.isdigit()))
        yield _meant(case, {place: float(value)})
        yield _meant(case, {place: large if value != large else large / 1000})


def _fraction(case: Case, place: Place) -> Iterator[Proposal]:
    """20/49: the women and the total, where both cells are there and the other says nothing else."""
    params, column = case.finding.params, place.column
    own, other = (_TOTAL, _FEMALE) if _TOTAL in column else (_FEMALE, _TOTAL)
    beside = place._replace(column=column.replace(own, other))
    figures = {own: params.get(own), other: params.get(other)}
    if own not in column or case.known.slot(beside) is None:
        return
    there = case.known.value(beside)
    mine, theirs = figures[own], figures[other]
    if isinstance(mine, int | float) and isinstance(theirs, int | float) and there in (None, float(theirs)):
        yield _meant(case, {place: float(mine), beside: float(theirs)})


DEDUCTION = Deduction("reading", _proposals)
