"""Units in sentences: which one, from when to when, what it was before and what it is now."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from sheetcheck.text import LANGUAGES, Language, Text
from sheetcheck.units.name import bare
from sheetcheck.units.register import Register
from sheetcheck.units.unit import BEGINS, Unit

UNSAID: Final = "…"
_FROM: Final = Text(vi="từ {day}", en="since {day}")
_UNTIL: Final = Text(vi="đến {day}", en="until {day}")
_BOTH: Final = Text(vi="từ {since} đến {until}", en="from {since} to {until}")
_STILL: Final = Text(vi="nay là {units}", en="now {units}")
_WHOLE: Final = Text(vi="nay thuộc {units}", en="now part of {units}")
_SPLIT: Final = Text(vi="nay chia vào {units}, không rõ tỷ lệ", en="now split over {units}, shares unknown")
_NOT_KNOWN: Final = Text(vi="{span} (bắt đầu từ ngày nào: chưa rõ)", en="{span} (since when is not known)")
_NO_HEIR: Final = Text(vi="không có đơn vị kế thừa", en="without successors")
_BEFORE: Final = Text(vi="trước đó là {units}", en="made of {units}")


_AS_OF: Final = Text(
    vi="danh mục chỉ biết từ {known}: cho ngày {day} nó dùng đơn vị, tên và cấp trên của ngày {known}; đơn vị lập, "
    "nhập, chia hay đổi tên trước đó có thể thiếu hoặc mang tên về sau, hãy đối chiếu với nghị quyết của thời đó",
    en="the register knows units from {known} on: for {day} it uses the units, names and parents of {known}; those "
    "founded, merged, split or renamed before may be missing or have later names: compare with the resolutions of then",
)
_NOTHING_BEFORE: Final = Text(
    vi="danh mục chỉ biết từ {known}: tên cũ và những đơn vị đã nhập, chia trước ngày đó không có ở đây",
    en="the register knows units from {known} on: older names, and units merged or split before, are not in it",
)


def as_of(register: Register, on: date) -> Text | None:
    """What must be said of an answer for a day before the register's knowledge begins; None for a later day."""
    return _dated(_AS_OF, register, on) if on < register.known_from else None


def nothing_before(register: Register) -> Text | None:
    """What must be said of an answer that would have to go further back; None for a register without that limit."""
    return _dated(_NOTHING_BEFORE, register, None) if register.known_from > date.min else None


def _dated(text: Text, register: Register, on: date | None) -> Text:
    said = {"known": day(register.known_from), "day": day(on) if on else ""}
    return Text(*(text.fill(language, said) for language in LANGUAGES))


def day(when: date) -> str:
    """31/05/2024, as both languages write it here."""
    return f"{when:%d/%m/%Y}"


def since(unit: Unit) -> str:
    """Its first day, or `…` where the register knows only that it is older."""
    return UNSAID if unit.valid_from == BEGINS else day(unit.valid_from)


def coded(unit: Unit, language: Language) -> str:
    """`Xã Tân Tri 06337`."""
    return f"{unit.name.of(language)} {unit.code}"


def together(units: Iterable[Unit], language: Language) -> str:
    return ", ".join(coded(unit, language) for unit in units)


def placed(register: Register, unit: Unit, on: date, language: Language) -> str:
    """`Xã Vạn Thủy 06331 (Huyện Bắc Sơn, Tỉnh Lạng Sơn)`: the name alone would not say which."""
    above = ", ".join(upper.name.of(language) for upper in register.above(unit, on))
    return f"{coded(unit, language)} ({above})" if above else coded(unit, language)


def span(unit: Unit, language: Language) -> str:
    """`từ 01/07/2025 đến 29/04/2026`; only what is known of it."""
    until = day(unit.valid_to) if unit.valid_to else ""
    if unit.valid_from == BEGINS:
        return _UNTIL.fill(language, {"day": until}) if until else ""
    if not until:
        return _FROM.fill(language, {"day": since(unit)})
    return _BOTH.fill(language, {"since": since(unit), "until": until})


def validity(unit: Unit, language: Language) -> str:
    """The span in a sentence that has to say one: `đến 30/06/2025 (bắt đầu từ ngày nào: chưa rõ)`."""
    said = span(unit, language)
    return _NOT_KNOWN.fill(language, {"span": said}).strip() if unit.valid_from == BEGINS else said


def became(register: Register, unit: Unit, language: Language) -> str:
    """`nay thuộc Xã Tân Tri 06337`: what is left of it in the last state; empty while it holds."""
    if unit.valid_to is None:
        return ""
    heirs = register.heirs(unit)
    if not heirs:
        return _NO_HEIR.of(language)
    pattern = _SPLIT if len(heirs) > 1 else _STILL if _goes_on(unit, heirs[0]) else _WHOLE
    return pattern.fill(language, {"units": together(heirs, language)})


def was(register: Register, unit: Unit, language: Language) -> str:
    """`trước đó là Xã Đồng Ý 06337, …`: what went into it, empty when the register knows nothing."""
    before = register.previous_of(unit)
    return _BEFORE.fill(language, {"units": together(before, language)}) if before else ""


def _goes_on(unit: Unit, heir: Unit) -> bool:
    """The same unit under another type: Xã Long Thành became Phường Long Thành."""
    return unit.code == heir.code and bare(unit) == bare(heir)
