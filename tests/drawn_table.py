"""One table of cells, and what every reader must make of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from sheetcheck.grid import Cell, Sheet, a1, place_of


@dataclass(frozen=True)
class Error:
    """A cell that holds an error."""

    text: str


@dataclass(frozen=True)
class Formula:
    """A formula with its stored result; None where it was saved without one."""

    result: object


@dataclass(frozen=True)
class Percent:
    """A number shown as a percentage."""

    value: float


@dataclass(frozen=True)
class Drawn:
    """A sheet to be drawn: cells by address, ranges that are merged, rows that are hidden."""

    name: str
    cells: Mapping[str, object] = field(default_factory=dict)
    visible: bool = True
    merged: tuple[str, ...] = ()
    hidden_rows: tuple[int, ...] = ()


NOT_CALCULATED: Final = Formula(None)
CONTRACT: Final = (
    Drawn(
        "Biểu 01",
        {
            "B3": "Phụ nữ “Vạn Thủy”: ằẵợ",
            "C3": "hai  khoảng\nxuống dòng",
            "D3": "=1+1",
            "E3": "0123",
            "F3": "#N/A",
            "B4": 1234.0,
            "C4": Percent(0.125),
            "D4": date(2026, 6, 30),
            "E4": datetime(2026, 6, 30, 7, 30),  # noqa: DTZ001 - a cell has no zone
            "F4": True,
            "G4": False,
            "H4": -0.5,
            "I4": 123456789012.0,
            "J4": 0.0,
            "B5": Formula(2468.0),
            "C5": Formula("ab"),
            "D5": Formula(True),
            "E5": Formula(Error("#DIV/0!")),
            "F5": Formula(""),
            "G5": Error("#REF!"),
            "B7": "gộp",
            "B9": "dòng ẩn",
            "B12": 3.0,
            "C12": 4.0,
            "D12": 5.0,
            "M40": "xa",
        },
        merged=("B7:D8",),
        hidden_rows=(9,),
    ),
    Drawn("_sheetcheck", {"A1": "unit", "B1": "06331"}, visible=False),
    Drawn("Trống"),
    Drawn("Ẩn", {"A1": "giấu", "A2": 7.0}, visible=False),
)
PROPERTIES: Final = {"sheetcheck_unit": "06331 «Xã Vạn Thủy»", "sheetcheck_note": "ký hiệu"}


def expected(drawn: Drawn) -> Sheet:
    """The sheet as any reader must give it; an error and a formula without a result are blank among the values."""
    rows: list[list[Cell]] = []
    errors: dict[str, str] = {}
    formulas: list[str] = []
    uncalculated: list[str] = []
    for address, cell in drawn.cells.items():
        if isinstance(cell, Formula):
            formulas.append(address)
        inside = cell.result if isinstance(cell, Formula) else cell
        if isinstance(inside, Error):
            errors[address] = inside.text
        elif inside is None:
            uncalculated.append(address)
        else:
            row, column = place_of(address)
            rows += [[] for _ in range(row - len(rows))]
            rows[row - 1] += [""] * (column - len(rows[row - 1]))
            rows[row - 1][column - 1] = inside.value if isinstance(inside, Percent) else inside
    return Sheet(
        name=drawn.name,
        visible=drawn.visible,
        rows=rows,
        errors=errors,
        formulas=frozenset(formulas),
        uncalculated=frozenset(uncalculated),
    )


def non_blank(sheet: Sheet) -> dict[str, Cell]:
    """Every cell that holds something, by address: its value, its error, or that it was not calculated."""
    found: dict[str, Cell] = {
        a1(row, column): cell
        for row, cells in enumerate(sheet.rows, start=1)
        for column, cell in enumerate(cells, start=1)
        if cell != ""
    }
    return {**found, **sheet.errors, **dict.fromkeys(sheet.uncalculated, "not calculated")}


def in_order(cells: Mapping[str, object]) -> dict[str, object]:
    """The cells row by row, as every format wants them."""
    return {address: cells[address] for address in sorted(cells, key=place_of)}


def redrawn(sheet: Sheet) -> Drawn:
    """A sheet that was read, to be drawn again in another format."""
    cells = non_blank(sheet) | dict.fromkeys(sheet.uncalculated, "")
    cells = {cell: Error(str(value)) if cell in sheet.errors else value for cell, value in cells.items()}
    return Drawn(
        sheet.name,
        in_order({cell: Formula(value) if cell in sheet.formulas else value for cell, value in cells.items()}),
        visible=sheet.visible,
    )
