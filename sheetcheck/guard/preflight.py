"""What the bytes of a file really are, whatever its name says; reads nothing but bytes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple

from sheetcheck.codes import file as codes
from sheetcheck.finding import Code
from sheetcheck.readers._container import streams
from sheetcheck.readers._package import part_names
from sheetcheck.reading import Limits as Limits
from sheetcheck.reading import Refused


class Content(NamedTuple):
    """The kind of a file's content, parameters for its refusal, and notes worth saying if it is read."""

    kind: str
    params: Mapping[str, object] = MappingProxyType({})
    notes: tuple[tuple[str, Mapping[str, object]], ...] = ()


CODES: Final[Mapping[str, Code]] = MappingProxyType(
    {
        "empty": codes.EMPTY_FILE,
        "zeros": codes.NOT_SYNCHRONISED,
        "truncated": codes.TRUNCATED,
        "excel95": codes.EXCEL_95,
        "encrypted": codes.PASSWORD,
        "odf": codes.OPEN_DOCUMENT,
        "html": codes.WEB_PAGE,
        "text": codes.TEXT_FILE,
        "pdf": codes.PDF,
        "image": codes.IMAGE,
        "word": codes.WORD,
        "powerpoint": codes.POWERPOINT,
        "archive": codes.ARCHIVE,
        "numbers": codes.NUMBERS,
        "zip": codes.ZIP_OF_WORKBOOKS,
        "unknown": codes.UNKNOWN_CONTENT,
    }
)
"""What to say of a kind that no reader reads."""

_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC: Final[Sequence[tuple[bytes, str, str]]] = (
    (b"\x09\x08\x10\0", "excel95", ""),
    (b"\x09\x08\x08\0", "excel95", ""),
    (b"\x09\x04\x06\0", "excel95", ""),
    (b"\x09\x02\x06\0", "excel95", ""),
    (b"\x09\0\x04\0", "excel95", ""),
    (b"%PDF-", "pdf", ""),
    (b"\x89PNG\r\n", "image", "PNG"),
    (b"\xff\xd8\xff", "image", "JPEG"),
    (b"GIF8", "image", "GIF"),
    (b"BM", "image", "BMP"),
    (b"II*\0", "image", "TIFF"),
    (b"MM\0*", "image", "TIFF"),
    (b"Rar!\x1a\x07", "archive", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "archive", "7z"),
    (b"\x1f\x8b\x08", "archive", "GZIP"),
)
_STREAMS: Final = ("EncryptedPackage", "Workbook", "Book", "WordDocument", "PowerPoint Document")
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|meta|style|div|script)\b|MIME-Version:", re.IGNORECASE)
_XML_SHEET = (b"urn:schemas-microsoft-com:office:spreadsheet", b'progid="Excel.Sheet"')
_CONTROL = bytes(set(range(32)) - {7, 8, 9, 10, 12, 13, 27})
_WORKBOOK_NAMES = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")


def identify(data: bytes) -> Content:
    """What the bytes are; kinds with a reader are read, the others are refused by name."""
    if not data:
        return Content("empty")
    if data.startswith(b"PK"):
        return _zip_content(data)
    if data.startswith(_OLE2):
        return _ole2_content(data)
    for magic, kind, name in _MAGIC:
        if data.startswith(magic):
            return Content(kind, {"format": name})
    if data[4:8] == b"ftyp":
        return Content("image", {"format": "HEIC"})
    if data[0] == 0 and not data.strip(b"\0"):
        return Content("zeros")
    return Content(_text_kind(data))


def refuse(content: Content) -> Refused:
    """The refusal of a content that no reader reads."""
    if content.kind == "zip" and not content.params["count"]:
        return Refused(codes.ARCHIVE, **content.params)
    return Refused(CODES.get(content.kind, codes.UNKNOWN_CONTENT), **content.params)


def _ole2_content(data: bytes) -> Content:
    # Where the directory is broken the names are somewhere all the same, and the reader will say what is wrong.
    found = streams(data) or {name.lower() for name in _STREAMS if name.encode("utf-16-le") in data}
    if "encryptedpackage" in found:
        return Content("encrypted")
    if "workbook" in found or "book" in found:
        return Content("xls", notes=((codes.MACROS.code, {}),) if "_vba_project_cur" in found else ())
    if "worddocument" in found:
        return Content("word")
    return Content("powerpoint" if "powerpoint document" in found else "unknown")


def _text_kind(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        # Windows programs call UTF-16 "Unicode text"; an HTML page may be saved so as well.
        data = data[:65_536].decode("utf-16", "replace").encode()
    head = data[:4_096].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"<?xml") and any(mark in head for mark in _XML_SHEET):
        return "xml2003"
    if _HTML.match(head) or (head.startswith(b"<") and _HTML.search(head)):
        return "html"
    return "unknown" if head.translate(None, _CONTROL) != head else "text"


def _zip_content(data: bytes) -> Content:
    names = part_names(data)
    if names is None:
        return Content("truncated" if data.startswith(b"PK\x03\x04") else "unknown")
    kind = _package_kind(data, names)
    if kind == "zip":
        return Content("zip", {"count": sum(name.endswith(_WORKBOOK_NAMES) for name in names), "format": "ZIP"})
    return Content(kind, notes=_notes(names))


def _package_kind(data: bytes, names: Sequence[str]) -> str:
    # The kind stands first and unpacked; in an archive a whole .ods may stand there.
    if data[30:38] == b"mimetype" and b"application/vnd.oasis.opendocument." in data[38:200]:
        return "ods" if b"opendocument.spreadsheet" in data[:200] else "odf"
    if any(name.startswith("index/") and name.endswith(".iwa") for name in names):
        return "numbers"
    if "content.xml" in names and "meta-inf/manifest.xml" in names:
        return "ods"  # packed again, so that its kind no longer stands first
    if "[content_types].xml" not in names:
        return "zip"
    folders = {name.partition("/")[0] for name in names}
    if "word" in folders:
        return "word"
    if "ppt" in folders:
        return "powerpoint"
    return "xlsb" if "xl/workbook.bin" in names else "xlsx"


def _notes(names: Sequence[str]) -> tuple[tuple[str, Mapping[str, object]], ...]:
    found: list[tuple[str, Mapping[str, object]]] = []
    if any(name.endswith("vbaproject.bin") or name.startswith("basic/") for name in names):
        found.append((codes.MACROS.code, {}))
    if any("/externallinks/" in name for name in names):
        found.append((codes.EXTERNAL_LINKS.code, {}))
    return tuple(found)
