"""Three published reports filled into returns: what the check derives from them, and what it finds.

Bắc Kạn: “Thực hiện tốt công tác bình đẳng giới”, tỉnh Bắc Kạn, 19/02/2020, on the year 2019.
Vạn Thủy: report of the commune People's Committee (xã Vạn Thủy, huyện Bắc Sơn, tỉnh Lạng Sơn), June 2024, “Kết
quả thực hiện nhiệm vụ công tác bình đẳng giới và VSTBCPN 6 tháng đầu năm năm 2024”; its number was left blank.
Sa Pa: “Kiểm tra công tác bình đẳng giới và vì sự tiến bộ của phụ nữ năm 2021 và 6 tháng đầu năm 2022 trên địa bàn
thị xã Sa Pa”, tỉnh Lào Cai, September 2022.
"""

from functools import cache
from math import isnan

import pytest

from sheetcheck.catalogue import load_catalogue
from sheetcheck.form import Scope
from sheetcheck.readers import Limits
from sheetcheck.readers.xlsx import read
from sheetcheck.template import layouts_for, write_template
from sheetcheck.testing.batch import taken_in, verdicts
from sheetcheck.testing.drawing import fillable, issued_to

CATALOGUE = load_catalogue()


def row(name, **figures):
    return {f"{name}.{column}": figure for column, figure in figures.items()}


def record(number, kind, title, target, participants, women="", *, by="T", where, year, organiser, **more):
    """A line of form 12; without the number of women the line says that the sexes were not told apart."""
    cells = {
        "activity_type": kind, "title": title, "start_date": year, "venue_unit": where, "organiser": organiser,
        "organiser_level": by, "target_group": target, "participants": participants, "participants_female": women,
        "sex_known": int(women != ""), "approx": 0, **more,
    }  # fmt: skip
    return row(f"12.{number}", **cells)


def committee(number, *what, **more):
    return record(number, *what, year="2019", organiser="Ban VSTBPN tỉnh", **{"where": "06", **more})


def zeros(form, whose, *, but=()):
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
    | zeros("09", VT)
    | {"11.sessions.value": 4, "11.loudspeaker_listeners.value": 1500, "11.contests.value": 0}
    | row("11.contest_participants", total=0, female=0)
    | record(1, "hoi_thi", "Tổ truyền thông cộng đồng", "hoi_vien_phu_nu", 41, by="H", where="06331", year="2024",
             organiser="Hội LHPN huyện", sessions=1, spectators=80, teams=4, awards=3, source_program="du_an_8")
)  # fmt: skip


def sa_pa(number, *what, year="2021", organiser="Hội Nông dân thị xã", where="088", by="H", **more):
    return record(number, *what, year=year, organiser=organiser, where=where, by=by, **more)


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
SEEDS = {
    "bac kan": (BK, BAC_KAN),
    "bac kan, with 18/48 before": (BK, BAC_KAN | row("03.hdnd_province", prev_total=48, prev_female=18)),
    "bac kan, with 66/241 before": (BK, BAC_KAN | row("03.hdnd_district", prev_total=241, prev_female=66)),
    "van thuy": (VT, VAN_THUY),
    "van thuy, sessions split": (VT, VAN_THUY | {"11.sessions_thematic.value": 1, "11.sessions_integrated.value": 2}),
    "van thuy, listeners as participants": (VT, VAN_THUY | row("11.participants", total=1500)),
    "van thuy, committee without members": (VT, VAN_THUY | row("01.cfaw_members", total=0, female=0)),
    "sa pa 2021": (issued_to("088", "2021"), SA_PA_2021),
    "sa pa 2022": (issued_to("088", "2022-H1"), SA_PA_2022),
}


@cache
def workbooks():
    """Each written into the template of its unit and read back."""
    return {
        name: read(write_template(CATALOGUE, whose, fillable(layouts_for(CATALOGUE, whose), figures)), Limits())
        for name, (whose, figures) in SEEDS.items()
    }


@cache
def found():
    return verdicts(CATALOGUE, workbooks())


def figure(seed, name):
    """The figure as read back from the workbook."""
    number, row_id, column = name.split(".")
    item = taken_in(CATALOGUE, seed, workbooks()[seed])
    form = CATALOGUE.form(number)
    layout, figures = item.layout(form), item.figures[form.id]
    columns = [one.id for one in layout.numeric]
    line = layout.slot(row_id, column).line - layout.lines[0].number
    return figures.values[line * len(columns) + columns.index(column)]


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
def test_what_follows_from_the_published_figures(seed, name, expected):
    assert round(figure(seed, name), 2) == expected


def test_no_percentage_of_nobody():
    assert isnan(figure("van thuy", "01.staff_fulltime.female_pct"))


def test_training_of_bac_kan_adds_up():
    lines = range(2, 6)
    assert sum(figure("bac kan", f"12.{n}.participants") for n in lines) == 1503
    assert [n for n in lines if not isnan(figure("bac kan", f"12.{n}.participants_female"))] == [3]


MISSING = ("V101", "V102", "V103", "V104", "V106")
FINDINGS = {
}


@pytest.mark.parametrize(("seed", "expected"), FINDINGS.items(), ids=FINDINGS)
def test_what_does_not_hold(seed, expected):
    assert [one for one in found()[seed] if not one.startswith(MISSING)] == expected.split("; ")
