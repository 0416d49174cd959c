"""Everything that can be said about data, found by walking the modules of this package."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from sheetcheck.discovery import gather, modules
from sheetcheck.finding import Code


@cache
def all_codes() -> Mapping[str, Code]:
    """Every Code constant of the package, by its code and in order of it."""
    found = gather(
        (module.__name__, value.code, value)
        for module in modules(__name__, __path__)
        for value in vars(module).values()
        if isinstance(value, Code)
    )
    return dict(sorted(found.items()))
