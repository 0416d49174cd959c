"""What a worker does with a return whose annotation is known: it answers with the annotated copy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

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
        if reading.kind == "xlsx":
            return annotated(reading.data, annotation, self.limits)
        sheets = tuple(one for one in reading.workbook.sheets if one.name not in annotation.own_sheets)
        return annotated(plain(Workbook(sheets=sheets)), _for_reading(annotation), self.limits)


def name_of(file: str, *, is_own: bool = True) -> str:
    """A copy has the name of its file; of one of another format it is a workbook of ours, `06331.xls.xlsx`."""
    return file if is_own and file.lower().endswith((".xlsx", ".xlsm")) else f"{file}.xlsx"


def unreadable(annotation: Annotation) -> bytes:
    """A workbook of one sheet, for a file of which no copy can be made."""
    return annotated(plain(Workbook(sheets=())), _for_reading(annotation), Limits())


def _for_reading(annotation: Annotation) -> Annotation:
    """Of another format only the cells are known: whoever corrected them here would lose formulas and checks."""
    title, verdict = annotation.reading
    return replace(annotation, title=title, verdict=verdict)
