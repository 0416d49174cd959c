"""The table of cells as .xls and as .xlsb, the formats that are records. LibreOffice reads what is written here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import groupby
from struct import pack

from drawn_files import OFFICE, RELS, packed
from drawn_table import Drawn, Error, Formula, Percent
from drawn_xml import custom_properties, serial

from sheetcheck.grid import place_of
from sheetcheck.readers._biff import ERRORS

_ERROR_CODES = {text: code for code, text in ERRORS.items()}
_FORMATS = (0, 10, 14, 22)
"""General, percent, date, date and time: the places of these are the styles of cells."""
_ONE = bytes((0x1E, 1, 0))
"""The formula =1."""
_EXCEL_HISTORY = 0x000080C1
_USER_DEFINED = bytes.fromhex("05d5cdd59c2e1b10939708002b2cf9ae")
_SUMMARY = bytes.fromhex("02d5cdd59c2e1b10939708002b2cf9ae")


def _style(inside: object) -> int:
    if isinstance(inside, Percent):
        return 1
    return 3 if isinstance(inside, datetime) else 2 if isinstance(inside, date) else 0


def _number(inside: object) -> float | None:
    """The number that stands in a cell; None for texts, truth values and errors."""
    if isinstance(inside, Percent):
        return inside.value
    if isinstance(inside, date):
        return serial(inside)
    return float(inside) if isinstance(inside, float) else None


# .xls


def xls(sheets: Sequence[Drawn], properties: Mapping[str, str] | None = None, *, by_excel: bool = True) -> bytes:
    return container(
        {
            "Workbook": xls_stream(sheets, by_excel=by_excel),
            "\x05DocumentSummaryInformation": _property_stream(properties or {}),
        }
    )


def xls_stream(sheets: Sequence[Drawn], *, by_excel: bool = True) -> bytes:
    substreams = [_record(0x809, _bof(0x10, by_excel)) + _xls_cells(one) + _record(0x0A) for one in sheets]
    listed = [(one, _short_text(one.name)) for one in sheets]
    length = 4 + 16 + sum(4 + 6 + len(name) for _, name in listed) + len(_XFS) + 4
    head, at = _record(0x809, _bof(0x05, by_excel)) + _XFS, length
    for (one, name), substream in zip(listed, substreams, strict=True):
        head += _record(0x85, pack("<LBB", at, 0 if one.visible else 2, 0) + name)
        at += len(substream)
    return head + _record(0x0A) + b"".join(substreams)


def _record(kind: int, content: bytes = b"") -> bytes:
    return pack("<HH", kind, len(content)) + content


_XFS = b"".join(_record(0xE0, pack("<HHH", 0, form, 1) + bytes(14)) for form in _FORMATS)


def _bof(kind: int, by_excel: bool) -> bytes:
    return pack("<HHHHLL", 0x600, kind, 0x0DBB, 0x07CC, _EXCEL_HISTORY if by_excel else 0, 6)


def _short_text(text: str) -> bytes:
    return bytes((len(text), 1)) + text.encode("utf-16-le")


def _long_text(text: str) -> bytes:
    return pack("<HB", len(text), 1) + text.encode("utf-16-le")


def _xls_cells(drawn: Drawn) -> bytes:
    found = _record(0x200, pack("<LLHHH", 0, 1, 0, 1, 0))  # LibreOffice passes over what comes first
    for row in drawn.hidden_rows:
        found += _record(0x208, pack("<HHHHHHL", row - 1, 0, 256, 255, 0, 0, 0x20))
    for address, cell in drawn.cells.items():
        row, column = place_of(address)
        inside = cell.result if isinstance(cell, Formula) else cell
        head = pack("<HHH", row - 1, column - 1, _style(inside))
        found += _xls_formula(head, inside) if isinstance(cell, Formula) else _xls_cell(head, inside)
    places = [tuple(place_of(one) for one in merged.split(":")) for merged in drawn.merged]
    ranges = b"".join(pack("<4H", a[0] - 1, b[0] - 1, a[1] - 1, b[1] - 1) for a, b in places)
    return found + (_record(0xE5, pack("<H", len(places)) + ranges) if places else b"")


def _xls_cell(head: bytes, inside: object) -> bytes:
    if isinstance(inside, bool):
        return _record(0x205, head + bytes((inside, 0)))
    if isinstance(inside, Error):
        return _record(0x205, head + bytes((_ERROR_CODES[inside.text], 1)))
    if isinstance(inside, str):
        return _record(0x204, head + _long_text(inside))
    number = _number(inside)
    assert number is not None
    if number.is_integer() and 0 < number < 1 << 29:
        return _record(0x27E, head + pack("<L", int(number) << 2 | 2))
    return _record(0x203, head + pack("<d", number))


def _xls_formula(head: bytes, inside: object) -> bytes:
    text = b""
    if isinstance(inside, bool):
        result = bytes((1, 0, inside, 0, 0, 0, 0xFF, 0xFF))
    elif isinstance(inside, Error):
        result = bytes((2, 0, _ERROR_CODES[inside.text], 0, 0, 0, 0xFF, 0xFF))
    elif inside is None or (isinstance(inside, str) and inside):
        # a text is announced; where there is no result none follows
        result = bytes((0, 0, 0, 0, 0, 0, 0xFF, 0xFF))
        text = _record(0x207, _long_text(inside)) if isinstance(inside, str) else b""
    elif isinstance(inside, str):
        result = bytes((3, 0, 0, 0, 0, 0, 0xFF, 0xFF))
    else:
        result = pack("<d", _number(inside))
    return _record(0x06, head + result + pack("<HLH", 0, 0, len(_ONE)) + _ONE) + text


def _property_stream(properties: Mapping[str, str]) -> bytes:
    names = dict(enumerate(properties, start=2))
    dictionary = pack("<L", len(names))
    for place, name in names.items():
        raw = name.encode() + b"\0"
        dictionary += pack("<LL", place, len(raw)) + raw
    values = {0: dictionary + bytes(-len(dictionary) % 4), 1: pack("<LhH", 2, 65_001 - 65_536, 0)}
    for place, name in names.items():
        raw = properties[name].encode() + b"\0"
        values[place] = pack("<LL", 0x1E, len(raw)) + raw + bytes(-len(raw) % 4)
    at = 8 + 8 * len(values)
    listed = b""
    for place, value in values.items():
        listed += pack("<LL", place, at)
        at += len(value)
    section = pack("<LL", at, len(values)) + listed + b"".join(values.values())
    empty = pack("<LLLLLhH", 24, 1, 1, 16, 2, 1_200, 0)
    head = pack("<HHL16sL", 0xFFFE, 0, 0, bytes(16), 2)
    offsets = _SUMMARY + pack("<L", 68) + _USER_DEFINED + pack("<L", 68 + len(empty))
    return head + offsets + empty + section


def container(streams: Mapping[str, bytes]) -> bytes:
    """A compound file: the sectors of the table of sectors, then the directory, then each stream."""
    padded = {name: stream.ljust(4_096, b"\0") for name, stream in streams.items()}
    sectors = sum(-(-len(stream) // 512) for stream in padded.values())
    tables = next(count for count in range(1, 109) if count * 128 >= sectors + count + 1)
    fat = [*[0xFFFFFFFD] * tables, 0xFFFFFFFE]
    entries = [_directory_entry("Root Entry", 5, 1, 0xFFFFFFFE, 0)]
    body = b""
    for place, (name, stream) in enumerate(padded.items(), start=1):
        first, count = len(fat), -(-len(stream) // 512)
        fat += [*range(first + 1, first + count), 0xFFFFFFFE]
        right = place + 1 if place < len(padded) else 0xFFFFFFFF
        entries.append(_directory_entry(name, 2, 0xFFFFFFFF, first, len(stream), right))
        body += stream.ljust(count * 512, b"\0")
    assert len(entries) <= 4
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += pack("<9L", 0, tables, tables, 0, 4_096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += pack("<109L", *range(tables), *[0xFFFFFFFF] * (109 - tables))
    table = pack(f"<{tables * 128}L", *fat, *[0xFFFFFFFF] * (tables * 128 - len(fat)))
    return head + table + b"".join(entries).ljust(512, b"\0") + body


def _directory_entry(name: str, kind: int, child: int, first: int, size: int, right: int = 0xFFFFFFFF) -> bytes:
    raw = (name + "\0").encode("utf-16-le")
    tree = pack("<LLL", 0xFFFFFFFF, right, child)
    return raw.ljust(64, b"\0") + pack("<HBB", len(raw), kind, 1) + tree + bytes(36) + pack("<LQ", first, size)


# .xlsb


def xlsb(sheets: Sequence[Drawn], properties: Mapping[str, str] | None = None) -> bytes:
    places = range(1, len(sheets) + 1)
    listed = b"".join(
        _record12(156, pack("<LL", 0 if one.visible else 1, i) + _wide(f"rId{i}") + _wide(one.name))
        for i, one in zip(places, sheets, strict=True)
    )
    related = "".join(
        f'<Relationship Id="rId{i}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{i}.bin"/>' for i in places
    )
    related += f'<Relationship Id="rId0" Type="{OFFICE}/styles" Target="styles.bin"/>'
    office = f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.bin"/>'
    kind = "application/vnd.ms-excel"
    overrides = "".join(
        f'<Override PartName="/xl/{part}" ContentType="{kind}.{name}"/>'
        for part, name in (
            ("workbook.bin", "sheet.binary.macroEnabled.main"),
            ("styles.bin", "styles"),
            *((f"worksheets/sheet{i}.bin", "worksheet") for i in places),
        )
    )
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    return packed(
        {
            "[Content_Types].xml": f'<Types xmlns="{types}"><Default Extension="rels" ContentType="{rels}"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
            "_rels/.rels": f"<Relationships {RELS}>{office}</Relationships>",
            "xl/workbook.bin": _record12(131)
            + _record12(153, bytes(12))
            + _record12(143)
            + listed
            + _record12(144)
            + _record12(157, bytes(26))
            + _record12(132),
            "xl/_rels/workbook.bin.rels": f"<Relationships {RELS}>{related}</Relationships>",
            "xl/styles.bin": _record12(278) + _cell_formats() + _record12(279),
            "docProps/custom.xml": custom_properties(properties or {}),
            **{f"xl/worksheets/sheet{i}.bin": _xlsb_sheet(one) for i, one in zip(places, sheets, strict=True)},
        }
    )


def _record12(kind: int, content: bytes = b"") -> bytes:
    head = bytes((kind,)) if kind < 128 else bytes((kind & 0x7F | 0x80, kind >> 7))
    size, length = len(content), b""
    while size > 127:
        length += bytes((size & 0x7F | 0x80,))
        size >>= 7
    return head + length + bytes((size,)) + content


def _wide(text: str) -> bytes:
    return pack("<L", len(text)) + text.encode("utf-16-le")


def _cell_formats() -> bytes:
    formats = b"".join(_record12(47, pack("<HHHHHBBHH", 0, form, 0, 0, 0, 0, 0, 0, 0x3F)) for form in _FORMATS)
    return _record12(617, pack("<L", len(_FORMATS))) + formats + _record12(618)


def _xlsb_sheet(drawn: Drawn) -> bytes:
    cells = b""
    for row, members in groupby(drawn.cells.items(), key=lambda one: place_of(one[0])[0]):
        flags = 0x10 if row in drawn.hidden_rows else 0
        cells += _record12(0, pack("<LLHHBL", row - 1, 0, 300, flags << 8, 0, 0))
        for address, cell in members:
            inside = cell.result if isinstance(cell, Formula) else cell
            head = pack("<LL", place_of(address)[1] - 1, _style(inside))
            kind, value = _xlsb_value(inside, isinstance(cell, Formula))
            tail = pack("<HL", 0, len(_ONE)) + _ONE + pack("<L", 0) if isinstance(cell, Formula) else b""
            cells += _record12(kind, head + value + tail)
    return _record12(129) + _record12(148, bytes(16)) + _record12(145) + cells + _record12(146) + _record12(130)


def _xlsb_value(inside: object, is_formula: bool) -> tuple[int, bytes]:
    """The type of record and the value: a formula's record is the same with more behind it."""
    if isinstance(inside, bool):
        return 10 if is_formula else 4, bytes((inside,))
    if isinstance(inside, Error):
        return 11 if is_formula else 3, bytes((_ERROR_CODES[inside.text],))
    if isinstance(inside, str):
        return 8 if is_formula else 6, _wide(inside)
    number = _number(inside)
    assert number is not None
    return 9 if is_formula else 5, pack("<d", number)
