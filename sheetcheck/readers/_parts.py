"""What a workbook package says of itself, the same in .xlsx and .xlsb: relations, sheets' parts, properties."""

from __future__ import annotations

from typing import Final
from xml.parsers import expat

from sheetcheck.codes import file as codes
from sheetcheck.readers._package import Package, check_prolog
from sheetcheck.reading import MB, Limits, Refused

_PROPERTIES: Final = "docProps/custom.xml"


def office_folder(package: Package) -> str:
    """The folder of the workbook part, from where the reader of values takes everything."""
    for tag, attributes in elements(package.unpack_xml("_rels/.rels")):
        if tag == "Relationship" and attributes.get("Type", "").endswith("/relationships/officeDocument"):
            folder, slash, _ = attributes.get("Target", "").removeprefix("/").rpartition("/")
            return folder + slash
    raise Refused(codes.MISSING_PART, part="workbook.xml")


def relations(package: Package, folder: str, workbook: str) -> dict[str, tuple[str, str]]:
    """Identity of a relation of the workbook part -> its type and the name of the part it points to, "" for none."""
    found: dict[str, tuple[str, str]] = {}
    for tag, attributes in elements(package.unpack_xml(f"{folder}_rels/{workbook}.rels")):
        if tag == "Relationship":
            target = attributes.get("Target", "")
            part = target[1:] if target.startswith("/") else folder + target
            found[attributes.get("Id", "")] = (attributes.get("Type", ""), part if target else "")
    return found


def check_styles(package: Package, part: str, limits: Limits) -> None:
    """Formats by the million are an attack; readers build all of them."""
    if part in package and package.size(part) > limits.styles_bytes:
        size, limit = package.size(part) / MB, limits.styles_bytes / MB
        raise Refused(codes.TOO_MUCH_CONTENT, size=size, limit=limit)


def elements(xml: bytes) -> list[tuple[str, dict[str, str]]]:
    """Every element of a small part: its name without prefix, and its attributes."""
    found: list[tuple[str, dict[str, str]]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        found.append((tag.rpartition(":")[2], attributes))

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    try:
        parser.Parse(xml, True)
    except expat.ExpatError:
        raise Refused(codes.DAMAGED) from None
    return found


def custom_properties(package: Package) -> dict[str, str]:
    """Custom document properties as text; a part that is not sound is as good as none."""
    found: dict[str, str] = {}
    if _PROPERTIES not in package or package.size(_PROPERTIES) > MB:
        return found
    name = ""

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal name
        if tag.rpartition(":")[2] == "property":
            name = attributes.get("name", "")
            found[name] = ""

    def text(data: str) -> None:
        if name:
            found[name] += data

    def end(tag: str) -> None:
        nonlocal name
        if tag.rpartition(":")[2] == "property":
            name = ""

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    try:
        xml = package.unpack(_PROPERTIES)
        check_prolog(_PROPERTIES, xml)
        parser.Parse(xml, True)
    except (expat.ExpatError, Refused):
        return {}
    return found
