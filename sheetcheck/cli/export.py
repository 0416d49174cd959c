"""`sheetcheck export`: figures out of workbooks, as tidy data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sheetcheck.cli._options import password, password_file
from sheetcheck.cli._words import tell
from sheetcheck.text import Text

if TYPE_CHECKING:
    from sheetcheck.tidy import Datum

_SUFFIX = Text(
    vi="tên tệp ra phải kết thúc bằng .csv, .jsonl hoặc .parquet", en="the output must end in .csv, .jsonl or .parquet"
)
_DONE = Text(
    vi="đã ghi {count} số liệu của {returns} báo cáo vào {path}; không tính {rejected} tệp bị trả lại hoặc không đọc được",
    en="wrote {count} data of {returns} {returns|return|returns} into {path}; rejected or unreadable files left out: {rejected}",
)
_DONE_CONSOLIDATED = Text(
    vi="đã ghi {count} số liệu của bảng tổng hợp vào {path}",
    en="wrote {count} data of the consolidated workbook into {path}",
)


@click.command(short_help="Lấy số liệu ra csv, jsonl, parquet / export tidy data.")
@click.argument("paths", metavar="ĐƯỜNG_DẪN...", nargs=-1, required=True)
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="TỆP.csv, TỆP.jsonl, TỆP.parquet.")
@click.option("--force", is_flag=True, help="Ghi đè / replace an existing file.")
@password
@password_file
@click.option("--jobs", type=click.IntRange(1, 64), default=None, help="Số tiến trình đọc / reading processes.")
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[str, ...],
    output: Path,
    force: bool,
    password: str | None,
    password_file: Path | None,
    jobs: int | None,
) -> int:
    """Mỗi số liệu một dòng: unit, period, form, row, column, value, status, file, sheet, cell.

    \b
    sheetcheck export bac-son -o so-lieu.csv
    sheetcheck export tong-hop.xlsx -o so-lieu.parquet
    """
    from sheetcheck import tidy
    from sheetcheck.cli._batch import run_check
    from sheetcheck.cli._passwords import passwords_of
    from sheetcheck.cli._paths import inputs
    from sheetcheck.errors import SheetcheckError
    from sheetcheck.output import refuse_existing, refuse_input, write_file

    writers = {".csv": tidy.write_csv, ".jsonl": tidy.write_jsonl, ".parquet": tidy.write_parquet}
    if output.suffix not in writers:
        raise SheetcheckError(_SUFFIX)
    refuse_existing(output, force=force)
    refuse_input(output, inputs(paths).paths)
    data = _consolidated(paths)
    if data is not None:
        write_file(output, writers[output.suffix](data), force=force)
        tell(ctx, _DONE_CONSOLIDATED, count=len(data), path=str(output))
        return 0
    batch = run_check(paths, jobs=jobs, passwords=passwords_of(password, password_file))
    accepted = sorted(batch.checked.accepted(), key=lambda one: (one.unit, one.period, one.file))
    data = list(tidy.tidy(accepted, batch.catalogue.forms))
    write_file(output, writers[output.suffix](data), force=force)
    bad = len(batch.checked.returns) - len(accepted)
    tell(ctx, _DONE, count=len(data), returns=len(accepted), path=str(output), rejected=bad)
    return 1 if batch.fails() else 0


def _consolidated(paths: tuple[str, ...]) -> list[Datum] | None:
    """The data of a consolidated workbook, if that is what the one path is."""
    from sheetcheck.cli._paths import inputs
    from sheetcheck.consolidated.reading import data_of

    given = inputs(paths)
    if len(given.paths) != 1 or not given.paths[0].is_file():
        return None
    return data_of(given.paths[0])
