"""A command line run in this process, for tests that look at exit codes and streams."""

from __future__ import annotations

import io
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

from sheetcheck.cli import run as command_line


class Said(NamedTuple):
    """What a command line came to."""

    returncode: int
    stdout: str
    stderr: str


def run(*words: str | Path, lang: str = "vi") -> Said:
    """In this process: starting Python for each line would take most of the time of these tests."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = command_line(["--lang", lang, *map(str, words)])
    return Said(code, out.getvalue(), err.getvalue())
