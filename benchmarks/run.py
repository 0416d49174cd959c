"""Measures `sheetcheck check` side by side with the programs that one would use instead; see README.md.

Each subject is a process of its own, start-up included. Nothing fails on a time: it prints what it found.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import shutil
import statistics
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import measure
from measure import Cost

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
CACHE = HERE / ".cache"
FOREIGN: Mapping[str, Sequence[str]] = {
    "pandas": ("pandas", "pandera", "python-calamine"),
    "frictionless": ("frictionless[excel]",),
}
"""Environment -> what is installed in it: sheetcheck's own must have no pandas."""

_NO_RULE = """rules:
  - {id: N1, code: R999, severity: info, check: "total >= 0", message: {vi: a, en: a}, help: {vi: a, en: a}}
"""
"""The file must have one; this one says nothing."""

STARTS = 20
_IMPORTS = (
    "from sheetcheck.bundle import bundled; from sheetcheck.form import Level; "
    "from sheetcheck.units import NATION, load_register"
)
_LOAD = (
    f"{_IMPORTS}; register = load_register(bundled('schemas') / 'units'); "
    "assert len(register.children(NATION, register.state, Level.COMMUNE)) == 3321"
)
SHORT: Mapping[str, Sequence[str]] = {
    "sheetcheck --version": ("-m", "sheetcheck", "--version"),
    "import click": ("-c", "import click"),
    'sheetcheck units find "van thuy"': ("-m", "sheetcheck", "units", "find", "van thuy"),
    "import sheetcheck.units": ("-c", _IMPORTS),
    "import sheetcheck.units, load 3,321 units": ("-c", _LOAD),
}
"""What is over before one notices; they are compared in pairs, so that a start of Python counts for nothing."""
FINDINGS = 1
"""The status of a check that rejects a return: not a failure of the measurement, but worth seeing."""
FIELDS = (
    "subject", "files", "wall s", "CPU s", "CPU ms a file", "peak MB", "largest MB", "ratio to floor", "how",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Subject:
    """What is measured: its name in the table and the command for the first `count` files."""

    name: str
    command: Callable[[int], Sequence[str]]
    is_sampled: bool = False
    is_check: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """The cost of reading `files` files; `how` says whether all of them were really read."""

    subject: str
    files: int
    cost: Cost
    how: str

    @property
    def cpu_a_file(self) -> float:
        return self.cost.cpu / self.files


class Bench:
    """One set of returns and everything that is run on it."""

    def __init__(self, count: int, sample: int, repeat: int, *, is_quick: bool) -> None:
        self.count, self.sample, self.repeat, self.is_quick = count, min(sample, count), repeat, is_quick
        self.folder = CACHE / f"returns-{count}"
        self.sheets = CACHE / f"sheets-{count}.json"
        self.notes = CACHE / "output.txt"
        self.bare = CACHE / "schemas-without-rules"

    def prepare(self) -> None:
        """The returns, drawn anew: a change of the catalogue changes them too."""
        shutil.rmtree(self.folder, ignore_errors=True)
        command = (sys.executable, HERE / "returns.py", str(self.count), self.folder, self.sheets)
        subprocess.run([str(part) for part in command], env=_environment(), check=True)
        _write_without_rules(self.bare)

    def subjects(self) -> list[Subject]:
        own = sys.executable
        found = [
            Subject("python-calamine only (floor)", self._script("calamine_values", own)),
            Subject("sheetcheck check --jobs 1", self._check(1), is_check=True),
            Subject("sheetcheck check --jobs 2", self._check(2), is_check=True),
            Subject("sheetcheck check --jobs 1, no rules", self._check(1, self.bare), is_check=True),
            Subject("openpyxl, read-only", self._script("openpyxl_values", own), is_sampled=True),
        ]
        if not self.is_quick:
            found += [
                Subject(name, self._script(script, _python(environment)), is_sampled=True)
                for name, script, environment in (
                    ("pandas (calamine) + pandera", "pandas_pandera", "pandas"),
                    ("frictionless, types only", "frictionless_types", "frictionless"),
                )
            ]
        return found

    def results(self) -> list[Result]:
        """In turns, so that a disturbance of the machine hits all alike; the best run of each counts."""
        subjects = self.subjects()
        whole = [one for one in subjects if not one.is_sampled]
        runs: dict[str, list[Cost]] = {one.name: [] for one in whole}
        for _ in range(self.repeat):
            for one in whole:
                runs[one.name].append(self._run(one, self.count))
        best = {name: min(costs, key=lambda cost: cost.cpu) for name, costs in runs.items()}
        return [
            self._scaled(one) if one.is_sampled else Result(one.name, self.count, best[one.name], "all files")
            for one in subjects
        ]

    def verdicts(self) -> str:
        """All accepted, unless somebody added a rule that the drawn figures do not know."""
        report = json.loads(self._report(1).read_text(encoding="utf-8"))
        counts = Counter(one["status"] for one in report["returns"])
        return ", ".join(f"{count} {status}" for status, count in sorted(counts.items()))

    def _scaled(self, subject: Subject) -> Result:
        """Start-up once and the rest per file, from a run with no file and one with the sample."""
        start, some = self._run(subject, 0), self._run(subject, self.sample)
        factor = self.count / self.sample
        cost = Cost(
            wall=start.wall + max(0.0, some.wall - start.wall) * factor,
            cpu=start.cpu + max(0.0, some.cpu - start.cpu) * factor,
            largest=some.largest,
            together=some.together,
            status=some.status,
        )
        how = "all files" if self.sample == self.count else f"scaled from {self.sample} files"
        return Result(subject.name, self.count, cost, how)

    def _run(self, subject: Subject, count: int) -> Cost:
        cost = measure.run([str(part) for part in subject.command(count)], _environment(), self.notes)
        if cost.status != 0 and not (cost.status == FINDINGS and subject.is_check):
            said = self.notes.read_text(encoding="utf-8", errors="replace")[-2000:]
            sys.exit(f"{subject.name} ended with status {cost.status}:\n{said}")
        return cost

    def _script(self, name: str, python: str | Path) -> Callable[[int], Sequence[str]]:
        script = HERE / "subjects" / f"{name}.py"
        return lambda count: [str(part) for part in (python, script, self.folder, count, self.sheets)]

    def _report(self, jobs: int) -> Path:
        return CACHE / f"report-{self.count}-{jobs}.json"

    def _check(self, jobs: int, schemas: Path | None = None) -> Callable[[int], Sequence[str]]:
        """The check; with schemas of its own its report is none of those that are looked at."""
        report = CACHE / "report-of-its-own.json" if schemas else self._report(jobs)
        other = ("--schemas", str(schemas)) if schemas else ()

        def command(_: int) -> Sequence[str]:
            report.unlink(missing_ok=True)
            options = ("--format", "json", "-o", str(report), "--jobs", str(jobs))
            return [sys.executable, "-m", "sheetcheck", *other, "check", str(self.folder), *options]

        return command


def main() -> None:
    options = _options()
    if not hasattr(os, "wait4"):
        sys.exit("os.wait4 is not on this system: CPU time of child processes cannot be measured")
    CACHE.mkdir(exist_ok=True)
    if options.starts:
        _print_starts()
        return
    if not options.quick:
        for name in FOREIGN:
            _make_environment(name)
    for count in [20] if options.quick else options.returns:
        repeat = options.repeat or (1 if count > 1000 else 3)
        bench = Bench(count, options.sample, repeat, is_quick=options.quick)
        print(f"\n{count} generated returns of one commune each, all forms", flush=True)
        bench.prepare()
        results = bench.results()
        _print(FIELDS, _rows(results))
        _write(HERE / "results" / f"{count}.csv", _rows(results))
        print(f"verdicts of sheetcheck: {bench.verdicts()}")
        _print_bounds(results)
    _print_starts()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    add = parser.add_argument
    add("--returns", type=_counts, default=[166, 3321], metavar="N,N", help="how many (default 166,3321)")
    add("--sample", type=int, default=40, help="files that slow subjects read (default 40)")
    add("--repeat", type=int, help="runs of the fast subjects (default 3, or 1 above 1000 files)")
    add("--quick", action="store_true", help="20 returns, no foreign environments")
    add("--starts", action="store_true", help="only start-up and the register of units")
    return parser.parse_args()


def _counts(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


def _environment() -> dict[str, str]:
    """Measured programs run from this checkout and write UTF-8."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PYTHONWARNINGS": "ignore"}


def _python(name: str) -> Path:
    return CACHE / "environments" / name / "bin" / "python"


def _make_environment(name: str) -> None:
    done = CACHE / "environments" / f"{name}.done"
    if done.exists():
        return
    print(f"making an environment for {name}", flush=True)
    folder = CACHE / "environments" / name
    subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
    subprocess.run([_python(name), "-m", "pip", "install", "--quiet", *FOREIGN[name]], check=True)
    done.touch()


def _write_without_rules(folder: Path) -> None:
    """The schemas without any rule: what a check takes beyond that is what the rules take."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ROOT / "schemas", folder, ignore=shutil.ignore_patterns("units", "json"))
    for path in (*folder.glob("forms/*.yaml"), folder / "rules.yaml"):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        keys = [number for number, line in enumerate(lines) if line.startswith(("restated:", "rules:"))]
        kept = lines[: min(keys, default=len(lines))]
        path.write_text("".join(kept) + (_NO_RULE if path.name == "rules.yaml" else ""), encoding="utf-8")


def _rows(results: Sequence[Result]) -> list[list[str]]:
    floor = results[0].cost.cpu
    return [
        [
            one.subject,
            str(one.files),
            f"{one.cost.wall:.2f}",
            f"{one.cost.cpu:.2f}",
            f"{1000 * one.cpu_a_file:.2f}",
            "-" if one.cost.together is None else f"{one.cost.together:.0f}",
            f"{one.cost.largest:.0f}",
            f"{one.cost.cpu / floor:.2f}",
            one.how,
        ]
        for one in results
    ]


def _print_bounds(results: Sequence[Result]) -> None:
    floor, check, check_two, bare = results[0].cost, results[1], results[2], results[3]
    print(f"check / floor CPU = {check.cost.cpu / floor.cpu:.2f} (bound 3), "
          f"with --jobs 2 {check_two.cost.cpu / floor.cpu:.2f}")  # fmt: skip
    one, two = (result.cost.together or result.cost.largest for result in (check, check_two))
    print(f"peak = {one:.0f} MB with --jobs 1, {two:.0f} MB with --jobs 2, all processes added (bound 600)")
    rules = check.cost.cpu - bare.cost.cpu
    more = one - (bare.cost.together or bare.cost.largest)
    print(f"all rules = {rules:.2f} s CPU, {rules / floor.cpu:.2f} of the floor (bound 1), {more:.0f} MB (bound 200)")
    foreign = next((one for one in results if one.subject.startswith("frictionless")), None)
    if foreign is not None:
        cpu = foreign.cost.cpu / check.cost.cpu
        wall = foreign.cost.wall / check_two.cost.wall
        print(f"frictionless / check = {cpu:.0f} x CPU, {wall:.0f} x wall with --jobs 2 (bound 50)")


def _print_starts() -> None:
    """Start-up and register. Medians, because a start is short and the machine busy; in turns for the same reason."""
    runs: dict[str, list[Cost]] = {name: [] for name in SHORT}
    for _ in range(STARTS):
        for name, words in SHORT.items():
            cost = measure.run([sys.executable, *words], _environment(), CACHE / "output.txt")
            if cost.status != 0:
                sys.exit(f"{name} ended with status {cost.status}")
            runs[name].append(cost)
    wall = {name: 1000 * statistics.median(cost.wall for cost in costs) for name, costs in runs.items()}
    cpu = {name: 1000 * statistics.median(cost.cpu for cost in costs) for name, costs in runs.items()}
    fields = (f"start-up and register, median of {STARTS}", "wall ms", "CPU ms")
    rows = [[name, *(f"{cost[name]:.0f}" for cost in (wall, cpu))] for name in SHORT]
    print()
    _print(fields, rows)
    _write(HERE / "results" / "starts.csv", rows, fields)
    version, click, find, idle, load = SHORT
    print(f"sheetcheck --version / import click = {wall[version] / wall[click]:.2f} wall, "
          f"{cpu[version] / cpu[click]:.2f} CPU (bound 2)")  # fmt: skip
    for what, one, other, bound in (
        ("units find over --version", find, version, 200),
        ("loading 3,321 units", load, idle, 50),
    ):
        print(f"{what} = {wall[one] - wall[other]:.0f} ms wall, {cpu[one] - cpu[other]:.0f} ms CPU (bound {bound})")


def _print(fields: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    widths = [max(map(len, column)) for column in zip(fields, *rows, strict=True)]
    for row in (fields, ["-" * width for width in widths], *rows):
        first, *others = zip(row, widths, strict=True)
        print("  ".join([first[0].ljust(first[1]), *(text.rjust(width) for text, width in others)]))


def _write(path: Path, rows: Sequence[Sequence[str]], fields: Sequence[str] = FIELDS) -> None:
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows((fields, *rows))


if __name__ == "__main__":
    main()
