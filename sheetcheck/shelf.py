"""The standard templates on the shelf (`templates_xlsx/`): blank, for each level, kind of period, scope and profile."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

from sheetcheck.catalogue import Catalogue, bundled
from sheetcheck.form import Level, Profile, Scope
from sheetcheck.identity import Identity
from sheetcheck.period import parse_period
from sheetcheck.template import write_template

_PERIODS = {"6-thang": "2026-H1", "nam": "2026"}
_OFFICES = {
    (Level.COMMUNE, Scope.OWN): "xa",
    (Level.DISTRICT, Scope.OWN): "huyen",
    (Level.PROVINCE, Scope.OWN): "tinh",
    (Level.PROVINCE, Scope.CONSOLIDATED): "tinh-tong-hop",
}
_LAST_WITH_DISTRICTS = {"6-thang": "2024-H1", "nam": "2024"}
_PROFILES = {Profile.FULL: "", Profile.CORE: "_cot-loi"}


def shelf() -> Mapping[str, Identity]:
    """File name -> whom it is for. Blank: no unit, the digest left out so that a comment changes nothing."""
    made: dict[str, Identity] = {}
    for (level, scope), word in _OFFICES.items():
        for kind, label in (_LAST_WITH_DISTRICTS if level is Level.DISTRICT else _PERIODS).items():
            for profile, suffix in _PROFILES.items():
                made[f"{word}_{kind}{suffix}.xlsx"] = Identity(
                    unit="00000",
                    unit_name="………………………",
                    level=level,
                    scope=scope,
                    period=parse_period(label),
                    profile=profile,
                )
    return made


def outdated(catalogue: Catalogue) -> tuple[str, ...]:
    """Templates that are missing from the shelf or differ from what the catalogue makes, member by member."""
    folder = bundled("templates_xlsx")
    return tuple(
        name
        for name, identity in shelf().items()
        if not (folder / name).is_file()
        or members((folder / name).read_bytes()) != members(write_template(catalogue, identity))
    )


def members(workbook: bytes) -> Mapping[str, bytes]:
    """The parts of a workbook: what is compared, because compressed bytes differ between builds of zlib."""
    with zipfile.ZipFile(BytesIO(workbook)) as package:
        return {name: package.read(name) for name in package.namelist()}
