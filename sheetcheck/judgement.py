"""What the engine found, said as findings: which cells, which figures; one fault is said once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sheetcheck.codes import value as V
from sheetcheck.engine import Broken, Unproved, judge
from sheetcheck.expression import Name, parse
from sheetcheck.expression.evaluate import evaluate
from sheetcheck.finding import Finding, cell_key, finding
from sheetcheck.form import Form
from sheetcheck.formula import slot_of, special
from sheetcheck.layout import Layout, Slot
from sheetcheck.returns import UNKNOWN, Return

Cell = tuple[str, int, str]
"""Form id, index of the line, column id."""


def judged(returns: Sequence[Return], forms: Mapping[str, Form]) -> Iterator[Finding]:
    """A finding for each broken rule, unless an earlier stage already speaks of one of its cells."""
    owned: dict[int, set[tuple[str, str]]] = {}
    for one in judge(forms, returns):
        item = returns[one.index]
        if one.index not in owned:
            owned[one.index] = _owned(item)
        found = _broken(one, item, forms) if isinstance(one, Broken) else _unproved(one, item, owned[one.index])
        if found is not None and not any((found.sheet, cell) in owned[one.index] for cell in found.cells):
            yield found


def _owned(item: Return) -> set[tuple[str, str]]:
    """Cells that are blank where they must not be: the earliest stage owns them."""
    missing = (V.MISSING, V.MISSING_ANNUAL, V.MISSING_SEX_SPLIT, V.MISSING_FIELD, V.EMPTY_FORM)
    codes = {code.code for code in missing}
    return {(one.sheet, cell) for one in item.findings if one.code in codes for cell in one.cells}


def _broken(one: Broken, item: Return, forms: Mapping[str, Form]) -> Finding | None:
    """None when a cell of the rule is gone or could not be read: unknown is undecided."""
    instance, layout = one.instance, one.layout
    layouts = {name: other for name, form in forms.items() if (other := item.layout(form)) is not None}
    places = {name: _place(name, one, layouts) for name in instance.names}
    cells: list[str] = []
    sheet = item.figures[layout.form.id].sheet
    for found in places.values():
        if found is None:
            continue
        form, line, slot = found
        if _is_unknown(form, line, slot, item, layouts):
            return None
        address = item.cell(layouts[form], line, slot.position)
        if not address:
            return None
        cells.append(address if form == layout.form.id else f"{item.figures[form].sheet}!{address}")
    first = next((found for found in places.values() if found is not None), None)
    rule = instance.rule
    return Finding(
        code=rule.code,
        severity=rule.severity,
        file=item.file,
        sheet=sheet,
        cells=tuple(sorted(dict.fromkeys(cells), key=lambda cell: ("!" in cell, cell_key(cell)))),
        form=layout.form.id,
        row=first[2].row if first else "",
        column=first[2].column.id if first else "",
        unit=item.unit,
        period=item.period,
        rule=rule.id,
        params=_params(one, item),
    )


def _is_unknown(form: str, line: int, slot: Slot, item: Return, layouts: Mapping[str, Layout]) -> bool:
    """Whether a cell could not be read, or is computed from one that could not: what it states is then too little."""
    figures = item.figures.get(form)
    if figures is None or figures.states.get((line, slot.column.id)) in UNKNOWN:
        return True
    names = parse(slot.computed).names if slot.computed else ()
    parts = ((name.form or form, slot_of(layouts, layouts[form], name, slot)) for name in names if not name.special)
    return any(
        part is not None and _is_unknown(home, part.line - layouts[home].lines[0].number, part, item, layouts)
        for home, part in parts
    )


def _place(name: Name, one: Broken, layouts: Mapping[str, Layout]) -> tuple[str, int, Slot] | None:
    """The form, the line and the slot that a name means for a return."""
    own = one.layout
    if one.line is not None:
        at = own.lines[min(one.line, len(own.lines) - 1)] if own.form.kind == "matrix" else own.lines[0]
        slot = next((slot for slot in at.slots if slot.column.id == name.column), None)
        return (own.form.id, one.line, slot) if slot else None
    layout = layouts.get(name.form or own.form.id)
    slot = slot_of(layouts, own, name) if layout else None
    if layout is None or slot is None:
        return None
    return layout.form.id, slot.line - layout.lines[0].number, slot


def _params(one: Broken, item: Return) -> dict[str, object]:
    """The figures a sentence may quote: every name, both sides of a comparison, the loop's choices."""
    values: dict[Name, object] = dict(one.values)
    identity = item.identity
    if identity is not None:
        values |= {name: special(name, identity) for name in one.instance.expression.names if name.special}
    params: dict[str, object] = {name.written: value for name, value in values.items()}
    if one.line is not None and one.layout.form.kind == "list":
        params = {"record": one.line + 1, **one.record, **params}
        params = {name: value for name, value in params.items() if name not in _private(one.layout.form)}
    for side in ("left", "right"):
        expression = getattr(one.instance.expression, side)
        if expression is not None:
            params[side] = evaluate(expression.node, values)  # type: ignore[arg-type]
    return params | {f"[{variable}]": value for variable, value in one.instance.loop.items()}


def _private(form: Form) -> frozenset[str]:
    """Free texts of a sensitive form: who they speak of is not carried on into reports."""
    return frozenset(column.id for column in form.fields if form.sensitive and column.kind == "text")


def _unproved(one: Unproved, item: Return, owned: set[tuple[str, str]]) -> Finding | None:
    """None when it is not stated, or already said that a part is gone, blank or unreadable."""
    layout = one.layout
    line = layout.lines[one.line]
    slot = next(slot for slot in line.slots if slot.column.id == one.column)
    figures = item.figures[layout.form.id]
    if (one.line, one.column) in figures.completed:
        return None  # not stated at all
    states = figures.states
    if any(states.get((one.line, other.column.id)) in UNKNOWN for other in line.slots):
        return None
    cells = [item.cell(layout, one.line, other.position) for other in line.slots]
    if not all(cells) or any((figures.sheet, cell) in owned for cell in cells):
        return None
    params = {"label": line.row.title.vi if line.row else "", "column": slot.column.title.vi, "found": one.found}
    return finding(
        V.STATED_WITHOUT_PARTS,
        file=item.file,
        sheet=figures.sheet,
        cells=(item.cell(layout, one.line, slot.position),),
        form=layout.form.id,
        row=slot.row,
        column=one.column,
        unit=item.unit,
        period=item.period,
        params=params,
    )
