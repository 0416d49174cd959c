"""The same table of cells in every format: every reader gives the same sheets, and no cell is lost."""

import io
import zipfile
from collections.abc import Mapping

import drawn_binary
import drawn_xml
import pytest
from drawn_formats import FORMULAS_HAVE_RESULTS, WRITERS, read
from drawn_table import CONTRACT, NOT_CALCULATED, PROPERTIES, Drawn, Error, Formula, expected, non_blank

from sheetcheck.codes import file as codes
from sheetcheck.grid import Workbook
from sheetcheck.guard.preflight import identify
from sheetcheck.readers._container import opened, wrapped
from sheetcheck.reading import Limits, Refused


@pytest.fixture(scope="module", params=WRITERS)
def book(request: pytest.FixtureRequest) -> Workbook:
    return read(WRITERS[request.param](CONTRACT, PROPERTIES))


@pytest.mark.parametrize("place", range(len(CONTRACT)), ids=[one.name for one in CONTRACT])
def test_every_reader_gives_the_same_cells(book: Workbook, place: int) -> None:
    found, wanted = book.sheets[place], expected(CONTRACT[place])
    assert (found.name, found.visible) == (wanted.name, wanted.visible)
    assert non_blank(found) == non_blank(wanted)
    assert {type(cell) for row in found.rows for cell in row} <= {type(cell) for row in wanted.rows for cell in row} | {
        str
    }
    assert found.formulas == wanted.formulas


def test_every_reader_gives_the_properties(book: Workbook) -> None:
    assert {name: book.properties[name] for name in PROPERTIES} == PROPERTIES


def test_no_cell_is_lost(book: Workbook) -> None:
    """Law 4 where it begins: values, errors and formulas without a result together are the cells that were written."""
    wanted = sum(cell not in ("", Formula("")) for drawn in CONTRACT for cell in drawn.cells.values())
    assert sum(len(non_blank(sheet)) for sheet in book.sheets) == wanted
    assert sum(len(sheet.formulas) for sheet in book.sheets) == 5


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize(
    ("cells", "formula"),
    [({"A1": NOT_CALCULATED, "B2": 5.0}, "A1"), ({"C7": NOT_CALCULATED, "D7": Formula("")}, "C7 D7")],
    ids=["beside a number", "nothing calculated"],
)
def test_a_formula_without_a_result_is_told(form: str, cells: Mapping[str, object], formula: str) -> None:
    if form in FORMULAS_HAVE_RESULTS:
        pytest.skip("a formula always has a result there")
    (sheet,) = read(WRITERS[form]([Drawn("S", cells)], {})).sheets
    assert sheet.uncalculated >= {formula.split()[0]}
    assert sheet.uncalculated <= set(formula.split())


@pytest.mark.parametrize("form", ["xls", "xlsb"])
def test_what_a_library_stores_that_does_not_calculate_is_no_result(form: str) -> None:
    """The empty text in every formula: nobody knows what Excel would show there."""
    both = [Drawn("A", {"A1": Formula(""), "B1": 5.0}), Drawn("B", {"A2": Formula("")})]
    assert [sheet.uncalculated for sheet in read(WRITERS[form](both, {})).sheets] == [{"A1"}, {"A2"}]
    with_a_result = [both[0], Drawn("B", {"A2": Formula(3.0)})]
    assert [sheet.uncalculated for sheet in read(WRITERS[form](with_a_result, {})).sheets] == [set(), set()]


@pytest.mark.parametrize("by_excel", [True, False])
def test_a_zero_that_libreoffice_stores_for_a_formula_in_xls_may_be_a_text(by_excel: bool) -> None:
    cells = {"A1": Formula(0.0), "A2": Formula(2.0), "A3": 0.0}
    (sheet,) = read(drawn_binary.xls([Drawn("S", cells)], by_excel=by_excel)).sheets
    assert set(sheet.uncalculated) == (set() if by_excel else {"A1"})
    assert [row[0] for row in sheet.rows] == [0.0 if by_excel else "", 2.0, 0.0]


@pytest.mark.parametrize("form", WRITERS)
def test_a_far_cell_is_one_finding_that_names_it(form: str) -> None:
    far = "IV65536" if form == "xls" else "XFD1048576"
    with pytest.raises(Refused) as refused:
        read(WRITERS[form]([Drawn("S", {"A1": 1.0, far: 1.0})], {}))
    assert (refused.value.code, refused.value.params) == (codes.FAR_CELL, {"sheet": "S", "cell": far})


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("far", ["A60000", "IV300"])
def test_a_cell_that_is_far_but_not_too_far_is_read(form: str, far: str) -> None:
    (sheet,) = read(WRITERS[form]([Drawn("S", {"A1": 1.0, far: Error("#N/A")})], {})).sheets
    assert non_blank(sheet) == {"A1": 1.0, far: "#N/A"}


@pytest.mark.parametrize("form", WRITERS)
def test_our_own_hidden_sheets_keep_their_place_and_are_not_read(form: str) -> None:
    hidden, shown = Drawn("_rules", {"A1": "x"}, visible=False), Drawn("S", {"A1": 1.0})
    found = read(WRITERS[form]([hidden, shown], {}), Limits(unread=frozenset(("_rules",)))).sheets
    assert [(sheet.name, sheet.visible, non_blank(sheet)) for sheet in found] == [
        ("_rules", False, {}),
        ("S", True, {"A1": 1.0}),
    ]


@pytest.mark.parametrize("form", WRITERS)
def test_two_sheets_of_one_name_are_refused(form: str) -> None:
    with pytest.raises(Refused) as refused:
        read(WRITERS[form]([Drawn("S"), Drawn("S")], {}))
    assert refused.value.code is codes.DUPLICATE_SHEET


@pytest.mark.parametrize("form", ["xlsm", "xls", "ods"])
def test_macros_are_told(form: str) -> None:
    data = WRITERS[form]([Drawn("S")], {})
    if form == "xls":
        data = drawn_binary.container({"Workbook": drawn_binary.xls_stream([Drawn("S")]), "_VBA_PROJECT_CUR": b""})
    if form == "ods":
        target = io.BytesIO(data)
        with zipfile.ZipFile(target, "a") as archive:
            archive.writestr("Basic/Standard/Module1.xml", "<a/>")
        data = target.getvalue()
    assert [code for code, _ in identify(data).notes] == [codes.MACROS.code]
    assert read(data).sheets


def test_a_text_that_an_xls_shares_and_does_not_have_is_a_file_refused() -> None:
    """calamine leaves such a cell blank."""
    stream = drawn_binary.xls_stream([Drawn("S", {"A1": 1.0, "B1": True})])
    at = stream.index(b"\x05\x02\x08\x00")  # the truth value becomes a reference to the eighth text
    label = b"\xfd\x00\x0a\x00" + stream[at + 4 : at + 10] + bytes((7, 0, 0, 0))
    with pytest.raises(Refused) as refused:
        read(drawn_binary.container({"Workbook": stream[:at] + label + stream[at + 12 :]}))
    assert refused.value.code is codes.DAMAGED


LINKED = '<table:table table:name="S"/><table:table table:name="\'file:///x.ods\'#$A"><table:table-source/>{row}</table:table>'


def test_links_to_other_files_are_told_and_their_copies_are_no_sheets() -> None:
    book = read(drawn_xml.ods_of("", LINKED.format(row=drawn_xml.ODS_ROW)))
    assert (book.is_linked, [sheet.name for sheet in book.sheets]) == (True, ["S"])


@pytest.mark.parametrize(
    ("mark", "is_linked"),
    [(b"\x01\x04", False), (b"\x01\x3a", False), (b"\x05\x00", True)],
    ids=["own", "program", "file"],
)
def test_links_of_an_xls(mark: bytes, is_linked: bool) -> None:
    """The record takes the place of one that says a format; sheets stay where they are."""
    stream = drawn_binary.xls_stream([Drawn("S")])
    at = stream.index(b"\xe0\x00\x14\x00")
    book = b"\xae\x01\x14\x00" + b"\x01\x00" + mark
    data = drawn_binary.container({"Workbook": stream[:at] + book + stream[at + len(book) :]})
    assert read(data).is_linked is is_linked


def test_texts_of_an_xls_are_read_whatever_code_page_it_names() -> None:
    """Texts are UTF-16 in any case."""
    stream = drawn_binary.xls_stream([Drawn("S", {"A1": "Phụ nữ"})])
    at = stream.index(b"\xe0\x00\x14\x00")
    page = b"\x42\x00\x02\x00\xe4\x04" + b"\xff\x0f\x0e\x00"
    (sheet,) = read(drawn_binary.container({"Workbook": stream[:at] + page + stream[at + len(page) :]})).sheets
    assert sheet.rows == [["Phụ nữ"]]


@pytest.mark.parametrize("size", [1, 4_096, 4_097, 1_022 * 4_096, 1_023 * 4_096, 1_024 * 4_096])
def test_a_stream_of_any_length_is_wrapped_whole(size: int) -> None:
    stream = bytes(size - 1) + b"x"
    with opened(wrapped("Workbook", stream)) as container:
        assert container.openstream("Workbook").read().rstrip(b"\0") == stream
