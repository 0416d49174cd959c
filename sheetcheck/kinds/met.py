"""Whether something is so: 1 or 0, shown as a tick or a cross. Computed cells only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sheetcheck.codes.cell import NOT_A_FLAG
from sheetcheck.form import Column
from sheetcheck.grid import Cell
from sheetcheck.kinds import Kind, Range, Read
from sheetcheck.kinds._number import Manner, read_number
from sheetcheck.kinds._typed import refuse
from sheetcheck.text import Language

_MANNER: Final = Manner(whole=True)
_RANGE: Final = Range(0, 1, whole=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    name: str = "met"
    numeric: bool = True
    range: Range = _RANGE
    number_format: str = '"✓";;"✗"'

    def read(self, raw: Cell, column: Column) -> Read:
        read = read_number(raw, column, _MANNER)
        return read if read.value in (0.0, 1.0, None) else refuse(NOT_A_FLAG, raw)

    def validation(self, column: Column, language: Language) -> Mapping[str, object] | None:
        return None


KIND: Final[Kind] = Met()
