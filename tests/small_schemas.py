"""A catalogue of one small form and one small register, for tests that change it and look at what is found."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

SMALL: Final[Mapping[str, str]] = {
    "columns.yaml": """\
column_sets:
  P:
    - {id: total, kind: count, required: true, title: {vi: Tổng số, en: Total}}
    - {id: female, kind: count, required: true, title: {vi: Nữ, en: Female}}
    - {id: female_pct, kind: percent, computed: "female / total * 100", title: {vi: Tỷ lệ, en: Share}}
    - {id: young, kind: count, title: {vi: Trẻ, en: Young}}
    - {id: old, kind: count, periods: [year], title: {vi: Già, en: Old}}
  V:
    - {id: value, kind: count, required: true, shares: total, title: {vi: Số lượng, en: Value}}
""",
    "rules.yaml": """\
rules:
  - {id: G1, code: R801, severity: error, check: "female <= total", message: {vi: a, en: a}, help: {vi: a, en: a}}
""",
    "forms/bdg_90.yaml": """\
form: bdg_90
number: "90"
version: 1
code: {commune: 90/X, province: 90/T}
title: {vi: Nhân sự, en: Staff}
periods: [half, year]
kind: matrix
columns: [P, V]
rows:
  - {id: staff, code: "01", title: {vi: a, en: a}, unit: {vi: a, en: a}, columns: P, levels: [commune, province],
     required: every, nature: stock, roll_up: sum}
  - {id: heads, code: "02", title: {vi: b, en: b}, unit: {vi: a, en: a}, columns: P, levels: [province],
     required: annual, nature: stock, roll_up: own}
  - {id: plans, code: "03", title: {vi: c, en: c}, unit: {vi: a, en: a}, columns: V, levels: [commune],
     required: every, nature: flow, roll_up: sum}
  - {id: reports, code: "04", title: {vi: d, en: d}, unit: {vi: a, en: a}, columns: V, levels: [commune],
     required: optional, nature: flow, roll_up: sum, core: true}
  - {id: papers, code: "05", title: {vi: e, en: e}, unit: {vi: a, en: a}, columns: V, levels: [commune],
     required: computed, nature: flow, roll_up: sum,
     computed: "plans + reports"}
rules:
  - {id: R1, code: R802, severity: error, check: "young <= total", message: {vi: a, en: a}, help: {vi: a, en: a}}
""",
    "forms/bdg_91.yaml": """\
form: bdg_91
number: "91"
version: 1
code: {commune: 91/X, province: 91/T}
title: {vi: Hoạt động, en: Activities}
periods: [half, year]
kind: list
records: 5
fields:
  - {id: topic, kind: choice, required: true, title: {vi: Chủ đề, en: Topic}, choices: {law: {vi: Luật, en: Law}, health: {vi: Y tế, en: Health}}}
  - {id: start, kind: date, required: true, title: {vi: Từ ngày, en: From}}
  - {id: people, kind: count, required: true, min: 1, title: {vi: Số người, en: People}}
  - {id: women, kind: count, title: {vi: Số nữ, en: Women}}
  - {id: budget, kind: amount, title: {vi: Kinh phí, en: Budget}}
rules:
  - {id: R2, code: R803, severity: error, check: "women <= people", message: {vi: a, en: a}, help: {vi: a, en: a}}
""",
}


def rule(name: str, check: str, more: str = "") -> str:
    """A rule as a line under `rules`; its code follows from its name (`N1` is R901)."""
    says = "message: {vi: a, en: a}, help: {vi: a, en: a}"
    severity = "" if "severity" in more else "severity: error, "
    code = f"R9{name.removeprefix('N').zfill(2)}"
    return f'  - {{id: {name}, code: {code}, {severity}check: "{check}", {says}{more and ", "}{more}}}\n'


def write(folder: Path, files: Mapping[str, str]) -> Path:
    """A schemas folder with these files."""
    (folder / "forms").mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def changed(folder: Path, file: str, *changes: tuple[str, str]) -> str:
    """The small catalogue in a folder, with texts of one file replaced; gives that file."""
    text = SMALL[file]
    for old, new in changes:
        assert old in text, f"{file} no longer contains {old!r}"
        text = text.replace(old, new, 1)
    write(folder, {**SMALL, file: text})
    return text


def line_of(text: str, part: str) -> int:
    """The line where a part stands: its last one when it has several."""
    return text.count("\n", 0, text.index(part) + len(part)) + 1
