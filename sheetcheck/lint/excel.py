"""What Excel would refuse: names of sheets, and the prompts of cells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sheetcheck.codes import lint as D
from sheetcheck.codes.definition import EXCEL_LIMIT
from sheetcheck.document import mistake
from sheetcheck.finding import Finding
from sheetcheck.form import Column, Form
from sheetcheck.kinds import KINDS
from sheetcheck.layout import sheet_name
from sheetcheck.lint import Definitions
from sheetcheck.text import LANGUAGES, Text

_SHEET_NAME: Final = 31
_FORBIDDEN: Final = "[]:*?/\\'"
"""An apostrophe is allowed inside a name, but formulas put one around it."""
_FOOTER: Final = 60
"""Of 255 characters, which the printed code shares with the page number; more would not fit on paper either."""
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
        yield mistake(EXCEL_LIMIT, place, what=name, length=len(name), limit=_SHEET_NAME)
    bad = sorted(set(name) & set(_FORBIDDEN))
    if bad:
        yield mistake(D.SHEET_NAME, place, name=name, characters=" ".join(bad))
    for code in form.codes.values():
        if len(code) > _FOOTER:
            yield mistake(EXCEL_LIMIT, form.place.of("code"), what=code, length=len(code), limit=_FOOTER)
    for column in form.fields:
        yield from _column(column)


def _column(column: Column) -> Iterator[Finding]:
    if column.minimum is not None and column.maximum is not None and column.minimum > column.maximum:
        yield mistake(D.LIMITS_CROSSED, column.place.of("min"), minimum=column.minimum, maximum=column.maximum)
    for language in LANGUAGES:
        options = KINDS[column.kind].validation(column, language) or {}
        for key, (limit, what) in _PROMPT.items():
            length = len(str(options.get(key, "")))
            if length > limit:
                shown = Text(f"{what.vi} của cột {column.id}", f"{what.en} of column {column.id}")
                yield mistake(EXCEL_LIMIT, column.place, what=shown, length=length, limit=limit)
                return
