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
        document = {
            "schema": SCHEMA,
            "summary": {**asdict(report.summary), "language": report.language},
            "returns": [return_record(one) for one in report.returns],
            "findings": [finding_record(one, words) for one in report.findings],
        }
        written = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
        # Escaping what is left unprintable changes no value: it stands inside strings only.
        return "\n".join(printable(line) for line in written.split("\n")) + "\n"


REPORTER = _Json()
