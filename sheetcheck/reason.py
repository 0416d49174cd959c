"""What counts as a reason: something that tells the reader more than that somebody typed there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sheetcheck.label import normal

LETTERS: Final = 5
DIFFERENT: Final = 3
ALIKE: Final = 5
"""Rows of a return with one and the same note: more of them were filled down, not thought about."""

_SAYS_NOTHING: Final = frozenset(
    normal(phrase)
    for phrase in (
        "không có", "không rõ", "không biết", "chưa rõ", "chưa có", "ghi chú", "lý do", "lí do", "như trên", "như dưới",
        "tương tự", "đúng rồi", "chính xác", "bình thường", "không sai", "đã sửa", "đã xem", "đã kiểm tra", "số liệu",
        "số liệu đúng", "không có gì", "not known", "nothing", "correct", "checked", "as above", "see above", "notes",
        "reason", "right", "normal", "no reason", "unknown", "ditto",
    )
)  # fmt: skip


def is_reason(text: str) -> bool:
    """Five letters, three of them different, and no phrase that says nothing: `x`, `-`, `12` and `ok` are none."""
    said = normal(text)
    letters = [letter for letter in said if letter.isalpha()]
    bare = said.strip(" .,;:!?-–…()\"'")
    return len(letters) >= LETTERS and len(set(letters)) >= DIFFERENT and bare not in _SAYS_NOTHING


def filled_down(notes: Iterable[str]) -> frozenset[str]:
    """The notes of one return, as `normal` writes them, that stand in too many of its rows to be meant for each."""
    counts: dict[str, int] = {}
    for note in notes:
        counts[normal(note)] = counts.get(normal(note), 0) + 1
    return frozenset(note for note, count in counts.items() if count > ALIKE)
