"""A zip archive as a folder: what is listed in it, and one file at a time unpacked in memory, under limits.

Nothing is ever written where a name says: names are shown, and decide nothing.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Mapping
from typing import Final, NamedTuple

from sheetcheck.codes import archive as codes
from sheetcheck.codes import file as file_codes
from sheetcheck.finding import Code
from sheetcheck.guard.inbox import ignore_reason
from sheetcheck.readers._directory import (
    DEFLATED,
    ENCRYPTED,
    STORED,
    UTF_8_NAME,
    Entry,
    check_overlap,
    directory,
    entries,
    start,
)
from sheetcheck.reading import MB, Limits, Refused

_DRIVE: Final = re.compile(r"[A-Za-z]:")
_RESOURCES: Final = "__MACOSX"
"""Where macOS puts what it alone needs, under the names of the files themselves."""


class Member(NamedTuple):
    """A file in an archive: its place in the directory, its name, and why it is not read, if it is not."""

    place: int
    name: str
    refusal: tuple[str, Mapping[str, object]] | None = None


def list_members(data: bytes, limits: Limits) -> tuple[Member, ...]:
    """Every file, by name; folders are none. Refuses an archive that is broken, or too large as a whole."""
    found, _ = _opened(data)
    files = [(place, entry, _name(entry)) for place, entry in enumerate(found) if not _name(entry).endswith("/")]
    if len(files) > limits.members:
        raise Refused(codes.TOO_MANY_FILES, count=len(files), limit=limits.members)
    total = sum(entry[5] for _, entry, _ in files)
    if total > limits.archive_bytes:
        raise Refused(codes.TOO_MUCH, size=total / MB, limit=limits.archive_bytes / MB)
    often = Counter(name.casefold() for _, _, name in files)
    members: dict[str, Member] = {}
    for place, entry, name in files:
        refusal = _refusal(entry, name, often[name.casefold()], limits)
        members.setdefault(name.casefold(), Member(place, name, refusal))
    if all(ignored_member(one.name) for one in members.values()):
        raise Refused(codes.NOTHING_INSIDE)
    return tuple(sorted(members.values(), key=lambda one: one.name))


def unpack_member(data: bytes, place: int, limits: Limits) -> bytes:
    """The whole file; its size and checksum are as the directory says."""
    try:
        found, _ = _opened(data)
        raw_name, _, method, crc, packed, size, offset = found[place]
        begin = start(data, raw_name, method, offset)
    except (Refused, IndexError):
        raise Refused(codes.BROKEN_FILE) from None
    content = data[begin : begin + packed]
    if method == DEFLATED:
        inflater = zlib.decompressobj(-15)
        try:
            content = inflater.decompress(content, min(size, limits.file_bytes) + 1)
        except zlib.error:
            raise Refused(codes.BROKEN_FILE) from None
    if len(content) != size or zlib.crc32(content) != crc:
        raise Refused(codes.BROKEN_FILE)
    return content


def ignored_member(name: str) -> Code | None:
    """Why a file of this name is never a return, if it is not."""
    parts = name.split("/")
    return file_codes.SYSTEM_FILE if _RESOURCES in parts[:-1] else ignore_reason(parts[-1])


def _opened(data: bytes) -> tuple[list[Entry], int]:
    """All entries in order and where the directory begins; no two share a byte."""
    try:
        begin, end, count = directory(data)
        found = list(entries(data, begin, end))
        if len(found) != count:
            raise Refused(codes.BROKEN)
        check_overlap([(offset, offset + packed) for _, _, _, _, packed, _, offset in found], begin)
    except Refused:
        raise Refused(codes.BROKEN) from None
    return found, begin


def _refusal(entry: Entry, name: str, often: int, limits: Limits) -> tuple[str, Mapping[str, object]] | None:
    _, flags, method, _, packed, size, _ = entry
    ignored = ignored_member(name)
    if ignored is not None:
        return ignored.code, {}
    if name.startswith("/") or _DRIVE.match(name) or ".." in name.split("/"):
        return codes.UNSAFE_NAME.code, {}
    if often > 1:
        return codes.TWICE.code, {"count": often}
    if flags & ENCRYPTED:
        return codes.LOCKED.code, {}
    if method not in (STORED, DEFLATED):
        return codes.METHOD.code, {}
    if size > limits.file_bytes:
        return file_codes.TOO_LARGE.code, {"size": size / MB, "limit": limits.file_bytes / MB}
    if size > limits.ratio_from_bytes and size > limits.ratio * packed:
        return codes.BOMB.code, {"ratio": size // max(packed, 1)}
    return None


def _name(entry: Entry) -> str:
    """Programs that do not say UTF-8 often write it all the same; the others write the code page of old PCs."""
    raw = entry[0]
    try:
        name = raw.decode("utf-8")
    except UnicodeDecodeError:
        name = raw.decode("utf-8", "replace") if entry[1] & UTF_8_NAME else raw.decode("cp437")
    return name.replace("\\", "/")
