"""Rules that hold a return against other returns: its unit's earlier ones, the unit above, the units below.

What a name means in another return stands in the column of its written name, joined to the line of the return. A rule
is asked only where every return that it needs is there; elsewhere it is undecided.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from sheetcheck.asked import Asked
from sheetcheck.beside import CHILD, ROW, Beside, with_rows
from sheetcheck.engine import cells_of_returns
from sheetcheck.expression import Name, gathered, to_polars, written
from sheetcheck.expression.tree import CHILDREN
from sheetcheck.form import Form
from sheetcheck.kin import Kin
from sheetcheck.layout import Layout
from sheetcheck.returns import Return
from sheetcheck.rule import Instance, applies, has_any_cell, instances, lines_of
from sheetcheck.table import LINE, RETURN, FormTable, tables, texts_in, with_special
from sheetcheck.table_schema import schema_of_returns


@dataclass(frozen=True, slots=True)
class Contrast:
    """A rule that does not hold between a return (`index` in the batch) and others.

    `line` is None for a rule about whole returns; `values` has every name outside aggregates.
    """

    instance: Instance
    layout: Layout
    index: int
    line: int | None
    values: Mapping[Name, float | str | None]


def compare(forms: Mapping[str, Form], batch: Sequence[Return], kin: Kin) -> Iterator[Contrast]:
    """Everything in a batch that breaks a rule which looks at other returns."""
    rules = {form.id: list(comparing(form, kin.known)) for form in forms.values()}
    waiting = {name: found for name, found in rules.items() if found}
    own: dict[str, list[FormTable]] = {}
    beside = Beside(forms, kin)
    while waiting:
        name = next(iter(waiting))
        found = waiting[name]
        for needed in _forms_of(name, found) & forms.keys() - own.keys():
            own[needed] = list(tables(forms[needed], batch))
        for table in own[name]:
            asked = {id(rule) for rule in table.rules}
            here = [one for one in found if id(one.rule) in asked and applies(one.rule, table.layout)]
            yield from _of_lines(table, [one for one in here if one.is_row_scope], beside, batch)
            yield from _of_returns(table, own, [one for one in here if not one.is_row_scope], beside, batch)
        del waiting[name]
        # The tables of all forms at once, of both sides, would be most of what a large batch takes.
        kept = {form for later, held in waiting.items() for form in _forms_of(later, held)}
        own = {form: held for form, held in own.items() if form in kept}
        beside.keep(kept)


def comparing(form: Form, known: Iterable[str]) -> Iterator[Instance]:
    """The form's rules that look at other returns, of those that are known at all."""
    for rule in form.rules:
        yield from (one for one in instances(rule) if one.expression.others and one.expression.others <= set(known))


def _forms_of(form: str, found: Iterable[Instance]) -> set[str]:
    """The forms that rules of a form look at, its own too."""
    read = [one.expression for one in found]
    names = {name for one in read for name in one.names}
    inside = {name for one in read for part in one.aggregates for name in part.names}
    return {form, *(name.form for name in names | inside if name.form)}


def _of_lines(
    table: FormTable, found: Sequence[Instance], beside: Beside, batch: Sequence[Return]
) -> Iterator[Contrast]:
    """Rules that speak of one row (the same row of the other return) or of one record of a list."""
    layout = table.layout
    lines = {id(one): lines_of(one, layout) for one in found}
    found = [one for one in found if lines[id(one)]]
    if not found:
        return
    is_list = layout.form.kind == "list"  # there the other record is found by what it says
    own = {name.column for one in found for name in one.names if is_list or not name.whose}
    frame = with_rows(table).select(RETURN, LINE, ROW, *sorted(own))
    for whose, columns in sorted(_columns(found).items()):
        frame = beside.joined_to_lines(frame, table, whose, sorted(columns))
    frame = _with_children(frame, found, beside, table, [RETURN, ROW])
    frame = with_special(frame, batch, [name for one in found for name in one.expression.names])
    rules = [pl.when(pl.col(LINE).is_in(lines[id(one)])).then(_decided(one, frame)) for one in found]
    yield from _broken(layout, frame, rules, found)


def _of_returns(
    table: FormTable,
    own: Mapping[str, Sequence[FormTable]],
    found: Sequence[Instance],
    beside: Beside,
    batch: Sequence[Return],
) -> Iterator[Contrast]:
    """Rules that speak of several rows or forms: one line a return."""
    layouts = {name: held[0].layout for name, held in own.items() if held}
    found = [one for one in found if not one.per and has_any_cell(one, layouts, table.layout)]
    if not found:
        return
    names = {name for one in found for name in one.names}
    frame = cells_of_returns(table, own, {name for name in names if not name.whose})
    for whose in sorted({name.whose for name in names if name.whose}):
        frame = beside.joined_to_returns(frame, table, whose, sorted(name for name in names if name.whose == whose))
    frame = _with_children(frame, found, beside, table, [RETURN])
    frame = with_special(frame, batch, [name for one in found for name in one.expression.names])
    yield from _broken(table.layout, frame, [_decided(one, frame) for one in found], found)


def _columns(found: Iterable[Instance]) -> Mapping[str, set[str]]:
    """What rules about one row need of other returns: whose -> columns."""
    needed: dict[str, set[str]] = {}
    for one in found:
        for name in one.names:
            if name.whose:
                needed.setdefault(name.whose, set()).add(name.column)
    return needed


def _with_children(
    frame: pl.DataFrame, found: Iterable[Instance], beside: Beside, table: FormTable, per: Sequence[str]
) -> pl.DataFrame:
    """Adds what aggregates over the units below come to, each under its text; null as soon as one cell is unknown."""
    aggregates = {written(one): one for instance in found for one in instance.expression.aggregates}
    for text, one in aggregates.items():
        cells = beside.children(frame, table, one)
        unknown = pl.any_horizontal([pl.col(name.written).is_null() for name in one.names if name.whose]).any()
        made = cells.group_by(per).agg(gathered(one, _column, texts=texts_in(cells)), unknown.alias(CHILD))
        made = made.select(*per, pl.when(~pl.col(CHILD)).then(pl.col(text)).alias(text))
        frame = frame.join(made, on=per, how="left", maintain_order="left")
    return frame


def _column(name: Name) -> pl.Expr:
    return pl.col(name.written)


def _decided(instance: Instance, frame: pl.DataFrame) -> pl.Expr:
    """The rule where the other returns are there; null elsewhere, whatever it would say of nothing."""
    needed = [pl.col(other).is_not_null() for other in sorted(instance.expression.others - {CHILDREN})]
    holds = to_polars(instance.expression, _column, texts=texts_in(frame))
    return pl.when(pl.all_horizontal(needed)).then(holds) if needed else holds


def _broken(
    layout: Layout, frame: pl.DataFrame, rules: Iterable[pl.Expr], found: Sequence[Instance]
) -> Iterator[Contrast]:
    verdicts = tuple(zip(found, rules, strict=True))
    asked = Asked(verdicts, schema_of_returns(layout, (holds for _, holds in verdicts)))
    for instance, broken in asked.broken(frame):
        for line in broken.iter_rows(named=True):
            values = {name: line[name.written] for name in instance.names}
            yield Contrast(instance, layout, line[RETURN], line.get(LINE), values)
