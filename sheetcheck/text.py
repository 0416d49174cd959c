"""One sentence in every language we speak, and how each language writes a number."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

Language = Literal["vi", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("vi", "en")

_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class Text:
    """The same sentence in Vietnamese and in English; `{name}` stands for a parameter."""

    vi: str
    en: str

    def of(self, language: Language) -> str:
        return self.vi if language == "vi" else self.en

    def fill(self, language: Language, params: Mapping[str, object]) -> str:
        """The sentence with its parameters written the way the language writes them.

        `{count|unit|units}` is the word that goes with the number: the first for 1. A parameter that is not given
        stays visible as `{name}`: a gap is better than a lie.
        """

        def written(match: re.Match[str]) -> str:
            name, *words = match.group(1).split("|")
            if words:
                return numbered(words, params.get(name))
            return write(params[name], language) if name in params else match.group(0)

        return _PLACEHOLDER.sub(written, self.of(language))

    def placeholders(self, language: Language) -> frozenset[str]:
        return frozenset(name.partition("|")[0] for name in _PLACEHOLDER.findall(self.of(language)))


def numbered(words: Sequence[str], number: object) -> str:
    """The word that goes with a number: the first of two for 1."""
    return words[0] if number == 1 else words[-1]


def plain(text: str) -> str:
    """A text as it is compared and counted: every run of white space is one space, and none is at the ends."""
    return " ".join(text.split())


def write(value: object, language: Language) -> str:
    """A value as the reader of that language writes it: 1.500 and 3,37 in Vietnamese."""
    if isinstance(value, Text):
        return value.of(language)
    if isinstance(value, bool) or value is None:
        return {True: "1", False: "0", None: "…"}[value]
    if isinstance(value, int | float):
        return write_number(float(value), language)
    if isinstance(value, list | tuple):
        return ", ".join(write(item, language) for item in value)
    return str(value)


def write_number(value: float, language: Language, *, decimals: int = 6, grouped: bool = True) -> str:
    """Up to `decimals` decimals, trailing zeros dropped, thousands separated unless it is to be typed."""
    if value != value or value in (float("inf"), float("-inf")):
        return str(value)
    comma = "," if grouped else ""
    shown = round(value, decimals) + 0.0  # -0.0 becomes 0.0
    if shown == 0 and value != 0 and decimals >= 6:
        english = f"{Decimal(repr(value)):f}"  # a nought would be a lie
    elif shown == int(shown):
        english = f"{shown:{comma}.0f}"
    else:
        english = f"{shown:{comma}.{decimals}f}".rstrip("0")
    if language == "en":
        return english
    return english.translate(str.maketrans(",.", ".,"))
