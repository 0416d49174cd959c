"""Four published reports filled into returns: what the check derives from them, and what it finds.

Bắc Kạn: “Thực hiện tốt công tác bình đẳng giới”, tỉnh Bắc Kạn, 19/02/2020, on the year 2019.
Vạn Thủy: report of the commune People's Committee (xã Vạn Thủy, huyện Bắc Sơn, tỉnh Lạng Sơn), June 2024, “Kết
quả thực hiện nhiệm vụ công tác bình đẳng giới và VSTBCPN 6 tháng đầu năm năm 2024”; its number was left blank.
Bắc Ninh: “Nâng cao hiệu quả quản lý nhà nước về bình đẳng giới vì sự tiến bộ của phụ nữ”, tỉnh Bắc Ninh, 28/03/2023.
Sa Pa: “Kiểm tra công tác bình đẳng giới và vì sự tiến bộ của phụ nữ năm 2021 và 6 tháng đầu năm 2022 trên địa bàn
thị xã Sa Pa”, tỉnh Lào Cai, September 2022.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import cache
from math import isnan
from typing import Any

import pytest

from sheetcheck.catalogue import load_catalogue
from sheetcheck.form import Scope
from sheetcheck.grid import Cell, Workbook
from sheetcheck.identity import Identity
from sheetcheck.readers.xlsx import read
from sheetcheck.reading import Limits
from sheetcheck.template import layouts_for, write_template
from sheetcheck.testing.batch import figure, taken_in, verdicts
from sheetcheck.testing.drawing import fillable, issued_to, returned

CATALOGUE = load_catalogue()


def row(name: str, **figures: Cell) -> dict[str, Cell]:
    return {f"{name}.{column}": figure for column, figure in figures.items()}


def record(
    number: int, kind: str, title: str, target: str, participants: Cell, women: Cell = "", *,
    by: str = "T", where: str, year: str, organiser: str, **more: Cell,
) -> dict[str, Cell]:  # fmt: skip
    """A line of form 12; without the number of women the line says that the sexes were not told apart."""
    cells = {
        "activity_type": kind, "title": title, "start_date": year, "venue_unit": where, "organiser": organiser,
        "organiser_level": by, "target_group": target, "participants": participants, "participants_female": women,
        "sex_known": int(women != ""), "approx": 0, **more,
    }  # fmt: skip
    return row(f"12.{number}", **cells)


def document(
    number: int, kind: str, symbol: str, issued: Cell, summary: str, *, by: str, received: bool = False
) -> dict[str, Cell]:
    """A line of form 02."""
    direction = "tiep_nhan" if received else "ban_hanh"
    cells = {"doc_type": kind, "doc_number": symbol, "issue_date": issued, "issuer": by, "summary": summary}
    return row(f"02.{number}", **cells, topic="bdg", direction=direction)


def said_in_words(number: int, kind: str, domain: str, content: str, addressee: str = "") -> dict[str, Cell]:
    """A line of form 13."""
    return row(f"13.{number}", item_type=kind, domain=domain, content=content, addressee=addressee)


def committee(number: int, *what: Any, **more: Any) -> dict[str, Cell]:
    return record(number, *what, year="2019", organiser="Ban VSTBPN tỉnh", **{"where": "06", **more})


def zeros(form: str, whose: Identity, *, but: tuple[str, ...] = ()) -> dict[str, Cell]:
    """Nothing happened: 0 in every required cell of a form."""
    layout = next(one for one in layouts_for(CATALOGUE, whose) if one.form.number == form)
    needed = [slot for slot in layout.slots() if slot.severity is not None and slot.row not in but]
    return {f"{form}.{slot.row}.{slot.column.id}": 0 for slot in needed}


BK, VT = issued_to("06", "2019", Scope.CONSOLIDATED), issued_to("06331", "2024-H1")
BAC_KAN = (
    row("03.hdnd_province", total=49, female=20, term_label="2016-2021", change_pp=3.37)
    | row("03.hdnd_district", total=241, female=71, term_label="2016-2021", change_pp=2.07)
    | row("03.hdnd_commune", total=2696, female=679, term_label="2016-2021", change_pp=3.24)
    | row("10.dv_models", closing=22)
    | row("10.sustainable_family_clubs", closing=110)
    | row("10.dv_groups", closing=110)
    | row("10.trusted_addresses", closing=282)
    | committee(1, "hoi_thao", "Lồng ghép giới trong phát triển KT-XH", "khac", 40, sessions=1)
    | committee(2, "tap_huan", "Năng lực QLNN về BĐG cho cán bộ cấp huyện, xã", "can_bo_bdg", 133, sessions=1)
    | committee(3, "tap_huan", "Nữ đại biểu HĐND cấp xã 2016-2021", "nu_dai_bieu_hdnd_xa", 596, 596,
                where="058;060;061;062;063;064;065;066")
    | committee(4, "tap_huan", "QLNN về BĐG năm 2019 cho Ban VSTBPN cấp huyện, xã", "ban_vstbpn", 674)
    | record(5, "tap_huan", "BĐG tại Mỹ Phương, Yến Dương", "hoi_vien_nong_dan", 100, where="01927;01918",
             year="2019", organiser="Sở LĐ-TB&XH", partners="Hội Nông dân")
)  # fmt: skip
VAN_THUY = (
    row("01.staff_total", total=1, female=1)
    | row("01.staff_fulltime", total=0, female=0)
    | row("01.staff_parttime", total=1, female=1)
    | row("01.staff_exp_lt1y", total=1, female=1)
    | {"01.cfaw_exists.value": 1, "01.cfaw_regulation.value": 1, "01.cfaw_consolidated.value": 1}
    | {"01.docs_plan.value": 1, "01.docs_decision.value": 2, "01.docs_other.value": 0}
    | {"07.early_marriage_cases.value": 0, "07.consanguineous_marriages.value": 0}
    | zeros("09", VT)
    | {"11.sessions.value": 4, "11.loudspeaker_listeners.value": 1500, "11.contests.value": 0}
    | row("11.contest_participants", total=0, female=0)
    | document(1, "ke_hoach", "20/KH-UBND", date(2024, 2, 26), "Công tác BĐG và VSTBPN năm 2024", by="UBND xã")
    | document(2, "quyet_dinh", "50/QĐ-UBND", date(2024, 5, 31), "Thành lập Ban VSTBPN năm 2024", by="UBND xã")
    | document(3, "quyet_dinh", "51/QĐ-UBND", date(2024, 5, 31), "Ban hành quy chế VSTBPN năm 2024", by="UBND xã")
    | document(4, "cong_van", "914/UBND-PLĐT BXHDT", date(2024, 5, 28), "Báo cáo kết quả công tác BĐG và VSTBPN",
               by="UBND huyện Bắc Sơn", received=True)
    | said_in_words(1, "van_de_gioi", "gia_dinh_bao_luc", "Cần tăng cường tuyên truyền giáo dục các vấn đề giới")
    | said_in_words(2, "ket_qua_noi_bat", "khac", "Bạo lực gia đình trên địa bàn xã ngày một giảm")
    | said_in_words(3, "kho_khan", "quan_ly", "Luật Bình đẳng giới chưa thống nhất, đồng bộ còn chồng chéo")
    | said_in_words(4, "nguyen_nhan", "thong_tin", "Công tác tuyên truyền còn hạn chế do thiếu trang thiết bị")
    | said_in_words(5, "kien_nghi", "quan_ly", "Phân bổ nguồn kinh phí về công tác BĐG cho cấp xã", "Cấp trên")
    | said_in_words(6, "nhiem_vu", "thong_tin", "Tăng cường công tác thông tin tuyên truyền về công tác nữ")
    | record(1, "hoi_thi", "Tổ truyền thông cộng đồng", "hoi_vien_phu_nu", 41, by="H", where="06331", year="2024",
             organiser="Hội LHPN huyện", sessions=1, spectators=80, teams=4, awards=3, source_program="du_an_8")
)  # fmt: skip


def sa_pa(number: int, *what: Any, **more: Any) -> dict[str, Cell]:
    usual = {"year": "2021", "organiser": "Hội Nông dân thị xã", "where": "088", "by": "H"}
    return record(number, *what, **usual | more)


SA_PA_2021 = (
    sa_pa(1, "day_nghe", "Thêu thổ cẩm", "khac", 50, 50, where="03052", sessions=1)
    | sa_pa(2, "hoi_thi", "Hội viên nông dân thêu thổ cẩm đẹp", "hoi_vien_nong_dan", 36, by="doan_the", sessions=1)
    | sa_pa(3, "day_nghe", "Thêu thổ cẩm", "khac", 70, 70, where="03004;03010", sessions=2)
    | sa_pa(4, "tap_huan", "Nữ đại biểu HĐND xã, phường, thị xã", "nu_dai_bieu_hdnd", 70, 70, by="T", where="10",
            organiser="Sở LĐ-TB&XH", sessions=1)
    | sa_pa(5, "truyen_thong", "Tuyên truyền lồng gắn", "nguoi_dan", "hơn 330", sessions=4, approx=1)
    | sa_pa(6, "truyen_thong", "Tuyên truyền cho đồng bào dân tộc", "dtts", "hơn 200", sessions=4, approx=1,
            where="03004;03052;03037;03019")
)  # fmt: skip
SA_PA_2022 = sa_pa(
    1, "truyen_thong", "Phòng, chống bạo lực gia đình", "nguoi_dan", 250, year="2022", where="03052;03001", sessions=2
)
# the plan's date was not published
BAC_NINH = document(
    1, "ke_hoach", "68/KH-UBND", "", "Công tác bình đẳng giới, VSTBPN năm 2023", by="UBND tỉnh Bắc Ninh"
)
PUBLISHED = {
    "bac kan": (BK, BAC_KAN),
    "van thuy": (VT, VAN_THUY),
    "bac ninh": (issued_to("27", "2023"), BAC_NINH),
    "sa pa 2021": (issued_to("088", "2021"), SA_PA_2021),
    "sa pa 2022": (issued_to("088", "2022-H1"), SA_PA_2022),
}
SUPPOSED = {
    "bac kan, with 18/48 before": (BK, BAC_KAN | row("03.hdnd_province", prev_total=48, prev_female=18)),
    "bac kan, with 66/241 before": (BK, BAC_KAN | row("03.hdnd_district", prev_total=241, prev_female=66)),
    "bac kan, 700 deputies trained": (BK, BAC_KAN | row("12.3", participants=700, participants_female=700)),
    "van thuy, a decision only received": (VT, VAN_THUY | row("02.3", direction="tiep_nhan")),
    "van thuy, sessions split": (VT, VAN_THUY | {"11.sessions_thematic.value": 1, "11.sessions_integrated.value": 2}),
    "van thuy, listeners as participants": (VT, VAN_THUY | row("11.participants", total=1500)),
    "van thuy, committee without members": (VT, VAN_THUY | row("01.cfaw_members", total=0, female=0)),
}


@cache
def workbooks() -> Mapping[str, Workbook]:
    """What was published is written into the template of its unit and read back; what is supposed is only drawn."""
    written = {
        name: read(write_template(CATALOGUE, whose, fillable(layouts_for(CATALOGUE, whose), figures)), Limits())
        for name, (whose, figures) in PUBLISHED.items()
    }
    return written | {name: returned(CATALOGUE, *supposed) for name, supposed in SUPPOSED.items()}


@cache
def found() -> Mapping[str, list[str]]:
    return verdicts(CATALOGUE, workbooks())


def read_back(seed: str, name: str) -> float:
    return float(figure(CATALOGUE, taken_in(CATALOGUE, seed, workbooks()[seed]), name) or 0)


@pytest.mark.parametrize(
    ("seed", "name", "expected"),
    [
        ("bac kan", "03.hdnd_province.female_pct", 40.82),
        ("bac kan", "03.hdnd_province.male", 29),
        ("bac kan", "03.hdnd_district.female_pct", 29.46),
        ("bac kan", "03.hdnd_district.male", 170),
        ("bac kan", "03.hdnd_commune.female_pct", 25.19),
        ("bac kan", "03.hdnd_commune.male", 2017),
        ("bac kan", "03.hdnd_total.total", 2986),
        ("bac kan", "03.hdnd_total.female", 770),
        ("bac kan", "03.hdnd_total.male", 2216),
        ("bac kan", "03.hdnd_total.female_pct", 25.79),
        ("bac kan, with 18/48 before", "03.hdnd_province.prev_female_pct", 37.5),
        ("bac kan, with 66/241 before", "03.hdnd_district.prev_female_pct", 27.39),
        ("van thuy", "01.staff_total.female_pct", 100),
        ("van thuy", "01.staff_parttime.male", 0),
        ("van thuy", "01.docs_total.value", 3),
        ("sa pa 2021", "12.5.participants", 330),
    ],
)
def test_what_follows_from_the_published_figures(seed: str, name: str, expected: float) -> None:
    assert round(read_back(seed, name), 2) == expected


def test_no_percentage_of_nobody() -> None:
    assert isnan(read_back("van thuy", "01.staff_fulltime.female_pct"))


def test_training_of_bac_kan_adds_up() -> None:
    lines = range(2, 6)
    assert sum(read_back("bac kan", f"12.{n}.participants") for n in lines) == 1503
    assert [n for n in lines if not isnan(read_back("bac kan", f"12.{n}.participants_female"))] == [3]


BLANK = ("V101", "V102", "V103", "V104", "V106")
DOUBTS = {
    # 49 deputies where the law had 50 seats; a change that no earlier figure proves; four events of five
    # without women told apart
    "bac kan": (
        "L114 G8 G9 G10 G11; L114 P9 P10 P11; R03.7c D9 L9; R12.3a P11; R12.3a P12; R12.3a P8; R12.3a P9;"
        " R13.1 B8; R13.1 B8; R13.1 B8; V107 P10; V107 P11; V107 P9"
    ),
    # from 18/48 it would be 3.32 points, not 3.37
    "bac kan, with 18/48 before": (
        "L114 G8 G9 G10 G11; L114 P9 P10 P11; R03.5 D9 E9 M9 N9 P9; R03.7c D9 L9; R12.3a P11; R12.3a P12; R12.3a P8;"
        " R12.3a P9; R13.1 B8; R13.1 B8; R13.1 B8; V107 P10; V107 P11"
    ),
    # 66/241 gives the 2.07 points that were published
    "bac kan, with 66/241 before": (
        "L114 G8 G9 G10 G11; L114 P9 P10 P11; R03.7c D9 L9; R12.3a P11; R12.3a P12; R12.3a P8; R12.3a P9; R13.1 B8; R13.1 B8; R13.1 B8;"
        " V107 P11; V107 P9"
    ),
    # the communes have 679 women deputies
    "bac kan, 700 deputies trained": (
        "L114 G8 G9 G10 G11; L114 P9 P10 P11; R03.7c D9 L9; R12.3a P11; R12.3a P12; R12.3a P8; R12.3a P9;"
        " R13.1 B8; R13.1 B8; R13.1 B8; V107 P10; V107 P11; V107 P9; X05a M10 Biểu 03!E11"
    ),
    "van thuy, a decision only received": "R02.1 C11; R12.3a P8; R12.7 H8; X02 D20 Biểu 02!B9",
    # its letter from the district has a blank in the symbol
    "van thuy": "R02.1 C11; R12.3a P8; R12.7 H8",
    "van thuy, sessions split": "R02.1 C11; R11.1 D8 D9 D10; R12.3a P8; R12.7 H8",
    "van thuy, listeners as participants": "R02.1 C11; R12.3a P8; R12.7 H8",
    "van thuy, committee without members": "R01.4c D14 D18; R02.1 C11; R12.3a P8; R12.7 H8",
    "bac ninh": "R13.1 B8; R13.1 B8; R13.1 B8",
    # two courses of brocade embroidery, of which no day and no difference was published
    "sa pa 2021": (
        "R12.3a P12; R12.3a P13; R12.3a P9; R12.6a C8 D8 C10 D10; R12.7 H11; R12.7 H9; R12.8 Q12; R12.8 Q13;"
        " R13.1 B8; R13.1 B8; R13.1 B8; T114 L12; T114 L13"
    ),
    "sa pa 2022": "R12.3a P8; R13.1 B8; R13.1 B8; R13.1 B8",
}
MISSING = {
    "bac kan": (
        "V101 Biểu 10 x12; V102 Biểu 03 x7; V102 Biểu 10 x2; V104 Biểu 01 x1; V104 Biểu 04 x1; V104 Biểu 05 x1; V104 Biểu 06 x1; V104 Biểu 07 x1;"
        " V104 Biểu 08 x1; V104 Biểu 09 x1; V104 Biểu 11 x1; V106 Biểu 12 x3"
    ),
    "van thuy": (
        "V101 Biểu 01 x12; V101 Biểu 07 x9; V101 Biểu 11 x14; V104 Biểu 04 x1; V104 Biểu 05 x1; V104 Biểu 06 x1; V104 Biểu 08 x1; V104 Biểu 10 x1"
    ),
    "van thuy, sessions split": (
        "V101 Biểu 01 x12; V101 Biểu 07 x9; V101 Biểu 11 x12; V104 Biểu 04 x1; V104 Biểu 05 x1; V104 Biểu 06 x1; V104 Biểu 08 x1; V104 Biểu 10 x1"
    ),
    "van thuy, listeners as participants": (
        "V101 Biểu 01 x12; V101 Biểu 07 x9; V101 Biểu 11 x13; V103 Biểu 11 x1; V104 Biểu 04 x1; V104 Biểu 05 x1; V104 Biểu 06 x1; V104 Biểu 08 x1; V104 Biểu 10 x1"
    ),
    "van thuy, committee without members": (
        "V101 Biểu 01 x11; V101 Biểu 07 x9; V101 Biểu 11 x14; V104 Biểu 04 x1; V104 Biểu 05 x1; V104 Biểu 06 x1; V104 Biểu 08 x1; V104 Biểu 10 x1"
    ),
    "sa pa 2021": "V104 Biểu 01 x1; V104 Biểu 03 x1; V104 Biểu 04 x1; V104 Biểu 05 x1; V104 Biểu 09 x1; V104 Biểu 10 x1; V104 Biểu 11 x1",
    "sa pa 2022": "V104 Biểu 01 x1; V104 Biểu 04 x1; V104 Biểu 05 x1; V104 Biểu 09 x1; V104 Biểu 10 x1; V104 Biểu 11 x1",
}


@pytest.mark.parametrize(("seed", "expected"), DOUBTS.items(), ids=DOUBTS)
def test_what_does_not_hold(seed: str, expected: object) -> None:
    assert "; ".join(one for one in found()[seed] if not one.startswith(BLANK)) == expected


@pytest.mark.parametrize(("seed", "expected"), MISSING.items(), ids=MISSING)
def test_what_was_not_published(seed: str, expected: str) -> None:
    said = taken_in(CATALOGUE, seed, workbooks()[seed]).findings
    counts = Counter(f"{one.code} {one.sheet}" for one in said if one.code in BLANK)
    assert sorted(f"{what} x{count}" for what, count in counts.items()) == expected.split("; ")
