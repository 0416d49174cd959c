"""`sheetcheck units`: the register of administrative units, asked by name, by code and by day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from sheetcheck.cli import _options
from sheetcheck.cli._words import language, note, tell
from sheetcheck.text import Text

if TYPE_CHECKING:
    from sheetcheck.form import Level
    from sheetcheck.units import Register, Unit

_LEVELS: Final = ("commune", "district", "province")
_STATE: Final = Text(
    vi="vào ngày {day}, ngày thay đổi mới nhất mà danh mục biết",
    en="on {day}, the day of the newest change the register knows",
)
_OTHER_TIMES: Final = Text(
    vi="còn {count} đơn vị cùng tên vào lúc khác; thêm --on NGÀY để xem:",
    en="{count} more {count|unit|units} of that name at other times; add --on DAY to see them:",
)
_LINE: Final = Text(vi="  {unit}", en="  {unit}")
_EXAMPLES: Final = 3
_NOTHING: Final = Text(
    vi="không có đơn vị nào tên “{name}”; gần nhất:", en="no unit is named “{name}”; the nearest names:"
)
_NOTHING_LIKE: Final = Text(
    vi="không có đơn vị nào tên “{name}” và không có tên nào gần giống",
    en="no unit is named “{name}”, and no name is like it",
)
_NO_UNITS: Final = Text(
    vi="{name} không có đơn vị cấp {level} vào ngày {day}", en="{name} has no units of the {level} level on {day}"
)
_NATION: Final = Text(vi="cả nước", en="the country")
_WROTE: Final = Text(vi="đã ghi {count} đơn vị vào {path}", en="wrote {count} {count|unit|units} into {path}")
_SUFFIX: Final = Text(vi="tên tệp ra phải kết thúc bằng .csv", en="the output must end in .csv")
_HEADS: Final = {
    "other": Text(vi="tiếng Anh", en="in Vietnamese"),
    "level": Text(vi="cấp", en="level"),
    "above": Text(vi="thuộc", en="lies in"),
    "below": Text(vi="gồm", en="contains"),
    "span": Text(vi="hiệu lực", en="valid"),
    "was": Text(vi="trước đó", en="before"),
    "became": Text(vi="về sau", en="since then"),
}
_COUNT: Final = Text(vi="{count} đơn vị cấp {level}", en="{count} {count|unit|units} of the {level} level")


_ON: Final = click.option(
    "--on",
    callback=_options.read_day,
    metavar="NGÀY",
    help="30/06/2025, 2025-06-30; mặc định: trạng thái mới nhất / default: the last state.",
)
_LEVEL: Final = click.option("--level", type=click.Choice(_LEVELS), help="Cấp / level.")
_PROVINCE: Final = click.option("--province", metavar="TỈNH", help="Mã hoặc tên / code or name.")


@click.group(name="units", short_help="Tra cứu đơn vị hành chính / look up administrative units.")
def command() -> None:
    """Danh mục tỉnh, huyện, xã: trước và sau 01/7/2025.

    \b
    sheetcheck units find "van thuy"           tìm theo tên, không cần dấu
    sheetcheck units show 06337                một đơn vị
    sheetcheck units list --province "lang son"
    sheetcheck units history 06331             mã này từng là gì, nay thuộc đâu
    sheetcheck units export --level commune -o xa.csv
    """


@command.command(short_help="Tìm theo tên / find by name.")
@click.argument("name", metavar="TÊN...", nargs=-1, required=True)
@_ON
@_PROVINCE
@click.pass_context
def find(ctx: click.Context, name: tuple[str, ...], on: date | None, province: str | None) -> int:
    """Tên đầy đủ, không phân biệt hoa thường, không cần dấu, không cần chữ xã, phường, huyện, tỉnh.

    Mỗi dòng một đơn vị, kèm huyện và tỉnh. Đơn vị chỉ có vào lúc khác thì kèm ngày và đơn vị kế thừa.
    Không tìm thấy: nêu các tên gần nhất, mã thoát 1.

    \b
    sheetcheck units find van thuy --on 30/06/2025
    sheetcheck units find "tan tien" --province "lang son"
    """
    from sheetcheck.units.name import is_of_other_type
    from sheetcheck.units.standing import coded
    from sheetcheck.units.words import placed

    register, lang = _register(), language(ctx)
    day, text = _day(ctx, register, on), " ".join(name)
    home = _province(register, province, day).code if province else None
    found = register.find(text, day, home)
    others = [unit for unit in register.find_ever(text, home) if not unit.holds(day)]
    if is_of_other_type(found, others, text):
        found = ()
    if not found and not others and text.isdecimal():
        others = list(coded(register, text))
        found = tuple(unit for unit in others if unit.holds(day))
    for unit in found:
        click.echo(placed(register, unit, day, lang))
    if not found:
        for unit in others:
            click.echo(_of_any_time(register, unit, day, ctx))
    codes = {unit.code for unit in found}
    hidden = [unit for unit in others if codes and unit.code not in codes]
    if hidden:
        tell(ctx, _OTHER_TIMES, count=len(hidden))
        for unit in hidden[:_EXAMPLES]:
            tell(ctx, _LINE, unit=_of_any_time(register, unit, day, ctx))
    return 0 if found or others else _say_nearest(ctx, register, text, day, home)


def _say_nearest(ctx: click.Context, register: Register, text: str, day: date, home: str | None) -> int:
    from sheetcheck.units.standing import near_units
    from sheetcheck.units.words import nothing_before

    near = near_units(register, text, day, province=home)
    click.echo((_NOTHING if near else _NOTHING_LIKE).fill(language(ctx), {"name": text}), err=True)
    for unit in near:
        click.echo(f"  {_of_any_time(register, unit, day, ctx)}", err=True)
    if day >= register.known_from:
        note(ctx, nothing_before(register))
    return 1


@command.command(short_help="Xem một đơn vị / show a unit.")
@click.argument("unit", metavar="MÃ|TÊN")
@_ON
@click.pass_context
def show(ctx: click.Context, unit: str, on: date | None) -> None:
    """Tên, cấp, đơn vị cấp trên và cấp dưới, hiệu lực, trước và sau. Nhận mã, hoặc tên nếu chỉ có một đơn vị tên đó.

    \b
    sheetcheck units show 06337
    sheetcheck units show 06331 --on 30/06/2025
    """
    from sheetcheck.units.standing import asked
    from sheetcheck.units.words import coded

    register, lang = _register(), language(ctx)
    day = _day(ctx, register, on)
    one = asked(register, unit, day)
    click.echo(coded(one, lang))
    for head, value in _about(register, one, day, ctx):
        if value:
            click.echo(f"  {_HEADS[head].of(lang)}: {value}")


def _about(register: Register, unit: Unit, day: date, ctx: click.Context) -> Iterator[tuple[str, str]]:
    from sheetcheck.form import Level
    from sheetcheck.units import LEVELS, words

    lang = language(ctx)
    yield "other", unit.name.of("en" if lang == "vi" else "vi")
    yield "level", LEVELS[unit.level].of(lang)
    yield "above", words.together(register.above(unit, day), lang)
    yield "span", words.span(unit, lang)
    yield "was", words.together(register.previous_of(unit), lang)
    yield "became", words.became(register, unit, lang)
    counts = [(level, len(register.children(unit.code, day, level))) for level in (Level.DISTRICT, Level.COMMUNE)]
    said = [_COUNT.fill(lang, {"count": count, "level": LEVELS[level]}) for level, count in counts if count]
    yield "below", "; ".join(said) if unit.level is not Level.COMMUNE else ""


@command.command(name="list", short_help="Liệt kê / list.")
@_PROVINCE
@_LEVEL
@_ON
@click.pass_context
def list_units(ctx: click.Context, province: str | None, level: str | None, on: date | None) -> int:
    """Các đơn vị của một tỉnh (mặc định: cấp xã), hoặc các tỉnh khi không có --province.

    \b
    sheetcheck units list
    sheetcheck units list --province 20 --level district --on 30/06/2025
    """
    from sheetcheck.form import Level

    register, lang = _register(), language(ctx)
    day = _day(ctx, register, on)
    home = _province(register, province, day) if province else None
    wanted = Level(level) if level else Level.COMMUNE if home else Level.PROVINCE
    units = _units(register, home, wanted, day)
    for unit in units:
        click.echo(f"{unit.code}  {unit.name.of(lang)}")
    return 0 if units else _say_none(ctx, home, wanted, day)


def _say_none(ctx: click.Context, home: Unit | None, level: Level, day: date) -> int:
    from sheetcheck.units import LEVELS, words

    said = {"name": home.name if home else _NATION, "level": LEVELS[level], "day": words.day(day)}
    click.echo(_NO_UNITS.fill(language(ctx), said), err=True)
    return 1


@command.command(short_help="Mã này từng là gì / what a code has named.")
@click.argument("code", metavar="MÃ|TÊN")
@click.pass_context
def history(ctx: click.Context, code: str) -> None:
    """Mọi đơn vị từng mang mã này, các đơn vị trước đó (←) và về sau (→), toàn bộ hay một phần.

    Nhận mã, hoặc tên nếu chỉ có một mã từng mang tên đó.

    \b
    sheetcheck units history 06337
    sheetcheck units history "vạn thủy"
    """
    from sheetcheck.units import history as past
    from sheetcheck.units.words import nothing_before

    register = _register()
    steps = list(past.history(register, code))
    for step in steps:
        click.echo(step.line(register, language(ctx)))
    if any(step.unit.valid_from < register.known_from for step in steps):
        note(ctx, nothing_before(register))


@command.command(short_help="Ghi danh mục ra CSV / write the register as CSV.")
@_ON
@_LEVEL
@_PROVINCE
@click.option("-o", "--output", type=click.Path(path_type=Path), help="TỆP.csv; mặc định: ra màn hình / stdout.")
@click.option("--force", is_flag=True, help="Ghi đè / replace an existing file.")
@click.pass_context
def export(ctx: click.Context, on: date | None, level: str | None, province: str | None, output: Path | None,
           force: bool) -> int:  # fmt: skip
    """Mỗi đơn vị một dòng; ba cột đầu là code,name,receiver như units.csv của một đợt.

    Tệp được ghi bằng UTF-8 có BOM để Excel đọc đúng dấu; ra màn hình thì không có BOM.

    \b
    sheetcheck units export --level commune --province 20 -o units.csv
    """
    from sheetcheck.errors import SheetcheckError
    from sheetcheck.form import Level
    from sheetcheck.output import refuse_existing, write_file
    from sheetcheck.units.export import as_csv

    if output is not None:
        if output.suffix != ".csv":
            raise SheetcheckError(_SUFFIX)
        refuse_existing(output, force=force)
    register = _register()
    day = _day(ctx, register, on)
    home = _province(register, province, day) if province else None
    levels = [Level(level)] if level else [Level.PROVINCE, Level.DISTRICT, Level.COMMUNE]
    units = [unit for one in levels for unit in _units(register, home, one, day)]
    if not units:
        return _say_none(ctx, home, levels[0], day)
    content = as_csv(register, units, day, language(ctx))
    if output is None:
        click.echo(content, nl=False)
    else:
        write_file(output, content.encode("utf-8-sig"), force=force)
        tell(ctx, _WROTE, count=len(units), path=str(output))
    return 0


def _register() -> Register:
    from sheetcheck.cli._schemas import register_in_use

    return register_in_use()


def _day(ctx: click.Context, register: Register, on: date | None) -> date:
    """The day that was asked for, else that of the register's last state; never today's."""
    from sheetcheck.units.words import as_of
    from sheetcheck.units.words import day as written

    if on is not None:
        note(ctx, as_of(register, on))
        return on

    tell(ctx, _STATE, day=written(register.state))
    return register.state


def _province(register: Register, typed: str, day: date) -> Unit:
    from sheetcheck.form import Level
    from sheetcheck.units.standing import asked

    return asked(register, typed, day, Level.PROVINCE)


def _units(register: Register, home: Unit | None, level: Level, day: date) -> tuple[Unit, ...]:
    """The units of a level in a province or in the country, in the order of their codes."""
    from sheetcheck.units import NATION

    if home is not None and home.level is level:
        return (home,)
    found = register.children(home.code if home else NATION, day, level)
    return tuple(sorted(found, key=lambda unit: unit.code))


def _of_any_time(register: Register, unit: Unit, day: date, ctx: click.Context) -> str:
    """`Xã Vạn Thủy 06331 (Huyện Bắc Sơn, Tỉnh Lạng Sơn) đến 30/06/2025, nay thuộc Xã Tân Tri 06337`."""
    from sheetcheck.units import words

    lang = language(ctx)
    if unit.holds(day):
        return words.placed(register, unit, day, lang)
    place = words.placed(register, unit, unit.valid_from, lang)
    fate = words.became(register, unit, lang) or words.was(register, unit, lang)
    return f"{place} {words.span(unit, lang)}, {fate}".rstrip(", ")
