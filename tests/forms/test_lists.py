"""Rules over the records of lists: the registers against the figures, and against themselves.

The register of documents (form 02) stands behind form 01, that of activities (form 12) behind forms 03, 06, 10, 11.
"""

from collections.abc import Mapping

import pytest

from sheetcheck.catalogue import load_catalogue
from sheetcheck.form import Scope
from sheetcheck.grid import Sheet, Workbook
from sheetcheck.judgement import judged
from sheetcheck.testing.batch import taken_in, verdicts
from sheetcheck.testing.changes import Base, changed, only, over_records, said
from sheetcheck.testing.drawing import delete_column, on_sheet, typed
from sheetcheck.words import Words

WHOLE = load_catalogue()
CATALOGUE = only(WHOLE, "01", "02", "03", "06", "10", "11", "12", "13")
STAFF = (
    "01.staff_total total=2 female=1; 01.staff_fulltime total=1 female=1; 01.staff_parttime total=1; 01.cfaw_exists=1;"
    "01.cfaw_members total=9 female=5"
)
DOCUMENT = "issue_date=2024-02-26 issuer=UBND summary=Văn+bản topic=bdg direction=ban_hanh"
DOCUMENTS = (
    "01.docs_plan=1; 01.docs_decision=1; 01.docs_other=1;"
    f"02.1 doc_type=ke_hoach doc_number=20/KH-UBND {DOCUMENT}; 02.2 doc_type=quyet_dinh doc_number=50/QĐ-UBND {DOCUMENT};"
    f"02.3 doc_type=cong_van doc_number=9/UBND-VX {DOCUMENT};"
    f"02.4 doc_type=cong_van doc_number=914/SNV-BĐG {DOCUMENT} direction=tiep_nhan issuer=Sở+Nội+vụ"
)


def event(number: int, kind: str, sessions: int, people: int, women: int, *, by: str = "X") -> str:
    """A record of form 12, in a month of its own."""
    return (
        f"12.{number} activity_type={kind} title=Hoạt+động+{number} start_date=2024-0{number}-05 venue_unit=06331"
        f" organiser=UBND organiser_level={by} sessions={sessions} target_group=khac participants={people}"
        f" participants_female={women} sex_known=1 approx=0"
    )


def activities(by: str) -> str:
    return "; ".join(
        (
            event(1, "tap_huan", 2, 80, 30, by=by),
            event(2, "tap_huan", 1, 20, 10, by=by),
            event(3, "toa_dam", 1, 30, 15, by=by),
            event(4, "hoi_thi", 1, 41, 41, by=by),
            event(5, "day_nghe", 2, 50, 50, by=by),
        )
    )


FIGURES = (
    "11.training_classes=3; 11.training_participants total=100 female=40; 11.workshops=1;"
    "11.workshop_participants total=30 female=15; 11.contests=1; 11.contest_participants total=41 female=41;"
    "06.vocational_classes=2; 06.vocational_trained total=50 female=50"
)
ITEMS = "; ".join(
    f"13.{number} item_type={kind} domain=khac content=Nội+dung+báo+cáo addressee=Tỉnh"
    for number, kind in enumerate(("van_de_gioi", "kho_khan", "kien_nghi"), start=1)
)
COUNCIL = "03.hdnd_commune total=20 female=8 term_label=2021-2026"
COUNCILS = (
    "03.na_deputies total=6 female=2; 03.hdnd_province total=60 female=20; 03.hdnd_district total=40 female=10;"
    "03.hdnd_commune total=40 female=9; 03.party_province total=50 female=10; 03.party_province_sc total=15 female=3;"
    "03.party_district total=40 female=10; 03.party_district_sc total=11 female=3;"
    "03.party_commune total=15 female=5; 03.party_commune_sc total=5 female=2"
)
COMMUNE = "; ".join((STAFF, DOCUMENTS, activities("X"), FIGURES, ITEMS))
TRAINED = "11.training_classes=2; 11.training_participants total=80 female=30"
BASES = {
    "empty": Base("06331", "2024-H1", STAFF),
    "commune": Base("06331", "2024-H1", COMMUNE),
    "council": Base("06331", "2024-H1", f"{COMMUNE}; {COUNCIL}"),
    "province": Base("20", "2024-H1", "; ".join((STAFF, DOCUMENTS, activities("T"), FIGURES, ITEMS))),
    "whole province": Base(
        "20",
        "2024",
        "; ".join((STAFF, ITEMS, event(1, "tap_huan", 2, 80, 30), TRAINED, COUNCILS)),
        Scope.CONSOLIDATED,
    ),
}
NOTHING = "R13.1 B8; R13.1 B8; R13.1 B8"
CASES = [
    ("commune", "", ""),
    ("council", "", ""),
    ("province", "", ""),
    ("whole province", "", ""),
    ("empty", "", NOTHING),
    # X02: documents issued; what was received does not count
    ("commune", "01.docs_plan=2", "X02 D19 Biểu 02!B8"),
    ("commune", "01.docs_decision=0", "X02 D20 Biểu 02!B9"),
    ("commune", "01.docs_other=2", "X02 D21 Biểu 02!B10"),
    ("commune", "02.4 direction=ban_hanh", "X02 D21 Biểu 02!B10 Biểu 02!B11"),
    ("commune", "02.3 direction=tiep_nhan; 01.docs_other=0", ""),
    ("empty", "01.docs_plan=1", f"{NOTHING}; X02 D19"),
    ("commune", "01.docs_plan=…", "T120 D19"),
    ("commune", "02.2 doc_type=thông+báo", "T151 B9"),  # it may be any of them
    ("commune", "02.2 doc_type=_", "V106 B9"),
    ("commune", "02.2 direction=khác; 01.docs_plan=7", "T151 H9; X02 D19 Biểu 02!B8"),  # it is no plan, either way
    ("whole province", "01.docs_plan=7", ""),
    # X01: classes, workshops and contests with their persons
    ("commune", "11.training_classes=2", "X01a D20 Biểu 12!J8 Biểu 12!J9"),
    ("commune", "12.3 sessions=2", "X01a D22 Biểu 12!J10"),
    ("commune", "12.3 activity_type=gap_mat", ""),
    ("commune", "12.4 sessions=2", "X01a D24 Biểu 12!J11"),
    ("commune", "12.2 participants=21", "X01b D21 Biểu 12!L8 Biểu 12!L9"),
    ("commune", "12.2 participants_female=11", "X01c E21 Biểu 12!M8 Biểu 12!M9"),
    ("commune", "11.contest_participants total=40 female=40", "X01b D25 Biểu 12!L11; X01c E25 Biểu 12!M11"),
    (
        "empty",
        "11.contests=1; 11.contest_participants total=9 female=9",
        f"{NOTHING}; X01a D24; X01b D25; X01c E25",
    ),
    # a record of another level counts for nothing here
    (
        "commune",
        "12.2 organiser_level=T",
        "R12.7 H9; X01a D20 Biểu 12!J8; X01b D21 Biểu 12!L8; X01c E21 Biểu 12!M8",
    ),
    ("commune", f"12.2 organiser_level=T; {TRAINED}", "R12.7 H9"),
    # what cannot be read decides nothing: the figure, what kind it is, whose it is
    ("commune", "12.2 sessions=3-4; 11.training_classes=9", "T116 J9"),
    ("commune", "12.2 sessions=_; 11.training_classes=9", "V106 J9"),
    ("commune", "12.2 activity_type=lễ; 11.training_classes=9", "T151 B9"),
    ("commune", "12.2 organiser_level=thôn; 11.training_classes=9", "T151 H9"),
    ("commune", "12.3 sessions=3-4; 11.training_classes=9", "T116 J10; X01a D20 Biểu 12!J8 Biểu 12!J9"),
    ("commune", "11.training_classes=…", "T120 D20"),
    ("whole province", "11.training_classes=3", "X01d D25 Biểu 12!J8"),
    ("whole province", "11.training_participants total=81 female=31", "X01e D26 Biểu 12!L8; X01f E26 Biểu 12!M8"),
    ("whole province", "12.1 organiser_level=T", ""),
    ("whole province", "12.1 organiser_level=TW", "X01d D25; X01e D26; X01f E26"),
    # R11.6: women of whom nobody knows
    (
        "commune",
        "12.2 sex_known=0 participants_female=_; 11.training_participants total=100 female=30",
        "R11.6 E21 Biểu 12!P9; R12.3a P9",
    ),
    ("commune", "12.5 sex_known=0", "R12.3a P12"),
    ("commune", f"12.2 sex_known=0 participants_female=_ organiser_level=T; {TRAINED}", "R12.3a P9; R12.7 H9"),
    (
        "whole province",
        "12.1 sex_known=0 participants_female=_; 11.training_participants total=80 female=0",
        "R11.6 E26 Biểu 12!P8; R12.3a P8",
    ),
    # X03: vocational classes, whoever holds them
    ("commune", "06.vocational_classes=3", "X03a D9 Biểu 12!J12"),
    ("commune", "06.vocational_trained total=51 female=50", "X03b D10 Biểu 12!L12"),
    ("commune", "06.vocational_trained total=50 female=49", "X03c E10 Biểu 12!M12"),
    ("commune", "12.5 organiser_level=H", "R12.7 H12"),
    ("commune", "12.5 participants=hai+lớp", "T102 L12"),
    # X05: women deputies
    (
        "council",
        "12.2 target_group=nu_dai_bieu_hdnd_xa participants=8 participants_female=8;"
        "11.training_participants total=88 female=38",
        "",
    ),
    (
        "council",
        "12.2 target_group=nu_dai_bieu_hdnd_xa participants=9 participants_female=9;"
        "11.training_participants total=89 female=39",
        "X05a M9 Biểu 03!E8",
    ),
    (
        "council",
        "12.2 target_group=nu_dai_bieu_hdnd participants=9 participants_female=9;"
        "11.training_participants total=89 female=39",
        "X05b M9 Biểu 03!E8",
    ),
    (
        "council",
        "12.2 target_group=nu_dai_bieu_hdnd participants=8 participants_female=8;"
        "11.training_participants total=88 female=38",
        "",
    ),
    (
        "commune",  # form 03 is blank
        "12.2 target_group=nu_dai_bieu_hdnd_xa participants=9 participants_female=9;"
        "11.training_participants total=89 female=39",
        "",
    ),
    ("province", "12.4 target_group=nu_dai_bieu_hdnd_xa", ""),
    (
        "whole province",
        "12.1 target_group=nu_dai_bieu_hdnd participants=39 participants_female=39;"
        "11.training_participants total=39 female=39",
        "",
    ),
    (
        "whole province",
        "12.1 target_group=nu_dai_bieu_hdnd participants=40 participants_female=40;"
        "11.training_participants total=40 female=40",
        "X05c M8 Biểu 03!E10 Biểu 03!E11 Biểu 03!E12",
    ),
    (
        "whole province",
        "12.1 target_group=nu_dai_bieu_hdnd_xa participants=10 participants_female=10;"
        "11.training_participants total=10 female=10",
        "X05a M8 Biểu 03!E11",
    ),
    # X13: Project 8
    ("commune", "12.4 source_program=du_an_8", "X13 V11 Biểu 01!D31 Biểu 10!G16"),
    ("commune", "12.4 source_program=du_an_8; 01.budget_program=5; 01.budget_allocated=5", ""),
    ("commune", "12.4 source_program=du_an_8; 01.budget_program=…", "T120 D31"),
    ("commune", "12.4 source_program=du_an_8; 10.comm_teams opening=1", ""),
    ("commune", "12.4 source_program=du_an_8; 10.comm_teams opening=…", "T120 D16"),
    ("commune", "12.4 source_program=nsnn", ""),
    # R02.4: a document stands once
    (
        "commune",
        "02.2 doc_type=ke_hoach doc_number=20/KH-UBND; 01.docs_plan=2; 01.docs_decision=0",
        "R02.4 C8 D8 E8 C9 D9 E9",
    ),
    (
        "commune",
        "02.2 doc_type=ke_hoach doc_number=20/KH-UBND issuer=UBND+xã; 01.docs_plan=2; 01.docs_decision=0",
        "",
    ),
    ("commune", "02.2 doc_number=_; 02.3 doc_number=_", "V106 C10; V106 C9"),
    # R12.6: an activity stands once
    ("commune", "12.2 title=Hoạt+động+1 start_date=2024-01-05", "R12.6a C8 D8 C9 D9"),
    ("commune", "12.2 title=Hoạt+động+1", ""),
    (
        "commune",
        "12.2 start_date=2024-01-05 participants=80 participants_female=10;"
        "11.training_participants total=160 female=40",
        "R12.6b B8 C8 D8 F8 L8 B9 C9 D9 F9 L9",
    ),
    ("commune", "12.2 start_date=_; 12.1 start_date=_ title=Hoạt+động+2", "V106 D8; V106 D9"),
    # R13.1: the following line is where one is missing
    ("commune", "13.2 item_type=nguyen_nhan", "R13.1 B11"),
    ("commune", "13.3 item_type=khác", "T151 B10"),  # it may be the recommendation
]


@pytest.fixture(scope="module")
def found() -> Mapping[str, str]:
    return said(CATALOGUE, BASES, CASES)


@pytest.mark.parametrize(("base", "changes", "expected"), CASES)
def test_a_change_breaks_a_rule(found: Mapping[str, str], base: str, changes: str, expected: str) -> None:
    assert found[f"{base} {changes}"] == expected


def test_every_rule_over_records_is_broken_by_some_case() -> None:
    broken = {one.split()[0] for _, _, expected in CASES for one in expected.split("; ") if one}
    assert over_records(CATALOGUE) - broken == set()


def without_codes(sheet: Sheet) -> Sheet:
    """The rows of headings and of their codes blanked, so that nobody finds the table."""
    return typed(
        Workbook(sheets=(sheet,)),
        sheet.name,
        {f"{letter}{row}": "" for letter in "ABCDEFGHIJKLMNOPQRSTUV" for row in (6, 7)},
    ).sheets[0]


GONE = {
    "the sheet": (lambda _: None, "L101"),
    "the table": (without_codes, "L105"),
    "the column of sessions": (lambda sheet: delete_column(sheet, 10), "L106; L109 B7"),
}


@pytest.mark.parametrize("what", GONE)
def test_a_list_that_is_not_there_decides_nothing(what: str) -> None:
    edit, expected = GONE[what]
    workbook = on_sheet(changed(CATALOGUE, BASES["commune"], "11.training_classes=9"), "Biểu 12", edit)
    assert "; ".join(verdicts(CATALOGUE, {"one": workbook})["one"]) == expected


def test_a_list_that_was_cut_decides_nothing() -> None:
    workbook = changed(CATALOGUE, BASES["commune"], "11.training_classes=9")
    below = {f"{letter}48": "Lớp" for letter in "BCDFGHJKLMPQ"}  # form 12 has 40 lines, to row 47
    assert verdicts(CATALOGUE, {"one": typed(workbook, "Biểu 12", below)})["one"] == ["L118 B48"]


SENTENCES = {
    "11.training_classes=2": (
        "Lớp tập huấn, bồi dưỡng về BĐG đã tổ chức: biểu 11 ghi 2,"
        " nhưng các hoạt động do cấp mình tổ chức ở biểu 12 cộng lại là 3",
        "Training classes on gender equality held: 2 in form 11,"
        " but the activities organised by the unit's own level in form 12 add up to 3",
    ),
    "01.docs_plan=2": (
        "Kế hoạch ban hành trong kỳ: biểu 01 ghi 2, nhưng danh mục ở biểu 02 có 1",
        "Plans issued during the period: 2 in form 01, but the register in form 02 has 1",
    ),
    "02.2 doc_type=ke_hoach doc_number=20/KH-UBND; 01.docs_plan=2; 01.docs_decision=0": (
        "Văn bản “20/KH-UBND” ngày 26/02/2024 của “UBND” được ghi 2 lần",
        "The document “20/KH-UBND” of 26/02/2024 by “UBND” stands here 2 times",
    ),
    "12.2 sex_known=0 participants_female=_; 11.training_participants total=100 female=30": (
        "Người tham dự tập huấn: số nữ ghi 30 là chưa đủ, vì 1 hoạt động ở biểu 12 thiếu tách biệt giới tính",
        "Participants in training classes: 30 women cannot be all of them;"
        " activities in form 12 that are not separated by sex: 1",
    ),
    "13.2 item_type=nguyen_nhan": (
        "Chưa có dòng nào thuộc loại “Khó khăn”",
        "There is no line of the type “Difficulty”",
    ),
}


@pytest.mark.parametrize(("changes", "expected"), SENTENCES.items())
def test_a_sentence_quotes_both_figures(changes: str, expected: tuple[str, str]) -> None:
    item = taken_in(CATALOGUE, "one", changed(CATALOGUE, BASES["commune"], changes))
    rules = ("X01a", "X02", "R02.4", "R11.6", "R13.1")
    (one,) = (one for one in judged([item], CATALOGUE.forms) if one.rule in rules)
    assert (Words(WHOLE, "vi").message(one), Words(WHOLE, "en").message(one)) == expected
