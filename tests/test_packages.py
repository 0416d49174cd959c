"""What an installation holds: a package that is not listed is missing only where the project is not run from its folder."""

from configparser import ConfigParser
from pathlib import Path

ROOT = Path(__file__).parent.parent
DATA = {".csv", ".json", ".md", ".toml", ".typed", ".xlsx", ".yaml"}
SETUP = ConfigParser()
SETUP.read(ROOT / "setup.cfg", encoding="utf-8")


def test_every_package_is_installed() -> None:
    listed = set(SETUP["options"]["packages"].split())
    found = {".".join(path.parent.relative_to(ROOT).parts) for path in ROOT.glob("sheetcheck/**/__init__.py")}
    assert found - listed == set()


def test_every_file_of_data_is_installed() -> None:
    homes = dict(line.replace(" ", "").split("=") for line in SETUP["options"]["package_dir"].strip().splitlines())
    patterns = {name: said.replace(",", " ") for name, said in SETUP["options.package_data"].items()}
    missed = {
        str(path.relative_to(ROOT))
        for package, folder in homes.items()
        for path in (ROOT / folder).rglob("*.*")
        if path.suffix in DATA
        and not any(
            path.match(pattern)
            for pattern in patterns.get(".".join([package, *path.parent.relative_to(ROOT / folder).parts]), "").split()
        )
    }
    assert missed == set()
