"""Councils and Party committees."""

from __future__ import annotations

from sheetcheck.samples._draw import Draw, Known, some_of, some_people

_COUNCILS = {"hdnd_province": (50, 85), "hdnd_district": (30, 40), "hdnd_commune": (15, 30)}
_PARTS = {"party_province_sc": "party_province", "party_district_sc": "party_district",
          "party_commune_sc": "party_commune"}  # fmt: skip


def known(draw: Draw) -> Known:
    known: Known = {}
    for row in draw.rows:
        if row not in _PARTS:
            known[row] = some_people(draw.choose, *_COUNCILS.get(row, (15, 60)))
    for part, whole in _PARTS.items():
        if part in draw.rows:
            known[part] = some_of(known[whole], draw.choose)  # type: ignore[arg-type]
    return known
