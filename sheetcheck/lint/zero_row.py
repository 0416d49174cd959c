"""The row whose 1 says that nothing happened: it is there, and 1 and 0 are all that it may say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sheetcheck.codes.definition import WRONG_VALUE
from sheetcheck.document import mistake
from sheetcheck.finding import Finding
from sheetcheck.lint import Definitions
from sheetcheck.lint.names import unknown
from sheetcheck.text import Text

_FLAG: Final = Text(vi="mã một dòng có kind: flag", en="the id of a row with kind: flag")


def mistakes(definitions: Definitions) -> Iterator[Finding]:
    for form in definitions.forms.values():
        if not form.zero_row:
            continue
        place, row = form.place.of("zero_row"), next((one for one in form.rows if one.id == form.zero_row), None)
        if row is None:
            yield unknown(form.zero_row, [one.id for one in form.rows], place)
        elif row.kind != "flag":
            yield mistake(WRONG_VALUE, place, key="zero_row", found=row.id, expected=_FLAG)
