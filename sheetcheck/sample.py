"""Made-up figures for one unit that no rule objects to: for demonstration, measurement and tests.

They come from any source of choices: a seeded `random.Random(7).randint`, or hypothesis.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from random import Random

from sheetcheck.kinds import KINDS
from sheetcheck.layout import Layout, Line
from sheetcheck.period import Period
from sheetcheck.samples import SAMPLES
from sheetcheck.samples._draw import Choose as Choose
from sheetcheck.samples._draw import Draw, Known, bodies, projected, some_people, stock
from sheetcheck.samples._plan import plan_of

Cells = dict[tuple[str, str], float | str]
"""Row id (or number of the record) and column id -> the figure; a date as 2024-05-31."""

_TERM = "2021-2026"


def sample_figures(
    layouts: Iterable[Layout], period: Period, unit: str, choose: Choose | None = None
) -> dict[str, Cells]:
    """Form id -> its figures; without a source of choices the same unit and period give the same figures."""
    choose = choose or Random(f"{unit} {period.label}").randint
    plan = plan_of(choose, period)
    draws = (Draw(choose, layout, period, unit, plan) for layout in layouts)
    return {draw.layout.form.id: _records(draw) if draw.layout.form.kind == "list" else _matrix(draw) for draw in draws}


def _matrix(draw: Draw) -> Cells:
    sample = SAMPLES.get(draw.layout.form.id)
    known: Known = sample.known(draw) if sample else {}
    cells: Cells = {}
    for line in draw.layout.lines:
        if line.row is not None:
            columns = dict(_columns(line, known.get(line.row.id), draw.choose))
            if isinstance(note := known.get(f"{line.row.id}.note"), str):
                columns["note"] = note
            inputs = (slot for slot in line.slots if not slot.computed)
            cells |= {slot.name: columns[slot.column.id] for slot in inputs if slot.column.id in columns}
    return cells


def _columns(line: Line, known: object, choose: Choose) -> Mapping[str, float | str]:
    """The figures of a line; a line that nobody knows gets figures that agree with each other."""
    slots = {slot.column.id: slot for slot in line.slots}
    if "value" in slots:
        most = 1 if slots["value"].column.kind == "flag" else 9
        return {"value": known if isinstance(known, int) else choose(0, most)}
    if "opening" in slots:
        return known if isinstance(known, Mapping) else stock(choose)
    if "total_bodies" in slots:
        return known if isinstance(known, Mapping) else bodies(choose, 0, 9)
    people = known if isinstance(known, Mapping) else some_people(choose, 0, 12)
    before = {who: count // 2 for who, count in people.items()}  # a part stays smaller than its whole
    return projected(people) | {
        "term_label": _TERM,
        "prev_total": projected(before)["total"],
        "prev_female": projected(before)["female"],
    }


def _records(draw: Draw) -> Cells:
    sample = SAMPLES.get(draw.layout.form.id)
    cells: Cells = {}
    for number, record in enumerate(sample.records(draw) if sample else (), start=1):
        for column in draw.layout.columns:
            if column.id in record:
                cells[str(number), column.id] = record[column.id]
            elif KINDS[column.kind].numeric:
                cells[str(number), column.id] = draw.choose(0, 9)
    return cells
