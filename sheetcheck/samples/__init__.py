"""How the figures of a form hang together: each module is one form, found by walking this package.

A matrix form has `known(draw)`, what is known of its rows; a list form has `records(draw)`. A form without a
module gets figures that agree within each row, and no records. What several forms tell of is drawn once (`draw.plan`).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType
from typing import Final

from sheetcheck.discovery import modules

SAMPLES: Final[Mapping[str, ModuleType]] = {
    module.__name__.rpartition(".")[2]: module for module in modules(__name__, __path__)
}
