"""A figure that has not changed too much since the period before."""

from __future__ import annotations

from typing import Final

from sheetcheck.rule_type import WHEN, Example, Expansion, Given, Parameter, RuleType, Says, number, text, when
from sheetcheck.text import Text


def _expand(given: Given) -> Expansion:
    now = str(given.values["of"])
    before, small = f"previous.{now}", given.number("unless_below", 10)
    share = f"{given.number('percent', 0) / 100:.12g}"
    change = f"abs({now} - {before})"
    return Expansion(
        check=when(given, f"{change} < {small:.15g} or {change} <= {share} * greatest({before}, {small:.15g})"),
        message=text(
            given,
            f"<start><of> ghi {{{now}}}, kỳ trước là {{{before}}}: thay đổi quá <percent>%",
            f"<start><of> is {{{now}}} after {{{before}}}: a change of more than <percent>%",
            percent=number(given.number("percent", 0)),
        ),
        help=text(
            given,
            "Kiểm tra <of> và số liệu kỳ trước; nếu đúng thì nêu lý do ở cột Ghi chú",
            "Check <of> and the figure of the period before; if it is right, give the reason in the note",
        ),
    )


TYPE: Final = RuleType(
    name="growth_within",
    means=Text(
        vi="số không tăng hoặc giảm quá một tỷ lệ so với kỳ trước",
        en="the figure has not risen or fallen by more than a share since the period before",
    ),
    about=Text(
        vi="Chênh lệch nhỏ (mặc định dưới 10) không nói; số kỳ trước nhỏ hơn mức đó thì tính trên mức đó, để 2 thành 5 "
        "không bị coi là tăng vọt. Không có báo cáo kỳ trước thì không kết luận.",
        en="A small difference (below 10 unless told otherwise) is not mentioned, and a small earlier figure counts as "
        "that much, so that 2 becoming 5 is no leap. Without an earlier return nothing is decided.",
    ),
    parameters={
        "of": Parameter(means=Text(vi="Số được xét", en="The figure looked at"), shape=Says.NAME, required=True),
        "percent": Parameter(
            means=Text(vi="Thay đổi không quá bao nhiêu phần trăm", en="The change in percent that is still usual"),
            shape=Says.TOLERANCE,
            required=True,
        ),
        "unless_below": Parameter(
            means=Text(
                vi="Không nói khi chênh lệch nhỏ hơn (mặc định 10)", en="Silent where the difference is below this (10)"
            ),
            shape=Says.TOLERANCE,
        ),
        "when": WHEN,
    },
    expand=_expand,
    in_own_words=True,
    examples=tuple(
        Example(
            given={"of": "births.total", "percent": 50.0},
            figures={"births.total": now, "previous.births.total": before},
            verdict=verdict,
        )
        for now, before, verdict in (
            (150, 100, True),
            (151, 100, False),
            (49, 100, False),
            (11, 2, True),
            (13, 2, False),
            (150, None, None),
        )
    ),
)
