"""The zip directory of a workbook: checked before anything is unpacked, then one part at a time."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from struct import Struct, error
from typing import NamedTuple

from sheetcheck.codes import file as codes
from sheetcheck.reading import MB, Limits, Refused

_END = Struct("<4s4H2LH")
_END_64 = Struct("<4sQ2H2L4Q")
_ENTRY = Struct("<4s6H3L5H2L")
_LOCAL = Struct("<4s5H3L2H")
_LOCATOR = 20
_TAIL = 65_535 + _END.size
_HUGE = 0xFFFF_FFFF
_ENCRYPTED, _UTF_8_NAME = 1, 0x800
_STORED, _DEFLATED = 0, 8
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


_Entry = tuple[bytes, int, int, int, int, int, int]
"""Raw name, flags, method, checksum, packed size, size, offset; plain, for it is made for every part of every file."""


def part_names(data: bytes) -> tuple[str, ...] | None:
    """All names in lower case, or None when the directory is missing or broken."""
    try:
        begin, end, _ = _directory(data)
        return tuple([_decoded(entry[0]).lower() for entry in _entries(data, begin, end)])
    except Refused:
        return None


def open_package(data: bytes, limits: Limits) -> Package:
    """The package, when its directory is safe and keeps the limits."""
    begin, end, count = _directory(data)
    if count > limits.parts:
        raise Refused(codes.TOO_MANY_PARTS, count=count, limit=limits.parts)
    parts: dict[str, Part] = {}
    spans: list[tuple[int, int]] = []
    total = 0
    for entry in _entries(data, begin, end):
        _check_entry(entry, limits)
        raw_name, flags, method, crc, packed, size, offset = entry
        name = _decoded(raw_name)
        if name.casefold() in parts:
            raise Refused(codes.DUPLICATE_PART, part=name)
        start = _start(data, raw_name, method, offset)
        spans.append((offset, start + packed))
        parts[name.casefold()] = Part(raw_name, flags, method, crc, packed, size, start)
        total += size
    if len(parts) != count:
        raise Refused(codes.DAMAGED)
    if total > limits.unpacked_bytes:
        raise Refused(codes.TOO_MUCH_CONTENT, size=total / MB, limit=limits.unpacked_bytes / MB)
    _check_overlap(spans, begin)
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
        content = self._inflate(part, packed) if part.method == _DEFLATED else packed
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
        if part.method == _STORED or part.packed * _MOST_DEFLATED > self._limits.unpacked_bytes:
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
                method, crc, size = _STORED, zlib.crc32(new[name]), len(new[name])
                packed = new[name]
                if compressed:
                    method, packed = _DEFLATED, _deflated(packed)
            else:
                packed = self._data[part.start : part.start + part.packed]
                method, crc, size = part.method, part.crc, part.size
            flags = part.flags & _UTF_8_NAME
            told = (_VERSION, flags, method, 0, 0, crc, len(packed), size, len(part.raw_name), 0)
            head = _LOCAL.pack(b"PK\x03\x04", *told)
            written += head, part.raw_name, packed
            directory += _ENTRY.pack(b"PK\x01\x02", _VERSION, *told, 0, 0, 0, 0, at), part.raw_name
            at += len(head) + len(part.raw_name) + len(packed)
        size = sum(map(len, directory))
        count = len(self._parts) + len(added)
        end = _END.pack(b"PK\x05\x06", 0, 0, count, count, size, at, 0)
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
    return Part(name.encode("ascii"), 0, _STORED, 0, 0, 0, 0)


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


def _directory(data: bytes) -> tuple[int, int, int]:
    """Where the central directory begins and ends, and how many entries it claims."""
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - _TAIL))
    if at < 0 or at + _END.size > len(data):
        raise Refused(codes.TRUNCATED)
    _, disk, first_disk, _, count, size, begin, comment = _END.unpack_from(data, at)
    end = at
    if data[max(0, at - _LOCATOR) : at].startswith(b"PK\x06\x07"):
        # No file within the limits needs the zip64 directory, but some writers always add it.
        end = at - _LOCATOR - _END_64.size
        if end < 0 or data[end : end + 4] != b"PK\x06\x06":
            raise Refused(codes.DAMAGED)
        _, _, _, _, disk, first_disk, _, count, size, begin = _END_64.unpack_from(data, end)
    if disk or first_disk or begin + size != end or at + _END.size + comment != len(data):
        raise Refused(codes.DAMAGED)
    return begin, end, count


def _entries(data: bytes, begin: int, end: int) -> Iterator[_Entry]:
    at = begin
    unpack = _ENTRY.unpack_from
    while at < end:
        try:
            fields = unpack(data, at)
        except error:
            raise Refused(codes.DAMAGED) from None
        signature, _, _, flags, method, _, _, crc, packed, size, name, extra, note, _, _, _, offset = fields
        named = at + _ENTRY.size
        at = named + name + extra + note
        if signature != b"PK\x01\x02" or at > end:
            raise Refused(codes.DAMAGED)
        if _HUGE in (packed, size, offset):
            size, packed, offset = _long(data[named + name : named + name + extra], size, packed, offset)
        yield data[named : named + name], flags, method, crc, packed, size, offset


def _long(extra: bytes, *short: int) -> list[int]:
    """The 64-bit figures of an entry: those that did not fit, in this order."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = int.from_bytes(extra[at : at + 2], "little"), int.from_bytes(extra[at + 2 : at + 4], "little")
        if kind == 1:
            field = extra[at + 4 : at + 4 + length]
            words = iter([int.from_bytes(field[i : i + 8], "little") for i in range(0, len(field), 8)])
            return [next(words, _HUGE) if value == _HUGE else value for value in short]
        at += 4 + length
    return list(short)


def _decoded(raw_name: bytes) -> str:
    """Parts of a workbook have ASCII names; anything else only has to stay distinct and printable."""
    return raw_name.decode("utf-8", "backslashreplace").replace("\\", "/")


def _check_entry(entry: _Entry, limits: Limits) -> None:
    raw_name, flags, method, _, packed, size, _ = entry
    if flags & _ENCRYPTED:
        raise Refused(codes.ENCRYPTED_PART, part=_decoded(raw_name))
    if method not in (_STORED, _DEFLATED):
        raise Refused(codes.COMPRESSION_METHOD, part=_decoded(raw_name))
    if b".." in raw_name and ".." in _decoded(raw_name).split("/"):
        raise Refused(codes.UNSAFE_PART_NAME, part=_decoded(raw_name))
    if size > limits.ratio_from_bytes and size > limits.ratio * packed:
        ratio = size // max(packed, 1)
        raise Refused(codes.SUSPICIOUS_COMPRESSION, part=_decoded(raw_name), ratio=ratio)
    if method == _STORED and size != packed:
        raise Refused(codes.DAMAGED)


def _check_overlap(spans: list[tuple[int, int]], directory: int) -> None:
    """No two parts share a byte, and none reaches into the directory."""
    free = 0
    for begin, end in sorted(spans):
        if begin < free:
            raise Refused(codes.OVERLAPPING_PARTS)
        free = end
    if free > directory:
        raise Refused(codes.OVERLAPPING_PARTS)


def _start(data: bytes, raw_name: bytes, method: int, offset: int) -> int:
    """Where the packed bytes begin; the local header must tell the same story as the directory."""
    try:
        signature, _, _, local_method, _, _, _, _, _, name, extra = _LOCAL.unpack_from(data, offset)
    except error:
        raise Refused(codes.DAMAGED) from None
    named = offset + _LOCAL.size
    if signature != b"PK\x03\x04" or local_method != method or data[named : named + name] != raw_name:
        raise Refused(codes.DAMAGED)
    return int(named + name + extra)
