"""What damage costs: every form of a return moved, and a batch of which every tenth return is damaged.

`python damaged.py [N]`; N is 1,000. Returns are those of `returns.py`; the damage is done by the verbs of `tests/zoo`.
Prints the CPU time of reading one return, clean and damaged, and what a whole check of the batches takes and says.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import cycle
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage

from returns import PERIOD, cast, draw, identity, units

from sheetcheck.catalogue import load_catalogue
from sheetcheck.intake import packed, take_in
from sheetcheck.layout import LISTS_SHEET, RULES_SHEET
from sheetcheck.readers.xlsx import read
from sheetcheck.reading import Limits
from sheetcheck.template import layouts_for
from sheetcheck.validate import check

sys.path.append(str(Path(__file__).parents[1] / "tests"))
from zoo.mutations import done

LIMITS = Limits(unread=frozenset((LISTS_SHEET, RULES_SHEET)))
Deeds = Sequence[Mapping[str, object]]


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    catalogue = load_catalogue()
    sheets = [layout.sheet for layout in layouts_for(catalogue, identity())]
    moulds = [draw(seed) for seed in range(8)]
    communes = units(count)
    files = {unit.code: cast(mould, unit) for unit, mould in zip(communes, cycle(moulds), strict=False)}
    first = files[communes[0].code]
    clean = milliseconds(lambda: packed(take_in(read(first, LIMITS), catalogue.forms)))
    print(f"one return, clean: {clean:.2f} ms")
    for name, deeds in habits(sheets).items():
        damaged = done(first, deeds, first)
        cost = milliseconds(lambda data=damaged: packed(take_in(read(data, LIMITS), catalogue.forms)))  # type: ignore[misc]
        print(f"one return, {name}: {cost:.2f} ms, {cost / clean:.2f} times")
    broken = dict(files)
    for code, deeds in zip(list(files)[::10], cycle(habits(sheets).values()), strict=False):
        broken[code] = done(files[code], deeds, first)
    for name, batch in (("all clean", files), ("every tenth damaged", broken)):
        with tempfile.TemporaryDirectory() as folder:
            for code, data in batch.items():
                Path(folder, f"{code}_{PERIOD.label}.xlsx").write_bytes(data)
            begin = cpu()
            checked = check([Path(folder)], catalogue, jobs=2)
            taken = cpu() - begin
            statuses = ", ".join(f"{n} {status.value}" for status, n in sorted(Counter(checked.statuses).items()))
            print(f"{count} returns, {name}: {taken:.1f} s of CPU, {len(checked.statuses)} verdicts: {statuses}")


def cpu() -> float:
    """Seconds of this process and of the workers that it has ended."""
    return sum(one.ru_utime + one.ru_stime for one in map(getrusage, (RUSAGE_SELF, RUSAGE_CHILDREN)))


def habits(sheets: Sequence[str]) -> Mapping[str, Deeds]:
    """Each done to every form of a return."""
    return {
        "a row above every table": [{"insert row": [sheet, 1]} for sheet in sheets],
        "every sheet renamed": [{"rename": [sheet, f"Sheet{n}"]} for n, sheet in enumerate(sheets, start=20)],
        "a spacer column in every table": [{"insert column": [sheet, 3]} for sheet in sheets],
        "every code row erased": [{"erase": [sheet, "A7:Z7"]} for sheet in sheets],
        "a row code erased and its label misspelt": [
            deed
            for sheet in sheets
            for deed in ({"erase": [sheet, "B9"]}, {"type in": [sheet, "A9", "bảo lực coogn tác"]})
        ],
        "every form without name and heading": [
            deed
            for n, sheet in enumerate(sheets, start=20)
            for deed in ({"erase": [sheet, "A1:Z3"]}, {"rename": [sheet, f"Sheet{n}"]})
        ],
        "all checks lost": [{"lose checks": [sheet]} for sheet in sheets],
    }


def milliseconds(task: Callable[[], object]) -> float:
    """The median CPU time of twenty runs, after one that warms up."""
    task()
    taken = []
    for _ in range(20):
        begin = time.process_time()
        task()
        taken.append(time.process_time() - begin)
    return sorted(taken)[10] * 1000


if __name__ == "__main__":
    main()
