"""Corrected copies: which cells change, that nothing else does, and that a second run finds nothing to do."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from command_line import Said, run
from drawn_files import parts, sheet, workbook
from test_suggestions import FIGURES

from sheetcheck.annotation._splice import elements
from sheetcheck.catalogue import Catalogue, load_catalogue
from sheetcheck.codes import all_codes
from sheetcheck.codes import layout as L
from sheetcheck.finding import Severity
from sheetcheck.fixing._cells import with_cells
from sheetcheck.fixing._styles import with_day_style
from sheetcheck.fixing.copying import Fixing
from sheetcheck.fixing.edits import Edit
from sheetcheck.fixing.package import fixed
from sheetcheck.fixing.plan import CERTAIN
from sheetcheck.grid import Sheet, Workbook
from sheetcheck.readers.xlsx import read
from sheetcheck.reading import Limits, Reading
from sheetcheck.template import layouts_for, write_template
from sheetcheck.testing.batch import taken_in
from sheetcheck.testing.changes import Base, typed
from sheetcheck.testing.drawing import fillable

DOCUMENT = "02.1 doc_type=ke_hoach doc_number=21/KH issue_date=2024-02-29 issuer=UBND summary=Kế+hoạch topic=bdg direction=ban_hanh"
BASE = Base("06331", "2024-H1", f"{FIGURES}; 01.docs_plan=1; 01.docs_decision=0; {DOCUMENT}")
SLIPS = "01.staff_trained total=６+ female=+4; 01.inspections=không; 01.units_inspected=0; 01.cfaw_exists=có"


@pytest.fixture(scope="module")
def definitions(few_definitions: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The catalogue with forms 01, 02 and 07 alone."""
    folder = tmp_path_factory.mktemp("two")
    (folder / "forms").mkdir()
    for name in ("columns.yaml", "rules.yaml", "forms/bdg_01.yaml", "forms/bdg_02.yaml", "forms/bdg_07.yaml"):
        (folder / name).write_bytes((few_definitions / name).read_bytes())
    return folder


@pytest.fixture(scope="module")
def forms(definitions: Path) -> Catalogue:
    return load_catalogue(definitions)


@pytest.fixture(scope="module")
def sent(forms: Catalogue) -> bytes:
    """A return with figures typed as text: full-width digits, spaces, words, and a day in a cell without its format."""
    identity, figures = typed(forms, BASE, SLIPS)
    layouts = layouts_for(forms, identity)
    book = openpyxl.load_workbook(BytesIO(write_template(forms, identity, fillable(layouts, figures))))
    book["Biểu 02"]["D8"] = "29/02/2024"
    book["Biểu 02"]["D8"].number_format = "General"
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def fix(schemas: Path, *words: str | Path) -> Said:
    return run("--schemas", schemas, "fix", *words)


def codes(schemas: Path, path: Path) -> list[str]:
    report = json.loads(run("--schemas", schemas, "check", path, "--format", "json").stdout)
    return sorted(one["code"] for one in report["findings"] if one["code"] != "L122")


def logged(path: Path) -> list[tuple[str, ...]]:
    return [tuple(row[:6]) for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig")))]


def test_what_was_read_with_certainty_is_written(sent: bytes, definitions: Path, tmp_path: Path) -> None:
    (tmp_path / "06331.xlsx").write_bytes(sent)
    assert codes(definitions, tmp_path / "06331.xlsx") == ["T103", "T103", "T119", "T130", "T164"]
    said = fix(definitions, tmp_path / "06331.xlsx", "-o", tmp_path / "sua.xlsx")
    assert (said.returncode, said.stderr) == (0, "")
    assert "sửa 5 ô của 1 tệp (T103 ×2, T119, T130, T164)" in said.stdout
    assert "Không còn lỗi, cảnh báo nào" in said.stdout
    assert codes(definitions, tmp_path / "sua.xlsx") == []
    assert (tmp_path / "06331.xlsx").read_bytes() == sent
    file = "06331.xlsx"
    assert logged(tmp_path / "sua.xlsx.log.csv") == [
        ("file", "sheet", "cell", "before", "after", "code"),
        (file, "Biểu 01", "D12", "６ ", "6", "T103"),
        (file, "Biểu 01", "E12", " 4", "4", "T103"),
        (file, "Biểu 01", "D14", "có", "1", "T130"),
        (file, "Biểu 01", "D23", "không", "0", "T119"),
        (file, "Biểu 02", "D8", "29/02/2024", "29/02/2024", "T164"),
        (file, "Biểu 01", "F12", "", "2", ""),
        (file, "Biểu 01", "G12", "", "66,666667", ""),
    ]


def test_a_second_run_finds_nothing_to_do(sent: bytes, definitions: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "06331.xlsx").write_bytes(sent)
    fix(definitions, tmp_path / "in", "-o", tmp_path / "once")
    said = fix(definitions, tmp_path / "once", "-o", tmp_path / "twice")
    assert "không có ô nào phải sửa" in said.stdout
    assert (tmp_path / "once" / "06331.xlsx").read_bytes() == (tmp_path / "twice" / "06331.xlsx").read_bytes()
    assert logged(tmp_path / "twice.log.csv") == [("file", "sheet", "cell", "before", "after", "code")]


def test_everything_else_is_kept(sent: bytes, definitions: Path, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(sent)
    fix(definitions, tmp_path / "a.xlsx", "-o", tmp_path / "b.xlsx")
    before, after = (contents(path) for path in (sent, (tmp_path / "b.xlsx").read_bytes()))
    assert {name for name in before if before[name] != after[name]} == {
        "xl/worksheets/sheet2.xml",
        "xl/worksheets/sheet3.xml",
        "xl/styles.xml",
    }
    assert list(before) == list(after)
    old, new = (openpyxl.load_workbook(BytesIO(data)) for data in (sent, (tmp_path / "b.xlsx").read_bytes()))
    changed = [
        f"{page.title}!{cell.coordinate}"
        for page in old
        for row in page
        for cell in row
        if cell.value != new[page.title][cell.coordinate].value
    ]
    assert changed == ["Biểu 01!D12", "Biểu 01!E12", "Biểu 01!D14", "Biểu 01!D23", "Biểu 02!D8"]
    for page, cell in (("Biểu 01", "D12"), ("Biểu 02", "D8")):
        styles = [(book[page][cell].font.name, book[page][cell].border.left.style) for book in (old, new)]
        assert styles[0] == styles[1]
    assert new["Biểu 02"]["D8"].number_format == "dd/mm/yyyy"


def test_no_figure_changes(sent: bytes, forms: Catalogue, definitions: Path, tmp_path: Path) -> None:
    """What the copy says is what was read of the return; it may be written into a folder that is there."""
    (tmp_path / "a.xlsx").write_bytes(sent)
    (tmp_path / "out").mkdir()
    fix(definitions, tmp_path / "a.xlsx", "-o", tmp_path / "out")
    copy = (tmp_path / "out" / "a.xlsx").read_bytes()
    old, new = (taken_in(forms, "a", read(data, Limits())) for data in (sent, copy))
    assert {one.code for one in new.findings} <= {L.COMPUTED_WITHOUT_VALUE.code}
    for form, figures in old.figures.items():
        assert (figures.texts, list(map(str, figures.values))) == (
            new.figures[form].texts,
            list(map(str, new.figures[form].values)),
        )


def contents(data: bytes) -> Mapping[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def test_a_suggestion_is_applied_when_it_is_asked_for(forms: Catalogue, definitions: Path, tmp_path: Path) -> None:
    """Total and women in each other's cell: three rules are broken, and one change mends them."""
    identity, figures = typed(forms, BASE, "01.staff_total total=21 female=35; 01.staff_trained total=1O")
    layouts = layouts_for(forms, identity)
    (tmp_path / "06331.xlsx").write_bytes(write_template(forms, identity, fillable(layouts, figures)))
    report = run("--schemas", definitions, "check", tmp_path / "06331.xlsx", "--annotate", tmp_path / "back").stdout
    book = openpyxl.load_workbook(tmp_path / "back" / "06331.xlsx")
    first, comment = (str(cell.value) for cell in book.worksheets[0]["E"]), str(book["Biểu 01"]["D8"].comment)
    hint = "ó thể là D8 = 35 (đang là 21), E8 = 21 (đang là 35), vì số ở ô D8 và ô E8 ghi đổi chỗ cho nhau"
    assert (f"≈ c{hint}" in report, f"≈ c{hint}" in comment, any(f"\nC{hint}" in cell for cell in first)) == (True,) * 3
    plain = fix(definitions, tmp_path / "06331.xlsx", "-o", tmp_path / "a.xlsx")
    assert plain.returncode == 1
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "06331.xlsx").read_bytes()
    assert "Còn phải sửa tay: 4 lỗi, 0 cảnh báo (R201, R301 ×2, T117)" in plain.stdout
    assert "--apply R201,R301,T117 --force" in plain.stdout
    said = fix(definitions, tmp_path / "06331.xlsx", "-o", tmp_path / "b.xlsx", "--apply", "R201,T117")
    assert (said.returncode, "sửa 3 ô của 1 tệp (R201 ×2, T117)" in said.stdout) == (0, True)
    assert [row[2:6] for row in logged(tmp_path / "b.xlsx.log.csv")[1:4]] == [
        ("D8", "21", "35", "R201"),
        ("E8", "35", "21", "R201"),
        ("D12", "1O", "10", "T117"),
    ]
    assert codes(definitions, tmp_path / "b.xlsx") == []
    words = ("-o", tmp_path / "c.xlsx", "--apply", "R201", "--apply", "T117")
    fix(definitions, tmp_path / "b.xlsx", *words)
    assert (tmp_path / "c.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_what_was_read_with_a_doubt_waits_for_somebody_who_wants_it(
    forms: Catalogue, definitions: Path, tmp_path: Path
) -> None:
    identity, figures = typed(forms, BASE, "01.staff_trained total=hơn+10; 01.inspections=2+cuộc")
    (tmp_path / "a.xlsx").write_bytes(write_template(forms, identity, fillable(layouts_for(forms, identity), figures)))
    said = fix(definitions, tmp_path / "a.xlsx", "-o", tmp_path / "b.xlsx")
    assert "0 lỗi, 2 cảnh báo (T110, T114)" in said.stdout
    assert "--apply T110,T114 --force" in said.stdout
    said = fix(definitions, tmp_path / "a.xlsx", "-o", tmp_path / "b.xlsx", "--apply", "T110", "--force")
    assert "0 lỗi, 1 cảnh báo (T114)" in said.stdout
    assert [row[2:6] for row in logged(tmp_path / "b.xlsx.log.csv")[1:]] == [("D23", "2 cuộc", "2", "T110")]
    assert codes(definitions, tmp_path / "b.xlsx") == ["T114"]


def test_of_two_suggestions_none_is_applied(forms: Catalogue, definitions: Path, tmp_path: Path) -> None:
    identity, figures = typed(forms, BASE, "01.staff_parttime total=33; 01.staff_total total=54")
    layouts = layouts_for(forms, identity)
    (tmp_path / "a.xlsx").write_bytes(write_template(forms, identity, fillable(layouts, figures)))
    said = fix(definitions, tmp_path / "a.xlsx", "-o", tmp_path / "b.xlsx", "--apply", "R301")
    assert (said.returncode, "không có ô nào" in said.stdout, "(R301)" in said.stdout) == (1, True, True)


def test_nothing_is_written_over(sent: bytes, definitions: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.xlsx").write_bytes(sent)
    one, other = tmp_path / "in" / "a.xlsx", tmp_path / "b.xlsx"
    other.write_bytes(b"")
    for words in (
        (tmp_path / "in", "-o", tmp_path / "in" / "out"),
        (one, "-o", one, "--force"),
        (one, "-o", tmp_path / "c.xlsx", "--log", one, "--force"),
        (one, "-o", other),
    ):
        assert fix(definitions, *words).returncode == 2
    assert (one.read_bytes(), other.read_bytes()) == (sent, b"")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.xlsx", "b.xlsx", "in"]


def test_a_code_that_there_is_none_of_is_wrong_usage(sent: bytes, definitions: Path, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(sent)
    said = fix(definitions, tmp_path / "a.xlsx", "-o", tmp_path / "b.xlsx", "--apply", "R3011")
    assert (said.returncode, "R301" in said.stderr, (tmp_path / "b.xlsx").exists()) == (2, True, False)


def test_what_cannot_be_read_is_told(sent: bytes, definitions: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.xlsx").write_bytes(sent)
    (tmp_path / "in" / "b.xlsx").write_bytes(b"PK")
    said = fix(definitions, tmp_path / "in", "-o", tmp_path / "out")
    assert (said.returncode, "không phải báo cáo): b.xlsx" in said.stdout) == (1, True)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["a.xlsx"]


def test_a_workbook_of_another_format_becomes_one_of_ours() -> None:
    rows = Workbook(sheets=(Sheet(name="Biểu 01", rows=[["12 ", "a", 4.0]]),))
    reading = Reading(file_name="a.xls", sha256="s", size=1, kind="xls", workbook=rows)
    task = Fixing({("s", "a.xls"): {"Biểu 01": (Edit("A1", 12.0), Edit("C1", 5.0, is_formula=True))}}, Limits())
    answer = task(reading)
    assert answer is not None
    data, cells, is_own = answer
    assert (is_own, cells) == (False, [("Biểu 01", "A1"), ("Biểu 01", "C1")])
    assert isinstance(data, bytes)
    assert read(data, Limits()).sheets[0].rows == [[12.0, "a", 5.0]]
    assert task(Reading(file_name="a.xls", sha256="other", size=1, kind="xls", workbook=rows)) is None


def test_every_certain_code_is_information() -> None:
    assert {all_codes()[code].severity for code in CERTAIN} == {Severity.INFO}


ROWS = (
    '<row r="1"><c r="A1" s="3" t="s"><v>0</v></c><c r="C1"><f>A1+1</f><v>9</v></c></row>'
    '<row r="3"/><row r="5" ht="15"><c s="1"/><c t="inlineStr"><is><t>x</t></is></c></row>'
)
EDITS = [
    (Edit("A1", 12.0), '<c r="A1" s="3"><v>12</v></c>'),
    (Edit("A1", 1.5), '<c r="A1" s="3"><v>1.5</v></c>'),
    (Edit("A1", None), '<c r="A1" s="3"/>'),
    (Edit("A1", "a & b"), '<c r="A1" s="3" t="inlineStr"><is><t xml:space="preserve">a &amp; b</t></is></c>'),
    (Edit("A1", "2024-05-31", is_day=True), '<c r="A1" s="103"><v>45443</v></c>'),
    (Edit("C1", 2.0, is_formula=True), '<c r="C1"><f>A1+1</f><v>2</v></c>'),
    (Edit("C1", 2.0), None),
    (Edit("A1", 2.0, is_formula=True), None),
    (Edit("B1", 7.0), '</c><c r="B1"><v>7</v></c><c r="C1">'),
    (Edit("D1", 7.0), '<c r="D1"><v>7</v></c></row><row r="3"/>'),
    (Edit("B3", 7.0), '<row r="3"><c r="B3"><v>7</v></c></row>'),
    (Edit("B4", 7.0), '<row r="4"><c r="B4"><v>7</v></c></row><row r="5"'),
    (Edit("B9", 7.0), '</row><row r="9"><c r="B9"><v>7</v></c></row></sheetData>'),
    (Edit("A5", 7.0), '<c s="1"><v>7</v></c>'),
    (Edit("B5", 7.0), "<c><v>7</v></c></row>"),
    (Edit("B9", None), None),
]


@pytest.mark.parametrize(("edit", "expected"), EDITS)
def test_a_cell_is_replaced_and_the_rest_stays(edit: Edit, expected: str | None) -> None:
    xml = sheet(ROWS).encode()
    made = with_cells(xml, [edit], lambda style: style + 100)
    if expected is None:
        assert (made.xml, made.cells) == (xml, frozenset())
    else:
        assert made.cells == {edit.cell}
        assert expected.encode() in made.xml
        elements(made.xml)


def test_a_day_gets_the_format_of_the_cell_with_a_day_in_it() -> None:
    xml = (
        b'<styleSheet><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>'
        b'<cellXfs count="3"><xf numFmtId="0" fontId="7"/><xf numFmtId="164" fontId="0"/><xf numFmtId="14"/></cellXfs>'
        b"</styleSheet>"
    )
    assert [with_day_style(xml, style)[1] for style in (1, 2, 9)] == [1, 2, 9]
    made, number = with_day_style(xml, 0)
    assert (number, made.count(b'<xf numFmtId="164" fontId="7" applyNumberFormat="1"/></cellXfs>')) == (3, 1)
    assert b'<cellXfs count="4">' in made
    assert with_day_style(made, 0) == (made, 3)


def test_the_copy_is_worked_out_when_it_is_opened() -> None:
    data = workbook('<row r="1"><c r="A1"><v>1</v></c></row>')
    edits = {"S1": (Edit("A1", 2.0),)}
    assert b'<calcPr fullCalcOnLoad="1"/></workbook>' in contents(fixed(data, edits, Limits()).data)["xl/workbook.xml"]
    assert fixed(data, {"S1": ()}, Limits()).data is data
    assert fixed(data, {"none": (Edit("A1", 2.0),)}, Limits()).data is data
    assert "xl/workbook.xml" in parts("")
