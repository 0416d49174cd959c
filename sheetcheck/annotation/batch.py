"""The annotated copies of a checked batch, one after another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from sheetcheck.annotation.copying import Copying, name_of, unreadable
from sheetcheck.annotation.wording import annotation_of
from sheetcheck.guard.inbox import shown_name
from sheetcheck.reading import Limits
from sheetcheck.receiving import read_again
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
    waiting = dict.fromkeys(one.file for one in report.returns)
    for one, copy in read_again(readable, task, jobs=jobs, passwords=passwords, progress=progress):
        if isinstance(copy, bytes):
            del waiting[one.file]
            yield name_of(one.file), copy
    for file in waiting:
        yield name_of(file), unreadable(said[file])


def _words(report: Report, one: Return) -> Words:
    return Words(report.catalogue, one.identity.language if one.identity else report.language)
