"""The examples of the types of rules on a sheet: LibreOffice says of each what the example says."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

import openpyxl
import pytest
from test_rule_types import IN_CELLS, rule_of

from sheetcheck.expression import Expression, Name, to_excel, violated_formula
from sheetcheck.rule import instances
from sheetcheck.rule_type import Example

Case = tuple[str, Expression, Example, bool | None]


def cases() -> list[Case]:
    """Every example of one expression that a sheet can say; of a tree only those with one parent are."""
    found = []
    for one, example in IN_CELLS:
        made = list(instances(rule_of(one, example)))
        expression = made[0].expression
        if len(made) == 1 and not expression.aggregates and formula(expression, example, 1) is not None:
            found.append((one.name, expression, example, example.verdict))
    return found


def cells(expression: Expression, example: Example, line: int) -> dict[Name, str]:
    """Where each name is: from column E on, a day of the period in quotes."""
    figures = [name for name in expression.names if not name.special]
    where = {name: f"{'EFGHIJKLMNOP'[place]}{line}" for place, name in enumerate(figures)}
    return where | {name: f'"{example.figures[name.written]}"' for name in expression.names if name.special}


def formula(expression: Expression, example: Example, line: int) -> str | None:
    return violated_formula(expression, cells(expression, example, line).__getitem__, is_text=partial(is_text, example))


def is_text(example: Example, name: Name) -> bool:
    value = example.figures[name.written]
    return name.column == "note" or (isinstance(value, str) and typed(value) is value)


def typed(value: float | str | None) -> object:
    """What somebody types: a day is one."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return value


def calculated(found: Sequence[Case], folder: Path) -> list[tuple[object, object]]:
    """What LibreOffice makes of each: whether it is broken, and its verdict."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for line, (_, expression, example, _) in enumerate(found, 1):
        where = cells(expression, example, line)
        for name, address in where.items():
            if not name.special:
                sheet[address].value = typed(example.figures[name.written])
        sheet.cell(line, 1).value = f"={formula(expression, example, line)}"
        bare = to_excel(expression, where.__getitem__, is_text=partial(is_text, example))
        sheet.cell(line, 2).value = f"={bare}"
    book.save(folder / "cases.xlsx")
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", "out", "cases.xlsx"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=180)
    done = openpyxl.load_workbook(folder / "out" / "cases.xlsx", data_only=True).worksheets[0]
    return [(line[0].value, line[1].value) for line in done.iter_rows(max_row=len(found), max_col=2)]


@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_sheet_judges_the_examples_as_they_say(tmp_path: Path) -> None:
    found = cases()
    wrong = [
        (name, expression.text, example.figures, said)
        for (name, expression, example, verdict), said in zip(found, calculated(found, tmp_path), strict=True)
        if said != (verdict is False, "#N/A" if verdict is None else verdict)
    ]
    assert wrong == []
    told = Counter(name for name, *_ in found)
    assert set(told) >= {"required", "in_range", "one_of", "sum_of", "part_whole", "at_most", "equals", "balance", "date_within", "sex_ratio"}  # fmt: skip
    assert (len(told), sum(told.values())) == (12, 65)  # types and cases that were compared
