"""What a code or a rule means, when it is said and what to do about it, as a page of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from typing import Final

from sheetcheck.catalogue import Catalogue
from sheetcheck.codes import all_codes
from sheetcheck.errors import SheetcheckError
from sheetcheck.expression import Name, describe
from sheetcheck.expression.rewrite import folded, relabelled
from sheetcheck.finding import Code
from sheetcheck.form import Column, Form, Level, Rule, Scope
from sheetcheck.nearest import nearest
from sheetcheck.period import PeriodKind
from sheetcheck.rule import Instance, choice_named, column_named, instances, row_named
from sheetcheck.text import Language, Text
from sheetcheck.words import Words

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
_HEADS: Final = {
    "meaning": Text(vi="Nội dung", en="Meaning"),
    "example": Text(vi="Ví dụ", en="Example"),
    "remedy": Text(vi="Cách xử lý", en="What to do"),
    "when": Text(vi="Kiểm tra", en="Checked"),
    "condition": Text(vi="Phải đúng", en="Must hold"),
    "each": Text(vi="Lần lượt với", en="For each of"),
    "per": Text(vi="Xét từng nhóm dòng có cùng", en="For each group of lines with the same"),
    "where": Text(vi="Áp dụng", en="Applies to"),
    "source": Text(vi="Căn cứ", en="Source"),
}
_FORM: Final = Text(vi="Biểu {number}", en="form {number}")
_NO_FORM: Final = Text(vi="chưa biểu nào có các cột này", en="no form has these columns yet")
_PERIODS: Final = {
    PeriodKind.HALF: Text(vi="báo cáo 6 tháng", en="half-year returns"),
    PeriodKind.YEAR: Text(vi="báo cáo năm", en="annual returns"),
}
_SCOPES: Final = {
    Scope.OWN: Text(vi="báo cáo của riêng đơn vị", en="a unit's own return"),
    Scope.CONSOLIDATED: Text(vi="báo cáo tổng hợp", en="consolidated returns"),
}
_LEVEL: Final = Text(vi="cấp {level}", en="{level} level")
_SPECIAL: Final = {
    "unit.level": Text(vi="cấp của đơn vị", en="level of the unit"),
    "unit.scope": Text(vi="phạm vi báo cáo", en="scope of the return"),
    "period.kind": Text(vi="loại kỳ báo cáo", en="kind of period"),
    "period.start": Text(vi="ngày đầu kỳ", en="first day of the period"),
    "period.end": Text(vi="ngày cuối kỳ", en="last day of the period"),
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
        for rule in form.rules
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
    return "\n".join([title, *(f"  {_HEADS[head].of(language)}: {text}" for head, text in lines)])


def _of_code(code: Code, words: Words) -> Iterator[tuple[str, str]]:
    yield "meaning", words.pattern(code.message)
    yield "example", code.example.of(words.language)
    yield "remedy", words.pattern(code.help)
    if code.code[0] in _STAGES:
        yield "when", _STAGES[code.code[0]].of(words.language)


def _of_rule(found: list[tuple[Form, Rule]], words: Words) -> Iterator[tuple[str, str]]:
    one = next(instances(found[0][1]))
    forms = [form for form, _ in found if _reaches(one, form)]
    form, rule = forms[0] if forms else found[0][0], found[0][1]
    yield "meaning", words.pattern(rule.message, form.id, one.loop)
    yield "condition", _condition(one, form, words)
    if one.per:
        yield "per", ", ".join(f"“{words.label(form, '', field)}”" for field in one.per)
    for values in rule.each.values():
        yield "each", ", ".join(f"“{_loop_label(form, value, words)}”" for value in values)
    yield "remedy", words.pattern(rule.help, form.id, one.loop)
    yield "when", _STAGES[rule.code[0]].of(words.language)
    yield "where", "; ".join(_where(rule, forms, words))
    if rule.source:
        yield "source", rule.source


def _condition(one: Instance, form: Form, words: Words) -> str:
    """What must hold, with the choices in the words that the sheet prints."""

    def label(name: Name, value: str) -> str:
        if name.special:
            return _special_value(name, value, words)
        home = words.catalogue.forms.get(name.form, form)
        column = column_named(home, name.column) if not name.row else None
        return column.choices[value].of(words.language) if column and value in column.choices else value

    node = relabelled(folded(one.expression.node), label)
    return describe(replace(one.expression, node=node), lambda name: _named(name, form, words), language=words.language)


def _special_value(name: Name, value: str, words: Words) -> str:
    """What `unit.level`, `unit.scope` and `period.kind` may be, in words; a day stays."""
    match name.column:
        case "level" if value in set(Level):
            return words.level(Level(value))
        case "scope" if value in set(Scope):
            return _SCOPES[Scope(value)].of(words.language)
        case "kind" if value in set(PeriodKind):
            return _PERIODS[PeriodKind(value)].of(words.language)
    return value


def _reaches(one: Instance, form: Form) -> bool:
    """A rule for rows acts in the forms that have a row, or a record, with all its columns."""
    if not one.is_row_scope:
        return True
    wanted = {name.column for name in one.names}
    sets: list[tuple[Column, ...]] = [form.fields, *form.sets.values()]
    return any(wanted <= {column.id for column in columns} for columns in sets)


def _named(name: Name, form: Form, words: Words) -> str:
    """A name of an expression as the sheet prints it."""
    if name.special:
        return _SPECIAL[name.written].of(words.language)
    other = words.catalogue.forms.get(name.form) if name.form else None
    label = words.label(other or form, name.row, name.column)
    return f"{_FORM.fill(words.language, {'number': other.number})}: {label}" if other else label


def _loop_label(form: Form, value: str, words: Words) -> str:
    if row_named(form, value):
        return words.label(form, value, "")
    if column_named(form, value):
        return words.label(form, "", value)
    choice = choice_named(form, value)
    return choice.of(words.language) if choice else value


def _where(rule: Rule, forms: list[Form], words: Words) -> Iterator[str]:
    language = words.language
    named = [_FORM.fill(language, {"number": form.number}) for form in forms]
    yield ", ".join(named) or _NO_FORM.of(language)
    if rule.rows and forms:
        yield ", ".join(f"“{words.label(forms[0], row, '')}”" for row in rule.rows)
    if rule.levels:
        yield ", ".join(_LEVEL.fill(language, {"level": words.level(level)}) for level in rule.levels)
    if rule.periods:
        yield ", ".join(_PERIODS[kind].of(language) for kind in rule.periods)
    if rule.scope:
        yield _SCOPES[rule.scope].of(language)


def _unknown(name: str, catalogue: Catalogue) -> SheetcheckError:
    rules = chain.from_iterable(form.rules for form in catalogue.forms.values())
    known = sorted({*all_codes(), *chain.from_iterable((rule.code, rule.id) for rule in rules)})
    wanted = name.strip().upper()
    near = [one for one in known if wanted and one.startswith(wanted)][:3]
    near = near or nearest(wanted, known, most=3) or ["T101", "R201"]
    return SheetcheckError(_UNKNOWN, name=name, nearest=", ".join(near))
