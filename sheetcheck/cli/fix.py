"""`sheetcheck fix`: copies in which cells say what was read anyway, and what somebody asked to be applied."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sheetcheck.cli._options import password, password_file, previous, waivers
from sheetcheck.cli._words import language
from sheetcheck.errors import SheetcheckError
from sheetcheck.text import Text

if TYPE_CHECKING:
    from sheetcheck.cli._batch import Batch
    from sheetcheck.finding import Finding
    from sheetcheck.fixing.plan import Plan
    from sheetcheck.returns import Return

_UNKNOWN = Text(
    vi="--apply: không có mã “{code}”; gần nhất: {nearest}", en="--apply: there is no code “{code}”; nearest: {nearest}"
)
_INSIDE = Text(
    vi="{path} nằm trong thư mục đầu vào; hãy ghi bản sao ra nơi khác", en="{path} is inside the input; write elsewhere"
)


@click.command(short_help="Sửa những gì chắc chắn, trong bản sao / correct what is certain, in copies.")
@click.argument("source", metavar="ĐẦU_VÀO")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="Tệp hoặc thư mục chứa bản sao / file or folder for the copies.",
)
@click.option(
    "--apply",
    "applied",
    multiple=True,
    metavar="MÃ",
    help="Áp dụng cả gợi ý duy nhất của các mã này / apply the only suggestion of these codes too.",
)
@click.option(
    "--log", type=click.Path(path_type=Path), metavar="TỆP", help="Nhật ký; mặc định ĐẦU_RA.log.csv / log file."
)
@click.option("--force", is_flag=True, help="Ghi đè / replace existing files.")
@waivers
@previous
@password
@password_file
@click.option("--jobs", type=click.IntRange(1, 64), default=None, help="Số tiến trình đọc / reading processes.")
@click.pass_context
def command(ctx: click.Context, source: str, output: Path, applied: tuple[str, ...], log: Path | None, force: bool,
            waivers: Path | None, previous: tuple[Path, ...], password: str | None, password_file: Path | None, jobs: int | None) -> int:  # fmt: skip
    """Ghi bản sao, trong đó những ô đã đọc được chắc chắn (số, ngày gõ dạng chữ, mã mất số 0 …) được ghi lại cho đúng.

    \b
    sheetcheck fix bac-son -o da-sua
    sheetcheck fix 06331.xlsx -o 06331-sua.xlsx --apply R301,T118
    """
    from sheetcheck.cli._batch import run_check
    from sheetcheck.cli._fixed import Written, told
    from sheetcheck.cli._passwords import passwords_of
    from sheetcheck.cli._progress import progress
    from sheetcheck.fixing.batch import copies
    from sheetcheck.fixing.log import Change, log_of
    from sheetcheck.guard.worker import WHOLE
    from sheetcheck.output import refuse_existing, refuse_input, write_file
    from sheetcheck.words import Words

    passwords = passwords_of(password, password_file)
    journal = log or output.with_name(f"{output.name}.log.csv")
    refuse_existing(journal, force=force)
    with progress(ctx) as tick:
        batch = run_check(
            (source,),
            jobs=jobs,
            waivers=waivers,
            previous=previous,
            passwords=passwords,
            suggesting=True,
            progress=tick,
        )
    refuse_input(journal, batch.originals)
    is_file = (
        Path(source).is_file() and not output.is_dir() and all(one.place == WHOLE for one in batch.checked.returns)
    )
    _refuse(batch, output, is_file=is_file, force=force)
    plans = _plans(batch, applied)
    names: list[str] = []
    changes: list[Change] = []
    with progress(ctx) as tick:
        for copy in copies(plans, jobs=jobs, passwords=passwords, progress=tick):
            target = output if is_file else output / copy.name
            refuse_input(target, batch.originals)
            write_file(target, copy.content, force=force)
            names.append(copy.item.file)
            changes += (Change(copy.item.file, one) for one in copy.corrections)
    write_file(journal, log_of(changes, Words(batch.catalogue, language(ctx))), force=force)
    left = _left(batch, plans)
    if not ctx.obj["quiet"]:
        written = Written(source, output, journal, tuple(names), tuple(changes), left)
        for line in told(written, batch, language(ctx)):
            click.echo(line)
    return 1 if any(one.severity == "error" for one in left) else 0


def _plans(batch: Batch, applied: Sequence[str]) -> list[tuple[Return, Plan]]:
    """What to correct in each return; raises SheetcheckError for a code that there is none of."""
    from sheetcheck.fixing.plan import plan_of
    from sheetcheck.waiver import read_waivers

    wanted = _codes(applied, batch)
    accepted = read_waivers(batch.waivers, batch.catalogue.forms, batch.expected) if batch.waivers else ()
    found: dict[str, list[Finding]] = {}
    for one in batch.checked.findings:
        found.setdefault(one.file, []).append(one)
    return [
        (one, plan_of(one, found.get(one.file, ()), batch.catalogue.forms, wanted, accepted))
        for one in batch.checked.returns
        if one.readable and one.identity is not None
    ]


def _codes(applied: Sequence[str], batch: Batch) -> frozenset[str]:
    """Codes and ids of rules, however they are parted."""
    from sheetcheck.codes import all_codes
    from sheetcheck.nearest import nearest

    rules = [rule for form in batch.catalogue.forms.values() for rule in form.all_rules]
    known = {*all_codes(), *(rule.code for rule in rules), *(rule.id for rule in rules)}
    wanted = [code.strip() for some in applied for code in some.split(",") if code.strip()]
    for code in wanted:
        if code not in known:
            raise SheetcheckError(_UNKNOWN, code=code, nearest=", ".join(nearest(code, known, most=3)))
    return frozenset(wanted)


def _refuse(batch: Batch, output: Path, *, is_file: bool, force: bool) -> None:
    """Before anything is written: nothing is replaced unasked, nothing is put among the originals."""
    from sheetcheck.annotation.copying import name_of
    from sheetcheck.output import refuse_existing, refuse_input

    folders = [path.resolve() for path in batch.inputs.paths if path.is_dir()]
    if any(folder == output.resolve() or folder in output.resolve().parents for folder in folders):
        raise SheetcheckError(_INSIDE, path=str(output))
    for one in batch.checked.returns:
        for name in (one.file, name_of(one.file, is_own=False)):
            target = output if is_file else output / name
            refuse_input(target, batch.originals)
            refuse_existing(target, force=force)


def _left(batch: Batch, plans: Sequence[tuple[Return, Plan]]) -> tuple[Finding, ...]:
    """The errors and warnings that remain: of copies as they are now, of all else as it was found."""
    planned = {one.file for one, _ in plans}
    others = [one for one in batch.checked.findings if one.file not in planned and one.severity != "info"]
    return (*(one for _, plan in plans for one in plan.left), *others)
