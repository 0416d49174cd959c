"""`schemas/*.yaml` into frozen forms: every mistake of an author in one go, each with file and line."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources.abc import Traversable

from sheetcheck import lint
from sheetcheck.bundle import bundled as bundled
from sheetcheck.codes import definition as D
from sheetcheck.definition import Reading
from sheetcheck.document import Entry, mistake, read_document
from sheetcheck.errors import DefinitionError, SheetcheckError
from sheetcheck.finding import Finding, in_order
from sheetcheck.form import Column, Form, Place, Rule
from sheetcheck.target import Target
from sheetcheck.text import Text


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
        document, mistakes = read_document(text, name)
        found.extend(mistakes)
        if not any(one.code in (D.NOT_YAML.code, D.NOT_A_MAPPING.code) for one in mistakes):
            documents[name] = document
    whole = len(documents) == len(sources) and {"columns.yaml", "rules.yaml"} <= set(documents)
    reading = Reading(found)
    columns = documents.pop("columns.yaml", None)
    sets = reading.column_sets(columns) if columns else {}
    rules = documents.pop("rules.yaml", None)
    generic = reading.generic_rules(rules) if rules else ()
    listed = documents.pop("targets.yaml", None)
    targets = reading.targets(listed) if listed else ()
    forms = _forms(reading, documents, sets, generic, targets)
    digest = hashlib.sha256("\0".join(f"{name}\0{text}" for name, text in sources.items()).encode()).hexdigest()
    catalogue = Catalogue(forms=forms, digest=digest, targets=targets, generic=generic, sets=reading.set_places)
    if whole:  # names of a file that cannot be read would all be unknown
        found.extend(lint.mistakes(forms.values(), generic, sets))
    return catalogue, in_order(found)


def _sources(root: Traversable) -> tuple[dict[str, str], list[Finding]]:
    """Texts of all definition files by name relative to the folder, sorted."""
    found: list[Finding] = []
    texts: dict[str, str] = {}
    folder = root / "forms"
    members = [("columns.yaml", root / "columns.yaml"), ("rules.yaml", root / "rules.yaml")]
    if (root / "targets.yaml").is_file():
        members.append(("targets.yaml", root / "targets.yaml"))
    if folder.is_dir():
        members += [(f"forms/{item.name}", item) for item in folder.iterdir() if item.name.endswith(".yaml")]
    for name, item in sorted(members, key=lambda member: member[0]):
        if not item.is_file():
            found.append(mistake(D.UNREADABLE_FILE, Place(name, 1), problem="no such file"))
            continue
        try:
            texts[name] = item.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            found.append(mistake(D.UNREADABLE_FILE, Place(name, 1), problem=str(error)))
    return texts, found


def _forms(
    reading: Reading,
    documents: Mapping[str, Entry],
    sets: Mapping[str, tuple[Column, ...]],
    generic: tuple[Rule, ...],
    targets: tuple[Target, ...],
) -> dict[str, Form]:
    forms: dict[str, Form] = {}
    for entry in documents.values():
        form = reading.form(entry, sets, generic, targets)
        if form.id in forms:
            first = forms[form.id].place.of("form")
            other = f"{first.file}:{first.line}"
            reading.found.append(mistake(D.DUPLICATE_ID, entry.place.of("form"), id=form.id, other=other))
        forms[form.id] = form
    return dict(sorted(forms.items(), key=lambda item: item[1].number))
