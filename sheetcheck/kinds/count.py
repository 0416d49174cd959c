"""A whole number of people, households, meetings …: not negative, no decimals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sheetcheck.form import Column
from sheetcheck.grid import Cell
from sheetcheck.kinds import MISSING, NOTHING, Kind, Range, Read
from sheetcheck.kinds._number import LIMIT, Manner, read_number
from sheetcheck.kinds._prompt import number_rule
from sheetcheck.text import Language, Text

_MANNER: Final = Manner(whole=True)
_RANGE: Final = Range(whole=True)
# Nearly every cell holds one of these; making a Read anew takes three times as long as finding it.
_SMALL: Final[Mapping[float, Read]] = {float(number): Read(float(number)) for number in range(1000)}
_TITLE = Text("Số lượng", "Number")
_MESSAGE = Text(
    "Nhập số nguyên từ {minimum} đến {maximum}, không gõ dấu chấm ngăn cách hàng nghìn; nhập 0 nếu không phát sinh, "
    "nhập … nếu chưa thu thập được",
    "Type a whole number from {minimum} to {maximum}, without separators of thousands; "
    "type 0 if there was nothing to report, … if it could not be collected",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    name: str = "count"
    numeric: bool = True
    range: Range = _RANGE
    number_format: str = "#,##0"

    def read(self, raw: Cell, column: Column) -> Read:
        if type(raw) is float and column.minimum is None and column.maximum is None:
            small = _SMALL.get(raw)
            if small is not None:
                return small
            if 0 <= raw < LIMIT and raw.is_integer():
                return tuple.__new__(Read, (raw, "", None, NOTHING))  # half the time of Read(raw)
        elif raw == "":
            return MISSING
        return read_number(raw, column, _MANNER)

    def validation(self, column: Column, language: Language) -> Mapping[str, object]:
        return number_rule(language, _TITLE, _MESSAGE, column, whole=True, least=0, most=999_999_999)


KIND: Final[Kind] = Count()
