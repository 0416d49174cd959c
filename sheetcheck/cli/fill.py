"""`sheetcheck fill`: tidy data into a workbook."""

from __future__ import annotations

from pathlib import Path

import click

from sheetcheck.cli._words import language, tell
from sheetcheck.text import Text

_DONE = Text(vi="đã điền {count} số liệu vào {path}", en="filled {count} data into {path}")
_RESTORED = Text(
    vi="mã đơn vị {found} trong số liệu được ghi là {unit}; kiểm tra lại nếu không đúng đơn vị đó",
    en="unit code {found} of the data was written as {unit}; check it if another unit was meant",
)


@click.command(short_help="Điền số liệu vào biểu mẫu / fill data into a template.")
@click.argument("template", metavar="BIỂU_MẪU", type=click.Path(path_type=Path))
@click.argument("data", metavar="SỐ_LIỆU", type=click.Path(path_type=Path))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="TỆP.xlsx.")
@click.option("--force", is_flag=True, help="Ghi đè / replace an existing file.")
@click.pass_context
def command(ctx: click.Context, template: Path, data: Path, output: Path, force: bool) -> None:
    """Điền csv, jsonl hoặc parquet (form, row, column, value) vào biểu mẫu của một đơn vị.

    \b
    sheetcheck fill outbox/06331_2024-H1.xlsx so-lieu.csv -o 06331.xlsx
    """
    from sheetcheck.cli._schemas import catalogue_in_use, register_in_use
    from sheetcheck.fill import figures_for
    from sheetcheck.output import refuse_existing, refuse_input, write_file
    from sheetcheck.template import write_template
    from sheetcheck.tidy import read_tidy

    refuse_existing(output, force=force)
    refuse_input(output, (template, data))
    catalogue = catalogue_in_use()
    filled = figures_for(template, read_tidy(data), catalogue, language(ctx), register_in_use())
    write_file(output, write_template(catalogue, filled.identity, filled.figures), force=force)
    for found, unit in filled.restored.items():
        tell(ctx, _RESTORED, found=found, unit=unit)
    tell(ctx, _DONE, count=sum(len(cells) for cells in filled.figures.values()), path=str(output))
