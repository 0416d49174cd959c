"""A rule that is written as a named type: its parameters read, and what the type makes of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Final

from sheetcheck.codes import definition as D
from sheetcheck.document import Entry, mistake
from sheetcheck.expression import ExpressionError, parse
from sheetcheck.finding import Finding
from sheetcheck.form import Place
from sheetcheck.rules import CELL_NAME, DAY, TYPES, Expansion, Given, Says, Value, quoted
from sheetcheck.text import LANGUAGES, Text

NO_FIGURE: Final = Text(vi="là một điều kiện, không phải con số", en="it is a condition, not a figure")
NO_CONDITION: Final = Text(vi="là một con số, không phải điều kiện", en="it is a figure, not a condition")
_WORD: Final = re.compile(r"[\w.]+")
_EXPRESSIONS: Final = (Says.FIGURE, Says.FIGURES, Says.CONDITION, Says.DAY)
_READ: Final = (*_EXPRESSIONS, Says.PATTERNS)


def type_of(entry: Entry) -> str:
    """The type that a rule is written as; "" when it has a check of its own, or nothing."""
    return "" if "check" in entry.fields else next((name for name in TYPES if name in entry.fields), "")


def given_in(entry: Entry, *, in_list: bool) -> Given:
    """The parameters of a type, whose shapes are known to be right."""
    return Given({name: _value(item) for name, item in entry.fields.items()}, in_list)


def expanded(
    name: str, entry: Entry, given: Given, each: Mapping[str, tuple[str, ...]]
) -> tuple[Expansion, tuple[Finding, ...]]:
    """What a type makes of its parameters, and what is wrong with the expressions among them."""
    made = TYPES[name].expand(given)
    found = tuple(_mistakes(name, entry, {**each, **made.loops}))
    return made, found or tuple(_faults(name, entry, given))


def _faults(name: str, entry: Entry, given: Given) -> Iterator[Finding]:
    for fault in TYPES[name].faults(given):
        place = entry.place.of(fault.parameter).last(fault.word)
        yield mistake(D.PARAMETERS_CLASH, place, key=fault.parameter, word=fault.word, why=fault.why)


def bad_expression(error: ExpressionError, place: Place) -> Finding:
    """An expression that cannot be read: where it goes wrong, and how."""
    problem = Text(*(error.message.fill(language, error.params) for language in LANGUAGES))
    at = place.within(error.text, error.start)
    if at is place and (word := _WORD.match(error.text, error.start)):  # what a type has made of its parameters
        at = place.spot(word.group())
    return mistake(D.BAD_EXPRESSION, at, problem=problem)


def _mistakes(name: str, entry: Entry, loops: Mapping[str, tuple[str, ...]]) -> Iterator[Finding]:
    """Each parameter is read by itself, so that a position is one in the text that the author wrote."""
    for parameter, said in TYPES[name].parameters.items():
        item = entry.fields.get(parameter)
        if item is not None and said.shape in _READ:
            for one in item.items or (item,):
                yield from _of_expression(str(one.value), one, said.shape, loops)


def _of_expression(text: str, item: Entry, shape: Says, loops: Mapping[str, tuple[str, ...]]) -> Iterator[Finding]:
    is_word = text.isascii() and not text[:1].isdigit()
    plain = (is_word and CELL_NAME.fullmatch(text)) or DAY.fullmatch(text)
    if isinstance(item.value, float) or (shape not in (Says.CONDITION, Says.PATTERNS) and plain):
        return  # whether there is such a name is asked of the whole rule
    place = item.place._replace(loop=loops)
    if shape is Says.PATTERNS:
        text = f"regexp_like(a, {quoted(text)})"
        place = place.value
    for values in product(*loops.values()):
        loop = dict(zip(loops, values, strict=True))
        turned = text
        for variable, value in loop.items():
            turned = turned.replace(f"[{variable}]", value)
        try:
            read = parse(turned, lists=True)
        except ExpressionError as error:
            yield bad_expression(error, place)
            return
        if read.is_condition is not (shape in (Says.CONDITION, Says.PATTERNS)):
            problem = NO_CONDITION if shape is Says.CONDITION else NO_FIGURE
            yield mistake(D.BAD_EXPRESSION, place.value, problem=problem)
            return


def _value(item: Entry) -> Value:
    if isinstance(item.value, Mapping):
        return {name: tuple(_name(child) for child in one.items) for name, one in item.fields.items()}
    if isinstance(item.value, tuple):
        return tuple(one.value if isinstance(one.value, float) else str(one.value) for one in item.items)
    return item.value if isinstance(item.value, float | bool) else str(item.value)


def _name(item: Entry) -> str:
    """A loop's turn: a whole number may be part of a name."""
    return str(int(item.value)) if isinstance(item.value, float) else str(item.value)
