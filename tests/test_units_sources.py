"""The register against where it comes from and against an independent package; development only.

Each test runs where its package is installed (`pip install -e '.[units]'`) and is skipped elsewhere.
`vietnam-provinces` is GPL: it is looked at here, nothing of it is shipped. It needs Python 3.12.
"""

from __future__ import annotations

import importlib
import json
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from sheetcheck.form import Level
from sheetcheck.units import FILES, NATION, TYPES, Register, Unit
from sheetcheck.units.name import bare
from sheetcheck.units.unit import KNOWLEDGE

ROOT = Path(__file__).parents[1]
LAST_OLD, NEW = date(2025, 6, 30), date(2026, 11, 22)


def installed(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


@pytest.mark.skipif(installed("vietnamadminunits") != "1.0.4", reason="vietnamadminunits 1.0.4 is not installed")
def test_the_build_gives_the_committed_files_byte_for_byte(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tools.build_units", str(tmp_path)]
    paths = os.pathsep.join([str(ROOT), *filter(None, sys.path)])
    subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": paths}, check=True, capture_output=True)
    committed = {name: (ROOT / "schemas" / "units" / name).read_bytes() for name in (*FILES.values(), KNOWLEDGE)}
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == committed


class Theirs(NamedTuple):
    """A unit as vietnam-provinces has it."""

    name: str
    type: str
    parent: str


# Everything in which vietnam-provinces 2026.9.0 differs from the register, by geography, level and what differs.
# `name`: other letters or tones; `written`: the same ones placed or capitalised otherwise (Hòa, Hoà).
# The package's types are of before the resolutions of 30/4/2026 and 20/9/2026, its old geography is of January 2025.
KNOWN: Mapping[tuple[str, Level, str], str] = {
    ("new", Level.COMMUNE, "type"): """
        07294 07375 07399 07444 07840 09193 09292 09313 09319 09454 09475 09496
        25270 25357 25363 26116 26170 26248 26326 26368 26425 26485""",
    ("new", Level.COMMUNE, "written"): "00922 02287 02353 02419 02620 06325 07840 13396 14167 14182 22924",
    ("old", Level.DISTRICT, "type"): "123 754",
    ("old", Level.DISTRICT, "name"): "615 626",
    ("old", Level.COMMUNE, "only here"): "03980 03983 03984 26929 26953 27076 27226 27232 27367 27373",
    ("old", Level.COMMUNE, "only there"): """
        03751 03898 03913 03988 03991 04003 04060 07693 07732 07744 16387 16411 18448
        20176 20674 25102 25174 25177 25186 26935 26959 27067 27217 27223 27361 27379""",
    ("old", Level.COMMUNE, "type"): "03703 03910 03979 03982 04027 04030 04033 04075 26707 26710",
    ("old", Level.COMMUNE, "name"): """
        00712 00736 00829 01060 01087 01483 01978 02263 02431 02755 02836 02902 03073 03076 03177 03178 03223
        03244 03352 03370 03379 03391 03448 03460 03565 03574 03640 03712 03748 03754 03979 03982 03997 04000
        04015 04033 04066 04075 04117 04136 04162 04174 04456 04486 04618 04621 04627 05083 05245 05431 06616
        07540 11092 12538 12664 13141 15076 15712 16774 16906 18007 18391 19114 19246 19564 20458 20467 20491
        20494 20497 20698 20701 20710 22192 22225 22228 22231 22237 23140 23311 23323 23335 23341 23344 23347
        23350 23353 23356 23368 23371 23374 23380 23383 23386 23389 23392 23395 23401 23404 23407 23413 23416
        23417 23419 23425 23427 23430 23452 23455 23458 23461 23464 23479 23482 23485 23488 23491 23494 23500
        23503 23506 23509 23512 23515 23518 23524 23530 23644 23677 23683 23684 23698 23701 23746 23776 23806
        23827 23840 23968 24031 24091 24274 24283 24292 24301 24310 24346 24359 24409 24412 24439 24505 24541
        24610 24618 24652 24694 24727 24832 24859 26119 27640 28807 29218 29431 29857 30328 30475 31231 31246
        31729""",
}
WRITTEN_OTHERWISE = {Level.PROVINCE: 1, Level.DISTRICT: 13, Level.COMMUNE: 109}
"""How many names of the old geography differ only in where the tone stands, in capitals or in hyphens."""

SUCCESSORS = "00553 00556 01615 02485 09013 23053 28036 31379 31474"
"""Old communes that went elsewhere by its table; README.md of the register names them as in doubt."""
WITHOUT_SUCCESSORS = "01651 02482"
PROVINCES_ELSEWHERE = "82"
"""It files old 27691, of Tân An in Long An, under Tiền Giang, so that this seems to feed Tây Ninh."""
STILL_PROVINCES = "22 24 75"
"""Cities of 2026 that its nested-divisions.json still calls Tỉnh, against its own tables."""


@pytest.fixture(scope="module")
def package() -> Any:
    if installed("vietnam-provinces") != "2026.9.0":
        pytest.skip("vietnam-provinces 2026.9.0 is not installed (Python 3.12)")
    return importlib.import_module("vietnam_provinces")


@pytest.mark.parametrize(("geography", "level"), [
    ("new", Level.PROVINCE),
    ("new", Level.COMMUNE),
    ("old", Level.PROVINCE),
    ("old", Level.DISTRICT),
    ("old", Level.COMMUNE),
])  # fmt: skip
def test_what_differs_is_what_is_known_to_differ(
    register: Register, package: Any, geography: str, level: Level
) -> None:
    ours, theirs = register_units(register, geography, level), package_units(package, geography, level)
    found: dict[str, list[str]] = {}
    for code, what in differences(ours, theirs):
        found.setdefault(what, []).append(code)
    if geography == "old":
        assert len(found.pop("written", [])) == WRITTEN_OTHERWISE[level]
    known = {what: codes.split() for (when, at, what), codes in KNOWN.items() if (when, at) == (geography, level)}
    assert found == known


def register_units(register: Register, geography: str, level: Level) -> dict[str, Unit]:
    on = LAST_OLD if geography == "old" else NEW
    return {unit.code: unit for unit in register.children(NATION, on, level)}


def package_units(package: Any, geography: str, level: Level) -> dict[str, Theirs]:
    home = package if geography == "new" else importlib.import_module("vietnam_provinces.legacy")
    kind = {Level.PROVINCE: "Province", Level.COMMUNE: "Ward", Level.DISTRICT: "District"}[level]
    width = {Level.PROVINCE: 2, Level.DISTRICT: 3, Level.COMMUNE: 5}[level]
    found = {}
    for one in getattr(home, kind).iter_all():
        parent = ""
        if level is Level.COMMUNE and geography == "old":
            parent = f"{one.district_code.value:03}"
        elif level is not Level.PROVINCE:
            parent = f"{one.province_code.value:02}"
        found[f"{one.code.value:0{width}}"] = Theirs(one.name, one.division_type.value, parent)
    return found


def differences(ours: Mapping[str, Unit], theirs: Mapping[str, Theirs]) -> Iterator[tuple[str, str]]:
    """Code and what differs; never anything about a parent, unless it is listed."""
    for code in sorted(ours.keys() | theirs.keys()):
        if code not in theirs:
            yield code, "only here"
        elif code not in ours:
            yield code, "only there"
        else:
            yield from ((code, what) for what in _differs(ours[code], theirs[code]))


def _differs(unit: Unit, other: Theirs) -> Iterator[str]:
    title = TYPES[unit.type].vi
    if not other.type.startswith(title.casefold()):  # "thành phố trung ương" is a thành phố
        yield "type"
    if other.parent != unit.parent:
        yield "parent"
    name = other.name[len(other.type.removesuffix(" trung ương")) + 1 :]
    if _letters(name) != _letters(bare(unit)):
        yield "name"
    elif name != bare(unit) or other.name[:1].islower():
        yield "written"


def _letters(name: str) -> list[list[str]]:
    """The letters and marks of each word, wherever the marks stand: Hòa and Hoà are one, Quý and Quí are two."""
    return [sorted(unicodedata.normalize("NFD", word)) for word in re.findall(r"\w+", name.casefold())]


def test_where_old_communes_went(register: Register, package: Any) -> None:
    table = importlib.import_module(f"{package.__name__}._ward_conversion_2025").OLD_TO_NEW
    went = {f"{code:05}": sorted(f"{new.code:05}" for new in entry.new_wards) for code, entry in table.items()}
    ours = register_units(register, "old", Level.COMMUNE)
    assert sorted(ours.keys() - went.keys()) == WITHOUT_SUCCESSORS.split()
    assert went.keys() <= ours.keys()
    assert [code for code in sorted(went) if list(ours[code].successors) != went[code]] == SUCCESSORS.split()


def test_where_old_provinces_went(register: Register, package: Any) -> None:
    table = importlib.import_module(f"{package.__name__}._province_conversion_2025").OLD_TO_NEW
    went = {f"{code:02}": sorted(f"{new.code:02}" for new in entry.new_provinces) for code, entry in table.items()}
    ours = register_units(register, "old", Level.PROVINCE)
    assert ours.keys() == went.keys()
    assert [code for code in sorted(ours) if list(ours[code].successors) != went[code]] == PROVINCES_ELSEWHERE.split()


def test_its_nested_file_is_older_than_its_tables(register: Register, package: Any) -> None:
    nested = json.loads(Path(package.NESTED_DIVISIONS_JSON_PATH).read_text("utf-8"))
    ours = register_units(register, "new", Level.PROVINCE)
    names = {f"{one['code']:02}": one["name"] for one in nested}
    assert [code for code in sorted(ours) if ours[code].name.vi != names[code]] == STILL_PROVINCES.split()
