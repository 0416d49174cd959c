"""`sheetcheck init`: a folder for one round."""

from __future__ import annotations

from pathlib import Path

import click

from sheetcheck.cli._words import language, tell
from sheetcheck.text import Text

_MADE = Text(
    vi="đã tạo đợt báo cáo {title} với {count} đơn vị trong {folder}\nTiếp theo: sheetcheck template {folder}",
    en="made the round {title} with {count} units in {folder}\nNext: sheetcheck template {folder}",
)
_NO_CHILDREN = Text(
    vi="{name} không có đơn vị cấp {level} vào ngày {date}", en="{name} has no units of level {level} on {date}"
)
_ONE_PARENT = Text(
    vi="cho một trong hai: --province MÃ hoặc --district MÃ", en="give one of --province CODE and --district CODE"
)


@click.command(short_help="Tạo thư mục một đợt báo cáo / make a round's folder.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--province", metavar="MÃ", help="Mã tỉnh, thành phố / province code.")
@click.option("--district", metavar="MÃ", help="Mã huyện (kỳ kết thúc trước 01/7/2025) / district code.")
@click.option("--period", required=True, metavar="KỲ", help="2026-H1, 2026-H2, 2026.")
@click.option("--level", type=click.Choice(["commune", "district", "province"]), default="commune", show_default=True)
@click.option(
    "--calendar", type=click.Choice(["administrative", "statistical"]), default="administrative", show_default=True
)
@click.option("--deadline", default="", metavar="NGÀY", help="16/06/2026.")
@click.option("--receiver", default="", metavar="TÊN", help="Đơn vị nhận báo cáo / receiving office.")
@click.pass_context
def command(ctx: click.Context, folder: Path, province: str | None, district: str | None, period: str, level: str,
            calendar: str, deadline: str, receiver: str) -> None:  # fmt: skip
    """Tạo round.toml, units.csv, outbox/, inbox/, results/ cho một đợt báo cáo.

    \b
    sheetcheck init bac-son --district 185 --period 2024-H1
    sheetcheck init lang-son --province 20 --period 2026-H1
    """
    from sheetcheck.catalogue import bundled
    from sheetcheck.errors import SheetcheckError
    from sheetcheck.form import Level
    from sheetcheck.period import Calendar, parse_period
    from sheetcheck.round import create_round
    from sheetcheck.units import load_register
    from sheetcheck.units.standing import required

    code = province or district
    if code is None or (province and district):
        raise SheetcheckError(_ONE_PARENT)
    when = parse_period(period, Calendar(calendar))
    register = load_register(bundled("schemas") / "units")
    date = f"{when.end:%d/%m/%Y}"
    parent = required(register, code, when.end, Level.PROVINCE if province else Level.DISTRICT)
    units = (parent,) if level == parent.level else register.children(code, when.end, Level(level))
    if not units:
        raise SheetcheckError(_NO_CHILDREN, name=parent.name, level=level, date=date)
    made = create_round(folder, parent=parent, units=units, period=when, language=language(ctx),
                        deadline=deadline, receiver=receiver)  # fmt: skip
    tell(ctx, _MADE, title=made.title, count=len(units), folder=str(folder))
