"""Which files of a folder are read, and what is refused before a byte is understood."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest
from drawn_files import one_cell

from sheetcheck.codes import file as codes
from sheetcheck.finding import Code
from sheetcheck.guard.inbox import find_files, ignore_reason, read_file, shown_name
from sheetcheck.reading import Limits, Refused

posix = pytest.mark.skipif(os.name != "posix", reason="needs POSIX files")


def refusal(path: str | Path, limits: Limits | None = None) -> Code:
    with pytest.raises(Refused) as refused:
        read_file(os.fsencode(path), limits or Limits())
    return refused.value.code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("~$Báo cáo.xlsx", codes.LOCK_FILE),
        (".~lock.Báo cáo.xlsx#", codes.LOCK_FILE),
        ("._Báo cáo.xlsx", codes.SYSTEM_FILE),
        ("Thumbs.db", codes.SYSTEM_FILE),
        ("desktop.ini", codes.SYSTEM_FILE),
        (".DS_Store", codes.SYSTEM_FILE),
        ("5A1C.TMP", codes.TEMPORARY_FILE),
        ("Báo cáo.xlsx", None),
        ("-rf", None),
        ("ảnh.png", None),
    ],
)
def test_names_that_are_never_returns(name: str, code: Code | None) -> None:
    assert ignore_reason(name) is code


def test_a_folder_is_walked_in_order(tmp_path: Path) -> None:
    for name in ("b/2.xlsx", "b/1.xlsx", "a.xlsx", "c.xlsx", "~$a.xlsx", "b/Thumbs.db"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = find_files([tmp_path, tmp_path / "a.xlsx"])
    assert [path.relative_to(tmp_path).as_posix() for path in found.files] == [
        "a.xlsx",
        "b/1.xlsx",
        "b/2.xlsx",
        "c.xlsx",
    ]
    assert [(path.name, code) for path, code in found.ignored] == [
        ("Thumbs.db", codes.SYSTEM_FILE),
        ("~$a.xlsx", codes.LOCK_FILE),
    ]


@posix
def test_links_are_neither_followed_nor_forgotten(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.xlsx").write_bytes(one_cell())
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for name, target in (("file", "real/a.xlsx"), ("folder", "real"), ("dangling", "nothing"), ("loop", "inbox")):
        (inbox / name).symlink_to(tmp_path / target)
    files = find_files([inbox]).files
    assert [path.name for path in files] == ["dangling", "file", "folder", "loop"]
    assert {refusal(path) for path in files} == {codes.LINK}


@posix
@pytest.mark.parametrize(
    ("make", "code"),
    [
        (repr, codes.NOT_FOUND),
        (lambda path: path.mkdir(), codes.NOT_A_FILE),
        (os.mkfifo if hasattr(os, "mkfifo") else None, codes.NOT_A_FILE),
        (lambda path: path.symlink_to("/dev/zero"), codes.LINK),
        (lambda path: path.write_bytes(bytes(101)), codes.TOO_LARGE),
    ],
    ids=["nothing", "folder", "pipe", "link to a device", "too large"],
)
def test_what_is_no_ordinary_file(tmp_path: Path, make: Callable[[Path], object], code: Code) -> None:
    make(tmp_path / "a.xlsx")
    assert refusal(tmp_path / "a.xlsx", Limits(file_bytes=100)) is code


@posix
def test_a_device_is_no_file() -> None:
    assert refusal("/dev/zero") is codes.NOT_A_FILE


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (13, codes.NO_PERMISSION),
        (1, codes.NO_PERMISSION),
        (6, codes.NOT_A_FILE),
        (36, codes.NOT_FOUND),
        (5, codes.READ_FAILURE),
    ],
)
@posix
def test_why_a_file_does_not_open(monkeypatch: pytest.MonkeyPatch, number: int, code: Code) -> None:
    def refuse(*_: object) -> NoReturn:
        raise OSError(number, "no")

    monkeypatch.setattr(os, "open", refuse)
    assert refusal("a.xlsx") is code


@pytest.mark.parametrize(
    "change", [lambda path: path.write_bytes(b"longer than before"), lambda path: os.utime(path, (1, 1))]
)
def test_a_file_that_changes_while_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], object]
) -> None:
    path, read = tmp_path / "a.xlsx", os.read
    path.write_bytes(b"before")

    def read_and_change(*arguments: int) -> bytes:
        data = read(*arguments)
        change(path)
        return data

    monkeypatch.setattr(os, "read", read_and_change)
    assert refusal(path) is codes.CHANGED


def test_a_disk_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> NoReturn:
        raise OSError(5, "input/output error")

    (tmp_path / "a.xlsx").touch()
    monkeypatch.setattr(os, "read", fail)
    assert refusal(tmp_path / "a.xlsx") is codes.READ_FAILURE


@pytest.mark.parametrize(
    ("raw", "shown"), [(b"/in/B\xe1o.xlsx", "B\\xe1o.xlsx"), ("in/Báo.xlsx".encode(), "Báo.xlsx"), (b"a\nb", "a\nb")]
)
def test_names_are_printable_text(raw: bytes, shown: str) -> None:
    assert shown_name(raw) == shown
