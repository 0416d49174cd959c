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
from sheetcheck.codes import lock
from sheetcheck.grid import Workbook
from sheetcheck.guard.archive import list_members, unpack_member
from sheetcheck.guard.inbox import read_file, shown_name
from sheetcheck.guard.preflight import Content, identify, refuse
from sheetcheck.guard.unlock import unlock
from sheetcheck.readers import READERS
from sheetcheck.reading import MB, Limits, Reading, Refused, Task

try:
    import resource
except ImportError:  # Windows: the parent's clock is the only limit there
    resource = None  # type: ignore[assignment]

LENGTH: Final = struct.Struct(">Q")
PLACE: Final = struct.Struct(">q")
READY: Final = b"ready"
_OWN_SHARE = 4
"""A worker whose memory once grew beyond this part of the limit is replaced: the next file deserves all of it."""


WHOLE: Final = -1
"""The place that says that a file itself is meant, and not one in it."""


class Given(NamedTuple):
    """What a worker is told once. Passwords come through the pipe: no list of processes shows them."""

    limits: Limits
    passwords: tuple[str, ...] = ()


class Verdict(NamedTuple):
    """What a worker says of one file. `spent` asks the parent for a fresh worker.

    `members` are the files of an archive, each with its place, its name and its refusal: they are still to be judged.
    """

    sha256: str = ""
    size: int = 0
    answer: object = None
    refusal: tuple[str, Mapping[str, object]] | None = None
    spent: bool = False
    members: tuple[tuple[int, str, tuple[str, Mapping[str, object]] | None], ...] | None = None


def main() -> None:
    """Reads messages until the parent closes the pipe: what is given, the task, then places and paths."""
    source, sink = _take_over_pipes()
    given: Given = pickle.loads(receive(source) or b"")
    limits = given.limits
    pickled = receive(source) or b""
    try:
        task: Task = pickle.loads(pickled)
    except Exception:
        send(sink, traceback.format_exc().encode("utf-8", "backslashreplace"))
        return
    _restrain(limits)
    send(sink, READY)
    gc.freeze()
    while (asked := receive(source)) is not None:
        _wind_up(limits)
        (place,) = PLACE.unpack_from(asked)
        verdict = _judge(asked[PLACE.size :], task, given, place)
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


def _judge(path: bytes, task: Task, given: Given, place: int = WHOLE) -> Verdict:
    verdict, limits = Verdict(), given.limits
    try:
        data = read_file(path, limits)
        if place != WHOLE:
            data = unpack_member(data, place, limits)
        verdict = Verdict(sha256=hashlib.sha256(data).hexdigest(), size=len(data))
        content = identify(data)
        if content.kind == "zip" and limits.members and place == WHOLE:
            return verdict._replace(members=tuple((*member,) for member in list_members(data, limits)))
        reading = _read(path, data, content, verdict.sha256, given)
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


def _read(path: bytes, data: bytes, content: Content, sha256: str, given: Given) -> Reading:
    size, notes = len(data), content.notes
    try:
        workbook = _workbook(data, content, given.limits)
    except Refused as refused:
        if refused.code is not codes.PASSWORD:
            raise
        unlocked = unlock(data, given.passwords)
        data = unlocked.data
        content = identify(data)
        notes = (*content.notes, *(((lock.UNLOCKED.code, {}),) if unlocked.asked else ()))
        workbook = _workbook(data, content, given.limits)
    if workbook.is_linked:
        notes = (*notes, (codes.EXTERNAL_LINKS.code, {}))
    return Reading(
        file_name=shown_name(path),
        sha256=sha256,
        size=size,
        kind=content.kind,
        workbook=workbook,
        data=data,
        notes=notes,
    )


def _workbook(data: bytes, content: Content, limits: Limits) -> Workbook:
    reader = READERS.get(content.kind)
    if reader is None:
        raise refuse(content)
    return reader(data, limits)


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
