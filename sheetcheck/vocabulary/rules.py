"""`rules.yaml`: the rules of every matrix form."""

from __future__ import annotations

from typing import Final

from sheetcheck.capacity import RULES as MOST
from sheetcheck.text import Text
from sheetcheck.vocabulary import Key, Shape, Vocabulary
from sheetcheck.vocabulary.rule import RULE

RULES: Final = Vocabulary(
    name="rules",
    means=Text(vi="Quy tắc của mọi biểu có dòng cố định", en="Rules of every matrix form"),
    files="rules.yaml",
    keys={
        "rules": Key(
            means=Text(vi="Các quy tắc", en="The rules"),
            shape=Shape.MEMBERS,
            most=MOST,
            members=RULE,
            may_be_empty=True,
        )
    },
)
