"""Readers of returned files, one file a format: bytes in, a grid out, always inside a worker process.

A reader has `CONTENT`, the kinds of content that it reads as `guard.preflight` names them, and `read`.
Modules whose names begin with an underscore hold what several readers share.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from sheetcheck.discovery import gather, modules
from sheetcheck.grid import Workbook
from sheetcheck.reading import Limits

Reader = Callable[[bytes, Limits], Workbook]


READERS: Final[Mapping[str, Reader]] = gather(
    (module.__name__, content, module.read) for module in modules(__name__, __path__) for content in module.CONTENT
)
"""Kind of content, as preflight names it -> its reader."""
