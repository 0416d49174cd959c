"""Reads Excel workbooks (.xlsx, and .xlsm as data): values by calamine, the rest by a screen of the XML."""

from __future__ import annotations

from functools import partial
from typing import Final

from sheetcheck.codes import file as codes
from sheetcheck.grid import Workbook
from sheetcheck.readers._fonts import fonts_of
from sheetcheck.readers._marks import NOTHING, check_names
from sheetcheck.readers._package import Package, open_package
from sheetcheck.readers._parts import check_styles, custom_properties, elements, office_folder, relations
from sheetcheck.readers._screen import Screened, screen
from sheetcheck.readers._traces import comments_of
from sheetcheck.readers._values import Listed, sheets_of
from sheetcheck.reading import MB, Limits, Refused

CONTENT: Final = ("xlsx",)
"""The kinds of content that this module reads."""

_HELD: Final = 4 * MB
"""An ordinary sheet has a hundredth of this."""


def read(data: bytes, limits: Limits) -> Workbook:
    """The workbook, when every part that matters is sound; never only some of its sheets."""
    package = open_package(data, limits)
    folder = office_folder(package)
    for name in ("sharedStrings.xml", "styles.xml"):
        if folder + name in package:
            package.check_xml(folder + name)
    check_styles(package, folder + "styles.xml", limits)
    parts = _listed_sheets(package, folder, limits.unread)
    listed, data = _screened(package, parts, limits)
    fonts = partial(fonts_of, package, folder, dict(parts))
    return Workbook(sheets=sheets_of(data, listed), properties=custom_properties(package), fonts=fonts)


def _screened(package: Package, listed: list[tuple[str, str]], limits: Limits) -> tuple[list[Listed], bytes]:
    """The marks of every sheet, and the package for the reader of values: it gets the very XML that was screened.

    This spares it to unpack the sheets again, and to go through all that stands around the rows. A sheet too
    large to be held in memory thrice it unpacks itself.
    """
    comments = comments_of(package, listed)
    sheets: list[Listed] = []
    content: dict[str, bytes] = {}
    for name, part in listed:
        found = screen(package.unpack_xml(part), name, limits) if part else Screened(NOTHING, b"")
        sheets.append(Listed(name, bool(part), found.marks, found.traces, comments.get(name, ())))
        if part and len(found.cells) <= _HELD:
            content[part] = found.cells
    return sheets, package.with_content(content)


def _listed_sheets(package: Package, folder: str, unread: frozenset[str]) -> list[tuple[str, str]]:
    """Name and part of every sheet in order; no part for one without cells, or hidden and not to be read."""
    targets = relations(package, folder, "workbook.xml")
    sheets: list[tuple[str, str]] = []
    for tag, attributes in elements(package.unpack_xml(f"{folder}workbook.xml")):
        if tag != "sheet":
            continue
        identity = next((value for key, value in attributes.items() if key.rpartition(":")[2] == "id"), "")
        kind, part = targets.get(identity, ("", ""))
        name = attributes.get("name", "")
        if not part:
            raise Refused(codes.MISSING_PART, part=name)
        skipped = name in unread and attributes.get("state", "visible") != "visible"
        sheets.append((name, part if kind.endswith("/worksheet") and not skipped else ""))
    if not sheets:
        raise Refused(codes.MISSING_PART, part="sheets")
    check_names([name for name, _ in sheets])
    return sheets
