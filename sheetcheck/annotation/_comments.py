"""Comments of a sheet and the boxes that they are shown in, new or beside those that are there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import ceil
from typing import Final

from sheetcheck.annotation._splice import Change, Element, appended, elements, spliced, text
from sheetcheck.annotation.notes import Note
from sheetcheck.grid import place_of
from sheetcheck.readers._traces import OURS

AUTHOR: Final = "sheetcheck"
MARK: Final = OURS
"""What our comments begin with, by which they are known again: LibreOffice forgets who wrote a comment."""
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_NO_COMMENTS: Final = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="{_MAIN}"><authors></authors>'
    "<commentList></commentList></comments>"
).encode()
_NO_BOXES: Final = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    b'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/>'
    b'</o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    b'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    b'<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>'
)
_BOX: Final = (
    '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel" id="_x0000_s9{number:04d}" type="#_x0000_t202" '
    'style="position:absolute;margin-left:60pt;margin-top:2pt;width:260pt;height:{height}pt;z-index:{number};'
    'visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
    '<v:shadow on="t" color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">'
    '<div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{column}, 15, {above}, 10, {right}, 15, {below}, 4</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{cell_column}</x:Column></x:ClientData></v:shape>"
)
_LETTERS_A_LINE: Final = 46


def with_comments(xml: bytes, notes: Iterable[Note]) -> bytes:
    """The comments with ours; a cell that has one already keeps it, and ours stands below. `xml` may be empty."""
    xml = xml or _NO_COMMENTS
    found = elements(xml)
    prefix = found[0].prefix
    authors = next(one for one in found if one.tag == "authors")
    ours = sum(one.tag == "author" for one in found)
    listed = next(one for one in found if one.tag == "commentList")
    there = {one.attributes.get("ref", ""): one for one in found if one.tag == "comment"}
    texts = [one for one in found if one.tag == "text"]
    changes = [appended(xml, authors, f"<{prefix}author>{AUTHOR}</{prefix}author>".encode())]
    new: list[str] = []
    for note in notes:
        run = f'<{prefix}r><{prefix}t xml:space="preserve">{{}}{MARK}\n{text(note.text)}</{prefix}t></{prefix}r>'
        if own := there.get(note.cell):
            place = next((one for one in texts if own.start < one.start < own.end), None)
            if place is not None:
                changes.append(appended(xml, place, run.format("\n\n").encode()))
            continue
        new.append(
            f'<{prefix}comment ref="{note.cell}" authorId="{ours}"><{prefix}text>{run.format("")}</{prefix}text>'
            f"</{prefix}comment>"
        )
    return spliced(xml, (*changes, appended(xml, listed, "".join(new).encode())))


def without_comments(xml: bytes) -> bytes:
    """The comments without ours. What we added below somebody else's goes, whatever program saved it since."""
    found = elements(xml)
    changes: list[Change] = []
    for one in found:
        said = [t for t in found if t.tag == "t" and one.start < t.start < one.end] if one.tag == "comment" else []
        whole = b"".join(xml[t.inner : t.close] for t in said)
        if whole.lstrip().startswith(MARK.encode()):
            changes.append(Change(one.start, one.end, b""))
        elif MARK.encode() in whole:
            changes += _cut(xml, said)
    return spliced(xml, changes)


def _cut(xml: bytes, said: Iterable[Element]) -> Iterator[Change]:
    """Takes everything from our mark on out of the texts of a comment."""
    is_ours = False
    for one in said:
        at = xml.find(MARK.encode(), one.inner, one.close)
        if is_ours:
            yield Change(one.inner, one.close, b"")
        elif at >= 0:
            kept = xml[one.inner : at].rstrip()
            is_ours = True
            yield Change(one.inner, one.close, kept)


def commented(xml: bytes) -> frozenset[str]:
    """Cells that have a comment. `xml` may be empty."""
    return frozenset(one.attributes.get("ref", "") for one in (elements(xml) if xml else ()) if one.tag == "comment")


def with_boxes(xml: bytes, notes: Iterable[Note]) -> bytes:
    """The drawing with a box for each note on a cell that has none yet. `xml` may be empty."""
    xml = xml or _NO_BOXES
    root = elements(xml, 0)[0]
    boxes = "".join(_box(note, number) for number, note in enumerate(notes, start=1))
    return spliced(xml, [appended(xml, root, boxes.encode())])


def without_boxes(xml: bytes, cells: Iterable[str]) -> bytes:
    """The drawing without the boxes of the comments on these cells."""
    found = elements(xml)
    gone = {(row - 1, column - 1) for row, column in map(place_of, cells)}
    shapes = [one for one in found if one.tag == "shape"]
    return spliced(xml, (Change(one.start, one.end, b"") for one in shapes if _place(xml, one, found) in gone))


def _place(xml: bytes, shape: Element, found: Iterable[Element]) -> tuple[int, int]:
    """Row and column, from 0, of the cell whose comment a shape shows; -1 for a shape that shows none."""
    inside = {one.tag: xml[one.inner : one.close] for one in found if shape.start < one.start < shape.end}
    row, column = (inside.get(tag, b"").strip() for tag in ("Row", "Column"))
    return (int(row), int(column)) if row.isdigit() and column.isdigit() else (-1, -1)


def _box(note: Note, number: int) -> str:
    row, column = place_of(note.cell)
    lines = sum(max(1, ceil(len(line) / _LETTERS_A_LINE)) for line in note.text.split("\n")) + 1
    return _BOX.format(
        number=number,
        height=15 * lines,
        column=column,
        above=max(row - 2, 0),
        right=column + 4,
        below=max(row - 2, 0) + lines,
        row=row - 1,
        cell_column=column - 1,
    )
