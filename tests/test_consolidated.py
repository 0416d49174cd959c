"""The consolidated workbook, written and read again."""

import re
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheetcheck import xlsx
from sheetcheck.catalogue import Catalogue, load_catalogue
from sheetcheck.cells import clean
from sheetcheck.consolidate import Consolidation, consolidate
from sheetcheck.consolidated import Mismatch, is_consolidated, read_consolidated, write_consolidated
from sheetcheck.consolidated import data as data_sheets
from sheetcheck.errors import SheetcheckError
from sheetcheck.finding import Finding, Severity
from sheetcheck.form import Level
from sheetcheck.grid import Workbook
from sheetcheck.intake import take_in
from sheetcheck.period import parse_period
from sheetcheck.readers.xlsx import read
from sheetcheck.reading import Limits
from sheetcheck.returns import Status
from sheetcheck.submission import Expected
from sheetcheck.testing.batch import taken_in
from sheetcheck.testing.changes import only
from sheetcheck.testing.drawing import Drawn, issued_to, returned
from sheetcheck.tidy import tidy

UNITS = {"06330": "Xã Một", "06331": "Xã Hai", "06339": "Xã Chín"}
ROUND = Expected(units=UNITS, level=Level.COMMUNE, period=parse_period("2024-H1"))
PEOPLE = {"01.staff_total.total": 10, "01.staff_total.female": 4}
PAYLOADS = ("=cmd|'/c calc'!A1", "+1", "@x", "-2", "_x0041_", "<b>&", " a ", "a\nb", "https://a.vn", "06331")


def merged(catalogue: Catalogue, figures: Sequence[Drawn], mark: str = "") -> Consolidation:
    identities = [replace(issued_to(f"0633{place}", "2024-H1"), mark=mark) for place in range(len(figures))]
    returns = [
        taken_in(catalogue, f"{identity.unit}.xlsx", returned(catalogue, identity, one))
        for identity, one in zip(identities, figures, strict=True)
    ]
    return consolidate(returns, [Status.ACCEPTED] * len(returns), catalogue.forms, ROUND)


def written(catalogue: Catalogue, whole: Consolidation, findings: Sequence[Finding] = ()) -> bytes:
    return write_consolidated(whole, catalogue.forms, findings, lambda one: f"=câu {one.code}")


def sheets(content: bytes) -> dict[str, list[list[object]]]:
    return {sheet.name: [list(row) for row in sheet.rows] for sheet in read(content, Limits()).sheets}


def column(rows: list[list[object]], code: str) -> list[object]:
    """A column of a form's sheet by its code, from the total down."""
    place = rows[5].index(code)
    return [row[place] for row in rows[6:]]


def test_a_form_has_total_coverage_and_a_row_for_every_unit(catalogue: Catalogue) -> None:
    found = sheets(written(catalogue, merged(catalogue, [PEOPLE, {"01.staff_total.total": "khoảng 30"}])))["Biểu 01"]
    assert [row[1] for row in found[8:]] == ["06330", "06331", "06339"]
    assert column(found, "01.1") == [40.0, 2.0, 10.0, 30.0, ""]
    assert column(found, "01.2") == [4.0, 1.0, 4.0, "", ""]
    assert column(found, "01.4") == [40.0, 1.0, 40.0, "", ""]


@pytest.mark.parametrize(("sign", "shown"), [("…", "…"), ("nhiều", "?"), (0, 0.0), ("", "")])
def test_a_cell_without_a_figure_shows_why(catalogue: Catalogue, sign: object, shown: object) -> None:
    found = sheets(written(catalogue, merged(catalogue, [{"01.staff_total.total": sign}])))["Biểu 01"]
    assert column(found, "01.1")[2] == shown


def test_totals_are_live_and_store_their_value(catalogue: Catalogue) -> None:
    content = written(catalogue, merged(catalogue, [PEOPLE, PEOPLE]))
    with zipfile.ZipFile(BytesIO(content)) as package:
        sheet = package.read("xl/worksheets/sheet2.xml").decode()
    assert "<f>SUM(E9:E11)</f><v>20" in sheet
    assert "<f>COUNT(E9:E11)</f><v>2" in sheet
    assert '<f>IFERROR(IF(COUNT(F7,E7)=2,F7/E7*100,""),"")</f><v>40' in sheet
    assert '<f>IFERROR(IF(COUNT(F10,E10)=2,F10/E10*100,""),"")</f><v>40' in sheet


def test_a_ratio_is_of_the_units_that_have_both_parts(catalogue: Catalogue) -> None:
    found = sheets(written(catalogue, merged(catalogue, [PEOPLE, {"01.staff_total.total": 90}])))["Biểu 01"]
    assert [column(found, code)[0] for code in ("01.1", "01.2", "01.4")] == [100.0, 4.0, 40.0]


def test_records_of_all_units_are_in_one_list(catalogue: Catalogue) -> None:
    figures: list[Drawn] = [{"12.1.title": "=1+1 tập huấn", "12.1.sessions": 2}, {"12.1.start_date": "2024-05"}]
    found = sheets(written(catalogue, merged(catalogue, figures)))["Biểu 12"]
    assert found[7][1:6] == ["06330", "Xã Một", 1.0, "", "=1+1 tập huấn"]
    assert found[8][1:7] == ["06331", "Xã Hai", 1.0, "", "", "05/2024"]


def test_nobody_is_left_out(catalogue: Catalogue) -> None:
    whole = merged(catalogue, [PEOPLE])
    findings = [Finding(code="T114", severity=Severity.WARNING, file="06330.xlsx", unit="06330", cells=("D8",))]
    found = sheets(written(catalogue, whole, findings))
    assert [row[1:5] for row in found["Tình hình nộp"][3:]] == [
        ["06330", "Xã Một", "có", "Đã tổng hợp"],
        ["06331", "Xã Hai", "có", "Chưa nộp"],
        ["06339", "Xã Chín", "có", "Chưa nộp"],
    ]
    assert found["Tình hình nộp"][3][5:] == ["06330.xlsx", 0.0, 1.0, 0.0]
    assert found["Lỗi và cảnh báo"][3][1:5] == ["cảnh báo", "T114", "06330", "Xã Một"]
    assert found["Lỗi và cảnh báo"][3][5:] == ["06330.xlsx", "", "D8", "=câu T114"]
    assert found["Nguồn"][3][1:6] == ["06330.xlsx", "06330", "Xã Một", "Đạt", "có"]


def test_figures_that_are_not_real_say_so_on_every_sheet_of_figures(catalogue: Catalogue) -> None:
    found = sheets(written(catalogue, merged(catalogue, [PEOPLE], mark="Số liệu sinh tự động")))
    for name in ("Tổng quan", *(name for name in found if name.startswith("Biểu"))):
        assert any("Số liệu sinh tự động" in str(cell) for row in found[name][:4] for cell in row), name


@pytest.mark.parametrize("text", PAYLOADS)
def test_text_stays_text_wherever_it_goes(catalogue: Catalogue, text: str) -> None:
    catalogue = only(catalogue, "01", "12")  # without the sheets of forms in which nothing is typed
    whole = merged(catalogue, [{"12.1.title": text, "01.staff_total.note": text}])
    unit = replace(whole.units[0], name=text, files=(text,))
    source = replace(whole.sources[0], one=replace(whole.sources[0].one, file=text, sha256=text))
    odd = replace(whole, units=(unit, *whole.units[1:]), sources=(source,))
    content = written(catalogue, odd)
    found = sheets(content)
    assert found["Tình hình nộp"][3][2] == found["Nguồn"][3][1] == found["Biểu 01"][8][2] == text
    assert column(found["Biểu 01"], "01.D")[2] == found["Biểu 12"][7][5] == text.strip()
    with zipfile.ZipFile(BytesIO(content)) as package:
        links = [name for name in package.namelist() if "externalLink" in name]
        parts = b"".join(package.read(name) for name in package.namelist() if "worksheets/sheet" in name)
    assert not links
    assert text.encode() not in b"".join(re.findall(rb"<hyperlink [^>]*>", parts))
    formulas = re.findall(rb"<f>([^<]*)</f>", parts)
    assert formulas
    assert not [one for one in formulas if b"cmd" in one]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x01b", "a�b"),
        ("a\ud800b", "a�b"),
        ("a\u202eb", "a�b"),
        ("a\r\nb", "a\nb"),
        ("x" * 40_000, "x" * 32_766 + "�"),
        ("😀" * 20_000, "😀" * 16_383 + "�"),
    ],
)
def test_what_excel_cannot_hold_is_replaced_visibly(text: str, shown: str) -> None:
    assert clean(text) == shown


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(
                ["01.staff_total.total", "01.staff_total.female", "01.staff_total.note", "01.budget_state.value",
                 "03.hdnd_commune.term_label", "12.1.title", "12.2.participants"]
            ),
            st.integers(0, 10**6) | st.sampled_from(["…", "khoảng 30", "2021-2026", *PAYLOADS]),
        ),
        min_size=1,
        max_size=4,
    )
)  # fmt: skip
def test_the_data_come_back_as_they_went_in(figures: list[Drawn]) -> None:
    catalogue = only(load_catalogue(), "01", "03", "12")
    whole = merged(catalogue, figures)
    content = written(catalogue, whole)
    assert list(read_consolidated(read(content, Limits()))) == list(tidy(whole.counted, catalogue.forms))


def test_the_same_returns_give_the_same_bytes(catalogue: Catalogue) -> None:
    assert written(catalogue, merged(catalogue, [PEOPLE, {}])) == written(catalogue, merged(catalogue, [PEOPLE, {}]))


def test_our_formulas_are_as_the_library_would_write_them(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = merged(catalogue, [PEOPLE, {}])
    ours = written(catalogue, whole)
    monkeypatch.delattr(xlsx._Sheet, "_prepare_formula")
    assert written(catalogue, whole) == ours


def test_a_second_data_sheet_takes_what_the_first_cannot(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data_sheets, "ROWS_A_SHEET", 2)
    whole = merged(catalogue, [PEOPLE, {"01.staff_total.total": 3}])
    content = written(catalogue, whole)
    assert len(sheets(content)["Dữ liệu 2"]) == 2
    assert list(read_consolidated(read(content, Limits()))) == list(tidy(whole.counted, catalogue.forms))


def test_a_total_that_is_not_the_sum_of_the_data_is_never_written(catalogue: Catalogue) -> None:
    whole = merged(catalogue, [PEOPLE])
    form = whole.forms["bdg_01"]
    totals = tuple(replace(total, value=11.0) if total.value == 10.0 else total for total in form.totals)
    wrong = replace(form, totals=totals)
    with pytest.raises(Mismatch, match=r"bdg_01\.staff_total\.total: written 11, returns 10"):
        written(catalogue, replace(whole, forms={**whole.forms, "bdg_01": wrong}))


def test_a_return_that_is_left_out_of_the_data_is_noticed(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data_sheets, "tidy", lambda returns, forms: list(tidy(returns, forms))[1:])
    with pytest.raises(Mismatch, match="count: written 1, returns 2"):
        written(catalogue, merged(catalogue, [PEOPLE]))


def test_a_consolidated_workbook_is_no_return(catalogue: Catalogue) -> None:
    workbook = read(written(catalogue, merged(catalogue, [PEOPLE])), Limits())
    assert is_consolidated(workbook)
    assert [one.code for one in take_in(workbook, catalogue.forms).findings] == ["I101"]


def test_only_a_consolidated_workbook_is_read_back() -> None:
    with pytest.raises(SheetcheckError, match="no consolidated workbook"):
        list(read_consolidated(Workbook(sheets=())))


def test_altered_data_are_refused(catalogue: Catalogue) -> None:
    workbook = read(written(catalogue, merged(catalogue, [PEOPLE])), Limits())
    altered = tuple(
        replace(sheet, rows=[*sheet.rows[:1], [5.0, *sheet.rows[1][1:]]]) if sheet.name == "Dữ liệu" else sheet
        for sheet in workbook.sheets
    )
    with pytest.raises(SheetcheckError, match="sheet Dữ liệu, row 2"):
        list(read_consolidated(replace(workbook, sheets=altered)))


def test_a_round_without_returns_can_be_written(catalogue: Catalogue) -> None:
    whole = consolidate([], [], catalogue.forms, ROUND)
    assert column(sheets(written(catalogue, whole))["Biểu 01"], "01.1") == ["", 0.0, "", "", ""]


def test_english_names(catalogue: Catalogue) -> None:
    whole = merged(catalogue, [PEOPLE])
    content = write_consolidated(whole, catalogue.forms, [], str, language="en")
    assert {"Overview", "Submissions", "Errors and warnings", "Sources", "Data"} <= sheets(content).keys()
    assert len(list(read_consolidated(read(content, Limits())))) == 2
