"""The list of sheets with the first sheet of an annotation in front."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from xml.sax.saxutils import unescape

from sheetcheck.annotation._splice import (
    Change,
    Element,
    appended,
    attribute,
    elements,
    place_before,
    spliced,
    text,
    with_attribute,
)

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MARK: Final = "_sheetcheck_result"
"""A hidden name that refers to our sheet: by it, and not by its title alone, the sheet is known again."""
AFTER_CALCULATION: Final = (
    "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing",
    "fileRecoveryPr", "webPublishObjects", "extLst",
)  # fmt: skip
"""What follows `calcPr` in a workbook, in the order that ECMA-376 part 1, 18.2.27 demands."""


def front_of(xml: bytes) -> str:
    """The relationship of the sheet of an annotation of before; "" where there is none."""
    found = elements(xml)
    mark = next((one for one in found if one.tag == "definedName" and one.attributes.get("name") == _MARK), None)
    if mark is None:
        return ""
    said = unescape(xml[mark.inner : mark.close].decode("utf-8", "replace"), {"&apos;": "'", "&quot;": '"'})
    sheets = ((one, _reference(one.attributes.get("name", ""))) for one in found if one.tag == "sheet")
    owned = (one for one, reference in sheets if said.replace("$", "") == reference.replace("$", ""))
    return next(map(relationship_of, owned), "")


def with_front(xml: bytes, name: str, relationship: str) -> bytes:
    """The workbook with our sheet first, and shown when it is opened; another sheet keeps its name."""
    found = elements(xml)
    root, sheets = found[0], next(one for one in found if one.tag == "sheets")
    listed = [one for one in found if one.tag == "sheet"]
    taken = {one.attributes.get("name", "").casefold() for one in listed}
    free = next(one for one in (name, *(f"{name} ({i})" for i in range(2, 100))) if one.casefold() not in taken)
    number = max((int(one.attributes.get("sheetId", "0")) for one in listed), default=0) + 1
    new = (
        f'<{sheets.prefix}sheet xmlns:scr="{_OFFICE}" name={attribute(free)} sheetId="{number}" '
        f'scr:id="{relationship}"/>'
    )
    names = [one for one in found if one.tag == "definedName"]
    mark = f'<{root.prefix}definedName name="{_MARK}" hidden="1">{text(_reference(free))}</{root.prefix}definedName>'
    changes = [Change(sheets.inner, sheets.inner, new.encode()), _named(xml, found, mark), *_first(xml, found)]
    changes += [with_attribute(xml, one, "localSheetId", str(int(at) + 1)) for one in names
                if (at := one.attributes.get("localSheetId", "")).isdigit()]  # fmt: skip
    changes += [Change(one.start, one.end, b"") for one in names if one.attributes.get("name") == _MARK]
    return spliced(xml, changes)


def shown(xml: bytes) -> bytes:
    """The workbook that opens with its first sheet."""
    return spliced(xml, _first(xml, elements(xml)))


def relationship_of(sheet: Element) -> str:
    """Whatever the prefix of the attribute is called."""
    return next((value for name, value in sheet.attributes.items() if name.rpartition(":")[2] == "id"), "")


def _reference(name: str) -> str:
    """What refers to a sheet."""
    quoted = name.replace("'", "''")
    return f"'{quoted}'!$A$1"


def _named(xml: bytes, found: Sequence[Element], name: str) -> Change:
    names = next((one for one in found if one.tag == "definedNames"), None)
    if names is not None:
        return appended(xml, names, name.encode())
    prefix = found[0].prefix
    at = place_before(found, ("calcPr", *AFTER_CALCULATION))
    return Change(at, at, f"<{prefix}definedNames>{name}</{prefix}definedNames>".encode())


def _first(xml: bytes, found: Sequence[Element]) -> list[Change]:
    return [with_attribute(xml, one, "activeTab", "0") for one in found if one.tag == "workbookView"]
