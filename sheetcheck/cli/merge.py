"""`sheetcheck merge`: the accepted returns in one consolidated workbook."""

from __future__ import annotations

from pathlib import Path

import click

from sheetcheck.cli._options import password, password_file, waivers
from sheetcheck.cli._words import language, tell
from sheetcheck.text import Text

_MERGED = Text(
    vi="đã tổng hợp {counted}/{expected} đơn vị vào {path}; {rejected} tệp bị trả lại hoặc không đọc được; {missing} đơn vị không có báo cáo đọc được",
    en="merged {counted} of {expected} {expected|unit|units} into {path}; {rejected} {rejected|file|files} rejected or unreadable; {missing} {missing|unit|units} without a readable return",
)
_NONE = Text(
    vi="không có báo cáo nào đạt để tổng hợp; xem lỗi bằng 'sheetcheck check'",
    en="no return was accepted, so there is nothing to merge; 'sheetcheck check' shows the faults",
)


@click.command(short_help="Tổng hợp các báo cáo đạt / merge the accepted returns.")
@click.argument("paths", metavar="ĐƯỜNG_DẪN...", nargs=-1, required=True)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Tệp .xlsx; với một đợt: results/tong-hop_KỲ.xlsx."
)
@click.option("--force", is_flag=True, help="Ghi đè / replace an existing file.")
@click.option("--strict", is_flag=True, help="Không tính báo cáo có cảnh báo / leave out returns with warnings.")
@waivers
@password
@password_file
@click.option("--jobs", type=click.IntRange(1, 64), default=None, help="Số tiến trình đọc / reading processes.")
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[str, ...],
    output: Path | None,
    force: bool,
    strict: bool,
    waivers: Path | None,
    password: str | None,
    password_file: Path | None,
    jobs: int | None,
) -> int:
    """Kiểm tra rồi cộng các báo cáo đạt thành một bảng tổng hợp; đơn vị bị trả lại và chưa nộp được liệt kê.

    \b
    sheetcheck merge bac-son
    sheetcheck merge nop-ve/*.xlsx -o tong-hop.xlsx
    """
    from sheetcheck.cli._batch import run_check
    from sheetcheck.cli._merge import merged_path, write_merged
    from sheetcheck.cli._passwords import passwords_of
    from sheetcheck.cli._paths import inputs
    from sheetcheck.cli._progress import progress
    from sheetcheck.output import refuse_existing
    from sheetcheck.returns import Status

    given = inputs(paths)
    if output is not None or given.round is not None:
        refuse_existing(merged_path(given, output), force=force)
    passwords = passwords_of(password, password_file)
    with progress(ctx) as tick:
        batch = run_check(paths, jobs=jobs, strict=strict, waivers=waivers, passwords=passwords, progress=tick)
    counted = len(list(batch.checked.accepted()))
    if counted == 0:
        tell(ctx, _NONE)
        return 1
    path = write_merged(batch, language(ctx), output, force=force)
    bad = sum(status in (Status.REJECTED, Status.UNREADABLE) for status in batch.checked.statuses)
    missing = sum(one.code == "S101" for one in batch.checked.findings)
    expected = len(batch.expected.units) or counted + bad
    tell(ctx, _MERGED, counted=counted, expected=expected, path=str(path), rejected=bad, missing=missing)
    return 1 if bad else 0
