"""The keys of an entry held against its vocabulary: unknown, missing, without effect, too many, or no keys at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sheetcheck.codes import definition as D
from sheetcheck.document import Entry, mistake
from sheetcheck.finding import Finding
from sheetcheck.nearest import nearest
from sheetcheck.vocabulary import Key, Shape, Vocabulary


def wrong_keys(entry: Entry, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Each mistake once: what a misspelt key was to be is not missed as well."""
    meant: set[str] = set()
    yield from _strange(entry, vocabulary, meant)
    kind = entry.fields["kind"].value if "kind" in entry.fields else None
    if "kind" in vocabulary.keys and kind not in vocabulary.keys["kind"].words:
        kind = None  # what goes with a misspelt kind is not known
    idle = [name for name in entry.fields if name in vocabulary.keys and _is_idle(vocabulary.keys[name], kind)]
    if idle:
        only = dict.fromkeys(one for name in idle for one in vocabulary.keys[name].only)
        place = entry.fields[idle[0]].place
        yield mistake(D.NO_EFFECT, place, key="”, “".join(idle), kind=kind, only=", ".join(only))
    for name, key in vocabulary.keys.items():
        # Where keys of another kind stand, it is the kind that is wrong.
        if name not in meant and _is_missing(name, key, entry, None if idle else kind):
            yield mistake(D.MISSING_KEY, entry.place, key=name)
    yield from _choices(entry, vocabulary, meant)


def _strange(entry: Entry, vocabulary: Vocabulary, meant: set[str]) -> Iterator[Finding]:
    """Keys that the vocabulary does not have; `meant` becomes those that they were to be."""
    known, given = vocabulary.keys, entry.fields
    # A parameter that is not indented is said of the key above it, which has nothing.
    below = {inner for name, item in given.items() if item.value is None for inner in _inside(known.get(name))}
    lacking = [name for name, key in known.items() if key.required and not {name, key.instead} & given.keys()]
    for name, item in given.items():
        if name in known or name in below:
            continue
        near = nearest(name, known)
        if not near and is_loose(item):
            meant.update(name.split()[:1])  # `id heads`, without its colon
            yield mistake(D.LOOSE_VALUE, item.place, key=name)
            continue
        near = near or lacking
        meant.update(near)
        yield mistake(D.UNKNOWN_KEY, item.place, key=name, nearest=", ".join(near or known))


def _is_idle(key: Key, kind: object) -> bool:
    return bool(key.only) and isinstance(kind, str) and kind not in key.only


def _is_missing(name: str, key: Key, entry: Entry, kind: object) -> bool:
    if name in entry.fields or key.instead in entry.fields:
        return False
    return key.required or kind in key.needed_by or key.needed_with in entry.fields


def _inside(key: Key | None) -> Iterable[str]:
    return key.members.keys if key is not None and key.shape is Shape.PART and key.members is not None else ()


def is_loose(item: Entry) -> bool:
    """Whether it is a value that a comma has made a key of: `parts: young, old`."""
    return item.value is None and item.place.script is not None and not item.place.script.source.strip(" ,}\n")


def _choices(entry: Entry, vocabulary: Vocabulary, meant: set[str]) -> Iterator[Finding]:
    """Keys of which one, or at least one, must be there."""
    given = [name for name in vocabulary.one_of if name in entry.fields]
    if len(given) > 1:
        yield mistake(D.TOO_MANY_KEYS, entry.fields[given[1]].place, keys="”, “".join(given))
    if vocabulary.one_of and not given and not meant.intersection(vocabulary.one_of):
        yield mistake(D.MISSING_KEY, entry.place, key=vocabulary.one_of[0])
    if vocabulary.some_of and not entry.fields.keys() & {*vocabulary.some_of} and not meant & {*vocabulary.some_of}:
        yield mistake(D.KEY_NEEDED, entry.place, keys="”, “".join(vocabulary.some_of))
