"""Made-up persons and places of which every column is a view, so that the columns of a row agree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import product

from sheetcheck.form import Row, Scope
from sheetcheck.layout import Layout
from sheetcheck.period import Period

Choose = Callable[[int, int], int]
"""A whole number from the first to the second, both included."""

People = Mapping[tuple[bool, bool, int], int]
"""How many persons there are by sex (True: female), ethnic minority, and age: four groups, the youngest is 0.

Each set of columns has its own ages: group 0 is under 16 for the victims of form 09 and up to 30 for the staff of form
05, groups 0 and 1 are under 40 for the deputies of form 03.
"""

Known = dict[str, People | Mapping[str, int] | int | str]
"""Row id -> persons, or columns with their figures, or the one figure; `row.note` -> what the note says."""

Record = Mapping[str, float | str]
"""One record of a list form: field id -> what stands there."""

WHO = tuple(product((True, False), (True, False), range(4)))
_ADULTS = tuple(who for who in WHO if who[2])


@dataclass(frozen=True, slots=True)
class Activity:
    """Some classes, sessions or events, and the persons who came. Days are counted from the period's first."""

    kind: str
    title: str
    first: int
    last: int
    sessions: int
    people: People


@dataclass(frozen=True, slots=True)
class Plan:
    """What one unit did in one period: drawn once and told by several forms, so that they agree.

    The documents that it issued (records of form 02) and the activities that it led.
    """

    documents: tuple[Record, ...]
    activities: tuple[Activity, ...]

    def issued(self, *kinds: str) -> int:
        return sum(document["doc_type"] in kinds for document in self.documents)

    def held(self, *kinds: str) -> int:
        """How many classes or events there were."""
        return sum(one.sessions for one in self.activities if one.kind in kinds)

    def came(self, *kinds: str) -> People:
        return together(*(one.people for one in self.activities if one.kind in kinds))


@dataclass(frozen=True, slots=True)
class Draw:
    """One form of one unit, the source of choices to fill it from, and what the unit did."""

    choose: Choose
    layout: Layout
    period: Period
    unit: str
    plan: Plan

    @property
    def rows(self) -> Mapping[str, Row]:
        return {line.row.id: line.row for line in self.layout.lines if line.row}

    @property
    def is_own(self) -> bool:
        return self.layout.scope is Scope.OWN

    def up_to(self, most: int) -> int:
        return self.choose(0, most)

    def part(self, whole: str, part: str, most: int = 9) -> Known:
        """A figure, and another that is a part of it."""
        count = self.up_to(most)
        return {whole: count, part: self.up_to(count)}


def some_people(
    choose: Choose, least: int, most: int, *, women: float = 0.5, who: Iterable[tuple[bool, bool, int]] = _ADULTS
) -> People:
    """So many persons, at least that share of them women."""
    count = choose(least, most)
    female = choose(int(count * women + 0.999), count)
    people: dict[tuple[bool, bool, int], int] = {}
    for sex, left in ((True, female), (False, count - female)):
        cells = [one for one in who if one[0] is sex]
        for one in cells[:-1]:
            people[one] = choose(0, left)
            left -= people[one]
        if cells:
            people[cells[-1]] = left
    return people


def as_many_men(choose: Choose, least: int, most: int, *, ages: Iterable[int] = (1, 2, 3)) -> People:
    """So many women of each age, of the majority and of minorities, and within a tenth as many men."""
    people: dict[tuple[bool, bool, int], int] = {}
    for is_minority, age in product((True, False), ages):
        women = choose(least, most)
        people[True, is_minority, age] = women
        people[False, is_minority, age] = choose(women - women // 10, women + women // 10)
    return people


def some_of(people: People, choose: Choose) -> People:
    return {who: choose(0, count) for who, count in people.items()}


def together(*groups: People) -> People:
    return {who: sum(group.get(who, 0) for group in groups) for who in WHO}


def without(people: People, some: People) -> People:
    return {who: count - some.get(who, 0) for who, count in people.items()}


def projected(people: People) -> dict[str, float | str]:
    """Every column of the sets of persons: sums over the same persons, so they agree."""

    def count(ages: Iterable[int] = range(4), *, female: bool = False, minority: bool = False) -> int:
        return sum(
            number
            for (is_female, is_minority, age), number in people.items()
            if age in ages and (is_female or not female) and (is_minority or not minority)
        )

    groups = {"u16": (0,), "a16_59": (1, 2), "ge60": (3,), "u40": (0, 1),
              "age_le30": (0,), "age_31_40": (1,), "age_41_50": (2,), "age_gt50": (3,)}  # fmt: skip
    columns: dict[str, float | str] = {name: count(ages) for name, ages in groups.items()}
    columns |= {f"{name}_f": count(ages, female=True) for name, ages in groups.items()}
    return columns | {
        "total": count(), "female": count(female=True), "em_total": count(minority=True),
        "em_female": count(female=True, minority=True),
        "u40_total": columns["u40"], "u40_female": columns["u40_f"],
    }  # fmt: skip


def bodies(choose: Choose, least: int, most: int) -> dict[str, int]:
    total = choose(least, most)
    return {"total_bodies": total, "with_female_leader": choose(0, total)}


def stock(choose: Choose, least: int = 0) -> dict[str, int]:
    opening, opened = choose(least, 9), choose(0, 3)
    closed = choose(0, opening + opened - least)
    members = choose(2, 100) * (opening + opened - closed)
    return {"opening": opening, "opened": opened, "closed": closed, "members_total": members,
            "members_female": choose(0, members), "members_em": choose(0, members),
            "used_count": choose(100, 200)}  # fmt: skip


def day(period: Period, days: int) -> str:
    """So many days into the period, as 2024-05-31."""
    return (period.start + timedelta(days=days)).isoformat()
