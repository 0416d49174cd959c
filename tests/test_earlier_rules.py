"""Rules between returns: two returns that agree, a change or two, and what is said of which cells in which files.

The earlier return is the file `before.xlsx`; a case changes it, the return itself, or both. How a change is written is
told in `sheetcheck.testing.changes`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from sheetcheck.catalogue import Catalogue, load_catalogue
from sheetcheck.finding import Finding
from sheetcheck.form import Scope
from sheetcheck.kin import kin_of
from sheetcheck.testing.batch import between, lines, taken_in
from sheetcheck.testing.changes import Base, between_returns, changed, only
from sheetcheck.units import Register
from sheetcheck.words import Words

WHOLE = load_catalogue()
CATALOGUE = only(WHOLE, "01", "03", "05", "06", "07", "09", "10", "13")
COMMUNE, PROVINCE = "06331", "20"
HALF, YEAR = ("2023-H1", "2024-H1"), ("2023", "2024")
CONTENT = "13.1 item_type=kho_khan domain=khac content=Cán+bộ+đều+kiêm+nhiệm"
CASES = [
    # two periods, what the earlier return says, what the later one says, what is found
    # flows: the same part of the year before; 10 or more, and more than half
    (HALF, "06.vocational_trained total=40 female=10", "06.vocational_trained total=60 female=10", ""),
    (HALF, "06.vocational_trained total=40 female=10", "06.vocational_trained total=61 female=10",
     "G12a D10 before.xlsx!Biểu 06!D10"),
    (HALF, "06.vocational_trained total=2 female=1", "06.vocational_trained total=11 female=1", ""),
    (HALF, "06.vocational_trained total=2 female=1", "06.vocational_trained total=12 female=1",
     "G12a D10 before.xlsx!Biểu 06!D10"),
    (HALF, "06.vocational_trained total=40 female=30", "06.vocational_trained total=40 female=10",
     "G12b D10 E10 before.xlsx!Biểu 06!D10 before.xlsx!Biểu 06!E10"),
    (HALF, "06.vocational_trained total=40 female=30", "06.vocational_trained total=10 female=2",
     "G12a D10 before.xlsx!Biểu 06!D10"),
    (HALF, "06.vocational_trained total=… female=…", "06.vocational_trained total=99 female=10", ""),
    (HALF, "06.vocational_trained total=nhiều female=3", "06.vocational_trained total=99 female=10", ""),
    (HALF, "06.vocational_trained total=40 female=10", "06.vocational_trained total=nhiều female=10", "T101 D10"),
    (HALF, "01.budget_allocated=100", "01.budget_allocated=151", "G12c D31 before.xlsx!Biểu 01!D31"),
    (HALF, "01.budget_allocated=100", "01.budget_allocated=150", ""),
    # stocks of persons and households: 10 or more, and more than a tenth
    (YEAR, "06.labour_force total=900 female=400", "06.labour_force total=990 female=440", ""),
]  # fmt: skip
