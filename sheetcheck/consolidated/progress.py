"""The sheets about the returns: who sent what, what was found, and what was decided on each file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from sheetcheck.cells import Line, Styled
from sheetcheck.consolidate import Consolidation, Source
from sheetcheck.consolidated import wording
from sheetcheck.finding import Finding, Severity, in_order
from sheetcheck.text import Language, Text
from sheetcheck.xlsx import Page

HEADINGS, FIRST = 3, 4
_Columns = Sequence[tuple[Text, float]]

_FILE = Text(vi="Tệp", en="File")
_SUBMISSIONS: _Columns = (
    (wording.NUMBER, 5),
    (wording.CODE, 9),
    (wording.UNIT, 30),
    (Text(vi="Phải báo cáo", en="Expected"), 9),
    (wording.STATUS, 26),
    (_FILE, 36),
    (Text(vi="Số lỗi", en="Errors"), 8),
    (Text(vi="Số cảnh báo", en="Warnings"), 9),
    (Text(vi="Đã giải trình", en="Explained"), 9),
)
_FINDINGS: _Columns = (
    (wording.NUMBER, 6),
    (Text(vi="Mức độ", en="Severity"), 12),
    (Text(vi="Mã lỗi", en="Finding"), 8),
    (wording.CODE, 9),
    (wording.UNIT, 26),
    (_FILE, 28),
    (Text(vi="Trang tính", en="Sheet"), 12),
    (Text(vi="Ô", en="Cells"), 12),
    (Text(vi="Nội dung", en="What is wrong"), 90),
)
_SOURCES: _Columns = (
    (wording.NUMBER, 5),
    (_FILE, 40),
    (wording.CODE, 9),
    (wording.UNIT, 26),
    (Text(vi="Kết quả kiểm tra", en="Verdict"), 18),
    (Text(vi="Đã tính vào tổng hợp", en="Counted"), 11),
    (Text(vi="Lý do", en="Why"), 40),
    (Text(vi="Mã băm SHA-256 của tệp", en="SHA-256 of the file"), 66),
)
_SEVERITIES = {
    Severity.ERROR: Text(vi="lỗi", en="error"),
    Severity.WARNING: Text(vi="cảnh báo", en="warning"),
    Severity.INFO: Text(vi="thông tin", en="information"),
}
_EXPLAINED = Text(vi="đã giải trình", en="explained")
_TRIED = Text(vi="đang thử", en="on trial")
_YES = Text(vi="có", en="yes")
_NO = Text(vi="không", en="no")
_UNKNOWN = Text(vi="Chưa rõ đơn vị", en="Unit not known")
_COUNTS = Text(vi="Đạt yêu cầu", en="It is accepted")
_HAS_ERRORS = Text(vi="Có lỗi, đơn vị cần sửa và gửi lại", en="It has errors; the unit has to correct and return it")
_NOT_READ = Text(vi="Không đọc được tệp", en="The file cannot be read")
_COPY = Text(vi="Giống hệt tệp {other}, chỉ tính một lần", en="Identical to {other}, which counts once")


def write_submissions(page: Page, whole: Consolidation, findings: Sequence[Finding], language: Language) -> None:
    """Every unit that was expected or that sent something, the missing ones too."""
    write_head(page, wording.SUBMISSIONS, _SUBMISSIONS, language, len(whole.units))
    page.lines(FIRST, _submissions(whole, findings, language))


def _submissions(whole: Consolidation, findings: Sequence[Finding], language: Language) -> Iterator[Line]:
    counts = Counter((finding.file, finding.severity) for finding in findings)
    explained = Counter(finding.file for finding in findings if finding.explained is not None)
    for number, unit in enumerate(whole.units, start=1):
        style = "foreign" if unit.counted else "left_out"
        of_each = [
            float(sum(counts[file, severity] for file in unit.files)) for severity in (Severity.ERROR, Severity.WARNING)
        ]
        of_each.append(float(sum(explained[file] for file in unit.files)))
        yield [
            Styled(float(number), "row_number"),
            Styled(unit.code, style),
            Styled(unit.name if unit.code else _UNKNOWN.of(language), style),
            Styled((_YES if unit.expected else _NO).of(language), style),
            Styled(wording.STANDINGS[unit.standing].of(language), style),
            Styled("\n".join(unit.files), style),
            *(Styled(count, "row_number") for count in of_each),
        ]


def write_findings(
    page: Page,
    whole: Consolidation,
    findings: Iterable[Finding],
    sentence: Callable[[Finding], str],
    language: Language,
) -> None:
    """Everything that was found in all files, those that do not count too."""
    ordered = in_order(findings)
    write_head(page, wording.FINDINGS, _FINDINGS, language, len(ordered))
    names = {unit.code: unit.name for unit in whole.units}
    styles = ("row_number", *["foreign"] * (len(_FINDINGS) - 1))
    page.lines(
        FIRST,
        (
            (
                float(number),
                _severity(one).of(language),
                one.code,
                one.unit,
                names.get(one.unit, ""),
                one.file,
                one.sheet,
                ", ".join(one.cells),
                sentence(one),
            )
            for number, one in enumerate(ordered, start=1)
        ),
        styles,
    )


def _severity(one: Finding) -> Text:
    if one.explained is not None:
        return _EXPLAINED
    return _TRIED if one.trial else _SEVERITIES[one.severity]


def write_sources(page: Page, whole: Consolidation, language: Language) -> None:
    """Every file by name, with its hash: what exactly was merged, what was not, and why."""
    write_head(page, wording.SOURCES, _SOURCES, language, len(whole.sources))
    names = {unit.code: unit.name for unit in whole.units}
    sources = sorted(whole.sources, key=lambda source: (source.one.file, source.one.sha256))
    page.lines(FIRST, (_source(number, one, names, language) for number, one in enumerate(sources, start=1)))


def _source(number: int, source: Source, names: dict[str, str], language: Language) -> Line:
    style = "foreign" if source.counted else "left_out"
    said = (
        source.one.file,
        source.one.unit,
        names.get(source.one.unit, "") if source.one.unit else _UNKNOWN.of(language),
        wording.VERDICTS[source.status].of(language),
        (_YES if source.counted else _NO).of(language),
        _why(source).fill(language, {"other": source.copy_of}),
        source.one.sha256,
    )
    return [Styled(float(number), "row_number"), *(Styled(text, style) for text in said)]


def _why(source: Source) -> Text:
    if source.counted:
        return _COUNTS
    if source.copy_of:
        return _COPY
    return _HAS_ERRORS if source.one.readable else _NOT_READ


def write_head(page: Page, title: Text, columns: _Columns, language: Language, count: int) -> None:
    """Title, headings and filter of a sheet about the returns, for so many lines."""
    page.text(1, 1, title.of(language).upper(), "line_title")
    for position, (heading, width) in enumerate(columns, start=1):
        page.columns(position, position, width)
        page.text(HEADINGS, position, heading.of(language), "row_heading")
    page.height(HEADINGS, 32)
    page.freeze(FIRST, 1)
    page.filter(HEADINGS, HEADINGS + max(1, count), len(columns))
    page.print_on_a4(repeat=(HEADINGS, HEADINGS), footer=f"&L{title.of(language)}&R&P/&N")
