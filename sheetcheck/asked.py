"""What is asked of a table: the rules in force there, each as polars says it.

Worked out once for all tables of a layout: that is a third of what judging one return takes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import compress
from typing import Final

import polars as pl

from sheetcheck.errors import SheetcheckError
from sheetcheck.expression import Name, to_polars
from sheetcheck.layout import Layout
from sheetcheck.rule import Instance, applies, has_any_cell, lines_of, own_instances
from sheetcheck.table import LINE
from sheetcheck.table_schema import NotAskedError, TableSchema, schema_of_lines, schema_of_returns
from sheetcheck.text import Text

_NOT_ASKED: Final = Text(
    vi="không tính được quy tắc {rule}: biểu thức đem số so hoặc ghép với chữ; sửa check của quy tắc",
    en="rule {rule} cannot be worked out: its expression compares or joins numbers with texts; correct its check",
)
Verdict = tuple[Instance, pl.Expr]
"""A rule, and whether it holds: true, false or (undecided) null."""


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """The rules with their verdicts, and the schema in which all of them hold."""

    verdicts: tuple[Verdict, ...]
    schema: TableSchema

    @property
    def instances(self) -> tuple[Instance, ...]:
        return tuple(instance for instance, _ in self.verdicts)

    @property
    def names(self) -> Sequence[Name]:
        return [name for instance, _ in self.verdicts for name in instance.expression.names]

    def broken(self, table: pl.DataFrame) -> Iterator[tuple[Instance, pl.DataFrame]]:
        """Each rule that does not hold somewhere, with the lines on which it does not."""
        try:
            failing = self.schema.failing_lines(table)
        except NotAskedError:
            self._blame(table)
            raise
        for instance, holds in self.verdicts if failing.height else ():
            lines = failing.filter(~holds.fill_null(True))
            if lines.height:
                yield instance, lines

    def _blame(self, table: pl.DataFrame) -> None:
        """Names the first rule that cannot be worked out; the checks of definitions should have refused it."""
        for instance, holds in self.verdicts:
            try:
                table.select(holds)
            except pl.exceptions.PolarsError as error:
                raise SheetcheckError(_NOT_ASKED, rule=instance.rule.id) from error


def verdict_column(place: int) -> str:
    """Where the verdict of a rule stands that is worked out beforehand: about groups, or a code in another list."""
    return f"_verdict_{place}"


@cache
def instances_of_lines(layout: Layout, in_force: tuple[bool, ...]) -> tuple[Instance, ...]:
    """Rules that speak of one row or record, or of a group of records."""
    return tuple(one for one in _own(layout, in_force) if one.per or (one.is_row_scope and lines_of(one, layout)))


@cache
def instances_of_returns(
    layout: Layout, in_force: tuple[bool, ...], others: tuple[Layout, ...]
) -> tuple[Instance, ...]:
    """Rules that speak of several rows, of several forms (`others` are there), or of all records of a list."""
    layouts = {one.form.id: one for one in others}
    return tuple(
        one
        for one in _own(layout, in_force)
        if not one.per and not one.is_row_scope and has_any_cell(one, layouts, layout)
    )


@cache
def asked_of_lines(layout: Layout, in_force: tuple[bool, ...], texts: frozenset[str]) -> Asked:
    """Over the form's own table; `texts` are its columns in which texts stand."""
    found = instances_of_lines(layout, in_force)
    verdicts = tuple((one, _of_line(one, place, layout, texts)) for place, one in enumerate(found))
    return Asked(verdicts, schema_of_lines(layout, (holds for _, holds in verdicts)))


@cache
def asked_of_returns(
    layout: Layout, in_force: tuple[bool, ...], others: tuple[Layout, ...], texts: frozenset[str]
) -> Asked:
    """Over a table with a line a return; `texts` are its columns in which texts stand."""
    found = instances_of_returns(layout, in_force, others)
    verdicts = tuple((one, to_polars(one.expression, written_name, texts=texts)) for one in found)
    return Asked(verdicts, schema_of_returns(layout, (holds for _, holds in verdicts)))


def written_name(name: Name) -> pl.Expr:
    """A name in a rule about cells that stand beside each other, each under its written name."""
    return pl.col(name.written)


def own_name(name: Name) -> pl.Expr:
    """A name in a rule that speaks of one line."""
    return pl.col(name.written if name.special else name.column)


def _own(layout: Layout, in_force: Iterable[bool]) -> Iterator[Instance]:
    for rule in compress(layout.form.rules, in_force):
        yield from own_instances(rule) if applies(rule, layout) else ()


def _of_line(instance: Instance, place: int, layout: Layout, texts: frozenset[str]) -> pl.Expr:
    """The rule on the lines it is for; of the others nothing is asked."""
    if instance.per:
        return pl.col(verdict_column(place))
    beforehand = instance.expression.looks_up
    holds = pl.col(verdict_column(place)) if beforehand else to_polars(instance.expression, own_name, texts=texts)
    lines = lines_of(instance, layout)
    if layout.form.kind == "list" or len(lines) == len(layout.lines):
        return holds
    return pl.when(pl.col(LINE).is_in(lines)).then(holds)
