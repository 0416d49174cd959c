"""The data that ship with the package: `schemas` and `templates_xlsx`."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


def bundled(folder: str) -> Traversable:
    """The folder `schemas` or `templates_xlsx`: beside the package in a checkout, inside it when installed."""
    root = Path(__file__).parent.parent
    return root / folder if (root / "setup.cfg").is_file() else files("sheetcheck") / folder
