"""Reads binary Excel workbooks (.xlsb): values by calamine, the rest by a scan of the records.

A part is a list of records: type and length, in seven bits a byte, then the content. Source: [MS-XLSB] 2.1.4 and 2.4.
"""

from __future__ import annotations

from collections.abc import Iterator
from struct import Struct, error
from typing import Final, NamedTuple

from sheetcheck.codes import file as codes
from sheetcheck.grid import Workbook, a1
from sheetcheck.readers._biff import ERRORS
from sheetcheck.readers._marks import NOTHING, Box, Marks, check_names
from sheetcheck.readers._package import Package, open_package
from sheetcheck.readers._parts import check_styles, custom_properties, relations
from sheetcheck.readers._values import Listed, exact, sheets_of
from sheetcheck.reading import Limits, Refused

CONTENT: Final = ("xlsb",)
"""The kinds of content that this module reads."""

_FOLDER: Final = "xl/"
_ROW, _SHEET_LISTED, _SHEET_DATA, _SHEET_DATA_END = 0, 156, 145, 146
_RK, _ERROR, _BOOL, _REAL, _TEXT, _SHARED_TEXT = range(2, 8)
_FORMULA_TEXT, _FORMULA_NUMBER, _FORMULA_BOOL, _FORMULA_ERROR = range(8, 12)
_RICH_TEXT: Final = 62
_NUMBERS: Final = (_RK, _BOOL, _REAL, _FORMULA_NUMBER, _FORMULA_BOOL)
_FORMULAS: Final = range(_FORMULA_TEXT, _FORMULA_ERROR + 1)
_CELLS: Final = frozenset((*range(_RK, _FORMULA_ERROR + 1), _RICH_TEXT))
_LONG = Struct("<L")
_VALUE = 8
"""A cell's value stands behind its column and its format."""

_Record = tuple[int, int, int]
"""Type, where the content begins, its length."""


class _Scanned(NamedTuple):
    """What one sheet's records tell: `valued` hold a number or a truth value, `texts` are formulas of empty text."""

    marks: Marks
    valued: list[tuple[int, int]]
    texts: list[tuple[int, int]]


def read(data: bytes, limits: Limits) -> Workbook:
    """The workbook, when every part that matters is sound; never only some of its sheets."""
    package = open_package(data, limits)
    check_styles(package, f"{_FOLDER}styles.bin", limits)
    for name in ("styles.bin", "sharedStrings.bin"):
        if _FOLDER + name in package:
            package.unpack(_FOLDER + name)  # proves its size and its checksum
    parts = _listed(package, limits.unread)
    scanned = [_scan(package.unpack(part), name, limits) if part else _Scanned(NOTHING, [], []) for name, part in parts]
    is_calculated = any(len(one.marks.formulas) > len(one.texts) for one in scanned)
    listed: list[Listed] = []
    for (name, part), one in zip(parts, scanned, strict=True):
        untold = frozenset(() if is_calculated else (a1(*place) for place in one.texts))
        listed.append(Listed(name, bool(part), one.marks._replace(uncalculated=untold)))
    sheets = tuple(exact(sheet, one.valued) for sheet, one in zip(sheets_of(data, listed), scanned, strict=True))
    return Workbook(sheets=sheets, properties=custom_properties(package))


def _listed(package: Package, unread: frozenset[str]) -> list[tuple[str, str]]:
    """Name and part of every sheet in order; no part for one without cells, or hidden and not to be read."""
    targets = relations(package, _FOLDER, "workbook.bin")
    workbook = package.unpack(f"{_FOLDER}workbook.bin")
    sheets: list[tuple[str, str]] = []
    for kind, at, length in _records(workbook):
        if kind != _SHEET_LISTED:
            continue
        identity, after = _wide(workbook, at + 8, at + length)
        name, _ = _wide(workbook, after, at + length)
        type_, part = targets.get(identity, ("", ""))
        if not part:
            raise Refused(codes.MISSING_PART, part=name)
        is_skipped = name in unread and workbook[at] & 3 != 0
        sheets.append((name, part if type_.endswith("/worksheet") and not is_skipped else ""))
    if not sheets:
        raise Refused(codes.MISSING_PART, part="sheets")
    check_names([name for name, _ in sheets])
    return sheets


def _scan(part: bytes, sheet: str, limits: Limits) -> _Scanned:
    cells = _Cells(sheet, limits)
    is_begun = False
    for kind, at, length in _records(part):
        if kind == _SHEET_DATA:
            is_begun = True
        elif kind == _SHEET_DATA_END and is_begun:
            marks = Marks(cells.errors, frozenset(cells.formulas), frozenset())
            return _Scanned(marks, cells.valued, cells.texts)
        elif kind == _ROW:
            cells.row = _number(part, at) + 1
        elif kind in _CELLS and is_begun:
            if length <= _VALUE:
                raise Refused(codes.DAMAGED)
            cells.take(kind, part, at)
    raise Refused(codes.DAMAGED)  # the end of the cells is missing


class _Cells:
    """What the cells of one sheet hold, as their records come; `row` counts from 1."""

    def __init__(self, sheet: str, limits: Limits) -> None:
        self.row = 0
        self.errors: dict[str, str] = {}
        self.formulas: list[str] = []
        self.valued: list[tuple[int, int]] = []
        self.texts: list[tuple[int, int]] = []
        self._box = Box(sheet, limits)

    def take(self, kind: int, part: bytes, at: int) -> None:
        place = (self.row, _number(part, at) + 1)
        self._box.hold(*place)
        if kind in _NUMBERS:
            self.valued.append(place)
        elif kind in (_ERROR, _FORMULA_ERROR):
            code = part[at + _VALUE]
            self.errors[a1(*place)] = ERRORS.get(code, f"#{code}")
        elif kind == _FORMULA_TEXT and _number(part, at + _VALUE) == 0:
            self.texts.append(place)
        if kind in _FORMULAS:
            self.formulas.append(a1(*place))


def _records(part: bytes) -> Iterator[_Record]:
    at, end = 0, len(part)
    while at < end:
        try:
            kind = part[at]
            at += 1
            if kind & 0x80:
                kind = kind & 0x7F | (part[at] & 0x7F) << 7
                at += 1
            length = shift = 0
            for shift in (0, 7, 14, 21):
                length |= (part[at] & 0x7F) << shift
                at += 1
                if not part[at - 1] & 0x80:
                    break
        except IndexError:
            raise Refused(codes.DAMAGED) from None
        if at + length > end:
            raise Refused(codes.DAMAGED)
        yield kind, at, length
        at += length


def _wide(part: bytes, at: int, end: int) -> tuple[str, int]:
    """A text and where it ends; a missing one has the length of all ones."""
    count = _number(part, at)
    after = at + 4 + 2 * count
    if count == 0xFFFF_FFFF or after > end:
        raise Refused(codes.DAMAGED)
    return part[at + 4 : after].decode("utf-16-le", "replace"), after


def _number(part: bytes, at: int) -> int:
    try:
        return int(_LONG.unpack_from(part, at)[0])
    except error:
        raise Refused(codes.DAMAGED) from None
