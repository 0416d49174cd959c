"""A YAML file as values that remember their line; the only module that imports the YAML loader."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import yaml

from sheetcheck.codes import definition as D
from sheetcheck.finding import Code, Finding, finding
from sheetcheck.form import Place
from sheetcheck.text import Text

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Entry:
    """A value of the file: a scalar, a list of entries, or a mapping of entries, and its place."""

    value: str | float | bool | tuple[Entry, ...] | Mapping[str, Entry] | None
    place: Place

    @property
    def items(self) -> tuple[Entry, ...]:
        return self.value if isinstance(self.value, tuple) else ()

    @property
    def fields(self) -> Mapping[str, Entry]:
        return self.value if isinstance(self.value, dict) else {}  # quicker than asking for any Mapping


def mistake(code: Code, place: Place, **params: object) -> Finding:
    """A finding about a definition: where is a file and a line."""
    return finding(code, file=place.file, params={"line": place.line, **params})


def read_document(text: str, file: str) -> tuple[Entry, tuple[Finding, ...]]:
    """The document of a text, and what is wrong with it as YAML (never raises)."""
    empty = Entry({}, Place(file, 1))
    try:
        node = _composed(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        return empty, (mistake(D.NOT_YAML, Place(file, line), problem=_problem(error, text)),)
    if not isinstance(node, yaml.MappingNode):
        return empty, (mistake(D.NOT_A_MAPPING, Place(file, 1)),)
    found: list[Finding] = []
    return _entry(node, file, found, 0), tuple(found)


def _composed(text: str) -> yaml.Node | None:
    """Raises YAMLError, also for an alias (`*name`): a few lines of them can stand for more than a memory holds."""
    if "*" in text and "&" in text:
        for event in yaml.parse(text, Loader=_Loader):
            if isinstance(event, yaml.AliasEvent):
                raise yaml.MarkedYAMLError(problem=f"alias *{event.anchor}", problem_mark=event.start_mark)  # type: ignore[arg-type]
    return yaml.compose(text, Loader=_Loader)


_TAB: Final = Text(
    vi="có dấu Tab; trong YAML chỉ thụt đầu dòng bằng dấu cách",
    en="there is a tab; YAML is indented with spaces only",
)
_NOT_CLOSED: Final = Text(
    vi="dấu ngoặc hoặc dấu nháy mở trước đó chưa đóng", en="a bracket or a quote that was opened before is not closed"
)
_UNCLOSED: Final = ("expected ',' or '}'", "expected ',' or ']'", "unexpected end of stream", "flow")


def _problem(error: yaml.YAMLError, text: str) -> Text | str:
    """What is met most often, in our words; the rest as the library has it."""
    mark, said = getattr(error, "problem_mark", None), str(getattr(error, "problem", None) or "?")
    if mark is not None and text.splitlines()[mark.line : mark.line + 1] and "\t" in text.splitlines()[mark.line]:
        return _TAB
    return _NOT_CLOSED if any(part in said for part in _UNCLOSED) else said


def _entry(node: yaml.Node, file: str, found: list[Finding], depth: int, line: int = 0) -> Entry:
    """`line` is that of the key before the value, which may stand a line above it."""
    place = Place(file, line or node.start_mark.line + 1)
    if depth > 20:
        found.append(mistake(D.NOT_YAML, place, problem="nested too deeply"))
        return Entry(None, place)
    if isinstance(node, yaml.MappingNode):
        fields = dict(_pairs(node, file, found, depth))
        return Entry(fields, place._replace(keys=tuple((name, item.place.line) for name, item in fields.items())))
    if isinstance(node, yaml.SequenceNode):
        return Entry(tuple(_entry(item, file, found, depth + 1) for item in node.value), place)
    return Entry(_scalar(node), place)


def _pairs(node: yaml.MappingNode, file: str, found: list[Finding], depth: int) -> Iterator[tuple[str, Entry]]:
    seen: set[str] = set()
    for key, value in node.value:
        name, line = str(key.value), key.start_mark.line + 1
        if name in seen:
            found.append(mistake(D.DUPLICATE_KEY, Place(file, line), key=name))
        seen.add(name)
        yield name, _entry(value, file, found, depth + 1, line)


def _scalar(node: yaml.Node) -> str | float | bool | None:
    match node.tag:
        case "tag:yaml.org,2002:null":
            return None
        case "tag:yaml.org,2002:bool":
            return str(node.value).lower() in ("true", "yes", "on")
        case "tag:yaml.org,2002:int" | "tag:yaml.org,2002:float":
            try:
                return float(node.value)
            except ValueError:
                return str(node.value)
        case _:
            return str(node.value)
