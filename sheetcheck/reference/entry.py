"""One thing of the catalogue and what is said of it: a line of a table, an item of a list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Fact(NamedTuple):
    """A heading and what stands under it; "" where there is nothing to say."""

    head: str
    text: str


class Entry(NamedTuple):
    """`code` is printed on sheets or in reports, `id` stands in the definitions, `title` is for people."""

    code: str
    id: str
    title: str
    facts: tuple[Fact, ...] = ()


def heads_of(entries: Iterable[Entry]) -> tuple[str, ...]:
    """The headings under which some entry says something, in the order in which they come."""
    return tuple(dict.fromkeys(fact.head for entry in entries for fact in entry.facts if fact.text))
