"""Units as CSV: the first three columns are those of a round's units.csv, the rest is the register's."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date
from typing import Final

from sheetcheck.text import Language
from sheetcheck.units.register import Register
from sheetcheck.units.unit import COLUMNS, Unit, fields_of

_FIRST: Final = ("code", "name", "receiver")
_PLACE: Final = ("province", "province_name")


def as_csv(register: Register, units: Iterable[Unit], on: date, language: Language) -> str:
    """A line a unit with a heading; `receiver` is empty, it is the round's to say."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow((*_FIRST, *COLUMNS[1:], *_PLACE))
    for unit in units:
        top = (unit, *register.above(unit, on))[-1]
        place = (top.code, top.name.of(language))
        writer.writerow((unit.code, unit.name.of(language), "", *fields_of(unit)[1:], *place))
    return out.getvalue()
