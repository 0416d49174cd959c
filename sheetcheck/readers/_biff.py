"""The records of an .xls workbook (BIFF8) that say what the reader of values does not: errors, formulas, far cells.

The stream is a list of records: type, length, content. Sources: [MS-XLS] 2.3 (records), 2.5.133 (FormulaValue).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from struct import Struct, error
from typing import Final, NamedTuple

from sheetcheck.codes import file as codes
from sheetcheck.grid import a1
from sheetcheck.readers._marks import NOTHING, Box, Marks
from sheetcheck.reading import Limits, Refused

ERRORS: Final = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
"""Codes of error values, the same in .xls and .xlsb."""

_HEAD = Struct("<HH")
_BOF, _EOF, _BOUNDSHEET, _FILEPASS, _SHARED = 0x0809, 0x0A, 0x85, 0x2F, 0xFC
_CODE_PAGE, _UTF_16 = 0x42, (1_200).to_bytes(2, "little")
_OTHER_BOOK, _OWN_BOOKS = 0x01AE, (b"\x01\x04", b"\x01\x3a")
"""A book that formulas name; these two marks stand for the workbook itself and for functions of programs."""
_BEGINNINGS: Final = (0x09, 0x0209, 0x0409, _BOF)
_FORMULA, _STRING, _BOOLERR, _NUMBER, _RK, _MULRK = 0x06, 0x0207, 0x0205, 0x0203, 0x027E, 0xBD
_LABELSST, _LABEL, _RSTRING = 0xFD, 0x0204, 0xD6
_CELLS = frozenset((_FORMULA, _STRING, _BOOLERR, _NUMBER, _RK, _MULRK, _LABELSST, _LABEL, _RSTRING))
_NUMBERS = frozenset((_NUMBER, _RK, _BOOLERR))
_CELL = Struct("<HH")
_RESULT = Struct("<6sH")
_BIFF8 = 0x0600
_WORKSHEET = 0
_NOT_EXCEL: Final = b"\xbb\x0d\xcc\x07" + bytes(4)
"""Build, year and history as LibreOffice and xlwt write them; every Excel leaves a history."""


class Scanned(NamedTuple):
    """A sheet as its records tell it. `valued` hold what can never be blank; `zeros` are formulas with a bare 0."""

    name: str
    is_read: bool
    marks: Marks
    valued: list[tuple[int, int]]
    zeros: list[tuple[int, int]]
    texts: list[tuple[int, int]]
    """Formulas whose result is the empty text, which is also what a program writes that does not calculate."""


class Book(NamedTuple):
    """The sheets in order, whether Excel itself wrote them, and whether they link to other files.

    `stream` is what the reader of values gets. Texts are UTF-16, but some programs write another code page down, with
    which calamine would make `D\\0a\\0t\\0u\\0m\\0` of `Datum`; here it is mended.
    """

    stream: bytes
    sheets: list[Scanned]
    is_excel: bool
    is_linked: bool


def scan(stream: bytes, limits: Limits) -> Book:
    """All sheets of the workbook stream; refuses one that is locked, older than Excel 97, or too large."""
    records = _records(stream, 0)
    kind, start, length = next(records, (0, 0, 0))
    if kind not in _BEGINNINGS or length < 2:
        raise Refused(codes.DAMAGED)
    if kind != _BOF or int.from_bytes(stream[start : start + 2], "little") != _BIFF8:
        raise Refused(codes.EXCEL_95)
    own = list(takewhile(lambda record: record[0] != _EOF, records))
    if any(kind == _FILEPASS for kind, _, _ in own):
        raise Refused(codes.PASSWORD)
    listed = [_bound_sheet(stream[at : at + size]) for kind, at, size in own if kind == _BOUNDSHEET]
    if not listed:
        raise Refused(codes.MISSING_PART, part="sheets")
    shared = sum(int.from_bytes(stream[at + 4 : at + 8], "little") for kind, at, _ in own if kind == _SHARED)
    mended = bytearray(stream)
    for kind, at, size in own:
        if kind == _CODE_PAGE and size == 2:
            mended[at : at + 2] = _UTF_16
    return Book(
        stream=bytes(mended),
        sheets=[_sheet(stream, *one, shared, limits) for one in listed],
        is_excel=stream[start + 4 : start + 12] != _NOT_EXCEL,
        is_linked=any(kind == _OTHER_BOOK and stream[at + 2 : at + 4] not in _OWN_BOOKS for kind, at, _ in own),
    )


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Type, where the content begins, and its length."""
    unpack, end = _HEAD.unpack_from, len(stream)
    while at + 4 <= end:
        kind, length = unpack(stream, at)
        at += 4
        if at + length > end:
            raise Refused(codes.DAMAGED)
        yield kind, at, length
        at += length


def _bound_sheet(record: bytes) -> tuple[str, int, bool, int]:
    """Name, where the sheet's records begin, whether it is visible, and its kind."""
    if len(record) < 8:
        raise Refused(codes.DAMAGED)
    count, wide = record[6], record[7] & 1
    name = record[8 : 8 + count * (1 + wide)].decode("utf-16-le" if wide else "latin-1", "replace")
    return name, int.from_bytes(record[:4], "little"), record[4] & 3 == 0, record[5]


def _sheet(stream: bytes, name: str, start: int, is_visible: bool, kind: int, shared: int, limits: Limits) -> Scanned:
    if kind != _WORKSHEET or (name in limits.unread and not is_visible):
        return Scanned(name, False, NOTHING, [], [], [])
    cells = _Cells(name, shared, limits)
    depth = 0
    for kind, at, length in _records(stream, start):
        if kind == _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                break
        elif depth == 1 and kind in _CELLS:  # deeper are charts, with cells of their own
            try:
                cells.take(kind, stream, at, length)
            except (error, IndexError):
                raise Refused(codes.DAMAGED) from None
        if depth == 0:
            raise Refused(codes.DAMAGED)
    else:
        raise Refused(codes.DAMAGED)  # the end of the sheet is missing
    marks = Marks(cells.errors, frozenset(cells.formulas), frozenset(cells.untold))
    return Scanned(name, True, marks, cells.valued, cells.zeros, cells.texts)


class _Cells:
    """What the cells of one sheet hold, as their records come. `shared` is how many texts the workbook shares."""

    def __init__(self, sheet: str, shared: int, limits: Limits) -> None:
        self._shared = shared
        self.errors: dict[str, str] = {}
        self.formulas: list[str] = []
        self.untold: set[str] = set()
        self.valued: list[tuple[int, int]] = []
        self.zeros: list[tuple[int, int]] = []
        self.texts: list[tuple[int, int]] = []
        self._box = Box(sheet, limits)
        self._announced = ""

    def take(self, kind: int, stream: bytes, at: int, length: int) -> None:
        if kind == _STRING:
            self.untold.discard(self._announced)
            return
        row, column = _CELL.unpack_from(stream, at)
        place = (row + 1, column + 1)
        self._box.hold(*place)
        if kind == _FORMULA:
            self._formula(*place, stream, at)
        elif kind == _MULRK:
            self._numbers(*place, (length - 6) // 6)
        elif kind == _BOOLERR and stream[at + 7]:
            self.errors[a1(*place)] = _error(stream[at + 6])
        elif kind in _NUMBERS or (kind == _LABELSST and self._is_missing(stream, at)):
            self.valued.append(place)

    def _numbers(self, row: int, column: int, count: int) -> None:
        """A run of numbers in one record."""
        if count > 0:
            self._box.hold(row, column + count - 1)
            self.valued += [(row, column + place) for place in range(count)]

    def _is_missing(self, stream: bytes, at: int) -> bool:
        """Whether a text may not be among those that the workbook shares: calamine would leave the cell blank."""
        return int.from_bytes(stream[at + 6 : at + 10], "little") >= self._shared

    def _formula(self, row: int, column: int, stream: bytes, at: int) -> None:
        address = a1(row, column)
        self.formulas.append(address)
        self._announced = ""
        result, mark = _RESULT.unpack_from(stream, at + 6)
        if mark != 0xFFFF:
            (self.valued if any(result) or mark else self.zeros).append((row, column))
        elif result[0] == 0:
            self._announced = address
            self.untold.add(address)  # until the text comes, in a record of its own
        elif result[0] == 1:
            self.valued.append((row, column))
        elif result[0] == 2:
            self.errors[address] = _error(result[2])
        else:
            self.texts.append((row, column))


def _error(code: int) -> str:
    return ERRORS.get(code, f"#{code}")
