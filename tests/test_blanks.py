"""What blank cells stand for, by rule: Python, polars and LibreOffice say the same of every case."""

from __future__ import annotations

import itertools
import shutil
import subprocess
from pathlib import Path
from typing import Final

import openpyxl
import polars as pl
import pytest
from small_schemas import changed, rule

from sheetcheck.catalogue import Catalogue, load_catalogue
from sheetcheck.expression import Name, to_excel, to_polars, violated_formula
from sheetcheck.expression.evaluate import evaluate
from sheetcheck.form import Missing
from sheetcheck.rule import Instance, instances
from sheetcheck.testing.batch import settled
from sheetcheck.testing.drawing import issued_to, returned

FILE = "forms/bdg_90.yaml"
_: Final = None
VERDICTS = [
    # check, young, old, total, and what it comes to: skip_any, skip_all, never
    ("young + old <= total", 1, 2, 3, (True, True, True)),
    ("young + old <= total", 1, _, 3, (None, True, True)),
    ("young + old <= total", 4, _, 3, (None, False, False)),
    ("young + old <= total", _, _, 3, (None, True, True)),
    ("young + old <= total", 1, _, _, (None, False, False)),
    ("young + old <= total", _, _, _, (None, None, True)),
    ("young + old >= 1", _, _, 3, (None, None, False)),
    ("young >= 1", _, 9, 9, (None, None, False)),
    ("young is null or young <= old", _, 1, 1, (True, True, True)),
    ("young is null or young <= old", 2, _, 1, (None, False, False)),
    ("young is null", _, _, _, (True, True, True)),  # asks for no figure, so no blank counts as one
    ("total / old > 1", 1, _, 3, (None, None, None)),  # 3 / 0
    ("coalesce(young, 7) = 7", _, 1, 1, (True, None, False)),
    ("unit.level = 'commune' and young <= old", 1, _, 1, (None, False, False)),
]
CHECKS = list(dict.fromkeys(check for check, *_ in VERDICTS))


def instance(folder: Path, check: str, missing: Missing) -> Instance:
    changed(folder, FILE, ("rules:\n", f"rules:\n{rule('N1', check, f'missing: {missing.value}')}"))
    one = next(one for one in load_catalogue(folder).form("90").rules if one.id == "N1")
    return next(instances(one))


def special(name: Name) -> str:
    return "commune" if name.special else ""


@pytest.mark.parametrize(("check", "young", "old", "total", "verdicts"), VERDICTS)
def test_verdicts(
    tmp_path: Path, check: str, young: float, old: float, total: float, verdicts: tuple[bool | None, ...]
) -> None:
    cells = {"young": young, "old": old, "total": total}
    frame = pl.DataFrame({name: [value] for name, value in cells.items()}, schema=dict.fromkeys(cells, pl.Float64))
    for missing, expected in zip(Missing, verdicts, strict=True):
        one = instance(tmp_path, check, missing).expression
        values = {name: special(name) or cells[name.column] for name in one.names}
        in_polars = to_polars(one, lambda name: pl.lit(special(name)) if name.special else pl.col(name.column))
        assert (missing, evaluate(one.node, values)) == (missing, expected)
        assert (missing, frame.select(x=in_polars)["x"].to_list()) == (missing, [expected])


@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_sheets_agree(tmp_path: Path) -> None:
    """Every check with every policy on every choice of blanks and figures."""
    found = [instance(tmp_path, check, missing).expression for check in CHECKS for missing in Missing]
    cases = [(one, cells) for one in found for cells in itertools.product((None, 0.0, 2.0), repeat=3)]
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    columns = dict(zip(("young", "old", "total"), "ABC", strict=True))
    for number, (one, cells) in enumerate(cases, start=1):
        for position, cell in enumerate(cells, start=1):
            sheet.cell(number, position).value = cell

        def cell_of(name: Name, number: int = number) -> str:
            return f'"{special(name)}"' if name.special else f"{columns[name.column]}{number}"

        sheet.cell(number, 5).value = f"={violated_formula(one, cell_of)}"
        sheet.cell(number, 6).value = f"={to_excel(one, cell_of)}"
    book.save(tmp_path / "cases.xlsx")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", "out", "cases.xlsx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=180)
    done = openpyxl.load_workbook(tmp_path / "out" / "cases.xlsx", data_only=True).worksheets[0]
    calculated = [tuple(cell.value for cell in row) for row in done.iter_rows(min_col=5, max_col=6)]
    said = [
        evaluate(one.node, {name: special(name) or cells["ABC".index(columns[name.column])] for name in one.names})
        for one, cells in cases
    ]
    assert len(cases) == 27 * 3 * len(CHECKS)
    assert [(answer is False, "#N/A" if answer is None else answer) for answer in said] == calculated


def catalogue_with(folder: Path, check: str, missing: str) -> Catalogue:
    changed(folder, FILE, ("rules:\n", f"rules:\n{rule('N1', check, f'missing: {missing}')}"))
    return load_catalogue(folder)


RETURNS = [
    # check, policy, figures typed, what is found
    ("young <= old", "skip_any", {"90.staff.young": 3}, []),
    ("young <= old", "never", {"90.staff.young": 3}, ["N1 G8 H8"]),
    ("young <= old", "never", {"90.staff.young": 3, "90.staff.old": "…"}, []),  # some, and nobody knows how many
    ("young <= old", "never", {"90.staff.young": 3, "90.staff.old": "nhiều"}, []),  # said once, as a text
    ("plans.value + reports.value >= 1", "skip_all", {}, []),
    # a cell beside an aggregate goes by the policy, what is in the aggregate does not
    ("reports.value >= sum(bdg_91.women)", "skip_any", {"91.1.women": 3}, []),
    ("reports.value >= sum(bdg_91.women)", "skip_all", {"91.1.women": 3}, []),
    ("reports.value >= sum(bdg_91.women)", "never", {"91.1.women": 3}, ["N1 D10 Biểu 91!E8"]),
    ("reports.value >= 1 + max(bdg_91.women)", "never", {"91.1.people": 3}, []),
    ("reports.value >= sum(bdg_91.people)", "never", {"91.1.women": 3}, []),  # a required field is blank: undecided
    ("reports.value >= heads.old", "never", {"90.reports.value": 0}, []),  # no such cell at a commune: 0
    ("reports.value >= 1 + heads.old", "never", {"90.reports.value": 0}, ["N1 D10"]),
]


@pytest.mark.parametrize(("check", "missing", "figures", "expected"), RETURNS)
def test_returns(
    tmp_path: Path, check: str, missing: str, figures: dict[str, float | str], expected: list[str]
) -> None:
    drawn = returned(catalogue_with(tmp_path, check, missing), issued_to("06331", "2024"), figures)
    found = settled(catalogue_with(tmp_path, check, missing), {"one": drawn})
    assert [" ".join((one.rule, *one.cells)) for one in found if one.rule == "N1"] == expected


def test_what_is_quoted_of_a_blank(tmp_path: Path) -> None:
    catalogue = catalogue_with(tmp_path, "young <= old", "never")
    found = settled(catalogue, {"one": returned(catalogue, issued_to("06331", "2024"), {"90.staff.young": 3})})
    (one,) = [one for one in found if one.rule == "N1"]
    assert {name: one.params[name] for name in ("left", "right", "young", "old")} == {
        "left": 3.0, "right": 0.0, "young": 3.0, "old": None,
    }  # fmt: skip
