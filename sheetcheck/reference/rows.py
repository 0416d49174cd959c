"""The rows (indicators) of a form, and how its computed cells come about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sheetcheck.explain import in_words
from sheetcheck.expression import describe, parse
from sheetcheck.form import Form, Row
from sheetcheck.period import PeriodKind
from sheetcheck.reference.entry import Entry, Fact
from sheetcheck.rule import column_named
from sheetcheck.terms import NATURES, REQUIRED, ROLL_UPS, kind_word
from sheetcheck.text import Text
from sheetcheck.words import Words

_UNIT: Final = Text(vi="Đơn vị tính", en="Unit")
_COLUMNS: Final = Text(vi="Bộ cột", en="Columns")
_LEVELS: Final = Text(vi="Cấp", en="Levels")
_REQUIRED: Final = Text(vi="Phải điền", en="Required")
_PERIODS: Final = Text(vi="Chỉ có ở", en="Only on")
_NATURE: Final = Text(vi="Tính chất", en="Nature")
_ROLL_UP: Final = Text(vi="Lên cấp trên", en="Going up")
_CORE: Final = Text(vi="Cốt lõi", en="Core")
_YES: Final = Text(vi="có", en="yes")
_SERVES: Final = Text(vi="Phục vụ", en="Serves")
_ALIASES: Final = Text(vi="Nhãn cũ vẫn nhận", en="Older labels accepted")
_COMPUTED: Final = Text(vi="Tính từ", en="Computed from")


def entries(form: Form, words: Words) -> tuple[Entry, ...]:
    return tuple(Entry(row.code, row.id, row.title.of(words.language), _facts(row, words)) for row in form.rows)


def computed(form: Form, words: Words) -> tuple[Entry, ...]:
    """The rows that the sheet computes, with the expressions in words.

    Constants are left out, and so are targets, which `targets` describes.
    """
    goals = {target.id for target in words.catalogue.targets}
    return tuple(
        Entry(row.code, row.id, row.title.of(words.language), facts)
        for row in form.rows
        if row.id not in goals and (facts := tuple(_expressions(row, form, words)))
    )


def _facts(row: Row, words: Words) -> tuple[Fact, ...]:
    language = words.language
    only = [words.period_kind(kind) for kind in row.periods if set(row.periods) != set(PeriodKind)]
    told = (
        (_UNIT, row.unit.of(language)),
        (_COLUMNS, f"{row.columns} ({kind_word(row.kind, language)})" if row.kind else row.columns),
        (_LEVELS, ", ".join(map(words.level, row.levels))),
        (_REQUIRED, REQUIRED[row.required].word.of(language)),
        (_PERIODS, ", ".join([*only, *([words.scope(row.scope)] if row.scope else [])])),
        (_NATURE, NATURES[row.nature].word.of(language)),
        (_ROLL_UP, ROLL_UPS[row.roll_up].word.of(language)),
        (_CORE, _YES.of(language) if row.core else ""),
        (_SERVES, ", ".join(row.serves)),
        (_ALIASES, "; ".join(row.aliases)),
    )
    return tuple(Fact(head.of(language), text) for head, text in told)


def _expressions(row: Row, form: Form, words: Words) -> Iterator[Fact]:
    if row.computed:
        said = describe(parse(row.computed), lambda name: words.label(form, name.column, ""), language=words.language)
        yield Fact(_COMPUTED.of(words.language), said)
    for column, text in row.cells.items():
        expression = parse(text)
        title = column_named(form, column)
        if expression.names and title:
            yield Fact(title.title.of(words.language), in_words(expression, form, words))
