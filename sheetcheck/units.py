"""The register of administrative units: what a code named on a given day, where it lay, what became of it."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from importlib.resources.abc import Traversable
from typing import Final

from sheetcheck.errors import SheetcheckError
from sheetcheck.form import Level
from sheetcheck.text import Text

NATION: Final = ""
"""The parent of every province: `children(NATION, on)` are the provinces of that day."""

TYPES: Final[Mapping[str, Text]] = {
    "tinh": Text(vi="Tỉnh", en="province"),
    "thanh_pho": Text(vi="Thành phố", en="city"),
    "huyen": Text(vi="Huyện", en="district"),
    "quan": Text(vi="Quận", en="urban district"),
    "thi_xa": Text(vi="Thị xã", en="town"),
    "thanh_pho_thuoc_tinh": Text(vi="Thành phố", en="city"),
    "xa": Text(vi="Xã", en="commune"),
    "phuong": Text(vi="Phường", en="ward"),
    "thi_tran": Text(vi="Thị trấn", en="township"),
    "dac_khu": Text(vi="Đặc khu", en="special zone"),
}
FILES: Final[Mapping[Level, str]] = {
    Level.PROVINCE: "provinces.csv",
    Level.DISTRICT: "districts.csv",
    Level.COMMUNE: "communes.csv",
}
_WIDTHS: Final = {2: Level.PROVINCE, 3: Level.DISTRICT, 5: Level.COMMUNE}
_PARENT: Final = 5
_TONES: Final = frozenset("\u0300\u0301\u0303\u0309\u0323")

# What stands before a name, written out or shortened ("TP. Hồ Chí Minh", "P.4", "huyện Bắc Sơn").
_SHORT: Final = {"tx": "thi xa", "tp": "thanh pho", "tt": "thi tran"} | {
    word[0]: word for word in ("xa", "phuong", "huyen", "quan", "tinh")
}
_TYPE_WORD: Final = re.compile(
    r"(?:(thi tran|thi xa|thanh pho|dac khu|phuong|huyen|quan|tinh|xa)\s+"
    r"|(tx|tp|tt|x|p|h|q|t)(?:\.\s*|\s+|(?=\d)))(?=\S)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit as it was between two days (both inclusive; `valid_to` None = still so).

    `share_known` says the unit went over whole to its one successor, so its figures may be added
    there; with several successors nobody knows which part went where.
    """

    code: str
    level: Level
    type: str
    name: Text
    parent: str
    valid_from: date
    valid_to: date | None = None
    successors: tuple[str, ...] = ()
    share_known: bool = False

    def holds(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True)
class _Table:
    """The rows of one level: raw lines in the order of their codes, parsed when asked for."""

    file: Traversable

    @cached_property
    def lines(self) -> list[bytes]:
        return self.file.read_bytes().splitlines()[1:]

    @cached_property
    def by_parent(self) -> Mapping[bytes, list[bytes]]:
        index: dict[bytes, list[bytes]] = {}
        for line in self.lines:
            index.setdefault(line.split(b",", _PARENT + 1)[_PARENT], []).append(line)
        return index

    @cached_property
    def by_name(self) -> Mapping[str, list[bytes]]:
        index: dict[str, list[bytes]] = {}
        for line in self.lines:
            _, _, kind, _, english, _ = line.decode().split(",", _PARENT)
            index.setdefault(_key(_without_type(english, TYPES[kind].en)), []).append(line)
        return index

    def of(self, code: str) -> Iterator[bytes]:
        start = code.encode() + b","
        place = bisect_left(self.lines, start)
        while place < len(self.lines) and self.lines[place].startswith(start):
            yield self.lines[place]
            place += 1


@dataclass(frozen=True)
class Register:
    """All units of all times. A code alone is no key: ask with a day, or with `ever`."""

    tables: Mapping[Level, _Table]

    def ever(self, code: str) -> tuple[Unit, ...]:
        """Everything that code ever named, oldest first."""
        level = _WIDTHS.get(len(code))
        return () if level is None else tuple(map(_parse, self.tables[level].of(code)))

    def get(self, code: str, on: date) -> Unit | None:
        return next((unit for unit in self.ever(code) if unit.holds(on)), None)

    def children(self, code: str, on: date, level: Level | None = None) -> tuple[Unit, ...]:
        """The units right below, or with a level: all units of that level however deep below."""
        parent = code.encode()
        lines = (line for table in self.tables.values() for line in table.by_parent.get(parent, ()))
        below = tuple(unit for unit in map(_parse, lines) if unit.holds(on))
        if level is None:
            return below
        return tuple(found for unit in below for found in self._at_level(unit, on, level))

    def _at_level(self, unit: Unit, on: date, level: Level) -> tuple[Unit, ...]:
        if unit.level is level:
            return (unit,)
        return () if unit.level is Level.COMMUNE else self.children(unit.code, on, level)

    def province_of(self, code: str, on: date) -> Unit | None:
        """The province the unit lies in on that day; a province lies in itself."""
        unit = self.get(code, on)
        while unit is not None and unit.level is not Level.PROVINCE:
            unit = self.get(unit.parent, on)
        return unit

    def find(self, name: str, on: date, province: str | None = None) -> tuple[Unit, ...]:
        """All units of that name on that day, whatever its diacritics; a type word is optional.

        Type word and diacritics narrow the answer only when they can: communes become wards and
        people write on as before; but Vạn Thủy and Vân Thủy lie in one province.
        """
        kinds = frozenset[str]()
        found = self._named(_key(name), on, province)
        if not found:
            bare, kinds = _split_type(name)
            found = self._named(_key(bare), on, province)
        found = tuple(unit for unit in found if unit.type in kinds) or found
        return tuple(unit for unit in found if _is_spelt(unit, name)) or found

    def _named(self, key: str, on: date, province: str | None) -> tuple[Unit, ...]:
        lines = (line for table in self.tables.values() for line in table.by_name.get(key, ()))
        found = tuple(unit for unit in map(_parse, lines) if unit.holds(on))
        if province is None:
            return found
        home = self.get(province, on)
        return tuple(unit for unit in found if self.province_of(unit.code, on) == home)

    def zero_padded(self, code: str, level: Level | None = None) -> str:
        """The code with the zeros Excel dropped (6331 -> 06331), if that makes a known one.

        Without a level a known code stays as it is and any other is taken for a commune's:
        185 is a district, and only the caller knows whether 00185 was meant.
        """
        if not (code.isascii() and code.isdecimal()) or (level is None and self.ever(code)):
            return code
        widths = {level: width for width, level in _WIDTHS.items()}
        padded = code.zfill(widths.get(level or Level.COMMUNE, 0))
        return padded if self.ever(padded) else code


def load_register(root: Traversable) -> Register:
    """The register of a folder with provinces.csv, districts.csv and communes.csv; reads nothing yet."""
    tables = {level: _Table(root.joinpath(name)) for level, name in FILES.items()}
    for table in tables.values():
        if not table.file.is_file():
            raise SheetcheckError(
                Text(
                    vi="không tìm thấy danh mục đơn vị hành chính '{file}'",
                    en="the register of administrative units '{file}' is not there",
                ),
                file=str(table.file),
            )
    return Register(tables)


def without_diacritics(text: str) -> str:
    """Vạn Thủy -> Van Thuy."""
    letters = unicodedata.normalize("NFD", text).translate({ord("đ"): "d", ord("Đ"): "D"})
    return letters if letters.isascii() else "".join(c for c in letters if not unicodedata.combining(c))


def _parse(line: bytes) -> Unit:
    # The build promises fields without commas or quotes, so a split is enough.
    code, level, kind, vi, en, parent, since, until, successors, share = line.decode().split(",")
    return Unit(
        code=code,
        level=Level(level),
        type=kind,
        name=Text(vi=vi, en=en),
        parent=parent,
        valid_from=date.fromisoformat(since),
        valid_to=date.fromisoformat(until) if until else None,
        successors=tuple(successors.split(";")) if successors else (),
        share_known=share == "1",
    )


def _key(name: str) -> str:
    """What two spellings of a name have in common: no marks, no case, no punctuation, 04 = 4."""
    words = re.sub(r"['’‘`]", "", without_diacritics(name).casefold())
    return re.sub(r"\b0+(?=\d)", "", " ".join(re.findall(r"\w+", words)))


def _spelling(name: str) -> list[tuple[str, frozenset[str]]]:
    """Letters and tone of each word: Thủy and Thuỷ are one spelling, Vạn and Vân are two."""
    words = re.findall(r"\w+", unicodedata.normalize("NFC", name).casefold())
    marked = [unicodedata.normalize("NFD", word) for word in words]
    return [("".join(c for c in word if c not in _TONES), _TONES.intersection(word)) for word in marked]


def _is_spelt(unit: Unit, written: str) -> bool:
    """Whether the text ends with the unit's name, diacritics and all; text without any never does."""
    name = _spelling(unit.name.vi.removeprefix(f"{TYPES[unit.type].vi} "))
    return not written.isascii() and _spelling(written)[-len(name) :] == name


def _without_type(english: str, noun: str) -> str:
    """'Van Thuy commune' -> 'Van Thuy', 'Ward 4' -> '4'."""
    if english.endswith(f" {noun}"):
        return english.removesuffix(f" {noun}")
    return english.split(" ")[-1]


def _split_type(name: str) -> tuple[str, frozenset[str]]:
    """The name without the type word before it, and the types that word can mean."""
    folded = " ".join(without_diacritics(name).casefold().split())
    match = _TYPE_WORD.match(folded)
    if match is None:
        return folded, frozenset()
    word = match.group(1) or _SHORT[match.group(2)]
    kinds = (kind for kind, title in TYPES.items() if without_diacritics(title.vi).casefold() == word)
    return folded[match.end() :], frozenset(kinds)
