"""Returns of one level and period into one picture: who counts, what it adds up to, who is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sheetcheck.errors import SheetcheckError
from sheetcheck.form import Form, Level, Profile, Scope
from sheetcheck.identity import Identity, anybody, issued_layouts, nobody
from sheetcheck.period import Calendar, Period
from sheetcheck.returns import Return, Status
from sheetcheck.rollup import FormTotals, roll_up
from sheetcheck.submission import Expected
from sheetcheck.text import Text

_ACCEPTED = (Status.ACCEPTED, Status.WITH_WARNINGS)
_SEVERAL = Text(
    vi="các báo cáo thuộc nhiều {what} khác nhau ({found}), không tổng hợp chung được; hãy tổng hợp riêng từng {what}",
    en="the returns are of several {what} ({found}) and cannot be merged; merge them one by one",
)
_WHAT = {
    "level": Text(vi="cấp", en="levels"),
    "period": Text(vi="kỳ báo cáo", en="periods"),
    "calendar": Text(vi="lịch báo cáo", en="calendars"),
    "scope": Text(vi="phạm vi", en="scopes"),
    "profile": Text(vi="bộ chỉ tiêu", en="profiles"),
    "forms": Text(vi="danh sách biểu", en="sets of forms"),
}
_NAMES: Mapping[str, Text] = {
    Level.COMMUNE: Text(vi="cấp xã", en="commune"),
    Level.DISTRICT: Text(vi="cấp huyện", en="district"),
    Level.PROVINCE: Text(vi="cấp tỉnh", en="province"),
    Level.NATIONAL: Text(vi="trung ương", en="national"),
    Scope.OWN: Text(vi="của riêng đơn vị", en="own"),
    Scope.CONSOLIDATED: Text(vi="đã tổng hợp từ cấp dưới", en="consolidated"),
    Profile.FULL: Text(vi="đầy đủ", en="full"),
    Profile.CORE: Text(vi="cốt lõi", en="core"),
    Calendar.ADMINISTRATIVE: Text(vi="hành chính", en="administrative"),
    Calendar.STATISTICAL: Text(vi="thống kê", en="statistical"),
}
_NOBODY = Text(
    vi="không có báo cáo nào đạt yêu cầu để tổng hợp",
    en="no return was accepted, so there is nothing to merge",
)
_TWICE = Text(
    vi="đơn vị {unit} có nhiều tệp khác nhau đều đạt yêu cầu: {files}; hãy giữ lại một tệp",
    en="unit {unit} has several different accepted files: {files}; keep one of them",
)


class Standing(StrEnum):
    """How a unit stands in the end."""

    COUNTED = "counted"
    WITH_WARNINGS = "counted_with_warnings"
    REJECTED = "rejected"
    UNREADABLE = "unreadable"
    MISSING = "missing"


_STANDING = {
    Status.ACCEPTED: Standing.COUNTED,
    Status.WITH_WARNINGS: Standing.WITH_WARNINGS,
    Status.REJECTED: Standing.REJECTED,
    Status.UNREADABLE: Standing.UNREADABLE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file and what was decided about it. `copy_of` names the file that counts instead."""

    one: Return
    status: Status
    counted: bool
    copy_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitStanding:
    """A unit that was expected, or that sent something. Files of no known unit stand under ""."""

    code: str
    name: str
    standing: Standing
    expected: bool
    files: tuple[str, ...] = ()

    @property
    def counted(self) -> bool:
        return self.standing in (Standing.COUNTED, Standing.WITH_WARNINGS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Consolidation:
    """Everything a consolidated workbook says, as values; the same whatever order the files came in."""

    level: Level
    period: Period
    scope: Scope
    units: tuple[UnitStanding, ...]
    sources: tuple[Source, ...]
    forms: Mapping[str, FormTotals]
    counted: tuple[Return, ...]
    marks: tuple[str, ...] = ()

    @property
    def expected(self) -> int:
        return sum(unit.expected for unit in self.units)

    @property
    def received(self) -> int:
        return sum(bool(unit.files) for unit in self.units if unit.code)

    def standing(self, *wanted: Standing) -> int:
        """How many units stand so; files of no known unit are not counted."""
        return sum(unit.standing in wanted for unit in self.units if unit.code)


def consolidate(
    returns: Sequence[Return],
    statuses: Sequence[Status],
    forms: Mapping[str, Form],
    expected: Expected | None = None,
) -> Consolidation:
    """Merges the accepted returns; all others are in it, but do not count.

    Raises SheetcheckError for returns of several levels, periods or scopes, for two accepted
    files of one unit that differ, and when nothing was accepted and nothing says what was expected.
    """
    expected = expected or Expected()
    pairs = sorted(zip(returns, statuses, strict=True), key=lambda pair: (pair[0].unit, pair[0].file, pair[0].sha256))
    sources = _sources(pairs)
    counted = tuple(source.one for source in sources if source.counted)
    about = _about(counted, expected)
    totals: dict[str, FormTotals] = {}
    for layout in issued_layouts(forms.values(), about):
        totals[layout.form.id] = roll_up(layout, counted, about)
    return Consolidation(
        level=about.level,
        period=about.period,
        scope=about.scope,
        units=_units(sources, expected),
        sources=sources,
        forms=totals,
        counted=counted,
        marks=tuple(sorted({one.identity.mark for one in counted if one.identity and one.identity.mark})),
    )


def _sources(pairs: Iterable[tuple[Return, Status]]) -> tuple[Source, ...]:
    """Each file with its decision: accepted ones count, a copy of one that counts does not."""
    sources: list[Source] = []
    counting: dict[str, Return] = {}
    for one, status in pairs:
        if status not in _ACCEPTED or one.identity is None:
            sources.append(Source(one=one, status=status, counted=False))
            continue
        first = counting.setdefault(one.unit, one)
        if first is not one and not (one.sha256 and one.sha256 == first.sha256) and _alike(first, one):
            raise SheetcheckError(_TWICE, unit=one.unit, files=[first.file, one.file])
        is_copy = first is not one and _alike(first, one)
        sources.append(Source(one=one, status=status, counted=not is_copy, copy_of=first.file if is_copy else ""))
    return tuple(sources)


def _alike(one: Return, other: Return) -> bool:
    """Of the same level, period and scope: otherwise they are refused for that."""
    return _key(one.identity) == _key(other.identity)


def _key(identity: Identity | None) -> tuple[str, ...]:
    if identity is None:
        return ()
    return (
        identity.level,
        identity.period.label,
        identity.period.calendar,
        identity.scope,
        identity.profile,
        " ".join(identity.forms),
    )


def _about(counted: Sequence[Return], expected: Expected) -> Identity:
    """The level, period and scope that all have in common."""
    identities = [one.identity for one in counted if one.identity is not None]
    if not identities:
        if expected.level is None or expected.period is None:
            raise SheetcheckError(_NOBODY)
        return nobody(expected.level, expected.period)
    for place, what in enumerate(_WHAT):
        found = sorted({_key(identity)[place] for identity in identities})
        if len(found) > 1:
            raise SheetcheckError(_SEVERAL, what=_WHAT[what], found=[_NAMES.get(name, name) for name in found])
    first = identities[0]
    return anybody(first)


def _units(sources: Sequence[Source], expected: Expected) -> tuple[UnitStanding, ...]:
    """Every unit by code: expected ones, and those that sent something without being expected."""
    by_unit: dict[str, list[Source]] = {}
    for source in sources:
        by_unit.setdefault(source.one.unit, []).append(source)
    codes = sorted({*expected.units, *(code for code in by_unit if code)})
    known = tuple(_unit(code, by_unit.get(code, ()), expected) for code in codes)
    nobody = by_unit.get("", ())
    return known + tuple(
        UnitStanding(code="", name="", standing=_STANDING[source.status], expected=False, files=(source.one.file,))
        for source in nobody
    )


def _unit(code: str, sources: Sequence[Source], expected: Expected) -> UnitStanding:
    stated = next((source.one.identity.unit_name for source in sources if source.one.identity), "")
    best = next((source for source in sources if source.counted), sources[0] if sources else None)
    return UnitStanding(
        code=code,
        name=expected.units.get(code) or stated,
        standing=_STANDING[best.status] if best else Standing.MISSING,
        expected=code in expected.units or not expected.units,
        files=tuple(source.one.file for source in sources),
    )
