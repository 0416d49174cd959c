"""The directory of a zip: its entries as they are listed, and where the packed bytes of each begin."""

from __future__ import annotations

from collections.abc import Iterator
from struct import Struct, error
from typing import Final

from sheetcheck.codes import file as codes
from sheetcheck.reading import Refused

ENCRYPTED, UTF_8_NAME = 1, 0x800
"""Flags of an entry."""
STORED, DEFLATED = 0, 8
LOCAL: Final = Struct("<4s5H3L2H")
ENTRY: Final = Struct("<4s6H3L5H2L")
END: Final = Struct("<4s4H2LH")

_END_64 = Struct("<4sQ2H2L4Q")
_LOCATOR = 20
_TAIL = 65_535 + END.size
_HUGE = 0xFFFF_FFFF


Entry = tuple[bytes, int, int, int, int, int, int]
"""Raw name, flags, method, checksum, packed size, size, offset; plain, for it is made for every part of every file."""


def directory(data: bytes) -> tuple[int, int, int]:
    """Where the central directory begins and ends, and how many entries it claims."""
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - _TAIL))
    if at < 0 or at + END.size > len(data):
        raise Refused(codes.TRUNCATED)
    _, disk, first_disk, _, count, size, begin, comment = END.unpack_from(data, at)
    end = at
    if data[max(0, at - _LOCATOR) : at].startswith(b"PK\x06\x07"):
        # No file within the limits needs the zip64 directory, but some writers always add it.
        end = at - _LOCATOR - _END_64.size
        if end < 0 or data[end : end + 4] != b"PK\x06\x06":
            raise Refused(codes.DAMAGED)
        _, _, _, _, disk, first_disk, _, count, size, begin = _END_64.unpack_from(data, end)
    if disk or first_disk or begin + size != end or at + END.size + comment != len(data):
        raise Refused(codes.DAMAGED)
    return begin, end, count


def entries(data: bytes, begin: int, end: int) -> Iterator[Entry]:
    at = begin
    unpack = ENTRY.unpack_from
    while at < end:
        try:
            fields = unpack(data, at)
        except error:
            raise Refused(codes.DAMAGED) from None
        signature, _, _, flags, method, _, _, crc, packed, size, name, extra, note, _, _, _, offset = fields
        named = at + ENTRY.size
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


def check_overlap(spans: list[tuple[int, int]], directory: int) -> None:
    """No two parts share a byte, and none reaches into the directory."""
    free = 0
    for begin, end in sorted(spans):
        if begin < free:
            raise Refused(codes.OVERLAPPING_PARTS)
        free = end
    if free > directory:
        raise Refused(codes.OVERLAPPING_PARTS)


def start(data: bytes, raw_name: bytes, method: int, offset: int) -> int:
    """Where the packed bytes begin; the local header must tell the same story as the directory."""
    try:
        signature, _, _, local_method, _, _, _, _, _, name, extra = LOCAL.unpack_from(data, offset)
    except error:
        raise Refused(codes.DAMAGED) from None
    named = offset + LOCAL.size
    if signature != b"PK\x03\x04" or local_method != method or data[named : named + name] != raw_name:
        raise Refused(codes.DAMAGED)
    return int(named + name + extra)
