"""Where a definition stands in its file, and where in it each word of its texts does: for the author's eye."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

_ESCAPED: Final = {"x": 4, "u": 6, "U": 10}
"""How long an escape in double quotes is; all others have two characters."""


_NO_LOOP: Final[Mapping[str, Sequence[str]]] = {}


class Script(NamedTuple):
    """A text as it was read, and as it stands in the file from (line, column) on: folded, quoted, escaped."""

    text: str
    line: int
    column: int
    source: str

    @property
    def last_line(self) -> int:
        return self.line + self.source.rstrip().count("\n")

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column in the file of a character of the text."""
        place = self._offset(offset)
        before = self.source[:place]
        line = before.count("\n")
        return self.line + line, (place - before.rfind("\n")) if line else self.column + place

    def _offset(self, offset: int) -> int:
        """The text and its source have the same letters in the same order; only blanks and escapes differ."""
        source, style = self.source, self.source[:1] if self.source != self.text else ""
        if not style:
            return offset
        place = source.find("\n") + 1 if style in "|>" else 1 if style in "'\"" else 0
        found = place
        for letter in self.text[: offset + 1]:
            if letter.isspace() and source[place : place + 1] != "\\":
                found = place
                continue
            while source[place : place + 1].isspace() or (style == '"' and source[place : place + 2] == "\\\n"):
                place += 1 if source[place] != "\\" else 2
            found = place
            place += self._length(source[place : place + 2], style)
        return min(found, len(source))

    @staticmethod
    def _length(piece: str, style: str) -> int:
        """Of one letter in the file."""
        if style == '"' and piece[:1] == "\\":
            return _ESCAPED.get(piece[1:], 2)
        return 2 if style == "'" and piece == "''" else 1


class Place(NamedTuple):
    """File, line and column (0: not known), the places of its keys or members, and its text where it is one.

    `loop` has the values of the loop variables that its texts may have: `[c]` in the file, `female` in what is read.
    Two places are the same when they stand at the same spot.
    """

    file: str
    line: int
    column: int = 0
    keys: tuple[tuple[str, Place], ...] = ()
    script: Script | None = None
    loop: Mapping[str, Sequence[str]] = _NO_LOOP

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Place) and self[:3] == other[:3]

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self[:3])

    def of(self, key: str) -> Place:
        """The place of one key; where that is not written, the definition's own."""
        found = next((place for name, place in self.keys if name == key), None)
        if found is None:
            return Place(self.file, self.line, self.column)
        return found._replace(loop=self.loop) if self.loop else found

    @property
    def scripts(self) -> Iterator[Script]:
        """The texts that stand here, in order."""
        if self.script is not None:
            yield self.script
        for _, inner in self.keys:
            yield from inner.scripts

    @property
    def lines(self) -> Iterator[int]:
        """Every line that has something of it."""
        last = self.script.last_line if self.script is not None else self.line
        yield from range(self.line, last + 1)
        for _, inner in self.keys:
            yield from inner.lines

    def spot(self, *words: str) -> Place:
        """Where the first of these words that stands in a text here does; this place where none does."""
        for word in filter(None, words):
            pattern = re.compile(rf"(?<![\w.\]]){_as_written(word, self.loop)}(?![\w\[])")
            for script in self.scripts:
                if found := pattern.search(script.text):
                    return Place(self.file, *script.at(found.start()))
        return self

    def last(self, word: str) -> Place:
        """Where a word stands for the last time: the second time, where it stands twice."""
        pattern = re.compile(rf"(?<![\w.\]]){re.escape(word)}(?![\w\[])")
        found = [script.at(one.start()) for script in self.scripts for one in pattern.finditer(script.text)]
        return Place(self.file, *found[-1]) if word and found else self

    def after(self, sign: str, word: str) -> Place:
        """Where a word stands that follows a sign; else where the first sign does that is followed by what is none."""
        for follows in (re.escape(word), r"[(\d]", ""):
            pattern = re.compile(rf"{re.escape(sign)}\s*{follows}")
            for script in self.scripts:
                if found := pattern.search(script.text):
                    return Place(self.file, *script.at(found.start()))
        return self

    @property
    def value(self) -> Place:
        """Where its text begins."""
        return self if self.script is None else Place(self.file, *self.script.at(0))

    def within(self, text: str, offset: int) -> Place:
        """Where a character of a text stands that is one of those here, perhaps with its loop variables filled in."""
        for script in self.scripts:
            found = _before_turns(script.text, text, offset, self.loop)
            if found is not None:
                return Place(self.file, *script.at(found))
        return self


def _as_written(word: str, loop: Mapping[str, Sequence[str]]) -> str:
    """A pattern for a word some parts of which a loop may have put in."""
    turns = {value: f"[{variable}]" for variable, values in loop.items() for value in values if value}
    if not turns:
        return re.escape(word)
    longest = sorted(map(re.escape, turns), key=len, reverse=True)
    pieces = re.split(f"({'|'.join(longest)})", word)
    return "".join(
        f"(?:{re.escape(one)}|{re.escape(turns[one])})" if one in turns else re.escape(one) for one in pieces
    )


def _before_turns(written: str, text: str, offset: int, loop: Mapping[str, Sequence[str]]) -> int | None:
    """The offset in what was written of one in the text that a turn of the loop made of it; None if it did not."""
    if not loop:
        return offset if written == text else None
    variables = "|".join(re.escape(f"[{variable}]") for variable in loop)
    pieces = re.split(f"({variables})", written)
    made = re.fullmatch("".join(f"({_piece(one, loop)})" for one in pieces), text, re.DOTALL)
    if made is None:
        return None
    start = 0
    for number, piece in enumerate(pieces, 1):
        if offset < made.end(number) or number == len(pieces):
            is_turn = number % 2 == 0
            return start if is_turn else start + offset - made.start(number)
        start += len(piece)
    return None


def _piece(one: str, loop: Mapping[str, Sequence[str]]) -> str:
    values = loop.get(one[1:-1]) if one.startswith("[") else None
    return "|".join(map(re.escape, values)) if values else re.escape(one)
