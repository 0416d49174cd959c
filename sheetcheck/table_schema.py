"""pandera's schema of a table; the only module that imports pandera.

One schema a table, with one check: every rule of the line holds. A check of its own for each rule costs 4 ms however
small the table (measured; all rules of the catalogue would make one return take a second), so pandera says which lines
fail and only those lines are asked which rule it was.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandera.polars as pa
import polars as pl
from pandera.errors import SchemaErrors

from sheetcheck.kinds import KINDS
from sheetcheck.layout import Layout
from sheetcheck.table import LINE, RETURN


class NotAskedError(Exception):
    """The table is not of the schema, or a rule cannot be worked out on it."""


@dataclass(frozen=True, slots=True)
class TableSchema:
    """What a table must be: its columns, and that all rules hold on every line."""

    pandera: pa.DataFrameSchema

    def failing_lines(self, table: pl.DataFrame) -> pl.DataFrame:
        """The lines on which some rule does not hold, as pandera says; raises NotAskedError."""
        try:
            self.pandera.validate(table, lazy=True)
        except SchemaErrors as errors:
            # `failure_cases` is slow and of another shape for checks on whole lines.
            outputs = [error.check_output for error in errors.schema_errors]
            if any(output is None or output.height != table.height for output in outputs):
                raise NotAskedError from errors
            failing = pl.any_horizontal([pl.Series(~output.to_series()) for output in outputs])
            return table.filter(failing)
        return table.clear()


def schema_of_lines(layout: Layout, verdicts: Iterable[pl.Expr]) -> TableSchema:
    """A form's own table: a line for each row or record, a column for each of its columns."""
    columns = {column.id: pl.Float64 if KINDS[column.kind].numeric else pl.String for column in layout.columns}
    typed = {name: pa.Column(dtype, nullable=True) for name, dtype in columns.items()}
    index = {RETURN: pa.Column(pl.UInt32), LINE: pa.Column(pl.UInt32)}
    return TableSchema(pa.DataFrameSchema({**index, **typed}, checks=_all_hold(verdicts), name=layout.form.id))


def schema_of_returns(layout: Layout, verdicts: Iterable[pl.Expr]) -> TableSchema:
    """Cells that stand beside each other, each under its written name."""
    index = {RETURN: pa.Column(pl.UInt32)}
    return TableSchema(pa.DataFrameSchema(index, checks=_all_hold(verdicts), name=layout.form.id))


def _all_hold(verdicts: Iterable[pl.Expr]) -> list[pa.Check]:
    known = [verdict.fill_null(True) for verdict in verdicts]
    if not known:
        return []
    holds = pl.all_horizontal(known)
    return [pa.Check(lambda data: data.lazyframe.select(holds), error="rules")]
