"""The report as one JSON object, for other programs; its keys are a contract."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from sheetcheck.report import Report
from sheetcheck.reporters._printable import printable
from sheetcheck.reporters._record import SCHEMA, finding_record, return_record
from sheetcheck.words import Words


@dataclass(frozen=True, slots=True)
class _Json:
    name: str = "json"
    suffix: str = ".json"

    def render(self, report: Report) -> str:
        words = Words(report.catalogue, report.language)
        summary = {**asdict(report.summary), "language": report.language}
        returns = ",\n".join(_line(return_record(one)) for one in report.returns)
        findings = ",\n".join(_line(finding_record(one, words)) for one in report.findings)
        statistics = ",\n".join(_line(asdict(one)) for one in report.statistics or ())
        asked = "" if report.statistics is None else f',\n"statistics": [\n{statistics}\n]'
        return (
            f'{{"schema": {_line(SCHEMA)},\n"summary": {_line(summary)},\n'
            f'"returns": [\n{returns}\n],\n"findings": [\n{findings}\n]{asked}}}\n'
        )


def _line(value: object) -> str:
    """A line to itself: a change of one finding changes one line, and `indent` would take twice as long."""
    # Escaping what is left unprintable changes no value, for it stands inside strings only.
    return printable(json.dumps(value, ensure_ascii=False, allow_nan=False))


REPORTER = _Json()
