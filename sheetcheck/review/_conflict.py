"""The smallest set of demands that cannot all be met, found by asking of sets whether they can."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import combinations
from math import comb

Conflict = Callable[[Collection[str]], Collection[str] | None]
"""Of some demands, those that cannot all be met (perhaps more than it takes); None when all can, or nobody knows."""
Met = Callable[[], Collection[str]]
"""Demands that were all met at once when the last set was found to have no conflict; none when that is not known."""

_MOST_SETS = 20_000


def irreducible(names: Sequence[str], conflict: Conflict) -> tuple[str, ...] | None:
    """A conflict of which nothing can be left out; None when there is none."""
    found = conflict(names)
    if found is None:
        return None
    kept = [name for name in names if name in found]
    for name in tuple(kept):
        if name not in kept:
            continue
        less = conflict([other for other in kept if other != name])
        if less is not None:
            kept = [other for other in kept if other in less]
    return tuple(kept)


def smallest(names: Sequence[str], conflict: Conflict, met: Met, steps: int) -> tuple[str, ...] | None:
    """A conflict of the fewest demands, in at most so many steps; then the smallest known.

    What has to be left out so that the others can all be met holds something of every conflict. So a set with
    something of each of those is either the smallest conflict, or shows one more that has to be left out.
    """
    found = irreducible(names, conflict)
    corrections: list[frozenset[str]] = []
    while found is not None and steps > 0:
        few = next(_hitting(corrections, names, len(found) - 1), None)
        if few is None:
            return found
        if conflict(few) is not None:
            return irreducible(few, conflict)
        kept = dict.fromkeys([*few, *met()])
        for name in names:
            if name not in kept and conflict([*kept, name]) is None:
                kept |= dict.fromkeys([name, *met()])
        corrections.append(frozenset(names) - kept.keys())
        steps -= 1
    return found


def _hitting(sets: Sequence[frozenset[str]], names: Sequence[str], most: int) -> Iterator[tuple[str, ...]]:
    """Sets of names that have one of each, the smallest first."""
    candidates = [name for name in names if any(name in some for some in sets)]
    for size in range(most + 1):
        if comb(len(candidates), size) > _MOST_SETS:
            return
        yield from (some for some in combinations(candidates, size) if all(one.intersection(some) for one in sets))
