"""`sheetcheck rules`: which rules there are, and all that is known of one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from sheetcheck.cli._words import language
from sheetcheck.errors import SheetcheckError
from sheetcheck.text import Text

if TYPE_CHECKING:
    from sheetcheck.period import PeriodKind
    from sheetcheck.rule_book import Entry
    from sheetcheck.words import Words

_COUNT = Text(vi="{count} quy tắc", en="{count} {count|rule|rules}")
_NO_TYPE = Text(
    vi="không có loại quy tắc “{name}”; gần nhất: {nearest}", en="there is no type of rule “{name}”; nearest: {nearest}"
)


@click.group(
    name="rules", invoke_without_command=True, short_help="Tra các quy tắc kiểm tra / look up the rules of the forms."
)
@click.option("--form", metavar="BIỂU", help="Của một biểu / of one form (03).")
@click.option("--level", type=click.Choice(["commune", "district", "province", "national"]), help="Cấp / level.")
@click.option("--period", metavar="KỲ", help="half, year, hoặc một kỳ như / or a period such as 2026-H1.")
@click.option("--severity", type=click.Choice(["error", "warning", "info"]), help="Mức / severity.")
@click.option("--type", "kind", metavar="LOẠI", help="Loại / type: sum_of, part_whole, …, check.")
@click.option("--text", default="", metavar="CHỮ", help="Có chữ này, không cần dấu / has these words.")
@click.option("--json", "as_json", is_flag=True, help="Cho chương trình khác / for other programs.")
@click.pass_context
def command(ctx: click.Context, form: str | None, level: str | None, period: str | None, severity: str | None,
            kind: str | None, text: str, as_json: bool) -> None:  # fmt: skip
    """Liệt kê các quy tắc; lọc theo biểu, cấp, kỳ, mức, loại, chữ.

    \b
    sheetcheck rules --form 03 --severity error
    sheetcheck rules --type sum_of
    sheetcheck rules --text "dân tộc"
    sheetcheck rules show R03.4
    sheetcheck rules types
    """
    if ctx.invoked_subcommand:
        return
    from sheetcheck.cli._schemas import catalogue_in_use
    from sheetcheck.finding import Severity
    from sheetcheck.form import Level
    from sheetcheck.rule_book import Wanted, entries, listed, matching
    from sheetcheck.words import Words

    catalogue = catalogue_in_use()
    words = Words(catalogue, language(ctx))
    wanted = Wanted(
        form=catalogue.form(form).id if form else "",
        level=Level(level) if level else None,
        period=_kind_of(period) if period else None,
        severity=Severity(severity) if severity else None,
        type=_type(kind) if kind else "",
        text=text,
    )
    found = tuple(matching(entries(catalogue), wanted, words))
    if as_json:
        click.echo(json.dumps([listed(one, catalogue, words) for one in found], ensure_ascii=False, indent=1))
        return
    for one in found:
        click.echo(_line(one, words))
    click.echo(_COUNT.fill(words.language, {"count": len(found)}))


@command.command(short_help="Xem một quy tắc / show one rule.")
@click.argument("name", metavar="QUY_TẮC")
@click.option("--json", "as_json", is_flag=True, help="Cho chương trình khác / for other programs.")
@click.pass_context
def show(ctx: click.Context, name: str, as_json: bool) -> None:
    """Điều phải đúng, ví dụ số liệu làm sai, câu báo lỗi, cách sửa, tác động ở đâu. Nhận tên (R03.4) hoặc mã (R335).

    \b
    sheetcheck rules show G02
    """
    from sheetcheck.cli._schemas import catalogue_in_use
    from sheetcheck.rule_book import find, page, record
    from sheetcheck.words import Words

    catalogue = catalogue_in_use()
    words = Words(catalogue, language(ctx))
    found = find(name, catalogue)
    if as_json:
        click.echo(json.dumps(record(found, catalogue, words), ensure_ascii=False, indent=1))
    else:
        click.echo(page(found, catalogue, words))


@command.command(short_help="Các loại quy tắc / the types of rules.")
@click.argument("name", metavar="[LOẠI]", required=False)
@click.pass_context
def types(ctx: click.Context, name: str | None) -> None:
    """Các loại quy tắc có sẵn cho người soạn biểu: tham số, ví dụ.

    \b
    sheetcheck rules types
    sheetcheck rules types sum_of
    """
    from sheetcheck.rule_types import page, table

    click.echo(page(_type(name), language(ctx)) if name else table(language(ctx)))


def _type(name: str) -> str:
    """The name of a type; raises SheetcheckError with the nearest for any other."""
    from sheetcheck.nearest import nearest
    from sheetcheck.rule_book import NO_TYPE
    from sheetcheck.rules import TYPES

    known = [*TYPES, NO_TYPE]
    if name not in known:
        raise SheetcheckError(_NO_TYPE, name=name, nearest=", ".join(nearest(name, known, most=3)) or ", ".join(known))
    return name


def _kind_of(period: str) -> PeriodKind:
    """Half-year or year, by name or by a period of that kind; raises SheetcheckError for anything else."""
    from sheetcheck.period import PeriodKind, parse_period

    return PeriodKind(period) if period in set(PeriodKind) else parse_period(period).kind


def _line(one: Entry, words: Words) -> str:
    from sheetcheck.explain import sentence

    rule, form = one.rule, one.forms[0]
    said = sentence(rule.message, form, rule, words)
    return f"{rule.code}  {rule.id:<7} {words.severity(rule.severity):<10} {one.type:<13} {said}"
