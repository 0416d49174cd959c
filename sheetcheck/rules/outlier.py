"""A figure far from those of all other units of the batch.

Modified Z-score, 0.6745·(x - median)/MAD, where MAD is the median of the distances from the median: unlike mean and
standard deviation it is not moved by the very figures that it looks for (Iglewicz and Hoaglin 1993, who take 3.5 as
the bound). Judged only with enough units, and not where more than half of them state the same figure, for then the
MAD is 0 and every other figure would be told.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Final

from sheetcheck.rule_type import Example, Expansion, Given, Parameter, RuleType, Says, Standing, text
from sheetcheck.text import Text

_UNITS: Final = 20
_SCORE: Final = 3.5
_NORMAL: Final = 0.6745
"""The MAD of a normal distribution, in standard deviations."""


def _across(figures: Sequence[float | str | None], given: Given) -> Sequence[Standing | None]:
    known = [one for one in figures if isinstance(one, float | int)]
    if len(known) < given.number("units", _UNITS):
        return [None] * len(figures)
    middle = median(known)
    spread = median(abs(one - middle) for one in known)
    if not spread:
        return [None] * len(figures)
    most = given.number("score", _SCORE)
    return [
        _standing(one, middle, _NORMAL * (one - middle) / spread, most, len(known))
        if isinstance(one, float | int)
        else None
        for one in figures
    ]


def _standing(figure: float, middle: float, score: float, most: float, units: int) -> Standing:
    params = {"figure": figure, "median": middle, "score": round(score, 1), "units": float(units)}
    return Standing(abs(score) <= most, params)


def _expand(given: Given) -> Expansion:
    of = given.values["of"]
    return Expansion(
        check=of if isinstance(of, str) else given.one("of"),
        message=text(
            given,
            "<start>số so sánh là {figure}, khác xa các đơn vị khác (ở giữa {units} đơn vị là {median})",
            "<start>the figure compared is {figure}, far from all others (the middle of {units} units is {median})",
        ),
        help=Text(
            vi="Kiểm tra các ô được nêu, nhất là đơn vị tính; nếu đúng thì nêu lý do ở cột Ghi chú",
            en="Check the cells named, above all the unit of measurement; if they are right, give "
            "the reason in the note",
        ),
    )


_OTHERS: Final = tuple(float(40 + place % 7) for place in range(20))

TYPE: Final = RuleType(
    name="outlier",
    means=Text(vi="số không khác xa các đơn vị khác", en="the figure is not far from those of all other units"),
    about=Text(
        vi="Nên xét một tỷ lệ (chia cho dân số, số hộ, tổng số), vì xã lớn nhỏ khác nhau. So các báo "
        "cáo cùng cấp, cùng "
        "kỳ, cùng phạm vi trong một lần kiểm tra; ít hơn 20 đơn vị thì không kết luận. Workbook "
        "không biết đơn vị khác, "
        "nên chỉ kiểm tra khi nhận báo cáo.",
        en="Best asked of a rate (per person, per household, of a total), for communes are large and "
        "small. It compares "
        "the returns of one level, period and scope that are checked together, and with fewer than "
        "20 decides nothing. A "
        "workbook knows no other unit, so it acts only when returns come in.",
    ),
    parameters={
        "of": Parameter(
            means=Text(vi="Số hoặc tỷ lệ được xét", en="The figure or rate"), shape=Says.FIGURE, required=True
        ),
        "units": Parameter(
            means=Text(vi="Cần ít nhất bao nhiêu đơn vị (mặc định 20)", en="How many units it needs (20)"),
            shape=Says.TOLERANCE,
        ),
        "score": Parameter(
            means=Text(vi="Điểm Z hiệu chỉnh lớn nhất (mặc định 3,5)", en="The largest modified Z-score (3.5)"),
            shape=Says.TOLERANCE,
        ),
    },
    expand=_expand,
    in_own_words=True,
    across=_across,
    quotes=("figure", "median", "score", "units"),
    examples=(
        Example(given={"of": "dv_incidents.value / households.value"}, units=(*_OTHERS, 46), verdict=True),
        Example(given={"of": "dv_incidents.value / households.value"}, units=(*_OTHERS, 90), verdict=False),
        Example(given={"of": "dv_incidents.value / households.value"}, units=(*_OTHERS, 1), verdict=False),
        Example(given={"of": "dv_incidents.value / households.value"}, units=(*_OTHERS, None), verdict=None),
        Example(given={"of": "dv_incidents.value / households.value"}, units=(*_OTHERS[:18], 90), verdict=None),
        Example(given={"of": "dv_incidents.value / households.value"}, units=(*[5.0] * 20, 90), verdict=None),
        Example(
            given={"of": "dv_incidents.value / households.value", "units": 5.0}, units=(1, 2, 3, 4, 90), verdict=False
        ),
    ),
)
