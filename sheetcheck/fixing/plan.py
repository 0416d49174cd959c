"""Which cells of a return are corrected: what was read with certainty, and suggestions that somebody asked for."""

from __future__ import annotations

import re
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import isclose, nan
from typing import Final

from sheetcheck.bearing import weighed
from sheetcheck.codes import all_codes
from sheetcheck.codes import cell as C
from sheetcheck.codes import entry as E
from sheetcheck.codes import layout as L
from sheetcheck.codes import value as V
from sheetcheck.evidence import Place
from sheetcheck.explained import explained
from sheetcheck.expression.evaluate import Value
from sheetcheck.figures import Figures
from sheetcheck.finding import Finding, Severity, Suggestion
from sheetcheck.fixing.edits import Edit
from sheetcheck.form import Form
from sheetcheck.formula import choice
from sheetcheck.judgement import judged
from sheetcheck.returns import Return
from sheetcheck.suggestions import Known, suggested
from sheetcheck.text import Text
from sheetcheck.waiver import Waiver

_NUMBERS: Final = (C.TEXT_NUMBER, C.ZERO_WORD, C.FLAG_WORD)
_DAYS: Final = (E.DATE_FROM_TEXT, E.TIME_DROPPED)
_TEXTS: Final = (E.UNIT_ZERO_LOST, E.UNIT_NAME_DROPPED, E.TERM_WORDS)
CERTAIN: Final = frozenset(one.code for one in (*_NUMBERS, *_DAYS, *_TEXTS))
"""Information of intake that leaves no doubt what was meant: the cell may as well say it."""
DOUBTED: Final = frozenset(
    one.code
    for one in (
        C.COMMA_THOUSANDS, C.DOT_DECIMAL, C.UNIT_IN_CELL, C.APPROXIMATE, C.PERCENT_SCALE,
        E.DATE_FROM_NUMBER, E.SHORT_YEAR, E.UNIT_AMBIGUOUS,
    )
)  # fmt: skip
"""Warnings that say how a cell was read: it may say so too, when somebody who looked at it wants it to."""
_NONE: Final = {C.ZERO_WORD.code: 0.0}
"""What a word means that says no figure."""
_OF_DAYS: Final = frozenset(one.code for one in (*_DAYS, E.DATE_FROM_NUMBER, E.SHORT_YEAR))
_BLANK: Final = frozenset(one.code for one in (V.MISSING, V.MISSING_ANNUAL, V.MISSING_SEX_SPLIT, V.MISSING_FIELD))
_ISO: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_MOST_ROUNDS: Final = 10
_BY_FORMULA: Final = Text(
    vi="ô có công thức, tính lại sau khi sửa ô khác", en="the cell has a formula, worked out again after the others"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One cell that changes, and why; `code` is that of the finding it goes back to."""

    sheet: str
    cell: str
    before: float | str | None
    after: float | str | None
    code: str
    why: Text
    is_day: bool = False
    is_formula: bool = False

    @property
    def edit(self) -> Edit:
        return Edit(self.cell, self.after, self.is_day, self.is_formula)


@dataclass(frozen=True, slots=True)
class Plan:
    """What changes in one return, and the errors and warnings that will still be found in it."""

    corrections: tuple[Correction, ...]
    left: tuple[Finding, ...]


def plan_of(
    item: Return,
    found: Sequence[Finding],
    forms: Mapping[str, Form],
    applied: Collection[str] = (),
    waivers: Sequence[Waiver] = (),
) -> Plan:
    """What to correct in a return of which all this was found; `applied` are codes (or ids) of findings.

    A suggestion is applied when it is the only one of its finding and goes together with the others. What it makes
    possible is applied too, so that a second run finds nothing more to do.
    """
    computing = {
        (one.sheet, cell) for one in item.findings if one.code == L.FORMULA_IN_INPUT.code for cell in one.cells
    }
    codes = CERTAIN | (DOUBTED & {*applied})
    made = {(one.sheet, one.cell): one for one in _as_read(found, codes) if (one.sheet, one.cell) not in computing}
    read = frozenset(made)
    left = [one for one in found if not _is_done(one, codes, read)]
    if item.identity is None or not (made or applied):
        return Plan(tuple(made.values()), _counted(left))
    item = replace(item, findings=tuple(one for one in item.findings if not _is_done(one, codes, read)))
    known = Known(item, forms)
    changes = {place: known.value(place) for sheet, cell in made if (place := _place(sheet, cell, known)) is not None}
    if any(_is_asked_for(one, applied) for one in left):
        own = {_key(one) for one in _again(item, forms, waivers)}
        others = [one for one in left if _key(one) not in own]
        now, there = item, known
        for _ in range(_MOST_ROUNDS):
            taken = _taken(left, there, applied, computing)
            if not taken.changes:
                break
            for one in taken.corrections:
                before = made.get((one.sheet, one.cell))
                made[one.sheet, one.cell] = replace(one, before=before.before) if before else one
            changes |= taken.changes
            now = _with(now, there.supposing(taken.changes), there)
            there = Known(now, forms)
            left = [*others, *_again(now, forms, waivers)]
    again = {(one.sheet, one.cell): one for one in _recalculated(changes, known)}
    return Plan((*made.values(), *again.values()), _counted(left))


def _is_done(one: Finding, codes: Collection[str], read: Collection[tuple[str, str]]) -> bool:
    """Whether a finding tells how a cell was read that now says so itself."""
    return one.code in codes and (one.sheet, *one.cells[:1]) in read


def _is_asked_for(one: Finding, applied: Collection[str]) -> bool:
    """Whether there is no doubt what to apply, and somebody wants it applied."""
    return len(one.suggestions) == 1 and (one.code in applied or one.rule in applied)


def _key(one: Finding) -> tuple[object, ...]:
    return one.code, one.rule, one.sheet, one.cells


def _counted(found: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(one for one in found if one.severity is not Severity.INFO)


def _as_read(found: Iterable[Finding], codes: Collection[str]) -> Iterator[Correction]:
    """The cells that may as well say what was read there."""
    for one in found:
        value, before = one.params.get("value", _NONE.get(one.code)), one.params.get("found")
        if one.code in codes and one.cells and isinstance(value, str | int | float):
            message, params = all_codes()[one.code].message, {**one.params, "value": _shown(value)}
            yield Correction(
                sheet=one.sheet,
                cell=one.cells[0],
                before=before if isinstance(before, str | int | float) else None,
                after=value,
                code=one.code,
                why=Text(message.fill("vi", params), message.fill("en", params)),
                is_day=one.code in _OF_DAYS,
            )


def _shown(value: float | str) -> float | str:
    """A day as one writes it."""
    match = _ISO.fullmatch(str(value))
    return f"{match[3]}/{match[2]}/{match[1]}" if match else value


def _place(sheet: str, cell: str, known: Known) -> Place | None:
    form = next((form for form, figures in known.item.figures.items() if figures.sheet == sheet), "")
    return known.place(form, cell) if form else None


@dataclass(frozen=True, slots=True)
class _Taken:
    """Suggestions that are applied together."""

    corrections: tuple[Correction, ...]
    changes: Mapping[Place, Value]


def _taken(
    found: Iterable[Finding], known: Known, applied: Collection[str], computing: Collection[tuple[str, str]]
) -> _Taken:
    """The only suggestion of each finding asked for, as long as no two of them contradict each other.

    What a formula in a cell to fill in is `computing` would come back.
    """
    changes: dict[Place, Value] = {}
    corrections: list[Correction] = []
    for one in found:
        if not _is_asked_for(one, applied):
            continue
        suggestion = one.suggestions[0]
        new = _changes(suggestion, known)
        if any((cell.sheet, cell.cell) in computing for cell in suggestion.replacements) or not new:
            continue
        if any(changes.get(place, value) != value for place, value in new.items()):
            continue
        supposed = known.supposing({**changes, **new})
        if any(known.verdict(ask, supposed) is False for ask in known.touching(supposed)):
            continue
        corrections += _corrections(one, suggestion, new, known)
        changes |= new
    return _Taken(tuple(corrections), changes)


def _changes(suggestion: Suggestion, known: Known) -> dict[Place, Value]:
    """The cells of a suggestion with what rules will see there."""
    changes: dict[Place, Value] = {}
    for cell in suggestion.replacements:
        place = _place(cell.sheet, cell.cell, known)
        slot = known.slot(place) if place else None
        if place is None or slot is None:
            return {}
        after = cell.after
        changes[place] = choice(slot.column, after) if slot.column.choices and isinstance(after, str) else after
    return changes


def _corrections(
    one: Finding, suggestion: Suggestion, changes: Mapping[Place, Value], known: Known
) -> Iterator[Correction]:
    for cell, place in zip(suggestion.replacements, changes, strict=True):
        yield Correction(
            sheet=cell.sheet,
            cell=cell.cell,
            before=cell.before,
            after=cell.after,
            code=one.code,
            why=suggestion.why,
            is_day=cell.is_day,
            is_formula=known.is_formula(place),
        )


def _recalculated(changes: Mapping[Place, Value], known: Known) -> Iterator[Correction]:
    """Cells with formulas that look at what changes: they would show the old result until somebody opens the file."""
    for place, value in known.supposing(changes).items():
        figures = known.item.figures.get(place.form)
        if place in changes or figures is None or value is None or not known.there.address(place):
            continue
        is_stated = (place.line, place.column) not in figures.completed
        before = known.value(place) if is_stated else None
        if isinstance(before, float) and isinstance(value, float) and isclose(before, value, rel_tol=1e-12):
            continue
        yield Correction(
            sheet=figures.sheet,
            cell=known.there.address(place),
            before=before if isinstance(before, str | float) else None,
            after=value,
            code="",
            why=_BY_FORMULA,
            is_formula=True,
        )


def _again(item: Return, forms: Mapping[str, Form], waivers: Sequence[Waiver]) -> list[Finding]:
    """What is found in a return by itself."""
    found = [*item.findings, *weighed(judged([item], forms), [item], forms)]
    return suggested(explained(found, [item], forms, waivers), [item], forms)


def _with(item: Return, supposed: Mapping[Place, Value], known: Known) -> Return:
    """The return as it is when these cells say this."""
    changed: dict[str, dict[Place, Value]] = {}
    for place, value in supposed.items():
        changed.setdefault(place.form, {})[place] = value
    figures = {name: _figures(one, changed.get(name, {}), known) for name, one in item.figures.items()}
    cells = {(item.figures[place.form].sheet, known.there.address(place)) for place in supposed}
    kept = tuple(_without(one, cells) for one in item.findings if not _is_about(one, cells))
    return replace(item, figures=figures, findings=tuple(one for one in kept if one.cells or one.code not in _BLANK))


def _figures(one: Figures, changes: Mapping[Place, Value], known: Known) -> Figures:
    if not changes:
        return one
    values, texts, states = array("d", one.values), dict(one.texts), dict(one.states)
    for place, value in changes.items():
        at = (place.line, place.column)
        number = known.asked.layouts[place.form].number(*at)
        states.pop(at, None)
        if number >= 0:
            values[number] = float(value) if isinstance(value, int | float) else nan
        elif value is None:
            texts.pop(at, None)
        else:
            texts[at] = str(value)
    completed = one.completed - {(place.line, place.column) for place in changes}
    return replace(one, values=values, texts=texts, states=states, completed=completed)


def _is_about(one: Finding, cells: Collection[tuple[str, str]]) -> bool:
    """Whether a finding speaks of how such a cell was read."""
    return one.code[0] == "T" and any((one.sheet, cell) in cells for cell in one.cells)


def _without(one: Finding, cells: Collection[tuple[str, str]]) -> Finding:
    """What is said of blanks, without those that are filled in."""
    if one.code not in _BLANK:
        return one
    return replace(one, cells=tuple(cell for cell in one.cells if (one.sheet, cell) not in cells))
