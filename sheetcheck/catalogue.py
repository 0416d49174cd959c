"""`schemas/*.yaml` into frozen forms: every mistake of an author in one go, each with file and line."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources.abc import Traversable
from math import prod
from typing import Final

from sheetcheck import lint
from sheetcheck.bundle import bundled as bundled
from sheetcheck.capacity import CELLS, FILE_BYTES, FORMS, INSTANCES
from sheetcheck.codes import capacity as C
from sheetcheck.codes import definition as D
from sheetcheck.definition import Reading
from sheetcheck.document import Entry, mistake, read_document
from sheetcheck.errors import DefinitionError, SheetcheckError
from sheetcheck.finding import Finding, in_order
from sheetcheck.form import Column, Form, Place, Rule
from sheetcheck.target import Target
from sheetcheck.text import Text
from sheetcheck.vocabulary.rules import RULES

_SAYS_NOTHING: Final = re.compile(r"\ufeff?(?:[ \t]*(?:#[^\n]*|---)?\n)*[ \t]*(?:#[^\n]*)?")
_LINE_ENDS: Final = re.compile(r"\r\n?")
"""Those of Windows: the same definitions have the same digest everywhere."""
_NOT_UTF8: Final = Text(
    vi="không phải bảng mã UTF-8; trong Notepad: Lưu như, Mã hóa: UTF-8",
    en="it is not in UTF-8; in Notepad: Save as, Encoding: UTF-8",
)
_FORMS: Final = Text(vi="biểu", en="forms")
_CELLS: Final = Text(vi="ô", en="cells")
_INSTANCES: Final = Text(vi="quy tắc, kể cả các lần lặp", en="rules, with their repetitions")


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """All forms by id, in the order of their numbers, the targets of the strategy, and the digest of the files.

    `generic` are the rules of every matrix form; they stand among the rules of each as well. `sets` says where
    each set of columns stands that forms may share.
    """

    forms: Mapping[str, Form]
    digest: str
    targets: tuple[Target, ...] = ()
    generic: tuple[Rule, ...] = ()
    sets: Mapping[str, Place] = field(default_factory=dict)

    def form(self, name: str) -> Form:
        """A form by id (`bdg_03`) or by number (`03`, `3`)."""
        wanted = name if name in self.forms else f"bdg_{name.zfill(2)}"
        if wanted not in self.forms:
            raise SheetcheckError(
                Text(
                    vi="không có biểu '{name}'; các biểu hiện có: {known}",
                    en="there is no form '{name}'; the forms are: {known}",
                ),
                name=name,
                known=", ".join(self.forms),
            )
        return self.forms[wanted]


def load_catalogue(root: Traversable | None = None) -> Catalogue:
    """The catalogue of a folder (the bundled one by default); raises DefinitionError with all mistakes."""
    if root is None:
        return _bundled_catalogue()
    catalogue, found = read_catalogue(root)
    if found:
        raise DefinitionError(found)
    return catalogue


@cache
def _bundled_catalogue() -> Catalogue:
    return load_catalogue(bundled("schemas"))


def read_catalogue(root: Traversable) -> tuple[Catalogue, tuple[Finding, ...]]:
    """What can be read of the catalogue, and everything that is wrong with it (never raises)."""
    sources, found = _sources(root)
    documents: dict[str, Entry] = {}
    for name, text in sources.items():
        if name == RULES.files and _SAYS_NOTHING.fullmatch(text):
            continue
        document, mistakes = read_document(text, name)
        found.extend(mistakes)
        if not any(one.code in (D.NOT_YAML.code, D.NOT_A_MAPPING.code) for one in mistakes):
            documents[name] = document
    unread = {one.file for one in found} - documents.keys()
    reading = Reading(found)
    columns = documents.pop("columns.yaml", None)
    sets = reading.column_sets(columns) if columns else {}
    rules = documents.pop("rules.yaml", None)
    generic = reading.generic_rules(rules) if rules else ()
    listed = documents.pop("targets.yaml", None)
    targets = reading.targets(listed) if listed else ()
    broken = "targets.yaml" in unread or (listed is not None and not targets)
    forms = _forms(reading, documents, sets, generic, None if broken else targets)
    digest = hashlib.sha256("\0".join(f"{name}\0{text}" for name, text in sources.items()).encode()).hexdigest()
    catalogue = Catalogue(forms=forms, digest=digest, targets=targets, generic=generic, sets=reading.set_places)
    excess = tuple(_excess(forms.values(), generic))
    found.extend(excess)
    if sets and not excess:  # names of columns that cannot be read would all be unknown
        unsound = frozenset(reading.unsound)
        found.extend(lint.mistakes(forms.values(), generic, sets, unsound=unsound, some_unread=bool(unread)))
    return catalogue, in_order(found)


def _sources(root: Traversable) -> tuple[dict[str, str], list[Finding]]:
    """Texts of all definition files by name relative to the folder, sorted."""
    found: list[Finding] = []
    texts: dict[str, str] = {}
    for name, item in _members(root):
        if not item.is_file():
            found.append(mistake(D.MISSING_FILE, Place(name, 1), name=name))
            continue
        try:
            with item.open("rb") as file:
                content = file.read(FILE_BYTES + 1)
            if len(content) > FILE_BYTES:
                found.append(mistake(C.TOO_LARGE, Place(name, 1), most=FILE_BYTES))
            else:
                texts[name] = _LINE_ENDS.sub("\n", content.decode("utf-8"))
        except OSError as error:
            found.append(mistake(D.UNREADABLE_FILE, Place(name, 1), problem=error.strerror or str(error)))
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            found.append(mistake(D.UNREADABLE_FILE, Place(name, line), problem=_NOT_UTF8))
    return texts, found


def _members(root: Traversable) -> list[tuple[str, Traversable]]:
    """The definition files by name; of forms no more than there may be, and one, which is said."""
    folder = root / "forms"
    members = [("columns.yaml", root / "columns.yaml")]
    members += [(name, root / name) for name in (RULES.files, "targets.yaml") if (root / name).is_file()]
    if folder.is_dir():
        forms = [(f"forms/{item.name}", item) for item in folder.iterdir() if item.name.endswith(".yaml")]
        members += sorted(forms, key=lambda form: form[0])[: FORMS + 1]
    return sorted(members, key=lambda member: member[0])


def _forms(
    reading: Reading,
    documents: Mapping[str, Entry],
    sets: Mapping[str, tuple[Column, ...]],
    generic: tuple[Rule, ...],
    targets: tuple[Target, ...] | None,
) -> dict[str, Form]:
    forms: dict[str, Form] = {}
    for entry in documents.values():
        form = reading.form(entry, sets, generic, targets)
        if form.id in forms:
            first = forms[form.id].place.of("form")
            other = f"{first.file}:{first.line}"
            reading.found.append(mistake(D.DUPLICATE_ID, entry.place.of("form"), id=form.id, other=other))
        elif form.id and not form.place.file.endswith(f"/{form.id}.yaml"):
            name = form.place.file.rpartition("/")[2]
            said = mistake(D.OTHER_FILE_NAME, form.place.of("form"), name=name, form=form.id)
            reading.found.append(said)
        forms[form.id] = form
    return dict(sorted(forms.items(), key=lambda item: item[1].number))


def _excess(forms: Iterable[Form], generic: tuple[Rule, ...]) -> Iterator[Finding]:
    """Products that no single definition shows; each at the file that has the most of it."""
    forms = tuple(forms)
    cells = [(_cells(form), form.place) for form in forms]
    shared = {id(rule) for rule in generic}
    turns = [(_turns(rule for rule in form.rules if id(rule) not in shared), form.place) for form in forms]
    turns += [(_turns(generic), generic[0].place)] if generic else []
    for what, most, sizes in (
        (_FORMS, FORMS, [(1, form.place) for form in forms]),
        (_CELLS, CELLS, cells),
        (_INSTANCES, INSTANCES, turns),
    ):
        found = sum(size for size, _ in sizes)
        if found > most:
            worst = max(sizes, key=lambda one: one[0])[1]
            yield mistake(C.TOO_MUCH, Place(worst.file, 1), what=what, found=found, most=most)


def _cells(form: Form) -> int:
    sets = {column.id for columns in form.sets.values() for column in columns}
    return len(form.rows) * len(sets) + form.records * len(form.fields)


def _turns(rules: Iterable[Rule]) -> int:
    return sum(prod(map(len, rule.each.values())) for rule in rules)
