"""The rules inside the workbook: a hidden sheet of formulas that cells and the cover page look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from sheetcheck.expression import Expression, Name, violated_formula
from sheetcheck.expression.evaluate import Value, evaluate
from sheetcheck.finding import Severity
from sheetcheck.formula import ABSENT, Filled, figure_of, holds_text, lists_in, records_in, slot_of, special
from sheetcheck.grid import a1
from sheetcheck.identity import Identity, anybody
from sheetcheck.layout import FIRST_LINE, RULES_SHEET, Layout, Slot
from sheetcheck.rule import Instance, applies, has_any_cell, lines_of, own_instances
from sheetcheck.xlsx import Book, Page

_FIRST_MIRROR = 4


@dataclass(frozen=True, slots=True)
class _Check:
    """One rule on one place: what it is called, its cells, and the formula that is TRUE when it is broken."""

    form: str
    rule: str
    slots: tuple[Slot, ...]
    formula: str
    condition: Expression
    layouts: tuple[Layout, ...]
    places: Mapping[Name, tuple[Layout, Slot]]

    def is_broken(self, identity: Identity, figures: Mapping[str, Filled]) -> bool:
        """What the formula comes to for figures that are known."""
        values: dict[Name, Value] = dict.fromkeys(self.condition.names)
        layouts = {one.form.id: one for one in self.layouts}
        for name, (layout, slot) in self.places.items():
            values[name] = figure_of(slot, layout, identity, figures, layouts)
        values |= {name: special(name, identity) for name in self.condition.specials}
        lists = {one.form for one in self.condition.aggregates} & layouts.keys()
        records = {form: records_in(layouts[form], figures.get(form, {})) for form in lists}
        return evaluate(self.condition.node, values, records) is False


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Where the verdicts of a form stand, and how many of them are broken by the figures filled in."""

    cells: str
    broken: int


def write(
    book: Book,
    pages: Mapping[str, Page],
    layouts: Sequence[Layout],
    identity: Identity,
    figures: Mapping[str, Filled],
) -> Mapping[str, Verdicts]:
    """The verdicts by form id. Cells of a broken rule turn red as one types.

    Column C has a verdict for each check. Right of it every form has a mirror of its table, which is TRUE where
    a cell's checks are broken, so that one conditional format serves the whole form.
    """
    page = book.page(RULES_SHEET)
    page.hide()
    verdicts: dict[str, Verdicts] = {}
    number, mirror = 0, _FIRST_MIRROR
    alike = replace(anybody(identity), language=identity.language)  # choices are printed in its words
    for layout in layouts:
        checks = _checks(layout, tuple(layouts), alike) if layout.form.kind == "matrix" else ()
        if not checks:
            continue
        broken = [any(figures.values()) and check.is_broken(identity, figures) for check in checks]
        cells: dict[tuple[int, int], list[int]] = {}
        for index, check in enumerate(checks):
            row = number + 1 + index
            page.text(row, 1, check.form)
            page.text(row, 2, check.rule)
            page.formula(row, 3, check.formula, broken[index])
            for slot in check.slots:
                cells.setdefault((slot.line, slot.position), []).append(index)
        for (line, position), of_cell in cells.items():
            test = ",".join(f"$C${number + 1 + index}" for index in of_cell)
            page.formula(line, mirror + position, f"OR({test})", any(broken[index] for index in of_cell))
        table = f"{a1(FIRST_LINE, 1)}:{a1(layout.last_line, layout.width)}"
        pages[layout.form.id].colour(table, f"{RULES_SHEET}!{a1(FIRST_LINE, mirror + 1)}", "bad")
        where = f"{RULES_SHEET}!$C${number + 1}:$C${number + len(checks)}"
        verdicts[layout.form.id] = Verdicts(where, sum(broken))
        number, mirror = number + len(checks), mirror + layout.width
    return verdicts


@cache
def _checks(layout: Layout, layouts: tuple[Layout, ...], identity: Identity) -> tuple[_Check, ...]:
    """The checks of a form; the same for all units and one language of a round, so they are worked out once."""
    return tuple(_of_form(layout, {one.form.id: one for one in layouts}, identity))


def _of_form(layout: Layout, layouts: Mapping[str, Layout], identity: Identity) -> Iterator[_Check]:
    for rule in layout.form.rules:
        if rule.severity is not Severity.ERROR or not applies(rule, layout):
            continue
        for instance in own_instances(rule):
            if instance.is_row_scope:
                for index in lines_of(instance, layout):
                    yield from _check(instance, layout, layouts, identity, layout.lines[index].slots[0])
            elif has_any_cell(instance, layouts, layout):
                yield from _check(instance, layout, layouts, identity, None)


def _check(
    instance: Instance, layout: Layout, layouts: Mapping[str, Layout], identity: Identity, at: Slot | None
) -> Iterator[_Check]:
    def cell(name: Name) -> str:
        if name.special:
            return f'"{special(name, identity)}"'
        slot = slot_of(layouts, layout, name, at)
        if slot is None:
            return ABSENT
        return f"'{layouts[name.form].sheet if name.form else layout.sheet}'!{slot.cell}"

    def text(name: Name) -> bool:
        slot = slot_of(layouts, layout, name, at)
        return name.special or (slot is not None and holds_text(slot))

    def known(name: Name) -> str | None:
        return special(name, identity) if name.special else None

    lists = lists_in(layouts, layout, identity.language, known)
    formula = violated_formula(instance.expression, cell, is_text=text, lists=lists)
    if formula is None:
        return
    places = {
        name: (layouts.get(name.form, layout), slot)
        for name in instance.names
        if (slot := slot_of(layouts, layout, name, at)) is not None
    }
    own = tuple(slot for home, slot in places.values() if home is layout)
    yield _Check(layout.form.id, instance.rule.id, own, formula, instance.expression, tuple(layouts.values()), places)
