"""`sheetcheck init`: a folder for one collection."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sheetcheck.cli import _options
from sheetcheck.cli._words import language, note, tell
from sheetcheck.text import Text

if TYPE_CHECKING:
    from sheetcheck.form import Level
    from sheetcheck.period import Period
    from sheetcheck.units import Register, Unit

_MADE = Text(
    vi="đã tạo đợt báo cáo '{title}' với {count} đơn vị, {forms} biểu, hạn {deadline}, trong {folder}; "
    "sửa round.toml và units.csv nếu cần, rồi chạy: sheetcheck template {folder}",
    en="made the round '{title}' with {count} {count|unit|units}, {forms} {forms|form|forms}, due {deadline}, in {folder}; "
    "edit round.toml and units.csv if need be, then run: sheetcheck template {folder}",
)
_OWN_PART = Text(
    vi="các biểu mẫu này thu phần việc của chính đơn vị cấp {level} (scope own), để cộng với số của các đơn vị cấp dưới; "
    "muốn thu số liệu đã gồm mọi đơn vị cấp dưới thì lập đợt với --scope consolidated",
    en="these templates collect what the {level} offices themselves do (scope own), to be added to the figures of the units "
    "below; for figures that include all units below make the round with --scope consolidated",
)
_NO_CHILDREN = Text(
    vi="{name} không có đơn vị cấp {level} vào ngày {date}", en="{name} has no units of the {level} level on {date}"
)
_ONE_PARENT = Text(
    vi="cho một trong hai: --province TỈNH hoặc --district HUYỆN (chỉ --level province không cần)",
    en="give one of --province and --district, with a code or a name (only --level province does without)",
)
_NATION = Text(vi="Cả nước", en="The country")


@click.command(short_help="Tạo thư mục một đợt báo cáo / make a round's folder.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--province", metavar="TỈNH", help="Mã hoặc tên / code or name.")
@click.option("--district", metavar="HUYỆN", help="Mã hoặc tên; kỳ kết thúc trước 01/7/2025 / code or name.")
@click.option("--period", required=True, metavar="KỲ", help="2026-H1, 2026-H2, 2026, 2026-02-01..2026-06-30.")
@click.option("--level", type=click.Choice(["commune", "district", "province"]), default="commune", show_default=True)
@_options.calendar
@_options.profile
@_options.scope
@click.option("--deadline", default="", metavar="NGÀY", help="16/06/2026.")
@click.option("--receiver", default="", metavar="TÊN", help="Đơn vị nhận báo cáo / receiving office.")
@click.pass_context
def command(ctx: click.Context, folder: Path, province: str | None, district: str | None, period: str, level: str,
            calendar: str, profile: str, scope: str, deadline: str, receiver: str) -> None:  # fmt: skip
    """Tạo round.toml, units.csv, outbox/, inbox/, results/ cho một đợt báo cáo.

    \b
    sheetcheck init bac-son --district 185 --period 2024-H1
    sheetcheck init lang-son --province 20 --period 2026-H1
    sheetcheck init ca-nuoc --level province --scope consolidated --period 2026
    """
    from sheetcheck.cli._schemas import catalogue_in_use, register_in_use
    from sheetcheck.errors import SheetcheckError
    from sheetcheck.form import Level, Profile, Scope
    from sheetcheck.identity import issued_layouts, nobody
    from sheetcheck.period import Calendar, parse_period
    from sheetcheck.round import create_round, fitting_scope, round_title
    from sheetcheck.units import LEVELS
    from sheetcheck.units.words import as_of

    when = parse_period(period, Calendar(calendar))
    register = register_in_use()
    wanted = Level(level)
    kept = fitting_scope(Scope(scope), wanted)
    if (province and district) or not (province or district or wanted is Level.PROVINCE):
        raise SheetcheckError(_ONE_PARENT)
    within = Level.PROVINCE if province else Level.DISTRICT
    name, units = _units(register, province or district, within, wanted, when)
    whose = nobody(wanted, when, kept, Profile(profile))
    layouts = issued_layouts(catalogue_in_use().forms.values(), whose)
    said = language(ctx)
    made = create_round(folder, title=round_title(name, wanted, when, kept, said), period=when, language=said,
                        units={unit: receiver or _office(register, unit, when) for unit in units},
                        forms={layout.form.number: layout.form.title.of(said) for layout in layouts},
                        profile=Profile(profile), scope=kept, deadline=deadline)  # fmt: skip
    tell(ctx, _MADE, title=made.title, count=len(units), forms=len(made.forms), deadline=made.deadline,
         folder=str(folder))  # fmt: skip
    note(ctx, as_of(register, when.end))
    if wanted is not Level.COMMUNE and kept is Scope.OWN:
        tell(ctx, _OWN_PART, level=LEVELS[wanted])


def _units(
    register: Register, code: str | None, within: Level, level: Level, when: Period
) -> tuple[Text, tuple[Unit, ...]]:
    """Who reports: the units of a level within a province or district, as they were at the end of the period."""
    from sheetcheck.errors import SheetcheckError
    from sheetcheck.units import LEVELS, NATION
    from sheetcheck.units.standing import asked

    if code is None:
        return _NATION, register.children(NATION, when.end)
    parent = asked(register, code, when.end, within)
    units = (parent,) if level == parent.level else register.children(parent.code, when.end, level)
    if not units:
        raise SheetcheckError(_NO_CHILDREN, name=parent.name, level=LEVELS[level], date=f"{when.end:%d/%m/%Y}")
    return parent.name, units


def _office(register: Register, unit: Unit, when: Period) -> str:
    """Where the unit sends its return: to the office of the unit right above it at that time."""
    from sheetcheck.office import receiving_office

    return receiving_office(register.get(unit.parent, when.end) if unit.parent else None, when)
