"""One form for the terminal: what its columns, rows, targets and rules are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from sheetcheck.form import Form
from sheetcheck.reference import columns, forms, rows, rules, targets
from sheetcheck.reference.entry import Entry
from sheetcheck.text import Text
from sheetcheck.words import Words

_NOTE: Final = Text(vi="Ghi chú in trên biểu", en="Note on the sheet")
_SET: Final = Text(vi="Bộ cột {name}", en="Column set {name}")
_FIELDS: Final = Text(vi="Các cột", en="Columns")
_ROWS: Final = Text(vi="Chỉ tiêu", en="Rows")
_COMPUTED: Final = Text(vi="Ô tự tính", en="Computed cells")
_TARGETS: Final = Text(vi="Chỉ tiêu của Chiến lược", en="Targets of the strategy")
_RULES: Final = Text(vi="Quy tắc riêng của biểu", en="Rules of this form")
_GENERIC: Final = Text(
    vi="cùng các quy tắc chung của mọi biểu chỉ tiêu: {codes} (xem từng mã: sheetcheck explain {first})",
    en="and the rules of every matrix form: {codes} (each: sheetcheck explain {first})",
)


def listing(form: Form, words: Words) -> Iterator[str]:
    """The lines of a page on one form."""
    language = words.language
    head = forms.entry(form, words)
    yield f"{form.number}  {form.id}  {head.title}"
    yield from _facts(head, "    ")
    if form.note:
        yield f"    {_NOTE.of(language)}: {form.note.of(language)}"
    for name, members in form.sets.items():
        yield from _part(_SET.fill(language, {"name": name}), columns.entries(members, form, words))
    yield from _part(_FIELDS.of(language), columns.entries(form.fields, form, words))
    goals = targets.of_form(form, words)
    yield from _part(_TARGETS.of(language), goals, each_fact=True)
    if not goals:  # the rows of a scoreboard are its targets
        yield from _part(_ROWS.of(language), rows.entries(form, words), form.id)
        yield from _part(_COMPUTED.of(language), rows.computed(form, words), each_fact=True)
    yield from _part(_RULES.of(language), rules.of_form(form, words), each_fact=True)
    shared = [rule.code for rule in form.rules if rule in words.catalogue.generic]
    if shared:
        yield f"  {_GENERIC.fill(language, {'codes': ', '.join(shared), 'first': shared[0]})}"


def _part(title: str, entries: Iterable[Entry], form: str = "", *, each_fact: bool = False) -> Iterator[str]:
    entries = tuple(entries)
    if not entries:
        return
    yield ""
    yield title
    for entry in entries:
        name = f"{form}.{entry.id}" if form else entry.id
        yield "  " + "  ".join(filter(None, (entry.code, name, entry.title)))
        if each_fact:
            yield from _facts(entry, "      ")
        elif said := " · ".join(f"{head}: {text}" for head, text in entry.facts if text):
            yield f"      {said}"


def _facts(entry: Entry, indent: str) -> Iterator[str]:
    yield from (f"{indent}{head}: {text}" for head, text in entry.facts if text)
