"""Whose forms and whose register of units a command works with: an author's own, or those of the program."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sheetcheck.errors import SheetcheckError
from sheetcheck.text import Text

if TYPE_CHECKING:
    from sheetcheck.catalogue import Catalogue
    from sheetcheck.units import Register

_NO_FORMS = Text(
    vi="không có tệp biểu .yaml nào trong {folder}; hãy chép thư mục schemas/ của chương trình rồi sửa bản chép",
    en="there is no .yaml file of a form in {folder}; copy the program's folder schemas/ and edit the copy",
)


def schemas_in_use() -> Traversable:
    """The folder named by `--schemas` or SHEETCHECK_SCHEMAS, else the bundled one."""
    from sheetcheck.bundle import bundled

    return _own() or bundled("schemas")


def catalogue_in_use() -> Catalogue:
    """Raises DefinitionError with all mistakes, SheetcheckError for a folder without forms."""
    from sheetcheck.catalogue import load_catalogue

    own = _own()
    if own is not None and not any((own / "forms").glob("*.yaml")):
        raise SheetcheckError(_NO_FORMS, folder=str(own / "forms"))
    return load_catalogue(own)


def register_in_use() -> Register:
    """The register of the folder; the bundled one where the folder has none."""
    from sheetcheck.bundle import bundled
    from sheetcheck.units import load_register

    own = _own()
    if own is not None and (own / "units").is_dir():
        return load_register(own / "units")
    return load_register(bundled("schemas") / "units")


def _own() -> Path | None:
    context = click.get_current_context(silent=True)
    said = context.find_root().obj if context is not None else None
    return said["schemas"] if said else None
