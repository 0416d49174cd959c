"""The command line: one file a command, imported only when it is called."""

from __future__ import annotations

import gc
import importlib
import os
import pkgutil
import sys
from pathlib import Path
from typing import Any, NoReturn

import click

from sheetcheck import __version__
from sheetcheck.errors import SheetcheckError
from sheetcheck.text import Text

_MACHINE_FAILED = 3
_YOUNG_VALUES = 100_000
"""After how many new values the collector of cycles looks: values here live until the command ends and have no cycles.
Reading the catalogue takes 130 ms of CPU instead of 190 (measured; 700 is what Python sets)."""
_NO_SCHEMAS = Text(
    vi="không có thư mục {folder}; --schemas (hoặc biến SHEETCHECK_SCHEMAS) phải là một thư mục như schemas/ của "
    "chương trình, có columns.yaml và forms/",
    en="there is no folder {folder}; --schemas (or the variable SHEETCHECK_SCHEMAS) must be a folder like the program's "
    "schemas/, with columns.yaml and forms/",
)


class Commands(click.Group):
    """The modules of this package whose names have no underscore are the commands."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = importlib.import_module(f"sheetcheck.cli.{cmd_name}").command
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[Any, Any, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from sheetcheck.nearest import nearest

            near = nearest(args[0], self.list_commands(ctx))
            if near:
                raise click.UsageError(
                    f"không có lệnh '{args[0]}'; có phải '{near[0]}'? / did you mean '{near[0]}'?"
                ) from error
            raise


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", message="sheetcheck %(version)s")
@click.option("--lang", type=click.Choice(["vi", "en"]), envvar="SHEETCHECK_LANG", default="vi", show_default=True,
              help="Ngôn ngữ của thông báo / language of messages.")  # fmt: skip
@click.option(
    "--schemas",
    envvar="SHEETCHECK_SCHEMAS",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Thư mục biểu của riêng mình / a catalogue of one's own (SHEETCHECK_SCHEMAS).",
)
@click.option("-q", "--quiet", is_flag=True, help="Chỉ in kết quả / results only.")
@click.option("-v", "--verbose", is_flag=True, help="In đầy đủ / everything.")
@click.pass_context
def root(ctx: click.Context, lang: str, schemas: Path | None, quiet: bool, verbose: bool) -> None:
    """Biểu mẫu thống kê bình đẳng giới: tạo, kiểm tra khi nộp về, tổng hợp.

    Standard workbooks for sex-disaggregated statistics: made, checked when they return, merged.

    \b
    sheetcheck demo vong-mau                     một đợt mẫu từ đầu đến cuối / a sample round, end to end
    sheetcheck init dot --district 185 --period 2024-H1
    sheetcheck template dot                      biểu mẫu vào dot/outbox / templates into dot/outbox
    sheetcheck check dot                         kiểm tra dot/inbox / check dot/inbox
    sheetcheck fix dot -o da-sua                 sửa những gì chắc chắn, trong bản sao / correct copies
    sheetcheck merge dot                         tổng hợp vào dot/results / merge into dot/results
    """
    if schemas is not None and not schemas.is_dir():
        raise SheetcheckError(_NO_SCHEMAS, folder=str(schemas))
    ctx.obj = {"lang": lang, "schemas": schemas, "quiet": quiet, "verbose": verbose}


def main() -> NoReturn:
    """Runs a command; whatever goes wrong is a sentence and an exit code, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    gc.set_threshold(_YOUNG_VALUES)
    code = run(sys.argv[1:])
    try:
        sys.stdout.flush()
    except OSError:  # the reader of a pipe went away
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)


def run(args: list[str]) -> int:
    """The exit code of a command line; what it has to say is on stdout and stderr."""
    try:
        result = root.main(args=args, prog_name="sheetcheck", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.Abort:
        click.echo("Đã dừng / stopped.", err=True)
        return 130
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return 2
    except click.ClickException as error:
        _say_usage(error)
        return 2
    except BrokenPipeError:
        return 0
    except Exception as error:
        return _explain(error, _language(args))


def _say_usage(error: click.ClickException) -> None:
    """What was typed wrong, and where the right way stands."""
    context = getattr(error, "ctx", None)
    where = context.command_path if context else "sheetcheck"
    click.echo(f"sheetcheck: gõ lệnh chưa đúng / wrong usage: {error.format_message()}", err=True)
    click.echo(f"  → {where} --help", err=True)


def _explain(error: Exception, language: Any) -> int:
    """One sentence for the caller's mistakes; for ours, one sentence and how to see more."""
    from sheetcheck.errors import DefinitionError, RefusedError, SheetcheckError

    if os.environ.get("SHEETCHECK_DEBUG"):
        raise error
    if isinstance(error, DefinitionError):
        from sheetcheck.cli._words import definition_mistakes

        for line in definition_mistakes(error, language):
            click.echo(line, err=True)
    if isinstance(error, RefusedError):
        sentence, remedy = (text.fill(language, error.params) for text in (error.message, error.remedy))
        click.echo(f"sheetcheck: {error.code} {sentence}\n    → {remedy}", err=True)
        return error.exit_code
    if isinstance(error, SheetcheckError):
        sentence = error.message.fill(language, error.params)
        click.echo(f"sheetcheck: {sentence}", err=True)
        return error.exit_code
    if isinstance(error, OSError):
        click.echo(f"sheetcheck: máy không làm được / the machine failed: {error.strerror or error}", err=True)
        return _MACHINE_FAILED
    kind = f"{type(error).__name__}: {error}".partition("\n")[0][:200]  # other libraries print whole tables
    click.echo(
        f"sheetcheck: lỗi của chương trình, không phải của số liệu / a fault of the program: {kind}\n"
        "Đặt SHEETCHECK_DEBUG=1 để xem chi tiết / set SHEETCHECK_DEBUG=1 for details.",
        err=True,
    )
    return _MACHINE_FAILED


def _language(args: list[str]) -> Any:
    for word, following in zip(args, [*args[1:], ""], strict=True):
        if word == "--lang" or word.startswith("--lang="):
            return following if word == "--lang" else word.partition("=")[2]
    return os.environ.get("SHEETCHECK_LANG", "vi")
