"""Where a rule acts: in the workbook while somebody types, when the return comes in, further up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Final

from sheetcheck.catalogue import Catalogue
from sheetcheck.checks import checks_of
from sheetcheck.form import Form, Rule, Scope
from sheetcheck.identity import Identity, issued_layouts, nobody
from sheetcheck.layout import Layout
from sheetcheck.period import PeriodKind, parse_period
from sheetcheck.rule import applies
from sheetcheck.rules import TYPES
from sheetcheck.text import Text


class Act(StrEnum):
    """Where a rule acts."""

    CELL = "cell"
    STATUS = "status"
    INTAKE = "intake"
    CONSOLIDATED = "consolidated"
    UNITS = "units"


ACTS: Final = {
    Act.CELL: Text(vi="ô đổi màu ngay khi điền", en="cells change colour as one types"),
    Act.STATUS: Text(vi="tình trạng ở trang đầu của biểu mẫu", en="the status on the workbook's first sheet"),
    Act.INTAKE: Text(vi="khi nhận báo cáo (sheetcheck check)", en="when the return comes in (sheetcheck check)"),
    Act.CONSOLIDATED: Text(vi="báo cáo tổng hợp nộp lên trên", en="consolidated returns sent upward"),
    Act.UNITS: Text(vi="khi so các đơn vị với nhau", en="when units are compared"),
}
_SOME: Final = {PeriodKind.HALF: "2026-H1", PeriodKind.YEAR: "2026"}
"""A period of each kind: where a rule acts is the same in all."""


def acts(rule: Rule, forms: Iterable[Form], catalogue: Catalogue) -> tuple[Act, ...]:
    """Where a rule acts, in the order in which a return meets it."""
    if rule.type and TYPES[rule.type].across:
        return (Act.UNITS,)
    found = {Act.INTAKE, *_in_workbook(rule, forms, catalogue)}
    if rule.scope is not Scope.OWN:
        found.add(Act.CONSOLIDATED)
    return tuple(act for act in Act if act in found)


def _in_workbook(rule: Rule, forms: Iterable[Form], catalogue: Catalogue) -> set[Act]:
    """What the formulas of a workbook make of it: those of the first edition that has any."""
    for form in forms:
        for level in form.levels:
            for kind in form.periods:
                for scope in Scope:
                    period = parse_period(_SOME[kind])
                    identity = nobody(level, period, scope)
                    layouts = tuple(issued_layouts(catalogue.forms.values(), identity))
                    layout = next((layout for layout in layouts if layout.form is form), None)
                    found = _live(layout, layouts, identity) if layout and applies(rule, layout) else {}
                    if rule.id in found:
                        return {Act.STATUS, Act.CELL} if found[rule.id] else {Act.STATUS}
    return set()


@lru_cache(maxsize=256)
def _live(layout: Layout, layouts: tuple[Layout, ...], identity: Identity) -> Mapping[str, bool]:
    """The rules that are formulas of a form's sheet, and whether some cell changes colour by them.

    Worked out once for all rules of a form: it takes 80 ms.
    """
    found: dict[str, bool] = {}
    for check in checks_of(layout, layouts, identity):
        name = check.instance.rule.id
        found[name] = found.get(name, False) or bool(check.slots)
    return found
