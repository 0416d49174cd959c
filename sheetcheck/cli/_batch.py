"""Paths of the command line into a checked batch, for all commands that begin with one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from sheetcheck.catalogue import Catalogue
from sheetcheck.cli._paths import Inputs, inputs
from sheetcheck.cli._schemas import catalogue_in_use, register_in_use
from sheetcheck.cli._words import notes
from sheetcheck.earlier import Earlier
from sheetcheck.errors import SheetcheckError
from sheetcheck.finding import Severity
from sheetcheck.period import Calendar
from sheetcheck.returns import Status
from sheetcheck.submission import Expected
from sheetcheck.text import Text
from sheetcheck.validate import Checked, check
from sheetcheck.waiver import FILE as WAIVERS
from sheetcheck.waiver import read_waivers

_NOTHING = Text(
    vi="không có báo cáo kỳ trước ở {path}; kiểm tra --previous hoặc khóa previous trong round.toml",
    en="there are no earlier returns at {path}; check --previous or the key previous in round.toml",
)


@dataclass(frozen=True, slots=True)
class Batch:
    """What was read, against what, and what came of it."""

    checked: Checked
    catalogue: Catalogue
    inputs: Inputs
    expected: Expected
    waivers: Path | None = None

    @property
    def originals(self) -> tuple[Path, ...]:
        """What was read, and is never written over."""
        return (*(one.path for one in self.checked.returns), *filter(None, (self.waivers,)))

    def fails(self, level: str = "error") -> bool:
        """Whether a return is sent back, or there are findings at the level that makes a command exit with 1."""
        bad = {Severity.ERROR} if level == "error" else {Severity.ERROR, Severity.WARNING}
        sent_back = {Status.REJECTED, Status.UNREADABLE}
        found = any(one.severity in bad for one in self.checked.findings)
        return found or not sent_back.isdisjoint(self.checked.statuses)


def run_check(
    paths: Sequence[str],
    *,
    jobs: int | None = None,
    strict: bool = False,
    waivers: Path | None = None,
    previous: Sequence[Path] = (),
    passwords: Sequence[str] = (),
    suggesting: bool = False,
    progress: Callable[[int], None] | None = None,
) -> Batch:
    """Raises SheetcheckError for a path where nothing is, a broken round, broken waivers or a broken catalogue.

    `passwords` are tried on locked files, earlier ones too. `waivers` are read in place of the round's own, `previous` in place of the earlier
    returns that it names; `suggesting` is for those who show what may have been meant.
    """
    given = inputs(paths)
    catalogue, register = catalogue_in_use(), register_in_use()
    if given.round is not None:
        given = replace(given, round=given.round.resolved(catalogue.forms))
    expected = given.round.expected(register) if given.round else Expected(register=register)
    context = click.get_current_context(silent=True)
    if given.round and context:
        notes(context, given.round.notes)
    accepted = waivers or _waivers_of(given)
    waived = read_waivers(accepted, catalogue.forms, expected) if accepted else ()
    sources = previous or (given.round.previous if given.round else ())
    earlier = _earlier(sources, catalogue, expected, jobs, passwords)
    checked = check(
        given.paths,
        catalogue,
        expected,
        jobs=jobs,
        strict=strict,
        waivers=waived,
        earlier=earlier,
        passwords=passwords,
        suggesting=suggesting,
        progress=progress,
    )
    return Batch(checked, catalogue, given, expected, accepted)


def _waivers_of(given: Inputs) -> Path | None:
    path = given.round.folder / WAIVERS if given.round else None
    return path if path is not None and path.exists() else None


def _earlier(
    paths: Sequence[Path], catalogue: Catalogue, expected: Expected, jobs: int | None, passwords: Sequence[str]
) -> Earlier | None:
    """The earlier returns that somebody named; raises SheetcheckError for a path where nothing is."""
    if not paths:
        return None
    from sheetcheck.earlier.workbooks import read_earlier

    for path in paths:
        if not path.exists():
            raise SheetcheckError(_NOTHING, path=str(path))
    calendar = expected.period.calendar if expected.period else Calendar.ADMINISTRATIVE
    return read_earlier(paths, catalogue, level=expected.level, calendar=calendar, jobs=jobs, passwords=passwords)
