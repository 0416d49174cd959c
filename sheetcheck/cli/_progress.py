"""A counter on the terminal while files are read; silent in pipes and when asked to be quiet."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click


@contextmanager
def progress(ctx: click.Context) -> Iterator[Callable[[int], None] | None]:
    """Gives what is called with the number of files done so far."""
    if ctx.obj["quiet"] or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console

    console = Console(stderr=True)
    word = "Đã đọc" if ctx.obj["lang"] == "vi" else "Read"
    with console.status(f"{word} 0") as status:
        yield lambda done: status.update(f"{word} {done}")
