"""Writes a consolidation as a workbook, and proves that it says what the returns say."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sheetcheck.cells import clean
from sheetcheck.consolidate import Consolidation
from sheetcheck.consolidated import wording
from sheetcheck.consolidated.data import FORMAT, prove, write_data
from sheetcheck.consolidated.explained import write_explained
from sheetcheck.consolidated.matrix import write_matrix
from sheetcheck.consolidated.overview import write_overview
from sheetcheck.consolidated.progress import write_findings, write_sources, write_submissions
from sheetcheck.consolidated.register import write_register
from sheetcheck.consolidated.scoreboard import write_scoreboard
from sheetcheck.finding import Finding
from sheetcheck.form import Form
from sheetcheck.kinds import KINDS
from sheetcheck.layout import IDENTITY_SHEET
from sheetcheck.scoreboard import scores
from sheetcheck.style import STYLES, TABLES, for_totals
from sheetcheck.target import Target
from sheetcheck.text import Language
from sheetcheck.xlsx import Book


def write_consolidated(
    whole: Consolidation,
    forms: Mapping[str, Form],
    findings: Sequence[Finding],
    sentence: Callable[[Finding], str],
    *,
    targets: Sequence[Target] = (),
    language: Language = "vi",
    digest: str = "",
    name: str = "",
) -> bytes:
    """The workbook as bytes: the same for the same returns in whatever order.

    `sentence` puts a finding into words, `digest` is the catalogue's, `name` says who consolidates.
    Raises Mismatch when what was written does not agree with the returns.
    """
    formats = {kind: one.number_format for kind, one in KINDS.items()}
    book = Book({**STYLES, **TABLES, **for_totals(formats)}, long=True)
    book.describe(title=f"{wording.OVERVIEW.of(language)} {whole.period.label}", custom={"sheetcheck_format": FORMAT})
    front = book.page(wording.OVERVIEW.of(language))
    for merged in whole.forms.values():
        write = write_matrix if merged.layout.form.kind == "matrix" else write_register
        write(book.page(merged.layout.sheet), merged, whole, language)
    if found := scores(targets, whole):
        write_scoreboard(book.page(wording.TARGETS.of(language)), found, whole, language)
    write_overview(front, whole, language, name)
    write_submissions(book.page(wording.SUBMISSIONS.of(language)), whole, findings, language)
    write_findings(book.page(wording.FINDINGS.of(language)), whole, findings, sentence, language)
    if any(one.explained is not None for one in findings):
        write_explained(book.page(wording.EXPLAINED.of(language)), whole, findings, sentence, language)
    write_sources(book.page(wording.SOURCES.of(language)), whole, language)
    proof = write_data(book, whole, forms, language)
    _write_identity(book, whole, language, digest)
    content = book.close()
    prove(proof, whole, forms)
    return content


def _write_identity(book: Book, whole: Consolidation, language: Language, digest: str) -> None:
    page = book.page(IDENTITY_SHEET)
    page.hide()
    lines = {
        "format": FORMAT,
        "level": whole.level.value,
        "period": whole.period.label,
        "calendar": whole.period.calendar.value,
        "scope": whole.scope.value,
        "language": language,
        "catalogue": digest,
        "expected": str(whole.expected),
        "counted": str(len(whole.counted)),
        "mark": clean("; ".join(whole.marks)),
    }
    for number, (key, value) in enumerate(lines.items(), start=1):
        page.text(number, 1, key)
        page.text(number, 2, value)
