"""Readers of returned files, one file a format: bytes in, a grid out, always inside a worker process.

A reader has `CONTENT`, the kinds of content that it reads as `guard.preflight` names them, and `read`.
Modules whose names begin with an underscore hold what several readers share.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from sheetcheck.grid import Workbook
from sheetcheck.reading import Limits

Reader = Callable[[bytes, Limits], Workbook]


def _discover() -> Mapping[str, Reader]:
    found: dict[str, Reader] = {}
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda module: module.name):
        if not module.name.startswith("_"):
            member = importlib.import_module(f"{__name__}.{module.name}")
            found.update(dict.fromkeys(member.CONTENT, member.read))
    return MappingProxyType(found)


READERS: Final[Mapping[str, Reader]] = _discover()
"""Kind of content, as preflight names it -> its reader."""
