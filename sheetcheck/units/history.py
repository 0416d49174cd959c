"""Everything a code ever named, what went into it and what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sheetcheck.text import Language, Text
from sheetcheck.units import words
from sheetcheck.units.register import Register
from sheetcheck.units.standing import ever_known
from sheetcheck.units.unit import Unit

_WHOLE: Final = Text(vi="toàn bộ", en="whole")
_PART: Final = Text(vi="một phần, không rõ tỷ lệ", en="in part, share unknown")


class Direction(StrEnum):
    BEFORE = "←"
    AFTER = "→"


@dataclass(frozen=True, slots=True)
class Step:
    """A unit, and how far from the code's own units: 0 is one of them, 1 went into it or came of it.

    `whole` says whether the older of the two went over whole, so that figures may be added up.
    """

    unit: Unit
    depth: int = 0
    direction: Direction | None = None
    whole: bool = False

    def line(self, register: Register, language: Language) -> str:
        place = words.placed(register, self.unit, self.unit.valid_from, language)
        said = f"{place} {words.span(self.unit, language)}".rstrip()
        if self.direction is None:
            lost = self.unit.valid_to is not None and not self.unit.successors
            return f"{said}, {words.became(register, self.unit, language)}" if lost else said
        share = (_WHOLE if self.whole else _PART).of(language)
        return f"{'  ' * self.depth}{self.direction} {said} ({share})"


def history(register: Register, code: str) -> Iterator[Step]:
    """Oldest first; raises RefusedError for a code that never named anything."""
    for unit in ever_known(register, code):
        yield Step(unit)
        yield from _before(register, unit, unit.code, 1)
        yield from _after(register, unit, unit.code, 1)


def _before(register: Register, unit: Unit, code: str, depth: int) -> Iterator[Step]:
    for one in register.previous_of(unit):
        yield Step(one, depth, Direction.BEFORE, one.share_known)
        if one.code != code:  # what went into the code's own older units stands with them
            yield from _before(register, one, code, depth + 1)


def _after(register: Register, unit: Unit, code: str, depth: int) -> Iterator[Step]:
    for one in register.next_of(unit):
        yield Step(one, depth, Direction.AFTER, unit.share_known)
        if one.code != code:
            yield from _after(register, one, code, depth + 1)
