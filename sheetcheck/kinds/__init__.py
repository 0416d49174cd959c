"""What may stand in one cell: each module is one kind, found by walking this package.

To add a kind, add a module with a frozen `KIND`; nothing else has to know. Modules whose names
begin with an underscore hold what several kinds share.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple, Protocol

from sheetcheck.discovery import gather, modules
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


class Range(NamedTuple):
    """The figures that a kind lets pass, before the limits of a column; None is no bound."""

    least: float | None = 0
    most: float | None = None
    whole: bool = False


class Kind(Protocol):
    """What a cell may hold: how it is read, and what Excel checks while somebody types."""

    @property
    def name(self) -> str: ...

    @property
    def numeric(self) -> bool:
        """Goes into a column of numbers; otherwise of text."""
        ...

    @property
    def range(self) -> Range | None:
        """What figures `read` may give, so that rules can be reasoned about; None where it gives texts."""
        ...

    @property
    def number_format(self) -> str: ...

    def read(self, raw: Cell, column: Column) -> Read:
        """What the cell says; never raises, and never alters a figure without a code."""
        ...

    def validation(self, column: Column, language: Language) -> Mapping[str, object] | None:
        """Options of xlsxwriter's `data_validation`; where the cells are, and a drop-down's source, is left to
        `entries`: a `custom` condition is a product that is not 0, about `{cell}`."""
        ...


def entry_prompt(kind: Kind, language: Language) -> tuple[str, str] | None:
    """Title and message that Excel shows on entering a cell of the kind; None for kinds that nobody types."""
    for minimum in (None, 0.0):  # free text says something only where a length is set
        said = kind.validation(Column(id="", title=Text("", ""), kind=kind.name, minimum=minimum), language)
        if said is not None:
            return str(said["input_title"]), str(said["input_message"])
    return None


KINDS: Final[Mapping[str, Kind]] = gather(
    (module.__name__, module.KIND.name, module.KIND) for module in modules(__name__, __path__)
)
