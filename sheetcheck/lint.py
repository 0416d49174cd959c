"""Definitions against each other and against Excel: what one file alone cannot show."""

from __future__ import annotations

from collections.abc import Iterable

from sheetcheck.finding import Finding
from sheetcheck.form import Form, Rule


def mistakes(forms: Iterable[Form], generic: tuple[Rule, ...]) -> list[Finding]:
    return []
