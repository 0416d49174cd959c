"""What a name may stand for, when rules are reasoned about instead of being applied to figures."""

from __future__ import annotations

from dataclasses import dataclass

from sheetcheck.expression.tree import Sort


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain:
    """Figures between `least` and `most` (None: no bound), or texts: those of `texts`, or any where it is empty.

    A domain holds values only; whether a cell may be blank is another question.
    """

    sort: Sort = Sort.NUMBER
    whole: bool = False
    least: float | None = None
    most: float | None = None
    texts: tuple[str, ...] = ()
