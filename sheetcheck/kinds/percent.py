"""A percentage on a scale of 100: 29,46 means 29,46 %."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sheetcheck.form import Column
from sheetcheck.grid import Cell
from sheetcheck.kinds import Kind, Range, Read
from sheetcheck.kinds._number import Manner, read_number
from sheetcheck.kinds._prompt import number_rule
from sheetcheck.text import Language, Text

_MANNER: Final = Manner(percent=True, small=True)
_RANGE: Final = Range()
_TITLE = Text("Tỷ lệ phần trăm", "Percentage")
_MESSAGE = Text(
    "Nhập tỷ lệ từ {minimum} đến {maximum} theo thang 100, ví dụ 29,46",
    "Type a percentage from {minimum} to {maximum} on a scale of 100, such as 29.46",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Percent:
    name: str = "percent"
    numeric: bool = True
    range: Range = _RANGE
    number_format: str = "0.00"

    def read(self, raw: Cell, column: Column) -> Read:
        return read_number(raw, column, _MANNER)

    def validation(self, column: Column, language: Language) -> Mapping[str, object]:
        return number_rule(language, _TITLE, _MESSAGE, column, whole=False, least=0, most=100)


KIND: Final[Kind] = Percent()
