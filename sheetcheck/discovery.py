"""Open sets: drop a module in a folder and it is a member; a name taken twice fails loudly."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType, ModuleType
from typing import TypeVar

from sheetcheck.errors import SheetcheckError
from sheetcheck.text import Text

Member = TypeVar("Member")

_TWICE = Text(
    vi="'{name}' được khai báo hai lần, lần sau ở {module}",
    en="'{name}' is declared twice, the second time in {module}",
)


def modules(package: str, path: Iterable[str]) -> Iterator[ModuleType]:
    """The modules of a package by name; those that begin with an underscore hold what members share."""
    for name in sorted(module.name for module in pkgutil.iter_modules(path)):
        if not name.startswith("_"):
            yield importlib.import_module(f"{package}.{name}")


def gather(members: Iterable[tuple[str, str, Member]]) -> Mapping[str, Member]:
    """Members by name, from (module, name, member); raises SheetcheckError for a name given twice."""
    found: dict[str, Member] = {}
    for module, name, member in members:
        if found.setdefault(name, member) is not member:
            raise SheetcheckError(_TWICE, name=name, module=module)
    return MappingProxyType(found)
