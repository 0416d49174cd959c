"""Which returns each return of a batch is held against: its unit's earlier ones, those above it and below it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from sheetcheck.comparable import is_same_unit, made_of, rank
from sheetcheck.expression.tree import CHILDREN, EARLIER, PARENT
from sheetcheck.form import Level, Scope
from sheetcheck.identity import Identity
from sheetcheck.period import Period
from sheetcheck.returns import Return
from sheetcheck.units import Register

_CHAINED: Final = {"before2": "before", "before3": "before2"}
_BRIDGED: Final = tuple(whose for whose in EARLIER if whose not in _CHAINED)


class Part(NamedTuple):
    """A return that a unit's figures are made of; `at` is None when it is not there."""

    unit: str
    level: Level
    at: int | None


@dataclass(frozen=True, slots=True)
class Kin:
    """Places in `pool`, which is the batch followed by the earlier returns.

    `one` has for `previous`, `parent` and the like: a return of the batch -> the one other return. `children`: a return
    -> all that its figures must be made of. `changed` are the units that are not what their code named before, each
    with a return that would have been held against. `bridges` has, as `one` has, the earlier returns of all units that
    a merged one was made of; `made` the returns of their sums that `bridge` adds to the pool, and what they add up.
    """

    pool: Sequence[Return]
    one: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    children: Mapping[int, Sequence[Part]] = field(default_factory=dict)
    changed: Mapping[int, int] = field(default_factory=dict)
    bridges: Mapping[str, Mapping[int, tuple[int, ...]]] = field(default_factory=dict)
    made: Mapping[int, tuple[int, ...]] = field(default_factory=dict)

    @property
    def known(self) -> frozenset[str]:
        """Whose figures there are at all."""
        return frozenset(
            (*(whose for whose, found in self.one.items() if found), *([CHILDREN] if self.children else ()))
        )


def kin_of(batch: Sequence[Return], earlier: Sequence[Return] = (), register: Register | None = None) -> Kin:
    """Raises nothing: what is missing, or there more than once, is not here."""
    pool = (*batch, *earlier)
    units = _Units(pool, len(batch), register)
    one: dict[str, dict[int, int]] = {name: {} for name in (*EARLIER, PARENT)}
    children: dict[int, tuple[Part, ...]] = {}
    changed: dict[int, int] = {}
    bridges: dict[str, dict[int, tuple[int, ...]]] = {name: {} for name in _BRIDGED}
    for index, item in enumerate(batch):
        if item.identity is None or not units.is_the_only(index):
            continue
        for whose in EARLIER:
            start = one[_CHAINED[whose]].get(index) if whose in _CHAINED else index
            found = None if start is None else units.earlier(start, "before" if whose in _CHAINED else whose)
            if found is not None and units.is_same(found, index):
                one[whose][index] = found
            elif whose in _BRIDGED and (parts := units.made_of(index, whose)):
                bridges[whose][index] = parts
            elif found is not None:
                changed[index] = found
        if register is not None:
            above = units.above(item.identity)
            if above is not None and above != index:
                one[PARENT][index] = above
            below = tuple(units.parts(item.identity))
            if any(part.at is not None for part in below):
                children[index] = below
    return Kin(pool, one, children, changed, bridges)


class _Units:
    """The returns of a pool by unit, scope and period; of a period in the batch nothing else counts."""

    def __init__(self, pool: Sequence[Return], own: int, register: Register | None) -> None:
        self.pool, self.register = pool, register
        self.by_unit: dict[tuple[str, Scope], dict[Period, list[int]]] = {}
        self.periods = tuple(dict.fromkeys(one.identity.period for one in pool if one.identity is not None))
        self.same: dict[tuple[str, Period, Period], bool] = {}
        for index, one in enumerate(pool):
            if one.identity is not None:
                periods = self.by_unit.setdefault((one.unit, one.identity.scope), {})
                found = periods.setdefault(one.identity.period, [])
                if index < own or not found or found[0] >= own:
                    found.append(index)

    def is_the_only(self, index: int) -> bool:
        identity = self._identity(index)
        return self._only(identity.unit, identity.scope, identity.period) == index

    def earlier(self, index: int, whose: str) -> int | None:
        """The return of the same unit that a name means; None also when two files claim to be it."""
        identity = self._identity(index)
        ranked = [
            (rank(whose, period, identity.period), period)
            for period in self.by_unit.get((identity.unit, identity.scope), ())
        ]
        best = min((one for one in ranked if one[0] >= 0), key=lambda one: one[0], default=None)
        return None if best is None else self._only(identity.unit, identity.scope, best[1])

    def is_same(self, then: int, now: int) -> bool:
        unit, before, after = self.pool[now].unit, self._identity(then).period, self._identity(now).period
        key = (unit, before, after)
        if key not in self.same:
            self.same[key] = is_same_unit(self.register, unit, before.end, after.end)
        return self.same[key]

    def made_of(self, index: int, whose: str) -> tuple[int, ...]:
        """The returns that a name means of all units which a merged one was made of; nothing unless all are there."""
        identity = self._identity(index)
        if self.register is None:
            return ()
        ranks = [(rank(whose, one, identity.period), at) for at, one in enumerate(self.periods)]
        for period in (self.periods[at] for order, at in sorted(ranks) if order >= 0):
            codes = made_of(self.register, identity.unit, period.end, identity.period.end)
            found = [self._only(code, identity.scope, period) for code in codes]
            parts = tuple(at for at in found if at is not None)
            if parts and len(parts) == len(codes):
                return parts
        return ()

    def above(self, identity: Identity) -> int | None:
        """The return of the unit right above: the consolidated one, else its own."""
        on = identity.period.end
        unit = self.register.get(identity.unit, on) if self.register else None
        if unit is None or not unit.parent or unit.parent == unit.code:
            return None
        return self._best(unit.parent, identity.period)

    def parts(self, identity: Identity) -> Iterator[Part]:
        """What a return adds up: for a consolidated one its unit's own return too.

        Of a unit below it takes the consolidated return where there is one, else all that this would add up.
        """
        if identity.scope is Scope.CONSOLIDATED:
            yield Part(identity.unit, identity.level, self._only(identity.unit, Scope.OWN, identity.period))
        yield from self._below(identity.unit, identity.period)

    def _below(self, code: str, period: Period) -> Iterator[Part]:
        assert self.register is not None
        for unit in self.register.children(code, period.end):
            whole = self._only(unit.code, Scope.CONSOLIDATED, period)
            if whole is not None:
                yield Part(unit.code, unit.level, whole)
                continue
            yield Part(unit.code, unit.level, self._only(unit.code, Scope.OWN, period))
            if unit.level is not Level.COMMUNE:
                yield from self._below(unit.code, period)

    def _best(self, unit: str, period: Period) -> int | None:
        whole = self._only(unit, Scope.CONSOLIDATED, period)
        return self._only(unit, Scope.OWN, period) if whole is None else whole

    def _only(self, unit: str, scope: Scope, period: Period) -> int | None:
        """The same bytes sent twice are one return; different files are none."""
        found = self.by_unit.get((unit, scope), {}).get(period, [])
        return found[0] if len({self.pool[index].sha256 or index for index in found}) == 1 else None

    def _identity(self, index: int) -> Identity:
        identity = self.pool[index].identity
        assert identity is not None
        return identity
