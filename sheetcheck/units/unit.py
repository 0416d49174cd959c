"""A unit as it was between two days, and its line in the register."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from sheetcheck.form import Level
from sheetcheck.text import Text

NATION: Final = ""
"""The parent of every province: `children(NATION, on)` are the provinces of that day."""

COLUMNS: Final = (
    "code",
    "level",
    "type",
    "name_vi",
    "name_en",
    "parent",
    "valid_from",
    "valid_to",
    "successors",
    "share_known",
)
FILES: Final[Mapping[Level, str]] = {
    Level.PROVINCE: "provinces.csv",
    Level.DISTRICT: "districts.csv",
    Level.COMMUNE: "communes.csv",
}
KNOWLEDGE: Final = "register.toml"
"""Beside the three files: `known_from`, the day from which on the units are those of the time."""

WIDTHS: Final[Mapping[Level, int]] = {Level.PROVINCE: 2, Level.DISTRICT: 3, Level.COMMUNE: 5}
"""How many digits a code of that level has."""

LEVELS: Final[Mapping[Level, Text]] = {
    Level.COMMUNE: Text(vi="xã", en="commune"),
    Level.DISTRICT: Text(vi="huyện", en="district"),
    Level.PROVINCE: Text(vi="tỉnh", en="province"),
    Level.NATIONAL: Text(vi="trung ương", en="national"),
}
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
BEGINS: Final = date(2008, 1, 1)
"""From when the one old geography that the register has may be used: no legal date, and never shown as one."""


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


def fields_of(unit: Unit) -> tuple[str, ...]:
    """The unit as the register writes it, a field for each of COLUMNS."""
    return (
        unit.code,
        unit.level.value,
        unit.type,
        unit.name.vi,
        unit.name.en,
        unit.parent,
        unit.valid_from.isoformat(),
        unit.valid_to.isoformat() if unit.valid_to else "",
        ";".join(unit.successors),
        str(int(unit.share_known)),
    )


def parse(line: bytes, level: Level) -> Unit:
    """The unit of a line of that level's file; raises ValueError or KeyError when there is none in it."""
    # The build promises fields without commas or quotes, so a split is enough.
    code, own, kind, vi, en, parent, since, until, successors, share = line.decode().split(",")
    if own != level.value:
        raise ValueError(own)
    TYPES[kind]
    return Unit(
        code=code,
        level=level,
        type=kind,
        name=Text(vi=vi, en=en),
        parent=parent,
        valid_from=date.fromisoformat(since),
        valid_to=date.fromisoformat(until) if until else None,
        successors=tuple(successors.split(";")) if successors else (),
        share_known=share == "1",
    )
