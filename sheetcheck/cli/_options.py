"""Options that several commands have, said once."""

from __future__ import annotations

from datetime import date
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
waivers = click.option(
    "--waivers",
    type=click.Path(path_type=Path),
    metavar="TỆP",
    help="Miễn trừ đã duyệt; với một đợt: waivers.yaml của đợt / approved waivers.",
)
scope = click.option(
    "--scope",
    type=click.Choice(["own", "consolidated"]),
    default="own",
    show_default=True,
    help="own: phần của chính đơn vị; consolidated: gồm cả cấp dưới / with all units below.",
)
previous = click.option(
    "--previous",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="ĐƯỜNG_DẪN",
    help="Báo cáo kỳ trước để so sánh: tệp, thư mục, đợt, csv / earlier returns to compare with.",
)

password = click.option(
    "--password",
    metavar="MẬT_KHẨU",
    help="Mật khẩu của tệp bị khóa; '-' để gõ vào khi được hỏi. Người dùng chung máy có thể thấy dòng lệnh, nên dùng '-' "
    "hoặc --password-file / password of locked files; '-' asks for it.",
)
password_file = click.option(
    "--password-file",
    type=click.Path(path_type=Path),
    metavar="TỆP",
    help="Tệp văn bản, mỗi dòng một mật khẩu / a text file, one password a line.",
)


def read_day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """The day that an option names; wrong usage for any other text."""
    from sheetcheck.period import parse_day

    day = parse_day(value) if value is not None else None
    if value is not None and day is None:
        raise click.BadParameter(
            f"'{value}' không phải là ngày; viết 30/06/2025 hoặc 2025-06-30 / is not a day", ctx, param
        )
    return day
