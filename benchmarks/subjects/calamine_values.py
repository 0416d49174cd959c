"""The floor: every cell of every sheet by python-calamine, and nothing done with it."""

from __future__ import annotations

import sys
from pathlib import Path

from python_calamine import CalamineWorkbook

if __name__ == "__main__":
    folder, count = Path(sys.argv[1]), int(sys.argv[2])
    for path in sorted(folder.iterdir())[:count]:
        book = CalamineWorkbook.from_path(path)
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python()
