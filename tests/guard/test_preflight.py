"""What a file really is, whatever its name says."""

import pytest
from drawn_files import one_cell, packed, workbook

from sheetcheck.codes import file as codes
from sheetcheck.finding import Code
from sheetcheck.guard.preflight import identify, refuse
from sheetcheck.readers import READERS

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def stream(name: str) -> bytes:
    return OLE2 + bytes(504) + name.encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", codes.EMPTY_FILE),
        (bytes(9_000), codes.NOT_SYNCHRONISED),
        (one_cell()[:300], codes.TRUNCATED),
        (b"\x09\x08\x10\0\0\6\5\0", codes.EXCEL_95),
        (stream("EncryptedPackage"), codes.PASSWORD),
        (stream("WordDocument"), codes.WORD),
        (stream("PowerPoint Document"), codes.POWERPOINT),
        (packed({"[Content_Types].xml": "", "word/document.xml": ""}), codes.WORD),
        (packed({"[Content_Types].xml": "", "ppt/presentation.xml": ""}), codes.POWERPOINT),
        (packed({"mimetype": "application/vnd.oasis.opendocument.text"}, 0), codes.OPEN_DOCUMENT),
        (packed({"Xã A.xlsx": "", "Xã B.XLS": "", "readme.txt": ""}), codes.ZIP_OF_WORKBOOKS),
        (packed({"photo.jpg": ""}), codes.ARCHIVE),
        (packed({"Index/Document.iwa": "", "Metadata/Properties.plist": ""}), codes.NUMBERS),
        (b"Rar!\x1a\x07\x01\x00", codes.ARCHIVE),
        (b"7z\xbc\xaf\x27\x1c\x00\x04", codes.ARCHIVE),
        (b"%PDF-1.7\n", codes.PDF),
        (b"\x89PNG\r\n\x1a\n", codes.IMAGE),
        (b"\xff\xd8\xff\xe0", codes.IMAGE),
        (b"\0\0\0\x18ftypheic", codes.IMAGE),
        (b"\xef\xbb\xbf\r\n<HTML><table>", codes.WEB_PAGE),
        (b"<!DOCTYPE html>", codes.WEB_PAGE),
        (b"<?xml version='1.0'?><html xmlns='x'>", codes.WEB_PAGE),
        ("<table>".encode("utf-16"), codes.WEB_PAGE),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", codes.WEB_PAGE),
        ("Mã số;Tổng số\n01;15\n".encode(), codes.TEXT_FILE),
        ("Mã số\tTổng số\n".encode("utf-16"), codes.TEXT_FILE),
        (b"M\xe3 s\xf4,T\xf4ng s\xf4\n", codes.TEXT_FILE),
        (b"\x01\x02\x03\x04", codes.UNKNOWN_CONTENT),
        (b"PK\x07\x08", codes.UNKNOWN_CONTENT),
    ],
)
def test_content_decides_not_the_name(data: bytes, code: Code) -> None:
    assert refuse(identify(data)).code is code


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (one_cell(), "xlsx"),
        (stream("Workbook"), "xls"),
        (stream("Book"), "xls"),
        (packed({"[Content_Types].xml": "", "xl/workbook.bin": ""}), "xlsb"),
        (packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, 0), "ods"),
        (packed({"content.xml": "", "META-INF/manifest.xml": ""}), "ods"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>', "xml2003"),
    ],
)
def test_what_is_read_has_a_reader(data: bytes, kind: str) -> None:
    assert identify(data).kind == kind
    assert kind in READERS


def test_a_refusal_says_what_it_found() -> None:
    assert identify(b"Rar!\x1a\x07\x01\x00").params == {"format": "RAR"}
    assert identify(packed({"a.xlsx": "", "b.ods": ""})).params["count"] == 2


@pytest.mark.parametrize(
    ("part", "notes"),
    [
        ("xl/vbaProject.bin", [codes.MACROS.code]),
        ("xl/externalLinks/externalLink1.xml", [codes.EXTERNAL_LINKS.code]),
        ("xl/theme/theme1.xml", []),
    ],
)
def test_notes_on_a_workbook_that_is_read_all_the_same(part: str, notes: list[str]) -> None:
    content = identify(workbook("", **{part: ""}))
    assert (content.kind, [code for code, _ in content.notes]) == ("xlsx", notes)
