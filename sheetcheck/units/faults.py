"""Everything wrong with the files of the register, each with file and line; nothing here raises for bad data.

One cause is said once: what other files say of the units of a file that is not there is not looked at, lines that
name the same unknown unit are one finding, and of one mistake in a file only the first lines are shown.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta
from importlib.resources.abc import Traversable
from itertools import pairwise
from typing import Final

from sheetcheck.codes import definition as D
from sheetcheck.codes import register as R
from sheetcheck.finding import Code, Finding, finding
from sheetcheck.form import Level
from sheetcheck.units.unit import COLUMNS, FILES, KNOWLEDGE, TYPES, WIDTHS, Unit, parse

HEADER: Final = ",".join(COLUMNS).encode()
FIRST_LINE: Final = 2
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_SHOWN: Final = 10
"""How many lines with one mistake are shown of a file."""
_LEVELS: Final[Mapping[int, Level]] = {width: level for level, width in WIDTHS.items()}
_ABOVE: Final = {Level.COMMUNE: (Level.DISTRICT, Level.PROVINCE), Level.DISTRICT: (Level.PROVINCE,)}
_TYPES: Final[Mapping[Level, tuple[str, ...]]] = {
    Level.PROVINCE: ("tinh", "thanh_pho"),
    Level.DISTRICT: ("huyen", "quan", "thi_xa", "thanh_pho_thuoc_tinh"),
    Level.COMMUNE: ("xa", "phuong", "thi_tran", "dac_khu"),
}


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that could be read as a unit, and which one it was."""

    number: int
    unit: Unit


def register_faults(root: Traversable) -> tuple[Finding, ...]:
    """What is wrong with provinces.csv, districts.csv and communes.csv of a folder, all at once."""
    found: list[Finding] = []
    read: dict[Level, list[_Line]] = {}
    broken: set[str] = set()
    for level, name in FILES.items():
        read[level] = []
        try:
            header, *lines = root.joinpath(name).read_bytes().splitlines() or [b""]
        except FileNotFoundError:
            found.append(_fault(R.NO_FILE, level, 1))
            continue
        except OSError as error:
            found.append(_fault(D.UNREADABLE_FILE, level, 1, problem=error.strerror or str(error)))
            continue
        found += header_faults(level, header)
        if not lines:
            found.append(_fault(R.NO_UNITS, level, 1))
        numbered = list(enumerate(lines, start=FIRST_LINE))
        found += order_faults(level, [pair for pair in numbered if _is_code(_code(pair[1]), level)])
        for number, line in numbered:
            wrong = list(line_faults(level, number, line))
            found += wrong
            if wrong:
                broken.add(_code(line))
            else:
                read[level].append(_Line(number, parse(line, level)))
    found += knowledge_faults(root.joinpath(KNOWLEDGE))
    return shortened(_by_line([*found, *_of_one_cause(_by_line(_between(read, broken)))]))


def known_from(content: bytes) -> date:
    """The day that register.toml says; raises ValueError (a broken file) or KeyError."""
    day = tomllib.loads(content.decode())["known_from"]
    if type(day) is not date:
        raise ValueError(day)
    return day


def knowledge_faults(file: Traversable) -> Iterator[Finding]:
    """What is wrong with register.toml."""
    name = f"units/{KNOWLEDGE}"
    try:
        known_from(file.read_bytes())
    except FileNotFoundError:
        yield finding(R.NO_FILE, file=name, params={"line": 1})
    except OSError as error:
        yield finding(D.UNREADABLE_FILE, file=name, params={"line": 1, "problem": error.strerror or str(error)})
    except (ValueError, KeyError) as error:
        yield finding(R.NO_KNOWLEDGE, file=name, params={"line": 1, "problem": str(error)})


def shortened(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Of each mistake in a file the first lines, and how many more there are."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for one in found:
        groups.setdefault((one.file, one.code), []).append(one)
    kept: list[Finding] = []
    for (file, code), group in groups.items():
        kept += group[:_SHOWN]
        rest = group[_SHOWN:]
        if rest:
            params = {"line": rest[0].params["line"], "count": len(rest), "same": code, "last": rest[-1].params["line"]}
            kept.append(finding(R.MORE_OF_THE_SAME, file=file, params=params))
    return tuple(_by_line(kept))


def _by_line(found: Iterable[Finding]) -> list[Finding]:
    return sorted(found, key=lambda one: (one.file, one.params["line"], one.code))


def _of_one_cause(found: Iterable[Finding]) -> Iterator[Finding]:
    """Lines that name the same unit that is not there are one finding, with the number of lines."""
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for number, one in enumerate(found):
        named = one.params.get("parent", one.params.get("successor"))
        cause = number if named is None else named
        groups.setdefault((one.file, one.code, cause, one.params.get("date")), []).append(one)
    for first, *others in groups.values():
        yield replace(first, params={**first.params, "lines": len(others) + 1})


def header_faults(level: Level, line: bytes) -> Iterator[Finding]:
    if line != HEADER:
        yield _fault(R.WRONG_HEADER, level, 1, expected=HEADER.decode())


def order_faults(level: Level, numbered: Sequence[tuple[int, bytes]]) -> Iterator[Finding]:
    """Codes are looked up by halving, so a line out of order would be a unit that is silently unknown."""
    for (_, before), (number, line) in pairwise(numbered):
        if line[: WIDTHS[level]] < before[: WIDTHS[level]]:
            yield _fault(R.OUT_OF_ORDER, level, number, code=_code(line), other=_code(before))


def line_faults(level: Level, number: int, line: bytes) -> Iterator[Finding]:
    """What is wrong with one line as it stands, whatever the others say."""
    try:
        fields = line.decode().split(",")
    except UnicodeDecodeError:
        yield _fault(R.NOT_UTF_8, level, number)
        return
    if len(fields) != len(COLUMNS):
        yield _fault(R.WRONG_FIELDS, level, number, found=len(fields), expected=len(COLUMNS))
        return
    said = dict(zip(COLUMNS, fields, strict=True))
    code, kind = said["code"], said["type"]
    if not _is_code(code, level):
        yield _fault(R.WRONG_CODE, level, number, code=code, width=WIDTHS[level])
    for column, allowed in (("level", (level.value,)), ("type", _TYPES[level]), ("share_known", ("0", "1"))):
        if said[column] not in allowed:
            words = ", ".join(allowed)
            yield _fault(R.WRONG_WORD, level, number, column=column, found=said[column], expected=words)
    for column in ("valid_from", "valid_to"):
        if not _is_day(said[column], optional=column == "valid_to"):
            yield _fault(R.WRONG_DAY, level, number, column=column, found=said[column])
    if kind in TYPES and not said["name_vi"].startswith(f"{TYPES[kind].vi} "):
        yield _fault(R.NAME_WITHOUT_TYPE, level, number, code=code, name=said["name_vi"], type=TYPES[kind].vi)


def _code(line: bytes) -> str:
    return line.partition(b",")[0].decode(errors="replace")


def _is_code(text: str, level: Level) -> bool:
    return text.isascii() and text.isdecimal() and len(text) == WIDTHS[level]


def _is_day(text: str, *, optional: bool) -> bool:
    if not text:
        return optional
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return _DAY.fullmatch(text) is not None


def _between(read: Mapping[Level, Sequence[_Line]], broken: set[str]) -> Iterator[Finding]:
    """What only shows when the lines are seen together; a broken line's code counts as known."""
    versions: dict[str, list[_Line]] = {}
    unread = frozenset(level for level, lines in read.items() if not lines)
    for lines in read.values():
        for line in lines:
            versions.setdefault(line.unit.code, []).append(line)
    for lines in versions.values():
        yield from _one_a_day(sorted(lines, key=lambda line: line.unit.valid_from))
        for line in lines:
            yield from _parent(line, versions, broken, unread)
            yield from _end(line, versions, broken, unread)


def _one_a_day(lines: Sequence[_Line]) -> Iterator[Finding]:
    """On one day a code names one unit."""
    for earlier, later in pairwise(lines):
        one, two = earlier.unit, later.unit
        said = {"code": two.code, "valid_from": two.valid_from.isoformat(), "other": earlier.number}
        if one.valid_from == two.valid_from:
            yield _fault(R.TWICE, two.level, later.number, **said)
        elif one.valid_to is None or one.valid_to >= two.valid_from:
            yield _fault(R.OVERLAP, two.level, later.number, **said)


def _parent(
    line: _Line, versions: Mapping[str, Sequence[_Line]], broken: set[str], unread: Set[Level]
) -> Iterator[Finding]:
    """The unit above is there on the first and the last day of the unit's time."""
    unit = line.unit
    levels = _ABOVE.get(unit.level, ())
    if unit.parent in broken or _LEVELS.get(len(unit.parent)) in unread or (not levels and not unit.parent):
        return
    for day in (unit.valid_from, unit.valid_to or date.max):
        above = [one.unit for one in versions.get(unit.parent, ())]
        if not any(one.level in levels and one.holds(day) for one in above):
            when = "…" if day == date.max else day.isoformat()
            yield _fault(R.UNKNOWN_PARENT, unit.level, line.number, code=unit.code, parent=unit.parent, date=when)
            return


def _end(
    line: _Line, versions: Mapping[str, Sequence[_Line]], broken: set[str], unread: Set[Level]
) -> Iterator[Finding]:
    """What became of the unit, and whether that can be so."""
    unit = line.unit
    if unit.share_known != (len(unit.successors) == 1):
        yield _fault(R.WRONG_SHARE, unit.level, line.number, code=unit.code, found=int(unit.share_known))
    if unit.valid_to is None:
        if unit.successors:
            names = list(unit.successors)
            yield _fault(R.SUCCEEDED_TOO_SOON, unit.level, line.number, code=unit.code, successors=names)
        return
    if unit.valid_to < unit.valid_from:
        days = {"valid_from": unit.valid_from.isoformat(), "valid_to": unit.valid_to.isoformat()}
        yield _fault(R.ENDS_BEFORE_IT_BEGINS, unit.level, line.number, code=unit.code, **days)
    after = unit.valid_to + timedelta(days=1)
    for code in unit.successors:
        known = code in broken or _LEVELS.get(len(code)) in unread
        if not known and not any(one.unit.holds(after) for one in versions.get(code, ())):
            said = {"code": unit.code, "successor": code, "date": after.isoformat()}
            yield _fault(R.UNKNOWN_SUCCESSOR, unit.level, line.number, **said)


def _fault(code: Code, level: Level, line: int, /, **params: object) -> Finding:
    return finding(code, file=f"units/{FILES[level]}", params={"line": line, **params})
