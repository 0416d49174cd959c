"""Returns whose figures of the period are those of an earlier one, one by one: last year's file sent again (G15)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from sheetcheck.codes.earlier import COPIED
from sheetcheck.figures import Figures
from sheetcheck.finding import Finding, finding
from sheetcheck.form import Form, Nature
from sheetcheck.kin import Kin
from sheetcheck.layout import Layout, Slot
from sheetcheck.returns import Return

_FEWEST: Final = 5
"""Figures other than 0 that must agree: little happens in a commune, and much of that twice."""


def copies(batch: Sequence[Return], kin: Kin, forms: Mapping[str, Form]) -> Iterator[Finding]:
    """One finding a return, with all forms that agree, for the first of the earlier returns that they agree with."""
    for index, item in enumerate(batch):
        for whose in ("before", "previous"):
            other = kin.one.get(whose, {}).get(index)
            found = [] if other is None or other in kin.made else list(_alike(item, kin.pool[other], forms))
            if found and other is not None:
                yield _said(item, kin.pool[other], found)
                break


def _alike(item: Return, other: Return, forms: Mapping[str, Form]) -> Iterator[tuple[Layout, tuple[Slot, ...]]]:
    """The forms whose flows all agree, each with the cells that are not 0."""
    for name, figures in item.figures.items():
        form, there = forms.get(name), other.figures.get(name)
        layout = item.layout(form) if form is not None and form.kind == "matrix" else None
        if form is None or layout is None or there is None or layout is not other.layout(form):
            continue
        width = len(layout.numeric)
        spans = [slice(line * width, (line + 1) * width) for line in _flows(layout)]
        # Bytes, because a blank is NaN, which is equal to nothing.
        if any(figures.values[span].tobytes() != there.values[span].tobytes() for span in spans):
            continue
        filled = tuple(_filled(layout, figures))
        if len(filled) >= _FEWEST:
            yield layout, filled


@cache
def _flows(layout: Layout) -> tuple[int, ...]:
    lines = enumerate(layout.lines)
    return tuple(index for index, line in lines if line.row is not None and line.row.nature is Nature.FLOW)


def _filled(layout: Layout, figures: Figures) -> Iterator[Slot]:
    """The cells of flows that somebody filled in with more than 0."""
    for index in _flows(layout):
        for slot in layout.lines[index].slots:
            if not slot.computed and slot.column.id in layout.numbers:
                value = figures.values[layout.number(index, slot.column.id)]
                if value == value and value != 0:
                    yield slot


def _said(item: Return, other: Return, found: Sequence[tuple[Layout, tuple[Slot, ...]]]) -> Finding:
    first = found[0][0]
    cells: list[str] = []
    for layout, slots in found:
        sheet = "" if layout is first else f"{item.figures[layout.form.id].sheet}!"
        start = layout.lines[0].number
        cells += (f"{sheet}{item.cell(layout, slot.line - start, slot.position)}" for slot in slots)
    return finding(
        COPIED,
        file=item.file,
        sheet=item.figures[first.form.id].sheet,
        cells=tuple(cells),
        form=first.form.id,
        unit=item.unit,
        period=item.period,
        params={
            "forms": [layout.form.number for layout, _ in found],
            "when": other.period,
            "other": other.file,
            "count": len(cells),
        },
    )
