"""How a checked batch did, rule by rule. Worked out only when somebody asks: the rules are asked once more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import polars as pl

from sheetcheck.across import standings
from sheetcheck.engine import cells_of, own_name, written_name
from sheetcheck.expression import to_polars
from sheetcheck.finding import Finding, Severity
from sheetcheck.form import Form, Rule
from sheetcheck.gathering import of_groups
from sheetcheck.returns import Return
from sheetcheck.rule import Instance, applies, has_any_cell, lines_of, own_instances
from sheetcheck.table import LINE, RETURN, FormTable, tables, texts_in, with_special


class Verdict(StrEnum):
    """Of a rule on one return. BROKEN: somewhere. HELD: nowhere broken, and decided somewhere.

    UNDECIDED: decided nowhere, because figures are blank, unreadable, or not comparable.
    """

    BROKEN = "broken"
    HELD = "held"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleTally:
    """One rule over a batch: of how many returns it was asked, what came of it, and in how many units it is broken."""

    rule: str
    code: str
    severity: Severity
    forms: tuple[str, ...]
    checked: int
    held: int
    broken: int
    undecided: int
    units: int


class _Asked(NamedTuple):
    """A rule, in which form and of which return it was asked, and whether it holds somewhere there."""

    rule: Rule
    form: str
    of: int
    holds: bool


def tally(forms: Mapping[str, Form], batch: Sequence[Return], findings: Iterable[Finding]) -> tuple[RuleTally, ...]:
    """Every rule that was asked of a return: those that most units break first, then by code."""
    asked = tuple(_asked(forms, batch))
    rules = {one.rule.id: one.rule for one in asked}
    homes: dict[str, set[str]] = {}
    for one in asked:
        homes.setdefault(one.rule.id, set()).add(one.form)
    found = [
        _tally(rules[rule], sorted(homes[rule]), said, batch)
        for rule, said in _verdicts(asked, batch, findings).items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.units, -one.broken, one.code)))


def verdicts_of(
    forms: Mapping[str, Form], batch: Sequence[Return], findings: Iterable[Finding]
) -> Mapping[str, Mapping[int, Verdict]]:
    """Rule id -> index of a return -> what the rule says of it; of every return that the rule is for."""
    return _verdicts(_asked(forms, batch), batch, findings)


def _verdicts(
    asked: Iterable[_Asked], batch: Sequence[Return], findings: Iterable[Finding]
) -> Mapping[str, Mapping[int, Verdict]]:
    said: dict[str, dict[int, Verdict]] = {}
    for one in asked:
        verdicts = said.setdefault(one.rule.id, {})
        if one.holds or one.of not in verdicts:
            verdicts[one.of] = Verdict.HELD if one.holds else Verdict.UNDECIDED
    places = {one.file: index for index, one in enumerate(batch)}
    for found in findings:
        if found.rule in said and found.file in places:
            said[found.rule][places[found.file]] = Verdict.BROKEN
    return said


def _tally(rule: Rule, forms: Sequence[str], verdicts: Mapping[int, Verdict], batch: Sequence[Return]) -> RuleTally:
    counts = Counter(verdicts.values())
    units = {batch[i].unit or batch[i].file for i, verdict in verdicts.items() if verdict is Verdict.BROKEN}
    return RuleTally(
        rule=rule.id,
        code=rule.code,
        severity=rule.severity,
        forms=tuple(forms),
        checked=len(verdicts),
        held=counts[Verdict.HELD],
        broken=counts[Verdict.BROKEN],
        undecided=counts[Verdict.UNDECIDED],
        units=len(units),
    )


def _asked(forms: Mapping[str, Form], batch: Sequence[Return]) -> Iterator[_Asked]:
    by_form = {name: list(tables(form, batch)) for name, form in forms.items()}
    for found in by_form.values():
        for table in found:
            yield from _of_lines(table, batch)
            yield from _of_returns(table, by_form, batch)
    for one in standings(forms, batch):
        holds = one.standing is not None and one.standing.holds
        yield _Asked(one.instance.rule, one.layout.form.number, one.line[RETURN], holds)


def _of_lines(table: FormTable, batch: Sequence[Return]) -> Iterator[_Asked]:
    """Rules that speak of one row or record, or of a group of records: held where they hold of any."""
    layout, texts = table.layout, texts_in(table.lines)
    found: list[Instance] = []
    verdicts: list[pl.Expr | pl.Series] = []
    for rule in table.rules:
        for instance in own_instances(rule) if applies(rule, layout) else ():
            name = str(len(found))
            if instance.per:
                verdicts.append(of_groups(table, instance.expression, instance.per, batch).alias(name))
            elif instance.is_row_scope and (lines := lines_of(instance, layout)):
                verdict = to_polars(instance.expression, own_name, texts=texts)
                is_for = pl.col(LINE).is_in(lines) if layout.form.kind == "matrix" else pl.lit(True)
                verdicts.append(pl.when(is_for).then(verdict).alias(name))
            else:
                continue
            found.append(instance)
    names = [name for instance in found for name in instance.expression.names]
    made = with_special(table.lines, batch, names).select(pl.col(RETURN), *verdicts)
    yield from _held(found, table, made.group_by(RETURN).agg(pl.col(str(i)).any() for i in range(len(found))))


def _of_returns(
    table: FormTable, by_form: Mapping[str, Sequence[FormTable]], batch: Sequence[Return]
) -> Iterator[_Asked]:
    layout = table.layout
    layouts = {name: found[0].layout for name, found in by_form.items() if found}
    found = [
        instance
        for rule in table.rules
        if applies(rule, layout)
        for instance in own_instances(rule)
        if not instance.per and not instance.is_row_scope and has_any_cell(instance, layouts, layout)
    ]
    if found:
        cells = cells_of(table, by_form, found, batch)
        rules = (to_polars(one.expression, written_name, texts=texts_in(cells)) for one in found)
        made = cells.select(pl.col(RETURN), *(rule.alias(str(i)) for i, rule in enumerate(rules)))
        yield from _held(found, table, made)


def _held(found: Sequence[Instance], table: FormTable, made: pl.DataFrame) -> Iterator[_Asked]:
    """A return without a single record has nothing that holds."""
    returns = made.get_column(RETURN).to_list()
    without, form = set(table.returns).difference(returns), table.layout.form.number
    for place, instance in enumerate(found):
        for index, holds in zip(returns, made.get_column(str(place)).to_list(), strict=True):
            yield _Asked(instance.rule, form, index, holds is True)
        yield from (_Asked(instance.rule, form, index, False) for index in without)
