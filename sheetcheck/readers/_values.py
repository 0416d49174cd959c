"""Values by calamine, laid beside the marks of each sheet; the one place where readers call it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import NamedTuple, cast

from python_calamine import CalamineWorkbook, SheetMetadata, SheetTypeEnum, SheetVisibleEnum

from sheetcheck.codes import file as codes
from sheetcheck.grid import Cell, Sheet, Traces
from sheetcheck.readers._marks import Marks
from sheetcheck.reading import Refused


class Listed(NamedTuple):
    """A sheet as the workbook lists it; one that is not read keeps its name and has no cells."""

    name: str
    is_read: bool
    marks: Marks
    traces: Traces | None = None
    comments: tuple[str, ...] = ()


def sheets_of(data: bytes, listed: Sequence[Listed]) -> tuple[Sheet, ...]:
    """Every sheet listed, with its values; refused when calamine lists others."""
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    if book.sheet_names != [one.name for one in listed]:
        raise Refused(codes.DAMAGED)
    described = zip(book.sheets_metadata, listed, strict=True)
    return tuple(_sheet(book, index if one.is_read else None, meta, one) for index, (meta, one) in enumerate(described))


def exact(sheet: Sheet, valued: Iterable[tuple[int, int]], unknown: Iterable[tuple[int, int]] = ()) -> Sheet:
    """The sheet as the reader of .xlsx would give it: every number a float, nothing where the value is `unknown`.

    `valued` are row and column of the cells that hold a number or a truth value; one that calamine has not is a
    cell lost, and the file is refused. `unknown` are cells whose stored value says nothing.
    """
    rows = [[float(cell) if type(cell) is int else cell for cell in row] for row in sheet.rows]
    for row, column in valued:
        if row > len(rows) or column > len(rows[row - 1]) or rows[row - 1][column - 1] == "":
            raise Refused(codes.DAMAGED)
    for row, column in unknown:
        if row <= len(rows) and column <= len(rows[row - 1]):
            rows[row - 1][column - 1] = ""
    return Sheet(
        name=sheet.name,
        visible=sheet.visible,
        rows=rows,
        errors=sheet.errors,
        formulas=sheet.formulas,
        uncalculated=sheet.uncalculated,
    )


def _sheet(book: CalamineWorkbook, index: int | None, meta: SheetMetadata, listed: Listed) -> Sheet:
    """One sheet; without cells when there is no index, which says that it is not to be read."""
    rows: list[list[Cell]] = []
    if meta.typ == SheetTypeEnum.WorkSheet and index is not None:
        # Without skip_empty_area=False leading blank rows vanish and every address shifts.
        rows = cast(list[list[Cell]], book.get_sheet_by_index(index).to_python(skip_empty_area=False))
    marks = listed.marks
    return Sheet(
        name=meta.name,
        visible=meta.visible == SheetVisibleEnum.Visible,
        rows=rows,
        errors=marks.errors,
        formulas=marks.formulas,
        uncalculated=marks.uncalculated,
        traces=listed.traces,
        comments=listed.comments,
    )
