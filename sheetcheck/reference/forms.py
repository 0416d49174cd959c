"""A form in a few facts: its printed codes, who fills it in and when, how much there is of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sheetcheck.catalogue import Catalogue
from sheetcheck.form import Form
from sheetcheck.reference.entry import Entry, Fact
from sheetcheck.rule import row_named
from sheetcheck.text import Text
from sheetcheck.words import Words

_CODES: Final = Text(vi="Ký hiệu", en="Printed codes")
_KIND: Final = Text(vi="Loại", en="Kind")
_KINDS: Final = {
    "matrix": Text(vi="biểu chỉ tiêu", en="fixed rows"),
    "list": Text(vi="danh mục, mỗi dòng một bản ghi", en="register, a record a line"),
}
_FILLED_BY: Final = Text(vi="Ai điền", en="Filled in by")
_PERIODS: Final = Text(vi="Kỳ", en="Periods")
_ON_CHANGE: Final = Text(vi="{kind} (chỉ khi có thay đổi)", en="{kind} (only after a change)")
_SIZE: Final = Text(vi="Số dòng", en="Size")
_ROWS: Final = Text(vi="{count} chỉ tiêu", en="{count} {count|row|rows}")
_RECORDS: Final = Text(
    vi="{count} cột, {records} dòng để ghi",
    en="{count} {count|column|columns}, room for {records} {records|record|records}",
)
_RULES: Final = Text(vi="Quy tắc riêng", en="Rules of its own")
_CARE: Final = Text(vi="Lưu ý", en="Take care")
_SENSITIVE: Final = Text(
    vi="số liệu nhạy cảm, không ghi tên hay chi tiết nhận ra người",
    en="sensitive: no names and nothing by which a person could be recognised",
)
_ZERO: Final = Text(
    vi="ghi 1 ở dòng {code} thì mọi ô trống của biểu được hiểu là 0",
    en="a 1 in row {code} stands for 0 in every blank cell of the form",
)


def entries(catalogue: Catalogue, words: Words) -> tuple[Entry, ...]:
    return tuple(entry(form, words) for form in catalogue.forms.values())


def entry(form: Form, words: Words) -> Entry:
    return Entry(form.number, form.id, form.title.of(words.language), tuple(_facts(form, words)))


def _facts(form: Form, words: Words) -> Iterator[Fact]:
    language = words.language
    yield Fact(_CODES.of(language), ", ".join(form.codes.values()))
    yield Fact(_KIND.of(language), _KINDS[form.kind].of(language))
    yield Fact(_FILLED_BY.of(language), ", ".join(map(words.level, form.levels)))
    yield Fact(_PERIODS.of(language), ", ".join(_periods(form, words)))
    size = _ROWS.fill(language, {"count": len(form.rows)})
    if form.kind == "list":
        size = _RECORDS.fill(language, {"count": len(form.fields), "records": form.records})
    yield Fact(_SIZE.of(language), size)
    own = {rule.code for rule in form.rules if rule not in words.catalogue.generic}
    yield Fact(_RULES.of(language), str(len(own)))
    yield Fact(_CARE.of(language), "; ".join(_care(form, words)))


def _periods(form: Form, words: Words) -> Iterator[str]:
    for kind in form.periods:
        said = words.period_kind(kind)
        yield _ON_CHANGE.fill(words.language, {"kind": said}) if kind in form.on_change else said


def _care(form: Form, words: Words) -> Iterator[str]:
    if form.sensitive:
        yield _SENSITIVE.of(words.language)
    if form.zero_row and (row := row_named(form, form.zero_row)):
        yield _ZERO.fill(words.language, {"code": row.code})
