"""What Excel would refuse or a sheet has no room for: names of sheets, prompts of cells, labels and limits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sheetcheck import capacity
from sheetcheck.codes import lint as D
from sheetcheck.codes.capacity import TOO_LONG, TOO_MANY
from sheetcheck.codes.definition import EXCEL_LIMIT
from sheetcheck.document import mistake
from sheetcheck.finding import Finding
from sheetcheck.form import Column, Form, Place
from sheetcheck.kinds import KINDS
from sheetcheck.kinds._number import LIMIT
from sheetcheck.kinds.text import LONGEST
from sheetcheck.layout import sheet_name
from sheetcheck.lint import Definitions
from sheetcheck.text import LANGUAGES, Text

_SHEET_NAME: Final = 31
_FORBIDDEN: Final = "[]:*?/\\'"
"""An apostrophe is allowed inside a name, but formulas put one around it."""
_FOOTER: Final = 60
"""Of 255 characters, which the printed code shares with the page number; more would not fit on paper either."""
_COLUMN, _FIELD = 9, 11
"""Characters that a column of a matrix form or of a register is wide when nothing is said."""
_HEADING: Final = capacity.HEADING_LINES / 1.2
"""Titles break between words, so that lines are not full."""
_PROMPT: Final = {
    "input_title": (32, Text(vi="tiêu đề lời nhắc", en="the title of the prompt")),
    "input_message": (255, Text(vi="lời nhắc", en="the prompt")),
    "error_title": (32, Text(vi="tiêu đề báo lỗi", en="the title of the refusal")),
    "error_message": (255, Text(vi="lời báo lỗi", en="the refusal")),
}


def mistakes(definitions: Definitions) -> Iterator[Finding]:
    for form in definitions.forms.values():
        yield from _form(form)
    for columns in definitions.sets.values():
        for column in columns:
            yield from _column(column)


def _form(form: Form) -> Iterator[Finding]:
    name, place = sheet_name(form), form.place.of("number")
    if len(name) > _SHEET_NAME:
        what = Text(vi=f"tên trang tính “{name}”", en=f"the sheet name “{name}”")
        yield mistake(EXCEL_LIMIT, place, what=what, length=len(name), limit=_SHEET_NAME)
    bad = sorted(set(name) & set(_FORBIDDEN))
    if bad:
        yield mistake(D.SHEET_NAME, place, name=name, characters=" ".join(bad))
    for code in form.codes.values():
        if len(code) > _FOOTER:
            yield mistake(EXCEL_LIMIT, form.place.of("code"), what=code, length=len(code), limit=_FOOTER)
    yield from _too_long("title", form.title, form.place, capacity.FORM_TITLE)
    yield from _too_long("note", form.note, form.place, capacity.NOTE)
    for row in form.rows:
        yield from _too_long("title", row.title, row.place, capacity.TITLE)
        yield from _too_long("unit", row.unit, row.place, capacity.UNIT)
        yield from _too_long("code", Text(row.code, row.code), row.place, capacity.CODE)
    for column in form.fields:
        yield from _column(column, _FIELD)


def _too_long(key: str, text: Text | None, place: Place, most: int) -> Iterator[Finding]:
    """A label that a sheet cuts, in the language in which it is longer."""
    length = max(len(text.of(language)) for language in LANGUAGES) if text else 0
    if length > most:
        yield mistake(TOO_LONG, place.of(key), key=key, length=length, limit=most)


def _limits(column: Column) -> Iterator[Finding]:
    """Of figures, or of the length of a text."""
    figures = KINDS[column.kind].range
    least = column.minimum if column.minimum is not None else figures.least if figures else 0
    most = LIMIT - 1 if figures else LONGEST
    for key, limit in (("min", column.minimum), ("max", column.maximum)):
        if limit is not None and abs(limit) > most:
            yield mistake(TOO_MANY, column.place.of(key), key=key, found=limit, most=most)
    if column.maximum is not None and least is not None and least > column.maximum:
        place = column.place.of("max" if column.minimum is None else "min")
        yield mistake(D.LIMITS_CROSSED, place, minimum=least, maximum=column.maximum)


def _column(column: Column, width: float = _COLUMN) -> Iterator[Finding]:
    yield from _limits(column)
    yield from _too_long("title", column.title, column.place, int(_HEADING * (column.width or width)))
    for language in LANGUAGES:
        options = KINDS[column.kind].validation(column, language) or {}
        for key, (limit, what) in _PROMPT.items():
            length = len(str(options.get(key, "")))
            if length > limit:
                shown = Text(f"{what.vi} của cột {column.id}", f"{what.en} of column {column.id}")
                yield mistake(EXCEL_LIMIT, column.place, what=shown, length=length, limit=limit)
                return
