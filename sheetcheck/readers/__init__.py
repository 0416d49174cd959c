"""Readers of returned files, one file a format: bytes in, a grid out, always inside a worker process."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from sheetcheck.grid import Workbook
from sheetcheck.readers.reading import Limits as Limits
from sheetcheck.readers.reading import Reading as Reading
from sheetcheck.readers.reading import Refusal as Refusal
from sheetcheck.readers.reading import Task as Task

Reader = Callable[[bytes, Limits], Workbook]

_MACHINERY: Final = frozenset({"inbox", "package", "pool", "preflight", "reading", "screen", "worker"})
"""Modules of this folder that are not readers."""


def _discover() -> Mapping[str, Reader]:
    found: dict[str, Reader] = {}
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda module: module.name):
        if module.name not in _MACHINERY:
            member = importlib.import_module(f"{__name__}.{module.name}")
            found.update(dict.fromkeys(member.CONTENT, member.read))
    return MappingProxyType(found)


READERS: Final[Mapping[str, Reader]] = _discover()
"""Kind of content, as preflight names it -> its reader."""
