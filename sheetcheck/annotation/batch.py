"""The annotated copies of a checked batch, one after another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from sheetcheck.annotation.copying import Copying, unreadable
from sheetcheck.annotation.wording import annotation_of
from sheetcheck.guard.inbox import shown_name
from sheetcheck.guard.pool import read_all
from sheetcheck.reading import MEMBERS, Limits
from sheetcheck.receiving import OWN_HIDDEN_SHEETS
from sheetcheck.report import Report
from sheetcheck.returns import Return
from sheetcheck.words import Words


def copies(
    report: Report,
    returns: Sequence[Return],
    *,
    jobs: int | None = None,
    passwords: Sequence[str] = (),
    progress: Callable[[int], None] | None = None,
) -> Iterator[tuple[str, bytes]]:
    """A name and the copy for each return of the report, those of which no copy can be made last; each in the language
    of its own template.

    A file of which no copy can be made, because it is no workbook or has changed since, gives one that says why.
    """
    by_file, known = report.by_file(), {one.file: one for one in returns}
    said = {
        one.file: annotation_of(one, by_file.get(one.file, ()), _words(report, known[one.file]))
        for one in report.returns
    }
    readable = [one for one in returns if one.readable and one.sha256]
    task = Copying({(one.sha256, shown_name(one.path)): said[one.file] for one in readable}, Limits())
    paths = list(dict.fromkeys(one.path for one in readable))
    outcomes = read_all(
        paths,
        task,
        jobs=jobs,
        limits=Limits(members=MEMBERS, unread=OWN_HIDDEN_SHEETS),
        passwords=passwords,
        progress=progress,
    )
    files = {(one.path, one.place): one.file for one in readable}
    waiting = dict.fromkeys(one.file for one in report.returns)
    for outcome in outcomes:
        file = files.get((outcome.path, outcome.place))
        if file is not None and isinstance(outcome.answer, bytes):
            del waiting[file]
            yield _name(file), outcome.answer
    for file in waiting:
        yield _name(file), unreadable(said[file])


def _words(report: Report, one: Return) -> Words:
    return Words(report.catalogue, one.identity.language if one.identity else report.language)


def _name(file: str) -> str:
    """A copy is an `.xlsx` (`.xlsm` with macros), whatever the file is: of `06331.xls` it is `06331.xls.xlsx`."""
    return file if file.lower().endswith((".xlsx", ".xlsm")) else f"{file}.xlsx"
