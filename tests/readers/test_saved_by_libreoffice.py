"""Our own return as LibreOffice saves it in other formats, and LibreOffice's opinion of what the tests draw."""

import shutil
import subprocess
from pathlib import Path

import drawn_binary
import drawn_xml
import pytest
from drawn_table import CONTRACT, PROPERTIES, expected, non_blank, redrawn

from sheetcheck.catalogue import Catalogue
from sheetcheck.finding import Severity
from sheetcheck.grid import Workbook
from sheetcheck.guard.preflight import identify
from sheetcheck.intake import take_in
from sheetcheck.layout import IDENTITY_SHEET
from sheetcheck.readers import READERS
from sheetcheck.reading import Limits
from sheetcheck.receiving import receive
from sheetcheck.returns import Return
from sheetcheck.tidy import tidy

SAVED = Path(__file__).parent.parent / "data" / "formats"
"""Written by tools/build_format_files.py."""


def read(data: bytes) -> Workbook:
    return READERS[identify(data).kind](data, Limits())


@pytest.fixture(scope="module")
def saved() -> dict[str, Workbook]:
    books = {form: read((SAVED / f"return.{form}").read_bytes()) for form in ("xls", "ods")}
    ods = books["ods"]
    return books | {"xlsb": read(drawn_binary.xlsb([redrawn(sheet) for sheet in ods.sheets], ods.properties))}


@pytest.fixture(scope="module")
def returns(few_forms: Catalogue, tmp_path_factory: pytest.TempPathFactory, saved: dict[str, Workbook]) -> list[Return]:
    """The three files as the office receives them."""
    folder = tmp_path_factory.mktemp("returns")
    ods = saved["ods"]
    (folder / "return.xlsb").write_bytes(drawn_binary.xlsb([redrawn(sheet) for sheet in ods.sheets], ods.properties))
    received = receive([folder, SAVED], few_forms, jobs=1).returns
    return sorted(received, key=lambda one: one.file)


def test_our_return_is_the_same_in_every_format(returns: list[Return], few_forms: Catalogue) -> None:
    assert [one.file for one in returns] == ["return.ods", "return.xls", "return.xlsb"]
    for one in returns:
        assert one.identity is not None
        assert (one.unit, one.period, one.identity.forms) == ("06331", "2024-H1", ("01", "02"))
        assert {found.severity for found in one.findings} <= {Severity.INFO}
    figures = [[datum._replace(file="") for datum in tidy([one], few_forms.forms)] for one in returns]
    assert figures[0] == figures[1] == figures[2]
    assert len(figures[0]) > 50


@pytest.mark.parametrize("form", ["xls", "ods", "xlsb"])
def test_the_identity_is_in_the_properties_too(saved: dict[str, Workbook], few_forms: Catalogue, form: str) -> None:
    book = saved[form]
    without = Workbook(
        sheets=tuple(sheet for sheet in book.sheets if sheet.name != IDENTITY_SHEET), properties=book.properties
    )
    identity = take_in(without, few_forms.forms).identity
    assert identity is not None
    assert identity.unit == "06331"


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Workbook]:
    """What LibreOffice makes of the drawn files: .xls and .xlsb as .xlsx, .xlsx as .xls and .ods."""
    folder = tmp_path_factory.mktemp("libreoffice")
    drawn = {
        "a.xls": drawn_binary.xls(CONTRACT, PROPERTIES),
        "b.xlsb": drawn_binary.xlsb(CONTRACT, PROPERTIES),
        "c.xlsx": drawn_xml.xlsx(CONTRACT, PROPERTIES),
    }
    for name, data in drawn.items():
        (folder / name).write_bytes(data)
    for suffix, names in (("xlsx", ("a.xls", "b.xlsb")), ("xls", ("c.xlsx",)), ("ods", ("c.xlsx",))):
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", suffix, "--outdir", "out", *names]
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=120)
    return {path.name: read(path.read_bytes()) for path in sorted((folder / "out").iterdir())}


LOST: dict[str, dict[str, object]] = {
    "a.xlsx": {},
    "b.xlsx": {"F4": 0.0, "G5": 0.0},
    "c.xls": {},
    "c.ods": {},
}
"""What LibreOffice 7.4 itself changes in cells without formulas: truth values and errors of an .xlsb."""


@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("name", LOST)
def test_libreoffice_sees_the_same_cells(converted: dict[str, Workbook], name: str) -> None:
    """Formulas apart: LibreOffice works out anew what another program stored."""
    for sheet, drawn in zip(converted[name].sheets, CONTRACT, strict=True):
        assert (sheet.name, sheet.visible) == (drawn.name, drawn.visible)
        plain = expected(drawn)
        found, wanted = non_blank(sheet), non_blank(plain)
        cells = (found.keys() | wanted.keys()) - plain.formulas
        differing = {cell: found.get(cell) for cell in cells if found.get(cell) != wanted.get(cell)}
        assert differing == (LOST[name] if drawn is CONTRACT[0] else {})
