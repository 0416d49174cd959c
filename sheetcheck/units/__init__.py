"""The register of administrative units: what a code named on a given day, where it lay, what became of it.

Importing this package reads no file; the register's files are read when the first question is asked.
"""

from sheetcheck.units.name import without_diacritics
from sheetcheck.units.register import Register, load_register
from sheetcheck.units.unit import FILES, LEVELS, NATION, TYPES, WIDTHS, Unit

__all__ = [
    "FILES",
    "LEVELS",
    "NATION",
    "TYPES",
    "WIDTHS",
    "Register",
    "Unit",
    "load_register",
    "without_diacritics",
]
