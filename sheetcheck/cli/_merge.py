"""A checked batch into the consolidated workbook of a round or of plain paths."""

from __future__ import annotations

from pathlib import Path

from sheetcheck.cli._batch import Batch
from sheetcheck.cli._paths import Inputs
from sheetcheck.consolidate import Consolidation, consolidate
from sheetcheck.consolidated.workbook import write_consolidated
from sheetcheck.errors import SheetcheckError
from sheetcheck.output import refuse_existing, refuse_input, write_file
from sheetcheck.text import Language, Text
from sheetcheck.words import Words

_NO_OUTPUT = Text(
    vi="cần -o TỆP.xlsx khi không tổng hợp một đợt báo cáo", en="-o FILE.xlsx is needed when there is no round"
)


def merged_path(given: Inputs, output: Path | None = None) -> Path:
    """Where the workbook goes: what was asked, else the results of the round."""
    if output is not None:
        return output
    if given.round is None:
        raise SheetcheckError(_NO_OUTPUT)
    return given.round.results / f"tong-hop_{given.round.period.label}.xlsx"


def merge(batch: Batch) -> Consolidation:
    """Raises SheetcheckError when the returns cannot stand in one workbook."""
    checked = batch.checked
    return consolidate(checked.returns, checked.statuses, batch.catalogue.forms, batch.expected)


def write_merged(batch: Batch, language: Language, output: Path | None = None, *, force: bool = False) -> Path:
    path = merged_path(batch.inputs, output)
    refuse_existing(path, force=force)
    refuse_input(path, batch.originals)
    words = Words(batch.catalogue, language)
    content = write_consolidated(
        merge(batch),
        batch.catalogue.forms,
        batch.checked.findings,
        words.message,
        targets=batch.catalogue.targets,
        language=language,
        digest=batch.catalogue.digest,
    )
    write_file(path, content, force=force)
    return path
