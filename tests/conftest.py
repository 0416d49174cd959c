"""What every test may ask for."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from sheetcheck.catalogue import Catalogue, bundled, load_catalogue
from sheetcheck.expression import solver
from sheetcheck.testing.golden import update_shelf
from sheetcheck.units import Register, load_register

# A machine that judges a change must judge it the same twice; people draw new examples every time.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write templates_xlsx anew before the tests")


def pytest_sessionstart(session: pytest.Session) -> None:
    if session.config.getoption("--update-golden"):
        update_shelf(load_catalogue(), Path(str(bundled("templates_xlsx"))))


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="session")
def register() -> Register:
    return load_register(bundled("schemas") / "units")


@pytest.fixture
def without_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests of the command line that are not about reasoning over rules: it takes seconds."""
    monkeypatch.setattr(solver, "find_spec", lambda _: None)
