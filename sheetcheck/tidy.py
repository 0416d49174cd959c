"""Figures one a line, the form that other programs read: csv, jsonl and parquet, there and back."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from sheetcheck.errors import SheetcheckError
from sheetcheck.form import Form
from sheetcheck.layout import Layout
from sheetcheck.returns import Return
from sheetcheck.text import Text


class Datum(NamedTuple):
    """One cell that somebody filled in: computed cells are derived, so they are none.

    `row` of a list form is the number of the record, from 1. `status` is "", `approx` (the value
    is kept), `unavailable`, `not_applicable` or `unreadable` (there is no value).
    """

    unit: str
    period: str
    form: str
    row: str
    column: str
    value: float | str | None
    status: str = ""
    file: str = ""
    sheet: str = ""
    cell: str = ""


FIELDS: Final = Datum._fields
_VALUE: Final = FIELDS.index("value")
REQUIRED: Final = ("form", "row", "column", "value")
STATES: Final = frozenset(("", "approx", "unavailable", "not_applicable", "unreadable"))

_MOST = 1e300
_FORMULA = re.compile(r" *[=+\-@\t\r\n\0＝＋－＠]")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_COMMA_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*),[0-9]+")

_NO_COLUMNS = Text(
    vi="{file}: thiếu cột {missing}; dữ liệu cần có các cột {required}",
    en="{file}: no column {missing}; the data need the columns {required}",
)
_BAD_LINE = Text(vi="{file}, dòng {line}: {problem}", en="{file}, line {line}: {problem}")
_BAD_FILE = Text(vi="không đọc được {file}: {problem}", en="cannot read {file}: {problem}")
_OTHER_KIND = Text(
    vi="{file}: dữ liệu phải là tệp .csv, .jsonl hoặc .parquet",
    en="{file}: data must be a .csv, .jsonl or .parquet file",
)
_NOT_UTF8 = Text(vi="tệp không ở dạng UTF-8", en="the file is not UTF-8")


def tidy(returns: Iterable[Return], forms: Mapping[str, Form]) -> Iterator[Datum]:
    """Every figure and text of the returns, by unit, period, form, line and column."""
    for one in sorted(returns, key=lambda item: (item.unit, item.period, item.file)):
        for form in forms.values():
            layout = one.layout(form) if form.id in one.figures else None
            if layout is not None:
                yield from _matrix(one, layout) if form.kind == "matrix" else _list(one, layout)


@cache
def _matrix_plan(layout: Layout) -> tuple[tuple[int, str, str, int, int, str], ...]:
    """Line, row, column, place among the numbers (-1 for texts), position and address of each input."""
    return tuple(
        (index, slot.row, slot.column.id, layout.number(index, slot.column.id), slot.position, slot.cell)
        for index, line in enumerate(layout.lines)
        for slot in line.slots
        if not slot.computed
    )


def _matrix(one: Return, layout: Layout) -> Iterator[Datum]:
    figures = one.figures[layout.form.id]
    unit, period, form, file, sheet = one.unit, one.period, layout.form.id, one.file, figures.sheet
    values, texts, states = figures.values, figures.texts, figures.states
    at_home = figures.lines is None and figures.columns is None
    for index, row, column, place, position, cell in _matrix_plan(layout):
        value: float | str | None
        if place >= 0:
            value = values[place]
            if value != value:
                value = None
        else:
            value = texts.get((index, column)) if texts else None
        status = states.get((index, column), "") if states else ""
        if value is None and not status:
            continue
        where = cell if at_home else one.cell(layout, index, position)
        yield Datum(unit, period, form, row, column, value, status, file, sheet, where)


def _list(one: Return, layout: Layout) -> Iterator[Datum]:
    figures = one.figures[layout.form.id]
    texts, states = figures.texts, figures.states
    for index, numbers in enumerate(records(one, layout)):
        for slot in layout.lines[0].slots:
            column = slot.column.id
            value: float | str | None = numbers[column] if column in numbers else texts.get((index, column))
            status = states.get((index, column), "")
            if value is not None or status:
                where = one.cell(layout, index, slot.position)
                row = f"{index + 1}"
                yield Datum(
                    one.unit, one.period, layout.form.id, row, column, value, status, one.file, figures.sheet, where
                )


def records(one: Return, layout: Layout) -> Iterator[Mapping[str, float | None]]:
    """The numbers of each record of a list form, by column; None where there is none."""
    figures = one.figures[layout.form.id]
    names, width = layout.numbers, len(layout.numbers)
    for index in range(figures.height(width)):
        numbers = figures.values[index * width : (index + 1) * width]
        yield {name: None if value != value else value for name, value in zip(names, numbers, strict=True)}


def write_csv(data: Iterable[Datum]) -> bytes:
    """UTF-8 with a mark for Excel, everything quoted, and nothing that a spreadsheet takes for a formula.

    Numbers stand as they are. A text that looks like a formula or a number has an apostrophe before it.
    """
    content = io.BytesIO()
    with _text_into(content, "utf-8-sig") as stream:
        writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        writer.writerow(FIELDS)
        writer.writerows(map(_csv_line, data))
    return content.getvalue()


@contextmanager
def _text_into(content: io.BytesIO, encoding: str) -> Iterator[io.TextIOWrapper]:
    stream = io.TextIOWrapper(content, encoding=encoding, errors="backslashreplace", newline="", write_through=True)
    yield stream
    stream.flush()
    stream.detach()


def _csv_line(datum: Datum) -> list[str]:
    value = datum.value
    line = list(map(_escaped, datum[:_VALUE]))
    if isinstance(value, float):
        line.append(_plain(value))
    elif value is not None and (_NUMBER.fullmatch(value) or _COMMA_NUMBER.fullmatch(value)):
        line.append("'" + value)
    else:
        line.append(_escaped(value or ""))
    line += map(_escaped, datum[_VALUE + 1 :])
    return line


@lru_cache(maxsize=65_536)
def _escaped(text: str) -> str:
    return "'" + text if text[:1] == "'" or _FORMULA.match(text) else text


def _plain(value: float) -> str:
    return str(int(value)) if value.is_integer() and abs(value) < 1e16 else repr(value)


def write_jsonl(data: Iterable[Datum]) -> bytes:
    """One JSON object a line."""
    content = io.BytesIO()
    encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
    with _text_into(content, "utf-8") as stream:
        for datum in data:
            line = datum._asdict()
            if isinstance(datum.value, float) and datum.value.is_integer():
                line["value"] = int(datum.value)
            stream.write(encode(line) + "\n")
    return content.getvalue()


def write_parquet(data: Iterable[Datum]) -> bytes:
    """A column `value` of numbers, and beside it a column `text` for the cells that hold text."""
    import polars as pl

    columns: dict[str, list[object]] = {name: [] for name in (*FIELDS, "text")}
    for datum in data:
        for name, field in zip(FIELDS, datum, strict=True):
            columns[name].append(None if name == "value" and isinstance(field, str) else field)
        columns["text"].append(datum.value if isinstance(datum.value, str) else None)
    types = {name: pl.Float64 if name == "value" else pl.String for name in columns}
    stream = io.BytesIO()
    pl.DataFrame(columns, schema=types).write_parquet(stream)
    return stream.getvalue()


WRITERS: Final = {".csv": write_csv, ".jsonl": write_jsonl, ".parquet": write_parquet}


def read_tidy(path: Path) -> tuple[Datum, ...]:
    """What one of the writers wrote, or a table made by hand; raises SheetcheckError with file and line.

    Lines without a value and without a status are blank cells: they are left out.
    """
    readers = {".csv": _read_csv, ".jsonl": _read_jsonl, ".parquet": _read_parquet}
    if path.suffix.lower() not in readers:
        raise SheetcheckError(_OTHER_KIND, file=path.name)
    try:
        lines = readers[path.suffix.lower()](path)
        return tuple(
            datum for line, fields in lines if (datum := _datum(path, line, fields)).value is not None or datum.status
        )
    except OSError as error:
        raise SheetcheckError(_BAD_FILE, file=path.name, problem=error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise SheetcheckError(_BAD_FILE, file=path.name, problem=_NOT_UTF8) from error


_Fields = Iterator[tuple[int, Mapping[str, object]]]


def _read_csv(path: Path) -> _Fields:
    """Excel writes `;` between the fields where a comma separates decimals."""
    text = path.read_bytes().decode("utf-8-sig")
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        names = [name.strip() for name in next(rows, [])]
        _refuse_missing(path, names)
        for row in rows:
            if not any(row):
                continue
            if len(row) != len(names):
                found, wanted = len(row), len(names)
                problem = Text(vi=f"có {found} cột thay vì {wanted}", en=f"{found} columns instead of {wanted}")
                raise _wrong(path, rows.line_num, problem)
            fields: dict[str, object] = {
                name: field[1:] if field[:1] == "'" else field for name, field in zip(names, row, strict=True)
            }
            fields["value"] = _csv_value(row[names.index("value")], decimal_comma=delimiter != ",")
            yield rows.line_num, fields
    except csv.Error as error:
        raise _wrong(path, rows.line_num, Text(str(error), str(error))) from error


def _csv_value(field: str, *, decimal_comma: bool) -> float | str | None:
    if field[:1] == "'":
        return field[1:]
    if _NUMBER.fullmatch(field):
        return float(field)
    if decimal_comma and _COMMA_NUMBER.fullmatch(field):
        return float(field.replace(",", "."))
    return field or None


def _read_jsonl(path: Path) -> _Fields:
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            fields = json.loads(line)
        except ValueError as error:
            raise _wrong(path, number, Text(vi="không phải JSON", en="this is no JSON")) from error
        if not isinstance(fields, dict):
            raise _wrong(path, number, Text(vi="không phải một đối tượng JSON", en="this is no JSON object"))
        _refuse_missing(path, fields)
        yield number, fields


def _read_parquet(path: Path) -> _Fields:
    import polars as pl

    try:
        table = pl.read_parquet(io.BytesIO(path.read_bytes()))
    except pl.exceptions.PolarsError as error:
        problem = Text(vi="không phải tệp parquet", en="this is no parquet file")
        raise SheetcheckError(_BAD_FILE, file=path.name, problem=problem) from error
    _refuse_missing(path, table.columns)
    for number, fields in enumerate(table.iter_rows(named=True), start=1):
        text = fields.get("text")
        yield number, {**fields, "value": fields["value"] if text is None else text}


def _refuse_missing(path: Path, names: Iterable[str]) -> None:
    there = set(names)
    missing = [name for name in REQUIRED if name not in there]
    if missing:
        raise SheetcheckError(_NO_COLUMNS, file=path.name, missing=missing, required=REQUIRED)


def _datum(path: Path, line: int, fields: Mapping[str, object]) -> Datum:
    """Fields of one line, checked."""
    for name in FIELDS:
        field = fields.get(name)
        if name != "value" and not isinstance(field, str | None):
            raise _wrong(path, line, Text(vi=f"cột {name} phải là chữ", en=f"column {name} must be text"))
        if name in ("form", "row", "column") and not field:
            raise _wrong(path, line, Text(vi=f"cột {name} còn trống", en=f"column {name} is blank"))
    value, status = fields["value"], fields.get("status") or ""
    if not _fits(value):
        raise _wrong(path, line, Text(vi="cột value phải là số hoặc chữ", en="column value must be a number or a text"))
    if status not in STATES:
        problem = Text(vi=f"không có trạng thái '{status}'", en=f"there is no status '{status}'")
        raise _wrong(path, line, problem)
    known: dict[str, object] = {name: fields.get(name) or "" for name in FIELDS}
    known["value"] = float(value) if isinstance(value, int) else None if value == "" else value
    return Datum(**known)  # type: ignore[arg-type]


def _fits(value: object) -> bool:
    if isinstance(value, bool):
        return False
    if isinstance(value, int | float):
        return abs(value) < _MOST
    return isinstance(value, str | None)


def _wrong(path: Path, line: int, problem: Text) -> SheetcheckError:
    return SheetcheckError(_BAD_LINE, file=path.name, line=line, problem=problem)
