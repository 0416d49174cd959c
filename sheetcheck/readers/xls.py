"""Reads Excel 97-2003 workbooks (.xls): values by calamine, the rest by a scan of the records.

What cannot be believed in such a file: LibreOffice stores 0 for a formula whose result is a text that it took over
from another file, and libraries store the empty text for all formulas because they cannot calculate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sheetcheck.codes import file as codes
from sheetcheck.grid import Workbook, a1
from sheetcheck.readers._biff import Book, Scanned, scan
from sheetcheck.readers._container import opened, wrapped
from sheetcheck.readers._marks import check_names
from sheetcheck.readers._property_set import STREAM, user_defined
from sheetcheck.readers._values import Listed, exact, sheets_of
from sheetcheck.reading import Limits, Refused

if TYPE_CHECKING:
    from olefile import OleFileIO

CONTENT: Final = ("xls",)
"""The kinds of content that this module reads."""

_STREAMS: Final = ("Workbook", "Book")


def read(data: bytes, limits: Limits) -> Workbook:
    """The workbook, when its records are sound; never only some of its sheets."""
    with opened(data) as container:
        book = scan(_workbook_stream(container), limits)
        properties = user_defined(container.openstream(STREAM).read()) if container.exists(STREAM) else {}
    check_names([one.name for one in book.sheets])
    unknown = [_unknown(one, book) for one in book.sheets]
    listed = [_listed(one, cells) for one, cells in zip(book.sheets, unknown, strict=True)]
    read_whole = zip(sheets_of(wrapped(_STREAMS[0], book.stream), listed), book.sheets, unknown, strict=True)
    sheets = tuple(exact(sheet, one.valued, cells) for sheet, one, cells in read_whole)
    return Workbook(sheets=sheets, properties=properties, is_linked=book.is_linked)


def _unknown(one: Scanned, book: Book) -> list[tuple[int, int]]:
    """Formulas whose stored value says nothing: it may be the result, or what stands where there is none."""
    is_calculated = any(len(sheet.marks.formulas) > len(sheet.texts) for sheet in book.sheets)
    return [*([] if book.is_excel else one.zeros), *([] if is_calculated else one.texts)]


def _listed(one: Scanned, unknown: list[tuple[int, int]]) -> Listed:
    uncalculated = one.marks.uncalculated | {a1(*place) for place in unknown}
    return Listed(one.name, one.is_read, one.marks._replace(uncalculated=uncalculated))


def _workbook_stream(container: OleFileIO) -> bytes:
    for name in _STREAMS:
        if container.exists(name):
            return bytes(container.openstream(name).read())
    raise Refused(codes.MISSING_PART, part=_STREAMS[0])
