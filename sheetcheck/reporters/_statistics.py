"""How a batch did rule by rule, as a table of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from sheetcheck.text import Text
from sheetcheck.words import Words

if TYPE_CHECKING:
    from sheetcheck.tally import RuleTally

_TITLE: Final = Text(
    vi="Theo quy tắc: {rules} quy tắc được kiểm tra, {broken} quy tắc có báo cáo sai",
    en="By rule: {rules} {rules|rule|rules} asked, {broken} broken by a return",
)
_HEADS: Final = (
    Text(vi="Mã", en="Code"),
    Text(vi="Quy tắc", en="Rule"),
    Text(vi="Mức", en="Severity"),
    Text(vi="Biểu", en="Form"),
    Text(vi="Kiểm tra", en="Asked"),
    Text(vi="Đúng", en="Held"),
    Text(vi="Sai", en="Broken"),
    Text(vi="Chưa rõ", en="Undecided"),
    Text(vi="Đơn vị sai", en="Units"),
)
_NUMBERS: Final = 4
"""The first column of figures, which stand to the right."""
_MANY: Final = Text(vi="nhiều biểu", en="several")


def statistics(found: Sequence[RuleTally] | None, words: Words) -> Iterator[str]:
    """Nothing when nobody asked."""
    if found is None:
        return
    broken = sum(one.broken > 0 for one in found)
    yield ""
    yield _TITLE.fill(words.language, {"rules": len(found), "broken": broken})
    table = [[head.of(words.language) for head in _HEADS], *(_line(one, words) for one in found)]
    widths = [max(len(line[place]) for line in table) for place in range(len(_HEADS))]
    for line in table:
        cells = [
            text.rjust(width) if place >= _NUMBERS else text.ljust(width)
            for place, (text, width) in enumerate(zip(line, widths, strict=True))
        ]
        yield "  " + "  ".join(cells).rstrip()


def _line(one: RuleTally, words: Words) -> list[str]:
    forms = one.forms[0] if len(one.forms) == 1 else _MANY.of(words.language)
    figures = (one.checked, one.held, one.broken, one.undecided, one.units)
    return [one.code, one.rule, words.severity(one.severity), forms, *map(str, figures)]
