"""What a worker does with each workbook: the intake, as plain values that may cross to the parent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sheetcheck.form import Form
from sheetcheck.intake import packed, take_in
from sheetcheck.reading import Reading


@dataclass(frozen=True, slots=True)
class TakeIn:
    """The task that is sent to the workers once, with the forms of the catalogue."""

    forms: Mapping[str, Form]

    def __call__(self, reading: Reading) -> tuple[object, ...]:
        notes = [(code, dict(params)) for code, params in reading.notes]
        return (notes, packed(take_in(reading.workbook, self.forms)))
