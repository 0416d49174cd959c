"""What a worker does with a return whose annotation is known: it answers with the annotated copy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sheetcheck.annotation._plain import plain
from sheetcheck.annotation.notes import Annotation
from sheetcheck.annotation.package import annotated
from sheetcheck.grid import Workbook
from sheetcheck.reading import Limits, Reading


@dataclass(frozen=True, slots=True)
class Copying:
    """The task that is sent to the workers once, with the annotations of all returns by digest (sha256) and name."""

    annotations: Mapping[tuple[str, str], Annotation]
    limits: Limits

    def __call__(self, reading: Reading) -> bytes | None:
        """None for a file that is no longer the one that was checked."""
        annotation = self.annotations.get((reading.sha256, reading.file_name))
        if annotation is None:
            return None
        own = reading.data if reading.kind == "xlsx" else plain(reading.workbook)
        return annotated(own, annotation, self.limits)


def unreadable(annotation: Annotation) -> bytes:
    """A workbook of one sheet, for a file of which no copy can be made."""
    return annotated(plain(Workbook(sheets=())), annotation, Limits())
