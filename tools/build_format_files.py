"""Writes `tests/data/formats`: a filled return of ours as LibreOffice saves it in other formats.

LibreOffice must be on the PATH. The tests read what lies there, so that they need no LibreOffice.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from sheetcheck.catalogue import load_catalogue
from sheetcheck.form import Level
from sheetcheck.identity import Identity
from sheetcheck.period import parse_period
from sheetcheck.sample import sample_figures
from sheetcheck.template import layouts_for, write_template

FOLDER = Path(__file__).parent.parent / "tests" / "data" / "formats"


def filled() -> bytes:
    """A commune's return with one table of fixed rows and one list: small, and with everything a return has."""
    catalogue = load_catalogue()
    identity = Identity(
        unit="06331",
        unit_name="Xã Vạn Thủy",
        level=Level.COMMUNE,
        period=parse_period("2024-H1"),
        forms=("01", "02"),
        mark="SỐ LIỆU MÔ PHỎNG",
    )
    figures = sample_figures(layouts_for(catalogue, identity), identity.period, identity.unit)
    return write_template(catalogue, identity, figures)


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        source = Path(made) / "return.xlsx"
        source.write_bytes(filled())
        for suffix in ("xls", "ods"):
            profile = f"-env:UserInstallation=file://{made}/profile"
            command = ["soffice", profile, "--headless", "--convert-to", suffix, "--outdir", str(FOLDER), str(source)]
            subprocess.run(command, check=True, capture_output=True, timeout=120)
            print(FOLDER / f"return.{suffix}")


if __name__ == "__main__":
    main()
