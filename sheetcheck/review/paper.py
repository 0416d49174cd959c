"""Forms on paper: the columns of each fit on its pages in letters that can be read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sheetcheck import paper
from sheetcheck.codes import review as D
from sheetcheck.document import mistake
from sheetcheck.finding import Finding
from sheetcheck.layout import Layout
from sheetcheck.review import Edition, Forms

_NAMED: Final = 3
"""Columns that are named as the widest."""


def mistakes(forms: Forms) -> Iterator[Finding]:
    said: set[tuple[str, tuple[float, ...]]] = set()  # most editions of a form are equally wide
    for edition in forms.editions:
        for layout in edition.layouts.values():
            widths = tuple(heading.width for heading in layout.headings)
            if paper.points(widths) < paper.SMALLEST and (layout.form.id, widths) not in said:
                said.add((layout.form.id, widths))
                yield _too_wide(layout, widths, edition)


def _too_wide(layout: Layout, widths: tuple[float, ...], edition: Edition) -> Finding:
    columns = sorted((one for one in layout.headings if one.column), key=lambda one: one.width, reverse=True)
    return mistake(
        D.TOO_WIDE,
        layout.form.place.of("fields" if layout.form.kind == "list" else "columns"),
        level=edition.level.value,
        period=edition.period.value,
        scope=edition.scope.value,
        points=round(paper.points(widths), 1),
        smallest=paper.SMALLEST,
        excess=round(paper.excess(widths)),
        columns=[f"{one.column.id} {one.width:g}" for one in columns[:_NAMED] if one.column],
    )
