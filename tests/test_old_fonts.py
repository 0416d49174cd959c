"""Texts typed with fonts from before Unicode: recognised, converted, said; a text in Unicode is never touched."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pytest
import xlsxwriter
from cells_table import PAGE
from hypothesis import given
from hypothesis import strategies as st

from sheetcheck.catalogue import load_catalogue
from sheetcheck.codes import all_codes
from sheetcheck.decoding import decoded
from sheetcheck.encodings import ENCODINGS, encoding_of, tcvn3, vni
from sheetcheck.finding import Severity
from sheetcheck.form import Level
from sheetcheck.grid import Sheet, Workbook
from sheetcheck.intake import Intake, take_in
from sheetcheck.label import normal
from sheetcheck.letters import alike, plain, visible
from sheetcheck.readers.xlsx import read
from sheetcheck.reading import Limits
from sheetcheck.recognition import Ground, recognise
from sheetcheck.returns import Return, Status, verdict
from sheetcheck.syllable import is_pronounceable, is_syllable
from sheetcheck.testing.changes import only
from sheetcheck.testing.drawing import issued_to, returned, typed
from sheetcheck.units import NATION, load_register

CATALOGUE = load_catalogue()
FEW = only(CATALOGUE, "01", "12", "13")
BLANK = returned(FEW, issued_to("06331", "2024-H1"))
TCVN3, VNI = ENCODINGS["TCVN3"], ENCODINGS["VNI"]
VIETNAMESE = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"


def converted(text: str, font: str = "") -> str:
    """What the text is surely read as; itself where it is not."""
    found = recognise(text, font)
    return found.text if found and found.ground is Ground.SURE else text


# The tables


def test_a_table_has_every_letter_once() -> None:
    assert len(tcvn3.TABLE) == 74
    assert sorted(tcvn3.TABLE.values()) == sorted(VIETNAMESE + "ĂÂĐÊÔƠƯ")
    assert sorted(vni.TABLE.values()) == sorted(VIETNAMESE)


@given(st.text(alphabet=VIETNAMESE + VIETNAMESE.upper() + "abcxyz BCX 0", max_size=20))
def test_vni_reads_back_what_was_typed(text: str) -> None:
    assert VNI.decode(VNI.encode(text)) == text


@given(st.text(alphabet=VIETNAMESE + "abcxyz", max_size=20))
def test_tcvn3_reads_back_what_was_typed(text: str) -> None:
    assert TCVN3.decode(TCVN3.encode(f"b{text}")) == f"b{text}"


@pytest.mark.parametrize(
    ("text", "font", "meant"),
    [
        # found in files of the General Statistics Office
        ("BiÓu sè: 16 B/GTVT-HH §¬n vÞ b¸o c¸o", "", "Biểu số: 16 B/GTVT-HH Đơn vị báo cáo"),
        ("Sè liÖu thèng kª n−íc ngoµi", "", "Số liệu thống kê nước ngoài"),
        # the sample on the page of VNI in Wikipedia
        ("Xin chaøo caùc baïn", "", "Xin chào các bạn"),
        # ư is the soft hyphen, and a minus sign once it was copied
        ("t\xad\xedng", "", "tướng"),
        ("t−íng", "", "tướng"),
        # capitals: by the font, or because nothing is small
        ("TRÞ GI¸", "", "TRỊ GIÁ"),
        ("TRÞ GI¸", ".VnTimeH", "TRỊ GIÁ"),
        ("Trị giá", ".VnTimeH", "Trị giá"),
        ("TrÞ gi¸", ".VnTimeH", "TRỊ GIÁ"),
        ("héi phô n÷ x·", ".VnArialH", "HỘI PHỤ NỮ XÃ"),
        ("Héi LHPN x·", ".VnTime", "Hội LHPN xã"),
        ("X· ¸i Quèc", "", "Xã Ái Quốc"),
        ("UBND x·, H§ND huyÖn", "", "UBND xã, HĐND huyện"),
        ("B§G", "", "BĐG"),
        ("Hoäi Lieân hieäp Phuï nöõ", "VNI-Times", "Hội Liên hiệp Phụ nữ"),
        ("TRÖÔØNG TIEÅU HOÏC", "", "TRƯỜNG TIỂU HỌC"),
        ("Ñaïi hoäi", "", "Đại hội"),
        # a sign that stands alone is a sign
        ("TËp huÊn 2 × 3 líp, môc § 5", "", "Tập huấn 2 × 3 lớp, mục § 5"),
        # the unit's name typed behind what the template prints
        ("Đơn vị báo cáo: X· V¹n Thñy", "", "Đơn vị báo cáo: Xã Vạn Thủy"),
        # the font alone tells
        ("Lôc", "", "Lôc"),
        ("Lôc", ".VnTime", "Lục"),
        ("X·", ".VnTime", "Xã"),
        ("kg/m²", ".VnTime", "kg/m²"),
    ],
)  # fmt: skip
def test_read(text: str, font: str, meant: str) -> None:
    assert converted(text, font) == meant
    assert converted(meant, font) == meant


@pytest.mark.parametrize(
    "text",
    ["Café", "naïve Müller", "Zürich", "São Tomé", "für Köln", "señor Peña", "Société générale", "Curaçao", "Île",
     "crème brûlée", "où est", "Ångström", "5 m²", "½ ngày", "1½ giờ", "10 µg", "§ 5", "«quote»", "Nestlé ®", "20°C",
     "Nam¹", "xã¹", "Ba¹", "H¹", "£5", "€5 – 10", "A·B", "x·y", "2×3", "© 2024", "±5", "1ª", "Mª", "Lò", "Vò", "Hà",
     "Chương trình «Vì sự tiến bộ của phụ nữ» § 5", "Hoàn thành 100 % kế hoạch", "Ô tô", "2.696 − 5", "\xad", "¹²³",
     "kư hiệu", "xă hội", "Nhà ở", "Mã số", "Xã Ea Púk", "Krông Á", "Ia RVê"],
)  # fmt: skip
def test_not_converted(text: str) -> None:
    assert converted(text) == text


def test_the_page_tells_what_is_read() -> None:
    lines = re.findall(r"^\| `([^`]+)` \|(?: (\S+))? \| (.+) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert [(text, font, converted(text, font)) for text, font, _ in lines] == lines
    assert len(lines) == 6


@pytest.mark.parametrize(
    ("font", "encoding"),
    [(".VnTime", "TCVN3"), (".VnTimeH", "TCVN3"), (".vnarial", "TCVN3"), (".Vn3DH", "TCVN3"), ("VNI-Times", "VNI"),
     ("VNI-Helve-Condense", "VNI"), ("Times New Roman", None), ("Arial", None), ("Vni", None), (".", None)],
)  # fmt: skip
def test_font(font: str, encoding: str | None) -> None:
    found = encoding_of(font)
    assert (found.name if found else None) == encoding


GOOD = (
    "hoà",
    "hòa",
    "thuỷ",
    "thủy",
    "quý",
    "giếng",
    "gì",
    "nghiêng",
    "khuya",
    "đường",
    "Nguyễn",
    "yêu",
    "Đắk",
    "ở",
    "ý",
)
BAD = ("xaõ", "lôc", "đuờg", "café", "où", "tạị", "tấ\u0303n", "kà", "gềnh", "tũch")


def test_syllables() -> None:
    assert [word for word in GOOD if not is_syllable(word)] == []
    assert [word for word in BAD if is_syllable(word)] == []
    assert all(map(is_pronounceable, ("Krông", "Glong", "Tẻh", "Măih", "Dêê")))


# The labelled set: names of units and sentences of the catalogue, written in each encoding


class Rate(NamedTuple):
    """How many texts of a set were read as meant, as meant but for a capital, otherwise, or left as they were."""

    right: int
    but_for_capitals: int
    wrong: tuple[str, ...]
    left: tuple[str, ...]


def sentences() -> Iterator[str]:
    """Titles of forms and rows, messages and remedies of rules; figures for what a message leaves open."""
    for form in CATALOGUE.forms.values():
        texts = [form.title, *(row.title for row in form.rows)]
        texts += [text for rule in form.rules for text in (rule.message, rule.help) if text]
        yield from (re.sub(r"\{[^{}]*\}", "7", text.vi) for text in texts)


REGISTER = load_register()
NAMES = [visible(unit.name.vi) for unit in REGISTER.children(NATION, REGISTER.state, Level.COMMUNE)]
SENTENCES = sorted(set(sentences()))
SETS: Mapping[str, list[str]] = {"names": NAMES, "sentences": SENTENCES}


def rate(encoding: str, texts: list[str]) -> Rate:
    right, capitals, wrong, left = 0, 0, list[str](), list[str]()
    for text in texts:
        old = ENCODINGS[encoding].encode(text)
        found = converted(old)
        right += found == text
        capitals += found != text and found.lower() == text.lower()
        if found == old != text:
            left.append(text)
        elif found.lower() != text.lower():
            wrong.append(text)
    return Rate(right, capitals, tuple(wrong), tuple(left))


@pytest.mark.parametrize("encoding", sorted(ENCODINGS))
@pytest.mark.parametrize("name", sorted(SETS))
def test_rate_of_right_conversions(name: str, encoding: str) -> None:
    """Measured without any font; `pytest -n 0 -rP tests/test_old_fonts.py` prints it."""
    texts = SETS[name]
    found = rate(encoding, texts)
    print(  # noqa: T201
          f"{encoding}, {len(texts)} {name}: {found.right} right ({found.right / len(texts):.2%}), "
          f"{found.but_for_capitals} but for capitals, {len(found.wrong)} wrong, {len(found.left)} left as they were")  # fmt: skip
    assert len(texts) >= {"names": 3321, "sentences": 500}[name]
    assert found.wrong == ()
    assert found.right / len(texts) > 0.995
    assert found.right + found.but_for_capitals + len(found.left) == len(texts)


def test_no_false_conversion() -> None:
    """Texts in Unicode, also with their marks apart, in English, and of nothing but figures."""
    english = sorted({rule.message.en for form in CATALOGUE.forms.values() for rule in form.rules})
    codes = [text for code in all_codes().values() for text in (code.message.vi, code.message.en, code.help.vi)]
    texts = [*NAMES, *(name.split(" ", 1)[1] for name in NAMES), *SENTENCES, *english, *codes]
    false = [text for text in texts if (found := recognise(text)) and found.ground is not Ground.POSSIBLE]
    print(f"{len(texts)} texts in Unicode: {len(false)} false conversions")  # noqa: T201
    # Examples in the sentences about old fonts are quoted in both writings.
    assert [text for text in false if "¹" not in text] == []


# A workbook

REGISTERED = "Biểu 12"


def found_in(workbook: Workbook) -> list[tuple[str, str, tuple[str, ...], object, object]]:
    return [
        (one.code, one.sheet, one.cells, one.params["found"], one.params["value"]) for one in decoded(workbook).findings
    ]


def drawn(cells: Mapping[str, str], fonts: Mapping[str, str] = {}) -> Workbook:
    workbook = typed(Workbook(sheets=(Sheet(name="A"),)), "A", cells)
    return replace(workbook, fonts=lambda wanted: {("A", c): f for c, f in fonts.items() if wanted.fullmatch(f)})


def texts_of(workbook: Workbook) -> list[object]:
    return [cell for row in decoded(workbook).workbook.sheets[0].rows for cell in row if cell != ""]


@pytest.mark.parametrize(
    ("cells", "fonts", "read", "said"),
    [
        ({"A1": "Hội phụ nữ"}, {}, ["Hội phụ nữ"], []),
        ({"A1": "Héi phô n÷"}, {}, ["Hội phụ nữ"], [("L123", "A", ("A1",), "Héi phô n÷", "Hội phụ nữ")]),
        # many cells make one finding for a sheet and an encoding
        ({"A1": "Héi phô n÷", "A2": "B¶n", "B3": "Hoäi phuï nöõ"}, {}, ["Hội phụ nữ", "Bản", "Hội phụ nữ"],
         [("L123", "A", ("A1", "A2"), "Héi phô n÷", "Hội phụ nữ"), ("L123", "A", ("B3",), "Hoäi phuï nöõ", "Hội phụ nữ")]),
        # too little to go by, alone; enough beside others
        ({"A1": "X·"}, {}, ["X·"], [("L124", "A", ("A1",), "X·", "Xã")]),
        ({"A1": "X·", "C9": "Héi phô n÷"}, {}, ["Xã", "Hội phụ nữ"], [("L123", "A", ("A1", "C9"), "X·", "Xã")]),
        # good Vietnamese in both: the font and another text of the encoding decide together
        ({"A1": "Lò"}, {}, ["Lò"], []),
        ({"A1": "Lò"}, {"A1": ".VnTime"}, ["Lò"], [("L124", "A", ("A1",), "Lò", "Lũ")]),
        ({"A1": "Lò", "A5": "Héi"}, {"A1": ".VnTime", "A5": ".VnTime"}, ["Lũ", "Hội"],
         [("L123", "A", ("A1", "A5"), "Lò", "Lũ")]),
        ({"A1": "Tõ", "A2": "Héi phô n÷"}, {}, ["Tõ", "Hội phụ nữ"],
         [("L123", "A", ("A2",), "Héi phô n÷", "Hội phụ nữ"), ("L124", "A", ("A1",), "Tõ", "Từ")]),
        ({"A1": "Tõ", "A9": "Héi phô n÷"}, {}, ["Tõ", "Hội phụ nữ"], [("L123", "A", ("A9",), "Héi phô n÷", "Hội phụ nữ")]),
        # somebody gave a sheet in Unicode an old font: the font tells nothing
        ({"A1": "Lò", "A2": "Mường"}, {"A1": ".VnTime", "A2": ".VnTime"}, ["Lò", "Mường"], []),
        ({"A1": "Lò", "A2": "Mường", "A5": "Héi phô n÷"}, dict.fromkeys(("A1", "A2", "A5"), ".VnTime"),
         ["Lò", "Mường", "Hội phụ nữ"], [("L123", "A", ("A5",), "Héi phô n÷", "Hội phụ nữ")]),
        # what cannot be seen is tidied without a word
        ({"A1": "Ho\u0323\u0302i\xa0phu\u0323 nư\u0303\u200b"}, {}, ["Hội phụ nữ"], []),
        ({"A1": "soft\xadhyphen"}, {}, ["softhyphen"], []),
    ],
)  # fmt: skip
def test_cells(cells: dict[str, str], fonts: dict[str, str], read: list[str], said: list[object]) -> None:
    workbook = drawn(cells, fonts)
    assert texts_of(workbook) == read
    assert found_in(workbook) == said


def test_what_was_fixed_has_nothing_to_fix() -> None:
    workbook = drawn({"A1": TCVN3.encode("Hội phụ nữ xã Vạn Thủy"), "B1": VNI.encode("Hội phụ nữ"), "B2": "Ha\u0300"})
    once = decoded(workbook)
    assert len(once.findings) == 2
    assert decoded(once.workbook) == (once.workbook, ())


def taken(sheet: str, cells: Mapping[str, str]) -> tuple[Intake, list[tuple[str, ...]]]:
    intake = take_in(typed(BLANK, sheet, cells), FEW.forms)
    return intake, sorted((one.code, one.sheet, *one.cells) for one in intake.findings)


@pytest.mark.parametrize("encoding", sorted(ENCODINGS))
def test_everything_that_is_matched_or_kept_is_read_in_unicode(encoding: str) -> None:
    """Headers, labels, choices, words in figure cells, free texts: of forms with rows and of registers."""
    old = ENCODINGS[encoding].encode
    sheet = next(one for one in BLANK.sheets if one.name == REGISTERED)
    heading = sheet.rows[5][3]
    cells = {"B8": old("Tập huấn"), "C8": old("Bình đẳng giới trong gia đình"), "D6": old(str(heading))}
    intake, said = taken(REGISTERED, cells)
    plainly, unsaid = taken(REGISTERED, {"B8": "Tập huấn", "C8": "Bình đẳng giới trong gia đình", "D6": str(heading)})
    assert intake.figures["bdg_12"].texts == plainly.figures["bdg_12"].texts
    assert [one for one in said if one not in unsaid] == [("L123", REGISTERED, "D6", "B8", "C8")]
    _, said = taken("Biểu 01", {"D8": old("Không có"), "J1": f"Đơn vị báo cáo: {old('Xã Tân Thành')}"})
    assert [one[0] for one in said if one[0] in ("I103", "L123", "T119")] == ["I103", "L123", "T119"]


@pytest.mark.parametrize(("name", "said"), [("Biê\u0309u 12", ["L155"]), ("BiÓu 12", ["L102"]), ("Bieåu 12", ["L102"])])
def test_the_name_of_a_sheet(name: str, said: list[str]) -> None:
    """Found by its name although its heading is gone; what was found by a changed name is said."""
    sheets = [replace(one, name=name if one.name == REGISTERED else one.name) for one in BLANK.sheets]
    workbook = typed(replace(BLANK, sheets=tuple(sheets)), name, {"A1": "", "C8": "Hội thi"})
    intake = take_in(workbook, FEW.forms)
    assert intake.figures["bdg_12"].sheet == name
    assert [one.code for one in intake.findings if one.code[0] == "L"] == said


def test_headers_are_found_in_any_writing() -> None:
    """Unit, name, period and form of a return without its hidden sheet, typed anew in TCVN3 or with marks apart."""
    own = Workbook(sheets=tuple(one for one in BLANK.sheets if one.name != "_sheetcheck"))
    plainly = take_in(own, FEW.forms)
    for write in (TCVN3.encode, VNI.encode, lambda text: unicodedata.normalize("NFD", text)):
        sheets = [
            replace(
                one,
                rows=[[write(c) if isinstance(c, str) else c for c in row] for row in one.rows[:5]]
                + list(one.rows[5:]),
            )
            for one in own.sheets
        ]
        intake = take_in(Workbook(sheets=tuple(sheets)), FEW.forms)
        assert intake.identity == plainly.identity is not None
        said = [one for one in intake.findings if one.code != "L123"]
        assert [(one.code, one.sheet) for one in said] == [(one.code, one.sheet) for one in plainly.findings]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("t\xad\xedng", "tướng"),
        ("th\xad ký", "thư ký"),
        ("tuyên\xadtruyền", "tuyêntruyền"),
        ("Ho\u0323p", "Họp"),
        ("Ch\xad¬ng tr×nh phèi hîp", "Chương trình phối hợp"),
    ],
)
def test_a_note_is_kept_in_unicode(typed: str, kept: str) -> None:
    intake, _ = taken("Biểu 01", {"J8": typed})
    assert list(intake.figures["bdg_01"].texts.values()) == [kept]


def test_codes_of_rows_and_columns_are_found_in_any_writing() -> None:
    _, said = taken("Biểu 01", {"A7": "Ａ", "D7": "１", "B8": "０１", "B9": "02\xa0", "B10": "\u200b03"})
    assert said == taken("Biểu 01", {})[1]


def test_a_sensitive_form_is_not_quoted() -> None:
    intake, _ = taken("Biểu 13", {"C8": TCVN3.encode("Bà Trần Thị Hường bị bạo lực")})
    (one,) = (one for one in intake.findings if one.code == "L123")
    assert (one.form, one.cells, one.params["found"], one.params["texts"]) == ("bdg_13", ("C8",), "…", [])


def test_strict_refuses_what_was_converted() -> None:
    intake, said = taken("Biểu 01", {"J8": TCVN3.encode("Bình đẳng giới trong gia đình")})
    assert ("L123", "Biểu 01", "J8") in said
    assert all_codes()["L123"].severity is Severity.INFO
    found = [one for one in intake.findings if one.code == "L123"]
    whose = Return(file="a.xlsx", path=Path("a.xlsx"))
    assert verdict(whose, found) is Status.ACCEPTED
    assert verdict(whose, found, strict=True) is Status.REJECTED


# A file


def test_fonts_of_a_file_are_read() -> None:
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        page = book.add_worksheet("Tờ 1")
        for row, (text, font) in enumerate(
            [("Lò", ".VnTime"), ("héi phô n÷", ".VnTimeH"), ("Quaän", "VNI-Times"), ("Lò", "Arial"), ("x", ".VnTime")]
        ):
            page.write_string(row, 1, text, book.add_format({"font_name": font}))
    workbook = read(target.getvalue(), Limits())
    assert [row[1] for row in decoded(workbook).workbook.sheets[0].rows] == ["Lũ", "HỘI PHỤ NỮ", "Quận", "Lò", "x"]
    assert workbook.fonts(TCVN3.fonts) == {
        ("Tờ 1", "B1"): ".VnTime",
        ("Tờ 1", "B2"): ".VnTimeH",
        ("Tờ 1", "B5"): ".VnTime",
    }
    assert workbook.fonts(re.compile("Wingdings")) == {}


# Characters


@pytest.mark.parametrize(
    ("text", "seen", "typed"),
    [
        ("a\u0323\u0302", "ậ", "ậ"),
        ("1\xa0234", "1 234", "1 234"),
        ("\u200b15\ufeff\u2060", "15", "15"),
        ("１５００％", "１５００％", "1500%"),
        ("١٢", "١٢", "12"),
        ("𝟏𝟐", "𝟏𝟐", "12"),
        ("3²", "3²", "3²"),
        ("a\n\tb", "a\n\tb", "a\n\tb"),
    ],
)
def test_characters(text: str, seen: str, typed: str) -> None:
    assert (visible(text), plain(text)) == (seen, typed)
    assert visible(seen) == seen
    assert plain(typed) == typed


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hoà Bình", "HÒA  BÌNH"),
        ("Tỷ lệ", "Tỉ lệ"),
        ("Quý I", "Quí I"),
        ("Ðắk Lắk", "Đắk Lắk"),
        ("“Một” – hai", '"Một" - hai'),
        ("Ｍã số １", "Mã số 1"),
        ("- Trong đó: nữ", "Trong đó: nữ"),
        ("Nữ\u200b", "Nư\u0303"),
    ],
)
def test_labels_that_are_the_same(one: str, other: str) -> None:
    assert normal(one) == normal(other)


def test_labels_that_are_not() -> None:
    assert normal("Thúy") != normal("Thúi")
    assert normal("Nam") != normal("Nữ")
    assert alike("m²") != alike("m2")
