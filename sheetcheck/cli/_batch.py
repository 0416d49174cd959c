"""Paths of the command line into a checked batch, for all commands that begin with one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import click

from sheetcheck.catalogue import Catalogue
from sheetcheck.cli._paths import Inputs, inputs
from sheetcheck.cli._schemas import catalogue_in_use, register_in_use
from sheetcheck.cli._words import notes
from sheetcheck.finding import Severity
from sheetcheck.submission import Expected
from sheetcheck.validate import Checked, check


@dataclass(frozen=True, slots=True)
class Batch:
    """What was read, against what, and what came of it."""

    checked: Checked
    catalogue: Catalogue
    inputs: Inputs
    expected: Expected

    def fails(self, level: str = "error") -> bool:
        """Whether there are findings at the level that makes a command exit with 1."""
        bad = {Severity.ERROR} if level == "error" else {Severity.ERROR, Severity.WARNING}
        return any(one.severity in bad for one in self.checked.findings)


def run_check(
    paths: Sequence[str],
    *,
    jobs: int | None = None,
    strict: bool = False,
    progress: Callable[[int], None] | None = None,
) -> Batch:
    """Raises SheetcheckError for a path where nothing is, a broken round or a broken catalogue."""
    given = inputs(paths)
    catalogue, register = catalogue_in_use(), register_in_use()
    if given.round is not None:
        given = replace(given, round=given.round.resolved(catalogue.forms))
    expected = given.round.expected(register) if given.round else Expected(register=register)
    context = click.get_current_context(silent=True)
    if given.round and context:
        notes(context, given.round.notes)
    checked = check(given.paths, catalogue, expected, jobs=jobs, strict=strict, progress=progress)
    return Batch(checked, catalogue, given, expected)
