"""Tidy data: what is a datum, and that each format gives back what went in."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheetcheck.catalogue import Catalogue
from sheetcheck.errors import SheetcheckError
from sheetcheck.layout import CODE_ROW, HEADING_ROW
from sheetcheck.testing.batch import taken_in
from sheetcheck.testing.drawing import Drawn, delete_row, issued_to, on_sheet, returned
from sheetcheck.tidy import FIELDS, WRITERS, Datum, read_tidy, tidy, write_csv

PAYLOADS = ("=cmd|'/c calc'!A1", "+1", "@x", "-2", "  =1+1", "＝1", "\t=1", "'", "'=1", "12", "1,5", "06331", "2024")
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1)
DATA = st.builds(
    Datum,
    unit=st.just("06331"),
    period=st.just("2024-H1"),
    form=st.just("bdg_12"),
    row=st.just("1"),
    column=st.just("title"),
    value=st.floats(allow_nan=False, allow_infinity=False, max_value=1e15, min_value=-1e15) | TEXTS,
    status=st.just(""),
    file=TEXTS,
    sheet=TEXTS,
    cell=st.just("C8"),
)


def data(catalogue: Catalogue, figures: Drawn, unit: str = "06331") -> list[tuple[object, ...]]:
    one = taken_in(catalogue, "a.xlsx", returned(catalogue, issued_to(unit, "2024-H1"), figures))
    return [(*datum[2:7], datum.cell) for datum in tidy([one], catalogue.forms)]


@pytest.mark.parametrize(
    ("typed", "value", "status"),
    [
        (7, 7.0, ""),
        (0, 0.0, ""),
        ("…", None, "unavailable"),
        ("khoảng 30", 30.0, "approx"),
        ("nhiều", None, "unreadable"),
    ],
)
def test_a_cell_is_a_value_or_says_why_not(catalogue: Catalogue, typed: object, value: object, status: str) -> None:
    found = data(catalogue, {"01.staff_total.total": typed})
    assert found == [("bdg_01", "staff_total", "total", value, status, "D8")]


def test_blank_and_computed_cells_are_no_data(catalogue: Catalogue) -> None:
    found = data(catalogue, {"01.staff_total.total": 5, "01.staff_total.female": 2, "01.docs_plan.value": 1})
    assert [f"{row}.{column}" for _, row, column, *_ in found] == [
        "staff_total.total",
        "staff_total.female",
        "docs_plan.value",
    ]


def test_a_record_of_a_list_is_known_by_its_number(catalogue: Catalogue) -> None:
    found = data(catalogue, {"12.1.title": "Tập huấn giới", "12.3.title": "Hội thi"})
    assert [(row, value, cell) for _, row, _, value, _, cell in found] == [
        ("1", "Tập huấn giới", "C8"),
        ("2", "Hội thi", "C10"),
    ]


def test_a_register_without_any_number_has_its_records_all_the_same(catalogue: Catalogue) -> None:
    found = data(catalogue, {"02.1.doc_number": "20/KH-UBND", "02.2.doc_number": "50/QĐ-UBND"})
    assert [(row, value) for _, row, _, value, _, _ in found] == [("1", "20/KH-UBND"), ("2", "50/QĐ-UBND")]


def test_a_register_whose_codes_are_gone_has_no_records(catalogue: Catalogue) -> None:
    workbook = returned(catalogue, issued_to("06331", "2024-H1"), {"02.1.doc_number": "20/KH-UBND"})
    bare = on_sheet(workbook, "Biểu 02", lambda sheet: delete_row(delete_row(sheet, CODE_ROW), HEADING_ROW))
    one = taken_in(catalogue, "a.xlsx", bare)
    assert [datum for datum in tidy([one], catalogue.forms) if datum.form == "bdg_02"] == []


def test_cells_are_those_of_the_file(catalogue: Catalogue) -> None:
    workbook = returned(catalogue, issued_to("06331", "2024-H1"), {"01.staff_total.total": 5})
    one = taken_in(catalogue, "a.xlsx", on_sheet(workbook, "Biểu 01", lambda sheet: delete_row(sheet, 1)))
    assert [datum.cell for datum in tidy([one], catalogue.forms)] == ["D7"]


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("value", [*PAYLOADS, 5.0, -2.5, 1e15, None])
def test_every_format_gives_back_what_went_in(tmp_path: Path, suffix: str, value: float | str | None) -> None:
    datum = Datum("06331", "2024-H1", "bdg_12", "1", "title", value, "approx", "=a.xlsx", "Biểu 12", "C8")
    path = tmp_path / f"data{suffix}"
    path.write_bytes(WRITERS[suffix]([datum]))
    assert read_tidy(path) == (datum,)


@settings(max_examples=50, deadline=None)
@given(st.lists(DATA, max_size=5))
def test_csv_keeps_any_text(tmp_path_factory: pytest.TempPathFactory, several: list[Datum]) -> None:
    path = tmp_path_factory.mktemp("csv") / "data.csv"
    path.write_bytes(write_csv(several))
    assert read_tidy(path) == tuple(several)


@pytest.mark.parametrize("payload", [text for text in PAYLOADS if text[0] in "=+@-＝\t "])
def test_no_field_of_a_csv_begins_like_a_formula(payload: str) -> None:
    written = write_csv([Datum(*[payload] * 10)]).decode("utf-8-sig").splitlines()[1]
    assert all(field.startswith("'") for field in written[1:-1].split('","'))


def test_a_number_in_a_csv_has_no_apostrophe() -> None:
    assert b'"-2.5"' in write_csv([Datum("1", "2024", "f", "r", "c", -2.5)])


def test_csv_begins_with_the_mark_that_excel_needs() -> None:
    assert write_csv([]) == b'\xef\xbb\xbf"' + '","'.join(FIELDS).encode() + b'"\r\n'


def test_a_table_saved_by_a_vietnamese_excel_is_read(tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_text("form;row;column;value\nbdg_01;budget_state;value;12,5\nbdg_01;docs_plan;value;\n", "utf-8")
    assert [(datum.row, datum.value) for datum in read_tidy(path)] == [("budget_state", 12.5)]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("d.csv", "form,row,value\n", "d.csv: no column column"),
        ("d.csv", "form,row,column,value\nf,r,c\n", "d.csv, line 2: 3 columns instead of 4"),
        ("d.csv", "form,row,column,value\nf,,c,1\n", "d.csv, line 2: column row is blank"),
        ("d.csv", "form,row,column,value,status\nf,r,c,1,maybe\n", "d.csv, line 2: there is no status 'maybe'"),
        ("d.csv", 'form,row,column,value\nf,r,c,"1\n', "d.csv, line 2: unexpected end of data"),
        ("d.csv", b"\xff\xfe", "cannot read d.csv: the file is not UTF-8"),
        ("d.jsonl", "{\n", "d.jsonl, line 1: this is no JSON"),
        ("d.jsonl", "\n[1]\n", "d.jsonl, line 2: this is no JSON object"),
        ("d.jsonl", '{"form":"f","row":"r","column":"c","value":true}', "d.jsonl, line 1: column value must be"),
        ("d.jsonl", '{"form":"f","row":1,"column":"c","value":1}', "d.jsonl, line 1: column row must be text"),
        ("d.parquet", "PAR", "cannot read d.parquet: this is no parquet file"),
        ("d.txt", "", "d.txt: data must be a .csv, .jsonl or .parquet file"),
    ],
)
def test_bad_data_are_refused_with_file_and_line(tmp_path: Path, name: str, content: str | bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(SheetcheckError) as caught:
        read_tidy(path)
    assert str(caught.value).startswith(said)
