"""Finds the files of a batch and opens each one safely; reads bytes, understands nothing."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from sheetcheck.codes import file as codes
from sheetcheck.finding import Code
from sheetcheck.reading import MB, Limits, Refused

_FLAGS: Final = os.O_RDONLY | sum(
    getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOFOLLOW", "O_CLOEXEC", "O_BINARY", "O_NOCTTY")
)
_NO_SUCH = (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG)
_SYSTEM_NAMES = ("thumbs.db", "desktop.ini", ".ds_store")


class Found(NamedTuple):
    """The files to read, in order, and those left out with the reason."""

    files: tuple[Path, ...]
    ignored: tuple[tuple[Path, Code], ...]


def find_files(paths: Iterable[Path]) -> Found:
    """Everything to read below the paths, folders in sorted order and links not followed.

    Links, pipes and what does not exist stay in the list: the worker refuses each by its code,
    so that nothing in an inbox goes unmentioned.
    """
    files: dict[Path, None] = {}
    ignored: dict[Path, Code] = {}
    for top in paths:
        for path in _walk(top) if os.path.isdir(top) else (top,):
            reason = ignore_reason(path.name)
            if reason is None:
                files[path] = None
            else:
                ignored[path] = reason
    return Found(tuple(files), tuple(ignored.items()))


def ignore_reason(name: str) -> Code | None:
    """Why a file of this name is never a return, if it is not."""
    if name.startswith("~$") or (name.startswith(".~lock.") and name.endswith("#")):
        return codes.LOCK_FILE
    if name.startswith("._") or name.casefold() in _SYSTEM_NAMES:
        return codes.SYSTEM_FILE
    return codes.TEMPORARY_FILE if name.casefold().endswith(".tmp") else None


def shown_name(path: bytes | Path) -> str:
    """The last part of a path, printable: bytes that are no UTF-8 appear as `\\xNN`."""
    return os.path.basename(os.fsencode(path)).decode("utf-8", "backslashreplace")


def read_file(path: bytes, limits: Limits) -> bytes:
    """All bytes of an ordinary file that stays the same while it is read."""
    if not hasattr(os, "O_NOFOLLOW") and os.path.islink(path):
        raise Refused(codes.LINK)
    try:
        handle = os.open(path, _FLAGS)
    except OSError as problem:
        raise _not_opened(problem) from None
    try:
        return _read_open(handle, limits)
    except OSError:
        raise Refused(codes.READ_FAILURE) from None
    finally:
        os.close(handle)


def _read_open(handle: int, limits: Limits) -> bytes:
    before = os.fstat(handle)
    if not stat.S_ISREG(before.st_mode):
        raise Refused(codes.NOT_A_FILE)
    if before.st_size > limits.file_bytes:
        raise Refused(codes.TOO_LARGE, size=before.st_size / MB, limit=limits.file_bytes / MB)
    # One byte more than there should be tells whether the file is growing.
    data = _read_at_most(handle, before.st_size + 1)
    after = os.fstat(handle)
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(data) != before.st_size:
        raise Refused(codes.CHANGED)
    return data


def _read_at_most(handle: int, size: int) -> bytes:
    data = os.read(handle, size)
    while len(data) < size and (more := os.read(handle, size - len(data))):
        data += more
    return data


def _not_opened(problem: OSError) -> Refused:
    if problem.errno == errno.ELOOP:
        return Refused(codes.LINK)
    if problem.errno in _NO_SUCH:
        return Refused(codes.NOT_FOUND)
    if problem.errno in (errno.EACCES, errno.EPERM):
        return Refused(codes.NO_PERMISSION)
    if problem.errno in (errno.ENXIO, errno.ENODEV, errno.EISDIR):
        return Refused(codes.NOT_A_FILE)
    return Refused(codes.READ_FAILURE)


def _walk(folder: Path) -> Iterator[Path]:
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError:
        yield folder  # the worker will say why it cannot be opened
        return
    for entry in entries:
        path = folder / entry.name
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(path)
        else:
            yield path
