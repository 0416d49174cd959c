"""The targets of the strategy: how the figure comes about, what it should come to, and whether that was verified.

A level that nobody compared with the text of the Resolution is marked and never called official.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sheetcheck.catalogue import Catalogue
from sheetcheck.explain import in_words
from sheetcheck.expression import parse
from sheetcheck.form import Form
from sheetcheck.reference.entry import Entry, Fact
from sheetcheck.rule import row_named
from sheetcheck.target import MILESTONES, Target
from sheetcheck.text import Text, write_number
from sheetcheck.words import Words

_UNIT: Final = Text(vi="Đơn vị tính", en="Unit")
_NUMERATOR: Final = Text(vi="Tử số", en="Numerator")
_DENOMINATOR: Final = Text(vi="Mẫu số", en="Denominator")
_SCALE: Final = Text(vi="Nhân với", en="Times")
_LEVEL: Final = Text(vi="Có nghĩa từ cấp", en="Says something from level")
_MILESTONE: Final = Text(vi="Mức đến năm {year}", en="Target for {year}")
_NO_MILESTONE: Final = Text(vi="không nêu mức", en="no level named")
_VERIFIED: Final = Text(vi="Đối chiếu", en="Verified")
_YES: Final = Text(vi="mức đã đối chiếu với văn bản", en="the level was compared with the text")
_NO: Final = Text(
    vi="(*) mức CHƯA đối chiếu với nguyên văn Nghị quyết, chỉ để tham khảo, không phải mức chính thức",
    en="(*) the level was NOT compared with the text of the Resolution; for orientation only, not official",
)
_EVIDENCE: Final = Text(vi="Nguồn đã xem", en="Seen at")
_NO_EVIDENCE: Final = Text(vi="chưa có", en="nothing yet")
_NOTE: Final = Text(vi="Ghi chú", en="Note")


def of_form(form: Form, words: Words) -> tuple[Entry, ...]:
    """The targets that a form prints."""
    return tuple(_entry(target, form, words) for target in words.catalogue.targets if row_named(form, target.id))


def of_catalogue(catalogue: Catalogue, words: Words) -> tuple[Entry, ...]:
    """All targets, also those that no form prints: the merged workbook scores them."""
    forms = catalogue.forms.values()
    return tuple(
        _entry(target, next((form for form in forms if row_named(form, target.id)), next(iter(forms))), words)
        for target in catalogue.targets
        if forms
    )


def _entry(target: Target, form: Form, words: Words) -> Entry:
    return Entry(target.code, target.id, target.label.of(words.language), tuple(_facts(target, form, words)))


def _facts(target: Target, form: Form, words: Words) -> Iterator[Fact]:
    language = words.language
    yield Fact(_UNIT.of(language), target.unit.of(language))
    for head, text in ((_NUMERATOR, target.numerator), (_DENOMINATOR, target.denominator)):
        yield Fact(head.of(language), in_words(parse(text), form, words))
    yield Fact(_SCALE.of(language), "" if target.scale == 1 else write_number(target.scale, language))
    yield Fact(_LEVEL.of(language), words.level(target.level))
    for year in MILESTONES:
        said = target.said(year) or _NO_MILESTONE
        yield Fact(_MILESTONE.fill(language, {"year": str(year)}), said.of(language))
    yield Fact(_VERIFIED.of(language), (_YES if target.verified else _NO).of(language))
    yield Fact(_EVIDENCE.of(language), "; ".join(target.evidence) or _NO_EVIDENCE.of(language))
    yield Fact(_NOTE.of(language), target.note.of(language) if target.note else "")
