"""A checked batch as one frozen value, ready to be written in any format by a reporter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sheetcheck.catalogue import Catalogue
from sheetcheck.codes.submission import NOT_RECEIVED
from sheetcheck.finding import Finding, Severity, in_order
from sheetcheck.returns import Return, Status
from sheetcheck.text import Language

if TYPE_CHECKING:
    from sheetcheck.tally import RuleTally
    from sheetcheck.validate import Checked


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the reader asked for, as typed."""

    paths: tuple[str, ...] = ()
    round_folder: str = ""
    verbose: bool = False
    colour: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How one file stands; unit, level and period are "" when the file does not say."""

    file: str
    sha256: str
    unit: str
    unit_name: str
    level: str
    period: str
    status: Status
    errors: int
    warnings: int
    explained: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The batch in numbers. `missing` units sent nothing; each finding is counted once.

    Warnings that were explained and findings of rules on trial are not among the others.
    """

    returns: int
    accepted: int
    accepted_with_warnings: int
    rejected: int
    unreadable: int
    missing: int
    errors: int
    warnings: int
    infos: int
    explained: int = 0
    trial: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a reporter gets. Returns are in order of file, findings in order of file, sheet and cell."""

    returns: tuple[Verdict, ...]
    findings: tuple[Finding, ...]
    summary: Summary
    catalogue: Catalogue
    language: Language = "vi"
    asked: Asked = Asked()
    statistics: tuple[RuleTally, ...] | None = None
    """How the batch did rule by rule; None when nobody asked."""

    @property
    def missing(self) -> tuple[Finding, ...]:
        """The units that sent nothing."""
        return tuple(one for one in self.findings if one.code == NOT_RECEIVED.code)

    def by_file(self) -> dict[str, list[Finding]]:
        """The findings of each file; "" has those of the batch as a whole."""
        found: dict[str, list[Finding]] = {}
        for one in self.findings:
            found.setdefault(one.file, []).append(one)
        return found


def report_of(
    checked: Checked,
    catalogue: Catalogue,
    language: Language = "vi",
    *,
    paths: Sequence[str] = (),
    round_folder: Path | None = None,
    verbose: bool = False,
    colour: bool = False,
    statistics: tuple[RuleTally, ...] | None = None,
) -> Report:
    """The report on a checked batch, for somebody who asked for it in this way."""
    findings = in_order(checked.findings)
    counts = Counter((one.file, one.severity) for one in findings)
    explained = Counter(one.file for one in findings if one.explained is not None)
    pairs = zip(checked.returns, checked.statuses, strict=True)
    returns = sorted(
        (_verdict(one, status, counts, explained[one.file]) for one, status in pairs), key=lambda one: one.file
    )
    return Report(
        returns=tuple(returns),
        findings=findings,
        summary=_summary(returns, findings),
        catalogue=catalogue,
        language=language,
        asked=Asked(
            paths=tuple(paths),
            round_folder=str(round_folder or ""),
            verbose=verbose,
            colour=colour,
        ),
        statistics=statistics,
    )


def _verdict(one: Return, status: Status, counts: Counter[tuple[str, Severity]], explained: int) -> Verdict:
    identity = one.identity
    return Verdict(
        file=one.file,
        sha256=one.sha256,
        unit=one.unit,
        unit_name=identity.unit_name if identity else "",
        level=identity.level if identity else "",
        period=one.period,
        status=status,
        errors=counts[one.file, Severity.ERROR],
        warnings=counts[one.file, Severity.WARNING],
        explained=explained,
    )


def _summary(returns: list[Verdict], findings: tuple[Finding, ...]) -> Summary:
    statuses = Counter(one.status for one in returns)
    severities = Counter(one.severity for one in findings)
    explained = sum(one.explained is not None for one in findings)
    trial = sum(one.trial for one in findings)
    return Summary(
        returns=len(returns),
        accepted=statuses[Status.ACCEPTED],
        accepted_with_warnings=statuses[Status.WITH_WARNINGS],
        rejected=statuses[Status.REJECTED],
        unreadable=statuses[Status.UNREADABLE],
        missing=sum(one.code == NOT_RECEIVED.code for one in findings),
        errors=severities[Severity.ERROR],
        warnings=severities[Severity.WARNING],
        infos=severities[Severity.INFO] - explained - trial,
        explained=explained,
        trial=trial,
    )
