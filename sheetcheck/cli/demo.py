"""`sheetcheck demo`: the whole way on a sample round."""

from __future__ import annotations

from pathlib import Path

import click

from sheetcheck.cli._words import language, tell
from sheetcheck.text import Text

_OWN_FORMS = Text(
    vi="đợt mẫu dùng các biểu đi kèm chương trình; hãy bỏ --schemas và biến SHEETCHECK_SCHEMAS",
    en="the sample round is made of the forms that ship with the program; leave out --schemas and unset SHEETCHECK_SCHEMAS",
)
_BEGIN = Text(
    vi="Đợt mẫu: huyện Bắc Sơn, tỉnh Lạng Sơn, 6 tháng đầu năm 2024\n"
    "  Xã Vạn Thủy: số liệu theo {source}\n  Các xã khác: SỐ LIỆU MÔ PHỎNG, một số xã có lỗi cài sẵn",
    en="Sample round: Bắc Sơn district, Lạng Sơn province, first half of 2024\n"
    "  Vạn Thủy commune: figures from the {source}\n  Other communes: GENERATED FIGURES, some with planted faults",
)
_SENT = Text(vi="Đã tạo {count} biểu mẫu trong {folder}", en="Wrote {count} {count|template|templates} into {folder}")
_PLANTED = Text(vi="Lỗi cài sẵn và kết quả tìm:", en="Planted faults and what was found:")
_FOUND = Text(vi="  tìm thấy   {code} {unit} {cell} {what}", en="  found      {code} {unit} {cell} {what}")
_LOST = Text(vi="  KHÔNG thấy {code} {unit} {cell} {what}", en="  NOT found  {code} {unit} {cell} {what}")
_END = Text(vi="Bảng tổng hợp: {path}", en="Consolidated workbook: {path}")


@click.command(short_help="Một đợt mẫu từ đầu đến cuối / a sample round, end to end.")
@click.argument("folder", metavar="DIR", default="vong-mau", type=click.Path(path_type=Path))
@click.option("--jobs", type=click.IntRange(1, 64), default=None, help="Số tiến trình đọc / reading processes.")
@click.pass_context
def command(ctx: click.Context, folder: Path, jobs: int | None) -> int:
    """Tạo biểu mẫu, nhận báo cáo, kiểm tra, tổng hợp: trên đợt mẫu đi kèm chương trình.

    \b
    sheetcheck demo vong-mau
    """
    from sheetcheck.cli._batch import run_check
    from sheetcheck.cli._merge import write_merged
    from sheetcheck.cli._schemas import catalogue_in_use, register_in_use
    from sheetcheck.demo import SOURCE, compare, play
    from sheetcheck.errors import SheetcheckError
    from sheetcheck.report import report_of
    from sheetcheck.reporters import reporter

    if ctx.obj["schemas"] is not None:
        raise SheetcheckError(_OWN_FORMS)
    lang = language(ctx)
    tell(ctx, _BEGIN, source=SOURCE)
    made = play(folder, catalogue_in_use(), register_in_use(), lang)
    tell(ctx, _SENT, count=len(made.units), folder=str(made.outbox))
    batch = run_check([str(folder)], jobs=jobs, suggesting=True)
    report = report_of(batch.checked, batch.catalogue, lang, paths=(str(folder),), round_folder=folder)
    click.echo(reporter("text")(report), nl=False)
    click.echo(_PLANTED.of(lang))
    results = list(compare(batch.checked.findings))
    for planted, found in results:
        said = {"code": planted.code, "unit": planted.unit, "cell": planted.cell or "-", "what": planted.what}
        click.echo((_FOUND if found else _LOST).fill(lang, said))
    path = write_merged(batch, lang)
    click.echo(_END.fill(lang, {"path": str(path)}))
    return 0 if all(found for _, found in results) else 1
