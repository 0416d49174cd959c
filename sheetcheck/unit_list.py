"""The list of units that a round, or a set of templates, is for: units.csv, which people edit."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from sheetcheck.codes import identity as I
from sheetcheck.codes import unit_list as D
from sheetcheck.errors import DefinitionError
from sheetcheck.finding import Code, Finding, finding
from sheetcheck.form import Level
from sheetcheck.text import Text
from sheetcheck.units import Register, Unit
from sheetcheck.units.name import bare, key
from sheetcheck.units.standing import objection

COLUMNS: Final = ("code", "name", "receiver")
_MISTAKES: Final = Text(vi="{file} có {count} lỗi", en="{file} has {count} {count|mistake|mistakes}")
_LONGEST: Final = 32


class Listed(NamedTuple):
    """A line of the list: a unit's code, the name and the receiving office that its template prints."""

    line: int
    code: str
    name: str
    receiver: str


class UnitList(NamedTuple):
    """Code -> (name, receiving office), and what was noticed that stops nothing."""

    units: Mapping[str, tuple[str, str]]
    notes: tuple[Finding, ...] = ()


def read_units(path: Path, register: Register | None, on: date, level: Level) -> UnitList:
    """The list, compared with the register on a day when there is one.

    Raises DefinitionError with every line in question. All digits claim to be the official code, so such
    a code must be that of a unit of that level on that day: its return would be refused otherwise. A unit
    outside the register (a department, a commune newer than the register) has a code with a letter in it.
    """
    raw = _read(path)
    listed = [one._replace(code=_restored(one, register, on, level)) for one in raw] if register else raw
    unfit = _unfit(path, listed, register, on, level) if register else ()
    _refuse(path, (*_malformed(path, listed), *unfit, *_twice(path, listed)))
    notes = [*_padded(path, raw, listed), *(_misnamed(path, listed, register, on) if register else ())]
    return UnitList({one.code: (one.name, one.receiver) for one in listed}, tuple(notes))


def _read(path: Path) -> list[Listed]:
    try:
        text = path.read_text(encoding="utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        problem = getattr(error, "strerror", None) or str(error)
        raise _broken(path, (_said(D.NOT_A_UNIT_LIST, path, 1, problem=problem),)) from error
    return [
        Listed(number, *(*(cell.strip() for cell in row), "", "")[:3])
        for number, row in enumerate(rows, start=1)
        if any(row) and not (number == 1 and row[0] == COLUMNS[0])
    ]


def _delimiter(text: str) -> str:
    """Excel separates with what the computer's region says: a semicolon in Vietnam."""
    first = text.partition("\n")[0]
    return max(",;\t", key=first.count)


def _restored(one: Listed, register: Register, on: date, level: Level) -> str:
    """The code with the zeros that Excel dropped; 185 may mean a district, so the name must agree."""
    padded = register.zero_padded(one.code, level)
    unit = register.get(padded, on)
    if padded == one.code or unit is None:
        return one.code
    other = register.get(one.code, on)
    return padded if other is None or _is_named(unit, one.name) else one.code


def _is_named(unit: Unit, name: str) -> bool:
    """Whether the name has the unit's in it, in either language and without regard to diacritics."""
    return f" {key(bare(unit))} " in f" {key(name)} "


def _malformed(path: Path, listed: Iterable[Listed]) -> Iterator[Finding]:
    for one in listed:
        if not (one.code.isascii() and one.code.isalnum()) or len(one.code) > _LONGEST:
            yield _said(D.MALFORMED_UNIT_CODE, path, one.line, code=one.code)


def _twice(path: Path, listed: Iterable[Listed]) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for one in listed:
        if one.code in seen:
            yield _said(D.LISTED_TWICE, path, one.line, code=one.code, other=seen[one.code])
        seen.setdefault(one.code, one.line)


def _unfit(path: Path, listed: Iterable[Listed], register: Register, on: date, level: Level) -> Iterator[Finding]:
    for one in listed:
        against = objection(register, one.code, on, level) if one.code.isdecimal() else None
        if against is not None:
            yield _said(against.code, path, one.line, **against.params)


def _padded(path: Path, raw: Iterable[Listed], listed: Iterable[Listed]) -> Iterator[Finding]:
    for before, after in zip(raw, listed, strict=True):
        if before.code != after.code:
            yield _said(I.UNIT_CODE_PADDED, path, before.line, found=before.code, unit=after.code)


def _misnamed(path: Path, listed: Iterable[Listed], register: Register, on: date) -> Iterator[Finding]:
    for one in listed:
        unit = register.get(one.code, on)
        if unit is not None and one.name and not _is_named(unit, one.name):
            known = {"known": unit.name.vi, "known_en": unit.name.en}
            yield _said(D.LISTED_UNDER_OTHER_NAME, path, one.line, code=one.code, name=one.name, **known)


def _refuse(path: Path, found: tuple[Finding, ...]) -> None:
    if found:
        raise _broken(path, tuple(sorted(found, key=lambda one: (one.params["line"], one.code))))


def _broken(path: Path, found: tuple[Finding, ...]) -> DefinitionError:
    return DefinitionError(found, _MISTAKES, file=path.name, line=found[0].params["line"])


def _said(code: Code, path: Path, line: int, /, **params: object) -> Finding:
    return finding(code, file=path.name, params={"line": line, **params})
