"""Expressions: what is read, what is refused, and that tables agree with the reference."""

from __future__ import annotations

import contextlib
import itertools
import subprocess
import sys
from collections.abc import Iterator, Mapping
from random import Random

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheetcheck.expression import (
    ExpressionError,
    Name,
    computed_formula,
    demands,
    describe,
    numbered,
    parse,
    to_excel,
    to_polars,
    violated_formula,
    whole_formula,
)
from sheetcheck.expression.evaluate import Value, evaluate
from sheetcheck.expression.needed import needed
from sheetcheck.expression.pattern import is_plain, wrong_from
from sheetcheck.expression.polars import misread
from sheetcheck.expression.tree import Call, Literal, Node, Ref
from sheetcheck.expression.words import written

ROW = {"a": 1.0, "b": 2.0, "c": 0.0, "n": None, "s": "xã", "m": None}


def answer(text: str, row: Mapping[str, Value] = ROW) -> Value:
    """What polars says for one record, which is what it says for each of several; s and m are texts."""
    types = {key: pl.String if key in ("s", "m", "t") else pl.Float64 for key in row}
    check = to_polars(parse(text), lambda name: pl.col(name.column))
    alone, *each = (
        frame.select(x=check)["x"].to_list()
        for frame in (
            pl.DataFrame({key: [value] * count for key, value in row.items()}, schema=types) for count in (1, 3)
        )
    )
    assert each == [alone * 3]
    return alone[0]  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a < b and n > 0", None),
        ("a > b and n > 0", False),
        ("n > 0 and a > b", False),
        ("a < b or n > 0", True),
        ("a > b or n > 0", None),
        ("n > 0 or n < 0", None),
        ("not n > 0", None),
        ("not a > b", True),
        ("n = n", None),
        ("n <> 1", None),
        ("n is null", True),
        ("a is not null", True),
        ("n in (1, 2)", None),
        ("a in (1, 2)", True),
        ("a not in (1, 2)", False),
        ("a in (-1, 3)", False),
        ("s in ('xã', 'tỉnh')", True),
        ("m in ('xã')", None),
        ("n between 0 and 1", None),
        ("a between 0 and n", None),
        ("a between 2 and n", False),
        ("a between 1 and 2", True),
        ("(a < b) = (c = 0)", True),
        ("(a < b) = (n = 0)", None),
        ("case when n > 0 then a = 1 else b = 1 end", False),
        ("case when n > 0 then a = 1 end", None),
        ("case b when 1 then c when 2 then a end = 1", True),
        ("true or n > 0", True),
    ],
)
def test_conditions_know_three_values(text: str, expected: bool | None) -> None:
    assert answer(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("b / c", None),
        ("c / c", None),
        ("n / b", None),
        ("a + b * 3", 7),
        ("b / 10 + a / 10", 0.2 + 0.1),
        ("-(a - b) - -3", 4),
        ("abs(a - b)", 1),
        ("coalesce(n, c, a)", 0),
        ("coalesce(n, n)", None),
        ("least(a, b)", 1),
        ("greatest(a, b, 9)", 9),
        ("least(a, n)", None),
        ("length(s)", 2),
        ("length(m)", None),
        ("case when a > 5 then b when a > 0 then 7 end", 7),
        ("case when n > 0 then b end", None),
    ],
)
def test_figures(text: str, expected: float | None) -> None:
    assert answer(text) == expected


@pytest.mark.parametrize(
    ("text", "a", "b", "expected"),
    [
        ("a * 0.1 + 0.2 = 0.3", 1, None, True),
        ("0.3 = a * 0.1 + 0.2", 1, None, True),
        ("a * 0.1 + 0.2 <> 0.3", 1, None, False),
        ("a * 0.1 + 0.2 <= 0.3", 1, None, True),
        ("a * 0.1 + 0.2 > 0.3", 1, None, False),
        ("0.3 >= a * 0.1 + 0.2", 1, None, True),
        ("a * 0.1 + 0.2 in (1, 0.3)", 1, None, True),
        ("a * 0.1 + 0.2 between 0 and 0.3", 1, None, True),
        ("0.3 between a * 0.1 + 0.2 and 1", 1, None, True),
        ("a / b * 100 >= 29", 29, 100, True),
        ("a / b * 100 < 29", 29, 100, False),
        ("a - b > 0.1", 0.3, 0.2, False),
        ("a - b >= 0.1", 0.3, 0.2, True),
        ("a = b", 0.1 + 0.2, 0.3, True),
        ("a + b = 12345678.3", 12345678.1, 0.2, True),
        ("a + b = 12345678.3", 12345678.1, 0.21, False),
        # what differs by less than half a millionth is the same, and whole numbers never do
        ("a = b", 1, 1.0000004, True),
        ("a < b", 1, 1.0000004, False),
        ("a < b", 1, 1.000001, True),
        ("a <> b", 1, 1.000001, True),
        ("a < b", 999_999_998, 999_999_999, True),
        ("a + 1 = b", 999_999_998, 999_999_999, True),
        ("a * b = 999998000001", 999_999, 999_999, True),
        ("round(a * 1.005, 2) = 1.01", 1, None, True),
        ("round(a - b) = 3", 2.8, 0.3, True),
    ],
)
def test_figures_are_compared_as_they_are_written_not_as_a_computer_keeps_them(
    text: str, a: float, b: float | None, expected: bool
) -> None:
    row = {"a": a, "b": b}
    assert evaluate(parse(text).node, {Name("", "", key): value for key, value in row.items()}) is expected
    assert answer(text, row) is expected


def test_columns_of_texts_are_compared_by_their_letters() -> None:
    frame = pl.DataFrame({"a": ["2024-01-05", "x", None], "b": ["2024-01-31", "x", "x"]})
    for text, expected in (("a <= b", [True, True, None]), ("a = b", [False, True, None])):
        found = to_polars(parse(text), lambda name: pl.col(name.column), texts=frame.columns)
        assert frame.select(x=found)["x"].to_list() == expected


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (0.5, 0, 1),
        (1.5, 0, 2),
        (2.5, 0, 3),
        (-2.5, 0, -3),
        (2.675, 2, 2.68),
        (1.005, 2, 1.01),
        (1250, -2, 1300),
        (0.57, 2, 0.57),
        (0.3, 1, 0.3),
        (12_345_678, -1, 12_345_680),
    ],
)
def test_halves_are_rounded_away_from_zero(value: float, decimals: int, expected: float) -> None:
    assert answer(f"round(a, {decimals})", {"a": value}) == expected


@pytest.mark.parametrize("value", [1e20, -1e300, float("inf")])
def test_a_figure_too_large_for_decimals_is_as_it_is(value: float) -> None:
    """Somebody types it over a formula, and the whole batch must still be judged."""
    assert answer("round(a, 2)", {"a": value}) == value


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (33.0, 1),
        (33.3, 0.1),
        (33.33, 0.01),
        (-0.125, 0.001),
        (1e-6, 1e-6),
        (1 / 3, 1e-12),
        (0.0, 1),
        (None, None),
    ],
)
def test_the_last_place_is_the_unit_of_the_last_printed_decimal(value: float | None, expected: float) -> None:
    assert answer("last_place(a)", {"a": value}) == expected


@pytest.mark.parametrize(("decimals", "expected"), [(0, 1), (1, 0.1), (2, 0.01), (3, 0.001)])
def test_the_last_place_of_every_percentage(decimals: int, expected: float) -> None:
    """Many lines at once: polars divides a column by a constant in another way than one figure by another."""
    scale = 10**decimals
    figures = [one / scale for one in range(1, 100 * scale, 10) if one % 10]
    frame = pl.DataFrame({"a": figures})
    found = frame.select(x=to_polars(parse("last_place(a)"), lambda _: pl.col("a")))["x"]
    assert [figure for figure, place in zip(figures, found, strict=True) if place != expected] == []


@pytest.mark.parametrize(("pattern", "expected"), [("^\\d+/KH", True), ("^KH", False), ("(?i)kh$", True)])
def test_regexp_like_searches(pattern: str, expected: bool) -> None:
    assert answer(f"regexp_like(s, '{pattern}')", {"s": "20/KH"}) is expected


@pytest.mark.parametrize(
    ("pattern", "wrong"),
    [
        ("^[0-9]{,3}$", "{,3}$"), ("x{", "{"), ("a{2", "{2"), ("{", "{"), ("(?a)x", "(?a)x"), (r"\0", r"\0"), ("(?#c)", "(?#c)"),
        ("[[a]", "[[a]"), (r"\N{BULLET}", r"\N{BULLET}"), (r"x\é", r"\é"), ("x(?=a)", "(?=a)"), (r"(a)\1", r"\1"), ("a)", ")"),
        ("[[:alpha:]]", None), ("[a-z&&[^b]]", None), (r"\p{L}", None), ("^(a|aa)+$", None), ("[ .-]", None), ("", None),
    ],
)  # fmt: skip
def test_what_the_engine_of_the_tables_cannot_read_is_no_pattern(pattern: str, wrong: str | None) -> None:
    assert wrong_from(pattern) == wrong
    said = contextlib.nullcontext() if wrong is None else pytest.raises(ExpressionError, match="regular")
    with said:
        parse(f"regexp_like(a, '{pattern}')")


def test_what_is_admitted_without_the_engine_is_read_by_it() -> None:
    pieces = ["a", "Đ", " ", "-", "&", "(", "(?:", ")", "|", "*", "+", "?", "{2}", "{0,3}", "{3,1}", "^", "$", "."]
    pieces += [
        r"\d",
        r"\w",
        r"\.",
        r"\-",
        r"\/",
        "[a-z]",
        "[^ .-]",
        "[z-a]",
        "[a-]",
        "[-a]",
        "[&%]",
        r"[\w/]",
        "[a-b-c]",
        "[]",
    ]
    draw = Random(7)
    patterns = ["".join(draw.choices(pieces, k=draw.randint(1, 6))) for _ in range(2000)]
    admitted = [one for one in patterns if is_plain(one)]
    assert (len(admitted) > 300, [one for one in admitted if misread(one) is not None]) == (True, [])


def test_no_text_takes_a_pattern_long() -> None:
    node = parse("regexp_like(s, '^(a|aa)+$')").node
    assert evaluate(node, {Name("", "", "s"): "a" * 30_000 + "!"}) is False


@pytest.mark.parametrize("text", ["x + 1 > 0", "length(x) > 1", "regexp_like(x, 'a')", "x in (1)", "least(x, 1) = 1"])
def test_an_absent_cell_is_undecided(text: str) -> None:
    check = to_polars(parse(text), lambda _: pl.lit(None))
    assert pl.select(check).item() is None


def test_names_come_in_order_without_repeats() -> None:
    read = parse("female <= total and unit.level = 'commune' and bdg_10.row.col > staff.total + female")
    assert read.names == (
        Name("", "", "female"),
        Name("", "", "total"),
        Name("", "unit", "level"),
        Name("bdg_10", "row", "col"),
        Name("", "staff", "total"),
    )


@pytest.mark.parametrize(
    ("text", "row_scope"),
    [("a <= b", True), ("a > 0 or unit.level = 'x'", True), ("a <= r.b", False), ("f.r.b = 1", False)],
)
def test_row_scope_is_bare_names_and_special_ones(text: str, row_scope: bool) -> None:
    assert parse(text).is_row_scope is row_scope


@pytest.mark.parametrize(
    ("text", "left", "right"),
    [
        ("a + b <= c * 2", "a + b", "c * 2"),
        ("((a) = (b))", "a", "b"),
        ("(a > 0) = (b = 1)", "a > 0", "b = 1"),
        ("a - (b - c) > 0", "a - (b - c)", "0"),
    ],
)
def test_a_comparison_has_sides(text: str, left: str, right: str) -> None:
    read = parse(text)
    assert read.is_comparison
    assert read.left is not None
    assert read.right is not None
    assert (read.left.text, read.right.text) == (left, right)
    assert read.left == parse(left)


@pytest.mark.parametrize("text", ["not a > b", "a > b and a > c", "a between 1 and 2", "a is null", "a + b"])
def test_what_is_no_comparison_has_no_sides(text: str) -> None:
    read = parse(text)
    assert (read.is_comparison, read.left, read.right) == (False, None, None)


@pytest.mark.parametrize(
    ("text", "position", "words"),
    [
        ("", (1, 1), "empty"),
        ("a <=", (1, 3), "missing after “<=”"),
        ("a <= (b", (1, 6), "not closed"),
        ("a b", (1, 3), "b"),
        ("a = 'x", (1, 5), "'x"),
        ("a\n  = foo(b)", (2, 5), "foo"),
        ("count(*) > 1", (1, 1), "count"),
        ("select a from b", (1, 1), "select"),
        ("drop table a", (1, 1), "drop"),
        ("a in (select 1)", (1, 7), "select"),
        ("a = *", (1, 5), "*"),
        ("x.* = 1", (1, 1), "*"),
        ("a = 1; b = 2", (1, 6), ";"),
        ("a --b", (1, 3), "after a #"),
        ("-- b", (1, 1), "--"),
        ("a || b = 'x'", (1, 3), "||"),
        ("a == b", (1, 3), "=="),
        ("a::int = 1", (1, 2), "::"),
        ("a[1] = 1", (1, 2), "["),
        ('"a" = 1', (1, 1), "quotes"),
        ("a like 'x'", (1, 3), "regexp_like"),
        ("a = null", (1, 1), "is null"),
        ("a < b < c", (1, 1), "“a < b and b < …”"),
        ("a = 'x' + 1", (1, 5), "number"),
        ("b > 0 and a", (1, 11), "condition"),
        ("a in (b)", (1, 7), "constants"),
        ("a in (1, 'x')", (1, 10), "“'x'” cannot be compared with “1”"),
        ("round(a, b) = 1", (1, 10), "decimals"),
        ("a > 0 and unit.name = 'x'", (1, 11), "unit.level"),
        ("a.b.c.d = 1", (1, 1), "a.b.c.d"),
        ("regexp_like(a, '(')", (1, 16), "regular"),
        ("regexp_like(a, '(?=x)')", (1, 16), "regular"),
        ("a between symmetric 1 and 2", (1, 1), "BETWEEN"),
        ("a > 1e999", (1, 5), "number"),
        ("a > .1.", (1, 1), "number"),
        ("tổng = 1", (1, 1), "diacritics"),
        ("a = b) and c > 1", (1, 6), "closes nothing"),
        ("a > b and", (1, 7), "missing after “and”"),
        ("a = ''", (1, 5), "is null"),
        ("a is 5", (1, 1), "IS 5"),
        ("a" * 2001, (1, 2001), "2,001 characters, at most 2,000"),
    ],
)
def test_refusals_say_where(text: str, position: tuple[int, int], words: str) -> None:
    with pytest.raises(ExpressionError) as refused:
        parse(text)
    assert refused.value.position == position
    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("text", "column", "words"),
    [
        ("a == b", 3, "“=”"),
        ("a => b", 3, "“>=”"),
        ("a =< b", 3, "“<=”"),
        ("a ≥ b", 3, "“>=”"),
        ("a ≤ b", 3, "“<=”"),
        ("a ≠ b", 3, "“<>”"),
        ("a != b", 3, "“<>”"),
        ("a > 1 && b > 1", 7, "“and”"),
        ("a > 1 || b > 1", 7, "“or”"),
        ("!(a > 1)", 1, "“not”"),
        ("a × 2 > 1", 3, "“*”"),
        ("a − 2 > 1", 3, "“-”"),
        ("a ^ 2 > 1", 3, "“a * a”"),
        ("a = “x”", 5, "single quotes"),
        ("a > 5%", 6, "0.05"),
        ("round(a; 2) > 1", 8, "between values"),
        ("{a} > 1", 1, "without braces"),
        ("a in [1, 2]", 6, "round brackets"),
        ("a > 01/01/2024", 5, "'2024-01-31'"),
        ("a > 2024-01-01", 5, "'2024-01-31'"),
        ("a > 1.000", 5, "1000"),
        ("a > 1.000.000", 5, "1000"),
        ("a > 0,5", 5, "0.5"),
        ("a > 1 and (b > 0,5)", 16, "0.5"),
        ("D7 > 5", 1, "names, not addresses"),
        ("a > $D$7", 5, "names, not addresses"),
        ("IF(a > 1, b, c) > 1", 1, "case when"),
        ("if a > 1 then b > 1", 1, "case when"),
        ("AND(a > 1, b > 1)", 1, "a and b"),
        ("a > 1 or and(b > 1, c > 1)", 10, "a and b"),
        ("SUM(a, b) = c", 1, "a + b"),
        ("MAX(a, b) = c", 1, "greatest"),
        ("min(abs(a), b) = c", 1, "least"),
        ("average(a, b) = c", 1, "/ 2"),
        ("COUNTIF(a, 1) = c", 1, "filter"),
        ("not ISBLANK(a)", 5, "is null"),
        ("a is blank", 3, "is null"),
        ("ifnull(a, 0) > 1", 1, "coalesce"),
        ("len(a) > 1", 1, "length"),
        ("a <= today()", 6, "period.end"),
        ("a not like 'x%'", 3, "regexp_like"),
        ("left(a, 2) = 'x'", 1, "regexp_like"),
        ("a > 1 và b > 1", 7, "“and”"),
        ('"a" == b', 5, "“=”"),
    ],
)
def test_what_other_languages_write_is_refused_with_what_to_write_instead(text: str, column: int, words: str) -> None:
    with pytest.raises(ExpressionError) as refused:
        parse(text, lists=True)
    assert refused.value.position == (1, column)
    assert words in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        "a in (0, 5)",
        "a in (0,5)",
        "round(a,2) > 1.125",
        "greatest(a, 0,5) > b",
        "a = 'x == y; 5% & D7 “z” !='",
        "(a > 1) and (b > 1)",
        "case when a > 1 then (b) else 0.500 end > c",
        "max(a) > 1",
        "not (a > 1) or (b - 1) > 1",
        "a - 2 - 1 > 2024",
        "a / 12 / 2000 > 1",
        "a7 > 10.5 and d7.e8 > 1",
    ],
)
def test_what_only_looks_foreign_is_read(text: str) -> None:
    assert parse(text, lists=True).is_condition


@pytest.mark.parametrize(
    "text",
    [
        "(" * 900 + "a" + ")" * 900,
        "not " * 450 + "a = 1",
        "- " * 900 + "a",
        "a+" * 900 + "a",
        "a" * 2001,
        "\0",
        "'" * 99,
    ],
)
def test_monsters_are_refused_and_not_followed(text: str) -> None:
    with pytest.raises(ExpressionError):
        parse(text)


def test_what_is_refused_is_not_logged_as_well(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(ExpressionError):
        parse("show tables")
    assert caplog.records == []


@given(st.text("ab1(),.<>=+-*/' \n\"%;", max_size=40) | st.text(max_size=20))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(ExpressionError):
        read = parse(text)
        assert parse(written(read.node)).node == read.node


@pytest.mark.parametrize(
    ("text", "vi", "en"),
    [
        ("female <= total", "[female] ≤ [total]", "[female] ≤ [total]"),
        ("not a = 1 or b > 1500", "nếu [a] = 1 thì [b] > 1.500", "if [a] = 1 then [b] > 1,500"),
        ("s is not null and a <> 0.5", "[s] có ghi và [a] ≠ 0,5", "[s] is filled in and [a] ≠ 0.5"),
        ("a not in (1, 2)", "[a] không thuộc các giá trị 1; 2", "[a] is none of 1; 2"),
        ("a - (b - c) >= abs(d)", "[a] − ([b] − [c]) ≥ |[d]|", "[a] − ([b] − [c]) ≥ |[d]|"),
        ("coalesce(a, 0) = 1", "[a] (để trống thì lấy 0) = 1", "[a] (if blank, 0) = 1"),
        (
            "case when abs(a - (b + c)) <= 0.5 then (b + c) else a end = (b + c)",
            "[a] = [b] + [c], chênh không quá 0,5",
            "[a] = [b] + [c], give or take 0.5",
        ),
        (
            "case when abs(a - b) < 0.1 then b else a end = b",
            "[a] = [b], chênh dưới 0,1",
            "[a] = [b], off by less than 0.1",
        ),
        ("case when abs(a - b) <= 0 then b else a end = b", "[a] = [b]", "[a] = [b]"),
        ("case when a > 5 then a else b end = b", "nếu [a] > 5 thì [a] = [b]", "if [a] > 5 then [a] = [b]"),
        ("case when a > 5 then b else a end = b", "[a] > 5 hoặc [a] = [b]", "[a] > 5 or [a] = [b]"),
    ],
)
def test_descriptions(text: str, vi: str, en: str) -> None:
    read = parse(text)
    assert describe(read, lambda name: name.written) == vi
    assert describe(read, lambda name: name.written, language="en") == en


@pytest.mark.parametrize(
    ("text", "printed"),
    [("a - b", "1-2"), ("b / a * 100", "2/1×100"), ("a - (b + c)", "1-(2+3)"), ("a * 0.5", "1×0,5")],
)
def test_printed_formulas(text: str, printed: str) -> None:
    assert numbered(parse(text), lambda name: {"a": "1", "b": "2", "c": "3"}[name.column]) == printed


def address(name: Name) -> str:
    return {"a": "A1", "b": "B1", "c": "C1"}[name.column]


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("b <= a", "IF(COUNT(B1,A1)=2,B1>A1,FALSE)"),
        ("a = b + c", "IF(COUNT(A1,B1,C1)=3,A1<>B1+C1,FALSE)"),
        ("a / b < 1", "IFERROR(IF(COUNT(A1,B1)=2,A1/B1-1>-5E-7,FALSE),FALSE)"),
    ],
)
def test_simple_comparisons_have_short_formulas(text: str, formula: str) -> None:
    assert violated_formula(parse(text), address, is_exact=lambda _: True) == formula


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("b <= a", "B1-A1>=5E-7"),
        ("b < a", "B1-A1>-5E-7"),
        ("b >= a - c", "B1-(A1-C1)<=-5E-7"),
        ("b > 0", "B1<5E-7"),
        ("a = b + c", "ABS(A1-(B1+C1))>=5E-7"),
        ("a <> 0", "ABS(A1)<5E-7"),
        ("a <> b", "A1=B1"),
        ("round(c) = a", "ROUND(C1,0)<>A1"),
    ],
)
def test_figures_with_decimals_are_compared_to_six_of_them(text: str, formula: str) -> None:
    exact = "ab" if text in ("a <> b", "round(c) = a") else ""
    found = whole_formula(parse(text), address, is_exact=lambda name: name.column in exact, is_known=lambda _: True)
    assert found == formula


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("a - b", 'IF(COUNT(A1,B1)=2,A1-B1,"")'),
        ("a / b * 100", 'IFERROR(IF(COUNT(A1,B1)=2,A1/B1*100,""),"")'),
        ("a", 'IF(COUNT(A1)=1,A1,"")'),
    ],
)
def test_computed_cells_stay_empty_until_all_is_known(text: str, formula: str) -> None:
    assert computed_formula(parse(text), address) == formula


@pytest.mark.parametrize("text", ["regexp_like(a, 'x')", "a < 'x'", "a = '" + "x" * 256 + "'"])
def test_what_a_sheet_cannot_say_has_no_formula(text: str) -> None:
    assert violated_formula(parse(text), address) is None
    assert to_excel(parse(text), address) is None


def test_a_day_in_quotes_is_a_number_on_a_sheet() -> None:
    where = {"a": "A1", "start": '"2026-01-01"'}
    read = parse("a >= period.start")
    formula = violated_formula(read, lambda name: where[name.column], is_exact=lambda _: True)
    assert formula == "IF(COUNT(A1,DATE(2026,1,1))=2,A1<DATE(2026,1,1),FALSE)"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("a <= b", "a b"),
        ("a + b", "a b"),
        ("a - coalesce(b, 0) > 1", "a"),
        ("a = 0 or b <= a", "a b"),
        ("a > 0 and b > 0", ""),
        ("not (a > 0 and b > 0)", "a b"),
        ("a > 0 and (a > 1 or b > 0)", "a"),
        ("not (a = 0) or b is null", "a b"),
        ("not (a = 0) or b is not null", "a"),
        ("(a is null) = (b is null)", ""),
        ("(a > 0) = (b = 1)", "a b"),
        ("a between b and c", "a"),
        ("not (a in (1, 2)) or b = a", "a b"),
        ("case when a > 0 then b > 0 end", ""),
        ("a >= period.start", "a"),
    ],
)
def test_what_must_be_known_for_a_rule_to_be_broken(text: str, names: str) -> None:
    assert " ".join(sorted(name.column for name in needed(parse(text).node))) == names


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("b <= a", "B1>A1"),
        ("a = 0 or b <= a", "MAX((A1=0)*1,(B1<=A1)*1)=0"),
        ("a / b < 1", "IFERROR(A1/B1-1>-5E-7,FALSE)"),
        ("a > 0 or coalesce(c, 0) > 0", "MAX((A1>0)*1,IFERROR((IFERROR(IF(ISNUMBER(C1),C1,NA()),0)>0)*1,0.5))=0"),
    ],
)
def test_what_is_known_is_not_looked_at_again(text: str, formula: str) -> None:
    found = whole_formula(parse(text), address, is_exact=lambda _: True, is_known=lambda name: name.column in "ab")
    assert found == formula


def test_a_figure_is_not_violated() -> None:
    with pytest.raises(ValueError, match="not a condition"):
        violated_formula(parse("a + b"), address)


def test_demands_tell_text_from_figures() -> None:
    found = demands(parse("a + 1 > b and s = 'x' and c = d and length(t) > 1").node)
    assert {name.column: sort.value for name, sort in found.items()} == {
        "a": "number",
        "b": "number",
        "s": "text",
        "t": "text",
    }


def test_importing_costs_neither_sqlglot_nor_polars() -> None:
    program = "import sys, sheetcheck.expression; sys.exit(bool({'sqlglot', 'polars'} & sys.modules.keys()))"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


NAMES = [Name("", "", column) for column in "abc"]
FLOATS = {name.column: pl.Float64 for name in NAMES}
FIGURES = [None, -2.0, 0.0, 0.5, 3.0]


def calls(operation: str, *pieces: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    return st.tuples(*pieces).map(lambda args: Call(operation, args))


def grow_figures(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    truth = comparisons(inner)
    return st.one_of(
        *(calls(sign, inner, inner) for sign in ("+", "-", "*", "/", "least", "greatest", "coalesce")),
        calls("abs", inner),
        calls("round", inner, st.sampled_from([Literal(0.0), Literal(1.0)])),
        calls("case", truth, inner, inner),
    )


def comparisons(figure: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    constants = st.sampled_from([Literal(-2.0), Literal(0.0), Literal(3.0)])
    return st.one_of(
        *(calls(sign, figure, figure) for sign in ("=", "<>", "<", "<=", ">", ">=")),
        calls("between", figure, figure, figure),
        calls("in", figure, constants, constants),
        calls("is null", figure),
    )


def grow_conditions(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    return st.one_of(
        *(calls(sign, inner, inner) for sign in ("and", "or", "=", "<>")),
        calls("not", inner),
        calls("case", inner, inner, inner),
    )


LEAVES: st.SearchStrategy[Node] = st.sampled_from([*map(Ref, NAMES), Literal(0.0), Literal(1.0), Literal(-3.0)])
CONDITIONS = st.recursive(comparisons(st.recursive(LEAVES, grow_figures, max_leaves=5)), grow_conditions, max_leaves=6)


def records() -> Iterator[dict[Name, Value]]:
    for figures in itertools.product(FIGURES, repeat=3):
        yield dict(zip(NAMES, figures, strict=True))


@given(CONDITIONS)
@settings(max_examples=150, deadline=None)
def test_polars_equals_the_reference(node: Node) -> None:
    read = parse(written(node))
    assert written(read.node) == written(node)
    rows = list(records())
    frame = pl.DataFrame({name.column: [row[name] for row in rows] for name in NAMES}, schema_overrides=FLOATS)
    found = frame.with_columns(x=to_polars(read, lambda name: pl.col(name.column)))["x"].to_list()
    assert found == [evaluate(node, row) for row in rows]


@pytest.mark.parametrize(
    "text",
    [
        "0 = case when a = 1 then a else 0 end",
        "1 > abs(case when a = 1 then a else 0 end)",
        "60 = case when a >= 0 then 60 else a end",
        "1 between case when a = 1 then a else 0 end and 5",
        "0 / 0 = case when a = 1 then a else 0 end",
        "coalesce(a / 0, 1 / 0) = 1 / 0",
        "coalesce(case when a > 0 then 1 / 0 end, least(1, 0 / 0)) = least(1, 0 / 0)",
        "case when a > 0 then 0 / 0 else a end <> 1 / 0",
    ],
)
def test_a_constant_on_the_left_gives_an_answer_for_every_line(text: str) -> None:
    frame = pl.DataFrame({"a": [0.0, None, 2.0]})
    read = parse(text)
    found = frame.select(x=to_polars(read, lambda name: pl.col(name.column)))["x"].to_list()
    assert found == [evaluate(read.node, {Name("", "", "a"): value}) for value in (0.0, None, 2.0)]
