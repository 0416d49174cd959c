"""A strict, reproducible xlsxwriter; the only module that imports it.

Only typed writes: text never becomes a formula or a link, nothing is cut or dropped in silence,
and the same calls give the same bytes.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from itertools import product
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from sheetcheck import paper
from sheetcheck.cells import Line, Live, Styled, clean
from sheetcheck.errors import SheetcheckError
from sheetcheck.grid import a1
from sheetcheck.text import Text

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}
_CREATED = datetime(2021, 3, 3, tzinfo=UTC).replace(tzinfo=None)
"""Every workbook bears the day of Resolution 28/NQ-CP: a clock in a file would change its bytes."""

_EXACT = 2.0**53
_FONT = {"font_name": "Times New Roman", "font_size": paper.FONT, "valign": "vcenter"}


class ExcelLimit(SheetcheckError):  # noqa: N818 - it names what was met
    """Excel cannot hold what was to be written."""


class _Sheet(Worksheet):  # type: ignore[misc]
    """A sheet that takes our formulas as they are.

    The library looks for thirty newer functions in each, of which we use none: half of writing a template. If it
    ever calls this step something else, that time comes back and nothing else changes.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")


class Page:
    """One sheet. Rows and columns count from 1, as in an address.

    In a long book cells wait until `lines` or the end: the library then wants them row by row.
    """

    def __init__(self, book: Book, sheet: Any, *, long: bool) -> None:
        self._book = book
        self._sheet = sheet
        self._long = long
        self._waiting: list[tuple[int, int, Callable[[], int | None]]] = []

    def _put(self, row: int, column: int, write: Callable[..., int | None], *said: object) -> None:
        if self._long:
            self._waiting.append((row, column, partial(write, row - 1, column - 1, *said)))
        else:
            self._done(write(row - 1, column - 1, *said), row, column)

    def flush(self) -> None:
        """Writes the cells that wait, row by row; of two for one cell the later one stays."""
        for row, column, write in sorted(self._waiting, key=lambda cell: cell[:2]):
            self._done(write(), row, column)
        self._waiting.clear()

    def text(self, row: int, column: int, value: str, style: str = "plain") -> None:
        if value == "":
            self._put(row, column, self._sheet.write_blank, None, self._book.style(style))
        else:
            self._put(row, column, self._sheet.write_string, value, self._book.style(style))

    def number(self, row: int, column: int, value: float, style: str = "plain") -> None:
        if not math.isfinite(value) or abs(value) >= _EXACT:
            raise ExcelLimit(
                Text(
                    vi="ô {cell}: số {value} vượt quá giới hạn của Excel",
                    en="cell {cell}: Excel cannot hold the number {value}",
                ),
                cell=a1(row, column),
                value=str(value),
            )
        self._put(row, column, self._sheet.write_number, value, self._book.style(style))

    def formula(self, row: int, column: int, formula: str, value: float | str | None, style: str = "plain") -> None:
        """A formula of ours with the value it has now: a reader that does not calculate sees it too."""
        stored = "" if value is None else value
        self._put(row, column, self._sheet.write_formula, "=" + formula, self._book.style(style), stored)

    def link(self, row: int, column: int, sheet: str, label: str, style: str = "plain") -> None:
        """A jump to a sheet of the same workbook; the only kind of link we write."""
        target = f"internal:'{sheet}'!A1"
        self._put(row, column, self._sheet.write_url, target, self._book.style(style), label)

    def merged(self, row: int, first: int, last: int, value: str, style: str, *, rows: int = 1) -> None:
        if first == last and rows == 1:
            self.text(row, first, value, style)
            return
        box = (row - 1, first - 1, row + rows - 2, last - 1)
        if self._long:
            # `merge_range` writes the rows below at once, which come later here.
            self._sheet.merge.append(list(box))
            for cell in product(range(row, row + rows), range(first, last + 1)):
                self.text(*cell, "", style)
        else:
            self._done(self._sheet.merge_range(*box, "", self._book.style(style)), row, first)
        self.text(row, first, value, style)

    def merged_formula(
        self, row: int, first: int, last: int, formula: str, value: float | str | None, style: str
    ) -> None:
        self.merged(row, first, last, "", style)
        self.formula(row, first, formula, value, style)

    def validate(self, cells: Sequence[str], options: Mapping[str, object]) -> None:
        """Excel's own check while somebody types, on several ranges at once."""
        everywhere = {**options, "multi_range": " ".join(cells)} if len(cells) > 1 else dict(options)
        self._done(self._sheet.data_validation(cells[0], everywhere), 1, 1)

    def colour(self, cells: str, formula: str, style: str) -> None:
        """A conditional format: the style shows while the formula is true."""
        options = {"type": "formula", "criteria": "=" + formula, "format": self._book.style(style)}
        self._done(self._sheet.conditional_format(cells, options), 1, 1)

    def widths(self, widths: Sequence[float]) -> None:
        for i, width in enumerate(widths):
            self._sheet.set_column(i, i, width)

    def height(self, row: int, points: float) -> None:
        self._sheet.set_row(row - 1, points)

    def hide(self) -> None:
        """Out of sight of the menus too: only a program unhides it."""
        self._sheet.very_hidden()

    def first(self) -> None:
        self._sheet.activate()
        self._sheet.set_first_sheet()

    def freeze(self, row: int, column: int) -> None:
        """Rows above and columns left of this cell stay in view."""
        self._sheet.freeze_panes(row - 1, column - 1)

    def lock(self) -> None:
        """No secret: everybody may unprotect; sizing, sorting and filtering stay allowed."""
        allowed = ("format_cells", "format_columns", "format_rows", "sort", "autofilter")
        self._sheet.protect("", dict.fromkeys(allowed, True))

    def print_on_a4(
        self,
        *,
        landscape: bool = True,
        repeat: tuple[int, int] | None = None,
        footer: str = "",
        high: int = 0,
    ) -> None:
        """One page wide; `high` pages high, or as many as it takes."""
        (self._sheet.set_landscape if landscape else self._sheet.set_portrait)()
        self._sheet.set_paper(9)
        self._sheet.set_margins(left=paper.MARGIN, right=paper.MARGIN, top=0.5, bottom=0.6)
        self._sheet.fit_to_pages(1, high)
        if repeat is not None:
            self._sheet.repeat_rows(repeat[0] - 1, repeat[1] - 1)
        self._sheet.set_footer(footer)

    def chart(self, row: int, column: int, *, title: str, names: str, series: Mapping[str, str]) -> None:
        """A bar chart of ranges such as `Tổng quan!$C$5:$C$10`."""
        chart = self._book.bar_chart()
        for label, values in series.items():
            chart.add_series(
                {"name": label, "categories": "=" + names, "values": "=" + values, "data_labels": {"value": True}}
            )
        chart.set_title({"name": title, "name_font": {"size": 11}})
        chart.set_legend({"none": len(series) == 1, "position": "bottom"})
        chart.set_y_axis({"reverse": True})  # the first name on top, as in the table beside it
        chart.set_x_axis({"min": 0, "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}})
        self._done(self._sheet.insert_chart(row - 1, column - 1, chart), row, column)

    def filter(self, first_row: int, last_row: int, last_column: int) -> None:
        self._sheet.autofilter(first_row - 1, 0, last_row - 1, last_column - 1)

    def lines(self, first: int, lines: Iterable[Line], styles: Sequence[str] = ()) -> None:
        """Lines from row `first` on, below all else; `styles` are those of the columns, for plain values.

        A text is written as Excel can hold it (`cells.clean`), a number that it cannot hold as a text.
        """
        self.flush()
        sheet, style = self._sheet, self._book.style
        plain = [style(name) for name in styles]
        for row, line in enumerate(lines, start=first - 1):
            for column, cell in enumerate(line):
                if cell is None:
                    continue
                look = plain[column] if column < len(plain) else None
                if isinstance(cell, Live):
                    stored = "" if cell.value is None else cell.value
                    done = sheet.write_formula(row, column, "=" + cell.formula, style(cell.style), stored)
                elif isinstance(cell, Styled):
                    done = _write(sheet, row, column, cell.value, style(cell.style))
                else:
                    done = _write(sheet, row, column, cell, look)
                if done:
                    self._done(done, row + 1, column + 1)

    def columns(self, first: int, last: int, width: float) -> None:
        self._sheet.set_column(first - 1, last - 1, width)

    def print_wide(self, *, rows: tuple[int, int], columns: int, footer: str = "") -> None:
        """A table too wide for one page: it goes on to the right, with its heads and first columns again."""
        self.print_on_a4(repeat=rows, footer=footer)
        self._sheet.fit_to_pages(0, 0)
        self._sheet.set_print_scale(60)
        self._sheet.repeat_columns(0, columns - 1)

    def _done(self, code: int | None, row: int, column: int) -> None:
        if code not in (0, None):
            raise ExcelLimit(
                Text(
                    vi="Excel không nhận nội dung của ô {cell} (mã {code})",
                    en="Excel refuses the content of cell {cell} (code {code})",
                ),
                cell=a1(row, column),
                code=code,
            )


def _write(sheet: Any, row: int, column: int, value: float | str | None, look: Any) -> int | None:
    """One plain cell of a long table, by its type."""
    done: int | None
    if isinstance(value, str) and value:
        done = sheet.write_string(row, column, clean(value), look)
    elif value is None or isinstance(value, str):
        done = sheet.write_blank(row, column, None, look)
    elif -_EXACT < value < _EXACT:
        done = sheet.write_number(row, column, value, look)
    else:
        done = sheet.write_string(row, column, repr(value), look)
    return done


class Book:
    """A workbook in memory, with styles by name; `close` gives its bytes."""

    def __init__(self, styles: Mapping[str, Mapping[str, object]], *, long: bool = False) -> None:
        """`long` keeps no rows in memory, for tables of a million cells."""
        self._bytes = BytesIO()
        self._long = long
        self._pages: list[Page] = []
        options = _OPTIONS | ({"in_memory": False, "constant_memory": True} if long else {})
        self._book = xlsxwriter.Workbook(self._bytes, options)
        self._book.set_calc_mode("auto")
        self._styles = {name: self._book.add_format({**_FONT, **properties}) for name, properties in styles.items()}

    def style(self, name: str) -> Any:
        return self._styles[name]

    def page(self, name: str) -> Page:
        if len(name) > 31:
            raise ExcelLimit(
                Text(
                    vi="tên trang tính '{name}' dài quá 31 ký tự", en="sheet name '{name}' is longer than 31 characters"
                ),
                name=name,
            )
        page = Page(self, self._book.add_worksheet(name, _Sheet), long=self._long)
        self._pages.append(page)
        return page

    def bar_chart(self) -> Any:
        return self._book.add_chart({"type": "bar"})

    def describe(self, *, title: str, custom: Mapping[str, str]) -> None:
        """Document properties: a fixed date, a title, and our own by name."""
        self._book.set_properties({"created": _CREATED, "title": title})
        for name, value in custom.items():
            self._book.set_custom_property(name, value, "text")

    def close(self) -> bytes:
        """The finished workbook. A warning of the writer is a refusal: it means something was left out."""
        for page in self._pages:
            page.flush()
        with warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always")
            self._book.close()
        if said:
            raise ExcelLimit(
                Text(vi="Excel không nhận: {problem}", en="Excel refuses: {problem}"), problem=str(said[0].message)
            )
        return self._bytes.getvalue()
