"""Vietnamese before Unicode: each module is one encoding of the old fonts, found by walking this package.

A text typed with such a font holds Latin letters that only the font draws as Vietnamese ones. To add an encoding,
add a module with a frozen `ENCODING`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, Protocol

from sheetcheck.discovery import gather, modules


class Encoding(Protocol):
    """How one family of fonts writes Vietnamese."""

    @property
    def name(self) -> str: ...

    @property
    def fonts(self) -> re.Pattern[str]:
        """Matches the whole name of a font of the family."""
        ...

    @property
    def alphabet(self) -> frozenset[str]:
        """The characters beyond ASCII that it gives a meaning to."""
        ...

    def decode(self, text: str, font: str = "") -> str:
        """In Unicode, what the font shows; a text that is none of this encoding gives nonsense."""
        ...

    def encode(self, text: str) -> str:
        """What somebody has in the cell who types the text with a font of the family."""
        ...


ENCODINGS: Final[Mapping[str, Encoding]] = gather(
    (module.__name__, module.ENCODING.name, module.ENCODING) for module in modules(__name__, __path__)
)


def encoding_of(font: str) -> Encoding | None:
    """The encoding that a font belongs to, by its name; none for all fonts of today."""
    return next((one for one in ENCODINGS.values() if one.fonts.fullmatch(font)), None)
