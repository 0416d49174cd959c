"""Writes the standard templates into `templates_xlsx/`, from the catalogue as it stands."""

from __future__ import annotations

from pathlib import Path

from sheetcheck.catalogue import load_catalogue
from sheetcheck.shelf import shelf
from sheetcheck.template import write_template


def main() -> None:
    folder = Path(__file__).parent.parent / "templates_xlsx"
    catalogue = load_catalogue()
    for name, identity in shelf().items():
        (folder / name).write_bytes(write_template(catalogue, identity))
        print(name)


if __name__ == "__main__":
    main()
