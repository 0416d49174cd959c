"""The statistics that five public documents contain or speak of, as `data/published_statistics.csv` has them."""

import csv
from pathlib import Path
from typing import NamedTuple


class Statistic(NamedTuple):
    """A line of the inventory."""

    id: str
    document: str
    line: str
    statistic: str
    value: str
    kind: str
    homes: tuple[str, ...]


def read_inventory() -> tuple[Statistic, ...]:
    text = (Path(__file__).parent / "data" / "published_statistics.csv").read_text("utf-8")
    return tuple(
        Statistic(
            **{name: cell for name, cell in line.items() if name != "home"}, homes=tuple(line["home"].split("; "))
        )
        for line in csv.DictReader(text.splitlines())
    )


INVENTORY = read_inventory()
