"""The corrected copies of a checked batch, one after another."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sheetcheck.fixing.copying import Fixing
from sheetcheck.fixing.edits import Edit
from sheetcheck.fixing.plan import Correction, Plan
from sheetcheck.guard.inbox import read_file, shown_name
from sheetcheck.guard.pool import read_all
from sheetcheck.guard.worker import WHOLE
from sheetcheck.reading import MEMBERS, Limits, Refused
from sheetcheck.receiving import OWN_HIDDEN_SHEETS
from sheetcheck.returns import Return

OWN_SUFFIXES = (".xlsx", ".xlsm")


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
    opened = {(one.path, one.place): (one, plan) for one, plan in plans if plan.corrections or one.place != WHOLE}
    edits = {(one.sha256, shown_name(one.path)): _edits(plan) for one, plan in opened.values()}
    limits = Limits(unread=OWN_HIDDEN_SHEETS, members=MEMBERS)
    paths = list(dict.fromkeys(path for path, _ in opened))
    for outcome in read_all(
        paths, Fixing(edits, limits), jobs=jobs, limits=limits, passwords=passwords, progress=progress
    ):
        known = opened.get((outcome.path, outcome.place))
        copy = _fixed(*known, outcome.answer) if known else None
        if copy is not None:
            yield copy
    for one, _ in plans:
        copy = None if (one.path, one.place) in opened else _as_it_is(one)
        if copy is not None:
            yield copy


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


def name_of(file: str, *, is_own: bool) -> str:
    """A copy has the name of its file; of one of another format it is a workbook of ours, `06331.xls.xlsx`."""
    return file if is_own and file.lower().endswith(OWN_SUFFIXES) else f"{file}.xlsx"


def _edits(plan: Plan) -> Mapping[str, tuple[Edit, ...]]:
    found: dict[str, list[Edit]] = {}
    for one in plan.corrections:
        found.setdefault(one.sheet, []).append(one.edit)
    return {sheet: tuple(edits) for sheet, edits in found.items()}
