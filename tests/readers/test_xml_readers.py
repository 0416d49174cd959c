"""What only the XML formats can say: texts in pieces, values by type, things that stand aside."""

from datetime import date, datetime, time, timedelta

import drawn_xml
import pytest
from drawn_formats import read
from drawn_table import non_blank

from sheetcheck.codes import file as codes
from sheetcheck.codes import lock
from sheetcheck.finding import Code
from sheetcheck.grid import Cell
from sheetcheck.reading import Refused

STRING = 'office:value-type="string"'


def ods(cells: str) -> dict[str, Cell]:
    """What is read of a row of cells."""
    table = f'<table:table table:name="S"><table:table-row>{cells}</table:table-row></table:table>'
    return non_blank(read(drawn_xml.ods_of("", table)).sheets[0])


@pytest.mark.parametrize(
    ("attributes", "inside", "value"),
    [
        (
            'office:value-type="currency" office:currency="VND" office:value="1500000"',
            "<text:p>1.500.000 ₫</text:p>",
            1.5e6,
        ),
        ('office:value-type="percentage" office:value="0.125"', "<text:p>12,5%</text:p>", 0.125),
        ('office:value-type="boolean" office:boolean-value="false"', "<text:p>FALSE</text:p>", False),
        ('office:value-type="date" office:date-value="2026-06-30"', "", date(2026, 6, 30)),
        ('office:value-type="date" office:date-value="2026-06-30T00:00:00"', "", date(2026, 6, 30)),
        (
            'office:value-type="date" office:date-value="2026-06-30T07:30:00.123456789"',
            "",
            datetime(2026, 6, 30, 7, 30, 0, 123456),  # noqa: DTZ001 - a cell has no zone
        ),
        ('office:value-type="date" office:date-value="-0044-03-15"', "", "-0044-03-15"),
        ('office:value-type="time" office:time-value="PT07H30M00S"', "", time(7, 30)),
        ('office:value-type="time" office:time-value="PT31H00M00.5S"', "", timedelta(hours=31, milliseconds=500)),
        ('office:value-type="time" office:time-value="soon"', "", "soon"),
        (STRING, "<text:p>hai<text:s text:c='2'/>khoảng<text:tab/>x<text:line-break/>y</text:p>", "hai  khoảng\tx\ny"),
        (STRING, "<text:p>chữ <text:span>đậm</text:span></text:p><text:p>dòng</text:p>", "chữ đậm\ndòng"),
        (f'{STRING} office:string-value="đúng"', "<text:p>khác</text:p>", "đúng"),
        (STRING, "<office:annotation><text:p>ghi chú</text:p></office:annotation><text:p>a</text:p>", "a"),
        ("", "<text:p>không có kiểu</text:p>", "không có kiểu"),
        (f'{STRING} table:formula="of:=[.X1]"', "<text:p>#REF!</text:p>", "#REF!"),
        (f'{STRING} calcext:value-type="error" table:formula="of:=1/0"', "<text:p>Err:502</text:p>", "Err:502"),
        ('table:formula="of:=1"', "", "not calculated"),
    ],
)
def test_cells_of_an_ods(attributes: str, inside: str, value: Cell) -> None:
    assert ods(f"<table:table-cell {attributes}>{inside}</table:table-cell>") == {"A1": value}


def test_cells_are_repeated_and_covered_ones_counted() -> None:
    one = '<table:{0} office:value-type="float" office:value="{1}" table:number-columns-repeated="2"/>'
    found = ods(one.format("table-cell", 1) + "<table:table-cell/>" + one.format("covered-table-cell", 2))
    assert found == {"A1": 1.0, "B1": 1.0, "D1": 2.0, "E1": 2.0}


@pytest.mark.parametrize(
    "aside", ["table:tracked-changes", "table:dde-links", "table:shapes", "table:content-validations"]
)
def test_what_stands_aside_is_no_sheet(aside: str) -> None:
    table = f'<table:table table:name="{{}}">{drawn_xml.ODS_ROW}</table:table>'
    found = read(drawn_xml.ods_of("", f"<{aside}>{table.format('x')}</{aside}>{table.format('S')}")).sheets
    assert [(sheet.name, non_blank(sheet)) for sheet in found] == [("S", {"A1": 1.0})]


@pytest.mark.parametrize(
    ("tables", "code"),
    [
        ("", codes.MISSING_PART),
        (drawn_xml.ODS_ROW, codes.DAMAGED),
        ('<table:table table:name="S"><table:table table:name="T"/></table:table>', codes.DAMAGED),
        ('<table:table><table:table-row><table:table-cell office:value-type="float"/></table:table-row></table:table>', codes.DAMAGED),
    ],
    ids=["none", "cells outside", "within another", "no number"],
)  # fmt: skip
def test_an_ods_that_is_refused(tables: str, code: Code) -> None:
    with pytest.raises(Refused) as refused:
        read(drawn_xml.ods_of("", tables))
    assert refused.value.code is code


def test_an_ods_with_a_password_has_a_code_of_its_own() -> None:
    data = drawn_xml.ods([], {}, manifest="<manifest:encryption-data/>")
    with pytest.raises(Refused) as refused:
        read(data)
    assert refused.value.code is lock.OPEN_DOCUMENT_PASSWORD


def xml2003(rows: str) -> dict[str, Cell]:
    return non_blank(read(drawn_xml.xml2003_of(f'<Worksheet ss:Name="S"><Table>{rows}</Table></Worksheet>')).sheets[0])


ONE = '<Cell><Data ss:Type="Number">1</Data></Cell>'


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        (f"<Row>{ONE}{ONE}</Row><Row>{ONE}</Row>", {"A1": 1.0, "B1": 1.0, "A2": 1.0}),
        (f'<Row ss:Index="3"><Cell ss:MergeAcross="2"/>{ONE}</Row>', {"D3": 1.0}),
        ('<Row><Cell ss:Formula="=1"/></Row>', {"A1": "not calculated"}),
        ('<Row><Cell><Data ss:Type="DateTime">1899-12-31T07:30:00.000</Data></Cell></Row>', {"A1": time(7, 30)}),
        ('<Row><Cell><ss:Data ss:Type="String">chữ <B>đậm</B></ss:Data></Cell></Row>', {"A1": "chữ đậm"}),
    ],
)
def test_cells_of_xml_2003(rows: str, cells: dict[str, Cell]) -> None:
    assert xml2003(rows) == cells


@pytest.mark.parametrize("rows", ['<Row ss:Index="2"/><Row ss:Index="1"/>', '<Row ss:Index="x"/>', "<Row>", '<Row><Cell><Data ss:Type="Number">x</Data></Cell></Row>'])  # fmt: skip
def test_xml_2003_that_is_refused(rows: str) -> None:
    with pytest.raises(Refused) as refused:
        xml2003(rows)
    assert refused.value.code is codes.DAMAGED
