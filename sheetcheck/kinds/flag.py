"""Yes or no, written 1 or 0."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sheetcheck.codes.cell import FLAG_WORD, NOT_A_FLAG, NOT_WHOLE, THOUSANDS_LOST
from sheetcheck.form import Column
from sheetcheck.grid import Cell
from sheetcheck.kinds import MISSING, Kind, Range, Read
from sheetcheck.kinds._number import Manner, read_number
from sheetcheck.kinds._prompt import prompt
from sheetcheck.kinds._typed import fold, refuse, shown
from sheetcheck.text import Language, Text

_MANNER: Final = Manner(whole=True)
_RANGE: Final = Range(0, 1, whole=True)
_FLAGS: Final[Mapping[object, Read]] = {0: Read(0.0), 1: Read(1.0), "": MISSING}
_WORDS: Final[Mapping[str, float]] = {
    **dict.fromkeys(("có", "đã có", "yes", "y", "true", "đúng", "✓", "✔", "√", "☑"), 1.0),
    **dict.fromkeys(("chưa", "chưa có", "false", "sai", "n"), 0.0),
}
_TITLE = Text("Có hoặc không", "Yes or no")
_MESSAGE = Text("Chọn 1 nếu có, 0 nếu không", "Choose 1 for yes, 0 for no")


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    name: str = "flag"
    numeric: bool = True
    range: Range = _RANGE
    number_format: str = "0"

    def read(self, raw: Cell, column: Column) -> Read:
        if isinstance(raw, bool | float | str):
            plain = _FLAGS.get(raw)
            if plain is not None:
                return plain
        if isinstance(raw, str) and len(raw) < 20:
            value = _WORDS.get(fold(raw))
            if value is not None:
                return Read(value, "", FLAG_WORD, {"found": shown(raw), "value": value})
        read = read_number(raw, column, _MANNER)
        if read.code in (NOT_WHOLE, THOUSANDS_LOST) or read.value not in (0.0, 1.0, None):
            return refuse(NOT_A_FLAG, raw)
        return read

    def validation(self, column: Column, language: Language) -> Mapping[str, object]:
        return {"validate": "list", "source": ["1", "0"], **prompt(language, _TITLE, _MESSAGE)}


KIND: Final[Kind] = Flag()
