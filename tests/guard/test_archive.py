"""A zip of returns is a folder; what a zip can do that a folder cannot costs its file one finding."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from drawn_files import one_cell, packed, patched
from reader_tasks import Describe

from sheetcheck.codes import archive as A
from sheetcheck.codes import file as F
from sheetcheck.finding import Code
from sheetcheck.guard.archive import list_members, unpack_member
from sheetcheck.guard.pool import Outcome, read_all
from sheetcheck.reading import Limits, Refused

OPEN = Limits(members=10)
GOOD = one_cell("7")


def listed(data: bytes, limits: Limits = OPEN) -> dict[str, str]:
    """Names and what is said of each, "" for one that is to be read."""
    return {one.name: one.refusal[0] if one.refusal else "" for one in list_members(data, limits)}


def refusal(data: bytes, limits: Limits = OPEN) -> Code:
    with pytest.raises(Refused) as refused:
        list_members(data, limits)
    return refused.value.code


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("06331.xlsx", ""),
        ("Xã Vạn Thủy/06331.xlsx", ""),
        ("ảnh.png", ""),
        ("~$06331.xlsx", F.LOCK_FILE.code),
        ("__MACOSX/._06331.xlsx", F.SYSTEM_FILE.code),
        ("__MACOSX/06331.xlsx", F.SYSTEM_FILE.code),
        ("xa/.DS_Store", F.SYSTEM_FILE.code),
        ("5A1C.tmp", F.TEMPORARY_FILE.code),
        ("../06331.xlsx", A.UNSAFE_NAME.code),
        ("xa/../../06331.xlsx", A.UNSAFE_NAME.code),
        (r"..\06331.xlsx", A.UNSAFE_NAME.code),
        ("/etc/06331.xlsx", A.UNSAFE_NAME.code),
        ("C:/06331.xlsx", A.UNSAFE_NAME.code),
    ],
)
def test_names_in_an_archive(name: str, said: str) -> None:
    found = listed(packed({name: "x", "b.xlsx": "y"}))
    assert found == {name.replace("\\", "/"): said, "b.xlsx": ""}


def test_folders_are_no_files_and_order_is_by_name() -> None:
    assert list(listed(packed({"b/": "", "b/2.xlsx": "x", "b/1.xlsx": "x", "a.xlsx": "x"}))) == [
        "a.xlsx",
        "b/1.xlsx",
        "b/2.xlsx",
    ]


@pytest.mark.parametrize(
    ("raw", "is_utf_8", "shown"),
    [
        ("Xã.xlsx".encode(), True, "Xã.xlsx"),
        ("Xã.xlsx".encode(), False, "Xã.xlsx"),
        (b"X\xa0.xlsx", False, "Xá.xlsx"),
        (b"X\xff.xlsx", True, "X\ufffd.xlsx"),
    ],
    ids=["said", "not said", "code page 437", "broken"],
)
def test_names_are_read_as_they_were_meant(raw: bytes, is_utf_8: bool, shown: str) -> None:
    data = packed({"X" + "?" * (len(raw) - 6) + ".xlsx": "x"})
    data = data.replace(b"X" + b"?" * (len(raw) - 6) + b".xlsx", raw)
    at = data.index(b"PK\x01\x02") + 8
    flags = (0x800 if is_utf_8 else 0).to_bytes(2, "little")
    assert list(listed(data[:at] + flags + data[at + 2 :])) == [shown]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_one_refusal_and_neither_is_picked() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in ("06331.xlsx", "06331.XLSX", "06332.xlsx"):
            archive.writestr(name, GOOD)
    assert listed(target.getvalue()) == {"06331.xlsx": A.TWICE.code, "06332.xlsx": ""}


@pytest.mark.parametrize(
    ("offset", "layout", "value", "code"),
    [(8, "<H", 1, A.LOCKED), (10, "<H", 9, A.METHOD), (24, "<L", 99_000_000, F.TOO_LARGE)],
    ids=["locked", "method", "size"],
)
def test_a_file_that_cannot_be_unpacked_costs_only_itself(offset: int, layout: str, value: int, code: Code) -> None:
    data = patched(packed({"a.xlsx": "x", "b.xlsx": "y"}), "a.xlsx", offset, layout, value)
    assert listed(data) == {"a.xlsx": code.code, "b.xlsx": ""}


def test_a_bomb_is_seen_before_it_is_unpacked() -> None:
    data = packed({"a.xlsx": bytes(300_000), "b.xlsx": "y"})
    assert listed(data, Limits(members=10, ratio_from_bytes=100_000)) == {"a.xlsx": A.BOMB.code, "b.xlsx": ""}


@pytest.mark.parametrize(
    ("offset", "layout", "value"),
    [(16, "<L", 1234), (24, "<L", 1), (24, "<L", 9_999), (42, "<L", 3)],
    ids=["checksum", "too long", "too short", "elsewhere"],
)
def test_what_is_not_as_the_directory_says_is_not_read(offset: int, layout: str, value: int) -> None:
    data = patched(packed({"a.xlsx": "some text"}), "a.xlsx", offset, layout, value)
    with pytest.raises(Refused) as refused:
        unpack_member(data, 0, OPEN)
    assert refused.value.code is A.BROKEN_FILE


@pytest.mark.parametrize(
    ("data", "limits", "code"),
    [
        (packed({f"{i}.xlsx": "x" for i in range(11)}), OPEN, A.TOO_MANY_FILES),
        (packed({"a.xlsx": bytes(200_000)}), Limits(members=10, archive_bytes=100_000), A.TOO_MUCH),
        (packed({"b/": "", "__MACOSX/._a": "x"}), OPEN, A.NOTHING_INSIDE),
        (packed({"a.xlsx": "x"})[:-1], OPEN, A.BROKEN),
        (patched(packed({"a.xlsx": "x", "b.xlsx": "x"}), "b.xlsx", 42, "<L", 0), OPEN, A.BROKEN),
    ],
    ids=["files", "bytes", "nothing", "cut off", "overlapping"],
)
def test_archives_that_are_refused_whole(data: bytes, limits: Limits, code: Code) -> None:
    assert refusal(data, limits) is code


CONTENT: Mapping[str, str | bytes] = {
    "06331.xlsx": GOOD,
    "b/06332.xlsx": one_cell("8"),
    "inner.zip": packed({"06333.xlsx": GOOD}),
    "scan.pdf": "%PDF-1.7\n",
    "~$06331.xlsx": "x",
}
SHOWN = [
    ("06331.xlsx", "7.0"),
    ("b/06332.xlsx", "8.0"),
    ("inner.zip", F.ZIP_OF_WORKBOOKS.code),
    ("scan.pdf", F.PDF.code),
    ("~$06331.xlsx", F.LOCK_FILE.code),
]


def shown(outcome: Outcome) -> tuple[str, str]:
    answer = outcome.answer
    return outcome.member, outcome.refusal.code if outcome.refusal else answer[2][0] if isinstance(
        answer, tuple
    ) else ""


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_archive_is_a_folder(tmp_path: Path, jobs: int) -> None:
    (tmp_path / "a.zip").write_bytes(packed(CONTENT))
    (tmp_path / "b.xlsx").write_bytes(GOOD)
    paths = [tmp_path / "a.zip", tmp_path / "b.xlsx"]
    outcomes = list(read_all(paths, Describe(), jobs=jobs, limits=OPEN))
    assert [shown(one) for one in outcomes] == [*SHOWN, ("", "7.0")]
    assert outcomes[0].sha256 == outcomes[-1].sha256
    assert [one.path.name for one in outcomes] == ["a.zip"] * 5 + ["b.xlsx"]


def test_who_asks_for_one_workbook_gets_no_folder(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(packed(CONTENT))
    (outcome,) = read_all([tmp_path / "a.zip"], Describe())
    assert outcome.refusal is not None
    assert (outcome.refusal.code, outcome.refusal.params["count"]) == (F.ZIP_OF_WORKBOOKS.code, 3)
