"""What workers are asked to do in these tests; here, because a task must be importable by name."""

from __future__ import annotations

import os
import sys
import time
from dataclasses import dataclass

from sheetcheck.readers import Reading


@dataclass(frozen=True)
class Describe:
    """Name, kind, cells of the first row and notes, as plain builtins."""

    def __call__(self, reading: Reading) -> object:
        first = reading.workbook.sheets[0]
        cells = [str(cell) for row in first.rows for cell in row]
        return (reading.file_name, reading.kind, cells, [code for code, _ in reading.notes])


@dataclass(frozen=True)
class MisbehaveOn:
    """Describes every file but the named one, on which it goes wrong in the named way."""

    name: str
    how: str

    def __call__(self, reading: Reading) -> object:
        if reading.file_name != self.name:
            return Describe()(reading)
        match self.how:
            case "abort":
                os.abort()
            case "exit":
                os._exit(0)
            case "sys_exit":
                sys.exit(3)
            case "sleep":
                time.sleep(600)
            case "spin":
                while True:
                    pass
            case "balloon":
                return len(bytearray(3_000_000_000))
            case "raise":
                raise ValueError("no such row")
            case "object":
                return self
            case "print":
                print("noise " * 1000, flush=True)
            case "long":
                return bytes(2_000_000)
            case "crash":
                import ctypes

                ctypes.string_at(0)
        return "survived"
