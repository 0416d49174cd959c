"""Aggregates over the records of a list: what is read, what is refused, and that tables agree with the reference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheetcheck.expression import ExpressionError, Name, describe, gathered, parse, to_polars, written
from sheetcheck.expression.evaluate import Record, Value, evaluate
from sheetcheck.expression.rewrite import folded, relabelled
from sheetcheck.expression.tree import Aggregate, Call, Literal, Node, Ref, names_of

LIST: Sequence[Record] = [
    {"kind": "class", "a": 2.0, "b": 40.0},
    {"kind": "class", "a": 1.0, "b": None},
    {"kind": "contest", "a": 4.0, "b": 9.0},
    {"kind": None, "a": 8.0, "b": 1.0},
]
TYPES = {"return": pl.UInt32, "kind": pl.String, "a": pl.Float64, "b": pl.Float64, "c": pl.Float64}


def answer(text: str, records: Sequence[Record] | None = LIST) -> Value:
    """What the reference says and polars too."""
    read = parse(text, lists=True)
    known = {} if records is None else {"": records}
    expected = evaluate(read.node, {}, known)
    assert by_polars(read.node, [records]) == [expected]
    return expected


def by_polars(
    node: Node, lists: Sequence[Sequence[Record] | None], values: Sequence[Mapping[Name, Value]] = ()
) -> list[Value]:
    """The expression for each return, with its list (None: it has none) and what its cells say."""
    read = parse(written(node), lists=True)
    rows = [{"return": i, **record} for i, records in enumerate(lists) for record in records or ()]
    lines = pl.DataFrame(rows, schema=TYPES) if rows else pl.DataFrame(schema=TYPES)
    made = lines.group_by("return").agg(gathered(one, lambda name: pl.col(name.column)) for one in read.aggregates)
    there = pl.DataFrame(
        {"return": [i for i, one in enumerate(lists) if one is not None]}, schema={"return": pl.UInt32}
    )
    filled = there.join(made, on="return", how="left").with_columns(
        pl.col(written(one)).fill_null(0) for one in read.aggregates if one.function in ("sum", "count")
    )
    cells = [{name.written: value for name, value in row.items()} for row in values]
    frame = pl.DataFrame({"return": range(len(lists))}, schema={"return": pl.UInt32})
    if cells:
        frame = frame.hstack(pl.DataFrame(cells, schema=dict.fromkeys(cells[0], pl.Float64)))
    frame = frame.join(filled, on="return", how="left", maintain_order="left")
    return frame.with_columns(x=to_polars(read, lambda name: pl.col(name.written)))["x"].to_list()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("count(*)", 4),
        ("count(b)", 3),
        ("count(kind)", 3),
        ("count(distinct kind)", 2),
        ("count(distinct kind) filter (where a > 1)", 2),
        ("count(*) filter (where kind = 'class')", 2),
        ("count(*) filter (where not kind = 'class')", 1),
        ("count(*) filter (where kind is null)", 1),
        ("sum(a)", 15),
        ("sum(b)", 50),
        ("sum(a) filter (where kind = 'class')", 3),
        ("sum(a * b) filter (where kind in ('class', 'contest'))", 116),
        ("sum(case when kind = 'class' then a else 0 end)", 3),
        ("sum(a) filter (where kind = 'club')", 0),
        ("count(b) filter (where kind = 'club')", 0),
        ("min(b)", 1),
        ("max(b) filter (where kind = 'class')", 40),
        ("max(b) filter (where kind = 'club')", None),
        ("max(b) filter (where a = 1)", None),
        ("sum(a) - count(*) * 3", 3),
        ("coalesce(max(a) filter (where a > 9), 7)", 7),
        ("case when count(*) = 4 then sum(a) end", 15),
    ],
)
def test_figures_of_a_list(text: str, expected: float | None) -> None:
    assert answer(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("count(*) = 4", True),
        ("sum(a) = 14", False),
        ("max(b) filter (where a > 9) > 0", None),
        ("count(*) = 4 and max(b) filter (where a > 9) > 0", None),
        ("count(*) = 3 and max(b) filter (where a > 9) > 0", False),
    ],
)
def test_conditions_know_three_values(text: str, expected: bool | None) -> None:
    assert answer(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"), [("sum(a)", 0), ("count(*)", 0), ("count(distinct a)", 0), ("min(a)", None)]
)
def test_an_empty_list_is_compared(text: str, expected: float | None) -> None:
    assert answer(text, []) == expected


@pytest.mark.parametrize("text", ["sum(a)", "count(*)", "count(*) = 0", "sum(a) <= 0 or sum(a) > 0"])
def test_a_list_that_is_not_there_is_unknown(text: str) -> None:
    assert answer(text, None) is None


FIELDS = [Ref(Name("", "", column)) for column in "abc"]
KIND = Ref(Name("", "", "kind"))
CELL = Name("", "row", "cell")
NUMBERS: st.SearchStrategy[Node] = st.sampled_from([*FIELDS, Literal(0.0), Literal(2.0)])


def calls(operation: str, *pieces: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    return st.tuples(*pieces).map(lambda args: Call(operation, args))


FIGURES = NUMBERS | calls("*", NUMBERS, NUMBERS) | calls("coalesce", NUMBERS, NUMBERS)
ABOUT_A_RECORD: st.SearchStrategy[Node] = st.recursive(
    st.one_of(
        *(calls(sign, FIGURES, FIGURES) for sign in ("=", "<>", "<", ">=")),
        calls("is null", st.sampled_from([*FIELDS, KIND])),
        calls("=", st.just(KIND), st.sampled_from([Literal("class"), Literal("contest")])),
        calls("in", st.just(KIND), st.just(Literal("class")), st.just(Literal("club"))),
    ),
    lambda inner: st.one_of(calls("and", inner, inner), calls("or", inner, inner), calls("not", inner)),
    max_leaves=4,
)
CONDITION: st.SearchStrategy[Node] = st.deferred(lambda: ABOUT_A_RECORD)
WHERE: st.SearchStrategy[Node | None] = st.one_of(st.none(), CONDITION.filter(names_of))
AGGREGATES: st.SearchStrategy[Node] = st.one_of(
    st.builds(
        Aggregate,
        st.sampled_from(["sum", "min", "max"]),
        st.sampled_from(FIELDS) | FIGURES.filter(names_of),
        st.just(False),
        WHERE,
    ),
    st.builds(Aggregate, st.just("count"), st.sampled_from([*FIELDS, KIND]), st.booleans(), WHERE),
    st.builds(Aggregate, st.just("count"), st.none(), st.just(False), WHERE),
)
OF_A_RETURN: st.SearchStrategy[Node] = st.recursive(
    st.one_of(AGGREGATES, st.sampled_from([Ref(CELL), Literal(1.0)])),
    lambda inner: st.one_of(*(calls(sign, inner, inner) for sign in ("+", "-", "/", "coalesce", "least"))),
    max_leaves=3,
)
FIGURE: st.SearchStrategy[Node] = st.deferred(lambda: OF_A_RETURN)
CHECKS = st.recursive(
    st.one_of(*(calls(sign, FIGURE, FIGURE) for sign in ("=", "<=", ">")), calls("is null", FIGURE)),
    lambda inner: st.one_of(calls("and", inner, inner), calls("or", inner, inner), calls("not", inner)),
    max_leaves=3,
)
SMALL = st.sampled_from([None, -1.0, 0.0, 1.0, 2.0, 2.5])
RECORDS = st.lists(
    st.fixed_dictionaries({"kind": st.sampled_from([None, "class", "contest"]), "a": SMALL, "b": SMALL, "c": SMALL}),
    max_size=4,
)


@given(CHECKS, st.lists(st.tuples(st.none() | RECORDS, SMALL), min_size=1, max_size=5))
@settings(max_examples=300, deadline=None)
def test_polars_equals_the_reference(
    node: Node, returns: list[tuple[list[dict[str, Value]] | None, float | None]]
) -> None:
    assert written(parse(written(node), lists=True).node) == written(node)
    lists = [records for records, _ in returns]
    values: list[Mapping[Name, Value]] = [{CELL: cell} for _, cell in returns]
    known = [{} if records is None else {"": records} for records in lists]
    expected = [evaluate(node, *one) for one in zip(values, known, strict=True)]
    assert by_polars(node, lists, values) == expected


@pytest.mark.parametrize(
    ("text", "position", "words"),
    [
        ("r.c = 1 and exp(a) > 1", (1, 13), "count, greatest"),
        ("a > 0 and sum(b) > 1", (1, 1), "“a” stands outside"),
        ("r.c > 1 and sum(count(*)) = 1", (1, 17), "inside another"),
        ("r.c > 1 and count(*) filter (where max(a) > 1) = 1", (1, 36), "inside another"),
        ("r.c = 1 and sum(f.r.c) = 1", (1, 17), "one cell"),
        ("r.c = 1 and sum(distinct a) = 1", (1, 13), "exactly one value"),
        ("max(a, b) = 1", (1, 1), "greatest(a, b)"),
        ("count(distinct a, b) = 1", (1, 1), "exactly one value"),
        ("count() = 1", (1, 1), "exactly one value"),
        ("sum(1) = 1", (1, 5), "no field"),
        ("count(*) filter (where unit.level = 'commune') = 1", (1, 24), "no field"),
        ("r.c = 1 and sum(*) = 1", (1, 13), "exactly one value"),
        ("sum(a order by b) = 1", (1, 7), "ORDER BY"),
        ("sum(a) over () = 1", (1, 8), "over"),
        ("abs(r.c) filter (where a = 1) = 1", (1, 1), "follows sum"),
        ("sum(a) filter (where f.b = 1) = 1", (1, 1), "one list"),
        ("sum('x') = 1", (1, 5), "must be a number"),
        ("count(a > 1) = 1", (1, 7), "number or text"),
        ("count(*) filter (where a + 1) = 1", (1, 24), "condition"),
        ("sum(a) = 'x'", (1, 10), "compared"),
    ],
)  # fmt: skip
def test_refusals_say_where(text: str, position: tuple[int, int], words: str) -> None:
    with pytest.raises(ExpressionError) as refused:
        parse(text, lists=True)
    assert words in str(refused.value)
    assert refused.value.position == position


def test_cells_take_no_records_together() -> None:
    with pytest.raises(ExpressionError, match="only a rule") as refused:
        parse("row.cell - count(*)")
    assert refused.value.position == (1, 12)


def test_names_inside_an_aggregate_are_fields() -> None:
    read = parse("row.cell = sum(bdg_12.a) filter (where bdg_12.b = 1 and unit.level = 'commune')", lists=True)
    (one,) = read.aggregates
    assert (read.names, one.form) == ((Name("", "row", "cell"),), "bdg_12")
    assert one.names == (Name("bdg_12", "", "a"), Name("bdg_12", "", "b"), Name("", "unit", "level"))
    assert read.specials == (Name("", "unit", "level"),)
    assert not read.is_row_scope
    assert read.right is not None
    assert read.right.text == "sum(bdg_12.a) filter (where bdg_12.b = 1 and unit.level = 'commune')"


@pytest.mark.parametrize(
    ("text", "vi", "en"),
    [
        ("r.c = sum(a)", "[r.c] = (tổng [a])", "[r.c] = (the sum of [a])"),
        ("count(*) = 0", "(số dòng) = 0", "(the number of lines) = 0"),
        (
            "max(a) filter (where b = 1) <= r.c",
            "(giá trị lớn nhất của [a] ở các dòng mà [b] = 1) ≤ [r.c]",
            "(the greatest [a] over the lines where [b] = 1) ≤ [r.c]",
        ),
        (
            "count(*) filter (where not a > 1) < count(distinct b)",
            "(số dòng mà không phải [a] > 1) < (số giá trị khác nhau của [b])",
            "(the number of lines where not [a] > 1) < (the number of different [b])",
        ),
    ],
)
def test_descriptions(text: str, vi: str, en: str) -> None:
    read = parse(text, lists=True)
    assert describe(read, lambda name: name.written) == vi
    assert describe(read, lambda name: name.written, language="en") == en


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("case unit.level when 'commune' then 'X' when 'province' then 'T' end = a", "'X' = a"),
        ("case when a = 1 then b when 1 = 1 then c else 0 end = 1", "case when a = 1 then b else c end = 1"),
        ("a = 1 and unit.level = 'commune'", "a = 1"),
        ("a = 1 or unit.level = 'commune'", "true"),
        ("count(*) filter (where unit.level = 'province' and a = 1) = 2 - 1", "count(*) filter (where false) = 1"),
        ("sum(a) filter (where unit.level = 'commune' or a = 1) = 1", "sum(a) = 1"),
    ],
)
def test_what_depends_on_no_figure_is_worked_out(text: str, expected: str) -> None:
    assert written(folded(parse(text, lists=True).node, lambda name: "commune" if name.special else None)) == expected


def test_choices_are_put_into_words() -> None:
    node = parse("kind in ('x', 'y') and a = 'x' and 'x' <> case when kind = 'y' then kind else 'x' end").node
    said = relabelled(node, lambda name, value: value.upper() if name.column == "kind" else value)
    assert written(said) == "kind in ('X', 'Y') and a = 'x' and 'x' <> case when kind = 'Y' then kind else 'x' end"
