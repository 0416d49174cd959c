"""The cells of a workbook that have a font of a certain kind; the reader of values tells nothing of fonts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final
from xml.parsers import expat

from sheetcheck.readers._package import Package, check_prolog
from sheetcheck.reading import Refused

_STYLES: Final = "styles.xml"
_NAME = re.compile(rb"""<(?:\w+:)?name\s[^<>]*?\bval\s*=\s*["']([^"'<>]*)["']""")
_CELL = re.compile(rb"""<(?:\w+:)?c\s[^<>]*>""")
_ADDRESS = re.compile(rb"""\sr\s*=\s*["']([A-Z]{1,3}[0-9]{1,7})["']""")
_STYLE = re.compile(rb"""\ss\s*=\s*["']([0-9]{1,6})["']""")


def fonts_of(
    package: Package, folder: str, sheets: Mapping[str, str], wanted: re.Pattern[str]
) -> dict[tuple[str, str], str]:
    """Sheet and address -> the name of the font. `sheets` are their parts by name; broken parts tell nothing."""
    try:
        names = dict(_names(package, folder + _STYLES, wanted))
        return dict(_cells(package, sheets, names)) if names else {}
    except (Refused, expat.ExpatError):
        return {}


def _names(package: Package, part: str, wanted: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """Number of a style of cells -> its font, where it is one of those wanted."""
    if part not in package:
        return
    xml = package.unpack(part)
    if not any(wanted.fullmatch(name.decode("utf-8", "replace")) for name in _NAME.findall(xml)):
        return
    check_prolog(part, xml)
    fonts, styles = _listed(xml)
    for number, font in enumerate(styles):
        if font < len(fonts) and wanted.fullmatch(fonts[font]):
            yield number, fonts[font]


def _listed(xml: bytes) -> tuple[list[str], list[int]]:
    """The names of all fonts, and which font each style of cells has."""
    fonts: list[str] = []
    styles: list[int] = []
    above: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "font" and above[-1:] == ["fonts"]:
            fonts.append("")
        elif name == "name" and above[-2:] == ["fonts", "font"]:
            fonts[-1] = attributes.get("val", "")
        elif name == "xf" and above[-1:] == ["cellXfs"]:
            number = attributes.get("fontId", "0")
            styles.append(int(number) if number.isdecimal() and len(number) < 7 else 0)
        above.append(name)

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: above.pop()
    parser.Parse(xml, True)
    return fonts, styles


def _cells(
    package: Package, sheets: Mapping[str, str], names: Mapping[int, str]
) -> Iterator[tuple[tuple[str, str], str]]:
    for sheet, part in sheets.items():
        for cell in _CELL.findall(package.unpack(part)) if part else ():
            style, address = _STYLE.search(cell), _ADDRESS.search(cell)
            if style and address and int(style.group(1)) in names:
                yield (sheet, address.group(1).decode()), names[int(style.group(1))]
