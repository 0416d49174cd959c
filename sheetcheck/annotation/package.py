"""The package of a workbook with an annotation in it."""

from __future__ import annotations

import posixpath
from typing import Final, NamedTuple

from sheetcheck.annotation import _comments, _sheet
from sheetcheck.annotation._front import front_sheet
from sheetcheck.annotation._splice import (
    Element,
    appended,
    elements,
    spliced,
    without_attribute,
)
from sheetcheck.annotation._styles import Styles, with_styles
from sheetcheck.annotation._workbook import front_of, relationship_of, shown, with_front
from sheetcheck.annotation.notes import Annotation, Note
from sheetcheck.readers._package import Package, open_package
from sheetcheck.reading import Limits

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_NO_RELATIONSHIPS: Final = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{_PACKAGE}"></Relationships>'
).encode()
_SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_COMMENTS: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_BOXES: Final = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_STYLES: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_FRONT: Final = "worksheets/sheetcheck_result.xml"
_TYPES: Final = "[Content_Types].xml"


class _Relationship(NamedTuple):
    """What a part points to: the last word of its type, and the name of the part."""

    id: str
    kind: str
    target: str


def annotated(data: bytes, annotation: Annotation, limits: Limits) -> bytes:
    """The workbook with the annotation, in place of one of before; raises Refused for a broken package."""
    return _Copy(open_package(data, limits)).made(annotation)


class _Copy:
    """The parts that change, one after another; `new` has what they become."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.new: dict[str, bytes] = {}
        self.types: dict[str, str] = {}
        target = next(one.target for one in self._related("") if one.kind == "officeDocument")
        self.workbook = target
        self.folder = target.rpartition("/")[0]

    def made(self, annotation: Annotation) -> bytes:
        styles = self._styled()
        front = self._listed(annotation.name)
        self.new[front] = front_sheet(annotation, styles)
        for name, part in self._sheets():
            if part != front:
                self._mark(part, annotation.notes.get(name, ()), styles)
        self._typed()
        return self.package.with_content(self.new, compressed=True)

    def _read(self, part: str) -> bytes:
        if part in self.new:
            return self.new[part]
        return self.package.unpack_xml(part) if part in self.package else b""

    def _styled(self) -> Styles:
        part = next((one.target for one in self._related(self.workbook) if one.kind == "styles"), "")
        if not part:
            part = self._relate(self.workbook, "styles", f"{self.folder}/styles.xml")
            self.types[part] = _STYLES
        self.new[part], styles = with_styles(self._read(part))
        return styles

    def _listed(self, name: str) -> str:
        """The part of the first sheet: that of an annotation of before, else a new one in front of all others."""
        xml = self._read(self.workbook)
        related = {one.id: one.target for one in self._related(self.workbook)}
        if before := related.get(front_of(xml)):
            self.new[self.workbook] = shown(xml)
            return before
        part = self._relate(self.workbook, "worksheet", f"{self.folder}/{_FRONT}")
        self.types[part] = _SHEET
        relationship = next(one.id for one in self._related(self.workbook) if one.target == part)
        self.new[self.workbook] = with_front(xml, name, relationship)
        return part

    def _sheets(self) -> list[tuple[str, str]]:
        """Name and part of every worksheet."""
        related = {one.id: one for one in self._related(self.workbook) if one.kind == "worksheet"}
        listed = [one for one in elements(self._read(self.workbook)) if one.tag == "sheet"]
        return [
            (one.attributes.get("name", ""), related[relationship_of(one)].target)
            for one in listed
            if relationship_of(one) in related
        ]

    def _mark(self, part: str, notes: tuple[Note, ...], styles: Styles) -> None:
        xml = self._read(part)
        clean = _deselected(_sheet.without_annotation(xml))
        comments = next((one.target for one in self._related(part) if one.kind == "comments"), "")
        if comments and _comments.MARK in self._read(comments).decode("utf-8", "replace"):
            before = _comments.commented(self._read(comments))
            self.new[comments] = _comments.without_comments(self._read(comments))
            gone = before - _comments.commented(self.new[comments])
            for drawing in (one.target for one in self._related(part) if one.kind == "vmlDrawing"):
                self.new[drawing] = _comments.without_boxes(self._read(drawing), gone)
        if notes:
            clean = self._commented(part, _sheet.coloured(clean, notes, styles.marks), notes, comments)
        if clean != xml:
            self.new[part] = clean

    def _commented(self, part: str, xml: bytes, notes: tuple[Note, ...], comments: str) -> bytes:
        number = len(self.types)
        if not comments:
            comments = self._relate(part, "comments", f"{self.folder}/sheetcheck_comments{number}.xml")
            self.types[comments] = _COMMENTS
        taken = _comments.commented(self._read(comments))
        self.new[comments] = _comments.with_comments(self._read(comments), notes)
        relationship = _sheet.drawing_of(xml)
        drawing = (
            next((one.target for one in self._related(part) if one.id == relationship), "") if relationship else ""
        )
        if not drawing:
            drawing = self._relate(part, "vmlDrawing", f"{self.folder}/drawings/sheetcheck_boxes{number}.vml")
            xml = _sheet.with_drawing(xml, next(one.id for one in self._related(part) if one.target == drawing))
        boxes = [note for note in notes if note.cell not in taken]
        self.new[drawing] = _comments.with_boxes(self._read(drawing), boxes)
        return xml

    def _related(self, part: str) -> list[_Relationship]:
        """What a part points to inside the package ("" is the package itself)."""
        xml = self._read(_relationships_of(part))
        return [
            _Relationship(
                one.attributes.get("Id", ""), one.attributes.get("Type", "").rpartition("/")[2], _absolute(part, one)
            )
            for one in (elements(xml, 1) if xml else ())
            if one.tag == "Relationship" and one.attributes.get("TargetMode") != "External"
        ]

    def _relate(self, part: str, kind: str, target: str) -> str:
        """A new part that a part points to; gives its name."""
        name = _relationships_of(part)
        xml = self._read(name) or _NO_RELATIONSHIPS
        found = elements(xml, 1)
        taken = {one.attributes.get("Id", "") for one in found}
        identity = next(f"rIdSheetcheck{i}" for i in range(1, 10_000) if f"rIdSheetcheck{i}" not in taken)
        prefix = found[0].prefix
        new = f'<{prefix}Relationship Id="{identity}" Type="{_OFFICE}/{kind}" Target="/{target}"/>'
        self.new[name] = spliced(xml, [appended(xml, found[0], new.encode())])
        return target

    def _typed(self) -> None:
        xml = self._read(_TYPES)
        found = elements(xml, 1)
        prefix = found[0].prefix
        new = "".join(
            f'<{prefix}Override PartName="/{part}" ContentType="{kind}"/>' for part, kind in self.types.items()
        )
        if not any(one.tag == "Default" and one.attributes.get("Extension", "").lower() == "vml" for one in found):
            new = f'<{prefix}Default Extension="vml" ContentType="{_BOXES}"/>' + new
        self.new[_TYPES] = spliced(xml, [appended(xml, found[0], new.encode())])


def _relationships_of(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"


def _absolute(part: str, one: Element) -> str:
    target = one.attributes.get("Target", "")
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))


def _deselected(xml: bytes) -> bytes:
    """Only one sheet may be selected: what is typed into several at once goes into each of them."""
    at = xml.find(b"tabSelected")
    cells = xml.find(b"sheetData")
    if at < 0 or at > cells >= 0:
        return xml
    start = xml.rindex(b"<", 0, at)
    end = xml.index(b">", at) + 1
    view = Element("sheetView", "", {}, 2, start, end, end, end)
    return spliced(xml, [without_attribute(xml, view, "tabSelected")])
