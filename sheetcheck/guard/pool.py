"""Reads a batch of files in worker processes; a file that kills its worker costs one refusal."""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple, NoReturn, cast

from sheetcheck.codes import file as codes
from sheetcheck.errors import MachineError
from sheetcheck.finding import Code
from sheetcheck.guard.inbox import Found as Found
from sheetcheck.guard.inbox import find_files as find_files
from sheetcheck.guard.inbox import shown_name as shown_name
from sheetcheck.guard.worker import PLACE, READY, WHOLE, Given, Verdict, receive, send
from sheetcheck.reading import MB, Limits, Refusal, Task
from sheetcheck.text import Text

_ROOT = str(Path(__file__).resolve().parents[2])
_PROGRAM = "import sys; sys.path[:] = sys.argv[1:]; from sheetcheck.guard.worker import main; main()"
_AHEAD = 4
"""Files read ahead of the consumer for each worker."""
_START_SECONDS: Final = 60.0
_NOT_STARTED: Final = Text(
    vi="tiến trình đọc tệp không khởi động được: {why}", en="a reading process did not start: {why}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One file of the batch: the task's answer, or why there is none.

    `member` is its name in the archive at `path`, and `place` what `guard.archive` unpacks it by; "" for a plain file.
    """

    path: Path
    sha256: str
    size: int
    answer: object = None
    refusal: Refusal | None = None
    member: str = ""
    place: int = WHOLE


class _Asked(NamedTuple):
    """A file to be read: a path, or a file in the archive there. `refusal` is known before for some of these."""

    path: Path
    member: str = ""
    place: int = WHOLE
    refusal: Refusal | None = None


def read_all(
    paths: Sequence[Path],
    task: Task,
    *,
    jobs: int | None = None,
    limits: Limits | None = None,
    passwords: Sequence[str] = (),
    progress: Callable[[int], None] | None = None,
) -> Iterator[Outcome]:
    """The outcome of every path, in the order given, whatever `jobs` is (all processors by default).

    An archive, where limits say that it is opened, gives one outcome for each file in it, by name. `passwords` are
    tried on what is locked.
    """
    limits = limits or Limits()
    jobs = jobs or os.cpu_count() or 1
    crew = _Crew(pickle.dumps(task, protocol=5), Given(limits, tuple(passwords)))
    with contextlib.closing(crew), ThreadPoolExecutor(jobs) as threads:
        done = 0
        try:
            for outcome in _in_order([_Asked(path) for path in paths], crew, threads, jobs * _AHEAD):
                yield outcome
                done += 1
                if progress is not None:
                    progress(done)
        finally:
            # A consumer that stops early must not wait for files that nobody wants.
            crew.close()
            threads.shutdown(wait=True, cancel_futures=True)


def _in_order(files: Sequence[_Asked], crew: _Crew, threads: ThreadPoolExecutor, ahead: int) -> Iterator[Outcome]:
    pending: deque[Future[Outcome | tuple[_Asked, ...]]] = deque()
    for file in files:
        pending.append(threads.submit(crew.read, file))
        if len(pending) > ahead:
            yield from _unfolded(pending.popleft().result(), crew, threads, ahead)
    while pending:
        yield from _unfolded(pending.popleft().result(), crew, threads, ahead)


def _unfolded(
    found: Outcome | tuple[_Asked, ...], crew: _Crew, threads: ThreadPoolExecutor, ahead: int
) -> Iterator[Outcome]:
    """The outcome itself, or those of the files in an archive, which holds no others that are opened."""
    if isinstance(found, Outcome):
        yield found
    else:
        yield from _in_order(found, crew, threads, ahead)


class _Crew:
    """The workers of one batch; each is used by one thread at a time."""

    def __init__(self, task: bytes, given: Given) -> None:
        self._task, self._given = task, given
        self._idle: queue.SimpleQueue[_Worker] = queue.SimpleQueue()
        self._all: set[_Worker] = set()
        self._lock = threading.Lock()
        self._closed = threading.Event()
        self._clock = threading.Thread(target=self._watch, daemon=True)
        self._clock.start()

    def read(self, file: _Asked) -> Outcome | tuple[_Asked, ...]:
        """What became of a file; of an archive, the files in it."""
        if file.refusal is not None:
            return Outcome(
                path=file.path, member=file.member, place=file.place, sha256="", size=0, refusal=file.refusal
            )
        worker = self._take()
        verdict = worker.judge(os.fsencode(os.path.abspath(file.path)), file.place)
        if verdict.spent:
            self._drop(worker)
        else:
            self._idle.put(worker)
        if verdict.members is not None:
            return tuple(_Asked(file.path, name, place, _told(refusal)) for place, name, refusal in verdict.members)
        return Outcome(
            path=file.path,
            member=file.member,
            place=file.place,
            sha256=verdict.sha256,
            size=verdict.size,
            answer=verdict.answer,
            refusal=_told(verdict.refusal),
        )

    def close(self) -> None:
        self._closed.set()
        with self._lock:
            workers, self._all = self._all, set()
        for worker in workers:
            worker.stop()
        self._clock.join()

    def _take(self) -> _Worker:
        with contextlib.suppress(queue.Empty):
            while True:
                worker = self._idle.get_nowait()
                if worker.is_alive():
                    return worker
                self._drop(worker)  # ended from outside while it waited: no file is to blame
        with self._lock:
            if self._closed.is_set():
                raise MachineError(Text(vi="đã dừng việc đọc tệp", en="reading was stopped"))
            worker = _Worker(self._given)
            self._all.add(worker)
        worker.introduce(self._task)
        return worker

    def _drop(self, worker: _Worker) -> None:
        with self._lock:
            self._all.discard(worker)
        worker.stop()

    def _watch(self) -> None:
        """Ends every worker that has been at one file for too long."""
        while not self._closed.wait(min(0.25, self._given.limits.wall_seconds / 10)):
            now = time.monotonic()
            with self._lock:
                workers = tuple(self._all)
            for worker in workers:
                worker.end_if_late(now)


class _Worker:
    """One worker process, seen from the parent."""

    def __init__(self, given: Given) -> None:
        self._given, self._limits = given, given.limits
        self._deadline: float | None = None
        self._late = False
        self._guard = threading.Lock()
        self._notes = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the process
        try:
            self._process = subprocess.Popen(
                # -I: neither the current folder nor the environment may put code into a worker.
                [sys.executable, "-I", "-c", _PROGRAM, *_import_path()],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._notes,
                env={**os.environ, "RUST_BACKTRACE": "0"},
            )
        except OSError as problem:
            self._notes.close()
            raise MachineError(_NOT_STARTED, why=str(problem)) from problem

    def introduce(self, task: bytes) -> None:
        """Hands over limits, passwords and task; a worker that cannot take them is the caller's mistake."""
        self._set_deadline(_START_SECONDS)
        answer = None
        with contextlib.suppress(OSError, ValueError):
            send(self._stdin, pickle.dumps(self._given))
            send(self._stdin, task)
            answer = receive(self._stdout, self._limits.answer_bytes)
        self._set_deadline(None)
        if answer != READY:
            why = (answer or b"").decode("utf-8", "replace") or self._last_words()
            raise MachineError(_NOT_STARTED, why=why)

    def judge(self, path: bytes, place: int) -> Verdict:
        self._set_deadline(self._limits.wall_seconds)
        packed = None
        with contextlib.suppress(OSError, ValueError):
            send(self._stdin, PLACE.pack(place) + path)
            packed = receive(self._stdout, self._limits.answer_bytes)
        self._set_deadline(None)
        if packed is None:
            return Verdict(refusal=self._cause_of_death(), spent=True)
        try:
            return Verdict(*_Plain(BytesIO(packed)).load())
        except Exception as problem:
            params = {"error": str(problem)[:300], "where": ""}
            return Verdict(refusal=(codes.INTERNAL.code, params), spent=True)

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def end_if_late(self, now: float) -> None:
        with self._guard:
            if self._deadline is not None and now > self._deadline:
                self._late = True
                self._process.kill()

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._stdin, self._stdout, self._notes):
            with contextlib.suppress(OSError):
                pipe.close()

    @property
    def _stdin(self) -> BinaryIO:
        return cast(BinaryIO, self._process.stdin)

    @property
    def _stdout(self) -> BinaryIO:
        return cast(BinaryIO, self._process.stdout)

    def _set_deadline(self, seconds: float | None) -> None:
        with self._guard:
            self._deadline = None if seconds is None else time.monotonic() + seconds

    def _cause_of_death(self) -> tuple[str, Mapping[str, object]]:
        # The pipe may close before the process is gone, or the message was too long to be true.
        try:
            status = self._process.wait(1)
        except subprocess.TimeoutExpired:
            self._process.kill()
            status = self._process.wait()
        if self._late or _ended_by_clock(status):
            return _refusal(codes.TOO_SLOW)
        if "memory allocation of" in self._last_words() or "out of memory" in self._last_words():
            return _refusal(codes.TOO_MUCH_MEMORY, limit=self._limits.memory_bytes / MB)
        return _refusal(codes.READER_STOPPED)

    def _last_words(self) -> str:
        self._notes.seek(0)
        return self._notes.read()[-65_536:].decode("utf-8", "replace")


class _Plain(pickle.Unpickler):
    """Loads builtins only: what comes from a process that read a hostile file is data, not code."""

    def find_class(self, module: str, name: str) -> NoReturn:
        raise pickle.UnpicklingError(f"{module}.{name} in an answer: tasks answer with plain builtins")


def _ended_by_clock(status: int) -> bool:
    return sys.platform != "win32" and -status in (signal.SIGXCPU, signal.SIGALRM)


def _told(refusal: tuple[str, Mapping[str, object]] | None) -> Refusal | None:
    return Refusal(code=refusal[0], params=refusal[1]) if refusal else None


def _refusal(code: Code, **params: object) -> tuple[str, Mapping[str, object]]:
    return code.code, params


def _import_path() -> list[str]:
    """Where the parent imports from, the folder of this package first if it is not among them."""
    entries = [os.path.abspath(entry) for entry in sys.path]
    return entries if _ROOT in entries else [_ROOT, *entries]
