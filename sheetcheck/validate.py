"""A batch of files into verdicts: read, identify, judge; every file gets one, whatever is in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from sheetcheck.catalogue import Catalogue
from sheetcheck.codes import all_codes
from sheetcheck.finding import Finding, finding, in_order
from sheetcheck.guard.inbox import find_files, shown_name
from sheetcheck.guard.pool import Outcome, read_all
from sheetcheck.identity import Identity
from sheetcheck.intake import unpacked
from sheetcheck.layout import LISTS_SHEET, RULES_SHEET
from sheetcheck.reading import Limits
from sheetcheck.returns import Return, Status, verdict
from sheetcheck.submission import Expected, submission_findings
from sheetcheck.taking import TakeIn

_OWN_HIDDEN_SHEETS = frozenset((LISTS_SHEET, RULES_SHEET))


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
    progress: Callable[[int], None] | None = None,
) -> Checked:
    """Checks files and folders. Bad data never raises; the verdicts do not depend on `jobs`."""
    paths = list(paths)
    files, ignored = find_files(paths)
    names = dict(zip(files, _names(files, paths), strict=True))
    task = TakeIn(dict(catalogue.forms))
    limits = replace(limits or Limits(), unread=_OWN_HIDDEN_SHEETS)
    outcomes = read_all(files, task, jobs=jobs, limits=limits, progress=progress)
    returns = _completed((_return(names[outcome.path], outcome) for outcome in outcomes), catalogue)
    found = [one for item in returns for one in item.findings]
    found += submission_findings(returns, catalogue, expected)
    found += _judged(returns, catalogue)
    by_file: dict[str, list[Finding]] = {}
    for one in found:
        by_file.setdefault(one.file, []).append(one)
    statuses = tuple(verdict(item, by_file.get(item.file, ()), strict=strict) for item in returns)
    left_out = [finding(code, file=shown_name(path)) for path, code in ignored]
    return Checked(returns, statuses, in_order((*found, *left_out)))


def _names(files: Sequence[Path], paths: Sequence[Path]) -> Iterator[str]:
    """What a report calls each file: its path below the folder that was given, printable and unique."""
    seen: set[str] = set()
    for path in files:
        top = next((top for top in paths if top in path.parents), path.parent)
        name = "/".join(shown_name(Path(part)) for part in path.relative_to(top).parts)
        yield (
            name
            if name not in seen
            else str(path).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
        )
        seen.add(name)


def _return(name: str, outcome: Outcome) -> Return:
    """An outcome of the readers as a return, with the file's name on everything that was found."""
    known = {"file": name, "path": outcome.path, "sha256": outcome.sha256, "size": outcome.size}
    if outcome.refusal is not None:
        code = all_codes()[outcome.refusal.code]
        said = finding(code, file=name, params=outcome.refusal.params)
        return Return(**known, findings=(said,), readable=False)  # type: ignore[arg-type]
    notes, plain = cast(tuple[Any, Any], outcome.answer)
    intake = unpacked(plain)
    found = (*(finding(all_codes()[code], params=params) for code, params in notes), *intake.findings)
    return Return(
        **known,  # type: ignore[arg-type]
        identity=intake.identity,
        figures=intake.figures,
        findings=tuple(_named(one, name, intake.identity) for one in found),
    )


def _named(one: Finding, file: str, identity: Identity | None) -> Finding:
    if identity is None:
        return replace(one, file=file)
    return replace(one, file=file, unit=identity.unit, period=identity.period.label)


def _completed(returns: Iterable[Return], catalogue: Catalogue) -> tuple[Return, ...]:
    returns = tuple(returns)
    if not any(one.figures for one in returns):
        return returns
    from sheetcheck.computed import completed  # the parser of expressions: commands without figures do not pay for it

    return completed(returns, catalogue.forms)


def _judged(returns: Sequence[Return], catalogue: Catalogue) -> Iterator[Finding]:
    if any(one.figures for one in returns):
        from sheetcheck.judgement import judged  # polars and pandera: half a second that other commands do not pay

        yield from judged(returns, catalogue.forms)
