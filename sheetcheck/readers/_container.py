"""The container of an .xls and of a locked package: a small file system in one file ([MS-CFB])."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from sheetcheck.codes import file as codes
from sheetcheck.reading import Refused

if TYPE_CHECKING:
    from olefile import OleFileIO


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
