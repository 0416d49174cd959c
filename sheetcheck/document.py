"""A YAML file as values that remember their line; the only module that imports the YAML loader."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import yaml

from sheetcheck.codes import definition as D
from sheetcheck.finding import Code, Finding, finding
from sheetcheck.place import Place, Script
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
    """A finding about a definition: a file, a line, and where it is known the column (`at`) where it stands."""
    at = {"at": place.column} if place.column else {}
    return finding(code, file=place.file, params={"line": place.line, **at, **params})


def read_document(text: str, file: str) -> tuple[Entry, tuple[Finding, ...]]:
    """The document of a text, and what is wrong with it as YAML (never raises)."""
    empty = Entry({}, Place(file, 1))
    try:
        node = _composed(text)
    except yaml.YAMLError as error:
        mark = _mark(error)
        place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file, 1)
        return empty, (mistake(D.NOT_YAML, place, problem=_problem(error, text)),)
    if not isinstance(node, yaml.MappingNode):
        return empty, (mistake(D.NOT_A_MAPPING, Place(file, 1)),)
    found: list[Finding] = []
    return _entry(node, _Source(file, text.splitlines(keepends=True)), found, 0), tuple(found)


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
    vi="dấu ngoặc hoặc dấu nháy mở trước đó chưa đóng, hoặc chữ có “: ” chưa đặt trong ngoặc kép",
    en="a bracket or a quote that was opened before is not closed, or a text that has “: ” in it is not quoted",
)
_NO_KEY: Final = Text(
    vi="sau dấu nháy đóng không được có gì nữa; chữ có dấu nháy bên trong thì đặt trong cặp nháy khác loại",
    en="nothing may follow a closing quote; a text with quotes in it goes into quotes of the other kind",
)
_NO_COLON: Final = Text(vi="thiếu dấu hai chấm sau tên khóa", en="there is no colon after the name of the key")
_COLON: Final = Text(
    vi="dấu hai chấm ở chỗ không được phép: chữ có “: ” thì đặt trong ngoặc kép, và các khóa cùng mục phải thẳng cột",
    en="a colon where none may stand: quote a text with “: ” in it, and let the keys of an item begin in one column",
)
_DENTED: Final = Text(
    vi="dòng này thụt đầu dòng không khớp các dòng trên", en="the line is not indented like the lines above it"
)
_START: Final = Text(
    vi="giá trị không thể bắt đầu bằng ký tự này: đặt trong ngoặc kép",
    en="no value begins with this sign: put it in quotes",
)
_ESCAPE: Final = Text(
    vi="dấu \\ trong ngoặc kép có nghĩa riêng: đặt chữ trong ngoặc đơn '…'",
    en="a \\ in double quotes has a meaning of its own: use single quotes '…'",
)
_SAID: Final = (
    ("could not find expected ':'", _NO_COLON),
    ("mapping values are not allowed", _COLON),
    ("did not find expected '-' indicator", _DENTED),
    ("block sequence entries are not allowed", _DENTED),
    ("expected <block end>", _DENTED),
    ("cannot start any token", _START),
    ("unknown escape character", _ESCAPE),
    ("did not find expected key", _NO_KEY),
)
"""What is met often, as the library says it, and in our words."""
_AT_THE_BEGINNING: Final = ("while scanning a quoted scalar", "while scanning a simple key")
_UNCLOSED: Final = ("expected ',' or '}'", "expected ',' or ']'", "unexpected end of stream", "flow")


_DEEP: Final = Text(vi="lồng nhau quá nhiều lớp", en="nested too deeply")


class _Source(NamedTuple):
    """A file and its lines, from which texts are taken as they stand there."""

    file: str
    lines: Sequence[str]

    def script(self, node: yaml.Node) -> Script:
        start, end = node.start_mark, node.end_mark
        text = str(node.value)
        if start.line == end.line:
            is_plain = getattr(node, "style", None) is None
            source = text if is_plain else self.lines[start.line][start.column : end.column]
        else:
            source = "".join(self.lines[start.line : end.line + 1])[start.column :]
        return Script(text, start.line + 1, start.column + 1, source)


def _mark(error: yaml.YAMLError) -> yaml.Mark | None:
    """Where it goes wrong: of a quote that is not closed, and of a key without a colon, where these begin."""
    begins = getattr(error, "context", None) in _AT_THE_BEGINNING
    return getattr(error, "context_mark" if begins else "problem_mark", None)


def _begins_line(mark: yaml.Mark, text: str) -> bool:
    lines = text.splitlines()
    return mark.line < len(lines) and not lines[mark.line][: mark.column].strip()


def _problem(error: yaml.YAMLError, text: str) -> Text | str:
    """What is met most often, in our words; the rest as the library has it."""
    mark, said = getattr(error, "problem_mark", None), str(getattr(error, "problem", None) or "?")
    if mark is not None and text.splitlines()[mark.line : mark.line + 1] and "\t" in text.splitlines()[mark.line]:
        return _TAB
    if mark is not None and "did not find expected key" in said and _begins_line(mark, text):
        return _DENTED
    if any(part in said for part in _UNCLOSED):
        return _NOT_CLOSED
    return next((words for part, words in _SAID if part in said), said)


def _entry(node: yaml.Node, source: _Source, found: list[Finding], depth: int, key: yaml.Node | None = None) -> Entry:
    """A value stands where the key before it does."""
    mark = (key or node).start_mark
    where = source.file, mark.line + 1, mark.column + 1
    if depth > 20:
        place = Place(*where)
        found.append(mistake(D.NOT_YAML, place, problem=_DEEP))
        return Entry(None, place)
    if isinstance(node, yaml.MappingNode):
        fields = dict(_pairs(node, source, found, depth))
        return Entry(fields, Place(*where, tuple((name, item.place) for name, item in fields.items())))
    if isinstance(node, yaml.SequenceNode):
        items = tuple(_entry(item, source, found, depth + 1) for item in node.value)
        return Entry(items, Place(*where, tuple((str(number), item.place) for number, item in enumerate(items))))
    return Entry(_scalar(node), Place(*where, (), source.script(node)))


def _pairs(node: yaml.MappingNode, source: _Source, found: list[Finding], depth: int) -> Iterator[tuple[str, Entry]]:
    seen: set[str] = set()
    for key, value in node.value:
        name = str(key.value)
        if name in seen:
            mark = key.start_mark
            found.append(mistake(D.DUPLICATE_KEY, Place(source.file, mark.line + 1, mark.column + 1), key=name))
        seen.add(name)
        yield name, _entry(value, source, found, depth + 1, key)


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
