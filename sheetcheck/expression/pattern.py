"""Patterns of texts: which texts have one, and where one cannot be read.

One engine decides, that of the tables: what a rule says of a table it says of a single cell too, and its time grows
with the text and no faster, whatever somebody typed. It comes with polars, which takes 0.2 s to import: what every
engine reads alike is admitted without it, so that commands that judge no text start as fast as before.
"""

from __future__ import annotations

import re
import warnings
from functools import lru_cache
from typing import Final

_SIMPLE: Final = re.compile(
    r"(?:"
    r"[\w /:;,!%'\"=<>@&-]"  # letters and signs that stand for themselves
    r"|[.^$|)]|\((?:\?:|(?!\?))"
    r"|[*+?](?![*+?{])|\{[0-9]{1,3}(?:,[0-9]{0,3})?\}(?![*+?{])"
    r"|\\[dDwWsSb.^$|()*+?{}\[\]\\/-]"
    r"|\[\^?(?:[\w /.,:;()+*?|%]|-(?!-)|&(?!&)|\\[dws.\\-])+\]"
    r")*",
)


@lru_cache(maxsize=256)
def fits(pattern: str, text: str) -> bool:
    """Whether the pattern is somewhere in the text."""
    from sheetcheck.expression.polars import fits as found

    return found(pattern, text)


@lru_cache(maxsize=1024)
def wrong_from(pattern: str) -> str | None:
    """The part of a pattern from which it cannot be read; None where it can."""
    if is_plain(pattern):
        return None
    from sheetcheck.expression.polars import misread

    return misread(pattern)


def is_plain(pattern: str) -> bool:
    """Whether every engine reads it alike; Python's own reader warns of what others read otherwise."""
    if not _SIMPLE.fullmatch(pattern):
        return False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            re.compile(pattern)
    except (re.error, Warning, OverflowError):
        return False
    return True
