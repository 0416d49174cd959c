"""What people do to a workbook, done to the package itself: rows inserted, names changed, checks pasted over.

A package is read into pages of cells, changed, and put together again; references in formulas, merged cells and checks
move along, as a spreadsheet program moves them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from xml.sax.saxutils import escape, unescape
from zipfile import ZIP_STORED, ZipFile

from sheetcheck.grid import a1, column_letter, place_of

_ROW = re.compile(r'<row r="(\d+)"([^>]*?)(?:/>|>(.*?)</row>)', re.DOTALL)
_CELL = re.compile(r'<c r="([A-Z]+\d+)"([^>]*?)(?:/>|>(.*?)</c>)', re.DOTALL)
_SHARED = re.compile(r"<si>(.*?)</si>", re.DOTALL)
_REFERENCE = re.compile(r"(?<![A-Za-z_!'.])(\$?)([A-Z]{1,2})(\$?)(\d{1,4})(?![\d(A-Za-z_])")
_RANGES = re.compile(r'((?:sqref|ref)=")([^"]*)(")|(<f>)([^<]*)(</f>)')
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
Place = tuple[int, int]


@dataclass
class Page:
    """The cells of one sheet: attributes and content by place, and all that stands around them."""

    head: str
    rows: dict[int, str]
    cells: dict[Place, tuple[str, str]]
    tail: str
    texts: list[str] = field(repr=False)

    def xml(self) -> str:
        lines = []
        by_row: dict[int, list[int]] = {}
        for row, column in self.cells:
            by_row.setdefault(row, []).append(column)
        for row in sorted(self.rows.keys() | by_row.keys()):
            cells = []
            for column in sorted(by_row.get(row, ())):
                attributes, inner = self.cells[row, column]
                address = a1(row, column)
                cells.append(
                    f'<c r="{address}"{attributes}>{inner}</c>' if inner else f'<c r="{address}"{attributes}/>'
                )
            lines.append(f'<row r="{row}"{self.rows.get(row, "")}>{"".join(cells)}</row>')
        return f"{self.head}<sheetData>{''.join(lines)}</sheetData>{self.tail}"

    def text(self, address: str) -> str:
        """The text of a cell, "" when it is blank."""
        attributes, inner = self.cells.get(place_of(address), ("", ""))
        return self._text(attributes, inner)

    def _text(self, attributes: str, inner: str) -> str:
        value = re.sub(r"<f.*?</f>|<[^>]*>", "", inner)
        return self.texts[int(value)] if 't="s"' in attributes and value else unescape(value)

    def type(self, address: str, value: object) -> None:
        """A value in place of what is there, or nothing; the look of the cell stays."""
        place = place_of(address)
        style = "".join(re.findall(r' s="\d+"', self.cells.get(place, ("", ""))[0]))
        if value == "":
            self.cells[place] = (style, "")
        elif isinstance(value, str) and value.startswith("="):
            formula, _, shown = value[1:].rpartition("→")
            self.cells[place] = (style, f"<f>{escape(formula or shown)}</f><v>{shown if formula else ''}</v>")
        elif isinstance(value, str):
            self.cells[place] = (f'{style} t="inlineStr"', f"<is><t>{escape(value)}</t></is>")
        else:
            self.cells[place] = (style, f"<v>{value}</v>")

    def move(self, to: Callable[[Place], Place | None], *, checks: bool = True) -> None:
        """Every cell goes where `to` says, or away; references go along, and checks unless cells are only sorted."""
        self.cells = {new: cell for place, cell in self.cells.items() if (new := to(place)) is not None}
        self.rows = {new[0]: text for row, text in self.rows.items() if (new := to((row, 0))) is not None}
        shift = self._shift(to)
        if checks:
            self.tail = _RANGES.sub(shift, self.tail)
        self.cells = {
            place: (attributes, _RANGES.sub(shift, inner) if "<f>" in inner else inner)
            for place, (attributes, inner) in self.cells.items()
        }

    def _shift(self, to: Callable[[Place], Place | None]) -> Callable[[re.Match[str]], str]:
        def one(match: re.Match[str]) -> str:
            fixed, letters, fixed_row, number = match.groups()
            place = to(place_of(f"{letters}{number}"))
            return f"{fixed}{column_letter(place[1])}{fixed_row}{place[0]}" if place else match.group()

        def moved(match: re.Match[str]) -> str:
            before, inside, after = match.group(1, 2, 3) if match.group(1) else match.group(4, 5, 6)
            return before + _REFERENCE.sub(one, inside) + after

        return moved


class Book:
    """The parts of a package, with its sheets as pages by name; a sheet that nobody touches stays as it is."""

    def __init__(self, data: bytes) -> None:
        self.parts = dict(_parts(data))
        self.pages = _Pages(self)

    def sheets(self) -> dict[str, str]:
        """Name and part of every sheet, in order."""
        names = re.findall(r'<sheet name="([^"]*)"', self.parts["xl/workbook.xml"].decode())
        return {unescape(name): f"xl/worksheets/sheet{number}.xml" for number, name in enumerate(names, start=1)}

    def packed(self) -> bytes:
        parts = self.sheets()
        self.parts.update({parts[name]: page.xml().encode() for name, page in self.pages.items()})
        target = BytesIO()
        with ZipFile(target, "w", ZIP_STORED) as package:
            for name, content in self.parts.items():
                package.writestr(name, content)
        return target.getvalue()

    def replace(self, part: str, old: str, new: str, count: int = -1) -> None:
        text = self.parts[part].decode()
        assert old in text, f"{part} has no {old!r}"
        self.parts[part] = text.replace(old, new, count).encode()

    def rename(self, old: str, new: str) -> None:
        if old in self.pages:
            self.pages[new] = self.pages.pop(old)
        self.replace("xl/workbook.xml", f'<sheet name="{old}"', f'<sheet name="{new}"')

    def state(self, name: str, state: str) -> None:
        self.replace("xl/workbook.xml", f'<sheet name="{name}"', f'<sheet name="{name}" state="{state}"')

    def remove(self, name: str) -> None:
        """The sheet is taken out of the list, and those behind it move up."""
        parts = list(self.sheets().values())
        gone = parts.index(self.sheets()[name])
        text = re.sub(rf'<sheet name="{re.escape(name)}"[^>]*/>', "", self.parts["xl/workbook.xml"].decode())
        text = re.sub(r"<definedNames>.*</definedNames>", "", text, flags=re.DOTALL)
        numbers = iter(range(1, len(parts)))
        self.parts["xl/workbook.xml"] = re.sub(r'r:id="rId\d+"', lambda _: f'r:id="rId{next(numbers)}"', text).encode()
        for part, following in zip(parts[gone:], parts[gone + 1 :], strict=False):
            self.parts[part] = self.parts[following]

    def add(self, name: str, page: Page) -> None:
        """A sheet behind all others, with texts of its own."""
        number = len(self.sheets()) + 1
        part = f"xl/worksheets/sheet{number}.xml"
        self.parts[part] = b""
        self.replace(
            "xl/workbook.xml",
            "</sheets>",
            f'<sheet name="{name}" sheetId="{900 + number}" r:id="own{number}"/></sheets>',
        )
        relation = (
            f'<Relationship Id="own{number}" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        )
        self.replace("xl/_rels/workbook.xml.rels", "</Relationships>", f"{relation}</Relationships>")
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
        override = f'<Override PartName="/{part}" ContentType="{kind}"/>'
        self.replace("[Content_Types].xml", "</Types>", f"{override}</Types>")
        cells = {place: _inline(page, cell) for place, cell in page.cells.items()}
        tail = re.sub(r"<conditionalFormatting.*</conditionalFormatting>", "", page.tail, flags=re.DOTALL)
        self.pages[name] = Page(page.head, dict(page.rows), cells, tail, page.texts)


class _Pages(dict[str, Page]):
    """Pages that are read when somebody asks for them."""

    def __init__(self, book: Book) -> None:
        super().__init__()
        self._book = book

    def __missing__(self, name: str) -> Page:
        xml = self._book.parts[self._book.sheets()[name]]
        self[name] = _page(xml.decode(), _texts(self._book.parts["xl/sharedStrings.xml"]))
        return self[name]


@lru_cache(maxsize=2)
def _parts(data: bytes) -> tuple[tuple[str, bytes], ...]:
    with ZipFile(BytesIO(data)) as package:
        return tuple((name, package.read(name)) for name in package.namelist())


@lru_cache(maxsize=2)
def _texts(xml: bytes) -> list[str]:
    return [unescape(re.sub(r"<[^>]*>", "", one)) for one in _SHARED.findall(xml.decode())]


def _page(xml: str, texts: list[str]) -> Page:
    head, _, rest = xml.partition("<sheetData>")
    inside, _, tail = rest.partition("</sheetData>")
    rows, cells = {}, {}
    for number, attributes, content in _ROW.findall(inside):
        rows[int(number)] = re.sub(r' spans="[^"]*"', "", attributes)
        for address, of_cell, inner in _CELL.findall(content):
            cells[place_of(address)] = (of_cell, inner)
    return Page(head, rows, cells, tail, texts)


def _inline(page: Page, cell: tuple[str, str]) -> tuple[str, str]:
    attributes, _inner = cell
    if 't="s"' not in attributes:
        return cell
    return attributes.replace('t="s"', 't="inlineStr"'), f"<is><t>{escape(page._text(*cell))}</t></is>"


# What is done to a sheet. Each verb takes the book, the sheet and words.


def insert_row(book: Book, sheet: str, before: int, *cells: object) -> None:
    page = book.pages[sheet]
    page.move(lambda place: (place[0] + (place[0] >= before), place[1]))
    for column, value in enumerate(cells, start=1):
        if value not in ("", None):
            page.type(a1(before, column), value)


def delete_row(book: Book, sheet: str, number: int) -> None:
    page = book.pages[sheet]
    page.move(lambda place: None if place[0] == number else (place[0] - (place[0] > number), place[1]))


def insert_column(book: Book, sheet: str, before: int) -> None:
    book.pages[sheet].move(lambda place: (place[0], place[1] + (place[1] >= before)))


def delete_column(book: Book, sheet: str, number: int) -> None:
    page = book.pages[sheet]
    page.move(lambda place: None if place[1] == number else (place[0], place[1] - (place[1] > number)))


def swap_rows(book: Book, sheet: str, one: int, other: int) -> None:
    places = {one: other, other: one}
    book.pages[sheet].move(lambda place: (places.get(place[0], place[0]), place[1]), checks=False)


def swap_columns(book: Book, sheet: str, one: int, other: int) -> None:
    places = {one: other, other: one}
    book.pages[sheet].move(lambda place: (place[0], places.get(place[1], place[1])), checks=False)


def type_in(book: Book, sheet: str, cell: str, value: object) -> None:
    book.pages[sheet].type(cell, value)


def erase(book: Book, sheet: str, *cells: str) -> None:
    for one in cells:
        for address in cells_of(one):
            if place_of(address) in book.pages[sheet].cells:
                book.pages[sheet].type(address, "")


def merge(book: Book, sheet: str, cells: str) -> None:
    """The first cell keeps its content, the others lose theirs."""
    page = book.pages[sheet]
    erase(book, sheet, *list(cells_of(cells))[1:])
    page.tail = page.tail.replace("</mergeCells>", f'<mergeCell ref="{cells}"/></mergeCells>')


def hide_row(book: Book, sheet: str, *numbers: int) -> None:
    for number in numbers:
        book.pages[sheet].rows[number] = book.pages[sheet].rows.get(number, "") + ' hidden="1"'


def hide_column(book: Book, sheet: str, number: int) -> None:
    page = book.pages[sheet]
    columns = f'<cols><col min="{number}" max="{number}" width="9" hidden="1"/></cols>'
    page.head = re.sub(r"<cols>.*</cols>", columns, page.head)


def unprotect(book: Book, sheet: str) -> None:
    book.pages[sheet].tail = re.sub(r"<sheetProtection[^>]*/>", "", book.pages[sheet].tail)


def lose_checks(book: Book, sheet: str, number: int = 0) -> None:
    """All checks of what is typed, or the one of that number alone."""
    tail = book.pages[sheet].tail
    checks = re.findall(r"<dataValidation .*?</dataValidation>", tail, re.DOTALL)
    gone = "".join(checks) if not number else checks[number - 1]
    book.pages[sheet].tail = tail.replace(gone, "")
    if not number:
        book.pages[sheet].tail = re.sub(r"<dataValidations[^>]*></dataValidations>", "", book.pages[sheet].tail)


def alter_formula(book: Book, sheet: str, cell: str, old: str, new: str) -> None:
    attributes, inner = book.pages[sheet].cells[place_of(cell)]
    assert old in inner, inner
    book.pages[sheet].cells[place_of(cell)] = (attributes, inner.replace(old, new))


def comment(book: Book, sheet: str, cell: str, text: str) -> None:
    number = 1 + list(book.sheets()).index(sheet)
    book.parts["xl/comments1.xml"] = (
        '<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author/></authors>'
        f'<commentList><comment ref="{cell}" authorId="0"><text><t>{escape(text)}</t></text></comment></commentList>'
        "</comments>"
    ).encode()
    book.parts[f"xl/worksheets/_rels/sheet{number}.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATIONS}/comments" Target="../comments1.xml"/></Relationships>'
    ).encode()


def link(book: Book, sheet: str, cell: str, value: object) -> None:
    """A formula that takes its value from another file."""
    book.parts["xl/externalLinks/externalLink1.xml"] = b"<externalLink/>"
    book.pages[sheet].type(cell, f"=[1]Sheet1!C5→{value}")


def copied_from(book: Book, other: Book, sheet: str, name: str) -> None:
    book.add(name, other.pages[sheet])


def paste_cells(book: Book, sheet: str, source: str, target: str) -> None:
    """A range copied to another place: what was there is gone."""
    page = book.pages[sheet]
    first = next(cells_of(source))
    down, right = (there - here for there, here in zip(place_of(target), place_of(first), strict=True))
    copied = {one: page.cells.get(place_of(one), ("", "")) for one in cells_of(source)}
    for one, cell in copied.items():
        row, column = place_of(one)
        page.cells[row + down, column + right] = cell


def change_text(book: Book, sheet: str, cell: str, old: str, new: str) -> None:
    text = book.pages[sheet].text(cell)
    assert old in text, text
    book.pages[sheet].type(cell, text.replace(old, new))


def rename(book: Book, sheet: str, name: str) -> None:
    book.rename(sheet, name)


def swap_names(book: Book, one: str, other: str) -> None:
    book.rename(one, "~")
    book.rename(other, one)
    book.rename("~", other)


def hide_sheet(book: Book, sheet: str) -> None:
    book.state(sheet, "hidden")


def show_sheet(book: Book, sheet: str) -> None:
    text = book.parts["xl/workbook.xml"].decode()
    book.parts["xl/workbook.xml"] = re.sub(rf'(<sheet name="{sheet}"[^>]*?) state="\w+"', r"\1", text).encode()


def delete_sheet(book: Book, sheet: str) -> None:
    book.remove(sheet)


def lose_properties(book: Book) -> None:
    del book.parts["docProps/custom.xml"]
    for part in ("_rels/.rels", "[Content_Types].xml"):
        text = re.sub(r"<(?:Relationship|Override)[^>]*custom[^>]*/>", "", book.parts[part].decode())
        book.parts[part] = text.encode()


def cells_of(cells: str) -> Iterator[str]:
    first, _, last = cells.partition(":")
    (top, left), (bottom, right) = place_of(first), place_of(last or first)
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            yield a1(row, column)


VERBS: Mapping[str, Callable[..., None]] = {
    verb.__name__.replace("_", " "): verb
    for verb in (
        insert_row, delete_row, insert_column, delete_column, swap_rows, swap_columns, type_in, erase, merge, hide_row,
        hide_column, unprotect, lose_checks, alter_formula, comment, link, copied_from, paste_cells, change_text, rename,
        swap_names, hide_sheet, show_sheet, delete_sheet, lose_properties,
    )
}  # fmt: skip


def done(data: bytes, deeds: Iterable[Mapping[str, object]], neighbour: bytes) -> bytes:
    """The package after these deeds, each a verb with its words."""
    book = Book(data)
    for deed in deeds:
        for verb, words in deed.items():
            given = list(words) if isinstance(words, list) else [words] if words is not None else []
            if verb == "copied from":
                given = [Book(neighbour), *given]
            VERBS[verb](book, *given)
    return book.packed()
