"""Files are written whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from sheetcheck.errors import MachineError, SheetcheckError
from sheetcheck.output import write_file


def test_a_new_file_is_written(tmp_path: Path) -> None:
    write_file(tmp_path / "a" / "b.xlsx", b"new")
    assert (tmp_path / "a" / "b.xlsx").read_bytes() == b"new"


def test_an_existing_file_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    with pytest.raises(SheetcheckError, match="--force"):
        write_file(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"old"


def test_force_replaces_it(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    write_file(tmp_path / "a", b"new", force=True)
    assert (tmp_path / "a").read_bytes() == b"new"


@pytest.mark.parametrize("name", ["write", "fsync", "replace"])
def test_a_failure_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (tmp_path / "a").write_bytes(b"old")

    def fail(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    if name == "write":
        monkeypatch.setattr("tempfile.mkstemp", fail)
    else:
        monkeypatch.setattr(os, name, fail)
    with pytest.raises(MachineError) as caught:
        write_file(tmp_path / "a", b"new", force=True)
    assert caught.value.exit_code == 3
    assert {item.name: item.read_bytes() for item in tmp_path.iterdir()} == {"a": b"old"}
