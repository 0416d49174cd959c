"""Rules that contradict each other: a form that is filled in breaks one of them, whatever its figures.

Only rules that reject a return take part, those that are in force together, with what computed cells come to and the
limits of columns. All cells are taken as filled in; when two optional ones together are the trouble they exclude each
other, and one stays blank.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from sheetcheck.codes import review as D
from sheetcheck.document import mistake
from sheetcheck.expression import Name
from sheetcheck.expression.solver import is_installed
from sheetcheck.finding import Finding, Severity
from sheetcheck.form import Place
from sheetcheck.life import asked_together
from sheetcheck.review import Edition, Forms, Spot
from sheetcheck.review._demands import Clash, clashes, one_of_each
from sheetcheck.review._groups import groups
from sheetcheck.review._statements import Cells, Statement
from sheetcheck.rule import Instance
from sheetcheck.text import LANGUAGES, Text

_NAMED: Final = 12
"""Cells that are named."""
_COMPUTED: Final = Text(vi="ô tự tính {cell}", en="computed {cell}")
_LIMITED: Final = Text(vi="min/max của {cell}", en="min/max of {cell}")


def mistakes(forms: Forms) -> Iterator[Finding]:
    """Nothing when the solver is not there."""
    looked_at: set[object] = set()
    known: list[frozenset[str]] = []
    for edition in forms.editions if is_installed() else ():
        cells = Cells(edition)
        for spots in _asked_together(forms, edition):
            for group in groups(_statements(spots, cells, without=one_of_each(known)), cells):
                # The rows of a form are often alike, and so are its editions.
                key = (group.shape, tuple(one.rule.id for one in group.statements))
                if key in looked_at:
                    continue
                looked_at.add(key)
                for clash in clashes(group):
                    if clash.rules not in known:
                        known.append(clash.rules)
                        yield _said(clash, cells)


def _asked_together(forms: Forms, edition: Edition) -> Iterator[list[Spot]]:
    """What rejects a return at one time or another: all at once, unless rules have a beginning or an end."""
    rejecting = [spot for spot in forms.spots(edition) if _rejects(spot.instance)]
    for rules in asked_together({id(spot.instance.rule): spot.instance.rule for spot in rejecting}.values()):
        asked = {id(rule) for rule in rules}
        yield [spot for spot in rejecting if id(spot.instance.rule) in asked]


def _rejects(instance: Instance) -> bool:
    """Whether one broken line sends a return back; records of lists and other returns are left open."""
    rule = instance.rule
    is_weighed = rule.trial or rule.fail_when is not None
    is_open = instance.expression.aggregates or instance.expression.others
    return rule.severity is Severity.ERROR and not is_weighed and not is_open


def _statements(spots: Iterable[Spot], cells: Cells, without: set[str]) -> list[Statement]:
    """What rules say, wherever they are checked."""
    return [cells.stated(spot) for spot in spots if spot.instance.rule.id not in without]


def _said(clash: Clash, cells: Cells) -> Finding:
    named: dict[object, None] = dict.fromkeys(f"{one.rule.id} ({_at(_place(one))})" for one in clash.statements)
    named |= dict.fromkeys(_with(_COMPUTED, name) for name in clash.given)
    named |= dict.fromkeys(_with(_LIMITED, name) for name in clash.limited)
    filled = [f"{_short(name)} ({cells.slot(name).cell})" for name in clash.filled]
    edition = cells.edition
    owner = next(iter((*clash.given, *clash.limited, *clash.filled)), None)
    first = _place(clash.statements[0]) if clash.statements or owner is None else cells.slot(owner).column.place
    return mistake(
        D.CONTRADICTION,
        first,
        rules=list(named),
        cells=filled[:_NAMED] + (["…"] if len(filled) > _NAMED else []),
        forms=list(dict.fromkeys(one.spot.layout.sheet for one in clash.statements)),
        level=edition.level.value,
        period=edition.period.value,
        scope=edition.scope.value,
    )


def _with(text: Text, name: Name) -> Text:
    return Text(*(text.fill(language, {"cell": _short(name)}) for language in LANGUAGES))


def _place(statement: Statement) -> Place:
    return statement.rule.place.of("check")


def _at(place: Place) -> str:
    return f"{place.file}:{place.line}"


def _short(name: Name) -> str:
    return f"{name.row}.{name.column}"
