"""Divisions by nought that stand in the expression itself: no figure ever comes of them."""

from __future__ import annotations

from collections.abc import Iterator

from sheetcheck.codes import lint as D
from sheetcheck.document import mistake
from sheetcheck.expression.evaluate import evaluate
from sheetcheck.expression.tree import Call, everything, is_constant
from sheetcheck.expression.words import written
from sheetcheck.finding import Finding
from sheetcheck.lint import Definitions
from sheetcheck.lint._expressions import stated


def mistakes(definitions: Definitions) -> Iterator[Finding]:
    for one in stated(definitions):
        for piece in everything(one.expression.node) if "/" in one.expression.text else ():
            if not isinstance(piece, Call) or piece.operation != "/":
                continue
            divisor = piece.args[1]
            if is_constant(divisor) and evaluate(divisor, {}) in (0.0, None):
                yield mistake(D.BY_ZERO, one.place.after("/", written(divisor)), found=written(piece))
