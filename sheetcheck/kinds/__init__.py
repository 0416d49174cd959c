"""What may stand in one cell: each module is one kind, found by walking this package.

To add a kind, add a module with a frozen `KIND`; nothing else has to know. Modules whose names
begin with an underscore hold what several kinds share.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple, Protocol

from sheetcheck.errors import SheetcheckError
from sheetcheck.finding import Code
from sheetcheck.form import Column
from sheetcheck.grid import Cell
from sheetcheck.text import Language, Text

NOTHING: Final[Mapping[str, object]] = {}


class Read(NamedTuple):
    """What one cell says. `status` is "" when all is well, else one of

    `missing` (blank), `unavailable` (…), `not_applicable` (x), `approx` (the value is kept) and
    `unreadable` (no value; the code says why). With a code, `params` has what was `found`.
    """

    value: float | str | None
    status: str = ""
    code: Code | None = None
    params: Mapping[str, object] = NOTHING


MISSING: Final = Read(None, "missing")


class Kind(Protocol):
    """What a cell may hold: how it is read, and what Excel checks while somebody types."""

    @property
    def name(self) -> str: ...

    @property
    def numeric(self) -> bool:
        """Goes into a column of numbers; otherwise of text."""
        ...

    @property
    def number_format(self) -> str: ...

    def read(self, raw: Cell, column: Column) -> Read:
        """What the cell says; never raises, and never alters a figure without a code."""
        ...

    def validation(self, column: Column, language: Language) -> Mapping[str, object] | None:
        """Options of xlsxwriter's `data_validation`; a drop-down's source is left to the template."""
        ...


def gather_kinds(kinds: Iterable[tuple[str, Kind]]) -> Mapping[str, Kind]:
    """Kinds by name, from (module, kind); two of the same name are refused."""
    found: dict[str, Kind] = {}
    for module, kind in kinds:
        if found.setdefault(kind.name, kind) is not kind:
            raise SheetcheckError(
                Text(
                    vi="kiểu dữ liệu '{name}' được khai báo hai lần, lần sau ở {module}",
                    en="kind '{name}' is declared twice, the second time in {module}",
                ),
                name=kind.name,
                module=module,
            )
    return MappingProxyType(found)


def _discover() -> Iterable[tuple[str, Kind]]:
    for name in sorted(module.name for module in pkgutil.iter_modules(__path__)):
        if not name.startswith("_"):
            yield name, importlib.import_module(f"{__name__}.{name}").KIND


KINDS: Final[Mapping[str, Kind]] = gather_kinds(_discover())
