"""Two workbooks compared part by part, with a difference that a person can read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import unified_diff
from itertools import islice
from pathlib import Path

from sheetcheck.catalogue import Catalogue
from sheetcheck.shelf import members, shelf
from sheetcheck.template import write_template

_SHOWN = 12
_LONGEST = 160
_BETWEEN_TAGS = re.compile(r"(?<=>)(?=<)")


def differences(expected: bytes, found: bytes) -> list[str]:
    """What differs, a line each; nothing when every part holds the same bytes in the same order."""
    old, new = members(expected), members(found)
    said = [f"part missing: {name}" for name in old if name not in new]
    said += [f"part added: {name}" for name in new if name not in old]
    for name in old:
        if name in new and old[name] != new[name]:
            said += _of_part(name, old[name], new[name])
    if not said and list(old) != list(new):
        said.append(f"parts in another order: {', '.join(new)}")
    return said


def _of_part(name: str, old: bytes, new: bytes) -> Iterator[str]:
    """The first differing elements; a part that is no text is only named."""
    try:
        before, after = (_BETWEEN_TAGS.split(part.decode()) for part in (old, new))
    except UnicodeDecodeError:
        yield f"{name}: {len(old)} bytes, now {len(new)}"
        return
    compared = unified_diff(before, after, n=0, lineterm="")
    changed = [line[:_LONGEST] for line in compared if line[:2] not in ("--", "++")]
    for line in islice(changed, _SHOWN):
        yield f"{name}: {line}"
    if len(changed) > _SHOWN:
        yield f"{name}: … {len(changed) - _SHOWN} more lines"


def update_shelf(catalogue: Catalogue, folder: Path) -> None:
    """Writes the standard templates anew where a part of them differs; others keep their bytes."""
    folder.mkdir(exist_ok=True)
    for name, identity in shelf().items():
        path, made = folder / name, write_template(catalogue, identity)
        if not path.is_file() or differences(path.read_bytes(), made):
            path.write_bytes(made)
