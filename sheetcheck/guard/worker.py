"""A process that reads returned files one by one under limits; the only place where they are parsed."""

from __future__ import annotations

import contextlib
import gc
import hashlib
import math
import os
import pickle
import signal
import struct
import sys
import traceback
from collections.abc import Mapping
from typing import BinaryIO, Final, NamedTuple

from sheetcheck.codes import file as codes
from sheetcheck.guard.inbox import read_file, shown_name
from sheetcheck.guard.preflight import identify, refuse
from sheetcheck.readers import READERS
from sheetcheck.reading import MB, Limits, Reading, Refused, Task

try:
    import resource
except ImportError:  # Windows: the parent's clock is the only limit there
    resource = None  # type: ignore[assignment]

LENGTH: Final = struct.Struct(">Q")
READY: Final = b"ready"
_OWN_SHARE = 4
"""A worker whose memory once grew beyond this part of the limit is replaced: the next file deserves all of it."""


class Verdict(NamedTuple):
    """What a worker says of one file. `spent` asks the parent for a fresh worker."""

    sha256: str = ""
    size: int = 0
    answer: object = None
    refusal: tuple[str, Mapping[str, object]] | None = None
    spent: bool = False


def main() -> None:
    """Reads messages until the parent closes the pipe: limits, the task, then paths."""
    source, sink = _take_over_pipes()
    limits: Limits = pickle.loads(receive(source) or b"")
    pickled = receive(source) or b""
    try:
        task: Task = pickle.loads(pickled)
    except Exception:
        send(sink, traceback.format_exc().encode("utf-8", "backslashreplace"))
        return
    _restrain(limits)
    send(sink, READY)
    gc.freeze()
    while (path := receive(source)) is not None:
        _wind_up(limits)
        verdict = _judge(path, task, limits)
        send(sink, _pack(verdict._replace(spent=verdict.spent or _has_grown(limits)), limits))
        _rest()


def send(sink: BinaryIO, message: bytes) -> None:
    sink.write(LENGTH.pack(len(message)))
    sink.write(message)
    sink.flush()


def receive(source: BinaryIO, limit: int | None = None) -> bytes | None:
    """The next message; None when the other side is gone or claims a longer one than allowed."""
    head = source.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    if limit is not None and length > limit:
        return None
    message = source.read(length)
    return message if len(message) == length else None


def _judge(path: bytes, task: Task, limits: Limits) -> Verdict:
    verdict = Verdict()
    try:
        data = read_file(path, limits)
        verdict = Verdict(sha256=hashlib.sha256(data).hexdigest(), size=len(data))
        reading = _read(path, data, verdict.sha256, limits)
        del data
    except Refused as refused:
        return verdict._replace(refusal=(refused.code.code, refused.params))
    except MemoryError:
        return _too_much_memory(verdict, limits)
    except Exception as problem:
        # Whatever a reader throws at a sound-looking file, the file is what is broken.
        return verdict._replace(refusal=(codes.DAMAGED.code, {"detail": _one_line(problem)}))
    except BaseException:
        # A panic of calamine is no Exception; what it leaves behind is not trusted.
        return verdict._replace(refusal=(codes.READER_STOPPED.code, {}), spent=True)
    try:
        return verdict._replace(answer=task(reading))
    except MemoryError:
        return _too_much_memory(verdict, limits)
    except BaseException as problem:
        params = {"error": _one_line(problem), "where": _where(problem)}
        return verdict._replace(refusal=(codes.INTERNAL.code, params), spent=True)


def _read(path: bytes, data: bytes, sha256: str, limits: Limits) -> Reading:
    content = identify(data)
    reader = READERS.get(content.kind)
    if reader is None:
        raise refuse(content)
    return Reading(
        file_name=shown_name(path),
        sha256=sha256,
        size=len(data),
        kind=content.kind,
        workbook=reader(data, limits),
        data=data,
        notes=content.notes,
    )


def _pack(verdict: Verdict, limits: Limits) -> bytes:
    try:
        packed = pickle.dumps(tuple(verdict), protocol=5)
    except MemoryError:
        return pickle.dumps(tuple(_too_much_memory(verdict, limits)), protocol=5)
    except Exception as problem:
        refusal = (codes.INTERNAL.code, {"error": _one_line(problem), "where": ""})
        return pickle.dumps(tuple(verdict._replace(answer=None, refusal=refusal)), protocol=5)
    if len(packed) > limits.answer_bytes:
        return pickle.dumps(tuple(_too_much_memory(verdict, limits)), protocol=5)
    return packed


def _too_much_memory(verdict: Verdict, limits: Limits) -> Verdict:
    refusal = (codes.TOO_MUCH_MEMORY.code, {"limit": limits.memory_bytes / MB})
    return verdict._replace(answer=None, refusal=refusal, spent=True)


def _one_line(problem: BaseException) -> str:
    return " ".join(f"{type(problem).__name__}: {problem}".split())[:300]


def _where(problem: BaseException) -> str:
    """Module and line where it was raised, without folders: they differ from machine to machine."""
    frames = traceback.extract_tb(problem.__traceback__)
    return f"{os.path.basename(frames[-1].filename)}:{frames[-1].lineno}" if frames else ""


def _take_over_pipes() -> tuple[BinaryIO, BinaryIO]:
    """The two ends of the conversation; whatever else is printed goes to standard error."""
    source = os.fdopen(os.dup(0), "rb")
    sink = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return source, sink


def _restrain(limits: Limits) -> None:
    """Limits for the whole life of the process. Interrupts are the parent's business."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        _limit("RLIMIT_CORE", 0)
        _limit("RLIMIT_AS", limits.memory_bytes)


def _wind_up(limits: Limits) -> None:
    """Limits for the next file: a few more seconds of CPU, and an alarm in case the parent dies."""
    if sys.platform != "win32":
        usage = resource.getrusage(resource.RUSAGE_SELF)
        spent = usage.ru_utime + usage.ru_stime
        _limit("RLIMIT_CPU", math.ceil(spent + limits.cpu_seconds))
        signal.alarm(math.ceil(limits.wall_seconds) + 5)


def _rest() -> None:
    """A worker that waits for the next file is not late."""
    if sys.platform != "win32":
        signal.alarm(0)


def _limit(name: str, soft: int) -> None:
    if sys.platform != "win32":
        which = getattr(resource, name)
        _, hard = resource.getrlimit(which)
        with contextlib.suppress(ValueError, OSError):  # macOS knows no RLIMIT_AS
            resource.setrlimit(which, (soft, hard))


def _has_grown(limits: Limits) -> bool:
    return _peak() > limits.memory_bytes // _OWN_SHARE


def _peak() -> int:
    """The most memory that this process ever held, in bytes; 0 where nobody knows.

    Linux tells it in /proc. Its `ru_maxrss` begins with what the parent held when it forked, and a parent with
    the returns of a whole country would have every worker replaced after its first file.
    """
    if sys.platform == "win32":
        return 0
    with contextlib.suppress(OSError), open("/proc/self/status", "rb") as status:
        for line in status:
            if line.startswith(b"VmHWM:"):
                return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
