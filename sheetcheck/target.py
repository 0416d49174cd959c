"""A target of the national strategy: how its figure comes about, and what it should come to by when.

The scoreboard (form 14) has a row for each; `schemas/targets.yaml` says them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from operator import ge, gt, le, lt
from typing import Final

from sheetcheck.form import NOWHERE, Level, Nature, Place, Required, RollUp, Row
from sheetcheck.text import Text

MILESTONES: Final = (2025, 2030)


class Better(StrEnum):
    """How a result meets its target."""

    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"


_SIGNS: Final = {Better.AT_LEAST: ">=", Better.MORE_THAN: ">", Better.AT_MOST: "<=", Better.LESS_THAN: "<"}
_HOLDS: Final[Mapping[Better, Callable[[float, float], bool]]] = {
    Better.AT_LEAST: ge,
    Better.MORE_THAN: gt,
    Better.AT_MOST: le,
    Better.LESS_THAN: lt,
}
_SAID: Final = {
    Better.AT_LEAST: Text(vi="từ {level} trở lên", en="{level} or more"),
    Better.MORE_THAN: Text(vi="trên {level}", en="more than {level}"),
    Better.AT_MOST: Text(vi="không quá {level}", en="at most {level}"),
    Better.LESS_THAN: Text(vi="dưới {level}", en="less than {level}"),
}
_DECIMALS: Final = 6
"""To how many a result is compared with its target: 111 boys to 100 girls must not come out a hair above 111."""

NOTHING: Final = "null"
"""The expression of a computed cell that stays empty: the Resolution names no level."""

_UNVERIFIED: Final = Text(vi=" (*)", en=" (*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One line of the scoreboard: `numerator * scale / denominator` beside the levels of 2025 and 2030.

    `level` is the lowest level of units at which the figure says something. `verified` says that the levels
    were compared with the text of the Resolution; what was not is marked wherever it is printed. `evidence`
    names the public pages where they were read.
    """

    id: str
    code: str
    number: str
    title: Text
    unit: Text
    numerator: str
    denominator: str
    scale: float
    level: Level
    better: Mapping[int, Better]
    milestones: Mapping[int, float]
    verified: bool
    evidence: tuple[str, ...] = ()
    note: Text | None = None
    place: Place = field(default=NOWHERE, compare=False)

    @property
    def label(self) -> Text:
        """As a form prints it: number, title, and a mark when the level is not official."""
        mark = Text("", "") if self.verified else _UNVERIFIED
        return Text(f"{self.number}. {self.title.vi}{mark.vi}", f"{self.number}. {self.title.en}{mark.en}")

    def is_met(self, value: float, year: int) -> bool | None:
        """Whether a result meets the level of a milestone; None where the Resolution names none."""
        if year not in self.milestones:
            return None
        return _HOLDS[self.better[year]](round(value, _DECIMALS), self.milestones[year])

    def said(self, year: int) -> Text | None:
        """The level of a milestone in words; None where the Resolution names none."""
        if year not in self.milestones:
            return None
        level = f"{self.milestones[year]:g}"
        words = _SAID[self.better[year]]
        return Text(words.fill("vi", {"level": level.replace(".", ",")}), words.fill("en", {"level": level}))


def milestone_of(year: int) -> int:
    """The milestone in force: that of 2025 until the end of 2025, then that of 2030."""
    first, last = MILESTONES
    return first if year <= first else last


def rows_of(targets: Iterable[Target]) -> tuple[Row, ...]:
    """The rows of the scoreboard: every figure of a line is computed, and may be checked again."""
    return tuple(
        Row(
            id=target.id,
            code=target.code,
            title=target.label,
            unit=target.unit,
            columns="G",
            levels=(Level.PROVINCE,),
            required=Required.COMPUTED,
            nature=Nature.FLOW,
            roll_up=RollUp.CALC,
            cells=_cells(target),
            serves=(f"NQ28-{target.number}",),
            core=True,
            place=target.place,
        )
        for target in targets
    )


def _cells(target: Target) -> Mapping[str, str]:
    """The expressions of a line by column."""
    levels = {year: f"{target.milestones[year]:g}" if year in target.milestones else NOTHING for year in MILESTONES}
    return {
        "numerator": target.numerator,
        "denominator": target.denominator,
        "value": f"numerator * {target.scale:g} / denominator",
        "verified": str(int(target.verified)),
        **{f"target_{year}": level for year, level in levels.items()},
        "met": _met(target) if target.milestones else NOTHING,
    }


def _met(target: Target) -> str:
    """1 or 0 against the target in force, as `Target.is_met` and `milestone_of` have it."""
    now, later = (f"round(value, {_DECIMALS}) {_SIGNS[target.better[year]]} target_{year}" for year in MILESTONES)
    until, since = (f"(case when {test} then 1 when not ({test}) then 0 end)" for test in (now, later))
    return f"case when period.end <= '{MILESTONES[0]}-12-31' then {until} else {since} end"
