"""What a reader is given, what it gives back, and how it says no."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from sheetcheck.finding import Code
from sheetcheck.grid import Workbook

MB = 1_000_000
MEMBERS = 5_000
"""Files in one archive: more than all communes of the country, and their photographs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one returned file may cost; an ordinary return stays a hundred times below."""

    file_bytes: int = 50 * MB
    memory_bytes: int = 768 * MB
    cpu_seconds: float = 5
    wall_seconds: float = 15
    parts: int = 1_000
    unpacked_bytes: int = 200 * MB
    styles_bytes: int = 20 * MB
    ratio: int = 200
    ratio_from_bytes: int = 10 * MB
    """Parts smaller than this may be compressed as much as they like."""
    box_cells: int = 5_000_000
    """Rows times columns from A1 to the last cell with content: the reader of values allocates them all."""
    answer_bytes: int = 64 * MB
    members: int = 0
    """Files that are taken out of one zip archive; 0 says that an archive is not opened."""
    archive_bytes: int = 2_000 * MB
    """What all files of an archive may unpack to; each of them may have `file_bytes`."""
    unread: frozenset[str] = frozenset()
    """Sheets that are not read while they are hidden: our own, which hold nothing that somebody typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One file, read. `file_name` is printable whatever the real name is made of."""

    file_name: str
    sha256: str
    size: int
    kind: str
    workbook: Workbook
    data: bytes = b""
    """The file itself, unlocked, for tasks that make a copy of it."""
    notes: tuple[tuple[str, Mapping[str, object]], ...] = ()
    """Codes worth saying of a file that was read all the same, each with its parameters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a file was not read: a code of the stage F and its parameters."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)


class Task(Protocol):
    """What a worker does with each reading. Its answer is made of tuple, list, dict, str, bytes, int, float, None.

    The object must be picklable and its class importable by name, because it is sent to other processes.
    """

    def __call__(self, reading: Reading, /) -> object: ...


class Refused(Exception):  # noqa: N818 - not an error of anybody's: it carries a verdict out of a reader
    """Raised by readers, caught by the worker; never leaves the worker process."""

    def __init__(self, code: Code, **params: object) -> None:
        self.code = code
        self.params = params
        super().__init__(code.code, params)
