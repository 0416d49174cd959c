"""The rules inside the workbook: a hidden sheet of formulas that cells and the cover page look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from sheetcheck.expression import Name, violated_formula
from sheetcheck.finding import Severity
from sheetcheck.formula import ABSENT, holds_text, slot_of, special
from sheetcheck.identity import Identity, anybody
from sheetcheck.layout import RULES_SHEET, Layout, Slot
from sheetcheck.rule import Instance, applies, has_any_cell, instances, lines_of
from sheetcheck.xlsx import Book, Page


@dataclass(frozen=True, slots=True)
class _Check:
    """One rule on one place: what it is called, its cells, and the formula that is TRUE when it is broken."""

    form: str
    rule: str
    slots: tuple[Slot, ...]
    formula: str


def write(book: Book, pages: Mapping[str, Page], layouts: Sequence[Layout], identity: Identity) -> Mapping[str, str]:
    """Form id -> the range of that form's verdicts. Cells of a broken rule turn red as one types."""
    page = book.page(RULES_SHEET)
    page.hide()
    verdicts: dict[str, str] = {}
    number = 0
    for layout in layouts:
        if layout.form.kind == "list":
            continue
        first = number + 1
        broken: dict[str, list[int]] = {}
        for check in _checks(layout, tuple(layouts), anybody(identity)):
            number += 1
            page.text(number, 1, check.form)
            page.text(number, 2, check.rule)
            page.formula(number, 3, check.formula, 0)
            for slot in check.slots:
                broken.setdefault(slot.cell, []).append(number)
        for cell, numbers in broken.items():
            test = ",".join(f"{RULES_SHEET}!$C${one}" for one in numbers)
            pages[layout.form.id].colour(cell, f"OR({test})", "bad")
        if number >= first:
            verdicts[layout.form.id] = f"{RULES_SHEET}!$C${first}:$C${number}"
    return verdicts


@cache
def _checks(layout: Layout, layouts: tuple[Layout, ...], identity: Identity) -> tuple[_Check, ...]:
    """The checks of a form; the same for all units of a round, so they are worked out once."""
    return tuple(_of_form(layout, {one.form.id: one for one in layouts}, identity))


def _of_form(layout: Layout, layouts: Mapping[str, Layout], identity: Identity) -> Iterator[_Check]:
    for rule in layout.form.rules:
        if rule.severity is not Severity.ERROR or not applies(rule, layout):
            continue
        for instance in instances(rule):
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

    formula = violated_formula(instance.expression, cell, is_text=text)
    if formula is None:
        return
    found = [slot_of({}, layout, name, at) for name in instance.names if not name.form]
    yield _Check(layout.form.id, instance.rule.id, tuple(slot for slot in found if slot), formula)
