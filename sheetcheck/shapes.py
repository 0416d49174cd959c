"""What stands in an entry held against its vocabulary: unknown and missing keys, and values of the wrong shape."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from math import isfinite, prod
from typing import Final

from sheetcheck.capacity import FIELDS
from sheetcheck.codes import capacity as C
from sheetcheck.codes import definition as D
from sheetcheck.document import Entry, mistake
from sheetcheck.finding import Finding
from sheetcheck.keys import is_loose, wrong_keys
from sheetcheck.nearest import nearest
from sheetcheck.period import day_of, label_of
from sheetcheck.rules import CELL_NAME, Says
from sheetcheck.rules import EXPECTED as OF_PARAMETERS
from sheetcheck.text import LANGUAGES, Text
from sheetcheck.vocabulary import (
    ALL,
    EXPECTED,
    IDENTIFIER,
    LONGEST_EXPRESSION,
    LONGEST_ID,
    LONGEST_TEXT,
    RULE_CODE,
    THRESHOLD,
    WIDEST,
    Key,
    Shape,
    Vocabulary,
)


def admitted(entry: Entry, vocabulary: Vocabulary) -> tuple[Entry, list[Finding]]:
    """The entry with what its vocabulary allows, and what is wrong with the rest (which is left out)."""
    if not isinstance(entry.value, Mapping):
        said = mistake(D.WRONG_VALUE, entry.place, key=vocabulary.name, found=_shown(entry), expected=vocabulary.means)
        return Entry({}, entry.place), [said]
    found = list(wrong_keys(entry, vocabulary))
    kept: dict[str, Entry] = {}
    for name, item in entry.fields.items():
        key = vocabulary.keys.get(name)
        if key is None:
            continue
        wrong = list(_misfits(name, item, key)) or list(_excess(name, item, key))
        found += wrong
        if all(one.code == D.MISSING_LANGUAGE.code for one in wrong):
            kept[name] = item
    return Entry(kept, entry.place), found


def _misfits(name: str, item: Entry, key: Key) -> Iterator[Finding]:
    """What is wrong with the value of a key."""
    if grouped := next(_grouped(item), None) if key.members is None else None:
        yield mistake(D.WRONG_VALUE, grouped.place, key=name, found=_shown(grouped), expected=_UNGROUPED)
        return
    fits = _fits(item, key.shape)
    if fits is not None:
        yield from () if fits else (_wrong(name, item, key),)
        return
    match key.shape:
        case Shape.WORD:
            yield from _word(name, item, key)
        case Shape.WORDS:
            yield from (said for word in _listed(item) for said in _word(name, word, key))
            if item.value == ():
                yield _wrong(name, item, key)
        case Shape.STRINGS | Shape.UNITS | Shape.SPANS:
            yield from _several(name, item, key)
        case Shape.TEXT:
            yield from _text(name, item)
        case Shape.MEMBERS:
            if not item.items and not (key.may_be_empty and item.value in ((), None)):
                yield _wrong(name, item, key)
        case _:
            yield from _mapping(name, item, key)


def _grouped(item: Entry) -> Iterator[Entry]:
    """Numbers such as 1.000, which are written with separators of thousands and read as 1."""
    for one in _texts(item):
        script = one.place.script
        if isinstance(one.value, float) and script is not None and _GROUPED.fullmatch(script.text):
            yield one


def _fits(item: Entry, shape: Shape | Says) -> bool | None:
    """Whether a value without names of its own is right; None for a shape that has insides to look at."""
    if shape in _SCALARS:
        return _SCALARS[shape](item.value)
    if shape in _MEMBERS:
        return item.value != () and all(_MEMBERS[shape](one.value) for one in _listed(item))
    return isinstance(item.value, Mapping) if shape is Shape.PART else None


def _several(name: str, item: Entry, key: Key) -> Iterator[Finding]:
    """A value, or a list of values alike; a list of none means nothing where it says for whom or when."""
    fits = _is_span if key.shape is Shape.SPANS else _is_said
    yield from (_wrong(name, one, key) for one in _listed(item) if not fits(one.value))
    if item.value == () and key.shape is not Shape.STRINGS:
        yield _wrong(name, item, key)


def _excess(name: str, item: Entry, key: Key) -> Iterator[Finding]:
    """What is right in itself and more than there may be; said before anything is made of it."""
    match item.value:
        case float() as found if key.shape is Shape.WHOLE:
            sizes = {name: int(found)}
        case _ if key.shape is Shape.LOOPS:
            sizes = {name: prod(len(one.items) for one in item.fields.values())}
        case _:
            sizes = {name: len(item.items) or len(item.fields)}
    if key.most is not None and sizes[name] > key.most:
        yield mistake(C.TOO_MANY, item.place, key=name, found=sizes[name], most=key.most)
    for inner, one in item.fields.items() if key.shape is Shape.GROUPS else ():
        if len(one.items) > FIELDS:
            yield mistake(C.TOO_MANY, one.place, key=inner, found=len(one.items), most=FIELDS)
    longest = LONGEST_ID if key.shape is Shape.IDENTIFIER else LONGEST_TEXT
    longest = LONGEST_EXPRESSION if key.shape in _EXPRESSIONS else longest
    for text in _texts(item) if key.members is None else ():
        if len(str(text.value)) > longest:
            yield mistake(C.TOO_LONG, text.place, key=name, length=len(str(text.value)), limit=longest)


def _texts(item: Entry) -> Iterator[Entry]:
    """The scalars of a value."""
    inner = item.items or tuple(item.fields.values())
    if inner:
        yield from (text for one in inner for text in _texts(one))
    else:
        yield item


def _mapping(name: str, item: Entry, key: Key) -> Iterator[Finding]:
    """A value that has names of its own: loops, labels of choices, printed codes, sets of columns."""
    if key.shape in _EACH:
        yield from _each(name, item, key)
        return
    if not item.fields:
        yield _wrong(name, item, key)
    if loose := next((inner for inner, one in item.fields.items() if is_loose(one)), None):
        yield mistake(D.LOOSE_VALUE, item.fields[loose].place, key=loose)
    else:
        yield from _names(name, item, key)


def _names(name: str, item: Entry, key: Key) -> Iterator[Finding]:
    """What is wrong under each name of its own."""
    for inner, one in item.fields.items():
        match key.shape:
            case Shape.TEXTS:
                yield from _text(inner, one)
            case Says.TREE if not inner.strip() or not one.items or not all(map(_is_turn, one.items)):
                yield _wrong(name, one, key)
            case Shape.LOOPS if not IDENTIFIER.fullmatch(inner) or not one.items or not all(map(_is_turn, one.items)):
                yield _wrong(name, one, key)
            case Shape.PRINTED if inner not in key.words:
                yield mistake(D.UNKNOWN_KEY, one.place, key=inner, nearest=", ".join(key.words))
            case Shape.PRINTED if not _is_said(one.value):
                yield _wrong(name, one, key)
            case Shape.GROUPS if not one.items:
                yield _wrong(inner, one, key)


_GROUPED: Final = re.compile(r"[1-9]\d{0,2}\.\d\d0")
_UNGROUPED: Final = Text(
    vi="số không có dấu ngăn hàng nghìn, như 1000; dấu chấm là dấu thập phân",
    en="a number without separators, such as 1000; the point begins the decimals",
)
_QUOTED: Final = (Shape.STRING, Shape.STRINGS, Shape.UNITS, Shape.PRINTED, Says.FIELDS, Says.PATTERNS)
"""Texts that look like numbers without their quotes."""
_EXPRESSIONS: Final = (Shape.EXPRESSION, Shape.COMPUTATION, Says.FIGURE, Says.FIGURES, Says.CONDITION)
_EACH: Final = (Shape.COMPUTATION, Shape.LEVELS, Shape.TURNS)


def _each(name: str, item: Entry, key: Key) -> Iterator[Finding]:
    """One value for all, where the shape has that, or a value for each column or year."""
    each = isinstance(item.value, Mapping)
    match key.shape:
        case Shape.COMPUTATION:
            expressions = tuple(item.fields.values()) if each else (item,)
            if not expressions or not all(_SCALARS[Shape.EXPRESSION](one.value) for one in expressions):
                yield _wrong(name, item, key)
        case Shape.LEVELS:
            known = all(inner in key.words and _is_number(one.value) for inner, one in item.fields.items())
            if not each or not known:
                yield _wrong(name, item, key)
        case _:
            yield from (said for one in (item.fields.values() if each else (item,)) for said in _word(name, one, key))


_TEXT: Final = Key(means=Text("", ""), shape=Shape.STRING)


def _text(name: str, item: Entry) -> Iterator[Finding]:
    if not isinstance(item.value, Mapping):
        yield mistake(D.WRONG_VALUE, item.place, key=name, found=_shown(item), expected=EXPECTED[Shape.TEXT])
        return
    strange = [inner for inner in item.fields if inner not in LANGUAGES]
    lacking = [language for language in LANGUAGES if language not in item.fields]
    meant = {near for inner in strange for near in nearest(inner, LANGUAGES) or lacking}
    for language in LANGUAGES:
        said = item.fields.get(language)
        if said is not None and isinstance(said.value, float | bool):
            yield _wrong(f"{name}.{language}", said, _TEXT)
        elif (said is None or not _is_said(said.value)) and language not in meant:
            yield mistake(D.MISSING_LANGUAGE, (said or item).place, key=name, language=language)
    for inner in strange:
        near = nearest(inner, LANGUAGES) or lacking or LANGUAGES
        yield mistake(D.UNKNOWN_KEY, item.fields[inner].place, key=inner, nearest=", ".join(near))


def _word(name: str, item: Entry, key: Key) -> Iterator[Finding]:
    if item.value not in key.words:
        expected = ", ".join(key.words)
        if key.shape is Shape.WORDS and "," in str(item.value):
            expected = f"[{expected}]"
        yield mistake(D.WRONG_VALUE, item.place, key=name, found=_shown(item), expected=expected)


def _wrong(name: str, item: Entry, key: Key) -> Finding:
    script = item.place.script
    if script is not None and isinstance(item.value, float | bool) and key.shape in _QUOTED:
        quoted = f'"{script.text}"'  # 01 without quotes is the number 1 to YAML, and no is false
        expected = Text(vi=f"chữ trong ngoặc kép: {quoted}", en=f"text in quotes: {quoted}")
        return mistake(D.WRONG_VALUE, item.place, key=name, found=script.text, expected=expected)
    expected = OF_PARAMETERS[key.shape] if isinstance(key.shape, Says) else EXPECTED[key.shape]
    return mistake(D.WRONG_VALUE, item.place, key=name, found=_shown(item), expected=expected)


def _shown(item: Entry) -> object:
    """What stands in the file."""
    if isinstance(item.value, float | bool) and item.place.script is not None:
        return item.place.script.text
    if isinstance(item.value, str) and len(item.value) > _SHOWN:
        return f"{item.value[:_SHOWN]}…"
    return "…" if isinstance(item.value, tuple | Mapping) else "" if item.value is None else item.value


def _listed(item: Entry) -> tuple[Entry, ...]:
    """The items of a list; a value alone is a list of one."""
    return item.items if isinstance(item.value, tuple) else (item,)


def _is_said(value: object) -> bool:
    """A text with something in it. 01 without quotes is the number 1 to YAML, so a number is none."""
    return isinstance(value, str) and bool(value.strip())


def _is_span(value: object) -> bool:
    return value == ALL or label_of(value) is not None


def _is_deadline(value: object) -> bool:
    """A day or a period."""
    return label_of(value) is not None or (isinstance(value, str) and day_of(value) is not None)


def _is_turn(item: Entry) -> bool:
    """What a loop may put in: a name, or a whole number."""
    return _is_said(item.value) or (isinstance(item.value, float) and item.value.is_integer())


def _is_number(value: object) -> bool:
    """1.0e+400 is infinite to a machine."""
    return isinstance(value, float) and isfinite(value)


_SHOWN: Final = 80
"""Characters of a wrong value that are shown."""


def _is_figure(value: object) -> bool:
    """A number or an expression."""
    return isinstance(value, float) or _is_said(value)


_MEMBERS: Final[Mapping[Shape | Says, Callable[[object], bool]]] = {
    Says.FIGURES: _is_figure,
    Says.FIELDS: _is_said,
    Says.CONSTANTS: lambda value: isinstance(value, float) or _is_said(value),
    Says.PATTERNS: _is_said,
}
_SCALARS: Final[Mapping[Shape | Says, Callable[[object], bool]]] = {
    Says.NAME: lambda value: isinstance(value, str) and bool(CELL_NAME.fullmatch(value)),
    Says.FIGURE: _is_figure,
    Says.CONDITION: _is_said,
    Says.DAY: _is_said,
    Says.TOLERANCE: lambda value: isinstance(value, float) and value >= 0,
    Says.SWITCH: lambda value: isinstance(value, bool),
    Shape.IDENTIFIER: lambda value: isinstance(value, str) and bool(IDENTIFIER.fullmatch(value)),
    Shape.CODE: lambda value: isinstance(value, str) and bool(RULE_CODE.fullmatch(value)),
    Shape.STRING: _is_said,
    Shape.EXPRESSION: _is_said,
    Shape.NUMBER: _is_number,
    Shape.WHOLE: lambda value: isinstance(value, float) and value.is_integer() and value >= 1,
    Shape.WIDTH: lambda value: isinstance(value, float) and 0 < value <= WIDEST,
    Shape.FLAG: lambda value: isinstance(value, bool),
    Shape.DEADLINE: _is_deadline,
    Shape.PERIOD: lambda value: label_of(value) is not None,
    Shape.THRESHOLD: lambda value: isinstance(value, str) and bool(THRESHOLD.fullmatch(value.strip())),
}
