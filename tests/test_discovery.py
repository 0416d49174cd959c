"""Open sets: a file in a folder is a member, and a name taken twice is refused."""

from __future__ import annotations

import pytest

from sheetcheck.discovery import gather, modules
from sheetcheck.errors import SheetcheckError
from sheetcheck.kinds import KINDS
from sheetcheck.readers import READERS
from sheetcheck.reporters import REPORTERS


def test_a_name_taken_twice_is_refused() -> None:
    with pytest.raises(SheetcheckError, match="'text' is declared twice, the second time in b"):
        gather([("a", "text", 1), ("b", "text", 2)])


def test_the_same_member_again_is_no_second_one() -> None:
    assert gather([("a", "text", 1), ("b", "text", 1)]) == {"text": 1}


def test_modules_with_an_underscore_are_not_members() -> None:
    import sheetcheck.kinds

    names = {module.__name__.rpartition(".")[2] for module in modules("sheetcheck.kinds", sheetcheck.kinds.__path__)}
    assert names == set(KINDS)


def test_the_sets_that_ship() -> None:
    assert (set(READERS), set(REPORTERS)) == ({"ods", "xls", "xlsb", "xlsx", "xml2003"}, {"json", "text"})
