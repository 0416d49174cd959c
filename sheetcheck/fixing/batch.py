"""The corrected copies of a checked batch, one after another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sheetcheck.fixing.copying import Fixing
from sheetcheck.fixing.edits import Edit
from sheetcheck.fixing.plan import Correction, Plan
from sheetcheck.guard.inbox import shown_name
from sheetcheck.guard.pool import read_all
from sheetcheck.reading import Limits
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
    progress: Callable[[int], None] | None = None,
) -> Iterator[Copy]:
    """A copy for each plan, in its order; none for a file that was changed or lost since it was checked."""
    edits = {(one.sha256, shown_name(one.path)): _edits(plan) for one, plan in plans}
    task = Fixing(edits, Limits())
    outcomes = read_all([one.path for one, _ in plans], task, jobs=jobs, progress=progress)
    for (one, plan), outcome in zip(plans, outcomes, strict=True):
        if outcome.answer is None:
            continue
        content, is_own, cells = cast("tuple[bytes, bool, list[Any]]", outcome.answer)
        done = {(sheet, cell) for sheet, cell in cells}
        made = tuple(one for one in plan.corrections if (one.sheet, one.cell) in done)
        yield Copy(one, name_of(one.file, is_own=is_own), content, made)


def name_of(file: str, *, is_own: bool) -> str:
    """A copy has the name of its file; one of another format is a workbook of ours, `06331.xls.xlsx`."""
    return file if is_own and file.lower().endswith(OWN_SUFFIXES) else f"{file}.xlsx"


def _edits(plan: Plan) -> Mapping[str, tuple[Edit, ...]]:
    found: dict[str, list[Edit]] = {}
    for one in plan.corrections:
        found.setdefault(one.sheet, []).append(one.edit)
    return {sheet: tuple(edits) for sheet, edits in found.items()}
