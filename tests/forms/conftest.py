"""What every table of a form's cases asks for."""

from collections.abc import Mapping

import pytest

from sheetcheck.testing.changes import said


@pytest.fixture(scope="module")
def found(request: pytest.FixtureRequest) -> Mapping[str, str]:
    """What is said of each of the module's CASES; they are judged as one batch."""
    table = request.module
    return said(table.CATALOGUE, table.BASES, table.CASES)
