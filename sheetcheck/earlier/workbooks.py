"""Earlier returns from files: workbooks, folders of them, rounds, and tidy data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from sheetcheck.catalogue import Catalogue
from sheetcheck.codes import all_codes
from sheetcheck.codes import earlier as P
from sheetcheck.codes import file as F
from sheetcheck.earlier import Earlier
from sheetcheck.earlier.retold import retold
from sheetcheck.finding import Finding, Severity, finding
from sheetcheck.form import Level
from sheetcheck.period import Calendar
from sheetcheck.receiving import receive
from sheetcheck.returns import Return
from sheetcheck.text import Text
from sheetcheck.tidy import WRITERS, read_tidy

_INBOX: Final = "inbox"
_MOST_CELLS: Final = 8


def read_earlier(
    paths: Sequence[Path],
    catalogue: Catalogue,
    *,
    level: Level | None = None,
    calendar: Calendar = Calendar.ADMINISTRATIVE,
    jobs: int | None = None,
    passwords: Sequence[str] = (),
) -> Earlier:
    """Everything that lies there; `level` and `calendar` are those of tidy data, which do not say theirs.

    Raises SheetcheckError for tidy data that cannot be read: somebody named that very file. A workbook that cannot be
    read is told.
    """
    returns: list[Return] = []
    found: list[Finding] = []
    for path in paths:
        if path.suffix in WRITERS and path.is_file():
            made, said = retold(read_tidy(path), path, catalogue, level, calendar)
            found += said
        else:
            made = _workbooks(path, catalogue, jobs, passwords)
            found += (one for item in made for one in _about(item))
        returns += made
    return Earlier(tuple(map(str, paths)), tuple(returns), tuple(found))


def _workbooks(path: Path, catalogue: Catalogue, jobs: int | None, passwords: Sequence[str]) -> list[Return]:
    """Named by the folder that was given: `2024-H1/06331.xlsx`. Of a round its inbox is meant."""
    inside = path / _INBOX if (path / _INBOX).is_dir() else path
    received = receive([inside], catalogue, jobs=jobs, passwords=passwords)
    folder = f"{path.resolve().name}/" if path.is_dir() else ""
    return [replace(one, file=folder + one.file) for one in received.returns]


def _about(item: Return) -> Iterator[Finding]:
    """What keeps an earlier return, or some of its cells, from being compared: one finding a file."""
    errors = [one for one in item.findings if one.severity is Severity.ERROR]
    if item.identity is None:
        yield finding(P.UNREADABLE, params={"other": item.file, "reason": _reason(errors or list(item.findings))})
        return
    cells = [f"{one.sheet}!{cell}" if one.sheet else cell for one in errors for cell in one.cells]
    if errors:
        shown: list[str] | Text = cells[:_MOST_CELLS] or _reason(errors)
        yield finding(
            P.CELLS_IN_DOUBT,
            unit=item.unit,
            params={"other": item.file, "count": len(errors), "cells": shown},
        )


def _reason(findings: Sequence[Finding]) -> Text:
    """The sentence of the first thing that was said of the file."""
    if not findings:
        return F.READ_FAILURE.message
    code, params = all_codes()[findings[0].code], findings[0].params
    return Text(code.message.fill("vi", params), code.message.fill("en", params))
