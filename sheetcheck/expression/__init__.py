"""Expressions of rules and computed columns: read once, then lowered to tables, sheets and words.

The language is SQL's scalar expressions with three-valued logic: null is unknown, and what is
compared with something unknown is undecided. Importing this package costs neither sqlglot nor polars.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from sheetcheck.expression.arrays import Lists
from sheetcheck.expression.excel import computed_formula, culprits_formula, to_excel, violated_formula, whole_formula
from sheetcheck.expression.parse import is_name, parse
from sheetcheck.expression.refusal import ExpressionError
from sheetcheck.expression.tree import Aggregate, Expression, Name, Sort, demands, mismatches
from sheetcheck.expression.words import describe, numbered, written

if TYPE_CHECKING:
    import polars as pl

__all__ = [
    "Aggregate",
    "Expression",
    "ExpressionError",
    "Lists",
    "Name",
    "Sort",
    "computed_formula",
    "culprits_formula",
    "demands",
    "describe",
    "gathered",
    "is_name",
    "mismatches",
    "numbered",
    "parse",
    "to_excel",
    "to_polars",
    "violated_formula",
    "whole_formula",
    "written",
]


def to_polars(expression: Expression, column: Callable[[Name], pl.Expr], *, texts: Collection[str] = ()) -> pl.Expr:
    """The expression over a table; `column` says where each name is. Give `pl.lit(None)` for none.

    `texts` are the columns that hold texts: two of them are compared by their letters, all else as figures.
    What an aggregate came to (see `gathered`) is taken from the column that bears its text.
    """
    from sheetcheck.expression.polars import lower

    return lower(expression.node, column, texts)


def gathered(aggregate: Aggregate, column: Callable[[Name], pl.Expr], *, texts: Collection[str] = ()) -> pl.Expr:
    """What an aggregate makes of the records of a group, under its text; for `group_by` and `over`."""
    from sheetcheck.expression.polars import gather

    return gather(aggregate, column, texts).alias(written(aggregate))
