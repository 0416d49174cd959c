"""Whether a code names a unit on a day, and one of the level that is needed: each way to fail has its code."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, NoReturn

from sheetcheck.codes import identity as I
from sheetcheck.errors import RefusedError
from sheetcheck.finding import Code
from sheetcheck.form import Level
from sheetcheck.nearest import nearest
from sheetcheck.text import LANGUAGES, Text
from sheetcheck.units import words
from sheetcheck.units.name import key, split_type
from sheetcheck.units.register import Register
from sheetcheck.units.unit import LEVELS, WIDTHS, Unit

_NONE = "—"
_NEVER = Text(vi="không có đơn vị nào mang mã {unit} vào bất kỳ ngày nào", en="no unit ever had the code {unit}")
_NO_SUCH = Text(
    vi="không có đơn vị cấp {level} nào tên “{typed}”; tên gần nhất: {nearest}",
    en="no unit of the {level} level is named “{typed}”; the nearest names: {nearest}",
)
_LOOK_UP = Text(
    vi="kiểm tra lại mã; tìm mã theo tên bằng 'sheetcheck units find TÊN'",
    en="check the code; 'sheetcheck units find NAME' looks codes up by name",
)
"""What to do about a code that a question named; a round's list has another way out, a code with a letter."""

_NO_DISTRICTS = Text(vi="không có, cấp huyện đã kết thúc từ 01/7/2025", en="none, districts ended on 1 July 2025")
_NO_HEIRS = Text(vi="không có đơn vị kế thừa", en="none, it has no successor")
_NOBODY = Text(vi="không có, trước đó chưa có đơn vị này", en="none, there was no such unit yet")
_MOST = 8
_PROVINCES = 34
"""How many times more names are looked at, so that enough of them lie in one province."""


class Objection(NamedTuple):
    """What speaks against a code: parameters are JSON values, as a finding's are."""

    code: Code
    params: dict[str, object]


def is_own(code: str) -> bool:
    """The register's codes are digits; one with a letter is the office's own, for a unit outside the register."""
    return code.isalnum() and any(letter.isalpha() for letter in code)


def objection(register: Register, code: str, on: date, level: Level | None = None) -> Objection | None:
    """Why a return or a template cannot be that unit's, at that level on that day; None when it can."""
    unit = register.get(code, on)
    if unit is None:
        known = register.ever(code)
        if not known:
            return Objection(I.UNKNOWN_UNIT, {"unit": code, "date": words.day(on)})
        before = next((one for one in reversed(known) if one.valid_from <= on), known[0])
        return _of_other_time(register, before, on)
    if level is not None and unit.level is not level:
        return Objection(I.WRONG_LEVEL, {"level": level.value, "unit": code, "expected": unit.level.value})
    return None


def _of_other_time(register: Register, unit: Unit, on: date) -> Objection:
    """`instead` is what to use: what became of a unit that ended, what one that was still to come was made of."""
    successors = [heir for heir in register.heirs(unit) if heir != unit]
    instead, none = successors, _NO_DISTRICTS if unit.level is Level.DISTRICT else _NO_HEIRS
    if unit.valid_from > on:
        instead, none = list(register.previous_of(unit)), _NOBODY
    return Objection(
        I.UNIT_OF_OTHER_TIME,
        {
            "unit": unit.code,
            "name": unit.name.vi,
            "name_en": unit.name.en,
            "date": words.day(on),
            "valid_from": words.since(unit),
            "valid_to": words.day(unit.valid_to) if unit.valid_to else words.UNSAID,
            "span": words.validity(unit, "vi"),
            "span_en": words.validity(unit, "en"),
            "successors": [words.coded(heir, "vi") for heir in successors] or [_NONE],
            "instead": [words.coded(one, "vi") for one in instead] or [none.vi],
            "instead_en": [words.coded(one, "en") for one in instead] or [none.en],
        },
    )


def required(register: Register, code: str, on: date, level: Level | None = None) -> Unit:
    """The unit of a code that somebody gave to a command; raises RefusedError."""
    unit = register.get(code, on)
    if unit is None:
        against = objection(register, code, on)
        assert against is not None
        if against.code is I.UNKNOWN_UNIT:
            raise RefusedError(against.code.code, against.code.message, _LOOK_UP, **against.params)
        raise _refusal(against.code, **against.params)
    if level is not None and unit.level is not level:
        raise _refusal(I.UNFIT_LEVEL, level=level.value, unit=code, name=unit.name, found=unit.level.value)
    return unit


def templated(register: Register, code: str, on: date, level: Level) -> Unit:
    """The unit whose template of a level is asked for; raises RefusedError."""
    against = objection(register, code, on, level)
    if against is not None:
        raise _refusal(against.code, **against.params)
    unit = register.get(code, on)
    assert unit is not None
    return unit


def asked(register: Register, typed: str, on: date, level: Level | None = None) -> Unit:
    """The one unit that a code, with or without its leading zeros, or a name means; raises RefusedError."""
    return _by_code(register, typed, on, level) if typed.isdecimal() else _by_name(register, typed, on, level)


def _by_code(register: Register, typed: str, on: date, level: Level | None) -> Unit:
    if register.get(typed, on):
        return required(register, typed, on, level)
    codes = _with_zeros(typed, level)
    found = [unit for code in codes if (unit := register.get(code, on))]
    if len(found) > 1:
        _refuse_choice(register, typed, on, found)
    if found:
        return required(register, found[0].code, on, level)
    known = next((code for code in codes if register.ever(code)), typed)
    return required(register, known, on, level)


def _by_name(register: Register, typed: str, on: date, level: Level | None) -> Unit:
    found = register.find(typed, on)
    fitting = [unit for unit in found if level in (None, unit.level)]
    ever = fitting or [unit for unit in register.find_ever(typed) if level in (None, unit.level)]
    if len({unit.code for unit in ever}) > 1:
        _refuse_choice(register, typed, on, ever)
    if fitting:
        return fitting[0]
    if ever:  # its code may be another unit's by now, so the code must not be asked
        against = _of_other_time(register, ever[-1], on)
        raise _refusal(against.code, **against.params)
    raise _unknown_name(register, typed, on, level)


def meant_by(register: Register, digits: str, on: date, home: str) -> str | None:
    """The one code that digits which may have lost zeros stand for, in the province of `home` where it can be there.

    None when no code or several could be meant: 1 in Hà Nội may be 01, 001 or 00001.
    """
    found = [unit for code in _with_zeros(digits) if (unit := register.get(code, on))]
    here = register.province_of(home, on)
    near = [unit for unit in found if here is not None and register.province_of(unit.code, on) == here]
    fitting = near or found
    return fitting[0].code if len(fitting) == 1 else None


def _with_zeros(digits: str, level: Level | None = None) -> Iterable[str]:
    """The code as typed, and with zeros before it up to the width of the level, or of each level."""
    widths = [WIDTHS[level]] if level else WIDTHS.values()
    return dict.fromkeys((digits, *(digits.zfill(width) for width in widths)))


def ever_known(register: Register, typed: str) -> tuple[Unit, ...]:
    """Everything ever named by the one code that a code, with or without its leading zeros, or a name means.

    Raises RefusedError for none and for several.
    """
    found = coded(register, typed) if typed.isdecimal() else register.find_ever(typed)
    codes = list(dict.fromkeys(unit.code for unit in found))
    if len(codes) > 1:
        _refuse_choice(register, typed, register.state, {unit.code: unit for unit in found}.values())
    if codes:
        return register.ever(codes[0])
    if typed.isdecimal():
        raise RefusedError(I.UNKNOWN_UNIT.code, _NEVER, _LOOK_UP, unit=typed)
    raise _unknown_name(register, typed, register.state)


def coded(register: Register, digits: str) -> tuple[Unit, ...]:
    """Every unit of any time that digits may mean: of that code where there is one, else of those with zeros before."""
    own = register.ever(digits)
    return own or tuple(unit for code in _with_zeros(digits) for unit in register.ever(code))


def near_units(
    register: Register, typed: str, on: date, level: Level | None = None, province: str | None = None, most: int = 5
) -> list[Unit]:
    """The units whose names are most like the one typed, a unit a name; of that day where there is one."""
    found: list[Unit] = []
    for name in nearest(key(split_type(typed)[0]), register.names(level), most=most * _PROVINCES):
        units = register.find(name, on, province) or register.find_ever(name, province)
        found += [unit for unit in units if level in (None, unit.level)][:1]
        if len(found) == most:
            break
    return found


def _refuse_choice(register: Register, typed: str, on: date, found: Iterable[Unit]) -> NoReturn:
    units = list(found)
    said = []
    for language in LANGUAGES:
        listed = [words.placed(register, unit, on if unit.holds(on) else unit.valid_from, language) for unit in units]
        said.append("; ".join([*listed[:_MOST], *([words.UNSAID] if len(listed) > _MOST else [])]))
    raise _refusal(I.AMBIGUOUS_UNIT, typed=typed, count=len(units), candidates=Text(*said))


def _unknown_name(register: Register, typed: str, on: date, level: Level | None = None) -> RefusedError:
    near = near_units(register, typed, on, level, most=3)
    nearest_names = Text(*(", ".join(unit.name.of(language) for unit in near) or _NONE for language in LANGUAGES))
    code = I.UNKNOWN_UNIT_NAME
    if level is None:
        return _refusal(code, typed=typed, nearest=nearest_names)
    return RefusedError(code.code, _NO_SUCH, code.help, typed=typed, level=LEVELS[level], nearest=nearest_names)


def _refusal(code: Code, **params: object) -> RefusedError:
    levels = {name: LEVELS[Level(str(params[name]))] for name in ("level", "expected", "found") if name in params}
    return RefusedError(code.code, code.message, code.help, **(params | levels))
