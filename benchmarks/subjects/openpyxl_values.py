"""Every cell of every sheet by openpyxl in its fastest mode, and nothing done with it."""

from __future__ import annotations

import sys
from pathlib import Path

from openpyxl import load_workbook

if __name__ == "__main__":
    folder, count = Path(sys.argv[1]), int(sys.argv[2])
    for path in sorted(folder.iterdir())[:count]:
        book = load_workbook(path, read_only=True, data_only=True)
        for sheet in book.worksheets:
            for _ in sheet.iter_rows(values_only=True):
                pass
        book.close()
