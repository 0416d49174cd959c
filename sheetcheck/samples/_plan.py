"""Draws what one unit did in one period, of which several forms tell."""

from __future__ import annotations

from collections.abc import Iterator

from sheetcheck.period import Period
from sheetcheck.samples._draw import Activity, Choose, Plan, Record, day, some_people

_ISSUED = (
    ("ke_hoach", "KH-UBND", "Kế hoạch công tác bình đẳng giới và vì sự tiến bộ của phụ nữ", "bdg"),
    ("quyet_dinh", "QĐ-UBND", "Kiện toàn Ban Vì sự tiến bộ của phụ nữ", "vstbpn"),
    ("bao_cao", "BC-UBND", "Báo cáo công tác phòng, chống bạo lực gia đình", "pcblgd"),
    ("huong_dan", "HD-UBND", "Hướng dẫn tổ chức Tháng hành động vì bình đẳng giới", "thang_hanh_dong"),
)
_TITLES = {
    "tap_huan": "Tập huấn kiến thức bình đẳng giới",
    "hoi_thao": "Hội thảo về bình đẳng giới trong gia đình",
    "toa_dam": "Tọa đàm phụ nữ tham gia lãnh đạo, quản lý",
    "gap_mat": "Gặp mặt nữ cán bộ, công chức",
    "hoi_thi": "Hội thi tìm hiểu Luật Bình đẳng giới",
    "day_nghe": "Dạy nghề cho lao động nông thôn",
    "truyen_thong": "Truyền thông phòng, chống bạo lực gia đình",
}


def plan_of(choose: Choose, period: Period) -> Plan:
    return Plan(tuple(_documents(choose, period)), tuple(_activities(choose, period)))


def _documents(choose: Choose, period: Period) -> Iterator[Record]:
    """A number stands once: the documents of a unit are numbered one after another."""
    length = (period.end - period.start).days
    number = choose(0, 20)
    for kind, symbol, summary, topic in _ISSUED:
        for _ in range(choose(0, 2)):
            number += choose(1, 20)
            yield {
                "doc_type": kind, "doc_number": f"{number}/{symbol}", "issue_date": day(period, choose(0, length)),
                "issuer": "UBND", "summary": summary, "topic": topic, "direction": "ban_hanh",
            }  # fmt: skip


def _activities(choose: Choose, period: Period) -> Iterator[Activity]:
    """No two begin on one day, and the classes of vocational training have 5 to 60 persons each."""
    count = choose(1, 6)
    share = (period.end - period.start).days // count
    kinds = list(_TITLES)
    for number in range(count):
        kind = kinds[choose(0, len(kinds) - 1)]
        first = choose(number * share, (number + 1) * share - 1)
        last = choose(first, (number + 1) * share - 1)
        sessions = choose(1, 4)
        people = some_people(choose, 5 * sessions, 60 * sessions)
        yield Activity(kind, f"{_TITLES[kind]}, đợt {number + 1}", first, last, sessions, people)
