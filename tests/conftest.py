"""What every test may ask for."""

import gc
import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from few import FEW
from hypothesis import settings

from sheetcheck.catalogue import Catalogue, bundled, load_catalogue
from sheetcheck.document import read_document
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


def pytest_collection_finish() -> None:
    """What was collected lives to the end: the collector of garbage need not walk over it after every few tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000)  # as the command line does


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="session")
def register() -> Register:
    return load_register()


@pytest.fixture(scope="session", autouse=True)
def documents() -> Iterator[None]:
    """Texts of a catalogue are parsed once: many tests change one file of it and read the other sixteen as they were."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sheetcheck.catalogue.read_document", lru_cache(maxsize=64)(read_document))
        yield


@pytest.fixture(scope="session")
def few_definitions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The catalogue that ships with few of its forms, as an office of its own might have it."""
    folder, shipped = tmp_path_factory.mktemp("few"), Path(str(bundled("schemas")))
    (folder / "forms").mkdir()
    for name in ("columns.yaml", "rules.yaml", *(f"forms/bdg_{number}.yaml" for number in FEW)):
        (folder / name).write_bytes((shipped / name).read_bytes())
    return folder


@pytest.fixture(scope="session")
def few_forms(few_definitions: Path) -> Catalogue:
    return load_catalogue(few_definitions)


@pytest.fixture
def commands_with_few_forms(few_definitions: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHEETCHECK_SCHEMAS", str(few_definitions))


@pytest.fixture
def without_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests of the command line that are not about reasoning over rules: it takes seconds."""
    monkeypatch.setattr(solver, "find_spec", lambda _: None)
