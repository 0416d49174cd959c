"""The annotated return: a copy of the unit's own workbook with what was found in it, to be corrected and sent again.

The copy keeps everything: new parts are added to the package, and the parts that must know of them change by a few
bytes each. Faulty cells are coloured by a condition (their own style stays), have a comment with sentence and remedy,
and a first sheet lists everything with links. An annotation of before is taken out first.
"""

from __future__ import annotations

from sheetcheck.annotation.notes import Annotation, Line, Note, annotation_of
from sheetcheck.annotation.package import annotated

__all__ = ["Annotation", "Line", "Note", "annotated", "annotation_of"]
