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

_LEFT_OUT = Text(
    vi="biểu {forms} chưa được xem tiếp (công thức, bề rộng in, mâu thuẫn) cho đến khi các lỗi nêu dưới đây được sửa",
    en="forms {forms} were not looked at further (formulas, width in print, contradictions) until what follows is mended",
)
_NOT_REASONED = Text(
    vi="chưa tìm quy tắc thừa, luôn sai hoặc mâu thuẫn nhau, vì thiếu bộ giải z3; cài bằng: pip install z3-solver",
    en="rules that never fail, always fail or contradict each other were not looked for: the solver z3 is not installed; "
    "pip install z3-solver",
)

_STALE = Text(
    vi="các tệp này không còn khớp với sheetcheck/vocabulary; chạy: sheetcheck schema json",
    en="these files no longer follow sheetcheck/vocabulary; run: sheetcheck schema json",
)


@click.group(name="schema", short_help="Xem và kiểm tra danh mục biểu / look at and check the catalogue.")
def command() -> None:
    """Danh mục biểu trong schemas/.

    \b
    sheetcheck schema check            mọi lỗi của người soạn, kèm tệp và dòng
    sheetcheck schema list
    sheetcheck schema show 03
    sheetcheck schema json -o schemas  ghi JSON Schema cho trình soạn thảo
    """


@command.command(short_help="Kiểm tra / check.")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.pass_context
def check(ctx: click.Context, folder: Path | None) -> None:
    """Mọi lỗi trong một lần, kèm tệp, dòng và cách sửa (mã thoát 2 khi có lỗi)."""
    from sheetcheck.catalogue import bundled, read_catalogue
    from sheetcheck.errors import DefinitionError
    from sheetcheck.review import review

    catalogue, mistakes = read_catalogue(folder or bundled("schemas"))
    reviewed = review(catalogue, mistakes)
    if reviewed.left_out:
        tell(ctx, _LEFT_OUT, forms=", ".join(reviewed.left_out))
    if not reviewed.reasoned:
        tell(ctx, _NOT_REASONED)
    found = (*mistakes, *reviewed.findings)
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
    from sheetcheck.catalogue import load_catalogue

    for form in load_catalogue().forms.values():
        levels = ", ".join(form.codes.values())
        click.echo(f"{form.number}  {form.title.of(language(ctx))}  [{levels}]")


@command.command(short_help="Xem một biểu / show a form.")
@click.argument("form", metavar="BIỂU")
@click.pass_context
def show(ctx: click.Context, form: str) -> None:
    """Chỉ tiêu (hoặc cột) và quy tắc của một biểu."""
    from sheetcheck.catalogue import load_catalogue

    lang = language(ctx)
    one = load_catalogue().form(form)
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


@command.command(name="json", short_help="JSON Schema cho trình soạn thảo / for editors.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Thư mục schemas; ghi vào json/ trong đó.")
@click.option("--check", "only_check", is_flag=True, help="Chỉ so với các tệp đã ghi (mã thoát 1 khi khác).")
@click.pass_context
def json_schemas(ctx: click.Context, output: Path | None, only_check: bool) -> None:
    """Trình soạn thảo dùng các tệp này để gợi ý khóa, giá trị và báo lỗi ngay khi gõ."""
    from sheetcheck.catalogue import bundled
    from sheetcheck.json_schema import FOLDER, schemas
    from sheetcheck.output import make_folder, write_file

    folder = (output or Path(str(bundled("schemas")))) / FOLDER
    made = {folder / name: text.encode() for name, text in schemas().items()}
    stale = [path for path, text in made.items() if not path.is_file() or path.read_bytes() != text]
    for path in stale:
        if not only_check:
            make_folder(path.parent)
            write_file(path, made[path], force=True)
        click.echo(path)
    if only_check and stale:
        tell(ctx, _STALE)
        ctx.exit(1)
