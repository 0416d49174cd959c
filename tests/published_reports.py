"""What five published reports say, as figures of returns: the names of `sheetcheck.testing.drawing`, for tests.

Bắc Kạn: “Thực hiện tốt công tác bình đẳng giới”, tỉnh Bắc Kạn, 19/02/2020, on the year 2019.
Vạn Thủy: report of the commune People's Committee (xã Vạn Thủy, huyện Bắc Sơn, tỉnh Lạng Sơn), June 2024, “Kết
quả thực hiện nhiệm vụ công tác bình đẳng giới và VSTBCPN 6 tháng đầu năm năm 2024”; its number was left blank.
Bắc Ninh: “Nâng cao hiệu quả quản lý nhà nước về bình đẳng giới vì sự tiến bộ của phụ nữ”, tỉnh Bắc Ninh, 28/03/2023.
Cờ Đỏ, Vĩnh Thạnh: “Nâng cao năng lực quản lý nhà nước về bình đẳng giới”, thành phố Cần Thơ, 02/05/2020, on 2019.
Sa Pa: “Kiểm tra công tác bình đẳng giới và vì sự tiến bộ của phụ nữ năm 2021 và 6 tháng đầu năm 2022 trên địa bàn
thị xã Sa Pa”, tỉnh Lào Cai, September 2022.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sheetcheck.catalogue import load_catalogue
from sheetcheck.form import Scope
from sheetcheck.grid import Cell, Workbook
from sheetcheck.identity import Identity
from sheetcheck.template import layouts_for
from sheetcheck.testing.changes import parsed
from sheetcheck.testing.drawing import issued_to, returned

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


def zeros(form: str, whose: Identity, *beginnings: str) -> dict[str, Cell]:
    """None of it happened: 0 in every required cell of the rows of a form that begin so."""
    layout = next(one for one in layouts_for(CATALOGUE, whose) if one.form.number == form)
    needed = [slot for slot in layout.slots() if slot.severity is not None and slot.row.startswith(beginnings)]
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
    # signed by four offices; neither its number nor its day were published
    | document(1, "chuong_trinh_phoi_hop", "", "", "Bảo vệ phụ nữ và trẻ em giai đoạn 2019-2022",
               by="Hội LHPN, Công an, Viện Kiểm sát, Tòa án nhân dân tỉnh")
)  # fmt: skip
VAN_THUY = (
    row("01.staff_total", total=1, female=1)
    | row("01.staff_fulltime", total=0, female=0)
    | row("01.staff_parttime", total=1, female=1)
    | row("01.staff_exp_lt1y", total=1, female=1)
    | {"01.cfaw_exists.value": 1, "01.cfaw_regulation.value": 1, "01.cfaw_consolidated.value": 1}
    | {"01.docs_plan.value": 1, "01.docs_decision.value": 2, "01.docs_other.value": 0}
    | {"07.early_marriage_cases.value": 0, "07.consanguineous_marriages.value": 0}
    # no case of violence; of mediations, crimes and trafficking the report does not speak
    | zeros("09", VT, "dv_", "perp", "victims", "sv_", "gbv_")
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
# The two classes of 70 women were in two communes, so one in each; how many of the women were in which was not said.
LIEN_MINH = {"06.vocational_classes.value": 1} | row("06.vocational_trained", total=50, female=50)
ONE_OF_TWO = {"06.vocational_classes.value": 1} | row("06.vocational_trained", total="…", female="…")
# the inspection of 19 September 2022, of one unit, was the province's
LAO_CAI: dict[str, Cell] = {"01.inspections.value": 1, "01.units_inspected.value": 1}
# The plan's date was not published. A model that is kept up was there before; one is the least.
BAC_NINH = document(
    1, "ke_hoach", "68/KH-UBND", "", "Công tác bình đẳng giới, VSTBPN năm 2023", by="UBND tỉnh Bắc Ninh"
) | row("10.shelter_house", opening=1, opened=0, closed=0)
CO_DO = {"11.training_classes.value": "3-4"} | row("01.staff_total", total=1, female=1)
VINH_THANH: dict[str, Cell] = {"01.cfaw_exists.value": 1, "01.cfaw_head_vice_chair.value": 1}

Published = tuple[Identity, dict[str, Cell]]
"""Whose return it is, and the figures that were published."""

PUBLISHED: dict[str, Published] = {
    "bac kan": (BK, BAC_KAN),
    "van thuy": (VT, VAN_THUY),
    "bac ninh": (issued_to("27", "2023"), BAC_NINH),
    "co do": (issued_to("925", "2019"), CO_DO),
    "vinh thanh": (issued_to("924", "2019"), VINH_THANH),
    "sa pa 2021": (issued_to("088", "2021"), SA_PA_2021),
    "lien minh": (issued_to("03052", "2021"), LIEN_MINH),
    "ngu chi son": (issued_to("03004", "2021"), ONE_OF_TWO),
    "trung chai": (issued_to("03010", "2021"), ONE_OF_TWO),
    "sa pa 2022": (issued_to("088", "2022-H1"), SA_PA_2022),
    "lao cai": (issued_to("10", "2022"), LAO_CAI),
}
DOCUMENTS = {
    "000": ["bac kan"],
    "001": ["van thuy"],
    "002": ["bac ninh"],
    "003": ["co do", "vinh thanh"],
    "004": ["sa pa 2021", "lien minh", "ngu chi son", "trung chai", "sa pa 2022", "lao cai"],
}
"""The returns of each document of `data/published_statistics.csv`."""


def supposed(seed: str, changes: str = "") -> Workbook:
    """The return of a report with changes, written as in `sheetcheck.testing.changes`."""
    whose, figures = PUBLISHED[seed]
    return returned(CATALOGUE, whose, figures | dict(parsed(changes)))


def news(found: Mapping[str, list[str]], seed: str, name: str) -> str:
    """What is said of a changed return and was not said of the report's own."""
    return "; ".join(one for one in found[name] if one not in found[seed])
