"""XML changed by putting bytes in and taking bytes out: all else stays as its program wrote it, prefixes and all.

A tree that is read and written again renames prefixes and loses what it does not know, and Excel then wants to
"repair" the workbook.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from sheetcheck.codes import file as codes
from sheetcheck.reading import Refused

_START_TAG = re.compile(rb"""<[^<>"']*(?:"[^"]*"[^<>"']*|'[^']*'[^<>"']*)*>""")
_NOT_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_END_TAG = re.compile(rb"</[^>]*>")


class Element(NamedTuple):
    """An element and where it stands: its start tag is [start, inner), its end tag [close, end).

    One that closes itself (`<a/>`) has `inner == close == end`.
    """

    tag: str
    prefix: str
    attributes: Mapping[str, str]
    depth: int
    start: int
    inner: int
    close: int
    end: int

    @property
    def closes_itself(self) -> bool:
        return self.inner == self.end


def elements(xml: bytes, deepest: int = 99) -> list[Element]:
    """All elements down to a depth (the root is 0) in the order of their start tags; raises Refused for broken XML."""
    found: list[Element] = []
    opened: list[int] = []
    parser = expat.ParserCreate()

    def start(name: str, attributes: dict[str, str]) -> None:
        depth = len(opened)
        if depth > deepest:
            opened.append(-1)
            return
        at = parser.CurrentByteIndex
        match = _START_TAG.match(xml, at)
        inner = match.end() if match else at
        prefix, _, tag = name.rpartition(":")
        opened.append(len(found))
        found.append(Element(tag, f"{prefix}:" if prefix else "", attributes, depth, at, inner, inner, inner))

    def end(_: str) -> None:
        place = opened.pop()
        if place < 0:
            return
        at, one = parser.CurrentByteIndex, found[place]
        match = None if xml[one.start : one.inner].endswith(b"/>") else _END_TAG.match(xml, at)
        if match:
            found[place] = one._replace(close=at, end=match.end())

    parser.StartElementHandler, parser.EndElementHandler = start, end
    try:
        parser.Parse(xml, True)
    except expat.ExpatError:
        raise Refused(codes.DAMAGED) from None
    return found


class Change(NamedTuple):
    """Bytes [start, end) give way to others; nothing is taken where start is end."""

    start: int
    end: int
    new: bytes


def spliced(xml: bytes, changes: Iterable[Change]) -> bytes:
    """The text with all changes made; changes at one place stand in the order given."""
    pieces: list[bytes] = []
    at = 0
    for change in sorted(changes, key=lambda one: one.start):
        pieces += xml[at : change.start], change.new
        at = max(at, change.end)
    return b"".join((*pieces, xml[at:]))


def appended(xml: bytes, parent: Element, new: bytes) -> Change:
    """New children at the end of a parent, which may so far close itself."""
    if not parent.closes_itself:
        return Change(parent.close, parent.close, new)
    tag = xml[parent.start : parent.end]
    name = f"{parent.prefix}{parent.tag}".encode()
    return Change(parent.start, parent.end, tag[: tag.rindex(b"/")].rstrip() + b">" + new + b"</" + name + b">")


def place_before(found: Sequence[Element], following: Collection[str]) -> int:
    """Where a child of the root belongs that all of these follow."""
    return min((one.start for one in found if one.depth == 1 and one.tag in following), default=found[0].close)


def with_attribute(xml: bytes, element: Element, name: str, value: str) -> Change:
    """An attribute set, whether it was there or not; its own prefix belongs to the name."""
    tag = xml[element.start : element.inner]
    written = f"{name}={attribute(value)}".encode()
    pattern = re.compile(rb"(?<=\s)" + re.escape(name.encode()) + rb"""\s*=\s*(?:"[^"]*"|'[^']*')""")
    if pattern.search(tag):
        return Change(element.start, element.inner, pattern.sub(lambda _: written, tag, count=1))
    ending = 2 if tag.endswith(b"/>") else 1
    return Change(element.start, element.inner, tag[:-ending].rstrip() + b" " + written + tag[-ending:])


def without_attribute(xml: bytes, element: Element, name: str) -> Change:
    tag = xml[element.start : element.inner]
    pattern = re.compile(rb"\s+" + re.escape(name.encode()) + rb"""\s*=\s*(?:"[^"]*"|'[^']*')""")
    return Change(element.start, element.inner, pattern.sub(b"", tag, count=1))


def text(value: str) -> str:
    """Text between tags; what XML cannot hold is left out."""
    return escape(_printable(value))


def attribute(value: str) -> str:
    """A value with its quotes."""
    return quoteattr(_printable(value))


def _printable(value: str) -> str:
    return _NOT_XML.sub("", value)
