"""Tidy data into the figures of one unit's template: the way back from `export`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple, cast

from sheetcheck.catalogue import Catalogue
from sheetcheck.codes import all_codes
from sheetcheck.errors import SheetcheckError
from sheetcheck.guard.pool import read_all
from sheetcheck.identity import Identity
from sheetcheck.intake import unpacked
from sheetcheck.kinds import KINDS
from sheetcheck.layout import Layout, Slot
from sheetcheck.returns import Return
from sheetcheck.taking import TakeIn
from sheetcheck.template import layouts_for
from sheetcheck.text import Language, Text
from sheetcheck.tidy import Datum, tidy
from sheetcheck.units import Register
from sheetcheck.units.standing import meant_by

_NOT_OURS = Text(vi="{path} không phải biểu mẫu: {reason}", en="{path} is not a template: {reason}")
_NO_CELL = Text(
    vi="biểu mẫu của {unit} không có ô {name} ({problem})", en="the template of {unit} has no cell {name} ({problem})"
)
_ABSENT = Text(vi="không có chỉ tiêu, cột này ở cấp và kỳ này", en="no such row or column at this level and period")
_COMPUTED = Text(vi="ô này được tính, không điền", en="this cell is computed, not filled in")
_UNREADABLE = Text(
    vi="{path}: ô {cell} của trang tính {sheet} không đọc được; sửa ô này trước, xem 'sheetcheck check'",
    en="{path}: cell {cell} of sheet {sheet} cannot be read; mend it first, see 'sheetcheck check'",
)
_NOTHING = Text(
    vi="không có số liệu nào của đơn vị {unit}, kỳ {period}", en="there are no data of unit {unit} for {period}"
)
_SIGNS = {"unavailable": "…", "not_applicable": "x"}


class Filling(NamedTuple):
    """Whose template it is, what goes into its cells by form, and unit codes whose zeros were put back."""

    identity: Identity
    figures: Mapping[str, Mapping[tuple[str, str], float | str]]
    restored: Mapping[str, str]


def figures_for(
    template: Path, data: Iterable[Datum], catalogue: Catalogue, language: Language, register: Register
) -> Filling:
    """What goes into a template: what it holds already, then the data.

    Raises SheetcheckError for a cell that the template has not.
    """
    held = _held(template, catalogue, language)
    assert held.identity is not None
    identity = held.identity
    layouts = {layout.form.id: layout for layout in layouts_for(catalogue, identity)}
    figures: dict[str, dict[tuple[str, str], float | str]] = {}
    for datum in tidy([held], catalogue.forms):
        if datum.status == "unreadable":
            raise SheetcheckError(_UNREADABLE, path=str(template), sheet=datum.sheet, cell=datum.cell)
        _place(datum, layouts, identity, figures)
    wanted = [
        datum for datum in data if datum.unit in ("", identity.unit) and datum.period in ("", identity.period.label)
    ]
    if not wanted:
        raise SheetcheckError(_NOTHING, unit=identity.unit, period=identity.period.label)
    restored: dict[str, str] = {}
    for datum in wanted:
        _place(_typed(datum, layouts, identity, register, restored), layouts, identity, figures)
    return Filling(identity, figures, restored)


def _typed(
    datum: Datum, layouts: Mapping[str, Layout], identity: Identity, register: Register, restored: dict[str, str]
) -> Datum:
    """A number for a cell of text becomes the text that a person would type, a unit's code with all its zeros."""
    layout = layouts.get(datum.form)
    slot = layout.slot(datum.row, datum.column) if layout else None
    if slot is None or not isinstance(datum.value, float) or not _takes_text(slot):
        return datum
    text = f"{datum.value:.15g}"
    if slot.column.kind != "unit":
        return datum._replace(value=text)
    code = meant_by(register, text, identity.period.end, identity.unit) or text
    if code != text:
        restored[text] = code
    return datum._replace(value=code)


def _takes_text(slot: Slot) -> bool:
    return KINDS[slot.column.kind].number_format == "@"


def _place(
    datum: Datum,
    layouts: Mapping[str, Layout],
    identity: Identity,
    figures: dict[str, dict[tuple[str, str], float | str]],
) -> None:
    """Puts a datum where its cell is; a later one replaces an earlier one."""
    layout = layouts.get(datum.form)
    slot = layout.slot(datum.row, datum.column) if layout else None
    if slot is None or slot.computed:
        name = f"{datum.form}.{datum.row}.{datum.column}"
        raise SheetcheckError(_NO_CELL, unit=identity.unit, name=name, problem=_COMPUTED if slot else _ABSENT)
    written = _written(datum)
    if written is not None:
        figures.setdefault(datum.form, {})[slot.name] = written


def _written(datum: Datum) -> float | str | None:
    """What a person would type: `…` for a figure that could not be collected, `khoảng 330` for a rough one."""
    if datum.status in _SIGNS:
        return _SIGNS[datum.status]
    if datum.status == "approx" and isinstance(datum.value, float):
        return f"khoảng {datum.value:.12g}"
    return datum.value


def _held(template: Path, catalogue: Catalogue, language: Language) -> Return:
    """The workbook to fill in, read in a guarded worker like any other."""
    outcome = next(read_all([template], TakeIn(dict(catalogue.forms)), jobs=1))
    if outcome.refusal is not None:
        code = all_codes()[outcome.refusal.code]
        reason = code.message.fill(language, outcome.refusal.params)
        raise SheetcheckError(_NOT_OURS, path=str(template), reason=reason)
    intake = unpacked(cast(Any, outcome.answer)[1])
    if intake.identity is None:
        reason = all_codes()[intake.findings[0].code].message.of(language)
        raise SheetcheckError(_NOT_OURS, path=str(template), reason=reason)
    return Return(file=template.name, path=template, identity=intake.identity, figures=intake.figures)
