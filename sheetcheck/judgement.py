"""What the engine found, said as findings: which cells, which figures; one fault is said once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sheetcheck.across import judge_across
from sheetcheck.codes import value as V
from sheetcheck.engine import Broken, Unproved, judge
from sheetcheck.evidence import Evidence, Place, Stated, evidence, known_records, private, specials, stated
from sheetcheck.expression import Name
from sheetcheck.expression.evaluate import Value, evaluate
from sheetcheck.finding import Finding, finding
from sheetcheck.form import Form
from sheetcheck.returns import Return


def judged(returns: Sequence[Return], forms: Mapping[str, Form]) -> Iterator[Finding]:
    """A finding for each broken rule, unless an earlier stage already speaks of one of its cells."""
    known: dict[int, Stated] = {}
    for one in judge(forms, returns):
        there = known.get(one.index) or known.setdefault(one.index, stated(returns[one.index], forms))
        found = _broken(one, there) if isinstance(one, Broken) else _unproved(one, there)
        if found is not None:
            yield found
    for broken, quoted in judge_across(forms, returns):
        there = known.get(broken.index) or known.setdefault(broken.index, stated(returns[broken.index], forms))
        if (said := _broken(broken, there)) is not None:
            yield replace(said, params={**said.params, **quoted})


def _broken(one: Broken, there: Stated) -> Finding | None:
    """None when a cell of the rule is gone or could not be read: unknown is undecided."""
    found = evidence(one, there)
    if found is None:
        return None
    rule, item, form = one.instance.rule, there.item, one.layout.form.id
    return Finding(
        code=rule.code,
        severity=rule.severity,
        file=item.file,
        sheet=item.figures[form].sheet,
        cells=found.cells,
        form=form,
        row=found.first.row if found.first else "",
        column=found.first.column.id if found.first else "",
        unit=item.unit,
        period=item.period,
        rule=rule.id,
        params=_params(one, found, there),
    )


def _params(one: Broken, found: Evidence, there: Stated) -> dict[str, object]:
    """The figures a sentence may quote: every name, both sides of a comparison, the loop's choices.

    Of a record all its fields; of records taken together, how many there are.
    """
    values: dict[Name, Value] = {**one.values, **specials(one, there.item)}
    records = known_records(one, there)
    params: dict[str, object] = {name.written: value for name, value in values.items()}
    if one.instance.expression.aggregates:
        params["count"] = found.count
    if one.line is not None and one.layout.form.kind == "list":
        params = {"record": one.line + 1, **one.record, **params}
        params = {name: value for name, value in params.items() if name not in private(one.layout.form)}
    for side in ("left", "right"):
        expression = getattr(one.instance.expression, side)
        if expression is not None:
            params[side] = evaluate(expression.node, values, records)
    return {**params, **one.instance.turns}


def _unproved(one: Unproved, there: Stated) -> Finding | None:
    """None when it is not stated, or already said that a part is gone, blank or unreadable."""
    form = one.layout.form.id
    line, figures = one.layout.lines[one.line], there.item.figures[form]
    if (one.line, one.column) in figures.completed:
        return None  # not stated at all
    slot = next(slot for slot in line.slots if slot.column.id == one.column)
    if any(there.is_doubtful(Place(form, one.line, other.column.id)) for other in line.slots):
        return None
    params = {"label": line.row.title.vi if line.row else "", "column": slot.column.title.vi, "found": one.found}
    return finding(
        V.STATED_WITHOUT_PARTS,
        file=there.item.file,
        sheet=figures.sheet,
        cells=(there.address(Place(form, one.line, one.column)),),
        form=form,
        row=slot.row,
        column=one.column,
        unit=there.item.unit,
        period=there.item.period,
        params=params,
    )
