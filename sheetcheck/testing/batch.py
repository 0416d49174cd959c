"""Drawn returns judged together, and what was found said in one short line each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from sheetcheck.bearing import weighed
from sheetcheck.bridge import bridged
from sheetcheck.catalogue import Catalogue
from sheetcheck.computed import completed
from sheetcheck.contrast import contrasted
from sheetcheck.copies import copies
from sheetcheck.explained import explained
from sheetcheck.finding import Finding
from sheetcheck.grid import Workbook
from sheetcheck.intake import take_in
from sheetcheck.judgement import judged
from sheetcheck.kin import kin_of
from sheetcheck.returns import Return
from sheetcheck.units import Register
from sheetcheck.waiver import Waiver


def taken_in(catalogue: Catalogue, name: str, workbook: Workbook) -> Return:
    """A drawn workbook as the return it would be if it had come as a file."""
    intake = take_in(workbook, catalogue.forms)
    found = tuple(replace(one, file=name) for one in intake.findings)
    one = Return(
        file=name, path=Path(name), sha256=name, identity=intake.identity, figures=intake.figures, findings=found
    )
    return completed([one], catalogue.forms)[0]


def figure(catalogue: Catalogue, item: Return, name: str) -> float | str | None:
    """What was read for a name such as `03.hdnd_commune.female`; NaN or None when there is nothing."""
    number, row, column = name.split(".")
    form = catalogue.form(number)
    layout, figures = item.layout(form), item.figures[form.id]
    slot = layout.slot(row, column) if layout else None
    if layout is None or slot is None:
        raise KeyError(name)
    line = slot.line - layout.lines[0].number
    if column in layout.numbers:
        return figures.values[layout.number(line, column)]
    return figures.texts.get((line, column))


def verdicts(catalogue: Catalogue, workbooks: Mapping[str, Workbook]) -> Mapping[str, list[str]]:
    """For each workbook what was found in it, all of them judged as one batch."""
    returns = [taken_in(catalogue, name, workbook) for name, workbook in workbooks.items()]
    found = [one for item in returns for one in item.findings] + list(judged(returns, catalogue.forms))
    return {item.file: lines(one for one in found if one.file == item.file) for item in returns}


def settled(catalogue: Catalogue, workbooks: Mapping[str, Workbook], waivers: Sequence[Waiver] = ()) -> list[Finding]:
    """What is found in these workbooks as one batch, each with what it counts for in the end."""
    returns = [taken_in(catalogue, name, workbook) for name, workbook in workbooks.items()]
    found = [one for item in returns for one in item.findings]
    found += weighed(judged(returns, catalogue.forms), returns, catalogue.forms)
    return explained(found, returns, catalogue.forms, waivers)


def between(
    catalogue: Catalogue, batch: Sequence[Return], earlier: Sequence[Return] = (), register: Register | None = None
) -> list[Finding]:
    """What the returns of a batch come to when they are held against earlier ones and against each other."""
    kin = bridged(kin_of(batch, earlier, register), catalogue.forms)
    return [*contrasted(batch, kin, catalogue.forms), *copies(batch, kin, catalogue.forms)]


def lines(findings: Iterable[Finding]) -> list[str]:
    """Each as `G02 D8 E8`: the rule or else the code, then the cells; sorted, and none left out."""
    return sorted(" ".join((one.rule or one.code, *one.cells)) for one in findings)
