"""Classes of training, each with its persons."""

from __future__ import annotations

from collections.abc import Iterator

from sheetcheck.form import Level
from sheetcheck.samples._draw import Draw, Record, day, projected, some_people

_LETTERS = {Level.COMMUNE: "X", Level.DISTRICT: "H", Level.PROVINCE: "T"}


def records(draw: Draw) -> Iterator[Record]:
    for number in range(1, draw.choose(1, 4) + 1):
        length = (draw.period.end - draw.period.start).days
        start = draw.up_to(length)
        end = draw.choose(start, length)
        sessions = draw.choose(1, 4)
        people = projected(some_people(draw.choose, 5 * sessions, 60 * sessions))
        yield {
            "activity_type": "tap_huan", "title": f"Tập huấn bình đẳng giới, lớp {number}",
            "start_date": day(draw.period, start), "end_date": day(draw.period, end), "venue_unit": draw.unit,
            "organiser": "UBND", "organiser_level": _LETTERS[draw.layout.level], "partners": "Hội Liên hiệp Phụ nữ",
            "sessions": sessions, "target_group": "nguoi_dan", "participants": people["total"],
            "participants_female": people["female"], "participants_em": people["em_total"],
            "participants_em_female": people["em_female"], "sex_known": 1, "approx": 0, "source_program": "nsnn",
        }  # fmt: skip
