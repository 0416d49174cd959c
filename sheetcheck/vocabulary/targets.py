"""`targets.yaml`: the targets of the national strategy."""

from __future__ import annotations

from typing import Final

from sheetcheck.capacity import ROWS
from sheetcheck.text import Text
from sheetcheck.vocabulary import Key, Shape, Vocabulary
from sheetcheck.vocabulary.target import TARGET

TARGETS: Final = Vocabulary(
    name="targets",
    means=Text(vi="Các chỉ tiêu của Chiến lược", en="The targets of the strategy"),
    files="targets.yaml",
    keys={
        "targets": Key(
            means=Text(vi="Các chỉ tiêu", en="The targets"),
            shape=Shape.MEMBERS,
            required=True,
            most=ROWS,
            members=TARGET,
        )
    },
)
