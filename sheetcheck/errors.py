"""Exceptions for the caller's mistakes; what is wrong with data is a Finding, never one of these."""

from __future__ import annotations

from sheetcheck.text import Text


class SheetcheckError(Exception):
    """Something the caller can mend. Carries a sentence in both languages; exit code 2."""

    exit_code = 2

    def __init__(self, message: Text, **params: object) -> None:
        self.message = message
        self.params = params
        super().__init__(message.fill("en", params))


_CATALOGUE = Text(vi="danh mục biểu có {count} lỗi", en="the catalogue has {count} {count|mistake|mistakes}")


class DefinitionError(SheetcheckError):
    """A definition (catalogue, register, a round's list) is broken; carries every mistake, with file and line."""

    def __init__(self, findings: tuple[object, ...], message: Text = _CATALOGUE, **params: object) -> None:
        self.findings = findings
        super().__init__(message, count=len(findings), **params)


class RefusedError(SheetcheckError):
    """What the caller named cannot be used: one of the codes that `explain` knows, and the remedy."""

    def __init__(self, code: str, message: Text, remedy: Text, **params: object) -> None:
        self.code = code
        self.remedy = remedy
        super().__init__(message, **params)


class MachineError(SheetcheckError):
    """The machine failed us (disk full, no permission, locked round); exit code 3."""

    exit_code = 3
