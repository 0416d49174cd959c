"""What was achieved, what is difficult and why, and what is asked for."""

from __future__ import annotations

from collections.abc import Iterator

from sheetcheck.samples._draw import Draw, Record

_ITEMS = (
    (
        "ket_qua_noi_bat",
        "thong_tin",
        "Công tác tuyên truyền về bình đẳng giới được lồng ghép thường xuyên vào họp thôn",
    ),
    ("van_de_gioi", "chinh_tri", "Tỷ lệ nữ tham gia lãnh đạo, quản lý còn thấp so với yêu cầu"),
    ("kho_khan", "quan_ly", "Cán bộ làm công tác bình đẳng giới đều kiêm nhiệm nhiều việc"),
    ("nguyen_nhan", "quan_ly", "Kinh phí cho công tác bình đẳng giới chưa được bố trí riêng"),
    ("nhiem_vu", "gia_dinh_bao_luc", "Tiếp tục tuyên truyền Luật Phòng, chống bạo lực gia đình đến các hộ gia đình"),
)


def records(draw: Draw) -> Iterator[Record]:
    """Not every unit has something to be proud of."""
    for kind, domain, content in _ITEMS[draw.up_to(1) :]:
        yield {"item_type": kind, "domain": domain, "content": content}
    yield {
        "item_type": "kien_nghi", "domain": "quan_ly", "addressee": "Sở Nội vụ",
        "content": "Tổ chức thêm lớp tập huấn nghiệp vụ cho cán bộ làm công tác bình đẳng giới",
    }  # fmt: skip
