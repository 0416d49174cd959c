"""Annotated returns: what is added, what stays as it was, and that they are read like any return."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from command_line import run
from openpyxl.comments import Comment
from recalculated import recalculated

from sheetcheck.annotation._plain import plain
from sheetcheck.annotation._splice import Change, appended, elements, spliced, with_attribute, without_attribute
from sheetcheck.annotation.copying import unreadable
from sheetcheck.annotation.notes import Annotation, Line, Note
from sheetcheck.annotation.package import annotated
from sheetcheck.catalogue import Catalogue
from sheetcheck.finding import Severity
from sheetcheck.grid import Sheet, Workbook
from sheetcheck.readers.xlsx import read
from sheetcheck.reading import Limits
from sheetcheck.sample import sample_figures
from sheetcheck.template import layouts_for, write_template
from sheetcheck.testing.drawing import issued_to

WHOSE = issued_to("06331", "2024-H1")
LINE = Line(Severity.ERROR, "lỗi", "Biểu 01", "D8:E8", "nữ nhiều hơn tổng số", "Sửa D8", "R201", "'Biểu 01'!D8")
SAID = Annotation(
    name="Kết quả kiểm tra",
    title="KẾT QUẢ KIỂM TRA",
    about="Xã Vạn Thủy",
    verdict="TRẢ LẠI",
    reading=("KẾT QUẢ KIỂM TRA (bản chỉ để xem)", "Sửa trong tệp của đơn vị"),
    own_sheets=frozenset(("_sheetcheck",)),
    is_good=False,
    headings=("Mức", "Biểu", "Ô", "Điều đã thấy", "Cách sửa", "Mã"),
    lines=(LINE,),
    foot="Trang này do chương trình thêm vào",
    notes={
        "Biểu 01": (
            Note("D8", Severity.ERROR, "R201 (lỗi): nữ < “tổng” & hết\n→ Sửa D8"),
            Note("E8", Severity.ERROR, "R201"),
            Note("D13", Severity.WARNING, "T120"),
        ),
        "không có": (Note("A1", Severity.INFO, "sheet gone"),),
    },
)
NOTHING = replace(SAID, lines=(), notes={})


@pytest.fixture(scope="module")
def sent(few_forms: Catalogue) -> bytes:
    """A return with more women than persons in one row."""
    figures = sample_figures(layouts_for(few_forms, WHOSE), WHOSE.period, WHOSE.unit)
    figures["bdg_01"] |= {("staff_total", "total"): 2.0, ("staff_total", "female"): 3.0}
    return write_template(few_forms, WHOSE, figures)


@pytest.fixture(scope="module")
def copy(sent: bytes) -> bytes:
    return annotated(sent, SAID, Limits())


def parts(package: bytes) -> Mapping[str, bytes]:
    with zipfile.ZipFile(BytesIO(package)) as opened:
        assert opened.testzip() is None
        return {name: opened.read(name) for name in opened.namelist()}


def test_faulty_cells_have_a_comment_and_a_colour(copy: bytes) -> None:
    book = openpyxl.load_workbook(BytesIO(copy))
    comments = {cell.coordinate: cell.comment for row in book["Biểu 01"] for cell in row if cell.comment}
    assert list(comments) == ["D8", "E8", "D13"]
    assert comments["D8"].text == "[sheetcheck]\nR201 (lỗi): nữ < “tổng” & hết\n→ Sửa D8"
    rules = [(str(found.sqref), one) for found in book["Biểu 01"].conditional_formatting for one in found.rules]
    first = sorted((one.priority, cells, one.dxf.fill.bgColor.rgb) for cells, one in rules if one.priority < 3)
    assert first == [(1, "D8 E8", "FFFFC7CE"), (2, "D13", "FFFFD966")]
    assert len({one.priority for _, one in rules}) == len(rules)


def test_the_first_sheet_lists_everything_with_links(copy: bytes) -> None:
    book = openpyxl.load_workbook(BytesIO(copy))
    sheet = book.worksheets[0]
    assert (sheet.title, book.active) == ("Kết quả kiểm tra", sheet)
    assert [[cell.value for cell in row if cell.value] for row in sheet["A1:A3"]] == [
        ["KẾT QUẢ KIỂM TRA"],
        ["Xã Vạn Thủy"],
        ["TRẢ LẠI"],
    ]
    assert [cell.value for cell in sheet[6]] == [
        "Lỗi", "Biểu 01", "D8:E8", "nữ nhiều hơn tổng số", "Sửa D8", "R201",
    ]  # fmt: skip
    assert sheet["C6"].hyperlink.location == "'Biểu 01'!D8"
    assert [one.title for one in book if one.sheet_view.tabSelected] == ["Kết quả kiểm tra"]


def test_everything_else_is_kept(sent: bytes, copy: bytes) -> None:
    before, after = parts(sent), parts(copy)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {
        "[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml",
        "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml",
    }  # fmt: skip
    cells = re.compile(rb"<sheetData>.*</sheetData>", re.DOTALL)
    for name in ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"):
        assert cells.findall(before[name]) == cells.findall(after[name])
    titles = re.compile(rb"localSheetId=\"(\d+)\">('[^']*')")
    assert [(int(i) + 1, name) for i, name in titles.findall(before["xl/workbook.xml"])] == [
        (int(i), name) for i, name in titles.findall(after["xl/workbook.xml"])
    ]


def test_annotated_again_it_has_the_new_annotation_only(sent: bytes, copy: bytes) -> None:
    once, twice = parts(annotated(sent, SAID, Limits())), parts(annotated(copy, SAID, Limits()))
    sheets = [re.sub(rb'dxfId="\d+"', b"", one["xl/worksheets/sheet2.xml"]) for one in (once, twice)]
    assert sheets[0] == sheets[1]
    assert len(once) == len(twice)
    clean = openpyxl.load_workbook(BytesIO(annotated(copy, NOTHING, Limits())))
    assert [cell.coordinate for row in clean["Biểu 01"] for cell in row if cell.comment] == []
    assert [one.title for one in clean][:2] == ["Kết quả kiểm tra", "Hướng dẫn"]


def test_a_sheet_of_the_unit_that_has_the_same_name_is_kept(sent: bytes) -> None:
    book = openpyxl.load_workbook(BytesIO(sent))
    book.create_sheet("Kết quả kiểm tra")["A1"] = "của xã"
    saved = BytesIO()
    book.save(saved)
    for content in (once := annotated(saved.getvalue(), SAID, Limits()), annotated(once, SAID, Limits())):
        found = openpyxl.load_workbook(BytesIO(content))
        assert [one.title for one in found if "kiểm tra" in one.title] == ["Kết quả kiểm tra (2)", "Kết quả kiểm tra"]
        assert found["Kết quả kiểm tra"]["A1"].value == "của xã"


def test_a_comment_of_the_unit_is_kept(sent: bytes) -> None:
    book = openpyxl.load_workbook(BytesIO(sent))
    book["Biểu 01"]["D8"].comment = Comment("Đã hỏi thôn", "UBND xã")
    saved = BytesIO()
    book.save(saved)
    again = annotated(saved.getvalue(), SAID, Limits())
    for told, content in ((True, again), (False, annotated(again, NOTHING, Limits()))):
        found = openpyxl.load_workbook(BytesIO(content))["Biểu 01"]
        assert found["D8"].comment.text.startswith("Đã hỏi thôn")
        assert ("R201" in found["D8"].comment.text, found["E8"].comment is not None) == (told, told)


def test_the_copy_is_read_like_the_return(sent: bytes, few_definitions: Path, tmp_path: Path) -> None:
    (tmp_path / "06331.xlsx").write_bytes(sent)
    words = ("--schemas", few_definitions, "check", "--format", "json")
    first = run(*words, tmp_path, "--annotate", tmp_path / "back")
    again = run(*words, tmp_path / "back")
    assert (first.returncode, "1 bản sao" in first.stderr) == (1, True)
    assert json.loads(again.stdout)["findings"] == json.loads(first.stdout)["findings"]
    figures = read((tmp_path / "back" / "06331.xlsx").read_bytes(), Limits())
    assert [one.rows for one in figures.sheets[1:]] == [one.rows for one in read(sent, Limits()).sheets]


def test_nothing_is_written_over(sent: bytes, few_definitions: Path, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(sent)
    words = ("--schemas", few_definitions, "check", tmp_path / "a.xlsx", "--annotate")
    assert run(*words, tmp_path, "--force").returncode == 2
    assert (tmp_path / "a.xlsx").read_bytes() == sent
    assert [run(*words, tmp_path / "back", *more).returncode for more in ((), (), ("--force",))] == [1, 2, 1]


def test_what_cannot_be_read_gets_a_sheet_that_says_why(few_definitions: Path, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04")
    run("--schemas", few_definitions, "check", tmp_path / "a.xlsx", "--annotate", tmp_path / "back")
    (sheet,) = openpyxl.load_workbook(tmp_path / "back" / "a.xlsx").worksheets
    assert sheet["A3"].value.startswith("KHÔNG ĐỌC ĐƯỢC")
    assert sheet["F6"].value.startswith("F")


def test_figures_typed_on_the_first_sheet_are_told(copy: bytes, few_definitions: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(BytesIO(copy))
    book.worksheets[0]["H9"] = 12
    book.save(tmp_path / "a.xlsx")
    said = run("--schemas", few_definitions, "check", tmp_path / "a.xlsx", "--format", "json")
    found = [one for one in json.loads(said.stdout)["findings"] if one["sheet"] == "Kết quả kiểm tra"]
    assert [(one["cells"], one["params"]["found"]) for one in found] == [(["H9"], [12.0])]


def test_a_workbook_of_another_format_becomes_one_of_ours() -> None:
    rows = [["a", 2.5, "", True], ["", date(2024, 5, 31), "=1+1", 3]]
    sheets = (Sheet(name="Biểu & 1", rows=rows, errors={"C1": "#REF!"}), Sheet(name="b", visible=False, rows=[]))
    found = read(annotated(plain(Workbook(sheets=sheets)), NOTHING, Limits()), Limits())
    assert [(one.name, one.visible) for one in found.sheets[1:]] == [("Biểu & 1", True), ("b", False)]
    assert found.sheets[1].rows == [["a", 2.5, "", True], ["", date(2024, 5, 31), "=1+1", 3]]
    assert found.sheets[1].errors == {"C1": "#REF!"}


def test_a_file_of_which_no_copy_can_be_made_has_one_sheet() -> None:
    assert [one.name for one in read(unreadable(SAID), Limits()).sheets] == ["Kết quả kiểm tra"]


XML = b'<x:a xmlns:x="u" n="1>2"><x:b/><c  d=\'1\'>t</c></x:a>'


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda e: appended(XML, e["b"], b"<n/>"), b'<x:b><n/></x:b>'),
        (lambda e: appended(XML, e["c"], b"<n/>"), b"t<n/></c>"),
        (lambda e: with_attribute(XML, e["c"], "d", "2"), b'<c  d="2">'),
        (lambda e: with_attribute(XML, e["b"], "d", "2"), b'<x:b d="2"/>'),
        (lambda e: without_attribute(XML, e["c"], "d"), b"<c>t</c>"),
        (lambda e: Change(e["c"].start, e["c"].end, b""), b"<x:b/></x:a>"),
    ],
)  # fmt: skip
def test_xml_changes_only_where_it_is_told_to(change: object, expected: bytes) -> None:
    found = {one.tag: one for one in elements(XML)}
    made = spliced(XML, [change(found)])  # type: ignore[operator]
    assert expected in made
    assert made.startswith(b'<x:a xmlns:x="u" n="1>2">')


def test_an_element_that_closes_itself_ends_there() -> None:
    """Also when the end of its parent follows at once."""
    xml = b"<a><b/></a>"
    assert [(one.tag, xml[one.start : one.end], one.closes_itself) for one in elements(xml)] == [
        ("a", xml, False),
        ("b", b"<b/>", True),
    ]


@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice")
def test_libreoffice_opens_it_and_keeps_comments_and_colours(copy: bytes, tmp_path: Path) -> None:
    saved = recalculated({"": copy}, tmp_path)[""]
    book = openpyxl.load_workbook(saved)
    assert {cell.coordinate for row in book["Biểu 01"] for cell in row if cell.comment} == {"D8", "E8", "D13"}
    again = annotated(saved.read_bytes(), NOTHING, Limits())
    assert [
        cell.coordinate for row in openpyxl.load_workbook(BytesIO(again))["Biểu 01"] for cell in row if cell.comment
    ] == []
