"""`sheetcheck schema`: the catalogue of forms, looked at and checked."""

from __future__ import annotations

from pathlib import Path

import click

from sheetcheck.cli._words import definition_mistakes, language, tell
from sheetcheck.text import Text

_GOOD = Text(
    vi="danh mục đúng: {forms} biểu, {rows} chỉ tiêu, {rules} quy tắc",
    en="the catalogue is sound: {forms} forms, {rows} rows, {rules} rules",
)


@click.group(name="schema", short_help="Xem và kiểm tra danh mục biểu / look at and check the catalogue.")
def command() -> None:
    """Danh mục biểu trong schemas/.

    \b
    sheetcheck schema check            mọi lỗi của người soạn, kèm tệp và dòng
    sheetcheck schema list
    sheetcheck schema show 03
    """


@command.command(short_help="Kiểm tra / check.")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.pass_context
def check(ctx: click.Context, folder: Path | None) -> None:
    """Mọi lỗi trong một lần, kèm tệp, dòng và cách sửa (mã thoát 2 khi có lỗi)."""
    from sheetcheck.catalogue import read_catalogue
    from sheetcheck.cli._schemas import schemas_in_use
    from sheetcheck.errors import DefinitionError

    catalogue, found = read_catalogue(folder or schemas_in_use())
    if found:
        for line in definition_mistakes(DefinitionError(found), language(ctx)):
            click.echo(line)
        ctx.exit(2)
    rules = {rule.id for form in catalogue.forms.values() for rule in form.rules}
    rows = sum(len(form.rows) or len(form.fields) for form in catalogue.forms.values())
    tell(ctx, _GOOD, forms=len(catalogue.forms), rows=rows, rules=len(rules))


@command.command(name="list", short_help="Liệt kê các biểu / list the forms.")
@click.pass_context
def list_forms(ctx: click.Context) -> None:
    """Số, tên và cấp của từng biểu."""
    from sheetcheck.cli._schemas import catalogue_in_use

    for form in catalogue_in_use().forms.values():
        levels = ", ".join(form.codes.values())
        click.echo(f"{form.number}  {form.title.of(language(ctx))}  [{levels}]")


@command.command(short_help="Xem một biểu / show a form.")
@click.argument("form", metavar="BIỂU")
@click.pass_context
def show(ctx: click.Context, form: str) -> None:
    """Chỉ tiêu (hoặc cột) và quy tắc của một biểu."""
    from sheetcheck.cli._schemas import catalogue_in_use

    lang = language(ctx)
    one = catalogue_in_use().form(form)
    click.echo(f"{one.number}  {one.title.of(lang)}")
    for row in one.rows:
        click.echo(
            f"  {row.code}  {one.id}.{row.id}  {row.title.of(lang)} ({row.unit.of(lang)}; {row.columns}; {row.required})"
        )
    for column in one.fields:
        needed = "*" if column.required else " "
        click.echo(f"  {needed} {one.id}.{column.id}  {column.title.of(lang)} ({column.kind})")
    for rule in one.rules:
        click.echo(f"  {rule.code} {rule.id} [{rule.severity}]  {rule.check}")
