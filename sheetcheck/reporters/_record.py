"""A finding and a return as plain records, the same in every format for machines."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Final

from sheetcheck.finding import Finding, Suggestion
from sheetcheck.report import Verdict
from sheetcheck.text import Text
from sheetcheck.words import Words

SCHEMA: Final = "sheetcheck-report/1"


def return_record(one: Verdict) -> dict[str, object]:
    """The keys of a return, in the order of the contract."""
    return {key: str(value) if isinstance(value, str) else value for key, value in asdict(one).items()}


def finding_record(one: Finding, words: Words) -> dict[str, object]:
    """The keys of a finding, in the order of the contract."""
    return {
        "code": one.code,
        "severity": one.severity.value,
        "file": one.file,
        "sheet": one.sheet,
        "cells": list(one.cells),
        "form": one.form,
        "row": one.row,
        "column": one.column,
        "unit": one.unit,
        "period": one.period,
        "rule": one.rule,
        "message": words.message(one),
        "help": words.help(one),
        "declared": (one.declared or one.severity).value,
        "trial": one.trial,
        "explained": asdict(one.explained) if one.explained else None,
        "suggestions": [suggestion_record(suggestion, words) for suggestion in one.suggestions],
        "params": {key: plain(one.params[key], words) for key in sorted(one.params)},
    }


def suggestion_record(one: Suggestion, words: Words) -> dict[str, object]:
    """What may have been meant: the cells with what stands there and what may, and why; null is a blank."""
    return {
        "deduction": one.deduction,
        "cells": [
            {
                "sheet": cell.sheet,
                "cell": cell.cell,
                "before": plain(cell.before, words),
                "after": plain(cell.after, words),
            }
            for cell in one.replacements
        ],
        "why": one.why.of(words.language),
    }


def plain(value: object, words: Words) -> object:
    """A value that every reader of JSON understands; what is no number is null."""
    match value:
        case None | bool() | int():
            return value
        case float():
            return value if math.isfinite(value) else None
        case str():
            return str(value)
        case Text():
            return value.of(words.language)
        case datetime() | date():
            return value.isoformat()
        case Mapping():
            return {str(key): plain(item, words) for key, item in value.items()}
        case list() | tuple():
            return [plain(item, words) for item in value]
        case set() | frozenset():
            return sorted(str(item) for item in value)
    return str(value)
