"""Plans and decisions of the unit, and a letter from above."""

from __future__ import annotations

from collections.abc import Iterator

from sheetcheck.samples._draw import Draw, Record, day

_ISSUED = (
    ("ke_hoach", "KH-UBND", "Kế hoạch công tác bình đẳng giới và vì sự tiến bộ của phụ nữ", "bdg"),
    ("quyet_dinh", "QĐ-UBND", "Kiện toàn Ban Vì sự tiến bộ của phụ nữ", "vstbpn"),
    ("bao_cao", "BC-UBND", "Báo cáo công tác phòng, chống bạo lực gia đình", "pcblgd"),
)


def records(draw: Draw) -> Iterator[Record]:
    """A number stands once: the documents of a unit are numbered one after another."""
    length = (draw.period.end - draw.period.start).days
    number = draw.up_to(20)
    for kind, symbol, summary, topic in _ISSUED:
        number += draw.choose(1, 20)
        yield {
            "doc_type": kind, "doc_number": f"{number}/{symbol}", "issue_date": day(draw.period, draw.up_to(length)),
            "issuer": "UBND", "summary": summary, "topic": topic, "direction": "ban_hanh",
        }  # fmt: skip
    yield {
        "doc_type": "cong_van", "doc_number": f"{draw.choose(100, 999)}/SNV-BĐG",
        "issue_date": day(draw.period, -draw.up_to(60)), "issuer": "Sở Nội vụ",
        "summary": "Hướng dẫn thực hiện công tác bình đẳng giới", "topic": "bdg", "direction": "tiep_nhan",
    }  # fmt: skip
