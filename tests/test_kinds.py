"""The truth table of what may stand in a cell: each line is a case."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter import Workbook

from sheetcheck.codes import all_codes
from sheetcheck.finding import Code
from sheetcheck.form import Column
from sheetcheck.kinds import KINDS, MISSING, Read
from sheetcheck.text import LANGUAGES, Text, write_number

TITLE = Text("Cột", "Column")
CHOICES = {
    "tap_huan": Text("Tập huấn", "Training"),
    "hoi_thi": Text("Hội thi", "Contest"),
    "khac": Text("Khác", "Other"),
}
NBSP = "\N{NO-BREAK SPACE}"


def column(kind: str, **more: object) -> Column:
    return Column(id="c", title=TITLE, kind=kind, **{"choices": CHOICES, **more})  # type: ignore[arg-type]


def read(kind: str, raw: object, **more: object) -> Read:
    return KINDS[kind].read(raw, column(kind, **more))


def at(*parts: int) -> datetime:
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001  (a workbook knows no time zone)


def code_of(result: Read) -> str:
    return result.code.code if result.code else ""


FIGURES = [
    # kind, what stands in the cell, the figure, the code
    ("count", 0.0, 0, ""),
    ("count", 3.0, 3, ""),
    ("count", 1500.0, 1500, ""),
    ("count", 7, 7, ""),
    ("count", "", None, ""),
    ("count", "  ", None, ""),
    ("count", "1.500", 1500, "T103"),
    ("count", "1.234.567", 1234567, "T103"),
    ("count", "1 234 567", 1234567, "T103"),
    ("count", f"1{NBSP}234{NBSP}567", 1234567, "T103"),
    ("count", "１５００", 1500, "T103"),
    ("count", "\u200b15 ", 15, "T103"),
    ("count", "01", 1, "T103"),
    ("count", "+5", 5, "T103"),
    ("count", "1500,0", 1500, "T103"),
    ("count", 1.5, None, "T105"),
    ("count", 2.696, None, "T105"),
    ("count", 12.3456, None, "T104"),
    ("count", 0.5, None, "T104"),
    ("count", 3.0000000000000004, None, "T104"),
    ("count", "12,34", None, "T104"),
    ("count", "12.34", None, "T106"),
    ("count", "1.23.4", None, "T106"),
    ("count", "1.234 567", None, "T106"),
    ("count", "12 34", None, "T106"),
    ("count", "01.500", None, "T106"),
    ("count", "5.", None, "T106"),
    ("count", "46,111", 46111, "T107"),
    ("count", "2,249,800", 2249800, "T107"),
    ("amount", "2,249,800", 2249800, "T107"),
    ("amount", "46,111", 46.111, "T108"),
    ("percent", "46,111", 46.111, "T108"),
    ("percent", "46.111", 46.111, "T108"),
    ("amount", "1.500", 1500, "T108"),
    ("amount", "1.234.567,5", 1234567.5, "T103"),
    ("amount", "12.34", 12.34, "T109"),
    ("amount", 12.34, 12.34, ""),
    ("count", "04 cuộc", 4, "T110"),
    ("count", "01lớp", 1, "T110"),
    ("count", "1.500 lượt người", 1500, "T110"),
    ("count", "5 đồng chí", 5, "T110"),
    ("count", "0 vụ", 0, "T110"),
    ("count", "1,5 triệu", None, "T111"),
    ("amount", "15 triệu đồng", None, "T111"),
    ("amount", "15.000.000đ", None, "T111"),
    ("count", "5k", None, "T111"),
    ("count", "20/49", None, "T112"),
    ("count", "20/49 người", None, "T112"),
    ("count", at(2026, 10, 4), None, "T113"),
    ("count", date(2026, 10, 4), None, "T113"),
    ("count", time(0, 0), None, "T113"),
    ("count", timedelta(days=2), None, "T113"),
    ("count", "04/10/2026", None, "T113"),
    ("count", "26.02.2024", None, "T113"),
    ("count", "hơn 330", 330, "T114"),
    ("count", "Gần 200", 200, "T114"),
    ("count", "khoảng 50", 50, "T114"),
    ("count", "~1.500 người", 1500, "T114"),
    ("count", "50 người trở lên", 50, "T114"),
    ("percent", "trên 90%", 90, "T114"),
    ("count", "dưới 50", None, "T115"),
    ("count", "<5", None, "T115"),
    ("count", "3-4", None, "T116"),
    ("count", "3 – 4 lớp", None, "T116"),
    ("count", "từ 3 đến 4", None, "T116"),
    ("count", "khoảng 40-50", None, "T116"),
    ("count", "O", None, "T117"),
    ("count", "l2", None, "T117"),
    ("count", "1O5", None, "T117"),
    ("count", "10O", None, "T117"),
    ("count", -3.0, None, "T118"),
    ("count", "-3", None, "T118"),
    ("count", "−3", None, "T118"),
    ("count", "-", 0, ""),
    ("count", "–", 0, ""),
    ("count", "—", 0, ""),
    ("count", "0", 0, "T103"),
    ("count", "Không", 0, "T119"),
    ("count", "không có", 0, "T119"),
    ("count", "Không có vụ nào", 0, "T119"),
    ("count", "...", None, "T120"),
    ("count", "…", None, "T120"),
    ("count", "..", None, "T120"),
    ("count", "chưa có số liệu", None, "T120"),
    ("count", "KTT", None, "T120"),
    ("count", "x", None, "T121"),
    ("count", "X", None, "T121"),
    ("count", True, None, "T122"),
    ("count", float("inf"), None, "T123"),
    ("count", float("nan"), None, "T123"),
    ("count", 1e15, None, "T124"),
    ("count", 10**400, None, "T124"),
    ("count", "9" * 16, None, "T124"),
    ("count", "#REF!", None, "T101"),
    ("count", "#DIV/0!", None, "T101"),
    ("count", "#N/A", None, "T101"),
    ("count", "####", None, "T101"),
    ("count", "Err:502", None, "T101"),
    ("count", "nhiều", None, "T102"),
    ("count", "1E5", None, "T102"),
    ("count", "- 5", None, "T102"),
    ("count", "12\n345", None, "T102"),
    ("count", "12  345", None, "T106"),
    ("count", "3²", None, "T102"),
    ("count", "5½", None, "T102"),
    ("count", "90%", None, "T129"),
    ("percent", 40.82, 40.82, ""),
    ("percent", "3,37%", 3.37, "T103"),
    ("percent", "3,37", 3.37, "T103"),
    ("percent", "0,5%", 0.5, "T103"),
    ("percent", "90 phần trăm", 90, "T103"),
    ("percent", 0.0337, 3.37, "T127"),
    ("percent", "0,2946", 29.46, "T127"),
    ("percent", 1.0, 100, "T127"),
    ("percent", 4082.0, 4082, "T128"),
    ("percent", -1.0, None, "T118"),
    ("points", -2.07, -2.07, ""),
    ("points", 0.5, 0.5, ""),
    ("points", "+2,07", 2.07, "T103"),
    ("points", "-2,07", -2.07, "T103"),
    ("points", "2,07 điểm phần trăm", 2.07, "T110"),
    ("points", 101.0, None, "T126"),
    ("flag", 1.0, 1, ""),
    ("flag", 0, 0, ""),
    ("flag", True, 1, ""),
    ("flag", "1", 1, "T103"),
    ("flag", "Có", 1, "T130"),
    ("flag", "chưa", 0, "T130"),
    ("flag", "Không", 0, "T119"),
    ("flag", 2.0, None, "T131"),
    ("flag", 0.5, None, "T131"),
]


@pytest.mark.parametrize(("kind", "raw", "value", "code"), FIGURES)
def test_figure(kind: str, raw: object, value: float | None, code: str) -> None:
    result = read(kind, raw)
    assert (result.value, code_of(result)) == (value, code)


WORDS = [
    ("text", "Tập huấn", "Tập huấn", ""),
    ("text", "Tâ\u0323p huấn ", "Tập huấn", ""),
    ("text", "", None, ""),
    ("text", 20.0, "20", ""),
    ("text", "x", "x", ""),
    ("text", "=HYPERLINK(1)", "=HYPERLINK(1)", "T143"),
    ("text", "@SUM(1)", "@SUM(1)", "T143"),
    ("text", "+84cmd", "+84cmd", "T143"),
    ("text", "- cmd|' /C calc'!A0", "- cmd|' /C calc'!A0", "T143"),
    ("text", "＝1+1", "＝1+1", "T143"),
    ("text", "- Mở lớp tập huấn (2 lớp)", "- Mở lớp tập huấn (2 lớp)", ""),
    ("text", "-2.5", "-2.5", ""),
    ("text", "a\x00b\u202ec", "abc", "T144"),
    ("text", "a\ud800", "a", "T144"),
    ("text", "\x00", None, "T144"),
    ("text", at(2024, 5, 20), "20/05/2024", "T145"),
    ("text", "#REF!", None, "T101"),
    ("text", "x" * 40_000, None, "T142"),
    ("choice", "tap_huan", "tap_huan", ""),
    ("choice", "Tập huấn", "tap_huan", ""),
    ("choice", f" TẬP{NBSP} HUẤN", "tap_huan", ""),
    ("choice", "training", "tap_huan", ""),
    ("choice", "tap huan", None, "T152"),
    ("choice", "đi tham quan", None, "T151"),
    ("choice", 3.0, None, "T151"),
    ("choice", "-", None, ""),
    ("choice", "…", None, "T120"),
    ("date", date(2024, 5, 31), "2024-05-31", ""),
    ("date", at(2024, 5, 31), "2024-05-31", ""),
    ("date", at(2024, 5, 31, 14, 30), "2024-05-31", "T169"),
    ("date", "31/05/2024", "2024-05-31", "T164"),
    ("date", "ngày 31 tháng 5 năm 2024", "2024-05-31", "T164"),
    ("date", "2024-05-31", "2024-05-31", "T164"),
    ("date", "31/5/24", "2024-05-31", "T168"),
    ("date", 45443.0, "2024-05-31", "T165"),
    ("date", "31/02/2024", None, "T161"),
    ("date", "05/31/2024", None, "T161"),
    ("date", "hôm qua", None, "T161"),
    ("date", True, None, "T161"),
    ("date", "1900-01-00", None, "T162"),
    ("date", "00/01/1900", None, "T162"),
    ("date", time(0, 0), None, "T162"),
    ("date", 0.0, None, "T162"),
    ("date", "ngày … tháng 6 năm 2024", None, "T163"),
    ("date", "05/2024", None, "T163"),
    ("date", 2024.0, None, "T163"),
    ("date", at(1900, 1, 15), None, "T167"),
    ("date", "…", None, "T120"),
    ("unit", "06331", "06331", ""),
    ("unit", "06", "06", ""),
    ("unit", 24500.0, "24500", ""),
    ("unit", 6331.0, "06331", "T172"),
    ("unit", "6331", "06331", "T172"),
    ("unit", 88.0, "88", "T173"),
    ("unit", "06331 - Vạn Thủy", "06331", "T175"),
    ("unit", "Xã Vạn Thủy", None, "T171"),
    ("unit", "063311", None, "T171"),
    ("unit", 6.5, None, "T171"),
    ("unit", "03004;03010", None, "T174"),
    ("term", "2021-2026", "2021-2026", ""),
    ("term", "2021 – 2026", "2021-2026", ""),
    ("term", "khác nhau", "khác nhau", ""),
    ("term", "Nhiệm kỳ 2021-2026", "2021-2026", "T182"),
    ("term", "2021-2025", None, "T181"),
    ("term", "21-26", None, "T181"),
    ("term", 2021.0, None, "T181"),
]


@pytest.mark.parametrize(("kind", "raw", "value", "code"), WORDS)
def test_words(kind: str, raw: object, value: str | None, code: str) -> None:
    result = read(kind, raw)
    assert (result.value, code_of(result)) == (value, code)


@pytest.mark.parametrize(
    ("kind", "raw", "more", "value", "code"),
    [
        ("count", 0.0, {"minimum": 1}, None, "T125"),
        ("count", 13.0, {"maximum": 12}, None, "T126"),
        ("count", 12.0, {"maximum": 12}, 12, ""),
        ("text", "TH", {"minimum": 5}, "TH", "T141"),
        ("text", "Tập huấn", {"maximum": 5}, "Tập huấn", "T142"),
        ("date", "05/2024", {"partial": True}, "2024-05", ""),
        ("date", "tháng 6 năm 2024", {"partial": True}, "2024-06", ""),
        ("date", "2024", {"partial": True}, "2024", ""),
        ("date", 2024.0, {"partial": True}, "2024", ""),
        ("date", at(1905, 7, 16), {"partial": True}, "2024", "T166"),
        ("date", "13/2024", {"partial": True}, None, "T161"),
        ("unit", "03004;03010", {"many": True}, "03004;03010", ""),
        ("unit", "3004, 03010", {"many": True}, "03004;03010", "T172"),
    ],
)
def test_column_decides(kind: str, raw: object, more: dict[str, object], value: object, code: str) -> None:
    result = read(kind, raw, **more)
    assert (result.value, code_of(result)) == (value, code)


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        ("", "missing"),
        ("…", "unavailable"),
        ("x", "not_applicable"),
        ("hơn 5", "approx"),
        ("?!", "unreadable"),
    ],
)
def test_status(raw: str, status: str) -> None:
    assert read("count", raw).status == status


@pytest.mark.parametrize(
    ("kind", "raw", "params"),
    [
        ("count", 1.5, {"found": 1.5, "hint": 1500}),
        ("count", "20/49", {"found": "20/49", "female": 20, "total": 49}),
        ("count", "1O5", {"found": "1O5", "hint": "105"}),
        ("count", "1.500", {"found": "1.500", "value": 1500.0}),
        ("count", at(2026, 10, 4), {"found": "04/10/2026"}),
        ("count", "1,5 triệu", {"found": "1,5 triệu", "word": "triệu"}),
        ("choice", "tap huan", {"found": "tap huan", "nearest": ["Tập huấn"], "ids": ["tap_huan"]}),
    ],
)
def test_params(kind: str, raw: object, params: dict[str, object]) -> None:
    assert read(kind, raw).params == params


ANYTHING = st.one_of(
    st.text(alphabet=st.characters(), max_size=40),
    st.text(alphabet="0123456789.,-–/ %xO…+=khôngtừđếnhơn", max_size=12),
    st.floats(),
    st.integers(),
    st.booleans(),
    st.none(),
    st.datetimes(),
    st.dates(),
    st.times(),
    st.timedeltas(),
)
NUMERIC = sorted(name for name, kind in KINDS.items() if kind.numeric)


@pytest.mark.parametrize("kind", sorted(KINDS))
@given(raw=ANYTHING, many=st.booleans())
def test_never_raises_and_keeps_its_word(kind: str, raw: object, many: bool) -> None:
    result = read(kind, raw, many=many, partial=many)
    assert (result.status == "unreadable") <= (result.value is None and result.code is not None)
    assert (result.code is not None) == ("found" in result.params)
    assert result.value is not None or result.status != ""
    assert isinstance(result.value, float if KINDS[kind].numeric else str) or result.value is None
    if result.code:
        for language in LANGUAGES:
            assert result.code.message.placeholders(language) <= result.params.keys()
            assert result.code.help.placeholders(language) <= result.params.keys()


@pytest.mark.parametrize("kind", NUMERIC)
@given(raw=ANYTHING)
def test_value_without_code_is_what_was_typed(kind: str, raw: object) -> None:
    result = read(kind, raw)
    assert (
        result.value is None or result.code or result.value == raw or (result.value == 0 and str(raw).strip() in "-–—−")
    )


@pytest.mark.parametrize("kind", sorted(KINDS))
@given(raw=ANYTHING | st.floats(-200, 200) | st.integers(-200, 200).map(float))
def test_a_kind_keeps_within_its_range(kind: str, raw: object) -> None:
    figures = KINDS[kind].range
    assert (figures is not None) is KINDS[kind].numeric
    value = read(kind, raw).value
    if figures is None or not isinstance(value, float):
        return
    assert figures.least is None or value >= figures.least
    assert figures.most is None or value <= figures.most
    assert value.is_integer() or not figures.whole


@given(number=st.integers(0, 10**12))
def test_count_written_in_vietnamese_reads_back(number: int) -> None:
    result = read("count", write_number(float(number), "vi"))
    assert (result.value, code_of(result)) == (number, "T103")


@given(cents=st.integers(0, 10**11))
def test_amount_written_in_vietnamese_reads_back(cents: int) -> None:
    assert read("amount", write_number(cents / 100, "vi")).value == cents / 100


@given(cents=st.integers(-10_000, 10_000))
def test_points_written_in_vietnamese_read_back(cents: int) -> None:
    assert read("points", write_number(cents / 100, "vi")).value == cents / 100


@given(day=st.dates(date(1945, 1, 1), date(2100, 12, 31)))
def test_date_reads_back_however_written(day: date) -> None:
    for raw in (
        day,
        day.isoformat(),
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day:02}.{day.month:02}.{day.year}",
    ):
        assert read("date", raw).value == day.isoformat()


def test_blank_is_one_shared_value() -> None:
    assert all(read(kind, "") is MISSING for kind in KINDS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("more", [{}, {"minimum": 5, "maximum": 300}, {"many": True, "partial": True}])
def test_validation_is_taken_by_excel(kind: str, language: str, more: dict[str, object]) -> None:
    options = KINDS[kind].validation(column(kind, **more), language)  # type: ignore[arg-type]
    options = {"source": ["a"], **options} if kind == "choice" and options else options
    sheet = Workbook().add_worksheet()
    assert options is None or sheet.data_validation("A1", dict(options)) == 0
    for key, limit in (("title", 32), ("message", 255)):
        assert all(0 < len(str(options[f"{at}_{key}"])) <= limit for at in ("input", "error") if options)


@pytest.mark.parametrize("code", [code for code in all_codes().values() if code.code.startswith("T")])
def test_code_speaks_both_languages(code: Code) -> None:
    for text in (code.message, code.help):
        assert text.vi.strip(" .!") == text.vi
        assert text.en.strip(" .!") == text.en
        assert text.placeholders("vi") == text.placeholders("en")


def test_every_code_of_a_cell_has_a_case() -> None:
    cases = {case[-1] for case in (*FIGURES, *WORDS)} | {"T125", "T141", "T166"}
    assert {code for code in all_codes() if code.startswith("T")} == cases - {""}
