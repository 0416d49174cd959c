"""One sheet, read by its codes: each case is a drawn sheet, what is said of it, and what was read."""

from collections.abc import Sequence
from math import isnan

import pytest

from sheetcheck.form import Column, Form, Level, Nature, Required, RollUp, Row
from sheetcheck.layout import layout_of
from sheetcheck.period import PeriodKind
from sheetcheck.sheet import read_sheet
from sheetcheck.testing.batch import lines
from sheetcheck.testing.drawing import drawn_sheet
from sheetcheck.text import Text


def both(text: str) -> Text:
    return Text(text, text)


def row(code: str, name: str, columns: str, required: Required) -> Row:
    return Row(
        id=name.lower(), code=code, title=both(name), unit=both("người"), columns=columns, levels=(Level.COMMUNE,),
        required=required, nature=Nature.FLOW, roll_up=RollUp.SUM,
    )  # fmt: skip


SMALL = Form(
    id="small", number="77", version=1, title=both("Biểu nhỏ"), kind="matrix", periods=tuple(PeriodKind),
    codes={Level.COMMUNE: "77/BĐG-X"},
    sets={
        "P": (
            Column(id="total", kind="count", required=True, title=both("Tổng")),
            Column(id="female", kind="count", required=True, title=both("Nữ"), aliases=("Trong đó: nữ",)),
            Column(id="male", kind="count", computed="total - female", title=both("Nam")),
        ),
        "V": (Column(id="value", kind="count", required=True, shares="total", title=both("Số")),),
    },
    rows=(
        row("01", "An", "P", Required.EVERY),
        row("02", "Ba", "P", Required.OPTIONAL),
        row("03", "Ca", "V", Required.EVERY),
    ),
)  # fmt: skip
LAYOUT = layout_of(SMALL, Level.COMMUNE, PeriodKind.YEAR)
HEAD = """
| Chỉ tiêu | Mã số | Đơn vị tính | Tổng | Nữ | Nam   | Ghi chú |
| A        | B     | C           | 1    | 2  | 3=1-2 | D       |
"""
AN = "| An | 01 | người | 5 | 3 | =2 | |"
BA = "| Ba | 02 | người | 4 | 1 | =3 | |"
CA = "| Ca | 03 | người | 7 | x | x | |"
ALL = "5 3 2 4 1 3 7"
CASES = {
    "as it should be": (HEAD, (AN, BA, CA), "", ALL),
    # moved, and read all the same
    "row inserted with figures": (HEAD, (AN, "| xóm | | | 1 | 1 | |", BA, CA), "L109 D7; L112 A9 D9 E9", ALL),
    "row inserted with text": (HEAD, (AN, "| Trong đó: |", BA, CA), "L109 D7; L121 A9", ALL),
    "rows in another order": (HEAD, (CA, AN, BA), "L109 D7", ALL),
    "column inserted": (
        "| Chỉ tiêu | Mã số | | Đơn vị tính | Tổng | Nữ | Nam | Ghi chú |\n| A | B | | C | 1 | 2 | 3 | D |",
        ("| An | 01 | | người | 5 | 3 | =2 | |", "| Ba | 02 | | người | 4 | 1 | =3 | |",
         "| Ca | 03 | | người | 7 | x | x | |"),
        "L109 E7", ALL,
    ),
    "codes as numbers": (HEAD, (AN.replace("01", "1"), BA.replace("02", "2"), CA), "", ALL),
    "moved down": ("| Bảng của xã |" + HEAD, (AN, BA, CA), "L109 D8", ALL),
    # codes that are gone or stand twice
    "optional row deleted": (HEAD, (AN, CA), "L107; L109 D7", "5 3 2 . . . 7"),
    "required row deleted": (HEAD, (AN, BA), "L107", "5 3 2 4 1 3 ."),
    "row code erased": (HEAD, (AN, BA, CA.replace("03", "")), "L151 B10", ALL),
    "row code erased, an older label": (HEAD, (AN, BA, CA.replace("03", "").replace("Ca", "- CA")), "L151 B10", ALL),
    "row code erased, another label": (
        HEAD, (AN, BA, CA.replace("03", "").replace("Ca", "Ai")), "L107; L111 D10", "5 3 2 4 1 3 .",
    ),
    "most row codes erased": (HEAD, (AN.replace("01", ""), BA.replace("02", ""), CA), "L105", ". . . . . . ."),
    "row code mistyped as another's": (HEAD, (AN, BA, CA.replace("03", "02")), "L151 B10; L151 B9", ALL),
    "row code twice": (HEAD, (AN, BA, CA, AN), "L108 B8 B11", ". . . 4 1 3 7"),
    "column deleted": (
        "| Chỉ tiêu | Mã số | Đơn vị tính | Tổng | Nam | Ghi chú |\n| A | B | C | 1 | 3 | D |",
        ("| An | 01 | người | 5 | =2 | |", "| Ba | 02 | người | 4 | =3 | |", "| Ca | 03 | người | 7 | x | |"),
        "L106; L109 D7", "5 . 2 4 . 3 7",
    ),
    "column code erased": (HEAD.replace("| 2 ", "| "), (AN, BA, CA), "L152 E7", ALL),
    "column code and heading erased": (HEAD.replace("| 2 ", "| ").replace("Nữ", ""), (AN, BA, CA), "L152 E7", ALL),
    "column code erased, another heading": (
        HEAD.replace("| 2 ", "| ").replace("Nữ", "Trẻ em"), (AN, BA, CA), "L106; L120 E6 E8 E9 E10", "5 . 2 4 . 3 7",
    ),
    "column code twice": (HEAD.replace("| 2 ", "| 1 "), (AN, BA, CA), "L152 D7 E7", ALL),
    "column copied": (
        "| Chỉ tiêu | Mã số | Đơn vị tính | Tổng | Tổng | Nữ | Nam | Ghi chú |\n| A | B | C | 1 | 1 | 2 | 3 | D |",
        ("| An | 01 | người | 5 | 5 | 3 | =2 | |", "| Ba | 02 | người | 4 | 4 | 1 | =3 | |",
         "| Ca | 03 | người | 7 | 7 | x | x | |"),
        "L108 D7 E7; L109 A7", ". 3 2 . 1 3 .",
    ),
    "code row gone": (HEAD.splitlines()[1], (AN, BA, CA), "L109 D6; L152 A6 B6 C6 D6 E6 F6 G6", ALL),
    "code row blank": (HEAD.splitlines()[1] + "\n| |", (AN, BA, CA), "L109 D6; L152 A6 B6 C6 D6 E6 F6 G6", ALL),
    "codes and headings gone": ("| Bảng của xã |", (AN, BA, CA), "L105", ". . . . . . ."),
    "code of the column of row codes gone": (HEAD.replace("| B ", "| "), (AN, BA, CA), "L152 B7", ALL),
    "its heading too, and moved": (
        HEAD.replace("| B ", "| ").replace("| Mã số ", "| "), (AN, BA, CA), "L152 B7", ALL,
    ),
    # labels
    "heading changed": (HEAD.replace("Nữ", "Nam giới"), (AN, BA, CA), "L110 E6", ALL),
    "heading as in an older template": (HEAD.replace("Nữ", "TRONG ĐÓ:  NỮ"), (AN, BA, CA), "", ALL),
    "label changed": (HEAD, (AN.replace("An", "Trẻ em"), BA, CA), "L110 A8", ALL),
    "unit of measure changed": (HEAD, (AN.replace("người", "hộ"), BA, CA), "L110 C8", ALL),
    # content without a home
    "x typed over": (HEAD, (AN, BA, CA.replace("| x | x |", "| 3 | x |")), "L113 E10", ALL),
    "x blanked": (HEAD, (AN, BA, CA.replace("| x | x |", "| | |")), "", ALL),
    "figure under the table": (HEAD, (AN, BA, CA, "| Tổng cộng | | | 9 | 4 |"), "L111 D11 E11", ALL),
    "signature under the table": (HEAD, (AN, BA, CA, "| 2024-06-14 | | | Chủ tịch |"), "", ALL),
    "remark beside the table": (HEAD, (AN + " xem lại |", BA, CA), "L120 H8", ALL),
    "remark beside the headings": (HEAD.replace("Ghi chú |", "Ghi chú | 15 |"), (AN, BA, CA), "L120 H6", ALL),
    "error under the table": (HEAD, (AN, BA, CA, "| | | | #REF! |"), "L111 D11", ALL),
    "sum under the table, never calculated": (HEAD, (AN, BA, CA, "| | | | = |"), "L111 D11", ALL),
    # cells
    "formula in an input": (HEAD, (AN.replace("5", "=5"), BA, CA), "L115 D8", ALL),
    "formula without a value": (HEAD, (AN.replace("5", "="), BA, CA), "L116 D8", ALL.replace("5", ".")),
    "error in an input": (HEAD, (AN.replace("5", "#REF!"), BA, CA), "T101 D8", ALL.replace("5", ".")),
    "error in a computed cell": (HEAD, (AN.replace("=2", "#DIV/0!"), BA, CA), "L117 F8", "5 3 . 4 1 3 7"),
    "computed cell typed over": (HEAD, (AN.replace("=2", "9"), BA, CA), "L114 F8", "5 3 9 4 1 3 7"),
    "computed cell never calculated": (HEAD, (AN.replace("=2", "="), BA, CA), "", "5 3 . 4 1 3 7"),
    "text for a figure": (HEAD, (AN.replace("5", "năm"), BA, CA), "T102 D8", ALL.replace("5", ".")),
    # what is not there
    "required cells blank": (HEAD, (AN.replace("5", " ").replace("3", " "), BA, CA), "V101 D8 E8", ". . 2 4 1 3 7"),
    "no women given": (HEAD, (AN.replace("3", " "), BA, CA), "V103 E8", "5 . 2 4 1 3 7"),
    "optional cells blank": (HEAD, (AN, "| Ba | 02 | người | | | | |", CA), "", "5 3 2 . . . 7"),
    "nothing at all": (
        HEAD, ("| An | 01 | người |", "| Ba | 02 | người |", "| Ca | 03 | người | | x | x |"),
        "V104 D8", ". . . . . . .",
    ),
}  # fmt: skip


def shown(values: Sequence[float]) -> str:
    """The figures of the cells that there are, a dot where one has none."""
    columns = [column.id for column in LAYOUT.numeric]
    wanted = [
        values[index * len(columns) + columns.index(slot.column.id)]
        for index, line in enumerate(LAYOUT.lines)
        for slot in line.slots
        if slot.column.id in columns
    ]
    return " ".join("." if isnan(value) else f"{value:g}" for value in wanted)


@pytest.mark.parametrize(("head", "rows", "said", "figures"), CASES.values(), ids=CASES)
def test_what_was_done_to_a_sheet(head: str, rows: tuple[str, ...], said: str, figures: str) -> None:
    reading = read_sheet(drawn_sheet("Biểu 77", "\n".join([head, *rows])), LAYOUT, "vi")
    assert "; ".join(lines(reading.findings)) == said
    assert shown(reading.figures.values) == figures
