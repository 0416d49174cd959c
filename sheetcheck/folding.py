"""Equal faults as one: the same code on one sheet, its cells written as ranges."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from sheetcheck.finding import Finding
from sheetcheck.grid import a1

_CELL: Final = re.compile(r"([A-Z]{1,3})([1-9]\d*)")
_MOST_RANGES: Final = 8


@dataclass(frozen=True, slots=True)
class Fold:
    """Findings of one code and one rule on one sheet; `first` speaks for them all."""

    first: Finding
    cells: tuple[str, ...]
    count: int

    @property
    def where(self) -> str:
        """The cells for the eye; when there are very many, the first of them."""
        found = ranges(self.cells)
        return ", ".join([*found[:_MOST_RANGES], "…"] if len(found) > _MOST_RANGES else found)


def folded(
    findings: Iterable[Finding], remedy: Callable[[Finding], str] = lambda _: "", *, fold: bool = True
) -> list[Fold]:
    """In the order of the first of each; with `fold=False` every finding stays by itself.

    Findings with another `remedy` are kept apart: one cell must not be mended with another's figures. So are those
    with other suggestions.
    """
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for number, one in enumerate(findings):
        key = (one.sheet, one.code, one.rule, one.severity, one.explained, remedy(one), one.suggestions)
        groups.setdefault(key if fold else (number,), []).append(one)
    return [
        Fold(group[0], tuple(dict.fromkeys(cell for one in group for cell in one.cells)), len(group))
        for group in groups.values()
    ]


def ranges(cells: Iterable[str]) -> list[str]:
    """`D5, D6, D7, E5, E6, E7, F7` as `D5:E7, F7`; cells of other sheets keep their sheet's name."""
    sheets: dict[str, set[tuple[int, int]]] = {}
    other: list[str] = []
    for cell in cells:
        sheet, _, address = cell.rpartition("!")
        match = _CELL.fullmatch(address)
        if match is None:
            other.append(cell)
            continue
        sheets.setdefault(sheet, set()).add((_number(match.group(1)), int(match.group(2))))
    found: list[str] = []
    for sheet, places in sorted(sheets.items()):
        found += [f"{sheet}!{area}" if sheet else area for area in _areas(places)]
    return found + other


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _areas(places: set[tuple[int, int]]) -> list[str]:
    """Runs down each column, joined with the same run of the next column."""
    runs: dict[tuple[int, int], list[int]] = {}
    for column, line in sorted(places):
        if (column, line - 1) in places:
            continue
        last = line
        while (column, last + 1) in places:
            last += 1
        runs.setdefault((line, last), []).append(column)
    areas: list[tuple[int, int, int, int]] = []
    for (line, last), columns in runs.items():
        start = previous = columns[0]
        for column in columns[1:]:
            if column != previous + 1:
                areas.append((line, start, last, previous))
                start = column
            previous = column
        areas.append((line, start, last, previous))
    return [_area(*area) for area in sorted(areas)]


def _area(line: int, start: int, last: int, end: int) -> str:
    first, final = a1(line, start), a1(last, end)
    return first if first == final else f"{first}:{final}"
