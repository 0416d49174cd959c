"""A workbook of another format as a package of our own: the cells where they stood, and nothing else of it.

An annotation needs a package, and a unit that sent `.xls` or `.ods` deserves one all the same.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Final

from sheetcheck.annotation._splice import attribute, text
from sheetcheck.grid import Cell, Sheet, Workbook, a1, column_letter

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_KIND: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_STYLES: Final = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font><sz val="11"/><name val="Times New Roman"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left style="thin"/>'
    '<right style="thin"/><top style="thin"/><bottom style="thin"/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3">'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="1" xfId="0" applyBorder="1" applyAlignment="1">'
    '<alignment vertical="top" wrapText="1"/></xf>'
    '<xf numFmtId="14" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyBorder="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
_EPOCH: Final = date(1899, 12, 30).toordinal()
_NARROW: Final = 9
_WIDE: Final = 46
_STAMP: Final = (1980, 1, 1, 0, 0, 0)


def plain(workbook: Workbook) -> bytes:
    """The same sheets with the same cells at the same addresses; formulas are the values that they showed."""
    sheets = workbook.sheets
    parts = {
        "[Content_Types].xml": _types(len(sheets)),
        "_rels/.rels": _relationships([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _listed(sheets),
        "xl/_rels/workbook.xml.rels": _relationships(
            [*(("worksheet", f"worksheets/sheet{i}.xml") for i, _ in enumerate(sheets, 1)), ("styles", "styles.xml")]
        ),
        "xl/styles.xml": _STYLES,
        **{f"xl/worksheets/sheet{i}.xml": _sheet(sheet) for i, sheet in enumerate(sheets, start=1)},
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for name, xml in parts.items():
            package.writestr(zipfile.ZipInfo(name, _STAMP), _HEAD + xml, zipfile.ZIP_DEFLATED)
    return content.getvalue()


def _types(count: int) -> str:
    sheets = "".join(
        f'<Override PartName="/xl/worksheets/sheet{i}.xml" ContentType="{_KIND}.worksheet+xml"/>'
        for i in range(1, count + 1)
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/>{sheets}</Types>'
    )


def _relationships(targets: Iterable[tuple[str, str]]) -> str:
    inside = "".join(
        f'<Relationship Id="rId{i}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def _listed(sheets: Iterable[Sheet]) -> str:
    hidden = ' state="hidden"'
    inside = "".join(
        f'<sheet name={attribute(sheet.name)} sheetId="{i}"{"" if sheet.visible else hidden} r:id="rId{i}"/>'
        for i, sheet in enumerate(sheets, start=1)
    )
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{inside}</sheets></workbook>'


def _sheet(sheet: Sheet) -> str:
    widths: dict[int, int] = {}
    rows: list[str] = []
    for number, row in enumerate(sheet.rows, start=1):
        cells = "".join(_cells(number, row, sheet))
        if cells:
            rows.append(f'<row r="{number}">{cells}</row>')
        for column, cell in enumerate(row, start=1):
            widths[column] = max(widths.get(column, _NARROW), min(len(str(cell)), _WIDE))
    columns = "".join(
        f'<col min="{column}" max="{column}" width="{width}" customWidth="1"/>' for column, width in widths.items()
    )
    return (
        f'<worksheet xmlns="{_MAIN}">{f"<cols>{columns}</cols>" if columns else ""}'
        f"<sheetData>{''.join(rows)}</sheetData></worksheet>"
    )


def _cells(number: int, row: Iterable[Cell], sheet: Sheet) -> Iterator[str]:
    for column, cell in enumerate(row, start=1):
        address = f"{column_letter(column)}{number}"
        if address in sheet.errors:
            yield f'<c r="{address}" s="1" t="e"><v>{text(sheet.errors[address])}</v></c>'
        elif cell != "":
            yield _cell(a1(number, column), cell)


def _cell(address: str, cell: Cell) -> str:
    match cell:
        case bool():
            return f'<c r="{address}" s="1" t="b"><v>{int(cell)}</v></c>'
        case int() | float():
            return f'<c r="{address}" s="1"><v>{cell!r}</v></c>'
        case date():
            hours = cell.hour + cell.minute / 60 if isinstance(cell, datetime) else 0
            return f'<c r="{address}" s="2"><v>{cell.toordinal() - _EPOCH + hours / 24!r}</v></c>'
        case timedelta():
            return f'<c r="{address}" s="1"><v>{cell / timedelta(days=1)!r}</v></c>'
        case time():
            return _text(address, cell.isoformat())
    return _text(address, str(cell))


def _text(address: str, said: str) -> str:
    return f'<c r="{address}" s="1" t="inlineStr"><is><t xml:space="preserve">{text(said)}</t></is></c>'
