"""Comments of a sheet and the boxes that they are shown in, new or beside those that are there."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil
from typing import Final

from sheetcheck.annotation._splice import Change, appended, elements, spliced, text
from sheetcheck.annotation.notes import Note
from sheetcheck.grid import place_of

AUTHOR: Final = "sheetcheck"
_OURS: Final = f"[{AUTHOR}]"
"""Before what is added below somebody else's comment."""
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
    'xmlns:x="urn:schemas-microsoft-com:office:excel" id="sheetcheck_{number}" type="#_x0000_t202" '
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
    root, prefix = found[0], found[0].prefix
    authors = next(one for one in found if one.tag == "authors")
    ours = sum(one.tag == "author" for one in found)
    listed = next(one for one in found if one.tag == "commentList")
    there = {one.attributes.get("ref", ""): one for one in found if one.tag == "comment"}
    texts = [one for one in found if one.tag == "text"]
    changes = [appended(xml, authors, f"<{prefix}author>{AUTHOR}</{prefix}author>".encode())]
    new: list[str] = []
    for note in notes:
        run = f'<{prefix}r><{prefix}t xml:space="preserve">{{}}</{prefix}t></{prefix}r>'
        if own := there.get(note.cell):
            place = next((one for one in texts if own.start < one.start < own.end), None)
            if place is not None:
                changes.append(appended(xml, place, run.format(f"\n\n{_OURS}\n{text(note.text)}").encode()))
            continue
        new.append(
            f'<{prefix}comment ref="{note.cell}" authorId="{ours}"><{prefix}text>{run.format(text(note.text))}'
            f"</{prefix}text></{prefix}comment>"
        )
    assert root.tag == "comments"
    return spliced(xml, (*changes, appended(xml, listed, "".join(new).encode())))


def without_comments(xml: bytes) -> bytes:
    """The comments without ours: those of our authors go, and what was added below others' is taken out again."""
    found = elements(xml)
    names = [xml[one.inner : one.close].decode("utf-8", "replace") for one in found if one.tag == "author"]
    gone = {str(place) for place, name in enumerate(names) if name == AUTHOR}
    ours = [one for one in found if one.tag == "comment" and one.attributes.get("authorId") in gone]
    ours += [one for one in found if one.tag == "r" and _OURS.encode() in xml[one.start : one.end]]
    whole = [one for one in ours if not any(other.start < one.start < other.end for other in ours)]
    return spliced(xml, (Change(one.start, one.end, b"") for one in whole))


def commented(xml: bytes) -> frozenset[str]:
    """Cells that have a comment. `xml` may be empty."""
    return frozenset(one.attributes.get("ref", "") for one in (elements(xml) if xml else ()) if one.tag == "comment")


def with_boxes(xml: bytes, notes: Iterable[Note]) -> bytes:
    """The drawing with a box for each note on a cell that has none yet. `xml` may be empty."""
    xml = xml or _NO_BOXES
    root = elements(xml, 0)[0]
    boxes = "".join(_box(note, number) for number, note in enumerate(notes, start=1))
    return spliced(xml, [appended(xml, root, boxes.encode())])


def without_boxes(xml: bytes) -> bytes:
    gone = (
        one for one in elements(xml, 1) if one.tag == "shape" and one.attributes.get("id", "").startswith(f"{AUTHOR}_")
    )
    return spliced(xml, (Change(one.start, one.end, b"") for one in gone))


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
