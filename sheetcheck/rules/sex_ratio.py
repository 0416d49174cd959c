"""Boys and girls in numbers that chance explains.

The ratio at birth is some 111 boys to 100 girls in Viet Nam: p = 111/211. Of n births the number of boys is told only
when it is more than three standard deviations, 3·√(n·p·(1-p)), from n·p: a fixed band would send back every small
commune. From 1,000 births on the ratio itself must be between 80 and 130.
"""

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
    repeated,
    text,
    when,
)
from sheetcheck.text import Text

_SURE: Final = 30
_MANY: Final = 1_000


def _expand(given: Given) -> Expansion:
    total, girls = given.one("total"), given.one("female")
    boys, usual = f"{total} - {girls}", f"{total} * 111 / 211"
    off = f"({boys} - {usual})"
    usual_spread = f"{off} * {off} <= 9 * {usual} * 100 / 211"  # squared, because the language has no root
    bounds = f"({total} < {_MANY} or ({boys}) * 100 between 80 * {girls} and 130 * {girls})"
    # An equality, so that a sentence can quote the boys (left) and how many are usual (right).
    check = (
        f"{boys} = case when {total} < {_SURE} or {girls} > {total} or ({usual_spread} and {bounds})"
        f" then {boys} else round({usual}) end"
    )
    counts = "" if "when" in given else " ({left}; thường khoảng {right})"
    counts_en = "" if "when" in given else " ({left}; usually about {right})"
    return Expansion(
        check=when(given, check),
        message=text(
            given,
            f"<start>số bé trai{counts} lệch nhiều so với tỷ số thường gặp 111 bé trai trên 100 bé gái",
            f"<start>the number of boys{counts_en} is far from the usual 111 boys to 100 girls",
        ),
        help=text(
            given,
            "Kiểm tra <total> và <female>; nếu đúng thì nêu ở cột Ghi chú",
            "Check <total> and <female>; if they are right, say so in the note",
        ),
    )


TYPE: Final = RuleType(
    name="sex_ratio",
    means=Text(
        vi="số bé trai và bé gái sinh ra không lệch quá mức ngẫu nhiên",
        en="boys and girls are born in numbers that chance explains",
    ),
    about=Text(
        vi="Có tính đến cỡ mẫu: dưới 30 trẻ không nói; quá ba độ lệch chuẩn so với 111/211 mới nói; "
        "từ 1.000 trẻ thì tỷ số "
        "còn phải trong khoảng 80 đến 130.",
        en="It minds the size of the sample: silent below 30 births; told beyond three standard "
        "deviations from 111/211; "
        "from 1,000 births on the ratio must also be between 80 and 130.",
    ),
    parameters={
        "total": Parameter(means=Text(vi="Số trẻ sinh ra sống", en="Live births"), shape=Says.FIGURE, required=True),
        "female": Parameter(means=Text(vi="Số bé gái", en="Girls among them"), shape=Says.FIGURE, required=True),
        "when": WHEN,
    },
    expand=_expand,
    faults=lambda given: repeated(given, "total", "female"),
    in_own_words=True,
    examples=tuple(
        Example(
            given={"total": "births.total", "female": "births.female"},
            figures={"births.total": total, "births.female": female},
            verdict=verdict,
        )
        for total, female, verdict in (
            (29, 0, True),
            (100, 33, True),
            (100, 32, False),
            (100, 63, False),
            (2_000, 950, True),
            (100_000, 43_000, False),
            (100, None, None),
        )
    ),
)
