"""Writes N filled returns of all forms, each for another commune, and a description for other programs.

`python returns.py N FOLDER SHEETS.json`. A few dozen workbooks are drawn and written by sheetcheck; each
return is one of them with the code and the name of its unit put in.
"""

from __future__ import annotations

import json
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import cycle, islice
from pathlib import Path
from random import Random
from typing import NamedTuple
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from sheetcheck.catalogue import load_catalogue
from sheetcheck.form import Level
from sheetcheck.identity import Identity
from sheetcheck.kinds import KINDS
from sheetcheck.layout import CODE_ROW, Layout
from sheetcheck.period import parse_period
from sheetcheck.sample import sample_figures
from sheetcheck.template import layouts_for, write_template
from sheetcheck.units import NATION, Unit, load_register

UNIT_CODE, UNIT_NAME = "UNITCODE", "UNITNAME"
"""Stand in the drawn workbooks for a unit's code and name: nothing else contains them."""
DRAWN = 64
PERIOD = parse_period("2026-H1")
MARK = "SỐ LIỆU SINH TỰ ĐỘNG ĐỂ ĐO TỐC ĐỘ, KHÔNG PHẢI SỐ LIỆU THẬT"


class Mould(NamedTuple):
    """A workbook in two pieces: a zip of the parts that do not name the unit, and those that do as text."""

    common: bytes
    own: dict[str, str]


def main() -> None:
    count, folder, description = int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])
    folder.mkdir(parents=True)
    with ProcessPoolExecutor() as processes:
        moulds = list(processes.map(draw, range(min(count, DRAWN))))
    for unit, mould in zip(units(count), cycle(moulds), strict=False):
        (folder / f"{unit.code}_{PERIOD.label}.xlsx").write_bytes(cast(mould, unit))
    sheets = [described(layout) for layout in layouts_for(load_catalogue(), identity())]
    description.write_text(json.dumps(sheets, ensure_ascii=False, indent=1), encoding="utf-8")


def units(count: int) -> list[Unit]:
    """The communes of the province that has exactly so many, else the first ones of the country."""
    register = load_register()
    provinces = register.children(NATION, PERIOD.end)
    communes = [register.children(one.code, PERIOD.end, Level.COMMUNE) for one in provinces]
    same = next((list(some) for some in communes if len(some) == count), None)
    return same or list(islice((unit for some in communes for unit in some), count))


@cache
def identity() -> Identity:
    return Identity(
        unit=UNIT_CODE,
        unit_name=UNIT_NAME,
        level=Level.COMMUNE,
        period=PERIOD,
        digest=load_catalogue().digest,
        mark=MARK,
    )


def draw(seed: int) -> Mould:
    catalogue = load_catalogue()
    figures = sample_figures(layouts_for(catalogue, identity()), PERIOD, UNIT_CODE, Random(seed).randint)
    return melted(write_template(catalogue, identity(), figures))


def melted(workbook: bytes) -> Mould:
    common, own = BytesIO(), dict[str, str]()
    with ZipFile(BytesIO(workbook)) as source, ZipFile(common, "w", ZIP_DEFLATED) as target:
        for part in source.infolist():
            content = source.read(part).decode("utf-8")
            if UNIT_CODE in content or UNIT_NAME in content:
                own[part.filename] = content
            else:
                target.writestr(ZipInfo(part.filename), content, ZIP_DEFLATED)
    return Mould(common.getvalue(), own)


def cast(mould: Mould, unit: Unit) -> bytes:
    """The workbook of a unit, sealed as its own."""
    own = replace(identity(), unit=unit.code, unit_name=unit.name.vi)
    drawn, sealed = (dict(one.lines())["seal"] for one in (identity(), own))
    workbook = BytesIO(mould.common)
    with ZipFile(workbook, "a", ZIP_DEFLATED) as target:
        for name, content in mould.own.items():
            said = content.replace(UNIT_CODE, unit.code).replace(UNIT_NAME, escape(unit.name.vi)).replace(drawn, sealed)
            target.writestr(ZipInfo(name), said, ZIP_DEFLATED)
    return workbook.getvalue()


def described(layout: Layout) -> dict[str, object]:
    """Where the table of a form stands and the types of its columns: all that a types-only check needs."""
    columns = []
    for heading in layout.headings:
        kinds = {slot.column.kind for slot in layout.slots() if slot.position == heading.position}
        number = bool(kinds) and all(KINDS[kind].numeric for kind in kinds)
        columns.append({"code": heading.code, "number": number})
    return {
        "sheet": layout.sheet,
        "header": CODE_ROW,
        "first": layout.lines[0].number,
        "last": layout.last_line,
        "columns": columns,
    }


if __name__ == "__main__":
    main()
