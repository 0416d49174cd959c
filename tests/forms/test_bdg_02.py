"""Form 02, the register of documents: a valid return, one change, and what is said of which cells."""

from collections.abc import Mapping

import pytest

from sheetcheck.catalogue import load_catalogue
from sheetcheck.form import Scope
from sheetcheck.testing.changes import Base, only, unbroken

CATALOGUE = only(load_catalogue(), "02")
PLAN = (
    "02.1 doc_type=ke_hoach doc_number=20/KH-UBND issue_date=2024-02-26 issuer=UBND summary=Kế+hoạch+năm topic=bdg"
    " direction=ban_hanh"
)
AGAIN = PLAN.replace("02.1", "02.2")
BASES = {
    "half": Base("06331", "2024-H1", PLAN),
    "year": Base("185", "2024", PLAN),
    "province": Base("20", "2024-H1", PLAN),
    "whole province": Base("20", "2024-H1", PLAN, Scope.CONSOLIDATED),
}
CASES = [
    ("half", "", ""),
    ("year", "", ""),
    ("province", "", ""),
    # how documents are numbered
    ("half", "02.1 doc_number=19/2025/KH-TTg", ""),
    ("half", "02.1 doc_type=cong_van doc_number=739/BNV-CTTN&BĐG", ""),
    ("half", "02.1 doc_type=nghi_quyet doc_number=388/NQ-UBTVQH16", ""),
    ("half", "02.1 doc_type=nghi_quyet doc_number=11-NQ/TW", ""),
    ("half", "02.1 doc_type=quy_che doc_number=5/QC", ""),
    ("half", "02.1 doc_type=cong_van doc_number=914/UBND-PLĐT+BXHDT", "R02.1 C8"),
    ("half", "02.1 doc_type=bao_cao doc_number=/BC-UBND", "R02.1 C8"),
    ("half", "02.1 doc_number=20", "R02.1 C8"),
    ("half", "02.1 doc_number=Kế+hoạch+20", "R02.1 C8"),
    ("half", "02.1 doc_number=123456/KH-UBND", "R02.1 C8"),
    ("half", "02.1 doc_number=20/kh-ubnd", "R02.1 C8"),
    ("half", "02.1 doc_number=11-NQ/tw", "R02.1 C8; R02.2 B8 C8"),
    ("half", "02.1 doc_number=_", "V106 C8"),
    # the symbol and the type
    ("half", "02.1 doc_type=quyet_dinh", "R02.2 B8 C8"),
    ("half", "02.1 doc_type=quyet_dinh doc_number=20/QĐ-UBND", ""),
    ("half", "02.1 doc_number=20/QĐ-UBND", "R02.2 B8 C8"),
    ("half", "02.1 doc_number=20/2024/NQ-HĐND", "R02.2 B8 C8"),
    ("half", "02.1 doc_number=20/CT-UBND", "R02.2 B8 C8"),
    ("half", "02.1 doc_number=20/BC-UBND", "R02.2 B8 C8"),
    ("half", "02.1 doc_number=20/HD-UBND", "R02.2 B8 C8"),
    ("half", "02.1 doc_number=20/QC-UBND", "R02.2 B8 C8"),
    ("half", "02.1 doc_number=20-NQ/TU", "R02.2 B8 C8"),
    ("half", "02.1 doc_type=khac doc_number=20/CTr-UBND", ""),
    ("half", "02.1 doc_type=chuong_trinh_phoi_hop doc_number=20/KHLN-UBND", ""),
    # issued in the period; what was received may be older
    ("half", "02.1 issue_date=2023-12-15", ""),
    ("half", "02.1 issue_date=2023-12-14", "R02.3a D8 H8"),
    ("half", "02.1 issue_date=2023-12-14 direction=tiep_nhan", ""),
    ("half", "02.1 issue_date=2024-06-14", ""),
    ("half", "02.1 issue_date=2024-06-15", "R02.3b D8 H8"),
    ("half", "02.1 issue_date=2024-06-15 direction=tiep_nhan", ""),
    ("year", "02.1 issue_date=2024-12-14", ""),
    ("year", "02.1 issue_date=2024-12-15", "R02.3b D8 H8"),
    # a real date
    ("half", "02.1 issue_date=0", "T162 D8"),
    ("half", "02.1 issue_date=31/02/2024", "T161 D8"),
    ("half", "02.1 issue_date=tháng+5/2024", "T163 D8"),
    ("half", "02.1 issue_date=_", "V106 D8"),
    ("half", "02.1 summary=KH", "T141 F8"),
    ("half", "02.1 topic=thể+thao", "T151 G8"),
    # a document stands once; the registers of several units may have it many times
    ("half", AGAIN, "R02.4 C8 D8 E8 C9 D9 E9"),
    ("half", f"{AGAIN} issue_date=2024-02-27", ""),
    ("half", f"{AGAIN} issuer=_; 02.1 issuer=_", "V106 E8; V106 E9"),
    ("whole province", AGAIN, ""),
]


@pytest.mark.parametrize(("base", "changes", "expected"), CASES)
def test_a_change_breaks_a_rule(found: Mapping[str, str], base: str, changes: str, expected: str) -> None:
    assert found[f"{base} {changes}"] == expected


def test_every_rule_is_broken_by_some_case() -> None:
    assert unbroken(CATALOGUE, CASES) == set()
