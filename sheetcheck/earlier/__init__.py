"""Returns of earlier periods: what a batch is held against. Read like any return, never judged again."""

from __future__ import annotations

from dataclasses import dataclass

from sheetcheck.finding import Finding
from sheetcheck.returns import Return


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was read, from where, and what was wrong with it."""

    sources: tuple[str, ...]
    returns: tuple[Return, ...]
    findings: tuple[Finding, ...] = ()
