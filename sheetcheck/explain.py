"""What a code or a rule means, when it is said and what to do about it, as a page of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import Final

from sheetcheck.catalogue import Catalogue
from sheetcheck.codes import all_codes
from sheetcheck.errors import SheetcheckError
from sheetcheck.expression import Expression, Name, describe, parse
from sheetcheck.expression.plainly import margin
from sheetcheck.expression.rewrite import folded, relabelled
from sheetcheck.expression.tree import CHILDREN, PARENT, THIS, Literal
from sheetcheck.finding import Code
from sheetcheck.form import Column, Form, Level, Missing, Row, Rule, Scope
from sheetcheck.nearest import nearest
from sheetcheck.period import PeriodKind
from sheetcheck.remarks import ON_TRIAL, limit
from sheetcheck.rule import Instance, choice_named, column_named, instances, row_named
from sheetcheck.rules import TYPES
from sheetcheck.text import Language, Text
from sheetcheck.vocabulary.rule import RULE
from sheetcheck.words import FORM, Words

_STAGES: Final = {
    "F": Text(vi="khi mở tệp", en="when the file is opened"),
    "I": Text(vi="khi xác định đơn vị và kỳ báo cáo", en="when unit and period are identified"),
    "L": Text(vi="khi tìm các ô của biểu trong tệp", en="when the cells of the form are found"),
    "T": Text(vi="khi đọc từng ô", en="when a cell is read"),
    "V": Text(vi="khi xem số liệu còn thiếu", en="when missing figures are looked for"),
    "R": Text(vi="khi so sánh số liệu trong một biểu", en="when figures of one form are compared"),
    "X": Text(vi="khi so sánh số liệu giữa các biểu", en="when figures of several forms are compared"),
    "P": Text(vi="khi so sánh với kỳ trước", en="when compared with the previous period"),
    "U": Text(vi="khi so sánh giữa các đơn vị", en="when units are compared"),
    "S": Text(vi="khi đối chiếu với đợt báo cáo", en="when compared with the round"),
    "D": Text(
        vi="khi đọc định nghĩa biểu, danh mục đơn vị (schemas) hoặc units.csv",
        en="when forms, the register of units (schemas) or units.csv are read",
    ),
}
HEADS: Final = {
    "meaning": Text(vi="Nội dung", en="Meaning"),
    "example": Text(vi="Ví dụ", en="Example"),
    "remedy": Text(vi="Cách xử lý", en="What to do"),
    "when": Text(vi="Kiểm tra", en="Checked"),
    "condition": Text(vi="Phải đúng", en="Must hold"),
    "each": Text(vi="Lần lượt với", en="For each of"),
    "per": Text(vi="Xét từng nhóm dòng có cùng", en="For each group of lines with the same"),
    "where": Text(vi="Áp dụng", en="Applies to"),
    "source": Text(vi="Căn cứ", en="Source"),
    "life": Text(vi="Hiệu lực", en="In force"),
    "blanks": Text(vi="Ô trống", en="Blank cells"),
    "counts": Text(vi="Tính khi", en="Counts when"),
}
_NO_FORM: Final = Text(vi="chưa biểu nào có các cột này", en="no form has these columns yet")
_AGAIN: Final = Text(
    vi="[{column}] = số tính lại theo biểu thức của ô", en="[{column}] = what the expression of the cell comes to"
)
_AGAIN_WITHIN: Final = Text(
    vi="[{column}] = số tính lại theo biểu thức của ô, chênh không quá {most}",
    en="[{column}] = what the expression of the cell comes to, give or take {most}",
)
_NOTICED: Final = 6
"""Decimals of a margin that a reader is told; what is smaller makes up for binary arithmetic."""

_SINCE: Final = Text(vi="từ {period}", en="from {period} on")
_UNTIL: Final = Text(vi="đến hết {period}", en="until the end of {period}")
_LINES_BROKEN: Final = Text(vi="{limit} của một báo cáo bị sai", en="{limit} of a return break it")
_LINES: Final = Text(vi="dòng {codes}", en="rows {codes}")
_LEVEL: Final = Text(vi="cấp {level}", en="{level} level")
_SPECIAL: Final = {
    "unit.level": Text(vi="cấp của đơn vị", en="level of the unit"),
    "unit.scope": Text(vi="phạm vi báo cáo", en="scope of the return"),
    "period.kind": Text(vi="loại kỳ báo cáo", en="kind of period"),
    "period.start": Text(vi="ngày đầu kỳ", en="first day of the period"),
    "period.end": Text(vi="ngày cuối kỳ", en="last day of the period"),
}
_OF_THIS: Final = Text(vi="{field} của dòng này", en="{field} of this line")
_WHOSE: Final = {
    "previous": Text(vi="cùng kỳ năm trước", en="a year earlier"),
    "before": Text(vi="kỳ liền trước", en="the period before"),
    "before2": Text(vi="kỳ trước nữa", en="two periods before"),
    "before3": Text(vi="ba kỳ trước", en="three periods before"),
    "first_half": Text(vi="6 tháng đầu năm", en="the first half of the year"),
    PARENT: Text(vi="đơn vị cấp trên", en="the unit above"),
    CHILDREN: Text(vi="từng đơn vị được cộng", en="each unit added up"),
}
_UNKNOWN: Final = Text(
    vi="không có mã hoặc quy tắc “{name}”; gần nhất: {nearest}",
    en="there is no code or rule “{name}”; nearest: {nearest}",
)


def explain(code_or_rule: str, catalogue: Catalogue, language: Language = "vi") -> str:
    """A page on a code (`T105`, `R201`) or a rule (`G02`); raises SheetcheckError for any other name."""
    wanted = code_or_rule.strip().upper()
    found = [
        (form, rule)
        for form in catalogue.forms.values()
        for rule in form.all_rules
        if wanted in (rule.code.upper(), rule.id.upper())
    ]
    words = Words(catalogue, language)
    if found:
        lines: Iterable[tuple[str, str]] = _of_rule(found, words)
        title = f"{found[0][1].code} ({found[0][1].id}) · {words.severity(found[0][1].severity)}"
    elif wanted in all_codes():
        code = all_codes()[wanted]
        lines = _of_code(code, words)
        title = f"{code.code} · {words.severity(code.severity)}"
    else:
        raise _unknown(code_or_rule, catalogue)
    return "\n".join([title, *(f"  {HEADS[head].of(language)}: {text}" for head, text in lines)])


def _of_code(code: Code, words: Words) -> Iterator[tuple[str, str]]:
    yield "meaning", words.pattern(code.message)
    yield "example", code.example.of(words.language)
    yield "remedy", words.pattern(code.help)
    if code.code[0] in _STAGES:
        yield "when", _STAGES[code.code[0]].of(words.language)


def _of_rule(found: Sequence[tuple[Form, Rule]], words: Words) -> Iterator[tuple[str, str]]:
    one = next(instances(found[0][1]))
    forms = [form for form, _ in found if reaches(one, form)]
    form, rule = forms[0] if forms else found[0][0], found[0][1]
    yield "meaning", sentence(rule.message, form, rule, words)
    yield from told(form, rule, words)
    yield "when", _STAGES[rule.code[0]].of(words.language)
    named = dict.fromkeys(FORM.fill(words.language, {"number": one.number}) for one in forms)
    alike = [rule for other, rule in found if other is form]
    yield "where", "; ".join([", ".join(named) or _NO_FORM.of(words.language), *limits(form, alike, words)])
    if rule.source:
        yield "source", rule.source


def told(form: Form, rule: Rule, words: Words) -> Iterator[tuple[str, str]]:
    """What must hold, of what, and what to do where it does not, each under its head."""
    yield "condition", condition(form, rule, words)
    if rule.per:
        fields = next(instances(rule)).per
        yield "per", ", ".join(f"“{words.label(form, '', field)}”" for field in fields)
    for values in each(form, rule, words):
        yield "each", ", ".join(f"“{value}”" for value in values)
    yield from life(rule, words)
    yield "remedy", sentence(rule.help, form, rule, words)


def sentence(text: Text, form: Form, rule: Rule, words: Words) -> str:
    """A sentence of a rule with the labels of its first case, and “…” for the figures."""
    return words.pattern(text, form.id, next(instances(rule)).loop)


def condition(form: Form, rule: Rule, words: Words) -> str:
    """What must hold, in words, for the first case of a rule."""
    expression = next(instances(rule)).written
    if rule.restates:
        return _restated(form, expression, words)
    if rule.type and TYPES[rule.type].in_own_words:
        names = dict.fromkeys((*expression.names, *(name for one in expression.aggregates for name in one.names)))
        labels = (f"[{named(name, form, words)}]" for name in names if not name.special)
        return f"{', '.join(labels)}: {TYPES[rule.type].means.of(words.language)}"
    return in_words(expression, form, words)


def in_words(expression: Expression, form: Form, words: Words) -> str:
    """An expression with the labels that the sheet prints, for names, choices and dates."""

    def label(beside: Name, value: str) -> str:
        return _said(beside, value, form, words)

    said = replace(expression, node=relabelled(folded(expression.node), label))
    return describe(said, lambda name: named(name, form, words), language=words.language)


def each(form: Form, rule: Rule, words: Words) -> Iterator[tuple[str, ...]]:
    """What the names of a rule's loops stand for, a loop at a time."""
    for values in rule.each.values():
        yield tuple(_loop_label(form, value, words) for value in values)


def life(rule: Rule, words: Words) -> Iterator[tuple[str, str]]:
    """In which periods a rule is asked, what it makes of blanks, and what it counts for; nothing for most rules."""
    spans = ((_SINCE, rule.since), (_UNTIL, rule.until))
    said = [text.fill(words.language, {"period": words.period(label)}) for text, label in spans if label]
    if rule.trial:
        said.append(ON_TRIAL.of(words.language))
    if said:
        yield "life", ", ".join(said)
    if rule.missing is not Missing.SKIP_ANY:
        yield "blanks", RULE.keys["missing"].words[rule.missing].of(words.language)
    if rule.fail_when is not None:
        most = limit(rule.fail_when.written, words.language)
        yield "counts", _LINES_BROKEN.fill(words.language, {"limit": most})


def limits(form: Form, alike: Sequence[Rule], words: Words) -> Iterator[str]:
    """Where a rule applies within a form: rows, levels, periods, scope; nothing when everywhere.

    `alike` are the form's rules of one code: one, but for those that compute cells again, row by row.
    """
    rule = alike[0]
    if rule.restates:
        codes = [row.code for row in form.rows if any(_restates(one, row) for one in alike)]
        yield _LINES.fill(words.language, {"codes": ", ".join(codes)})
    elif rule.rows:
        yield ", ".join(f"“{words.label(form, row, '')}”" for row in rule.rows)
    if rule.natures:
        yield ", ".join(words.nature(nature) for nature in rule.natures)
    if rule.levels:
        yield ", ".join(_LEVEL.fill(words.language, {"level": words.level(level)}) for level in rule.levels)
    if rule.periods:
        yield ", ".join(map(words.period_kind, rule.periods))
    if rule.scope:
        yield words.scope(rule.scope)


def reaches(one: Instance, form: Form) -> bool:
    """A rule for rows acts in the forms that have a row, or a record, with all its columns."""
    if not one.is_row_scope:
        return True
    wanted = {name.column for name in one.names}
    sets: list[tuple[Column, ...]] = [form.fields, *form.sets.values()]
    return any(wanted <= {column.id for column in columns} for columns in sets)


def named(name: Name, form: Form, words: Words) -> str:
    """A name of an expression as the sheet prints it."""
    if name.special:
        return _SPECIAL[name.written].of(words.language)
    if name.row == THIS:
        return _OF_THIS.fill(words.language, {"field": words.label(form, "", name.column)})
    other = words.catalogue.forms.get(name.form) if name.form else None
    label = words.label(other or form, name.row, name.column)
    label = f"{FORM.fill(words.language, {'number': other.number})}: {label}" if other else label
    return f"{_WHOSE[name.whose].of(words.language)}: {label}" if name.whose else label


def _restates(rule: Rule, row: Row) -> bool:
    return row.id in rule.rows or any(name.row == row.id for name in parse(rule.check).names if not name.form)


def _restated(form: Form, expression: Expression, words: Words) -> str:
    """The same for every row of the column, whatever the row computes."""
    cell = next(name for name in expression.names if not name.form and not name.special)
    granted = margin(expression.node)
    params: dict[str, object] = {"column": words.label(form, "", cell.column)}
    most = granted.most.value if granted and isinstance(granted.most, Literal) else 0
    within = round(float(most or 0), _NOTICED)
    return (
        _AGAIN_WITHIN.fill(words.language, params | {"most": within}) if within else _AGAIN.fill(words.language, params)
    )


def _said(beside: Name, value: str, form: Form, words: Words) -> str:
    """What a text stands for beside a name: `item_type = 'kien_nghi'` is compared with “Kiến nghị”."""
    if beside.special:
        return _special_value(beside, value, words)
    column = column_named(words.catalogue.forms.get(beside.form, form), beside.column)
    return column.choices[value].of(words.language) if column and value in column.choices else value


def _special_value(name: Name, value: str, words: Words) -> str:
    """What a level, a scope, a kind of period or a day is called."""
    match name.written:
        case "unit.level" if value in set(Level):
            return words.level(Level(value))
        case "unit.scope" if value in set(Scope):
            return words.scope(Scope(value))
        case "period.kind" if value in set(PeriodKind):
            return words.period_kind(PeriodKind(value))
    return "/".join(reversed(value.split("-")))


def _loop_label(form: Form, value: str, words: Words) -> str:
    if row_named(form, value):
        return words.label(form, value, "")
    if column_named(form, value):
        return words.label(form, "", value)
    choice = choice_named(form, value)
    return choice.of(words.language) if choice else value


def _unknown(name: str, catalogue: Catalogue) -> SheetcheckError:
    rules = chain.from_iterable(form.all_rules for form in catalogue.forms.values())
    known = sorted({*all_codes(), *chain.from_iterable((rule.code, rule.id) for rule in rules)})
    wanted = name.strip().upper()
    near = [one for one in known if wanted and one.startswith(wanted)][:3]
    near = near or nearest(wanted, known, most=3) or ["T101", "R201"]
    return SheetcheckError(_UNKNOWN, name=name, nearest=", ".join(near))
