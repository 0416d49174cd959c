"""The table of cells as .xlsx and as .ods, the formats that are XML in a zip."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from drawn_files import MAIN, OFFICE, packed, parts
from drawn_table import Drawn, Error, Formula, Percent

from sheetcheck.grid import place_of

_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a date in a cell has no zone
_STYLES = f"""<styleSheet {MAIN}><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="14"/>
<xf numFmtId="22"/></cellXfs></styleSheet>"""
_FMTID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006"
ODS_MIME = "application/vnd.oasis.opendocument.spreadsheet"
_NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"), ("meta", "meta"))
) + ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'  # fmt: skip


def serial(moment: date) -> float:
    """The number that stands for a date in a cell of Excel."""
    whole = moment if isinstance(moment, datetime) else datetime(moment.year, moment.month, moment.day)  # noqa: DTZ001
    span = whole - _EPOCH
    return span.days + span.seconds / 86_400


def custom_properties(properties: Mapping[str, str]) -> str:
    """The part `docProps/custom.xml` of .xlsx and .xlsb."""
    listed = "".join(
        f'<property fmtid="{_FMTID}" pid="{place}" name={quoteattr(name)}><vt:lpwstr>{escape(value)}</vt:lpwstr></property>'
        for place, (name, value) in enumerate(properties.items(), start=2)
    )
    return f'<Properties xmlns="{_TYPES}/custom-properties" xmlns:vt="{_TYPES}/docPropsVTypes">{listed}</Properties>'


def xlsx(sheets: Sequence[Drawn], properties: Mapping[str, str] | None = None) -> bytes:
    content = parts(*(_xlsx_rows(drawn) for drawn in sheets))
    listed = "".join(
        f'<sheet name={quoteattr(one.name)} sheetId="{i}" r:id="rId{i}"{"" if one.visible else _HIDDEN}/>'
        for i, one in enumerate(sheets, start=1)
    )
    content["xl/workbook.xml"] = f'<workbook {MAIN} xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>'
    content["xl/styles.xml"] = _STYLES
    content["[Content_Types].xml"] = _content_types(len(sheets))
    content["xl/_rels/workbook.xml.rels"] = content["xl/_rels/workbook.xml.rels"].replace(
        "</Relationships>", f'<Relationship Id="rId0" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>'
    )
    content["_rels/.rels"] = content["_rels/.rels"].replace(
        "</Relationships>",
        f'<Relationship Id="rId9" Type="{OFFICE}/custom-properties" Target="docProps/custom.xml"/></Relationships>',
    )
    content["docProps/custom.xml"] = custom_properties(properties or {})
    for place, drawn in enumerate(sheets, start=1):
        if drawn.merged:
            name = f"xl/worksheets/sheet{place}.xml"
            merged = "".join(f'<mergeCell ref="{one}"/>' for one in drawn.merged)
            content[name] = content[name].replace("</worksheet>", f"<mergeCells>{merged}</mergeCells></worksheet>")
    return packed(content)


_HIDDEN = ' state="hidden"'


def _xlsx_rows(drawn: Drawn) -> str:
    return "".join(
        f'<row r="{row}"{_is_hidden(row, drawn)}>{"".join(_xlsx_cell(*one) for one in cells)}</row>'
        for row, cells in groupby(drawn.cells.items(), key=lambda one: place_of(one[0])[0])
    )


def _is_hidden(row: int, drawn: Drawn) -> str:
    return ' hidden="1"' if row in drawn.hidden_rows else ""


def _xlsx_cell(address: str, cell: object) -> str:
    formula = "<f>1</f>" if isinstance(cell, Formula) else ""
    inside = cell.result if isinstance(cell, Formula) else cell
    style, kind, value = _xlsx_value(inside, bool(formula))
    style = f' s="{style}"' if style else ""
    kind = f' t="{kind}"' if kind else ""
    return f'<c r="{address}"{style}{kind}>{formula}{value}</c>'


def _xlsx_value(inside: object, is_formula: bool) -> tuple[str, str, str]:
    """Style, type and content of a cell."""
    if inside is None:
        return "", "", ""
    if isinstance(inside, Error):
        return "", "e", f"<v>{inside.text}</v>"
    if isinstance(inside, bool):
        return "", "b", f"<v>{inside:d}</v>"
    if isinstance(inside, Percent):
        return "1", "", f"<v>{inside.value!r}</v>"
    if isinstance(inside, date):
        return "3" if isinstance(inside, datetime) else "2", "", f"<v>{serial(inside)!r}</v>"
    if isinstance(inside, str) and is_formula:
        return "", "str", f"<v>{escape(inside)}</v>"
    if isinstance(inside, str):
        return "", "inlineStr", f'<is><t xml:space="preserve">{escape(inside)}</t></is>'
    return "", "", f"<v>{inside!r}</v>"


def _content_types(sheets: int) -> str:
    """What programs need that look at it; the readers here do not."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    named = (
        ("workbook", "sheet.main"),
        ("styles", "styles"),
        *((f"worksheets/sheet{i + 1}", "worksheet") for i in range(sheets)),
    )
    listed = "".join(f'<Override PartName="/xl/{part}.xml" ContentType="{kind}.{name}+xml"/>' for part, name in named)
    listed += (
        '<Override PartName="/docProps/custom.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/>'
    )
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="rels" ContentType="{rels}"/><Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    )


def ods(sheets: Sequence[Drawn], properties: Mapping[str, str] | None = None, manifest: str = "") -> bytes:
    hidden = (
        '<style:style style:name="h" style:family="table"><style:table-properties table:display="false"/></style:style>'
    )
    tables = "".join(
        f'<table:table table:name={quoteattr(one.name)} table:style-name="{"v" if one.visible else "h"}">'
        f"{_ods_rows(one)}</table:table>"
        for one in sheets
    )
    stated = "".join(
        f"<meta:user-defined meta:name={quoteattr(name)}>{escape(value)}</meta:user-defined>"
        for name, value in (properties or {}).items()
    )
    return ods_of(f"<office:automatic-styles>{hidden}</office:automatic-styles>", tables, stated, manifest)


ODS_ROW = '<table:table-row><table:table-cell office:value-type="float" office:value="1"/></table:table-row>'


def ods_of(styles: str, tables: str, stated: str = "", manifest: str = "") -> bytes:
    """An .ods with these elements in it."""
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    return packed(
        {
            "mimetype": ODS_MIME,
            "content.xml": f"<office:document-content {_NAMESPACES}>{styles}{body}</office:document-content>",
            "meta.xml": f"<office:document-meta {_NAMESPACES}><office:meta>{stated}</office:meta></office:document-meta>",
            "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
        },
        0,
    )


def _ods_rows(drawn: Drawn) -> str:
    """Blank rows and cells are repeated, as LibreOffice does, to the end of the sheet."""
    rows, done = [], 0
    for row, cells in groupby(drawn.cells.items(), key=lambda one: place_of(one[0])[0]):
        if row - 1 > done:
            rows.append(
                f'<table:table-row table:number-rows-repeated="{row - 1 - done}">{_blanks(16_384)}</table:table-row>'
            )
        collapsed = ' table:visibility="collapse"' if row in drawn.hidden_rows else ""
        rows.append(f"<table:table-row{collapsed}>{_ods_cells(list(cells))}</table:table-row>")
        done = row
    rows.append(f'<table:table-row table:number-rows-repeated="{1_048_576 - done}">{_blanks(16_384)}</table:table-row>')
    return "".join(rows)


def _ods_cells(cells: Sequence[tuple[str, object]]) -> str:
    drawn, done = "", 0
    for address, cell in cells:
        column = place_of(address)[1]
        drawn += _blanks(column - 1 - done) + _ods_cell(cell)
        done = column
    return drawn + _blanks(16_384 - done)


def _blanks(count: int) -> str:
    return f'<table:table-cell table:number-columns-repeated="{count}"/>' if count else ""


def _ods_cell(cell: object) -> str:
    formula = ' table:formula="of:=1"' if isinstance(cell, Formula) else ""
    inside = cell.result if isinstance(cell, Formula) else cell
    kind, text = _ods_value(inside)
    if inside is None:
        return f"<table:table-cell{formula}/>"
    if inside == "" and formula:
        return f"<table:table-cell{formula}><text:p/></table:table-cell>"
    lines = "".join(f"<text:p>{escape(line).replace('  ', ' <text:s/>')}</text:p>" for line in text.split("\n"))
    return f"<table:table-cell{formula} {kind}>{lines}</table:table-cell>"


def _ods_value(inside: object) -> tuple[str, str]:
    """The attributes that say type and value, and the text that is shown."""
    if isinstance(inside, Error):
        return 'office:value-type="string" office:string-value="" calcext:value-type="error"', inside.text
    if isinstance(inside, bool):
        return f'office:value-type="boolean" office:boolean-value="{str(inside).lower()}"', str(inside).upper()
    if isinstance(inside, Percent):
        return f'office:value-type="percentage" office:value="{inside.value!r}"', f"{inside.value:.1%}"
    if isinstance(inside, date):
        return f'office:value-type="date" office:date-value="{inside.isoformat()}"', f"{inside:%d/%m/%Y}"
    if isinstance(inside, str):
        return 'office:value-type="string"', inside
    return f'office:value-type="float" office:value="{inside!r}"', str(inside)


def xml2003(sheets: Sequence[Drawn], properties: Mapping[str, str] | None = None) -> bytes:
    """One XML file, as Excel writes it under the name .xml and others under .xls."""
    stated = "".join(f"<o:{name}>{escape(value)}</o:{name}>" for name, value in (properties or {}).items())
    drawn = "".join(
        f"<Worksheet ss:Name={quoteattr(one.name)}><Table>{_2003_rows(one)}</Table><x:WorksheetOptions><x:Visible>"
        f"Sheet{'Visible' if one.visible else 'Hidden'}</x:Visible></x:WorksheetOptions></Worksheet>"
        for one in sheets
    )
    return xml2003_of(f"<o:CustomDocumentProperties>{stated}</o:CustomDocumentProperties>{drawn}")


def xml2003_of(inside: str) -> bytes:
    """A workbook with these elements in it."""
    office = "urn:schemas-microsoft-com:office"
    return (
        f'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="{office}:spreadsheet" '
        f'xmlns:ss="{office}:spreadsheet" xmlns:o="{office}:office" xmlns:x="{office}:excel">'
        f"{inside}</Workbook>"
    ).encode()


def _2003_rows(drawn: Drawn) -> str:
    return "".join(
        f'<Row ss:Index="{row}">{"".join(_2003_cell(*one) for one in cells)}</Row>'
        for row, cells in groupby(drawn.cells.items(), key=lambda one: place_of(one[0])[0])
    )


def _2003_cell(address: str, cell: object) -> str:
    formula = ' ss:Formula="=1"' if isinstance(cell, Formula) else ""
    inside = cell.result if isinstance(cell, Formula) else cell
    note = "<Comment><ss:Data>ghi chú</ss:Data></Comment>"
    data = "" if inside is None else f"<Data ss:Type={_2003_value(inside)}</Data>"
    return f'<Cell ss:Index="{place_of(address)[1]}"{formula}>{data}{note}</Cell>'


def _2003_value(inside: object) -> str:
    """The type and the text of a cell."""
    if isinstance(inside, Error):
        return f'"Error">{inside.text}'
    if isinstance(inside, bool):
        return f'"Boolean">{inside:d}'
    if isinstance(inside, Percent):
        return f'"Number">{inside.value!r}'
    if isinstance(inside, date):
        return f'"DateTime">{inside:%Y-%m-%dT%H:%M:%S}.000'
    return f'"String">{escape(inside)}' if isinstance(inside, str) else f'"Number">{inside!r}'
