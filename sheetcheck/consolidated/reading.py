"""The data of a consolidated workbook, read in a guarded worker like any file that comes from outside."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from sheetcheck.consolidated.data import is_consolidated, read_consolidated
from sheetcheck.errors import SheetcheckError
from sheetcheck.guard.pool import read_all
from sheetcheck.reading import MB, Limits, Reading
from sheetcheck.text import Text
from sheetcheck.tidy import Datum

_LIMITS = Limits(
    file_bytes=500 * MB,
    memory_bytes=8_000 * MB,
    cpu_seconds=600,
    wall_seconds=900,
    unpacked_bytes=4_000 * MB,
    box_cells=50_000_000,
    answer_bytes=4_000 * MB,
)
"""A country's workbook is a thousand times a return; it is ours, but it travelled."""


@dataclass(frozen=True, slots=True)
class _ReadData:
    """The task of the worker: None for a workbook that is not a consolidated one."""

    def __call__(self, reading: Reading) -> object:
        if not is_consolidated(reading.workbook):
            return None
        try:
            return [tuple(datum) for datum in read_consolidated(reading.workbook)]
        except SheetcheckError as error:
            return (error.message.vi, error.message.en, {key: str(value) for key, value in error.params.items()})


def data_of(path: Path) -> list[Datum] | None:
    """All data of a consolidated workbook; None for any other file. Raises when its data were altered."""
    outcome = next(read_all([path], _ReadData(), jobs=1, limits=_LIMITS))
    answer = cast(Any, outcome.answer)
    if answer is None:
        return None
    if isinstance(answer, tuple):
        raise SheetcheckError(Text(answer[0], answer[1]), **answer[2])
    return [Datum(*fields) for fields in answer]
