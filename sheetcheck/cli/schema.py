"""`sheetcheck schema`: the catalogue of forms looked at, and checked together with the register of units."""

from __future__ import annotations

from pathlib import Path

import click

from sheetcheck.cli._words import definition_mistakes, language, tell
from sheetcheck.errors import SheetcheckError
from sheetcheck.text import LANGUAGES, Text

_GOOD = Text(
    vi="danh mục đúng: {forms} biểu, {rows} chỉ tiêu, {rules} quy tắc; danh mục đơn vị hành chính đúng",
    en="the catalogue is sound: {forms} {forms|form|forms}, {rows} {rows|row|rows}, {rules} {rules|rule|rules}; so is the register of units",
)

_OLD = Text(
    vi="tài liệu đã cũ so với danh mục: {files}; viết lại bằng: sheetcheck schema reference -o TỆP --force",
    en="out of date with the catalogue: {files}; write anew with: sheetcheck schema reference -o FILE --force",
)
_SAME = Text(vi="tài liệu khớp với danh mục: {files}", en="up to date with the catalogue: {files}")
_ABSENT = Text(
    vi="không có tệp {file}; chỉ tệp khác bằng -o, hoặc tạo mới: sheetcheck schema reference -o TỆP",
    en="there is no file {file}; name another with -o, or make one: sheetcheck schema reference -o FILE",
)

_LEFT_OUT = Text(
    vi="biểu {forms} chưa được xem tiếp (công thức, bề rộng in, mâu thuẫn) cho đến khi các lỗi nêu dưới đây được sửa",
    en="forms {forms} were not looked at further (formulas, width in print, contradictions) until what follows is mended",
)
_WAITING = Text(
    vi="các quy tắc lấy số ở biểu chưa xem, hoặc ở tệp chưa đọc được, cũng chưa được xem tiếp: {rules}",
    en="nor were the rules that take figures of forms not looked at, or of files that cannot be read: {rules}",
)
_UNUSED = Text(
    vi="không phải lỗi: chưa biểu nào dùng các bộ cột {sets} của columns.yaml",
    en="no mistake: no form uses the sets {sets} of columns.yaml yet",
)
_NAMED = 20
"""Rules that are named."""
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
    sheetcheck schema reference -o danh-muc.md
    sheetcheck schema json -o schemas  ghi JSON Schema cho trình soạn thảo
    """


@command.command(short_help="Kiểm tra / check.")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.pass_context
def check(ctx: click.Context, folder: Path | None) -> None:
    """Mọi lỗi trong một lần, kèm tệp, dòng và cách sửa (mã thoát 2 khi có lỗi)."""
    from sheetcheck.catalogue import read_catalogue
    from sheetcheck.cli._schemas import schemas_in_use
    from sheetcheck.errors import DefinitionError
    from sheetcheck.review import review
    from sheetcheck.units.faults import register_faults

    root = folder or schemas_in_use()
    catalogue, mistakes = read_catalogue(root)
    reviewed = review(catalogue, mistakes)
    if reviewed.left_out:
        tell(ctx, _LEFT_OUT, forms=", ".join(reviewed.left_out))
    if reviewed.waiting:
        more = ["…"] if len(reviewed.waiting) > _NAMED else []
        tell(ctx, _WAITING, rules=[*reviewed.waiting[:_NAMED], *more])
    if not reviewed.reasoned:
        tell(ctx, _NOT_REASONED)
    found = (*mistakes, *reviewed.findings)
    if (root / "units").is_dir():  # a folder of forms alone need not have a register
        found += register_faults(root / "units")
    if found:
        for line in definition_mistakes(DefinitionError(found), language(ctx)):
            click.echo(line)
        ctx.exit(2)
    rules = {rule.id for form in catalogue.forms.values() for rule in form.all_rules}
    rows = sum(len(form.rows) or len(form.fields) for form in catalogue.forms.values())
    if reviewed.unused:
        tell(ctx, _UNUSED, sets=list(reviewed.unused))
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
    """Ai điền, các cột, chỉ tiêu, ô tự tính và quy tắc của một biểu; biểu 14: các chỉ tiêu của Chiến lược.

    \b
    sheetcheck schema show 09
    """
    from sheetcheck.cli._schemas import catalogue_in_use
    from sheetcheck.reference import listing
    from sheetcheck.words import Words

    catalogue = catalogue_in_use()
    for line in listing(catalogue.form(form), Words(catalogue, language(ctx))):
        click.echo(line)


@command.command(short_help="Tài liệu tra cứu toàn danh mục / the whole catalogue as a document.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Ghi vào tệp / write to a file.")
@click.option("--force", is_flag=True, help="Ghi đè / replace an existing file.")
@click.option("--check", "compare", is_flag=True,
              help="So tệp của -o (mặc định: docs/catalogue.*.md) với danh mục / is the document up to date?")  # fmt: skip
@click.pass_context
def reference(ctx: click.Context, output: Path | None, force: bool, compare: bool) -> int:
    """Mọi biểu, chỉ tiêu, cột, quy tắc và chỉ tiêu của Chiến lược, dạng Markdown.

    \b
    sheetcheck schema reference -o danh-muc.md
    sheetcheck --lang en schema reference -o catalogue.md
    sheetcheck schema reference --check            (mã thoát 1 khi tài liệu đã cũ)
    """
    from sheetcheck.bundle import bundled
    from sheetcheck.cli._schemas import catalogue_in_use
    from sheetcheck.output import write_file
    from sheetcheck.reference import reference as document

    catalogue = catalogue_in_use()
    if compare:
        folder = Path(str(bundled("docs")))
        asked = {language(ctx): output} if output else {lang: folder / f"catalogue.{lang}.md" for lang in LANGUAGES}
        old = [str(path) for lang, path in asked.items() if _text(path) != document(catalogue, lang)]
        tell(ctx, _OLD if old else _SAME, files=old or [str(path) for path in asked.values()])
        return 1 if old else 0
    said = document(catalogue, language(ctx))
    if output is None:
        click.echo(said, nl=False)
    else:
        write_file(output, said.encode(), force=force)
    return 0


def _text(path: Path) -> str:
    """Raises SheetcheckError for a document that is not there."""
    if not path.is_file():
        raise SheetcheckError(_ABSENT, file=str(path))
    return path.read_text(encoding="utf-8")


@command.command(name="json", short_help="JSON Schema cho trình soạn thảo / for editors.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Thư mục schemas; ghi vào json/ trong đó.")
@click.option("--check", "only_check", is_flag=True, help="Chỉ so với các tệp đã ghi (mã thoát 1 khi khác).")
@click.pass_context
def json_schemas(ctx: click.Context, output: Path | None, only_check: bool) -> None:
    """Trình soạn thảo dùng các tệp này để gợi ý khóa, giá trị và báo lỗi ngay khi gõ."""
    from sheetcheck.cli._schemas import schemas_in_use
    from sheetcheck.json_schema import FOLDER, schemas
    from sheetcheck.output import make_folder, write_file

    folder = (output or Path(str(schemas_in_use()))) / FOLDER
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
