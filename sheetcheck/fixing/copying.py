"""What a worker does with a return whose corrections are known: it answers with the corrected copy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sheetcheck.annotation._plain import plain
from sheetcheck.fixing.edits import Edit
from sheetcheck.fixing.package import fixed
from sheetcheck.reading import Limits, Reading


@dataclass(frozen=True, slots=True)
class Fixing:
    """The task that is sent to the workers once, with the edits of all returns by digest (sha256) and name."""

    edits: Mapping[tuple[str, str], Mapping[str, tuple[Edit, ...]]]
    limits: Limits

    def __call__(self, reading: Reading) -> tuple[object, ...] | None:
        """The copy, the cells that changed, and whether it has the format of the file.

        None for a file that is no longer the one that was checked.
        """
        edits = self.edits.get((reading.sha256, reading.file_name))
        if edits is None:
            return None
        if not edits:
            return reading.data, [], True
        if reading.kind == "xlsx":
            return (*_made(reading.data, edits, self.limits), True)
        values = {sheet: tuple(replace(one, is_formula=False) for one in some) for sheet, some in edits.items()}
        return (*_made(plain(reading.workbook), values, self.limits), False)  # there are no formulas in it


def _made(data: bytes, edits: Mapping[str, tuple[Edit, ...]], limits: Limits) -> tuple[bytes, list[tuple[str, str]]]:
    made = fixed(data, edits, limits)
    return made.data, list(made.cells)
