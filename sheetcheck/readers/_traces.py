"""What the XML of a sheet tells beside its cells: protection, checks of what is typed, hidden rows and columns.

And the comments of cells, which are parts of their own. All of it by searching for the few words
that say so, because nearly every return has nothing to tell.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from xml.parsers import expat

from sheetcheck.grid import Traces
from sheetcheck.readers._package import Package
from sheetcheck.reading import MB, Refused

OURS: Final = "[sheetcheck]"
"""How comments begin that an annotation put there."""
_LOCK = re.compile(rb'<sheetProtection\s[^>]*\bsheet="(?:1|true)"')
_RANGES = re.compile(rb"""<dataValidation\s[^>]*\bsqref="([^"]*)\"""")
_EXTENDED = re.compile(rb"<xm:sqref>([^<]*)</xm:sqref>")
_HIDDEN_ROW = re.compile(rb"""<row(?=[^>]*\shidden="(?:1|true)")[^>]*\sr="([0-9]{1,7})\"""")
_HIDDEN_COLUMNS = re.compile(rb"""<col(?=[^>]*\shidden="(?:1|true)")[^>]*>""")
_MIN, _MAX = (re.compile(rb'\b%s="([0-9]{1,5})"' % name) for name in (b"min", b"max"))
_WIDEST = 200


def traces_of(xml: bytes, start: int, end: int, formulas: bytes) -> Traces:
    """The traces of a sheet whose rows stand from `start` to `end`."""
    hidden = xml.find(b' hidden="', start, end) >= 0
    return Traces(
        locked=_LOCK.search(xml, end) is not None,
        validated=tuple(one.decode("ascii", "replace") for one in _validated(xml, end)),
        hidden_rows=tuple(int(one) for one in _HIDDEN_ROW.findall(xml, start, end)) if hidden else (),
        hidden_columns=tuple(_hidden_columns(xml, start)) if xml.find(b' hidden="', 0, start) >= 0 else (),
        formulas=formulas,
    )


def _validated(xml: bytes, start: int) -> Iterator[bytes]:
    """The ranges of checks; Excel writes those that speak of another sheet into an extension at the end."""
    checks, extended = xml.find(b"<dataValidations", start), xml.find(b"<x14:dataValidations", start)
    if checks >= 0:
        yield from _RANGES.findall(xml, checks)
    if extended >= 0:
        yield from _EXTENDED.findall(xml, extended, xml.find(b"</x14:dataValidations>", extended))


def _hidden_columns(xml: bytes, end: int) -> Iterator[int]:
    for one in _HIDDEN_COLUMNS.findall(xml, 0, end):
        first, last = _MIN.search(one), _MAX.search(one)
        if first and last:
            yield from range(int(first.group(1)), min(int(last.group(1)), _WIDEST) + 1)


def comments_of(package: Package, parts: Sequence[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    """Name of a sheet -> the cells that have a comment of somebody's; nothing where no part is one of comments."""
    if not any("comments" in name for name in package.names()):
        return {}
    found: dict[str, tuple[str, ...]] = {}
    for sheet, part in parts:
        cells = [cell for one in _comments_parts(package, part) for cell in _commented(package, one)] if part else []
        if cells:
            found[sheet] = tuple(dict.fromkeys(cells))
    return found


def _comments_parts(package: Package, part: str) -> Iterator[str]:
    folder, _, name = part.rpartition("/")
    related = f"{folder}/_rels/{name}.rels"
    for tag, attributes, _ in _elements(package, related):
        if tag == "Relationship" and attributes.get("Type", "").endswith("/comments"):
            target = attributes.get("Target", "")
            yield target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))


def _commented(package: Package, part: str) -> Iterator[str]:
    """The cells of comments; one of ours may stand below one of theirs, but it never begins theirs."""
    for tag, attributes, text in _elements(package, part):
        if tag == "comment" and text.strip() and not text.lstrip().startswith(OURS):
            yield attributes.get("ref", "")


def _elements(package: Package, part: str) -> list[tuple[str, dict[str, str], str]]:
    """Elements of a small part with all the text in them; a part that is not sound is as good as none."""
    found: list[list[object]] = []
    inside: list[int] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        inside.append(len(found))
        found.append([tag.rpartition(":")[2], attributes, ""])

    def text(data: str) -> None:
        for one in inside:
            found[one][2] = str(found[one][2]) + data

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.CharacterDataHandler = start, text
    parser.EndElementHandler = lambda _: inside.pop()
    try:
        if part in package and package.size(part) <= MB:
            parser.Parse(package.unpack_xml(part), True)
    except (expat.ExpatError, Refused):
        return []
    return [(str(tag), attributes, str(said)) for tag, attributes, said in found]  # type: ignore[misc]
