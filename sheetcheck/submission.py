"""Each return against the register and the round: is the unit real, expected, of that level, only once?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sheetcheck.catalogue import Catalogue
from sheetcheck.codes import entry as E
from sheetcheck.codes import identity as I
from sheetcheck.codes import submission as S
from sheetcheck.finding import Code, Finding, finding
from sheetcheck.form import Level, Profile, Scope
from sheetcheck.period import Period
from sheetcheck.returns import Return
from sheetcheck.units import Register
from sheetcheck.units.standing import is_own, meant_by, objection
from sheetcheck.units.words import day


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What a round waits for: units by code with their names, at a level, for a period.

    `register` knows every unit of the country by code and date; without it only `units` count.
    """

    units: Mapping[str, str] = field(default_factory=dict)
    level: Level | None = None
    period: Period | None = None
    register: Register | None = None
    profile: Profile | None = None
    scope: Scope | None = None
    forms: tuple[str, ...] = ()


def settled(one: Return, register: Register | None) -> Return:
    """The return without doubts about unit codes typed as numbers (T173) where the register leaves none."""
    if register is None or one.identity is None:
        return one
    unit, day = one.identity.unit, one.identity.period.end
    kept = tuple(
        said
        for said in one.findings
        if said.code != E.UNIT_AMBIGUOUS.code
        or meant_by(register, str(said.params["found"]), day, unit) != said.params["value"]
    )
    return replace(one, findings=kept)


def submission_findings(
    returns: Sequence[Return], catalogue: Catalogue, expected: Expected | None
) -> Iterator[Finding]:
    """What is wrong with returns as submissions; missing units are said last."""
    for one in returns:
        if one.identity is not None:
            yield from _about_one(one, catalogue, expected or Expected())
    yield from _sent_twice(returns)
    if expected is not None:
        yield from _missing(returns, expected)


def _about_one(one: Return, catalogue: Catalogue, expected: Expected) -> Iterator[Finding]:
    assert one.identity is not None
    identity = one.identity
    if identity.digest and identity.digest != catalogue.digest:
        yield _said(I.OTHER_CATALOGUE, one)
    if expected.period is not None and identity.period != expected.period:
        yield _wrong_period(one, identity.period, expected.period)
    if expected.scope is not None and identity.scope is not expected.scope:
        yield _said(I.WRONG_SCOPE, one, found=identity.scope, expected=expected.scope)
    wanted = (expected.profile, expected.forms)
    if expected.profile is not None and identity.digest and (identity.profile, identity.forms) != wanted:
        yield _said(I.OTHER_FORMS, one)
    wrong = list(_about_unit(one, expected))
    yield from wrong
    if not wrong and expected.units and identity.unit not in expected.units:
        yield _said(I.NOT_EXPECTED, one, unit=identity.unit)


def _wrong_period(one: Return, found: Period, expected: Period) -> Finding:
    if found.label != expected.label:
        return _said(I.WRONG_PERIOD, one, found=found.label, expected=expected.label)
    days = {"start": day(found.start), "end": day(found.end)}
    return _said(I.WRONG_CALENDAR, one, **days, expected_start=day(expected.start), expected_end=day(expected.end))


def _about_unit(one: Return, expected: Expected) -> Iterator[Finding]:
    """The unit's code against the register, on the last day of the period."""
    assert one.identity is not None
    identity, register = one.identity, expected.register
    if expected.level is not None and identity.level is not expected.level:
        yield _said(I.LEVEL_NOT_COLLECTED, one, level=identity.level, unit=identity.unit, expected=expected.level)
        return
    if register is None or (is_own(identity.unit) and identity.unit in expected.units):
        return
    against = objection(register, identity.unit, identity.period.end, identity.level)
    if against is not None:
        yield _said(against.code, one, **against.params)


def _sent_twice(returns: Sequence[Return]) -> Iterator[Finding]:
    """Several files of one unit and period: the same bytes count once, different ones not at all."""
    groups: dict[tuple[str, str, str], list[Return]] = {}
    for one in returns:
        if one.identity is not None:
            key = (one.unit, one.period, one.identity.scope)
            groups.setdefault(key, []).append(one)
    for (unit, period, _), group in groups.items():
        different = {one.sha256: one for one in reversed(group)}
        if len(different) > 1:
            files = sorted(one.file for one in different.values())
            for one in group:
                yield _said(S.SENT_TWICE, one, unit=unit, period=period, files=files)
            continue
        for one in group[1:]:
            yield _said(S.SAME_FILE_TWICE, one, other=group[0].file)


def _missing(returns: Sequence[Return], expected: Expected) -> Iterator[Finding]:
    received = {one.unit for one in returns}
    for unit, name in expected.units.items():
        if unit not in received:
            period = expected.period.label if expected.period else ""
            yield finding(S.NOT_RECEIVED, unit=unit, period=period, params={"unit": unit, "name": name})


def _said(code: Code, one: Return, **params: object) -> Finding:
    return finding(code, file=one.file, unit=one.unit, period=one.period, params=params)
