"""Build schemas/units/*.csv from the data of the PyPI package `vietnamadminunits` 1.0.4 (MIT).

Development only; nothing here runs when sheetcheck runs. Install the package without its
dependencies (they are heavy and are not needed, because it is located, never imported), then run:

    python -m pip install --no-deps vietnamadminunits==1.0.4
    python -m tools.build_units              # writes schemas/units/{provinces,districts,communes}.csv, register.toml
    python -m tools.build_units other/folder # writes there instead

What it does, in this order:

1. Reads both geographies from `dataset.db`: provinces, districts and communes until 2025-06-30,
   provinces and communes from 2025-07-01.
2. Reads from `converter_2025.json` which new units each old one went to.
3. Takes out successors that only a namesake has (see `drop_namesakes`).
4. Applies `RESOLUTIONS`: types and names that changed in 2026 while codes stayed.
5. Checks the counts it knows from the law, and writes rows in the order of (code, valid_from), and beside them
   `register.toml`, which says from which day on the old geography is known (`KNOWN_FROM`).

The same input gives the same bytes. A newer resolution is added to `RESOLUTIONS`.
"""

from __future__ import annotations

import json
import math
import sqlite3
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from sheetcheck.form import Level
from sheetcheck.text import Text
from sheetcheck.units import FILES, NATION, TYPES, Unit, without_diacritics
from sheetcheck.units.unit import BEGINS, COLUMNS, KNOWLEDGE, fields_of

PACKAGE = "vietnamadminunits"
NEW_BEGINS = date(2025, 7, 1)
OLD_ENDS = NEW_BEGINS - timedelta(days=1)
KNOWN_FROM = date(2025, 3, 1)
"""The day whose units the package's old geography has. It does not say; this is the project's reading: it has what
vietnam-provinces' table of 4 January 2025 has not yet, such as Thị xã Mộc Châu (Resolution 1280/NQ-UBTVQH15, announced
on 18 January 2025) and Thành phố Phú Mỹ, and no change between then and 1 July 2025 is known to this project."""
HEADER = ",".join(COLUMNS)
EXPECTED_AT_THE_REFORM = {"tinh": 28, "thanh_pho": 6, "xa": 2621, "phuong": 687, "dac_khu": 13}
EXPECTED_NOW = {"tinh": 25, "thanh_pho": 9, "xa": 2599, "phuong": 709, "dac_khu": 13}


@dataclass(frozen=True, slots=True)
class Resolution:
    """A province that became a city, and its communes (xã) that became wards (phường) that day."""

    source: str
    since: date
    province: str
    wards: tuple[str, ...] = ()


RESOLUTIONS = (
    Resolution(
        "30/2026/QH16, 237/NQ-UBTVQH16",
        date(2026, 4, 30),
        "Đồng Nai",
        (
            "Dầu Giây",
            "Đồng Phú",
            "Long Thành",
            "Lộc Ninh",
            "Nhơn Trạch",
            "Tân Khai",
            "Tân Phú",
            "Trảng Bom",
            "Trị An",
            "Xuân Lộc",
        ),
    ),
    Resolution("36/2026/QH16", date(2026, 9, 1), "Quảng Ninh"),
    Resolution(
        "39/2026/QH16, 388/NQ-UBTVQH16",
        date(2026, 9, 20),
        "Bắc Ninh",
        (
            "Bố Hạ",
            "Chi Lăng",
            "Gia Bình",
            "Hiệp Hòa",
            "Kép",
            "Lạng Giang",
            "Lục Nam",
            "Lương Tài",
            "Nhân Thắng",
            "Phù Lãng",
            "Tiên Du",
            "Yên Phong",
        ),
    ),
)


_KNOWLEDGE = """\
# From this day on the register has the units as they were. For earlier days it has those of this day: units that
# were merged, split, founded or renamed before are missing or stand under their later names.
known_from = {}
"""


class Point(NamedTuple):
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Source:
    """The two geographies as units, and what only the build needs of them."""

    old: tuple[Unit, ...]
    new: tuple[Unit, ...]
    old_keys: Mapping[str, str]
    new_keys: Mapping[tuple[str, str], str]
    old_points: Mapping[str, tuple[Point, ...]]
    new_points: Mapping[str, Point]


def build(folder: Path) -> tuple[Unit, ...]:
    data = locate_data()
    with sqlite3.connect(f"file:{data / 'dataset.db'}?mode=ro", uri=True) as database:
        database.row_factory = sqlite3.Row
        source = read_source(database)
    targets = read_targets(data / "converter_2025.json", source)
    old = with_successors(source, drop_namesakes(source, targets))
    expect(source.new, EXPECTED_AT_THE_REFORM)
    new = apply_resolutions(source.new)
    expect((unit for unit in new if unit.valid_to is None), EXPECTED_NOW)
    units = (*old, *new)
    write(units, folder)
    return units


def locate_data() -> Path:
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{PACKAGE} is not installed; see the docstring of this module")
    return Path(spec.origin).parent / "data"


def read_source(database: sqlite3.Connection) -> Source:
    legacy = database.execute("select * from admin_units_legacy").fetchall()
    current = database.execute("select * from admin_units").fetchall()
    old: dict[str, Unit] = {}
    for row in legacy:
        province, district, commune = row["provinceCode"], row["districtCode"], row["wardCode"]
        old.setdefault(province, old_unit(province, Level.PROVINCE, row["province"], NATION))
        old.setdefault(district, old_unit(district, Level.DISTRICT, row["district"], province))
        if commune:
            old[commune] = old_unit(commune, Level.COMMUNE, row["ward"], district)
    new: dict[str, Unit] = {}
    for row in current:
        province, commune = row["provinceCode"], row["wardCode"]
        new.setdefault(province, new_unit(province, Level.PROVINCE, row["province"], NATION))
        new[commune] = new_unit(commune, Level.COMMUNE, row["ward"], province)
    return Source(
        old=tuple(old.values()),
        new=tuple(new.values()),
        old_keys={old_key(row): row["wardCode"] or row["districtCode"] for row in legacy}
        | {row["provinceKey"]: row["provinceCode"] for row in legacy},
        new_keys={(row["provinceKey"], row["wardKey"]): row["wardCode"] for row in current}
        | {(row["provinceKey"], ""): row["provinceCode"] for row in current},
        old_points={row["wardCode"]: points_of(row) for row in legacy if row["wardCode"]},
        new_points={row["wardCode"]: Point(row["wardLat"], row["wardLon"]) for row in current},
    )


def old_key(row: sqlite3.Row) -> str:
    """How the converter names an old commune; five island districts had no communes."""
    return f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey'] or ''}"


def points_of(row: sqlite3.Row) -> tuple[Point, ...]:
    """Where the commune is, and its district: either may be missing or misplaced by the geocoder."""
    pairs = ((row["wardLat"], row["wardLon"]), (row["districtLat"], row["districtLon"]))
    return tuple(Point(*pair) for pair in pairs if None not in pair)


def old_unit(code: str, level: Level, name: str, parent: str) -> Unit:
    return replace(new_unit(code, level, name, parent), valid_from=BEGINS, valid_to=OLD_ENDS)


def new_unit(code: str, level: Level, name: str, parent: str) -> Unit:
    kind, bare = split_name(name, level)
    return Unit(code=code, level=level, type=kind, name=full_name(kind, bare), parent=parent, valid_from=NEW_BEGINS)


def split_name(name: str, level: Level) -> tuple[str, str]:
    """'Thị Trấn Ái Tử' -> ('thi_tran', 'Ái Tử'): the package writes some type words in capitals."""
    clean = unicodedata.normalize("NFC", " ".join(name.split()))
    for kind, title in TYPES.items():
        if clean.casefold().startswith(f"{title.vi} ".casefold()):
            city = kind == "thanh_pho" and level is Level.DISTRICT
            return "thanh_pho_thuoc_tinh" if city else kind, in_capitals(clean[len(title.vi) + 1 :])
    raise SystemExit(f"no type word in '{name}'")


def in_capitals(bare: str) -> str:
    """'Đồng ý' -> 'Đồng Ý': the package lost some capitals with a mark; 'Nông trường' is right as it is."""
    return " ".join(word if word == "trường" else word[0].upper() + word[1:] for word in bare.split())


def full_name(kind: str, bare: str) -> Text:
    title, plain = TYPES[kind], without_diacritics(bare)
    english = f"{title.en} {plain}".capitalize() if plain.isdecimal() else f"{plain} {title.en}"
    return Text(vi=f"{title.vi} {bare}", en=english)


def read_targets(file: Path, source: Source) -> dict[str, set[str]]:
    """Old code -> codes of the new units it went to."""
    converter = json.loads(file.read_text(encoding="utf-8"))
    targets: dict[str, set[str]] = defaultdict(set)
    for province, parts in converter["DICT_PROVINCE"].items():
        for part in parts:
            targets[source.old_keys[part]].add(source.new_keys[province, ""])
    for province, communes in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for commune, parts in communes.items():
            for part in parts:
                targets[source.old_keys[part]].add(source.new_keys[province, commune])
    for province, divided in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for part, communes in divided.items():
            for commune in communes:
                targets[source.old_keys[part]].add(source.new_keys[province, commune["newWardKey"]])
    return targets


def drop_namesakes(source: Source, targets: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """Take out successors a unit has only because the package matched by name.

    Two old communes of one name in one new province got each other's successors. A successor goes
    when it lies more than 20 km away, three times as far as from the namesake that also has it.
    """
    homes: dict[tuple[str, str], list[str]] = defaultdict(list)
    for unit in source.old:
        if unit.code in source.old_points:
            for target in targets[unit.code]:
                homes[unit.name.vi, target].append(unit.code)

    def is_of_namesake(unit: Unit, target: str) -> bool:
        rivals = [code for code in homes[unit.name.vi, target] if code != unit.code]
        own = distance(source, unit.code, target)
        return own > 20 and any(own > 3 * distance(source, rival, target) for rival in rivals)

    kept = dict(targets)
    for unit in source.old:
        if unit.code in source.old_points and len(targets[unit.code]) > 1:
            near = {target for target in targets[unit.code] if not is_of_namesake(unit, target)}
            kept[unit.code] = near or targets[unit.code]
    return kept


def distance(source: Source, old: str, new: str) -> float:
    """Kilometres, good enough to tell ten from fifty."""
    there = source.new_points[new]
    east = math.cos(math.radians(there.latitude))
    return min(
        111 * math.hypot(here.latitude - there.latitude, (here.longitude - there.longitude) * east)
        for here in source.old_points[old]
    )


def with_successors(source: Source, targets: Mapping[str, set[str]]) -> Iterable[Unit]:
    for unit in source.old:
        codes = tuple(sorted(targets.get(unit.code, ())))
        yield replace(unit, successors=codes, share_known=len(codes) == 1)


def apply_resolutions(units: Sequence[Unit]) -> list[Unit]:
    """Each changed unit ends the day before and goes on under its own code."""
    patched = {unit.code: [unit] for unit in units}
    for resolution in RESOLUTIONS:
        province = one_named(units, f"Tỉnh {resolution.province}", NATION)
        changes = [(province, full_name("thanh_pho", resolution.province), "thanh_pho")]
        for ward in resolution.wards:
            commune = one_named(units, f"Xã {ward}", province.code)
            changes.append((commune, full_name("phuong", ward), "phuong"))
        for unit, name, kind in changes:
            before = replace(
                unit,
                valid_to=resolution.since - timedelta(days=1),
                successors=(unit.code,),
                share_known=True,
            )
            patched[unit.code] = [before, replace(unit, name=name, type=kind, valid_from=resolution.since)]
    return [unit for versions in patched.values() for unit in versions]


def one_named(units: Sequence[Unit], name: str, parent: str) -> Unit:
    (unit,) = (unit for unit in units if unit.name.vi == name and unit.parent == parent)
    return unit


def expect(units: Iterable[Unit], counts: Mapping[str, int]) -> None:
    found = Counter(unit.type for unit in units)
    if found != counts:
        raise SystemExit(f"expected {dict(counts)}, got {dict(found)}")


def write(units: Iterable[Unit], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for level, name in FILES.items():
        rows = sorted((u for u in units if u.level is level), key=lambda u: (u.code, u.valid_from))
        text = "\n".join((HEADER, *map(line_of, rows), ""))
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    (folder / KNOWLEDGE).write_text(_KNOWLEDGE.format(KNOWN_FROM), encoding="utf-8", newline="\n")


def line_of(unit: Unit) -> str:
    line = ",".join(fields_of(unit))
    # The register splits a line at its commas and compares codes as text.
    if '"' in line or line.count(",") != HEADER.count(",") or not unit.name.en.isascii():
        raise SystemExit(f"cannot be written plainly: {line}")
    return line


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("schemas/units")
    counts = Counter((unit.valid_from.isoformat(), unit.level.value, unit.type) for unit in build(folder))
    for (since, level, kind), count in sorted(counts.items()):
        print(f"{since}  {level:9} {kind:22} {count:6}")


if __name__ == "__main__":
    main()
