"""`frictionless validate` with a schema of types only, one table a form, without title and signatures."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from frictionless import Dialect, Resource, Schema, fields  # type: ignore[import-not-found]
from frictionless.formats import ExcelControl  # type: ignore[import-not-found]

FOOT_ROWS = 12
"""Date and signatures stand in the rows after a table."""


def resource_of(path: Path, sheet: dict[str, Any]) -> Resource:
    before, after = range(1, sheet["header"]), range(sheet["last"] + 1, sheet["last"] + FOOT_ROWS)
    dialect = Dialect(
        header_rows=[sheet["header"]],
        comment_rows=[*before, *after],
        controls=[ExcelControl(sheet=sheet["sheet"])],
    )
    # Without the header's own labels: computed columns print `3=1-2`, which is not what is checked here.
    types = [
        fields.NumberField(name=column["code"]) if column["number"] else fields.AnyField(name=column["code"])
        for column in sheet["columns"]
    ]
    schema = Schema(fields=types, missing_values=["", "x"])
    return Resource(path=path.name, basepath=str(path.parent), dialect=dialect, schema=schema)


if __name__ == "__main__":
    folder, count = Path(sys.argv[1]), int(sys.argv[2])
    sheets = json.loads(Path(sys.argv[3]).read_text(encoding="utf-8"))
    for path in sorted(folder.iterdir())[:count]:
        for sheet in sheets:
            report = resource_of(path, sheet).validate()
            wrong = [error for task in report.tasks for error in task.errors if error.type == "type-error"]
            if wrong:
                sys.exit(f"{path.name}: {wrong[0].message}")
