"""What there was, with what came in and without what went out, is what there is."""

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
    added,
    repeated,
    shown,
    text,
    when,
)
from sheetcheck.text import Text


def _expand(given: Given) -> Expansion:
    worked_out = " - ".join([added([given.one("opening"), *given.many("in")]), *given.many("out")])
    closing = shown(given, "closing", "left")
    comes_to = "" if "when" in given else " ({right})"
    return Expansion(
        check=when(given, f"{given.one('closing')} = {worked_out}"),
        message=text(
            given,
            f"<start><closing> ghi {closing}, khác số đầu kỳ cộng số tăng trừ số giảm{comes_to}",
            f"<start><closing> is {closing}, not what there was plus what came less what went{comes_to}",
        ),
        help=text(
            given,
            "Kiểm tra <opening>, số tăng, số giảm và <closing>",
            "Check <opening>, what came in, what went out, and <closing>",
        ),
    )


TYPE: Final = RuleType(
    name="balance",
    means=Text(
        vi="cuối kỳ bằng đầu kỳ cộng tăng trừ giảm", en="closing is opening plus what came in less what went out"
    ),
    about=Text(
        vi="Mô hình, câu lạc bộ, cơ sở: số đầu kỳ, thành lập, giải thể, số cuối kỳ. Đầu kỳ so với kỳ "
        "trước là quy tắc khác.",
        en="For models, clubs and places that open and close. That the opening is the last closing is another rule.",
    ),
    parameters={
        "opening": Parameter(means=Text(vi="Số đầu kỳ", en="What there was"), shape=Says.FIGURE, required=True),
        "in": Parameter(means=Text(vi="Số tăng", en="What came in"), shape=Says.FIGURES, required=True),
        "out": Parameter(means=Text(vi="Số giảm", en="What went out"), shape=Says.FIGURES, required=True),
        "closing": Parameter(means=Text(vi="Số cuối kỳ", en="What there is"), shape=Says.FIGURE, required=True),
        "when": WHEN,
    },
    expand=_expand,
    faults=lambda given: repeated(given, "closing", "opening", "in", "out"),
    examples=(
        *tuple(
            Example(
                given={"opening": "opening", "in": "opened", "out": "closed", "closing": "closing"},
                figures={"opening": 4, "opened": 2, "closed": 1, "closing": closing},
                verdict=verdict,
            )
            for closing, verdict in ((5, True), (6, False), (None, None))
        ),
        Example(
            given={"opening": "o", "in": ("a", "b"), "out": ("c", "d"), "closing": "z"},
            figures={"o": 10, "a": 1, "b": 2, "c": 3, "d": 4, "z": 6},
            verdict=True,
        ),
    ),
)
