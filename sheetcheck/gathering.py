"""Aggregates of a whole batch: what the records of each return, or of each group of them, come to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import polars as pl

from sheetcheck.expression import Aggregate, Expression, Name, gathered, to_polars, written
from sheetcheck.expression.tree import THIS
from sheetcheck.kinds import KINDS
from sheetcheck.returns import Return
from sheetcheck.table import LINE, RETURN, FormTable, texts_in, with_special

_ZERO_OF_NOTHING = ("sum", "count")


def of_returns(tables: Iterable[FormTable], aggregates: Sequence[Aggregate], batch: Sequence[Return]) -> pl.DataFrame:
    """A line for each return that has the list, a column for each aggregate, under its text.

    A list without any record that counts sums to 0: a form that was left empty is compared.
    """
    parts = [_of_table(table, aggregates, batch) for table in tables]
    none = {RETURN: pl.UInt32(), **{written(one): pl.Float64() for one in aggregates}}
    return pl.concat(parts) if parts else pl.DataFrame(schema=none)


def _of_table(table: FormTable, aggregates: Sequence[Aggregate], batch: Sequence[Return]) -> pl.DataFrame:
    lines = _whole(table, [name for one in aggregates for name in one.names], batch)
    made = lines.group_by(RETURN).agg(gathered(one, _field, texts=texts_in(lines)) for one in aggregates)
    there = pl.DataFrame([pl.Series(RETURN, table.returns, dtype=pl.UInt32)])
    zeros = [pl.col(written(one)).fill_null(0) for one in aggregates if one.function in _ZERO_OF_NOTHING]
    return there.join(made, on=RETURN, how="left").with_columns(zeros)


def of_groups(table: FormTable, check: Expression, per: Sequence[str], batch: Sequence[Return]) -> pl.Series:
    """Whether a check holds for the group that each line belongs to; a line with a blank among `per` is in none."""
    lines = _whole(table, [name for one in check.aggregates for name in one.names] + list(check.specials), batch)
    groups = [RETURN, *per]
    known = pl.all_horizontal([pl.col(field).is_not_null() for field in per])
    made = lines.with_columns(gathered(one, _field, texts=texts_in(lines)).over(groups) for one in check.aggregates)
    holds = to_polars(check, _field, texts=texts_in(made))
    return made.select(holds=pl.when(known).then(holds).otherwise(True)).get_column("holds")


def of_lines(
    table: FormTable, by_form: Mapping[str, Sequence[FormTable]], check: Expression, batch: Sequence[Return]
) -> pl.Series:
    """Whether a check holds for each line that looks its own fields up among the records of lists.

    Null where one of these fields is blank, or where the list is not there.
    """
    frame = with_special(table.lines, batch, check.specials)
    for one in check.aggregates:
        lists = by_form.get(one.form or table.layout.form.id, ())
        keys = [RETURN, LINE] if one.own else [RETURN]
        parts = (
            [_looked_up(table, part, one, batch) for part in lists] if one.own else [of_returns(lists, [one], batch)]
        )
        if not parts:
            frame = frame.with_columns(pl.lit(None, dtype=pl.Float64).alias(written(one)))
            continue
        frame = frame.join(pl.concat(parts), on=keys, how="left", maintain_order="left")
    return frame.select(holds=to_polars(check, _field, texts=texts_in(frame))).get_column("holds")


def _looked_up(table: FormTable, part: FormTable, one: Aggregate, batch: Sequence[Return]) -> pl.DataFrame:
    """What an aggregate comes to for each line of the returns that have this list."""
    known = pl.all_horizontal([pl.col(name.column).is_not_null() for name in one.own])
    asked = [pl.col(name.column).alias(_this(name)) for name in one.own]
    lines = table.lines.filter(pl.col(RETURN).is_in(part.returns), known).select(RETURN, LINE, *asked)
    fields = [RETURN, *dict.fromkeys(name.written if name.special else name.column for name in one.names)]
    records = _whole(part, one.names, batch).select(fields)
    both = lines.join(records, on=RETURN)
    made = both.group_by(RETURN, LINE).agg(gathered(one, _field_or_own, texts=texts_in(both)))
    found = lines.select(RETURN, LINE).join(made, on=[RETURN, LINE], how="left")
    return found.with_columns(pl.col(written(one)).fill_null(0)) if one.function in _ZERO_OF_NOTHING else found


def _this(name: Name) -> str:
    return f"{THIS}.{name.column}"


def _field_or_own(name: Name) -> pl.Expr:
    return pl.col(_this(name)) if name.row == THIS else _field(name)


def _whole(table: FormTable, names: Iterable[Name], batch: Sequence[Return]) -> pl.DataFrame:
    """The lines with every field that is asked for, blank where this kind of period does not print it."""
    names = tuple(names)
    lines = with_special(table.lines, batch, names)
    fields = {column.id: column for column in table.layout.form.fields}
    absent = {name.column for name in names if not name.special} - set(lines.columns)
    blank = {name: pl.Float64() if KINDS[fields[name].kind].numeric else pl.String() for name in sorted(absent)}
    return lines.with_columns(pl.lit(None, dtype=kind).alias(name) for name, kind in blank.items())


def _field(name: Name) -> pl.Expr:
    return pl.col(name.written if name.special else name.column)
