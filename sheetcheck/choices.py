"""Drop-down lists: a hidden sheet with the labels, because Excel cuts a list typed in place at 255 characters.

The ids that the labels stand for are there too, for the formulas of rules.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from sheetcheck.form import Column
from sheetcheck.grid import column_letter
from sheetcheck.layout import LISTS_SHEET, Layout
from sheetcheck.text import Language
from sheetcheck.xlsx import Book

Listed = tuple[str, str]
"""Form and column id: columns of two forms may share an id and not their choices."""


class Choices(NamedTuple):
    """Where the labels of a column stand, and where their ids: ranges such as `_lists!$A$1:$A$9`."""

    labels: str
    ids: str


@cache
def choices_of(layouts: tuple[Layout, ...]) -> Mapping[Listed, Choices]:
    columns = _columns(layouts)
    return {
        name: Choices(_range(position, column), _range(position + len(columns), column))
        for position, (name, column) in enumerate(columns.items(), start=1)
    }


def write(book: Book, layouts: Sequence[Layout], language: Language) -> None:
    columns = _columns(layouts)
    if not columns:
        return
    page = book.page(LISTS_SHEET)
    page.hide()
    for position, column in enumerate(columns.values(), start=1):
        for line, (name, label) in enumerate(column.choices.items(), start=1):
            page.text(line, position, label.of(language))
            page.text(line, position + len(columns), name)


def _columns(layouts: Sequence[Layout]) -> Mapping[Listed, Column]:
    return {(layout.form.id, one.id): one for layout in layouts for one in layout.columns if one.choices}


def _range(position: int, column: Column) -> str:
    letter = column_letter(position)
    return f"{LISTS_SHEET}!${letter}$1:${letter}${len(column.choices)}"
