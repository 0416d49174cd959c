"""The table of cells in every format that is read, and how a worker reads it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Final

import drawn_binary
import drawn_xml
from drawn_table import Drawn

from sheetcheck.grid import Workbook
from sheetcheck.guard.preflight import identify
from sheetcheck.readers import READERS
from sheetcheck.reading import Limits

Writer = Callable[[Sequence[Drawn], Mapping[str, str]], bytes]


def xlsm(sheets: Sequence[Drawn], properties: Mapping[str, str]) -> bytes:
    """A workbook with macros, which nobody runs."""
    target = io.BytesIO(drawn_xml.xlsx(sheets, properties))
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("xl/vbaProject.bin", "Sub Auto_Open()")
    return target.getvalue()


WRITERS: Final[Mapping[str, Writer]] = {
    "xlsx": drawn_xml.xlsx,
    "xlsm": xlsm,
    "ods": drawn_xml.ods,
    "xls": drawn_binary.xls,
    "xlsb": drawn_binary.xlsb,
    "xml2003": drawn_xml.xml2003,
}
FORMULAS_HAVE_RESULTS: Final = ("xlsb",)
"""Formats in which a formula without a result cannot be written."""


def read(data: bytes, limits: Limits | None = None) -> Workbook:
    """As a worker does: what the bytes are decides."""
    return READERS[identify(data).kind](data, limits or Limits())
