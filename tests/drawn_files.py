"""Small files drawn for the tests of reading."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'


def parts(*sheets: str, **more: str) -> dict[str, str]:
    """The parts of a workbook whose sheets hold the given rows."""
    listed = "".join(f'<sheet name="S{i}" sheetId="{i}" r:id="rId{i}"/>' for i, _ in enumerate(sheets, 1))
    related = "".join(
        f'<Relationship Id="rId{i}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{i}.xml"/>'
        for i, _ in enumerate(sheets, 1)
    )
    office = f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    return {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f"<Relationships {RELS}>{office}</Relationships>",
        "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f"<Relationships {RELS}>{related}</Relationships>",
        **{f"xl/worksheets/sheet{i}.xml": sheet(rows) for i, rows in enumerate(sheets, 1)},
        **more,
    }


def sheet(rows: str) -> str:
    return f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>"


def packed(content: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, text in content.items():
            archive.writestr(zipfile.ZipInfo(name), text, method)
    return target.getvalue()


def workbook(*sheets: str, **more: str | bytes) -> bytes:
    """A workbook of sheets given as rows of XML; further parts by name."""
    return packed({**parts(*sheets), **more})


def one_cell(value: str = "7", cell: str = "A1") -> bytes:
    row = cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return workbook(f'<row r="{row}"><c r="{cell}"><v>{value}</v></c></row>')


def folder_of(folder: Path, count: int) -> list[Path]:
    """A folder of good returns r00.xlsx, r01.xlsx … each holding its own number."""
    paths = [folder / f"r{number:02d}.xlsx" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_bytes(one_cell(str(number)))
    return paths


def patched(data: bytes, name: str, offset: int, layout: str, value: int) -> bytes:
    """One field of a part's entry in the central directory, overwritten."""
    at = data.index(b"PK\x01\x02", data.rindex(name.encode()) - 46) + offset
    return data[:at] + struct.pack(layout, value) + data[at + struct.calcsize(layout) :]
