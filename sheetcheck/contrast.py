"""What the comparison with other returns found, said as findings: the figures of both, and the cells in both files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sheetcheck.beside import place_of_child
from sheetcheck.comparison import Contrast, compare
from sheetcheck.evidence import Place, Stated, private, stated
from sheetcheck.expression import Name
from sheetcheck.expression.evaluate import Record, Value, evaluate
from sheetcheck.expression.tree import CHILDREN
from sheetcheck.finding import Finding, cell_key
from sheetcheck.form import Form
from sheetcheck.formula import special
from sheetcheck.kin import Kin
from sheetcheck.returns import Return
from sheetcheck.text import plain


class Cell(NamedTuple):
    """A cell of a return of the pool."""

    at: int
    place: Place


def contrasted(batch: Sequence[Return], kin: Kin, forms: Mapping[str, Form]) -> Iterator[Finding]:
    """A finding for each rule between returns that is broken, unless one of its cells is in doubt."""
    pool = Pool(kin, forms)
    for one in compare(forms, batch, kin):
        found = _finding(one, pool)
        if found is not None:
            yield found


@dataclass(frozen=True)
class Pool:
    """What all returns state, each looked at once."""

    kin: Kin
    forms: Mapping[str, Form]
    known: dict[int, Stated] = field(default_factory=dict)

    def stated(self, index: int) -> Stated:
        if index not in self.known:
            self.known[index] = stated(self.kin.pool[index], self.forms)
        return self.known[index]

    def parts(self, cell: Cell) -> Iterator[Cell]:
        """The cell itself, or those that a sum over merged units adds up."""
        yield from (Cell(at, cell.place) for at in self.kin.made.get(cell.at, (cell.at,)))

    def named(self, cells: Iterable[Cell], index: int, form: str) -> tuple[str, ...]:
        """Addresses as one reads: on the sheet itself, in its file (`Biểu 07!D9`), in others (`2024/06331.xlsx!…`)."""
        ordered = sorted(dict.fromkeys(cells), key=lambda cell: self._order(cell, index, form))
        return tuple(dict.fromkeys(self._named(cell, index, form) for cell in ordered))

    def _named(self, cell: Cell, index: int, form: str) -> str:
        there = self.stated(cell.at)
        address = there.address(cell.place)
        if cell.at == index and cell.place.form == form:
            return address
        sheet = f"{there.item.figures[cell.place.form].sheet}!{address}"
        return sheet if cell.at == index else f"{there.item.file}!{sheet}"

    def _order(self, cell: Cell, index: int, form: str) -> tuple[object, ...]:
        there = self.stated(cell.at)
        key = cell_key(there.address(cell.place))
        return (cell.at != index, there.item.file, cell.place.form != form, cell.place.form, key)


def _finding(one: Contrast, pool: Pool) -> Finding | None:
    """None when a cell of the rule is gone, blank where it must not be, or could not be read."""
    here, form = pool.stated(one.index), one.layout.form.id
    children = list(_children(one, pool)) if CHILDREN in one.instance.expression.others else []
    cells = {name: cell for name in one.instance.names if (cell := _cell(one, name, pool)) is not None}
    everything = [
        *(part for cell in cells.values() for part in pool.parts(cell)),
        *_alike(one),
        *(cell for child in children for cell in child.values()),
    ]
    if any(pool.stated(cell.at).is_doubtful(cell.place) for cell in everything):
        return None
    waiting = (cell for name, cell in cells.items() if one.values.get(name) is None)
    if any(pool.stated(part.at).is_pending(part.place) for cell in waiting for part in pool.parts(cell)):
        return None
    own = (cell.place for cell in everything if cell.at == one.index and cell.place.form == form)
    first = next((slot for place in own if (slot := here.slot(place))), None)
    return Finding(
        code=one.instance.rule.code,
        severity=one.instance.rule.severity,
        file=here.item.file,
        sheet=here.item.figures[form].sheet,
        cells=pool.named(everything, one.index, form),
        form=form,
        row=first.row if first else "",
        column=first.column.id if first else "",
        unit=here.item.unit,
        period=here.item.period,
        rule=one.instance.rule.id,
        params=_params(one, pool, children),
    )


def _cell(one: Contrast, name: Name, pool: Pool) -> Cell | None:
    """Where the cell of a name is; None where a layout has none, or no record says the same."""
    index = pool.kin.one[name.whose][one.index] if name.whose else one.index
    if one.line is not None and not name.whose:
        return Cell(index, Place(one.layout.form.id, one.line, name.column))
    there, form = pool.stated(index), name.form or one.layout.form.id
    layout = there.layout(form)
    if layout is None or form not in there.item.figures:
        return None
    if layout.form.kind == "list":
        said = one.values.get(name)
        texts = there.item.figures[form].texts
        line = next((at for (at, column), text in texts.items() if (column, plain(text)) == (name.column, said)), None)
        return None if line is None else Cell(index, Place(form, line, name.column))
    row = name.row or _row(one)
    slot = layout.slot(row, name.column)
    return Cell(index, Place(form, slot.line - layout.lines[0].number, name.column)) if slot else None


def _alike(one: Contrast) -> Iterator[Cell]:
    """The fields by which a record was found in the other list."""
    if one.layout.form.kind == "list" and one.line is not None:
        for name in one.instance.names:
            yield Cell(one.index, Place(one.layout.form.id, one.line, name.column))


def _row(one: Contrast) -> str:
    row = one.layout.lines[one.line].row if one.line is not None else None
    return row.id if row else ""


def _children(one: Contrast, pool: Pool) -> Iterator[Mapping[Name, Cell]]:
    """For each unit below the cells that are taken of it."""
    names = dict.fromkeys(name for part in one.instance.expression.aggregates for name in part.names if name.whose)
    for part in pool.kin.children[one.index]:
        found: dict[Name, Cell] = {}
        for name in names:
            home = pool.forms[name.form or one.layout.form.id]
            place = place_of_child(pool.kin, one.index, part, name, _row(one), home)
            if place is not None and place[1] is not None and part.at is not None:
                found[name] = Cell(part.at, Place(home.id, place[1], name.column))
        if found:
            yield found


def _params(one: Contrast, pool: Pool, children: Sequence[Mapping[Name, Cell]]) -> dict[str, object]:
    """What a sentence may quote: every name, both sides of a comparison, the periods, how many units there are."""
    identity = pool.kin.pool[one.index].identity
    values: dict[Name, Value] = dict(one.values)
    if identity is not None:
        values |= {name: special(name, identity) for name in one.instance.expression.specials}
    hidden = private(one.layout.form)
    params: dict[str, object] = {name.written: value for name, value in values.items() if name.column not in hidden}
    for whose in sorted(one.instance.expression.others - {CHILDREN}):
        other = pool.kin.pool[pool.kin.one[whose][one.index]]
        params |= {f"{whose}.period": other.period, f"{whose}.unit": other.unit}
    records: list[Record] = [{name.written: _value(cell, pool) for name, cell in child.items()} for child in children]
    if children:
        params["count"] = len(children)
    if one.layout.form.kind == "list" and one.line is not None:
        params["record"] = one.line + 1
    for side in ("left", "right"):
        expression = getattr(one.instance.expression, side)
        if expression is not None:
            params[side] = evaluate(expression.node, values, {CHILDREN: records})
    return {**params, **one.instance.turns}


def _value(cell: Cell, pool: Pool) -> Value:
    """The number in a cell of a matrix form."""
    there = pool.stated(cell.at)
    layout = there.layout(cell.place.form)
    if layout is None or cell.place.column not in layout.numbers:
        return None
    at = layout.number(cell.place.line, cell.place.column)
    value = there.item.figures[cell.place.form].values[at]
    return None if value != value else value
