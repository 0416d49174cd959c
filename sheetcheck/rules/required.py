"""Something stands in every cell named."""

from __future__ import annotations

from typing import Final

from sheetcheck.rule_type import (
    WHEN,
    Example,
    Expansion,
    Given,
    Parameter,
    RuleType,
    Says,
    label,
    repeated,
    text,
    when,
)
from sheetcheck.text import LANGUAGES, Text


def _expand(given: Given) -> Expansion:
    """Each cell is asked for by itself, so that only those that are blank are named."""
    named = {str(one): label(str(one)) for one in given.listed("of")}
    return Expansion(
        check=when(given, "[cell] is not null"),
        loops={"cell": tuple(named)},
        tables={f"named_{language}": {one: said.of(language) for one, said in named.items()} for language in LANGUAGES},
        message=text(given, "<start>chưa điền [named_vi]", "<start>[named_en] is not filled in"),
        help=Text(vi="Điền [named_vi]", en="Fill in [named_en]"),
    )


TYPE: Final = RuleType(
    name="required",
    means=Text(vi="các ô được nêu phải có ghi", en="the cells named must be filled in"),
    about=Text(
        vi="Dùng khi ô không bắt buộc với mọi đơn vị nhưng quy tắc này cần. Ô luôn bắt buộc thì khai required ở cột.",
        en="For cells that this rule needs though not every unit must fill them in; a cell that everybody must fill in "
        "is required: true in its column.",
    ),
    parameters={
        "of": Parameter(
            means=Text(vi="Các ô phải có ghi", en="The cells that must be filled in"),
            shape=Says.FIGURES,
            required=True,
        ),
        "when": WHEN,
    },
    expand=_expand,
    faults=lambda given: repeated(given, "of"),
    examples=(
        Example(
            given={"of": ("plans.value", "plans.note")}, figures={"plans.value": 2, "plans.note": "x"}, verdict=True
        ),
        Example(given={"of": "plans.value"}, figures={"plans.value": 0}, verdict=True),
        Example(given={"of": "plans.value"}, figures={"plans.value": None}, verdict=False),
        Example(given={"of": "a", "when": "b > 0"}, figures={"a": None, "b": 0}, verdict=True),
        Example(given={"of": "a", "when": "b > 0"}, figures={"a": None, "b": None}, verdict=None),
    ),
)
