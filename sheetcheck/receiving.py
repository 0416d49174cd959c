"""Files and folders into returns: found, read by the guarded workers, each with its name and what was odd about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, NamedTuple, cast

from sheetcheck.catalogue import Catalogue
from sheetcheck.codes import all_codes
from sheetcheck.finding import Code, Finding, Severity, finding
from sheetcheck.guard.inbox import find_files, shown_name
from sheetcheck.guard.pool import Outcome, read_all
from sheetcheck.identity import Identity
from sheetcheck.intake import unpacked
from sheetcheck.layout import LISTS_SHEET, RULES_SHEET
from sheetcheck.reading import MEMBERS, Limits, Task
from sheetcheck.returns import Return
from sheetcheck.submission import settled
from sheetcheck.taking import TakeIn
from sheetcheck.units import Register

OWN_HIDDEN_SHEETS: Final = frozenset((LISTS_SHEET, RULES_SHEET))
"""What nobody types into and nobody reads."""


class Received(NamedTuple):
    """What lay there: a return for each file that was read or refused, and names of files that are never returns."""

    returns: tuple[Return, ...]
    ignored: tuple[tuple[str, Code], ...]


def receive(
    paths: Sequence[Path],
    catalogue: Catalogue,
    *,
    register: Register | None = None,
    jobs: int | None = None,
    limits: Limits | None = None,
    passwords: Sequence[str] = (),
    progress: Callable[[int], None] | None = None,
) -> Received:
    """Reads files, folders and zip archives, which are folders. Bad data never raises; `jobs` changes no result.

    `passwords` are tried on what is locked. Computed cells without a result are worked out; doubts about codes of units
    that the register settles are none.
    """
    files, ignored = find_files(paths)
    names = dict(zip(files, _names(files, paths), strict=True))
    task = TakeIn(dict(catalogue.forms))
    limits = replace(limits or Limits(), unread=OWN_HIDDEN_SHEETS, members=MEMBERS)
    outcomes = read_all(files, task, jobs=jobs, limits=limits, passwords=passwords, progress=progress)
    left_out = [(shown_name(path), code) for path, code in ignored]
    returns: list[Return] = []
    for outcome in outcomes:
        name = names[outcome.path] + (f"/{outcome.member}" if outcome.member else "")
        code = all_codes()[outcome.refusal.code] if outcome.refusal else None
        if code is not None and code.severity is not Severity.ERROR:
            left_out.append((name, code))  # in an archive, what is no return in a folder either
        else:
            returns.append(settled(_return(name, outcome), register))
    return Received(_completed(tuple(returns), catalogue), tuple(left_out))


def read_again(
    returns: Sequence[Return],
    task: Task,
    *,
    jobs: int | None = None,
    passwords: Sequence[str] = (),
    progress: Callable[[int], None] | None = None,
) -> Iterator[tuple[Return, object]]:
    """Each return with what a task makes of its file, file by file; None where it can no longer be read."""
    known = {(one.path, one.place): one for one in returns}
    paths = list(dict.fromkeys(path for path, _ in known))
    limits = Limits(unread=OWN_HIDDEN_SHEETS, members=MEMBERS)
    for outcome in read_all(paths, task, jobs=jobs, limits=limits, passwords=passwords, progress=progress):
        one = known.get((outcome.path, outcome.place))
        if one is not None:
            yield one, outcome.answer


def _completed(returns: tuple[Return, ...], catalogue: Catalogue) -> tuple[Return, ...]:
    if not any(one.figures for one in returns):
        return returns
    from sheetcheck.computed import completed  # the parser of expressions: commands without figures do not pay for it

    return completed(returns, catalogue.forms)


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
    known = {
        "file": name,
        "path": outcome.path,
        "place": outcome.place,
        "sha256": outcome.sha256,
        "size": outcome.size,
    }
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
