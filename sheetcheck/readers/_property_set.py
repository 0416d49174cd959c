"""Custom document properties of an .xls: the second property set of a stream ([MS-OLEPS] 2.21)."""

from __future__ import annotations

from collections.abc import Mapping
from struct import Struct, error
from typing import Final

STREAM: Final = "\x05DocumentSummaryInformation"

_USER_DEFINED: Final = bytes.fromhex("05d5cdd59c2e1b10939708002b2cf9ae")
_LONG, _PAIR, _DOUBLE, _SHORT = Struct("<L"), Struct("<2L"), Struct("<d"), Struct("<h")
_HEADER = 28
_DICTIONARY, _CODE_PAGE = 0, 1
_I2, _I4, _R8, _BOOL, _LPSTR, _LPWSTR = 0x02, 0x03, 0x05, 0x0B, 0x1E, 0x1F
_UTF_16 = 1_200
_MOST = 1_000
"""More properties than this are not read: an ordinary workbook has ten."""


def user_defined(stream: bytes) -> Mapping[str, str]:
    """Name -> value as text; a set that is not sound is as good as none."""
    try:
        for number in range(min(_long(stream, 24), 8)):
            entry = _HEADER + 20 * number
            if stream[entry : entry + 16] == _USER_DEFINED:
                return _section(stream[_long(stream, entry + 16) :])
    except (error, LookupError, UnicodeError):
        return {}
    return {}


def _section(section: bytes) -> dict[str, str]:
    count = min(_PAIR.unpack_from(section, 0)[1], _MOST)
    places = dict(_PAIR.unpack_from(section, 8 + 8 * index) for index in range(count))
    page = _SHORT.unpack_from(section, places[_CODE_PAGE] + 4)[0] & 0xFFFF if _CODE_PAGE in places else 1_252
    coding = {_UTF_16: "utf-16-le", 65_001: "utf-8"}.get(page, f"cp{page}")
    names = _names(section, places[_DICTIONARY], coding)
    told = {name: _value(section, places[one], coding) for one, name in names.items() if one in places}
    return {name: value for name, value in told.items() if value is not None}


def _names(section: bytes, at: int, coding: str) -> dict[int, str]:
    count = min(_long(section, at), _MOST)
    at += 4
    names: dict[int, str] = {}
    for _ in range(count):
        number, length = _PAIR.unpack_from(section, at)
        size = length * 2 if coding == "utf-16-le" else length
        names[number] = _text(section[at + 8 : at + 8 + size], coding)
        at += 8 + size + (-size % 4 if coding == "utf-16-le" else 0)
    return names


def _value(section: bytes, at: int, coding: str) -> str | None:
    kind, size = _PAIR.unpack_from(section, at)
    if kind == _LPSTR:
        return _text(section[at + 8 : at + 8 + size], coding)
    if kind == _LPWSTR:
        return _text(section[at + 8 : at + 8 + 2 * size], "utf-16-le")
    if kind == _R8:
        return f"{_DOUBLE.unpack_from(section, at + 4)[0]:.15g}"
    if kind in (_I2, _I4):
        return str(size - (1 << 32) if size >> 31 else size)
    return "true" if kind == _BOOL and size else "false" if kind == _BOOL else None


def _text(raw: bytes, coding: str) -> str:
    return raw.decode(coding).partition("\0")[0]


def _long(stream: bytes, at: int) -> int:
    return int(_LONG.unpack_from(stream, at)[0])
