"""`columns.yaml`: the sets of columns that forms share."""

from __future__ import annotations

from typing import Final

from sheetcheck.capacity import SETS
from sheetcheck.text import Text
from sheetcheck.vocabulary import Key, Shape, Vocabulary
from sheetcheck.vocabulary.column import COLUMN

COLUMN_SETS: Final = Vocabulary(
    name="columns",
    means=Text(vi="Bộ cột dùng chung", en="Sets of columns that forms share"),
    files="columns.yaml",
    keys={
        "column_sets": Key(
            means=Text(vi="Các bộ cột theo tên", en="The sets of columns by name"),
            shape=Shape.GROUPS,
            required=True,
            most=SETS,
            members=COLUMN,
        )
    },
)
