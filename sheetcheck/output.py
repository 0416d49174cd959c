"""The only module that writes files: whole or not at all, never over something without being told to."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from sheetcheck.errors import MachineError, SheetcheckError
from sheetcheck.text import Text

_EXISTS = Text(vi="{path} đã có; thêm --force để ghi đè", en="{path} already exists; add --force to replace it")
_IS_INPUT = Text(
    vi="{path} là một trong các tệp đầu vào; hãy ghi ra tên khác, tệp gốc không bị thay thế",
    en="{path} is one of the inputs; write to another name, an original is never replaced",
)
_FAILED = Text(vi="không ghi được {path}: {reason}", en="cannot write {path}: {reason}")
_REASONS = {
    errno.ENOSPC: Text(vi="hết chỗ trên đĩa", en="the disk is full"),
    errno.EACCES: Text(vi="không có quyền ghi vào thư mục này", en="no permission to write in this folder"),
    errno.EPERM: Text(vi="không có quyền ghi vào thư mục này", en="no permission to write in this folder"),
    errno.EROFS: Text(vi="ổ đĩa chỉ đọc", en="the disk is read-only"),
    errno.ENAMETOOLONG: Text(vi="tên tệp quá dài", en="the file name is too long"),
    errno.ENOENT: Text(vi="thư mục không tồn tại", en="the folder does not exist"),
    errno.ENOTDIR: Text(
        vi="đường dẫn đi qua một tệp, không phải thư mục", en="the path goes through a file, not a folder"
    ),
    errno.EISDIR: Text(vi="đây là một thư mục", en="this is a folder"),
}


def refuse_existing(path: Path, *, force: bool) -> None:
    """Asked before the work is done, so that an hour is not wasted; raises SheetcheckError."""
    if path.exists() and not force:
        raise SheetcheckError(_EXISTS, path=str(path))


def refuse_input(path: Path, inputs: Iterable[Path]) -> None:
    """An original is never replaced, not even with --force; raises SheetcheckError."""
    if path.exists() and any(one.exists() and path.samefile(one) for one in inputs):
        raise SheetcheckError(_IS_INPUT, path=str(path))


def write_file(path: Path, content: bytes, *, force: bool = False) -> None:
    """The whole content under that name, or the old file untouched; raises MachineError.

    Temporary file in the same folder, fsync, `os.replace`, fsync of the folder: a kill at any
    moment leaves either the old file or the new one.
    """
    refuse_existing(path, force=force)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, content)
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, Text(str(error.strerror), str(error.strerror)))
        raise MachineError(_FAILED, path=str(path), reason=reason) from error


def make_folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, Text(str(error.strerror), str(error.strerror)))
        raise MachineError(_FAILED, path=str(path), reason=reason) from error


def _replace(path: Path, content: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".sheetcheck-", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # a folder cannot be opened for fsync on Windows
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
