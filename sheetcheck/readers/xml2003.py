"""Reads XML Spreadsheet 2003, which Excel and many programs save as .xml or under the name .xls.

Source: [MS-OFFDI] "XML Spreadsheet Reference": Worksheet, Table, Row, Cell, Data.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from xml.parsers import expat

from sheetcheck.codes import file as codes
from sheetcheck.grid import Cell, Sheet, Workbook
from sheetcheck.readers._iso import moment
from sheetcheck.readers._marks import COLUMNS, ROWS, check_names
from sheetcheck.readers._package import check_prolog
from sheetcheck.readers._table import Table, Told
from sheetcheck.reading import Limits, Refused

CONTENT: Final = ("xml2003",)
"""The kinds of content that this module reads."""

_SHEET: Final = "urn:schemas-microsoft-com:office:spreadsheet "
_EXCEL: Final = "urn:schemas-microsoft-com:office:excel "
_OFFICE: Final = "urn:schemas-microsoft-com:office:office "
_FIRST_DAY: Final = (1899, 12, 31)
"""The day of a time that has none."""


def read(data: bytes, limits: Limits) -> Workbook:
    """The workbook, when its XML is sound; never only some of its sheets."""
    check_prolog("xml", data)
    content = _Content(limits)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = content.start, content.end
    parser.CharacterDataHandler = content.text
    try:
        parser.Parse(data, True)
    except expat.ExpatError:
        raise Refused(codes.DAMAGED) from None
    if not content.sheets:
        raise Refused(codes.MISSING_PART, part="Worksheet")
    check_names([sheet.name for sheet in content.sheets])
    return Workbook(sheets=tuple(content.sheets), properties=content.properties)


class _Content:
    """Follows sheets, rows and cells; notes on cells have data of their own, which is passed over."""

    def __init__(self, limits: Limits) -> None:
        self.sheets: list[Sheet] = []
        self.properties: dict[str, str] = {}
        self._limits = limits
        self._table: Table | None = None
        self._cell: dict[str, str] | None = None
        self._type = self._text = self._kept = ""
        self._has_data = False
        self._property = ""
        self._is_custom = self._is_note = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == f"{_OFFICE}CustomDocumentProperties":
            self._is_custom = True
        elif self._is_custom and tag.startswith(_OFFICE):
            self._property = tag.removeprefix(_OFFICE)
            self.properties[self._property] = ""
        elif tag == f"{_SHEET}Worksheet":
            self._table = Table(attributes.get(f"{_SHEET}Name", ""), True, self._limits)
        elif self._table is None or self._is_note:
            return
        elif tag == f"{_SHEET}Row":
            self._table.row = _place(attributes, self._table.row, ROWS)
        elif tag == f"{_SHEET}Cell":
            self._cell, self._has_data = attributes, False
            self._table.column = _place(attributes, self._table.column, COLUMNS)
        elif tag == f"{_SHEET}Comment":
            self._is_note = True
        elif tag == f"{_SHEET}Data" and self._cell is not None:
            self._type, self._text, self._has_data = attributes.get(f"{_SHEET}Type", ""), "", True
        elif tag == f"{_EXCEL}Visible":
            self._kept, self._text = tag, ""

    def end(self, tag: str) -> None:
        if tag == f"{_OFFICE}CustomDocumentProperties":
            self._is_custom, self._property = False, ""
        elif tag == f"{_SHEET}Comment":
            self._is_note = False
        elif self._table is None or self._is_note:
            return
        elif tag == f"{_SHEET}Cell" and self._cell is not None:
            self._table.take(self._told(self._cell))
            self._has_data = False
            # A merged cell stands for those that it covers, too; they are not written.
            self._table.column += _whole(self._cell.get(f"{_SHEET}MergeAcross", "0"), COLUMNS)
            self._cell = None
        elif tag == f"{_SHEET}Row":
            self._table.end_row()
        elif tag == f"{_EXCEL}Visible":
            self._table.visible = self._text.strip() in ("", "SheetVisible")
            self._kept = ""
        elif tag == f"{_SHEET}Worksheet":
            self._close(self._table)

    def text(self, data: str) -> None:
        if self._property:
            self.properties[self._property] += data
        elif not self._is_note and (self._has_data or self._kept):
            self._text += data

    def _told(self, cell: Mapping[str, str]) -> Told:
        is_formula = f"{_SHEET}Formula" in cell
        if not self._has_data:
            return Told(is_formula=is_formula, is_told=False)
        if self._type == "Error":
            return Told(error=self._text or "#VALUE!", is_formula=is_formula)
        return Told(_value(self._type, self._text), is_formula=is_formula)

    def _close(self, table: Table) -> None:
        sheet = table.sheet()
        if not table.visible and table.name in self._limits.unread:
            sheet = Sheet(name=table.name, visible=False)
        self.sheets.append(sheet)
        self._table = None


def _value(kind: str, text: str) -> Cell:
    if kind == "Number":
        try:
            return float(text)
        except ValueError:
            raise Refused(codes.DAMAGED) from None
    if kind == "Boolean":
        return text.strip() == "1"
    if kind == "DateTime":
        found = moment(text)
        is_time = isinstance(found, datetime) and (found.year, found.month, found.day) == _FIRST_DAY
        return found.time() if is_time and isinstance(found, datetime) else found
    return text


def _place(attributes: Mapping[str, str], following: int, most: int) -> int:
    """Where a row or a cell stands: it follows the last one, unless it says so; it never goes back."""
    said = attributes.get(f"{_SHEET}Index")
    if said is None:
        return following
    place = _whole(said, most + 1)
    if place < following:
        raise Refused(codes.DAMAGED)
    return place


def _whole(text: str, most: int) -> int:
    if not (text.isascii() and text.isdigit()):
        raise Refused(codes.DAMAGED)
    return min(int(text[:9]), most)
