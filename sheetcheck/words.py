"""Findings into sentences, in Vietnamese or English: ids become labels, figures become written figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from sheetcheck.catalogue import Catalogue
from sheetcheck.codes import all_codes
from sheetcheck.finding import Finding, Replacement, Severity
from sheetcheck.form import Form, Level, Nature, Row, Rule, Scope
from sheetcheck.layout import NOTE
from sheetcheck.period import LABEL, Calendar, PeriodKind, parse_period
from sheetcheck.remarks import ON_TRIAL, beside, explanation
from sheetcheck.returns import Status
from sheetcheck.rule import choice_named, column_named, expand, row_named, with_tables
from sheetcheck.text import Language, Text, numbered, write, write_number
from sheetcheck.units import LEVELS

UNSAID: Final = "…"
_LONGEST = 160
_LONGEST_OUTLINE = 255
_MOST = 12

_SEVERITIES: Final = {
    Severity.ERROR: Text(vi="lỗi", en="error"),
    Severity.WARNING: Text(vi="cảnh báo", en="warning"),
    Severity.INFO: Text(vi="thông tin", en="information"),
}
_STATUSES: Final = {
    Status.ACCEPTED: Text(vi="đạt", en="accepted"),
    Status.WITH_WARNINGS: Text(vi="đạt, có cảnh báo", en="accepted with warnings"),
    Status.REJECTED: Text(vi="trả lại", en="rejected"),
    Status.UNREADABLE: Text(vi="không đọc được", en="unreadable"),
}
_KEYS: Final = {
    "unit": Text(vi="mã đơn vị", en="unit"),
    "unit_name": Text(vi="tên đơn vị", en="name of the unit"),
    "period": Text(vi="kỳ báo cáo", en="period"),
    "level": Text(vi="cấp", en="level"),
    "calendar": Text(vi="lịch báo cáo", en="calendar"),
}
_CALENDARS: Final[Mapping[str, Text]] = {
    Calendar.ADMINISTRATIVE: Text(vi="15/12 đến 14/6 và 14/12", en="15 December to 14 June and 14 December"),
    Calendar.STATISTICAL: Text(vi="01/01 đến 30/6 và 31/12", en="1 January to 30 June and 31 December"),
}
_LANGUAGES: Final = {"vi": Text(vi="Việt", en="Vietnamese"), "en": Text(vi="Anh", en="English")}
_PERIODS: Final = {
    PeriodKind.HALF: Text(vi="báo cáo 6 tháng", en="half-year returns"),
    PeriodKind.YEAR: Text(vi="báo cáo năm", en="annual returns"),
}
_SCOPES: Final = {
    Scope.OWN: Text(vi="báo cáo của riêng đơn vị", en="a unit's own return"),
    Scope.CONSOLIDATED: Text(vi="báo cáo tổng hợp", en="consolidated returns"),
}
_NATURES: Final = {
    Nature.FLOW: Text(vi="các dòng phát sinh trong kỳ", en="rows of what happens in the period"),
    Nature.STOCK: Text(vi="các dòng có tại ngày cuối kỳ", en="rows of what stands at the end of the period"),
    Nature.TERM: Text(vi="các dòng theo nhiệm kỳ", en="rows of a term of office"),
}
_BLANK: Final = Text(vi="để trống", en="blank")
_NOTHING: Final = Text(vi="trống", en="blank")
_INSTEAD: Final = Text(vi="{cell} = {after} (đang là {before})", en="{cell} = {after} (now {before})")
_MAY_BE: Final = Text(vi="có thể là {cells}, vì {why}", en="may be {cells}: {why}")
_OR: Final = Text(vi="hoặc có thể là {cells}, vì {why}", en="or it may be {cells}: {why}")
_OTHER: Final = Text(vi="số khác", en="another figure")
_SOME_ROW: Final = Text(vi="[Chỉ tiêu]", en="[Indicator]")
_LINE: Final = Text(vi="dòng {code}", en="row {code}")
FORM: Final = Text(vi="Biểu {number}", en="form {number}")

_PLACEHOLDER = re.compile(r"\{([\w.\[\]]+(?:\|[^{}|]+)*)\}")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MONTH = re.compile(r"((?:19|20)\d\d)-(0[1-9]|1[0-2])")
_FLOAT = re.compile(r"-?\d+\.\d+")
_PERIOD = re.compile(LABEL)
_SUBORDINATE = re.compile(r"^(?:-\s+)?(?:Trong đó:\s*|Of which\s+)?")
_OUTLINE = (
    (re.compile(r" \([^()]*…[^()]*\)"), ""),
    (re.compile(r"^(?:“…”:? |(?:Dòng|Line) …[:,] )"), ""),  # which record it is
    (re.compile(r" “…”"), ""),
    (re.compile(r"\(\[([^\[\]]*)\]\)"), r"(\1)"),
)
"""What becomes of a sentence that quotes cells and not figures."""
_LABELS = frozenset(("label", "column", "columns"))


@dataclass(frozen=True)
class Words:
    """The sentences of one language. No placeholder ever reaches a reader: what is not known is “…”."""

    catalogue: Catalogue
    language: Language = "vi"

    def message(self, one: Finding) -> str:
        """What is the matter; the code itself when nobody knows it any more."""
        said = self._said(one)
        return self._filled(said[0], one) + beside(one, self.language) if said else one.code

    def remark(self, one: Finding) -> str:
        """Why it does not count as its rule would have it: it is on trial, or somebody explained it."""
        if one.explained is not None:
            return explanation(one.explained, self.language)
        return ON_TRIAL.of(self.language) if one.trial else ""

    def help(self, one: Finding) -> str:
        """What to do about it."""
        said = self._said(one)
        return self._filled(said[1], one) if said else ""

    def suggestions(self, one: Finding) -> Iterator[str]:
        """What may have been meant, a line for each alternative: “có thể là D8 = 21 (đang ghi 12), vì …”."""
        for number, suggestion in enumerate(one.suggestions):
            cells = ", ".join(self._replacement(cell, one.sheet) for cell in suggestion.replacements)
            params = {"cells": cells, "why": suggestion.why.of(self.language)}
            yield (_OR if number else _MAY_BE).fill(self.language, params)

    def _replacement(self, one: Replacement, sheet: str) -> str:
        """`D8 = 21 (đang ghi 12)`."""
        cell = one.cell if one.sheet == sheet else f"{one.sheet}!{one.cell}"
        before = f"“{one.before}”" if isinstance(one.before, str) else self.as_typed(one.before)
        return _INSTEAD.fill(self.language, {"cell": cell, "before": before, "after": self.as_typed(one.after)})

    def as_typed(self, value: float | str | None) -> str:
        """A figure without separators of thousands, a day as one types it; a blank has a word."""
        if value is None:
            return _NOTHING.of(self.language)
        if isinstance(value, str):
            match = _DAY.fullmatch(value)
            return f"{match[3]}/{match[2]}/{match[1]}" if match else value
        return write_number(float(value), self.language, grouped=False)

    def severity(self, severity: Severity) -> str:
        return _SEVERITIES[severity].of(self.language)

    def status(self, status: Status) -> str:
        return _STATUSES[status].of(self.language)

    def level(self, level: Level) -> str:
        return LEVELS[level].of(self.language)

    def period_kind(self, kind: PeriodKind) -> str:
        return _PERIODS[kind].of(self.language)

    def nature(self, nature: Nature) -> str:
        return _NATURES[nature].of(self.language)

    def scope(self, scope: Scope) -> str:
        return _SCOPES[scope].of(self.language)

    def period(self, label: str) -> str:
        """A period inside a sentence: `2026-H1` is “6 tháng đầu năm 2026”; other texts stay."""
        if not _PERIOD.fullmatch(label):
            return label
        title = parse_period(label).title.of(self.language)
        return title[0].lower() + title[1:] if self.language == "vi" else f"the {title[0].lower()}{title[1:]}"

    def pattern(self, text: Text, form: str = "", loop: Mapping[str, str] | None = None) -> str:
        """A sentence that is about no finding: labels are written, figures are “…”."""
        params = {f"[{variable}]": value for variable, value in (loop or {}).items()}
        return self._filled(text, Finding(code="", severity=Severity.INFO, form=form, params=params))

    def outline(
        self, text: Text, form: str, loop: Mapping[str, str], row: str = "", quoted: Mapping[str, object] | None = None
    ) -> str:
        """A sentence that stands beside a link to the cell, with the cells that it quotes: “số nữ (E9) nhiều hơn …”."""
        params = {f"[{variable}]": value for variable, value in loop.items()} | dict(quoted or {})
        said = self._filled(text, Finding(code="", severity=Severity.INFO, form=form, row=row, params=params))
        for pattern, instead in _OUTLINE:
            said = pattern.sub(instead, said)
        said = said.replace(f" {UNSAID}", f" {_OTHER.of(self.language)}")
        return _cut(said[:1].upper() + said[1:], _LONGEST_OUTLINE)

    def label(self, form: Form | None, row: str, column: str) -> str:
        """What a figure is called: “Chuyên trách (dòng 02), Tổng số”; what is written beside a row is its “Ghi chú”."""
        found = row_named(form, row) if form else None
        parts = [self._row(found, opening=True)] if found else []
        only = bool(form and found and len(form.sets.get(found.columns, ())) == 1)  # “Số lượng” adds nothing
        one = column_named(form, column) if form else None
        if one is None and found and column == NOTE.id:
            parts.append(NOTE.title.of(self.language))
        elif one and not only:
            parts.append(one.title.of(self.language))
        return ", ".join(parts) or f"{row}.{column}".strip(".")

    def rule(self, one: Finding) -> Rule | None:
        """The rule of a finding: of its own form where that has it."""
        found = self._rules.get(one.code, {})
        return found.get(one.form) or next(iter(found.values()), None)

    @cached_property
    def _rules(self) -> Mapping[str, Mapping[str, Rule]]:
        """Code -> form id -> the rule."""
        found: dict[str, dict[str, Rule]] = {}
        for form in self.catalogue.forms.values():
            for rule in form.all_rules:
                found.setdefault(rule.code, {})[form.id] = rule
        return found

    @cached_property
    def _labels(self) -> Mapping[str, Mapping[str, Text]]:
        """Form id -> a label in any language -> the label in all."""
        return {
            form.id: {text: title for title in _titles(form) for text in (title.vi, title.en)}
            for form in self.catalogue.forms.values()
        }

    def _said(self, one: Finding) -> tuple[Text, Text] | None:
        known = self.rule(one) or all_codes().get(one.code)
        return (known.message, known.help) if known else None

    def _filled(self, text: Text, one: Finding) -> str:
        loop: Mapping[str, str] = {name[1:-1]: str(value) for name, value in one.params.items() if name.startswith("[")}
        if loop and (rule := self.rule(one)):
            loop = with_tables(rule, loop)
        template = expand(text.of(self.language), loop)

        def written(match: re.Match[str]) -> str:
            start, (name, *forms) = match.start(), match.group(1).split("|")
            if forms:
                return numbered(forms, one.params.get(name))
            quoted = template[start - 1 : start] == "“"
            return self._placeholder(name, one, quoted=quoted, opening=start == 0)

        sentence = _PLACEHOLDER.sub(written, template)
        return sentence[:1].upper() + sentence[1:]

    def _placeholder(self, name: str, one: Finding, *, quoted: bool, opening: bool) -> str:
        form = self.catalogue.forms.get(one.form)
        if name.endswith(".title") and name not in one.params:
            return self._title(name.removesuffix(".title"), form, one, opening=opening)
        if name not in one.params:
            return _SOME_ROW.of(self.language) if name == "label" else UNSAID
        value = one.params[name]
        if name in _LABELS:
            return self._label(name, value, form, one, quoted=quoted, opening=opening)
        if one.rule and value is None:
            return UNSAID if quoted else _BLANK.of(self.language)
        return self._value(name, self._worded(name, value, form, one), one, quoted=quoted)

    def _title(self, name: str, form: Form | None, one: Finding, *, opening: bool) -> str:
        """The printed label of a row, a column, a choice or a form; `row` is the row that the finding is about."""
        if other := self.catalogue.forms.get(name):
            return FORM.fill(self.language, {"number": other.number})
        if form is None or (name == "row" and not one.row):
            return _SOME_ROW.of(self.language) if name == "row" else UNSAID
        if "." in name:
            return self._cell(name.split("."), form)
        row = row_named(form, one.row if name == "row" else name)
        if row is not None:
            return self._row(row, opening=opening)
        column = column_named(form, name)
        title = column.title if column else choice_named(form, name)
        return title.of(self.language) if title else name  # a value or a node for which no label is printed

    def _cell(self, parts: list[str], form: Form) -> str:
        """A cell of the form, or of another form, which is then named: `row.column`, `form.row.column`."""
        home = self.catalogue.forms.get(parts[0]) if len(parts) > 2 else form
        named = self.label(home, parts[-2], parts[-1])
        if home is None or home.id == form.id:
            return named
        return f"{named} ({FORM.fill(self.language, {'number': home.number})})"

    def _row(self, row: Row, *, opening: bool) -> str:
        """A label as printed; one that opens a sentence must stand without the rows above it."""
        title = row.title.of(self.language)
        bare = _SUBORDINATE.sub("", title)
        if not opening or bare == title:
            return title.removeprefix("- ")
        return f"{bare[:1].upper()}{bare[1:]} ({_LINE.fill(self.language, {'code': row.code})})"

    def _label(self, name: str, value: object, form: Form | None, one: Finding, *, quoted: bool, opening: bool) -> str:
        """Labels come in the language of the template; here they are in the language of the report."""
        row = row_named(form, one.row) if form else None
        if name == "label" and row is not None and value in (row.title.vi, row.title.en):
            return self._row(row, opening=opening)
        known = self._labels.get(one.form, {})
        texts = [str(text) for text in value] if isinstance(value, list | tuple) else [str(value)]
        return ("”, “" if quoted else ", ").join(
            known[text].of(self.language) if text in known else _cut(text) for text in texts
        )

    def _worded(self, name: str, value: object, form: Form | None, one: Finding) -> object:
        """What an id stands for."""
        if not isinstance(value, str):
            return value
        if one.rule:
            if name.endswith(".period"):
                return self.period(value)
            column = column_named(form, name.rpartition(".")[2]) if form else None
            if column and column.kind == "date":
                return _date(value)  # between quotation marks too
            return column.choices.get(value, value) if column else value
        if one.code.startswith(("I", "S", "P")):
            if value in set(Level):
                return LEVELS[Level(value)]
            if value in _CALENDARS:
                return _CALENDARS[value]
            if value in _SCOPES:
                return _SCOPES[Scope(value)]
            return _KEYS.get(value, value) if name == "key" else self.period(value)
        return _LANGUAGES.get(value, value) if name == "language" else value

    def _value(self, name: str, value: object, one: Finding, *, quoted: bool) -> str:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return self._number(name, float(value), one, quoted=quoted)
        if isinstance(value, list | tuple):
            said = [self._value(name, item, one, quoted=quoted) for item in value[:_MOST]]
            return ("”, “" if quoted else ", ").join([*said, UNSAID] if len(value) > _MOST else said)
        if not isinstance(value, str):
            return write(value, self.language)
        if quoted:
            return _cut(value)
        if one.code.startswith("L") and _FLOAT.fullmatch(value):  # a figure in a cell, not a typed text
            return write_number(float(value), self.language)
        return _cut(_date(value))

    def _number(self, name: str, value: float, one: Finding, *, quoted: bool) -> str:
        """A quoted figure as it was typed, our own arithmetic to two decimals, or to what makes it differ."""
        if one.code.startswith("T"):  # there, separators of thousands are what the sentence is about
            return write_number(value, self.language, grouped=False)
        if name not in ("left", "right") or value in _stated(one):
            return write_number(value, self.language, grouped=not quoted)
        other = one.params.get("right" if name == "left" else "left")
        beside = write_number(float(other), self.language) if isinstance(other, int | float) else ""
        candidates = [write_number(value, self.language, decimals=places) for places in range(2, 7)]
        return next((text for text in candidates if text != beside), candidates[-1])


def term(value: str) -> Text | str:
    """The words for the id of a level, a language, a kind of period or a scope; other texts stay."""
    for known in (LEVELS, _LANGUAGES, _PERIODS, _SCOPES):
        for one, words in known.items():
            if one == value:
                return words
    return value


def _titles(form: Form) -> Iterator[Text]:
    """Every label of a form; a row's own comes last, so that it wins."""
    yield from (column.title for column in form.fields)
    yield from (column.title for columns in form.sets.values() for column in columns)
    yield from (row.title for row in form.rows)


def _stated(one: Finding) -> list[object]:
    """The figures that stand in cells."""
    return [value for name, value in one.params.items() if name not in ("left", "right")]


def _date(text: str) -> str:
    """ISO dates as people write them; other texts stay."""
    if match := _DAY.fullmatch(text):
        return "/".join(reversed(match.groups()))
    if match := _MONTH.fullmatch(text):
        return "/".join(reversed(match.groups()))
    return text


def _cut(text: str, longest: int = _LONGEST) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}{UNSAID}"
