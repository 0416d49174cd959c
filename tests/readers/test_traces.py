"""What the XML of a sheet tells beside its cells, as several programs write it."""

import pytest

from sheetcheck.grid import Traces
from sheetcheck.readers._screen import screen
from sheetcheck.reading import Limits

CELLS = '<row r="1"><c r="A1"><v>1</v></c></row>'
CHECK = (
    '<dataValidations count="1"><dataValidation type="whole" sqref="D8:E10 G8"><formula1>0</formula1></dataValidation>'
)
EXTENDED = (
    "<extLst><ext><x14:conditionalFormattings><xm:sqref>A1:J9</xm:sqref></x14:conditionalFormattings></ext><ext>"
    '<x14:dataValidations count="1"><x14:dataValidation type="list"><xm:sqref>B8:B67</xm:sqref></x14:dataValidation>'
    "</x14:dataValidations></ext></extLst>"
)


@pytest.mark.parametrize(
    ("head", "rows", "tail", "expected"),
    [
        ("", CELLS, "", Traces(locked=False)),
        ("", CELLS, '<sheetProtection sheet="1" objects="1"/>', Traces()),
        ("", CELLS, '<sheetProtection password="ABCD" sheet="true"/>', Traces()),
        ("", CELLS, '<sheetProtection sheet="0"/>', Traces(locked=False)),
        ("", CELLS, f"{CHECK}</dataValidations>", Traces(locked=False, validated=("D8:E10 G8",))),
        ("", CELLS, EXTENDED, Traces(locked=False, validated=("B8:B67",))),
        ("", CELLS, f"{CHECK}</dataValidations>{EXTENDED}", Traces(locked=False, validated=("D8:E10 G8", "B8:B67"))),
        ("", '<row r="1" hidden="false"><c r="A1"/></row>', "", Traces(locked=False)),
        ("", '<row r="7" ht="15" hidden="1"><c r="A7"/></row>', "", Traces(locked=False, hidden_rows=(7,))),
        ("", '<row hidden="true" r="7"><c r="A7"/></row>', "", Traces(locked=False, hidden_rows=(7,))),
        ('<cols><col min="2" max="3" hidden="1"/></cols>', CELLS, "", Traces(locked=False, hidden_columns=(2, 3))),
        ('<cols><col min="2" max="3" hidden="0"/></cols>', CELLS, "", Traces(locked=False)),
        (
            "", '<row r="1"><c r="A1"><f>B1+1</f><v>2</v></c><c r="C1"><f t="shared" si="0"/><v>2</v></c></row>', "",
            Traces(locked=False, formulas=b"A1 C1\nB1+1\n"),
        ),
    ],
)  # fmt: skip
def test_traces(head: str, rows: str, tail: str, expected: Traces) -> None:
    xml = f"<worksheet>{head}<sheetData>{rows}</sheetData>{tail}</worksheet>".encode()
    found = screen(xml, "S1", Limits()).traces
    assert found is not None
    assert (found.locked, found.validated, found.hidden_rows, found.hidden_columns, found.formulas.rstrip()) == (
        expected.locked, expected.validated, expected.hidden_rows, expected.hidden_columns, expected.formulas.rstrip(),
    )  # fmt: skip
