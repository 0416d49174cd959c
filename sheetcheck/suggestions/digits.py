"""Two neighbouring digits typed in the wrong order: 12 for 21."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from sheetcheck.suggestions._case import Case, Deduction, Proposal, why


def _proposals(case: Case) -> Iterator[Proposal]:
    for place, value in case.figures.items():
        for other in _swapped(value):
            reason = why(
                "hai chữ số đứng cạnh nhau ở ô {cell} gõ ngược: {found} thay vì {value}",
                "two neighbouring digits in {cell} are the wrong way round: {found} instead of {value}",
                cell=case.address(place),
                found=value,
                value=other,
            )
            yield Proposal({place: other}, reason, needs_equality=True)


def _swapped(value: float) -> Iterator[float]:
    """Each figure that two digits the other way round make of it; as long as before, so that its scale stays."""
    text = f"{value:.0f}" if value == int(value) else repr(value)
    places = [place for place, letter in enumerate(text) if letter.isdigit()]
    for first, second in pairwise(places):
        letters = list(text)
        letters[first], letters[second] = letters[second], letters[first]
        if letters[first] != letters[second] and letters[places[0]] != "0":
            yield float("".join(letters))


DEDUCTION = Deduction("digits", _proposals)
