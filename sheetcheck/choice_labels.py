"""Labels of choices as a drop-down list shows them: each means one choice, and a formula finds it again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from sheetcheck.capacity import LABEL
from sheetcheck.codes import capacity as C
from sheetcheck.codes import definition as D
from sheetcheck.document import Entry, mistake
from sheetcheck.entry_values import text_of
from sheetcheck.finding import Finding
from sheetcheck.label import normal
from sheetcheck.text import LANGUAGES, Text

_UNPICKABLE = (
    (
        re.compile(r"[*?~]"),
        Text(
            vi="dấu *, ? hoặc ~, Excel hiểu là “bất kỳ chữ nào”", en="*, ? or ~, which stand for any letters in Excel"
        ),
    ),
    (re.compile(r"[\x00-\x1f\x7f]"), Text(vi="dấu xuống dòng hoặc Tab", en="a line break or a tab")),
    (
        re.compile(r"^\s|\s$|  "),
        Text(vi="dấu cách ở đầu, ở cuối hoặc hai dấu cách liền nhau", en="a space at an end, or two together"),
    ),
)
"""What keeps a formula from finding a label, or a list from showing it on one line."""


def indistinct(choices: Mapping[str, Entry]) -> Iterator[Finding]:
    """Whoever picks or types a label, in either language, or an id must mean one choice."""
    seen: dict[str, str] = {}
    for name, item in choices.items():
        text = text_of(item)
        for label in dict.fromkeys((text.vi, text.en, name)):
            other = seen.setdefault(normal(label), name) if label else name
            if other != name:
                yield mistake(D.SAME_LABEL, item.place, label=label, one=other, other=name)
                break


def unpickable(choices: Mapping[str, Entry]) -> Iterator[Finding]:
    """A label can be shown on a line of a drop-down list, and a formula finds it again as it stands.

    Commas do no harm: the list is a range of a hidden sheet.
    """
    for item in choices.values():
        for label in dict.fromkeys(text_of(item).of(language) for language in LANGUAGES):
            if len(label) > LABEL:
                yield mistake(C.TOO_LONG, item.place, key=label[:20] + "…", length=len(label), limit=LABEL)
            if fault := next((what for pattern, what in _UNPICKABLE if pattern.search(label)), None):
                yield mistake(C.BAD_LABEL, item.place, label=label[:LABEL], what=fault)
