"""Who a workbook is: unit, period, level, scope, catalogue; written into it and read back from it."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from sheetcheck.errors import SheetcheckError
from sheetcheck.form import Form, Level, Profile, Scope
from sheetcheck.grid import Cell, Sheet, Workbook, a1
from sheetcheck.layout import IDENTITY_SHEET, Layout, layouts_of
from sheetcheck.period import LABEL, Calendar, Period, in_calendar, parse_period
from sheetcheck.text import Language

FORMAT = "sheetcheck-template/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What the hidden sheet says. `mark` is printed on every sheet, for figures that are not real.

    `forms` are the numbers of the forms that were asked for, all of the level's when empty.
    """

    unit: str
    unit_name: str
    level: Level
    period: Period
    scope: Scope = Scope.OWN
    profile: Profile = Profile.FULL
    forms: tuple[str, ...] = ()
    language: Language = "vi"
    digest: str = ""
    receiver: str = ""
    deadline: str = ""
    mark: str = ""

    def lines(self) -> tuple[tuple[str, str], ...]:
        """Key and value, in the order in which they are written; the last one seals the others."""
        lines = (
            ("format", FORMAT),
            ("unit", self.unit),
            ("unit_name", self.unit_name),
            ("level", self.level),
            ("period", self.period.label),
            ("calendar", self.period.calendar),
            ("scope", self.scope),
            ("profile", self.profile),
            ("forms", " ".join(self.forms)),
            ("language", self.language),
            ("catalogue", self.digest),
            ("receiver", self.receiver),
            ("deadline", self.deadline),
            ("mark", self.mark),
        )
        return (*lines, (_SEAL, _seal(dict(lines))))


_SEAL, _PREFIX = "seal", "sheetcheck_"


def _seal(lines: Mapping[str, str]) -> str:
    """A digest of the lines by which it is seen that somebody edited one; zeros in front go lost by themselves."""
    text = "\n".join(f"{key}={_bare(value)}" for key, value in sorted(lines.items()) if value and key != _SEAL)
    return f"{zlib.crc32(text.encode()):08x}"


def _bare(value: str) -> str:
    return str(value).strip().lstrip("0")


class Edited(NamedTuple):
    """A line of the hidden sheet that is not as it was issued."""

    cell: str
    key: str
    issued: str
    found: str


def edited(workbook: Workbook) -> tuple[Edited, ...]:
    """Where the hidden sheet does not agree with the document properties, or else that it does not keep its seal."""
    sheet = next((sheet for sheet in workbook.sheets if sheet.name == IDENTITY_SHEET), None)
    rows = [(str(row[0]), _text(row[1])) for row in sheet.rows if len(row) > 1] if sheet else []
    lines = dict(rows)
    if lines.get("format") != FORMAT:
        return ()
    issued = _properties(workbook)
    other = tuple(
        Edited(a1(number, 2), key, issued.get(key, ""), value)
        for number, (key, value) in enumerate(rows, start=1)
        if issued and key != _SEAL and _bare(issued.get(key, "")) != _bare(value)
    )
    stands, seal = lines.get(_SEAL, ""), _seal(lines)
    if other or not stands or stands.zfill(len(seal)) == seal:
        return other
    return (Edited(a1(len(rows), 2), _SEAL, stands, seal),)


def anybody(identity: Identity) -> Identity:
    """The identity without the unit: what all units of a level have in common in a period."""
    return replace(identity, unit="", unit_name="", language="vi", digest="", receiver="", deadline="", mark="")


def nobody(level: Level, period: Period, scope: Scope = Scope.OWN, profile: Profile = Profile.FULL) -> Identity:
    """What all units of a level have in common, where no unit is at hand."""
    return Identity(unit="", unit_name="", level=level, period=period, scope=scope, profile=profile)


def issued_layouts(forms: Iterable[Form], identity: Identity) -> tuple[Layout, ...]:
    """The forms in a unit's workbook: those of its level, period, scope and profile that were asked for."""
    period = identity.period
    begun = (form for form in forms if not form.since or in_calendar(form.since, period.calendar).start <= period.end)
    return layouts_of(begun, identity.level, identity.period.kind, identity.scope, identity.profile, identity.forms)


def stated(workbook: Workbook) -> Mapping[str, str]:
    """Key -> value as the hidden sheet has them, else the document properties, else nothing."""
    return on_hidden_sheet(workbook) or _properties(workbook)


def on_hidden_sheet(workbook: Workbook) -> Mapping[str, str]:
    """Key -> value as the hidden sheet has them; nothing when it is gone, or no longer says that it is ours."""
    for sheet in workbook.sheets:
        if sheet.name == IDENTITY_SHEET:
            lines = {str(row[0]): _text(row[1]) for row in sheet.rows if len(row) > 1 and row[0] != ""}
            if lines.get("format") == FORMAT:
                return lines
    return {}


def _properties(workbook: Workbook) -> Mapping[str, str]:
    return {
        name.removeprefix(_PREFIX): value for name, value in workbook.properties.items() if name.startswith(_PREFIX)
    }


_CODE = re.compile(r"(?:Mã đơn vị|Unit code)\s*:\s*([0-9A-Za-z_-]{1,32})")
_PERIOD = re.compile(rf"(?:Kỳ báo cáo|Period)\s*:\s*({LABEL})\b")
_CALENDAR = re.compile(r"(?:Kỳ báo cáo|Period)\s*:.*\(\D*(\d\d/\d\d)/20\d\d\D")
_FORM_CODE = re.compile(r"(?:Biểu số|Form)\s*:\s*\d\d/BĐG-([XHT])\b")
_NAME = re.compile(r"(?:Đơn vị báo cáo|Reporting unit)\s*:[\s.…]*(\w.*?)[\s.…]*$")
_PATTERNS = (("unit", _CODE), ("unit_name", _NAME), ("period", _PERIOD), ("calendar", _CALENDAR), ("level", _FORM_CODE))
_WORDS: Mapping[str, Mapping[str, str]] = {
    "level": {"X": Level.COMMUNE, "H": Level.DISTRICT, "T": Level.PROVINCE},
    # the first day of a named period tells the calendar
    "calendar": dict.fromkeys(("01/01", "01/07"), Calendar.STATISTICAL)
    | dict.fromkeys(("15/12", "15/06"), Calendar.ADMINISTRATIVE),
}
_ANY = re.compile("Mã đơn vị|Unit code|Đơn vị báo cáo|Reporting unit|Kỳ báo cáo|Period|Biểu số|Form")


class Printed(NamedTuple):
    """Something that a visible header says, and where."""

    key: str
    value: str
    sheet: str
    cell: str


_HEAD = 5
"""Rows in which the head of a form stands."""
_DEEP = 25
_FORM = re.compile(r"\s*(?:Biểu số|Form)\s*:?\s*\d\d\s*/\s*BĐG", re.IGNORECASE)


def head_rows(sheet: Sheet) -> tuple[int, Sequence[Sequence[Cell]]]:
    """The rows of the head of a form and the number of the first; people put rows above it."""
    corner = sheet.rows[0][0] if sheet.rows and sheet.rows[0] else ""
    if isinstance(corner, str) and _FORM.match(corner):
        return 1, sheet.rows[:_HEAD]
    for number, row in enumerate(sheet.rows[:_DEEP]):
        if any(cell != "" and isinstance(cell, str) and _FORM.match(cell) for cell in row):
            return number + 1, sheet.rows[number : number + _HEAD]
    return 1, sheet.rows[:_HEAD]


def printed(workbook: Workbook) -> tuple[Printed, ...]:
    """Unit, name, period and level as the headers of the forms print them, sheet by sheet."""
    return tuple(
        Printed(key, _WORDS.get(key, {}).get(match.group(1), match.group(1)), sheet.name, a1(r, c))
        for sheet in workbook.sheets
        for first, rows in (head_rows(sheet),)
        for r, row in enumerate(rows, start=first)
        for c, cell in enumerate(row, start=1)
        if cell and isinstance(cell, str) and ":" in cell and _ANY.search(cell)
        for key, pattern in _PATTERNS
        if (match := pattern.search(cell))
    )


def understand(lines: Mapping[str, str]) -> Identity | None:
    """The identity that key and value lines give, or None when they do not give one."""
    try:
        stated = lines.get("calendar", Calendar.ADMINISTRATIVE)
        calendar = Calendar(stated) if stated in tuple(Calendar) else Calendar.CUSTOM
        return Identity(
            unit=lines["unit"],
            unit_name=lines.get("unit_name", ""),
            level=Level(lines["level"]),
            period=parse_period(lines["period"], calendar),
            scope=Scope(lines.get("scope", Scope.OWN)),
            profile=Profile(lines.get("profile", Profile.FULL)),
            forms=tuple(lines.get("forms", "").split()),
            language="en" if lines.get("language") == "en" else "vi",
            digest=lines.get("catalogue", ""),
            receiver=lines.get("receiver", ""),
            deadline=lines.get("deadline", ""),
            mark=lines.get("mark", ""),
        )
    except (KeyError, ValueError, SheetcheckError):
        return None


_WIDTHS = {Level.PROVINCE: 2, Level.DISTRICT: 3, Level.COMMUNE: 5}


def padded(identity: Identity) -> Identity:
    """The identity with the zeros back that a program took from the unit's code: 6331 is 06331."""
    return replace(identity, unit=full_code(identity.unit, identity.level))


def full_code(unit: str, level: Level) -> str:
    """Only one zero is put back: with two more the code could be that of a unit of another level."""
    return f"0{unit}" if unit.isdigit() and len(unit) == _WIDTHS.get(level, 0) - 1 else unit


def _text(value: object) -> str:
    """A code that a program turned into a number is text again: 6331.0 is `6331`."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
