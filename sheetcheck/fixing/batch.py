"""The corrected copies of a checked batch, one after another."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, cast

from sheetcheck.annotation.copying import name_of
from sheetcheck.fixing.copying import Fixing
from sheetcheck.fixing.edits import Edit
from sheetcheck.fixing.plan import Correction, Plan
from sheetcheck.guard.inbox import read_file, shown_name
from sheetcheck.guard.worker import WHOLE
from sheetcheck.reading import Limits, Refused
from sheetcheck.receiving import read_again
from sheetcheck.returns import Return


@dataclass(frozen=True, slots=True)
class Copy:
    """The copy of one return: the name of its file, what is in it, and which cells are others."""

    item: Return
    name: str
    content: bytes
    corrections: tuple[Correction, ...]


def copies(
    plans: Sequence[tuple[Return, Plan]],
    *,
    jobs: int | None = None,
    passwords: Sequence[str] = (),
    progress: Callable[[int], None] | None = None,
) -> Iterator[Copy]:
    """A copy for each plan, those without a change last; none for a file changed or lost since it was checked."""
    opened = {one.file: (one, plan) for one, plan in plans if plan.corrections or one.place != WHOLE}
    edits = {(one.sha256, shown_name(one.path)): _edits(plan) for one, plan in opened.values()}
    task = Fixing(edits, Limits())
    again = read_again([one for one, _ in opened.values()], task, jobs=jobs, passwords=passwords, progress=progress)
    made = (_fixed(*opened[one.file], answer) for one, answer in again)
    untouched = (_as_it_is(one) for one, _ in plans if one.file not in opened)
    yield from (copy for copy in chain(made, untouched) if copy is not None)


def _fixed(one: Return, plan: Plan, answer: object) -> Copy | None:
    if answer is None:
        return None
    content, cells, is_own = cast("tuple[bytes, list[Any], bool]", answer)
    done = {(sheet, cell) for sheet, cell in cells}
    made = tuple(each for each in plan.corrections if (each.sheet, each.cell) in done)
    name = name_of(one.file, is_own=is_own) if plan.corrections else one.file
    return Copy(one, name, content, made)


def _as_it_is(one: Return) -> Copy | None:
    """The very bytes, of whatever format: nothing opens them."""
    try:
        data = read_file(os.fsencode(one.path), Limits())
    except Refused:
        return None
    return Copy(one, one.file, data, ()) if hashlib.sha256(data).hexdigest() == one.sha256 else None


def _edits(plan: Plan) -> Mapping[str, tuple[Edit, ...]]:
    found: dict[str, list[Edit]] = {}
    for one in plan.corrections:
        found.setdefault(one.sheet, []).append(one.edit)
    return {sheet: tuple(edits) for sheet, edits in found.items()}
