"""A worksheet with its faulty cells coloured and its comments announced."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from sheetcheck.annotation._splice import Change, Element, elements, spliced, with_attribute
from sheetcheck.annotation.notes import Note
from sheetcheck.finding import Severity

_AFTER_FORMATS: Final = (
    "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks",
    "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing", "legacyDrawing",
    "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
)  # fmt: skip
"""What follows the conditional formats in a worksheet, in the order that ECMA-376 part 1, 18.3.1.99 demands."""
_AFTER_LEGACY: Final = _AFTER_FORMATS[_AFTER_FORMATS.index("legacyDrawingHF") :]
_OURS: Final = b'N("sheetcheck")=0'
"""Always true; by it an annotation of before is known again."""
_ROOT: Final = re.compile(rb"<(?:[\w.-]+:)?worksheet\b[^>]*>")
_END_OF_CELLS: Final = re.compile(rb"</(?:[\w.-]+:)?sheetData\s*>|<(?:[\w.-]+:)?sheetData\s*/>")
_RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


class Tail(NamedTuple):
    """What stands behind the cells, as elements whose places are those in the whole sheet."""

    root: Element
    children: Sequence[Element]
    inner: Sequence[Element]


def tail_of(xml: bytes) -> Tail:
    """The cells themselves, nearly all of a sheet, are passed over."""
    root, ends = _ROOT.search(xml), list(_END_OF_CELLS.finditer(xml))
    after = ends[-1].end() if ends else len(xml)
    head = root.group() if root else b""
    shift = after - len(head)
    found = elements(head + xml[after:])
    moved = [
        one._replace(start=one.start + shift, inner=one.inner + shift, close=one.close + shift, end=one.end + shift)
        for one in found[1:]
    ]
    return Tail(found[0], [one for one in moved if one.depth == 1], moved)


def without_annotation(xml: bytes) -> bytes:
    """The sheet without the colours of an annotation of before."""
    if _OURS not in xml and _OURS.replace(b'"', b"&quot;") not in xml:
        return xml
    tail = tail_of(xml)
    ours = [one for one in tail.children if _is_ours(xml, one)]
    others = [one for one in _rules(tail) if not any(block.start < one.start < block.end for block in ours)]
    return spliced(xml, (*(Change(one.start, one.end, b"") for one in ours), *_later(xml, others, -len(ours))))


def _rules(tail: Tail) -> list[Element]:
    return [one for one in tail.inner if one.tag == "cfRule" and one.attributes.get("priority", "").isdigit()]


def _later(xml: bytes, rules: Iterable[Element], by: int) -> Iterator[Change]:
    """Conditions that come later by so many places: the smaller number wins."""
    for one in rules:
        yield with_attribute(xml, one, "priority", str(max(1, int(one.attributes["priority"]) + by)))


def _is_ours(xml: bytes, one: Element) -> bool:
    content = xml[one.start : one.end].replace(b"&quot;", b'"')
    return one.tag == "conditionalFormatting" and _OURS in content


def coloured(xml: bytes, notes: Iterable[Note], styles: Mapping[Severity, int]) -> bytes:
    """Conditions that come before all that are there; `styles` are the numbers of the differential formats."""
    by_severity: dict[Severity, list[str]] = {}
    for note in notes:
        by_severity.setdefault(note.severity, []).append(note.cell)
    tail = tail_of(xml)
    changes = _later(xml, _rules(tail), len(by_severity))
    at = _before(xml, tail, _AFTER_FORMATS)
    prefix = tail.root.prefix
    found = [(one, by_severity[one]) for one in Severity if one in by_severity]
    new = "".join(
        f'<{prefix}conditionalFormatting sqref="{" ".join(cells)}"><{prefix}cfRule type="expression" '
        f'dxfId="{styles[severity]}" priority="{number}"><{prefix}formula>{_OURS.decode()}</{prefix}formula>'
        f"</{prefix}cfRule></{prefix}conditionalFormatting>"
        for number, (severity, cells) in enumerate(found, start=1)
    )
    return spliced(xml, (*changes, Change(at, at, new.encode())))


def drawing_of(xml: bytes) -> str:
    """The relationship of the drawing with the comments' boxes; "" where there is none."""
    return next((_relationship(one) for one in tail_of(xml).children if one.tag == "legacyDrawing"), "")


def with_drawing(xml: bytes, relationship: str) -> bytes:
    tail = tail_of(xml)
    at = _before(xml, tail, _AFTER_LEGACY)
    new = f'<{tail.root.prefix}legacyDrawing xmlns:scr="{_RELATIONSHIPS}" scr:id="{relationship}"/>'
    return spliced(xml, [Change(at, at, new.encode())])


def _relationship(element: Element) -> str:
    return next((value for name, value in element.attributes.items() if name.rpartition(":")[2] == "id"), "")


def _before(xml: bytes, tail: Tail, following: Sequence[str]) -> int:
    """Where an element belongs that all of these follow."""
    found = [one.start for one in tail.children if one.tag in following]
    return min(found, default=xml.rindex(b"</"))
