"""A merged unit's earlier return: those of the units that went into it, added up cell by cell."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import nan

from sheetcheck.computed import completed
from sheetcheck.figures import Figures
from sheetcheck.form import Form, RollUp
from sheetcheck.identity import Identity
from sheetcheck.kin import Kin
from sheetcheck.layout import Layout
from sheetcheck.returns import Return


def bridged(kin: Kin, forms: Mapping[str, Form]) -> Kin:
    """With a return of sums for each unit that is to be held against those which it was made of."""
    pool, one = list(kin.pool), {whose: dict(found) for whose, found in kin.one.items()}
    made: dict[int, tuple[int, ...]] = {}
    for whose, found in kin.bridges.items():
        for index, parts in found.items():
            about = kin.pool[index].identity
            assert about is not None
            one[whose][index] = len(pool)
            made[len(pool)] = parts
            pool.append(_summed([kin.pool[part] for part in parts], about, forms))
    return replace(kin, pool=pool, one=one, made=made)


def _summed(parts: Sequence[Return], about: Identity, forms: Mapping[str, Form]) -> Return:
    """Only figures that add up, and what is computed from them; one that is not known leaves its sum unknown."""
    first = parts[0]
    assert first.identity is not None
    figures: dict[str, Figures] = {}
    for name in first.figures:
        form = forms.get(name)
        layout = first.layout(form) if form is not None and form.kind == "matrix" else None
        if form is None or layout is None or any(one.layout(form) is not layout for one in parts):
            continue
        values = [one.figures[name].values for one in parts if name in one.figures]
        if len(values) == len(parts):
            figures[name] = Figures(sheet=layout.sheet, values=_added(layout, values), texts={}, states={})
    whole = Return(
        file=" + ".join(one.file for one in parts),
        path=first.path,
        identity=replace(first.identity, unit=about.unit, unit_name=about.unit_name),
        figures=figures,
    )
    return completed([whole], forms)[0]


def _added(layout: Layout, values: Sequence[array[float]]) -> array[float]:
    """Cell by cell; blank where a cell is computed or belongs to one level."""
    columns = {column.id: place for place, column in enumerate(layout.numeric)}
    added = array("d", [nan]) * len(values[0])
    for index, line in enumerate(layout.lines):
        for slot in line.slots:
            ways = {slot.column.roll_up, line.row.roll_up if line.row else RollUp.NONE}
            if slot.column.id in columns and ways == {RollUp.SUM} and not slot.computed:
                place = index * len(columns) + columns[slot.column.id]
                added[place] = sum(one[place] for one in values)
    return added
