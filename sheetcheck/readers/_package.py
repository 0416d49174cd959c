"""The zip directory of a workbook: checked before anything is unpacked, then one part at a time."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sheetcheck.codes import file as codes
from sheetcheck.readers._directory import (
    DEFLATED,
    ENCRYPTED,
    END,
    ENTRY,
    LOCAL,
    STORED,
    UTF_8_NAME,
    Entry,
    check_overlap,
    directory,
    entries,
    start,
)
from sheetcheck.reading import MB, Limits, Refused

_VERSION = 20
_MOST_DEFLATED = 1_032
"""Deflate cannot make anything smaller than this ratio, whatever the directory claims."""
_PROLOG = 4_096
_ROOT = re.compile(rb"<[A-Za-z_]")
_ENCODING = re.compile(rb"""^(?:\xef\xbb\xbf)?<\?xml[^>]*?\sencoding\s*=\s*["']([^"']+)""")
_GOOD_ENCODINGS = (b"utf-8", b"utf8", b"us-ascii", b"ascii")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<", b"\0\0")


class Part(NamedTuple):
    """One entry of the directory; `start` is where its packed bytes begin."""

    raw_name: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    start: int


def part_names(data: bytes) -> tuple[str, ...] | None:
    """All names in lower case, or None when the directory is missing or broken."""
    try:
        begin, end, _ = directory(data)
        return tuple([_decoded(entry[0]).lower() for entry in entries(data, begin, end)])
    except Refused:
        return None


def open_package(data: bytes, limits: Limits) -> Package:
    """The package, when its directory is safe and keeps the limits."""
    begin, end, count = directory(data)
    if count > limits.parts:
        raise Refused(codes.TOO_MANY_PARTS, count=count, limit=limits.parts)
    parts: dict[str, Part] = {}
    spans: list[tuple[int, int]] = []
    total = 0
    for entry in entries(data, begin, end):
        _check_entry(entry, limits)
        raw_name, flags, method, crc, packed, size, offset = entry
        name = _decoded(raw_name)
        if name.casefold() in parts:
            raise Refused(codes.DUPLICATE_PART, part=name)
        at = start(data, raw_name, method, offset)
        spans.append((offset, at + packed))
        parts[name.casefold()] = Part(raw_name, flags, method, crc, packed, size, at)
        total += size
    if len(parts) != count:
        raise Refused(codes.DAMAGED)
    if total > limits.unpacked_bytes:
        raise Refused(codes.TOO_MUCH_CONTENT, size=total / MB, limit=limits.unpacked_bytes / MB)
    check_overlap(spans, begin)
    return Package(data, parts, limits)


class Package:
    """The parts of a zip, by name whatever its case, unpacked on demand and checked as they are."""

    __slots__ = ("_data", "_limits", "_parts")

    def __init__(self, data: bytes, parts: Mapping[str, Part], limits: Limits) -> None:
        self._data, self._parts, self._limits = data, parts, limits

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._parts

    def names(self) -> Iterable[str]:
        """The names of all parts, in lower case."""
        return self._parts

    def size(self, name: str) -> int:
        return self._parts[name.casefold()].size

    def unpack(self, name: str) -> bytes:
        """The whole part; its size and checksum are as the directory says."""
        part = self._find(name)
        packed = self._data[part.start : part.start + part.packed]
        content = self._inflate(part, packed) if part.method == DEFLATED else packed
        # The reader of values stops at </sheetData> and then never compares the checksum.
        if len(content) != part.size or zlib.crc32(content) != part.crc:
            raise Refused(codes.DAMAGED)
        return content

    def unpack_xml(self, name: str) -> bytes:
        """The whole part, when it is XML of the plain kind."""
        content = self.unpack(name)
        check_prolog(name, content)
        return content

    def check_xml(self, name: str) -> None:
        """Looks at the beginning only, unless the part is so large that its size must be proved."""
        part = self._find(name)
        if part.method == STORED or part.packed * _MOST_DEFLATED > self._limits.unpacked_bytes:
            check_prolog(name, self.unpack(name))
            return
        packed = self._data[part.start : part.start + min(part.packed, _PROLOG)]
        try:
            head = zlib.decompressobj(-15).decompress(packed, _PROLOG)
        except zlib.error:
            raise Refused(codes.DAMAGED) from None
        check_prolog(name, head if _ROOT.search(head) else self.unpack(name))

    def with_content(self, content: Mapping[str, bytes], *, compressed: bool = False) -> bytes:
        """The same package as bytes, with this content in some of its parts and in new ones at the end.

        The content is stored as it is unless it shall be `compressed`.
        """
        new = {name.casefold(): one for name, one in content.items()}
        added = {name.casefold(): _new_part(name) for name in content if name not in self}
        written: list[bytes] = []
        directory: list[bytes] = []
        at = 0
        for name, part in {**self._parts, **added}.items():
            if name in new:
                method, crc, size = STORED, zlib.crc32(new[name]), len(new[name])
                packed = new[name]
                if compressed:
                    method, packed = DEFLATED, _deflated(packed)
            else:
                packed = self._data[part.start : part.start + part.packed]
                method, crc, size = part.method, part.crc, part.size
            flags = part.flags & UTF_8_NAME
            told = (_VERSION, flags, method, 0, 0, crc, len(packed), size, len(part.raw_name), 0)
            head = LOCAL.pack(b"PK\x03\x04", *told)
            written += head, part.raw_name, packed
            directory += ENTRY.pack(b"PK\x01\x02", _VERSION, *told, 0, 0, 0, 0, at), part.raw_name
            at += len(head) + len(part.raw_name) + len(packed)
        size = sum(map(len, directory))
        count = len(self._parts) + len(added)
        end = END.pack(b"PK\x05\x06", 0, 0, count, count, size, at, 0)
        return b"".join((*written, *directory, end))

    def _find(self, name: str) -> Part:
        part = self._parts.get(name.casefold())
        if part is None:
            raise Refused(codes.MISSING_PART, part=name)
        return part

    def _inflate(self, part: Part, packed: bytes) -> bytes:
        inflater = zlib.decompressobj(-15)
        try:
            content = inflater.decompress(packed, part.size + 1)
        except zlib.error:
            raise Refused(codes.DAMAGED) from None
        if not inflater.eof:
            # One byte more than declared: the directory lies, or the stream has no end.
            raise Refused(codes.DAMAGED)
        return content


def _new_part(name: str) -> Part:
    return Part(name.encode("ascii"), 0, STORED, 0, 0, 0, 0)


def _deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()


def check_prolog(name: str, xml: bytes) -> None:
    """Refuses UTF-16 and friends, and a DOCTYPE, which can only stand before the root element."""
    head = xml[:_PROLOG]
    declared = _ENCODING.match(head)
    if head.startswith(_UTF_16) or (declared and declared.group(1).lower() not in _GOOD_ENCODINGS):
        raise Refused(codes.ENCODING, part=name)
    root = _ROOT.search(head)
    before = head[: root.start()] if root else xml
    if b"<!DOCTYPE" in before or b"<!ENTITY" in before:
        raise Refused(codes.DOCUMENT_TYPE, part=name)


def _decoded(raw_name: bytes) -> str:
    """Parts of a workbook have ASCII names; anything else only has to stay distinct and printable."""
    return raw_name.decode("utf-8", "backslashreplace").replace("\\", "/")


def _check_entry(entry: Entry, limits: Limits) -> None:
    raw_name, flags, method, _, packed, size, _ = entry
    if flags & ENCRYPTED:
        raise Refused(codes.ENCRYPTED_PART, part=_decoded(raw_name))
    if method not in (STORED, DEFLATED):
        raise Refused(codes.COMPRESSION_METHOD, part=_decoded(raw_name))
    if b".." in raw_name and ".." in _decoded(raw_name).split("/"):
        raise Refused(codes.UNSAFE_PART_NAME, part=_decoded(raw_name))
    if size > limits.ratio_from_bytes and size > limits.ratio * packed:
        ratio = size // max(packed, 1)
        raise Refused(codes.SUSPICIOUS_COMPRESSION, part=_decoded(raw_name), ratio=ratio)
    if method == STORED and size != packed:
        raise Refused(codes.DAMAGED)
