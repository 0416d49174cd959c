"""The register: units by code, by name, by what they lie in and by what became of them, always with a day."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from importlib.resources.abc import Traversable
from itertools import pairwise
from typing import Final

from sheetcheck.bundle import bundled
from sheetcheck.errors import DefinitionError, SheetcheckError
from sheetcheck.finding import Finding
from sheetcheck.form import Level
from sheetcheck.text import Text
from sheetcheck.units import faults
from sheetcheck.units.name import is_spelt, key, split_type, without_type
from sheetcheck.units.unit import COLUMNS, FILES, KNOWLEDGE, TYPES, WIDTHS, Unit, parse

_PARENT: Final = COLUMNS.index("parent")
_SINCE: Final = COLUMNS.index("valid_from")
_SUCCESSORS: Final = COLUMNS.index("successors")
_MISSING: Final = Text(
    vi="không tìm thấy danh mục đơn vị hành chính '{file}'",
    en="the register of administrative units '{file}' is not there",
)
_BROKEN: Final = Text(
    vi="danh mục đơn vị hành chính hỏng; 'sheetcheck schema check' nêu mọi lỗi",
    en="the register of administrative units is broken; 'sheetcheck schema check' shows every mistake",
)


def _field(line: bytes, number: int) -> bytes:
    return line.split(b",", number + 1)[number]


@dataclass(frozen=True)
class _Table:
    """The lines of one level in the order of their codes, parsed when asked for.

    Raises DefinitionError, with file and line, for a line that cannot be read.
    """

    level: Level
    file: Traversable

    @cached_property
    def lines(self) -> list[bytes]:
        header, *lines = self.file.read_bytes().splitlines() or [b""]
        self._refuse(faults.header_faults(self.level, header))
        width = WIDTHS[self.level]
        broken = next((line for line in lines if line.count(b",") != len(COLUMNS) - 1), None)
        if broken is not None:  # its unit would be missing from every answer
            self._refuse(faults.line_faults(self.level, lines.index(broken) + faults.FIRST_LINE, broken))
        if any(line[:width] < before[:width] for before, line in pairwise(lines)):
            self._refuse(faults.order_faults(self.level, list(enumerate(lines, start=faults.FIRST_LINE))))
        return lines

    @cached_property
    def by_parent(self) -> Mapping[bytes, list[bytes]]:
        index: dict[bytes, list[bytes]] = {}
        for line in self.lines:
            index.setdefault(_field(line, _PARENT), []).append(line)
        return index

    @cached_property
    def by_successor(self) -> Mapping[bytes, list[bytes]]:
        index: dict[bytes, list[bytes]] = {}
        for line in self.lines:
            for code in _field(line, _SUCCESSORS).split(b";"):
                index.setdefault(code, []).append(line)
        return index

    @cached_property
    def by_name(self) -> Mapping[str, list[bytes]]:
        index: dict[str, list[bytes]] = {}
        for line in self.lines:
            try:
                _, _, kind, _, english, _ = line.decode().split(",", _PARENT)
                index.setdefault(key(without_type(english, TYPES[kind].en)), []).append(line)
            except (ValueError, KeyError) as error:
                raise self._broken(line) from error
        return index

    @property
    def newest(self) -> bytes:
        """The newest `valid_from`; ISO days sort as text."""
        return max((_field(line, _SINCE) for line in self.lines), default=b"")

    def of(self, code: str) -> Iterator[bytes]:
        start = code.encode() + b","
        place = bisect_left(self.lines, start)
        while place < len(self.lines) and self.lines[place].startswith(start):
            yield self.lines[place]
            place += 1

    def units(self, lines: Iterable[bytes]) -> Iterator[Unit]:
        for line in lines:
            try:
                yield parse(line, self.level)
            except (ValueError, KeyError) as error:
                raise self._broken(line) from error

    def _broken(self, line: bytes) -> DefinitionError:
        number = self.lines.index(line) + faults.FIRST_LINE
        return DefinitionError(tuple(faults.line_faults(self.level, number, line)), _BROKEN)

    def _refuse(self, found: Iterator[Finding]) -> None:
        wrong = faults.shortened(found)
        if wrong:
            raise DefinitionError(wrong, _BROKEN)


@dataclass(frozen=True)
class Register:
    """All units of all times. A code alone is no key: ask with a day, or with `ever`."""

    tables: Mapping[Level, _Table]
    knowledge: Traversable | None = None

    @cached_property
    def known_from(self) -> date:
        """From when on units are those of the time: earlier days have the units, names and parents of this day.

        Raises DefinitionError when the file that says it is broken; without the file nothing is held to be unknown.
        """
        if self.knowledge is None or not self.knowledge.is_file():
            return date.min
        wrong = tuple(faults.knowledge_faults(self.knowledge))
        if wrong:
            raise DefinitionError(wrong, _BROKEN)
        return faults.known_from(self.knowledge.read_bytes())

    @cached_property
    def state(self) -> date:
        """The day of the newest change that the register knows; its last state holds from then on."""
        return date.fromisoformat(max(table.newest for table in self.tables.values()).decode())

    def ever(self, code: str) -> tuple[Unit, ...]:
        """Everything that code ever named, oldest first."""
        table = next((table for level, table in self.tables.items() if WIDTHS[level] == len(code)), None)
        return tuple(table.units(table.of(code))) if table else ()

    def get(self, code: str, on: date) -> Unit | None:
        return next((unit for unit in self.ever(code) if unit.holds(on)), None)

    def children(self, code: str, on: date, level: Level | None = None) -> tuple[Unit, ...]:
        """The units right below, or with a level: all units of that level however deep below."""
        parent = code.encode()
        units = (unit for table in self.tables.values() for unit in table.units(table.by_parent.get(parent, ())))
        below = tuple(unit for unit in units if unit.holds(on) and len(unit.code) > len(code))
        if level is None:
            return below
        return tuple(found for unit in below for found in self._at_level(unit, on, level))

    def _at_level(self, unit: Unit, on: date, level: Level) -> tuple[Unit, ...]:
        if unit.level is level:
            return (unit,)
        return () if unit.level is Level.COMMUNE else self.children(unit.code, on, level)

    def above(self, unit: Unit, on: date) -> tuple[Unit, ...]:
        """What the unit lies in on that day, from the nearest up to the province."""
        found: list[Unit] = []
        upper = self.get(unit.parent, on)
        while upper is not None and len(upper.code) < len(unit.code):
            found.append(upper)
            unit, upper = upper, self.get(upper.parent, on)
        return tuple(found)

    def province_of(self, code: str, on: date) -> Unit | None:
        """The province the unit lies in on that day; a province lies in itself."""
        unit = self.get(code, on)
        if unit is None:
            return None
        top = (unit, *self.above(unit, on))[-1]
        return top if top.level is Level.PROVINCE else None

    def next_of(self, unit: Unit) -> tuple[Unit, ...]:
        """What the unit became the day after it ended; nothing while it holds."""
        if unit.valid_to is None:
            return ()
        after = unit.valid_to + timedelta(days=1)
        return tuple(one for code in unit.successors if (one := self.get(code, after)) is not None)

    def heirs(self, unit: Unit) -> tuple[Unit, ...]:
        """What is left of the unit in the last state: itself while it holds, else its successors' heirs."""
        if unit.valid_to is None:
            return (unit,)
        found = {heir.code: heir for one in self.next_of(unit) for heir in self.heirs(one)}
        return tuple(found.values())

    def previous_of(self, unit: Unit) -> tuple[Unit, ...]:
        """The units that went into this one on its first day, whole or in part."""
        code, before = unit.code.encode(), unit.valid_from - timedelta(days=1)
        units = (one for table in self.tables.values() for one in table.units(table.by_successor.get(code, ())))
        return tuple(one for one in units if one.valid_to == before and one.holds(before))

    def find(self, name: str, on: date, province: str | None = None) -> tuple[Unit, ...]:
        """All units of that name on that day, whatever its diacritics; a type word is optional.

        Type word and diacritics narrow the answer only when they can: communes become wards and
        people write on as before; but Vạn Thủy and Vân Thủy lie in one province.
        """
        home = self.get(province, on) if province is not None else None
        return self._find(
            name,
            lambda unit: unit.holds(on) and (province is None or self.province_of(unit.code, on) == home),
        )

    def find_ever(self, name: str, province: str | None = None) -> tuple[Unit, ...]:
        """All units of that name at any time; of the province that they lay in or went to."""
        return self._find(name, lambda unit: province is None or province in self._provinces(unit))

    def _provinces(self, unit: Unit) -> Iterator[str]:
        for one in (unit, *self.heirs(unit)):
            top = self.province_of(one.code, one.valid_from)
            if top is not None:
                yield top.code

    def _find(self, name: str, fits: Callable[[Unit], bool]) -> tuple[Unit, ...]:
        kinds = frozenset[str]()
        found = self._named(key(name), fits)
        if not found:
            bare, kinds = split_type(name)
            found = self._named(key(bare), fits)
        found = tuple(unit for unit in found if unit.type in kinds) or found
        return tuple(unit for unit in found if is_spelt(unit, name)) or found

    def _named(self, wanted: str, fits: Callable[[Unit], bool]) -> tuple[Unit, ...]:
        units = (unit for table in self.tables.values() for unit in table.units(table.by_name.get(wanted, ())))
        return tuple(unit for unit in units if fits(unit))

    def names(self, level: Level | None = None) -> list[str]:
        """All names of all times as `find` takes them: no type words, no diacritics."""
        tables = [self.tables[level]] if level else self.tables.values()
        return list(dict.fromkeys(name for table in tables for name in table.by_name))

    def zero_padded(self, code: str, level: Level | None = None) -> str:
        """The code with the zeros Excel dropped (6331 -> 06331), if that makes a known one.

        Without a level a known code stays as it is and any other is taken for a commune's:
        185 is a district, and only the caller knows whether 00185 was meant.
        """
        if not (code.isascii() and code.isdecimal()) or (level is None and self.ever(code)):
            return code
        padded = code.zfill(WIDTHS.get(level or Level.COMMUNE, 0))
        return padded if self.ever(padded) else code


def load_register(root: Traversable | None = None) -> Register:
    """The register of a folder with provinces.csv, districts.csv and communes.csv (the bundled one by default).

    Reads nothing yet; the bundled one is read and indexed once in a process.
    """
    if root is None:
        return _bundled_register()
    tables = {level: _Table(level, root.joinpath(name)) for level, name in FILES.items()}
    for table in tables.values():
        if not table.file.is_file():
            raise SheetcheckError(_MISSING, file=str(table.file))
    return Register(tables, root.joinpath(KNOWLEDGE))


@cache
def _bundled_register() -> Register:
    return load_register(bundled("schemas") / "units")
