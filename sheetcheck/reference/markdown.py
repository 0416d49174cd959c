"""Entries as Markdown: tables, and lists with the facts below each item."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from sheetcheck.reference.entry import Entry, heads_of

_SPECIAL = re.compile(r"[\\|*`]|<(?=[A-Za-z/!?])|(?<=\])\(")
"""What would mean something to Markdown: signs, the beginning of a tag, a bracket that would make a link."""


def plain(text: str) -> str:
    """A text that means nothing to Markdown and stays on its line."""
    return _SPECIAL.sub(lambda sign: f"\\{sign.group()}", " ".join(text.split()))


def table(heads: Sequence[str], lines: Iterable[Sequence[str]]) -> Iterator[str]:
    """Cells are Markdown already."""
    yield _line(heads)
    yield _line(["---"] * len(heads))
    yield from map(_line, lines)
    yield ""


def entry_table(first: Sequence[str], entries: Sequence[Entry]) -> Iterator[str]:
    """A line an entry. `first` are the headings of code, id and title; columns that are empty throughout are left out."""
    codes = any(entry.code for entry in entries)
    heads = heads_of(entries)
    lines = []
    for entry in entries:
        facts = dict(entry.facts)
        own = [*([entry.code] if codes else []), f"`{entry.id}`", plain(entry.title)]
        lines.append([*own, *(plain(facts.get(head, "")) for head in heads)])
    yield from table([*(first if codes else first[1:]), *heads], lines)


def entry_list(entries: Iterable[Entry]) -> Iterator[str]:
    """An item an entry, its facts below."""
    for entry in entries:
        yield f"- **{entry.code}** (`{entry.id}`) {plain(entry.title)}"
        yield from (f"  - {head}: {plain(text)}" for head, text in entry.facts if text)
    yield ""


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
