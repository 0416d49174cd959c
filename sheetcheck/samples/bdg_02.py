"""The documents of the unit, and a letter from above."""

from __future__ import annotations

from collections.abc import Iterator

from sheetcheck.samples._draw import Draw, Record, day


def records(draw: Draw) -> Iterator[Record]:
    yield from draw.plan.documents
    yield {
        "doc_type": "cong_van", "doc_number": f"{draw.choose(100, 999)}/SNV-BĐG",
        "issue_date": day(draw.period, -draw.up_to(60)), "issuer": "Sở Nội vụ",
        "summary": "Hướng dẫn thực hiện công tác bình đẳng giới", "topic": "bdg", "direction": "tiep_nhan",
    }  # fmt: skip
