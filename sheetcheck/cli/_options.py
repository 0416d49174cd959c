"""Options that several commands have, said once."""

from __future__ import annotations

from pathlib import Path

import click

calendar = click.option(
    "--calendar",
    type=click.Choice(["administrative", "statistical"]),
    default="administrative",
    show_default=True,
    help="administrative: 15/12-14/6; statistical: 01/01-30/6.",
)
profile = click.option(
    "--profile",
    type=click.Choice(["full", "core"]),
    default="full",
    show_default=True,
    help="core: chỉ các chỉ tiêu cốt lõi / core rows only.",
)
previous = click.option(
    "--previous",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="ĐƯỜNG_DẪN",
    help="Báo cáo kỳ trước để so sánh: tệp, thư mục, đợt, csv / earlier returns to compare with.",
)
