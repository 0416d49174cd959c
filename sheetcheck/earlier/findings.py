"""What is said of earlier returns as a whole: which of a batch's units they are for, and which not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from sheetcheck.codes import earlier as P
from sheetcheck.earlier import Earlier
from sheetcheck.expression.tree import EARLIER
from sheetcheck.finding import Finding, finding
from sheetcheck.kin import Kin
from sheetcheck.returns import Return
from sheetcheck.text import Text
from sheetcheck.units import LEVELS

_NONE: Final = Text(vi="trống", en="empty")


def earlier_findings(kin: Kin, batch: Sequence[Return], earlier: Earlier | None) -> Iterator[Finding]:
    """Nothing when nobody named earlier returns."""
    if earlier is None:
        return
    yield from earlier.findings
    yield from _twice(earlier.returns)
    known = [place for place, one in enumerate(kin.pool) if place >= len(batch) and one.identity is not None]
    used = {place for whose in EARLIER for place in kin.one.get(whose, {}).values()} | set(kin.changed.values())
    used |= {place for found in kin.bridges.values() for parts in found.values() for place in parts}
    if not used.intersection(known):
        params = {"sources": list(earlier.sources), "count": len(known), "found": _found(kin.pool[i] for i in known)}
        yield finding(P.NOTHING_COMPARABLE, params=params)
        return
    merged = {index for found in kin.bridges.values() for index in found}
    held = {index for whose in EARLIER for index in kin.one.get(whose, {})} | merged
    changed = [kin.pool[index].unit for index in kin.changed if index not in held]
    without = [
        one.unit
        for index, one in enumerate(batch)
        if one.identity is not None and index not in held and index not in kin.changed
    ]
    bridged = [kin.pool[index].unit for index in merged]
    for code, units in ((P.UNITS_ADDED_UP, bridged), (P.UNITS_CHANGED, changed), (P.UNITS_WITHOUT, without)):
        if units:
            yield finding(code, params={"count": len(units), "units": sorted(units)})
    idle = [kin.pool[place] for place in known if place not in used]
    if idle:
        yield finding(P.NOT_USED, params={"count": len(idle), "found": _found(idle)})


def _twice(returns: Iterable[Return]) -> Iterator[Finding]:
    groups: dict[tuple[str, str, str], list[Return]] = {}
    for one in returns:
        if one.identity is not None:
            groups.setdefault((one.unit, one.period, one.identity.scope), []).append(one)
    for (unit, period, _), group in groups.items():
        if len({one.sha256 or one.file for one in group}) > 1:
            files = sorted(one.file for one in group)
            yield finding(P.TWICE, unit=unit, params={"unit": unit, "when": period, "files": files})


def _found(returns: Iterable[Return]) -> Text:
    """Levels and periods: “xã 2023-H1; huyện 2023”."""
    kinds = sorted({(one.identity.level, one.period) for one in returns if one.identity is not None})
    said = [[f"{LEVELS[level].of(language)} {period}" for level, period in kinds] for language in ("vi", "en")]
    return Text(*("; ".join(one) for one in said)) if kinds else _NONE
