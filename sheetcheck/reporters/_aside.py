"""Findings that count for nothing, gathered over all returns: explained warnings, and rules on trial."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sheetcheck.finding import Finding


@dataclass(frozen=True, slots=True)
class Aside:
    """Findings that are told as one; `first` speaks for them all."""

    first: Finding
    count: int


def mark_of(one: Finding) -> str:
    """How such a finding is marked; "" for one that counts."""
    return "✓" if one.explained is not None else "~" if one.trial else ""


def explained_of(findings: Iterable[Finding]) -> list[Aside]:
    """The same explanation once for each code: a waiver may be for many units."""
    return _gathered(findings, lambda one: one.explained is not None, lambda one: (one.code, one.explained))


def tried_of(findings: Iterable[Finding]) -> list[Aside]:
    """Rules on trial, once each."""
    return _gathered(findings, lambda one: one.trial and one.explained is None, lambda one: (one.code, one.rule))


def _gathered(
    findings: Iterable[Finding], wanted: Callable[[Finding], bool], key: Callable[[Finding], object]
) -> list[Aside]:
    groups: dict[object, list[Finding]] = {}
    for one in filter(wanted, findings):
        groups.setdefault((key(one), one.file if one.explained and not one.explained.by else ""), []).append(one)
    return [Aside(group[0], len(group)) for group in groups.values()]
