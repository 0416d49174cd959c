"""Runs a command as a whole process and says what it cost: wall time, CPU time, memory, children included."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_PROCESSES = Path("/proc")
_LOOK_SECONDS = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one process cost with everything it started. Memory in MB.

    `largest` is the peak of the largest single process. `together` adds the peaks of all processes,
    whenever each had it and although they share libraries: never too small. It is None without /proc.
    """

    wall: float
    cpu: float
    largest: float
    together: float | None
    status: int


def run(command: Sequence[str], environment: Mapping[str, str], notes: Path) -> Cost:
    """Runs to the end whatever it costs; what it prints goes to the file `notes`."""
    with notes.open("wb") as sink:
        begin = time.perf_counter()
        process = subprocess.Popen(command, env=dict(environment), stdout=sink, stderr=sink)
        peaks: dict[int, int] = {}
        ended = threading.Event()
        watcher = threading.Thread(target=_watch, args=(process.pid, peaks, ended))
        watcher.start()
        # Unlike getrusage(RUSAGE_CHILDREN), this is about this child and its children only.
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        ended.set()
        watcher.join()
    # What fork left in ru_maxrss may be this process's own size: only where there is nothing better.
    unit = 1e-6 if sys.platform == "darwin" else 1024e-6
    return Cost(
        wall=wall,
        cpu=usage.ru_utime + usage.ru_stime,
        largest=max(peaks.values()) * 1024e-6 if peaks else usage.ru_maxrss * unit,
        together=sum(peaks.values()) * 1024e-6 if peaks else None,
        status=process.returncode,
    )


def _watch(root: int, peaks: dict[int, int], ended: threading.Event) -> None:
    """The kernel keeps every process's own peak, so a look now and then misses little."""
    while _PROCESSES.is_dir() and not ended.wait(_LOOK_SECONDS):
        for process in _family(root):
            peak = _peak(process)
            if peak:
                peaks[process] = max(peak, peaks.get(process, 0))


def _family(process: int) -> Iterator[int]:
    yield process
    for thread in (_PROCESSES / str(process) / "task").glob("*/children"):
        try:
            children = thread.read_text().split()
        except OSError:  # ended meanwhile
            continue
        for child in children:
            yield from _family(int(child))


def _peak(process: int) -> int:
    """In kB; 0 for a process that is gone."""
    try:
        lines = (_PROCESSES / str(process) / "status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), 0)
