"""`sheetcheck explain`: what a code means and what to do."""

from __future__ import annotations

import click

from sheetcheck.cli._words import language


@click.command(short_help="Giải thích một mã lỗi hoặc quy tắc / explain a code or rule.")
@click.argument("code", metavar="MÃ")
@click.pass_context
def command(ctx: click.Context, code: str) -> None:
    """Ý nghĩa, ví dụ và cách sửa của một mã (R201) hoặc quy tắc (G02).

    \b
    sheetcheck explain R201
    """
    from sheetcheck.catalogue import Catalogue
    from sheetcheck.cli._schemas import catalogue_in_use
    from sheetcheck.codes import all_codes
    from sheetcheck.errors import DefinitionError
    from sheetcheck.explain import explain

    try:
        catalogue = catalogue_in_use()
    except DefinitionError:  # a form author asks what a mistake means before it is mended
        if code.strip().upper() not in all_codes():
            raise
        catalogue = Catalogue(forms={}, digest="")
    click.echo(explain(code, catalogue, language(ctx)))
