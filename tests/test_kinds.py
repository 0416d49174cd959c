"""What may stand in a cell and how it is read: each line of data/cells.yaml, and what holds for all cells."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from cells_table import PAGE, Case, cases, column, page, read, severity_of
from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter import Workbook

from sheetcheck.codes import all_codes
from sheetcheck.finding import Code
from sheetcheck.kinds import KINDS, MISSING, Read
from sheetcheck.text import LANGUAGES, write_number


def at(*parts: int) -> datetime:
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001  (a workbook knows no time zone)


def code_of(result: Read) -> str:
    return result.code.code if result.code else ""


TABLE = list(cases())


@pytest.mark.parametrize("case", TABLE, ids=[case.name for case in TABLE])
def test_table(case: Case) -> None:
    """docs/cells.md shows the same lines."""
    result = read(case.kind, case.typed, **case.limits)
    assert (result.value, result.status, code_of(result)) == (case.read, case.status, case.code)
    assert severity_of(case.code) == case.severity


def test_the_page_shows_the_table() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "python tests/cells_table.py"


@pytest.mark.parametrize(
    ("kind", "raw", "value", "code"),
    [
        # what only a program can put into a cell
        ("count", 7, 7, ""),
        ("flag", 0, 0, ""),
        ("count", at(2026, 10, 4), None, "T113"),
        ("count", time(0, 0), None, "T113"),
        ("count", timedelta(days=2), None, "T113"),
        ("count", 10**400, None, "T124"),
        ("count", "12\n345", None, "T102"),
        ("text", "a\x00b\u202ec", "abc", "T144"),
        ("text", "a\ud800", "a", "T144"),
        ("text", "\x00", None, "T144"),
        ("text", "x" * 40_000, None, "T142"),
        ("date", time(0, 0), None, "T162"),
    ],
)
def test_what_nobody_types(kind: str, raw: object, value: object, code: str) -> None:
    result = read(kind, raw)
    assert (result.value, code_of(result)) == (value, code)


@pytest.mark.parametrize(
    ("kind", "raw", "params"),
    [
        ("count", 1.5, {"found": 1.5, "hint": 1500}),
        ("count", "20/49", {"found": "20/49", "female": 20, "total": 49}),
        ("count", "1O5", {"found": "1O5", "hint": "105"}),
        ("count", "1.500", {"found": "1.500", "value": 1500.0}),
        # two readings: both are told
        ("amount", "1.500", {"found": "1.500", "value": 1500.0, "other": 1.5}),
        ("amount", "1,500", {"found": "1,500", "value": 1.5, "other": 1500.0}),
        ("percent", "46.111", {"found": "46.111", "value": 46.111, "other": 46111.0}),
        ("count", "46,111", {"found": "46,111", "value": 46111.0, "other": 46.111}),
        ("count", "2,249,800", {"found": "2,249,800", "value": 2249800.0}),
        ("percent", "0,2946", {"found": "0,2946", "value": 29.46, "other": 0.2946}),
        ("count", "03/05", {"found": "03/05", "female": 3, "total": 5, "day": 3, "month": 5}),
        ("date", "03/05/2024", {"found": "03/05/2024", "value": "2024-05-03", "other": "2024-03-05"}),
        ("date", "45443", {"found": "45443", "value": "2024-05-31"}),
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
    assert {code for code in all_codes() if code.startswith("T")} == {case.code for case in TABLE} - {""} | {"T144"}
