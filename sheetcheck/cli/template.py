"""`sheetcheck template`: the workbooks that go out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sheetcheck.cli import _options
from sheetcheck.cli._words import language, note, notes, tell
from sheetcheck.text import Text

if TYPE_CHECKING:
    from sheetcheck.catalogue import Catalogue
    from sheetcheck.identity import Identity
    from sheetcheck.period import Period
    from sheetcheck.round import Round

_WRITTEN = Text(
    vi="đã tạo {count} biểu mẫu trong {folder}", en="wrote {count} {count|template|templates} into {folder}"
)
_WRITTEN_ONE = Text(vi="đã tạo {path}", en="wrote {path}")
_SHELF_OLD = Text(vi="biểu mẫu đã cũ so với danh mục: {names}", en="templates are out of date: {names}")
_SHELF_NEW = Text(
    vi="{count} biểu mẫu khớp với danh mục", en="{count} {count|template agrees|templates agree} with the catalogue"
)
_NEEDED = Text(
    vi="cần --level, --period và -o khi không làm việc với một đợt báo cáo",
    en="--level, --period and -o are needed when there is no round",
)
_NO_DISTRICTS = Text(
    vi="ngày {date} không còn cấp huyện (kết thúc từ 01/7/2025); dùng --level commune hoặc province",
    en="there are no districts on {date} (they ended on 1 July 2025); use --level commune or province",
)


@click.command(short_help="Tạo biểu mẫu để gửi đi / write the templates to send out.")
@click.argument("folder", metavar="[ĐỢT]", required=False, type=click.Path(path_type=Path))
@click.option("--level", type=click.Choice(["commune", "district", "province"]))
@click.option("--period", metavar="KỲ", help="2026-H1, 2026-H2, 2026.")
@_options.calendar
@_options.scope
@_options.profile
@click.option("--unit", metavar="MÃ", help="Một đơn vị / one unit.")
@click.option("--units", "units_file", type=click.Path(path_type=Path), help="units.csv: code,name,receiver.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Tệp .xlsx hoặc thư mục / file or folder.")
@click.option("--force", is_flag=True, help="Ghi đè / replace existing files.")
@click.option(
    "--check",
    "check_shelf",
    is_flag=True,
    help="So templates_xlsx với danh mục / are the standard templates up to date?",
)
@click.pass_context
def command(ctx: click.Context, folder: Path | None, level: str | None, period: str | None, calendar: str, scope: str,
            profile: str, unit: str | None, units_file: Path | None, output: Path | None, force: bool, check_shelf: bool) -> int:  # fmt: skip
    """Tạo biểu mẫu cho các đơn vị của một đợt, hoặc cho một đơn vị.

    \b
    sheetcheck template bac-son                                  mọi đơn vị, vào bac-son/outbox
    sheetcheck template --level commune --period 2026-H1 --unit 06337 -o 06337.xlsx
    """
    from sheetcheck.cli._schemas import catalogue_in_use, register_in_use
    from sheetcheck.errors import SheetcheckError
    from sheetcheck.output import refuse_existing, write_file
    from sheetcheck.period import Calendar, parse_period
    from sheetcheck.round import load_round
    from sheetcheck.template import file_name, write_template
    from sheetcheck.units.words import as_of

    catalogue = catalogue_in_use()
    if check_shelf:
        return _compare_shelf(ctx, catalogue)
    if folder is not None:
        made = load_round(folder, register_in_use()).resolved(catalogue.forms)
        notes(ctx, made.notes)
        identities = list(_of_round(made, unit, catalogue))
        target = output or made.outbox
    elif level and period and output:
        identities = list(
            _of_options(
                ctx, level, parse_period(period, Calendar(calendar)), scope, profile, unit, units_file, catalogue
            )
        )
        target = output
    else:
        raise SheetcheckError(_NEEDED)
    single = target.suffix == ".xlsx"
    paths = [target if single else target / file_name(one) for one in identities]
    for path in paths:
        refuse_existing(path, force=force)
    for path, identity in zip(paths, identities, strict=True):
        write_file(path, write_template(catalogue, identity), force=force)
    register = register_in_use()
    for day in {one.period.end for one in identities if register.ever(one.unit)}:
        note(ctx, as_of(register, day))
    if single:
        tell(ctx, _WRITTEN_ONE, path=str(target))
    else:
        tell(ctx, _WRITTEN, count=len(paths), folder=str(target))
    return 0


def _of_round(made: Round, unit: str | None, catalogue: Catalogue) -> Iterator[Identity]:
    from sheetcheck.cli._schemas import register_in_use

    for code in [register_in_use().zero_padded(unit, made.level)] if unit else made.units:
        yield made.identity(code, catalogue.digest)


def _of_options(ctx: click.Context, level: str, when: Period, scope: str, profile: str, unit: str | None,
                units_file: Path | None, catalogue: Catalogue) -> Iterator[Identity]:  # fmt: skip
    from sheetcheck.cli._schemas import register_in_use
    from sheetcheck.errors import SheetcheckError
    from sheetcheck.form import Level, Profile, Scope
    from sheetcheck.identity import Identity
    from sheetcheck.office import receiving_office
    from sheetcheck.unit_list import UnitList, read_units
    from sheetcheck.units import NATION
    from sheetcheck.units.standing import is_own, templated

    register = register_in_use()
    if level == Level.DISTRICT and not register.children(NATION, when.end, Level.DISTRICT):
        raise SheetcheckError(_NO_DISTRICTS, date=f"{when.end:%d/%m/%Y}")
    listed = UnitList({register.zero_padded(unit or "", Level(level)): ("", "")})
    if units_file:
        listed = read_units(units_file, register, when.end, Level(level))
        notes(ctx, listed.notes)
    for code, (name, receiver) in listed.units.items():
        known = None if not code or is_own(code) else templated(register, code, when.end, Level(level))
        parent = register.get(known.parent, when.end) if known and known.parent else None
        yield Identity(
            unit=code or "00000",
            unit_name=name or (known.name.of(language(ctx)) if known else "………………………"),
            level=Level(level),
            period=when,
            scope=Scope(scope),
            profile=Profile(profile),
            language=language(ctx),
            digest=catalogue.digest,
            receiver=receiver or (receiving_office(parent, when) if known else ""),
        )


def _compare_shelf(ctx: click.Context, catalogue: Catalogue) -> int:
    """Exit 1 when a committed standard template is not what the catalogue would make today."""
    from sheetcheck.shelf import outdated, shelf

    old = outdated(catalogue)
    if old:
        tell(ctx, _SHELF_OLD, names=", ".join(old))
        return 1
    tell(ctx, _SHELF_NEW, count=len(shelf()))
    return 0
