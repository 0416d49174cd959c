"""JSON Schemas for editors: what is kept is what the vocabulary gives, and editor and reader refuse the same."""

from __future__ import annotations

import json
from collections.abc import Iterator
from fnmatch import fnmatch
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from click.testing import CliRunner

from sheetcheck.catalogue import bundled
from sheetcheck.cli import root
from sheetcheck.definition import Reading
from sheetcheck.document import read_document
from sheetcheck.finding import Finding
from sheetcheck.json_schema import FOLDER, documents, file_name, modeline, schemas
from sheetcheck.rule_type import RuleType, written
from sheetcheck.rules import TYPES
from sheetcheck.vocabulary import Key, Shape, Vocabulary

DOCUMENTS = {one.name: one for one in documents()}


def definition_files() -> Iterator[tuple[str, Traversable]]:
    """Every definition file by its name below `schemas/`."""
    folder = bundled("schemas")
    yield from ((item.name, item) for item in folder.iterdir() if item.name.endswith(".yaml"))
    yield from ((f"forms/{item.name}", item) for item in (folder / "forms").iterdir())


FILES = dict(sorted(definition_files()))


def schema_of(file: str) -> Vocabulary:
    return next(one for one in DOCUMENTS.values() if fnmatch(file, one.files))


def editor_refuses(document: str, text: str) -> list[str]:
    """What an editor underlines."""
    schema: dict[str, Any] = json.loads(schemas()[file_name(DOCUMENTS[document])])
    return [error.message for error in jsonschema.Draft7Validator(schema).iter_errors(_as_an_editor_sees_it(text))]


def _as_an_editor_sees_it(text: str) -> Any:
    """Keys are strings to an editor, also where YAML reads a year."""
    return json.loads(json.dumps(yaml.safe_load(text)))


def reader_refuses(document: str, text: str) -> list[Finding]:
    entry, mistakes = read_document(text, f"{document}.yaml")
    reading = Reading(list(mistakes))
    sets = {"P": (), "V": ()}
    match document:
        case "form":
            reading.form(entry, sets, ())
        case "columns":
            reading.column_sets(entry)
        case "rules":
            reading.generic_rules(entry)
    return reading.found


def test_there_is_one_for_each_sort_of_file() -> None:
    assert set(DOCUMENTS) == {"columns", "form", "rules", "targets"}


@pytest.mark.parametrize("name", schemas())
def test_what_is_kept_is_what_the_vocabulary_gives(name: str) -> None:
    kept = (bundled("schemas") / FOLDER / name).read_text(encoding="utf-8")
    assert kept == schemas()[name]  # `sheetcheck schema json` writes them anew
    jsonschema.Draft7Validator.check_schema(json.loads(kept))


@pytest.mark.parametrize("file", FILES)
def test_every_definition_that_ships_is_valid_and_names_its_schema(file: str) -> None:
    text = FILES[file].read_text(encoding="utf-8")
    document = schema_of(file)
    assert editor_refuses(document.name, text) == []
    assert text.splitlines()[0] == modeline(document)
    schema = (Path(file).parent / modeline(document).partition("=")[2]).as_posix()
    assert (bundled("schemas") / schema).is_file() or (Path(str(bundled("schemas"))) / schema).resolve().is_file()


def test_every_key_is_explained_in_both_languages() -> None:
    def keys(vocabulary: Vocabulary) -> Iterator[Key]:
        for key in vocabulary.keys.values():
            yield key
            yield from keys(key.members) if key.members else ()

    for key in (key for document in DOCUMENTS.values() for key in keys(document)):
        assert key.means.vi
        assert key.means.en
        assert bool(key.words) is (
            key.shape
            in (
                Shape.WORD,
                Shape.WORDS,
                Shape.PRINTED,
                Shape.LEVELS,
                Shape.TURNS,
            )
        )
        assert all(said.vi and said.en for said in key.words.values())


FORM = """
form: bdg_99
number: "99"
version: 1
code: {commune: 99/BĐG-X}
title: {vi: Biểu, en: Form}
periods: [half, year]
kind: matrix
columns: [P]
rows:
  - {id: staff, code: "01", title: {vi: a, en: a}, unit: {vi: a, en: a}, columns: P, levels: [commune],
     required: every, nature: stock, roll_up: sum}
rules:
  - {id: R99.1, code: R999, severity: error, check: "a <= b", message: {vi: a, en: a}, help: {vi: a, en: a}}
"""
LIST = """
form: bdg_98
number: "98"
version: 1
code: {commune: 98/BĐG-X}
title: {vi: Biểu, en: Form}
periods: [year]
kind: list
records: 10
fields:
  - {id: kind_of, kind: choice, title: {vi: a, en: a}, choices: {one: {vi: Một, en: One}, two: {vi: Hai, en: Two}}}
  - {id: venue, kind: unit, many: true, title: {vi: b, en: b}}
"""
COLUMNS = """
column_sets:
  P:
    - {id: total, kind: count, width: 9, min: 0, title: {vi: a, en: a}}
"""
RULES = """
rules:
  - id: G99
    code: R998
    severity: warning
    each: {c: [a, b]}
    check: "[c] >= 1"
    message: {vi: a, en: a}
    help: {vi: a, en: a}
"""
WHOLE = {"form": FORM, "list": LIST, "columns": COLUMNS, "rules": RULES}


LIVED = """    since: 2026
    until: 2026-02-01..2027-01-31
    trial: true
    fail_when: ">= 2.5 %"
    missing: never
"""
WHOLE["lived"] = RULES.replace("    each", f"{LIVED}    each")


def document_of(snippet: str) -> str:
    return {"list": "form", "lived": "rules"}.get(snippet, snippet)


@pytest.mark.parametrize("snippet", WHOLE)
def test_the_whole_snippets_are_accepted_by_both(snippet: str) -> None:
    assert editor_refuses(document_of(snippet), WHOLE[snippet]) == []
    assert reader_refuses(document_of(snippet), WHOLE[snippet]) == []


@pytest.mark.parametrize("one", TYPES.values(), ids=TYPES)
def test_the_examples_of_every_type_are_accepted_by_both(one: RuleType) -> None:
    for example in one.examples:
        text = RULES.replace('check: "[c] >= 1"', written(one.name, example.given))
        for document in (text, text.replace("    message: {vi: a, en: a}\n    help: {vi: a, en: a}\n", "")):
            assert editor_refuses("rules", document) == []
            assert reader_refuses("rules", document) == []


@pytest.mark.parametrize(
    ("snippet", "old", "new", "code"),
    [
        ("form", "version: 1\n", "", "D105"),
        ("form", "version: 1", "version: 1.5", "D106"),
        ("form", "version: 1", "version: first", "D106"),
        ("form", "form: bdg_99", "form: BDG-99", "D106"),
        ("form", 'number: "99"', "number: 99", "D106"),
        ("form", "kind: matrix", "kind: table", "D106"),
        ("form", "kind: matrix", "kind: matrix\nrecords: 5", "D130"),
        ("form", "columns: [P]\n", "", "D105"),
        ("form", "title: {vi: Biểu, en: Form}", "title: Biểu", "D106"),
        ("form", "title: {vi: Biểu, en: Form}", "title: {vi: Biểu}", "D107"),
        ("form", "title: {vi: Biểu, en: Form}", 'title: {vi: Biểu, en: ""}', "D107"),
        ("form", "title: {vi: Biểu, en: Form}", "title: {vi: Biểu, en: Form, fr: Formulaire}", "D104"),
        ("form", "periods: [half, year]", "periods: [month]", "D106"),
        ("form", "periods: [half, year]", "periods: []", "D106"),
        ("form", "code: {commune: 99/BĐG-X}", "code: 99/BĐG-X", "D106"),
        ("form", "code: {commune: 99/BĐG-X}", "code: {village: 99/BĐG-X}", "D104"),
        ("form", "code: {commune: 99/BĐG-X}", "code: {commune: 99}", "D106"),
        ("form", 'code: "01"', "code: 01", "D106"),
        ("form", "id: staff,", "id: staff-total,", "D106"),
        ("form", "levels: [commune]", "levels: [village]", "D106"),
        ("form", "required: every", "requird: every", "D104"),
        ("form", "roll_up: sum", "roll_up: average", "D106"),
        ("form", "code: R999", "code: 99", "D106"),
        ("form", "code: R999", "code: D101", "D106"),
        ("form", 'check: "a <= b"', "check: 5", "D106"),
        ("form", 'check: "a <= b"', 'check: ""', "D106"),
        ("form", "severity: error", "severity: serious", "D106"),
        ("form", "rules:\n  - {id: R99.1", "rules:\n    {id: R99.1", "D106"),
        ("form", "rules:\n", "rules: none\nother:\n", "D106"),
        ("list", "records: 10\n", "", "D105"),
        ("list", "records: 10", "records: -1", "D106"),
        ("list", "kind: list", "kind: list\ncolumns: [P]", "D130"),
        ("list", ", choices: {one: {vi: Một, en: One}, two: {vi: Hai, en: Two}}", "", "D105"),
        ("list", "choices: {one: {vi: Một, en: One}, two: {vi: Hai, en: Two}}", "choices: [one, two]", "D106"),
        ("list", "kind: unit, many: true", "kind: text, many: true", "D130"),
        ("list", "kind: unit, many: true", 'kind: unit, many: "yes"', "D106"),
        ("columns", "width: 9", "width: 0", "D106"),
        ("columns", "width: 9", "width: 300", "D106"),
        ("columns", "min: 0", "min: zero", "D106"),
        ("columns", "kind: count", "kind: number", "D106"),
        ("columns", "  P:\n    - {id: total", "  P: []\n  Q:\n    - {id: total", "D106"),
        ("columns", "column_sets:", "sets:", "D104"),
        ("rules", "each: {c: [a, b]}", "each: [a, b]", "D106"),
        ("rules", "each: {c: [a, b]}", "each: {c: []}", "D106"),
        ("rules", "each: {c: [a, b]}", "each: {c: [a, 1.5]}", "D106"),
        ("rules", "    message: {vi: a, en: a}\n", "", "D105"),
        ("rules", "severity: warning", "severity: warning\n    since: 2026-H3", "D106"),
        ("rules", "severity: warning", "severity: warning\n    until: 31/12/2026", "D106"),
        ("rules", "severity: warning", "severity: warning\n    until: 26", "D106"),
        ("rules", "severity: warning", "severity: warning\n    trial: maybe", "D106"),
        ("rules", "severity: warning", "severity: warning\n    fail_when: 5", "D106"),
        ("rules", "severity: warning", 'severity: warning\n    fail_when: "5 %"', "D106"),
        ("rules", "severity: warning", "severity: warning\n    missing: skip", "D106"),
        ("rules", 'check: "[c] >= 1"', "sum_of: {whole: a}", "D191"),
        ("rules", 'check: "[c] >= 1"', "sum_of: {whole: a, parts: []}", "D106"),
        ("rules", 'check: "[c] >= 1"', "sum_of: {whole: a, parts: [b], within: -1}", "D106"),
        ("rules", 'check: "[c] >= 1"', "sum_of: a", "D106"),
        ("rules", 'check: "[c] >= 1"', "sum_of: {whole: a, parts: [b], more: c}", "D104"),
        ("rules", 'check: "[c] >= 1"', "in_range: {of: a}", "D191"),
        ("rules", 'check: "[c] >= 1"', "required_if: {of: a b, when: c}", "D106"),
        ("rules", 'check: "[c] >= 1"', "hierarchy: {of: a, tree: {}}", "D106"),
        ("rules", 'check: "[c] >= 1"', "hierarchy: {of: a, tree: [b]}", "D106"),
        ("rules", 'check: "[c] >= 1"', "unique: {by: []}", "D106"),
        ("rules", 'check: "[c] >= 1"', "part_whole: {part: a, whole: b, unless_zero: yes please}", "D106"),
        ("rules", 'check: "[c] >= 1"', "matches: {of: a, patterns: [5]}", "D106"),
        ("rules", 'check: "[c] >= 1"', 'check: "[c] >= 1"\n    equals: {of: a, to: b}', "D190"),
        ("rules", 'check: "[c] >= 1"', "equals: {of: a, to: b}\n    at_most: {of: a, most: b}", "D190"),
    ],
)  # fmt: skip
def test_what_the_reader_refuses_an_editor_underlines(snippet: str, old: str, new: str, code: str) -> None:
    text = WHOLE[snippet]
    assert old in text
    broken = text.replace(old, new, 1)
    assert editor_refuses(document_of(snippet), broken)
    assert code in {found.code for found in reader_refuses(document_of(snippet), broken)}


def test_the_command_writes_them_and_says_which_are_old(tmp_path: Path) -> None:
    run = CliRunner().invoke
    assert run(root, ["schema", "json", "-o", str(tmp_path)]).exit_code == 0
    assert run(root, ["schema", "json", "-o", str(tmp_path), "--check"]).exit_code == 0
    (tmp_path / "json" / "form.schema.json").write_text("{}", encoding="utf-8")
    result = run(root, ["--lang", "en", "schema", "json", "-o", str(tmp_path), "--check"])
    assert result.exit_code == 1
    assert "form.schema.json" in result.output
    assert "schema json" in result.output
    assert (tmp_path / "json" / "form.schema.json").read_text(encoding="utf-8") == "{}"
