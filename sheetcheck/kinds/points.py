"""A change of a percentage, in percentage points: it may be negative, and 0,5 is half a point."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sheetcheck.codes.cell import ABOVE_MAXIMUM, BELOW_MINIMUM
from sheetcheck.form import Column
from sheetcheck.grid import Cell
from sheetcheck.kinds import Kind, Range, Read
from sheetcheck.kinds._number import Manner, read_number
from sheetcheck.kinds._prompt import number_rule
from sheetcheck.kinds._typed import refuse
from sheetcheck.text import Language, Text

_MANNER: Final = Manner(signed=True, small=True)
_RANGE: Final = Range(-100, 100)
_TITLE = Text("Điểm phần trăm", "Percentage points")
_MESSAGE = Text(
    "Nhập mức tăng hoặc giảm từ {minimum} đến {maximum} điểm phần trăm; nếu giảm thì gõ dấu trừ",
    "Type the change from {minimum} to {maximum} percentage points, with a minus sign for a fall",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    name: str = "points"
    numeric: bool = True
    range: Range = _RANGE
    number_format: str = "0.00"

    def read(self, raw: Cell, column: Column) -> Read:
        read = read_number(raw, column, _MANNER)
        if isinstance(read.value, float) and abs(read.value) > 100:  # both percentages are within 0 to 100
            if read.value < 0:
                return refuse(BELOW_MINIMUM, raw, minimum=-100)
            return refuse(ABOVE_MAXIMUM, raw, maximum=100)
        return read

    def validation(self, column: Column, language: Language) -> Mapping[str, object]:
        return number_rule(language, _TITLE, _MESSAGE, column, whole=False, least=-100, most=100)


KIND: Final[Kind] = Points()
