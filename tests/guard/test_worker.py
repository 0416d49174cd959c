"""Whatever a reader throws, the file gets one code and the worker says whether it can be trusted further."""

import os
from pathlib import Path
from typing import NoReturn

import pytest
from drawn_files import one_cell, workbook
from reader_tasks import Describe

from sheetcheck.codes import file as codes
from sheetcheck.finding import Code
from sheetcheck.guard import worker
from sheetcheck.guard.pool import read_all
from sheetcheck.reading import Limits


@pytest.mark.parametrize(
    ("thrown", "code", "spent"),
    [
        (ValueError("odd"), codes.DAMAGED, False),
        (OSError("corrupt deflate stream"), codes.DAMAGED, False),
        (MemoryError(), codes.TOO_MUCH_MEMORY, True),
        (BaseException("panicked"), codes.READER_STOPPED, True),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_readers_throw(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, thrown: BaseException, code: Code, spent: bool
) -> None:
    def read(*_: object) -> NoReturn:
        raise thrown

    (tmp_path / "a.xlsx").write_bytes(one_cell())
    monkeypatch.setattr(worker, "READERS", {"xlsx": read})
    verdict = worker._judge(os.fsencode(tmp_path / "a.xlsx"), Describe(), worker.Given(Limits()))
    assert verdict.refusal is not None
    assert (verdict.refusal[0], verdict.spent, verdict.answer) == (code.code, spent, None)


@pytest.mark.skipif(os.name != "posix", reason="needs a memory limit")
@pytest.mark.parametrize(
    ("first", "code"), [("", codes.READER_STOPPED), ('<row r="1"><c r="A1"><v>1</v></c></row>', codes.TOO_MUCH_MEMORY)]
)
def test_calamine_itself_panics_or_asks_for_terabytes(tmp_path: Path, first: str, code: Code) -> None:
    rows = first + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    (tmp_path / "a.xlsx").write_bytes(workbook(rows))
    (outcome,) = read_all([tmp_path / "a.xlsx"], Describe(), limits=Limits(box_cells=10**12))
    assert outcome.refusal is not None
    assert outcome.refusal.code == code.code
