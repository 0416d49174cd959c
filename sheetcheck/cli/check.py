"""`sheetcheck check`: what is right and wrong with what came back."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sheetcheck.cli._options import password, password_file, previous, waivers
from sheetcheck.cli._words import language

if TYPE_CHECKING:
    from sheetcheck.cli._batch import Batch
    from sheetcheck.tally import RuleTally


@click.command(short_help="Kiểm tra các báo cáo nộp về / check the returns.")
@click.argument("paths", metavar="ĐƯỜNG_DẪN...", nargs=-1, required=True)
@click.option("--format", "form", default="text", show_default=True, metavar="DẠNG", help="text, json.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Ghi vào tệp / write to a file.")
@click.option("--force", is_flag=True, help="Ghi đè / replace an existing file.")
@click.option(
    "--annotate",
    type=click.Path(path_type=Path),
    metavar="THƯ_MỤC",
    help="Ghi bản sao có đánh dấu chỗ sai để gửi lại / marked copies to send back.",
)
@click.option("--strict", is_flag=True, help="Cảnh báo cũng bị trả lại / warnings reject too.")
@click.option("--fail-level", type=click.Choice(["error", "warning"]), default="error", show_default=True)
@waivers
@previous
@password
@password_file
@click.option(
    "--statistics", is_flag=True, help="Từng quy tắc: bao nhiêu báo cáo đúng, sai / each rule: how many hold."
)
@click.option("--jobs", type=click.IntRange(1, 64), default=None, help="Số tiến trình đọc / reading processes.")
@click.pass_context
def command(ctx: click.Context, paths: tuple[str, ...], form: str, output: Path | None, force: bool, annotate: Path | None,
            strict: bool, fail_level: str, waivers: Path | None, previous: tuple[Path, ...], password: str | None,
            password_file: Path | None, statistics: bool, jobs: int | None) -> int:  # fmt: skip
    """Kiểm tra tệp, thư mục, tệp nén .zip hoặc một đợt báo cáo (thư mục inbox của đợt).

    \b
    sheetcheck check bac-son
    sheetcheck check bac-son --previous bac-son-2023
    sheetcheck check bac-son --annotate tra-lai
    sheetcheck check 06331.xlsx --format json -o ket-qua.json
    sheetcheck check nop-ve.zip --password-file mat-khau.txt
    """
    from sheetcheck.cli._batch import run_check
    from sheetcheck.cli._passwords import passwords_of
    from sheetcheck.cli._progress import progress
    from sheetcheck.output import refuse_existing, refuse_input, write_file
    from sheetcheck.report import report_of
    from sheetcheck.reporters import reporter

    render = reporter(form)
    if output is not None:
        refuse_existing(output, force=force)
    passwords = passwords_of(password, password_file)
    with progress(ctx) as tick:
        batch = run_check(
            paths,
            jobs=jobs,
            strict=strict,
            waivers=waivers,
            previous=previous,
            passwords=passwords,
            suggesting=True,
            progress=tick,
        )
    if output is not None:
        refuse_input(output, batch.originals)
    report = report_of(
        batch.checked,
        batch.catalogue,
        language(ctx),
        paths=paths,
        round_folder=batch.inputs.round.folder if batch.inputs.round else None,
        verbose=ctx.obj["verbose"],
        statistics=_statistics(batch) if statistics else None,
        colour=output is None and sys.stdout.isatty() and "NO_COLOR" not in os.environ,
    )
    if annotate is not None:
        from sheetcheck.cli._annotate import write_copies

        write_copies(ctx, annotate, report, batch, force=force, jobs=jobs, passwords=passwords)
    written = render(report)
    content = written if isinstance(written, bytes) else written.encode("utf-8")
    if output is None:
        click.echo(content.decode("utf-8"), nl=False)
    else:
        write_file(output, content, force=force)
    return 1 if batch.fails(fail_level) else 0


def _statistics(batch: Batch) -> tuple[RuleTally, ...]:
    from sheetcheck.tally import tally

    return tally(batch.catalogue.forms, batch.checked.returns, batch.checked.findings)
