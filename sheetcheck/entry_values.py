"""The values of an entry by key: the vocabulary has let only those of the right shape pass."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TypeVar

from sheetcheck.codes import definition as D
from sheetcheck.document import Entry, mistake
from sheetcheck.finding import Finding
from sheetcheck.form import Place, Scope
from sheetcheck.nearest import nearest
from sheetcheck.period import PeriodKind, label_of
from sheetcheck.shapes import admitted
from sheetcheck.text import LANGUAGES, Text
from sheetcheck.vocabulary import EXPECTED, Shape, Vocabulary
from sheetcheck.vocabulary.form import FORM
from sheetcheck.vocabulary.rule import RULE

Choice = TypeVar("Choice", bound=StrEnum)


class EntryValues:
    """Reads values; `found` grows with each mistake and a harmless value stands in for the bad one.

    `unsound` says which definitions have such values: what follows from these is nobody's mistake.
    """

    def __init__(self, found: list[Finding]) -> None:
        self.found = found
        self.unsound: set[Place] = set()

    def _admit(self, entry: Entry, vocabulary: Vocabulary) -> Entry:
        """A form is unsound where its rows or columns are, whatever is wrong with the rest of it."""
        entry, found = admitted(entry, vocabulary)
        self.found += found
        if vocabulary is not FORM and any(vocabulary is RULE or one.code != D.MISSING_LANGUAGE.code for one in found):
            self.unsound.add(entry.place)
        return entry

    def _string(self, entry: Entry, key: str) -> str:
        return str(entry.fields[key].value) if key in entry.fields else ""

    def _strings(self, entry: Entry, key: str) -> tuple[str, ...]:
        item = entry.fields.get(key)
        if item is None:
            return ()
        listed = item.items if isinstance(item.value, tuple) else (item,)
        return tuple(str(int(one.value)) if isinstance(one.value, float) else str(one.value) for one in listed)

    def _names(self, entry: Entry, key: str, known: Mapping[str, object]) -> tuple[str, ...]:
        """Names of things defined elsewhere; those that are not are said and left out.

        Where nothing is defined at all, that was said once and is not said of each name.
        """
        names = self._strings(entry, key)
        for name in names:
            if known and name not in known and "," in name:
                expected = EXPECTED[Shape.WORDS]
                self.found.append(mistake(D.WRONG_VALUE, entry.place.of(key), key=key, found=name, expected=expected))
            elif known and name not in known:
                near = ", ".join(nearest(name, known)) or ", ".join(known)
                self.found.append(mistake(D.UNKNOWN_NAME, entry.place.of(key), name=name, nearest=near))
        return tuple(name for name in names if name in known)

    def _list(self, entry: Entry, key: str) -> tuple[Entry, ...]:
        return entry.fields[key].items if key in entry.fields else ()

    def _flag(self, entry: Entry, key: str) -> bool:
        return key in entry.fields and entry.fields[key].value is True

    def _number(self, entry: Entry, key: str) -> float | None:
        value = entry.fields[key].value if key in entry.fields else None
        return value if isinstance(value, float) else None

    def _choice(self, entry: Entry, key: str, choices: type[Choice], default: Choice) -> Choice:
        return choices(self._string(entry, key) or default.value)

    def _scope(self, entry: Entry) -> Scope | None:
        return Scope(self._string(entry, "scope")) if "scope" in entry.fields else None

    def _periods(
        self, entry: Entry, key: str, default: tuple[PeriodKind, ...] = tuple(PeriodKind)
    ) -> tuple[PeriodKind, ...]:
        return tuple(map(PeriodKind, self._strings(entry, key))) if key in entry.fields else default

    def _period(self, entry: Entry, key: str) -> str:
        return label_of(entry.fields[key].value) or "" if key in entry.fields else ""

    def _text(self, entry: Entry, key: str) -> Text:
        return text_of(entry.fields[key]) if key in entry.fields else Text("", "")

    def _unique(self, ids: Iterable[tuple[str, Place]]) -> None:
        seen: dict[str, Place] = {}
        for name, place in ids:
            first = seen.setdefault(name, place)
            if name and first is not place:
                self.found.append(mistake(D.DUPLICATE_ID, place, id=name, other=f"{first.file}:{first.line}"))


def text_of(item: Entry) -> Text:
    said = (item.fields.get(language) for language in LANGUAGES)
    return Text(*(one.value if one and isinstance(one.value, str) else "" for one in said))
