"""Long tables, written straight as XML into a workbook that is otherwise finished.

A million cells cost xlsxwriter ten seconds and a gigabyte; here they pass through line by line.
Every text of the tables goes through `clean`, and is a text in Excel whatever it begins with.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final, NamedTuple

from sheetcheck.errors import SheetcheckError
from sheetcheck.grid import column_letter
from sheetcheck.text import Text

LONGEST: Final = 32_767
MOST_ROWS: Final = 1_048_576
MOST_COLUMNS: Final = 16_384
_TOO_LONG = Text(
    vi="bảng dài hơn một trang tính của Excel ({rows} dòng, {columns} cột)",
    en="the table is larger than a sheet of Excel ({rows} rows, {columns} columns)",
)
_EXACT = 2.0**53
_GONE = "\N{REPLACEMENT CHARACTER}"
_UNPRINTABLE = re.compile("[\0-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")
_ESCAPE = re.compile("_(?=x[0-9a-fA-F]{4}_)")
_CHUNK = 500
_STRINGS = "xl/sharedStrings.xml"


class Styled(NamedTuple):
    """A figure or text in a style of its own."""

    value: float | str | None
    style: str


class Live(NamedTuple):
    """A formula of ours, without `=`, and the value it has now; None shows nothing."""

    formula: str
    value: float | str | None
    style: str


Line = Sequence[float | str | Styled | Live | None]
"""Cells from column A on; None leaves a cell out."""


@dataclass(frozen=True, slots=True)
class Body:
    """Lines that go under the head of a sheet. `styles` are those of the columns, for plain values."""

    first: int
    lines: Iterable[Line]
    styles: Sequence[str] = ()


def clean(text: str) -> str:
    """The text as Excel can hold it; what it cannot hold is visibly replaced, the rest untouched."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _UNPRINTABLE.sub(_GONE, text)
    if len(text) > LONGEST // 2:  # Excel counts as UTF-16 does
        units = text.encode("utf-16-le")
        if len(units) > 2 * LONGEST:
            text = units[: 2 * (LONGEST - 1)].decode("utf-16-le", "ignore") + _GONE
    return text


class _Strings:
    """Shared strings beyond those that the workbook has already."""

    def __init__(self, start: int) -> None:
        self.start = start
        self.ends: dict[str, str] = {}

    def end(self, text: str) -> str:
        """The rest of a cell that holds the text, after its style."""
        found = self.ends.get(text)
        if found is None:
            found = self.ends[text] = f' t="s"><v>{self.start + len(self.ends)}</v></c>'
        return found

    def items(self) -> Iterator[str]:
        for text in self.ends:
            shown = _ESCAPE.sub("_x005F_", clean(text))
            kept = ' xml:space="preserve"' if shown != shown.strip() or "\n" in shown else ""
            yield f"<si><t{kept}>{_xml(shown)}</t></si>"


def _xml(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def weave(workbook: bytes, bodies: Mapping[int, Body], style: Callable[[str], int]) -> bytes:
    """The workbook with the bodies in its sheets (by index from 0); `style` gives a style's number."""
    target = BytesIO()
    parts = {f"xl/worksheets/sheet{index + 1}.xml": body for index, body in bodies.items()}
    with zipfile.ZipFile(BytesIO(workbook)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        shared = old.read(_STRINGS).decode()
        count = re.search(r'uniqueCount="(\d+)"', shared)
        assert count is not None
        strings = _Strings(int(count.group(1)))
        # Sheets first: the strings are known when all of them have passed.
        for part in sorted(old.namelist(), key=lambda name: name == _STRINGS):
            info = zipfile.ZipInfo(part, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            with new.open(info, "w") as stream:
                if part in parts:
                    head, tail = _halves(old.read(part).decode())
                    stream.write(head.encode())
                    for chunk in _rows(parts[part], strings, style):
                        stream.write(chunk)
                    stream.write(tail.encode())
                elif part == _STRINGS:
                    stream.write(_with(shared, strings).encode("utf-8"))
                else:
                    stream.write(old.read(part))
    return target.getvalue()


def _halves(sheet: str) -> tuple[str, str]:
    """Before and after the place where more rows go; the stated extent would be wrong, so it goes."""
    sheet = re.sub(r"<dimension [^>]*/>", "", sheet, count=1)
    head, end, tail = sheet.partition("</sheetData>")
    assert end, "a sheet with a body needs a head"
    return head, end + tail


def _with(shared: str, strings: _Strings) -> str:
    unique = strings.start + len(strings.ends)  # how often each is used need not be said
    head = re.sub(r' count="\d+" uniqueCount="\d+"', f' uniqueCount="{unique}"', shared, count=1)
    return head.removesuffix("</sst>") + "".join(strings.items()) + "</sst>"


def _rows(body: Body, strings: _Strings, style: Callable[[str], int]) -> Iterator[bytes]:
    """The rows as XML, some hundred at a time."""
    letters: list[str] = []
    numbers: dict[str, int] = {}

    def styled(name: str) -> str:
        if name not in numbers:
            numbers[name] = style(name)
        return f'" s="{numbers[name]}"'

    own = [styled(name) for name in body.styles]
    ends = strings.ends
    chunk: list[str] = []
    for number, line in enumerate(body.lines, start=body.first):
        if len(letters) < len(line) or number > MOST_ROWS:
            _widen(letters, own, number, len(line))
        chunk.append(f'<row r="{number}">')
        for letter, plain, cell in zip(letters, own, line, strict=False):
            if cell is None:
                continue
            if type(cell) is str:
                chunk.append(f'<c r="{letter}{number}{plain}{ends.get(cell) or strings.end(cell)}')
            elif type(cell) is float:
                chunk.append(_number(f'<c r="{letter}{number}{plain}', cell, strings))
            else:
                chunk.append(_special(f"{letter}{number}", cell, styled, strings))  # type: ignore[arg-type]
        chunk.append("</row>")
        if len(chunk) > 20 * _CHUNK:
            yield "".join(chunk).encode()
            chunk.clear()
    yield "".join(chunk).encode()


def _widen(letters: list[str], own: list[str], number: int, width: int) -> None:
    """Makes room for a line that is wider than those before it."""
    if number > MOST_ROWS or width > MOST_COLUMNS:
        raise SheetcheckError(_TOO_LONG, rows=MOST_ROWS, columns=MOST_COLUMNS)
    letters += (column_letter(place) for place in range(len(letters) + 1, width + 1))
    own += ['"'] * (width - len(own))


def _number(start: str, value: float, strings: _Strings) -> str:
    """A number that Excel would alter is written as the text it is."""
    if -_EXACT < value < _EXACT:
        return f"{start}><v>{value!r}</v></c>"
    return start + strings.end(repr(value))


def _special(address: str, cell: Styled | Live, styled: Callable[[str], str], strings: _Strings) -> str:
    start = f'<c r="{address}{styled(cell.style)}'
    value = cell.value
    if isinstance(cell, Live):
        formula = _xml(cell.formula)
        if isinstance(value, float):
            return f"{start}><f>{formula}</f><v>{value!r}</v></c>"
        return f'{start} t="str"><f>{formula}</f><v>{_xml(clean(value or ""))}</v></c>'
    if value is None or value == "":
        return f"{start}/>"
    if isinstance(value, str):
        return start + strings.end(value)
    return _number(start, float(value), strings)
