"""How alike two labels are when they are not the same: abbreviations, punctuation and slips of the pen aside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from sheetcheck.label import normal

SURE = 100
_LEAST = 80
"""Percent: below it nobody would take one label for the other."""
_AHEAD = 10
"""By so much the best must be better than any other, or else it is a matter of luck."""
_SHORT = 6
"""Shorter labels differ in too few letters: nam is one letter from năm."""

# As offices abbreviate them; of the women's committee three spellings are about.
_ABBREVIATIONS = tuple(
    (re.compile(pattern), short)
    for pattern, short in (
        (r"\bvst(?:b|bc|nc)pn\b|vì sự tiến bộ (?:của )?phụ nữ", "vstbpn"),
        (r"\blđ\W*tb\W*xh\b(?:\W+dt\b)?|lao động\W+thương binh và xã hội", "lđtbxh"),
        (r"phòng,? chống bạo lực gia đình", "pcblgđ"),
        (r"bạo lực (?:trên cơ sở )?giới", "blg"),
        (r"dân tộc thiểu số", "dtts"),
        (r"hội đồng nhân dân", "hđnd"),
        (r"[uủ][yỷiỉ] ban nhân dân", "ubnd"),
        (r"trung học cơ sở", "thcs"),
        (r"mặt trận tổ quốc", "mttq"),
        (r"liên hiệp phụ nữ", "lhpn"),
    )
)
_BETWEEN = re.compile(r"(?<=\d)(?=[^\W\d_])|[\W_]+")


class Match(NamedTuple):
    """The one of several labels that a text stands for, and how sure that is, in percent."""

    key: int
    confidence: int


@lru_cache(maxsize=4096)
def loose(text: str) -> str:
    """`LĐ-TB&XH: 01lớp` and `LĐTBXH 01 lớp` are the same."""
    plain = normal(text)
    for pattern, short in _ABBREVIATIONS:
        plain = pattern.sub(short, plain)
    return _BETWEEN.sub(" ", plain).strip()


def match(text: str, known: Mapping[int, Iterable[str]]) -> Match | None:
    """Which label a text is, by the ways in which each may be written; None when it is none of them for sure."""
    plain = loose(text)
    if not plain:
        return None
    same = [key for key, ways in known.items() if plain in map(loose, ways)]
    if same:
        return Match(same[0], SURE) if len(same) == 1 else None
    if len(plain) < _SHORT:
        return None
    from sheetcheck.nearest import likeness  # only a sheet that was damaged pays for it

    ranked = sorted(
        ((max(likeness(plain, loose(way)) for way in ways), -key) for key, ways in known.items()), reverse=True
    )
    best, key = ranked[0]
    if best < _LEAST or (len(ranked) > 1 and best - ranked[1][0] < _AHEAD):
        return None
    return Match(-key, min(99, int(best)))
