"""Damaged files of every format: each costs itself one finding, and never more than the limits allow."""

import random
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Final

import drawn_binary
import drawn_xml
import pytest
from drawn_files import packed
from drawn_table import CONTRACT, PROPERTIES, Drawn
from reader_tasks import CountRows, Describe

from sheetcheck.codes import all_codes
from sheetcheck.codes import file as codes
from sheetcheck.finding import Code
from sheetcheck.guard.pool import read_all
from sheetcheck.reading import Limits

FILES: Final[Mapping[str, bytes]] = {
    "xlsx": drawn_xml.xlsx(CONTRACT, PROPERTIES),
    "ods": drawn_xml.ods(CONTRACT, PROPERTIES),
    "xlsb": drawn_binary.xlsb(CONTRACT, PROPERTIES),
    "xls": drawn_binary.xls(CONTRACT, PROPERTIES),
    "xml": drawn_xml.xml2003(CONTRACT, PROPERTIES),
}
COUNT: Final = 30
"""Of each format; a thousand and more were tried when the readers were written."""


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Some bytes changed, some lost, or the end cut off; in a zip mostly within one part, which keeps it sound."""
    if data.startswith(b"PK") and chance.random() < 0.7:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            content = {name: archive.read(name) for name in archive.namelist()}
        name = chance.choice([name for name in content if content[name]])
        return packed({**content, name: damaged(b"." + content[name], chance)[1:]}, 0)
    place = chance.randrange(1, len(data))
    return chance.choice(
        (
            data[:place],
            data[:place] + data[place + chance.choice((1, 7, 60)) :],
            data[:place] + chance.randbytes(chance.choice((1, 4))) + data[place + 1 :],
            data[:place] + b"\xff" * 4 + data[place + 4 :],
        )
    )


def test_damaged_files_cost_one_finding_each(tmp_path: Path) -> None:
    chance = random.Random(7)
    paths = [tmp_path / f"{number:03d}.{form}" for form in FILES for number in range(COUNT)]
    for path in paths:
        path.write_bytes(damaged(FILES[path.suffix[1:]], chance))
    good = tmp_path / "good.xlsx"
    good.write_bytes(FILES["xlsx"])
    outcomes = list(read_all([*paths, good], Describe(), jobs=2))
    refused = [one.refusal.code for one in outcomes if one.refusal]
    assert len(outcomes) == len(paths) + 1
    assert set(refused) <= set(all_codes()) - {codes.INTERNAL.code, codes.TOO_SLOW.code}
    assert len(refused) > COUNT
    assert outcomes[-1].refusal is None


ROW = '<table:table-row table:number-rows-repeated="{rows}">{cells}</table:table-row>'
CELL = '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="{columns}"/>'


def ods_with(rows: object, columns: object) -> bytes:
    row = ROW.format(rows=rows, cells=CELL.format(columns=columns))
    return drawn_xml.ods_of("", f'<table:table table:name="S">{row}</table:table>')


def xls_with_dimensions(rows: int, columns: int) -> bytes:
    """A sheet that claims to be larger than it is."""
    stream = drawn_binary.xls_stream([Drawn("S", {"A1": 1.0})])
    at = stream.index(b"\x00\x02\x0e\x00") + 4
    claim = rows.to_bytes(4, "little") + bytes(2) + columns.to_bytes(2, "little")
    return drawn_binary.container({"Workbook": stream[: at + 4] + claim + stream[at + 12 :]})


def xls_that_never_ends() -> bytes:
    """The table of sectors sends whoever reads the workbook from its first sector back to it."""
    data = drawn_binary.xls([Drawn("S", {"A1": 1.0})])
    first = 512 + 4 * 2  # behind the sector of the table itself and that of the directory
    return data[:first] + (2).to_bytes(4, "little") + data[first + 4 :]


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: ods_with(1_048_576, 16_384), codes.FAR_CELL),
        (lambda: ods_with(99_999_999_999, 1), None),
        (lambda: ods_with(1, 99_999_999_999), None),
        (lambda: ods_with("-1", 1), codes.DAMAGED),
        (lambda: ods_with("x", 1), codes.DAMAGED),
        (lambda: ods_with(300, 16_384), None),
        (lambda: drawn_xml.ods_of("", "<table:table>"), codes.DAMAGED),
        (xls_that_never_ends, None),
        (lambda: xls_with_dimensions(65_536, 256), None),
        (lambda: xls_with_dimensions(2**32 - 1, 2**16 - 1), codes.TOO_MUCH_MEMORY),
    ],
    ids=["all", "rows", "columns", "minus", "letters", "within", "no end", "circle", "claim", "impossible claim"],
)
def test_bombs(tmp_path: Path, make: Callable[[], bytes], code: object) -> None:
    (tmp_path / "a").write_bytes(make())
    (outcome,) = read_all([tmp_path / "a"], CountRows(), jobs=1, limits=Limits(wall_seconds=5))
    assert (outcome.refusal.code if outcome.refusal else None) == (code.code if isinstance(code, Code) else None)
