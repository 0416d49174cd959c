"""What is said beside a finding: how many lines break its rule, that it is on trial, who explained it and why."""

from __future__ import annotations

from typing import Final

from sheetcheck.finding import Explanation, Finding
from sheetcheck.text import Language, Text

BROKEN, CHECKED = "lines_broken", "lines_checked"
LIMIT, REACHED = "fail_when", "fails"
"""Parameters of a finding of a rule that has a threshold: the threshold as written, and whether it is reached."""
NO_REASON: Final = "note_without_reason"
"""Parameter: the cell of a note that was typed beside the figure and tells no reason."""

ON_TRIAL: Final = Text(vi="quy tắc đang thử, không tính vào kết quả", en="a rule on trial, which counts for nothing")

_OVER: Final = Text(
    vi="{broken} trong {checked} dòng đã xét, vượt ngưỡng {limit}",
    en="{broken} of {checked} {checked|line|lines} checked, beyond the threshold: {limit}",
)
_BELOW: Final = Text(
    vi="{broken} trong {checked} dòng đã xét, chưa vượt ngưỡng {limit} nên chỉ để biết",
    en="{broken} of {checked} {checked|line|lines} checked, within the threshold ({limit}), so it is only told",
)
_LIMITS: Final = {
    (">", False): Text(vi="trên {most} dòng", en="more than {most} {most|line|lines}"),
    (">=", False): Text(vi="từ {most} dòng", en="{most} {most|line|lines} or more"),
    (">", True): Text(vi="trên {most}% số dòng", en="more than {most}% of the lines"),
    (">=", True): Text(vi="từ {most}% số dòng", en="{most}% of the lines or more"),
}
_GIVES_NONE: Final = Text(vi="ghi chú ở {cell} chưa nói rõ lý do", en="the note in {cell} gives no reason")
_BY_UNIT: Final = Text(vi="đơn vị giải trình ở {where}: “{why}”", en="the unit explains it in {where}: “{why}”")
_IN_PRIVATE: Final = Text(
    vi="đơn vị đã giải trình ở {where} (biểu có thông tin nhạy cảm, không chép lại ở đây)",
    en="the unit explains it in {where} (not repeated here: the form is sensitive)",
)
_BY_OFFICE: Final = Text(vi="{by} chấp nhận ({where}): “{why}”", en="accepted by {by} ({where}): “{why}”")


def limit(written: str, language: Language) -> str:
    """`> 5 %` in words."""
    sign, most, *percent = written.split()
    return _LIMITS[sign, bool(percent)].fill(language, {"most": float(most)})


def beside(one: Finding, language: Language) -> str:
    """What belongs into the sentence itself, in brackets; "" when there is nothing."""
    params, said = one.params, []
    if LIMIT in params:
        counts = {"broken": params[BROKEN], "checked": params[CHECKED], "limit": limit(str(params[LIMIT]), language)}
        said.append((_OVER if params[REACHED] else _BELOW).fill(language, counts))
    if NO_REASON in params:
        said.append(_GIVES_NONE.fill(language, {"cell": params[NO_REASON]}))
    return f" ({'; '.join(said)})" if said else ""


def explanation(one: Explanation, language: Language) -> str:
    """Who says why the figures are right, and where it is written."""
    text = _BY_OFFICE if one.by else _BY_UNIT if one.why else _IN_PRIVATE
    return text.fill(language, {"by": one.by, "why": one.why, "where": one.where})
