"""A day between two days: by default within the reporting period."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sheetcheck.rule_type import (
    DAY,
    WHEN,
    Example,
    Expansion,
    Fault,
    Given,
    Parameter,
    RuleType,
    Says,
    operand,
    text,
    when,
)
from sheetcheck.text import Text


def _expand(given: Given) -> Expansion:
    first, last = (given.values.get(name) for name in ("from", "to"))
    if first is None and last is None:
        first, last = "period.start", "period.end"
    of = given.one("of")
    if first is not None and last is not None:
        check = f"{of} between {operand(first)} and {operand(last)}"
    else:
        check = f"{of} >= {operand(first)}" if first is not None else f"{of} <= {operand(last or '')}"
    found = f"{{{given.values['of']}}}"
    vi = [f"từ {_day(first)}" if first is not None else "", f"đến {_day(last)}" if last is not None else ""]
    en = [f"from {_day(first)}" if first is not None else "", f"to {_day(last)}" if last is not None else ""]
    return Expansion(
        check=when(given, check),
        message=text(
            given,
            f"<start><of> là {found}, ngoài thời gian {' '.join(filter(None, vi))}",
            f"<start><of> is {found}, outside the time {' '.join(filter(None, en))}",
        ),
        help=text(
            given,
            "Kiểm tra <of>; việc của kỳ khác thì ghi ở báo cáo của kỳ đó",
            "Check <of>; what belongs to another period goes into its return",
        ),
    )


def _faults(given: Given) -> Iterator[Fault]:
    """Days that nothing is between."""
    first, last = (str(given.values.get(name, "")) for name in ("from", "to"))
    if DAY.fullmatch(first) and DAY.fullmatch(last) and first > last:
        yield Fault("to", last, Text(vi="trước from, nên không ngày nào đúng", en="is before from: no day fits"))


def _day(value: object) -> str:
    """A day as people write it, or what stands in the cell."""
    said = str(value)
    parts = said.split("-")
    if len(parts) == 3 and all(part.isdigit() for part in parts):
        return "/".join(reversed(parts))
    return f"{{{said}}}" if all(part.isidentifier() for part in said.split(".")) else "…"


TYPE: Final = RuleType(
    name="date_within",
    means=Text(vi="ngày nằm trong khoảng, kể cả hai ngày đầu và cuối", en="the day is within bounds, both included"),
    about=Text(
        vi="Không ghi from và to thì là kỳ báo cáo. Có thể chỉ cho một trong hai.",
        en="Without from and to it is the reporting period. One of the two alone will do.",
    ),
    parameters={
        "of": Parameter(means=Text(vi="Ngày được xét", en="The day looked at"), shape=Says.NAME, required=True),
        "from": Parameter(means=Text(vi="Từ ngày", en="From this day"), shape=Says.DAY),
        "to": Parameter(means=Text(vi="Đến hết ngày", en="To this day"), shape=Says.DAY),
        "when": WHEN,
    },
    expand=_expand,
    faults=_faults,
    examples=(
        *tuple(
            Example(
                given={"of": "issued"},
                figures={"issued": issued, "period.start": "2025-12-15", "period.end": "2026-06-14"},
                verdict=verdict,
            )
            for issued, verdict in (("2025-12-15", True), ("2026-06-15", False), ("2025-01-01", False), (None, None))
        ),
        Example(
            given={"of": "ended", "from": "started"},
            figures={"ended": "2026-01-01", "started": "2026-01-02"},
            verdict=False,
        ),
        Example(given={"of": "ended", "to": "2026-06-14"}, figures={"ended": "2026-06-14"}, verdict=True),
    ),
)
