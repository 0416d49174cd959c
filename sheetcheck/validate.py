"""A batch of files into verdicts: read, identify, judge; every file gets one, whatever is in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sheetcheck.catalogue import Catalogue
from sheetcheck.earlier import Earlier
from sheetcheck.earlier.findings import earlier_findings
from sheetcheck.explained import explained
from sheetcheck.finding import Finding, Severity, finding, in_order
from sheetcheck.kin import Kin, kin_of
from sheetcheck.reading import Limits
from sheetcheck.receiving import receive
from sheetcheck.returns import Return, Status, verdict
from sheetcheck.submission import Expected, submission_findings
from sheetcheck.waiver import Waiver


@dataclass(frozen=True, slots=True)
class Checked:
    """A batch and everything found in it. `statuses` are those of `returns`, one each."""

    returns: tuple[Return, ...]
    statuses: tuple[Status, ...]
    findings: tuple[Finding, ...]

    def accepted(self) -> Iterator[Return]:
        """The returns that count: an identical copy counts once."""
        seen: set[str] = set()
        for one, status in zip(self.returns, self.statuses, strict=True):
            if status in (Status.ACCEPTED, Status.WITH_WARNINGS) and one.sha256 not in seen:
                seen.add(one.sha256)
                yield one


def check(
    paths: Iterable[Path],
    catalogue: Catalogue,
    expected: Expected | None = None,
    *,
    jobs: int | None = None,
    strict: bool = False,
    limits: Limits | None = None,
    waivers: Sequence[Waiver] = (),
    earlier: Earlier | None = None,
    passwords: Sequence[str] = (),
    suggesting: bool = True,
    progress: Callable[[int], None] | None = None,
) -> Checked:
    """Checks files, folders and archives. Bad data never raises; the verdicts do not depend on `jobs`.

    `earlier` are the returns that these are held against. `suggesting`: say of what is wrong what may have been meant.
    """
    register = expected.register if expected else None
    returns, ignored = receive(
        list(paths), catalogue, register=register, jobs=jobs, limits=limits, passwords=passwords, progress=progress
    )
    kin = kin_of(returns, earlier.returns if earlier else (), register)
    found = [one for item in returns for one in item.findings]
    found += submission_findings(returns, catalogue, expected)
    found += _judged(returns, catalogue, kin)
    found += earlier_findings(kin, returns, earlier)
    found = explained(found, returns, catalogue.forms, waivers, expected.period if expected else None)
    if suggesting:
        found = _suggested(found, returns, catalogue)
    by_file: dict[str, list[Finding]] = {}
    for one in found:
        by_file.setdefault(one.file, []).append(one)
    statuses = tuple(verdict(item, by_file.get(item.file, ()), strict=strict) for item in returns)
    left_out = [finding(code, file=name) for name, code in ignored]
    return Checked(returns, statuses, in_order((*found, *left_out)))


def _judged(returns: Sequence[Return], catalogue: Catalogue, kin: Kin) -> Iterator[Finding]:
    if any(one.figures for one in returns):
        # polars and pandera: half a second that other commands do not pay
        from sheetcheck.bearing import weighed
        from sheetcheck.bridge import bridged
        from sheetcheck.contrast import contrasted
        from sheetcheck.copies import copies
        from sheetcheck.judgement import judged

        forms = catalogue.forms
        kin = bridged(kin, forms)
        found = (*judged(returns, forms), *contrasted(returns, kin, forms), *copies(returns, kin, forms))
        yield from weighed(found, returns, forms)


def _suggested(found: list[Finding], returns: Sequence[Return], catalogue: Catalogue) -> list[Finding]:
    """With what may have been meant, where anything is wrong with figures: a clean batch does not even load it."""
    if not any((one.rule or one.code[0] == "T") and one.severity is not Severity.INFO for one in found):
        return found
    from sheetcheck.suggestions import suggested

    return suggested(found, returns, catalogue.forms)
