"""Every cell that was changed, one a line: where, what stood there, what stands there now, and why."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from sheetcheck.fixing.plan import Correction
from sheetcheck.words import Words

FIELDS: Final = ("file", "sheet", "cell", "before", "after", "code", "why")
_FORMULA: Final = re.compile(r" *[=+\-@\t\r\n\0＝＋－＠]")
_NUMBER: Final = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?")


class Change(NamedTuple):
    """A cell of a file that is another in the copy."""

    file: str
    correction: Correction


def log_of(changes: Iterable[Change], words: Words) -> bytes:
    """As csv, with the mark by which Excel knows UTF-8."""
    content = io.StringIO(newline="")
    lines = csv.writer(content)
    lines.writerow(FIELDS)
    for file, one in changes:
        before, after = (_written(value, words) for value in (one.before, one.after))
        said = (file, one.sheet, one.cell, before, after, one.code, one.why.of(words.language))
        lines.writerow([_harmless(text) for text in said])
    return content.getvalue().encode("utf-8-sig")


def _written(value: float | str | None, words: Words) -> str:
    return "" if value is None else words.as_typed(value)


def _harmless(text: str) -> str:
    """No text becomes a formula where the log is opened; a negative number stays one."""
    return "'" + text if text[:1] == "'" or (_FORMULA.match(text) and not _NUMBER.fullmatch(text)) else text
