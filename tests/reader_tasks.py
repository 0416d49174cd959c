"""What workers are asked to do in these tests; here, because a task must be importable by name."""

from __future__ import annotations

import ctypes
import os
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sheetcheck.reading import Reading


@dataclass(frozen=True)
class Describe:
    """Name, kind, cells of the first row and notes, as plain builtins."""

    def __call__(self, reading: Reading) -> object:
        first = reading.workbook.sheets[0]
        cells = [str(cell) for row in first.rows for cell in row]
        return (reading.file_name, reading.kind, cells, [code for code, _ in reading.notes])


@dataclass(frozen=True)
class CountRows:
    """How many rows the first sheet has."""

    def __call__(self, reading: Reading) -> object:
        return len(reading.workbook.sheets[0].rows)


@dataclass(frozen=True)
class Who:
    """Which process read the file."""

    def __call__(self, reading: Reading) -> object:
        return os.getpid()


def spin() -> None:
    while True:
        pass


def fail() -> None:
    raise ValueError("no such row")


MISDEEDS: dict[str, Callable[[], object]] = {
    "abort": os.abort,
    "exit": lambda: os._exit(0),
    "sys_exit": sys.exit,
    "sleep": lambda: time.sleep(600),
    "spin": spin,
    "balloon": lambda: len(bytearray(3_000_000_000)),
    "raise": fail,
    "object": Describe,
    "noise": lambda: sys.stdout.write("noise " * 1000),
    "long": lambda: bytes(2_000_000),
    "crash": lambda: ctypes.string_at(0),
    "who": os.getpid,
    "grow": lambda: len(bytearray(b"x") * 120_000_000),
}


@dataclass(frozen=True)
class Misbehave:
    """Describes every file but those named, on which it goes wrong in the way named for each."""

    how: Mapping[str, str]

    def __call__(self, reading: Reading) -> object:
        how = self.how.get(reading.file_name)
        return MISDEEDS[how]() if how else Describe()(reading)
