"""The package of a workbook with an annotation in it."""

from __future__ import annotations

from typing import Final

from sheetcheck.annotation import _comments, _sheet
from sheetcheck.annotation._front import front_sheet
from sheetcheck.annotation._parts import Parts
from sheetcheck.annotation._splice import (
    Element,
    appended,
    elements,
    spliced,
    without_attribute,
)
from sheetcheck.annotation._styles import Styles, with_styles
from sheetcheck.annotation._workbook import front_of, shown, with_front
from sheetcheck.annotation.notes import Annotation, Note
from sheetcheck.readers._package import Package, open_package
from sheetcheck.reading import Limits

_SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_COMMENTS: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_BOXES: Final = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_STYLES: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_FRONT: Final = "worksheets/sheetcheck_result.xml"
_TYPES: Final = "[Content_Types].xml"


def annotated(data: bytes, annotation: Annotation, limits: Limits) -> bytes:
    """The workbook with the annotation, in place of one of before; raises Refused for a broken package."""
    return _Copy(open_package(data, limits)).made(annotation)


class _Copy(Parts):
    """The parts that an annotation changes; `types` are those of the new ones."""

    def __init__(self, package: Package) -> None:
        super().__init__(package)
        self.types: dict[str, str] = {}

    def made(self, annotation: Annotation) -> bytes:
        styles = self._styled()
        front = self._listed(annotation.name)
        self.new[front] = front_sheet(annotation, styles)
        for name, part in self.sheets():
            if part != front:
                self._mark(part, annotation.notes.get(name, ()), styles)
        self._typed()
        return self.package.with_content(self.new, compressed=True)

    def _styled(self) -> Styles:
        part = self.styles()
        if not part:
            part = self.relate(self.workbook, "styles", f"{self.folder}/styles.xml")
            self.types[part] = _STYLES
        self.new[part], styles = with_styles(self.read(part))
        return styles

    def _listed(self, name: str) -> str:
        """The part of the first sheet: that of an annotation of before, else a new one in front of all others."""
        xml = self.read(self.workbook)
        related = {one.id: one.target for one in self.related(self.workbook)}
        if before := related.get(front_of(xml)):
            self.new[self.workbook] = shown(xml)
            return before
        part = self.relate(self.workbook, "worksheet", f"{self.folder}/{_FRONT}")
        self.types[part] = _SHEET
        relationship = next(one.id for one in self.related(self.workbook) if one.target == part)
        self.new[self.workbook] = with_front(xml, name, relationship)
        return part

    def _mark(self, part: str, notes: tuple[Note, ...], styles: Styles) -> None:
        xml = self.read(part)
        clean = _deselected(_sheet.without_annotation(xml))
        comments = next((one.target for one in self.related(part) if one.kind == "comments"), "")
        if comments and _comments.MARK in self.read(comments).decode("utf-8", "replace"):
            before = _comments.commented(self.read(comments))
            self.new[comments] = _comments.without_comments(self.read(comments))
            gone = before - _comments.commented(self.new[comments])
            for drawing in (one.target for one in self.related(part) if one.kind == "vmlDrawing"):
                self.new[drawing] = _comments.without_boxes(self.read(drawing), gone)
        if notes:
            clean = self._commented(part, _sheet.coloured(clean, notes, styles.marks), notes, comments)
        if clean != xml:
            self.new[part] = clean

    def _commented(self, part: str, xml: bytes, notes: tuple[Note, ...], comments: str) -> bytes:
        number = len(self.types)
        if not comments:
            comments = self.relate(part, "comments", f"{self.folder}/sheetcheck_comments{number}.xml")
            self.types[comments] = _COMMENTS
        taken = _comments.commented(self.read(comments))
        self.new[comments] = _comments.with_comments(self.read(comments), notes)
        relationship = _sheet.drawing_of(xml)
        drawing = next((one.target for one in self.related(part) if one.id == relationship), "") if relationship else ""
        if not drawing:
            drawing = self.relate(part, "vmlDrawing", f"{self.folder}/drawings/sheetcheck_boxes{number}.vml")
            xml = _sheet.with_drawing(xml, next(one.id for one in self.related(part) if one.target == drawing))
        boxes = [note for note in notes if note.cell not in taken]
        self.new[drawing] = _comments.with_boxes(self.read(drawing), boxes)
        return xml

    def _typed(self) -> None:
        xml = self.read(_TYPES)
        found = elements(xml, 1)
        prefix = found[0].prefix
        new = "".join(
            f'<{prefix}Override PartName="/{part}" ContentType="{kind}"/>' for part, kind in self.types.items()
        )
        if not any(one.tag == "Default" and one.attributes.get("Extension", "").lower() == "vml" for one in found):
            new = f'<{prefix}Default Extension="vml" ContentType="{_BOXES}"/>' + new
        self.new[_TYPES] = spliced(xml, [appended(xml, found[0], new.encode())])


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
