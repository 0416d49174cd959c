"""Annotated copies of a checked batch into a folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from sheetcheck.annotation.batch import copies
from sheetcheck.cli._batch import Batch
from sheetcheck.cli._progress import progress
from sheetcheck.cli._words import language
from sheetcheck.output import refuse_existing, refuse_input, write_file
from sheetcheck.report import Report
from sheetcheck.text import Text

_WRITTEN = Text(
    vi="Đã ghi {count} bản sao có đánh dấu vào {folder}; gửi lại cho đơn vị để sửa ngay trong đó",
    en="{count} marked copies written into {folder}; send them back to be corrected",
)


def write_copies(
    ctx: click.Context,
    folder: Path,
    report: Report,
    batch: Batch,
    *,
    force: bool,
    jobs: int | None,
    passwords: Sequence[str] = (),
) -> None:
    """Raises SheetcheckError before anything is read again when a copy would replace an original or another file."""
    for one in report.returns:
        target = folder / one.file
        refuse_existing(target, force=force)
        refuse_input(target, batch.originals)
    count = 0
    with progress(ctx) as tick:
        for name, content in copies(report, batch.checked.returns, jobs=jobs, passwords=passwords, progress=tick):
            refuse_input(folder / name, batch.originals)
            write_file(folder / name, content, force=force)
            count += 1
    if not ctx.obj["quiet"]:
        click.echo(_WRITTEN.fill(language(ctx), {"count": count, "folder": str(folder)}), err=True)
