"""What may have been meant: corrections deduced from the rules that a return breaks, the fewest cells first.

Each module is one way in which figures go wrong, found by walking this package; to add one, add a module with a
`DEDUCTION`. A deduction only proposes. A proposal is told when, with it, the broken rule holds and so does every other
rule that names one of its cells (or it cannot be decided); the plain evaluator says so. Of several that need equally
few cells none is chosen: all are told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import isfinite
from typing import Final

from sheetcheck.discovery import gather, modules
from sheetcheck.evidence import Place
from sheetcheck.expression.evaluate import Value
from sheetcheck.finding import Finding, Replacement, Severity, Suggestion
from sheetcheck.form import Form
from sheetcheck.kinds import KINDS
from sheetcheck.returns import Return
from sheetcheck.suggestions._asked import Ask
from sheetcheck.suggestions._case import Case, Deduction, Proposal, is_equality
from sheetcheck.suggestions._known import Known as Known
from sheetcheck.suggestions.reading import CODES

DEDUCTIONS: Final[Mapping[str, Deduction]] = gather(
    (module.__name__, module.DEDUCTION.name, module.DEDUCTION) for module in modules(__name__, __path__)
)
_MOST_TOLD: Final = 3
_MOST_CASES: Final = 30
"""Of one return: with more faults than this it was not filled in with a slip or two."""
_MOST_TOGETHER: Final = 5_000
"""Of a batch: ten seconds, and more than anybody reads. The first are those of the first returns."""


def suggested(found: Iterable[Finding], returns: Iterable[Return], forms: Mapping[str, Form]) -> list[Finding]:
    """The findings, errors and warnings with what may have been meant."""
    by_file = {one.file: one for one in returns}
    known: dict[str, Known] = {}
    cases: Counter[str] = Counter()
    together = 0
    said: list[Finding] = []
    for one in found:
        item = by_file.get(one.file)
        if is_asked(one) and item is not None and item.identity is not None and one.form in item.figures:
            cases[one.file] += 1
            if cases[one.file] <= _MOST_CASES and together < _MOST_TOGETHER:
                together += 1
                there = known.get(one.file) or known.setdefault(one.file, Known(item, forms))
                one = replace(one, suggestions=tuple(suggestions_for(one, there)))
        said.append(one)
    return said


def is_asked(one: Finding) -> bool:
    """Whether anything can be deduced about a finding: a rule that counts, or a cell that was read with a doubt."""
    counts = one.severity in (Severity.ERROR, Severity.WARNING)
    return counts and bool(one.cells) and bool(one.rule or one.code in CODES)


def suggestions_for(one: Finding, known: Known) -> Iterator[Suggestion]:
    """At most three, all with the same number of cells."""
    case = _case(one, known)
    if case is None:
        return
    tried = [
        ((not deduction.settles, len(proposal.changes)), deduction.name, proposal)
        for deduction in DEDUCTIONS.values()
        for proposal in deduction.proposals(case)
    ]
    tried.sort(key=lambda entry: entry[0])  # the sort is stable: by deduction, then as each came
    best: tuple[bool, int] | None = None
    told: list[Mapping[Place, Value]] = []
    for order, name, proposal in tried:
        if best is not None and (order != best or len(told) == _MOST_TOLD):
            return
        if proposal.changes not in told and _mends(proposal, case):
            best = order
            told.append(proposal.changes)
            yield Suggestion(
                deduction=name, replacements=tuple(_replacements(proposal.changes, case)), why=proposal.why
            )


def _case(one: Finding, known: Known) -> Case | None:
    """None for a finding about something that nothing can be deduced of."""
    if not one.rule:
        place = known.place(one.form, one.cells[0])
        return Case(one, known, None, place, {}) if place else None
    record = one.params.get("record")
    line = int(record) - 1 if isinstance(record, int | float) else None
    for ask in known.asks(one.form, one.rule, line):
        places = [place for _, place in ask.places if place is not None]
        cells = {_address(place, one.form, known) for place in places}
        if places and cells <= {*one.cells, ""} and known.verdict(ask) is False:
            return Case(one, known, ask, None, _figures(places, known))
    return None


def _figures(places: Sequence[Place], known: Known) -> Mapping[Place, float]:
    inputs = dict.fromkeys(one for place in places for one in known.inputs(place))
    return {one: value for one in inputs if isinstance(value := known.value(one), float) and isfinite(value)}


def _address(place: Place, form: str, known: Known) -> str:
    cell = known.there.address(place)
    return cell if place.form == form or not cell else f"{known.item.figures[place.form].sheet}!{cell}"


def _mends(proposal: Proposal, case: Case) -> bool:
    """Whether the finding is gone with it, and nothing that speaks of its cells is broken."""
    known, changes = case.known, proposal.changes
    if not all(known.is_possible(place, value) or known.is_formula(place) for place, value in changes.items()):
        return False
    supposed = known.supposing(changes)
    if case.ask is not None and known.verdict(case.ask, supposed) is not True:
        return False
    touched = list(known.touching(supposed))
    if proposal.needs_equality and not any(_is_proof(ask, case) for ask in touched):
        return False
    for ask in touched:
        after = known.verdict(ask, supposed)
        if after is False or (after is None and not proposal.loses and known.verdict(ask) is False):
            return False
    return True


def _is_proof(ask: Ask, case: Case) -> bool:
    return is_equality(ask) and case.known.verdict(ask) is False


def _replacements(changes: Mapping[Place, Value], case: Case) -> Iterator[Replacement]:
    known, language = case.known, case.known.identity.language
    for place, value in sorted(changes.items(), key=lambda change: case.position(change[0])):
        slot = known.slot(place)
        if slot is None or (value == known.value(place) and place != case.place):
            continue  # it says so already
        before = case.finding.params.get("found") if place == case.place else known.value(place)
        choice = slot.column.choices.get(str(value))
        yield Replacement(
            sheet=known.item.figures[place.form].sheet,
            cell=known.there.address(place),
            before=before if isinstance(before, float | int | str) else None,
            after=choice.of(language) if choice else value,
            is_day=KINDS[slot.column.kind].name == "date",
        )
