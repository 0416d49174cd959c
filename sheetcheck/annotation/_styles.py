"""The formats that an annotation needs, added behind those of the workbook."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from sheetcheck.annotation._splice import Change, Element, appended, elements, place_before, spliced, with_attribute
from sheetcheck.finding import Severity

_COLOURS: Final = {Severity.ERROR: "FFFFC7CE", Severity.WARNING: "FFFFD966", Severity.INFO: "FFDDEBF7"}
_ORDER: Final = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs")
_EMPTY: Final = b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"></styleSheet>'


class Styles(NamedTuple):
    """Numbers of formats: of the coloured cells, and of the cells of the first sheet."""

    marks: Mapping[Severity, int]
    title: int
    about: int
    verdict: int
    good: int
    heading: int
    cell: int
    link: int
    levels: Mapping[Severity, int]


def with_styles(xml: bytes) -> tuple[bytes, Styles]:
    """The style sheet with ours, and their numbers; an annotation of before leaves its own, which do no harm."""
    xml = xml or _EMPTY
    root = elements(xml, 0)[0]
    p = root.prefix
    xml, fonts = _added(xml, "fonts", [_font(p, one) for one in ("", "b16", "b12", "b", "u")])
    fills = [f'<{p}fill><{p}patternFill patternType="solid"><{p}fgColor rgb="{one}"/></{p}patternFill></{p}fill>'
             for one in (*_COLOURS.values(), "FFD9E1F2", "FFE2EFDA")]  # fmt: skip
    xml, first_fill = _added(xml, "fills", fills)
    side = "".join(
        f'<{p}{one} style="thin"><{p}color rgb="FFBFBFBF"/></{p}{one}>' for one in ("left", "right", "top", "bottom")
    )
    xml, border = _added(xml, "borders", [f"<{p}border>{side}<{p}diagonal/></{p}border>"])
    error, warning, info, blue, green = range(first_fill, first_fill + 5)
    plain, large, strong, bold, underlined = range(fonts, fonts + 5)
    made = [
        _xf(p, large, 0, 0), _xf(p, plain, 0, 0), _xf(p, strong, error, border), _xf(p, strong, green, border),
        _xf(p, bold, blue, border), _xf(p, plain, 0, border), _xf(p, underlined, 0, border),
        _xf(p, bold, error, border), _xf(p, bold, warning, border), _xf(p, plain, info, border),
    ]  # fmt: skip
    xml, xf = _added(xml, "cellXfs", made)
    dxfs = [f'<{p}dxf><{p}fill><{p}patternFill patternType="solid"><{p}fgColor rgb="{one}"/><{p}bgColor rgb="{one}"/>'
            f"</{p}patternFill></{p}fill></{p}dxf>" for one in _COLOURS.values()]  # fmt: skip
    xml, dxf = _added(xml, "dxfs", dxfs)
    marks = {severity: dxf + place for place, severity in enumerate(_COLOURS)}
    levels = {severity: xf + 7 + place for place, severity in enumerate(_COLOURS)}
    return xml, Styles(marks, xf, xf + 1, xf + 2, xf + 3, xf + 4, xf + 5, xf + 6, levels)


def _font(p: str, what: str) -> str:
    bold = f"<{p}b/>" if what.startswith("b") else ""
    line = f"<{p}u/>" if what == "u" else ""
    size = what.strip("bu") or "11"
    colour = f'<{p}color rgb="FF0563C1"/>' if what == "u" else ""
    name = f'<{p}name val="Times New Roman"/><{p}family val="1"/>'
    return f'<{p}font>{bold}{line}<{p}sz val="{size}"/>{colour}{name}</{p}font>'


def _xf(p: str, font: int, fill: int, border: int) -> str:
    return (
        f'<{p}xf numFmtId="49" fontId="{font}" fillId="{fill}" borderId="{border}" applyNumberFormat="1" applyFont="1" '
        f'applyFill="1" applyBorder="1" applyAlignment="1"><{p}alignment vertical="top" wrapText="1"/></{p}xf>'
    )


def _added(xml: bytes, tag: str, new: list[str]) -> tuple[bytes, int]:
    """The style sheet with more of a kind, and the number of the first of them."""
    found = elements(xml, 2)
    root, content = found[0], "".join(new).encode()
    parent = next((one for one in found if one.depth == 1 and one.tag == tag), None)
    if parent is None:
        whole = f'<{root.prefix}{tag} count="{len(new)}">'.encode() + content + f"</{root.prefix}{tag}>".encode()
        at = _place(found, tag)
        return spliced(xml, [at._replace(new=whole)]), 0
    there = sum(one.depth == 2 and parent.inner <= one.start < parent.end for one in found)
    grown = spliced(xml, [appended(xml, parent, content)])
    again = next(one for one in elements(grown, 1) if one.depth == 1 and one.tag == tag)
    return spliced(grown, [with_attribute(grown, again, "count", str(there + len(new)))]), there


def _place(found: list[Element], tag: str) -> Change:
    """Where a kind belongs of which the style sheet has none."""
    later = (*_ORDER[_ORDER.index(tag) + 1 :], "tableStyles", "colors", "extLst")
    at = place_before(found, later)
    return Change(at, at, b"")
