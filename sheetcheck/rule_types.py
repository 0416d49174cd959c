"""The named types of rules as an author reads of them: a table of all, a page on one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from sheetcheck.rule_type import Example, Given, RuleType, written
from sheetcheck.rules import EXPECTED, TYPES
from sheetcheck.text import LANGUAGES, Language, Text

_HEADS: Final = (Text(vi="Loại", en="Type"), Text(vi="Phải đúng", en="What must hold"), Text(vi="Ví dụ", en="Example"))
_PARAMETERS: Final = Text(vi="Tham số (* bắt buộc)", en="Parameters (* must be given)")
_EXAMPLES: Final = Text(vi="Ví dụ", en="Examples")
_STANDS_FOR: Final = Text(vi="là biểu thức", en="stands for")
_SOME_OF: Final = Text(vi="cần ít nhất một trong: {names}", en="at least one of: {names}")
_VERDICTS: Final = {
    True: Text(vi="đúng", en="holds"),
    False: Text(vi="sai", en="broken"),
    None: Text(vi="chưa kết luận", en="undecided"),
}
_RECORDS: Final = Text(vi="các dòng {records}", en="records {records}")
_NO_RECORDS: Final = Text(vi="không đọc được danh mục", en="the list could not be read")
_UNITS: Final = Text(vi="{count} đơn vị, số cuối {last}", en="{count} units, the last {last}")
_BLANK: Final = Text(vi="trống", en="blank")


Records = Sequence[Mapping[str, float | str | None]]


def table(language: Language) -> str:
    """A line for each type, in Markdown."""
    rows = ([f"`{one.name}`", one.means.of(language), _example(one)] for one in TYPES.values())
    return _markdown([[head.of(language) for head in _HEADS], *rows])


def both() -> str:
    """The table in both languages at once, for the guide."""
    rows = ([_example(one), " / ".join(map(one.means.of, LANGUAGES))] for one in TYPES.values())
    return _markdown([["viết / written", "nghĩa / meaning"], *rows])


def _example(one: RuleType) -> str:
    return f"`{written(one.name, one.examples[0].given)}`"


def _markdown(rows: Sequence[Sequence[str]]) -> str:
    """A table; its first row has the heads."""
    heads, *others = rows
    return "\n".join(f"| {' | '.join(row)} |" for row in (heads, ["---"] * len(heads), *others))


def page(name: str, language: Language) -> str:
    """All about one type."""
    one = TYPES[name]
    return "\n".join(_lines(one, language))


def _lines(one: RuleType, language: Language) -> Iterator[str]:
    yield f"{one.name}: {one.means.of(language)}"
    yield f"  {one.about.of(language)}"
    yield f"  {_PARAMETERS.of(language)}:"
    for name, said in one.parameters.items():
        mark = "*" if said.required else ""
        yield f"    {name}{mark}: {said.means.of(language)} ({EXPECTED[said.shape].of(language)})"
    if one.some_of:
        yield f"    {_SOME_OF.fill(language, {'names': ', '.join(one.some_of)})}"
    yield f"  {_EXAMPLES.of(language)}:"
    for given, examples in groupby(one.examples, key=lambda example: example.given):
        made = one.expand(Given(given))
        yield f"    {written(one.name, given)}"
        yield f"      {_STANDS_FOR.of(language)}: {made.check}"
        for example in examples:
            yield f"      {_figures(example, language)} → {_VERDICTS[example.verdict].of(language)}"


def _figures(example: Example, language: Language) -> str:
    def said(value: object) -> str:
        return _BLANK.of(language) if value is None else f"{value:g}" if isinstance(value, float) else str(value)

    if example.units:
        return _UNITS.fill(language, {"count": len(example.units), "last": said(example.units[-1])})
    figures = "; ".join(f"{name} = {said(value)}" for name, value in example.figures.items())
    if example.lists is not None:
        return f"{figures}; {_among(example.lists, language, said)}"
    if figures:
        return figures
    return _NO_RECORDS.of(language) if example.records is None else _listed(example.records, language, said)


def _among(lists: Mapping[str, Records], language: Language, said: Callable[[object], str]) -> str:
    shown = "; ".join(f"{form}: {_listed(records, language, said)}" for form, records in lists.items())
    return shown or _NO_RECORDS.of(language)


def _listed(records: Records, language: Language, said: Callable[[object], str]) -> str:
    shown = (", ".join(f"{name} {said(value)}" for name, value in record.items()) for record in records)
    return _RECORDS.fill(language, {"records": "; ".join(f"({one})" for one in shown) or "—"})
