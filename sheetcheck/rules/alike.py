"""What must be the same in all units of a batch, such as the term of a council: told of the few that say otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from sheetcheck.rule_type import Example, Expansion, Given, Parameter, RuleType, Says, Standing, text
from sheetcheck.text import Text

_UNITS: Final = 3


def _across(figures: Sequence[float | str | None], given: Given) -> Sequence[Standing | None]:
    """Undecided where there are too few units, or where no value is that of more than half of them."""
    known = [one for one in figures if one is not None]
    (most, times), *_ = Counter(known).most_common(1) or [("", 0)]
    if len(known) < given.number("units", _UNITS) or 2 * times <= len(known):
        return [None] * len(figures)
    return [
        None if one is None else Standing(one == most, {"figure": one, "most": most, "units": float(len(known))})
        for one in figures
    ]


def _expand(given: Given) -> Expansion:
    return Expansion(
        check=str(given.values["of"]),
        message=text(
            given,
            "<start><of> ghi {figure}, trong khi phần lớn trong {units} đơn vị ghi {most}",
            "<start><of> is {figure}, while most of the {units} units say {most}",
        ),
        help=Text(
            vi="Kiểm tra lại ô được nêu; nếu đúng thì nêu lý do ở cột Ghi chú",
            en="Check the cell named; if it is right, give the reason in the note",
        ),
    )


_GIVEN: Final = {"of": "term_label"}

TYPE: Final = RuleType(
    name="alike",
    means=Text(vi="giá trị giống phần lớn các đơn vị khác", en="the value is that of most other units"),
    about=Text(
        vi="Cho điều phải giống nhau ở mọi đơn vị, như nhiệm kỳ. So các báo cáo cùng cấp, cùng kỳ, cùng phạm vi "
        "trong một lần kiểm tra; ít hơn 3 đơn vị, hoặc không giá trị nào quá nửa, thì không kết luận. Biểu mẫu "
        "Excel không biết đơn vị khác, nên chỉ kiểm tra khi nhận báo cáo.",
        en="For what must be the same everywhere, such as a term of office. It compares the returns of one level, "
        "period and scope that are checked together; with fewer than 3, or where no value is that of more than half, "
        "it decides nothing. A workbook knows no other unit, so it acts only when returns come in.",
    ),
    parameters={
        "of": Parameter(means=Text(vi="Ô được so sánh", en="The cell compared"), shape=Says.NAME, required=True),
        "units": Parameter(
            means=Text(vi="Cần ít nhất bao nhiêu đơn vị (mặc định 3)", en="How many units it needs (3)"),
            shape=Says.TOLERANCE,
        ),
    },
    expand=_expand,
    in_own_words=True,
    across=_across,
    quotes=("figure", "most", "units"),
    examples=(
        Example(given=_GIVEN, units=("2021-2026", "2021-2026", "2021-2026"), verdict=True),
        Example(given=_GIVEN, units=("2021-2026", "2021-2026", "2016-2021"), verdict=False),
        Example(given=_GIVEN, units=("2021-2026", "2021-2026", None), verdict=None),
        Example(given=_GIVEN, units=("2021-2026", "2021-2026", "2016-2021", "2016-2021"), verdict=None),
        Example(given={"of": "plans.value", "units": 2.0}, units=(5.0, 5.0), verdict=True),
    ),
)
