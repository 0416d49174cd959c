"""What the reader of values does not tell of a sheet: error cells, formulas, cells far away.

The common shape of sheet XML is searched, which costs a tenth of reading it; wherever the search
meets something it does not expect, the exact parser has the word.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple
from xml.parsers import expat

from sheetcheck.codes import file as codes
from sheetcheck.grid import Traces, a1
from sheetcheck.readers._marks import NOTHING, Box, Marks
from sheetcheck.readers._traces import traces_of
from sheetcheck.reading import Limits, Refused

_SINGLE_QUOTED = re.compile(rb"<[^<>]*='")
_NEAR_ROWS, _NEAR_COLUMNS = 6_999, 702
"""A box up to ZZ6999 is below the usual limit, so a sheet without other references needs no parsing."""
_NOT_CLOSE = re.compile(rb' r="[A-Z]{0,2}+(?![0-9]{1,3}+")')
_NOT_NEAR = re.compile(rb' r="[A-Z]{0,2}+(?!(?:[0-6][0-9]{3}|[0-9]{1,3})")')
_FORMULA = re.compile(rb'<c r="([^"]+)"([^<>]*)><f(?:\s[^<>]*)?(?:/>|>([^<]*)</f>)(<v>[^<]|<v></v>|<v ?/>|</c>)')
_BLANK = (b"<v></v>", b"<v/>", b"<v />")
_BEFORE, _AFTER = b"<worksheet><mergeCells></mergeCells>", b"</sheetData></worksheet>"
"""Around the rows for the reader of values. It goes through every sheet a second time to look for merged cells, which
nobody here asks for, and stops where it meets them: when they come first this costs nothing."""
_NO_CELLS = re.compile(rb"<sheetData ?/>")
_ADDRESSES = re.compile(r"(?:[A-Z]{1,3}[0-9]{1,7} ?)*")
_ERROR = re.compile(
    rb'<c r="([A-Z]{1,3}[0-9]{1,7})"[^<>]*? t="e"[^<>]*>(?:<f(?:\s[^<>]*)?(?:/>|>[^<]*</f>))?<v>([^<&]+)</v>'
)
_REFERENCE = re.compile(r"([A-Za-z]*)([0-9]+)")


class Screened(NamedTuple):
    """The marks of a sheet, the XML that the reader of values needs of it, and what else it tells.

    There are no traces of a sheet that is not of the common shape.
    """

    marks: Marks
    cells: bytes
    traces: Traces | None = None


class _Unexpected(Exception):  # noqa: N818 - a turn of the search, not an error
    """The sheet is not of the common shape."""


def screen(xml: bytes, sheet: str, limits: Limits) -> Screened:
    """What a sheet holds; refuses one whose box of cells from A1 on is larger than the limit."""
    try:
        return _search(xml, limits)
    except _Unexpected:
        return Screened(_parse(xml, sheet, limits), xml)


def _search(xml: bytes, limits: Limits) -> Screened:
    start, end = _rows(xml)
    if start == end:
        return Screened(NOTHING, xml)
    # An attribute in single quotes; a formula may hold `='Sheet 1'!A1`, but not inside a tag.
    if _has(xml, b"'", b"='", start, end) and _SINGLE_QUOTED.search(xml, start, end):
        raise _Unexpected
    if limits.box_cells < _NEAR_ROWS * _NEAR_COLUMNS:
        raise _Unexpected
    # The first pattern costs 40 % of the second and is the answer for nearly every return.
    if _NOT_CLOSE.search(xml, start, end) and _NOT_NEAR.search(xml, start, end):
        raise _Unexpected
    formulas, uncalculated, texts = _search_formulas(xml, start, end)
    marks = Marks(_search_errors(xml, start, end), formulas, uncalculated)
    return Screened(marks, _BEFORE + xml[start:end] + _AFTER, traces_of(xml, start, end, texts))


def _rows(xml: bytes) -> tuple[int, int]:
    """Where the rows begin and end; what looks like them may not be in a comment, an instruction or a quotation."""
    start, end = xml.find(b"<sheetData"), xml.rfind(b"</sheetData>")
    if start < 0:
        raise _Unexpected
    if end < 0 and _NO_CELLS.match(xml, start):
        return start, start
    declared = max(0, xml.find(b"?>", 0, start))
    if (
        end < start
        or _has(xml, b"!", b"<!", 0, end)
        or xml.rfind(b"<?", 0, start) > len(codecs.BOM_UTF8)
        or xml.count(b'"', declared, start) % 2
        or xml.find(b"'", declared, start) >= 0
    ):
        raise _Unexpected
    return start, end


def _has(xml: bytes, rare: bytes, wanted: bytes, start: int, end: int) -> bool:
    """A single character first: it is found at memory speed, sixty times faster than two, and mostly is not there."""
    return xml.find(rare, start, end) >= 0 and xml.find(wanted, start, end) >= 0


def _search_errors(xml: bytes, start: int, end: int) -> dict[str, str]:
    errors: dict[str, str] = {}
    at = xml.find(b'"e"', start, end)
    while at >= 0:
        cell = _ERROR.match(xml, xml.rfind(b"<c ", start, at))
        if cell is None or cell.end() <= at:
            raise _Unexpected
        errors[cell.group(1).decode()] = cell.group(2).decode("utf-8", "replace")
        at = xml.find(b'"e"', cell.end(), end)
    return errors


def _search_formulas(xml: bytes, start: int, end: int) -> tuple[frozenset[str], frozenset[str], bytes]:
    formulas: list[bytes] = []
    texts: list[bytes] = []
    uncalculated: list[bytes] = []
    at = xml.find(b"<f", start, end)
    while at >= 0:
        cell = _FORMULA.match(xml, xml.rfind(b"<c ", start, at))
        if cell is None or cell.end() <= at:
            raise _Unexpected
        address, text, value = cell.group(1, 3, 4)
        formulas.append(address)
        texts.append(text or b"")
        # An empty text is a value, and Excel writes it as an empty <v> of type str.
        if value == b"</c>" or (value in _BLANK and b't="str"' not in cell.group(2)):
            uncalculated.append(address)
        at = xml.find(b"<f", cell.end(), end)
    return _addresses(formulas), _addresses(uncalculated), b"\n".join((b" ".join(formulas), *texts))


def _addresses(found: list[bytes]) -> frozenset[str]:
    """All at once, because checking and decoding one by one takes as long as finding them."""
    text = b" ".join(found).decode("utf-8", "replace")
    if not _ADDRESSES.fullmatch(text):
        raise _Unexpected
    return frozenset(text.split())


def _parse(xml: bytes, sheet: str, limits: Limits) -> Marks:
    cells = _Cells(sheet, limits)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = cells.start
    parser.EndElementHandler = cells.end
    parser.CharacterDataHandler = cells.text
    parser.CommentHandler = parser.ProcessingInstructionHandler = cells.foreign
    parser.StartCdataSectionHandler = cells.foreign
    try:
        parser.Parse(xml, True)
    except expat.ExpatError:
        raise Refused(codes.DAMAGED) from None
    if not cells.data_seen:
        # The reader of values takes such a part for an empty sheet.
        raise Refused(codes.DAMAGED)
    return Marks(cells.errors, frozenset(cells.formulas), frozenset(cells.uncalculated))


class _Cells:
    """Follows the cells of a sheet as the reader of values does, where positions may be implied."""

    def __init__(self, sheet: str, limits: Limits) -> None:
        self.errors: dict[str, str] = {}
        self.formulas: list[str] = []
        self.uncalculated: list[str] = []
        self.data_seen = False
        self._box = Box(sheet, limits)
        self._row = self._column = 1
        self._at = (1, 1)
        self._inside = self._has_formula = self._has_value = False
        self._type = self._child = self._value = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if self._inside:
            if name in ("v", "f", "is"):
                # The reader of values keeps what the last child of a cell says.
                self._child, self._value = name, ""
                self._has_formula = self._has_formula or name == "f"
                self._has_value = name == "is" or (name == "v" and self._type == "str")
        elif name == "c":
            self._enter(attributes)
        elif name == "row":
            if "r" in attributes:
                self._row = _split(attributes["r"])[0]
        elif name == "sheetData":
            self.data_seen = True

    def end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name == "c" and self._inside:
            self._leave()
        elif name == "row":
            self._row, self._column = self._row + 1, 1
        elif name == self._child:
            self._child = ""

    def text(self, data: str) -> None:
        if self._child == "v":
            self._value += data
            self._has_value = True

    def foreign(self, *_: str) -> None:
        if self._child == "v":
            # The reader of values silently drops what stands beside a comment inside a value.
            raise Refused(codes.DAMAGED)

    def _enter(self, attributes: dict[str, str]) -> None:
        self._inside, self._type = True, attributes.get("t", "")
        self._has_formula = self._has_value = False
        self._value = ""
        if "r" in attributes:
            row, self._column = _split(attributes["r"])
            self._at = (row, self._column)
        else:
            self._at = (self._row, self._column)

    def _leave(self) -> None:
        self._inside, self._child = False, ""
        self._column += 1
        row, column = self._at
        address = a1(row, column)
        if self._has_formula:
            self.formulas.append(address)
            if not self._has_value:
                self.uncalculated.append(address)
        if not self._has_value:
            return
        if self._type == "e":
            self.errors[address] = self._value
        self._box.hold(row, column)


def _split(reference: str) -> tuple[int, int]:
    """Row and column of a reference; a row's own reference has no column and gives 0."""
    match = _REFERENCE.fullmatch(reference)
    if match is None or len(reference) > 20:
        raise Refused(codes.DAMAGED)
    column = 0
    for letter in match.group(1).upper():
        column = column * 26 + ord(letter) - 64
    return int(match.group(2)), column
