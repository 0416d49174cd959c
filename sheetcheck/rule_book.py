"""The rules of a catalogue to look up: which there are, and all that is known of one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sheetcheck.acts import ACTS, Act, acts
from sheetcheck.catalogue import Catalogue
from sheetcheck.counterexample import Counterexample, counterexample
from sheetcheck.errors import SheetcheckError
from sheetcheck.explain import HEADS, limits, named, reaches, sentence, told
from sheetcheck.expression.evaluate import Record, Value, evaluate
from sheetcheck.expression.tree import CHILDREN
from sheetcheck.finding import Finding, Severity
from sheetcheck.form import Column, Form, Level, Rule, Scope
from sheetcheck.layout import layout_of
from sheetcheck.nearest import nearest
from sheetcheck.period import PeriodKind
from sheetcheck.rule import Instance, applies, column_named, has_any_cell, instances, lines_of
from sheetcheck.rule_type import written
from sheetcheck.rules import TYPES
from sheetcheck.text import LANGUAGES, Language, Text, write
from sheetcheck.units.name import without_diacritics
from sheetcheck.words import FORM, Words, term

NO_TYPE: Final = "check"
"""What the type of a rule that is written as an expression is called."""


_NO_FORMULA: Final = Text(
    vi="biểu mẫu không báo trước được, vì không công thức nào viết được quy tắc này",
    en="the workbook cannot tell beforehand, because no formula says this rule",
)
_HEADS: Final = {
    **HEADS,
    "expression": Text(vi="Biểu thức", en="Expression"),
    "written": Text(vi="Viết là", en="Written as"),
    "example": Text(vi="Ví dụ sai", en="Broken by"),
    "says": Text(vi="Khi đó báo", en="Then it says"),
    "acts": Text(vi="Tác động ở", en="Acts in"),
}
_TYPE: Final = Text(vi="loại {type}", en="type {type}")
_BLANK: Final = Text(vi="để trống", en="blank")
_LINES: Final = Text(vi="danh mục có {count} dòng", en="a list of {count} {count|line|lines}")
_LINE: Final = Text(vi="dòng {number}", en="line {number}")
_UNKNOWN: Final = Text(
    vi="không có quy tắc “{name}”; gần nhất: {nearest}", en="there is no rule “{name}”; nearest: {nearest}"
)
_BETWEEN_UNITS: Final = Text(
    vi="không nêu được bằng số liệu của một đơn vị, vì quy tắc so nhiều đơn vị với nhau",
    en="none that one unit shows, because the rule compares many units",
)
_NOT_FOUND: Final = Text(
    vi="chưa tìm được số liệu ngắn gọn nào làm quy tắc này sai", en="no short example was found that breaks it"
)
_BELOW: Final = Text(vi="đơn vị cấp dưới thứ {number}", en="unit below, number {number}")


@dataclass(frozen=True, slots=True)
class Entry:
    """A rule and the forms it is in; those that compute cells again are one, though there is one for each row."""

    rule: Rule
    forms: tuple[Form, ...]
    alike: tuple[Rule, ...]

    @property
    def type(self) -> str:
        return self.rule.type or NO_TYPE

    @property
    def first(self) -> Instance:
        return next(instances(self.rule))


def entries(catalogue: Catalogue) -> tuple[Entry, ...]:
    """Every rule once, in the order of the forms; a rule of every form has those that it reaches."""
    homes: dict[str, list[tuple[Form, Rule]]] = {}
    for form in catalogue.forms.values():
        for rule in form.all_rules:
            homes.setdefault(rule.id, []).append((form, rule))
    return tuple(_entry(found) for found in homes.values())


def _entry(found: Sequence[tuple[Form, Rule]]) -> Entry:
    one = next(instances(found[0][1]))
    forms = tuple(dict.fromkeys(form.id for form, _ in found if reaches(one, form)))
    homes = {form.id: form for form, _ in found}
    home = forms[0] if forms else found[0][0].id
    alike = tuple(rule for form, rule in found if form.id == home)
    return Entry(alike[0], tuple(homes[form] for form in forms) or (found[0][0],), alike)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is looked for; "" and None is anything."""

    form: str = ""
    level: Level | None = None
    period: PeriodKind | None = None
    severity: Severity | None = None
    type: str = ""
    text: str = ""


def matching(found: Iterable[Entry], wanted: Wanted, words: Words) -> Iterator[Entry]:
    """The rules that are as wanted; a text is looked for in ids, sentences, expressions and labels, without marks."""
    for one in found:
        alike = (
            (not wanted.form or any(wanted.form == form.id for form in one.forms))
            and (wanted.severity is None or one.rule.severity is wanted.severity)
            and (not wanted.type or wanted.type == one.type)
            and (not wanted.text or _plain(wanted.text) in _plain(_searched(one, words)))
        )
        if alike and _is_asked(one, wanted.level, wanted.period):
            yield one


def _searched(one: Entry, words: Words) -> str:
    """In both languages: whoever reads English may look for what stands on the form."""
    form, rule = one.forms[0], one.rule
    found = [rule.id, rule.code, rule.check, one.type]
    for each in (Words(words.catalogue, language) for language in LANGUAGES):
        found += [sentence(rule.message, form, rule, each), *(text for _, text in told(form, rule, each))]
    return " ".join(found)


def _plain(text: str) -> str:
    return without_diacritics(text).casefold()


def _is_asked(one: Entry, level: Level | None, period: PeriodKind | None) -> bool:
    """Whether a return of that level and kind of period has anything that the rule is asked of."""
    if level is None and period is None:
        return True
    return any(
        _has_place(one.rule, form, at, kind, scope)
        for form in one.forms
        for at in (form.levels if level is None else [level])
        for kind in (form.periods if period is None else [period])
        for scope in Scope
        if at in form.levels and kind in form.periods
    )


def _has_place(rule: Rule, form: Form, level: Level, period: PeriodKind, scope: Scope) -> bool:
    layout = layout_of(form, level, period, scope)
    return applies(rule, layout) and any(
        bool(lines_of(one, layout)) if one.is_row_scope else bool(one.per) or has_any_cell(one, {}, layout)
        for one in instances(rule)
    )


def find(name: str, catalogue: Catalogue) -> Entry:
    """A rule by id or code; raises SheetcheckError that names the nearest."""
    found = {}
    for one in entries(catalogue):
        found[one.rule.id.upper()] = found[one.rule.code.upper()] = one
    wanted = name.strip().upper()
    if wanted not in found:
        near = [known for known in found if wanted and known.startswith(wanted)][:3] or nearest(wanted, found, most=3)
        raise SheetcheckError(_UNKNOWN, name=name, nearest=", ".join(near) or next(iter(found), "—"))
    return found[wanted]


def page(one: Entry, catalogue: Catalogue, words: Words) -> str:
    """All that is known of a rule, as text."""
    language = words.language
    title = f"{one.rule.code} ({one.rule.id}) · {words.severity(one.rule.severity)}"
    if one.rule.type:
        title += f" · {_TYPE.fill(language, {'type': one.rule.type})}"
    return "\n".join(
        [title, *(f"  {_HEADS[head].of(language)}: {text}" for head, text in _lines(one, catalogue, words))]
    )


def _lines(one: Entry, catalogue: Catalogue, words: Words) -> Iterator[tuple[str, str]]:
    form, rule, language = one.forms[0], one.rule, words.language
    yield "meaning", sentence(rule.message, form, rule, words)
    for head, text in told(form, rule, words):
        if head != "remedy":
            yield head, text
    if rule.type:
        yield "written", written(rule.type, rule.given)
    yield "expression", one.first.expression.text if not rule.each else rule.check
    is_across = bool(rule.type and TYPES[rule.type].across)
    found = None if is_across else counterexample(one.first, form, catalogue.forms)
    if found is not None:
        yield "example", "; ".join(_figures(found, one, words))
        yield "says", words.message(_finding(one, found))
    else:
        yield "example", (_BETWEEN_UNITS if is_across else _NOT_FOUND).of(language)
    yield "remedy", sentence(rule.help, form, rule, words)
    forms = ", ".join(FORM.fill(language, {"number": each.number}) for each in one.forms)
    yield "where", "; ".join([forms, *limits(form, one.alike, words)])
    where = acts(one.rule, one.forms, catalogue)
    yield "acts", "; ".join([*(ACTS[act].of(language) for act in where), *_unsaid(one, where, language)])
    if rule.source:
        yield "source", rule.source


def _unsaid(one: Entry, where: Collection[Act], language: Language) -> Iterator[str]:
    """That no formula says it, of a rule about the return itself that a workbook should know."""
    is_meant = one.rule.severity is not Severity.INFO and not one.rule.trial and not one.first.expression.others
    if is_meant and not {Act.STATUS, Act.UNITS}.intersection(where):
        yield _NO_FORMULA.of(language)


def _figures(found: Counterexample, one: Entry, words: Words) -> Iterator[str]:
    form, forms = one.forms[0], words.catalogue.forms
    for name, value in found.figures.items():
        column = None if name.special else column_named(forms.get(name.form, form), name.column)
        shown = write(term(str(value)), words.language) if name.special else _said(value, column, words)
        yield f"{named(name, form, words)} = {shown}"
    for other, records in found.records.items():
        if other == CHILDREN:
            yield from _units_below(records, one, words)
            continue
        home = forms.get(other, form)
        where = f"{FORM.fill(words.language, {'number': home.number})}, " if other else ""
        if not records:
            yield where + _LINES.fill(words.language, {"count": 0})
        for number, record in enumerate(records, 1):
            said = (
                f"{words.label(home, '', field)} = {_said(value, column_named(home, field), words)}"
                for field, value in record.items()
            )
            yield f"{where}{_LINE.fill(words.language, {'number': number})}: {', '.join(said)}"


def _units_below(records: Sequence[Record], one: Entry, words: Words) -> Iterator[str]:
    """What each of the units says that are added up."""
    form, forms = one.forms[0], words.catalogue.forms
    names = {name.written: name for each in one.first.expression.aggregates for name in each.names}
    for number, record in enumerate(records, 1):
        cells = [(names[written]._replace(whose=""), value) for written, value in record.items()]
        said = (
            f"{named(name, form, words)} = {_said(value, column_named(forms.get(name.form, form), name.column), words)}"
            for name, value in cells
        )
        yield f"{_BELOW.fill(words.language, {'number': number})}: {', '.join(said)}"


def _said(value: Value, column: Column | None, words: Words) -> str:
    """A figure, a text, or the label of a choice."""
    if value is None:
        return _BLANK.of(words.language)
    choice = column.choices.get(str(value)) if column else None
    return choice.of(words.language) if choice else write(value, words.language)


def _finding(one: Entry, found: Counterexample) -> Finding:
    """What would be found of the example's figures."""
    instance, form = one.first, one.forms[0]
    params: dict[str, object] = {name.written: value for name, value in found.figures.items()}
    own = found.records.get("", ())
    params |= own[0] if own else {}
    params |= {"record": 1.0, "count": float(sum(map(len, found.records.values())))}
    for side in ("left", "right"):
        expression = getattr(instance.expression, side)
        if expression is not None:
            params[side] = evaluate(expression.node, found.figures, found.records)
    params |= instance.turns
    row = next((row.id for row in form.rows if not one.rule.rows or row.id in one.rule.rows), "")
    return Finding(
        code=one.rule.code, severity=one.rule.severity, form=form.id, row=row, rule=one.rule.id, params=params
    )


def record(one: Entry, catalogue: Catalogue, words: Words) -> Mapping[str, object]:
    """The same for programs."""
    form, rule = one.forms[0], one.rule
    elsewhere = ("where", "acts", "written", "expression", "each")
    said = {head: text for head, text in _lines(one, catalogue, words) if head not in elsewhere}
    return {
        "id": rule.id,
        "code": rule.code,
        "severity": rule.severity.value,
        "type": one.type,
        "given": dict(rule.given),
        "check": rule.check,
        "each": {variable: list(values) for variable, values in rule.each.items()},
        "forms": [each.number for each in one.forms],
        "levels": [level.value for level in (rule.levels or form.levels)],
        "periods": [kind.value for kind in (rule.periods or form.periods)],
        "scope": rule.scope.value if rule.scope else "",
        "rows": list(rule.rows),
        "per_fields": list(rule.per),
        "acts": [act.value for act in acts(one.rule, one.forms, catalogue)],
        **said,
    }


def listed(one: Entry, catalogue: Catalogue, words: Words) -> Mapping[str, object]:
    """One line of the list, for programs: what it says, what must hold, where it acts."""
    rule = one.rule
    return {
        "id": rule.id,
        "code": rule.code,
        "severity": rule.severity.value,
        "type": one.type,
        "forms": [form.number for form in one.forms],
        "sentence": sentence(rule.message, one.forms[0], rule, words),
        "expression": rule.check,
        "acts": [act.value for act in acts(one.rule, one.forms, catalogue)],
    }
