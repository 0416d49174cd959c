"""A format of the workbook with a day in it: the cell keeps font, border and fill, and shows a day."""

from __future__ import annotations

import re
from typing import Final

from sheetcheck.annotation._splice import Element, appended, elements, spliced, with_attribute

_DAYS: Final = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
"""Numbers of formats that mean a day or a time in every workbook (ECMA-376 part 1, 18.8.30)."""
_SHORT: Final = "14"
"""The short form of a day, as the country of the reader writes it."""
_WRITTEN: Final = "dd/mm/yyyy"
_QUOTED: Final = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


def with_day_style(xml: bytes, style: int) -> tuple[bytes, int]:
    """The style sheet, and the number of the format that is this one with a day in it: itself when it has one."""
    found = elements(xml, 3)
    listed = next((one for one in found if one.tag == "cellXfs" and one.depth == 1), None)
    formats = _of(listed, found)
    if listed is None or style >= len(formats):
        return xml, style
    one = formats[style]
    if _is_day(one.attributes.get("numFmtId", "0"), found):
        return xml, style
    ours = (each.attributes.get("numFmtId", "") for each in found if each.attributes.get("formatCode") == _WRITTEN)
    made = _as_day(xml[one.start : one.end], next(ours, _SHORT))
    for number, other in enumerate(formats):
        if xml[other.start : other.end] == made:
            return xml, number
    grown = spliced(xml, [appended(xml, listed, made)])
    again = next(one for one in elements(grown, 1) if one.tag == "cellXfs")
    return spliced(grown, [with_attribute(grown, again, "count", str(len(formats) + 1))]), len(formats)


def _of(listed: Element | None, found: list[Element]) -> list[Element]:
    return [
        one for one in found if listed and one.tag == "xf" and one.depth == 2 and listed.start < one.start < listed.end
    ]


def _is_day(number: str, found: list[Element]) -> bool:
    if number.isdigit() and int(number) in _DAYS:
        return True
    codes = (one.attributes.get("formatCode", "") for one in found if one.tag == "numFmt")
    ids = (one.attributes.get("numFmtId", "") for one in found if one.tag == "numFmt")
    code = next((code for one, code in zip(ids, codes, strict=True) if one == number), "")
    return bool(set("dmyDMY") & set(_QUOTED.sub("", code)))


def _as_day(xf: bytes, number: str) -> bytes:
    for name, value in (("numFmtId", number), ("applyNumberFormat", "1")):
        xf = spliced(xf, [with_attribute(xf, elements(xf, 0)[0], name, value)])
    return xf
