"""Something to say about data: a code, where, and parameters; the words come last, elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sheetcheck.text import Text


class Severity(StrEnum):
    """ERROR rejects the return, WARNING lets it pass and is shown, INFO tells what was done."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Code:
    """What can be said: one letter for the stage, three digits that mean nothing, never reused.

    `message` states the fact, `help` says what to do, `example` shows a case that gives it. A parameter that has words
    of its own, such as a unit's name, is given twice: `{name}`, and `{name_en}` for the English sentence.
    """

    code: str
    severity: Severity
    message: Text
    help: Text
    example: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why figures that raise a warning are right. `by` is the office that says so, "" for the unit itself.

    `where` is the cell (`Biểu 01!J13`) or the line (`waivers.yaml:4`). `why` is "" for a note that must not be copied.
    """

    by: str
    why: str
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """What stands in one cell, and what may have been meant; None is a blank. A day is ISO text, and `is_day`."""

    sheet: str
    cell: str
    before: float | str | None
    after: float | str | None
    is_day: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A correction that was deduced and not made: all replacements together, and why they are likely.

    `deduction` names the member of `suggestions/` that found it.
    """

    deduction: str
    replacements: tuple[Replacement, ...]
    why: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to say, and where. Parameters are JSON values and carry ids, not labels.

    `severity` is what it counts as. That of the rule is in `declared` where it counts less: because the rule is
    on `trial`, because too few lines break it, or because somebody has `explained` it. Several `suggestions` are
    alternatives: nobody knows which of them is right.
    """

    code: str
    severity: Severity
    file: str = ""
    sheet: str = ""
    cells: tuple[str, ...] = ()
    form: str = ""
    row: str = ""
    column: str = ""
    unit: str = ""
    period: str = ""
    rule: str = ""
    params: Mapping[str, object] = field(default_factory=dict)
    declared: Severity | None = None
    trial: bool = False
    explained: Explanation | None = None
    suggestions: tuple[Suggestion, ...] = ()


def finding(code: Code, **where: object) -> Finding:
    """A finding of a code, with the severity that the code declares unless one is given."""
    return Finding(code=code.code, **{"severity": code.severity, **where})  # type: ignore[arg-type]


_CELL = re.compile(r"([A-Z]+)(\d+)")


def cell_key(cell: str) -> tuple[int, int, str]:
    """Sorts addresses as a reader meets them: by row, then by column."""
    match = _CELL.match(cell)
    if match is None:
        return (0, 0, cell)
    return (int(match.group(2)), len(match.group(1)), match.group(1))


def sort_key(item: Finding) -> tuple[object, ...]:
    """The order of every report: by file, then sheet, then cell, then code."""
    first = cell_key(item.cells[0]) if item.cells else (0, 0, "")
    return (item.file, item.sheet, first, item.code, item.rule, item.row, item.column, item.cells)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=sort_key))
