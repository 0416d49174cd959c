"""A return as the office knows it: a file, whose it is, what it says, and how it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from sheetcheck.figures import Figures
from sheetcheck.finding import Finding, Severity
from sheetcheck.form import Form
from sheetcheck.grid import a1
from sheetcheck.identity import Identity
from sheetcheck.layout import Layout, layout_of

UNKNOWN = frozenset(("unreadable", "unavailable", "not_applicable"))
"""States of a cell of which rules know nothing."""


class Status(StrEnum):
    """The verdict on a file."""

    ACCEPTED = "accepted"
    WITH_WARNINGS = "accepted_with_warnings"
    REJECTED = "rejected"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """One file that came back. `findings` are those made while it was read, with its name on them.

    `path` is the file itself or the archive that it is in, at `place` then (`guard.archive` unpacks it), else -1.
    """

    file: str
    path: Path
    place: int = -1
    sha256: str = ""
    size: int = 0
    identity: Identity | None = None
    figures: Mapping[str, Figures] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    readable: bool = True

    @property
    def unit(self) -> str:
        return self.identity.unit if self.identity else ""

    @property
    def period(self) -> str:
        return self.identity.period.label if self.identity else ""

    def layout(self, form: Form) -> Layout | None:
        """How the form is laid out for this return's unit and period."""
        one = self.identity
        return layout_of(form, one.level, one.period.kind, one.scope, one.profile) if one else None

    def cell(self, layout: Layout, line: int, position: int) -> str:
        """The address in the file itself of a line and a position of the layout; nothing when it is gone."""
        figures = self.figures[layout.form.id]
        number = figures.lines[line] if figures.lines is not None else layout.lines[line].number
        place = figures.columns.get(position, position) if figures.columns is not None else position
        return a1(number, place) if number and place else ""


def verdict(one: Return, findings: Iterable[Finding], *, strict: bool = False) -> Status:
    """What all findings on a file come to; `strict` lets nothing pass that was guessed or doubted."""
    if not one.readable:
        return Status.UNREADABLE
    findings = list(findings)
    worst = {finding.severity for finding in findings}
    guessed = any(one.severity is Severity.INFO and one.code[0] in "TL" and not one.explained for one in findings)
    if Severity.ERROR in worst or (strict and (guessed or Severity.WARNING in worst)):
        return Status.REJECTED
    return Status.WITH_WARNINGS if Severity.WARNING in worst else Status.ACCEPTED
