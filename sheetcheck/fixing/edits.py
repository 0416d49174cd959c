"""What is put into the cells of a copy."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """One cell and what it shall hold: a number, a text, a day (ISO text, `is_day`) or nothing (None).

    A cell that works itself out keeps its formula (`is_formula`) and gets the result that it would have now.
    """

    cell: str
    value: float | str | None
    is_day: bool = False
    is_formula: bool = False
