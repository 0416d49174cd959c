"""What a file really is, whatever its name says."""

import pytest
from drawn_files import one_cell, packed, workbook

from sheetcheck.codes import file as F
from sheetcheck.readers.preflight import identify, refuse

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def stream(name: str) -> bytes:
    return OLE2 + bytes(504) + name.encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", F.EMPTY_FILE),
        (bytes(9_000), F.NOT_SYNCHRONISED),
        (one_cell()[:300], F.TRUNCATED),
        (stream("Workbook"), F.OLD_EXCEL),
        (stream("Book"), F.OLD_EXCEL),
        (stream("EncryptedPackage"), F.PASSWORD),
        (stream("WordDocument"), F.WORD),
        (stream("PowerPoint Document"), F.POWERPOINT),
        (packed({"[Content_Types].xml": "", "xl/workbook.bin": ""}), F.BINARY_EXCEL),
        (packed({"[Content_Types].xml": "", "word/document.xml": ""}), F.WORD),
        (packed({"[Content_Types].xml": "", "ppt/presentation.xml": ""}), F.POWERPOINT),
        (packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, 0), F.OPEN_DOCUMENT),
        (packed({"mimetype": "application/vnd.oasis.opendocument.text"}, 0), F.OPEN_DOCUMENT),
        (packed({"Xã A.xlsx": "", "Xã B.XLS": "", "readme.txt": ""}), F.ZIP_OF_WORKBOOKS),
        (packed({"photo.jpg": ""}), F.ARCHIVE),
        (b"Rar!\x1a\x07\x01\x00", F.ARCHIVE),
        (b"7z\xbc\xaf\x27\x1c\x00\x04", F.ARCHIVE),
        (b"%PDF-1.7\n", F.PDF),
        (b"\x89PNG\r\n\x1a\n", F.IMAGE),
        (b"\xff\xd8\xff\xe0", F.IMAGE),
        (b"\0\0\0\x18ftypheic", F.IMAGE),
        (b"\xef\xbb\xbf\r\n<HTML><table>", F.WEB_PAGE),
        (b"<!DOCTYPE html>", F.WEB_PAGE),
        (b"<?xml version='1.0'?><html xmlns='x'>", F.WEB_PAGE),
        ("<table>".encode("utf-16"), F.WEB_PAGE),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", F.WEB_PAGE),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>', F.XML_2003),
        ("Mã số;Tổng số\n01;15\n".encode(), F.TEXT_FILE),
        ("Mã số\tTổng số\n".encode("utf-16"), F.TEXT_FILE),
        (b"M\xe3 s\xf4,T\xf4ng s\xf4\n", F.TEXT_FILE),
        (b"\x01\x02\x03\x04", F.UNKNOWN_CONTENT),
        (b"PK\x07\x08", F.UNKNOWN_CONTENT),
    ],
)
def test_content_decides_not_the_name(data, code):
    assert refuse(identify(data)).code is code


def test_a_refusal_says_what_it_found():
    assert identify(b"Rar!\x1a\x07\x01\x00").params == {"format": "RAR"}
    assert identify(packed({"a.xlsx": "", "b.ods": ""})).params == {"count": 2}


@pytest.mark.parametrize(
    ("part", "notes"),
    [
        ("xl/vbaProject.bin", [F.MACROS.code]),
        ("xl/externalLinks/externalLink1.xml", [F.EXTERNAL_LINKS.code]),
        ("xl/theme/theme1.xml", []),
    ],
)
def test_notes_on_a_workbook_that_is_read_all_the_same(part, notes):
    content = identify(workbook("", **{part: ""}))
    assert (content.kind, [code for code, _ in content.notes]) == ("xlsx", notes)
