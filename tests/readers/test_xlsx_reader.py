"""Values, marks and properties of a workbook; nothing is lost on the way."""

import datetime
import io

import pytest
import xlsxwriter
from drawn_files import MAIN, OFFICE, one_cell, packed, parts, sheet, workbook

from sheetcheck.codes import file as codes
from sheetcheck.finding import Code
from sheetcheck.readers import xlsx
from sheetcheck.readers._screen import screen
from sheetcheck.readers.xlsx import read
from sheetcheck.reading import Limits, Refused

SHEET = "xl/worksheets/sheet1.xml"


def rows(*cells: str) -> str:
    return f'<row r="1">{"".join(cells)}</row>'


def refusal(data: bytes, limits: Limits | None = None) -> Refused:
    with pytest.raises(Refused) as refused:
        read(data, limits or Limits())
    return refused.value


@pytest.mark.parametrize(
    ("cell", "errors", "formulas", "uncalculated"),
    [
        ('<c r="B1"><v>5</v></c>', {}, "", ""),
        ('<c r="B1" t="e"><v>#REF!</v></c>', {"B1": "#REF!"}, "", ""),
        ('<c r="B1" s="3" t="e"><f>1/0</f><v>#DIV/0!</v></c>', {"B1": "#DIV/0!"}, "B1", ""),
        ("<c r='B1' t='e'><v>#N/A</v></c>", {"B1": "#N/A"}, "", ""),
        ('<c t="e" r="B1"><v>#N/A</v></c>', {"B1": "#N/A"}, "", ""),
        ('<c r="B1" t = "e"><v>#N/A</v></c>', {"B1": "#N/A"}, "", ""),
        ('<c/><c t="e"><v>#N/A</v></c>', {"B1": "#N/A"}, "", ""),
        ('<c r="B1"><f>A1+1</f><v>5</v></c>', {}, "B1", ""),
        ('<c r="B1"><f t="shared" ref="B1:B9" si="0">A1&gt;1</f><v>5</v></c>', {}, "B1", ""),
        ('<c r="B1"><f t="shared" si="0"/><v>5</v></c>', {}, "B1", ""),
        ('<c r="B1"><f>A1+1</f></c>', {}, "B1", "B1"),
        ('<c r="B1"><f>A1+1</f><v></v></c>', {}, "B1", "B1"),
        ('<c r="B1"><f>A1+1</f><v/></c>', {}, "B1", "B1"),
        ('<c r="B1"><f>A1+1</f><v /></c>', {}, "B1", "B1"),
        ('<c r="B1"><v>5</v><f>A1+1</f></c>', {}, "B1", "B1"),
        ('<c r="B1" t="str"><f>A1&amp;""</f><v></v></c>', {}, "B1", ""),
        ('<c r="B1" t="str"><f>A1</f><v xml:space="preserve"> a</v></c>', {}, "B1", ""),
        ('<c r="A1"><f>1</f><v>1</v></c><c><f>2</f><v>2</v></c>', {}, "A1 B1", ""),
        ('<c r="B1" t="inlineStr"><is><t>t="e" &lt;f></t></is></c>', {}, "", ""),
    ],
)
def test_marks_of_a_cell(cell: str, errors: dict[str, str], formulas: str, uncalculated: str) -> None:
    marks = screen(sheet(rows(cell)).encode(), "S1", Limits()).marks
    assert marks == (errors, frozenset(formulas.split()), frozenset(uncalculated.split()))


@pytest.mark.parametrize("box", [5_000_000, 4_000_000], ids=["searched", "parsed"])
@pytest.mark.parametrize("prefix", ["", "x:"])
def test_search_and_parser_agree_whatever_the_prefix(box: int, prefix: str) -> None:
    xml = sheet(rows('<c r="C1" t="e"><f>1/0</f><v>#N/A</v></c>', '<c r="D1"><f>C1</f></c>'))
    xml = xml.replace("</", "<//").replace("<", f"<{prefix}").replace(f"<{prefix}//", f"</{prefix}")
    marks = screen(xml.replace("xmlns=", f"xmlns{':x' if prefix else ''}=").encode(), "S1", Limits(box_cells=box)).marks
    assert marks == ({"C1": "#N/A"}, frozenset({"C1", "D1"}), frozenset({"D1"}))


ERROR = '<sheetData><row r="1"><c r="A1" t="e"><v>#N/A</v></c><c r="B1"><v>5</v></c></row></sheetData>'


@pytest.mark.parametrize(
    "xml",
    [
        ERROR.replace("</sheetData>", "</sheetData >"),
        f'<sheetPr a="1"/>{ERROR}',
        f"<!-- <sheetData></sheetData> -->{ERROR}",
        f"<?a <sheetData></sheetData>?>{ERROR}",
        f"{ERROR}<!-- </sheetData> -->",
        f"{ERROR}<mergeCells><mergeCell ref='A1:B1'/></mergeCells>",
    ],
)
def test_only_the_rows_are_read_whatever_stands_around_them(xml: str) -> None:
    (found,) = read(packed({**parts(""), SHEET: f"<worksheet {MAIN}>{xml}</worksheet>"}), Limits()).sheets
    assert (found.rows, found.errors) == ([["", 5.0]], {"A1": "#N/A"})


@pytest.mark.parametrize("stray", ["<f>2</f>", '<v>"e"</v>'])
def test_a_cell_that_holds_too_much_is_left_to_the_parser(stray: str) -> None:
    xml = sheet(rows(f'<c r="A1" t="e"><f>1</f><v>#N/A</v></c>{stray}')).encode()
    assert screen(xml, "S1", Limits()).marks == ({"A1": "#N/A"}, frozenset({"A1"}), frozenset())


def test_a_sheet_too_large_to_be_held_is_read_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    data = workbook(rows('<c r="B1"><v>5</v></c>'), rows('<c r="A1" t="e"><v>#N/A</v></c>'))
    held = read(data, Limits())
    monkeypatch.setattr(xlsx, "_HELD", 0)
    assert read(data, Limits()) == held


def test_a_far_cell_is_one_finding_that_names_it() -> None:
    data = workbook('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    refused = refusal(data)
    assert (refused.code, refused.params) == (codes.FAR_CELL, {"sheet": "S1", "cell": "XFD1048576"})


@pytest.mark.parametrize("cell", ["IV65536", "XFD400", "ZZ7200", "xfd9999"])
def test_cells_too_far_away(cell: str) -> None:
    number = cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
    data = workbook(f'<row r="{number}"><c r="{cell}"><v>1</v></c></row>')
    assert refusal(data).params["cell"] == cell.upper()


@pytest.mark.parametrize("cell", ["A100000", "XFD1", "ZZ6999", "XFD300"])
def test_cells_that_are_far_but_not_too_far(cell: str) -> None:
    book = read(one_cell("7", cell), Limits())
    assert book.sheets[0].rows[-1][-1] == 7


def test_far_cells_without_content_do_not_count() -> None:
    data = workbook('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>')
    assert read(data, Limits()).sheets[0].rows == [[1.0]]


@pytest.mark.parametrize("reference", ["A4294967295", "XFE1", "AAAA1", "A1048577"])
def test_references_outside_any_sheet(reference: str) -> None:
    data = workbook(f'<row><c r="{reference}"><v>1</v></c></row>')
    assert refusal(data, Limits(box_cells=10**12)).code is codes.FAR_CELL


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ({SHEET: "<worksheet/>"}, codes.DAMAGED),
        ({SHEET: "no xml"}, codes.DAMAGED),
        ({SHEET: sheet("<row><c r='A1'><v>1</v></row>")}, codes.DAMAGED),
        ({SHEET: sheet('<row r="1"><c r="A1"><v><!-- -->1</v></c></row>')}, codes.DAMAGED),
        ({SHEET: sheet('<row r="1"><c r="A1"><v><![CDATA[1]]></v></c></row>')}, codes.DAMAGED),
        ({"xl/workbook.xml": f"<workbook {MAIN}/>"}, codes.MISSING_PART),
        ({"_rels/.rels": "<Relationships/>"}, codes.MISSING_PART),
        ({"xl/_rels/workbook.xml.rels": "<Relationships/>"}, codes.MISSING_PART),
        ({"xl/_rels/workbook.xml.rels": "<Relationships>"}, codes.DAMAGED),
    ],
)
def test_broken_workbooks_are_refused_whole(content: dict[str, str], code: Code) -> None:
    assert refusal(packed({**parts(""), **content})).code is code


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels"]
)
def test_a_missing_part_is_named(part: str) -> None:
    content = parts("")
    del content[part]
    refused = refusal(packed(content))
    assert (refused.code, refused.params) == (codes.MISSING_PART, {"part": part})


def test_a_whole_workbook() -> None:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        book.set_custom_property("sheetcheck", "bdg 2026-H1 «ký hiệu»")
        book.set_custom_property("version", 3)
        first, hidden = book.add_worksheet("Biểu 01"), book.add_worksheet("_sheetcheck")
        hidden.very_hidden()
        first.write_string("C4", "Nữ")
        first.write_number("D4", 12)
        first.write_formula("E4", "=D4*2", None, 24)
        first.write_datetime("F4", datetime.date(2026, 6, 30), book.add_format({"num_format": "dd/mm/yyyy"}))
    read_back = read(target.getvalue(), Limits())
    shown, concealed = read_back.sheets
    assert list(shown.rows) == [[""] * 6] * 3 + [["", "", "Nữ", 12.0, 24.0, datetime.date(2026, 6, 30)]]
    assert (shown.name, shown.visible, shown.formulas, shown.uncalculated) == (
        "Biểu 01",
        True,
        frozenset({"E4"}),
        frozenset(),
    )
    assert (concealed.name, concealed.visible, concealed.rows) == ("_sheetcheck", False, [])
    assert read_back.properties == {"sheetcheck": "bdg 2026-H1 «ký hiệu»", "version": "3"}


def test_a_comment_beside_a_value_loses_nothing() -> None:
    cells = '<c r="A1"><!-- a --><v>1</v></c><c r="B1" t="inlineStr"><is><t><![CDATA[b]]></t></is></c>'
    assert read(workbook(rows(cells)), Limits()).sheets[0].rows == [[1.0, "b"]]


def test_the_workbook_part_may_stand_anywhere() -> None:
    moved = {name.replace("xl/", ""): text.replace("xl/", "") for name, text in parts("").items()}
    assert [s.name for s in read(packed(moved), Limits()).sheets] == ["S1"]


def test_two_sheets_of_one_name_are_refused_because_the_first_would_be_read_twice() -> None:
    content = parts(rows('<c r="A1"><v>1</v></c>'), rows('<c r="A1"><v>2</v></c>'))
    content["xl/workbook.xml"] = content["xl/workbook.xml"].replace('name="S2"', 'name="S1"')
    assert refusal(packed(content)).code is codes.DUPLICATE_SHEET


def test_a_chart_sheet_is_a_sheet_without_cells() -> None:
    content = parts(rows('<c r="A1"><v>1</v></c>'), "")
    rels = content["xl/_rels/workbook.xml.rels"]
    second = rels.rindex(f"{OFFICE}/worksheet")
    content["xl/_rels/workbook.xml.rels"] = rels[:second] + rels[second:].replace('/worksheet"', '/chartsheet"')
    assert [len(s.rows) for s in read(packed(content), Limits()).sheets] == [1, 0]


@pytest.mark.parametrize("xml", ["<broken", "<!DOCTYPE a><Properties/>"])
def test_unsound_properties_are_as_good_as_none(xml: str) -> None:
    assert read(workbook("", **{"docProps/custom.xml": xml}), Limits()).properties == {}


@pytest.mark.parametrize("system", [False, True])
def test_a_date_is_the_same_whatever_day_the_program_counts_from(system: bool) -> None:
    """Excel for the Macintosh used to count from 1904."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "date_1904": system}) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        book.add_worksheet().write_datetime(0, 0, datetime.date(2024, 5, 31), day)
    assert read(target.getvalue(), Limits()).sheets[0].rows == [[datetime.date(2024, 5, 31)]]
