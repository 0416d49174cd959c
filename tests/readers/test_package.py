"""The zip directory is checked before anything is unpacked."""

import io
import zipfile
import zlib
from collections.abc import Callable

import pytest
from drawn_files import one_cell, packed, parts, patched, workbook

from sheetcheck.codes import file as codes
from sheetcheck.finding import Code
from sheetcheck.readers._package import open_package
from sheetcheck.readers.xlsx import read
from sheetcheck.reading import Limits, Refused

SHEET = "xl/worksheets/sheet1.xml"
BOMB = workbook("", **{"xl/media/a.bin": bytes(300_000)})


def refusal(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(Refused) as refused:
        read(data, limits or Limits())
    return refused.value.code.code


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(parts=3), codes.TOO_MANY_PARTS),
        (Limits(unpacked_bytes=100_000), codes.TOO_MUCH_CONTENT),
        (Limits(ratio_from_bytes=100_000), codes.SUSPICIOUS_COMPRESSION),
        (Limits(styles_bytes=3), codes.TOO_MUCH_CONTENT),
    ],
)
def test_limits_of_the_directory(limits: Limits, code: Code) -> None:
    more: dict[str, str | bytes] = {"xl/media/a.bin": bytes(300_000), "xl/styles.xml": "<styleSheet/>"}
    bomb = workbook("", **more)
    assert refusal(bomb, limits) == code.code
    assert read(bomb, Limits()).sheets


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("xl/../../etc/passwd", codes.UNSAFE_PART_NAME),
        ("XL/Workbook.xml", codes.DUPLICATE_PART),
        (r"xl\workbook.xml", codes.DUPLICATE_PART),
    ],
)
def test_names_of_parts(name: str, code: Code) -> None:
    assert refusal(workbook("", **{name: "x"})) == code.code


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_that_is_there_twice() -> None:
    target = io.BytesIO(one_cell())
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr(SHEET, "<worksheet/>")
    assert refusal(target.getvalue()) == codes.DUPLICATE_PART.code


@pytest.mark.parametrize(
    ("offset", "layout", "value", "code"),
    [
        (8, "<H", 1, codes.ENCRYPTED_PART),
        (10, "<H", 12, codes.COMPRESSION_METHOD),
        (10, "<H", 0, codes.DAMAGED),
        (16, "<L", 1234, codes.DAMAGED),
        (24, "<L", 9, codes.DAMAGED),
        (24, "<L", 9_999, codes.DAMAGED),
        (42, "<L", 9_999_999, codes.DAMAGED),
        (42, "<L", 0, codes.DAMAGED),
        (20, "<L", 500, codes.OVERLAPPING_PARTS),
    ],
    ids=["encrypted", "method", "stored", "checksum", "too long", "too short", "nowhere", "elsewhere", "overlap"],
)
def test_an_entry_that_is_not_what_it_says(offset: int, layout: str, value: int, code: Code) -> None:
    assert refusal(patched(one_cell(), SHEET, offset, layout, value)) == code.code


def test_a_part_that_lies_about_its_size_is_caught_before_values_are_read() -> None:
    data = workbook("", **{"xl/sharedStrings.xml": b"<sst>" + bytes(3_000_000)})
    lie = patched(data, "xl/sharedStrings.xml", 24, "<L", 5)
    assert refusal(lie, Limits(unpacked_bytes=1_000_000)) == codes.DAMAGED.code


@pytest.mark.parametrize("tail", [b"x", bytes(100)])
def test_nothing_may_follow_the_directory(tail: bytes) -> None:
    assert refusal(one_cell() + tail) == codes.DAMAGED.code


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_stored_and_deflated_parts_are_read(method: int) -> None:
    package = open_package(packed({"a.xml": "<a/>"}, method), Limits())
    assert package.unpack("A.XML") == b"<a/>"


def test_the_long_directory_of_some_writers_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipfile, "ZIP_FILECOUNT_LIMIT", 1)
    package = open_package(one_cell(), Limits())
    assert zlib.crc32(package.unpack(SHEET))


def test_other_content_in_one_part_leaves_the_others_as_they_are() -> None:
    content = {"Bảng 1.xml": "<a/>", "b.xml": "<b/>"}
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        changed = open_package(packed(content, method), Limits()).with_content({"B.XML": b"<c>new</c>"})
        with zipfile.ZipFile(io.BytesIO(changed)) as archive:
            assert archive.testzip() is None
            assert {name: archive.read(name).decode() for name in archive.namelist()} == {
                "Bảng 1.xml": "<a/>",
                "b.xml": "<c>new</c>",
            }
        assert open_package(changed, Limits()).unpack("b.xml") == b"<c>new</c>"


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels", SHEET])
@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda xml: f'<!DOCTYPE a [<!ENTITY b "c">]>{xml}', codes.DOCUMENT_TYPE),
        (lambda xml: f"<!-- {'long ' * 2_000} --><!DOCTYPE a>{xml}", codes.DOCUMENT_TYPE),
        (lambda xml: xml.encode("utf-16"), codes.ENCODING),
        (lambda xml: xml.encode("utf-16-be"), codes.ENCODING),
        (lambda xml: f'<?xml version="1.0" encoding="windows-1258"?>{xml}', codes.ENCODING),
    ],
    ids=["entity", "doctype", "utf-16", "utf-16-be", "windows-1258"],
)
def test_forbidden_xml(part: str, change: Callable[[str], str | bytes], code: Code) -> None:
    content = parts("")
    assert refusal(packed({**content, part: change(content[part])})) == code.code


@pytest.mark.parametrize("part", ["xl/styles.xml", "xl/sharedStrings.xml"])
def test_forbidden_xml_in_parts_that_are_only_looked_at(part: str) -> None:
    assert refusal(workbook("", **{part: "<!DOCTYPE a><sst/>"})) == codes.DOCUMENT_TYPE.code
    assert refusal(workbook("", **{part: f"<!-- {'long ' * 2_000} --><!DOCTYPE a><a/>"})) == codes.DOCUMENT_TYPE.code


@pytest.mark.parametrize("part", ["customXml/item1.xml", "docProps/custom.xml", "xl/theme/theme1.xml"])
def test_other_parts_may_hold_what_they_like(part: str) -> None:
    assert read(workbook("", **{part: "<!DOCTYPE a><a/>".encode("utf-16")}), Limits()).sheets
