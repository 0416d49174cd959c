"""The nearest of some names to one that was typed; the only module that imports rapidfuzz."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process, utils


def nearest(typed: str, known: Iterable[str], *, most: int = 1, least: float = 55) -> list[str]:
    """Up to `most` names, best first, that are alike by at least `least` percent."""
    found = process.extract(
        typed, list(known), scorer=fuzz.ratio, processor=utils.default_process, limit=most, score_cutoff=least
    )
    return [name for name, _, _ in found]


def likeness(one: str, other: str) -> float:
    """How alike two texts are, in percent."""
    return float(fuzz.ratio(one, other))
