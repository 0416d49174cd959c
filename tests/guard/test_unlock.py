"""A locked workbook is opened with the right password, and by no other way; nothing ever shows the password."""

from collections.abc import Sequence
from hashlib import md5
from pathlib import Path

import drawn_xml
import pytest
from drawn_binary import container, xlsb
from drawn_locks import locked_package, locked_xls
from drawn_table import Drawn
from reader_tasks import Describe

from sheetcheck.codes import file as F
from sheetcheck.codes import lock
from sheetcheck.finding import Code
from sheetcheck.guard.pool import Outcome, read_all

PASSWORD = "Bí mật 2026"
SHEETS = [Drawn("S", {"A1": 7.0})]
FILLING = {"filling": "".join(md5(bytes((i,))).hexdigest() for i in range(256))}
"""The library writes packages under 4 kB wrongly; those of Excel are longer."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same sheet locked in each way; two as Excel locks them for itself."""
    made = tmp_path_factory.mktemp("locked")
    (made / "a.xlsx").write_bytes(locked_package(drawn_xml.xlsx(SHEETS, FILLING), PASSWORD))
    (made / "b.xlsb").write_bytes(locked_package(xlsb(SHEETS, FILLING), PASSWORD))
    (made / "c.xls").write_bytes(locked_xls(SHEETS, PASSWORD))
    (made / "d.xls").write_bytes(locked_xls(SHEETS, "VelvetSweatshop"))
    (made / "e.xlsx").write_bytes(locked_package(drawn_xml.xlsx(SHEETS, FILLING), "VelvetSweatshop"))
    (made / "f.xlsx").write_bytes(container({"EncryptedPackage": b"", "EncryptionInfo": b""}))
    return made


def read(folder: Path, passwords: Sequence[str]) -> list[Outcome]:
    return list(read_all(sorted(folder.iterdir()), Describe(), jobs=1, passwords=passwords))


def said(outcome: Outcome) -> object:
    """The first cell and the notes, or the code of the refusal."""
    if outcome.refusal is not None:
        return outcome.refusal.code
    assert isinstance(outcome.answer, tuple)
    return outcome.answer[2:]


OPENED = (["7.0"], [lock.UNLOCKED.code])
ASKS_NOBODY: tuple[list[str], list[str]] = (["7.0"], [])


@pytest.mark.parametrize(
    ("passwords", "code"),
    [((), F.PASSWORD), (("sai", "bí mật 2026"), lock.WRONG_PASSWORD), (("sai", PASSWORD), None)],
    ids=["none", "wrong", "right"],
)
def test_locked_workbooks(folder: Path, passwords: Sequence[str], code: Code | None) -> None:
    locked = OPENED if code is None else code.code
    outcomes = read(folder, passwords)
    assert [said(one) for one in outcomes] == [locked] * 3 + [ASKS_NOBODY] * 2 + [lock.UNKNOWN_LOCK.code]
    assert PASSWORD not in repr(outcomes)
    if code is lock.WRONG_PASSWORD:
        assert [one.refusal.params for one in outcomes[:3] if one.refusal] == [{"count": 2}] * 3
