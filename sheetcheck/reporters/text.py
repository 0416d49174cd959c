"""The report for a person at a terminal: what to send back to whom, and what to type next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sheetcheck.codes.submission import NOT_RECEIVED
from sheetcheck.finding import Finding, Severity
from sheetcheck.folding import Fold, folded
from sheetcheck.report import Report, Verdict
from sheetcheck.reporters._aside import Aside, explained_of, mark_of, tried_of
from sheetcheck.reporters._printable import printable
from sheetcheck.reporters._statistics import statistics
from sheetcheck.returns import Status
from sheetcheck.text import Text
from sheetcheck.words import Words

_SCREEN: Final = 46
"""Lines for the returns that go back; a screen has about 50."""
_AROUND: Final = 3
"""Lines of each of them that are not faults: its name, what is left out, a blank."""
_LEAST: Final = 5
_FEW: Final = 6
_NAMES: Final = 12

_MARKS: Final = {Severity.ERROR: "×", Severity.WARNING: "!", Severity.INFO: "i"}
_COLOURS: Final = {
    Severity.ERROR: "31",
    Severity.WARNING: "33",
    Severity.INFO: "36",
    "good": "32",
    "strong": "1",
    "faint": "2",
}
_BAD: Final = (Status.REJECTED, Status.UNREADABLE)

_FILES: Final = Text(vi="{count} tệp: {statuses}", en="Files: {count}; {statuses}")
_NO_FILES: Final = Text(vi="Không có báo cáo nào ở nơi đã nêu", en="There are no returns in the place given")
_NOT_SENT: Final = Text(vi="{count} đơn vị chưa nộp", en="units that sent nothing: {count}")
_MISSING: Final = Text(vi="Chưa nộp ({count}): {names}", en="Missing ({count}): {names}")
_LEFT_OUT: Final = Text(
    vi="Bỏ qua {count} tệp không phải báo cáo: {names}",
    en="Left out, not returns ({count}): {names}",
)
_OTHERS: Final = Text(vi="… và {count} mục khác", en="… and {count} more")
_ALIKE: Final = Text(vi="(và {count} chỗ tương tự)", en="(and {count} more like it)")
_HIDDEN: Final = Text(vi="… còn {counts} khác, xem bằng -v", en="… {counts} more, shown by -v")
_WHOLE: Final = Text(vi="Cả đợt báo cáo", en="The whole round")
_EXPLAINED: Final = Text(vi="Đã giải trình, không tính là cảnh báo ({count})", en="Explained, no warnings ({count})")
_TRIED: Final = Text(
    vi="Quy tắc đang thử, không tính vào kết quả ({count})", en="Of rules on trial, not counted ({count})"
)
_SO_MANY: Final = Text(vi="{n} đã giải trình", en="{n} explained")
_SO_TRIED: Final = Text(vi="{n} của quy tắc đang thử", en="{n} of rules on trial")
_NEXT: Final = Text(vi="Tiếp theo: {command}", en="Next: {command}")
_PATH: Final = Text(vi="ĐƯỜNG_DẪN", en="PATH")
_LISTED: Final = Text(vi="danh-sach-loi.txt", en="all-faults.txt")
_MERGED: Final = Text(vi="tong-hop.xlsx", en="merged.xlsx")
_COUNTS: Final = {
    Severity.ERROR: Text(vi="{n} lỗi", en="{n} {n|error|errors}"),
    Severity.WARNING: Text(vi="{n} cảnh báo", en="{n} {n|warning|warnings}"),
}


@dataclass(frozen=True, slots=True)
class _Text:
    name: str = "text"
    suffix: str = ".txt"

    def render(self, report: Report) -> str:
        return "\n".join(_View(report, Words(report.catalogue, report.language)).lines()) + "\n"


@dataclass(frozen=True, slots=True)
class _View:
    """One report in one language, line by line. Every line goes through `_paint`, which makes it safe."""

    report: Report
    words: Words

    def lines(self) -> Iterator[str]:
        by_file = self.report.by_file()
        yield self._header()
        bad = [one for one in self.report.returns if one.status in _BAD]
        room = max(_LEAST, _SCREEN // len(bad) - _AROUND) if len(self.report.returns) > 1 and bad else 0
        for one in bad:
            yield ""
            yield from self._return(one, by_file.get(one.file, []), room)
        yield from self._accepted(by_file)
        if not self.report.asked.verbose:
            yield from self._set_aside(_EXPLAINED, explained_of(self.report.findings))
            yield from self._set_aside(_TRIED, tried_of(self.report.findings))
        yield from self._of_the_batch(by_file)
        yield from map(self._paint, statistics(self.report.statistics, self.words))
        yield ""
        yield self._next(bad)

    def _header(self) -> str:
        summary = self.report.summary
        if not self.report.returns:
            return self._paint(self._say(_NO_FILES), "strong")
        counts = Counter(one.status for one in self.report.returns)
        said = [f"{counts[status]} {self.words.status(status)}" for status in Status if counts[status]]
        parts = [self._say(_FILES, count=summary.returns, statuses="; ".join(said))]
        if summary.missing:
            parts.append(self._say(_NOT_SENT, count=summary.missing))
        parts.append(self._counts(summary.errors, summary.warnings - summary.missing))
        parts += [self._say(text, n=n) for text, n in ((_SO_MANY, summary.explained), (_SO_TRIED, summary.trial)) if n]
        return self._paint(" · ".join(filter(None, parts)), "strong")

    def _return(self, one: Verdict, findings: Sequence[Finding], room: int) -> Iterator[str]:
        """A return that goes back: its name, then its faults sheet by sheet."""
        status = self.words.status(one.status).upper()
        colour = Severity.ERROR if one.status in _BAD else Severity.WARNING
        yield self._paint(status, colour) + "  " + self._paint(self._about(one), "strong")
        yield from self._faults(findings, room)

    def _about(self, one: Verdict) -> str:
        """`06331.xlsx · Xã Vạn Thủy (06331) · 12 lỗi, 3 cảnh báo`."""
        unit = f"{one.unit_name} ({one.unit})" if one.unit_name else one.unit
        return " · ".join(part for part in (one.file, unit, self._counts(one.errors, one.warnings)) if part)

    def _faults(self, findings: Sequence[Finding], room: int) -> Iterator[str]:
        """Faults sheet by sheet, errors first when there is not room for all; no room given is all.

        What is told of a file for information waits for -v; of the batch it is told once, so it is told.
        """
        verbose = self.report.asked.verbose
        said = [one for one in findings if verbose or not one.file or one.severity is not Severity.INFO]
        folds = folded(said, self.words.help, fold=not verbose)
        shown = folds if verbose or not room else _that_fit(folds, room)
        sheet, helped = "", set[str]()
        for one in shown:
            if one.first.sheet != sheet:
                sheet = one.first.sheet
                yield self._paint(f"  {sheet}", "strong")
            yield self._fault(one)
            yield from (self._paint(f"        ≈ {said}", "faint") for said in self.words.suggestions(one.first))
            remedy = self.words.help(one.first)
            if remedy and remedy not in helped:
                helped.add(remedy)
                yield self._paint(f"        → {remedy}", "faint")
        hidden = _findings_in(folds)
        hidden.subtract(_findings_in(shown))
        if len(shown) < len(folds):
            counts = self._counts(hidden[Severity.ERROR], hidden[Severity.WARNING])
            yield self._paint(f"    {self._say(_HIDDEN, counts=counts)}", "faint")

    def _fault(self, one: Fold) -> str:
        first = one.first
        alike = f" {self._say(_ALIKE, count=one.count - 1)}" if one.count > 1 else ""
        where = f"{one.where}  " if one.cells else ""
        mark = self._paint(f"{mark_of(first) or _MARKS[first.severity]} {first.code}", first.severity)
        remark = self.words.remark(first)
        said = f"{self.words.message(first)}{f' [{remark}]' if remark else ''}"
        return f"    {mark}  " + self._paint(f"{where}{said}{alike}")

    def _accepted(self, by_file: dict[str, list[Finding]]) -> Iterator[str]:
        """Returns that pass: with their warnings when these are few, else a line each."""
        doubted = [one for one in self.report.returns if one.status is Status.WITH_WARNINGS]
        many = sum(len(folded(_warnings(by_file[one.file]))) for one in doubted) > _FEW
        if self.report.asked.verbose:
            doubted = [one for one in self.report.returns if one.status not in _BAD and by_file.get(one.file)]
        elif many and len(self.report.returns) > 1:
            yield from self._in_short(doubted, by_file)
            return
        for one in doubted:
            yield ""
            yield from self._return(one, by_file[one.file], 0)

    def _in_short(self, doubted: Sequence[Verdict], by_file: dict[str, list[Finding]]) -> Iterator[str]:
        yield ""
        status = self.words.status(Status.WITH_WARNINGS).upper()
        yield self._paint(f"{status} ({len(doubted)})", Severity.WARNING)
        for one in doubted[:_NAMES]:
            codes = sorted(Counter(item.code for item in _warnings(by_file[one.file])).items())
            said = ", ".join(f"{code} ×{count}" if count > 1 else code for code, count in codes)
            yield self._paint(f"  {self._about(one)}: {said}")
        if len(doubted) > _NAMES:
            yield self._paint(f"  {self._say(_OTHERS, count=len(doubted) - _NAMES)}", "faint")

    def _set_aside(self, title: Text, asides: Sequence[Aside]) -> Iterator[str]:
        """Findings that count for nothing, whoever they are of: what was explained and by whom, what is on trial."""
        if not asides:
            return
        yield ""
        yield self._paint(self._say(title, count=sum(one.count for one in asides)), "strong")
        for one in asides[:_FEW]:
            first = one.first
            alike = f" {self._say(_ALIKE, count=one.count - 1)}" if one.count > 1 else ""
            where = ", ".join(filter(None, (first.file, f"{first.sheet} {', '.join(first.cells)}".strip())))
            yield f"  {self._paint(f'{mark_of(first)} {first.code}', first.severity)}  " + self._paint(
                f"{where}  {self.words.message(first)}{alike}"
            )
            yield self._paint(f"        {self.words.remark(first)}", "faint")
        if len(asides) > _FEW:
            yield self._paint(f"  {self._say(_OTHERS, count=len(asides) - _FEW)}", "faint")

    def _of_the_batch(self, by_file: dict[str, list[Finding]]) -> Iterator[str]:
        """What belongs to no return: files that were left out, and units that sent nothing."""
        files = {one.file for one in self.report.returns}
        missing = self.report.missing
        other = [
            one
            for file, findings in by_file.items()
            for one in (findings if file not in files else ())
            if one.code != NOT_RECEIVED.code
        ]
        left_out = [one.file for one in other if one.file and one.severity is Severity.INFO]
        if faults := [one for one in other if not one.file or one.severity is not Severity.INFO]:
            yield ""
            yield self._paint(self._say(_WHOLE), "strong")
            yield from self._faults(faults, 0)
        if left_out:
            yield ""
            yield self._named(_LEFT_OUT, left_out)
        if missing:
            yield ""
            yield self._named(_MISSING, [_unit(one) for one in missing])

    def _named(self, text: Text, names: Sequence[str]) -> str:
        shown = names if self.report.asked.verbose else names[:_NAMES]
        rest = len(names) - len(shown)
        said = ", ".join(shown) + (f" {self._say(_OTHERS, count=rest)}" if rest else "")
        return self._paint(self._say(text, count=len(names), names=said))

    def _next(self, bad: Sequence[Verdict]) -> str:
        """The command that one would most likely want now."""
        asked = self.report.asked
        target = asked.round_folder or " ".join(_quoted(path) for path in asked.paths) or self._say(_PATH)
        if asked.round_folder:
            target = _quoted(target)
        if bad and not asked.verbose:
            command = f"sheetcheck -v check {target} -o {self._say(_LISTED)}"
        elif not self.report.returns:
            command = f"sheetcheck check {self._say(_PATH)}"
        elif asked.round_folder:
            command = f"sheetcheck merge {target}"
        else:
            command = f"sheetcheck merge {target} -o {self._say(_MERGED)}"
        return self._paint(self._say(_NEXT, command=command), "good")

    def _counts(self, errors: int, warnings: int) -> str:
        said = ((Severity.ERROR, errors), (Severity.WARNING, warnings))
        return ", ".join(self._say(_COUNTS[kind], n=n) for kind, n in said if n)

    def _say(self, text: Text, **params: object) -> str:
        return text.fill(self.report.language, params)

    def _paint(self, text: str, style: str = "") -> str:
        safe = printable(text)
        colour = _COLOURS.get(style) if self.report.asked.colour else None
        return f"\033[{colour}m{safe}\033[0m" if colour else safe


def _that_fit(folds: Sequence[Fold], room: int) -> list[Fold]:
    """The gravest that fill the room, in their old order; a sheet's name and a remedy take a line too."""
    taken: list[Fold] = []
    sheets, codes, used = set[str](), set[str](), 0
    for one in sorted(folds, key=lambda fold: list(Severity).index(fold.first.severity)):
        cost = 1 + (one.first.sheet not in sheets) + (one.first.code not in codes) + len(one.first.suggestions)
        if used + cost > room and taken:
            break
        taken.append(one)
        sheets.add(one.first.sheet)
        codes.add(one.first.code)
        used += cost
    return sorted(taken, key=folds.index)


def _findings_in(folds: Iterable[Fold]) -> Counter[Severity]:
    counts: Counter[Severity] = Counter()
    for one in folds:
        counts[one.first.severity] += one.count
    return counts


def _warnings(findings: Iterable[Finding]) -> list[Finding]:
    return [one for one in findings if one.severity is Severity.WARNING]


def _unit(one: Finding) -> str:
    """`Xã Vạn Thủy (06331)`."""
    name = str(one.params.get("name", ""))
    return f"{name} ({one.unit})" if name else one.unit


def _quoted(path: str) -> str:
    """As one types it in any shell."""
    return f'"{path}"' if any(mark in path for mark in " '&()[]{}^=;!+,`~") else path


REPORTER = _Text()
