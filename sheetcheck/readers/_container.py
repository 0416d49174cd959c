"""The container of an .xls and of a locked package: a small file system in one file ([MS-CFB])."""

from __future__ import annotations

from io import BytesIO
from struct import pack
from typing import TYPE_CHECKING, Final

from sheetcheck.codes import file as codes
from sheetcheck.reading import Refused

if TYPE_CHECKING:
    from olefile import OleFileIO

_MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SECTOR: Final = 4_096
_ENTRIES: Final = _SECTOR // 4
"""Of the table of sectors, in one sector of it."""
_TABLE, _END, _FREE, _NONE = 0xFFFF_FFFD, 0xFFFF_FFFE, 0xFFFF_FFFF, 0xFFFF_FFFF
_TABLES_IN_HEAD: Final = 109
_ROOT, _STREAM = 5, 2


def opened(data: bytes) -> OleFileIO:
    """The container; refuses one whose directory is broken."""
    import olefile  # takes 10 ms, and most batches have no such file

    try:
        return olefile.OleFileIO(BytesIO(data))
    except Exception:  # not every fault of a file has a class of its own there
        raise Refused(codes.DAMAGED) from None


def streams(data: bytes) -> frozenset[str]:
    """What it holds at its top, in lower case; further down are other documents, put in as objects.

    Nothing when the directory is broken.
    """
    try:
        with opened(data) as container:
            return frozenset(entry.name.lower() for entry in container.root.kids)
    except Exception:
        return frozenset()


def wrapped(name: str, stream: bytes) -> bytes:
    """A container with nothing but this stream: the table of sectors, the directory, then the stream.

    A stream shorter than a sector would have to lie elsewhere, so it is filled up with zeros. 109 sectors of the
    table are enough for 450 MB.
    """
    stream = stream.ljust(_SECTOR, b"\0")
    count = -(-len(stream) // _SECTOR)
    tables = -(-(count + 1) // (_ENTRIES - 1))
    table = [*[_TABLE] * tables, _END, *range(tables + 2, tables + 1 + count), _END]
    head = _MAGIC + bytes(16) + pack("<5H6x", 0x3E, 4, 0xFFFE, 12, 6)
    head += pack("<9L", 1, tables, tables, 0, _SECTOR, _END, 0, _END, 0)
    head += pack(f"<{_TABLES_IN_HEAD}L", *range(tables), *[_FREE] * (_TABLES_IN_HEAD - tables))
    # The root has a stream of its own for short ones. There are none, but calamine wants it to begin somewhere.
    directory = _entry("Root Entry", _ROOT, 1, tables + 1, 0) + _entry(name, _STREAM, _NONE, tables + 1, len(stream))
    return b"".join(
        (
            head.ljust(_SECTOR, b"\0"),
            pack(f"<{len(table)}L", *table).ljust(tables * _SECTOR, b"\xff"),
            directory.ljust(_SECTOR, b"\0"),
            stream.ljust(count * _SECTOR, b"\0"),
        )
    )


def _entry(name: str, kind: int, child: int, first: int, size: int) -> bytes:
    """An entry of the directory: what it is called, what lies below it, where it begins."""
    raw = f"{name}\0".encode("utf-16-le")
    return raw.ljust(64, b"\0") + pack("<HBB3L36xLQ", len(raw), kind, 1, _NONE, _NONE, child, first, size)
