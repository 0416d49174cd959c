"""The first sheet of an annotated return, as the XML of a worksheet."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil
from typing import Final

from sheetcheck.annotation._splice import attribute, text
from sheetcheck.annotation._styles import Styles
from sheetcheck.annotation.notes import Annotation, Line

_WIDTHS: Final = (11, 12, 26, 60, 50, 8)
_FIRST: Final = 6
_LINE: Final = 16
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def front_sheet(annotation: Annotation, styles: Styles) -> bytes:
    """Title, whose it is, the verdict in one line, then what was found; a click on the cells leads to them."""
    rows = [
        _row(1, 24, [("A", styles.title, annotation.title)]),
        _row(2, 20, [("A", styles.about, annotation.about)]),
        _row(3, 40, [("A", styles.good if annotation.is_good else styles.verdict, annotation.verdict)]),
        _row(5, 20, [(_letter(i), styles.heading, one) for i, one in enumerate(annotation.headings)]),
    ]
    rows += [_found(_FIRST + i, line, styles) for i, line in enumerate(annotation.lines)]
    last = _FIRST + len(annotation.lines) + 1
    rows.append(_row(last, 36, [("A", styles.about, annotation.foot)]))
    links = "".join(
        f'<hyperlink ref="C{_FIRST + i}" location={attribute(line.target)}/>'
        for i, line in enumerate(annotation.lines)
        if line.target
    )
    columns = "".join(
        f'<col min="{i}" max="{i}" width="{width}" customWidth="1"/>' for i, width in enumerate(_WIDTHS, start=1)
    )
    merged = "".join(f'<mergeCell ref="A{one}:F{one}"/>' for one in (1, 2, 3, last))
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{_MAIN}">'
        '<sheetPr><tabColor rgb="FFC00000"/><pageSetUpPr fitToPage="1"/></sheetPr>'
        '<sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0">'
        f'<pane ySplit="{_FIRST - 1}" topLeftCell="A{_FIRST}" activePane="bottomLeft" state="frozen"/>'
        "</sheetView></sheetViews>"
        f"<cols>{columns}</cols><sheetData>{''.join(rows)}</sheetData>"
        f'<mergeCells count="4">{merged}</mergeCells>'
        + (f"<hyperlinks>{links}</hyperlinks>" if links else "")
        + '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    ).encode()


def _found(number: int, line: Line, styles: Styles) -> str:
    cells = (
        ("A", styles.levels[line.severity], line.level.capitalize()),
        ("B", styles.cell, line.sheet),
        ("C", styles.link if line.target else styles.cell, line.cells or line.sheet),
        ("D", styles.cell, line.message),
        ("E", styles.cell, line.help),
        ("F", styles.cell, line.code),
    )
    lines = max(
        sum(max(1, ceil(len(part) / (_WIDTHS["ABCDEF".index(letter)] * 1.05))) for part in said.split("\n"))
        for letter, _, said in cells
    )
    return _row(number, _LINE * max(1, lines) + 2, cells)


def _row(number: int, height: int, cells: Iterable[tuple[str, int, str]]) -> str:
    made = "".join(
        f'<c r="{letter}{number}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text(said)}</t></is></c>'
        for letter, style, said in cells
    )
    return f'<row r="{number}" ht="{min(height, 400)}" customHeight="1">{made}</row>'


def _letter(place: int) -> str:
    return "ABCDEF"[place]
