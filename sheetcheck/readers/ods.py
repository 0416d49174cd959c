"""Reads OpenDocument spreadsheets (.ods) in one pass over their XML, values and marks together.

calamine is not asked: a document that lacks one closing tag keeps it busy for ever, and it gives error cells and
formulas without a value as blanks. Source: OpenDocument 1.3, part 3, 9 (tables) and 19.384 (`office:value-type`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final
from xml.parsers import expat

from sheetcheck.codes import file as codes
from sheetcheck.codes import lock
from sheetcheck.grid import Cell, Sheet, Workbook
from sheetcheck.readers._iso import duration, moment
from sheetcheck.readers._marks import COLUMNS, ROWS, check_names
from sheetcheck.readers._package import Package, open_package
from sheetcheck.readers._table import Table, Told
from sheetcheck.reading import MB, Limits, Refused

CONTENT: Final = ("ods",)
"""The kinds of content that this module reads."""

_OASIS: Final = "urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE, _TABLE, _TEXT, _STYLE = (f"{_OASIS}{name}:1.0 " for name in ("office", "table", "text", "style"))
_USER_DEFINED: Final = f"{_OASIS}meta:1.0 user-defined"
_USER_DEFINED_NAME: Final = f"{_OASIS}meta:1.0 name"
_SHEET, _ROW = f"{_TABLE}table", f"{_TABLE}table-row"
_CELLS: Final = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_PARAGRAPH: Final = f"{_TEXT}p"
_TYPE, _FORMULA = f"{_OFFICE}value-type", f"{_TABLE}formula"
_CALC_TYPE: Final = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"
_ERRORS: Final = frozenset(("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"))
_ASIDE: Final = frozenset(
    (
        f"{_OFFICE}annotation",
        f"{_OFFICE}forms",
        f"{_TABLE}content-validations",
        f"{_TABLE}dde-links",
        f"{_TABLE}shapes",
        f"{_TABLE}tracked-changes",
    )
)
"""What has cells or paragraphs that are no cells of a sheet: notes, deleted content, drawings."""
_DRAWING: Final = f"{_OASIS}drawing:1.0 "
_MANIFEST: Final = "META-INF/manifest.xml"


def read(data: bytes, limits: Limits) -> Workbook:
    """The workbook, when its XML is sound; never only some of its sheets."""
    package = open_package(data, limits)
    if _MANIFEST in package and b"encryption-data" in package.unpack(_MANIFEST):
        raise Refused(lock.OPEN_DOCUMENT_PASSWORD)
    content = _Content(limits)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = content.start, content.end
    parser.CharacterDataHandler = content.text
    try:
        parser.Parse(package.unpack_xml("content.xml"), True)
    except expat.ExpatError:
        raise Refused(codes.DAMAGED) from None
    if not content.sheets:
        raise Refused(codes.MISSING_PART, part="sheets")
    check_names([sheet.name for sheet in content.sheets])
    return Workbook(sheets=tuple(content.sheets), properties=_properties(package), is_linked=content.is_linked)


class _Content:
    """Follows sheets, rows and cells; what stands aside is passed over."""

    def __init__(self, limits: Limits) -> None:
        self.sheets: list[Sheet] = []
        self.is_linked = False
        self._limits = limits
        self._hidden: set[str] = set()
        self._style = ""
        self._table: Table | None = None
        self._is_copy = False
        self._rows = 1
        self._cell: dict[str, str] | None = None
        self._lines: list[str] = []
        self._aside = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._aside:
            self._aside += 1
        elif tag in _CELLS and self._cell is None:
            self._cell = attributes
        elif tag in _ASIDE or tag.startswith(_DRAWING):
            self._aside += 1
        elif self._cell is not None:
            self._inside(tag, attributes)
        elif tag == _ROW:
            self._rows = _count(attributes, "number-rows-repeated", ROWS)
        elif tag == _SHEET:
            self._open(attributes)
        elif tag == f"{_TABLE}table-source":
            self._is_copy = self.is_linked = True  # of another file's sheet, kept for the formulas that link to it
        elif tag == f"{_STYLE}style":
            self._style = attributes.get(f"{_STYLE}name", "")
        elif tag == f"{_STYLE}table-properties" and attributes.get(f"{_TABLE}display") == "false":
            self._hidden.add(self._style)

    def end(self, tag: str) -> None:
        if self._aside:
            self._aside -= 1
        elif tag in _CELLS:
            self._close_cell()
        elif self._table is not None and tag == _ROW:
            self._table.end_row(self._rows)
        elif self._table is not None and tag == _SHEET:
            self._close(self._table)

    def text(self, data: str) -> None:
        if self._lines and not self._aside:
            self._lines[-1] += data

    def _inside(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Paragraphs of a cell are lines; blanks and tabs in them are elements."""
        if tag == _PARAGRAPH:
            self._lines.append("")
        elif tag in _CELLS or tag == _SHEET:
            raise Refused(codes.DAMAGED)  # a table in a cell: no spreadsheet program writes one
        elif self._lines and tag == f"{_TEXT}s":
            self._lines[-1] += " " * _whole(attributes.get(f"{_TEXT}c", "1"), 32_767)
        elif self._lines and tag in (f"{_TEXT}tab", f"{_TEXT}line-break"):
            self._lines[-1] += "\t" if tag.endswith("tab") else "\n"

    def _open(self, attributes: Mapping[str, str]) -> None:
        if self._table is not None:
            raise Refused(codes.DAMAGED)
        is_visible = attributes.get(f"{_TABLE}style-name") not in self._hidden
        name = attributes.get(f"{_TABLE}name", "")
        if not is_visible and name in self._limits.unread:
            self.sheets.append(Sheet(name=name, visible=False))
            self._aside += 1
            return
        self._table = Table(name, is_visible, self._limits)
        self._is_copy = False

    def _close_cell(self) -> None:
        cell, lines = self._cell, self._lines
        self._cell, self._lines = None, []
        if cell is None or self._table is None:
            raise Refused(codes.DAMAGED)
        repeat = _count(cell, "number-columns-repeated", COLUMNS)
        if lines or _TYPE in cell or _FORMULA in cell:
            self._table.take(_told(cell, lines), repeat)
        else:
            self._table.column += repeat  # most cells of a sheet are blank, and only have a style

    def _close(self, table: Table) -> None:
        if not self._is_copy:
            self.sheets.append(table.sheet())
        self._table = None


def _told(cell: Mapping[str, str], lines: Sequence[str]) -> Told:
    """Nothing is a value where the type is missing; a formula whose result is the empty text has a paragraph."""
    kind, text = cell.get(_TYPE, ""), "\n".join(lines)
    is_formula = _FORMULA in cell
    if cell.get(_CALC_TYPE) == "error" or (is_formula and kind == "string" and text in _ERRORS):
        return Told(error=text or "#VALUE!", is_formula=is_formula)
    if not kind:
        return Told(text, is_formula=is_formula, is_told=bool(lines))
    return Told(_value(kind, cell, text), is_formula=is_formula)


def _value(kind: str, cell: Mapping[str, str], text: str) -> Cell:
    if kind in ("float", "percentage", "currency"):
        try:
            return float(cell[f"{_OFFICE}value"])
        except (KeyError, ValueError):
            raise Refused(codes.DAMAGED) from None
    if kind == "boolean":
        return cell.get(f"{_OFFICE}boolean-value") == "true"
    if kind == "date":
        return moment(cell.get(f"{_OFFICE}date-value", text))
    if kind == "time":
        return duration(cell.get(f"{_OFFICE}time-value", text))
    return cell.get(f"{_OFFICE}string-value", text)


def _count(attributes: Mapping[str, str], name: str, most: int) -> int:
    """How often an element stands for itself; blank ones are often repeated to the end of the sheet."""
    said = attributes.get(_TABLE + name)
    return max(1, _whole(said, most)) if said else 1


def _whole(text: str, most: int) -> int:
    if not (text.isascii() and text.isdigit()):
        raise Refused(codes.DAMAGED)
    return min(int(text[:9]), most)


def _properties(package: Package) -> dict[str, str]:
    """User-defined properties as text; a part that is not sound is as good as none."""
    found: dict[str, str] = {}
    if "meta.xml" not in package or package.size("meta.xml") > MB:
        return found
    name = ""

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal name
        name = attributes.get(_USER_DEFINED_NAME, "") if tag == _USER_DEFINED else ""
        if name:
            found[name] = ""

    def text(data: str) -> None:
        if name:
            found[name] += data

    def end(_: str) -> None:
        nonlocal name
        name = ""

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    try:
        parser.Parse(package.unpack_xml("meta.xml"), True)
    except (expat.ExpatError, Refused):
        return {}
    return found
