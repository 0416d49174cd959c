"""The texts of a workbook in Unicode, before anything is read: what was typed with an old font is converted, and said.

Characters that nobody sees are tidied without a word. A text that can be read in two ways is only converted when its
font and its neighbours say so; otherwise it stays, and both readings are told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Final, NamedTuple

from sheetcheck.codes import layout as L
from sheetcheck.encodings import ENCODINGS
from sheetcheck.finding import Code, Finding, finding
from sheetcheck.grid import Sheet, Workbook, a1
from sheetcheck.letters import SOFT_HYPHEN, is_odd, visible
from sheetcheck.recognition import Ground, Recognised, is_unicode, recognise

_SHOWN: Final = 80
_MANY: Final = 100
"""Texts that a finding quotes beside its first one."""


class Decoded(NamedTuple):
    """The workbook in Unicode, and what was converted or left in doubt."""

    workbook: Workbook
    findings: tuple[Finding, ...]


class _Found(NamedTuple):
    """A cell whose text may be of an old font."""

    place: tuple[int, int]
    text: str
    read: Recognised
    font: str

    @property
    def cell(self) -> str:
        return a1(*self.place)


def is_called_for(workbook: Workbook, kept: Iterable[str], matched: Iterable[str]) -> bool:
    """Whether `decoded` may have something to do: for texts that are kept the name of a font is enough."""
    kept = [text for text in kept if not text.isascii()]
    texts = [*kept, *(text for text in matched if not text.isascii())]
    if is_odd("\n".join(texts)):
        return True
    if any(read.ground is not Ground.POSSIBLE for read in map(recognise, texts) if read is not None):
        return True
    return not all(map(is_unicode, kept)) and bool(workbook.fonts(_old_fonts()))


def decoded(workbook: Workbook) -> Decoded:
    """Never raises. A workbook in which nothing had to be done comes back as it is."""
    fonts = workbook.fonts(_old_fonts())
    found = [list(_found(sheet, fonts)) for sheet in workbook.sheets]
    trusted = {one.read.encoding for some in found for one in some if one.read.ground is Ground.SURE}
    mixed = _in_unicode(workbook, fonts)
    sheets, said = list[Sheet](), list[Finding]()
    for sheet, some in zip(workbook.sheets, found, strict=True):
        sure = [one for one in some if _is_sure(one, trusted, mixed)]
        sheets.append(_rewritten(sheet, {one.place: one.read.text for one in sure}))
        said += _told(L.OLD_FONT, sheet, sure)
        said += _told(L.OLD_FONT_IN_DOUBT, sheet, list(_doubtful(some, sure, mixed)))
    if all(new is old for new, old in zip(sheets, workbook.sheets, strict=True)):
        return Decoded(workbook, tuple(said))
    return Decoded(replace(workbook, sheets=tuple(sheets)), tuple(said))


def readable(name: str) -> str:
    """A short text, such as the name of a sheet, as it is meant."""
    found = recognise(name)
    return _tidied(found.text if found and found.ground is Ground.SURE else name)


@cache
def _old_fonts() -> re.Pattern[str]:
    return re.compile("|".join(one.fonts.pattern for one in ENCODINGS.values()), re.IGNORECASE)


def _found(sheet: Sheet, fonts: Mapping[tuple[str, str], str]) -> Iterator[_Found]:
    """Cells that may be of an old font: by their letters, or by their font too."""
    for number, row in enumerate(sheet.rows, start=1):
        for place, cell in enumerate(row, start=1):
            if type(cell) is str and not cell.isascii():
                font = fonts.get((sheet.name, a1(number, place)), "")
                read = recognise(cell, font)
                if read is not None:
                    yield _Found((number, place), cell, read, font)


def _in_unicode(workbook: Workbook, fonts: Mapping[tuple[str, str], str]) -> frozenset[str]:
    """Old fonts that some text in Unicode has too: somebody gave the sheet another font, and the name tells nothing."""
    if not fonts:
        return frozenset()
    return frozenset(
        fonts[sheet.name, a1(number, place)]
        for sheet in workbook.sheets
        for number, row in enumerate(sheet.rows, start=1)
        for place, cell in enumerate(row, start=1)
        if isinstance(cell, str) and is_unicode(cell) and (sheet.name, a1(number, place)) in fonts
    )


def _is_sure(one: _Found, trusted: set[str], mixed: frozenset[str]) -> bool:
    """A text that is good Vietnamese in both readings needs a font that says so, and others of its encoding."""
    if one.read.ground is Ground.POSSIBLE:
        return one.font != "" and one.font not in mixed and one.read.encoding in trusted
    return one.read.ground is Ground.SURE or one.read.encoding in trusted


def _doubtful(found: Sequence[_Found], sure: Sequence[_Found], mixed: frozenset[str]) -> Iterator[_Found]:
    """What may be old all the same: by its letters, its font, or the converted texts around it."""
    settled = {one.place for one in sure}
    near = {
        (one.read.encoding, one.place[0] + down, one.place[1] + right)
        for one in sure
        for down, right in ((0, 1), (1, 0), (0, -1), (-1, 0))
    }
    for one in found:
        by_font = one.font != "" and one.font not in mixed
        if one.place not in settled and (
            one.read.ground is Ground.LIKELY or by_font or (one.read.encoding, *one.place) in near
        ):
            yield one


def _rewritten(sheet: Sheet, converted: Mapping[tuple[int, int], str]) -> Sheet:
    """The sheet with texts converted, and tidied where something invisible is in them."""
    changed = dict(converted)
    for number, row in enumerate(sheet.rows, start=1):
        for place, cell in enumerate(row, start=1):
            if type(cell) is str and is_odd(cell):
                changed.setdefault((number, place), cell)
    if not changed:
        return sheet
    rows = [list(row) for row in sheet.rows]
    for (number, place), text in changed.items():
        rows[number - 1][place - 1] = _tidied(text)
    return replace(sheet, rows=rows)


def _tidied(text: str) -> str:
    return visible(text).replace(SOFT_HYPHEN, "")


def _told(code: Code, sheet: Sheet, found: Sequence[_Found]) -> Iterator[Finding]:
    """One finding for a sheet and an encoding, with all its cells."""
    for encoding in sorted({one.read.encoding for one in found}):
        some = [one for one in found if one.read.encoding == encoding]
        yield finding(code, sheet=sheet.name, cells=tuple(one.cell for one in some), params=_said(some))


def _said(found: Sequence[_Found]) -> dict[str, object]:
    first = found[0]
    return {
        "encoding": first.read.encoding,
        "count": len(found),
        "found": _short(first.text),
        "value": _short(_tidied(first.read.text)),
        "texts": [_short(one.text) for one in found[:_MANY]],
        "readings": [_short(_tidied(one.read.text)) for one in found[:_MANY]],
    }


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
