"""What is written into an annotated return: a note for each cell, and the lines of the first sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sheetcheck.finding import Severity


@dataclass(frozen=True, slots=True)
class Note:
    """What is said of one cell, and how grave the gravest of it is."""

    cell: str
    severity: Severity
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the first sheet; `target` is the cell it links to (`'Biểu 01'!D8`), "" for none."""

    severity: Severity
    level: str
    sheet: str
    cells: str
    message: str
    help: str
    code: str
    target: str


@dataclass(frozen=True, slots=True)
class Annotation:
    """All that is written into the copy of one return. `notes` are by name of sheet.

    `name` is that of the first sheet, if no other sheet has it.
    `is_good` says whether the return is accepted.
    """

    name: str
    title: str
    about: str
    verdict: str
    reading: tuple[str, str]
    """Title and verdict of a copy that is only for reading: it has lost what makes it a template."""
    own_sheets: frozenset[str]
    """The sheets of the template that nobody fills in; a copy for reading is without them."""
    is_good: bool
    headings: tuple[str, ...]
    lines: tuple[Line, ...]
    foot: str
    notes: Mapping[str, tuple[Note, ...]]
