"""One file can cost itself, never its neighbours, and never the process that asked."""

import os
import subprocess
import sys
from collections.abc import Generator, Iterable
from pathlib import Path
from typing import cast

import pytest
from drawn_files import folder_of, one_cell, workbook
from reader_tasks import Describe, Misbehave, Who

import sheetcheck
from sheetcheck.codes import file as codes
from sheetcheck.errors import MachineError
from sheetcheck.finding import Code
from sheetcheck.guard.pool import Outcome, find_files, read_all
from sheetcheck.reading import Limits

QUICK = Limits(wall_seconds=1.5, cpu_seconds=1, memory_bytes=400_000_000, answer_bytes=1_000_000)
POISONS = {
    "abort": codes.READER_STOPPED,
    "exit": codes.READER_STOPPED,
    "crash": codes.READER_STOPPED,
    "sleep": codes.TOO_SLOW,
    "spin": codes.TOO_SLOW,
    "balloon": codes.TOO_MUCH_MEMORY,
    "long": codes.TOO_MUCH_MEMORY,
    "raise": codes.INTERNAL,
    "sys_exit": codes.INTERNAL,
    "object": codes.INTERNAL,
}
posix = pytest.mark.skipif(os.name != "posix", reason="needs POSIX")


Answers = list[tuple[str, object, str | None]]
"""File name, the task's answer, the code of the refusal."""


def answers(outcomes: Iterable[Outcome]) -> Answers:
    return [(o.path.name, o.answer, o.refusal.code if o.refusal else None) for o in outcomes]


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return folder_of(tmp_path_factory.mktemp("inbox"), 20)


@pytest.fixture(scope="module")
def good(inbox: list[Path]) -> Answers:
    return answers(read_all(inbox, Describe(), jobs=1))


@posix
def test_a_large_parent_costs_no_worker(inbox: list[Path]) -> None:
    """A process is born with the memory peak of the one that started it, which is not its own."""
    held = bytearray(QUICK.memory_bytes // 2)
    held[::4096] = b"1" * len(held[::4096])
    assert len({outcome.answer for outcome in read_all(inbox[:4], Who(), jobs=1, limits=QUICK)}) == 1


@pytest.mark.parametrize("jobs", [1, 2, 4])
def test_order_and_answers_do_not_depend_on_jobs(inbox: list[Path], jobs: int) -> None:
    expected: list[tuple[str, object, str | None]] = [
        (f"r{n:02d}.xlsx", (f"r{n:02d}.xlsx", "xlsx", [f"{n}.0"], []), None) for n in range(20)
    ]
    assert answers(read_all(inbox, Describe(), jobs=jobs)) == expected


@pytest.fixture(scope="module")
def poisoned(inbox: list[Path]) -> dict[str, Answers]:
    """One batch in which every second file is poisoned: the answer for the file of each misdeed and the next one."""
    how = {path.name: misdeed for path, misdeed in zip(inbox[::2], POISONS, strict=True)}
    found = answers(read_all(inbox, Misbehave(how), jobs=2, limits=QUICK))
    return {misdeed: found[2 * place : 2 * place + 2] for place, misdeed in enumerate(POISONS)}


@posix
@pytest.mark.parametrize("how", POISONS)
def test_a_poisoned_file_costs_one_refusal(poisoned: dict[str, Answers], good: Answers, how: str) -> None:
    place = 2 * list(POISONS).index(how)
    assert poisoned[how] == [(f"r{place:02d}.xlsx", None, POISONS[how].code), good[place + 1]]


@posix
@pytest.mark.parametrize(("between", "same"), [("grow", False), ("raise", False), ("who", True)])
def test_a_worker_is_replaced_after_a_file_that_took_a_lot(inbox: list[Path], between: str, same: bool) -> None:
    """Of its own memory: what the process that asks holds itself counts for nothing."""
    how = dict(zip(("r00.xlsx", "r01.xlsx", "r02.xlsx"), ("who", between, "who"), strict=True))
    held = bytearray(b"x") * 120_000_000  # over a quarter of what a worker may have
    first, _, last = read_all(inbox[:3], Misbehave(how), jobs=1, limits=QUICK)
    assert (first.answer == last.answer) is same
    assert held


def test_what_a_task_prints_does_not_disturb(inbox: list[Path]) -> None:
    outcomes = list(read_all(inbox[7:9], Misbehave({"r07.xlsx": "noise"}), jobs=1))
    assert [o.answer for o in outcomes] == [6_000, ("r08.xlsx", "xlsx", ["8.0"], [])]


def test_a_failing_task_is_told_with_its_place(inbox: list[Path]) -> None:
    (outcome,) = read_all(inbox[7:8], Misbehave({"r07.xlsx": "raise"}))
    assert outcome.refusal is not None
    assert outcome.refusal.params["error"] == "ValueError: no such row"
    where = outcome.refusal.params["where"]
    assert isinstance(where, str)
    assert where.startswith("reader_tasks.py:")


def test_an_outcome_names_the_bytes_that_were_read(inbox: list[Path]) -> None:
    import hashlib

    (outcome,) = read_all(inbox[:1], Describe())
    data = inbox[0].read_bytes()
    assert (outcome.sha256, outcome.size) == (hashlib.sha256(data).hexdigest(), len(data))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", codes.EMPTY_FILE),
        (b"<html>", codes.WEB_PAGE),
        (one_cell("7", "XFD1048576"), codes.FAR_CELL),
        (workbook('<row r="1"><c r="A1" t="s"><v>5</v></c></row>'), codes.DAMAGED),
    ],
)
def test_refusals_come_through_with_the_hash(tmp_path: Path, data: bytes, code: Code) -> None:
    (tmp_path / "a.xlsx").write_bytes(data)
    (outcome,) = read_all([tmp_path / "a.xlsx"], Describe())
    assert outcome.refusal is not None
    assert (outcome.refusal.code, outcome.size, len(outcome.sha256)) == (code.code, len(data), 64)


def test_notes_come_with_the_reading(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(workbook("", **{"xl/vbaProject.bin": b""}))
    (outcome,) = read_all([tmp_path / "a.xlsx"], Describe())
    assert isinstance(outcome.answer, tuple)
    assert outcome.answer[3] == [codes.MACROS.code]


@posix
def test_names_that_are_no_text(tmp_path: Path) -> None:
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/B\xe1o c\xe1o.xlsx"))).write_bytes(one_cell())
    (outcome,) = read_all(find_files([tmp_path]).files, Describe())
    assert isinstance(outcome.answer, tuple)
    assert outcome.answer[0] == "B\\xe1o c\\xe1o.xlsx"


@posix
def test_odd_things_in_a_folder_are_refused_one_by_one(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a")
    (tmp_path / "b").symlink_to("/dev/zero")
    (tmp_path / "c").write_bytes(one_cell())
    outcomes = answers(read_all(find_files([tmp_path]).files, Describe(), limits=QUICK))
    assert [code for _, _, code in outcomes] == [codes.NOT_A_FILE.code, codes.LINK.code, None]


def test_progress_counts_every_file_once(inbox: list[Path]) -> None:
    seen: list[int] = []
    list(read_all(inbox, Describe(), jobs=2, progress=seen.append))
    assert seen == list(range(1, 21))


def test_a_consumer_may_stop_early(inbox: list[Path]) -> None:
    outcomes = cast(Generator[Outcome, None, None], read_all(inbox, Describe(), jobs=2))
    assert next(outcomes).path == inbox[0]
    outcomes.close()
    assert list(outcomes) == []


def test_no_files_are_no_outcomes() -> None:
    assert list(read_all([], Describe())) == []


def test_a_task_that_cannot_be_loaded_is_the_callers_mistake(
    inbox: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    task = Describe()
    monkeypatch.setattr(sys, "path", [entry for entry in sys.path if not entry.endswith("tests")])
    with pytest.raises(MachineError, match="reader_tasks"):
        list(read_all(inbox[:1], task))


def test_a_worker_waiting_longer_than_a_file_may_take_is_not_late(inbox: list[Path]) -> None:
    import time

    outcomes = read_all(inbox[:12], Describe(), jobs=1, limits=Limits(wall_seconds=0.5))
    first = next(outcomes)
    time.sleep(0.7)
    assert all(outcome.refusal is None for outcome in [first, *outcomes])


def test_the_parent_stays_light() -> None:
    program = (
        "import sys; import sheetcheck.guard.pool;"
        "print([name for name in ('polars', 'pandera', 'openpyxl', 'xlsxwriter') if name in sys.modules])"
    )
    root = Path(next(iter(sheetcheck.__path__))).parent
    shown = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"
