"""How much a catalogue may hold. Held to as definitions are read, before anything is laid out from them.

What stands here is many times what a form on paper has, and little enough for a template to be written in seconds.
Excel itself allows 1,048,576 lines a sheet: such a workbook takes this program all memory and an officer all patience.
"""

from __future__ import annotations

from typing import Final

FILE_BYTES: Final = 500_000
"""Of one definition file; the largest that ships has 31 kB."""
FORMS: Final = 100
"""A sheet each."""
SETS: Final = 50
"""Of columns; in `columns.yaml`, and of one form."""
FIELDS: Final = 100
"""Columns of a set or of a register. With every column one character wide, 159 are the most that paper takes."""
ROWS: Final = 200
"""Of a form: six pages."""
RECORDS: Final = 1_000
"""Lines of a register: 40 pages. Each is a formula of the workbook, which should stay below 5,000 of them: the fullest
that ships has 3,936. Measured with 21 fields: 3 s and 0.5 MB a workbook, against 0.7 s and 0.2 MB with 40 lines."""
CELLS: Final = 50_000
"""Of all forms together, lines times columns. A reader gets 5 s and 5,000,000 cells, empty ones among them."""
EDITIONS: Final = 9_999
RULES: Final = 500
"""Of one file."""
TURNS: Final = 200
"""Of the loops of one rule, all combinations; the most that ships is 16."""
INSTANCES: Final = 5_000
"""Rules of all files, with all turns of their loops; 536 ship."""
PATTERN: Final = 2_000
"""Letters of a pattern with its repetitions written out; the engine that matches them stops at some 3,000."""
CHOICES: Final = 100
"""Of one drop-down list: nobody scrolls further."""
LABEL: Final = 100
"""Characters of a choice: what a drop-down shows on one line. A reader takes 200, a formula that looks it up 255."""
TITLE: Final = 160
"""Characters of a row's label: four lines of the sheet, and what a sentence about the row quotes without cutting it."""
UNIT: Final = 60
CODE: Final = 8
"""Characters of a row's code, whose column has room for no more."""
FORM_TITLE: Final = 120
NOTE: Final = 300
"""Characters under the title of a form: two lines of small letters across the sheet."""
HEADING_LINES: Final = 7
"""Of a column's title, at most."""
ALIASES: Final = 50
"""Of one row or column: each is compared with what stands on a sheet."""
