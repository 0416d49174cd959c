"""Rules that say nothing: those that no figures break, and those that no figures satisfy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sheetcheck.codes import review as D
from sheetcheck.document import mistake
from sheetcheck.expression import Name
from sheetcheck.expression.evaluate import evaluate
from sheetcheck.expression.solver import Answer, is_installed
from sheetcheck.expression.tree import Node
from sheetcheck.finding import Finding
from sheetcheck.review import Forms, Spot
from sheetcheck.review._questions import question_on
from sheetcheck.review._statements import Cells, limits_of
from sheetcheck.review._witness import records
from sheetcheck.rule import Instance


@dataclass
class _Verdict:
    """What was found of a rule, with one choice of its loops, over all its spots so far."""

    instance: Instance
    breakable: bool = False
    unkeepable: bool = False
    asked: set[object] = field(default_factory=set)

    def ask(self, spot: Spot, cells: Cells) -> None:
        """Cells are free here, computed ones too: somebody may have typed over the formula."""
        likeness = cells.likeness(spot)
        if likeness in self.asked:
            return
        self.asked.add(likeness)
        node, names = cells.stated(spot).node, cells.stated(spot).names
        seen = {evaluate(node, record) for record in records(names, [node], cells, blanks=True)}
        self.breakable |= False in seen
        if not {True, False} <= seen:
            self._solve(node, names, cells)

    def _solve(self, node: Node, names: tuple[Name, ...], cells: Cells) -> None:
        question, facts = question_on(names, [node], cells)
        facts += [question.is_within(name, *limits_of(cells, name)) for name in names]
        broken = question.answer([*facts, question.is_false(node)])
        self.breakable |= broken is not Answer.IMPOSSIBLE
        if broken is Answer.POSSIBLE:
            self.unkeepable |= question.answer([*facts, question.is_true(node)]) is Answer.IMPOSSIBLE


def mistakes(forms: Forms) -> Iterator[Finding]:
    """Nothing when the solver is not there: only it can say that something is impossible."""
    verdicts: dict[int, _Verdict] = {}
    for edition in forms.editions if is_installed() else ():
        cells = Cells(edition)
        for spot in forms.spots(edition):
            if spot.instance.expression.aggregates or spot.instance.expression.others:
                continue  # how many records there are, and what other returns say, is left open
            verdicts.setdefault(id(spot.instance), _Verdict(spot.instance)).ask(spot, cells)
    said: set[int] = set()
    for verdict in verdicts.values():
        rule = verdict.instance.rule
        is_idle = not verdict.breakable and id(rule) not in forms.undecided
        if id(rule) not in said and (verdict.unkeepable or is_idle):
            said.add(id(rule))
            code = D.ALWAYS_FAILS if verdict.unkeepable else D.NEVER_FAILS
            yield mistake(code, rule.place.of("check").value, rule=rule.id, check=verdict.instance.expression.text)
