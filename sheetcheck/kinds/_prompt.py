"""What Excel says beside a cell and when it refuses an entry; within its limits of 32 and 255 characters."""

from __future__ import annotations

from collections.abc import Mapping

from sheetcheck.form import Column
from sheetcheck.text import Language, Text

_WRONG = Text("Kiểm tra lại nội dung", "Please check this entry")


def prompt(language: Language, title: Text, message: Text, *, stop: bool = True, **params: object) -> dict[str, object]:
    """The words of a data validation: shown on entering the cell and on a wrong entry."""
    words = message.fill(language, params)
    return {
        "input_title": title.of(language),
        "input_message": words,
        "error_title": _WRONG.of(language),
        "error_message": words,
        "error_type": "stop" if stop else "warning",
        "ignore_blank": True,
    }


def number_rule(
    language: Language, title: Text, message: Text, column: Column, *, whole: bool, least: float, most: float
) -> Mapping[str, object]:
    """A whole or decimal number between the limits of the column, else of the kind."""
    low = least if column.minimum is None else column.minimum
    high = most if column.maximum is None else column.maximum
    return {
        "validate": "integer" if whole else "decimal",
        "criteria": "between",
        "minimum": low,
        "maximum": high,
        **prompt(language, title, message, minimum=low, maximum=high),
    }
