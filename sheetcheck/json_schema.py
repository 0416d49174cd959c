"""JSON Schemas of the definition files, for editors: what may be written where, and what it means on hover.

Generated from `vocabulary`, so they say what the reader says of each value by itself; what shows only between
definitions stays with `lint` and `review`. Draft 7, because that is what editors know best.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from sheetcheck import vocabulary
from sheetcheck.capacity import FIELDS
from sheetcheck.discovery import modules
from sheetcheck.period import WRITTEN
from sheetcheck.rules import CELL_NAME, Says
from sheetcheck.text import LANGUAGES, Text
from sheetcheck.vocabulary import (
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

Schema = dict[str, Any]

FOLDER: Final = "json"
"""Where they are kept, below `schemas/`."""
_SAID: Final = r"\S"
_TEXT: Final[Schema] = {
    "type": "object",
    "properties": {language: {"type": "string", "pattern": _SAID, "maxLength": LONGEST_TEXT} for language in LANGUAGES},
    "required": list(LANGUAGES),
    "additionalProperties": False,
}
_STRING: Final[Schema] = {"type": "string", "pattern": _SAID, "maxLength": LONGEST_TEXT}
_PLAIN: Final[Mapping[Shape | Says, Schema]] = {
    Shape.IDENTIFIER: {"type": "string", "pattern": f"^(?:{IDENTIFIER.pattern})$", "maxLength": LONGEST_ID},
    Shape.CODE: {"type": "string", "pattern": f"^(?:{RULE_CODE.pattern})$"},
    Shape.STRING: _STRING,
    Shape.STRINGS: {"type": ["string", "array"], "pattern": _SAID, "maxLength": LONGEST_TEXT, "items": _STRING},
    Shape.EXPRESSION: {**_STRING, "maxLength": LONGEST_EXPRESSION},
    Shape.TEXT: _TEXT,
    Shape.TEXTS: {"type": "object", "minProperties": 1, "additionalProperties": _TEXT},
    Shape.NUMBER: {"type": "number"},
    Shape.WHOLE: {"type": "integer", "minimum": 1},
    Shape.WIDTH: {"type": "number", "exclusiveMinimum": 0, "maximum": WIDEST},
    Shape.FLAG: {"type": "boolean"},
    Shape.PERIOD: {"type": ["string", "integer"], "pattern": WRITTEN, "minimum": 2000, "maximum": 2099},
    Shape.THRESHOLD: {"type": "string", "pattern": f"^(?:{THRESHOLD.pattern})$"},
    Shape.LOOPS: {
        "type": "object",
        "minProperties": 1,
        "propertyNames": {"pattern": f"^(?:{IDENTIFIER.pattern})$"},
        "additionalProperties": {
            "type": "array",
            "minItems": 1,
            "items": {"type": ["string", "integer"], "pattern": _SAID},
        },
    },
}


_FIGURE: Final[Schema] = {"type": ["number", "string"], "pattern": _SAID, "maxLength": LONGEST_EXPRESSION}
_PARAMETERS: Final[Mapping[Says, Schema]] = {
    Says.NAME: {"type": "string", "pattern": f"^(?:{CELL_NAME.pattern})$"},
    Says.FIGURE: _FIGURE,
    Says.FIGURES: {"anyOf": [_FIGURE, {"type": "array", "minItems": 1, "items": _FIGURE}]},
    Says.CONDITION: {**_STRING, "maxLength": LONGEST_EXPRESSION},
    Says.DAY: _STRING,
    Says.CONSTANTS: {
        "type": ["number", "string", "array"],
        "pattern": _SAID,
        "minItems": 1,
        "items": {"type": ["number", "string"], "pattern": _SAID},
    },
    Says.FIELDS: {"type": ["string", "array"], "pattern": _SAID, "minItems": 1, "items": _STRING},
    Says.PATTERNS: {"type": ["string", "array"], "pattern": _SAID, "minItems": 1, "items": _STRING},
    Says.TOLERANCE: {"type": "number", "minimum": 0},
    Says.SWITCH: {"type": "boolean"},
    Says.TREE: {
        "type": "object",
        "minProperties": 1,
        "additionalProperties": {
            "type": "array",
            "minItems": 1,
            "items": {"type": ["string", "integer"], "pattern": _SAID},
        },
    },
}


def schemas() -> Mapping[str, str]:
    """The text of each schema by file name, one for each sort of definition file."""
    return {file_name(one): _written(one) for one in documents()}


def documents() -> Iterator[Vocabulary]:
    """The vocabularies of whole files."""
    for module in modules(vocabulary.__name__, vocabulary.__path__):
        for value in vars(module).values():
            if isinstance(value, Vocabulary) and value.files and value.name == module.__name__.rpartition(".")[2]:
                yield value


def file_name(document: Vocabulary) -> str:
    return f"{document.name}.schema.json"


def modeline(document: Vocabulary) -> str:
    """The first line of a definition file, by which an editor finds the schema."""
    up = "../" * document.files.count("/")
    return f"# yaml-language-server: $schema={up}{FOLDER}/{file_name(document)}"


def _written(document: Vocabulary) -> str:
    used = {one.name: _object(one) for one in _members(document)}
    schema = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$comment": "Written by `sheetcheck schema json`; change sheetcheck/vocabulary instead.",
        "title": f"{document.means.vi} / {document.means.en}",
        **_object(document),
        **({"definitions": used} if used else {}),
    }
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _members(document: Vocabulary) -> Iterator[Vocabulary]:
    for key in document.keys.values():
        if key.members is not None:
            yield key.members
            yield from _members(key.members)


def _object(vocabulary: Vocabulary) -> Schema:
    """One definition: its keys, those that must be there, and those that depend on its kind."""
    conditions = [_only(name, key) for name, key in vocabulary.keys.items() if key.only]
    conditions += [_needed(name, key) for name, key in vocabulary.keys.items() if key.needed_by]
    conditions += [_beside(name, key) for name, key in vocabulary.keys.items() if key.needed_with]
    conditions += [{"oneOf": _any_of(vocabulary.one_of)}] if vocabulary.one_of else []
    conditions += [{"anyOf": _any_of(vocabulary.some_of)}] if vocabulary.some_of else []
    return {
        "type": "object",
        "description": _both(vocabulary.means),
        "properties": {name: _value(key) for name, key in vocabulary.keys.items()},
        "required": [name for name, key in vocabulary.keys.items() if key.required],
        "additionalProperties": False,
        **({"allOf": conditions} if conditions else {}),
    }


def _only(name: str, key: Key) -> Schema:
    return {"if": {"required": [name]}, "then": {"properties": {"kind": {"enum": list(key.only)}}}}


def _needed(name: str, key: Key) -> Schema:
    with_kind = {"properties": {"kind": {"enum": list(key.needed_by)}}, "required": ["kind"]}
    ways: list[Schema] = [{"required": [one]} for one in (name, key.instead) if one]
    return {"if": with_kind, "then": ways[0] if len(ways) == 1 else {"anyOf": ways}}


def _beside(name: str, key: Key) -> Schema:
    return {"if": {"required": [key.needed_with]}, "then": {"required": [name]}}


def _any_of(names: Iterable[str]) -> list[Schema]:
    return [{"required": [name]} for name in names]


def _value(key: Key) -> Schema:
    said = _PARAMETERS[key.shape] if isinstance(key.shape, Says) else _shape(key)
    return {"description": _both(key.means), **_bounded(said, key)}


def _bounded(schema: Schema, key: Key) -> Schema:
    """How much there may be. A product of loops is left to the reader: a schema cannot multiply."""
    if key.most is None or key.shape is Shape.LOOPS:
        return schema
    match schema.get("type"):
        case "integer":
            return {**schema, "maximum": key.most}
        case "object":
            return {**schema, "maxProperties": key.most}
    return {**schema, "maxItems": key.most}


def _shape(key: Key) -> Schema:
    words: Schema = {"enum": list(key.words), "enumDescriptions": [_both(said) for said in key.words.values()]}
    members: Schema = {"$ref": f"#/definitions/{key.members.name}"} if key.members else {}
    match key.shape:
        case Shape.WORD:
            return words
        case Shape.PART:
            return members
        case Shape.WORDS:
            return {"anyOf": [{"type": "array", "minItems": 1, "items": words}, words]}
        case Shape.COMPUTATION:
            expression = _PLAIN[Shape.EXPRESSION]
            return {"anyOf": [expression, {"type": "object", "minProperties": 1, "additionalProperties": expression}]}
        case Shape.LEVELS:
            levels = {year: {"description": _both(said), "type": "number"} for year, said in key.words.items()}
            return {"type": "object", "properties": levels, "additionalProperties": False}
        case Shape.TURNS:
            return {"anyOf": [words, {"type": "object", "minProperties": 1, "additionalProperties": words}]}
        case Shape.PRINTED:
            printed = {level: {"description": _both(said), **_STRING} for level, said in key.words.items()}
            return {"type": "object", "minProperties": 1, "properties": printed, "additionalProperties": False}
        case Shape.MEMBERS:
            kind = {"type": ["array", "null"]} if key.may_be_empty else {"type": "array", "minItems": 1}
            return {**kind, "items": members}
        case Shape.GROUPS:
            listed = {"type": "array", "minItems": 1, "maxItems": FIELDS, "items": members}
            return {"type": "object", "minProperties": 1, "additionalProperties": listed}
    return dict(_PLAIN[key.shape])


def _both(text: Text) -> str:
    """Vietnamese first, as everywhere; an editor shows what follows on lines of its own."""
    return text.vi if text.vi == text.en else f"{text.vi}\n\n{text.en}"
