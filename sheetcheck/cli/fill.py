"""`sheetcheck fill`: tidy data into a workbook."""

from __future__ import annotations

from pathlib import Path

import click

from sheetcheck.cli._words import language, tell
from sheetcheck.text import Text

_DONE = Text(vi="đã điền {count} số liệu vào {path}", en="filled {count} data into {path}")


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
    from sheetcheck.cli._schemas import catalogue_in_use
    from sheetcheck.fill import figures_for
    from sheetcheck.output import refuse_existing, refuse_input, write_file
    from sheetcheck.template import write_template
    from sheetcheck.tidy import read_tidy

    refuse_existing(output, force=force)
    refuse_input(output, (template, data))
    catalogue = catalogue_in_use()
    identity, figures = figures_for(template, read_tidy(data), catalogue, language(ctx))
    write_file(output, write_template(catalogue, identity, figures), force=force)
    tell(ctx, _DONE, count=sum(len(cells) for cells in figures.values()), path=str(output))
