"""The truth table of cells (data/cells.yaml) as values, and as the page docs/cells.md.

`python tests/cells_table.py` writes the page anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

import yaml

from sheetcheck.codes import all_codes
from sheetcheck.form import Column
from sheetcheck.kinds import KINDS, Read
from sheetcheck.text import Text

HERE: Final = Path(__file__).resolve().parent
PAGE: Final = HERE.parent / "docs" / "cells.md"
CHOICES: Final = {
    "tap_huan": Text("Tập huấn", "Training"),
    "hoi_thi": Text("Hội thi", "Contest"),
    "khac": Text("Khác", "Other"),
}
_STATES: Final = ("approx", "unavailable", "not_applicable", "missing")


class Case(NamedTuple):
    """One line of the table. `status` and `code` are "" where there is none."""

    kind: str
    typed: object
    read: float | str | None
    severity: str
    code: str
    status: str
    limits: Mapping[str, object]

    @property
    def name(self) -> str:
        return f"{self.kind} {self.typed!r}" + "".join(f" {key}={value}" for key, value in self.limits.items())


class Group(NamedTuple):
    title: Text
    source: str
    cases: tuple[Case, ...]


def groups() -> list[Group]:
    raw = yaml.safe_load((HERE / "data" / "cells.yaml").read_text(encoding="utf-8"))
    return [Group(Text(**one["title"]), one["source"], tuple(map(_case, one["cells"]))) for one in raw["groups"]]


def _case(line: list[Any]) -> Case:
    kind, typed, read, said, *more = line
    if type(typed) is int:
        typed = float(typed)  # as the readers of files give it
    severity, _, code = said.partition(" ")
    status = next((one for one in more if one in _STATES), "unreadable" if severity == "E" and read is None else "")
    limits = next((one for one in more if isinstance(one, dict)), {})
    return Case(kind, typed, read, severity, code, status, limits)


def column(kind: str, **limits: object) -> Column:
    return Column(id="c", title=Text("Cột", "Column"), kind=kind, **{"choices": CHOICES, **limits})  # type: ignore[arg-type]


def read(kind: str, raw: object, **limits: object) -> Read:
    return KINDS[kind].read(raw, column(kind, **limits))


_KINDS: Final = {
    "count": "số nguyên / count",
    "amount": "giá trị / amount",
    "percent": "tỷ lệ % / percentage",
    "points": "điểm % / points",
    "flag": "có, không / yes or no",
    "date": "ngày / date",
    "text": "chữ / text",
    "choice": "lựa chọn / choice",
    "unit": "mã đơn vị / unit code",
    "term": "nhiệm kỳ / term",
}
_SEVERITIES: Final = {
    "": "",
    "I": "ghi nhận / told",
    "W": "cảnh báo / warning",
    "E": "lỗi / error",
}
_UNREAD: Final = {
    "missing": "trống / blank",
    "unavailable": "chưa có / not available",
    "not_applicable": "không thuộc phạm vi / not applicable",
    "unreadable": "không đọc / not read",
}
_HEAD: Final = """\
# Cách đọc nội dung các ô / How cells are read

Trang này được viết từ `tests/data/cells.yaml`; mỗi dòng là một phép thử. `sheetcheck explain T103` nói rõ một mã và việc cần làm.
*Written from* `tests/data/cells.yaml`*; each line is a test.* `sheetcheck --lang en explain T103` *tells what a code means and what to do.*

Điều gì có thể hiểu theo hai cách thì được quyết định theo loại ô và nói ra cả hai cách, hoặc không được đọc. Không có số nào được sửa mà
không nói. `--strict` trả lại cả những báo cáo có điều phải đoán. *What has two readings is decided by the kind of cell and both are told, or it is
not read. No figure is altered without a word;* `--strict` *sends back whatever had to be guessed.*

## Chữ gõ bằng phông cũ / Text typed with old fonts

Trước khi đọc, chữ gõ bằng phông TCVN3 (`.VnTime`, chữ hoa `.VnTimeH`) hoặc VNI (`VNI-Times`) được chuyển sang Unicode và nói ra (L123): theo tên phông
nếu tệp có ghi, nếu không thì theo chính các chữ. Chữ đã là Unicode không bao giờ bị chuyển. Chữ đọc được cả hai cách thì chỉ chuyển khi phông và các ô khác
cùng nói như vậy; nếu không thì giữ nguyên và nêu cả hai cách đọc (L124). *Before anything is read, text typed with TCVN3 or VNI fonts is turned into
Unicode, and told (L123): by the font's name where the file has it, else by its letters. Unicode is never converted. What can be read in both ways is converted only
where its font and other cells say so; else it stays and both readings are told (L124).*

| trong ô / in the cell | phông / font | được đọc là / read as |
|---|---|---|
| `X· V¹n Thñy` | | Xã Vạn Thủy |
| `TRÞ GI¸` | | TRỊ GIÁ |
| `héi phô n÷` | .VnTimeH | HỘI PHỤ NỮ |
| `Hoäi Lieân hieäp Phuï nöõ` | | Hội Liên hiệp Phụ nữ |
| `Lò` | | Lò |
| `Lôc` | .VnTime | Lục |

Đo trên 3.321 tên đơn vị và hơn 600 câu của danh mục, không có tên phông: `pytest -n 0 -rP tests/test_old_fonts.py` in tỷ lệ.
*Measured, without fonts, on the 3,321 names of communes and more than 600 sentences of the catalogue; the test prints the rate.*
"""


def page() -> str:
    return "\n".join((_HEAD, *(_section(group) for group in groups())))


def _section(group: Group) -> str:
    lines = [
        f"## {group.title.vi} / {group.title.en}",
        "",
        f"Nguồn / source: {group.source}.",
        "",
        "| loại ô / kind | trong ô / in the cell | được đọc là / read as | mã / code | |",
        "|---|---|---|---|---|",
        *map(_line, group.cases),
        "",
    ]
    return "\n".join(lines)


def _line(case: Case) -> str:
    value = _UNREAD[case.status] if case.read is None else _written(case.read)
    limits = "".join(f"; {_limit(key, one)}" for key, one in case.limits.items())
    kind = f"{_KINDS[case.kind]}{limits}"
    return f"| {kind} | {_shown(case.typed)} | {value} | {case.code} | {_SEVERITIES[case.severity]} |"


def _limit(key: str, value: object) -> str:
    words = {
        "minimum": f"từ / from {value}",
        "maximum": f"đến / to {value}",
        "partial": "có thể thiếu ngày / day may lack",
        "many": "nhiều mã / several",
    }
    return words[key]


def _written(value: float | str) -> str:
    return f"`{value:g}`" if isinstance(value, int | float) and abs(value) < 1e5 else f"`{value}`".replace("|", "\\|")


def _shown(typed: object) -> str:
    """A text in quotes; a number or a date as Excel keeps it. Characters nobody sees are named."""
    if isinstance(typed, datetime):
        return f"{typed:%d/%m/%Y %H:%M} (ngày / date)"
    if isinstance(typed, date):
        return f"{typed:%d/%m/%Y} (ngày / date)"
    if not isinstance(typed, str):
        return f"{typed:g} (số / number)" if isinstance(typed, float) else str(typed).upper()
    return f"“{''.join(map(_named, typed))}”".replace("|", "\\|")


def _named(one: str) -> str:
    names = {"\xa0": "⟨NBSP⟩", "\u202f": "⟨NNBSP⟩", "\u200b": "⟨ZWSP⟩"}
    return names.get(one, one)


def cases() -> Iterator[Case]:
    for group in groups():
        yield from group.cases


def severity_of(code: str) -> str:
    """I, W or E, as the table writes it."""
    return all_codes()[code].severity.value[0].upper() if code else ""


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
