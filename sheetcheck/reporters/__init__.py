"""Formats of a report: each module is one, found by walking this package.

To add a format, add a module with a frozen `REPORTER`; nothing else has to know. A reporter gets a
`sheetcheck.report.Report` and gives the whole document: `str` for text (ended by a newline), `bytes`
for anything else. It writes no file, looks at no clock, and gives the same for the same report.
Heavy libraries are imported inside `render`. Modules whose names begin with an underscore hold what
several formats share.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, Protocol

from sheetcheck.discovery import gather, modules
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


REPORTERS: Final[Mapping[str, Reporter]] = gather(
    (module.__name__, module.REPORTER.name, module.REPORTER) for module in modules(__name__, __path__)
)


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
