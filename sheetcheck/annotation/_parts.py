"""The parts of a workbook's package: what points to what, and what becomes of them."""

from __future__ import annotations

import posixpath
from typing import Final, NamedTuple

from sheetcheck.annotation._splice import Element, appended, elements, spliced
from sheetcheck.annotation._workbook import relationship_of
from sheetcheck.readers._package import Package

OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_NO_RELATIONSHIPS: Final = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{_PACKAGE}"></Relationships>'
).encode()


class Relationship(NamedTuple):
    """What a part points to: the last word of its type, and the name of the part."""

    id: str
    kind: str
    target: str


class Parts:
    """The parts that change, one after another; `new` has what they become."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.new: dict[str, bytes] = {}
        target = next(one.target for one in self.related("") if one.kind == "officeDocument")
        self.workbook = target
        self.folder = target.rpartition("/")[0]

    def read(self, part: str) -> bytes:
        """What a part says by now; nothing for one that is not there."""
        if part in self.new:
            return self.new[part]
        return self.package.unpack_xml(part) if part in self.package else b""

    def sheets(self) -> list[tuple[str, str]]:
        """Name and part of every worksheet."""
        related = {one.id: one for one in self.related(self.workbook) if one.kind == "worksheet"}
        listed = [one for one in elements(self.read(self.workbook)) if one.tag == "sheet"]
        return [
            (one.attributes.get("name", ""), related[relationship_of(one)].target)
            for one in listed
            if relationship_of(one) in related
        ]

    def styles(self) -> str:
        """The part with the formats of cells; "" where there is none."""
        return next((one.target for one in self.related(self.workbook) if one.kind == "styles"), "")

    def related(self, part: str) -> list[Relationship]:
        """What a part points to inside the package ("" is the package itself)."""
        xml = self.read(_relationships_of(part))
        return [
            Relationship(
                one.attributes.get("Id", ""), one.attributes.get("Type", "").rpartition("/")[2], _absolute(part, one)
            )
            for one in (elements(xml, 1) if xml else ())
            if one.tag == "Relationship" and one.attributes.get("TargetMode") != "External"
        ]

    def relate(self, part: str, kind: str, target: str) -> str:
        """A new part that a part points to; gives its name."""
        name = _relationships_of(part)
        xml = self.read(name) or _NO_RELATIONSHIPS
        found = elements(xml, 1)
        taken = {one.attributes.get("Id", "") for one in found}
        identity = next(f"rIdSheetcheck{i}" for i in range(1, 10_000) if f"rIdSheetcheck{i}" not in taken)
        prefix = found[0].prefix
        new = f'<{prefix}Relationship Id="{identity}" Type="{OFFICE}/{kind}" Target="/{target}"/>'
        self.new[name] = spliced(xml, [appended(xml, found[0], new.encode())])
        return target


def _relationships_of(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"


def _absolute(part: str, one: Element) -> str:
    target = one.attributes.get("Target", "")
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))
