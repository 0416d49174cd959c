"""Everything that can be said about data, found by walking the modules of this package."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType, ModuleType

from sheetcheck.errors import SheetcheckError
from sheetcheck.finding import Code
from sheetcheck.text import Text

CODES: Mapping[str, Code]
"""The same as `all_codes()`; gathered when first asked for, because few commands need it."""


@cache
def all_codes() -> Mapping[str, Code]:
    """Every Code constant of the package, by its code and in order of it."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return gather_codes(importlib.import_module(f"{__name__}.{name}") for name in names)


def gather_codes(modules: Iterable[ModuleType]) -> Mapping[str, Code]:
    """The codes of some modules; a code given to two sayings is refused, for it is kept for ever."""
    found: dict[str, Code] = {}
    for module in modules:
        for value in vars(module).values():
            if not isinstance(value, Code):
                continue
            if found.setdefault(value.code, value) is not value:
                raise SheetcheckError(
                    Text(
                        vi="mã {code} được khai báo hai lần, lần sau ở {module}",
                        en="code {code} is declared twice, the second time in {module}",
                    ),
                    code=value.code,
                    module=module.__name__,
                )
    return MappingProxyType(dict(sorted(found.items())))


def __getattr__(name: str) -> object:
    if name == "CODES":
        return all_codes()
    raise AttributeError(name)
