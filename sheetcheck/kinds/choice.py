"""One of a list: its label in either language, or its id; the value is the id."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from sheetcheck.codes.entry import CHOICE_NEAR, NOT_A_CHOICE
from sheetcheck.form import Column
from sheetcheck.grid import Cell
from sheetcheck.kinds import MISSING, Kind, Read
from sheetcheck.kinds._prompt import prompt
from sheetcheck.kinds._typed import DASHES, fold, read_symbol, refuse, tidy
from sheetcheck.text import Language, Text

_TITLE = Text("Chọn trong danh sách", "Choose from the list")
_MESSAGE = Text("Bấm mũi tên bên phải ô và chọn một mục", "Click the arrow beside the cell and choose an item")
_LONGEST: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    name: str = "choice"
    numeric: bool = False
    range: None = None
    number_format: str = "@"

    def read(self, raw: Cell, column: Column) -> Read:
        if raw is None or raw == "":
            return MISSING
        if isinstance(raw, float) and raw.is_integer() and abs(raw) < 1e15:
            raw = str(int(raw))
        if not isinstance(raw, str) or len(raw) > _LONGEST:
            return refuse(NOT_A_CHOICE, raw)
        return _exactly(raw, column) or _by_words(raw, column)

    def validation(self, column: Column, language: Language) -> Mapping[str, object]:
        return {"validate": "list", **prompt(language, _TITLE, _MESSAGE)}


def _exactly(raw: str, column: Column) -> Read | None:
    if raw in column.choices:
        return Read(raw)
    for name, label in column.choices.items():
        if raw in (label.vi, label.en):
            return Read(name)
    return None


def _by_words(raw: str, column: Column) -> Read:
    words = fold(raw)
    for name, label in column.choices.items():
        if words in (fold(name), fold(label.vi), fold(label.en)):
            return Read(name)
    text = tidy(raw)
    if text in DASHES:
        return MISSING
    return read_symbol(raw, text) or _refuse_near(raw, words, column)


def _refuse_near(raw: str, words: str, column: Column) -> Read:
    """Refused, with the labels that come nearest: in the language in which they do."""
    labels = {_bare(label): (name, label) for name, label in _labels(column)}
    near = difflib.get_close_matches(_bare(words), labels, n=3, cutoff=0.7)
    if not near:
        return refuse(NOT_A_CHOICE, raw)
    nearest = [labels[key] for key in near]
    ids = list(dict.fromkeys(name for name, _ in nearest))
    return refuse(CHOICE_NEAR, raw, nearest=[label for _, label in nearest], ids=ids)


def _labels(column: Column) -> Iterator[tuple[str, str]]:
    for name, label in column.choices.items():
        yield name, label.vi
        yield name, label.en


def _bare(text: str) -> str:
    """Without accents, as many type in haste: `tap huan`."""
    letters = unicodedata.normalize("NFD", fold(text).replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


KIND: Final[Kind] = Choice()
