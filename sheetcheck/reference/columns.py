"""Columns: of the sets that matrix forms share, and of the registers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sheetcheck.explain import in_words
from sheetcheck.expression import parse
from sheetcheck.form import Column, Form
from sheetcheck.kinds import KINDS
from sheetcheck.period import PeriodKind
from sheetcheck.reference.entry import Entry, Fact
from sheetcheck.terms import ROLL_UPS, kind_word
from sheetcheck.text import Text, write
from sheetcheck.words import Words

_KIND: Final = Text(vi="Ô ghi", en="Holds")
_REQUIRED: Final = Text(vi="Bắt buộc", en="Required")
_YES: Final = Text(vi="có", en="yes")
_COMPUTED: Final = Text(vi="Tự tính", en="Computed")
_ROLL_UP: Final = Text(vi="Lên cấp trên", en="Going up")
_ONLY: Final = Text(vi="Chỉ có ở", en="Only on")
_SHARES: Final = Text(vi="Cùng chỗ với", en="In the place of")
_LIMITS: Final = Text(vi="Giới hạn", en="Limits")
_FROM: Final = Text(vi="từ {least}", en="from {least}")
_TO: Final = Text(vi="đến {most}", en="up to {most}")
_CHARACTERS: Final = Text(vi="ký tự", en="characters")
_CHOICES: Final = Text(vi="Chọn trong", en="One of")
_ALIASES: Final = Text(vi="Nhãn cũ vẫn nhận", en="Older labels accepted")


def entries(columns: Iterable[Column], form: Form, words: Words) -> tuple[Entry, ...]:
    """The columns of a set or of a register, in printing order; `form` is one that has them."""
    return tuple(
        Entry("", column.id, column.title.of(words.language), _facts(column, form, words)) for column in columns
    )


def _facts(column: Column, form: Form, words: Words) -> tuple[Fact, ...]:
    language = words.language
    told = (
        (_KIND, kind_word(column.kind, language)),
        (_REQUIRED, _YES.of(language) if column.required else ""),
        (_COMPUTED, in_words(parse(column.computed), form, words) if column.computed else ""),
        (_ROLL_UP, "" if form.kind == "list" else ROLL_UPS[column.roll_up].word.of(language)),
        (_ONLY, _only(column, words)),
        (_SHARES, words.label(form, "", column.shares) if column.shares else ""),
        (_LIMITS, _limits(column, words)),
        (_CHOICES, "; ".join(f"{id}: {choice.of(language)}" for id, choice in column.choices.items())),
        (_ALIASES, "; ".join(column.aliases)),
    )
    return tuple(Fact(head.of(language), text) for head, text in told)


def _only(column: Column, words: Words) -> str:
    said = [words.period_kind(kind) for kind in column.periods if set(column.periods) != set(PeriodKind)]
    return ", ".join([*said, *([words.scope(column.scope)] if column.scope else [])])


def _limits(column: Column, words: Words) -> str:
    """Of a number its value, of a text how many characters."""
    language = words.language
    pieces = [
        text.fill(language, {name: write(bound, language)})
        for text, name, bound in ((_FROM, "least", column.minimum), (_TO, "most", column.maximum))
        if bound is not None
    ]
    if pieces and not KINDS[column.kind].numeric:
        pieces.append(_CHARACTERS.of(language))
    return " ".join(pieces)
