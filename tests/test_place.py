"""Where in a file a word of a text stands, however the text is folded, quoted or escaped."""

from __future__ import annotations

import pytest

from sheetcheck.document import read_document
from sheetcheck.place import Place


@pytest.mark.parametrize(
    ("written", "word", "at"),
    [
        ('check: "total <= femal"', "femal", (1, 18)),
        ("check: total <= femal", "femal", (1, 17)),
        ("check: 'a = ''x'' or femal > 1'", "femal", (1, 22)),
        ('check: "a = \\"x\\" or femal > 1"', "femal", (1, 22)),
        ("check: \"a = '\\u1ea5\\x41' or femal > 1\"", "femal", (1, 29)),
        ("check: >-\n  total >= 1\n  and femal\n", "femal", (3, 7)),
        ("check: |\n  total >= 1\n\n  and femal\n", "femal", (4, 7)),
        ("check: > # folded\n\n    total >= 1\n\n    and femal\n", "femal", (5, 9)),
        ('check: "total >= 1\n  and\n  femal"', "femal", (3, 3)),
        ('check: "total >= 1 \\\n  and femal"', "femal", (2, 7)),
        ("check: total\n  <= femal\n", "femal", (2, 6)),
        ("sum_of: {whole: total, parts: [young, femal]}", "femal", (1, 39)),
        ("sum_of:\n  parts:\n  - young\n  - femal\n", "femal", (4, 5)),
        ('check: "ngày <= femal"', "femal", (1, 17)),
        ('check: "femal.x <= femal_y and femal > 1"', "femal", (1, 9)),
        ('check: "afemal or femal > 1"', "femal", (1, 19)),
        ('check: "total > 1"', "femal", (1, 1)),
    ],
)
def test_a_word_is_found_where_it_stands(written: str, word: str, at: tuple[int, int]) -> None:
    document, found = read_document(written, "f")
    key = written.partition(":")[0]
    assert not found
    assert document.place.of(key).spot(word) == Place("f", *at)


@pytest.mark.parametrize(
    ("written", "word", "at"),
    [
        ('check: "staff.[c] <= heads.[c]"', "heads.female", 22),
        ('check: "staff.[c] <= heads.total"', "heads.total", 22),
        ('check: "[r].[c] <= 1"', "staff.total", 9),
        ('check: "[r]_x.total <= 1"', "staff_x.total", 9),
    ],
)
def test_a_name_that_a_loop_made_is_found_where_it_was_written(written: str, word: str, at: int) -> None:
    document, _ = read_document(written, "f")
    place = document.place.of("check")._replace(loop={"c": ("total", "female"), "r": ("staff", "heads")})
    assert place.spot(word) == Place("f", 1, at)


@pytest.mark.parametrize(
    ("text", "offset", "at"),
    [("staff.total + young.total >", 14, 21), ("staff.female + young.female >", 15, 21), ("staff.female + young.female >", 28, 31),
     ("staff.total + young.total >", 7, 15), ("something else", 3, 1)],
)  # fmt: skip
def test_a_character_is_found_where_it_was_written(text: str, offset: int, at: int) -> None:
    document, _ = read_document("check: 'staff.[c] + young.[c] >'", "f")
    place = document.place.of("check")._replace(loop={"c": ("total", "female")})
    assert place.within(text, offset) == Place("f", 1, at)
