"""Reads Excel workbooks (.xlsx, and .xlsm as data): values by calamine, the rest by a screen of the XML."""

from __future__ import annotations

from io import BytesIO
from typing import Final, cast
from xml.parsers import expat

from python_calamine import CalamineWorkbook, SheetMetadata, SheetTypeEnum, SheetVisibleEnum

from sheetcheck.codes import file as codes
from sheetcheck.grid import Cell, Sheet, Workbook
from sheetcheck.readers._package import Package, check_prolog, open_package
from sheetcheck.readers._screen import NOTHING, Screened, screen
from sheetcheck.readers._traces import comments_of
from sheetcheck.reading import MB, Limits, Refused

CONTENT: Final = ("xlsx",)
"""The kinds of content that this module reads."""

_PROPERTIES = "docProps/custom.xml"
_HELD: Final = 4 * MB
"""An ordinary sheet has a hundredth of this."""


def read(data: bytes, limits: Limits) -> Workbook:
    """The workbook, when every part that matters is sound; never only some of its sheets."""
    package = open_package(data, limits)
    folder = _folder(package)
    for name in ("sharedStrings.xml", "styles.xml"):
        if folder + name in package:
            package.check_xml(folder + name)
    if folder + "styles.xml" in package and package.size(folder + "styles.xml") > limits.styles_bytes:
        size = package.size(folder + "styles.xml") / MB
        raise Refused(codes.TOO_MUCH_CONTENT, size=size, limit=limits.styles_bytes / MB)
    listed = _listed_sheets(package, folder, limits.unread)
    screened, data = _screened(package, listed, limits)
    comments = comments_of(package, listed)
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    if book.sheet_names != [name for name, _ in listed]:
        raise Refused(codes.DAMAGED)
    described = zip(book.sheets_metadata, listed, screened, strict=True)
    sheets = tuple(
        _sheet(book, index if part else None, meta, one, comments.get(name, ()))
        for index, (meta, (name, part), one) in enumerate(described)
    )
    return Workbook(sheets=sheets, properties=_properties(package))


def _sheet(
    book: CalamineWorkbook, index: int | None, meta: SheetMetadata, screened: Screened, comments: tuple[str, ...]
) -> Sheet:
    """One sheet; without cells when there is no index, which says that it is not to be read."""
    rows: list[list[Cell]] = []
    if meta.typ == SheetTypeEnum.WorkSheet and index is not None:
        # Without skip_empty_area=False leading blank rows vanish and every address shifts.
        rows = cast(list[list[Cell]], book.get_sheet_by_index(index).to_python(skip_empty_area=False))
    marks = screened.marks
    return Sheet(
        name=meta.name,
        visible=meta.visible == SheetVisibleEnum.Visible,
        rows=rows,
        errors=marks.errors,
        formulas=marks.formulas,
        uncalculated=marks.uncalculated,
        traces=screened.traces,
        comments=comments,
    )


def _screened(package: Package, listed: list[tuple[str, str]], limits: Limits) -> tuple[list[Screened], bytes]:
    """What every sheet holds, and the package for the reader of values: it gets the very XML that was screened.

    This spares it to unpack the sheets again, and to go through all that stands around the rows. A sheet too
    large to be held in memory thrice it unpacks itself.
    """
    screened: list[Screened] = []
    content: dict[str, bytes] = {}
    for name, part in listed:
        found = screen(package.unpack_xml(part), name, limits) if part else Screened(NOTHING, b"")
        screened.append(found._replace(cells=b""))
        if part and len(found.cells) <= _HELD:
            content[part] = found.cells
    return screened, package.with_content(content)


def _folder(package: Package) -> str:
    """The folder of the workbook part, from where the reader of values takes everything."""
    for tag, attributes in _elements(package.unpack_xml("_rels/.rels")):
        if tag == "Relationship" and attributes.get("Type", "").endswith("/relationships/officeDocument"):
            folder, slash, _ = attributes.get("Target", "").removeprefix("/").rpartition("/")
            return folder + slash
    raise Refused(codes.MISSING_PART, part="workbook.xml")


def _listed_sheets(package: Package, folder: str, unread: frozenset[str]) -> list[tuple[str, str]]:
    """Name and part of every sheet in order; no part for one without cells, or hidden and not to be read."""
    targets = {
        attributes.get("Id", ""): (attributes.get("Type", ""), attributes.get("Target", ""))
        for tag, attributes in _elements(package.unpack_xml(f"{folder}_rels/workbook.xml.rels"))
        if tag == "Relationship"
    }
    sheets: list[tuple[str, str]] = []
    for tag, attributes in _elements(package.unpack_xml(f"{folder}workbook.xml")):
        if tag != "sheet":
            continue
        identity = next((value for key, value in attributes.items() if key.rpartition(":")[2] == "id"), "")
        kind, target = targets.get(identity, ("", ""))
        part = target[1:] if target.startswith("/") else folder + target
        if not target:
            raise Refused(codes.MISSING_PART, part=attributes.get("name", ""))
        name = attributes.get("name", "")
        skipped = name in unread and attributes.get("state", "visible") != "visible"
        sheets.append((name, part if kind.endswith("/worksheet") and not skipped else ""))
    if not sheets:
        raise Refused(codes.MISSING_PART, part="sheets")
    _check_names([name for name, _ in sheets])
    return sheets


def _check_names(names: list[str]) -> None:
    """calamine finds a sheet by its name even when asked by index: of two namesakes it reads the first twice."""
    for index, name in enumerate(names):
        if name in names[:index]:
            raise Refused(codes.DUPLICATE_SHEET, sheet=name)


def _elements(xml: bytes) -> list[tuple[str, dict[str, str]]]:
    """Every element of a small part: its name without prefix, and its attributes."""
    found: list[tuple[str, dict[str, str]]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        found.append((tag.rpartition(":")[2], attributes))

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    try:
        parser.Parse(xml, True)
    except expat.ExpatError:
        raise Refused(codes.DAMAGED) from None
    return found


def _properties(package: Package) -> dict[str, str]:
    """Custom document properties as text; a part that is not sound is as good as none."""
    found: dict[str, str] = {}
    if _PROPERTIES not in package or package.size(_PROPERTIES) > MB:
        return found
    name = ""

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal name
        if tag.rpartition(":")[2] == "property":
            name = attributes.get("name", "")
            found[name] = ""

    def text(data: str) -> None:
        if name:
            found[name] += data

    def end(tag: str) -> None:
        nonlocal name
        if tag.rpartition(":")[2] == "property":
            name = ""

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    try:
        xml = package.unpack(_PROPERTIES)
        check_prolog(_PROPERTIES, xml)
        parser.Parse(xml, True)
    except (expat.ExpatError, Refused):
        return {}
    return found
