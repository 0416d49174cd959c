"""Rules made from computed cells: what a cell states must be what its expression comes to.

`restated:` of a form names the columns. A result stands beside the rule's sentence once for a column; the rule itself
is made anew for each row, because each row computes in its own way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sheetcheck.expression import ExpressionError, parse
from sheetcheck.finding import Severity
from sheetcheck.form import Place, Row, Rule
from sheetcheck.target import NOTHING
from sheetcheck.text import Text

_HAIR = 1e-9
"""What binary arithmetic may add to a difference."""


@dataclass(frozen=True, slots=True)
class Restated:
    """A column whose computed cells are computed again. `within` is how far a stated figure may be off."""

    column: str
    id: str
    code: str
    within: float
    place: Place


def rules_of(restated: Iterable[Restated], rows: Iterable[Row]) -> Iterator[Rule]:
    """A rule for each computed cell of those columns; an expression that cannot be read has none."""
    rows = tuple(rows)
    for one in restated:
        for row in rows:
            again = row.cells.get(one.column)
            if again not in (None, NOTHING) and (is_own := _speaks_of_own_row(again)) is not None:
                yield _rule(one, row, again, is_own=is_own)


def _speaks_of_own_row(expression: str) -> bool | None:
    try:
        return parse(expression).is_row_scope
    except ExpressionError:
        return None


def _rule(one: Restated, row: Row, again: str, *, is_own: bool) -> Rule:
    """Written as an equality, so that the sentence can quote what is stated (left) and what is right."""
    cell = one.column if is_own else f"{row.id}.{one.column}"
    within = f"{one.within + _HAIR:.12g}"
    return Rule(
        id=one.id,
        code=one.code,
        severity=Severity.ERROR,
        rows=(row.id,) if is_own else (),
        check=f"case when abs({cell} - ({again})) <= {within} then ({again}) else {cell} end = ({again})",
        message=Text(
            vi=f"{{row.title}}: cột “{{{one.column}.title}}” ghi {{left}}, nhưng tính lại được {{right}}",
            en=f"{{row.title}}: the column “{{{one.column}.title}}” is {{left}}, but computed again it is {{right}}",
        ),
        help=Text(
            vi="Để biểu tự tính ô này; nếu kết quả tính chưa đúng thì sửa số liệu ở các ô được nêu",
            en="Leave this cell to be calculated; if what it calculates is wrong, correct the cells named",
        ),
        place=row.place if row.place.file else one.place,
        restates=True,
    )
