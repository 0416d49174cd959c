"""What an analyst writes first: pandas reads each form's sheet, one pandera call checks its types."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pandas  # type: ignore[import-untyped]
import pandera.pandas as pandera


def schema_of(sheet: dict[str, Any]) -> pandera.DataFrameSchema:
    """Figures are numbers or blank; everything else is whatever it is."""
    return pandera.DataFrameSchema(
        {index: pandera.Column(kind, nullable=True) for index, kind in types_of(sheet).items()}
    )


def types_of(sheet: dict[str, Any]) -> dict[int, type]:
    return {index: float if column["number"] else object for index, column in enumerate(sheet["columns"])}


if __name__ == "__main__":
    folder, count = Path(sys.argv[1]), int(sys.argv[2])
    sheets = json.loads(Path(sys.argv[3]).read_text(encoding="utf-8"))
    schemas = {sheet["sheet"]: schema_of(sheet) for sheet in sheets}
    for path in sorted(folder.iterdir())[:count]:
        with pandas.ExcelFile(path, engine="calamine") as book:
            for sheet in sheets:
                table = pandas.read_excel(
                    book,
                    sheet_name=sheet["sheet"],
                    header=None,
                    skiprows=sheet["header"],
                    nrows=sheet["last"] - sheet["header"],
                    na_values=["x"],
                    dtype=types_of(sheet),
                )
                schemas[sheet["sheet"]].validate(table, lazy=True)
