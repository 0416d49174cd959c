"""What `sheetcheck fix` has done, in sentences: how much, what is left, and what to type next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sheetcheck.cli._batch import Batch
from sheetcheck.finding import Finding, Severity
from sheetcheck.fixing.log import Change
from sheetcheck.fixing.plan import DOUBTED
from sheetcheck.text import Language, Text

_DONE = Text(
    vi="Đã ghi {files} tệp vào {path}, trong đó sửa {cells} ô của {changed} tệp{codes}",
    en="Files written to {path}: {files}; cells corrected: {cells}, in {changed} of them{codes}",
)
_NOTHING = Text(
    vi="Đã ghi {files} tệp vào {path}; không có ô nào phải sửa",
    en="Files written to {path}: {files}; no cell had to be corrected",
)
_LOG = Text(vi="Nhật ký từng ô: {path}", en="Every cell is in the log: {path}")
_LEFT = Text(
    vi="Còn phải sửa tay: {errors} lỗi, {warnings} cảnh báo{codes}",
    en="Left to correct by hand: errors {errors}, warnings {warnings}{codes}",
)
_ALL_RIGHT = Text(vi="Không còn lỗi, cảnh báo nào", en="No errors or warnings are left")
_NOT_COPIED = Text(
    vi="Không có bản sao (không đọc được, hoặc không phải báo cáo): {names}",
    en="Not copied (could not be read, or no return): {names}",
)
_HINTED = Text(
    vi="Có gợi ý cho {codes}; xem bằng sheetcheck check, nếu đúng thì áp dụng: {command}",
    en="There are suggestions for {codes}; look at them with sheetcheck check, and if they are right: {command}",
)
_NEXT = Text(vi="Tiếp theo: {command}", en="Next: {command}")


@dataclass(frozen=True, slots=True)
class Written:
    """The copies (`names` are those of the files), the cells that changed, and the findings that are left."""

    source: str
    output: Path
    journal: Path
    names: tuple[str, ...]
    changes: tuple[Change, ...]
    left: tuple[Finding, ...]


def told(one: Written, batch: Batch, language: Language) -> Iterator[str]:
    """Line by line."""
    typed = [change for change in one.changes if not change.correction.is_formula]
    yield (_DONE if typed else _NOTHING).fill(
        language,
        {
            "files": len(one.names),
            "path": str(one.output),
            "cells": len(typed),
            "changed": len({change.file for change in typed}),
            "codes": _counted(change.correction.code for change in typed),
        },
    )
    yield _LOG.fill(language, {"path": str(one.journal)})
    missed = [item.file for item in batch.checked.returns if item.file not in one.names]
    if missed:
        yield _NOT_COPIED.fill(language, {"names": ", ".join(missed)})
    yield _left(one.left, language)
    hinted = {finding.code for finding in one.left if len(finding.suggestions) == 1 or finding.code in DOUBTED}
    if hinted:
        codes = ",".join(sorted(hinted))
        command = f"sheetcheck fix {_typed(one.source)} -o {_typed(one.output)} --apply {codes} --force"
        yield _HINTED.fill(language, {"codes": ", ".join(sorted(hinted)), "command": command})
    yield _NEXT.fill(language, {"command": f"sheetcheck check {_typed(one.output)}"})


def _typed(path: str | Path) -> str:
    """As one types it in any shell."""
    return f'"{path}"' if " " in str(path) else str(path)


def _left(found: Iterable[Finding], language: Language) -> str:
    counts = Counter(one.severity for one in found)
    if not counts:
        return _ALL_RIGHT.of(language)
    codes = _counted(one.code for one in found)
    return _LEFT.fill(
        language, {"errors": counts[Severity.ERROR], "warnings": counts[Severity.WARNING], "codes": codes}
    )


def _counted(codes: Iterable[str]) -> str:
    """` (R201 ×2, T103)`."""
    said = [f"{code} ×{count}" if count > 1 else code for code, count in sorted(Counter(codes).items())]
    return f" ({', '.join(said)})" if said else ""
