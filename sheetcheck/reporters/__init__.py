"""Formats of a report: each module is one, found by walking this package.

To add a format, add a module with a frozen `REPORTER`; nothing else has to know. A reporter gets a
`sheetcheck.report.Report` and gives the whole document: `str` for text (ended by a newline), `bytes`
for anything else. It writes no file, looks at no clock, and gives the same for the same report.
Heavy libraries are imported inside `render`. Modules whose names begin with an underscore hold what
several formats share.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Final, Protocol

from sheetcheck.errors import SheetcheckError
from sheetcheck.report import Report
from sheetcheck.text import Text


class Reporter(Protocol):
    """One format. `name` is what `--format` calls it, `suffix` how its files end (".json")."""

    @property
    def name(self) -> str: ...

    @property
    def suffix(self) -> str: ...

    def render(self, report: Report) -> str | bytes:
        """The whole document."""
        ...


def gather_reporters(reporters: Iterable[tuple[str, Reporter]]) -> Mapping[str, Reporter]:
    """Reporters by name, from (module, reporter); two of the same name are refused."""
    found: dict[str, Reporter] = {}
    for module, reporter in reporters:
        if found.setdefault(reporter.name, reporter) is not reporter:
            raise SheetcheckError(
                Text(
                    vi="định dạng “{name}” được khai báo hai lần, lần sau ở {module}",
                    en="format “{name}” is declared twice, the second time in {module}",
                ),
                name=reporter.name,
                module=module,
            )
    return MappingProxyType(found)


def _discover() -> Iterable[tuple[str, Reporter]]:
    for name in sorted(module.name for module in pkgutil.iter_modules(__path__)):
        if not name.startswith("_"):
            yield name, importlib.import_module(f"{__name__}.{name}").REPORTER


REPORTERS: Final[Mapping[str, Reporter]] = gather_reporters(_discover())


def reporter(name: str) -> Callable[[Report], str | bytes]:
    """What writes a report in a format; raises SheetcheckError for a format that there is not."""
    if name not in REPORTERS:
        raise SheetcheckError(
            Text(
                vi="không có định dạng “{name}”; các định dạng hiện có: {known}",
                en="there is no format “{name}”; the formats are: {known}",
            ),
            name=name,
            known=", ".join(REPORTERS),
        )
    return REPORTERS[name].render
