"""What a worker does with a return whose corrections are known: it answers with the corrected copy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

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
        """The copy, whether it has the format of the file, and the cells that changed.

        None for a file that is no longer the one that was checked.
        """
        edits = self.edits.get((reading.sha256, reading.file_name))
        if edits is None:
            return None
        is_own = reading.kind == "xlsx"
        made = fixed(reading.data if is_own else plain(reading.workbook), edits, self.limits)
        return (made.data, is_own, list(made.cells))
