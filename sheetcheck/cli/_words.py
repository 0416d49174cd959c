"""What several commands share in speaking to the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final, cast

import click

from sheetcheck.text import Language, Text

if TYPE_CHECKING:
    from sheetcheck.errors import DefinitionError
    from sheetcheck.finding import Finding


_TERMS: Final = ("level", "expected", "language", "period", "scope")
"""Parameters that may be the id of a level, a language, a kind of period or a scope."""


def language(ctx: click.Context) -> Language:
    return cast(Language, ctx.obj["lang"])


def tell(ctx: click.Context, text: Text, **params: object) -> None:
    """Progress and news go to stderr, unless quiet."""
    if not ctx.obj["quiet"]:
        click.echo(text.fill(language(ctx), params), err=True)


def note(ctx: click.Context, text: Text | None) -> None:
    """Something to know about an answer, where there is something; on stderr, unless quiet."""
    if text is not None:
        tell(ctx, text)


def definition_mistakes(error: DefinitionError, lang: Language) -> Iterator[str]:
    """`forms/bdg_03.yaml:12:5: D104 …` and what to do, mistake by mistake down each file."""
    found = cast("tuple[Finding, ...]", error.findings)
    yield from lines(
        sorted(found, key=lambda one: (one.file, one.params["line"], one.params.get("at", 0), one.code)), lang
    )


def lines(findings: Iterable[Finding], lang: Language) -> Iterator[str]:
    """Findings about a file's lines: where, what, and what to do."""
    from sheetcheck.codes import all_codes

    for one in findings:
        code = all_codes()[one.code]
        params = {name: _worded(name, value) for name, value in one.params.items()}
        at = f":{one.params['at']}" if "at" in one.params else ""
        yield f"{one.file}:{params.get('line', 1)}{at}: {one.code} {code.message.fill(lang, params)}\n    → {code.help.fill(lang, params)}"


def notes(ctx: click.Context, findings: Iterable[Finding]) -> None:
    """What was noticed on the way and stops nothing; on stderr, unless quiet."""
    if not ctx.obj["quiet"]:
        for line in lines(findings, language(ctx)):
            click.echo(line, err=True)


def _worded(name: str, value: object) -> object:
    """What stands for an id: a level, a language, a kind of period, a scope."""
    from sheetcheck.words import term

    return term(value) if name in _TERMS and isinstance(value, str) else value
