"""What a rule type is: parameters, the expression they stand for, sentences, documentation and examples."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Protocol

from sheetcheck.text import LANGUAGES, Language, Text, write_number


class Says(StrEnum):
    """What may stand at a parameter."""

    NAME = "name"
    FIGURE = "figure"
    FIGURES = "figures"
    CONDITION = "condition"
    DAY = "day"
    CONSTANTS = "constants"
    FIELDS = "fields"
    PATTERNS = "patterns"
    TOLERANCE = "tolerance"
    SWITCH = "switch"
    TREE = "tree"


EXPECTED: Final[Mapping[Says, Text]] = {
    Says.NAME: Text(
        vi="tên một ô: cột, chỉ tiêu.cột hoặc biểu.chỉ tiêu.cột",
        en="the name of a cell: column, row.column or form.row.column",
    ),
    Says.FIGURE: Text(vi="một số, tên ô hoặc biểu thức", en="a number, a cell's name or an expression"),
    Says.FIGURES: Text(
        vi="một tên ô hoặc danh sách, ví dụ [a.value, b.value]",
        en="a cell's name or a list, such as [a.value, b.value]",
    ),
    Says.CONDITION: Text(vi='điều kiện trong ngoặc kép, ví dụ "a > 0"', en='a condition in quotes, such as "a > 0"'),
    Says.DAY: Text(
        vi="period.start, period.end, tên ô ngày, hoặc một ngày viết 2026-12-31",
        en="period.start, period.end, the name of a date, or a day such as 2026-12-31",
    ),
    Says.CONSTANTS: Text(
        vi="danh sách số hoặc chữ trong ngoặc vuông, ví dụ [a, b]", en="a list of numbers or texts, such as [a, b]"
    ),
    Says.FIELDS: Text(vi="tên trường, hoặc danh sách [a, b]", en="a field's name, or a list [a, b]"),
    Says.PATTERNS: Text(
        vi="biểu thức chính quy trong dấu nháy đơn, hoặc danh sách",
        en="a regular expression in single quotes, or a list",
    ),
    Says.TOLERANCE: Text(vi="một số từ 0 trở lên, ví dụ 0.5", en="a number from 0 up, such as 0.5"),
    Says.SWITCH: Text(vi="true hoặc false", en="true or false"),
    Says.TREE: Text(vi="{cha: [con, con], …}", en="{parent: [child, child], …}"),
}

CELL_NAME: Final = re.compile(r"(?:[\w\[\]]+\.){0,3}[\w\[\]]+")
DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_NOTE: Final = "note"
_RECORD: Final = Text(vi="Dòng {record}: ", en="Line {record}: ")
_OTHER_RETURNS: Final = ("previous", "before", "before2", "before3", "first_half", "parent", "children")
_UNSAID: Final = ("value", _NOTE)
"""Columns that need no name beside their row: the only figure of a row, and what is written about it."""
Value = str | float | bool | tuple[str | float, ...] | Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """What an author gives. `shape` says what may stand there."""

    means: Text
    shape: Says
    required: bool = False


WHEN: Final = Parameter(
    means=Text(vi="Chỉ xét khi điều kiện này đúng", en="Asked only where this condition holds"), shape=Says.CONDITION
)


@dataclass(frozen=True, slots=True)
class Given:
    """The parameters as an author gave them, and whether the rule is one of a list form."""

    values: Mapping[str, Value]
    in_list: bool = False

    def __contains__(self, name: str) -> bool:
        return name in self.values

    def one(self, name: str) -> str:
        """A figure or a condition, ready to stand inside a larger expression."""
        return operand(self.values[name])

    def many(self, name: str) -> tuple[str, ...]:
        """Figures, each ready to stand inside a larger expression; none when the parameter is not given."""
        return tuple(operand(one) for one in self.listed(name))

    def listed(self, name: str) -> tuple[str | float, ...]:
        """A list as it was given; a value alone is a list of one."""
        value = self.values.get(name, ())
        return value if isinstance(value, tuple) else (value,) if isinstance(value, str | float) else ()

    def constants(self, name: str) -> tuple[str, ...]:
        """Texts in quotes and numbers, as the language writes them."""
        return tuple(quoted(one) if isinstance(one, str) else operand(one) for one in self.listed(name))

    def number(self, name: str, default: float) -> float:
        value = self.values.get(name, default)
        return float(value) if isinstance(value, float | int) else default

    def tree(self, name: str) -> Mapping[str, tuple[str, ...]]:
        value = self.values[name]
        return value if isinstance(value, Mapping) else {}

    def label(self, name: str) -> Text:
        """What the sheet calls a figure, for a sentence."""
        return label(str(self.values[name]))

    def start(self, language: Language) -> str:
        """How a sentence begins that speaks of one row or record; nothing where it speaks of the whole return."""
        texts = [one for value in self.values.values() for one in _texts(value)]
        names = [name for one in texts for name in re.findall(r"(?<![\w.'])[a-z\[][\w\[\]]*(?:\.[\w\[\]]+)+", one)]
        if any(not name.startswith(("unit.", "period.")) for name in names):
            return ""
        return _RECORD.of(language) if self.in_list else "{row.title}: "


def _texts(value: Value) -> Sequence[str]:
    return [value] if isinstance(value, str) else [str(one) for one in value] if isinstance(value, tuple) else []


@dataclass(frozen=True, slots=True, kw_only=True)
class Expansion:
    """What a rule of a type stands for: nothing but an expression of the language is ever evaluated.

    `loops` are loop variables beyond the author's own; `tables` give for a value of one the text of another, which
    the check and the sentences may have in them.
    """

    check: str
    message: Text
    help: Text
    per: tuple[str, ...] = ()
    loops: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    tables: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with parameters that are each well-formed: which one, the word in it, and why."""

    parameter: str
    word: str
    why: Text


def no_faults(_: Given) -> Iterator[Fault]:
    """Of a type whose parameters cannot contradict each other."""
    yield from ()


def repeated(given: Given, *parameters: str) -> Iterator[Fault]:
    """Figures that stand twice among these parameters, where each must be another; each is told once."""
    seen: dict[str, list[str]] = {}
    for parameter in parameters:
        for one in given.listed(parameter):
            seen.setdefault(str(one).strip(), []).append(parameter)
    for word, places in seen.items():
        if len(places) > 1 and not word.replace(".", "").isdigit():
            first, other = places[:2]
            why = _AGAIN if first == other else _IN_BOTH[first == parameters[0]]
            yield Fault(other, word, why)


_AGAIN: Final = Text(vi="được ghi hai lần", en="stands there twice")
_IN_BOTH: Final = {
    True: Text(vi="được so với chính nó", en="is compared with itself"),
    False: Text(vi="được tính hai lần", en="is counted twice"),
}


def crossed(given: Given, least: str, most: str) -> Iterator[Fault]:
    """Bounds that nothing is between."""
    low, high = given.values.get(least), given.values.get(most)
    if isinstance(low, float) and isinstance(high, float) and low > high:
        why = Text(vi=f"nhỏ hơn {least}, nên không số nào đúng", en=f"is less than {least}: nothing fits")
        yield Fault(most, f"{high:.15g}", why)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """Parameters, figures, and what a rule says of them: True holds, False is broken, None is undecided.

    `figures` are by the names that expressions use; `records` are those of the rule's own list, `lists`
    those of other forms. Of a rule across
    units `units` are the figures, one a unit, and the verdict is that of the last.
    """

    given: Mapping[str, Value]
    figures: Mapping[str, float | str | None] = field(default_factory=dict)
    records: Sequence[Mapping[str, float | str | None]] | None = None
    units: Sequence[float | str | None] = ()
    lists: Mapping[str, Sequence[Mapping[str, float | str | None]]] | None = None
    verdict: bool | None


class AcrossUnits(Protocol):
    """Judges a figure of many returns together, because one return alone does not decide."""

    def __call__(self, figures: Sequence[float | str | None], given: Given) -> Sequence[Standing | None]:
        """For each figure how it stands among the others; None where that cannot be decided."""
        ...


@dataclass(frozen=True, slots=True)
class Standing:
    """How one figure stands among those of all units; `params` are figures that a sentence may quote."""

    holds: bool
    params: Mapping[str, float | str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleType:
    """A named type of rule. `means` says in one line what must hold, `about` when it is the right one.

    `faults` tells what is wrong between parameters. `only` are the kinds of form that it is for.
    `some_of` are parameters of which at least one must be given. A type with `across` is judged over all units of a
    batch; its expression is then the figure that is compared. `quotes` are what a sentence may quote beyond figures.
    """

    name: str
    means: Text
    about: Text
    parameters: Mapping[str, Parameter]
    expand: Callable[[Given], Expansion]
    examples: tuple[Example, ...]
    some_of: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    faults: Callable[[Given], Iterator[Fault]] = no_faults
    across: AcrossUnits | None = None
    quotes: tuple[str, ...] = ()
    in_own_words: bool = False
    """Its expression is too long to be read: whoever asks what must hold is told what the type means."""


def operand(value: Value) -> str:
    """A figure as the language writes it, in parentheses unless it is a name or a number."""
    if isinstance(value, float | int):
        return f"{value:.15g}"
    text = str(value).strip()
    if DAY.fullmatch(text):
        return quoted(text)
    return text if CELL_NAME.fullmatch(text) or _is_number(text) else f"({text})"


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"\d+(?:\.\d+)?", text))


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def added(parts: Sequence[str], optional: Sequence[str] = ()) -> str:
    """A sum; a blank among `optional` counts as 0."""
    return " + ".join([*parts, *(f"coalesce({one}, 0)" for one in optional)])


def when(given: Given, check: str) -> str:
    """The check, where the condition of the rule holds."""
    return f"not ({given.values['when']}) or {operand(check)}" if "when" in given else check


def label(figure: str) -> Text:
    """The printed label of a name, as a placeholder; for anything but a name what it is, in a word."""
    parts = figure.strip().split(".")
    if not CELL_NAME.fullmatch(figure.strip()) or _is_number(figure.strip()):
        return Text(vi="số so sánh", en="the figure compared")
    if parts[0] in ("unit", "period"):
        return Text(vi="kỳ báo cáo, đơn vị", en="the period or the unit")
    if parts[0] in _OTHER_RETURNS and len(parts) > 1:
        own = label(".".join(parts[1:]))
        return Text(vi=f"{own.vi} ở báo cáo khác", en=f"{own.en} in another return")
    if len(parts) > 2:
        return Text(*[f"“{{{figure.strip()}.title}}”"] * 2)
    quoted_parts = [f"“{{{part}.title}}”" for part in parts if part not in _UNSAID]
    named = ", ".join(quoted_parts)
    if parts[-1] != _NOTE:
        return Text(vi=named, en=named)
    return Text(vi=f"ghi chú của {named}", en=f"the note of {named}") if named else Text(vi="ghi chú", en="the note")


def text(given: Given, vi: str, en: str, **said: Text) -> Text:
    """A sentence of the type: `<name>` becomes what is said, or the label of a parameter; `<start>` begins it."""

    def filled(template: str, language: Language) -> str:
        for name in re.findall(r"<(\w+)>", template):
            words = given.start(language) if name == "start" else (said.get(name) or given.label(name)).of(language)
            template = template.replace(f"<{name}>", words)
        return template

    return Text(vi=filled(vi, "vi"), en=filled(en, "en"))


def shown(given: Given, name: str, side: str = "") -> str:
    """A figure in a sentence: a side of the comparison where the rule is one, else what stands in the cell."""
    if side and "when" not in given:
        return f"{{{side}}}"
    value = given.values[name]
    if isinstance(value, float):
        return f"{value:.15g}"
    figure = str(value).strip()
    return f"{{{figure}}}" if CELL_NAME.fullmatch(figure) and not _is_number(figure) else "…"


def stated(given: Given, name: str) -> Text:
    """`“Tổng số” ghi 5`: a figure by its label with what stands there; of an expression only what it is."""
    figure = shown(given, name)
    if figure == "…":
        return given.label(name)
    return Text(*(f"{getattr(given.label(name), language)} {verb} {figure}" for language, verb in _IS))


def number(value: float) -> Text:
    """A figure of the definition, as each language writes it."""
    return Text(*(write_number(value, language) for language in LANGUAGES))


_IS: Final = (("vi", "ghi"), ("en", "is"))


def written(name: str, given: Mapping[str, Value]) -> str:
    """A type and its parameters as an author writes them in YAML."""
    return f"{name}: {{{', '.join(f'{parameter}: {_yaml(value)}' for parameter, value in given.items())}}}"


def _yaml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, tuple):
        return f"[{', '.join(map(_yaml, value))}]"
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{name}: {_yaml(item)}' for name, item in value.items())}}}"
    text = str(value)
    if text.replace("_", "").replace(".", "").isalnum():
        return text
    return f'"{text}"' if "\\" not in text and '"' not in text else "'" + text.replace("'", "''") + "'"
