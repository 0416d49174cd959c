"""What several commands share in speaking to the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

import click

from sheetcheck.text import Language, Text

if TYPE_CHECKING:
    from sheetcheck.errors import DefinitionError
    from sheetcheck.finding import Finding


def language(ctx: click.Context) -> Language:
    return cast(Language, ctx.obj["lang"])


def tell(ctx: click.Context, text: Text, **params: object) -> None:
    """Progress and news go to stderr, unless quiet."""
    if not ctx.obj["quiet"]:
        click.echo(text.fill(language(ctx), params), err=True)


def definition_mistakes(error: DefinitionError, lang: Language) -> Iterator[str]:
    """`forms/bdg_03.yaml:12: D104 …` and what to do, mistake by mistake down each file."""
    from sheetcheck.codes import all_codes

    found = cast("tuple[Finding, ...]", error.findings)
    for one in sorted(found, key=lambda one: (one.file, one.params["line"], one.code)):
        code = all_codes()[one.code]
        params: dict[str, Any] = dict(one.params)
        yield f"{one.file}:{params['line']}: {one.code} {code.message.fill(lang, params)}\n    → {code.help.of(lang)}"
