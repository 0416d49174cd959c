"""A quantity that may have decimals, such as money in million đồng: not negative."""

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

_MANNER: Final = Manner()
_RANGE: Final = Range()
_TITLE = Text("Giá trị", "Amount")
_MESSAGE = Text(
    "Nhập số từ {minimum} đến {maximum} theo đơn vị tính của chỉ tiêu, có thể có phần thập phân",
    "Type a number from {minimum} to {maximum} in the unit of measure of the indicator; decimals are allowed",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    name: str = "amount"
    numeric: bool = True
    range: Range = _RANGE
    number_format: str = "#,##0.00"

    def read(self, raw: Cell, column: Column) -> Read:
        return read_number(raw, column, _MANNER)

    def validation(self, column: Column, language: Language) -> Mapping[str, object]:
        return number_rule(language, _TITLE, _MESSAGE, column, whole=False, least=0, most=999_999_999_999)


KIND: Final[Kind] = Amount()
