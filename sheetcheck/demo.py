"""A whole round, offline: one commune's published figures, its neighbours' made-up ones, planted faults.

The round is that of Bắc Sơn district, Lạng Sơn province, for the first half of 2024.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from sheetcheck.catalogue import Catalogue
from sheetcheck.errors import SheetcheckError
from sheetcheck.finding import Finding
from sheetcheck.form import Level, Scope
from sheetcheck.identity import Identity
from sheetcheck.office import receiving_office
from sheetcheck.output import write_file
from sheetcheck.period import parse_period
from sheetcheck.round import Round, create_round, round_title
from sheetcheck.sample import sample_figures
from sheetcheck.template import Filled, file_name, layouts_for, write_template
from sheetcheck.text import Language, Text
from sheetcheck.units import Register

DISTRICT: Final = "185"
PUBLISHED: Final = "06331"
"""Vạn Thủy: the report of its People's Committee on the first half of 2024 is public."""

MARK: Final = Text(
    vi="SỐ LIỆU MÔ PHỎNG ĐỂ TẬP HUẤN - KHÔNG PHẢI SỐ LIỆU THẬT",
    en="GENERATED FIGURES FOR TRAINING - NOT REAL ONES",
)
SOURCE: Final = Text(
    vi="Báo cáo công bố của UBND xã về công tác bình đẳng giới 6 tháng đầu năm 2024",
    en="published report of the commune's People's Committee on gender equality, first half of 2024",
)
_NOT_SAID = "…"
"""The report does not give the figure: it occurred or not, nobody can tell."""


def _records(fields: tuple[str, ...], *lines: tuple[str, ...]) -> Filled:
    """Records of a list form."""
    return {
        (str(number), field): value
        for number, line in enumerate(lines, start=1)
        for field, value in zip(fields, line, strict=True)
        if value
    }


_VAN_THUY: Final[Mapping[str, Filled]] = {
    "bdg_01": {
        ("staff_total", "total"): 1, ("staff_total", "female"): 1, ("staff_total", "note"): SOURCE.vi,
        ("staff_fulltime", "total"): 0, ("staff_fulltime", "female"): 0,
        ("staff_parttime", "total"): 1, ("staff_parttime", "female"): 1,
        ("staff_exp_lt1y", "total"): 1, ("staff_exp_lt1y", "female"): 1,
        ("cfaw_exists", "value"): 1, ("cfaw_regulation", "value"): 1, ("cfaw_consolidated", "value"): 1,
        ("docs_plan", "value"): 1, ("docs_decision", "value"): 2, ("docs_other", "value"): 0,
    },
    "bdg_02": _records(
        ("doc_type", "doc_number", "issue_date", "issuer", "summary", "topic", "direction", "note"),
        ("ke_hoach", "20/KH-UBND", "2024-02-26", "UBND xã",
         "Thực hiện công tác bình đẳng giới và vì sự tiến bộ của phụ nữ năm 2024", "bdg", "ban_hanh", SOURCE.vi),
        ("quyet_dinh", "50/QĐ-UBND", "2024-05-31", "UBND xã",
         "Thành lập Ban Vì sự tiến bộ của phụ nữ năm 2024", "vstbpn", "ban_hanh", ""),
        ("quyet_dinh", "51/QĐ-UBND", "2024-05-31", "UBND xã",
         "Ban hành quy chế vì sự tiến bộ của phụ nữ năm 2024", "vstbpn", "ban_hanh", ""),
        ("cong_van", "914/UBND-PLĐT BXHDT", "2024-05-28", "UBND huyện Bắc Sơn",
         "Báo cáo kết quả công tác bình đẳng giới 6 tháng đầu năm 2024", "bdg", "tiep_nhan", ""),
    ),
    "bdg_04": {("local_gov", "total_bodies"): 1, ("body_ubnd", "total_bodies"): 1},
    "bdg_07": {
        ("early_marriage_cases", "value"): 0, ("early_marriage_cases", "note"): SOURCE.vi,
        ("consanguineous_marriages", "value"): 0,
    },
    "bdg_09": {("dv_households", "note"): SOURCE.vi},
    "bdg_11": {
        ("sessions", "value"): 4, ("sessions", "note"): SOURCE.vi, ("loudspeaker_listeners", "value"): 1500,
        ("contests", "value"): 0, ("contest_participants", "total"): 0, ("contest_participants", "female"): 0,
    },
    "bdg_12": {
        ("1", "activity_type"): "hoi_thi", ("1", "title"): "Hội thi tổ truyền thông cộng đồng thuộc Dự án 8",
        ("1", "start_date"): "2024", ("1", "venue_unit"): PUBLISHED,
        ("1", "organiser"): "Hội Liên hiệp Phụ nữ xã", ("1", "organiser_level"): "H",
        ("1", "partners"): "Hội Liên hiệp Phụ nữ huyện Bắc Sơn", ("1", "sessions"): 1,
        ("1", "target_group"): "hoi_vien_phu_nu", ("1", "participants"): 41, ("1", "sex_known"): 0,
        ("1", "approx"): 0, ("1", "spectators"): 80, ("1", "teams"): 4, ("1", "awards"): 3,
        ("1", "source_program"): "du_an_8",
    },
    "bdg_13": _records(
        ("item_type", "domain", "content", "addressee"),
        ("ket_qua_noi_bat", "gia_dinh_bao_luc", "Bạo lực gia đình trên địa bàn xã ngày một giảm", ""),
        ("van_de_gioi", "gia_dinh_bao_luc", "Cần tăng cường tuyên truyền giáo dục bình đẳng giới trong gia đình", ""),
        ("kho_khan", "quan_ly", "Luật Bình đẳng giới chưa thống nhất, đồng bộ còn chồng chéo", ""),
        ("nguyen_nhan", "thong_tin", "Công tác tuyên truyền còn hạn chế do thiếu trang thiết bị", ""),
        ("kien_nghi", "quan_ly", "Phân bổ nguồn kinh phí về công tác bình đẳng giới cho cấp xã", "Cấp trên"),
        ("nhiem_vu", "thong_tin", "Tăng cường công tác thông tin tuyên truyền về công tác nữ, bình đẳng giới", ""),
    ),
}  # fmt: skip
_NONE_OCCURRED = ("dv_", "perp", "victims", "sv_", "gbv_")
"""Rows of form 09 that the report says did not occur: no domestic and no gender-based violence."""


@dataclass(frozen=True, slots=True)
class Planted:
    """A fault that somebody might make, and the code and cell under which it must be found."""

    unit: str
    code: str
    cell: str
    what: Text
    form: str = ""
    row: str = ""
    column: str = ""
    typed: float | str = ""


PLANTED: Final = (
    Planted("06337", "T112", "D11", Text(vi="ghi phân số 20/49 vào một ô số", en="a fraction 20/49 typed into a count"),
            "bdg_11", "participants", "total", "20/49"),
    Planted("06340", "T118", "D11", Text(vi="số âm", en="a negative number"), "bdg_09", "dv_form_mental", "value", -3),
    Planted("06343", "R201", "E18", Text(vi="số nữ lớn hơn tổng số", en="more women than persons"),
            "bdg_01", "cfaw_members", "female", 50),
    Planted("06349", "V103", "E8", Text(vi="thiếu số nữ", en="the number of women is missing"), "bdg_01", "staff_total", "female"),
    Planted("06352", "T103", "D13", Text(vi="số ghi dạng chữ 1.500 (được đọc là 1500)", en="a number typed as the text 1.500 (read as 1500)"),
            "bdg_11", "loudspeaker_listeners", "value", "1.500"),
    Planted("06355", "F109", "", Text(vi="trang web mang tên Excel", en="a web page under an Excel name")),
    Planted("06358", "T116", "D20", Text(vi="ghi khoảng 3-4 thay vì một con số", en="a range 3-4 instead of a figure"),
            "bdg_11", "training_classes", "value", "3-4"),
    Planted("06361", "I108", "", Text(vi="nộp lại tệp của kỳ trước", en="last period's file sent again")),
    Planted("06364", "S101", "", Text(vi="chưa nộp báo cáo", en="no return at all")),
    Planted("06367", "R451", "D8", Text(vi="tổng không bằng các phần", en="a total that is not the sum of its parts"),
            "bdg_11", "sessions", "value", 99),
)  # fmt: skip
_WEB_PAGE = b"<html><body><table><tr><td>B\xc3\xa1o c\xc3\xa1o</td></tr></table></body></html>"


def play(folder: Path, catalogue: Catalogue, register: Register, language: Language) -> Round:
    """Makes the round in an empty folder: templates in the outbox, what came back in the inbox."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise SheetcheckError(
            Text(
                vi="{folder} không trống; chọn thư mục khác hoặc xóa thư mục này",
                en="{folder} is not empty; choose another folder or delete it",
            ),
            folder=str(folder),
        )
    period = parse_period("2024-H1")
    district = register.get(DISTRICT, period.end)
    assert district is not None
    office = receiving_office(district, period)
    made = create_round(
        folder,
        title=round_title(district.name, Level.COMMUNE, period, Scope.OWN, language),
        units=dict.fromkeys(register.children(DISTRICT, period.end, Level.COMMUNE), office),
        period=period,
        language=language,
    )
    for code in made.units:
        identity = made.identity(code, catalogue.digest)
        write_file(made.outbox / file_name(identity), write_template(catalogue, identity))
        returned = _returned(code, made, catalogue)
        if returned is not None:
            write_file(made.inbox / file_name(identity), returned)
    return made


def _returned(code: str, made: Round, catalogue: Catalogue) -> bytes | None:
    """The file that a commune sends back; None when it sends none."""
    if code == PUBLISHED:
        identity = made.identity(code, catalogue.digest)
        return write_template(catalogue, identity, published(catalogue, identity))
    planted = [one for one in PLANTED if one.unit == code]
    codes = {one.code for one in planted}
    if "S101" in codes:
        return None
    if "F109" in codes:
        return _WEB_PAGE
    identity = made.identity(code, catalogue.digest, MARK.of(made.language))
    if "I108" in codes:
        identity = _last_year(identity)
    figures = sample_figures(layouts_for(catalogue, identity), identity.period, code)
    for one in planted:
        if one.form:
            figures[one.form][one.row, one.column] = one.typed
    return write_template(catalogue, identity, figures)


def _last_year(identity: Identity) -> Identity:
    return replace(identity, period=parse_period("2023-H1"))


def published(catalogue: Catalogue, identity: Identity) -> Mapping[str, Filled]:
    """Vạn Thủy's figures as its report gives them; `…` in required cells of which it says nothing."""
    figures: dict[str, Filled] = {}
    for layout in layouts_for(catalogue, identity):
        said = dict(_VAN_THUY.get(layout.form.id, {}))
        for slot in layout.slots():
            if slot.severity is None or slot.name in said or layout.form.kind == "list":
                continue
            none = layout.form.id == "bdg_09" and slot.row.startswith(_NONE_OCCURRED)
            said[slot.name] = 0 if none else _NOT_SAID
        figures[layout.form.id] = said
    return figures


def compare(found: tuple[Finding, ...]) -> Iterator[tuple[Planted, bool]]:
    """Each planted fault, and whether it was found under its code at its cell."""
    for one in PLANTED:
        yield (
            one,
            any(
                item.code == one.code
                and (item.unit == one.unit or item.file.startswith(one.unit))
                and (not one.cell or one.cell in item.cells)
                for item in found
            ),
        )
